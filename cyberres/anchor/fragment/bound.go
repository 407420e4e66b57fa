package fragment

import "unicode"

// class is what a character does for the bounds of words (UAX #29, property Word_Break).
type class uint8

const (
	other class = iota
	letter
	katakana
	digit
	midLetter // joins letters
	midNumber // joins digits
	midBoth   // joins either
	joiner    // low line and its kin: joins letters and digits
	extend    // belongs to what stands before it
	blank
	newline
	regional // half of a flag
	picture
)

// classOf goes by Unicode's general categories and scripts. It comes near to the property Word_Break, whose own tables are larger.
func classOf(r rune) class {
	if r < 0x80 {
		switch {
		case 'a' <= r|0x20 && r|0x20 <= 'z':
			return letter
		case '0' <= r && r <= '9':
			return digit
		}
		switch r {
		case ' ':
			return blank
		case '\n', '\v', '\f', '\r':
			return newline
		case '.', '\'':
			return midBoth
		case ':':
			return midLetter
		case ',', ';':
			return midNumber
		case '_':
			return joiner
		}
		return other
	}
	switch r {
	case 0x85, 0x2028, 0x2029:
		return newline
	case 0xB7, 0x387, 0x55F, 0x5F4, 0x2027, 0xFE13, 0xFE55, 0xFF1A:
		return midLetter
	case 0x2018, 0x2019, 0x2024, 0xFE52, 0xFF07, 0xFF0E:
		return midBoth
	case 0x37E, 0x589, 0x60C, 0x60D, 0x66C, 0x7F8, 0x2044, 0xFE10, 0xFE14, 0xFE50, 0xFE54, 0xFF0C, 0xFF1B:
		return midNumber
	case 0x66B:
		return digit
	case 0x202F:
		return joiner
	case 0xA0, 0x2007, 0x200B:
		return other
	case 0x3031, 0x3032, 0x3033, 0x3034, 0x3035, 0x309B, 0x309C, 0x30A0, 0x30FC, 0xFF70:
		return katakana
	}
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc, unicode.Cf) || 0x1F3FB <= r && r <= 0x1F3FF:
		return extend
	case unicode.Is(unicode.Katakana, r):
		return katakana
	case spaceless(r):
		return other
	case unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) || 0x24B6 <= r && r <= 0x24E9:
		return letter
	case unicode.Is(unicode.Nd, r):
		return digit
	case unicode.Is(unicode.Pc, r):
		return joiner
	case unicode.Is(unicode.Zs, r):
		return blank
	case 0x1F1E6 <= r && r <= 0x1F1FF:
		return regional
	case unicode.Is(unicode.So, r):
		return picture
	}
	return other
}

// spaceless reports whether r is a letter of a script that sets no spaces between words: where these begin and end is known to a dictionary only.
func spaceless(r rune) bool {
	return r >= 0xE00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// bound reports whether a word of UAX #29 begins or ends before text[i]. It is the only function that knows where words end.
func bound(text []rune, i int) bool {
	if i <= 0 || i >= len(text) {
		return true
	}
	before, after := classOf(text[i-1]), classOf(text[i])
	switch {
	case text[i-1] == '\r' && text[i] == '\n':
		return false
	case before == newline || after == newline:
		return true
	case text[i-1] == 0x200D && after == picture:
		return false
	case before == blank && after == blank:
		return false
	case after == extend:
		return false
	}
	j := previous(text, i) // before which marks do not count
	if j < 0 {
		return true
	}
	before = classOf(text[j])
	switch {
	case wordly(before) && wordly(after):
		return false
	case before == katakana && after == katakana:
		return false
	case before == joiner && (wordly(after) || after == katakana || after == joiner):
		return false
	case after == joiner && (wordly(before) || before == katakana):
		return false
	case before == letter && (after == midLetter || after == midBoth):
		return next(text, i) != letter
	case after == letter && (before == midLetter || before == midBoth):
		k := previous(text, j)
		return k < 0 || classOf(text[k]) != letter
	case before == digit && (after == midNumber || after == midBoth):
		return next(text, i) != digit
	case after == digit && (before == midNumber || before == midBoth):
		k := previous(text, j)
		return k < 0 || classOf(text[k]) != digit
	case before == regional && after == regional:
		n := 0
		for k := j; k >= 0 && classOf(text[k]) == regional; k = previous(text, k) {
			n++
		}
		return n%2 == 0
	}
	return true
}

func wordly(c class) bool { return c == letter || c == digit }

// previous is the place of the last character before i that is no mark, or -1.
func previous(text []rune, i int) int {
	for i--; i >= 0 && classOf(text[i]) == extend; i-- {
	}
	return i
}

// next is the class of the first character after i that is no mark.
func next(text []rune, i int) class {
	for i++; i < len(text); i++ {
		if c := classOf(text[i]); c != extend {
			return c
		}
	}
	return other
}

// cut reports whether a term may begin or end before text[i] whatever dictionaries a browser has.
func cut(text []rune, i int) bool {
	return bound(text, i) && (i <= 0 || i >= len(text) || !spaceless(text[i-1]) || !spaceless(text[i]))
}

// perhapsBound reports whether some browser may see a bound of words before text[i]. Chromium, for one, ends words at full stops and colons between letters and
// at soft hyphens, where Unicode's rules do not. So there may be one everywhere but between two letters or digits of a script with spaces, with their marks.
func perhapsBound(text []rune, i int) bool {
	return i <= 0 || i >= len(text) || bound(text, i) || !unbroken(text[i-1]) || !unbroken(text[i])
}

// unbroken reports whether no word ends beside r if the character on the other side is of this kind too.
func unbroken(r rune) bool {
	switch classOf(r) {
	case letter, digit, joiner:
		return true
	case extend:
		return !unicode.Is(unicode.Cf, r) || r == 0x200C || r == 0x200D
	}
	return false
}
