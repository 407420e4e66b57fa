package draw

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// latin holds the advance widths of DejaVu Sans for the characters from space to tilde, in hundredths of the font size.
// Verdana is nearly as wide, Helvetica and Arial are a tenth narrower, so that text set in any of them fits where DejaVu Sans does.
var latin = [...]uint8{
	32, 40, 46, 84, 64, 95, 78, 28, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53,
	100, 68, 69, 70, 77, 63, 58, 78, 75, 30, 30, 66, 56, 86, 75, 79, 60, 79, 70, 64, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50,
	50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
}

// advance estimates the width of a character in hundredths of the font size. Beyond the table it errs on the wide side:
// a box that is a little too wide looks better than a label that leaves it.
func advance(r rune) int {
	switch {
	case r >= ' ' && r <= '~':
		return int(latin[r-' '])
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r < 0x250: // the Latin letters with marks
		if unicode.IsUpper(r) {
			return 80
		}
		return 64
	case r < 0x530: // Greek and Cyrillic
		switch {
		case strings.ContainsRune("ЖШЩЮЉЊѠѢѤѨѪѬ", r):
			return 110
		case strings.ContainsRune("жшщюљњфыωώм", r):
			return 95
		case unicode.IsUpper(r):
			return 80
		}
		return 67
	case r >= 0x590 && r < 0x600: // Hebrew
		return 70
	case r >= 0x2010 && r < 0x2014, r >= 0x2018 && r <= 0x201f:
		return 55
	case r >= 0x1f000: // emoji
		return 130
	}
	return 100 // Chinese, Japanese and Korean are exactly that wide, most others are narrower
}

// textWidth estimates the width of a line of text.
func textWidth(s string, size float64) float64 {
	n := 0
	for _, r := range s {
		n += advance(r)
	}
	return float64(n) * size / 100
}

// printable says whether a character may stand in a picture: XML 1.0 forbids some, and the overriding direction marks would let a label reorder what stands
// beside it.
func printable(r rune) bool {
	switch {
	case r < ' ', r >= 0x7f && r < 0xa0, r == 0xfffe, r == 0xffff, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return false
	}
	return r <= unicode.MaxRune
}

// clean makes one line of a label: valid UTF-8, single spaces, nothing that cannot be printed.
func clean(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || r == 0x2028 || r == 0x2029:
			space = b.Len() > 0
			continue
		case !printable(r):
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// shorten cuts a line to a width and ends it with an ellipsis if something was lost.
func shorten(s string, size, width float64) string {
	if textWidth(s, size) <= width {
		return s
	}
	left := int(width*100/size) - advance('…')
	for i, r := range s {
		if left -= advance(r); left < 0 {
			if space := strings.LastIndexByte(s[:i], ' '); space > i*3/4 && s[i] != ' ' { // better a word less than half a word
				i = space
			}
			return strings.TrimRight(s[:i], " ,;:-–(") + "…"
		}
	}
	return s
}

// wrap breaks a clean label into lines, at most so many and at most so wide. It takes as few lines as possible and makes them of about equal width,
// since a box is as wide as its widest line. What does not fit is cut.
func wrap(s string, size, width float64, most int) []string {
	lines := fill(s, size, width, most)
	if len(lines) < 2 || strings.HasSuffix(lines[len(lines)-1], "…") {
		return lines
	}
	for narrow := width - float64(size/2); narrow > size*3; narrow -= float64(size / 2) {
		tighter, _ := breakLines(s, size, narrow, most)
		if len(tighter) != len(lines) {
			break
		}
		lines = tighter
	}
	return lines
}

// fill is wrap with lines as long as possible, as prose is set.
func fill(s string, size, width float64, most int) []string {
	lines, last := breakLines(s, size, width, most)
	if len(lines) > most {
		lines = append(lines[:most-1], shorten(s[last:], size, width))
	}
	return lines
}

// breakLines fills lines with words, and stops when there is one more than wanted. A word that is too long for a line, as every text without spaces may be,
// is broken anywhere. It also returns where the last wanted line begins.
func breakLines(s string, size, width float64, most int) (lines []string, last int) {
	limit := int(width * 100 / size)
	start, room := 0, limit // the line so far is s[start:i]
	gap := -1               // the last place where the line can be broken
	for i, r := range s {
		if r == ' ' {
			gap = i
		}
		if room -= advance(r); room >= 0 || i == start || r == ' ' {
			if r == '-' || r == '/' || wide(r) {
				gap = i + utf8.RuneLen(r)
			}
			continue
		}
		end := i
		if gap > start {
			end = gap
		}
		if lines = append(lines, strings.TrimSpace(s[start:end])); len(lines) > most {
			return lines, last
		}
		for start = end; start < len(s) && s[start] == ' '; start++ {
		}
		if len(lines) == most-1 {
			last = start
		}
		room, gap = limit, -1
		if start <= i {
			for _, q := range s[start : i+utf8.RuneLen(r)] {
				room -= advance(q)
			}
		}
	}
	if rest := strings.TrimSpace(s[start:]); rest != "" {
		lines = append(lines, rest)
	}
	return lines, last
}

// wide says whether a line may be broken after a character without a space, as Chinese and Japanese are.
func wide(r rune) bool { return r >= 0x2e80 && r < 0xa000 || r >= 0xff00 && r < 0xffa0 }
