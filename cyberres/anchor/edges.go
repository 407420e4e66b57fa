package anchor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// trimStart moves the start of a candidate from its first letter to what the quote shows before its own: punctuation and spaces. It reports whether all of that is there.
func (c *candidate) trimStart(s, quote string) bool {
	lead := leading(quote)
	if strings.HasSuffix(s[:c.start], lead) {
		c.start -= len(lead)
		return true
	}
	n, all := reach(s[:c.start], lead, true)
	c.start -= n
	return all
}

// trimEnd moves the end of a candidate over the accents of its last letter and to what the quote shows after its own. It reports whether all of that is there.
func (c *candidate) trimEnd(s, quote string) bool {
	for c.end < len(s) {
		r, size := utf8.DecodeRuneInString(s[c.end:])
		if !unicode.IsMark(r) && r != '\u200d' {
			break
		}
		c.end += size
	}
	rest := trailing(quote)
	if strings.HasPrefix(s[c.end:], rest) {
		c.end += len(rest)
		return true
	}
	n, all := reach(s[c.end:], rest, false)
	c.end += n
	return all
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

// reach returns how many bytes of s, from its start or back from its end, are the punctuation of a quote, and whether all of that is there. Spaces may be more or fewer.
func reach(s, punctuation string, back bool) (sure int, all bool) {
	n := 0
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
			return sure, false
		}
		found, after := take(rest, back)
		size := len(rest) - len(after)
		switch {
		case kind(found) == kind(r):
		case r == '…' && !back && strings.HasPrefix(rest, "..."), r == '…' && back && strings.HasSuffix(rest, "..."):
			size = 3
		default:
			return sure, false
		}
		n += spaces + size
		sure = n
	}
	return sure, true
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
	edgeLetters = 40 // on each side of an edge that are compared to place it, in plain bytes
	edgeReach   = 12 // plain bytes that an edge is moved at most
	edgeWindow  = 96 // bytes of the text on each side that are made plain for that
	edgeSure    = 8  // bytes of a quote that leave no doubt about its edge
)

// A plain text is what edges are compared by. Unlike a skeleton it keeps punctuation, each mark in one spelling, and one space for any run of white space:
// they tell "to be" from "tobe", and where a quote ends that shows a full stop.
type plain struct {
	text     []byte
	from, to []int // for each byte of text: where the code point that it is of starts, and where that ends with its accents
}

// set makes a part of a text plain.
func (p *plain) set(s string, from, to int) {
	p.text, p.from, p.to = slices.Grow(p.text[:0], to-from), slices.Grow(p.from[:0], to-from), slices.Grow(p.to[:0], to-from)
	var buf [maxFolded]byte
	for i := from; i < to; {
		if c := asciiFold[s[i]&0x7f]; c != 0 && s[i] < utf8.RuneSelf {
			p.text, p.from, p.to = append(p.text, c), append(p.from, i), append(p.to, i+1)
			i++
			continue
		}
		folded, size := appendFolded(buf[:0], s[i:])
		if len(folded) == 0 {
			switch r, _ := utf8.DecodeRuneInString(s[i:]); {
			case unicode.IsSpace(r):
				if n := len(p.text); n > 0 && p.text[n-1] == ' ' {
					p.to[n-1] = i + size
				} else {
					folded = append(folded, ' ')
				}
			case r < utf8.RuneSelf || !unicode.In(r, unicode.Cf, unicode.Mn):
				folded = utf8.AppendRune(folded, kind(r))
			case unicode.Is(unicode.Mn, r) && len(p.to) > 0:
				p.to[len(p.to)-1] = i + size
			}
		}
		for _, c := range folded {
			p.text, p.from, p.to = append(p.text, c), append(p.from, i), append(p.to, i+size)
		}
		i += size
	}
}

// offset returns where the border before the n-th byte is in the text: where the next code point starts, or where the one before ends.
func (p *plain) offset(n int, start bool) int {
	if start && n < len(p.from) || n == 0 {
		return p.from[n]
	}
	return p.to[n-1]
}

// An edger places the edges of passages. It is scratch memory for one goroutine.
type edger struct {
	matcher             matcher
	window, left, right plain
	sums                [2*edgeReach + 1]int
}

// place returns where a passage starts or ends in a text, which is near at and which an edit beside it leaves open. Before and after are what the quote has on the two sides
// of the edge; the outer one is empty where the context is unknown or another one. Both sides together have a clearer minimum than the inner one alone.
// Of equal places the one at a word bound is taken, since people quote whole words; where the context cannot tell what a letter belongs to, a bound is worth an edit.
func (e *edger) place(s string, at int, before, after string, start bool) int {
	e.window.set(s, firstRune(s, max(0, at-edgeWindow)), firstRune(s, min(len(s), at+edgeWindow)))
	if len(e.window.text) == 0 {
		return at
	}
	e.left.set(before, firstRune(before, max(0, len(before)-edgeWindow)), len(before))
	e.right.set(after, 0, firstRune(after, min(len(after), edgeWindow)))
	left, right := e.left.text[max(0, len(e.left.text)-edgeLetters):], e.right.text[:min(len(e.right.text), edgeLetters)]
	w := &e.window
	mid, _ := slices.BinarySearch(w.from, at)
	low, high := max(0, mid-edgeReach), min(len(w.text), mid+edgeReach)
	clear(e.sums[:])
	if len(left) > 0 {
		from := max(0, low-2*edgeLetters)
		e.matcher.set(left, false)
		if from == low {
			e.sums[0] = len(left)
		}
		e.matcher.run(w.text[from:high], false, func(i, d int) {
			if n := from + i - low; n >= 0 {
				e.sums[n] += d
			}
		})
	}
	if len(right) > 0 {
		to := min(len(w.text), high+2*edgeLetters)
		e.matcher.set(right, true)
		if to == high {
			e.sums[high-low] += len(right)
		}
		e.matcher.run(w.text[low:to], false, func(i, d int) {
			if n := to - i - low; n <= high-low {
				e.sums[n] += d
			}
		})
	}
	inside := 3 // the cost of an edge inside a word, in half edits
	if len(left) > 0 && len(right) > 0 {
		inside = 1
	}
	best, cost := at, 1<<30
	for n := low; n <= high; n++ {
		if n > 0 && n < len(w.from) && w.from[n] == w.from[n-1] {
			continue // inside a code point
		}
		if start && n < len(w.text) && w.text[n] == ' ' && !blankHead(right) || !start && n > 0 && w.text[n-1] == ' ' && !blankHead(left[max(0, len(left)-1):]) {
			continue // a space that the quote does not have
		}
		sum := 2 * e.sums[n-low]
		if sum > cost {
			continue
		}
		offset := w.offset(n, start)
		if !WordBound(s, offset) {
			sum += inside
		}
		if sum < cost || sum == cost && abs(offset-at) < abs(best-at) {
			best, cost = offset, sum
		}
	}
	if blanks := s[min(best, at):max(best, at)]; strings.TrimFunc(blanks, unicode.IsSpace) == "" {
		return at // white space is plain as one, so this says nothing about where in a run of it the edge is
	}
	return best
}

func blankHead(plain []byte) bool { return len(plain) > 0 && plain[0] == ' ' }

// widen goes from an edge inside a word to the end of that. It returns the edge itself where there is no bound within a word's length.
func widen(s string, at int, start bool) int {
	for n, i := 0, at; n < 24 && i >= 0 && i <= len(s); n++ {
		if WordBound(s, i) {
			return i
		}
		if start {
			_, size := utf8.DecodeLastRuneInString(s[:i])
			i -= size
		} else {
			_, size := utf8.DecodeRuneInString(s[i:])
			i += size
		}
	}
	return at
}

// parted reports whether a quote and its context part a word between them: it was meant to begin or end inside one.
func parted(before, after string) bool {
	if before == "" || after == "" {
		return false
	}
	before, after = before[firstRune(before, max(0, len(before)-edgeWindow)):], after[:firstRune(after, min(len(after), edgeWindow))]
	return !WordBound(before+after, len(before))
}

// edges moves the edges of a candidate from its first and last letters to what the quote shows there. Prefix and suffix are empty where the context is another one;
// differs says that the letters are not all as quoted.
func (f *finder) edges(c *candidate, prefix, quote, suffix string, differs bool) {
	s := f.text.source
	start, end := c.trimStart(s, quote), c.trimEnd(s, quote)
	if s[c.start:c.end] == quote {
		return
	}
	if !WordBound(s, c.start) || (differs || !start) && !strings.HasPrefix(s[c.start:], head(quote)) {
		c.start = f.edger.place(s, c.start, prefix, quote, true)
	}
	if !WordBound(s, c.end) || (differs || !end) && !strings.HasSuffix(s[:c.end], tail(quote)) {
		c.end = f.edger.place(s, c.end, quote, suffix, false)
	}
}

func head(quote string) string { return quote[:min(len(quote), edgeSure)] }
func tail(quote string) string { return quote[max(0, len(quote)-edgeSure):] }
