package fragment

import (
	"unicode"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres/anchor"
)

// wordBounds sets the places of a page, from its at-th code point on, where a word of a block begins or ends by Unicode's rules, and those of the block's own ends.
// The walk is linear; to ask for one place after the other would not be, in a block that is a long run of flags.
func wordBounds(bounds []bool, block string, at int) {
	bounds[at] = true
	for start, end := range anchor.Words(block) {
		at += utf8.RuneCountInString(block[start:end])
		bounds[at] = true
	}
}

// bound reports whether a word of Unicode's rules begins or ends before code point i of the page.
func (p *Page) bound(i int) bool { return p.bounds[i] }

// cut reports whether a term may begin or end before code point i whatever dictionaries a browser has.
func (p *Page) cut(i int) bool {
	return p.bounds[i] && (p.edge(i) || !spaceless(p.text[i-1]) || !spaceless(p.text[i]))
}

// perhapsBound reports whether some browser may see a bound of words before code point i. Chromium, for one, ends words at full stops and colons between letters and
// at soft hyphens, where Unicode's rules do not. So there may be one everywhere but between two letters or digits of a script with spaces, with their marks.
func (p *Page) perhapsBound(i int) bool {
	return p.bounds[i] || !unbroken(p.text[i-1]) || !unbroken(p.text[i])
}

// unbroken reports whether no word ends beside r if the character on the other side is of this kind too.
func unbroken(r rune) bool {
	switch {
	case unicode.Is(unicode.Cf, r):
		return r == 0x200C || r == 0x200D
	case unicode.IsMark(r):
		return true
	case spaceless(r), r == 0x30FC, r == 0xFF70, 0x3031 <= r && r <= 0x3035: // the signs that repeat and lengthen kana are of no script
		return false
	}
	return unicode.IsLetter(r) || unicode.In(r, unicode.Nd, unicode.Nl, unicode.Pc)
}

// spaceless reports whether r is a letter of a script that sets no spaces between words: where these begin and end is known to a dictionary only.
func spaceless(r rune) bool {
	return r >= 0xE00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
