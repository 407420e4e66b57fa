package tag

import (
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// An index tells places of a text where no name begins from those where one may. It looks at the first eight bytes of a word, so that nearly all words of
// a text are passed over without being folded; the rest is left to a walk.
type index struct {
	pairs  *[1 << 16 / 64]uint64 // the first two bytes
	filter []uint64              // hashes of the first eight
	shift  uint                  // from a hash to a bit of the filter
	heads  []head                // open addressing, a power of two long
	wide   *[1 << 16 / 64]uint64 // the first code point beyond ASCII
}

// A head is how a key may begin in a text: its first letters and digits of ASCII, up to eight and up to the end of the word, in lower case but for the first.
type head struct {
	word   uint64 // the first byte is the lowest; zero is no head
	lo, hi uint32 // the keys that begin so
}

func (h head) slot(size int) int { return int(h.word*hashing>>32) & (size - 1) }

const (
	hashing  = 0x9e3779b97f4a7c15 // the golden ratio spreads what is multiplied by it over the high bits
	highBits = 0x8080808080808080
	lowBits  = 0x0101010101010101
)

func newIndex(k *keys) *index {
	words := map[uint64]string{} // heads, and as prefixes of keys
	first := map[rune]bool{}
	for row := range k.len() {
		key := k.at(row)
		r, _ := utf8.DecodeRuneInString(key)
		first[r] = true
		for _, f := range k.form[k.forms[row]:k.forms[row+1]] {
			addHeads(words, key, &f.signature)
		}
	}
	size := 64
	for size < 2*len(words) {
		size *= 2
	}
	x := &index{heads: make([]head, size), filter: make([]uint64, max(512, size/4)), pairs: new([1 << 16 / 64]uint64), wide: new([1 << 16 / 64]uint64)}
	x.shift = uint(64 - bits.Len(uint(len(x.filter)*64-1)))
	for word, prefix := range words {
		lo, hi := k.prefixed(prefix)
		h := head{word, uint32(lo), uint32(hi)}
		i := h.slot(size)
		for x.heads[i].word != 0 {
			i = (i + 1) & (size - 1)
		}
		x.heads[i] = h
		bit := word * hashing >> x.shift
		x.filter[bit/64] |= 1 << (bit % 64)
		x.addPair(word)
	}
	x.widen(first)
	return x
}

// addHeads adds the heads under which a key may begin.
func addHeads(words map[uint64]string, key string, s *signature) {
	run := 0
	for run < len(key) && run < 8 && alnum(key[run]) {
		run++
	}
	for n := 1; n <= run; n++ {
		cut := n == run || digit(key[n-1]) != digit(key[n]) || key[:n] == "cyber" || key[:n] == "co" // where a text may have a blank or a hyphen
		if !cut {
			continue
		}
		addHead(words, key[:n], key[:n], s)
		if n == len(key) && n < 8 && s.plural {
			addHead(words, key[:n]+"s", key[:n], s)
		}
	}
}

func addHead(words map[uint64]string, head, prefix string, s *signature) {
	word := load(head, 0)
	first := word & 0xff
	small, capital := true, !digit(head[0])
	switch {
	case s.strict&1 != 0:
		small = s.upper&1 == 0
		capital = capital && (!small || s.several)
	case s.initials == 1 && s.rest == nil:
		small = false
	}
	add := func(word uint64) {
		if other, ok := words[word]; !ok || len(prefix) < len(other) { // the plural of a name may be another name
			words[word] = prefix
		}
	}
	if small {
		add(word)
	}
	if capital {
		add(word&^0xff | first&^0x20)
	}
}

// addPair notes how the first two bytes of a head may stand in a text: the second in both cases, or something that does not end the word.
func (x *index) addPair(word uint64) {
	first, second := word&0xff, word>>8&0xff
	for c := range uint64(256) {
		if second == 0 && !alnum(byte(c)) || second != 0 && c|0x20 == second && alnum(byte(c)) || c == '-' || c >= utf8.RuneSelf {
			pair := first | c<<8
			x.pairs[pair/64] |= 1 << (pair % 64)
		}
	}
}

// pair reports whether a key may begin with the letter or digit of ASCII at i.
func (x *index) pair(text string, i int) bool {
	if i+1 >= len(text) {
		return true
	}
	pair := uint16(text[i]) | uint16(text[i+1])<<8
	return x.pairs[pair/64]>>(pair%64)&1 != 0
}

// widen notes the code points beyond ASCII that may begin a key.
func (x *index) widen(first map[rune]bool) {
	var b []byte
	for r := range first {
		if r >= utf8.RuneSelf && r < 1<<16 {
			x.wide[r/64] |= 1 << (r % 64)
		}
	}
	for r := rune(utf8.RuneSelf); r < 1<<16; r++ {
		if 0x3400 <= r && r < 0xa000 || 0xd800 <= r && r < 0xf900 {
			continue // ideographs fold to themselves, private characters and surrogates to nothing
		}
		b = utf8.AppendRune(b[:0], r)
		f := folder{text: string(b)}
		if f.next() != charLetter {
			continue
		}
		if folded, _ := utf8.DecodeRune(f.out); first[folded] {
			x.wide[r/64] |= 1 << (r % 64)
		}
	}
}

func digit(c byte) bool { return '0' <= c && c <= '9' }
func alnum(c byte) bool { return digit(c) || 'a' <= c|0x20 && c|0x20 <= 'z' }

// candidates returns the keys that may begin at i, where a letter or digit of ASCII begins a word, or a code point beyond ASCII stands.
func (x *index) candidates(text string, i, all int) (lo, hi int) {
	if text[i] >= utf8.RuneSelf {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r < 1<<16 && x.wide[r/64]>>(r%64)&1 == 0 || size == 1 || r >= 1<<16 && !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			return 0, 0
		}
		return 0, all
	}
	var word uint64
	if i+8 <= len(text) {
		word = load8(text[i:])
	} else {
		word = load(text, i)
	}
	run := bits.TrailingZeros64(alnums(word)^highBits) / 8
	if run < 8 {
		switch next := byte(word >> (8 * run)); {
		case next >= utf8.RuneSelf: // an accent, a soft hyphen, a curly apostrophe
			return 0, all
		case next == '-' && i+run+1 < len(text) && text[i+run+1] <= ' ': // a word broken at the end of a line
			return 0, all
		}
		word &= 1<<(8*run) - 1
		word |= lowBits << 5 & (1<<(8*run) - 1) &^ 0xff
	} else {
		word |= lowBits << 5 &^ 0xff
	}
	if bit := word * hashing >> x.shift; x.filter[bit/64]>>(bit%64)&1 == 0 {
		return 0, 0
	}
	for at := (head{word: word}).slot(len(x.heads)); ; at = (at + 1) & (len(x.heads) - 1) {
		switch h := &x.heads[at]; h.word {
		case word:
			return int(h.lo), int(h.hi)
		case 0:
			return 0, 0
		}
	}
}

// load8 returns the first eight bytes of a text, the first one lowest.
func load8(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// load is load8 at any place of a text, with zeros beyond its end.
func load(text string, i int) (word uint64) {
	for j := i; j < len(text) && j < i+8; j++ {
		word |= uint64(text[j]) << (8 * (j - i))
	}
	return word
}

// alnums sets the high bit of each byte that is a letter or digit of ASCII.
func alnums(word uint64) uint64 {
	low := word &^ highBits
	letter := low | 0x20*lowBits
	letters := (letter + (0x80-'a')*lowBits) &^ (letter + (0x80-'z'-1)*lowBits)
	digits := (low + (0x80-'0')*lowBits) &^ (low + (0x80-'9'-1)*lowBits)
	return (letters | digits) &^ word & highBits
}

// block returns of 64 bytes which are letters or digits of ASCII, and which begin a code point beyond ASCII.
func block(text string, base int) (alnum, lead uint64) {
	if base+64 > len(text) {
		for k := 0; k < 64 && base+k < len(text); k += 8 {
			word := load(text, base+k)
			alnum |= gather(alnums(word)) << k
			lead |= gather(word&(word<<1)&highBits) << k
		}
		return alnum, lead
	}
	text = text[base : base+64]
	high := uint64(0)
	for k := 0; k < 64; k += 8 {
		word := load8(text[k:])
		high |= word
		alnum |= gather(alnums(word)) << k
	}
	if high&highBits != 0 {
		for k := 0; k < 64; k += 8 {
			word := load8(text[k:])
			lead |= gather(word&(word<<1)&highBits) << k
		}
	}
	return alnum, lead
}

// gather moves the high bits of eight bytes together.
func gather(high uint64) uint64 { return high >> 7 * 0x0102040810204080 >> 56 }
