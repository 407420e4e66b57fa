package suggest

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cyberres/cyberres/internal/quote"
)

// A token is a word of a text.
type token struct {
	text, lower string
	start, end  int  // bytes, without a possessive
	apart       bool // something but a blank or a hyphen stands before it
	before      rune // the punctuation that does, 0 for none
	owns        bool // it has a possessive: Japan's
	depth       int  // of the brackets around it
	item        bool // the number of an item of a list stands before it: (1), (b), (iv)
}

// A sentence is a run of tokens, up to a full stop, a question or exclamation mark, or a blank line.
type sentence struct {
	tokens     []token
	start, end int // bytes, from the first word to the last, with the closing quotation mark
}

// maxSentence is where a sentence is cut that does not end: what follows a cue is looked at again for each of them.
const maxSentence = 400

// sentences walks the sentences of a text. Footnote marks, such as [ x ], end what they follow and are no words. The tokens of a sentence are overwritten by those
// of the next one: a text may be long, and its tokens take twenty times as much memory as it does.
func sentences(text string) iter.Seq[sentence] {
	return func(yield func(sentence) bool) {
		tokens := make([]token, 0, min(64, 8+len(text)/32))
		var before rune
		apart, depth, words, item := true, 0, 0, false
		flush := func() bool {
			now := sentence{tokens: tokens}
			tokens, before, apart, depth, words, item = tokens[:0], 0, true, 0, 0, false
			if len(now.tokens) == 0 {
				return true
			}
			now.start, now.end = now.tokens[0].start, now.tokens[len(now.tokens)-1].end
			return yield(now)
		}
		for i := 0; i < len(text); {
			c, size := utf8.DecodeRuneInString(text[i:])
			switch {
			case quote.Letter(c):
				t := word(text, i)
				i = t.end
				words++
				if strings.HasSuffix(text[:t.start], "[") || before == '[' && len(t.text) == 1 { // a footnote mark
					if words >= maxSentence && !flush() {
						return
					}
					continue
				}
				if before == '(' && spaced(text[:t.start]) && strings.HasPrefix(text[t.end:], ")") && numbers(t.text) {
					item = true
					continue
				}
				t.apart, t.before, t.depth, t.item = apart, before, depth, item
				tokens = append(tokens, t)
				before, apart, item = 0, false, false
				if words >= maxSentence && !flush() {
					return
				}
				if t.owns {
					i += possessive(text[t.end:])
				}
			case c == '\n' && strings.HasPrefix(text[i:], "\n\n"):
				if !flush() {
					return
				}
				i += 2
			case c == ' ' || unicode.IsSpace(c) || c == '-' || c == '‑' || c == '\u00ad':
				i += size
			case (c == '.' || c == '?' || c == '!') && ends(text[i+size:]) && !abbreviation(text[:i]):
				if !flush() {
					return
				}
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
	}
}

// word reads the word that begins at a place.
func word(text string, start int) token {
	end := start
	for end < len(text) {
		c, size := utf8.DecodeRuneInString(text[end:])
		if !quote.Letter(c) {
			next, _ := utf8.DecodeRuneInString(text[end+size:])
			inner := (c == '&' || c == '/' || c == '.' && unicode.IsDigit(next)) && quote.Letter(next) && end+size < len(text)
			if !inner {
				break
			}
		}
		end += size
	}
	return token{text: text[start:end], lower: strings.ToLower(text[start:end]), start: start, end: end, owns: possessive(text[end:]) > 0}
}

// spaced reports whether a text ends in a bracket with a blank before it, which one within a word has not: State(s).
func spaced(before string) bool {
	rest, ok := strings.CutSuffix(before, "(")
	c, _ := utf8.DecodeLastRuneInString(rest)
	return ok && (rest == "" || unicode.IsSpace(c))
}

// numbers reports whether a word in brackets is the number of an item: 1, b or iv.
func numbers(word string) bool {
	if len(word) == 1 {
		return word[0] < utf8.RuneSelf
	}
	return len(word) <= 4 && (strings.Trim(word, "ivx") == "" || len(word) == 2 && strings.Trim(word, "0123456789") == "")
}

// possessive returns the length of a possessive at the beginning of a text: ’s, or ’ alone after an s, which the caller cannot tell from a quotation mark.
func possessive(rest string) int {
	for _, mark := range []string{"’s", "'s"} {
		if strings.HasPrefix(rest, mark) {
			if c, _ := utf8.DecodeRuneInString(rest[len(mark):]); !quote.Letter(c) {
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
	return !quote.Letter(c)
}
