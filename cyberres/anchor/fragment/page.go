package fragment

import (
	"sort"
	"strings"
)

// Blocks is the text of a page, cut where its blocks end: paragraphs, list items, headings, cells, and the parts before and after a line break (<br>). Inline
// elements cut nothing. The blocks, put together without anything between them, are the text that offsets count in; white space at their ends is free.
type Blocks []string

// Lines cuts a text after each line end, for texts with one block on a line. Put together, the blocks are the text.
func Lines(text string) Blocks { return strings.SplitAfter(text, "\n") }

// Paragraphs cuts a text after each blank line, for texts whose lines are broken anywhere. Put together, the blocks are the text.
func Paragraphs(text string) Blocks {
	var (
		blocks Blocks
		begin  int
		empty  = false // the line before was blank, and the block has text
	)
	for at := 0; at < len(text); {
		line := text[at:]
		if i := strings.IndexByte(line, '\n'); i >= 0 {
			line = line[:i+1]
		}
		blankLine := strings.TrimSpace(line) == ""
		if empty && !blankLine {
			blocks = append(blocks, text[begin:at])
			begin = at
		}
		empty = blankLine && strings.TrimSpace(text[begin:at]) != ""
		at += len(line)
	}
	return append(blocks, text[begin:])
}

// A Span is a passage of a page: half-open, in code points of its blocks put together.
type Span struct{ Start, End int }

// A Page is a page prepared for many links. It is not changed by its use.
type Page struct {
	text     []rune
	begins   []int  // the first code point of each block, and the end of the last
	folded   string // the blocks, folded, with blockEnd between them
	from, to []int32
	bounds   []bool // for each code point and the end, whether a word or a block begins or ends before it
}

// Prepare reads a page once for any number of calls.
func (b Blocks) Prepare() *Page {
	size := 0
	for _, block := range b {
		size += len(block) + 1
	}
	p := &Page{text: make([]rune, 0, size), begins: make([]int, 0, len(b)+1)}
	f := folding{text: make([]byte, 0, size), from: make([]int32, 0, size), to: make([]int32, 0, size), collapse: true}
	for _, block := range b {
		at := len(p.text)
		p.begins = append(p.begins, at)
		p.text = append(p.text, []rune(block)...)
		f.block(p.text[at:], at)
	}
	p.begins = append(p.begins, len(p.text))
	p.folded, p.from, p.to = string(f.text), f.from, f.to
	p.bounds = make([]bool, len(p.text)+1)
	for n, block := range b {
		wordBounds(p.bounds, block, p.begins[n])
	}
	return p
}

// block is the span of the block that the code point at i belongs to.
func (p *Page) block(i int) Span {
	n := sort.SearchInts(p.begins, i+1)
	if n == 0 || n >= len(p.begins) {
		return Span{len(p.text), len(p.text)}
	}
	return Span{p.begins[n-1], p.begins[n]}
}

// edge reports whether a block begins before code point i, or the page ends.
func (p *Page) edge(i int) bool {
	n := sort.SearchInts(p.begins, i)
	return n < len(p.begins) && p.begins[n] == i
}
