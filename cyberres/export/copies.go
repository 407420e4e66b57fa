package export

import (
	"unicode"

	"github.com/cyberres/cyberres/internal/quote"
)

// maxCopies is how many places a quote may stand in to be looked for. One that stands in more tells no place, and thousands of such would take a long time.
const maxCopies = 1000

// grams counts the runs of four letters of a text, so that it is known at once how often a quote can stand there at most.
type grams struct{ counts map[[4]rune]int }

func gramsOf(text string) grams {
	g := grams{map[[4]rune]int{}}
	eachGram(text, func(run [4]rune) { g.counts[run]++ })
	return g
}

// copies returns in how many places a quote can stand at most. Of one that has no four letters that is not known.
func (g grams) copies(words string) (most int, known bool) {
	eachGram(words, func(run [4]rune) {
		if n := g.counts[run]; !known || n < most {
			most, known = n, true
		}
	})
	return most, known
}

func eachGram(text string, do func([4]rune)) {
	var run [4]rune
	n := 0
	for _, r := range text {
		if !quote.Letter(r) {
			continue
		}
		run[0], run[1], run[2], run[3] = run[1], run[2], run[3], unicode.ToLower(r)
		if n++; n >= len(run) {
			do(run)
		}
	}
}
