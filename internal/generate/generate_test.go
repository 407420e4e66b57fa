package generate

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/cyberres/cyberres/cyberres"
)

func digest(t *testing.T, fsys fs.FS) string {
	t.Helper()
	h := sha256.New()
	err := fs.WalkDir(fsys, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, path)
		fmt.Fprintf(h, "%s %d\n%s", path, len(data), data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

func TestSeed(t *testing.T) {
	first := digest(t, Dataset(300, 1))
	if again := digest(t, Dataset(300, 1)); again != first {
		t.Error("the same seed gives other bytes")
	}
	if other := digest(t, Dataset(300, 2)); other == first {
		t.Error("another seed gives the same bytes")
	}
}

func TestFileSystem(t *testing.T) {
	if err := fstest.TestFS(Dataset(1, 1), "dataset.json", "themes.json", "references.json", "actors", "instruments", "sources", "annotations"); err != nil {
		t.Error(err)
	}
}

func open(t *testing.T, statements int, seed uint64) *cyberres.Dataset {
	t.Helper()
	d, err := cyberres.Open(Dataset(statements, seed))
	if err != nil {
		lines := strings.SplitN(err.Error(), "\n", 11)
		t.Fatalf("%d statements, seed %d:\n%s", statements, seed, strings.Join(lines[:min(10, len(lines))], "\n"))
	}
	return d
}

func TestOpens(t *testing.T) {
	for seed := range uint64(5) {
		for _, n := range []int{0, 1, 2, 30, 1000} {
			d := open(t, n, seed)
			standing, withdrawn := 0, 0
			for range d.Statements(cyberres.Filter{}) {
				standing++
			}
			if withdrawn = n - standing; withdrawn < 0 || withdrawn > n/20+1 {
				t.Errorf("%d statements, seed %d: %d of them stand", n, seed, standing)
			}
		}
	}
}

// What Verify proves against a real text holds for the invented ones.
func TestEvidence(t *testing.T) {
	const n, seed = 60, 3
	d, w := open(t, n, seed), newWorld(n, seed)
	for k := range 3 {
		invented := &text{}
		s := w.read(invented, k, n*k/3, n*(k+1)/3)
		source, _ := d.Source(cyberres.SourceID(s.id))
		if got, err := source.Slice(string(invented.b)); err != nil || len([]rune(got)) != source.Text.CodePoints {
			t.Errorf("the text of %d code points is not that of %s: %v", len([]rune(got)), source.ID, err)
		}
		if found := len(regexp.MustCompile(`[\pL\pN\pM]+`).FindAllString(string(invented.b), -1)); found != source.Text.Words {
			t.Errorf("%s has %d words, it says %d", source.ID, found, source.Text.Words)
		}
		seen := 0
		for v := range d.Statements(cyberres.Filter{Sources: []cyberres.SourceID{source.ID}}) {
			for e := range v.Claim().Evidence.All() {
				seen++
				if err := e.Verify(string(invented.b)); err != nil {
					t.Errorf("%s: %v", v.Claim().ID, err)
				}
			}
		}
		if seen < n/3 {
			t.Errorf("%s has %d pieces of evidence", source.ID, seen)
		}
		for m := range d.Mentions(cyberres.Filter{Sources: []cyberres.SourceID{source.ID}}) {
			if got := string([]rune(string(invented.b))[m.Start:m.End]); got != m.Quote {
				t.Errorf("%s mentions %q, not %q", source.ID, got, m.Quote)
			}
		}
	}
}

// The shares that the documentation of Dataset promises.
func TestShares(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second")
	}
	const n = 20_000
	d := open(t, n, 1)
	kinds := map[cyberres.Kind]int{}
	dated, evidence, many, quoted := 0, 0, 0, 0
	words := map[string]bool{}
	for s := range d.Statements(cyberres.Filter{}) {
		c := s.Claim()
		kinds[c.Kind]++
		evidence += c.Evidence.Len()
		if c.Date != "" {
			dated++
		}
		if c.Evidence.Len() >= 10 {
			many++
		}
		for e := range c.Evidence.All() {
			if e.Quoted != "" {
				quoted++
			}
		}
		if length := len(strings.Fields(c.Summary)); c.Kind != cyberres.KindRelation && (length < 15 || length > 25) {
			t.Errorf("%s: a summary of %d words", c.ID, length)
		}
		for _, w := range strings.Fields(c.Summary) {
			words[strings.ToLower(strings.Trim(w, "."))] = true
		}
	}
	parties, most := 0, map[cyberres.ActorID]int{}
	for c := range d.Cooperations(cyberres.Filter{}) {
		parties += c.Parties.Len()
		for p := range c.Parties.All() {
			most[p.Actor]++
		}
	}
	mentions, remarks := 0, 0
	for range d.Mentions(cyberres.Filter{}) {
		mentions++
	}
	for range d.Remarks(cyberres.Filter{}) {
		remarks++
	}
	actors, parts, chains := 0, 0, 0
	scripts := map[string]bool{}
	for a := range d.Actors() {
		actors++
		for m := range a.PartOf.All() {
			parts++
			if whole, _ := d.Actor(m.Actor); whole.PartOf.Len() > 0 {
				chains++
			}
		}
		for name := range a.Names.All() {
			for _, script := range []string{"Latin", "Cyrillic", "Greek", "Katakana", "Han", "Arabic"} {
				if regexp.MustCompile(`\p{` + script + `}`).MatchString(name.Text) {
					scripts[script] = true
				}
			}
		}
	}
	best := 0
	for _, k := range most {
		best = max(best, k)
	}
	share := func(what string, part, whole int, low, high float64) {
		if x := float64(part) / float64(whole); x < low || x > high {
			t.Errorf("%s: %.3f, not within %g and %g", what, x, low, high)
		}
	}
	share("objectives", kinds[cyberres.KindObjective], n, 0.33, 0.37)
	share("cooperations", kinds[cyberres.KindCooperation], n, 0.28, 0.32)
	share("positions", kinds[cyberres.KindPosition], n, 0.13, 0.17)
	share("relations", kinds[cyberres.KindRelation], n, 0.18, 0.22)
	share("dated", dated, n, 0.3, 0.36)
	share("pieces of evidence a statement", evidence, n, 1.3, 1.5)
	share("records with ten pieces or more", many, n, 0.001, 0.006)
	share("quoted pieces", quoted, evidence, 0.03, 0.05)
	share("parties a cooperation", parties, kinds[cyberres.KindCooperation], 2.6, 3)
	share("cooperations of one actor", best, kinds[cyberres.KindCooperation], 0.02, 0.15)
	share("mentions", mentions, n, 0.9, 1.1)
	share("remarks", remarks, n, 0.04, 0.06)
	share("statements an actor", n, actors, 140, 160)
	share("actors that are parts", parts, actors, 0.12, 0.28)
	share("parts of parts", chains, parts, 0.02, 0.5)
	share("words", len(words), ordinary, 0.9, 1)
	if len(scripts) != 6 {
		t.Errorf("names in the scripts %v", scripts)
	}
}

func BenchmarkDataset(b *testing.B) {
	for b.Loop() {
		Dataset(10_000, 1)
	}
}
