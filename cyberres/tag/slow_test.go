package tag

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor"
)

// What follows says what a match is, in the plainest way: every span of the text is folded and looked up. It shares nothing with the package but the word bounds.

type slowLetter struct {
	key   string
	upper bool
	lower bool
	word  int // number of the word that it belongs to
}

type slowChar struct {
	kind string // letter, mark, ignored, blank, hyphen, punct, stop
	text string
	r    rune
}

func slowClass(s string) slowChar {
	r, size := utf8.DecodeRuneInString(s)
	c := slowChar{text: s[:size], r: r}
	if narrow := r - 0xfee0; 0xff01 <= r && r <= 0xff5e {
		c.r = narrow
	}
	switch {
	case r == utf8.RuneError && size == 1:
		c.kind = "stop"
	case strings.ContainsRune("-‐‑‒–−﹣", c.r):
		c.kind = "hyphen"
	case strings.ContainsRune("'`’‘‛ʼʹ′´", c.r):
		c.kind, c.r = "punct", '\''
	case strings.ContainsRune("\"“”„‟«»″", c.r):
		c.kind, c.r = "punct", '"'
	case r == 'ـ':
		c.kind = "ignored"
	case unicode.IsLetter(c.r), unicode.IsNumber(c.r):
		c.kind = "letter"
	case unicode.IsSpace(c.r):
		c.kind = "blank"
	case unicode.Is(unicode.Cf, r), r == '\u034f', unicode.Is(unicode.Variation_Selector, r):
		c.kind = "ignored"
	case unicode.IsMark(r):
		c.kind = "ignored"
		if len(slowFold(c)) > 0 {
			c.kind = "mark"
		}
	default:
		c.kind = "punct"
	}
	return c
}

func slowFold(c slowChar) (out []slowLetter) {
	for _, r := range norm.NFKD.String(string(c.r)) {
		class := norm.NFKD.PropertiesString(string(r)).CCC()
		kept := 7 <= class && class <= 9 || 84 <= class && class <= 132 || class == 0 && !unicode.Is(unicode.Me, r)
		if unicode.IsMark(r) && !kept || r == ' ' || r == 'ـ' {
			continue
		}
		upper, lower := unicode.IsUpper(r) || unicode.IsTitle(r), unicode.IsLower(r)
		switch r {
		case 'ß', 'ẞ':
			out = append(out, slowLetter{"s", upper, lower, 0}, slowLetter{"s", false, false, 0})
		case 'ς':
			out = append(out, slowLetter{"σ", upper, lower, 0})
		case 'ı':
			out = append(out, slowLetter{"i", upper, lower, 0})
		default:
			if upper {
				out = append(out, slowLetter{string(unicode.ToLower(r)), upper, lower, 0})
			} else {
				out = append(out, slowLetter{string(r), upper, lower, 0})
			}
		}
	}
	return out
}

func slowBreak(s string) int {
	switch {
	case strings.HasPrefix(s, "\r\n"):
		return 0
	case strings.ContainsRune("\n\r\v\f\u0085\u2028", []rune(s)[0]):
		return 1
	case strings.HasPrefix(s, "\u2029"):
		return 2
	}
	return 0
}

// slowReadings returns the spans that a span may be read as: a hyphen before a line break is the word's or the line's.
func slowReadings(s string) []string {
	for i := range s {
		c := slowClass(s[i:])
		if c.kind != "hyphen" && c.r != '\u00ad' {
			continue
		}
		j, breaks := i+len(c.text), 0
		for j < len(s) {
			next := slowClass(s[j:])
			if next.kind != "blank" && next.kind != "ignored" || c.r == '\u00ad' && next.kind == "blank" && slowBreak(s[j:]) == 0 && !strings.HasPrefix(s[j:], "\r\n") && breaks == 0 {
				break
			}
			breaks += slowBreak(s[j:])
			j += len(next.text)
		}
		before := i
		for before > 0 {
			r, size := utf8.DecodeLastRuneInString(s[:before])
			if slowClass(s[before-size:]).kind != "ignored" || r == '\u00ad' && c.r != r {
				break
			}
			before -= size
		}
		last := "blank"
		if before > 0 {
			_, size := utf8.DecodeLastRuneInString(s[:before])
			last = slowClass(s[before-size:]).kind
		}
		if breaks == 0 || last != "letter" && last != "mark" || j == len(s) || slowClass(s[j:]).kind != "letter" {
			continue
		}
		var all []string
		for _, rest := range slowReadings(s[j:]) {
			all = append(all, s[:i]+rest)
			if c.kind == "hyphen" {
				all = append(all, s[:i]+"-"+rest)
			}
		}
		return all
	}
	return []string{s}
}

// slowKey folds a reading. It is false where a name cannot be.
func slowKey(s string) (list []slowLetter, ok bool) {
	var chars []slowChar
	gap, breaks := 0, 0
	for i := 0; i < len(s); {
		c := slowClass(s[i:])
		if c.kind == "mark" {
			c.kind = "letter"
			if n := len(chars); n > 0 && (chars[n-1].kind == "blank" || chars[n-1].kind == "hyphen") {
				c.kind = "ignored"
			}
		}
		breaks += slowBreak(s[i:])
		i += len(c.text)
		gap++
		if c.kind == "letter" {
			gap, breaks = 0, 0
		}
		if gap > maxGap || breaks > 1 || c.kind == "stop" {
			return nil, false
		}
		if c.kind != "ignored" {
			chars = append(chars, c)
		}
	}
	kind := func(i int) string {
		if i < 0 || i >= len(chars) {
			return ""
		}
		return chars[i].kind
	}
	for i := range chars { // a hyphen joins two letters or is punctuation
		if kind(i) == "hyphen" && (kind(i-1) != "letter" || kind(i+1) != "letter") {
			chars[i].kind, chars[i].r = "punct", '-'
		}
	}
	word := 0
	for i := 0; i < len(chars); i++ {
		switch chars[i].kind {
		case "punct":
			word++
			list = append(list, slowLetter{key: string(chars[i].r), word: -1})
			continue
		case "blank", "hyphen":
			continue
		}
		letters := slowFold(chars[i])
		from := i - 1
		for kind(from) == "blank" || kind(from) == "hyphen" {
			from--
		}
		if from < i-1 && kind(from) == "letter" {
			word++
			before := ""
			last := list[len(list)-1]
			for k := len(list) - 1; k >= 0 && list[k].word == last.word && slowDigit(list[k]) == slowDigit(last); k-- {
				before = list[k].key + before
			}
			joined := slowDigit(last) != slowDigit(letters[0]) || before == "cyber" && !slowDigit(letters[0]) || before == "co" && kind(i-1) == "hyphen"
			if !joined {
				list = append(list, slowLetter{key: " ", word: -1})
			}
		}
		for _, l := range letters {
			l.word = word
			list = append(list, l)
		}
	}
	return list, true
}

func slowDigit(l slowLetter) bool { return unicode.IsDigit([]rune(l.key)[0]) }

func slowText(list []slowLetter) string {
	var b strings.Builder
	for _, l := range list {
		b.WriteString(l.key)
	}
	return b.String()
}

// slowAdmits reports whether a name may be written in the case of an occurrence.
func slowAdmits(n Name, name, text []slowLetter) bool {
	words := map[int][]int{}
	var order []int
	for i, l := range name {
		if l.word >= 0 {
			if words[l.word] == nil {
				order = append(order, l.word)
			}
			words[l.word] = append(words[l.word], i)
		}
	}
	exact := n.Case == CaseExact || n.Case == CaseBySpelling && n.Use == cyberres.NameAcronym
	if n.Case == CaseAny {
		return true
	}
	if len(order) > 1 && !exact && !slices.ContainsFunc(text, func(l slowLetter) bool { return l.lower }) {
		return true
	}
	acronyms, wanted, found := exact, 0, 0
	for k, w := range order {
		upper, lower, digits, first := 0, 0, 0, name[words[w][0]].upper
		for _, i := range words[w] {
			switch {
			case name[i].upper:
				upper++
			case name[i].lower:
				lower++
			case name[i].key >= "0" && name[i].key <= "9":
				digits++
			}
		}
		acronym := upper > 1 || upper == 1 && (!first || digits > 0 || lower == 0)
		acronyms = acronyms || acronym
		for _, i := range words[w] {
			if (acronym || exact) && (name[i].upper || name[i].lower) && name[i].upper != text[i].upper {
				return false
			}
		}
		label := false
		if k == 0 {
			for _, later := range order[1:] {
				cased := 0
				for _, i := range words[later] {
					if name[i].upper || name[i].lower {
						cased++
					}
				}
				if cased >= 4 {
					label = !name[words[later][0]].upper
					break
				}
			}
		}
		if first && !label {
			wanted++
			if text[words[w][0]].upper {
				found++
			}
		}
	}
	return acronyms || 2*found >= wanted
}

func slowPlural(name []slowLetter) bool {
	last := name[len(name)-1].word
	upper := 0
	ends := false
	for _, l := range name {
		if l.word == last && last >= 0 && (l.upper || l.lower) {
			ends = l.upper
			if l.upper {
				upper++
			}
		}
	}
	return upper > 1 && ends
}

type slowHit struct {
	start, end int
	names      []string
}

type slowMatch struct {
	slowHit
	losers []string
}

func slowShow(n Name) string { return string(n.Entity) + ":" + n.Text }

// slowFind is what Find is to find.
func slowFind(names []Name, text string) (matches []slowMatch) {
	type entry struct {
		Name
		letters []slowLetter
	}
	byKey := map[string][]entry{}
	for _, n := range names {
		s := strings.Join(strings.Fields(n.Text), " ")
		if len(s) > 4 && strings.EqualFold(s[:4], "the ") {
			s = s[4:]
		}
		for k := slowClass(s).kind; k != "letter" && k != "mark"; k = slowClass(s).kind {
			s = s[len(slowClass(s).text):]
		}
		s = strings.TrimRightFunc(s, func(r rune) bool { return r == ' ' || slowClass(string(r)).kind == "hyphen" })
		letters, _ := slowKey(s)
		byKey[slowText(letters)] = append(byKey[slowText(letters)], entry{n, letters})
	}
	var hits [][]slowHit // at each start, by length; of equal length the plural first
	for i := 0; i < len(text); {
		c := slowClass(text[i:])
		start := i
		i += len(c.text)
		if c.kind != "letter" && c.kind != "mark" || !slowStart(text, start) {
			continue
		}
		var here []slowHit
		reached, pending := start, 0
		for j := start; j < len(text); {
			end := slowClass(text[j:])
			j += len(end.text)
			pending++
			if end.kind == "letter" {
				pending = 0
			}
			if end.kind == "stop" || pending > maxGap+1 {
				break
			}
			switch {
			case end.kind == "letter", end.kind == "punct", end.kind == "hyphen":
				reached = j
			case (end.kind == "ignored" || end.kind == "mark") && end.r != '\u200b' && reached == j-len(end.text):
				reached = j
			}
			if reached != j {
				continue
			}
			if j < len(text) {
				if next := slowClass(text[j:]); next.kind == "mark" && end.kind != "hyphen" || next.kind == "ignored" && next.r != '\u200b' {
					continue
				}
			}
			var single, plural []string
			for _, reading := range slowReadings(text[start:j]) {
				letters, ok := slowKey(reading)
				if !ok {
					continue
				}
				for _, e := range byKey[slowText(letters)] {
					if !slowAdmits(e.Name, e.letters, letters) {
						continue
					}
					if slowEnd(text, j) {
						single = append(single, slowShow(e.Name))
					} else if j < len(text) && text[j] == 's' && anchor.WordBound(text, j+1) && slowPlural(e.letters) {
						plural = append(plural, slowShow(e.Name))
					}
				}
			}
			for n, list := range [][]string{single, plural} {
				if len(list) > 0 {
					slices.Sort(list)
					here = append(here, slowHit{start, j + n, slices.Compact(list)})
				}
			}
		}
		if len(here) > 0 {
			slices.SortStableFunc(here, func(a, b slowHit) int { return a.end - b.end })
			hits = append(hits, here)
		}
	}
	for _, here := range hits {
		best := here[len(here)-1]
		if n := len(matches); n > 0 && best.start < matches[n-1].end {
			why := Inside
			if best.end > matches[n-1].end {
				why = Overlap
			}
			if len(matches[n-1].losers) < 16 {
				matches[n-1].losers = append(matches[n-1].losers, fmt.Sprint(why, best))
			}
			continue
		}
		m := slowMatch{slowHit: best}
		if len(here) > 1 {
			second, why := here[len(here)-2], Inside
			if second.end == best.end {
				why = Plural
			}
			m.losers = append(m.losers, fmt.Sprint(why, second))
		}
		matches = append(matches, m)
	}
	return matches
}

func slowStart(text string, i int) bool {
	if anchor.WordBound(text, i) {
		return true
	}
	for _, mark := range []string{"'", "’", "＇", "ʼ"} {
		for _, article := range strings.Fields("l d qu all dall dell nell sull coll") {
			from := i - len(mark) - len(article)
			if from >= 0 && strings.EqualFold(text[from:i-len(mark)], article) && text[i-len(mark):i] == mark && anchor.WordBound(text, from) {
				return true
			}
		}
	}
	return false
}

func slowEnd(text string, i int) bool {
	if anchor.WordBound(text, i) {
		return true
	}
	for _, mark := range []string{"'", "’", "＇", "ʼ"} {
		for _, s := range []string{"s", "S"} {
			if strings.HasPrefix(text[i:], mark+s) && anchor.WordBound(text, i+len(mark)+1) {
				return true
			}
		}
	}
	return false
}

// sameMatches compares both ways and says how they differ.
func sameMatches(d *Dictionary, names []Name, text string) error {
	var got, want []string
	for m := range d.Find(text) {
		show := func(span anchor.Span, names cyberres.List[Name]) slowHit {
			var list []string
			for n := range names.All() {
				list = append(list, slowShow(n))
			}
			slices.Sort(list)
			return slowHit{span.Bytes.Start, span.Bytes.End, slices.Compact(list)}
		}
		var losers []string
		for l := range m.Losers.All() {
			losers = append(losers, fmt.Sprint(l.Reason, show(l.Span, l.Names)))
		}
		got = append(got, fmt.Sprint(show(m.Span, m.Names), losers))
	}
	for _, m := range slowFind(names, text) {
		want = append(want, fmt.Sprint(m.slowHit, m.losers))
	}
	if !slices.Equal(got, want) {
		return fmt.Errorf("text %q\nfound  %q\nwanted %q", text, got, want)
	}
	return nil
}
