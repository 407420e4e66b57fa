package tag

import (
	"slices"

	"github.com/cyberres/cyberres/cyberres"
)

// agreements finds agreements that are called by what they are: "signed a memorandum of understanding". Who signed is said of them; where no such word is near,
// they are no names. Each is one of its own, but for one with "the" before it.
func (c *naming) agreements() {
	text := c.draft.Text
	list := tokens(text)
	word := func(i int) string { return text[list[i].start:list[i].end] }
	met := map[cyberres.ID]int{}
	for i := range list {
		last := i
		switch word(i) {
		case "memorandum", "memoranda":
			if i+2 < len(list) && word(i+1) == "of" && word(i+2) == "understanding" {
				last = i + 2
			}
		case "letter", "declaration":
			if i+2 >= len(list) || word(i+1) != "of" || word(i+2) != "intent" {
				continue
			}
			last = i + 2
		case "agreement", "agreements", "arrangement", "arrangements", "accord", "accords", "protocol", "protocols", "pact", "pacts":
		default:
			continue
		}
		if !c.signed(list, i, last) {
			continue
		}
		from := i
		if from > 0 && list[from].sep == sepBlank && slices.Contains([]string{"bilateral", "cooperation", "partnership", "technical", "working", "financing"}, word(from-1)) {
			from--
		}
		start, end := list[from].start, list[last].end
		stem := c.own(text[start:end], "")
		if from == 0 || word(from-1) != "the" || met[stem] == 0 {
			met[stem]++
		}
		id := stem
		if n := met[stem]; n > 1 {
			id += "-" + cyberres.ID(suffix(n-1))
		}
		id = c.free(id)
		c.list(NewRecord{ID: id, Kind: cyberres.KindAgreement, Name: plainName(text[start:end]), Why: "signed"})
		c.add(start, end, id, cyberres.KindAgreement)
	}
}

// maxToSignature is how many words may stand between an agreement and the word that tells of its signature.
const maxToSignature = 10

// signed reports whether a word near those from one token to another, in their sentence, tells of a signature.
func (c *naming) signed(list []token, from, last int) bool {
	for i := from - 1; i >= max(0, from-maxToSignature) && !list[i+1].first; i-- {
		if c.signs(list[i]) {
			return true
		}
	}
	for i := last + 1; i <= min(len(list)-1, last+maxToSignature) && !list[i].first; i++ {
		if c.signs(list[i]) {
			return true
		}
	}
	return false
}

func (c *naming) signs(t token) bool {
	switch c.draft.Text[t.start:t.end] {
	case "signed", "signing", "sign", "signs", "concluded", "concludes", "conclude", "initialled", "exchanged":
		return true
	}
	return false
}
