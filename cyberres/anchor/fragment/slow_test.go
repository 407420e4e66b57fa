package fragment

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres/anchor"
)

// slowFind takes the draft's steps one by one on code points: at each place of the page it tries each length of each term.
func slowFind(blocks Blocks, d Directive) (Span, bool) {
	var text []rune
	var blockOf []int
	for n, b := range blocks {
		for _, r := range b {
			text, blockOf = append(text, r), append(blockOf, n)
		}
	}
	inBlock := func(i, n int) []rune { // the text of block n up to i
		first := slices.Index(blockOf, n)
		return text[first:i]
	}
	whole := func(n int) []rune { return []rune(blocks[n]) }
	bounded := func(i, n int) bool { return anchor.WordBound(string(whole(n)), len(string(inBlock(i, n)))) }
	// folded is how the page has text[i:j], or false if this is not a passage of whole characters of one block.
	folded := func(i, j int) (string, bool) {
		if i >= j || blockOf[i] != blockOf[j-1] {
			return "", false
		}
		block := whole(blockOf[i])
		first := i - len(inBlock(i, blockOf[i]))
		f := folding{collapse: true, space: -1}
		f.block(block, 0)
		// Every folded byte from within the passage, which has to begin and end with one.
		a := slices.IndexFunc(f.from, func(at int32) bool { return int(at) == i-first })
		if a < 0 {
			return "", false
		}
		b := -1
		for k := range f.to {
			if int(f.to[k]) == j-first && (k+1 == len(f.to) || f.from[k+1] != f.from[k]) {
				b = k + 1
			}
		}
		if b <= a {
			return "", false
		}
		return string(f.text[a:b]), true
	}
	// match gives the first place at or after from, or at exactly if only, of a term.
	match := func(term string, from int, only, begin, end bool) (Span, bool) {
		want := fold(term)
		for i := from; i < len(text) && (!only || i == from); i++ {
			for j := i + 1; j <= len(text); j++ {
				if got, ok := folded(i, j); !ok || got != want {
					continue
				}
				if n := blockOf[i]; begin && !bounded(i, n) || end && !bounded(j, n) {
					continue
				}
				return Span{i, j}, true
			}
		}
		return Span{}, false
	}
	// visible passes over spaces, and over what folds to nothing.
	visible := func(i int) int {
		for i < len(text) && strings.Trim(fold(string(text[i])), " \t\n\r\f") == "" {
			i++
		}
		return i
	}
	full := d.End != "" || d.Suffix == ""
	for search := 0; search < len(text); {
		var m Span
		var ok bool
		if d.Prefix != "" {
			before, found := match(d.Prefix, search, false, true, false)
			if !found {
				return Span{}, false
			}
			search = before.Start + 1
			if m, ok = match(d.Start, visible(before.End), true, false, full); !ok {
				continue
			}
		} else {
			if m, ok = match(d.Start, search, false, true, full); !ok {
				return Span{}, false
			}
			search = m.Start + 1
		}
		for last := m; ; {
			if d.End != "" {
				if last, ok = match(d.End, last.End, false, true, d.Suffix == ""); !ok {
					return Span{}, false
				}
			}
			if d.Suffix == "" {
				return Span{m.Start, last.End}, true
			}
			if _, ok := match(d.Suffix, visible(last.End), true, false, true); ok {
				return Span{m.Start, last.End}, true
			}
			if d.End == "" {
				break
			}
		}
	}
	return Span{}, false
}

// FuzzFind compares the matcher with the slow one, and what a link is made of with what it leads to.
func FuzzFind(f *testing.F) {
	f.Add("the red buoy¶and the red\u00a0buoy", "", "red", "", "buoy", 4, 9)
	f.Add("ding ding ding dong", "ding ding", "dong", "", "", 5, 9)
	f.Add("Cafe\u0301 o\ufb03ce¶\n a  b ", "caf\u00e9", "office", "b", "", 0, 3)
	f.Add("港口安全 U.S. 🚢", "", "u", "", "", 0, 2)
	f.Add("one two three¶three two¶one", "", "two", "three", "two", 4, 20)
	f.Fuzz(func(t *testing.T, page, prefix, start, end, suffix string, from, to int) {
		if len(page) > 60 || len(prefix)+len(start)+len(end)+len(suffix) > 40 || !utf8.ValidString(page) {
			return
		}
		var blocks Blocks
		for _, b := range strings.Split(page, "¶") {
			if b != "" {
				blocks = append(blocks, b)
			}
		}
		p := blocks.Prepare()
		compare := func(d Directive) {
			got, ok := p.Find(d)
			want, found := slowFind(blocks, d)
			if ok != found || got != want {
				t.Errorf("%q %+v: found %v %v, slowly %v %v", blocks, d, got, ok, want, found)
			}
		}
		d := Directive{strings.ToValidUTF8(prefix, ""), strings.ToValidUTF8(start, ""), strings.ToValidUTF8(end, ""), strings.ToValidUTF8(suffix, "")}
		for _, term := range []string{d.Prefix, d.Start, d.End, d.Suffix} {
			if term != "" && fold(term) == "" || strings.ContainsAny(term, "\t\n\r\f") {
				return // matches nothing, in either
			}
		}
		if d.Start == "" {
			return
		}
		compare(d)
		if link, err := p.Link(from, to); err == nil {
			compare(link)
			if got, ok := p.Find(link); !ok || got != p.trim(Span{from, to}) {
				t.Errorf("%q: the link to %d to %d, %+v, leads to %v", blocks, from, to, link, got)
			}
			if again, err := Parse("#" + Delimiter + link.String()); err != nil || len(again) != 1 || again[0] != link {
				t.Errorf("%+v is read %+v, %v", link, again, err)
			}
		}
	})
}
