package export

import (
	"strings"

	"github.com/cyberres/cyberres/cyberres/anchor"
	"github.com/cyberres/cyberres/internal/quote"
)

// elided returns the quote that stands for a passage: all of a short one, else its first two … last two words, and a third or fourth where repeated says that two
// stand elsewhere, too. It is empty where the rules of quoting allow none, such as where a "word" is a chain of five.
func elided(passage string, repeated func(ends string) bool) string {
	passage = strings.Join(strings.Fields(passage), " ")
	n := quote.Words(passage)
	if n <= quote.MaxWhole {
		if n == 0 || quote.Check(passage) != nil {
			return ""
		}
		return passage
	}
	first, last := ends(passage)
	best := ""
	for words := 2; words <= quote.MaxEnd; words++ {
		head, tail := first[words], last[words]
		if head == 0 || tail == 0 || head >= tail {
			break
		}
		q := passage[:head] + quote.Elision + passage[tail:]
		if quote.Check(q) != nil {
			break
		}
		if best = q; !repeated(q) {
			break
		}
	}
	return best
}

// ends returns where the first n words of a passage end and where its last n begin, in bytes, for n up to MaxEnd. Words are runs of letters and digits,
// but a cut is made only where Unicode has a word bound: so there may be a word more than asked for.
func ends(passage string) (first, last [quote.MaxEnd + 1]int) {
	n := 0
	for start, end := range anchor.Words(passage) {
		added := quote.Words(passage[start:end])
		for i := n + 1; i <= n+added && i <= quote.MaxEnd; i++ {
			first[i] = end
		}
		if n += added; n >= quote.MaxEnd {
			break
		}
	}
	// From the back: the bounds of the last words, which are in the tail that holds one word more than are asked for.
	tail := 0
	for i, words, in := len(passage), 0, false; i > 0; {
		r, size := lastRune(passage[:i])
		letter := quote.Letter(r)
		if letter && !in {
			words++
		}
		in = letter
		i -= size
		if words > 4*quote.MaxEnd {
			tail = i
			break
		}
	}
	type word struct{ start, runs int }
	var words []word
	for start, end := range anchor.Words(passage[tail:]) {
		if runs := quote.Words(passage[tail+start : tail+end]); runs > 0 {
			words = append(words, word{tail + start, runs})
		}
	}
	n = 0
	for k := len(words) - 1; k >= 0 && n < quote.MaxEnd; k-- {
		if k == 0 && tail > 0 {
			break // it may be cut
		}
		for i := n + 1; i <= n+words[k].runs && i <= quote.MaxEnd; i++ {
			last[i] = words[k].start
		}
		n += words[k].runs
	}
	return first, last
}

// A quoter makes the quotes of one text.
type quoter struct {
	text string
	work int // bytes that may still be searched
}

func newQuoter(text string) quoter { return quoter{text, max(64*len(text), 1<<28)} }

// of returns the quote of a passage of the text.
func (q *quoter) of(passage string) string { return elided(passage, q.repeated) }

// repeated reports whether the ends of a quote stand in the text more than once. Only so much is searched in all that many quotes of a long text stay cheap; then
// two words do.
func (q *quoter) repeated(ends string) bool {
	first, last, _ := strings.Cut(ends, quote.Elision)
	return q.twice(first) || q.twice(last)
}

func (q *quoter) twice(words string) bool {
	if q.work < 0 {
		return false
	}
	q.work -= len(q.text)
	i := strings.Index(q.text, words)
	if i < 0 { // or with other white space, of which the quote has none
		return false
	}
	return strings.Contains(q.text[i+len(words):], words)
}

// shows reports whether a quote is one of a passage.
func shows(q, passage string) bool { return quote.Check(q) == nil && quote.Matches(q, passage) == nil }
