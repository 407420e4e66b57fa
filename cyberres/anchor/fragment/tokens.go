package fragment

import "unicode"

// kind sorts the pieces of a text by what a term does with them.
type kind uint8

const (
	filler kind = iota // spaces and punctuation
	word
	breaker // what copies of a page have differently: terms keep clear of it where they can
)

type token struct {
	from, to int
	kind     kind
}

// tokens cuts a passage, which lies in one block, where terms may begin and end. Its own ends need not be such places.
func (p *Page) tokens(from, to int) []token {
	if from >= to {
		return nil
	}
	b := p.block(from)
	text := p.text[b.Start:b.End]
	var list []token
	for begin, i := from, from+1; i <= to; i++ {
		if i == to || p.cut(i) {
			list = append(list, token{begin, i, kindOf(text, begin-b.Start, i-b.Start)})
			begin = i
		}
	}
	return list
}

// kindOf says what text[from:to] is.
func kindOf(text []rune, from, to int) kind {
	k := filler
	for i := from; i < to; i++ {
		switch r := text[i]; {
		case unicode.IsLetter(r) || unicode.Is(unicode.Nd, r):
			if k == filler {
				k = word
			}
		case dash(r), footnoteMark(r):
			return breaker
		case r == 0xA0 && i > 0 && (text[i-1] == 0xA0 || text[i-1] == ' '), r == ' ' && i > 0 && text[i-1] == 0xA0:
			return breaker // more than one space, which not every copy has
		}
	}
	if k == word && (carriesMark(text[from:to]) || followsAsMark(text, from, to) || brokenByLine(text, from, to)) {
		return breaker
	}
	return k
}

func dash(r rune) bool { return 0x2012 <= r && r <= 0x2015 || r == 0x2212 }

func footnoteMark(r rune) bool {
	switch r {
	case '¹', '²', '³', '†', '‡', '*':
		return true
	}
	return 0x2070 <= r && r <= 0x2079 || r == '[' || r == ']'
}

// carriesMark reports whether a word ends in digits as one does to which the number of a footnote sticks: two small letters, then up to three digits.
func carriesMark(w []rune) bool {
	n := len(w)
	for n > 0 && '0' <= w[n-1] && w[n-1] <= '9' {
		n--
	}
	return n >= 3 && n < len(w) && len(w)-n <= 3 && unicode.IsLower(w[n-1]) && unicode.IsLower(w[n-2])
}

// followsAsMark reports whether a number sticks to the punctuation after a word, as the number of a footnote does, or stands in brackets.
func followsAsMark(text []rune, from, to int) bool {
	if to-from > 3 || from == 0 {
		return false
	}
	for _, r := range text[from:to] {
		if r < '0' || '9' < r {
			return false
		}
	}
	if text[from-1] == '[' {
		return true
	}
	switch text[from-1] {
	case '.', ',', ';', ':', '!', '?', ')', '"', '”', '’':
		return from >= 2 && unicode.IsLetter(text[from-2])
	}
	return false
}

// brokenByLine reports whether a word is one half of a word that a line end and a hyphen divide.
func brokenByLine(text []rune, from, to int) bool {
	if to+1 < len(text) && hyphen(text[to]) && (text[to+1] == '\n' || text[to+1] == '\r') {
		return true
	}
	i := from - 1
	line := false
	for i >= 0 && (text[i] == '\n' || text[i] == '\r' || text[i] == ' ') {
		line = line || text[i] != ' '
		i--
	}
	return line && i >= 1 && hyphen(text[i]) && unicode.IsLetter(text[i-1])
}

func hyphen(r rune) bool { return r == '-' || r == 0x2010 || r == 0xAD }
