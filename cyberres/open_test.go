package cyberres_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/dataset"
)

func ExampleOpen() {
	d, err := cyberres.Open(os.DirFS("testdata/harbour"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for o := range d.Objectives(cyberres.Filter{Actors: []cyberres.ActorID{"marn"}, Modalities: []cyberres.Modality{cyberres.ModalityPlanned}}) {
		fmt.Println(o.ID, "-", o.Summary)
	}
	// Output: marn-signal-room - A room for signals is to serve the coast.
}

// Each case changes one thing in a valid dataset, and says which faults come back, all of them, and where.
func TestOpenReportsEveryFaultInItsPlace(t *testing.T) {
	const notes = "annotations/isle-of-marn.json"
	for _, c := range []struct {
		name, file, old, new string
		want                 []string // file:line:col, then a part of the message
	}{
		{"unknown actor", notes, `"id": "marn-train-pilots",
      "holders": ["marn"]`, `"id": "marn-train-pilots",
      "holders": ["mran"]`, []string{notes + `:17:19: no actor mran; did you mean marn? (at /objectives/1/holders/0)`}},
		{"instrument where an actor belongs", notes, `"holder": "keeper-of-marn",
      "stance": "supports"`, `"holder": "tide-plan",
      "stance": "supports"`, []string{notes + `:86:17: tide-plan is of kind instrument; here belongs one of kind actor (at /positions/0/holder)`}},
		{"unknown theme", notes, `"themes": ["training"]`, `"themes": ["trainig"]`, []string{`did you mean training? (at /objectives/1/themes/0)`}},
		{"unknown instrument", notes, `"statedIn": ["beacon-accord"]`, `"statedIn": ["beacon"]`, []string{`no instrument beacon; did you mean beacon-accord? (at /objectives/4/statedIn/0)`}},
		{"unknown reference", "actors/marn.json", `"references": ["almanac-marn"],
  "names"`, `"references": ["almanach-marn"],
  "names"`, []string{`actors/marn.json:6:18: no reference almanach-marn; did you mean almanac-marn? (at /references/0)`}},
		{"fact without a reference", "actors/marn.json", `"facts": [{"text": "Has nine harbours.", "references": ["almanac-marn"]}]`, `"facts": [{"text": "Has nine harbours.", "references": []}]`, []string{`actors/marn.json:10:58: a fact without a reference`}},
		{"no references at all", "actors/marn.json", `"text": "Has nine harbours.", "references": ["almanac-marn"]`, `"text": "Has nine harbours."`, []string{`member "references" is missing`}},
		{"duplicate id", notes, `"id": "marn-mend-locks"`, `"id": "tide-plan"`, []string{`:26:13: the id "tide-plan" is taken by the instrument in instruments/tide-plan.json`}},
		{"id is not the file's name", "actors/marn.json", `"id": "marn"`, `"id": "marne"`, []string{`actors/marn.json:1:1: the id "marne" is not the file's name; rename the file to marne.json or write "marn"`}},
		{"id in capitals", notes, `"id": "marn-mend-locks"`, `"id": "Marn-Mend-Locks"`, []string{`:26:13: "Marn-Mend-Locks" is no id`}},
		{"id with an underscore", notes, `"id": "marn-mend-locks"`, `"id": "marn_mend_locks"`, []string{`is no id; write lower-case words`}},
		{"id with a look-alike letter", notes, `"id": "marn-mend-locks"`, `"id": "mаrn-mend-locks"`, []string{`is no id`}},
		{"unknown member", notes, `"parties": [`, `"partys": [`, []string{`:75:7: unknown member "partys"; did you mean "parties"? (at /cooperations/0/partys)`}},
		{"member in capitals", notes, `"voice": "quoted"`, `"Voice": "quoted"`, []string{`unknown member "Voice"; write it "voice"`}},
		{"member of another kind", notes, `"holder": "keeper-of-marn",
      "stance": "supports"`, `"modality": "stated", "holder": "keeper-of-marn",
      "stance": "supports"`, []string{`unknown member "modality"`}},
		{"missing member", notes, `      "mode": "bilateral",
`, ``, []string{`:63:5: member "mode" is missing (at /cooperations/0)`}},
		{"unknown mode", notes, `"mode": "bilateral"`, `"mode": "bilatral"`, []string{`:65:15: unknown mode "bilatral"; did you mean "bilateral"?`}},
		{"mode in capitals", notes, `"mode": "bilateral"`, `"mode": "Bilateral"`, []string{`did you mean "bilateral"?`}},
		{"two alternative modes", notes, `"alternatives": ["regional"]`, `"alternatives": ["regional", "multilateral"]`, []string{`2 alternative modes`}},
		{"kind of instrument on an actor", "actors/marn.json", `"kind": "state"`, `"kind": "strategy"`, []string{`unknown kind of actor "strategy"; use one of state, union`}},
		{"impossible date", notes, `"date": "2032",
      "parties"`, `"date": "2032-02-30",
      "parties"`, []string{`:74:15: date "2032-02-30": 2032-02 has no day 30 (at /cooperations/0/date)`}},
		{"reversed interval", "instruments/tide-plan.json", `"2031/2035"`, `"2035/2031"`, []string{`the interval ends before it begins`}},
		{"reversed period", "actors/marn.json", `"to": "2019-02-12"`, `"from": "2020", "to": "2019-02-12"`, []string{`the period ends on 2019-02-12, before it begins on 2020`}},
		{"timeline out of order", "instruments/tide-plan.json", `"date": "2030"`, `"date": "2032"`, []string{`adopted on 2031-03-01 stands after proposed on 2032`}},
		{"number as text", notes, `"start": 93,`, `"start": "93",`, []string{`a string where a whole number belongs (at /objectives/1/evidence/0/start)`}},
		{"negative offset", notes, `"start": 93,`, `"start": -93,`, []string{`-93 where a whole number from 0 belongs`}},
		{"fractional offset", notes, `"start": 93,`, `"start": 93.0,`, []string{`93.0 where a whole number from 0 belongs`}},
		{"reversed span", notes, `"start": 93, "end": 105`, `"start": 105, "end": 93`, []string{`:23:20: the span ends at 93, not after its start 105`}},
		{"empty span", notes, `"start": 93, "end": 105`, `"start": 93, "end": 93`, []string{`the span ends at 93, not after its start 93`}},
		{"span beyond the text", notes, `"start": 93, "end": 105`, `"start": 93, "end": 1050`, []string{`the span ends at 1050, beyond the 4`}},
		{"mention beyond the text", notes, `"start": 4, "end": 16`, `"start": 4, "end": 5000`, []string{`the span ends at 5000, beyond the 4`}},
		{"digest in capitals", notes, `d48c6bd2e2604f82e22b8a49e7b69bd73d6431cfd7951892b6a69f417fbecfd5`, `D48C6BD2E2604F82E22B8A49E7B69BD73D6431CFD7951892B6A69F417FBECFD5`, []string{`is no SHA-256 digest`}},
		{"digest of an empty text", notes, `d48c6bd2e2604f82e22b8a49e7b69bd73d6431cfd7951892b6a69f417fbecfd5`, `e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855`, []string{`the digest of an empty text`}},
		{"long quote", notes, `"quote": "train pilots"`, `"quote": "to train pilots mend locks"`, []string{`the quote shows 5 words`}},
		{"long end of a quote", notes, `"quote": "takes the … harbours seriously"`, `"quote": "takes the resilience of its … harbours seriously"`, []string{`shows 5 and 2 words at its ends`}},
		{"quote with dots for an ellipsis", notes, `"quote": "takes the … harbours seriously"`, `"quote": "takes the ... harbours seriously, and more"`, []string{`the quote shows 6 words`}},
		{"quote with a tight ellipsis", notes, `"quote": "takes the … harbours seriously"`, `"quote": "takes the very…harbours seriously"`, []string{`put a space on both sides of the ellipsis`}},
		{"quote with one end", notes, `"quote": "takes the … harbours seriously"`, `"quote": "takes the … …"`, []string{`shows no word at one end`}},
		{"speaker without quoted words", notes, `"quoted": "speech",`, ``, []string{`a speaker but without quoted words`}},
		{"empty list of holders", notes, `"holders": ["lantern-league", "marn"]`, `"holders": []`, []string{`an empty list where at least one item belongs`}},
		{"same theme twice", notes, `"themes": ["training"]`, `"themes": ["training", "training"]`, []string{`"training" stands twice in one list`}},
		{"null", notes, `"voice": "quoted"`, `"voice": null`, []string{`null where a string belongs`}},
		{"object where a list belongs", notes, `"themes": ["training"]`, `"themes": {"a": "training"}`, []string{`an object where an array belongs`}},
		{"inferred but absent", notes, `"inferred": ["lantern-league"],
      "evidence": [
        {"quote": "open`, `"inferred": ["marn-train-pilots"],
      "evidence": [
        {"quote": "open`, []string{`marn-train-pilots is called inferred, but does not stand in this record`}},
		{"remark without evidence", notes, `"kind": "not-stated"`, `"kind": "overtaken"`, []string{`a remark without evidence`}},
		{"relation between the wrong kinds", notes, `"type": "signed-by",
      "object": "marn"`, `"type": "updates",
      "object": "marn"`, []string{`marn is of kind actor; here belongs one of kind instrument`}},
		{"relation to itself", notes, `"type": "signed-by",
      "object": "marn"`, `"type": "updates",
      "object": "beacon-accord"`, []string{`beacon-accord stands in relation to itself`}},
		{"withdrawn but referred to", "actors/lantern-league.json", `"name":`, `"withdrawn": "dissolved", "name":`, []string{
			`actors/marn.json:9:29: lantern-league is withdrawn`, notes, notes, notes, notes, notes, notes, notes, notes, notes}},
		{"circle of parts", "actors/marn.json", `"memberships"`, `"partOf": [{"actor": "keeper-of-marn", "references": ["almanac-marn"]}], "memberships"`, []string{
			`actors/keeper-of-marn.json:7:13: keeper-of-marn stands above itself`, `actors/marn.json:9:13: marn stands above itself`}},
		{"circle of themes", "themes.json", `"label": "Resilience"`, `"label": "Resilience", "parent": "training"`, []string{
			`themes.json:3:59: resilience stands above itself`, `themes.json:4:55: training stands above itself`}},
		{"theme above which stands an actor", "themes.json", `"label": "Resilience"`, `"label": "Resilience", "parent": "marn"`, []string{`marn is of kind actor; here belongs one of kind theme`}},
		{"source of an unknown actor", "sources/isle-of-marn.json", `"subject": "marn"`, `"subject": "barn"`, []string{`no actor barn; did you mean marn?`}},
		{"slice of another length", "sources/isle-of-marn.json", `"start": 15`, `"start": 14`, []string{`the slice has`}},
		{"slice that ends before it begins", "sources/isle-of-marn.json", `"start": 15`, `"start": 9999`, []string{`before it begins at 9999`}},
		{"empty name", "actors/marn.json", `"name": "Isle of Marn"`, `"name": ""`, []string{`actors/marn.json:4:11: an empty string where a text belongs`}},
		{"event without a date", "instruments/tide-plan.json", `"date": "2030"`, `"date": ""`, []string{`an empty string where a date belongs`}},
		{"theme without an id", "themes.json", `{"id": "equal-shares", `, `{`, []string{`member "id" is missing`}},
		{"misspelt list of records", notes, `"cooperations": [`, `"cooperatons": [`, []string{`unknown member "cooperatons"; did you mean "cooperations"?`}},
		{"text without a length", "sources/isle-of-marn.json", `"codePoints": `, `"codePoint": `, []string{`unknown member "codePoint"; did you mean "codePoints"?`}},
		{"end with a fraction", notes, `"end": 105,`, `"end": 105.0,`, []string{`105.0 where a whole number from 0 belongs`}},
		{"long list with a repeat at its end", notes, `"themes": ["training"]`, `"themes": ["training", "repair", "warning", "aid", "equal-shares", "resilience", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "a"]`, []string{
			`"a" stands twice`, `no theme a`, `no theme b`, `no theme c`, `no theme d`, `no theme e`, `no theme f`, `no theme g`, `no theme h`, `no theme i`, `no theme j`, `no theme k`, `no theme a`}},
		{"a line cut off", notes, `"coverage": "complete",`, `"coverage": "complete"`, []string{notes + `:4:3: a string where a comma`}},
		{"text after the end", "dataset.json", "\n}", "\n}}", []string{`dataset.json:8:2: '}' after the end of the JSON value`}},
		{"byte order mark", "themes.json", "{\n", "\uFEFF{\n", []string{`themes.json:1:1: the file begins with a byte order mark`}},
		{"two faults", notes, `"modality": "priority",
      "voice": "entry"`, `"modality": "priorty",
      "voice": "entri"`, []string{`:10:19: unknown modality "priorty"; did you mean "priority"?`, `:11:16: unknown voice "entri"; did you mean "entry"?`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := harbourFiles(t)
			before := files[c.file].Data
			files[c.file].Data = bytes.Replace(before, []byte(c.old), []byte(c.new), 1)
			if bytes.Equal(before, files[c.file].Data) {
				t.Fatalf("%s does not contain %q", c.file, c.old)
			}
			_, err := cyberres.Open(files)
			var faults cyberres.Faults
			if !errors.As(err, &faults) {
				t.Fatalf("error %v", err)
			}
			if len(faults) != len(c.want) {
				t.Fatalf("%d faults, want %d:\n%v", len(faults), len(c.want), err)
			}
			for i, want := range c.want {
				if got := faults[i].Error(); !strings.Contains(got, want) {
					t.Errorf("fault %d is %q, want %q", i, got, want)
				}
			}
		})
	}
}

// Faults of several files come together, those that follow from none of the others included; places are those of the file, whatever its order.
func TestOpenReportsAllFilesAtOnce(t *testing.T) {
	files := harbourFiles(t)
	for _, c := range [][3]string{
		{"actors/marn.json", `"kind": "state"`, `"kind": "sate"`},
		{"instruments/tide-plan.json", `"object": "marn"`, `"object": "marnia"`},
		{"annotations/isle-of-marn.json", `"mentions": [`, `"mentions": [{"entity": "nobody", "quote": "x", "start": 400, "end": 401},`},
	} {
		files[c[0]].Data = bytes.Replace(files[c[0]].Data, []byte(c[1]), []byte(c[2]), 1)
	}
	_, err := cyberres.Open(files)
	want := []string{"actors/marn.json:3:11: unknown kind of actor", "annotations/isle-of-marn.json:142:27: no actor or instrument nobody", "instruments/tide-plan.json:12:49: no actor marnia; did you mean marn?"}
	faults, _ := err.(cyberres.Faults)
	for i, f := range faults {
		if i >= len(want) || !strings.HasPrefix(f.Error(), want[i]) {
			t.Errorf("fault %d: %v", i, f)
		}
	}
	if len(faults) != len(want) {
		t.Errorf("%d faults, want %d", len(faults), len(want))
	}
}

// Default leaves out checks that this has made, and gives the same dataset.
func TestTheEmbeddedDatasetOpens(t *testing.T) {
	d, err := cyberres.Open(dataset.FS())
	if err != nil {
		t.Fatal(err)
	}
	if fingerprint(t, d) != fingerprint(t, cyberres.Default()) {
		t.Error("Open and Default give different datasets")
	}
}

// Parts of parts are looked through once each: eighty layers of two actors, each a part of both above, have 2^80 ways up.
func TestManyWaysUp(t *testing.T) {
	files := harbourFiles(t)
	actor := func(layer, side int) string { return fmt.Sprintf("layer%d-side%d", layer, side) }
	for layer := range 80 {
		for side := range 2 {
			parts := ""
			if layer > 0 {
				parts = fmt.Sprintf(`, "partOf": [{"actor": %q, "references": ["almanac-marn"]}, {"actor": %q, "references": ["almanac-marn"]}]`, actor(layer-1, 0), actor(layer-1, 1))
			}
			id := actor(layer, side)
			files["actors/"+id+".json"] = &fstest.MapFile{Data: []byte(fmt.Sprintf(
				`{"id": %q, "kind": "group", "name": "x", "description": "x", "references": ["almanac-marn"]%s}`, id, parts))}
		}
	}
	notes := files["annotations/isle-of-marn.json"]
	notes.Data = bytes.Replace(notes.Data, []byte(`"holders": ["marn"]`), []byte(`"holders": ["layer79-side0"]`), 1)
	d, err := cyberres.Open(files)
	if err != nil {
		t.Fatal(err)
	}
	c, err := d.Compare("layer0-side1", "marn")
	if err != nil {
		t.Fatal(err)
	}
	if cell, ok := c.Cell("layer0-side1", "resilience"); !ok || cell.State != cyberres.CellStated {
		t.Errorf("what a part holds is %s for the whole", cell.State)
	}
}

// A chain of parts, or of themes, that would make every statement one of thousands of wholes is refused, and soon.
func TestChainsThatAreTooLong(t *testing.T) {
	files := harbourFiles(t)
	var themes strings.Builder
	const n = 3000
	for i := range n {
		id, parts := fmt.Sprintf("link-%d", i), ""
		if i > 0 {
			parts = fmt.Sprintf(`, "partOf": [{"actor": "link-%d", "references": ["almanac-marn"]}]`, i-1)
			fmt.Fprintf(&themes, `{"id": "theme-%d", "label": "x", "note": "x", "parent": "theme-%d"},`, i, i-1)
		} else {
			themes.WriteString(`{"id": "theme-0", "label": "x", "note": "x"},`)
		}
		files["actors/"+id+".json"] = &fstest.MapFile{Data: fmt.Appendf(nil, `{"id": %q, "kind": "group", "name": "Link", "description": "One of many.", "references": ["almanac-marn"]%s}`, id, parts)}
	}
	files["themes.json"].Data = bytes.Replace(files["themes.json"].Data, []byte(`"themes": [`), []byte(`"themes": [`+themes.String()), 1)
	_, err := cyberres.Open(files)
	faults, _ := err.(cyberres.Faults)
	if len(faults) < n/2 || !strings.Contains(err.Error(), ": theme-300 stands below more than 256 others") || !strings.Contains(err.Error(), ": link-300 stands below more than 256 others") ||
		strings.Contains(err.Error(), "theme-256 stands") || strings.Contains(err.Error(), "link-256 stands") {
		t.Errorf("%d faults: %.300v", len(faults), err)
	}
}

// A withdrawn record keeps what it refers to, other withdrawn records too.
func TestWithdrawnRecordsKeepTheirReferences(t *testing.T) {
	files := harbourFiles(t)
	const accord = "instruments/beacon-accord.json"
	files[accord].Data = bytes.Replace(files[accord].Data, []byte(`"title":`), []byte(`"withdrawn": "never signed", "title":`), 1)
	files[accord].Data = bytes.Replace(files[accord].Data, []byte(`"timeline":`), []byte(`"relations": [{"type": "signed-by", "object": "marn", "references": ["almanac-marn"]}], "timeline":`), 1)
	_, err := cyberres.Open(files)
	faults, _ := err.(cyberres.Faults)
	for _, f := range faults {
		if f.File == accord || !strings.Contains(f.Message, "beacon-accord is withdrawn") {
			t.Errorf("%v", f)
		}
	}
	if len(faults) == 0 {
		t.Error("statements and mentions that stand may refer to a withdrawn instrument")
	}
}

// A file with very many faults is given up after the first hundred, so that hostile input costs no more than a long file.
func TestOpenGivesUpAFileFullOfFaults(t *testing.T) {
	files := harbourFiles(t)
	notes := files["annotations/isle-of-marn.json"]
	mentions := strings.Repeat(`{"entity": "nobody", "quote": "x", "start": 0, "end": 1},`+"\n", 20_000)
	notes.Data = bytes.Replace(notes.Data, []byte(`"mentions": [`), []byte(`"mentions": [`+mentions), 1)
	_, err := cyberres.Open(files)
	faults, ok := err.(cyberres.Faults)
	if !ok || len(faults) != 101 || !strings.Contains(faults[100].Message, "there are more faults in this file") {
		t.Errorf("%d faults, the first %v", len(faults), faults[0])
	}
}

func TestOpenFindsMisspeltNames(t *testing.T) {
	for from, to := range map[string]string{
		"annotations/isle-of-marn.json": "annotation/isle-of-marn.json", "instruments/tide-plan.json": "instrument/tide-plan.json", "themes.json": "theme.json",
		"actors/lantern-league.json": "actors/lantern-league.JSON",
	} {
		files := harbourFiles(t)
		files[to] = files[from]
		delete(files, from)
		_, err := cyberres.Open(files)
		if err == nil || !strings.Contains(err.Error(), "did you mean") && !strings.Contains(err.Error(), "in lower case") {
			t.Errorf("%s as %s: %v", from, to, err)
		}
	}
}

func TestOpenWithoutFiles(t *testing.T) {
	_, err := cyberres.Open(fstest.MapFS{})
	var faults cyberres.Faults
	if !errors.As(err, &faults) || len(faults) != 3 {
		t.Fatalf("an empty folder gives %v", err)
	}
	for _, f := range faults {
		if !strings.Contains(f.Error(), "the file is missing") || f.Line != 0 {
			t.Errorf("fault %v", f)
		}
	}
}

// A file that breaks off must not drown its own fault in complaints about ids that it would have defined.
func TestOpenDoesNotBlameTheInnocent(t *testing.T) {
	files := harbourFiles(t)
	files["themes.json"].Data = files["themes.json"].Data[:100]
	_, err := cyberres.Open(files)
	if faults, ok := err.(cyberres.Faults); !ok || len(faults) != 1 || faults[0].File != "themes.json" {
		t.Errorf("faults: %v", err)
	}
}

// What is no plain file is refused and not followed; what is not part of a dataset is left alone.
func TestOpenReadsPlainFilesOnly(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(harbourDir)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "actors", "NOTES.txt"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := cyberres.Open(os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "actors", "marn.json"), filepath.Join(dir, "actors", "link.json")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if err := os.Mkdir(filepath.Join(dir, "actors", "folder.json"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := cyberres.Open(os.DirFS(dir))
	faults, ok := err.(cyberres.Faults)
	if !ok || len(faults) != 2 {
		t.Fatalf("faults: %v", err)
	}
	for i, name := range []string{"actors/folder.json", "actors/link.json"} {
		if faults[i].File != name || !strings.Contains(faults[i].Message, "not a regular file") {
			t.Errorf("fault: %v", faults[i])
		}
	}
}

// hugeFS claims that one file is enormous, and fails the test if it is read.
type hugeFS struct {
	fs.FS
	t *testing.T
}

type hugeFile struct {
	fs.File
	t *testing.T
}

type hugeInfo struct{ fs.FileInfo }

func (f hugeFS) Open(name string) (fs.File, error) {
	file, err := f.FS.Open(name)
	if name == "themes.json" {
		return hugeFile{file, f.t}, err
	}
	return file, err
}

func (f hugeFile) Stat() (fs.FileInfo, error) {
	info, err := f.File.Stat()
	return hugeInfo{info}, err
}

func (f hugeFile) Read([]byte) (int, error) {
	f.t.Error("a file over the limit is read")
	return 0, fs.ErrInvalid
}

func (hugeInfo) Size() int64 { return 100 << 20 }

func TestOpenRefusesAHugeFileUnread(t *testing.T) {
	_, err := cyberres.Open(hugeFS{harbourFiles(t), t})
	if faults, ok := err.(cyberres.Faults); !ok || len(faults) != 1 || !strings.Contains(faults[0].Message, "more than the") {
		t.Errorf("error %v", err)
	}
}

// Withdrawn records are found by their id and in no sequence.
func TestWithdrawn(t *testing.T) {
	files := harbourFiles(t)
	notes := files["annotations/isle-of-marn.json"]
	notes.Data = bytes.Replace(notes.Data, []byte(`"id": "marn-train-pilots",`), []byte(`"id": "marn-train-pilots", "withdrawn": "misread",`), 1)
	d, err := cyberres.Open(files)
	if err != nil {
		t.Fatal(err)
	}
	if o, ok := d.Objective("marn-train-pilots"); !ok || o.Withdrawn != "misread" {
		t.Errorf("by id: %v, %v", o, ok)
	}
	for s := range d.Statements(cyberres.Filter{}) {
		if s.Claim().ID == "marn-train-pilots" {
			t.Error("a withdrawn objective is among the statements")
		}
	}
	c, err := d.Compare("marn")
	if err != nil {
		t.Fatal(err)
	}
	if cell, _ := c.Cell("marn", "training"); cell.State != cyberres.CellSilent {
		t.Errorf("compared as %s", cell.State)
	}
}

func FuzzOpen(f *testing.F) {
	for _, name := range []string{"themes.json", "actors/marn.json", "instruments/tide-plan.json", "sources/isle-of-marn.json", "annotations/isle-of-marn.json"} {
		data, err := os.ReadFile(harbourDir + "/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(name, data)
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		files := harbourFiles(t)
		if !fs.ValidPath(name) || name == "." {
			return
		}
		for known := range files { // a file cannot be a folder of another
			if strings.HasPrefix(known, name+"/") || strings.HasPrefix(name, known+"/") {
				return
			}
		}
		files[name] = &fstest.MapFile{Data: data}
		d, err := cyberres.Open(files)
		if err != nil {
			if faults, ok := err.(cyberres.Faults); ok {
				for _, fault := range faults {
					if fault.File == "" || fault.Message == "" || fault.Line < 0 {
						t.Fatalf("fault %+v", fault)
					}
				}
			}
			return
		}
		for s := range d.Statements(cyberres.Filter{Parts: true, Themes: []cyberres.ThemeID{"resilience"}}) {
			s.Claim()
		}
		if _, err := d.Compare("marn", "lantern-league"); err != nil {
			t.Fatal(err)
		}
		for range d.Participations(cyberres.Filter{}) {
		}
	})
}
