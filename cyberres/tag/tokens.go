package tag

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a word of a text as Unicode bounds words, without a possessive ’s, with what tells names from other words.
type token struct {
	start, end int // bytes
	sep        sep // what stands before it
	first      bool
	capital    bool // its first letter is upper case
	heading    bool // it stands in a heading in title case or in capitals, where a capital says nothing
	possessive bool
	broken     bool // it has a line break or a soft hyphen in it
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
	for end := 0; end < len(text); {
		start := end
		r, size := utf8.DecodeRuneInString(text[start:])
		end += size
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			continue
		}
		for end < len(text) && !wordBound(text, end) {
			_, size = utf8.DecodeRuneInString(text[end:])
			end += size
		}
		t := token{start: start, end: end, capital: unicode.IsUpper(r), broken: strings.Contains(text[start:end], "\u00ad")}
		if n := len(list); n > 0 && unicode.IsLower(r) && brokenWord(text[last:start]) {
			list[n-1].end, list[n-1].broken, last = end, true, end
			continue
		}
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

// brokenWord reports whether what stands between two parts of a word is a hyphen and a line break.
func brokenWord(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	rest := s[size:]
	return (hyphen(r) || r == '\u00ad') && strings.TrimSpace(rest) == "" && strings.Count(rest, "\n") == 1
}

// separator tells what stands between two words, and whether a sentence begins after it.
func separator(s string, begin bool) (what sep, first bool) {
	trimmed := strings.TrimSpace(s)
	breaks := strings.Count(s, "\n")
	switch {
	case begin || breaks > 1:
		return sepOther, true
	case trimmed == "" && s != "", trimmed == "&" && s != trimmed: // Locks & Tides Agency
		return sepBlank, false
	case brokenWord(s):
		return sepHyphen, false
	case trimmed == s && len(s) > 0 && len(s) <= 3:
		if r, size := utf8.DecodeRuneInString(s); size == len(s) && hyphen(r) {
			return sepHyphen, false
		}
	}
	for _, r := range trimmed {
		switch r {
		case '.', '!', '?', ':', '•', '*', '…', '“', '”', '"', ';', '。', '！', '？':
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

// markHeadings marks the words of lines that are in capitals, or in title case: those begin a paragraph, have no full stop at their end, and a capital on each
// of at least three words that are long enough to have one. The word after such a line begins a sentence.
func markHeadings(text string, list []token) {
	for from := 0; from < len(list); {
		to := from + 1
		for to < len(list) && !strings.Contains(text[list[to-1].end:list[to].start], "\n") {
			to++
		}
		long, small, full := 0, 0, true
		for _, t := range list[from:to] {
			word := text[t.start:t.end]
			if utf8.RuneCountInString(word) < 4 || preposition(word) {
				continue
			}
			long++
			if !t.capital {
				small++
			}
			full = full && word == strings.ToUpper(word)
		}
		begins := from == 0 || strings.Count(text[list[from-1].end:list[from].start], "\n") > 1
		line, _, _ := strings.Cut(text[list[to-1].end:], "\n")
		title := begins && long >= 3 && small == 0 && list[from].capital && to-from <= 20 && !strings.ContainsAny(line, ".!?;,")
		if long >= 2 && full || title {
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

// preposition reports whether a word of four letters or more has no capital in titles.
func preposition(s string) bool {
	switch s {
	case "with", "from", "into", "over", "under", "between", "towards", "against", "through", "within", "without", "about", "after", "before", "than", "that":
		return true
	}
	return false
}

// plainName returns a part of a text as a record would have it: on one line, with single blanks, words that were broken at the end of a line whole again.
func plainName(s string) string {
	s = strings.ReplaceAll(s, "\u00ad", "")
	var b strings.Builder
	for from := 0; from < len(s); {
		i := strings.IndexAny(s[from:], "\n") // the end of the line
		if i < 0 {
			b.WriteString(s[from:])
			break
		}
		line, rest := strings.TrimRight(s[from:from+i], " \t\r"), strings.TrimLeft(s[from+i:], " \t\r\n")
		last, size := utf8.DecodeLastRuneInString(line)
		if next, _ := utf8.DecodeRuneInString(rest); hyphen(last) && unicode.IsLower(next) {
			b.WriteString(line[:len(line)-size])
		} else if b.WriteString(line); !hyphen(last) {
			b.WriteByte(' ')
		}
		from = len(s) - len(rest)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
