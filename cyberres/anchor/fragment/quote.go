package fragment

import (
	"errors"
	"strings"
	"unicode"
)

// elision stands for words left out of a quote: an ellipsis with a space on both sides.
const elision = " … "

// FromQuote makes a directive of a quote, whole ("the harbour master") or elided ("the harbour … next spring"), when the page is not at hand. It keeps the
// terms clear of dashes, footnote marks and words divided at line ends as far as it can.
//
// Nothing is proved: the page may have the words elsewhere first, have a block end within them, or not have them; and a quote that begins with an emoji may be one that
// Chromium does not come back from ([ReasonStall]). Where the page can be had, use [Link].
func FromQuote(quote string) (Directive, error) {
	first, last, elided := quote, quote, false
	if i := strings.Index(quote, elision); i >= 0 {
		first, last, elided = quote[:i], quote[strings.LastIndex(quote, elision)+len(elision):], true
	}
	if !words([]rune(first)) || !words([]rune(last)) {
		return Directive{}, errors.New("a quote needs a word at each end")
	}
	head, tail := Blocks{first}.Prepare(), Blocks{last}.Prepare()
	s, t := head.trim(Span{0, len(head.text)}), tail.trim(Span{0, len(tail.text)})
	if !elided {
		forms := head.forms(s)
		if forms[0].clean {
			return forms[0].Directive, nil
		}
		if s.End-s.Start < exactBelow {
			return Directive{Start: mended(head.text[s.Start:s.End])}, nil
		}
	}
	a, b := longest(head.starts(s)), longest(tail.ends(t))
	return Directive{Start: mended(head.text[a.from:a.to]), End: mended(tail.text[b.from:b.to])}, nil
}

// longest is the last clean one, or if there is none the first.
func longest(edges []edge) edge { return edges[max(leading(edges), 1)-1] }

// mended is a term without hyphens that divide a word at a line end.
func mended(text []rune) string {
	var out []rune
	for i := 0; i < len(text); i++ {
		if hyphen(text[i]) && i > 0 && unicode.IsLower(text[i-1]) {
			j := i + 1
			for j < len(text) && unicode.IsSpace(text[j]) {
				j++
			}
			if line := strings.ContainsAny(string(text[i+1:j]), "\n\r"); line && j < len(text) && unicode.IsLower(text[j]) {
				i = j - 1
				continue
			}
		}
		out = append(out, text[i])
	}
	return written(out)
}
