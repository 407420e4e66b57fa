package suggest

import (
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/phrase"
)

// maxWords is how long a passage may be that a cue is taken to speak of.
const maxWords = 60

// maxItems is how many aims one cue can have.
const maxItems = 20

// objectives proposes one objective for each aim that follows a cue: of an aim that is stated, every item of a list is one.
func (p *passage) objectives() (out []Proposal) {
	taken := 0 // bytes that an aim has already
	for h := range p.of(cyberres.CueObjective, p.start, p.end) {
		first := p.tokens[h.from]
		if first.start < taken && h.Sure < 60 {
			continue // the wording is a part of the last aim
		}
		if p.denied(h.from) || p.stranger(h.from) {
			continue
		}
		if first.lower == "to" && h.from > 0 && !first.apart && noAim(p.tokens[h.from-1].lower) {
			continue
		}
		if len(h.words) == 1 && strings.HasSuffix(first.lower, "s") && h.to < len(p.tokens) && !p.tokens[h.to].apart && preposition(p.tokens[h.to].lower) {
			continue // "operates under the Ministry", "runs from May"
		}
		stated := h.Value == string(cyberres.ModalityStated)
		from := h.from
		if stated {
			from = p.complement(h)
		} else if begin := p.clause(h.from); h.from-begin <= 6 {
			from = begin // whose attention or plan it is
		}
		for _, item := range p.items(from, h.to, stated && announces(h)) {
			out = append(out, p.aim(h, item, first.start))
			taken = item.end
		}
	}
	return append(out, p.listed()...)
}

// aim proposes a passage as one aim of whoever acts before a place.
func (p *passage) aim(h hit, item extent, at int) Proposal {
	v := p.proposal(h, item.start, item.end)
	v.Says = cyberres.CueObjective
	v.hold(p.holder(at))
	v.StatedIn = p.statedIn(at)
	return v
}

// listed proposes the items of a list after a colon that a noun announces: "its pillars are the following: …".
func (p *passage) listed() (out []Proposal) {
	for h := range p.of(cyberres.CueList, p.start, p.end) {
		from := h.to
		begins := func() bool { return p.tokens[from].before == ':' || p.tokens[from].item }
		for from < len(p.tokens) && !begins() && from-h.to < maxBeforeList {
			from++
		}
		if from == len(p.tokens) || !begins() {
			continue
		}
		for _, item := range p.items(from, from, true) {
			out = append(out, p.aim(h, item, p.tokens[h.from].start))
		}
	}
	return out
}

// maxBeforeList is how many words may stand between a noun and the colon of its list.
const maxBeforeList = 10

// noAim reports whether an infinitive after a word is no aim: "failed to adopt", "is able to detect", "has yet to create".
func noAim(word string) bool {
	switch word {
	case "yet", "able", "unable", "fail", "fails", "failed", "continue", "continues", "continued", "likely", "unlikely", "had", "began", "begun", "managed", "appears", "seems", "easy", "difficult",
		"hard", "slow", "reluctant", "ability", "inability", "capacity", "failure", "opportunity", "right", "due", "according", "owing", "thanks", "prior", "contrary", "compared", "how", "whether", "up", "refused", "declined":
		return true
	}
	return false
}

// complement returns the token with which the aim begins: after "aims to", with the verb of "to strengthen", with the gerund of "on enhancing".
func (p *passage) complement(h hit) int {
	if slices.ContainsFunc(h.words, func(w phrase.Word) bool { return w.Gap }) && h.words[len(h.words)-1].Text != "to" {
		return h.from
	}
	last := h.words[len(h.words)-1].Text
	switch {
	case h.words[0].Text == "to": // "to set up"
		return h.from + 1
	case slices.Contains([]string{"to", "at", "on", "for", "of", "is", "are", "with", "in"}, last):
		return h.to
	case strings.HasPrefix(last, "include"):
		return h.to
	case len(h.words) == 1:
		return h.from
	}
	return h.to - 1
}

// announces reports whether nouns may follow a cue, one aim each: "objectives include A, B and C".
func announces(h hit) bool {
	for _, w := range h.words {
		if strings.HasPrefix(w.Text, "include") || w.Text == "are" || strings.HasPrefix(w.Text, "goal") || strings.HasPrefix(w.Text, "requirements") || w.Text == "actions" {
			return true
		}
	}
	return false
}

type extent struct{ start, end int }

// items cuts what follows a cue into aims: at semicolons and numbers in brackets, and where a comma or "and" is followed by a word of the form with
// which the first aim began. It ends where the sentence turns to something else.
func (p *passage) items(from, after int, nouns bool) (out []extent) {
	if from >= len(p.tokens) {
		return nil
	}
	begin := from
	cut := func(end int) { // before token end
		for end > begin && joins(p.tokens[end-1].lower) {
			end--
		}
		for begin < end && slices.Contains([]string{"to", "and", "or", "the", "a", "an", "both", "notably", "also"}, p.tokens[begin].lower) && begin+1 < end && p.tokens[begin].lower != "the" {
			begin++
		}
		if end-begin > 1 || nouns && after == from { // a word alone says too little, but for one of a list: "what it has to defend"
			out = append(out, extent{p.tokens[begin].start, p.closing(end - 1)})
		}
	}
	head := p.tokens[from].lower
	if after > from { // the wording is a part of the aim: "will facilitate"
		head = p.tokens[after-1].lower
	}
	gerund, verb := isGerund(head) || p.gerunds(after), p.reader.cues.verbs[head]
	comma := p.commaBefore(after, gerund)
	for i := max(from+1, after); i <= len(p.tokens); i++ {
		if i == len(p.tokens) || i-begin > maxWords || len(out) == maxItems {
			cut(i)
			return out
		}
		t := p.tokens[i]
		if i > after && !nouns && (t.apart || joins(p.tokens[i-1].lower)) && p.opens(i) { // the next task has a wording of its own
			cut(i)
			return out
		}
		if i > after && !gerund && !verb && !nouns && t.apart && joins(t.lower) { // "runs the team, and the Board …"
			cut(i)
			return out
		}
		if joins(t.lower) && i+1 < len(p.tokens) {
			t.lower = p.tokens[i+1].lower
			if next := p.tokens[i+1]; !p.tokens[i].apart && (comma || !(gerund && isGerund(next.lower) || verb && p.reader.cues.verbs[next.lower] || next.lower == "to" && i+2 < len(p.tokens) && (p.reader.cues.verbs[p.tokens[i+2].lower] || verb && !article(p.tokens[i+2])))) {
				continue
			}
		} else if !t.apart {
			continue
		}
		switch {
		case p.tokens[i].before == ']', p.tokens[i].before == ':' && !nouns: // a footnote mark ends what it is about, and a colon begins a list
			cut(i)
			return out
		case p.tokens[i].item, p.tokens[i].before == ';':
			cut(i)
			if !p.tokens[i].item && !nouns && !(gerund && isGerund(t.lower) || verb && p.reader.cues.verbs[t.lower] || t.lower == "to") {
				return out // another clause
			}
			begin = i
		case turns(t.lower) && p.tokens[i].apart:
			cut(i)
			return out
		case gerund && isGerund(t.lower), verb && p.reader.cues.verbs[t.lower], t.lower == "to" && i+1 < len(p.tokens), nouns && p.tokens[i].before == ',':
			cut(i)
			begin = i
			if joins(p.tokens[i].lower) {
				begin = i + 1
			}
		}
	}
	return out
}

// article reports whether a word after "to" shows that no infinitive follows.
func article(t token) bool {
	switch t.lower {
	case "the", "a", "an", "its", "their", "his", "her", "our", "this", "that", "these", "those", "all", "any", "each", "every", "both", "other", "others", "which", "whom", "some", "such":
		return true
	}
	return t.text != t.lower
}

// gerunds reports whether a list ends in gerunds, though it may begin with a noun: "warnings, exchanging notes, and mending".
func (p *passage) gerunds(from int) bool {
	second := false
	for i := from; i+1 < len(p.tokens) && i-from < maxWords && p.tokens[i].before != ';'; i++ {
		t, next := p.tokens[i], p.tokens[i+1]
		if second && joins(t.lower) && isGerund(next.lower) {
			return true
		}
		second = second || t.apart && t.before == ',' && isGerund(t.lower)
	}
	return false
}

// opens reports whether a wording of an aim begins at a token that is more than an infinitive.
func (p *passage) opens(i int) bool {
	return slices.ContainsFunc(p.list(cyberres.CueObjective), func(h hit) bool { return h.from == i && h.words[0].Text != "to" && h.Sure >= 45 })
}

// commaBefore reports whether the last item of a list has a comma before its "and". Then an "and" without one is within an item: "reporting and monitoring".
func (p *passage) commaBefore(from int, gerund bool) bool {
	for i := from; i+1 < len(p.tokens); i++ {
		if t := p.tokens[i]; t.lower == "and" && t.apart && t.before == ',' {
			next := p.tokens[i+1].lower
			return gerund && isGerund(next) || !gerund && p.reader.cues.verbs[next]
		}
	}
	return false
}

// closing returns where a passage ends that ends with a token: after its possessive, and after the bracket that the token is in.
func (p *passage) closing(i int) int {
	t := p.tokens[i]
	end := t.end
	if t.owns {
		end += possessive(p.text[end:])
	}
	if t.depth > 0 && strings.HasPrefix(p.text[end:], ")") {
		end++
	}
	return end
}

// clause returns the token with which the clause of a token begins: after a comma, a semicolon or a word that begins one.
func (p *passage) clause(i int) int {
	depth := p.tokens[i].depth
	for ; i > 0; i-- {
		if t := p.tokens[i]; t.apart && strings.ContainsRune(",;:—–(]", t.before) && t.depth <= depth && (t.before != ')') {
			return i
		}
	}
	return 0
}

func joins(word string) bool { return word == "and" || word == "or" || word == "as" || word == "well" }

// turns reports whether a clause that begins with the word is about something else.
func turns(word string) bool {
	switch word {
	case "which", "who", "while", "whereas", "but", "although", "though", "where", "however", "with", "in", "thus", "thereby", "according", "especially", "since", "as", "such":
		return true
	}
	return false
}

// isGerund guesses by the ending.
func isGerund(word string) bool {
	switch word {
	case "including", "during", "regarding", "concerning", "according", "following", "being", "having":
		return false
	}
	return len(word) > 5 && strings.HasSuffix(word, "ing")
}
