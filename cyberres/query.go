package cyberres

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A query is what is searched for: terms that must all be found.
type query []term

// A term is a word, several words that follow each other, or the beginning of a word.
type term struct {
	words  []string // folded
	prefix bool     // of the last word
}

// parseQuery reads what people type. Every text is a query; an open quotation mark is closed at the end.
func parseQuery(s string) (q query) {
	for len(s) > 0 {
		var chunk string
		switch open, size := utf8.DecodeRuneInString(s); {
		case open == '"' || open == '“' || open == '„' || open == '”':
			s = s[size:]
			end := strings.IndexAny(s, "\"“”")
			if end < 0 {
				end = len(s)
			}
			chunk = s[:end]
			_, size = utf8.DecodeRuneInString(s[end:])
			s = s[end+min(size, len(s)-end):]
		case unicode.IsSpace(open):
			s = s[size:]
			continue
		default:
			end := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '"' || r == '“' || r == '„' || r == '”' })
			if end < 0 {
				end = len(s)
			}
			chunk, s = s[:end], s[end:]
		}
		t := term{prefix: strings.HasSuffix(strings.TrimSpace(chunk), "*")}
		for _, w := range tokens(chunk) {
			t.words = append(t.words, w.word)
		}
		if len(t.words) > 0 && !slices.ContainsFunc(q, t.equal) && len(q) < 32 { // nobody asks for more; the rest cannot make the answer wrong by much
			q = append(q, t)
		}
	}
	return q
}

func (t term) equal(u term) bool { return t.prefix == u.prefix && slices.Equal(t.words, u.words) }

func (t term) String() string {
	s := strings.Join(t.words, " ")
	if t.prefix {
		s += "*"
	}
	return s
}

// at returns how many words the term takes up at the beginning of some words, or 0 where they do not begin with it.
func (t term) at(words []token) int {
	if len(words) < len(t.words) {
		return 0
	}
	for i, w := range t.words {
		if words[i].word != w && !(t.prefix && i == len(t.words)-1 && strings.HasPrefix(words[i].word, w)) {
			return 0
		}
	}
	return len(t.words)
}

// follows reports whether the words of all phrases follow each other somewhere in one text of a record.
func (q query) follows(d *Dataset, at entry) bool {
	for _, t := range q {
		if len(t.words) < 2 {
			continue
		}
		found := false
		d.eachText(at, func(_, text string) {
			for words := tokens(text); len(words) > 0 && !found; words = words[1:] {
				found = t.at(words) > 0
			}
		})
		if !found {
			return false
		}
	}
	return true
}

// A token is a word of a text, folded, and the bytes where it stands.
type token struct {
	word       string
	start, end int
}

// tokens cuts a text into words: runs of letters, digits and marks; in scripts that set no spaces, each character by itself.
func tokens(text string) (out []token) {
	start := -1
	word := func(end int) {
		if start >= 0 {
			if w := foldName(text[start:end]); w != "" {
				out = append(out, token{w, start, end})
			}
		}
		start = -1
	}
	for i, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) && !unicode.IsMark(r):
			word(i)
			start = i
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			if start >= 0 {
				if before, _ := utf8.DecodeRuneInString(text[start:]); alone(before) {
					word(i)
				}
			}
			if start < 0 {
				start = i
			}
		case unicode.IsMark(r) || unicode.Is(unicode.Cf, r): // accents, joiners and soft hyphens belong to the word
		default:
			word(i)
		}
	}
	word(len(text))
	return out
}

// alone reports whether a character is of a script that sets no spaces.
func alone(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
