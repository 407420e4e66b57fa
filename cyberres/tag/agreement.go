package tag

import (
	"slices"

	"github.com/cyberres/cyberres/cyberres"
)

// agreements finds agreements that are called by what they are: "signed a memorandum of understanding". Who signed is said of them; where no such word is near,
// they are no names.
func (c *naming) agreements() {
	text := c.draft.Text
	list := tokens(text)
	word := func(i int) string { return text[list[i].start:list[i].end] }
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
		if !slices.ContainsFunc(list[c.clause(list, i, -1):i], c.signs) && !slices.ContainsFunc(list[last+1:c.clause(list, last, 1)], c.signs) {
			continue
		}
		from := i
		if from > 0 && list[from].sep == sepBlank && slices.Contains([]string{"bilateral", "cooperation", "partnership", "technical", "working", "financing"}, word(from-1)) {
			from--
		}
		start, end := list[from].start, list[last].end
		id := c.free(c.own(text[start:end], ""))
		c.list(NewRecord{ID: id, Kind: cyberres.KindAgreement, Name: plainName(text[start:end]), Why: string(WhyKind)})
		c.add(start, end, id, cyberres.KindAgreement)
	}
}

// signs reports whether a word tells of a signature.
func (c *naming) signs(t token) bool {
	switch c.draft.Text[t.start:t.end] {
	case "signed", "signing", "sign", "signs", "concluded", "concludes", "conclude", "initialled", "exchanged":
		return true
	}
	return false
}

// maxToSignature is how many words may stand between an agreement and the word that tells of its signature.
const maxToSignature = 10

// clause returns where the words end among which the signature is looked for: the first of them before a token, or the one after the last behind it.
func (c *naming) clause(list []token, i, step int) int {
	end := i
	for n := 0; n < maxToSignature; n++ {
		next := end + step
		if next < 0 || next >= len(list) || list[max(end, next)].first {
			break
		}
		end = next
	}
	if step > 0 {
		return end + 1
	}
	return end
}
