package export_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/export"
	"github.com/cyberres/cyberres/schema"
)

// The invented dataset about an island; its text has curly quotes, a line end inside of a passage, and a character outside of the basic plane.
const harbourDir = "../testdata/harbour"

func harbour(t testing.TB) (*cyberres.Dataset, cyberres.Source, string) {
	t.Helper()
	d, err := cyberres.Open(os.DirFS(harbourDir))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(harbourDir + "/texts/isle-of-marn.txt")
	if err != nil {
		t.Fatal(err)
	}
	s, _ := d.Source("isle-of-marn")
	return d, s, string(text)
}

func harbourPage(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile(harbourDir + "/texts/page.txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// pieces returns the evidence of all records of a source, and its mentions, in one form.
type piece struct {
	Kind     cyberres.Kind
	ID       cyberres.ID
	Evidence cyberres.Evidence
}

func pieces(d *cyberres.Dataset, source cyberres.SourceID) (out []piece) {
	only := cyberres.Filter{Sources: []cyberres.SourceID{source}}
	for s := range d.Statements(only) {
		for e := range s.Claim().Evidence.All() {
			out = append(out, piece{s.Claim().Kind, s.Claim().ID, e})
		}
	}
	for m := range d.Mentions(only) {
		out = append(out, piece{cyberres.KindMention, m.Entity, cyberres.Evidence{Quote: m.Quote, Start: m.Start, End: m.End}})
	}
	for r := range d.Remarks(only) {
		for e := range r.Evidence.All() {
			out = append(out, piece{cyberres.KindRemark, r.ID, e})
		}
	}
	return out
}

// drafted returns the same of a draft.
func drafted(t testing.TB, draft *export.Draft) (out []piece) {
	t.Helper()
	var file map[string]json.RawMessage
	if err := json.Unmarshal(draft.JSON, &file); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []cyberres.Kind{cyberres.KindObjective, cyberres.KindCooperation, cyberres.KindPosition, cyberres.KindRelation, cyberres.KindMention, cyberres.KindRemark} {
		var list []struct {
			ID       cyberres.ID
			Entity   cyberres.ID
			Quote    string
			Start    int
			End      int
			Evidence []cyberres.Evidence
		}
		if err := json.Unmarshal(file[string(kind)+"s"], &list); err != nil {
			t.Fatal(err)
		}
		for _, r := range list {
			if kind == cyberres.KindMention {
				out = append(out, piece{kind, r.Entity, cyberres.Evidence{Quote: r.Quote, Start: r.Start, End: r.End}})
			}
			for _, e := range r.Evidence {
				out = append(out, piece{kind, r.ID, e})
			}
		}
	}
	return out
}

func webAnnotations(t testing.TB, d *cyberres.Dataset, o export.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := export.WebAnnotation(&b, d, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What was written as web annotations comes back as the evidence of the same records: with a text or without, with what is known of the source or without.
func TestWebAnnotationsComeBack(t *testing.T) {
	d, s, text := harbour(t)
	check := func(name string, d *cyberres.Dataset, source cyberres.SourceID, file string, into export.Into) {
		t.Helper()
		draft, err := export.ReadWebAnnotation(file, into)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		if diff := cmp.Diff(pieces(d, source), drafted(t, draft)); diff != "" {
			t.Errorf("%s: (-written +read)\n%s", name, diff)
		}
		for _, n := range draft.Notes {
			if !strings.Contains(n.Message, "are of the source") {
				t.Errorf("%s: %s", name, n)
			}
		}
	}
	plain := webAnnotations(t, d, export.Options{})
	quoting := webAnnotations(t, d, export.Options{Texts: []string{harbourPage(t)}})
	for name, file := range map[string]string{"positions": plain, "quotes": quoting} {
		check(name+", nothing known", d, s.ID, file, export.Into{Source: cyberres.Source{ID: s.ID}})
		check(name+", source known", d, s.ID, file, export.Into{Source: s, Data: d})
		check(name+", text", d, s.ID, file, export.Into{Source: s, Data: d, Text: text})
		check(name+", page", d, s.ID, file, export.Into{Source: s, Data: d, Text: harbourPage(t)})
	}
	// The built-in dataset has three sources that are slices of one page.
	built := cyberres.Default()
	all := webAnnotations(t, built, export.Options{})
	for s := range built.Sources() {
		check(string(s.ID), built, s.ID, all, export.Into{Source: s, Data: built})
	}
}

// Who holds, takes part and is named in a record comes back with it, from what the annotations say in words.
func TestWebAnnotationsNameWho(t *testing.T) {
	d := cyberres.Default()
	all := webAnnotations(t, d, export.Options{})
	type who struct {
		Holders, StatedIn, Beneficiaries, With, Instruments, About []string
		Holder                                                     string
		Parties                                                    []cyberres.Party
	}
	told := 0
	for s := range d.Sources() {
		draft, err := export.ReadWebAnnotation(all, export.Into{Source: s, Data: d})
		if err != nil {
			t.Fatal(err)
		}
		got := map[cyberres.ID]who{}
		var file map[string]json.RawMessage
		if err := json.Unmarshal(draft.JSON, &file); err != nil {
			t.Fatal(err)
		}
		for _, list := range []string{"objectives", "cooperations", "positions", "remarks"} {
			var records []struct {
				ID cyberres.ID
				who
			}
			if err := json.Unmarshal(file[list], &records); err != nil {
				t.Fatal(err)
			}
			for _, r := range records {
				got[r.ID] = r.who
			}
		}
		want := map[cyberres.ID]who{}
		only := cyberres.Filter{Sources: []cyberres.SourceID{s.ID}}
		for v := range d.Objectives(only) {
			want[v.ID] = who{Holders: ids(v.Holders), StatedIn: ids(v.StatedIn), Beneficiaries: ids(v.Beneficiaries), With: ids(v.With)}
		}
		for v := range d.Cooperations(only) {
			want[v.ID] = who{Parties: v.Parties.Slice(), Instruments: ids(v.Instruments)}
		}
		for v := range d.Positions(only) {
			want[v.ID] = who{Holder: string(v.Holder)}
		}
		for v := range d.Remarks(only) {
			if v.Evidence.Len() > 0 { // without, there is no annotation of it
				want[v.ID] = who{About: ids(v.About)}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-written +read):\n%s", s.ID, diff)
		}
		told += len(got)
	}
	if told < 40 {
		t.Errorf("only %d records came back", told)
	}
}

func ids[T ~string](list cyberres.List[T]) (out []string) {
	for id := range list.All() {
		out = append(out, string(id))
	}
	return out
}

// Positions of web annotations count code points of the page that the target names: there stands the passage of the digest, and of a mention the name.
func TestPositionsCountInThePage(t *testing.T) {
	d, _, _ := harbour(t)
	inPage(t, d, harbourPage(t))
	folder := os.Getenv("CYBERRES_TEXTS")
	if folder == "" {
		t.Skip("CYBERRES_TEXTS is not set; only the invented page was tried")
	}
	names, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no texts in %s (%v)", folder, err)
	}
	for _, name := range names {
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		inPage(t, cyberres.Default(), string(page))
	}
}

func inPage(t *testing.T, d *cyberres.Dataset, page string) {
	t.Helper()
	var c struct {
		Total int
		First struct {
			Items []struct {
				ID     string
				Target struct {
					Label    string
					Digest   string `json:"schema:sha256"`
					Selector []struct {
						Type       string
						Start, End int
						Exact      string
						Prefix     string
						Suffix     string
					}
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(webAnnotations(t, d, export.Options{Texts: []string{page}})), &c); err != nil {
		t.Fatal(err)
	}
	points := []rune(page)
	for _, a := range c.First.Items {
		position, quote := a.Target.Selector[0], a.Target.Selector[1]
		if position.Type != "TextPositionSelector" || quote.Type != "TextQuoteSelector" || position.End > len(points) {
			t.Errorf("%s: %v", a.ID, a.Target.Selector)
			continue
		}
		passage := string(points[position.Start:position.End])
		if passage != quote.Exact || fmt.Sprintf("%x", sha256.Sum256([]byte(passage))) != a.Target.Digest {
			t.Errorf("%s: another passage at [%d,%d)", a.ID, position.Start, position.End)
		}
		if !strings.HasSuffix(string(points[:position.Start]), quote.Prefix) || !strings.HasPrefix(string(points[position.End:]), quote.Suffix) {
			t.Errorf("%s: other words around it", a.ID)
		}
	}
	if c.Total == 0 || c.Total != len(c.First.Items) {
		t.Errorf("%d annotations of %d", len(c.First.Items), c.Total)
	}
}

// throughLines writes a dataset as JSON Lines and reads those.
func throughLines(t testing.TB, d *cyberres.Dataset) *cyberres.Dataset {
	t.Helper()
	var b bytes.Buffer
	if err := export.JSONLines(&b, d, export.Options{}); err != nil {
		t.Fatal(err)
	}
	fsys, err := export.ReadJSONLines(&b)
	if err != nil {
		t.Fatal(err)
	}
	again, err := cyberres.Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return again
}

// What the readings of a source are written as in JSON Lines is the dataset again, byte by byte once it is laid out.
func TestJSONLinesAreTheDataset(t *testing.T) {
	for folder, d := range map[string]*cyberres.Dataset{"../../dataset": cyberres.Default(), harbourDir: first(harbour(t))} {
		var b bytes.Buffer
		if err := export.JSONLines(&b, d, export.Options{}); err != nil {
			t.Fatal(err)
		}
		fsys, err := export.ReadJSONLines(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		again, err := cyberres.Open(fsys)
		if err != nil {
			t.Fatal(err)
		}
		if changes := cyberres.Diff(d, again); changes.Len() > 0 {
			t.Errorf("%s: %s", folder, changes)
		}
		var c bytes.Buffer
		if err := export.JSONLines(&c, again, export.Options{}); err != nil {
			t.Fatal(err)
		}
		// The digest of the card is that of the files, which are not laid out.
		_, was, _ := strings.Cut(b.String(), "\n")
		_, is, _ := strings.Cut(c.String(), "\n")
		if was != is {
			t.Errorf("%s: the lines differ when they are written again", folder)
		}
		if folder == harbourDir {
			continue // its files lie elsewhere, and some of them name no schema
		}
		err = fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			text, err := fs.ReadFile(fsys, name)
			if err != nil {
				return err
			}
			want, err := os.ReadFile(filepath.Join(folder, name))
			if err != nil {
				return err
			}
			got, err := schema.Format(name, string(text))
			if err != nil {
				return err
			}
			if got != string(want) {
				t.Errorf("%s is another file:\n%s", name, cmp.Diff(string(want), got))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func first[A, B, C any](a A, _ B, _ C) A { return a }

// The files in memory are a file system as others are.
func TestFilesAreAFileSystem(t *testing.T) {
	var b bytes.Buffer
	if err := export.JSONLines(&b, first(harbour(t)), export.Options{}); err != nil {
		t.Fatal(err)
	}
	fsys, err := export.ReadJSONLines(&b)
	if err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(fsys, "dataset.json", "actors/marn.json", "annotations/isle-of-marn.json"); err != nil {
		t.Fatal(err)
	}
}

func TestBratComesBack(t *testing.T) {
	d, _, _ := harbour(t)
	throughBrat(t, d, harbourPage(t))
	folder := os.Getenv("CYBERRES_TEXTS")
	if folder == "" {
		t.Skip("CYBERRES_TEXTS is not set; only the invented text was tried")
	}
	names, _ := filepath.Glob(filepath.Join(folder, "*.txt"))
	for _, name := range names {
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		throughBrat(t, cyberres.Default(), string(page))
	}
}

func throughBrat(t *testing.T, d *cyberres.Dataset, page string) {
	t.Helper()
	all, err := export.Brat(d, export.Options{Texts: []string{page}})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range all {
		s, _ := d.Source(x.Source)
		if text, err := s.Slice(page); err != nil || text != x.Text {
			t.Errorf("%s: another text (%v)", s.ID, err)
		}
		draft, err := export.ReadBrat(x.Ann, export.Into{Source: s, Data: d, Text: x.Text})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(pieces(d, s.ID), drafted(t, draft)); diff != "" {
			t.Errorf("%s: (-written +read)\n%s", s.ID, diff)
		}
		for _, n := range draft.Notes {
			t.Errorf("%s: %s", s.ID, n)
		}
	}
}

// A name is mentioned without its possessive, although no word ends there.
func TestMentionsKeepTheirEnds(t *testing.T) {
	text := "All of Marn’s quays are lit."
	into := export.Into{Source: cyberres.Source{ID: "x"}, Text: text}
	want := []piece{{cyberres.KindMention, "marn", cyberres.Evidence{Quote: "Marn", Start: 7, End: 11}}}
	for name, read := range map[string]func() (*export.Draft, error){
		"brat": func() (*export.Draft, error) {
			return export.ReadBrat("T1\tActor 7 11\tMarn\nN1\tReference T1 cyberres:marn\tMarn\n", into)
		},
		"W3C": func() (*export.Draft, error) {
			return export.ReadWebAnnotation(changed(`{"motivation": "identifying", "body": "`+export.Base+`marn", "target": {"selector": {"type": "TextQuoteSelector", "exact": "Marn"}}}`), into)
		},
	} {
		draft, err := read()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, drafted(t, draft)); diff != "" {
			t.Errorf("%s: %s %v", name, diff, draft.Notes)
		}
	}
}
