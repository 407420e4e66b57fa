package anchor

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// trimStart moves the start of a candidate from its first letter to what the quote shows before its own: punctuation and spaces. It reports whether that is there as it is.
func (c *candidate) trimStart(s, quote string) bool {
	lead := leading(quote)
	if strings.HasSuffix(s[:c.start], lead) {
		c.start -= len(lead)
		return true
	}
	c.start -= reach(s[:c.start], lead, true)
	return false
}

// trimEnd moves the end of a candidate over the accents of its last letter and to what the quote shows after its own. It reports whether that is there as it is.
func (c *candidate) trimEnd(s, quote string) bool {
	for c.end < len(s) {
		r, size := utf8.DecodeRuneInString(s[c.end:])
		if !unicode.IsMark(r) && r != '\u200d' {
			break
		}
		c.end += size
	}
	tail := trailing(quote)
	if strings.HasPrefix(s[c.end:], tail) {
		c.end += len(tail)
		return true
	}
	c.end += reach(s[c.end:], tail, false)
	return false
}

// snapStart and snapEnd move an end that is inside a word to the nearest bound of that, if there is one within three code points:
// people quote whole words, and an edit at the edge leaves its place open. Of two as near, the one that drops a letter is taken: it was of another word.
func (c *candidate) snapStart(s string) {
	in, out := c.start, c.start
	for n := 0; n < 3 && !WordBound(s, c.start); n++ {
		_, size := utf8.DecodeRuneInString(s[in:])
		in += size
		_, size = utf8.DecodeLastRuneInString(s[:out])
		out -= size
		if WordBound(s, in) {
			c.start = in
			c.start += len(s[in:]) - len(strings.TrimLeftFunc(s[in:], blank))
			return
		}
		if WordBound(s, out) {
			c.start = out
		}
	}
}

func (c *candidate) snapEnd(s string) {
	in, out := c.end, c.end
	for n := 0; n < 3 && !WordBound(s, c.end); n++ {
		_, size := utf8.DecodeLastRuneInString(s[:in])
		in -= size
		_, size = utf8.DecodeRuneInString(s[out:])
		out += size
		if WordBound(s, in) {
			c.end = len(strings.TrimRightFunc(s[:in], blank))
			return
		}
		if WordBound(s, out) {
			c.end = out
		}
	}
}

// leading and trailing return what a quote has before its first letter and after its last one with its accents.
func leading(s string) string {
	var buf [maxFolded]byte
	for i := 0; i < len(s); {
		folded, size := appendFolded(buf[:0], s[i:])
		if len(folded) > 0 {
			return s[:i]
		}
		i += size
	}
	return s
}

func trailing(s string) string {
	var buf [maxFolded]byte
	for i := len(s); i > 0; {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		if folded, _ := appendFolded(buf[:0], s[i-size:]); len(folded) > 0 {
			return strings.TrimLeftFunc(s[i:], unicode.IsMark)
		}
		i -= size
	}
	return s
}

// reach returns how many bytes of s, from its start or back from its end, are the punctuation of a quote. Spaces may be more or fewer.
func reach(s, punctuation string, back bool) int {
	n, sure := 0, 0
	for punctuation != "" {
		var r rune
		r, punctuation = take(punctuation, back)
		rest := s[n:]
		if back {
			rest = s[:len(s)-n]
		}
		spaces := len(rest) - len(strings.TrimLeftFunc(rest, blank))
		if back {
			spaces = len(rest) - len(strings.TrimRightFunc(rest, blank))
		}
		if blank(r) {
			if punctuation == "" && spaces > 0 {
				sure = n + spaces
			}
			continue
		}
		if back {
			rest = rest[:len(rest)-spaces]
		} else {
			rest = rest[spaces:]
		}
		if rest == "" {
			break
		}
		found, after := take(rest, back)
		size := len(rest) - len(after)
		switch {
		case kind(found) == kind(r):
		case r == '…' && !back && strings.HasPrefix(rest, "..."), r == '…' && back && strings.HasSuffix(rest, "..."):
			size = 3
		default:
			return sure
		}
		n += spaces + size
		sure = n
	}
	return sure
}

func take(s string, back bool) (rune, string) {
	if back {
		r, size := utf8.DecodeLastRuneInString(s)
		return r, s[:len(s)-size]
	}
	r, size := utf8.DecodeRuneInString(s)
	return r, s[size:]
}

// blank reports whether a code point is white space or invisible.
func blank(r rune) bool { return unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Mn) }

// kind maps the spellings of one mark to one of them.
func kind(r rune) rune {
	switch {
	case r == '"', r == '\'', r == '`', r == '´', unicode.In(r, unicode.Pi, unicode.Pf), r == '‚', r == '„':
		return '"'
	case unicode.Is(unicode.Pd, r), r == '−':
		return '-'
	case 0xff01 <= r && r <= 0xff5e:
		return r - 0xff00 + 0x20
	}
	return r
}

const (
	edgeLetters = 28 // on each side of an edge that are compared to place it, or bytes
	edgeReach   = 7  // letters or bytes that an edge is moved at most
)

// edge places the border between what stands before and what after it in a text, which is near at, where an edit next to the border leaves it open.
// Both sides together have a clearer minimum than the quote's side alone.
func (m *matcher) edge(text, before, after []byte, at int) int {
	before, after = before[max(0, len(before)-edgeLetters):], after[:min(len(after), edgeLetters)]
	low, high := max(0, at-edgeReach), min(len(text), at+edgeReach)
	var sums [2*edgeReach + 1]int
	from, to := max(0, low-edgeLetters-8), min(len(text), high+edgeLetters+8)
	m.set(before, false)
	if from == low {
		sums[0] = len(before)
	}
	m.run(text[from:high], false, func(i, d int) {
		if n := from + i - low; n >= 0 {
			sums[n] += d
		}
	})
	m.set(after, true)
	if to == high {
		sums[high-low] += len(after)
	}
	m.run(text[low:to], false, func(i, d int) {
		if n := to - i - low; n <= high-low {
			sums[n] += d
		}
	})
	best := at - low
	for n := range high - low + 1 {
		if d := sums[n] - sums[best]; d < 0 || d == 0 && abs(n+low-at) < abs(best+low-at) {
			best = n
		}
	}
	return low + best
}

// rawEdge is edge for the text itself: it places what letters cannot, signs at the end of a quote that have changed.
func (f *finder) rawEdge(before, after string, at int) int {
	s := f.text.source
	low, high := max(0, at-2*edgeLetters), min(len(s), at+2*edgeLetters)
	n := low + f.matcher.edge([]byte(s[low:high]), []byte(before[max(0, len(before)-edgeLetters):]), []byte(after[:min(len(after), edgeLetters)]), at-low)
	for n < len(s) && !utf8.RuneStart(s[n]) {
		n++
	}
	return n
}
