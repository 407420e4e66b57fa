package fragment_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres/anchor/fragment"
)

// serve answers with the page that is current.
func serve(t *testing.T) (url string, show func(invented)) {
	var (
		mu      sync.Mutex
		current string
	)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		mu.Lock()
		defer mu.Unlock()
		fmt.Fprint(w, current)
	}))
	t.Cleanup(server.Close)
	return server.URL, func(p invented) {
		mu.Lock()
		defer mu.Unlock()
		current = p.html
	}
}

// highlights compares what the browser highlights for an address with a span that a script highlights in the same colour, pixel by pixel.
type highlights struct {
	*browser
	url  string
	show func(invented)
	n    int
}

func (h *highlights) begin(p invented) {
	h.t.Helper()
	h.show(p)
	h.n++
	h.open(h.url + "/?n=" + strconv.Itoa(h.n))
	var text string
	h.eval("pageText()", &text)
	if joined := strings.Join(p.blocks, ""); text != joined {
		h.t.Fatalf("the page's text is not that of its blocks:\n%q\n%q", text, joined)
	}
	var size struct{ Page, Window int }
	h.eval("({page: Math.ceil(document.body.getBoundingClientRect().bottom), window: innerHeight})", &size)
	if h.height = size.Page + 8; h.height > size.Window {
		h.t.Fatal("the page does not fit into the window")
	}
}

// wanted is the picture of a span, on the page that is open.
func (h *highlights) wanted(s fragment.Span) picture {
	h.t.Helper()
	h.eval(fmt.Sprintf("want(%d, %d)", s.Start, s.End), nil)
	h.settle()
	return h.picture()
}

// got is the picture of directives: a new visit to the page.
func (h *highlights) got(d string, want picture) picture {
	h.t.Helper()
	h.n++
	h.open(h.url + "/?n=" + strconv.Itoa(h.n) + "#" + fragment.Delimiter + d)
	var p picture
	tries := 4
	if want.count == 0 {
		tries = 2
	}
	for range tries { // it may be highlighted a moment after the page is painted
		if p = h.picture(); p.equal(want) && p.count > 0 {
			break
		}
		h.settle()
	}
	return p
}

func newHighlights(t *testing.T) *highlights {
	b := openBrowser(t)
	url, show := serve(t)
	return &highlights{browser: b, url: url, show: show}
}

func TestBrowserAgrees(t *testing.T) {
	h := newHighlights(t)
	for _, c := range findCases {
		blocks, want, found := page(c.page)
		h.begin(plainPage(blocks))
		wanted := h.wanted(want)
		if got := h.got("text="+c.directive, wanted); !got.equal(wanted) || found != (got.count > 0) {
			t.Errorf("%s: %s in %s: the browser highlights %d pixels, wanted %d", c.what, c.directive, c.page, got.count, wanted.count)
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
	h := newHighlights(t)
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
			wanted picture
		}
		var links []link
		h.begin(p)
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
			links = append(links, link{s, d, h.wanted(trimmed(text, s))})
		}
		for _, l := range links {
			linked++
			forms[shape(l.d)]++
			if got := h.got(l.d.String(), l.wanted); got.equal(l.wanted) && got.count > 0 {
				exact++
			} else {
				t.Logf("seed %d page %d: %q\n%s: the browser highlights %d pixels, wanted %d", seed, n, string(text[l.span.Start:l.span.End]), l.d, got.count, l.wanted.count)
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
	h := newHighlights(t)
	pages, seed := number("CYBERRES_PAGES", 4), uint64(number("CYBERRES_SEED", 1))
	same, found, total := 0, 0, 0
	for n := range pages {
		rng := rand.New(rand.NewPCG(seed+1000, uint64(n)))
		p := invent(rng)
		prepared := p.blocks.Prepare()
		text := []rune(strings.Join(p.blocks, ""))
		h.begin(p)
		type attempt struct {
			d      fragment.Directive
			span   fragment.Span
			wanted picture
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
			attempts = append(attempts, attempt{d, s, h.wanted(s)})
		}
		for _, a := range attempts {
			total++
			if got := h.got(a.d.String(), a.wanted); got.equal(a.wanted) {
				same++
			} else {
				t.Logf("seed %d page %d: %+v: found %v %q; the browser highlights %d pixels, wanted %d", seed, n, a.d, a.span, string(text[a.span.Start:a.span.End]), got.count, a.wanted.count)
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
