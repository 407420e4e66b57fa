package tag

import (
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
