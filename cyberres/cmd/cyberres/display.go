package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// isTerminal reports whether a person sees what is written. A pipe, a file and a test's buffer are no terminal; /dev/null is a device and counts as one, which
// does no harm.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// widthOf reads the width of a line from COLUMNS. What is no width does not count, and nothing is laid out for fewer than 40 cells.
func widthOf(columns string) int {
	if n, err := strconv.Atoi(columns); err == nil && n > 0 {
		return min(max(n, 40), 1000)
	}
	return 100
}

// cells returns how many cells of a terminal a text takes: two for East Asian wide characters, none for what is written onto the character before it.
func cells(s string) (n int) {
	for _, r := range s {
		n += cellsOf(r)
	}
	return n
}

// cellsOf is cells of one character. Most are ASCII, for which no table is asked.
func cellsOf(r rune) int {
	if r < utf8.RuneSelf {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
		return 2
	}
	return 1
}

// pad fills a text up to n cells.
func pad(s string, n int) string {
	return s + strings.Repeat(" ", max(0, n-cells(s)))
}

// visible writes characters that would move the cursor, turn the direction of a line or not be seen as \u{…}, and bytes that are no character as \x{…}:
// records come from files that nobody may have looked at. Joiners stay, since some scripts cannot be spelt without them.
func visible(s string) string {
	if !strings.ContainsFunc(s, hides) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			fmt.Fprintf(&b, `\x{%02X}`, s[i])
		case hides(r) && r != utf8.RuneError:
			fmt.Fprintf(&b, `\u{%04X}`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// hides reports whether a character is shown by its number. It says so of the one that stands for broken bytes, too, which visible looks at again.
func hides(r rune) bool {
	const nonJoiner, joiner = 0x200C, 0x200D
	return r == utf8.RuneError || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) && r != nonJoiner && r != joiner
}

// wrap breaks a text into lines of at most n cells: between words, and in words that are longer after a hyphen or a slash, or else anywhere. There is one line
// at least.
func wrap(text string, n int) []string {
	return breakLines(text, n, func(string) bool { return false })
}

// wrapWhole is wrap for text that nothing stands beside: addresses are left whole, for a broken one cannot be followed.
func wrapWhole(text string, n int) []string {
	return breakLines(text, n, func(word string) bool {
		return strings.HasPrefix(word, "https://") || strings.HasPrefix(word, "http://")
	})
}

// breakLines does the work of both. Words for which whole says so may be wider than a line.
func breakLines(text string, n int, whole func(word string) bool) []string {
	var lines []string
	line, length := "", 0
	end := func() {
		lines = append(lines, line)
		line, length = "", 0
	}
	for _, word := range strings.Fields(text) {
		for cells(word) > n && !whole(word) { // it begins a line, so that it stays whole as far as possible
			if length > 0 {
				end()
			}
			head := breakable(word, n)
			if head == 0 {
				head = hardBreak(word, n)
			}
			line = word[:head]
			word = word[head:]
			end()
		}
		if length > 0 && length+1+cells(word) > n {
			end()
		}
		if length > 0 {
			line += " "
			length++
		}
		line += word
		length += cells(word)
	}
	if length > 0 || len(lines) == 0 {
		end()
	}
	return lines
}

// breakable returns where a word can be broken so that the first part takes at most n cells, or 0.
func breakable(word string, n int) (at int) {
	used := 0
	for i, r := range word {
		if used += cellsOf(r); used > n {
			break
		}
		if (r == '-' || r == '/' || r == '_') && i > 0 && i+1 < len(word) {
			at = i + 1
		}
	}
	return at
}

// hardBreak is breakable where there is no good place. It never returns 0.
func hardBreak(word string, n int) int {
	used := 0
	for i, r := range word {
		if used += cellsOf(r); used > n && i > 0 {
			return i
		}
	}
	return len(word)
}

// The styles are few: a reader without them misses nothing. Colours are left alone, for they mean something else on each terminal.
const (
	bold  = "\x1b[1m"
	plain = "\x1b[0m"
)

// style sets a text in a style, on a terminal that wants that.
func (c *command) style(s, with string) string {
	if !c.styled || s == "" || with == "" {
		return s
	}
	return with + s + plain
}
