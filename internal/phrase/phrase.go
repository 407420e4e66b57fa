// Package phrase reads the wordings of cues: "seek* to", "memorandum of understanding … signed".
package phrase

import (
	"fmt"
	"strings"
	"unicode"
)

// Gap stands where up to MaxGap other words may.
const (
	Gap    = "…"
	MaxGap = 6
)

// A Word is one word of a wording.
type Word struct {
	Text   string // in lower case
	Prefix bool   // any ending will do: "seek*"
	Exact  bool   // written with a capital, and read only so: "May" is not "may"
	Gap    bool   // up to MaxGap words may stand before it
}

// Parse reads a wording: words with single spaces between them. A word may end in "*", for any ending; an ellipsis between two words stands
// for up to six others; a word with a capital is found only as it is written, any other in every case.
func Parse(s string) ([]Word, error) {
	var words []Word
	gap := false
	for _, part := range strings.Split(s, " ") {
		if part == Gap {
			if gap || len(words) == 0 {
				return nil, fmt.Errorf("the wording %q has an ellipsis that does not stand between two words", s)
			}
			gap = true
			continue
		}
		text, prefix := strings.CutSuffix(part, "*")
		if text == "" || strings.ContainsFunc(text, func(c rune) bool {
			return !unicode.In(c, unicode.L, unicode.N, unicode.M) && c != '-' && c != '\'' && c != '/'
		}) {
			return nil, fmt.Errorf("the wording %q is not made of words with single spaces between them; * may end a word, … stand between two", s)
		}
		lower := strings.ToLower(text)
		w := Word{Text: lower, Prefix: prefix, Exact: lower != text, Gap: gap}
		if w.Exact {
			w.Text = text
		}
		words = append(words, w)
		gap = false
	}
	if gap {
		return nil, fmt.Errorf("the wording %q ends in an ellipsis", s)
	}
	return words, nil
}

// Matches reports whether a word of a text is one of a wording. Lower is the word in lower case.
func (w Word) Matches(word, lower string) bool {
	if w.Exact {
		lower = word
	}
	if w.Prefix {
		return strings.HasPrefix(lower, w.Text)
	}
	return lower == w.Text
}
