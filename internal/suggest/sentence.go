package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a word of a text.
type token struct {
	text, lower string
	start, end  int  // bytes, without a possessive
	apart       bool // something but a blank or a hyphen stands before it
	before      rune // the punctuation that does, 0 for none
	owns        bool // it has a possessive: Japan's
	depth       int  // of the brackets around it
}

// A sentence is a run of tokens, up to a full stop, a question or exclamation mark, or a blank line.
type sentence struct {
	tokens     []token
	start, end int // bytes, from the first word to the last, with the closing quotation mark
}

// maxSentence is where a sentence is cut that does not end: what follows a cue is looked at again for each of them.
const maxSentence = 400

// sentences takes a text apart. Footnote marks, such as [ x ], end what they follow and are no words.
func sentences(text string) (out []sentence) {
	var now sentence
	var before rune
	apart, depth := true, 0
	flush := func() {
		if len(now.tokens) > 0 {
			now.start, now.end = now.tokens[0].start, now.tokens[len(now.tokens)-1].end
			out = append(out, now)
		}
		now, before, apart, depth = sentence{}, 0, true, 0
	}
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case letter(c):
			t := word(text, i)
			if strings.HasSuffix(text[:i], "[") || before == '[' && len(t.text) == 1 { // a footnote mark
				i = t.end
				continue
			}
			t.apart, t.before, t.depth = apart, before, depth
			now.tokens = append(now.tokens, t)
			i, before, apart = t.end, 0, false
			if len(now.tokens) == maxSentence {
				flush()
			}
			if t.owns {
				i += possessive(text[t.end:])
			}
		case c == '\n' && strings.HasPrefix(text[i:], "\n\n"):
			flush()
			i += 2
		case unicode.IsSpace(c) || c == '-' || c == '‑' || c == '\u00ad':
			i += size
		case strings.ContainsRune(".?!", c) && ends(text[i+size:]) && !abbreviation(text[:i]):
			flush()
			i += size
		default:
			switch c {
			case '(':
				depth++
			case ')':
				depth = max(0, depth-1)
			}
			if c != '“' && c != '”' && c != '"' && c != '\'' && c != '’' && c != '‘' { // quotation marks part nothing
				before, apart = c, true
			}
			i += size
		}
	}
	flush()
	return out
}

// word reads the word that begins at a place.
func word(text string, start int) token {
	end := start
	for end < len(text) {
		c, size := utf8.DecodeRuneInString(text[end:])
		if !letter(c) {
			next, _ := utf8.DecodeRuneInString(text[end+size:])
			inner := (c == '&' || c == '/' || c == '.' && unicode.IsDigit(next)) && letter(next) && end+size < len(text)
			if !inner {
				break
			}
		}
		end += size
	}
	return token{text: text[start:end], lower: strings.ToLower(text[start:end]), start: start, end: end, owns: possessive(text[end:]) > 0}
}

// possessive returns the length of a possessive at the beginning of a text: ’s, or ’ alone after an s, which the caller cannot tell from a quotation mark.
func possessive(rest string) int {
	for _, mark := range []string{"’s", "'s"} {
		if strings.HasPrefix(rest, mark) {
			if c, _ := utf8.DecodeRuneInString(rest[len(mark):]); !letter(c) {
				return len(mark)
			}
		}
	}
	return 0
}

// ends reports whether a sentence ends where this follows a full stop: the end of the text, or a blank and then no small letter.
func ends(rest string) bool {
	rest = strings.TrimLeft(rest, "”’\"')")
	if rest == "" {
		return true
	}
	c, _ := utf8.DecodeRuneInString(rest)
	if !unicode.IsSpace(c) && c != '[' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \n\t\u00a0"))
	return !unicode.IsLower(next)
}

// abbreviation reports whether what stands before a full stop is a single letter, as in U.S.
func abbreviation(before string) bool {
	c, size := utf8.DecodeLastRuneInString(before)
	if !unicode.IsUpper(c) {
		return false
	}
	c, _ = utf8.DecodeLastRuneInString(before[:len(before)-size])
	return !letter(c)
}

func letter(c rune) bool { return unicode.In(c, unicode.L, unicode.N, unicode.M) }
