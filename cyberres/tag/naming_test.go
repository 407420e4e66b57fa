package tag

import (
	"slices"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
)

// What a draft says of names that have no record is a guess, and is put as one: what the United Nations are, and that an acronym may be somebody else's here.
func TestGuessesAreTold(t *testing.T) {
	w, err := NewDrafter(cyberres.Default())
	if err != nil {
		t.Fatal(err)
	}
	d := w.Draft("The Cyber Security Agency of Marn (CSA) trains teams. The CSA works with the United Nations, Latin America and Kenya.", About{Source: "a", Subject: "japan"})
	kinds := map[cyberres.ID]cyberres.Kind{"united-nations": cyberres.KindOrganisation, "latin-america": cyberres.KindGroup, "kenya": cyberres.KindState, "csa": cyberres.KindAgency}
	for _, n := range d.New {
		if want, ok := kinds[n.ID]; !ok || n.Kind != want {
			t.Errorf("%s is taken for a %s, want %s", n.ID, n.Kind, want)
		}
		if (n.ID == "csa") != (n.Clash == "cybersecurity-act") {
			t.Errorf("%s clashes with %q", n.ID, n.Clash)
		}
	}
	if len(d.New) != len(kinds) {
		t.Errorf("%d new records, want %d: %+v", len(d.New), len(kinds), d.New)
	}
	if needs := strings.Join(d.Needs(), "\n"); !strings.Contains(needs, "which the dataset knows as cybersecurity-act") {
		t.Error(needs)
	}
}

// Each row: a text, with the words for agreements that are taken for names in brackets.
func TestAgreementsWithoutAName(t *testing.T) {
	w := world()
	for _, row := range []string{
		"Marnia signed a [memorandum of understanding] with Japan.",
		"A [working arrangement] with ENISA, signed in 2021, lapsed.",
		"The [declaration of intent] was signed. An agreement is not near.",
		"They sign nothing. The agreement is old.",
		"An accord in the sense that one two three four five six seven eight nine ten eleven signed.",
	} {
		d := w.Draft(strings.NewReplacer("[", "", "]", "").Replace(row), About{Source: "a", Subject: "marnia"})
		marked := []rune(d.Text)
		for _, m := range slices.Backward(d.Mentions) {
			if strings.HasPrefix(string(m.Entity), "marnia-") {
				marked = slices.Concat(marked[:m.Start], []rune("["), marked[m.Start:m.End], []rune("]"), marked[m.End:])
			}
		}
		if string(marked) != row {
			t.Errorf("%q, not %q", string(marked), row)
		}
	}
}

// Each row: whom a text is about, the text with what is to be found in brackets, and whose name that is. The subject has no record.
func TestNamesOfTheSubject(t *testing.T) {
	w := world()
	for _, row := range []struct{ subject, text, entities string }{
		{"upper-salt-isles", "The [Upper Salt Isles] lie far out. Salt Isles’ law is the law of the [Upper\nSalt Isles].", "upper-salt-isles upper-salt-isles"},
		{"salt-port-league", "The [Salt Port League] met. The [League] is old, the league is small.", "salt-port-league salt-port-league"},
		{"marnia", "[Marnia]’s [Signals Agency] reports to the [Tide Board]. The [Board] and the [Agency] agree; a Board would not.", "marnia marnia-signals-agency marnia-tide-board marnia-tide-board marnia-signals-agency"},
	} {
		text := strings.NewReplacer("[", "", "]", "").Replace(row.text)
		d := w.Draft(text, About{Source: "a", Subject: cyberres.ActorID(row.subject)})
		var entities []string
		marked := []rune(text)
		for i, m := range slices.Backward(d.Mentions) {
			entities = append(entities, string(d.Mentions[len(d.Mentions)-1-i].Entity))
			marked = slices.Concat(marked[:m.Start], []rune("["), marked[m.Start:m.End], []rune("]"), marked[m.End:])
		}
		if string(marked) != row.text || strings.Join(entities, " ") != row.entities {
			t.Errorf("%q: %v", string(marked), entities)
		}
	}
}
