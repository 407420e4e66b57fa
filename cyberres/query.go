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

// parseQuery reads what people type, in time in its length. Every text is a query; an open quotation mark is closed at the end.
func parseQuery(s string) (q query) {
	seen := map[string]bool{}
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
		if key := t.String(); len(t.words) > 0 && !seen[key] {
			seen[key] = true
			q = append(q, t)
		}
	}
	return q
}

// String returns the term as Places shows it. No two terms have the same: a word has neither blanks nor stars.
func (t term) String() string {
	s := strings.Join(t.words, " ")
	if t.prefix {
		s += "*"
	}
	return s
}

func (q query) strings() []string {
	out := make([]string, len(q))
	for i, t := range q {
		out[i] = t.String()
	}
	return out
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

// phrases returns the terms of more than one word.
func (q query) phrases() (out []term) {
	for _, t := range q {
		if len(t.words) > 1 {
			out = append(out, t)
		}
	}
	return out
}

// follow reports whether the words of each phrase follow each other somewhere in one text of a record.
func follow(phrases []term, d *Dataset, at entry) bool {
	if len(phrases) == 0 {
		return true
	}
	var texts [][]token
	d.eachText(at, func(_, text string) { texts = append(texts, tokens(text)) })
	return !slices.ContainsFunc(phrases, func(t term) bool {
		return !slices.ContainsFunc(texts, func(words []token) bool {
			for ; len(words) > 0; words = words[1:] {
				if t.at(words) > 0 {
					return true
				}
			}
			return false
		})
	})
}

// A token is a word of a text, folded, and the bytes where it stands.
type token struct {
	word       string
	start, end int
}

// tokens cuts a text into words: runs of letters, digits and marks; in scripts that set no spaces, each character by itself.
func tokens(text string) (out []token) {
	eachToken(text, func(t token) { out = append(out, t) })
	return out
}

func eachToken(text string, visit func(token)) {
	for i := 0; i < len(text); {
		// Most words are of small ASCII letters, and are their own fold.
		start := i
		for i < len(text) && (text[i]-'a' < 26 || text[i]-'0' < 10) {
			i++
		}
		if i > start && (i == len(text) || text[i] < utf8.RuneSelf && text[i]-'A' >= 26) {
			visit(token{text[start:i], start, i})
			continue
		}
		i = start
		spaced := false // the word is of a script that sets spaces
		for i < len(text) {
			r, size := utf8.DecodeRuneInString(text[i:])
			switch {
			case unicode.IsMark(r) || unicode.Is(unicode.Cf, r) || r == '\uff9e' || r == '\uff9f': // accents, joiners, soft hyphens and narrow voicing marks belong to the word
			case !unicode.IsLetter(r) && !unicode.IsNumber(r), i > start && (!spaced || unspaced(r)):
				goto end
			default:
				spaced = !unspaced(r)
			}
			i += size
		}
	end:
		if i == start {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		if w := foldName(text[start:i]); strings.IndexFunc(w, letter) >= 0 {
			visit(token{w, start, i})
		}
	}
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// unspaced reports whether a character is of a script that sets no spaces between words.
func unspaced(r rune) bool {
	switch r {
	case 'ー', 'ｰ', '々', '〆', '〇': // marks and signs of Japanese, which Unicode gives to no script or to several
		return true
	}
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
