package anchor

import (
	"encoding/binary"
	"math/bits"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// asciiFold maps an ASCII byte to its folded form, and everything but letters and digits to zero.
const asciiFold = "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" +
	"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x000123456789\x00\x00\x00\x00\x00\x00" +
	"\x00abcdefghijklmnopqrstuvwxyz\x00\x00\x00\x00\x00" +
	"\x00abcdefghijklmnopqrstuvwxyz\x00\x00\x00\x00\x00"

// latinFold maps the letters from À to ſ that are an ASCII letter with an accent to that letter, and the others to zero.
const latinFold = "aaaaaa\x00ceeeeiiii\x00nooooo\x00\x00uuuuy\x00\x00aaaaaa\x00ceeeeiiii\x00nooooo\x00\x00uuuuy\x00y" +
	"aaaaaaccccccccdd\x00\x00eeeeeeeeeegggggggghh\x00\x00iiiiiiiii\x00\x00\x00jjkk\x00lllllll" +
	"l\x00\x00nnnnnn\x00\x00\x00oooooo\x00\x00rrrrrrsssssssstttt\x00\x00uuuuuuuuuuuuwwyyyzzzzzz\x00"

const (
	blockBytes = 128 // of the source between two samples of the map back
	maxFolded  = 36  // bytes that one code point folds to at most; a ligature of fifteen Arabic letters is the longest in Unicode
	padding    = 8   // bytes after the letters, so that eight can be loaded anywhere
)

// A skeleton is what a text says without its typography: letters and digits after compatibility decomposition, in lower case, without accents.
// White space, punctuation and everything invisible are left out, so a line broken inside a hyphenated word needs no rule of its own.
type skeleton struct {
	letters []byte // UTF-8
	starts  []int  // for each block of the source, the letters before it; one more for the end
	padded  []byte // letters and padding
}

func newSkeleton(source string) skeleton {
	blocks := (len(source) + blockBytes - 1) / blockBytes
	starts := make([]int, blocks+1)
	buf := make([]byte, len(source)+blockBytes*maxFolded+padding)
	n, i := 0, 0
	for b := range blocks {
		starts[b] = n
		if len(buf)-n < blockBytes*maxFolded+padding {
			// Only text that decomposes into more than it was gets here. What the rest needs is counted, so that this happens once.
			grown := make([]byte, n+foldedLen(source[i:])+blockBytes*maxFolded+padding)
			copy(grown, buf[:n])
			buf = grown
		}
		end := min((b+1)*blockBytes, len(source))
		for i < end {
			letters, read := foldASCII(buf[n:], source[i:], end-i)
			n += letters
			if i += read; i >= end {
				break
			}
			if i+2 < len(source) && source[i] == 0xe2 && source[i+1] == 0x80 && source[i+2]&0xc0 == 0x80 {
				i += 3 // dashes, quotation marks, spaces
				continue
			}
			out, size := appendFolded(buf[n:n], source[i:])
			n += len(out)
			i += size
		}
	}
	starts[blocks] = n
	return skeleton{letters: buf[:n:n], starts: starts, padded: buf[:n+padding]}
}

const (
	eachByte  = 0x0101010101010101
	highBits  = eachByte * 0x80
	spaceBits = eachByte * ' ' // what lower-case letters and digits have and upper-case letters lack
)

// foldASCII folds the first bytes of a text, up to a limit, the first one that is not ASCII, or the last seven. It returns how many letters are left, after which it
// may write eight bytes more, and how many bytes were read.
//
// It takes eight at a time, which a machine word holds first byte lowest, and has no branch for a byte, since every fifth one of prose is dropped, which no processor
// predicts: all eight are told apart in one go, and then moved down over the dropped ones by one, two and four places.
func foldASCII(dst []byte, s string, limit int) (n, read int) {
	for read < limit && len(s)-read >= 8 {
		x := load8s(s[read:])
		k := 8
		if x&highBits != 0 || limit-read < 8 { // what k is must not be waited for where it is 8
			k = min(bits.TrailingZeros64(x&highBits)/8, limit-read)
			x &= 1<<(8*k) - 1 // bytes of zero are dropped
		}
		lower := x | spaceBits
		// In each byte, adding what it lacks to 0x80 sets the highest bit from some character on.
		letter := (lower + eachByte*(0x80-'a')) &^ (lower + eachByte*(0x7f-'z'))
		digit := (x + eachByte*(0x80-'0')) &^ (x + eachByte*(0x7f-'9'))
		kept := (letter | digit) & highBits >> 7 // 1 or 0 in each byte
		mask := kept * 0xff
		lower &= mask
		down := (kept ^ eachByte) * eachByte & mask // the dropped bytes before each

		move := (down & eachByte) * 0xff
		lower = lower&^move | lower&move>>8
		down = down&^move | down&move>>8
		move = (down >> 1 & eachByte) * 0xff
		lower = lower&^move | lower&move>>16
		down = down&^move | down&move>>16
		move = (down >> 2 & eachByte) * 0xff
		lower = lower&^move | lower&move>>32
		binary.LittleEndian.PutUint64(dst[n:], lower)
		n += int(kept * eachByte >> 56)
		if read += k; k < 8 {
			break
		}
	}
	return n, read
}

// foldedLen counts what a text folds to.
func foldedLen(s string) (n int) {
	var buf [maxFolded]byte
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if asciiFold[c] != 0 {
				n++
			}
			i++
			continue
		}
		out, size := appendFolded(buf[:0], s[i:])
		n += len(out)
		i += size
	}
	return n
}

// appendFold appends the folded form of a text.
func appendFold(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		var size int
		dst, size = appendFolded(dst, s[i:])
		i += size
	}
	return dst
}

// appendFolded appends the folded form of the first code point of s, which is not empty, and returns that one's length in bytes.
func appendFolded(dst []byte, s string) ([]byte, int) {
	if c := s[0]; c < utf8.RuneSelf {
		if f := asciiFold[c]; f != 0 {
			dst = append(dst, f)
		}
		return dst, 1
	}
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case 0xc0 <= r && r < 0x180 && latinFold[r-0xc0] != 0:
		return append(dst, latinFold[r-0xc0]), size
	case r == utf8.RuneError, 0x2000 <= r && r <= 0x206f, 0x80 <= r && r < 0xaa, 0x3000 <= r && r <= 0x3004:
		return dst, size // spaces, dashes, quotation marks: most of what English has outside ASCII
	case 0xac00 <= r && r <= 0xd7a3:
		// Hangul syllables decompose by arithmetic.
		s := r - 0xac00
		dst = utf8.AppendRune(dst, 0x1100+s/588)
		dst = utf8.AppendRune(dst, 0x1161+s%588/28)
		if t := s % 28; t != 0 {
			dst = utf8.AppendRune(dst, 0x11a7+t)
		}
		return dst, size
	}
	p := norm.NFKD.PropertiesString(s)
	parts := p.Decomposition()
	if parts == nil {
		return appendKept(dst, r, p.CCC()), size
	}
	for i := 0; i < len(parts); {
		r, n := utf8.DecodeRune(parts[i:])
		if r < utf8.RuneSelf {
			if f := asciiFold[r]; f != 0 {
				dst = append(dst, f)
			}
		} else {
			dst = appendKept(dst, r, norm.NFKD.Properties(parts[i:]).CCC())
		}
		i += n
	}
	return dst, size
}

// appendKept appends a code point that does not decompose, if it is a letter, a digit or a mark that makes another letter.
func appendKept(dst []byte, r rune, ccc uint8) []byte {
	switch {
	case unicode.IsLetter(r):
		switch r = unicode.ToLower(r); r {
		case 'ß':
			return append(dst, 's', 's')
		case 'ς':
			r = 'σ'
		}
	case unicode.IsNumber(r):
	case unicode.IsMark(r) && keepsMark(r, ccc):
	default:
		return dst
	}
	return utf8.AppendRune(dst, r)
}

// keepsMark reports whether a mark makes another letter, as the vowel signs of Devanagari and Thai or the voicing of kana do,
// rather than an accent on the same one, as those of Latin, Greek, Cyrillic, Hebrew and Arabic. The combining classes tell them apart.
func keepsMark(r rune, ccc uint8) bool {
	switch {
	case ccc == 0:
		joiner := r == 0x34f || 0x180b <= r && r <= 0x180f || 0xfe00 <= r && r <= 0xfe0f || 0xe0100 <= r && r <= 0xe01ef
		return !joiner && !unicode.Is(unicode.Me, r)
	case 7 <= ccc && ccc <= 9, 84 <= ccc && ccc <= 132:
		return true
	}
	return false
}

// source returns the bytes of the code point that the letter at p came from.
func (k *skeleton) source(text string, p int) (start, end int) {
	// The last block that starts at or before p: the ones before it that start there too hold no letters.
	lo, hi := 0, len(k.starts)-1
	for hi-lo > 1 {
		if mid := int(uint(lo+hi) / 2); k.starts[mid] <= p {
			lo = mid
		} else {
			hi = mid
		}
	}
	var buf [maxFolded]byte
	i, n := firstRune(text, lo*blockBytes), k.starts[lo]
	for i < len(text) {
		out, size := appendFolded(buf[:0], text[i:])
		if n += len(out); n > p {
			return i, i + size
		}
		i += size
	}
	return len(text), len(text)
}

// letter counts the letters that come from code points before the byte offset i.
func (k *skeleton) letter(text string, i int) int {
	b := i / blockBytes
	var buf [maxFolded]byte
	n := k.starts[b]
	for at := firstRune(text, b*blockBytes); at < i && at < len(text); {
		out, size := appendFolded(buf[:0], text[at:])
		n += len(out)
		at += size
	}
	return n
}

// firstRune skips the bytes at i that belong to a code point from before it. Stray ones that it skips too fold to nothing.
func firstRune(text string, i int) int {
	for i > 0 && i < len(text) && !utf8.RuneStart(text[i]) {
		i++
	}
	return i
}
