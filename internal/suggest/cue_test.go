package suggest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/phrase"
)

// slowIn is what cues.in has to find, by trying every wording at every token in every way.
func slowIn(t testing.TB, list []cyberres.Cue, tokens []token) (found hits) {
	t.Helper()
	// ends returns all tokens at which words may end that begin at i.
	var ends func(words []phrase.Word, first bool, i int) []int
	ends = func(words []phrase.Word, first bool, i int) (out []int) {
		if len(words) == 0 {
			return []int{i}
		}
		for others := 0; others <= phrase.MaxGap && i+others < len(tokens); others++ {
			if others > 0 && !words[0].Gap || !first && !words[0].Gap && tokens[i].apart && !tokens[i].item {
				break
			}
			if at := tokens[i+others]; words[0].Matches(at.text, at.lower) {
				out = append(out, ends(words[1:], false, i+others+1)...)
			}
		}
		return out
	}
	for k, sort := range says {
		for i := range tokens {
			best := hit{}
			for _, cue := range list {
				for p := range cue.Phrases.All() {
					words, err := phrase.Parse(strings.ReplaceAll(p, "-", " "))
					if err != nil {
						t.Fatal(err)
					}
					if cue.Says != sort {
						continue
					}
					all := ends(words, true, i)
					if len(all) == 0 {
						continue
					}
					end := all[0]
					for _, e := range all {
						end = min(end, e)
					}
					if best.to == 0 || cue.Sure > best.Sure || cue.Sure == best.Sure && end > best.to {
						best = hit{&wording{Cue: &cue, phrase: p}, i, end}
					}
				}
			}
			if best.to > 0 && (k >= proposing || len(found[k]) < maxHits) {
				found[k] = append(found[k], best)
			}
		}
	}
	return found
}

// same compares by what a hit says. Of two wordings that are as sure and as long either may be named.
func same(t testing.TB, list []cyberres.Cue, text string) (n int) {
	t.Helper()
	c, err := compile(cyberres.Of(list...))
	if err != nil {
		t.Fatal(err)
	}
	var got hits
	for s := range sentences(text) {
		c.in(s.tokens, &got)
		want := slowIn(t, list, s.tokens)
		for k := range got {
			a, b := "", ""
			for _, h := range got[k] {
				a += fmt.Sprintf(" %d-%d(%d)", h.from, h.to, h.Sure)
			}
			for _, h := range want[k] {
				b += fmt.Sprintf(" %d-%d(%d)", h.from, h.to, h.Sure)
			}
			if a != b {
				t.Fatalf("%s in %q:\n%s, and slowly\n%s\ncues: %v", says[k], text, a, b, list)
			}
			n += len(got[k])
		}
	}
	return n
}

// randomCues draws wordings of few words, which share their beginnings and repeat themselves.
func randomCues(r *rand.Rand) (list []cyberres.Cue) {
	words := strings.Fields("aim aims a to be best May may capacity-building é NATO")
	for range 1 + r.IntN(6) {
		var phrases []string
		for range 1 + r.IntN(3) {
			p := ""
			for k := range 1 + r.IntN(4) {
				if k > 0 {
					p += " "
					if r.IntN(3) == 0 {
						p += "… "
					}
				}
				if p += words[r.IntN(len(words))]; r.IntN(4) == 0 {
					p += "*"
				}
			}
			phrases = append(phrases, p)
		}
		list = append(list, cyberres.Cue{Says: says[r.IntN(len(says))], Value: "x", Sure: 10 * r.IntN(4), Phrases: cyberres.Of(phrases...)})
	}
	return list
}

func TestCuesAreFoundAsSlowly(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("aim aims aiming a to be best May may MAY capacity-building capacity building é É NATO nato nato’s")
	found := 0
	for range 800 {
		text := ""
		for range 1 + r.IntN(40) {
			text += words[r.IntN(len(words))] + []string{" ", " ", " ", " ", ", ", "; ", " (", ". A", "\n\n"}[r.IntN(9)]
		}
		found += same(t, randomCues(r), text)
	}
	if found < 1500 {
		t.Errorf("only %d wordings were found at all", found)
	}
}

// The same for the cues of the dataset, in the texts that are at hand.
func TestCuesOfTheDataset(t *testing.T) {
	list := cyberres.Default().Cues().Slice()
	found := 0
	for _, name := range []string{"../../cyberres/testdata/harbour/texts/isle-of-marn.txt", "../../cyberres/tag/testdata/draft.txt"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		found += same(t, list, string(text))
	}
	if found < 50 {
		t.Errorf("only %d wordings were found", found)
	}
}

func FuzzCues(f *testing.F) {
	f.Add("NATO aims to be best, may aim.", uint64(1))
	f.Add("capacity-building capacity building aim aim aim", uint64(7))
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		if len(text) > 5000 {
			return
		}
		same(t, randomCues(rand.New(rand.NewPCG(seed, 1))), text)
	})
}

func TestWordings(t *testing.T) {
	for _, test := range []struct {
		phrase, text string
		want         string // what was found, by its words
	}{
		{"seek* to", "It seeks to go.", "seeks to"},
		{"seek* to", "It seeks, to go.", ""},
		{"seek* to", "It seeks “to” go.", "seeks “to"},
		{"seek* to", "It SEEKS TO go.", "SEEKS TO"},
		{"sign* … accord", "They signed the old accord.", "signed the old accord"},
		{"sign* … accord", "They signed one, two, three, four, five accord.", "signed one, two, three, four, five accord"},
		{"sign* … accord", "They signed one two three four five six accord.", "signed one two three four five six accord"},
		{"sign* … accord", "They signed one two three four five six seven accord.", ""},
		{"sign* … accord of", "They signed the accord and the accord of Marn.", "signed the accord and the accord of"},
		{"May", "In may, or in May.", "May"},
		{"capacity-building", "Capacity building and capacity‑building.", "Capacity building|capacity‑building"},
		{"a*", "A b ab", "A|ab"},
	} {
		c, err := compile(cyberres.Of(cyberres.Cue{Says: cyberres.CueTheme, Value: "x", Phrases: cyberres.Of(test.phrase)}))
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		var found hits
		for s := range sentences(test.text) {
			c.in(s.tokens, &found)
			for _, list := range found {
				for _, h := range list {
					all = append(all, test.text[s.tokens[h.from].start:s.tokens[h.to-1].end])
				}
			}
		}
		if got := strings.Join(all, "|"); got != test.want {
			t.Errorf("%q in %q is %q, not %q", test.phrase, test.text, got, test.want)
		}
	}
	for _, bad := range []string{"", "a  b", "… a", "a …", "a … … b", "*", "a, b"} {
		if _, err := New(cyberres.Of(cyberres.Cue{Says: cyberres.CueTheme, Value: "x", Phrases: cyberres.Of(bad)}), nil); err == nil {
			t.Errorf("no error for %q", bad)
		}
	}
}

func BenchmarkCues(b *testing.B) {
	c, err := compile(cyberres.Default().Cues())
	if err != nil {
		b.Fatal(err)
	}
	text, err := os.ReadFile("../../cyberres/tag/testdata/draft.txt")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	var found hits
	for b.Loop() {
		for s := range sentences(string(text)) {
			c.in(s.tokens, &found)
		}
	}
}
