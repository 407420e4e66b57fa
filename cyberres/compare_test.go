package cyberres_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func golden(t *testing.T, name, got string) {
	t.Helper()
	name = "testdata/golden/" + name
	if *update {
		if err := os.MkdirAll("testdata/golden", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the output is not %s (rewrite it with go test ./cyberres -args -update):\n%s", name, got)
	}
}

// slowCell fills a cell by a look at every statement.
func slowCell(d *cyberres.Dataset, actor cyberres.ActorID, theme cyberres.ThemeID) (state cyberres.CellState, supporting, opposing []cyberres.ID) {
	var wholes func(a cyberres.ActorID) []cyberres.ActorID
	wholes = func(a cyberres.ActorID) []cyberres.ActorID {
		out := []cyberres.ActorID{a}
		if record, ok := d.Actor(a); ok {
			for m := range record.PartOf.All() {
				out = append(out, wholes(m.Actor)...)
			}
		}
		return out
	}
	below := func(t cyberres.ThemeID) bool {
		for t != "" && t != theme {
			record, _ := d.Theme(t)
			t = record.Parent
		}
		return t == theme
	}
	stated, opposed := false, false
	for s := range d.Statements(cyberres.Filter{}) {
		c := s.Claim()
		themes := c.Themes.Slice()
		var by []cyberres.ActorID
		counts, against, very := true, false, false
		switch v := s.(type) {
		case cyberres.Objective:
			by, counts = v.Holders.Slice(), v.Modality != cyberres.ModalityExpectedEffect
		case cyberres.Cooperation:
			for p := range v.Parties.All() {
				by = append(by, p.Actor)
			}
		case cyberres.Position:
			by, against, very = []cyberres.ActorID{v.Holder}, v.Stance == cyberres.StanceOpposes, v.On == theme
			themes = append(themes, v.On)
		case cyberres.Relation:
			by = []cyberres.ActorID{cyberres.ActorID(v.Subject), cyberres.ActorID(v.Object)}
		}
		if !slices.ContainsFunc(by, func(a cyberres.ActorID) bool { return slices.Contains(wholes(a), actor) }) || !slices.ContainsFunc(themes, below) {
			continue
		}
		if against {
			opposing = append(opposing, c.ID)
			opposed = opposed || very
		} else {
			supporting = append(supporting, c.ID)
			stated = stated || counts
		}
	}
	switch {
	case stated && opposed:
		return cyberres.CellMixed, supporting, opposing
	case stated:
		return cyberres.CellStated, supporting, opposing
	case opposed:
		return cyberres.CellOpposed, supporting, opposing
	}
	state = cyberres.CellNoText
	for s := range d.Sources() {
		switch {
		case s.Subject != actor:
		case s.Coverage != cyberres.CoverageComplete:
			return cyberres.CellNotCoded, supporting, opposing
		default:
			state = cyberres.CellSilent
		}
	}
	return state, supporting, opposing
}

func claimIDs(c cyberres.Claims) (out []cyberres.ID) {
	for claim := range c.All() {
		out = append(out, claim.ID)
	}
	return out
}

func TestCompareAgainstSlowTwin(t *testing.T) {
	states := map[cyberres.CellState]int{}
	files := harbourFiles(t)
	notes := files["annotations/isle-of-marn.json"]
	notes.Data = bytes.Replace(notes.Data, []byte(`"coverage": "complete"`), []byte(`"coverage": "partial"`), 1)
	files["themes.json"].Data = bytes.Replace(files["themes.json"].Data, []byte(`"themes": [`), []byte(`"themes": [{"id": "fishing", "label": "Fishing", "note": "Of which nothing is said."},`), 1)
	partial, err := cyberres.Open(files)
	if err != nil {
		t.Fatal(err)
	}
	for name, d := range map[string]*cyberres.Dataset{
		"partial": partial, "dataset": cyberres.Default(), "harbour": harbour(t), "generated": generated(t, 300, 4), "view": generated(t, 300, 4).AsOf("2018-06"), "early": cyberres.Default().AsOf("2021-03"),
	} {
		var actors []cyberres.ActorID
		for a := range d.Actors() {
			actors = append(actors, a.ID)
		}
		comparison, err := d.Compare(actors...)
		if err != nil {
			t.Fatal(err)
		}
		rows := 0
		for row := range comparison.Rows() {
			rows++
			i := 0
			for cell := range row.Cells() {
				if cell.Actor != actors[i] || cell.Theme != row.Theme.ID {
					t.Fatalf("%s: cell %d of %s is that of %s on %s", name, i, row.Theme.ID, cell.Actor, cell.Theme)
				}
				i++
				state, supporting, opposing := slowCell(d, cell.Actor, cell.Theme)
				states[state]++
				if cell.State != state || !slices.Equal(claimIDs(cell.Supporting), supporting) || !slices.Equal(claimIDs(cell.Opposing), opposing) {
					t.Fatalf("%s: %s on %s: %s, + %v, - %v\nwant %s, + %v, - %v", name, cell.Actor, cell.Theme, cell.State, claimIDs(cell.Supporting), claimIDs(cell.Opposing), state, supporting, opposing)
				}
				if cell.Supporting.Len() != len(supporting) || len(cell.Opposing.Slice()) != len(opposing) {
					t.Fatalf("%s: %s on %s: lengths %d and %d", name, cell.Actor, cell.Theme, cell.Supporting.Len(), len(cell.Opposing.Slice()))
				}
			}
			if i != len(actors) {
				t.Fatalf("%s: %d cells for %d actors", name, i, len(actors))
			}
		}
		if rows == 0 {
			t.Errorf("%s: no rows", name)
		}
	}
	for _, s := range []cyberres.CellState{"stated", "opposed", "mixed", "silent", "not-coded", "no-text"} {
		if states[s] == 0 {
			t.Errorf("no cell is %s: the test does not see that state", s)
		}
	}
}

func TestCompareNobodyAndUnknown(t *testing.T) {
	d := harbour(t)
	none, err := d.Compare()
	if err != nil {
		t.Fatal(err)
	}
	if data, err := json.Marshal(none); err != nil || !bytes.Contains(data, []byte(`"actors":[]`)) {
		t.Errorf("a comparison of nobody: %s, %v", data, err)
	}
	if _, err := d.Compare("marn", "nobody", "marm"); err == nil || err.Error() != "no actor nobody\nno actor marm; did you mean marn?" {
		t.Errorf("unknown actors: %v", err)
	}
	comparison, err := d.Compare("marn")
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := comparison.Cell("lantern-league", "training"); ok {
		t.Error("a cell of an actor that is not compared")
	}
	if _, ok := comparison.Cell("marn", "tide-plan"); ok {
		t.Error("a cell of a theme that is none")
	}
}

// The forms in which people read a comparison. More than four actors: the comparison needs memory of its own.
func TestComparisonForms(t *testing.T) {
	c, err := harbour(t).Compare("marn", "lantern-league", "keeper-of-marn", "marn", "keeper-of-marn")
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "comparison.txt", c.Table(90))
	golden(t, "comparison.md", c.Markdown())
	golden(t, "comparison.html", c.HTML())
	golden(t, "comparison.json", string(data)+"\n")
	whole, err := cyberres.Default().Compare("north-macedonia", "european-union", "japan")
	if err != nil {
		t.Fatal(err)
	}
	for _, width := range []int{0, 60, 77, 90, 150} {
		for i, line := range strings.Split(whole.Table(width), "\n") {
			if n := utf8.RuneCountInString(line); n > max(width, 60) {
				t.Errorf("line %d of the table for %d has %d characters", i+1, width, n)
			}
		}
	}
	var rows struct {
		Rows []struct {
			Differs bool
			Cells   []struct{ Supporting, Opposing []struct{ ID string } }
		}
	}
	if err := json.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	rank := 0
	for i, r := range rows.Rows {
		now := 1
		if r.Differs {
			now = 0
		}
		if !slices.ContainsFunc(r.Cells, func(c struct{ Supporting, Opposing []struct{ ID string } }) bool {
			return len(c.Supporting)+len(c.Opposing) > 0
		}) {
			now = 2
		}
		if now < rank {
			t.Errorf("row %d stands after less telling ones", i)
		}
		rank = now
	}
}

// Names and summaries are other people's: markup in them stays text.
func TestComparisonFormsEscape(t *testing.T) {
	files := harbourFiles(t)
	const evil = `\u001b[31m<script>alert(1)</script> & \"q\" | *b* [x](y)\u202e`
	for name, from := range map[string]string{"actors/marn.json": `"name": "Isle of Marn"`, "annotations/isle-of-marn.json": `"summary": "The plan is to have pilots trained."`} {
		if !bytes.Contains(files[name].Data, []byte(from)) {
			t.Fatalf("%s has no %s", name, from)
		}
		key, _, _ := strings.Cut(from, ":")
		files[name] = &fstest.MapFile{Data: bytes.Replace(files[name].Data, []byte(from), []byte(key+`: "`+evil+`"`), 1)}
	}
	d, err := cyberres.Open(files)
	if err != nil {
		t.Fatal(err)
	}
	c, err := d.Compare("marn", "lantern-league")
	if err != nil {
		t.Fatal(err)
	}
	page := c.HTML()
	if strings.Contains(page, "<script") || !strings.Contains(page, "&lt;script&gt;") {
		t.Error("markup of a record is markup of the page")
	}
	decoder := xml.NewDecoder(strings.NewReader(page))
	decoder.Entity = xml.HTMLEntity
	for {
		if _, err := decoder.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("the fragment is not well-formed: %v", err)
		}
	}
	for form, text := range map[string]string{"table": c.Table(100), "Markdown": c.Markdown(), "HTML": page} {
		if strings.ContainsAny(text, "\x1b\u202e") {
			t.Errorf("%s has control characters", form)
		}
	}
	if md := c.Markdown(); strings.Contains(md, "<script") && !strings.Contains(md, `\<script`) || strings.Contains(md, "| *b*") {
		t.Errorf("markup of a record is markup of the Markdown:\n%s", md)
	}
}

func ExampleComparison_Table() {
	c, err := cyberres.Default().Compare("japan", "nato")
	if err != nil {
		fmt.Println(err)
		return
	}
	first, _, _ := strings.Cut(c.Table(80), "\n\n")
	fmt.Println(first)
	// Output:
	// Cyber defence (cyber-defence), differs
	//   Japan silent
	//   NATO  stated    entry: north-macedonia-mou-cyber-defence,
	//                     north-macedonia-nato-memorandum
	//                   remarks: north-macedonia-remark-accession-date,
	//                     north-macedonia-remark-who-signed
}

func ExampleRow_Differs() {
	c, err := cyberres.Default().Compare("european-union", "japan")
	if err != nil {
		fmt.Println(err)
		return
	}
	for row := range c.Rows() {
		if !row.Differs() && !row.Empty() {
			fmt.Println("alike on", row.Theme.Label)
		}
	}
	// Output:
	// alike on Cyber resilience
	// alike on Incident management
	// alike on Incident response
	// alike on International cooperation
	// alike on Cyber capacity building
}
