package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"github.com/cyberres/cyberres/cyberres/anchor/fragment"
	"github.com/cyberres/cyberres/internal/chromium"
)

var blockCases = []struct{ what, html, want string }{
	{"paragraphs", "<p>one two<p>three", "one two|three"},
	{"inline elements cut nothing", "<p>o<b>n</b>e <i>two</i> <span>three</span><img alt=four>five<wbr>six", "one two threefivesix"},
	{"line breaks do", "<p>one<br>two<hr>three", "one|two|three"},
	{"list items and cells do", "<ul><li>one<li>two</ul><table><tr><td>three<th>four</table>", "one|two|three|four"},
	{"text beside blocks", "one<div>two</div>three", "one|two|three"},
	{"text that a table does not hold stands before it", "<table>one<tr><td>two</table>", "one|two"},
	{"references", "<p>fish &amp; chips&nbsp;&lt;b&gt; caf&eacute; &#x1F30A;", "fish & chips\u00a0<b> café 🌊"},
	{"what is not seen", "<title>no</title><style>no</style><script>no</script><p>one<!-- no --> two<template>no</template><noscript>no</noscript>", "one two"},
	{"hidden", "<p hidden>no<p>one<span style='display : none'>no</span><dialog>no</dialog><p style='visibility:hidden'>no", "one"},
	{"found by a link", "<div hidden=until-found>one</div><details><summary>two</summary>three</details><dialog open>four</dialog>", "one|two|three|four"},
	{"form controls", "<p>a <button>press</button> b <select><option>no</select><textarea>one\ntwo</textarea><select multiple><option>three</select>", "a |press| b |one|two|three"},
	{"pictures and formulas", "<p>a <svg><title>no</title><text>one</text></svg> b <math><mi>x</mi></math>", "a |one| b |x"},
	{"white space stays where it does not count", "<p>one \n\t two", "one \n\t two"},
	{"where it counts, it cuts", "<pre>one two\nthree  four\tfive</pre>", "one two|three  |four\t|five"},
	{"also between elements", "<pre>one\n<b>two </b> three <i>four</i></pre>", "one|two | three four"},
	{"white blocks are none", "<div> \n <p>one</p> \n </div>", "one"},
	{"the mark of a footnote is text", "<p>one<sup>12</sup> two", "one12 two"},
	{"nothing", "", ""},
}

func TestBlocks(t *testing.T) {
	for _, c := range blockCases {
		p, err := readPage(strings.NewReader(c.html))
		if err != nil {
			t.Fatal(err)
		}
		check(t, p)
		if got := strings.TrimSuffix(strings.ReplaceAll(strings.Join(p.blocks, "|"), "\n|", "|"), "\n"); got != c.want {
			t.Errorf("%s: %s: got %q, want %q", c.what, c.html, got, c.want)
		}
	}
}

// TestBlocksInBrowser lets a browser look for each block, for words at the border of two, and for what is not seen.
func TestBlocksInBrowser(t *testing.T) {
	h := chromium.StartHighlights(t)
	for _, c := range blockCases {
		source := chromium.Head + "<div data-b>" + c.html + "</div><p>end"
		h.Show(source)
		p, err := readPage(strings.NewReader(source))
		if err != nil {
			t.Fatal(err)
		}
		prepared, at := p.blocks.Prepare(), 0
		never := []string{fragment.Directive{Start: "no"}.String()}
		last := ""
		for _, b := range p.blocks {
			d, err := prepared.Link(at, at+utf8.RuneCountInString(b))
			if err != nil {
				t.Fatalf("%s: %v", c.what, err)
			}
			at += utf8.RuneCountInString(b)
			if h.Got(d.String(), chromium.Picture{Count: 1}).Count == 0 {
				t.Errorf("%s: %s: the browser does not find %q", c.what, c.html, b)
			}
			words := strings.Fields(b)
			if last != "" {
				never = append(never, fragment.Directive{Start: last + " " + words[0]}.String(), fragment.Directive{Start: last + words[0]}.String())
			}
			last = words[len(words)-1]
		}
		if n := h.Got(strings.Join(never, "&"), chromium.Picture{}).Count; n > 0 {
			t.Errorf("%s: %s: the browser highlights %d pixels for one of %q", c.what, c.html, n, never)
		}
	}
}

// check proves that the blocks are the text, that the words are as long, and that each piece is what its node has at that place.
func check(t *testing.T, p *page) {
	t.Helper()
	if strings.Join(p.blocks, "") != p.text || len(p.words) != len(p.text) {
		t.Fatalf("the blocks %q are not the text %q, or the words %q not as long", p.blocks, p.text, p.words)
	}
	at := 0
	for _, c := range p.pieces {
		if c.start < at || p.text[c.start:c.start+c.size] != c.node.Data[c.from:c.from+c.size] {
			t.Fatalf("a piece %q at %d is not %q", c.node.Data[c.from:c.from+c.size], c.start, p.text)
		}
		at = c.start + c.size
	}
}

func TestFootnotes(t *testing.T) {
	for _, c := range []struct{ html, want string }{
		{"one harbour<sup>12</sup> two", "one harbour   two"},
		{"one harbour<sup><a href=#n>[3]</a></sup> two", "one harbour    two"},
		{"one harbour.<sup>1, 2</sup> Two", "one harbour.     Two"},
		{"one harbour<sup>†</sup> two", "one harbour    two"},
		{"one harbour<sup>a</sup> two", "one harbour  two"},
		{"10 m<sup>2</sup> and km<sup>2</sup>", "10 m2 and km2"},
		{"10<sup>6</sup> and the 5<sup>th</sup>", "106 and the 5th"},
		{"the March<sup>ing</sup>", "the Marching"},
		{"<p>one harbour<p><sup>2</sup> two", "one harbour\n2 two"},
	} {
		p, err := readPage(strings.NewReader(c.html))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSuffix(p.words, "\n"); got != c.want {
			t.Errorf("%s: got %q, want %q", c.html, got, c.want)
		}
	}
}

func TestEncodings(t *testing.T) {
	encode := func(s string, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	const meta = "<meta charset=%s><p>"
	long := strings.Repeat("plain words ", 200)
	for _, c := range []struct{ what, page, want string }{
		{"UTF-8", "<meta charset=utf-8><p>Łódź", "Łódź"},
		{"UTF-8 that is not declared, late", "<p>" + long + "Łódź", long + "Łódź"},
		{"a byte order mark", "\ufeff<p>Łódź", "Łódź"},
		{"a byte order mark outranks meta", "\ufeff<meta charset=windows-1252><p>Łódź", "Łódź"},
		{"windows-1251", fmt.Sprintf(meta, "windows-1251") + encode(charmap.Windows1251.NewEncoder().String("гавань")), "гавань"},
		{"http-equiv", "<meta http-equiv=content-type content='text/html; charset=koi8-r'><p>" + encode(charmap.KOI8R.NewEncoder().String("гавань")), "гавань"},
		{"Shift JIS", fmt.Sprintf(meta, "shift_jis") + encode(japanese.ShiftJIS.NewEncoder().String("港口")), "港口"},
		{"UTF-16", encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("<p>Łódź")), "Łódź"},
		{"windows-1252, not declared", "<p>caf\xe9 \x93x\x94", "café “x”"},
		{"not what it declares", "<meta charset=utf-8><p>caf\xe9 x", "caf\ufffd x"},
		{"an unknown encoding", "<meta charset=nonsense><p>Łódź", "Łódź"},
		{"a zero byte", "<p>a\x00b", "ab"},
	} {
		p, err := readPage(strings.NewReader(c.page))
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		if got := strings.TrimSuffix(p.text, "\n"); got != c.want {
			t.Errorf("%s: got %q, want %q", c.what, got, c.want)
		}
	}
}

// What is too deep, too long or would become too large is refused; everything else is read, marked and written.
func TestHostilePages(t *testing.T) {
	open := func(n int) string { // formatting that is left open, no two alike
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "<b a=%d>", i)
		}
		return b.String()
	}
	for _, c := range []struct{ what, page, refused string }{
		{"deep", strings.Repeat("<div>", 100_000), "512"},
		{"deep inline elements", strings.Repeat("<b><i>", 100_000), "512"},
		{"deep tables", strings.Repeat("<table><tr><td>", 100_000), "512"},
		{"long", strings.Repeat("x", mostBytes+1), "more than"},
		{"a small page that becomes a tree without end", "<p>" + open(400) + strings.Repeat("<p>x", 500_000), "too large a tree"},
		{"no end of a tag", "<p " + strings.Repeat("a=b ", 500_000), ""},
		{"no end of a comment", "<!--" + strings.Repeat("-", 2_000_000), ""},
		{"many end tags", strings.Repeat("</b></p></table>", 200_000), ""},
		{"many footnotes", "<p>" + strings.Repeat("harbour<sup>1</sup>", 100_000), ""},
		{"words that come again and again", "<p>" + strings.Repeat("train pilots, mend the sea‑locks ", 50_000), ""},
		{"blocks that come again and again", strings.Repeat("<p>swapping storm charts", 50_000), ""},
		{"tags that are not", "<p>" + strings.Repeat("<<<&&&#x;", 100_000), ""},
		{"bytes that are not text", strings.Repeat("\xff\xfe\x00\x80<p>", 100_000), ""},
	} {
		p, err := readPage(strings.NewReader(c.page))
		if c.refused != "" {
			if err == nil || !strings.Contains(err.Error(), c.refused) {
				t.Errorf("%s: got %v", c.what, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		check(t, p)
		markAll(t, p)
	}
}

// markAll does what the program does with a page, and proves that the marks of each passage hold its text.
func markAll(t *testing.T, p *page) {
	t.Helper()
	findings, err := find(harbour(t), p, []string{"isle-of-marn"}, "")
	if err != nil {
		t.Fatal(err)
	}
	p.mark(findings)
	w := walker{page: &page{}}
	w.walk(p.root, false, false)
	if w.cut(); string(w.text) != p.text {
		t.Errorf("with the marks, the text is %q, not %q", w.text, p.text)
	}
	byID := map[string]string{}
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "mark" {
			for _, a := range n.Attr {
				if a.Key == "id" {
					var b strings.Builder
					for c := range n.Descendants() {
						if c.Type == html.TextNode {
							b.WriteString(c.Data)
						}
					}
					byID[a.Val] = b.String()
				}
			}
		}
	}
	for _, f := range findings {
		if first, ok := byID[f.Mark]; f.marked && (!ok || !strings.HasPrefix(p.text[f.bytes.Start:f.bytes.End], first)) {
			t.Errorf("%s.%d is %q; its first mark holds %q", f.Record, f.Number, p.text[f.bytes.Start:f.bytes.End], first)
		}
	}
	p.secure()
	var out bytes.Buffer
	if err := p.write(&out); err != nil {
		t.Fatal(err)
	}
	if !utf8.Valid(out.Bytes()) {
		t.Error("the copy is not UTF-8")
	}
}

func FuzzPage(f *testing.F) {
	for _, s := range []string{
		"<p>The Isle of Marn takes the <b>resilience</b> of its harbours seriously.", "<pre>train\n  pilots</pre><sup>2</sup>", "<table>swapping <td>storm</table>charts",
		"<svg><text>train pilots</text></svg>", "<meta charset=utf-16>\x00x", "<select multiple><option>train pilots", "\xfe\xff\x00<\x00p", "<b><p></b>train</p>pilots", "<meta charset=utf-16>\x95",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		p, err := readPage(strings.NewReader(source))
		if err != nil {
			return
		}
		check(t, p)
		markAll(t, p)
	})
}
