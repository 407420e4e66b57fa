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
	"testing"

	"github.com/cyberres/cyberres/cyberres/anchor/fragment"
)

// serve answers with the page that is current.
func serve(t *testing.T) (url string, show func(invented)) {
	var current string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, current)
	}))
	t.Cleanup(server.Close)
	n := 0
	return server.URL, func(p invented) {
		n++
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
	var fits bool
	h.eval("document.documentElement.scrollHeight <= innerHeight", &fits)
	if !fits {
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
	for range 4 { // it may be highlighted a moment after the page is painted
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
	if testing.Short() {
		pages = 2
	}
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
	for s.Start < s.End && strings.ContainsRune(" \t\n\u00a0\u00ad", text[s.Start]) {
		s.Start++
	}
	for s.Start < s.End && strings.ContainsRune(" \t\n\u00a0\u00ad", text[s.End-1]) {
		s.End--
	}
	return s
}
