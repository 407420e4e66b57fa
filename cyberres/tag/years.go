package tag

import (
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres/anchor"
	"github.com/cyberres/cyberres/internal/suggest"
)

// dated widens names of instruments by the years that stand before or after them, up to the names beside them.
func dated(text string, names []suggest.Name) {
	for i := range names {
		n := &names[i]
		if !n.Instrument {
			continue
		}
		from, to := 0, len(text)
		if i > 0 {
			from = names[i-1].End
		}
		if i+1 < len(names) {
			to = names[i+1].Start
		}
		if start := yearsBefore(text[:n.Start]); start < n.Start && start >= from && anchor.WordBound(text, start) {
			n.Start = start
			continue
		}
		rest := text[n.End:]
		if rest == "" || !blank(rest[0]) {
			continue
		}
		rest = rest[1:]
		for _, word := range [...]string{"for ", "of "} {
			rest = strings.TrimPrefix(rest, word)
		}
		at := len(text) - len(rest)
		for _, length := range years(rest) {
			if end := at + length; length > 0 && end <= to && anchor.WordBound(text, end) {
				n.End = end
				break
			}
		}
	}
}

// blank reports whether a byte is white space of ASCII.
func blank(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// yearsBefore returns where the years begin that a text ends with, but for a blank; else its end.
func yearsBefore(text string) int {
	end := len(text) - 1
	if end < 0 || !blank(text[end]) {
		return len(text)
	}
	for start := max(0, end-len("2018–2022")); start <= end-4; start++ {
		if slices.Contains(years(text[start:end]), end-start) {
			return start
		}
	}
	return len(text)
}

// years returns how long the years are that a text begins with, such as 2018–2022 or 2018/22, and how long the first of them is; zero for none.
func years(text string) (lengths []int) {
	if !isYear(text) {
		return nil
	}
	for _, dash := range [...]string{"-", "–", "/"} {
		if rest, ok := strings.CutPrefix(text[4:], dash); ok {
			if isYear(rest) {
				lengths = append(lengths, 8+len(dash))
			}
			if len(rest) >= 2 && digit(rest[0]) && digit(rest[1]) {
				lengths = append(lengths, 6+len(dash))
			}
		}
	}
	return append(lengths, 4)
}

func isYear(s string) bool {
	return len(s) >= 4 && (s[:2] == "19" || s[:2] == "20") && digit(s[2]) && digit(s[3])
}
