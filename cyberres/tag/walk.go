package tag

import (
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor"
)

// A hit is an occurrence of a key that is bounded by words and written in a case that some of its names allow.
type hit struct {
	start, end int // bytes
	names      cyberres.List[Name]
	plural     bool
}

// A walk goes through a text from the start of a word, and through the keys at the same time: it keeps the range of those that begin as the text does.
type walk struct {
	folder
	keys          *keys
	start, end    int // where the walk began, and where what it has read of the key ends
	lo, hi, depth int // the keys that are left, and how much of them is read
	word          int // where its last word begins
	upper, lower  letters
	best, second  hit // the longest hit and the one before
	forks, steps  int
}

// begin makes ready for a walk. What it does not reset is written before it is read.
func (w *walk) begin(text string, i, lo, hi int) {
	w.text, w.from, w.at = text, i, i
	w.took()
	w.start, w.end, w.lo, w.hi, w.depth, w.word = i, i, lo, hi, 0, 0
	w.best, w.second, w.forks = hit{}, hit{}, 0
}

// maxForks limits how many line breaks within words are tried both ways.
const maxForks = 6

// run walks as far as there are keys. A key that ends is tested for word bounds and case at once, before any longer one is looked at: the longest of those
// that pass is not always the longest of all.
func (w *walk) run() {
	for w.plain(); w.at < len(w.text); {
		w.steps++
		kind := w.next()
		switch kind {
		case charIgnored:
			if w.end == w.from && w.text[w.from:w.at] != "\u200b" { // which is an end of a word, unlike the others
				w.end = w.at
			}
			continue
		case charStop:
			w.at = w.from
			w.finish()
			return
		}
		if w.finish(); w.lo >= w.hi {
			return
		}
		switch kind {
		case charLetter:
			fresh := w.fresh()
			switch w.joint(w.keys.at(w.lo)[:w.depth], w.word) {
			case apart:
				w.narrow(' ')
			case dashed:
				w.narrow('-')
			case either:
				if fresh = w.broken(); w.forks > maxForks {
					return
				}
			}
			if fresh {
				w.word = w.depth
			}
			if !w.letter() {
				return
			}
			w.took()
			w.plain()
		case charPunct:
			for _, c := range w.out {
				if !w.narrow(c) {
					return
				}
			}
			w.end = w.at
		}
	}
	w.finish()
}

// plain goes on by letters and digits of ASCII and single blanks, as long as all keys that are left do. It is what run does with them, made fast.
func (w *walk) plain() {
	if w.lo >= w.hi {
		return
	}
	text, first, last := w.text, w.keys.at(w.lo), w.keys.at(w.hi-1)
	at, d, n := w.at, w.depth, min(len(first), len(last))
	for at < len(text) && d < n {
		c := text[at]
		folded := c
		switch {
		case 'A' <= c && c <= 'Z':
			folded |= 0x20
		case c == ' ': // followed by the letter or digit that the keys have, as in any other text of this key
			if d+1 >= n || at+1 >= len(text) || !alnum(text[at+1]) || first[w.word:d] == "cyber" {
				goto out
			}
			if next := first[d+1]; next != last[d+1] || next != text[at+1]|0x20 {
				goto out
			}
		case !alnum(c):
			goto out
		}
		if folded != first[d] || folded != last[d] {
			break
		}
		if d%64 == 0 {
			w.upper[d/64], w.lower[d/64] = 0, 0
		}
		switch {
		case c != folded:
			w.upper[d/64] |= 1 << (d % 64)
		case c >= 'a':
			w.lower[d/64] |= 1 << (d % 64)
		case c == ' ':
			w.word = d + 1
		}
		at++
		d++
	}
out:
	if at > w.at {
		w.steps += at - w.at
		w.end = at
	}
	w.at, w.depth = at, d
}

// letter goes on by the letter that was read.
func (w *walk) letter() bool {
	for i, c := range w.out {
		at := w.depth
		if !w.narrow(c) {
			return false
		}
		w.upper[at/64] |= w.folder.upper >> i & 1 << (at % 64)
		w.lower[at/64] |= w.folder.lower >> i & 1 << (at % 64)
	}
	w.end = w.at
	return true
}

// broken settles a hyphen before a line break by what the keys have: the word may go on, or another begin. Where there are keys of both kinds, the other way
// is walked first. It reports whether the letter begins a word.
func (w *walk) broken() bool {
	blank, word := *w, *w
	blank.forks++
	if !blank.narrow(' ') {
		return false
	}
	if !word.narrow(w.out[0]) {
		w.lo, w.hi, w.depth = blank.lo, blank.hi, blank.depth
		return true
	}
	if w.forks++; w.forks > maxForks {
		return false
	}
	if blank.out = blank.buf[:len(w.out)]; blank.letter() {
		blank.word = blank.depth - len(blank.out)
		blank.took()
		blank.run()
	}
	w.forks, w.steps = max(w.forks, blank.forks), blank.steps
	w.best, w.second = blank.best, blank.second
	return false
}

// narrow keeps the keys that go on with a byte, and reports whether there are any.
func (w *walk) narrow(c byte) bool {
	if w.lo < w.hi && len(w.keys.at(w.lo)) == w.depth {
		w.lo++ // it has ended
	}
	if w.lo >= w.hi {
		return false
	}
	lo, hi, d := w.lo, w.hi, w.depth
	first, last := w.keys.at(lo)[d], w.keys.at(hi - 1)[d]
	if first != c || last != c {
		if c < first || c > last {
			w.lo = w.hi
			return false
		}
		if first != c {
			lo = w.keys.search(lo, hi, d, c)
		}
		if last != c {
			hi = w.keys.search(lo, hi, d, c+1)
		}
	}
	w.lo, w.hi, w.depth = lo, hi, d+1
	if d%64 == 0 {
		w.upper[d/64], w.lower[d/64] = 0, 0
	}
	return lo < hi
}

// finish tests the key that ends here, if there is one, and drops it.
func (w *walk) finish() {
	if w.lo >= w.hi || len(w.keys.at(w.lo)) != w.depth {
		return
	}
	row := w.lo
	w.lo++
	if wordEnd(w.text, w.end) {
		w.found(hit{w.start, w.end, w.keys.admitted(row, &w.upper, &w.lower, w.depth, false), false})
	} else if w.end < len(w.text) && w.text[w.end] == 's' && anchor.WordBound(w.text, w.end+1) {
		w.found(hit{w.start, w.end + 1, w.keys.admitted(row, &w.upper, &w.lower, w.depth, true), true})
	}
}

func (w *walk) found(h hit) {
	switch {
	case h.names.Len() == 0:
	case h.end > w.best.end || h.end == w.best.end && w.best.plural:
		w.best, w.second = h, w.best
	case h.end > w.second.end:
		w.second = h
	}
}

// wordStart reports whether a name may begin at i: at a word bound, or within a word after an elided article or pronoun (l'Union, dell'Unione).
func wordStart(text string, i int) bool {
	if i == 0 {
		return true
	}
	switch last, c := text[i-1], text[i]; {
	case c < utf8.RuneSelf && alone(last):
		return true
	case (c == 0xd0 || c == 0xd1) && last&0xc0 == 0x80 && i > 1 && (text[i-2] == 0xd0 || text[i-2] == 0xd1):
		return false // both are Cyrillic letters
	case anchor.WordBound(text, i):
		return true
	}
	mark := apostropheBefore(text, i)
	if mark == 0 {
		return false
	}
	end := i - mark
	start := end
	for start > 0 && end-start < 5 && (text[start-1]|0x20) >= 'a' && (text[start-1]|0x20) <= 'z' {
		start--
	}
	switch lowerASCII(text[start:end]) {
	case "l", "d", "qu", "all", "dall", "dell", "nell", "sull", "coll":
		return anchor.WordBound(text, start)
	}
	return false
}

func lowerASCII(s string) string {
	for i := range len(s) {
		if s[i] < 'a' {
			b := []byte(s)
			for j := range b {
				b[j] |= 0x20
			}
			return string(b)
		}
	}
	return s
}

// wordEnd reports whether a name may end at i: at a word bound, or before a possessive ’s.
func wordEnd(text string, i int) bool {
	if wordBound(text, i) {
		return true
	}
	n := apostropheAt(text, i)
	return n > 0 && i+n < len(text) && text[i+n]|0x20 == 's' && anchor.WordBound(text, i+n+1)
}

// wordBound is anchor.WordBound, faster after a letter or digit of ASCII.
func wordBound(text string, i int) bool {
	if i > 0 && i+1 < len(text) && alnum(text[i-1]) {
		switch c, next := text[i], text[i+1]; {
		case alone(c), c < utf8.RuneSelf && next < utf8.RuneSelf && !alnum(c) && c != '_' && !alnum(next):
			return true
		case alnum(c):
			return false
		}
	}
	return anchor.WordBound(text, i)
}

// alone reports whether there is a word bound between c and any letter or digit of ASCII, on both sides. It is not where c may stand within a word or a number.
func alone(c byte) bool {
	switch c {
	case '_', '\'', '"', '.', ',', ':', ';':
		return false
	}
	return c < utf8.RuneSelf && !alnum(c)
}

// apostropheAt returns the length of an apostrophe at i, and zero where there is none.
func apostropheAt(text string, i int) int {
	r, size := utf8.DecodeRuneInString(text[i:])
	if apostrophe(r) {
		return size
	}
	return 0
}

func apostropheBefore(text string, i int) int {
	r, size := utf8.DecodeLastRuneInString(text[:i])
	if apostrophe(r) {
		return size
	}
	return 0
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == '＇' || r == 'ʼ' }
