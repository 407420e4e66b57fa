package cyberres

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/cyberres/cyberres/internal/generate"
)

// What a query walks is no more than what it finds where one field, an actor and a mode, or an actor and a theme are asked for; and never more than the
// shortest list of any field. So the time of a query grows with its answer, whatever the size of the dataset.
func TestPlansWalkTheAnswer(t *testing.T) {
	for _, statements := range []int{300, 6000} {
		d, err := Open(generate.Dataset(statements, 6))
		if err != nil {
			t.Fatal(err)
		}
		all := uint8(1<<len(statementKinds) - 1)
		walked := func(f Filter) (n int, sure bool) {
			s, ok := d.plan(&f, all)
			if !ok {
				t.Fatalf("%+v has no plan", f)
			}
			for m := s.lists.next(); m >= 0; m = s.lists.next() {
				n++
			}
			return n, s.sure
		}
		r := rand.New(rand.NewPCG(1, 2))
		found := 0
		exact := func(name string, f Filter) {
			t.Helper()
			n, sure := walked(f)
			want := d.IDs(f).Len()
			found += want
			if n != want || !sure {
				t.Errorf("%s of %d statements: %d walked for %d found, sure: %v", name, statements, n, want, sure)
			}
		}
		for range 200 {
			n := r.IntN(len(d.index().statements))
			switch s := d.statement(d.index(), int32(n)).(type) {
			case Objective:
				holder, theme := []ActorID{s.Holders.At(0)}, []ThemeID{s.Themes.At(0)}
				exact("holder and theme", Filter{Actors: holder, Themes: theme})
				exact("whole and theme", Filter{Actors: holder, Themes: theme, Parts: true})
				exact("theme", Filter{Themes: theme})
				for _, id := range s.StatedIn.items {
					exact("instrument", Filter{Instruments: []InstrumentID{id}})
				}
			case Cooperation:
				party := []ActorID{s.Parties.At(0).Actor}
				exact("party", Filter{Actors: party})
				exact("party and mode", Filter{Actors: party, Modes: []Mode{s.Mode}})
				f := Filter{Actors: party, Roles: []Role{s.Parties.At(0).Role}, Voices: []Voice{s.Voice}}
				if n, sure := walked(f); n > d.IDs(Filter{Actors: party}).Len() || sure {
					t.Errorf("%+v walks %d statements, sure: %v", f, n, sure)
				}
			case Relation:
				if s.At != "" {
					exact("meeting", Filter{At: []ActorID{s.At}})
				}
			}
		}
		if found < 1000 {
			t.Errorf("only %d statements were found", found)
		}
	}
}

// The table of ids against a map, with ids that are there and ids that are not.
func TestIDsAgainstMap(t *testing.T) {
	for _, statements := range []int{0, 1, 5000} {
		d, err := Open(generate.Dataset(statements, 7))
		if err != nil {
			t.Fatal(err)
		}
		all := map[string]entry{}
		for id, e := range d.entries() {
			all[id] = e
		}
		for id, e := range all {
			if got, ok := d.find(id); !ok || got != e {
				t.Fatalf("%s is found at %v, %v; want %v", id, got, ok, e)
			}
			if row := d.row(e.kind, id); row != e.row {
				t.Fatalf("%s of kind %s is in row %d, want %d", id, e.kind, row, e.row)
			}
			if row := d.row(KindMention, id); row >= 0 {
				t.Fatalf("%s is a mention in row %d", id, row)
			}
			for _, other := range []string{id + "x", id[:len(id)-1], "", fmt.Sprint(len(id))} {
				if _, there := all[other]; there {
					continue
				}
				if got, ok := d.find(other); ok {
					t.Fatalf("%q is found at %v", other, got)
				}
			}
		}
		if statements > 0 && len(all) < statements {
			t.Errorf("%d ids of %d statements", len(all), statements)
		}
	}
	if _, ok := (&tables{}).find("x"); ok {
		t.Error("an id is found in nothing")
	}
}
