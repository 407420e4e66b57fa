package anchor

import (
	"testing"
	"unicode/utf8"
)

// An edge is placed where both sides of it together differ least from the quote, tried one place after the other with the textbook's distances.
func FuzzPlace(f *testing.F) {
	f.Add("the long watch. arbours of the League sleep", "the long watch. ", "Harbours of the League", 15, true)
	f.Add("it has no budget, of itts own\u00ad. Every port", "of its own.", " Every port", 30, false)
	f.Add("한국어 𝒜\u0301 – 🛡️", "한국", "", 6, false)
	f.Add("a\xff  b", "", "b", 2, true)
	f.Fuzz(func(t *testing.T, s, before, after string, at int, start bool) {
		if at < 0 || at > len(s) || !utf8.ValidString(s[:at]) || before == "" && after == "" {
			return
		}
		var e edger
		got := e.place(s, at, before, after, start)
		if got == at {
			return // nothing better, or better by white space only
		}
		if _, ok := Prepare(s).SpanOfBytes(got, got); !ok {
			t.Fatalf("%q: byte %d is no place between code points", s, got)
		}
		w := e.window
		left, right := e.left.text[max(0, len(e.left.text)-edgeLetters):], e.right.text[:min(len(e.right.text), edgeLetters)]
		cost := func(n int) int {
			sum := 0
			if len(left) > 0 {
				list := distances(left, w.text[max(0, n-3*edgeLetters):n], false, false)
				sum += 2 * list[len(list)-1]
			}
			if len(right) > 0 {
				list := distances(right, w.text[n:min(len(w.text), n+3*edgeLetters)], false, true)
				sum += 2 * list[len(list)-1]
			}
			switch bound := WordBound(s, w.offset(n, start)); {
			case !bound && len(left) > 0 && len(right) > 0:
				sum++
			case !bound:
				sum += 3
			}
			return sum
		}
		least, found := 1<<30, 1<<30
		for n := 0; n <= len(w.text); n++ {
			if w.offset(n, start) == got {
				found = min(found, cost(n))
			}
			edge := w.offset(n, start)
			if split := n > 0 && n < len(w.from) && w.from[n] == w.from[n-1]; split || abs(edge-at) > 2 {
				continue // farther places are out of reach where the text has been made much longer
			}
			space := start && n < len(w.text) && w.text[n] == ' ' || !start && n > 0 && w.text[n-1] == ' '
			if !space {
				least = min(least, cost(n))
			}
		}
		if found > least {
			t.Fatalf("%q: edge at %d costs %d, there is one of %d near %d", s, got, found, least, at)
		}
	})
}
