package tag

import (
	"strings"
	"unicode"
)

// kindWord reports whether a word names a kind of act or body, as the last word of a name (Harbour Act) or the first (Ministry of Tides).
func kindWord(s string) bool {
	switch s {
	case "Act", "Law", "Directive", "Regulation", "Decision", "Code", "Charter", "Treaty", "Convention", "Protocol", "Agreement", "Accord", "Compact", "Memorandum", "Declaration",
		"Strategy", "Plan", "Policy", "Roadmap", "Framework", "Programme", "Program", "Initiative", "Scheme", "Fund", "Facility", "Toolbox", "Guidelines", "Principles",
		"Agency", "Authority", "Ministry", "Department", "Office", "Bureau", "Secretariat", "Directorate", "Inspectorate", "Commission", "Council", "Committee", "Board", "Cabinet",
		"Centre", "Center", "Institute", "Academy", "Laboratory", "Service", "Command", "Unit", "Team", "Task Force", "Group", "Network", "Forum", "Platform", "Hub", "Alliance", "Partnership",
		"Association", "Federation", "Organisation", "Organization", "Union", "League", "Coalition", "Summit", "Dialogue", "Conference", "Assembly", "Parliament", "Court":
		return true
	}
	return false
}

// linkWord reports whether a word written small may stand within a name.
func linkWord(s string) bool {
	switch s {
	case "of", "for", "on", "and", "the", "against":
		return true
	}
	return false
}

// noName reports whether a capitalised word is none of a name that it begins: it begins a sentence, or is a day or month.
func noName(s string) bool {
	switch s {
	case "The", "A", "An", "This", "That", "These", "Those", "Its", "Their", "Our", "His", "Her", "My", "Your", "Each", "Every", "Both", "All", "No", "Any", "Some", "Such", "Other", "Another",
		"In", "On", "At", "By", "For", "From", "Of", "To", "Under", "With", "Within", "Without", "As", "After", "Before", "Since", "Until", "During", "Through", "Via", "Unlike", "Like",
		"When", "Where", "While", "Although", "Though", "If", "Because", "However", "Moreover", "Also", "And", "Or", "But", "Yet", "So", "Thus", "Then", "Here", "There", "It", "He", "She", "They", "We", "You", "I",
		"Who", "What", "Which", "How", "Why", "Is", "Are", "Was", "Were", "Has", "Have", "Had", "Will", "Would", "Can", "May", "Must", "Should", "See", "Not", "One", "Two", "Three", "First", "Second", "Third",
		"Last", "Next", "New", "Former", "Current", "Several", "Many", "Most", "More", "Article", "Section", "Chapter", "Annex", "Table", "Figure", "Page", "Part",
		"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
		"January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December":
		return true
	}
	return false
}

// phrases finds capitalised words with a kind of act or body among them.
func (u *unknowns) phrases() {
	for i := 0; i < len(u.tokens); i++ {
		if !u.tokens[i].capital || noName(u.word(i)) {
			continue
		}
		end := u.run(i)
		if u.tokens[i].first && !kindWord(u.word(i)) && end > i+1 && !u.tokens[i+1].capital {
			continue // Work of the Tide Board
		}
		for from := i; from < end; {
			to := u.part(from, end)
			u.phrase(from, to)
			for from = to; from < end && !u.tokens[from].capital; from++ { // an "and" between two names
			}
		}
		i = end - 1
	}
}

// run returns the end of a run of capitalised words that begins at i, with link words within.
func (u *unknowns) run(i int) int {
	end := i + 1
	for k := end; k < len(u.tokens) && !u.tokens[k-1].possessive && u.tokens[k].sep <= sepHyphen && !u.tokens[k].first; k++ {
		word := u.word(k)
		switch {
		case u.tokens[k].heading != u.tokens[i].heading || noName(word):
			return end
		case u.tokens[k].capital:
			end = k + 1
		case !linkWord(word) || u.tokens[k].sep == sepHyphen:
			return end
		}
	}
	return end
}

// part returns the end of the first name in a run. An "and" stands between two names if the first ends in a kind of act or body or the second has one.
func (u *unknowns) part(from, end int) int {
	for k := from + 1; k < end-1; k++ {
		if u.word(k) != "and" {
			continue
		}
		if kindWord(u.word(k - 1)) {
			return k
		}
		for j := k + 1; j < end && (u.tokens[j].capital || u.word(j) != "and"); j++ {
			if kindWord(u.word(j)) {
				return k
			}
		}
	}
	return end
}

// phrase adds a run of words if it is a name.
func (u *unknowns) phrase(from, to int) {
	head := -1
	for k := from; k < to; k++ {
		if kindWord(u.word(k)) {
			head = k
		}
	}
	if head < 0 {
		return
	}
	if head+1 < to && (u.tokens[head+1].capital || u.word(head+1) == "and") {
		to = head + 1 // what follows is another name, such as that of a person
	}
	capitals, unknown := 0, false
	for k := from; k < to; k++ {
		if u.tokens[k].capital {
			capitals++
			unknown = unknown || !u.known[k]
		}
	}
	if u.tokens[from].first {
		capitals-- // it would have a capital anyway
	}
	if capitals < 1 || to-from < 2 || !unknown {
		return
	}
	u.add(u.tokens[from].start, u.tokens[to-1].end, WhyKind, capitals >= 2 && !u.tokens[from].heading)
}

// numbers finds acts of the European Union by their numbers: Directive (EU) 2031/12, Regulation (EC) No 7/2029.
func (u *unknowns) numbers() {
	for i := range u.tokens {
		switch u.word(i) {
		case "Directive", "Regulation", "Decision":
		default:
			continue
		}
		k := i + 1
		if k < len(u.tokens) && u.tokens[k].sep == sepOpen && acronymLike(u.word(k)) {
			k++
		}
		if k < len(u.tokens) && u.word(k) == "No" {
			k++
		}
		if k+1 >= len(u.tokens) || k-i > 3 || !allDigits(u.word(k)) || !allDigits(u.word(k+1)) || u.text[u.tokens[k].end:u.tokens[k+1].start] != "/" {
			continue
		}
		between := u.text[u.tokens[k-1].end:u.tokens[k].start]
		if between = strings.TrimSpace(strings.TrimPrefix(between, ")")); between != "" || u.known[k] {
			continue
		}
		end := u.tokens[k+1].end
		if k+2 < len(u.tokens) && u.text[end:u.tokens[k+2].start] == "/" && acronymLike(u.word(k+2)) {
			end = u.tokens[k+2].end
		}
		u.add(u.tokens[i].start, end, WhyNumber, true)
	}
}

func allDigits(s string) bool {
	for _, r := range s {
		if !unicode.IsDigit(r) {
			return false
		}
	}
	return s != "" && len(s) <= 4
}

// teams finds response teams, which have names such as Marn-CERT and CSIRT-Bel.
func (u *unknowns) teams() {
	for i := 0; i < len(u.tokens); i++ {
		to, team := i, false
		known := true
		for ; to < len(u.tokens) && (to == i || u.tokens[to].sep == sepHyphen && u.tokens[to].capital); to++ {
			word := u.word(to)
			known = known && u.known[to]
			for _, kind := range []string{"CERT", "CSIRT", "CIRT", "ISAC"} {
				team = team || word == kind || len(word) > len(kind) && strings.HasSuffix(word, kind) && u.tokens[to].capital
			}
		}
		bare := to == i+1 && (u.word(i) == "CERT" || u.word(i) == "CSIRT" || u.word(i) == "CIRT" || u.word(i) == "ISAC")
		if team && !bare && !known && !u.tokens[i].heading && u.tokens[i].capital {
			u.add(u.tokens[i].start, u.tokens[to-1].end, WhyTeam, true)
		}
		i = to - 1
	}
}
