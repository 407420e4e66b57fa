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

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/strictjson"
)

func ExampleCheck() {
	faults, err := Check(os.DirFS("../cyberres/testdata/harbour"))
	fmt.Println(len(faults), err)
	// Output: 0 <nil>
}

func TestDatasetsAreGood(t *testing.T) {
	for _, dir := range []string{harbourDir, "../dataset"} {
		for _, f := range mustCheck(t, os.DirFS(dir)) {
			t.Errorf("%s/%v", dir, f)
		}
	}
}

// mustCheck returns what Check says.
func mustCheck(t testing.TB, fsys fs.FS) cyberres.Faults {
	t.Helper()
	faults, err := Check(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return faults
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

// Each case makes one mistake, and Check tells it once, in its place.
func TestOneMistakeOneFault(t *testing.T) {
	for _, c := range []struct {
		name, file, old, new string
		want                 string // line:col: and how the message begins
	}{
		// strict JSON
		{"no comma", notes, `"coverage": "complete",`, `"coverage": "complete"`, `4:3: a string where a comma or the object's closing brace belongs`},
		{"comma too many", marn, `{"text": "Has nine harbours.", "references": ["almanac-marn"]}]`, `{"text": "Has nine harbours.", "references": ["almanac-marn"]},]`, `10:76: a comma before the closing bracket; remove it`},
		{"cut off at once", marn, "{\n", "", `1:3: a string where an object belongs`},
		{"not an object", marn, "", "[]", `1:1: an array where an object belongs`},
		{"text after the end", "themes.json", "  ]\n}", "  ]\n}}", `10:2: '}' after the end of the JSON value; a file holds one value`},
		{"member twice", notes, `"voice": "entry",`, `"voice": "entry", "voice": "entry",`, `11:25: member "voice" stands twice in one object, first on line 11; keep one`},
		{"not UTF-8", marn, `An invented island.`, "An invented \xffisland.", `5:31: the byte 0xff, which is not UTF-8; save the file as UTF-8`},
		{"half a surrogate in an id", notes, `"id": "marn-mend-locks"`, `"id": "\ud800marn"`, `26:14: half of a surrogate pair (\ud800); write the character itself`},
		{"not UTF-8 in a name", notes, `"mode": "bilateral"`, "\"mo\xffde\": \"bilateral\"", `65:10: the byte 0xff, which is not UTF-8; save the file as UTF-8`},
		{"huge number", notes, `"start": 93,`, `"start": 9007199254740993,`, `23:55: the whole number 9007199254740993 is beyond 2^53-1, which not every reader can hold`},
		{"broken source", source, `"codePoints"`, `"codePoints" "`, `10:25: a string where a colon belongs`},
		{"broken themes", "themes.json", `{"id": "training"`, `{"id" "training"`, `4:11: a string where a colon belongs`},
		// the schemas
		{"unknown member", notes, `"parties": [`, `"partys": [`, `75:7: unknown member "partys"; did you mean "parties"?`},
		{"unknown member in capitals", notes, `"voice": "quoted"`, `"Voice": "quoted"`, `92:7: unknown member "Voice"; write it "voice"`},
		{"unknown member, odd name", notes, `"source": "isle`, `"a/b~ %41é": 1, "source": "isle`, `2:3: unknown member "a/b~ %41é"; known here: $schema, cooperations, coverage, mentions,`},
		{"unknown member that is optional", notes, `"beneficiaries": ["lantern-league"]`, `"beneficaries": ["lantern-league"]`, `43:7: unknown member "beneficaries"; did you mean "beneficiaries"?`},
		{"unknown list of records", notes, `"cooperations": [`, `"cooperatons": [`, `62:3: unknown member "cooperatons"; did you mean "cooperations"?`},
		{"unknown list of references", "references.json", `"references"`, `"refrences"`, `2:3: unknown member "refrences"; did you mean "references"?`},
		{"unknown references of a fact", marn, `"text": "Has nine harbours.", "references"`, `"text": "Has nine harbours.", "refs"`, `10:44: unknown member "refs", and "references" is missing; did you mean that?`},
		{"unknown evidence of a remark", notes, `"corrected": "2031 Tide Plan",
      "evidence"`, `"corrected": "2031 Tide Plan",
      "evidences"`, `158:7: unknown member "evidences"; did you mean "evidence"?`},
		{"missing member", notes, `      "mode": "bilateral",
`, ``, `63:5: member "mode" is missing`},
		{"missing length of the text", source, `"codePoints": 467, `, ``, `10:11: member "codePoints" is missing`},
		{"missing end of a span", notes, `"start": 93, "end": 105,`, `"start": 93,`, `23:20: member "end" is missing`},
		{"missing list of themes", "themes.json", "", "{}", `1:1: member "themes" is missing`},
		{"unknown mode", notes, `"mode": "bilateral"`, `"mode": "bilatral"`, `65:15: unknown value "bilatral"; did you mean "bilateral"?`},
		{"unknown kind of actor", marn, `"kind": "state"`, `"kind": "pirate"`, `3:11: unknown value "pirate"; use one of state, union, organisation, institution, agency,`},
		{"unknown quoted with a speaker", notes, `"quoted": "speech"`, `"quoted": "spoken"`, `99:21: unknown value "spoken"; use one of speech, term`},
		{"unknown kind of remark", notes, `"kind": "not-stated"`, `"kind": "unstated"`, `175:44: unknown value "unstated"; use one of typo, artefact, anachronism, imprecise,`},
		{"a string for a list", notes, `"themes": ["training"]`, `"themes": "training"`, `21:17: a string where an array belongs`},
		{"a string for a list that is called inferred", notes, `"beneficiaries": ["lantern-league"]`, `"beneficiaries": "lantern-league"`, `43:24: a string where an array belongs`},
		{"an object for a list of records", "themes.json", "", `{"themes": {"id": "resilience"}}`, `1:12: an object where an array belongs`},
		{"a string for a number", notes, `"start": 93,`, `"start": "93",`, `23:55: a string where a whole number belongs`},
		{"a fraction", notes, `"start": 93,`, `"start": 93.5,`, `23:55: 93.5 where a whole number from 0 belongs`},
		{"a whole number with a fraction", notes, `"end": 105,`, `"end": 105.0,`, `23:66: 105.0 where a whole number from 0 belongs`},
		{"a negative number", notes, `"readings": 1`, `"readings": -1`, `4:49: -1 where a whole number from 0 belongs`},
		{"null", notes, `"voice": "quoted"`, `"voice": null`, `92:16: null where a string belongs; leave the member out if there is nothing to say`},
		{"a boolean", marn, `"name": "Isle of Marn"`, `"name": true`, `4:11: a boolean where a string belongs`},
		{"no holders", notes, `"holders": ["lantern-league", "marn"]`, `"holders": []`, `52:18: an empty list where at least one item belongs`},
		{"two alternatives", notes, `["regional"]`, `["regional", "multilateral"]`, `66:23: 2 items where at most 1 belongs`},
		{"same theme twice", notes, `"themes": ["training"]`, `"themes": ["training", "training"]`, `21:30: "training" stands twice in one list`},
		{"id in capitals", notes, `"id": "marn-mend-locks"`, `"id": "Marn-Mend-Locks"`, `26:13: "Marn-Mend-Locks" is no id; write lower-case words joined by hyphens, such as`},
		{"long id", notes, `"id": "marn-mend-locks"`, `"id": "` + strings.Repeat("a", 101) + `"`, `26:13: an id of 101 characters, more than the 100 allowed`},
		{"blanks", marn, `"An invented island."`, `" \u3000"`, `5:18: a string of blanks; leave the member out`},
		{"short digest", source, `"6fdb3a`, `"6fdb3`, `10:54: "6fdb3011e19cbd88f937621a160cbdce0af323c95b57d7e4dfcfcc2e4aa5409" is no SHA-256`},
		{"date in another order", accord, `"2032-05-04"`, `"04-05-2032"`, `8:43: date "04-05-2032": '-' where a digit belongs; write 2021, 2021-02 or 2021-02-19`},
		{"month 13", accord, `"date": "2032"`, `"date": "2032-13"`, `9:50: date "2032-13": there is no month 13`},
		{"card without a licence", "dataset.json", `  "licence": "CC0-1.0",
`, ``, `1:1: member "licence" is missing`},
		// the sense of the records
		{"day that does not exist", accord, `"2032-05-04"`, `"2032-02-30"`, `8:43: date "2032-02-30": 2032-02 has no day 30`},
		{"reversed interval", tide, `"2031/2035"`, `"2035/2031"`, `7:13: date "2035/2031": the interval ends before it begins`},
		{"dangling id", notes, `"holders": ["marn"]`, `"holders": ["mran"]`, `8:19: no actor mran; did you mean marn?`},
		{"dangling id that is called inferred", notes, `"beneficiaries": ["lantern-league"]`, `"beneficiaries": ["lantern-leage"]`, `43:25: no actor lantern-leage; did you mean lantern-league?`},
		{"dangling reference", marn, `"gazette-accord"`, `"gazete-accord"`, `9:81: no reference gazete-accord; did you mean gazette-accord?`},
		{"wrong kind", notes, `"statedIn": ["tide-plan"]`, `"statedIn": ["marn"]`, `22:20: marn is of kind actor; here belongs one of kind instrument`},
		{"id is not the file's name", marn, `"id": "marn"`, `"id": "marm"`, `1:1: the id "marm" is not the file's name; rename the file to marm.json or write`},
		{"source that is another", notes, `"source": "isle-of-marn"`, `"source": "isle-of-barn"`, `2:13: the source "isle-of-barn" is not the file's name; rename the file to isle-of-barn.json`},
		{"span beyond the text", notes, `"start": 454, "end": 466`, `"start": 454, "end": 4660`, `165:67: the span ends at 4660, beyond the 467 code points of the text`},
		{"wrong length of the text", source, `"codePoints": 467`, `"codePoints": 47`, `11:13: the slice has 467 code points, the text 47`},
		{"slice that ends before it begins", source, `"start": 15`, `"start": 9999`, `11:13: the slice ends at 482, before it begins at 9999`},
		{"long quote", notes, `"quote": "train pilots"`, `"quote": "to train pilots and mend"`, `23:30: the quote shows 5 words; show a whole passage only up to 4, else its first two …`},
		{"digest of nothing", notes, `d48c6bd2e2604f82e22b8a49e7b69bd73d6431cfd7951892b6a69f417fbecfd5`, `e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855`, `23:81: the digest of an empty text`},
		{"remark without evidence", notes, `"kind": "not-stated"`, `"kind": "typo"`, `175:5: a remark without evidence; only "not-stated" may have none`},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := harbour(t)
			spoil(t, files, c.file, c.old, c.new)
			got := mustCheck(t, files)
			if len(got) != 1 || c.want == "" || !strings.HasPrefix(got[0].Error(), c.file+":"+c.want) {
				t.Errorf("faults:\n%v\nwant one:\n%s:%s", got, c.file, c.want)
			}
		})
	}
}

// What has nothing to do with a mistake is told beside it.
func TestTwoMistakesTwoFaults(t *testing.T) {
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
		}, [2]string{`member "mode" is missing`, `member "status" is missing`}},
		{"two unknown members", [2][3]string{
			{notes, `"mode": "bilateral",`, `"mode": "bilateral", "zz": 1,`},
			{notes, `"status": "agreed",`, `"status": "agreed", "yyyyyyy": 1,`},
		}, [2]string{`unknown member "zz"; known here`, `unknown member "yyyyyyy"; known here`}},
		{"in two files", [2][3]string{
			{marn, `"kind": "state"`, `"kind": "pirate"`},
			{tide, `"2031/2035"`, `"2035/2031"`},
		}, [2]string{`unknown value "pirate"`, `the interval ends before it begins`}},
		{"beside broken JSON", [2][3]string{
			{"actors/lantern-league.json", `"kind"`, `kind`},
			{tide, `"type": "issued-by"`, `"type": "member-of"`},
		}, [2]string{`where a member's name in double quotes belongs`, `here belongs one of kind actor`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := harbour(t)
			for _, e := range c.edit {
				spoil(t, files, e[0], e[1], e[2])
			}
			got := mustCheck(t, files)
			if len(got) != 2 || !strings.Contains(got[0].Message, c.want[0]) || !strings.Contains(got[1].Message, c.want[1]) {
				t.Errorf("faults:\n%v", got)
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

func TestFaultsAreOrderedAndTheSameOnEveryRun(t *testing.T) {
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
		i := slices.IndexFunc(want, func(f cyberres.Fault) bool { return f.File == name })
		if last := want[i+count[name]-1]; count[name] != 101 || !strings.Contains(last.Message, "there are more faults") && !strings.Contains(last.Message, "too many faults") {
			t.Errorf("%s: %d faults, the last one is %v", name, count[name], last)
		}
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for range 10 {
				got, err := Check(files)
				if diff := cmp.Diff(want, got); diff != "" || err != nil {
					t.Errorf("another run says otherwise (%v):\n%s", err, diff)
				}
			}
		})
	}
	wait.Wait()
}

// The places of findings are those that strictjson finds one by one.
func TestLocate(t *testing.T) {
	text := `{"a": {"b/c~%": [1, {"": null}, "x"]}, "a": 2, "d": []}`
	var found []finding
	for _, pointer := range []string{"", "/a", "/a/b~1c~0%", "/a/b~1c~0%/0", "/a/b~1c~0%/1", "/a/b~1c~0%/1/", "/a/b~1c~0%/2", "/d"} {
		found = append(found, finding{pointer: pointer})
	}
	for pointer, got := range locate(text, found) {
		name, value, ok := strictjson.Find(text, pointer)
		if want := (spot{name, value}); got != want || !ok {
			t.Errorf("%q is at %v, want %v", pointer, got, want)
		}
	}
}

func TestOnlyPlainFilesAreRead(t *testing.T) {
	for _, c := range []struct {
		name, want string
		edit       func(dir string) error
	}{
		{"link to a file", "actors/marn.json: not a regular file", func(dir string) error {
			return relink(filepath.Join(dir, "actors/marn.json"))
		}},
		{"link to a file at the top", "themes.json: not a regular file", func(dir string) error {
			return relink(filepath.Join(dir, "themes.json"))
		}},
		{"link to a folder", "actors: not a folder", func(dir string) error {
			return relink(filepath.Join(dir, "actors"))
		}},
		{"dangling link", "actors/other.json: not a regular file", func(dir string) error {
			return os.Symlink("/nowhere/at/all", filepath.Join(dir, "actors/other.json"))
		}},
		{"folder for a file", "actors/other.json: not a regular file", func(dir string) error {
			return os.Mkdir(filepath.Join(dir, "actors/other.json"), 0o700)
		}},
		{"file for a folder", "instruments: not a folder", func(dir string) error {
			if err := os.RemoveAll(filepath.Join(dir, "instruments")); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(dir, "instruments"), nil, 0o600)
		}},
		{"file without end", "references.json: the file has 33554433 bytes, more than the 33554432 allowed", func(dir string) error {
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
			if len(got) != 1 || !strings.HasPrefix(got[0].Error(), c.want) {
				t.Errorf("faults:\n%v\nwant %s", got, c.want)
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
	if len(got) != 1 || !strings.HasPrefix(got[0].Error(), marn+": the file has 104857600 bytes") {
		t.Errorf("faults:\n%v", got)
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
	for _, name := range []string{"notes.json", "actors/README.md", "texts/page.json", "actors/deep/x.json"} {
		files[name] = &fstest.MapFile{Data: []byte("{")}
	}
	if got := mustCheck(t, files); got != nil {
		t.Errorf("faults:\n%v", got)
	}
}

func TestWhatIsMissing(t *testing.T) {
	got := mustCheck(t, fstest.MapFS{})
	if len(got) != 3 || got[0] != (cyberres.Fault{File: "dataset.json", Message: "the file is missing"}) {
		t.Errorf("an empty folder has the faults\n%v", got)
	}
	files := harbour(t)
	delete(files, "references.json")
	if got := mustCheck(t, files); len(got) != 1 || got[0].File != "references.json" {
		t.Errorf("without references the faults are\n%v", got)
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

func TestWhatCannotBeReadIsAnError(t *testing.T) {
	for _, name := range []string{".", "themes.json", "actors", "actors/marn.json"} {
		if faults, err := Check(failing{harbour(t), name}); !errors.Is(err, fs.ErrPermission) || faults != nil {
			t.Errorf("%s: faults %v, error %v", name, faults, err)
		}
	}
}
