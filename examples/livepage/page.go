package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime/metrics"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"github.com/cyberres/cyberres/cyberres/anchor/fragment"
)

// A page is a tree of HTML and the text that a reader sees of it. White space stands in the text as it does in the HTML; what compares texts takes any as one space.
type page struct {
	root   *html.Node
	text   string
	blocks fragment.Blocks // put together, they are the text; each ends with a line end
	words  string          // the text with blanks in place of footnote marks, byte for byte: for finding quotes in it, which have none
	pieces []piece         // in the order of the text
}

// A piece is a run of text from one node.
type piece struct {
	node  *html.Node
	from  int  // byte of the node's text that it begins at
	start int  // byte of the page's text
	size  int  // in bytes
	fixed bool // no element can be put around it: text of form controls, pictures and formulas
}

const (
	mostBytes  = 8 << 20   // of a page
	mostMemory = 512 << 20 // bytes more than before, while a page is read
)

// readPage reads HTML in the encoding that its first bytes declare, as browsers do: by a byte order mark or a meta element. Without one it is UTF-8 if it can be,
// else windows-1252.
func readPage(r io.Reader) (*page, error) {
	raw, err := io.ReadAll(io.LimitReader(r, mostBytes+1))
	switch {
	case err != nil:
		return nil, err
	case len(raw) > mostBytes:
		return nil, fmt.Errorf("the page has more than %d bytes", mostBytes)
	}
	encoding, name, certain := charset.DetermineEncoding(raw, "")
	if certain || !utf8.Valid(raw) {
		decoded, err := encoding.NewDecoder().Bytes(raw)
		if err != nil {
			return nil, fmt.Errorf("the page is not in its encoding %s: %w", name, err)
		}
		raw = decoded
	}
	raw = bytes.ToValidUTF8(bytes.TrimPrefix(raw, []byte("\ufeff")), []byte("\ufffd"))
	root, err := html.Parse(&guard{r: bytes.NewReader(raw), before: memory()})
	if err != nil {
		return nil, err // nested too deeply, or too large
	}
	p := &page{root: root}
	w := walker{page: p}
	w.walk(root, false, false)
	w.cut()
	p.text, p.words = string(w.text), string(w.words)
	begin := 0
	for _, end := range w.ends {
		p.blocks = append(p.blocks, p.text[begin:end])
		begin = end
	}
	return p, nil
}

// A guard stops the parser when the tree grows too large. Elements of style that are left open are opened again in each paragraph, so a page of one megabyte can make a
// tree of any size; nothing that the parser shows tells before.
type guard struct {
	r      io.Reader
	before uint64
}

func (g *guard) Read(p []byte) (int, error) {
	if memory() > g.before+mostMemory {
		return 0, errors.New("the page becomes too large a tree")
	}
	return g.r.Read(p[:min(len(p), 4096)])
}

// memory is how many bytes objects take, in this moment.
func memory() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// What elements do to the text, as Chromium shows and searches it.
var (
	// Not seen.
	hidden = set(`head title script style template noscript noembed noframes iframe object video audio canvas meter progress datalist rp desc metadata`)
	// No match goes across their borders. Pictures, for one, are not among them.
	apart = set(`address article aside blockquote body br button caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure footer form
		frameset h1 h2 h3 h4 h5 h6 header hgroup hr html input legend li listing main marquee math menu nav ol optgroup option p plaintext pre search section select
		summary svg table tbody td text textarea tfoot th thead tr ul xmp`)
	preserved = set(`pre listing textarea plaintext xmp`)              // white space counts
	unmarked  = set(`textarea select option optgroup button svg math`) // what an element within them would break
)

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, s := range strings.Fields(list) {
		m[s] = true
	}
	return m
}

func unseen(n *html.Node) bool {
	open := false
	for _, a := range n.Attr {
		switch value := strings.ToLower(strings.Join(strings.Fields(a.Val), "")); a.Key {
		case "hidden":
			if value != "until-found" { // a link to such text makes it seen
				return true
			}
		case "style":
			if strings.Contains(value, "display:none") || strings.Contains(value, "visibility:hidden") {
				return true
			}
		case "multiple", "open":
			open = true
		case "size":
			open = open || n.Data == "select" && value != "1"
		}
	}
	switch n.Data {
	case "select", "dialog":
		return !open
	}
	return hidden[n.Data]
}

// A walker goes through the tree and writes the text.
type walker struct {
	page  *page
	text  []byte
	words []byte
	ends  []int // of the blocks so far
	seen  bool  // the block that has begun has something other than white space
	first int   // the block's first piece
}

func (w *walker) begin() int {
	if len(w.ends) == 0 {
		return 0
	}
	return w.ends[len(w.ends)-1]
}

// cut ends a block, and forgets it if it is white.
func (w *walker) cut() {
	begin := w.begin()
	if !w.seen {
		w.text, w.words, w.page.pieces = w.text[:begin], w.words[:begin], w.page.pieces[:w.first]
		return
	}
	if w.text[len(w.text)-1] != '\n' {
		w.text, w.words = append(w.text, '\n'), append(w.words, '\n')
	}
	w.ends = append(w.ends, len(w.text))
	w.seen, w.first = false, len(w.page.pieces)
}

// walk goes no deeper than the parser, which allows 512 elements.
func (w *walker) walk(n *html.Node, pre, fixed bool) {
	switch n.Type {
	case html.TextNode:
		w.add(n, pre, fixed)
		return
	case html.CommentNode, html.DoctypeNode:
		return
	case html.ElementNode:
		if unseen(n) {
			return
		}
		pre, fixed = pre || preserved[n.Data], fixed || unmarked[n.Data]
		if apart[n.Data] {
			w.cut()
			defer w.cut()
		}
	}
	start := len(w.text)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c, pre, fixed)
	}
	if n.Data == "sup" && start <= len(w.text) && footnote(w.text[max(w.begin(), start-64):start], w.text[start:]) {
		for i := start; i < len(w.words); i++ {
			w.words[i] = ' '
		}
	}
}

// add writes the text of a node. Where white space counts, a line end or more than one space is a border too, for a directive has neither.
func (w *walker) add(n *html.Node, pre, fixed bool) {
	for from := 0; from < len(n.Data); {
		size, gap := len(n.Data)-from, false
		if pre {
			size, gap = untilGap(n.Data[from:])
			if len(w.text) > w.begin() && white(w.text[len(w.text)-1]) && white(n.Data[from]) { // of two nodes
				w.cut()
			}
		}
		s := n.Data[from : from+size]
		w.page.pieces = append(w.page.pieces, piece{n, from, len(w.text), size, fixed})
		w.text, w.words = append(w.text, s...), append(w.words, s...)
		w.seen = w.seen || strings.TrimSpace(s) != ""
		if from += size; gap {
			w.cut()
		}
	}
}

func white(b byte) bool { return strings.IndexByte(" \t\n\r\f", b) >= 0 }

// untilGap is how many bytes there are up to the end of the first white space that is more than one blank, and whether there is any.
func untilGap(s string) (size int, gap bool) {
	for i := 0; i < len(s); i++ {
		end := i
		for end < len(s) && white(s[end]) {
			end++
		}
		if end > i+1 || end == i+1 && s[i] != ' ' {
			return end, true
		}
	}
	return len(s), false
}

// footnote reports whether raised text is the mark of a footnote: a sign or a bracket, or a short number or letter that sticks to a word or to the punctuation after it.
// The 2 of m² is none, nor the "th" of 5th.
func footnote(before, mark []byte) bool {
	mark = bytes.TrimSpace(mark)
	switch {
	case len(mark) == 0 || len(mark) > 12:
		return false
	case bytes.ContainsAny(mark, "[]*†‡§¶"):
		return true
	case utf8.RuneCount(mark) > 1 && bytes.ContainsFunc(mark, func(r rune) bool { return !unicode.IsDigit(r) && r != ',' && r != ' ' }):
		return false
	}
	last, _ := utf8.DecodeLastRune(before)
	return unicode.IsPunct(last) || len(before)-len(bytes.TrimRightFunc(before, unicode.IsLetter)) >= 3
}
