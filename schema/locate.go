package schema

import (
	"slices"
	"strings"
	"unicode"

	"github.com/cyberres/cyberres/internal/quote"
)

// locate finds the passages that a quote may show, in the order of the text: those that it shows whole, or from each place of its first words the
// next one of its last. It stops at most of them. The cost is that of a walk through the text.
func locate(points []rune, q string, most int) (out []passage) {
	first, last, elided := strings.Cut(q, quote.Elision)
	begins := shown(points, first, most)
	if !elided {
		return begins
	}
	if len(begins) == 0 {
		return nil
	}
	ends := shown(points[begins[0].end:], last, len(points))
	for _, b := range begins {
		for len(ends) > 0 && begins[0].end+ends[0].start < b.end {
			ends = ends[1:]
		}
		if len(ends) == 0 {
			break
		}
		out = append(out, passage{b.start, begins[0].end + ends[0].end})
	}
	return out
}

// shown finds the places of a part of a quote that cut no word.
func shown(points []rune, part string, most int) (out []passage) {
	for i := range points {
		n := showsOf(points[i:], part)
		if n == 0 || i > 0 && letter(points[i-1]) && letter(points[i]) {
			continue
		}
		if end := i + n; end < len(points) && letter(points[end-1]) && letter(points[end]) {
			continue
		}
		if out = append(out, passage{i, i + n}); len(out) == most {
			break
		}
	}
	return out
}

// maxPlaces is how many places of a quote are looked at where a reader is to choose. Words that stand in so many identify nothing.
const maxPlaces = 50

// showsOf returns how many code points of a text a part of a quote shows at its beginning, where a space may be any run of white space; 0 if it does not.
func showsOf(points []rune, part string) int {
	i := 0
	for _, c := range part {
		if c == ' ' {
			from := i
			for i < len(points) && unicode.IsSpace(points[i]) {
				i++
			}
			if i == from {
				return 0
			}
			continue
		}
		if i == len(points) || points[i] != c {
			return 0
		}
		i++
	}
	return i
}

// reversedPoints returns a text from its end, where the last words of a quote are looked for.
func reversedPoints(points []rune) []rune {
	out := slices.Clone(points)
	slices.Reverse(out)
	return out
}

// reversedText is reversedPoints for a part of a quote.
func reversedText(s string) string { return string(reversedPoints([]rune(s))) }

// letter reports what words are made of.
func letter(c rune) bool { return unicode.In(c, unicode.L, unicode.N, unicode.M) }

// insideWord reports whether a bound falls inside a word: between letters or digits, or at an apostrophe between them (UAX 29, rules WB5 to WB7).
func insideWord(points []rune, i int) bool {
	if i <= 0 || i >= len(points) {
		return false
	}
	apostrophe := func(c rune) bool { return c == '\'' || c == '’' }
	before, after := points[i-1], points[i]
	switch {
	case letter(before) && letter(after):
		return true
	case apostrophe(before) && letter(after):
		return i > 1 && letter(points[i-2])
	case letter(before) && apostrophe(after):
		return i+1 < len(points) && letter(points[i+1])
	}
	return false
}
