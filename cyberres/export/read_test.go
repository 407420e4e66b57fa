package export_test

import (
	"bytes"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	difference "github.com/google/go-cmp/cmp"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/export"
	"github.com/cyberres/cyberres/schema"
)

var update = flag.Bool("update", false, "rewrite what the samples in testdata/read become")

// Each sample is what somebody marked in the text about the island, and what becomes of it: the draft, what is told, and what is left to a person. Its first line may say
// that the text is not at hand.
func TestReading(t *testing.T) {
	names, err := filepath.Glob("testdata/read/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no samples (%v)", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			given, _, _ := strings.Cut(string(data), "-- out --\n")
			got := given + "-- out --\n" + became(t, given)
			if got == string(data) {
				return
			}
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			t.Errorf("(-want +got; rewrite it with -update)\n%s", difference.Diff(string(data), got))
		})
	}
}

// became reads a sample and returns what became of it.
func became(t *testing.T, sample string) string {
	d, s, text := harbour(t)
	read, marker := export.ReadWebAnnotation, "-- in.json --\n"
	if strings.Contains(sample, "-- in.ann --\n") {
		read, marker = export.ReadBrat, "-- in.ann --\n"
	}
	_, in, _ := strings.Cut(sample, marker)
	into := export.Into{Source: s, Data: d, Text: text, Name: "in.json"}
	if strings.HasPrefix(sample, "# no text\n") {
		into = export.Into{Source: cyberres.Source{ID: s.ID, Subject: s.Subject, Text: s.Text}}
	}
	draft, err := read(in, into)
	if err != nil {
		return err.Error() + "\n"
	}
	formed, err := schema.Format("annotations/isle-of-marn.json", string(draft.JSON))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString(formed)
	for _, n := range draft.Notes {
		fmt.Fprintln(&b, n)
	}
	for _, blank := range draft.Blanks {
		fmt.Fprintln(&b, "to be filled in:", blank)
	}
	if into.Text != "" {
		onlyBlanks(t, formed, text)
	}
	return b.String()
}

// onlyBlanks checks that nothing is wrong with a draft but what a person has to say.
func onlyBlanks(t *testing.T, draft, text string) {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(harbourDir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(name) != ".json" {
			return err
		}
		data, err := os.ReadFile(filepath.Join(harbourDir, name))
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	files["annotations/isle-of-marn.json"] = &fstest.MapFile{Data: []byte(draft)}
	report, err := schema.Check(files, schema.Options{Texts: []string{text}})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Findings {
		if !slices.Contains([]string{"kind", "summary"}, f.Path[strings.LastIndexByte(f.Path, '/')+1:]) || f.Code != "unknown-value" && f.Code != "empty-value" && f.Code != "blank-text" {
			t.Errorf("the draft has a fault that is no blank: %s", f)
		}
	}
}

// Everything in a draft that says where it stands does stand there.
func proved(t *testing.T, draft *export.Draft, text string) {
	t.Helper()
	for _, p := range drafted(t, draft) {
		if p.Kind == cyberres.KindMention {
			continue
		}
		if p.Evidence.Quote != "" && p.Evidence.End > 0 {
			if err := p.Evidence.Verify(text); err != nil {
				t.Errorf("%s: %v", p.ID, err)
			}
		}
	}
}

func TestWrongTextsAreRefused(t *testing.T) {
	d, s, _ := harbour(t)
	for name, err := range map[string]error{
		"web annotations": second(export.ReadWebAnnotation(`{}`, export.Into{Source: s, Text: "Another text."})),
		"brat":            second(export.ReadBrat("", export.Into{Source: s, Text: "Another text."})),
		"brat, no text":   second(export.ReadBrat("", export.Into{Source: s})),
		"brat, bytes":     second(export.ReadBrat("T1\tX 0 1\t\xff", export.Into{Source: cyberres.Source{ID: "x"}, Text: "Text."})),
		"no source":       second(export.ReadWebAnnotation(`{}`, export.Into{})),
		"export":          export.WebAnnotation(new(bytes.Buffer), d, export.Options{Texts: []string{"Another text."}}),
		"brat export":     second(export.Brat(d, export.Options{})),
		"lines":           export.JSONLines(new(bytes.Buffer), d, export.Options{Texts: []string{"Another text."}}),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	var faults cyberres.Faults
	if _, err := export.ReadWebAnnotation("{\n  \"a\": }", export.Into{Source: s, Name: "x.json"}); !errors.As(err, &faults) || faults[0].Line != 2 {
		t.Errorf("no place: %v", err)
	}
}

func second[A any](_ A, err error) error { return err }

// What is wrong with lines is told by their numbers.
func TestBadLines(t *testing.T) {
	const card = `{"kind":"dataset","record":{"version":"1.0.0","date":"2033-01-02","schemaVersion":"0.1","licence":"CC0-1.0","attribution":"x"}}` + "\n"
	for in, want := range map[string]string{
		"":                     "no line has the card",
		"\n\n":                 "no line has the card",
		card + "{":             "line 2: column 2: ",
		card + "[]":            "line 2: column 1: ",
		card + "{\"kind\": 5}": "line 2: no record",
		card + "\n\n" + card:   "line 4: a second card",
		card + `{"kind":"planet","record":{"id":"mars"}}`:                                                           `line 2: unknown kind "planet"`,
		card + `{"kind":"actor","record":{"id":"../../etc/passwd"}}`:                                                "line 2: \"../../etc/passwd\" is no id",
		card + `{"kind":"actor","record":{"id":"x"}}` + "\n" + `{"kind":"remark","record":{"id":"x","source":"y"}}`: "line 3: the id x stands on line 2, too",
		card + `{"kind":"mention","record":{"source":"nowhere","entity":"x","quote":"X","start":0,"end":1}}`:        "line 2: there is no line with the source nowhere",
		card + `{"kind":"mention","record":{"source":"../x"}}`:                                                      "line 2: \"../x\" is no id of a source",
		card + `{"kind":"actor","record":{"id":"x"},"kind":"actor"}`:                                                "line 2: column ",
		card + "{\"kind\":\"actor\",\"record\":{\"id\":\"x\xff\"}}":                                                 "line 2: column ",
		strings.Repeat("x", 5<<20): "line 1: longer than",
	} {
		_, err := export.ReadJSONLines(strings.NewReader(in))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: %v, want %q", in, err, want)
		}
	}
	// A thousand bad lines are a hundred messages.
	_, err := export.ReadJSONLines(strings.NewReader(strings.Repeat("{}\n", 1000)))
	if n := strings.Count(err.Error(), "\n") + 1; n != 100 {
		t.Errorf("%d messages", n)
	}
}

// Withdrawn records are in no sequence, and are not lost.
func TestWithdrawnRecordsAreExported(t *testing.T) {
	files := fstest.MapFS{}
	_ = fs.WalkDir(os.DirFS(harbourDir), ".", func(name string, e fs.DirEntry, err error) error {
		if data, err := os.ReadFile(filepath.Join(harbourDir, name)); err == nil && filepath.Ext(name) == ".json" {
			files[name] = &fstest.MapFile{Data: data}
		}
		return nil
	})
	const name = "annotations/isle-of-marn.json"
	files[name].Data = bytes.Replace(files[name].Data, []byte(`"id": "marn-mend-locks",`), []byte(`"id": "marn-mend-locks", "withdrawn": "A slip.",`), 1)
	d, err := cyberres.Open(files)
	if err != nil {
		t.Fatal(err)
	}
	again := throughLines(t, d)
	if changes := cyberres.Diff(d, again); changes.Len() > 0 {
		t.Error(changes)
	}
	if v, ok := again.Objective("marn-mend-locks"); !ok || v.Withdrawn == "" {
		t.Error("the withdrawn record is lost")
	}
	if strings.Contains(webAnnotations(t, d, export.Options{}), "marn-mend-locks") {
		t.Error("a withdrawn record is exported as an annotation")
	}
}

// Options choose.
func TestOptionsChoose(t *testing.T) {
	d, _, _ := harbour(t)
	for name, x := range map[string]struct {
		o    export.Options
		want int
	}{
		"one record":            {export.Options{IDs: []cyberres.ID{"marn-signal-room"}}, 2},
		"mentions of an actor":  {export.Options{IDs: []cyberres.ID{"lantern-league"}}, 2},
		"a source":              {export.Options{IDs: []cyberres.ID{"isle-of-marn"}}, len(pieces(d, "isle-of-marn"))},
		"a filter":              {export.Options{Filter: cyberres.Filter{Stances: []cyberres.Stance{cyberres.StanceOpposes}}}, 2},
		"a filter and a record": {export.Options{IDs: []cyberres.ID{"marn-signal-room"}, Filter: cyberres.Filter{Stances: []cyberres.Stance{cyberres.StanceOpposes}}}, 0},
		"kinds":                 {export.Options{Filter: cyberres.Filter{Kinds: []cyberres.Kind{cyberres.KindRemark, cyberres.KindMention}}}, 10},
	} {
		if got := strings.Count(webAnnotations(t, d, x.o), `"type": "Annotation"`); got != x.want {
			t.Errorf("%s: %d annotations, want %d", name, got, x.want)
		}
	}
	if a, b := webAnnotations(t, d, export.Options{}), webAnnotations(t, d, export.Options{}); cmp.Compare(a, b) != 0 {
		t.Error("two exports differ")
	}
}
