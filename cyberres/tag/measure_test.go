package tag

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
)

// What drafts find of the annotated entries, each by a drafter that does not know the actors and instruments that no other entry names. The cues were written with
// these entries at hand, so that this is how well they fit, not how well they will do; -v prints it.
func TestDraftsOfAnnotatedEntries(t *testing.T) {
	folder := os.Getenv("CYBERRES_TEXTS")
	if folder == "" {
		t.Skip("CYBERRES_TEXTS is not set: drafts of the annotated texts are not measured")
	}
	d := cyberres.Default()
	names, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no texts in %s (%v)", folder, err)
	}
	found := false
	for _, name := range names {
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for s := range d.Sources() {
			text, err := s.Slice(string(page))
			if err != nil {
				continue
			}
			found = true
			w, err := newDrafter(d, func(id cyberres.ID) bool { return id == cyberres.ID(s.Subject) || namedElsewhere(d, id, s.ID) })
			if err != nil {
				t.Fatal(err)
			}
			draft := w.Draft(text, About{Source: s.ID, Subject: s.Subject, Date: s.Written.Date})
			m := measure(readOf(d, s.ID), drafted(draft), nil)
			t.Logf("%s: %s", s.ID, m)
			m.atLeast(t, string(s.ID), map[string][2]float64{"mention": {0.3, 0.6}, "objective": {0.4, 0.6}})
		}
	}
	if !found {
		t.Fatalf("none of the texts in %s is that of a source", folder)
	}
}

// namedElsewhere reports whether another source than one names an entity.
func namedElsewhere(d *cyberres.Dataset, id cyberres.ID, source cyberres.SourceID) bool {
	here := false
	for m := range d.Mentions(cyberres.Filter{}) {
		if m.Entity == id && m.Source != source {
			return true
		}
		here = here || m.Entity == id
	}
	return !here // it was recorded for what it is, not for this entry
}

// A reading is what somebody, or a drafter, takes a text to say.
type reading []read

// A read is a statement or a mention, as far as readings are compared.
type read struct {
	kind   string // objective, cooperation, position, relation or mention
	value  string // its modality, status, stance or type; of a mention, whom it names
	pieces []piece
	more   map[string]string // by the name of the member
	sure   int               // what a suggestion claims, in percent
}

type piece struct{ start, end int } // code points

// readOf returns the annotations of a source; several mentions over the same words are one.
func readOf(d *cyberres.Dataset, source cyberres.SourceID) (out reading) {
	f := cyberres.Filter{Sources: []cyberres.SourceID{source}}
	last := piece{}
	for m := range d.Mentions(f) {
		if p := (piece{m.Start, m.End}); p != last {
			out = append(out, read{kind: "mention", value: string(m.Entity), pieces: []piece{p}})
			last = p
		}
	}
	for s := range d.Statements(f) {
		out = append(out, statement(s))
	}
	return out
}

// drafted returns what a draft suggests.
func drafted(d *Draft) (out reading) {
	for _, m := range d.Mentions {
		out = append(out, read{kind: "mention", value: string(m.Entity), pieces: []piece{{m.Start, m.End}}})
	}
	for i := range d.Objectives {
		out = append(out, statement(d.Objectives[i]))
	}
	for i := range d.Cooperations {
		out = append(out, statement(d.Cooperations[i]))
	}
	for i := range d.Positions {
		out = append(out, statement(d.Positions[i]))
	}
	for i := range d.Relations {
		out = append(out, statement(d.Relations[i]))
	}
	return out
}

func statement(s cyberres.Statement) (r read) {
	c := s.Claim()
	r.more = map[string]string{}
	suggestion := ""
	switch v := s.(type) {
	case cyberres.Objective:
		r.kind, r.value, suggestion = "objective", string(v.Modality), v.Suggestion
		for h := range v.Holders.All() {
			r.more["holders"] += string(h) + ","
		}
	case cyberres.Cooperation:
		r.kind, r.value, suggestion = "cooperation", string(v.Status), v.Suggestion
		r.more["mode"] = string(v.Mode)
		for p := range v.Parties.All() {
			r.more["parties"] += string(p.Actor) + ","
		}
	case cyberres.Position:
		r.kind, r.value, suggestion = "position", string(v.Stance), v.Suggestion
		r.more["holder"], r.more["on"] = string(v.Holder), string(v.On)
	case cyberres.Relation:
		r.kind, r.value, suggestion = "relation", string(v.Type), v.Suggestion
		r.more["subject"], r.more["object"] = string(v.Subject), string(v.Object)
	}
	if _, claim, ok := strings.Cut(suggestion, "” ("); ok {
		fmt.Sscanf(claim, "%d %%)", &r.sure)
	}
	for e := range c.Evidence.All() {
		r.pieces = append(r.pieces, piece{e.Start, e.End})
	}
	return r
}

// A score counts the records of one kind, and how many of the found ones have a value, or another member, alike.
type score struct {
	found, suggested, read int
	claimed                int // percent, added up over what was suggested
	alike                  map[string]int
}

func (s score) precision() float64 { return float64(s.found) / float64(max(1, s.suggested)) }
func (s score) recall() float64    { return float64(s.found) / float64(max(1, s.read)) }

type scores map[string]*score

var measured = []string{"mention", "objective", "cooperation", "position", "relation"}

// measure compares what was suggested with what was read: mentions by their exact spans, statements of one kind by evidence that overlaps by three tenths
// (intersection over union), best overlap first, each once. Members are compared by same; nil is for equality.
func measure(gold, got reading, same func(gold, got string) bool) scores {
	if same == nil {
		same = func(a, b string) bool { return a == b }
	}
	out := scores{}
	for _, kind := range measured {
		of := func(r reading) reading {
			return slices.DeleteFunc(slices.Clone(r), func(x read) bool { return x.kind != kind })
		}
		a, b := of(gold), of(got)
		s := &score{suggested: len(b), read: len(a), alike: map[string]int{}}
		for _, x := range b {
			s.claimed += x.sure
		}
		least := 0.3
		if kind == "mention" {
			least = 1
		}
		for i, k := range pairs(a, b, least) {
			s.found++
			if a[i].value == b[k].value {
				s.alike["value"]++
			}
			for name, value := range a[i].more {
				if same(value, b[k].more[name]) {
					s.alike[name]++
				}
			}
		}
		out[kind] = s
	}
	return out
}

// add adds up what several texts gave.
func (s scores) add(other scores) {
	for kind, o := range other {
		if s[kind] == nil {
			s[kind] = &score{alike: map[string]int{}}
		}
		v := s[kind]
		v.found, v.suggested, v.read, v.claimed = v.found+o.found, v.suggested+o.suggested, v.read+o.read, v.claimed+o.claimed
		for name, n := range o.alike {
			v.alike[name] += n
		}
	}
}

func (s scores) String() string {
	out := ""
	for _, kind := range measured {
		v := s[kind]
		out += fmt.Sprintf("\n\t%s: of %d read %d found (%.0f %%), of %d suggested right (%.0f %%)", kind, v.read, v.found, 100*v.recall(), v.suggested, 100*v.precision())
		for _, name := range slices.Sorted(maps.Keys(v.alike)) {
			if kind != "mention" {
				out += fmt.Sprintf(", %s %d", name, v.alike[name])
			}
		}
	}
	return out
}

// atLeast says where less is found, or more of it wrong, than before.
func (s scores) atLeast(t *testing.T, of string, least map[string][2]float64) {
	for kind, l := range least {
		if v := s[kind]; v.recall() < l[0] || v.precision() < l[1] {
			t.Errorf("%s: %ss: want %.0f %% found and %.0f %% right:%s", of, kind, 100*l[0], 100*l[1], s)
		}
	}
}

// pairs returns which of two lists can be paired.
func pairs(gold, got reading, least float64) map[int]int {
	type pair struct {
		a, b int
		same float64
	}
	var all []pair
	for a, x := range gold {
		for b, y := range got {
			if s := overlap(x.pieces, y.pieces); s >= least {
				all = append(all, pair{a, b, s})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y pair) int { return cmp.Compare(y.same, x.same) })
	of, taken := map[int]int{}, map[int]bool{}
	for _, p := range all {
		if _, paired := of[p.a]; !paired && !taken[p.b] {
			of[p.a], taken[p.b] = p.b, true
		}
	}
	return of
}

// overlap is the intersection of two sets of code points over their union.
func overlap(x, y []piece) float64 {
	in := map[int]int{}
	for bit, list := range [][]piece{x, y} {
		for _, p := range list {
			for i := p.start; i < p.end; i++ {
				in[i] |= 1 << bit
			}
		}
	}
	both := 0
	for _, bits := range in {
		if bits == 3 {
			both++
		}
	}
	return float64(both) / float64(max(1, len(in)))
}
