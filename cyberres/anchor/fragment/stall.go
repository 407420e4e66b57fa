package fragment

import (
	"strings"
	"unicode/utf8"
)

// stalls reports whether Chromium may never come back from a directive. It does not (version 156) where a term that begins with a character outside the basic
// plane, an emoji say, matches a place that is then refused because a word goes on there: looking further, it finds the same place again. Such a link is worse
// than none, so no place of the page may be refused to such a term.
func (p *Page) stalls(d Directive) bool {
	whole := d.End != "" || d.Suffix == ""
	return p.refused(d.Prefix, true, false) || p.refused(d.Start, d.Prefix == "", whole) || p.refused(d.End, true, d.Suffix == "") || p.refused(d.Suffix, false, true)
}

// refused reports whether a term begins outside the basic plane, and somewhere matches without being made of whole words.
func (p *Page) refused(term string, begin, end bool) bool {
	if r, _ := utf8.DecodeRuneInString(term); r <= 0xFFFF {
		return false
	}
	folded := fold(term)
	for at := 0; folded != ""; at = p.after(at) {
		i := strings.Index(p.folded[at:], folded)
		if i < 0 {
			break
		}
		at += i
		if _, ok := p.here(folded, at, begin, end, p.bound); !ok {
			return true
		}
	}
	return false
}
