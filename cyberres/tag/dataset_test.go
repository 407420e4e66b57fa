package tag

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/corpus"
)

func fromDataset(t testing.TB) *Dictionary {
	t.Helper()
	d, err := FromDataset(cyberres.Default())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Every name of the dataset is found where it stands alone, as a name of the entity that has it.
func TestFindsEveryNameOfTheDataset(t *testing.T) {
	d := fromDataset(t)
	n := 0
	check := func(id cyberres.ID, name string) {
		n++
		text := "x " + name + " y"
		for m := range d.Find(text) {
			if slices.Contains(m.Entities(), id) && len(name)-m.Span.Bytes.Len() <= len("The ") {
				return
			}
		}
		t.Errorf("%q of %s is not found: %q", name, id, found(d, text))
	}
	for a := range cyberres.Default().Actors() {
		check(cyberres.ID(a.ID), a.Name)
		for name := range a.Names.All() {
			check(cyberres.ID(a.ID), name.Text)
		}
	}
	for v := range cyberres.Default().Instruments(cyberres.Filter{}) {
		check(cyberres.ID(v.ID), v.Title)
		for name := range v.Names.All() {
			check(cyberres.ID(v.ID), name.Text)
		}
	}
	if n != d.Len() {
		t.Errorf("the dictionary has %d names, the dataset %d", d.Len(), n)
	}
}

// A dictionary of a view has what the view shows.
func TestFromDatasetAsOf(t *testing.T) {
	early, err := FromDataset(cyberres.Default().AsOf("2015"))
	if err != nil {
		t.Fatal(err)
	}
	const text = "NIS2 and the European Union"
	if got := found(early, text); !slices.Equal(got, []string{"European Union"}) {
		t.Errorf("as of 2015: %q", got)
	}
	if got := found(fromDataset(t), text); !slices.Equal(got, []string{"NIS2", "European Union"}) {
		t.Errorf("today: %q", got)
	}
}

// Many may search at once.
func TestConcurrent(t *testing.T) {
	d := fromDataset(t)
	text := (&corpus.Corpus{Seed: 8, Names: corpus.Names(cyberres.Default())}).Text(20_000)
	want := found(d, text)
	results := make(chan []string)
	for range 8 {
		go func() { results <- found(d, text) }()
	}
	for range 8 {
		if got := <-results; !slices.Equal(got, want) || len(got) < 100 {
			t.Errorf("%d names, alone %d", len(got), len(want))
		}
	}
}

// The dataset's own names in invented documents, in all the ways in which texts write them, beside the slow way.
func TestFindsNamesOfTheDatasetInDocuments(t *testing.T) {
	var names []Name
	for _, f := range fromDataset(t).keys.form {
		names = append(names, f.names.Slice()...)
	}
	d, err := Compile(slices.Values(names))
	if err != nil {
		t.Fatal(err)
	}
	c := &corpus.Corpus{Seed: 9, Size: 120, Names: corpus.Names(cyberres.Default())}
	documents := 12
	if testing.Short() {
		documents = 2
	}
	for i := range documents {
		text := string(c.AppendText(nil, i))
		if err := sameMatches(d, names, text); err != nil {
			t.Fatal(err)
		}
		spansHold(t, d, text)
	}
}

// The mentions that readers marked in the texts of the dataset beside what the dictionary finds in them, without having seen them.
func TestMentionsOfTheDataset(t *testing.T) {
	folder := os.Getenv("CYBERRES_TEXTS")
	if folder == "" {
		t.Skip("set CYBERRES_TEXTS to a folder with the texts of the sources")
	}
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	d, data := fromDataset(t), cyberres.Default()
	marked, same, other := 0, 0, 0
	for s := range data.Sources() {
		text := ""
		for _, file := range files {
			page, err := os.ReadFile(file)
			if err != nil {
				continue // a folder
			}
			if sum := sha256.Sum256(page); hex.EncodeToString(sum[:]) == s.Text.SHA256 || hex.EncodeToString(sum[:]) == s.Within.SHA256 {
				if text, err = s.Slice(string(page)); err != nil {
					t.Fatal(err)
				}
			}
		}
		if text == "" {
			t.Errorf("no text of %s in %s", s.ID, folder)
			continue
		}
		mentions := map[[2]int]cyberres.Mention{}
		for m := range data.Mentions(cyberres.Filter{Sources: []cyberres.SourceID{s.ID}}) {
			mentions[[2]int{m.Start, m.End}] = m
		}
		marked += len(mentions)
		for m := range d.Find(text) {
			span := [2]int{m.Span.CodePoints.Start, m.Span.CodePoints.End}
			mention, ok := mentions[span]
			if !ok || !slices.Contains(m.Entities(), mention.Entity) {
				other++
				t.Logf("%s: found and not marked: %q as %v", s.ID, text[m.Span.Bytes.Start:m.Span.Bytes.End], m.Entities())
				continue
			}
			same++
			delete(mentions, span)
		}
		for _, m := range mentions {
			t.Logf("%s: marked and not found: %q as %s", s.ID, m.Quote, m.Entity)
		}
	}
	t.Logf("%d mentions, %d found with the same bounds and entity, %d others found", marked, same, other)
	if same*10 < marked*8 || other*10 > same {
		t.Error("the dictionary and the readers disagree")
	}
}
