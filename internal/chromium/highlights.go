package chromium

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// Head begins a page for [Highlights]. It highlights in one colour what the address names, and what the test wants: want([start, end], ...) in code points of the
// text of elements with the attribute data-b, put together, which pageText() returns.
const Head = `<!doctype html><meta charset="utf-8"><title>Invented</title><style>
body { font: 14px/18px sans-serif; margin: 8px; width: 860px }
p, li, h2, td, blockquote { margin: 2px 0 } sup { line-height: 0; font-size: 9px }
::target-text { background: #f0f; color: #f0f }
::highlight(want) { background: #f0f; color: #f0f }
</style><script>
function textNodes() {
	const list = [];
	for (const e of document.querySelectorAll("[data-b]"))
		for (let w = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), n; (n = w.nextNode());) list.push(n);
	return list;
}
function pageText() { return textNodes().map(n => n.data).join(""); }
function want(...spans) {
	const ranges = [];
	for (const [start, end] of spans) {
		const range = document.createRange();
		let at = 0;
		for (const n of textNodes()) {
			const points = Array.from(n.data), unit = i => points.slice(0, i).join("").length;
			if (at <= start && start < at + points.length) range.setStart(n, unit(start - at));
			if (at < end && end <= at + points.length) range.setEnd(n, unit(end - at));
			at += points.length;
		}
		if (start !== end) ranges.push(range);
	}
	CSS.highlights.clear();
	if (ranges.length) CSS.highlights.set("want", new Highlight(...ranges));
}
</script><body>`

// Highlights compares what the browser highlights for an address with spans that a script highlights in the same colour, pixel by pixel.
type Highlights struct {
	*Browser
	url    string
	height int
	visits int
	mu     sync.Mutex // of page
	page   string
}

// StartHighlights starts a browser like [Start], and a server on this machine for its pages.
func StartHighlights(t testing.TB) *Highlights {
	h := &Highlights{Browser: Start(t)}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		h.mu.Lock()
		defer h.mu.Unlock()
		fmt.Fprint(w, h.page)
	}))
	t.Cleanup(server.Close)
	h.url = server.URL
	return h
}

// Show opens a page that begins with [Head] and returns its text. The page must fit into the window.
func (h *Highlights) Show(html string) (text string) {
	h.t.Helper()
	h.mu.Lock()
	h.page = html
	h.mu.Unlock()
	h.visit("")
	h.Eval("pageText()", &text)
	var size struct{ Page, Window int }
	h.Eval("({page: Math.ceil(document.body.getBoundingClientRect().bottom), window: innerHeight})", &size)
	if h.height = size.Page + 8; h.height > size.Window {
		h.t.Fatalf("the page is %d pixels high and does not fit into the window", size.Page)
	}
	return text
}

func (h *Highlights) visit(hash string) {
	h.t.Helper()
	h.visits++
	h.Open(h.url + "/?n=" + strconv.Itoa(h.visits) + hash)
}

// Wanted is the picture of spans, half-open, in code points of the text of the page that is open.
func (h *Highlights) Wanted(spans ...[2]int) Picture {
	h.t.Helper()
	list := make([]string, len(spans))
	for i, s := range spans {
		list[i] = fmt.Sprintf("[%d, %d]", s[0], s[1])
	}
	h.Eval("want("+strings.Join(list, ", ")+")", nil)
	h.Settle()
	return h.Picture(h.height)
}

// Got is the picture of text directives, joined by "&", on a new visit to the page. What is wanted only says when it need not be looked at again.
func (h *Highlights) Got(directives string, want Picture) Picture {
	h.t.Helper()
	h.visit("#:~:" + directives)
	tries := 4
	if want.Count == 0 {
		tries = 2
	}
	var p Picture
	for range tries { // it may be highlighted a moment after the page is painted
		if p = h.Picture(h.height); p.Equal(want) && p.Count > 0 {
			break
		}
		h.Settle()
	}
	return p
}

// A Picture is what of a page is highlighted: one bit for each pixel.
type Picture struct {
	bits  []byte
	Count int // of them
}

// Equal reports whether the same pixels are highlighted.
func (p Picture) Equal(q Picture) bool { return bytes.Equal(p.bits, q.bits) }

// Picture shows the page that is open from its top down to a height.
func (b *Browser) Picture(height int) Picture {
	b.t.Helper()
	var out struct{ Data string }
	b.Call("Page.captureScreenshot", map[string]any{
		"format": "png", "optimizeForSpeed": true,
		"clip": map[string]any{"x": 0, "y": 0, "width": 900, "height": height, "scale": 1},
	}, &out)
	raw, err := base64.StdEncoding.DecodeString(out.Data)
	if err != nil {
		b.t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		b.t.Fatal(err)
	}
	var pixels []byte // of four bytes, red first
	switch img := img.(type) {
	case *image.RGBA:
		pixels = img.Pix
	case *image.NRGBA:
		pixels = img.Pix
	default:
		b.t.Fatalf("a screenshot is a %T", img)
	}
	p := Picture{bits: make([]byte, (len(pixels)/4+7)/8)}
	for i := 0; i < len(pixels)/4; i++ {
		if pixels[4*i] > 0xF0 && pixels[4*i+1] < 0x10 && pixels[4*i+2] > 0xF0 { // magenta
			p.bits[i/8] |= 1 << (i % 8)
			p.Count++
		}
	}
	return p
}
