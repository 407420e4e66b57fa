package corpus

import "strings"

// Invent returns n different names of nobody: half of them of several words, such as Keldamor Signals Agency, the others words and acronyms. The parts of a
// name are few, as they are in real ones, so that many begin or end alike.
func Invent(n int, seed uint64) []string {
	d := (&Corpus{Seed: seed}).dice(-1)
	syllables := strings.Fields("bar bel dor dun fa gal hin jor kel lam lor mar mor nim or pel quin ras sel tam tor ul van wen yor zel")
	fields := strings.Fields("Signals Ports Registers Cables Ferries Grid Archive Harbour Masts Relay Data Cyber Rescue Tide Letters")
	heads := strings.Fields("Agency Act Strategy Centre Council Programme Team Accord Office Network Forum Board League Directive Charter")
	word := func() string {
		var b strings.Builder
		for range 2 + d.below(3) {
			b.WriteString(d.of(syllables))
		}
		s := b.String()
		return strings.ToUpper(s[:1]) + s[1:]
	}
	seen := map[string]bool{}
	names := make([]string, 0, n)
	for len(names) < n {
		name := word()
		switch d.below(10) {
		case 0, 1:
		case 2:
			name = ""
			for range 4 + d.below(3) {
				name += string(rune('A' + d.below(26)))
			}
		case 3:
			name = d.of(heads) + " of " + name
		case 4:
			name = d.of(heads) + " for " + d.of(fields) + " and " + d.of(fields) + " of " + name
		case 5:
			name += "-" + word() + " " + d.of(heads)
		case 6:
			name += " " + d.of(heads)
		default:
			name += " " + d.of(fields) + " " + d.of(heads)
		}
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}
