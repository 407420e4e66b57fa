package nearest

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestNames(t *testing.T) {
	places := []string{"north-macedonia", "bosnia-and-herzegovina", "estonia", "albania", "armenia", "russia", "belarus", "south-korea", "north-korea", "New Zealand", "Österreich"}
	fields := []string{"id", "title", "start", "end", "codePoints", "references", "label"}
	for _, c := range []struct {
		what       string
		name       string
		candidates []string
		want       []string
	}{
		// Typos.
		{"the same", "estonia", places, []string{"estonia"}},
		{"other case", "ESTONIA", places, []string{"estonia"}},
		{"other case in the candidate", "new zealand", places, []string{"New Zealand"}},
		{"other case beyond ASCII", "österreicH", places, []string{"Österreich"}},
		{"swapped", "etsonia", places, []string{"estonia"}},
		{"swapped at the end", "estonai", places, []string{"estonia"}},
		{"missing", "estnia", places, []string{"estonia"}},
		{"two missing", "estna", places, []string{"estonia"}},
		{"missing at the start", "stonia", places, []string{"estonia"}},
		{"doubled", "estonnia", places, []string{"estonia"}},
		{"wrong letter", "estomia", places, []string{"estonia"}},
		{"wrong letter beyond ASCII", "Osterreich", places, []string{"Österreich"}},
		{"two of them", "estoinna", places, []string{"estonia"}},
		{"three in ten", "reverenzez", fields, []string{"references"}},
		{"the plural", "partys", []string{"parties", "party"}, []string{"party", "parties"}},
		{"hyphen for a space", "new-zealand", places, []string{"New Zealand"}},
		{"short name", "titel", fields, []string{"title"}},
		{"two letters", "di", fields, []string{"id"}},
		{"two letters, one more", "idd", fields, []string{"id", "end"}},

		// Whole words.
		{"a word of several", "macedonia", places, []string{"north-macedonia"}},
		{"words with a space", "Bosnia and", places, []string{"bosnia-and-herzegovina"}},
		{"several words for one", "republic-of-estonia", places, []string{"estonia"}},
		{"several words for one in other case", "the new zealand government", places, []string{"New Zealand"}},
		{"a word of two candidates", "korea", places, []string{"south-korea", "north-korea"}},
		{"part of a word is no word", "mace", places, nil},
		{"a word of two letters is none", "a", []string{"a-very-long-name", "is-a-b"}, nil},
		{"typos before words", "korea", []string{"north-korea", "koreas"}, []string{"koreas", "north-korea"}},

		// Nothing.
		{"nothing near", "zimbabwe", places, nil},
		{"every letter wrong", "ab", []string{"cd"}, nil},
		{"one letter, another", "a", []string{"b", "é"}, nil},
		{"one letter, another beyond ASCII", "д", []string{"é", "b"}, nil},
		{"three in eight", "12345678", []string{"12345abc"}, nil},
		{"one in three is counted in characters", "дддддд", []string{"дддбёж"}, nil},
		{"two in six beyond ASCII", "дддддд", []string{"ддддёж"}, []string{"ддддёж"}},
		{"empty name", "", places, nil},
		{"empty name, short candidates", "", []string{"", "a", "ab", "abc"}, nil},
		{"empty candidate", "ab", []string{""}, nil},
		{"no candidates", "estonia", nil, nil},

		// Order.
		{"nearest first", "abcdef", []string{"abcdxx", "abcdef", "abcdex"}, []string{"abcdef", "abcdex", "abcdxx"}},
		{"equal ones in the order given", "abcd", []string{"abcx", "abxd", "axcd"}, []string{"abcx", "abxd", "axcd"}},
		{"equal ones in the order given, reversed", "abcd", []string{"axcd", "abxd", "abcx"}, []string{"axcd", "abxd", "abcx"}},
		{"at most three", "abcd", []string{"abcx", "abxd", "axcd", "xbcd", "abcd"}, []string{"abcd", "abcx", "abxd"}},

		// Length: 100 characters is what an id may have.
		{"long", strings.Repeat("abcde", 20), []string{strings.Repeat("abcde", 19) + "abced"}, []string{strings.Repeat("abcde", 19) + "abced"}},
		{"as long as may be, beyond ASCII", strings.Repeat("😀", 128), []string{strings.Repeat("😀", 127)}, []string{strings.Repeat("😀", 127)}},
		{"too long", strings.Repeat("a", 129), []string{strings.Repeat("a", 128)}, nil},
		{"too long a candidate", strings.Repeat("a", 128), []string{strings.Repeat("a", 129)}, nil},
	} {
		if got := Names(c.name, c.candidates); !slices.Equal(got, c.want) {
			t.Errorf("%s: %.40q gives %.40q; want %.40q", c.what, c.name, got, c.want)
		}
	}
}

// Candidates are only read.
func TestNamesLeavesCandidates(t *testing.T) {
	candidates := []string{"abxx", "Abcd", "abcx"}
	Names("abcd", candidates)
	if !slices.Equal(candidates, []string{"abxx", "Abcd", "abcx"}) {
		t.Errorf("now %q", candidates)
	}
}

// A megabyte is refused before anything is made of it, however many candidates there are.
func TestNamesOfHostileLength(t *testing.T) {
	candidates := slices.Repeat([]string{"estonia", strings.Repeat("a ", 40)}, 1000)
	for _, name := range []string{strings.Repeat("a", 1<<20), strings.Repeat("a ", 1<<19), strings.Repeat("É", 1<<19), strings.Repeat("\xff", 1<<20)} {
		if n := testing.AllocsPerRun(1, func() {
			if got := Names(name, candidates); got != nil {
				t.Errorf("%.20q gives %.20q", name, got)
			}
		}); n != 0 {
			t.Errorf("%.20q takes %v allocations", name, n)
		}
	}
}

// slowDistance is the definition of the optimal string alignment distance, by recursion on what the last edit was.
func slowDistance(x, y []rune) int {
	type pair struct{ i, j int }
	known := map[pair]int{}
	var distance func(i, j int) int
	distance = func(i, j int) int { // of the first i characters of x and the first j of y
		if i == 0 || j == 0 {
			return i + j
		}
		if d, ok := known[pair{i, j}]; ok {
			return d
		}
		best := 1 + distance(i-1, j)         // delete
		best = min(best, 1+distance(i, j-1)) // insert
		if x[i-1] == y[j-1] {                // keep
			best = min(best, distance(i-1, j-1))
		} else { // replace
			best = min(best, 1+distance(i-1, j-1))
		}
		if i > 1 && j > 1 && x[i-2] == y[j-1] && x[i-1] == y[j-2] { // swap
			best = min(best, 1+distance(i-2, j-2))
		}
		known[pair{i, j}] = best
		return best
	}
	return distance(len(x), len(y))
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		x, y string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"abc", "abc", 0},
		{"abc", "ab", 1}, {"abc", "abcd", 1}, {"abc", "axc", 1}, {"abc", "acb", 1}, {"abc", "bca", 2},
		{"ca", "abc", 3}, // swapped characters are not edited again; where they may be, it is 2
		{"kitten", "sitting", 3}, {"é", "e", 1}, {"é😀", "😀é", 1},
		{strings.Repeat("a", longest), strings.Repeat("b", longest), longest},
	} {
		x, y := []rune(c.x), []rune(c.y)
		if got, slow := distance(x, y), slowDistance(x, y); got != c.want || slow != c.want {
			t.Errorf("%.20q and %.20q: %d, slowly %d; want %d", c.x, c.y, got, slow, c.want)
		}
	}
	rng := rand.New(rand.NewPCG(3, 5))
	word := func(n int) []rune {
		w := make([]rune, n)
		for i := range w {
			w[i] = []rune("abcé")[rng.IntN(4)]
		}
		return w
	}
	for i := range 20_000 {
		x, y := word(rng.IntN(10)), word(rng.IntN(10))
		if i%100 == 0 {
			x, y = word(rng.IntN(longest+1)), word(rng.IntN(longest+1))
		}
		if i%2 == 0 { // a few edits apart
			y = slices.Clone(x)
			for range 1 + rng.IntN(3) {
				if k := rng.IntN(len(y) + 1); k+1 < len(y) {
					y[k], y[k+1] = y[k+1], y[k]
				} else if k < len(y) {
					y = slices.Delete(y, k, k+1)
				}
			}
		}
		if got, want := distance(x, y), slowDistance(x, y); got != want {
			t.Fatalf("%q and %q: %d; want %d", string(x), string(y), got, want)
		}
		if distance(x, y) != distance(y, x) {
			t.Fatalf("%q and %q: not the same both ways", string(x), string(y))
		}
	}
}

// A file that is none of a dataset's is taken for a misspelt one only if its name, without the extension, is near.
func TestParts(t *testing.T) {
	parts := []string{"dataset.json", "themes.json", "cues.json", "actors"}
	for name, want := range map[string]string{
		"theme.json": "themes.json", "themes": "themes.json", "Actors": "actors", "actors.json": "actors", "cue.json": "cues.json", "notes.json": "", "index.json": "", "": "",
	} {
		if got := Parts(name, parts); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
