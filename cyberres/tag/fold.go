package tag

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Names and texts are compared by keys: letters and digits after compatibility decomposition, in lower case and without accents; what stands between words
// as one blank or as punctuation. A key is made one code point at a time, so that a place in a key always has its place in the text, whatever folding does to
// lengths. Two texts match if their keys are equal; nothing else is compared but case.

// A kind is what a code point is to a key.
type kind uint8

const (
	charIgnored kind = iota // no part of the key: accents, joiners, controls of direction
	charLetter              // letters, digits, marks that make another letter
	charPunct               // punctuation and symbols
	charBlank               // white space and hyphens: what they are is known at the next letter
	charSoft                // a soft hyphen
	charHyphen
	charStop // ends every name: ill-formed text, a blank line, marks or blanks without end
)

// maxGap is how many code points there may be between two letters of a name: blanks, accents, invisible ones. It bounds what a step can cost.
const maxGap = 100

// A gap is what stands between the last letter or punctuation and the next.
type gap uint8

const (
	gapNone       gap = iota
	gapSoft           // a soft hyphen
	gapSplit          // a soft hyphen and a line break
	gapSpace          // white space
	gapHyphen         // a hyphen directly after a letter
	gapHyphenated     // the same, followed by white space
	gapBroken         // the same, followed by a line break: the hyphen may be the word's or the line's
)

// A folder makes the key of a text, from a place on.
type folder struct {
	text         string
	from, at     int    // the code point that was read last, and where the next one starts
	out          []byte // what it folds to
	upper, lower uint64 // which bytes of out begin a letter of that case
	buf          [64]byte

	gap     gap
	punct   bool // the key ends in punctuation
	breaks  int  // line breaks in the gap
	skipped int  // code points since the last letter
}

// next reads a code point, which there must be. For letters, [folder.joint] says what comes before out in the key.
func (f *folder) next() kind {
	f.from = f.at
	c := f.text[f.at]
	if c >= utf8.RuneSelf {
		return f.nextRune()
	}
	f.at++
	return f.ascii(c)
}

func (f *folder) ascii(c byte) kind {
	switch {
	case 'a' <= c && c <= 'z':
		f.upper, f.lower = 0, 1
	case 'A' <= c && c <= 'Z':
		f.upper, f.lower = 1, 0
		c += 'a' - 'A'
	case '0' <= c && c <= '9':
		f.upper, f.lower = 0, 0
	case c == ' ' || '\t' <= c && c <= '\r':
		return f.blank(c != ' ' && c != '\t' && !(c == '\r' && f.at < len(f.text) && f.text[f.at] == '\n'))
	case c == '-':
		return f.hyphen()
	case c == '`':
		return f.mark('\'')
	default:
		return f.mark(rune(c))
	}
	f.out = append(f.buf[:0], c)
	return charLetter
}

func (f *folder) nextRune() kind {
	r, size := utf8.DecodeRuneInString(f.text[f.at:])
	f.at += size
	switch r {
	case utf8.RuneError:
		if size == 1 {
			return charStop
		}
	case '\u00ad':
		if f.gap == gapNone {
			f.gap = gapSoft
		}
		return f.ignored()
	case '’', '‘', '‛', 'ʼ', 'ʹ', '′', '´':
		return f.mark('\'')
	case '“', '”', '„', '‟', '«', '»', '″':
		return f.mark('"')
	}
	switch {
	case hyphen(r):
		return f.hyphen()
	case 0xff01 <= r && r <= 0xff5e: // full-width forms of ASCII
		return f.ascii(byte(r - 0xfee0))
	case unicode.IsLetter(r) || unicode.IsNumber(r):
		f.out, f.upper, f.lower = f.buf[:0], 0, 0
		f.letter(r, f.text[f.from:])
	case unicode.IsSpace(r):
		if r == '\u2029' {
			f.breaks++
		}
		return f.blank(r == '\u0085' || r == '\u2028' || r == '\u2029')
	case unicode.Is(unicode.Cf, r) || r == '\u034f' || unicode.Is(unicode.Variation_Selector, r):
		return f.ignored()
	case unicode.IsMark(r):
		f.out, f.upper, f.lower = f.buf[:0], 0, 0
		f.letter(r, f.text[f.from:])
		if len(f.out) > 0 && f.gap <= gapSplit {
			return charLetter
		}
		return f.ignored()
	default:
		return f.mark(r)
	}
	if len(f.out) == 0 {
		return f.ignored()
	}
	return charLetter
}

// hyphen reports whether r is a hyphen or a dash that is written for one.
func hyphen(r rune) bool {
	switch r {
	case '-', '‐', '‑', '‒', '–', '−', '﹣', '－':
		return true
	}
	return false
}

// letter appends what a letter, digit or mark at the start of s folds to.
func (f *folder) letter(r rune, s string) {
	if 0xac00 <= r && r <= 0xd7a3 { // Hangul syllables decompose by arithmetic
		r -= 0xac00
		f.add(0x1100 + r/588)
		f.add(0x1161 + r%588/28)
		if r%28 != 0 {
			f.add(0x11a7 + r%28)
		}
		return
	}
	p := norm.NFKD.PropertiesString(s)
	parts := p.Decomposition()
	if parts == nil {
		f.addUnlessAccent(r, p.CCC())
		return
	}
	for len(parts) > 0 {
		r, size := utf8.DecodeRune(parts)
		f.addUnlessAccent(r, norm.NFKD.Properties(parts).CCC())
		parts = parts[size:]
	}
}

// addUnlessAccent leaves out accents, which people set or not, and keeps marks that make another letter, as the voicing of kana and the vowels of Thai.
func (f *folder) addUnlessAccent(r rune, class uint8) {
	if unicode.IsMark(r) {
		other := 7 <= class && class <= 9 || 84 <= class && class <= 132
		if class != 0 && !other || class == 0 && unicode.Is(unicode.Me, r) {
			return
		}
	}
	switch r {
	case ' ', 'ـ': // the one letter of Unicode with blanks in it, and the stretcher of Arabic
	case 'ß', 'ẞ':
		f.add(r)
		f.out = append(f.out[:len(f.out)-2], "ss"...)
	case 'ı':
		f.lower |= 1 << len(f.out)
		f.out = append(f.out, 'i')
	case 'ς':
		f.add('σ')
	default:
		f.add(r)
	}
}

func (f *folder) add(r rune) {
	if len(f.out)+utf8.UTFMax > len(f.buf) {
		return
	}
	switch {
	case unicode.IsUpper(r) || unicode.IsTitle(r):
		f.upper |= 1 << len(f.out)
		r = unicode.ToLower(r)
	case unicode.IsLower(r):
		f.lower |= 1 << len(f.out)
	}
	f.out = utf8.AppendRune(f.out, r)
}

// ignored reads what is no part of a key.
func (f *folder) ignored() kind {
	if f.skipped++; f.skipped > maxGap {
		return charStop
	}
	return charIgnored
}

// blank reads white space.
func (f *folder) blank(lineBreak bool) kind {
	if f.skipped++; f.skipped > maxGap {
		return charStop
	}
	if lineBreak {
		if f.breaks++; f.breaks > 1 {
			return charStop
		}
	}
	switch {
	case f.gap == gapNone || f.gap == gapSoft && !lineBreak:
		f.gap = gapSpace
	case f.gap == gapSoft:
		f.gap = gapSplit
	case f.gap == gapHyphen && !lineBreak:
		f.gap = gapHyphenated
	case f.gap == gapHyphen || f.gap == gapHyphenated && lineBreak:
		f.gap = gapBroken
	}
	return charBlank
}

// hyphen reads a hyphen. Only directly after a letter it joins words; elsewhere it is punctuation.
func (f *folder) hyphen() kind {
	if f.punct || f.gap != gapNone && f.gap != gapSoft {
		return f.mark('-')
	}
	f.skipped++
	f.gap = gapHyphen
	return charBlank
}

// mark reads punctuation. White space beside it does not count, and a hyphen that joins no words does.
func (f *folder) mark(r rune) kind {
	if f.skipped++; f.skipped > maxGap {
		return charStop
	}
	f.out, f.upper, f.lower = f.buf[:0], 0, 0
	if f.gap >= gapHyphen {
		f.out = append(f.out, '-')
	}
	f.out = utf8.AppendRune(f.out, r)
	f.gap, f.punct = gapNone, true
	return charPunct
}

// A joint is how a letter follows the last one in a key.
type joint uint8

const (
	joined joint = iota // directly
	apart               // after a blank
	dashed              // after a hyphen that joins no words
	either              // directly or after a blank: the word was broken at the end of a line
)

// joint says how the letter that was just read follows the key so far, whose last word begins at word.
func (f *folder) joint(key string, word int) joint {
	switch {
	case f.gap <= gapSplit || f.gap == gapSpace && f.punct:
		return joined
	case f.gap == gapHyphenated:
		return dashed
	}
	first, _ := utf8.DecodeRune(f.out)
	last, _ := utf8.DecodeLastRuneInString(key)
	switch isDigit, wasDigit := unicode.IsDigit(first), unicode.IsDigit(last); {
	case isDigit != wasDigit: // NIS2, NIS 2, NIS-2
		return joined
	case key[word:] == "cyber" && !isDigit, key[word:] == "co" && f.gap != gapSpace: // cyber security, co-operation
		return joined
	case f.gap == gapBroken:
		return either
	}
	return apart
}

// fresh reports whether the letter that was just read begins another word.
func (f *folder) fresh() bool { return f.gap > gapSplit || f.punct }

// took ends the gap: the letter that was just read is part of the key.
func (f *folder) took() { f.gap, f.punct, f.breaks, f.skipped = gapNone, false, 0, 0 }
