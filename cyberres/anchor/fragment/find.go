package fragment

import (
	"strings"
	"unicode/utf8"
)

// Find returns the passage that a browser highlights for the directive: the first that matches. For several directives on one page, use [Blocks.Prepare].
func (b Blocks) Find(d Directive) (Span, bool) { return b.Prepare().Find(d) }

// Find returns the passage that a browser highlights for the directive: the first that matches.
//
// Words end where Unicode's rules have it. Chromium also ends them at full stops and colons between letters ("U.S.") and at soft hyphens, and takes those of
// scripts without spaces from dictionaries, so it finds a few terms more, and other ones. [Link] allows for that.
func (p *Page) Find(d Directive) (Span, bool) { return p.find(d, p.bound) }

// A hit is where a term matches, in bytes of the folded page.
type hit struct{ from, to int }

// find walks the draft's steps with a notion of where words end.
func (p *Page) find(d Directive, is func(int) bool) (Span, bool) {
	prefix, start, end, suffix := fold(d.Prefix), fold(d.Start), fold(d.End), fold(d.Suffix)
	none := Span{}
	if start == "" || d.Prefix != "" && prefix == "" || d.End != "" && end == "" || d.Suffix != "" && suffix == "" {
		return none, false
	}
	// Only a suffix lets the passage end within a word, and an end never lets the start do so.
	whole := end != "" || suffix == ""
	for search := 0; search < len(p.folded); {
		var match hit
		if prefix != "" {
			before, ok := p.term(prefix, search, true, false, is)
			if !ok {
				return none, false
			}
			search = p.after(before.from)
			at := p.skip(before.to)
			match, ok = p.here(start, at, false, whole, is)
			if !ok {
				continue
			}
		} else {
			var ok bool
			match, ok = p.term(start, search, true, whole, is)
			if !ok {
				return none, false
			}
			search = p.after(match.from)
		}
		last := match
		for {
			if end != "" {
				var ok bool
				last, ok = p.term(end, last.to, true, suffix == "", is)
				if !ok {
					return none, false
				}
			}
			if suffix == "" {
				return p.span(match.from, last.to), true
			}
			if _, ok := p.here(suffix, p.skip(last.to), false, true, is); ok {
				return p.span(match.from, last.to), true
			}
			if end == "" {
				break
			}
		}
	}
	return none, false
}

// term finds the first match of a folded term at or after a place.
func (p *Page) term(term string, at int, begin, end bool, is func(int) bool) (hit, bool) {
	for at <= len(p.folded)-len(term) {
		i := strings.Index(p.folded[at:], term)
		if i < 0 {
			break
		}
		if h, ok := p.here(term, at+i, begin, end, is); ok {
			return h, true
		}
		at = p.after(at + i)
	}
	return hit{}, false
}

// here matches a folded term at a place: whole characters, and whole words where asked for.
func (p *Page) here(term string, at int, begin, end bool, is func(int) bool) (hit, bool) {
	if !strings.HasPrefix(p.folded[at:], term) {
		return hit{}, false
	}
	to := at + len(term)
	if p.inside(at) || p.inside(to) {
		return hit{}, false
	}
	if begin && !is(int(p.from[at])) || end && !is(int(p.to[to-1])) {
		return hit{}, false
	}
	return hit{at, to}, true
}

// inside reports whether a place is within what one character was folded to.
func (p *Page) inside(at int) bool {
	return at > 0 && at < len(p.folded) && p.from[at] == p.from[at-1] && p.folded[at] != blockEnd && p.folded[at-1] != blockEnd
}

// after is the next place after that of a folded character.
func (p *Page) after(at int) int {
	_, n := utf8.DecodeRuneInString(p.folded[at:])
	return at + n
}

// skip passes over white space and block ends, which may stand between a passage and its context.
func (p *Page) skip(at int) int {
	for at < len(p.folded) && (p.folded[at] == ' ' || p.folded[at] == blockEnd) {
		at++
	}
	return at
}

func (p *Page) span(from, to int) Span { return Span{int(p.from[from]), int(p.to[to-1])} }
