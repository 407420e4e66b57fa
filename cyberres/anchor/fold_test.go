package anchor

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// slowFold folds by the definition, over a text that is decomposed as a whole.
func slowFold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(s, " ")) {
		switch ccc := norm.NFKD.PropertiesString(string(r)).CCC(); {
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r) && keepsMark(r, ccc):
			switch r = unicode.ToLower(r); r {
			case 'ς':
				b.WriteRune('σ')
			case 'ß':
				b.WriteString("ss")
			default:
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// Each code point, alone and at every place of a block, folds as the definition says and maps back to itself.
func TestFoldEveryCodePoint(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		s := string(r)
		want := slowFold(s)
		if got := string(appendFold(nil, s)); got != want {
			t.Fatalf("%U folds to %q, want %q", r, got, want)
		}
		if len(want) > maxFolded {
			t.Fatalf("%U folds to %d bytes", r, len(want))
		}
		if r%1009 == 0 || r < 0x250 && !testing.Short() {
			checkFold(t, strings.Repeat("a", int(r)%67)+s+"b—c")
		}
	}
}

func checkFold(t *testing.T, s string) {
	t.Helper()
	k := newSkeleton(s)
	if want := string(appendFold(nil, s)); string(k.letters) != want || foldedLen(s) != len(want) {
		t.Fatalf("%q folds to %q, want %q", s, k.letters, want)
	}
	n := 0
	for i := 0; i < len(s); {
		out, size := appendFolded(nil, s[i:])
		if at := k.letter(s, i); at != n {
			t.Fatalf("%q: %d letters before byte %d, want %d", s, at, i, n)
		}
		for range out {
			if start, end := k.source(s, n); start != i || end != i+size {
				t.Fatalf("%q: letter %d is from bytes %d to %d, want %d to %d", s, n, start, end, i, i+size)
			}
			n++
		}
		i += size
	}
}

func FuzzFold(f *testing.F) {
	f.Add("The Coun\u00adcil of “Ports” café 한국어 \ufdfa 𝒜\xff")
	f.Add(strings.Repeat("\ufdfa", 200))
	f.Fuzz(func(t *testing.T, s string) {
		checkFold(t, s)
		if utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsMark(r) }) {
			if got, want := string(appendFold(nil, s)), slowFold(s); got != want {
				t.Fatalf("%q folds to %q, want %q", s, got, want)
			}
		}
	})
}

// The bit-parallel distances are those of the textbook.
func FuzzMatcher(f *testing.F) {
	f.Add([]byte("harbour"), []byte("the harbor league"))
	f.Add([]byte(strings.Repeat("abc", 60)), []byte(strings.Repeat("abd", 70)))
	f.Fuzz(func(t *testing.T, pattern, window []byte) {
		if len(pattern) == 0 || len(pattern) > 400 || len(window) > 400 {
			return
		}
		var m matcher
		m.set([]byte("something else"), true)
		for _, anchored := range []bool{false, true} {
			for _, back := range []bool{false, true} {
				m.set(pattern, back)
				want := distances(pattern, window, anchored, back)
				m.run(window, anchored, func(i, d int) {
					if d != want[i] {
						t.Fatalf("%q in %q, anchored %v, back %v: %d at %d, want %d", pattern, window, anchored, back, d, i, want[i])
					}
				})
			}
		}
	})
}

func distances(pattern, window []byte, anchored, back bool) []int {
	at := func(s []byte, i int) byte {
		if back {
			return s[len(s)-1-i]
		}
		return s[i]
	}
	column := make([]int, len(pattern)+1)
	for i := range column {
		column[i] = i
	}
	list := []int{len(pattern)}
	for j := range window {
		diagonal := column[0]
		if anchored {
			column[0] = j + 1
		}
		for i := range pattern {
			cost := diagonal
			if at(pattern, i) != at(window, j) {
				cost = min(diagonal, column[i], column[i+1]) + 1
			}
			diagonal, column[i+1] = column[i+1], cost
		}
		list = append(list, column[len(pattern)])
	}
	return list
}
