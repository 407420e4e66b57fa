package export

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/cyberres/cyberres/internal/ident"
)

// maxSummary is how many code points of a comment become a summary: it is to be one sentence.
const maxSummary = 1000

// lastRune returns the last code point of a text and its length in bytes.
func lastRune(s string) (rune, int) { return utf8.DecodeLastRuneInString(s) }

// plain makes a paragraph of what somebody wrote as a comment: composed, without controls and characters that nobody sees, and with single spaces. A comment that begins
// like a formula gets a word before it, as a spreadsheet would run it.
func plain(s string) (text string, cut bool) {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs, unicode.Variation_Selector), r == utf8.RuneError, r&0xFFFE == 0xFFFE, 0xFDD0 <= r && r <= 0xFDEF:
			return -1
		}
		return r
	}, norm.NFC.String(s))
	s = strings.Join(strings.Fields(s), " ")
	n := 0
	for i := range s {
		if n == maxSummary {
			s, cut = strings.TrimRight(s[:i], " ")+"…", true
			break
		}
		n++
	}
	if s != "" && strings.ContainsRune("=+-@", rune(s[0])) {
		s = "Comment: " + s
	}
	return s, cut
}

// withoutMarkup returns the text of an HTML fragment: tags and comments become spaces, references the characters that they stand for.
func withoutMarkup(s string) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(s, '<')
		if open < 0 || open+1 == len(s) {
			break
		}
		if next := rune(s[open+1]); !unicode.IsLetter(next) && !strings.ContainsRune("/!?", next) { // a < b
			b.WriteString(s[:open+1])
			s = s[open+1:]
			continue
		}
		closed := strings.IndexByte(s[open:], '>')
		if closed < 0 {
			break
		}
		b.WriteString(s[:open] + " ")
		s = s[open+closed+1:]
	}
	b.WriteString(s)
	return html.UnescapeString(b.String())
}

// markup reports whether a text has what a page would take for a tag or a character reference.
func markup(s string) bool { return withoutMarkup(s) != s }

// slug makes an id of a subject and the first words of a text. Letters that are not ASCII lose their accents or drop out.
func slug(subject, text string, words int) string {
	var b strings.Builder
	b.WriteString(subject)
	n, in := 0, false
	for _, r := range norm.NFKD.String(text) {
		switch {
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
		case unicode.Is(unicode.Mn, r):
			continue
		default:
			in = false
			continue
		}
		if !in {
			if n++; n > words {
				break
			}
			if b.Len() > 0 {
				b.WriteByte('-')
			}
		}
		in = true
		if n > words || b.Len() >= ident.Max-20 {
			break
		}
		b.WriteRune(r)
	}
	return strings.Trim(b.String(), "-")
}
