package tag

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// kindWord reports whether a word names a kind of act or body, as the last word of a name (Harbour Act) or the first (Ministry of Tides).
func kindWord(s string) bool {
	switch s {
	case "Act", "Law", "Directive", "Regulation", "Decision", "Decree", "Code", "Charter", "Treaty", "Convention", "Protocol", "Agreement", "Arrangement", "Accord", "Pact", "Compact", "Memorandum", "Declaration",
		"Strategy", "Plan", "Policy", "Concept", "Doctrine", "Agenda", "Roadmap", "Framework", "Programme", "Program", "Initiative", "Scheme", "Project", "Fund", "Facility", "Toolbox", "Toolkit",
		"Guidelines", "Guidance", "Principles", "Standards", "Controls", "Exercise",
		"Agency", "Authority", "Ministry", "Department", "Office", "Bureau", "Secretariat", "Directorate", "Inspectorate", "Commission", "Council", "Committee", "Board", "Cabinet",
		"Centre", "Center", "Institute", "Academy", "University", "Laboratory", "Service", "Command", "Unit", "Team", "Task Force", "Group", "Network", "Forum", "Platform", "Hub", "Alliance",
		"Partnership", "Association", "Federation", "Confederation", "Organisation", "Organization", "Foundation", "Bank", "Regulator", "Union", "League", "Community", "Coalition", "Summit", "Dialogue",
		"Conference", "Assembly", "Parliament", "Congress", "Chamber", "Court", "Bill", "Drill", "Vision", "Republic", "Kingdom", "Emirate", "Principality", "Sultanate",
		"Area", "Corporation", "CERT", "CSIRT", "CIRT", "SOC":
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

// actWord reports whether a word is that of acts which are named by what they are about: Agreement on Mutual Help in Large Ports.
func actWord(s string) bool {
	switch s {
	case "Act", "Law", "Directive", "Regulation", "Decision", "Decree", "Code", "Charter", "Treaty", "Convention", "Protocol", "Agreement", "Accord", "Pact", "Compact", "Memorandum", "Declaration",
		"Strategy", "Plan", "Policy", "Concept", "Doctrine", "Guidelines", "Principles", "Bill":
		return true
	}
	return false
}

// lawWord reports whether a word is that of laws, which are named by all that they are about.
func lawWord(s string) bool { return s == "Act" || s == "Law" || s == "Bill" || s == "Code" }

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
		u.beside(i, end)
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
	about := false // it says what an act is about
	for k := end; k < len(u.tokens) && !u.tokens[k-1].possessive && u.tokens[k].sep <= sepHyphen && !u.tokens[k].first; k++ {
		word := u.word(k)
		switch {
		case u.tokens[k].heading != u.tokens[i].heading || noName(word):
			return end
		case u.tokens[k].capital && u.known[k] && about && u.word(k-1) == "in":
			return end // where it was made
		case u.tokens[k].capital:
			end = k + 1
		case u.tokens[k].sep == sepHyphen:
			if !u.tokens[k-1].capital || kindWord(u.word(k-1)) || k+1 == len(u.tokens) || !u.tokens[k+1].capital || u.tokens[k+1].sep != sepBlank {
				return end // but for an Open-ended Group
			}
		case word == "on" || word == "for":
			about = actWord(u.word(end - 1))
		case !linkWord(word) && !(about && (word == "in" || word == "a" || word == "an")):
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
		if from > 0 && strings.EqualFold(u.word(from-1), "the") && u.tokens[from].sep == sepBlank && !slices.Contains(u.known[from:k], true) && lawWord(u.word(end-1)) {
			continue // the Harbour and Ferries Act: a name by itself has no article
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
			// "Council" may be a name, and is none in "Council of Elders".
			unknown = unknown || !u.known[k] || kindWord(u.word(k)) && u.whole[[2]int{u.tokens[k].start, u.tokens[k].end}]
		}
	}
	if u.tokens[from].first {
		capitals-- // it would have a capital anyway
	}
	if capitals < 1 || to-from < 2 || !unknown || u.number(to-1) >= to { // a number makes it a longer name
		return
	}
	if u.coordinates(to) {
		to++
	}
	u.add(u.tokens[from].start, u.tokens[to-1].end, WhyKind, capitals >= 2 && !u.tokens[from].heading)
}

// beside adds a run of words if a word beside it says that it is a programme: "the exercise Calm Tide", "the Calm Tide exercise". One word has to be written as names
// of such things are: TideBridge.
func (u *unknowns) beside(from, to int) {
	word := ""
	switch {
	case from > 0 && u.tokens[from].sep == sepBlank && !u.tokens[from].first && programmeWord(u.word(from-1)):
		word = u.word(from - 1)
	case to < len(u.tokens) && u.tokens[to].sep == sepBlank && !u.tokens[to-1].possessive && programmeWord(u.word(to)) && (u.word(to) == "exercise" || to == from+1):
		word = u.word(to)
	default:
		return
	}
	if to == from+1 && !inner(u.word(from)) {
		return
	}
	for k := from; k < to; k++ {
		if u.known[k] || kindWord(u.word(k)) || u.tokens[k].heading || u.tokens[k].first {
			return
		}
	}
	if c := u.add(u.tokens[from].start, u.tokens[to-1].end, WhyBeside, true); c != nil {
		c.Beside = word
	}
}

// programmeWord reports whether a word written small is for things that are done, which have names of any words.
func programmeWord(s string) bool {
	switch s {
	case "exercise", "drill", "project", "programme", "program", "initiative", "platform":
		return true
	}
	return false
}

// inner reports whether a word has a capital after a small letter: TideBridge.
func inner(word string) bool {
	small := false
	for _, r := range word {
		if unicode.IsUpper(r) && small {
			return true
		}
		small = small || unicode.IsLower(r)
	}
	return false
}

// numbers finds acts by their numbers: Directive (EU) 2031/12, Regulation (EC) No 7/2029, Law 12/2031, Harbour Decree No. 44 of 2031.
func (u *unknowns) numbers() {
	for i := range u.tokens {
		if end := u.number(i); end > i {
			from := i
			for from > 0 && u.tokens[from].sep <= sepHyphen && !u.tokens[from].first && u.tokens[from-1].capital && !noName(u.word(from-1)) && !u.tokens[from-1].possessive {
				from--
			}
			u.add(u.tokens[from].start, u.tokens[end].end, WhyNumber, true)
		}
	}
}

// number returns the last token of the number of the act whose kind is token i, and i if it has none.
func (u *unknowns) number(i int) int {
	switch u.word(i) {
	case "Directive", "Regulation", "Decision", "Law", "Act", "Decree", "Order", "Ordinance", "Resolution":
	default:
		return i
	}
	between := func(a, b int) string { return u.text[u.tokens[a].end:u.tokens[b].start] }
	k, marked := i+1, false
	if k < len(u.tokens) && u.tokens[k].sep == sepOpen && acronymLike(u.word(k)) {
		k++
	}
	if k < len(u.tokens) && (u.word(k) == "No" || u.word(k) == "no" || u.word(k) == "Nr") {
		k, marked = k+1, true
	}
	if k >= len(u.tokens) || !allDigits(u.word(k)) || u.known[k] {
		return i
	}
	if gap := strings.TrimSpace(strings.TrimLeft(between(k-1, k), ".)")); gap != "" {
		return i
	}
	end := k
	if k+1 < len(u.tokens) && allDigits(u.word(k+1)) && between(k, k+1) == "/" {
		end, marked = k+1, true
		if k+2 < len(u.tokens) && between(k+1, k+2) == "/" && acronymLike(u.word(k+2)) {
			end = k + 2
		}
	}
	if end+2 < len(u.tokens) && u.word(end+1) == "of" && isYear(u.word(end+2)) && between(end, end+1) == " " {
		return end + 2
	}
	if !marked {
		return i // a year, or a number of something else
	}
	return end
}

func allDigits(s string) bool {
	for _, r := range s {
		if !unicode.IsDigit(r) {
			return false
		}
	}
	return s != "" && len(s) <= 5
}

// teams finds response teams, which have names such as Marn-CERT, CSIRT-Bel, CERT Marn and CERT.mn.
func (u *unknowns) teams() {
	for i := 0; i < len(u.tokens); i++ {
		to, team := i, false
		known := true
		for ; to < len(u.tokens) && (to == i || u.tokens[to].sep == sepHyphen && u.tokens[to].capital); to++ {
			known = known && u.known[to]
			team = team || u.tokens[to].capital && teamWord(u.word(to))
		}
		last := to - 1
		if team && u.coordinates(to) {
			last, to = to, to+1
		} else if to == i+1 && bareTeam(u.word(i)) {
			team = to < len(u.tokens) && u.teamOf(to)
			last, known = to, false
		}
		if team && !known && !u.tokens[i].heading && u.tokens[i].capital {
			u.add(u.tokens[i].start, u.tokens[last].end, WhyTeam, true)
		}
		i = to - 1
	}
}

// coordinates reports whether a token ends the name of a team: CERT/CC is a coordination centre.
func (u *unknowns) coordinates(i int) bool {
	return i > 0 && i < len(u.tokens) && u.word(i) == "CC" && u.text[u.tokens[i-1].end:u.tokens[i].start] == "/"
}

// teamWord reports whether a word is CERT or the like, ends in it, as MarnCERT, or has a domain after it, as CERT.mn.
func teamWord(word string) bool {
	before, domain, _ := strings.Cut(word, ".")
	for _, kind := range []string{"CERT", "CSIRT", "CIRT", "ISAC"} {
		if strings.HasSuffix(word, kind) || before == kind && domain != "" {
			return true
		}
		if rest, ok := strings.CutPrefix(word, kind); ok && len(rest) > 2 { // CSIRTIsles
			if r, _ := utf8.DecodeRuneInString(rest); unicode.IsUpper(r) {
				return true
			}
		}
	}
	return false
}

func bareTeam(word string) bool {
	return word == "CERT" || word == "CSIRT" || word == "CIRT" || word == "ISAC"
}

// teamOf reports whether a token after CERT says whose team it is.
func (u *unknowns) teamOf(i int) bool {
	word, t := u.word(i), u.tokens[i]
	return t.sep == sepBlank && t.capital && !t.first && !noName(word) && !kindWord(word) && word != strings.ToUpper(word)
}
