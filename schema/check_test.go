package schema

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func ExampleCheck() {
	report, err := Check(os.DirFS("../cyberres/testdata/harbour"), Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Files, "files,", report.Records, "records,", len(report.Findings), "findings")
	// Output: 11 files, 28 records, 0 findings
}

func TestDatasetsAreGood(t *testing.T) {
	for _, dir := range []string{harbourDir, "../dataset"} {
		for _, f := range mustCheck(t, os.DirFS(dir)) {
			t.Errorf("%s/%v", dir, f)
		}
	}
}

// mustCheck returns what Check says.
func mustCheck(t testing.TB, fsys fs.FS) []Finding {
	t.Helper()
	report, err := Check(fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return report.Findings
}

// spoil replaces a part of a file, or all of it.
func spoil(t testing.TB, files fstest.MapFS, name, old, new string) {
	t.Helper()
	if old == "" { // all of it
		files[name] = &fstest.MapFile{Data: []byte(new)}
		return
	}
	before := files[name].Data
	after := bytes.Replace(before, []byte(old), []byte(new), 1)
	if bytes.Equal(before, after) {
		t.Fatalf("%s does not contain %q", name, old)
	}
	files[name] = &fstest.MapFile{Data: after}
}

const (
	notes  = "annotations/isle-of-marn.json"
	source = "sources/isle-of-marn.json"
	marn   = "actors/marn.json"
	tide   = "instruments/tide-plan.json"
	accord = "instruments/beacon-accord.json"
)

// Each case makes one mistake, and Check tells it once, in its place: testdata/golden/mistakes.txt has the messages together, to be read as a reader would.
func TestOneMistakeOneFinding(t *testing.T) {
	var b strings.Builder
	for _, c := range []struct {
		name, file, old, new string
	}{
		// strict JSON
		{"no comma", notes, `"coverage": "complete",`, `"coverage": "complete"`},
		{"comma too many", marn, `{"text": "Has nine harbours.", "references": ["almanac-marn"]}]`, `{"text": "Has nine harbours.", "references": ["almanac-marn"]},]`},
		{"cut off at once", marn, "{\n", ""},
		{"not an object", marn, "", "[]"},
		{"text after the end", "themes.json", "  ]\n}", "  ]\n}}"},
		{"member twice", notes, `"voice": "entry",`, `"voice": "entry", "voice": "entry",`},
		{"not UTF-8", marn, `An invented island.`, "An invented \xffisland."},
		{"half a surrogate in an id", notes, `"id": "marn-mend-locks"`, `"id": "\ud800marn"`},
		{"not UTF-8 in a name", notes, `"mode": "bilateral"`, "\"mo\xffde\": \"bilateral\""},
		{"huge number", notes, `"start": 93,`, `"start": 9007199254740993,`},
		{"broken source", source, `"codePoints"`, `"codePoints" "`},
		{"broken themes", "themes.json", `{"id": "training"`, `{"id" "training"`},
		// the schemas
		{"unknown member", notes, `"parties": [`, `"partys": [`},
		{"unknown member in capitals", notes, `"voice": "quoted"`, `"Voice": "quoted"`},
		{"unknown member, odd name", notes, `"source": "isle`, `"a/b~ %41é": 1, "source": "isle`},
		{"unknown member that is optional", notes, `"beneficiaries": ["lantern-league"]`, `"beneficaries": ["lantern-league"]`},
		{"unknown list of records", notes, `"cooperations": [`, `"cooperatons": [`},
		{"unknown list of references", "references.json", `"references"`, `"refrences"`},
		{"unknown references of a fact", marn, `"text": "Has nine harbours.", "references"`, `"text": "Has nine harbours.", "refs"`},
		{"unknown evidence of a remark", notes, `"corrected": "2031 Tide Plan",
      "evidence"`, `"corrected": "2031 Tide Plan",
      "evidences"`},
		{"missing member", notes, `      "mode": "bilateral",
`, ``},
		{"missing length of the text", source, `"codePoints": 467, `, ``},
		{"missing end of a span", notes, `"start": 93, "end": 105,`, `"start": 93,`},
		{"missing list of themes", "themes.json", "", "{}"},
		{"unknown mode", notes, `"mode": "bilateral"`, `"mode": "bilatral"`},
		{"unknown kind of actor", marn, `"kind": "state"`, `"kind": "pirate"`},
		{"unknown quoted with a speaker", notes, `"quoted": "speech"`, `"quoted": "spoken"`},
		{"unknown kind of remark", notes, `"kind": "not-stated"`, `"kind": "unstated"`},
		{"a string for a list", notes, `"themes": ["training"]`, `"themes": "training"`},
		{"a string for a list that is called inferred", notes, `"beneficiaries": ["lantern-league"]`, `"beneficiaries": "lantern-league"`},
		{"an object for a list of records", "themes.json", "", `{"themes": {"id": "resilience"}}`},
		{"a string for a number", notes, `"start": 93,`, `"start": "93",`},
		{"a fraction", notes, `"start": 93,`, `"start": 93.5,`},
		{"a whole number with a fraction", notes, `"end": 105,`, `"end": 105.0,`},
		{"a negative number", notes, `"readings": 1`, `"readings": -1`},
		{"null", notes, `"voice": "quoted"`, `"voice": null`},
		{"a boolean", marn, `"name": "Isle of Marn"`, `"name": true`},
		{"no holders", notes, `"holders": ["lantern-league", "marn"]`, `"holders": []`},
		{"two alternatives", notes, `["regional"]`, `["regional", "multilateral"]`},
		{"same theme twice", notes, `"themes": ["training"]`, `"themes": ["training", "training"]`},
		{"id in capitals", notes, `"id": "marn-mend-locks"`, `"id": "Marn-Mend-Locks"`},
		{"long id", notes, `"id": "marn-mend-locks"`, `"id": "` + strings.Repeat("a", 101) + `"`},
		{"blanks", marn, `"An invented island."`, `" \u3000"`},
		{"short digest", source, `"6fdb3a`, `"6fdb3`},
		{"date in another order", accord, `"2032-05-04"`, `"04-05-2032"`},
		{"month 13", accord, `"date": "2032"`, `"date": "2032-13"`},
		{"card without a licence", "dataset.json", `  "licence": "CC0-1.0",
`, ``},
		// the sense of the records
		{"day that does not exist", accord, `"2032-05-04"`, `"2032-02-30"`},
		{"reversed interval", tide, `"2031/2035"`, `"2035/2031"`},
		{"dangling id", notes, `"holders": ["marn"]`, `"holders": ["mran"]`},
		{"dangling id that is called inferred", notes, `"beneficiaries": ["lantern-league"]`, `"beneficiaries": ["lantern-leage"]`},
		{"dangling reference", marn, `"gazette-accord"`, `"gazete-accord"`},
		{"wrong kind", notes, `"statedIn": ["tide-plan"]`, `"statedIn": ["marn"]`},
		{"relation the wrong way round", notes, `"subject": "beacon-accord",
      "type": "signed-by",
      "object": "marn"`, `"subject": "marn",
      "type": "signed-by",
      "object": "beacon-accord"`},
		{"objective among positions", notes, `"positions": [`, `"positions": [{"id": "marn-sails", "holders": ["marn"], "summary": "Sails shall be mended.", "modality": "stated", "voice": "entry", "themes": ["repair"], "evidence": [{"quote": "mend the sea‑locks", "start": 107, "end": 125, "sha256": "2aae7bbf9ee0dc254c2ee4b606be757fe0d15ca27873ee76ec707b7c721ed57c"}]},`},
		{"id is not the file's name", marn, `"id": "marn"`, `"id": "marm"`},
		{"source that is another", notes, `"source": "isle-of-marn"`, `"source": "isle-of-barn"`},
		{"span beyond the text", notes, `"start": 454, "end": 466`, `"start": 454, "end": 4660`},
		{"wrong length of the text", source, `"codePoints": 467`, `"codePoints": 47`},
		{"slice that ends before it begins", source, `"start": 15`, `"start": 9999`},
		{"long quote", notes, `"quote": "train pilots"`, `"quote": "to train pilots and mend"`},
		{"digest of nothing", notes, `d48c6bd2e2604f82e22b8a49e7b69bd73d6431cfd7951892b6a69f417fbecfd5`, `e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855`},
		{"remark without evidence", notes, `"kind": "not-stated"`, `"kind": "typo"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := harbour(t)
			spoil(t, files, c.file, c.old, c.new)
			got := mustCheck(t, files)
			if len(got) != 1 {
				t.Errorf("one mistake has the findings\n%v", got)
			}
			for _, f := range got {
				fmt.Fprintf(&b, "%s\n    %v\n", c.name, f)
			}
		})
	}
	golden(t, "mistakes.txt", b.String())
}

// golden compares with a file of what is expected, or rewrites it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// What has nothing to do with a mistake is told beside it.
func TestTwoMistakesTwoFindings(t *testing.T) {
	for _, c := range []struct {
		name string
		edit [2][3]string // file, old, new
		want [2]string
	}{
		{"in one record", [2][3]string{
			{notes, `"modality": "priority"`, `"modality": "priorty"`},
			{notes, `"holders": ["marn"]`, `"holders": ["mran"]`},
		}, [2]string{`no actor mran`, `unknown value "priorty"`}},
		{"one member missing, one dangling", [2][3]string{
			{notes, `"mode": "bilateral",`, ``},
			{notes, `"instruments": ["beacon-accord"]`, `"instruments": ["beacon"]`},
		}, [2]string{`member "mode" is missing`, `no instrument beacon`}},
		{"two members missing", [2][3]string{
			{notes, `"mode": "bilateral",`, ``},
			{notes, `"status": "agreed",`, ``},
		}, [2]string{`members "mode", "status" are missing`, ``}},
		{"two unknown members", [2][3]string{
			{notes, `"mode": "bilateral",`, `"mode": "bilateral", "zz": 1,`},
			{notes, `"status": "agreed",`, `"status": "agreed", "yyyyyyy": 1,`},
		}, [2]string{`unknown member "zz"; known here`, `unknown member "yyyyyyy"; known here`}},
		{"in two files", [2][3]string{
			{marn, `"kind": "state"`, `"kind": "pirate"`},
			{tide, `"2031/2035"`, `"2035/2031"`},
		}, [2]string{`unknown value "pirate"`, `before it begins on 2035`}},
		{"beside broken JSON", [2][3]string{
			{"actors/lantern-league.json", `"kind"`, `kind`},
			{tide, `"type": "issued-by"`, `"type": "member-of"`},
		}, [2]string{`where a member's name in double quotes belongs`, `no instrument is "member-of" anything`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := harbour(t)
			for _, e := range c.edit {
				spoil(t, files, e[0], e[1], e[2])
			}
			got := mustCheck(t, files)
			both := c.want[1] != "" // two members that are missing in one record are told together
			if both && len(got) != 2 || !both && len(got) != 1 || !strings.Contains(got[0].Message, c.want[0]) || both && !strings.Contains(got[1].Message, c.want[1]) {
				t.Errorf("findings:\n%v", got)
			}
		})
	}
}

// crowd is a dataset with a great many faults of all sorts.
func crowd(t testing.TB) fstest.MapFS {
	files := harbour(t)
	spoil(t, files, notes, `"mentions": [`, `"mentions": [`+strings.Repeat(`{"entity": "Marn", "quotes": 1, "begin": -1, "end": "x"}, `, 300))
	spoil(t, files, marn, `"facts": [`, `"facts": [`+strings.Repeat(`{"text": "x", "references": ["tide-plan"]}, `, 150))
	spoil(t, files, tide, `"references": ["almanac-marn"]`, `"a": 1, "a": 2, "b": "\ud800", "kinds": "strategy", "references": [1, null, "`+strings.Repeat("A", 101)+`", "almanac-marn", "almanac-marn"]`)
	spoil(t, files, "themes.json", `{"id": "aid", `, strings.Repeat(`{"idd": "aid", "idd": 1}, `, 120)+`{"id": "aid", `)
	return files
}

func TestFindingsAreOrderedAndTheSameOnEveryRun(t *testing.T) {
	files := crowd(t)
	want := mustCheck(t, files)
	count := map[string]int{}
	for i, f := range want {
		count[f.File]++
		if i > 0 {
			p := want[i-1]
			if fmt.Sprintf("%s %9d %9d", p.File, p.Line, p.Column) > fmt.Sprintf("%s %9d %9d", f.File, f.Line, f.Column) {
				t.Errorf("%v\nstands before\n%v", p, f)
			}
		}
	}
	for _, name := range []string{notes, marn, "themes.json"} {
		i := slices.IndexFunc(want, func(f Finding) bool { return f.File == name })
		if last := want[i+count[name]-1]; count[name] != 101 || last.Code != tooMany.Code {
			t.Errorf("%s: %d faults, the last one is %v", name, count[name], last)
		}
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for range 10 {
				got, err := Check(files, Options{})
				if diff := cmp.Diff(want, got.Findings); diff != "" || err != nil {
					t.Errorf("another run says otherwise (%v):\n%s", err, diff)
				}
			}
		})
	}
	wait.Wait()
}

func TestOnlyPlainFilesAreRead(t *testing.T) {
	for _, c := range []struct {
		name, want string
		edit       func(dir string) error
	}{
		{"link to a file", "actors/marn.json: error: not-a-file: a link", func(dir string) error {
			return relink(filepath.Join(dir, "actors/marn.json"))
		}},
		{"link to a file at the top", "themes.json: error: not-a-file: a link", func(dir string) error {
			return relink(filepath.Join(dir, "themes.json"))
		}},
		{"link to a folder", "actors: error: not-a-file: a link", func(dir string) error {
			return relink(filepath.Join(dir, "actors"))
		}},
		{"dangling link", "actors/other.json: error: not-a-file: a link", func(dir string) error {
			return os.Symlink("/nowhere/at/all", filepath.Join(dir, "actors/other.json"))
		}},
		{"folder for a file", "actors/other.json: error: not-a-file: a folder", func(dir string) error {
			return os.Mkdir(filepath.Join(dir, "actors/other.json"), 0o700)
		}},
		{"file for a folder", "instruments: error: not-a-file: a file", func(dir string) error {
			if err := os.RemoveAll(filepath.Join(dir, "instruments")); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(dir, "instruments"), nil, 0o600)
		}},
		{"file without end", "references.json: error: too-large: the file has 33554433 bytes, more than the 33554432 allowed", func(dir string) error {
			return os.Truncate(filepath.Join(dir, "references.json"), maxFile+1)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, harbour(t)); err != nil {
				t.Fatal(err)
			}
			if err := c.edit(dir); err != nil {
				t.Skip("not possible here:", err)
			}
			got := mustCheck(t, os.DirFS(dir))
			if len(got) != 1 || !strings.HasPrefix(got[0].String(), c.want) {
				t.Errorf("findings:\n%v\nwant %s", got, c.want)
			}
		})
	}
}

// huge is a file system in which one file has an impossible size and cannot be read.
type huge struct{ fs.FS }

type hugeFile struct{ fs.File }

type hugeInfo struct{ fs.FileInfo }

func (f huge) Open(name string) (fs.File, error) {
	file, err := f.FS.Open(name)
	if name == marn {
		return hugeFile{file}, err
	}
	return file, err
}

func (f hugeFile) Stat() (fs.FileInfo, error) {
	info, err := f.File.Stat()
	return hugeInfo{info}, err
}

func (f hugeFile) Read([]byte) (int, error) { return 0, fs.ErrInvalid }

func (hugeInfo) Size() int64 { return 100 << 20 }

func TestHugeFilesAreNotRead(t *testing.T) {
	got := mustCheck(t, huge{harbour(t)})
	if len(got) != 1 || !strings.HasPrefix(got[0].String(), marn+": error: too-large: the file has 104857600 bytes") {
		t.Errorf("findings:\n%v", got)
	}
}

// relink moves a file away and leaves a link to it in its place.
func relink(name string) error {
	away := filepath.Join(filepath.Dir(filepath.Dir(name)), "away-"+filepath.Base(name))
	if err := os.Rename(name, away); err != nil {
		return err
	}
	return os.Symlink(away, name)
}

// What lies beside a dataset is nobody's business.
func TestOtherFilesAreLeftAlone(t *testing.T) {
	files := harbour(t)
	for _, name := range []string{"notes.json", "actors/README.md", "texts/page.json"} {
		files[name] = &fstest.MapFile{Data: []byte("{")}
	}
	if got := mustCheck(t, files); got != nil {
		t.Errorf("findings:\n%v", got)
	}
}

func TestWhatIsMissing(t *testing.T) {
	got := mustCheck(t, fstest.MapFS{})
	if len(got) != 1 || got[0].String() != "dataset.json: error: missing-file: this folder is no dataset: there is no dataset.json, themes.json, references.json" {
		t.Errorf("an empty folder has the findings\n%v", got)
	}
	files := harbour(t)
	delete(files, "references.json")
	if got := mustCheck(t, files); len(got) != 1 || got[0].File != "references.json" {
		t.Errorf("without references the findings are\n%v", got)
	}
}

// failing is a file system that cannot read one file.
type failing struct {
	fs.FS
	name string
}

func (f failing) Open(name string) (fs.File, error) {
	if name == f.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return f.FS.Open(name)
}

func TestWhatCannotBeRead(t *testing.T) {
	if report, err := Check(failing{harbour(t), "."}, Options{}); !errors.Is(err, fs.ErrPermission) || report != nil {
		t.Errorf("the folder: report %v, error %v", report, err)
	}
	for _, name := range []string{"themes.json", "actors", "actors/marn.json"} {
		got := mustCheck(t, failing{harbour(t), name})
		if len(got) != 1 || got[0].Code != unreadable.Code || got[0].File != name {
			t.Errorf("%s: findings %v", name, got)
		}
	}
}

// Findings of some files are wanted; the others are read for what they define.
func TestOnly(t *testing.T) {
	files := harbour(t)
	spoil(t, files, notes, `"holders": ["marn"]`, `"holders": ["mran"]`)
	spoil(t, files, tide, `"2031/2035"`, `"2035/2031"`)
	report, err := Check(files, Options{Only: func(name string) bool { return name == tide }})
	if err != nil || len(report.Findings) != 1 || report.Findings[0].File != tide || report.Files != 1 {
		t.Errorf("report %+v, error %v", report, err)
	}
}

// A text that is nobody's is no finding: whoever named it must know.
func TestTexts(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(harbourDir, "texts/page.txt"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(harbourDir, "texts/isle-of-marn.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, texts := range [][]string{{string(page)}, {string(text)}, {string(page), string(text)}} {
		if report, err := Check(harbour(t), Options{Texts: texts}); err != nil || len(report.Findings) > 0 {
			t.Errorf("%d texts: report %+v, error %v", len(texts), report, err)
		}
	}
	if _, err := Check(harbour(t), Options{Texts: []string{"another text"}}); err == nil || !strings.Contains(err.Error(), "is that of no source") {
		t.Errorf("another text: %v", err)
	}
}
