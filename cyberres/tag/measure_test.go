package tag

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
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
			m := measure(d, s.ID, draft)
			t.Logf("%s: %s", s.ID, m)
			// A draft that finds less than this is not worth a reader's time.
			if m["mention"].recall() < 0.3 || m["objective"].recall() < 0.3 || m["objective"].precision() < 0.3 {
				t.Errorf("%s: %s", s.ID, m)
			}
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

type score struct{ matched, drafted, annotated int }

func (s score) precision() float64 { return float64(s.matched) / float64(max(1, s.drafted)) }
func (s score) recall() float64    { return float64(s.matched) / float64(max(1, s.annotated)) }

type scores map[string]score

func (s scores) String() string {
	out := ""
	for _, kind := range []string{"mention", "objective", "cooperation", "position", "relation"} {
		v := s[kind]
		out += fmt.Sprintf("%ss: %d of %d found, %d of %d right; ", kind, v.matched, v.annotated, v.matched, v.drafted)
	}
	return out
}

type piece struct{ start, end int }

// measure compares a draft with the annotations: mentions by their exact spans, statements of one kind by evidence that overlaps by three tenths (intersection over
// union), best overlap first, each once.
func measure(d *cyberres.Dataset, source cyberres.SourceID, draft *Draft) scores {
	f := cyberres.Filter{Sources: []cyberres.SourceID{source}}
	gold, got := map[string][][]piece{}, map[string][][]piece{}
	for m := range d.Mentions(f) {
		if p := [][]piece{{{m.Start, m.End}}}; !slices.ContainsFunc(gold["mention"], func(o []piece) bool { return o[0] == p[0][0] }) {
			gold["mention"] = append(gold["mention"], p...)
		}
	}
	for _, m := range draft.Mentions {
		got["mention"] = append(got["mention"], []piece{{m.Start, m.End}})
	}
	pieces := func(list cyberres.List[cyberres.Evidence]) (out []piece) {
		for e := range list.All() {
			out = append(out, piece{e.Start, e.End})
		}
		return out
	}
	for s := range d.Statements(f) {
		c := s.Claim()
		gold[string(c.Kind)] = append(gold[string(c.Kind)], pieces(c.Evidence))
	}
	for _, v := range draft.Objectives {
		got["objective"] = append(got["objective"], pieces(v.Evidence))
	}
	for _, v := range draft.Cooperations {
		got["cooperation"] = append(got["cooperation"], pieces(v.Evidence))
	}
	for _, v := range draft.Positions {
		got["position"] = append(got["position"], pieces(v.Evidence))
	}
	for _, v := range draft.Relations {
		got["relation"] = append(got["relation"], pieces(v.Evidence))
	}
	out := scores{}
	for _, kind := range []string{"mention", "objective", "cooperation", "position", "relation"} {
		least := 0.3
		if kind == "mention" {
			least = 1
		}
		out[kind] = score{pairs(gold[kind], got[kind], least), len(got[kind]), len(gold[kind])}
	}
	return out
}

// pairs counts how many of two lists can be paired.
func pairs(gold, got [][]piece, least float64) (n int) {
	type pair struct {
		a, b int
		same float64
	}
	var all []pair
	for a, x := range gold {
		for b, y := range got {
			if s := overlap(x, y); s >= least {
				all = append(all, pair{a, b, s})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y pair) int { return cmp.Compare(y.same, x.same) })
	usedA, usedB := map[int]bool{}, map[int]bool{}
	for _, p := range all {
		if !usedA[p.a] && !usedB[p.b] {
			usedA[p.a], usedB[p.b] = true, true
			n++
		}
	}
	return n
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
