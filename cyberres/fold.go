package cyberres

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Folding makes one key of the spellings under which people know a name: whatever the case, the accents, the width of the letters, and how the words are set
// apart. It follows the foldings that UTR #30 described, with two departures. Marks that make another letter are kept: the voicing marks of Japanese (か is not
// が), those of Cyrillic letters (и is not й), and the vowels that many scripts of Asia write as marks. And letters that Unicode does not decompose are folded
// by a table.

// foldName returns the key of a name: its letters, digits and symbols, folded. Spaces, hyphens and other punctuation do not count, except in a name of nothing
// else.
func foldName(name string) string {
	key := fold(name, false)
	if key == "" {
		return norm.NFC.String(strings.ToLower(strings.TrimSpace(name)))
	}
	return key
}

// foldWords folds a text word by word: what sets words apart is a blank.
func foldWords(text string) string { return fold(text, true) }

func fold(s string, blanks bool) string {
	b := make([]byte, 0, len(s))
	ascii := true
	for i := 0; i < len(s) && ascii; i++ {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			ascii = false
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			b = append(b, c)
		case 'A' <= c && c <= 'Z':
			b = append(b, c+'a'-'A')
		case symbol(rune(c)):
			b = append(b, c)
		case blanks:
			b = append(b, ' ')
		}
	}
	if ascii {
		return string(b)
	}
	b = b[:0]
	base := rune(0) // the letter that marks belong to
	for _, r := range norm.NFKD.String(s) {
		if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) {
			if keepMark(base, r) {
				b = utf8.AppendRune(b, r)
			}
			continue
		}
		base = r
		switch r = unicode.ToLower(r); {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsNumber(r), unicode.Is(unicode.Mc, r):
			switch r {
			case 'ـ', 'ʹ', 'ʻ', 'ʼ', 'ʽ', 'ʾ', 'ʿ': // the tatweel only stretches a word; the others are written as apostrophes, or not at all
				continue
			}
			if letters := undecomposed(r); letters != "" {
				b = append(b, letters...)
			} else {
				b = utf8.AppendRune(b, r)
			}
		case symbol(r):
			b = utf8.AppendRune(b, r)
		case blanks && !unicode.Is(unicode.Cf, r): // soft hyphens and joiners stand within words
			b = append(b, ' ')
		}
	}
	return norm.NFC.String(string(b))
}

// symbol reports whether a character that is no letter tells names apart: "C++", "A&B", "5 %".
func symbol(r rune) bool {
	switch r {
	case '`', '^', '´', '¨', '~', '¯': // written where an accent was meant
		return false
	case '&', '%', '@', '#':
		return true
	}
	return unicode.IsSymbol(r)
}

// keepMark reports whether a mark makes another letter of the one that it stands on.
func keepMark(base, mark rune) bool {
	switch class := norm.NFD.PropertiesString(string(mark)).CCC(); {
	case unicode.Is(unicode.Cyrillic, base):
		switch mark {
		case '\u0306': // й, ў, ӂ
			return true
		case '\u0308': // ї and others, but ё is commonly written е
			return base != 'е' && base != 'Е'
		case '\u0301': // ѓ and ќ; elsewhere the stress
			return strings.ContainsRune("гГкК", base)
		}
		return false
	case class == 0: // vowels and signs of Indic and other scripts, and variation selectors, which make no letter
		return !unicode.Is(unicode.Variation_Selector, mark) && mark != '\u034f' && !unicode.Is(unicode.Me, mark)
	case class == 1, 10 <= class && class <= 36, 200 <= class: // overlays, points of Hebrew and Arabic, accents
		return false
	}
	return true // nukta, voicing marks, virama, vowels and tones of Thai, Lao and Tibetan
}

// undecomposed returns the letters for one that has no decomposition in Unicode, as it is commonly written without its own sign.
// The choice follows the ASCII transliterations of CLDR (Latin-ASCII), and for Arabic the letters that keyboards of other languages have.
func undecomposed(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ', 'ǽ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'đ', 'ð', 'ɖ', 'ɗ':
		return "d"
	case 'þ':
		return "th"
	case 'ħ':
		return "h"
	case 'ı', 'ɨ', 'ɩ':
		return "i"
	case 'ĸ', 'ƙ':
		return "k"
	case 'ł', 'ƚ', 'ɫ':
		return "l"
	case 'ŋ', 'ɲ', 'ƞ':
		return "n"
	case 'ŧ', 'ƭ', 'ʈ':
		return "t"
	case 'ƀ', 'ɓ':
		return "b"
	case 'ƈ':
		return "c"
	case 'ɛ', 'ə', 'ǝ':
		return "e"
	case 'ƒ':
		return "f"
	case 'ǥ', 'ɠ':
		return "g"
	case 'ɔ', 'ɵ':
		return "o"
	case 'ƥ':
		return "p"
	case 'ʀ', 'ɍ':
		return "r"
	case 'ʉ', 'ʊ':
		return "u"
	case 'ʋ':
		return "v"
	case 'ƶ', 'ʒ':
		return "z"
	case 'ς':
		return "σ"
	case 'ی', 'ى': // Persian and dotless yeh
		return "ي"
	case 'ک':
		return "ك"
	case 'ە', 'ہ':
		return "ه"
	}
	return ""
}
