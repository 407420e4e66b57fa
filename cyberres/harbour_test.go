package cyberres_test

import (
	"os"
	"testing"
	"testing/fstest"

	"github.com/cyberres/cyberres/cyberres"
)

// The harbour dataset is about an invented island, with an invented text, so that the whole chain of evidence is tested where no third-party text is at hand.
// Its text has curly quotes, a line break inside a sentence, a hyphen of three bytes and a character outside of the basic plane.
const harbourDir = "testdata/harbour"

func harbour(t testing.TB) *cyberres.Dataset {
	t.Helper()
	d, err := cyberres.Open(os.DirFS(harbourDir))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func harbourText(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(harbourDir + "/texts/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// harbourFiles returns the files of the harbour dataset, to be changed by a test.
func harbourFiles(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range []string{
		"dataset.json", "themes.json", "references.json", "cues.json", "actors/marn.json", "actors/keeper-of-marn.json", "actors/lantern-league.json",
		"instruments/tide-plan.json", "instruments/beacon-accord.json", "sources/isle-of-marn.json", "annotations/isle-of-marn.json",
	} {
		data, err := os.ReadFile(harbourDir + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	return files
}

// proveSource checks a source's whole chain of evidence against its text: the slice, every piece of evidence, every mention, every sentence.
func proveSource(t *testing.T, d *cyberres.Dataset, s cyberres.Source, page string) {
	t.Helper()
	text, err := s.Slice(page)
	if err != nil {
		t.Fatal(err)
	}
	points := []rune(text)
	if len(points) != s.Text.CodePoints || len(wordsOf(points)) != s.Text.Words {
		t.Errorf("%s: the text has %d code points and %d words, the record says %d and %d", s.ID, len(points), len(wordsOf(points)), s.Text.CodePoints, s.Text.Words)
	}
	covered := make([]bool, len(points))
	prove := func(id cyberres.ID, evidence cyberres.List[cyberres.Evidence]) {
		end := 0
		for e := range evidence.All() {
			if err := e.Verify(text); err != nil {
				t.Errorf("%s: %v", id, err)
				continue
			}
			if e.Quoted == "" {
				if e.Start < end {
					t.Errorf("%s: evidence %q overlaps or precedes the piece before it", id, e.Quote)
				}
				end = e.End
			}
			for i := e.Start; i < e.End; i++ {
				covered[i] = true
			}
			if e.Quoted != "" && (e.Start == 0 || !isQuote(points[e.Start-1]) || !isQuote(points[e.End])) {
				t.Errorf("%s: %q does not stand between quotation marks", id, e.Quote)
			}
			for _, bound := range []int{e.Start, e.End} {
				if insideWord(points, bound) {
					t.Errorf("%s: %q cuts a word at %d", id, e.Quote, bound)
				}
			}
		}
	}
	only := cyberres.Filter{Sources: []cyberres.SourceID{s.ID}}
	for st := range d.Statements(only) {
		prove(st.Claim().ID, st.Claim().Evidence)
	}
	for r := range d.Remarks(only) {
		prove(r.ID, r.Evidence)
	}
	for m := range d.Mentions(only) {
		e := cyberres.Evidence{Quote: m.Quote, Start: m.Start, End: m.End}
		if got := sliceOf(points, m.Start, m.End); spaces(got) != e.Quote {
			t.Errorf("%s: mention of %s at %d is %q in the text, %q in the record", s.ID, m.Entity, m.Start, got, m.Quote)
		}
	}
	if s.Coverage != cyberres.CoverageComplete {
		return
	}
	for _, sentence := range sentencesOf(points) {
		read := false
		for i := sentence[0]; i < sentence[1]; i++ {
			read = read || covered[i]
		}
		if !read {
			t.Errorf("%s: coverage is complete, but no evidence overlaps the sentence at [%d,%d)", s.ID, sentence[0], sentence[1])
		}
	}
}

func TestChainOfEvidenceOnAnInventedText(t *testing.T) {
	d := harbour(t)
	s, ok := d.Source("isle-of-marn")
	if !ok {
		t.Fatal("no source")
	}
	proveSource(t, d, s, harbourText(t, "isle-of-marn.txt"))
	proveSource(t, d, s, harbourText(t, "page.txt"))
}
