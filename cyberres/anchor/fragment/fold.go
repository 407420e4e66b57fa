package fragment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// blockEnd stands between folded blocks. No folded term contains it.
const blockEnd = '\x00'

// folding makes a text comparable at the primary level of collation: case, accents, width, ligatures and the form of quotation marks do not count, nor do
// characters that are not seen. Where it is in doubt it makes more equal than a browser does: then there are more places that could be meant, and a proof that
// the first of them is the right one holds all the same.
type folding struct {
	text     []byte
	from, to []int32 // for each byte of text: where the character it came from begins and, right at its last byte, where it ends with its marks
	collapse bool    // a run of white space is one space, and none at the ends
	begun    bool    // the block has something that is seen
	space    int32   // where a run of white space began that has not been written yet, or -1
	last     rune    // the last base letter
}

// fold folds a term of a directive. White space in it stands for itself.
func fold(term string) string {
	f := folding{space: -1}
	i := int32(0)
	for _, r := range term {
		f.add(r, i)
		i++
	}
	return string(f.text)
}

// block folds the text of a block, whose first code point is the at-th of the page.
func (f *folding) block(text []rune, at int) {
	if at > 0 {
		f.put(blockEnd, int32(at), int32(at))
	}
	f.begun, f.space, f.last = false, -1, 0
	for i, r := range text {
		f.add(r, int32(at+i))
	}
}

func (f *folding) put(r rune, from, to int32) {
	n := len(f.text)
	f.text = utf8.AppendRune(f.text, r)
	for range len(f.text) - n {
		f.from = append(f.from, from)
		f.to = append(f.to, to)
	}
}

func (f *folding) add(r rune, i int32) {
	switch r {
	case ' ', '\t', '\n', '\r', '\f':
		if !f.collapse {
			f.put(r, i, i+1)
		} else if f.begun && f.space < 0 {
			f.space = i
		}
		f.last = 0
		return
	}
	if f.space >= 0 {
		f.put(' ', f.space, i)
		f.space = -1
	}
	f.begun = true
	switch {
	case 'A' <= r && r <= 'Z':
		f.put(r+'a'-'A', i, i+1)
		f.last = r
	case ' ' < r && r < 0x7F:
		f.put(r, i, i+1)
		f.last = r
	case unicode.In(r, unicode.Cc, unicode.Cf) || unicode.Is(unicode.Variation_Selector, r):
		// Not seen: controls, soft hyphens, zero-width spaces, marks of direction.
	default:
		f.decompose(r, i)
	}
}

// decompose writes what r comes to in Unicode's compatibility decomposition, less the marks.
func (f *folding) decompose(r rune, i int32) {
	decomposed := norm.NFKD.String(string(r))
	if decomposed[0] == ' ' && !unicode.IsSpace(r) {
		decomposed = string(r) // an accent that stands for itself is no space
	}
	for _, c := range decomposed {
		switch p := norm.NFKD.PropertiesString(string(c)); {
		case f.mark(c, p.CCC()):
			// A mark belongs to the letter before it, also where it is a character of its own.
			if n := len(f.to); n > 0 && f.from[n-1] != i && f.last != 0 {
				f.to[n-1] = i + 1
			}
			continue
		case p.CCC() != 0 && f.last != 0 && len(f.from) > 0 && f.from[len(f.from)-1] != i:
			f.put(c, f.from[len(f.from)-1], i+1)
			continue
		}
		f.last = c
		switch c = unicode.ToLower(c); c {
		case 'ß':
			f.put('s', i, i+1)
			f.put('s', i, i+1)
		case 'æ':
			f.put('a', i, i+1)
			f.put('e', i, i+1)
		case 'œ':
			f.put('o', i, i+1)
			f.put('e', i, i+1)
		default:
			f.put(plain(c), i, i+1)
		}
	}
}

// mark reports whether c, of this combining class, is an accent that does not make another letter. The signs that do are vowels of Asian scripts, which mostly
// have class 0, the voicing marks of kana, and the breve of й.
func (f *folding) mark(c rune, class uint8) bool {
	switch class {
	case 0, 8, 9, 84, 91, 103, 118, 129, 130, 132:
		return unicode.Is(unicode.Me, c)
	}
	return !(c == 0x306 && (f.last == 'и' || f.last == 'И'))
}

func plain(c rune) rune {
	switch c {
	case '‘', '’', '‚', '‛', '׳':
		return '\''
	case '“', '”', '„', '‟', '〝', '〞', '〟', '״':
		return '"'
	case 'ø':
		return 'o'
	case 'ł':
		return 'l'
	case 'đ':
		return 'd'
	case 'ħ':
		return 'h'
	case 'ς':
		return 'σ'
	}
	return c
}

// written gives a passage as a term shows it: white space collapsed as browsers do, nothing that is not seen, and no-break spaces as spaces.
func written(text []rune) string {
	var b strings.Builder
	pending := false
	for _, r := range text {
		switch {
		case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f':
			pending = b.Len() > 0
			continue
		}
		if pending {
			b.WriteByte(' ')
			pending = false
		}
		if r == 0xAD || r == 0x200B || r == 0x2060 || r == 0xFEFF || unicode.Is(unicode.Cc, r) {
			continue
		}
		if r == 0xA0 {
			r = ' '
		}
		b.WriteRune(r)
	}
	return b.String()
}
