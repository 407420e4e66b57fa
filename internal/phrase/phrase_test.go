package phrase_test

import (
	"strings"
	"testing"

	"github.com/cyberres/cyberres/internal/phrase"
)

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		wording, word string // a word that the last one of the wording matches
		other         string // and one that it does not
	}{
		{"aims to", "To", "too"},
		{"seek*", "seeking", "see"},
		{"signed … memorandum", "memorandum", "memoranda"},
		{"by May", "May", "may"},
		{"public-private", "Public-Private", "public"},
	} {
		words, err := phrase.Parse(tt.wording)
		if err != nil {
			t.Errorf("%s: %v", tt.wording, err)
			continue
		}
		last := words[len(words)-1]
		if !last.Matches(tt.word, strings.ToLower(tt.word)) || last.Matches(tt.other, strings.ToLower(tt.other)) {
			t.Errorf("%s: %+v matches %s: %t, %s: %t", tt.wording, last, tt.word, last.Matches(tt.word, strings.ToLower(tt.word)), tt.other, last.Matches(tt.other, strings.ToLower(tt.other)))
		}
		if last.Gap != strings.Contains(tt.wording, "…") {
			t.Errorf("%s: gap %t", tt.wording, last.Gap)
		}
	}
	for _, wording := range []string{"", " ", "a  b", "a ", "*", "a*b", "… a", "a …", "a … … b", "a, b", "a.b"} {
		if words, err := phrase.Parse(wording); err == nil {
			t.Errorf("%q is read as %+v", wording, words)
		}
	}
}
