package fragment_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres/anchor/fragment"
	"github.com/cyberres/cyberres/internal/chromium"
)

// begin shows the browser a page, and makes sure that both are given the same text.
func begin(t *testing.T, h *chromium.Highlights, p invented) {
	t.Helper()
	if text, joined := h.Show(p.html), strings.Join(p.blocks, ""); text != joined {
		t.Fatalf("the page's text is not that of its blocks:\n%q\n%q", text, joined)
	}
}

func TestBrowserAgrees(t *testing.T) {
	h := chromium.StartHighlights(t)
	for _, c := range findCases {
		blocks, want, found := page(c.page)
		begin(t, h, plainPage(blocks))
		wanted := h.Wanted([2]int{want.Start, want.End})
		if got := h.Got("text="+c.directive, wanted); !got.Equal(wanted) || found != (got.Count > 0) {
			t.Errorf("%s: %s in %s: the browser highlights %d pixels, wanted %d", c.what, c.directive, c.page, got.Count, wanted.Count)
		}
	}
}

// number reads a setting of the test.
func number(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

// TestBrowserHighlights opens links to random passages of invented pages.
func TestBrowserHighlights(t *testing.T) {
	h := chromium.StartHighlights(t)
	const perPage = 25
	pages, seed := number("CYBERRES_PAGES", 12), uint64(number("CYBERRES_SEED", 1))
	var (
		linked, exact int
		declined      = map[fragment.Reason]int{}
		forms         = map[string]int{}
	)
	for n := range pages {
		rng := rand.New(rand.NewPCG(seed, uint64(n)))
		p := invent(rng)
		text := []rune(strings.Join(p.blocks, ""))
		prepared := p.blocks.Prepare()
		type link struct {
			span   fragment.Span
			d      fragment.Directive
			wanted chromium.Picture
		}
		var links []link
		begin(t, h, p)
		for range perPage {
			s := passage(rng, text)
			d, err := prepared.Link(s.Start, s.End)
			if err != nil {
				var why *fragment.Declined
				if !errors.As(err, &why) {
					t.Fatal(err)
				}
				declined[why.Reason]++
				if testing.Verbose() {
					t.Logf("declined %q: %v", string(text[s.Start:s.End]), err)
				}
				continue
			}
			seen := trimmed(text, s)
			links = append(links, link{s, d, h.Wanted([2]int{seen.Start, seen.End})})
		}
		for _, l := range links {
			linked++
			forms[shape(l.d)]++
			if got := h.Got(l.d.String(), l.wanted); got.Equal(l.wanted) && got.Count > 0 {
				exact++
			} else {
				t.Logf("seed %d page %d: %q\n%s: the browser highlights %d pixels, wanted %d", seed, n, string(text[l.span.Start:l.span.End]), l.d, got.Count, l.wanted.Count)
			}
		}
	}
	total := pages * perPage
	t.Logf("%d passages: %d with a link (%.1f %%), %d of them highlighted exactly (%.2f %%); declined %v; shapes %v",
		total, linked, 100*float64(linked)/float64(total), exact, 100*float64(exact)/float64(linked), declined, forms)
	if 100*exact < 99*linked {
		t.Errorf("%d of %d links are highlighted exactly, less than 99 %%", exact, linked)
	}
}

func shape(d fragment.Directive) string {
	s := "start"
	if d.Prefix != "" {
		s = "prefix+" + s
	}
	if d.End != "" {
		s += "+end"
	}
	if d.Suffix != "" {
		s += "+suffix"
	}
	return s
}

// trimmed is a span without white space at its ends.
func trimmed(text []rune, s fragment.Span) fragment.Span {
	for s.Start < s.End && strings.ContainsRune(" \t\n\u00a0\u00ad\u2060", text[s.Start]) {
		s.Start++
	}
	for s.Start < s.End && strings.ContainsRune(" \t\n\u00a0\u00ad\u2060", text[s.End-1]) {
		s.End--
	}
	return s
}

// TestBrowserFinds compares the matcher with the browser on directives that nobody made with care.
func TestBrowserFinds(t *testing.T) {
	h := chromium.StartHighlights(t)
	pages, seed := number("CYBERRES_PAGES", 4), uint64(number("CYBERRES_SEED", 1))
	same, found, total := 0, 0, 0
	for n := range pages {
		rng := rand.New(rand.NewPCG(seed+1000, uint64(n)))
		p := invent(rng)
		prepared := p.blocks.Prepare()
		text := []rune(strings.Join(p.blocks, ""))
		begin(t, h, p)
		type attempt struct {
			d      fragment.Directive
			span   fragment.Span
			wanted chromium.Picture
		}
		var attempts []attempt
		for range 40 {
			d := careless(rng, p.blocks)
			if emoji := func(s string) bool { r, _ := utf8.DecodeRuneInString(s); return r > 0xFFFF }; emoji(d.Prefix) || emoji(d.Start) || emoji(d.End) || emoji(d.Suffix) {
				continue // Chromium may look for it without end
			}
			s, ok := prepared.Find(d)
			if ok {
				found++
			}
			attempts = append(attempts, attempt{d, s, h.Wanted([2]int{s.Start, s.End})})
		}
		for _, a := range attempts {
			total++
			if got := h.Got(a.d.String(), a.wanted); got.Equal(a.wanted) {
				same++
			} else {
				t.Logf("seed %d page %d: %+v: found %v %q; the browser highlights %d pixels, wanted %d", seed, n, a.d, a.span, string(text[a.span.Start:a.span.End]), got.Count, a.wanted.Count)
			}
		}
	}
	t.Logf("%d directives, %d found, %d (%.1f %%) as in the browser", total, found, same, 100*float64(same)/float64(total))
	if 100*same < 97*total {
		t.Errorf("%d of %d directives do as in the browser, less than 97 %%", same, total)
	}
}

// careless makes a directive of pieces of a block or two: cut anywhere or between words, and written in other ways.
func careless(rng *rand.Rand, blocks fragment.Blocks) (d fragment.Directive) {
	for {
		r := []rune(blocks[rng.IntN(len(blocks))])
		at := rng.IntN(len(r))
		piece := func() string {
			end := min(len(r), at+1+rng.IntN(25))
			if rng.IntN(4) > 0 {
				for at < end && at > 0 && unicode.IsLetter(r[at-1]) {
					at++
				}
				for end < len(r) && unicode.IsLetter(r[end]) {
					end++
				}
			}
			s := strings.Join(strings.Fields(string(r[at:max(at, end)])), " ")
			at = max(at, end)
			switch rng.IntN(6) {
			case 0:
				s = strings.ToUpper(s)
			case 1:
				s = strings.NewReplacer("é", "e", "’", "'", "“", "\"", "\u00ad", "", "Å", "a", "…", "...", "１", "1").Replace(s)
			}
			return s
		}
		if rng.IntN(3) == 0 {
			d.Prefix = piece()
		}
		d.Start = piece()
		if rng.IntN(3) == 0 {
			at = min(len(r), at+rng.IntN(30))
			d.End = piece()
		}
		if rng.IntN(3) == 0 {
			d.Suffix = piece()
		}
		if d.Start != "" {
			return d
		}
	}
}
