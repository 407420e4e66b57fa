package corpus

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// What sentences are made of. Some words are also names or acronyms when they are written otherwise (union, act, who, us), as in real texts.
var (
	openings = strings.Split("The report|A new unit|This office|Each ministry|The working group|Our partners|One of the operators|The people who run ports|A council of experts|Those of us who train staff|The steering board|An alliance of harbours|Local government|Every hospital|The regulator|A union of engineers|Small firms|Most banks|The research team|Its secretariat", "|")
	verbs    = strings.Split("reviewed|can act on|published|prepared|hoped to extend|shared|will fund|asked for|relied on|warned about|agreed to|took part in|measured|coordinated|tested|wrote down|paid for|looked after|may repeat|kept up", "|")
	objects  = strings.Split("a plan for early warning|the exchange of indicators|training for young analysts|rules on reporting incidents|the supply chain of meters|an exercise with three neighbours|tools that it had built|its strategy for recovery|a network of contact points|the directive on ferries|certification of routers|aid after large outages|a memorandum with the insurers|norms of conduct|the repair of cables|an agreement on test data|secure development|the member states of the league|common methods of audit|cyber security in schools", "|")
	tails    = strings.Split("in the spring|before the summit|after a long debate|without more staff|across the region|for the first time|as was planned|at its own cost|since the outage of 2017|under the act on registers|within two years|together with industry|in 14 towns|despite a smaller budget|on the basis of trust|by the end of the year", "|")
	leads    = strings.Split("According to |Together with |In a note to |Unlike |With help from |On behalf of the |As agreed with the |Speaking for ", "|")
	links    = strings.Split(" and | met | invited | supported | joined | answered the | signed with the | thanked ", "|")
	others   = []string{"Le café de la gare a été fermé — sans raison.", "Über die Maßnahme wurde später entschieden.", "Настанот траеше цел ден.", "会議は午後に終わった。", "The fee is 3.5 € (about £3) 🙂.", "Naïve façades cost more…", "Η έκθεση ήταν σύντομη."}
	titles   = strings.Split("Notes on|Progress of|A visit to|Questions for|The year of|Letter to|Outlook for|Workshop with", "|")
)

func (c *Corpus) appendTitle(b []byte, d *dice) []byte {
	b = append(append(b, d.of(titles)...), ' ')
	if len(c.Names) == 0 {
		return append(b, d.of(objects)...)
	}
	name := d.of(c.Names)
	if len(name) > 80 { // a title of an act is none of a document
		name = name[:strings.LastIndexByte(name[:80], ' ')+1] + "…"
	}
	return append(b, name...)
}

func (c *Corpus) appendText(b []byte, d *dice) []byte {
	size := c.Size
	if size == 0 {
		size = 420
	}
	for start := len(b); len(b)-start < size; {
		if len(b) > start {
			switch d.below(12) {
			case 0:
				b = append(b, "\n\n"...)
			case 1:
				b = append(b, '\n')
			default:
				b = append(b, ' ')
			}
		}
		b = c.appendSentence(b, d)
	}
	return b
}

func (c *Corpus) appendSentence(b []byte, d *dice) []byte {
	kind := d.below(24)
	switch {
	case kind == 0:
		return append(b, d.of(others)...)
	case kind == 1 && len(c.Quotes) > 0 && d.below(2) == 0:
		b = append(append(append(b, d.of(openings)...), " says: “"...), d.of(c.Quotes)...)
		return append(b, "”."...)
	case kind < 10 && len(c.Names) > 0:
		b = append(b, d.of(leads)...)
		b = c.appendName(b, d)
		b = append(b, d.of(links)...)
		b = c.appendName(b, d)
	default:
		b = append(append(append(append(b, d.of(openings)...), ' '), d.of(verbs)...), ' ')
		b = append(b, d.of(objects)...)
	}
	if d.below(2) == 0 {
		b = append(append(b, ' '), d.of(tails)...)
	}
	return append(b, '.')
}

// appendName appends a name as texts have it: most often as it is.
func (c *Corpus) appendName(b []byte, d *dice) []byte {
	name := d.of(c.Names)
	space := func(instead string) []byte { return append(b, strings.Replace(name, " ", instead, 1)...) }
	switch d.below(32) {
	case 0, 1:
		return append(append(b, name...), "’s"...)
	case 2:
		return append(append(b, name...), "'s"...)
	case 3, 4:
		return space("\n")
	case 5:
		return space("\u00a0")
	case 6:
		return space("  ")
	case 7:
		return append(b, split(name, "-\n")...)
	case 8:
		return append(b, split(name, "\u00ad")...)
	case 9:
		return append(b, strings.ToUpper(name)...)
	case 10:
		return norm.NFD.AppendString(b, name)
	case 11:
		return append(append(b, name...), "-wide"...)
	case 12:
		return append(append(b, "non-"...), name...)
	case 13:
		return append(append(append(b, '('), name...), ')')
	case 14:
		return wide(b, name)
	case 15:
		return append(b, strings.ToLower(name)...)
	}
	return append(b, name...)
}

// split breaks the first long word of a name in two.
func split(name, with string) string {
	for at, word := range words(name) {
		if len(word) >= 7 {
			return name[:at+4] + with + name[at+4:]
		}
	}
	return name
}

// words walks the words of a name that are all of ASCII letters, with their offsets.
func words(name string) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for from := 0; from < len(name); {
			to := from
			for to < len(name) && ('a' <= name[to]|0x20 && name[to]|0x20 <= 'z') {
				to++
			}
			if to > from && !yield(from, name[from:to]) {
				return
			}
			from = to + 1
		}
	}
}

// wide appends a short name in full-width letters, as Japanese texts have acronyms, and a longer one as it is.
func wide(b []byte, name string) []byte {
	if len(name) > 8 || bytes.ContainsFunc([]byte(name), func(r rune) bool { return r <= ' ' || r >= utf8.RuneSelf }) {
		return append(b, name...)
	}
	for i := range len(name) {
		b = utf8.AppendRune(b, rune(name[i])+0xfee0)
	}
	return b
}
