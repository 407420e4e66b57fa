package tag

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/internal/corpus"
)

// Dictionaries and texts that would make a matcher slow which compares name by name or goes back in the text.
func slowing(t testing.TB) map[string]struct {
	d    *Dictionary
	unit string // of a text that is as long as it likes
} {
	t.Helper()
	var prefixed, chain []Name
	for i := range 50_000 {
		prefixed = append(prefixed, Name{Text: fmt.Sprintf("a a a a a a a a b%d", i), Case: CaseAny})
	}
	for i := range 500 {
		chain = append(chain, Name{Text: strings.Repeat("a ", i+1), Case: CaseAny})
	}
	prefixes, links := compile(t, prefixed...), compile(t, chain...)
	return map[string]struct {
		d    *Dictionary
		unit string
	}{
		"a name without end":            {compile(t, Name{Text: "Tide Board"}), "Tide Board "},
		"50,000 names that begin alike": {prefixes, "a "},
		"500 names, each in the next":   {links, "a "},
		"marks":                         {links, "a" + strings.Repeat("\u0301", 1_000)},
		"blanks":                        {links, "a" + strings.Repeat(" ", 99)},
		"invisible":                     {links, "a\u00ad\u200b"},
		"broken words":                  {links, "a-\n"},
		"flags":                         {links, "🇯🇵"},
		"names that never end":          {compile(t, Name{Text: strings.Repeat("a ", 500) + "b", Case: CaseAny}), "a "},
		"apostrophes":                   {links, "l’a"},
		"ill-formed":                    {links, "\xe3\x81a\xff"},
	}
}

// The more text, the more steps, in proportion: from the second thousand units to the fourth it is twice as many more as from the first to the second.
func TestStepsGrowWithTheText(t *testing.T) {
	for name, s := range slowing(t) {
		steps := func(units int) int {
			return s.d.find(strings.Repeat(s.unit, units), func(Match) bool { return true })
		}
		one, two, four := steps(1000), steps(2000), steps(4000)
		if grown, doubled := four-two, 2*(two-one); grown > doubled+doubled/20+maxKey {
			t.Errorf("%s: %d, %d, %d steps for a text, twice and four times as much", name, one, two, four)
		}
		if limit := maxKey * 4000 * len(s.unit); four > limit {
			t.Errorf("%s: %d steps, more than %d", name, four, limit)
		}
		t.Logf("%-32s %8.2f steps a byte", name, float64(four)/float64(4000*len(s.unit)))
	}
}

// Figures for the same texts; ns/byte stay the same as they grow.
func BenchmarkHostile(b *testing.B) {
	for name, s := range slowing(b) {
		for _, size := range []int{100_000, 200_000, 400_000} {
			text := strings.Repeat(s.unit, size/len(s.unit))
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					for range s.d.Find(text) {
					}
				}
			})
		}
	}
}

// A text takes memory for the names that overlap in it, and none otherwise.
func TestFindAllocatesNothingForAText(t *testing.T) {
	names := corpus.Invent(100, 5)
	list := make([]Name, len(names))
	for i := range names {
		list[i].Text = names[i]
	}
	d := compile(t, list...)
	c := corpus.Corpus{Seed: 6, Names: names}
	text := c.Text(20_000)
	losers := 0
	for m := range d.Find(text) {
		losers += m.Losers.Len()
	}
	per := testing.AllocsPerRun(5, func() {
		for range d.Find(text) {
		}
	})
	if per > float64(2*losers+10) {
		t.Errorf("%.0f allocations, with %d losers", per, losers)
	}
	c.Names = nil
	text = c.Text(50_000)
	if per := testing.AllocsPerRun(5, func() {
		for range d.Find(text) {
		}
	}); per > 4 {
		t.Errorf("%.0f allocations in a text with no names", per)
	}
}
