package tag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres/anchor"
)

// A token is a word of a text as Unicode bounds words, without a possessive ’s, with what tells names from other words.
type token struct {
	start, end int // bytes
	sep        sep // what stands before it
	first      bool
	capital    bool // its first letter is upper case
	heading    bool // it stands in a heading in title case or in capitals, where a capital says nothing
	possessive bool
}

// A sep is what stands before a word.
type sep uint8

const (
	sepBlank  sep = iota // white space with at most one line break
	sepHyphen            // a hyphen alone
	sepOpen              // an opening bracket, with or without a blank
	sepOther
)

// tokens splits a text.
func tokens(text string) []token {
	var list []token
	last := 0
	for start, end := range anchor.Words(text) {
		r, _ := utf8.DecodeRuneInString(text[start:end])
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			continue
		}
		t := token{start: start, end: end, capital: unicode.IsUpper(r)}
		t.sep, t.first = separator(text[last:start], len(list) == 0)
		if word := text[start:end]; len(word) > 2 && word[len(word)-1]|0x20 == 's' {
			if n := apostropheBefore(word, len(word)-1); n > 0 {
				t.end -= n + 1
				t.possessive = true
			}
		}
		list = append(list, t)
		last = end
	}
	markHeadings(text, list)
	return list
}

// separator tells what stands between two words, and whether a sentence begins after it.
func separator(s string, begin bool) (what sep, first bool) {
	trimmed := strings.TrimSpace(s)
	breaks := strings.Count(s, "\n")
	switch {
	case begin || breaks > 1:
		return sepOther, true
	case trimmed == "" && s != "":
		return sepBlank, false
	case trimmed == s && len(s) > 0 && len(s) <= 3:
		if r, size := utf8.DecodeRuneInString(s); size == len(s) && hyphen(r) {
			return sepHyphen, false
		}
	}
	for _, r := range trimmed {
		switch r {
		case '.', '!', '?', ':', '•', '*', '…', '“', '”', '"', ';':
			first = true
		}
	}
	if breaks > 0 && strings.ContainsFunc(trimmed, hyphen) { // an item of a list
		first = true
	}
	if strings.TrimRight(trimmed, "“\"") == "(" {
		return sepOpen, first
	}
	return sepOther, first
}

// markHeadings marks the words of lines that are in title case or in capitals: at least three words of four letters or more, nearly all with a capital, and no
// full stop at the end. The word after such a line begins a sentence.
func markHeadings(text string, list []token) {
	for from := 0; from < len(list); {
		to := from + 1
		for to < len(list) && !strings.Contains(text[list[to-1].end:list[to].start], "\n") {
			to++
		}
		long, capitals, full := 0, 0, true
		for _, t := range list[from:to] {
			if word := text[t.start:t.end]; utf8.RuneCountInString(word) >= 4 {
				long++
				if t.capital {
					capitals++
				}
				full = full && word == strings.ToUpper(word)
			}
		}
		rest := text[list[to-1].end:]
		line, _, _ := strings.Cut(rest, "\n")
		ended := strings.ContainsAny(line, ".!?;,")
		if long >= 2 && full && capitals == long || long >= 3 && capitals*5 >= long*4 && !ended && to-from <= 20 {
			for i := from; i < to; i++ {
				list[i].heading = true
			}
			if to < len(list) {
				list[to].first = true
			}
		}
		from = to
	}
}

// plainName returns a part of a text as a record would have it: on one line, with single blanks, without soft hyphens.
func plainName(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.ReplaceAll(s, "\u00ad", "")
}
