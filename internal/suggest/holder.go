package suggest

import (
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
)

// Who acts in a sentence.

const maxTries = 8 // of names for the holder: a sentence may have hundreds

// holder returns the actor who stands nearest before a place in the sentence, else the subject of the text, and what was guessed then. Whoever stands after a preposition does not act: "within
// the League, Marn aims", "with the help of Bel and Orla, Marn aims".
func (p *passage) holder(before int) (id cyberres.ActorID, inferred bool, guess string) {
	if i := p.acting(before); i >= 0 {
		return cyberres.ActorID(p.names[i].ID), false, ""
	}
	if word := p.pronoun(before); word != "" {
		return p.subject, false, "“" + word + "” is taken for the subject of the text"
	}
	return p.subject, true, "nobody is named who acts; taken is the subject of the text"
}

// pronoun returns the word with which the clause of a place begins, if it points back to somebody; else "".
func (p *passage) pronoun(at int) string {
	switch word := p.tokens[p.clause(p.tokenAt(at))].lower; word {
	case "it", "they":
		return word
	}
	return ""
}

// acting returns the number of the holder among the names, and -1 if there is none.
func (p *passage) acting(before int) int {
	if i := p.antecedent(before); i >= 0 {
		return i
	}
	clause, tries, barred := p.clause(p.tokenAt(before)), 0, len(p.names)
	for i, n := range slices.Backward(p.names) {
		if n.Start >= before || n.Instrument || i >= barred {
			continue
		}
		if tries++; tries > maxTries {
			break
		}
		head := p.listHead(i)
		t := p.tokenAt(p.names[head].Start)
		if t > 0 && !p.tokens[t].apart {
			last := t - 1
			if p.tokens[last].lower == "the" && last > 0 && !p.tokens[last].apart {
				last--
			}
			if preposition(p.tokens[last].lower) {
				barred = head
				continue
			}
		}
		if from := p.clause(t); from != clause && from < t && preposition(p.tokens[from].lower) {
			continue
		}
		return i
	}
	return -1
}

// antecedent returns the number of the actor whom a clause with "which" or "who" is about, of whom nothing but a bracket may stand before it; -1 if there is none.
func (p *passage) antecedent(at int) int {
	from := p.clause(p.tokenAt(at))
	if w := p.tokens[from].lower; from == 0 || w != "which" && w != "who" {
		return -1
	}
	for i, n := range slices.Backward(p.names) {
		if n.End > p.tokens[from].start {
			continue
		}
		if n.Instrument || strings.Trim(p.text[n.End:p.tokens[from].start], ", ()") != "" {
			break
		}
		return i
	}
	return -1
}

// listHead returns the number of the first name of the list that a name ends, which is mostly itself: Marn, for Orla in "Marn, Bel and Orla".
func (p *passage) listHead(i int) int {
	for n := 0; n < maxTries && i > 0 && p.names[i-1].Instrument == p.names[i].Instrument; n++ {
		link := between(p.text[p.names[i-1].End:p.names[i].Start])
		if link == "" || n == 0 && link == "," {
			break
		}
		i--
	}
	return i
}

// between returns what links two names in one list, with these words between them: a comma or "and"; nothing if they are in none.
func between(words string) string {
	words = strings.TrimSpace(words)
	for _, article := range [...]string{"the", "a", "an"} {
		words = strings.TrimSpace(strings.TrimSuffix(words, " "+article))
	}
	switch words {
	case ",":
		return ","
	case "and", "or", ", and", "as well as", "and to", "and of":
		return "and"
	}
	return ""
}

// tokenAt returns the token at a place of the sentence, or the next one.
func (p *passage) tokenAt(at int) int {
	i, _ := slices.BinarySearchFunc(p.tokens, at, func(t token, at int) int { return t.end - 1 - at })
	return min(i, len(p.tokens)-1)
}

// stranger reports whether somebody stands right before a token whose aims and views are nobody's here: "attackers seek to".
func (p *passage) stranger(i int) bool {
	for i--; i >= 0 && !p.tokens[i+1].apart; i-- {
		switch p.tokens[i].lower {
		case "attackers", "adversaries", "criminals", "hackers", "critics", "observers", "analysts", "researchers", "opponents", "commentators":
			return true
		case "have", "has", "also", "often", "still", "may", "can", "will", "would", "could", "increasingly":
		default:
			return false
		}
	}
	return false
}

// preposition reports whether whom a word stands before is not the one who acts. "Of" is none of them: "the government of Marn".
func preposition(word string) bool {
	switch word {
	case "in", "at", "within", "outside", "inside", "with", "by", "through", "under", "before", "towards", "against", "from", "to", "for", "on", "between", "among", "alongside", "into", "via", "unlike", "like":
		return true
	}
	return false
}
