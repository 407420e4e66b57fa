package tag

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres/anchor"
)

// An Unknown is what looks like a name and is none that the dictionary has: a candidate for a new record, which a person has to look at.
type Unknown struct {
	Span    anchor.Span // where it stands first
	Name    string      // as a record would have it: on one line, with single blanks
	Acronym string      // what the text abbreviates it to, if it says so
	Why     Why
	Beside  string // what the text calls it, if the name does not: "exercise" for "the exercise Calm Tide"
	Count   int    // how often the text has it so, the acronym not counted
}

// Why says what makes an [Unknown] look like a name.
type Why string

const (
	WhyAcronym    Why = "acronym"     // the text gives an acronym for it: "Tide Relay Board (TRB)" or "TRB (Tide Relay Board)"
	WhyNewAcronym Why = "new-acronym" // the same, and only the acronym is unknown
	WhyKind       Why = "kind"        // capitalised words, one of which is a kind of act or body: Act, Agency, Strategy, Team
	WhyBeside     Why = "beside"      // capitalised words beside a small one for a kind of programme: the exercise Calm Tide
	WhyNumber     Why = "number"      // the number of an act: Regulation (EU) 2031/12
	WhyTeam       Why = "team"        // it has CERT, CSIRT or the like in it: Marn-CERT
)

// Unknown lists names that the dictionary does not have, in the order of their first places. It prefers to miss one rather than to list what is no name: the
// capital of a word that begins a sentence or stands in a heading proves nothing, a single capitalised word is not enough, and acronyms count where the text
// says what they stand for. It knows the English words for kinds of acts and bodies. It takes time in proportion to the text, and memory of some times
// its size.
func (d *Dictionary) Unknown(text string) []Unknown {
	u := unknowns{text: text, tokens: tokens(text), keys: map[string]int{}}
	u.findKnown(d)
	u.pairs()
	u.teams()
	u.phrases()
	u.numbers()
	var out []Unknown
	slices.SortStableFunc(u.list, func(a, b candidate) int { return cmp.Compare(a.start, b.start) })
	at := place{}
	for _, c := range u.list {
		if !c.proved {
			continue
		}
		at = at.to(text, c.start)
		c.Span = at.span(text, hit{start: c.start, end: c.end})
		out = append(out, c.Unknown)
	}
	return out
}

const maxUnknown = 200 // bytes; what has more is a list or a heading

// A candidate may become an unknown name.
type candidate struct {
	Unknown
	start, end int
	last       int  // where it was added last: two reasons may find one place
	proved     bool // some place shows that it is a name
}

type unknowns struct {
	text   string
	tokens []token
	known  []bool // for each token, whether it lies within a known name
	whole  map[[2]int]bool
	list   []candidate
	keys   map[string]int // of names in the list
}

func (u *unknowns) findKnown(d *Dictionary) {
	u.known = make([]bool, len(u.tokens))
	u.whole = map[[2]int]bool{}
	i := 0
	for m := range d.Find(u.text) {
		span := m.Span.Bytes
		u.whole[[2]int{span.Start, span.End}] = true
		for ; i < len(u.tokens) && u.tokens[i].start < span.End; i++ {
			u.known[i] = u.tokens[i].start >= span.Start
		}
	}
}

// add adds a place of a name, or counts it if the name is there already. It returns nil for what is no name.
func (u *unknowns) add(start, end int, why Why, proved bool) *candidate {
	if end-start > maxUnknown {
		return nil
	}
	name := plainName(u.text[start:end])
	p, err := Name{Text: name}.compile()
	if err != nil {
		return nil
	}
	i, ok := u.keys[p.key]
	if !ok {
		i = len(u.list)
		u.keys[p.key] = i
		u.list = append(u.list, candidate{Unknown: Unknown{Name: name, Why: why}, start: start, end: end, last: -1})
	}
	c := &u.list[i]
	if start < c.start {
		c.start, c.end = start, end
	}
	if start != c.last {
		c.Count++
		c.last = start
	}
	c.proved = c.proved || proved
	return c
}

func (u *unknowns) word(i int) string {
	t := &u.tokens[i]
	if t.broken {
		return plainName(u.text[t.start:t.end])
	}
	return u.text[t.start:t.end]
}

// pairs finds acronyms beside what they stand for.
func (u *unknowns) pairs() {
	for i := 1; i < len(u.tokens); i++ {
		if u.tokens[i].sep != sepOpen {
			continue
		}
		last := u.bracketed(i)
		if last < 0 {
			continue
		}
		if inside := u.text[u.tokens[i].start:u.tokens[last].end]; acronymLike(inside) { // Long Form (LF)
			from := max(0, i-2*len(inside)-4)
			for k := i - 1; k > from; k-- {
				if u.tokens[k].sep > sepHyphen || u.tokens[k].first {
					from = k
				}
			}
			if from = u.expansion(from, i, inside); from >= 0 {
				u.pair(from, i, i, last+1)
			}
		} else if acronymLike(u.word(i-1)) && u.expansion(i, last+1, u.word(i-1)) == i { // LF (Long Form)
			u.pair(i, last+1, i-1, i)
		}
	}
}

// bracketed returns the last token of a bracket that begins with token i, and -1 if it is long or does not end.
func (u *unknowns) bracketed(i int) int {
	for k := i; k < len(u.tokens) && k < i+16; k++ {
		end := len(u.text)
		if k+1 < len(u.tokens) {
			end = u.tokens[k+1].start
		}
		switch between := u.text[u.tokens[k].end:end]; {
		case strings.HasPrefix(strings.TrimLeft(between, "”\"’'s"), ")"):
			return k
		case k+1 < len(u.tokens) && u.tokens[k+1].sep > sepHyphen && between != "/":
			return -1
		}
	}
	return -1
}

// acronymLike reports whether a word, or words joined by hyphens, may be an acronym: two to ten letters and digits, most of them capitals, without an s at the end.
func acronymLike(s string) bool {
	s = strings.TrimSuffix(s, "s")
	letters, capitals := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			capitals++
			letters++
		case unicode.IsLetter(r), unicode.IsNumber(r):
			letters++
		case r != '-' && r != '/' && r != '‑':
			return false
		}
	}
	return letters <= 10 && capitals >= 2 && capitals*2 >= letters
}

// expansion returns the token in a range with which words begin that an acronym abbreviates, up to the end of the range, and -1 if there are none. It is the
// method of Schwartz and Hearst: the letters of the acronym are met from the last to the first, the first of them at the start of a word. The words that may
// have a capital have one, or it is a term and no name.
func (u *unknowns) expansion(from, to int, acronym string) int {
	var letters []rune
	for _, r := range strings.TrimSuffix(acronym, "s") {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			letters = append(letters, unicode.ToLower(r))
		}
	}
	start := -1
	k := len(letters) - 1
	for i := to - 1; i >= from && k >= 0; i-- {
		word := []rune(strings.ToLower(u.word(i)))
		for j := len(word) - 1; j >= 0 && k >= 0; j-- {
			if word[j] != letters[k] || k == 0 && j > 0 {
				continue
			}
			if k--; k < 0 {
				start = i
			}
		}
	}
	if start < 0 || to-start < 2 || to-start > min(2*len(letters), len(letters)+5) {
		return -1
	}
	long, capitals := 0, 0
	shouted := true
	for i := start; i < to; i++ {
		shouted = shouted && u.word(i) == strings.ToUpper(u.word(i))
		if utf8.RuneCountInString(u.word(i)) >= 4 {
			long++
			if u.tokens[i].capital {
				capitals++
			}
		}
	}
	if shouted || capitals < 1 || capitals*2 < long || u.tokens[start].first && capitals < 2 {
		return -1
	}
	return start
}

// pair adds words and the acronym for them, both as ranges of tokens.
func (u *unknowns) pair(from, to, short, shortEnd int) {
	start, end := u.tokens[from].start, u.tokens[to-1].end
	a, b := u.tokens[short].start, u.tokens[shortEnd-1].end
	if !slices.Contains(u.known[from:to], false) && !slices.Contains(u.known[short:shortEnd], false) {
		return // the acronym too, be it as a part of a longer name
	}
	why := WhyAcronym
	if u.whole[[2]int{start, end}] {
		why = WhyNewAcronym
	}
	acronym, plural := strings.CutSuffix(u.text[a:b], "s")
	if plural && u.text[end-1] == 's' { // Tide Relay Boards (TRBs)
		end--
	}
	if c := u.add(start, end, why, true); c != nil && c.Acronym == "" {
		c.Acronym, c.Why = acronym, why
	}
}
