// Package quote knows how evidence shows a passage: whole, where it is short, or by its first and last words.
package quote

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Elision stands between the first and the last words of a passage. An ellipsis of the text has no space on one side or the other and stays a part of a word.
const Elision = " … "

// What a quote may show, in words: a whole passage, or each end of a longer one.
const (
	MaxWhole = 4
	MaxEnd   = 4
)

// Check says what is wrong with the form of a quote.
func Check(quote string) error {
	first, last, elided := strings.Cut(quote, Elision)
	if !elided {
		words := Words(quote)
		switch {
		case strings.HasPrefix(quote, "…") || strings.HasSuffix(quote, "…") || strings.Contains(quote, " …") || strings.Contains(quote, "… ") || words > MaxWhole && strings.Contains(quote, "…"):
			return fmt.Errorf("the quote has no %q between its ends; put a space on both sides of the ellipsis", Elision)
		case words > MaxWhole:
			return fmt.Errorf("the quote shows %d words; show a whole passage only up to %d, else its first two … last two", words, MaxWhole)
		}
		return nil
	}
	before, after := Words(first), Words(last)
	switch {
	case before == 0 || after == 0:
		return fmt.Errorf("the quote %q shows no word at one end", quote)
	case strings.Contains(last, strings.TrimSpace(Elision)) || strings.HasPrefix(first, strings.TrimSpace(Elision)):
		return fmt.Errorf("the quote has two ellipses; show the first and the last words of one passage, or write two pieces")
	case before > MaxEnd || after > MaxEnd:
		return fmt.Errorf("the quote shows %d and %d words at its ends; two do, or up to %d where two are not unique", before, after, MaxEnd)
	}
	return nil
}

// Matches says how a quote differs from the passage that it is to show, in which a run of white space counts as one space.
func Matches(quote, passage string) error {
	passage = strings.Join(strings.Fields(passage), " ")
	first, last, elided := strings.Cut(quote, Elision)
	if !elided {
		if quote != passage {
			return fmt.Errorf("quote %q is not the passage at its place", quote)
		}
		return nil
	}
	if len(first)+len(last) >= len(passage) || !strings.HasPrefix(passage, first) || !strings.HasSuffix(passage, last) {
		return fmt.Errorf("quote %q does not begin and end like the passage at its place", quote)
	}
	return nil
}

// Letter reports whether a character is part of a word: a letter, a digit or a mark.
func Letter(c rune) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c >= utf8.RuneSelf && unicode.In(c, unicode.L, unicode.N, unicode.M)
}

// Words counts the runs of letters and digits.
func Words(s string) int {
	n, in := 0, false
	for _, c := range s {
		letter := Letter(c)
		if letter && !in {
			n++
		}
		in = letter
	}
	return n
}
