package schema

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/strictjson"
)

func ExampleFormat() {
	text, err := Format("actors/marn.json", `{"name": "Isle of Marn", "references": ["gazette", "almanac"], "kind": "state", "id": "marn"}`)
	fmt.Println(text, err)
	// Output:
	// {
	//   "id": "marn",
	//   "kind": "state",
	//   "name": "Isle of Marn",
	//   "references": ["almanac", "gazette"]
	// }
	//  <nil>
}

// shipped returns the texts of a dataset's files by their names.
func shipped(t testing.TB, dir string) map[string]string {
	t.Helper()
	texts, files := map[string]string{}, os.DirFS(dir)
	for _, pattern := range []string{"*.json", "*/*.json"} {
		names, err := fs.Glob(files, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if partOf(name) == nil {
				continue
			}
			text, err := fs.ReadFile(files, name)
			if err != nil {
				t.Fatal(err)
			}
			texts[name] = string(text)
		}
	}
	if len(texts) < 10 {
		t.Fatalf("%s has only %d files", dir, len(texts))
	}
	return texts
}

func mustFormat(t testing.TB, name, text string) string {
	t.Helper()
	out, err := Format(name, text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestShippedFilesAreCanonical(t *testing.T) {
	for _, dir := range []string{harbourDir, "../dataset"} {
		for name, text := range shipped(t, dir) {
			if diff := cmp.Diff(strings.Split(mustFormat(t, name, text), "\n"), strings.Split(text, "\n")); diff != "" {
				t.Errorf("%s/%s (-canonical +file):\n%s", dir, name, diff)
			}
		}
	}
}

func TestFormat(t *testing.T) {
	long := strings.Repeat("x", 160-len(`  [{"text": "", "references": []}]`)) // with what is around it just a line
	for _, c := range []struct {
		name, file, text string
		want             string // as it is, between the braces of the root
	}{
		{"nothing", marn, " { } ", "{}\n"},
		{"members in the order of the schema", marn, `{"name": "x", "kind": "state", "$schema": "y", "id": "z"}`, `
  "$schema": "y",
  "id": "z",
  "kind": "state",
  "name": "x"
`},
		{"members of parts too", marn, `{"identifiers": [{"references": [], "value": "008", "scheme": "m49"}]}`, `
  "identifiers": [{"scheme": "m49", "value": "008", "references": []}]
`},
		{"unknown members last, in their order", marn, `{"zeal": 1, "name": "x", "age": {"b": 1, "a": 2}, "id": "y"}`, `
  "id": "y",
  "name": "x",
  "zeal": 1,
  "age": {"b": 1, "a": 2}
`},
		{"a set is sorted", notes, `{"objectives": [{"themes": ["warning", "aid", "repair"]}]}`, `
  "objectives": [{"themes": ["aid", "repair", "warning"]}]
`},
		{"what stands twice in it stays", notes, `{"objectives": [{"themes": ["b", "a", "b"]}]}`, `
  "objectives": [{"themes": ["a", "b", "b"]}]
`},
		{"a list is not sorted", source, `{"urls": ["b", "a"]}`, `
  "urls": ["b", "a"]
`},
		{"parties and evidence are lists", notes, `{"cooperations": [{"parties": [{"role": "member", "actor": "b"}, {"actor": "a"}]}]}`, `
  "cooperations": [
    {
      "parties": [
        {"actor": "b", "role": "member"},
        {"actor": "a"}
      ]
    }
  ]
`},
		{"what is no set of strings is not sorted", marn, `{"references": ["b", 2, "a"]}`, `
  "references": ["b", 2, "a"]
`},
		{"wrong types stay", marn, `{"references": {"b": ["d", "c"], "a": null}, "name": 7, "names": "e\u0301"}`, `
  "name": 7,
  "references": {"b": ["d", "c"], "a": null},
  "names": "e` + "\u0301" + `"
`},
		{"texts are in NFC", marn, `{"name": "Cafe\u0301", "names": [{"text": "A\u030a"}]}`, `
  "name": "Café",
  "names": [{"text": "Å"}]
`},
		{"quotes are not", notes, `{"mentions": [{"quote": "Cafe\u0301"}], "remarks": [{"summary": "Cafe\u0301", "evidence": [{"quote": "Cafe\u0301"}]}]}`, `
  "mentions": [{"quote": "Cafe` + "\u0301" + `"}],
  "remarks": [{"summary": "Café", "evidence": [{"quote": "Cafe` + "\u0301" + `"}]}]
`},
		{"nor is what may be a misspelt quote", notes, `{"mentions": [{"qoute": "Cafe\u0301"}]}`, `
  "mentions": [{"qoute": "Cafe` + "\u0301" + `"}]
`},
		{"characters stand for themselves", marn, `{"name": "\u65e5\u672c \ud83d\ude00 \u003c\u0026\/\u2026"}`, `
  "name": "日本 😀 <&/…"
`},
		{"but those that JSON cannot take", marn, `{"name": "\u0022\u005c\u000a\u0009\u000d\u0008\u000c\u0000"}`, `
  "name": "\"\\\n\t\r\b\f\u0000"
`},
		{"and those that no one sees", marn, "{\"name\": \"a\u202eb\u200bc\u2028d\u00a0e\u00adf\ufe0fg\u0085\U000e0041\"}", `
  "name": "a\u202eb\u200bc\u2028d\u00a0e\u00adf\ufe0fg\u0085\udb40\udc41"
`},
		{"and those that are unassigned or private", marn, "{\"name\": \"\U000e1000\ue000\"}", `
  "name": "\udb44\udc00\ue000"
`},
		{"in names too", marn, "{\"a\u202eb\": {\"\\u00e9\u200b\": 1}}", `
  "a\u202eb": {"é\u200b": 1}
`},
		{"numbers as they are written", notes, `{"mentions": [{"start": 1.0, "end": 1e2}, {"start": -0, "end": 0.10}]}`, `
  "mentions": [
    {"start": 1.0, "end": 1e2},
    {"start": -0, "end": 0.10}
  ]
`},
		{"lines end in LF", marn, "{\r\n\t\"id\":\r\"x\",\n\n\"kind\" : true}\r\n\r\n", `
  "id": "x",
  "kind": true
`},
		{"a line that is just not too long", marn, `{"facts": [{"text": "` + long + `", "references": []}]}`, `
  "facts": [{"text": "` + long + `", "references": []}]
`},
		{"a line that is one column too long", marn, `{"facts": [{"text": "` + long + `x", "references": []}]}`, `
  "facts": [
    {
      "text": "` + long + `x",
      "references": []
    }
  ]
`},
		{"columns are characters, not bytes", marn, `{"facts": [{"text": "` + strings.Repeat("é", len(long)) + `", "references": []}]}`, `
  "facts": [{"text": "` + strings.Repeat("é", len(long)) + `", "references": []}]
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := c.want
			if !strings.HasPrefix(want, "{") {
				want = "{" + want + "}\n"
			}
			got, err := Format(c.file, c.text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			checkFormatted(t, c.file, c.text, got)
		})
	}
}

func TestFormatRefuses(t *testing.T) {
	for _, c := range []struct{ name, file, text, want string }{
		{"what is not JSON", marn, "{\n  \"id\": \"x\"\n  \"kind\": 1}", `actors/marn.json:3:3: a string where a comma or the object's closing brace belongs`},
		{"members that stand twice", marn, "{\"id\": \"x\",\n \"id\": \"y\"}", `actors/marn.json:2:2: member "id" stands twice in one object, first on line 1; keep one`},
		{"what is no object", marn, "[]", `actors/marn.json:1:1: an array where an object belongs`},
		{"an empty file", marn, "", `actors/marn.json:1:1: the end of the file where a JSON value belongs`},
		{"a value cut off", marn, `{"id": `, `actors/marn.json:1:8: the end of the file where a JSON value belongs`},
		{"what is not UTF-8", marn, "{\"id\": \"\xff\"}", `actors/marn.json:1:9: the byte 0xff, which is not UTF-8`},
		{"half of a surrogate pair", marn, `{"id": "\ud800"}`, `actors/marn.json:1:9: half of a surrogate pair`},
		{"two mistakes, both told", marn, `{"id": "\ud800", "id": 1}`, `member "id" stands twice`},
		{"a byte order mark", marn, "\ufeff{}", `actors/marn.json:1:1: the file begins with a byte order mark`},
		{"deep nesting", marn, strings.Repeat(`{"a":`, 40) + "1" + strings.Repeat("}", 40), `nested more than 32`},
		{"what would grow beyond bounds", marn, `{"name": "` + strings.Repeat("\u200b", 20_000) + `"}`, `actors/marn.json: the canonical form would be beyond the bounds of a file: a string of`},
		{"files of no dataset", "package.json", "{}", `package.json: no file of a dataset; there belong dataset.json,`},
		{"readings", "readings/a/x.json", "{}", `readings/a/x.json: no file of a dataset`},
		{"texts", "actors/marn.txt", "{}", `actors/marn.txt: no file of a dataset`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Format(c.file, c.text)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v; want %s", err, c.want)
			}
			if got != c.text {
				t.Errorf("the text is changed to %q", got)
			}
		})
	}
	var faults cyberres.Faults
	if _, err := Format(marn, "{"); !errors.As(err, &faults) || faults[0].Line != 1 || faults[0].Column != 2 {
		t.Errorf("the error is %#v", err)
	}
}

// However a file is written, its canonical form is the same.
func TestFormatOfScrambledFiles(t *testing.T) {
	for _, dir := range []string{harbourDir, "../dataset"} {
		texts := shipped(t, dir)
		for _, name := range slices.Sorted(maps.Keys(texts)) {
			rng := rand.New(rand.NewPCG(1, uint64(len(texts[name]))))
			for range 5 {
				scrambled := scramble(t, rng, name, texts[name])
				if diff := cmp.Diff(texts[name], mustFormat(t, name, scrambled)); diff != "" {
					t.Fatalf("%s/%s (-file +formatted):\n%s", dir, name, diff)
				}
			}
		}
	}
}

// The records of a dataset are the same before and after, but for the order of sets.
func TestFormatKeepsRecords(t *testing.T) {
	for _, dir := range []string{harbourDir, "../dataset"} {
		before, after := fstest.MapFS{}, fstest.MapFS{}
		rng := rand.New(rand.NewPCG(3, 4))
		texts := shipped(t, dir)
		for _, name := range slices.Sorted(maps.Keys(texts)) {
			text := scramble(t, rng, name, texts[name])
			before[name] = &fstest.MapFile{Data: []byte(text)}
			after[name] = &fstest.MapFile{Data: []byte(mustFormat(t, name, text))}
		}
		old, new := mustOpen(t, before), mustOpen(t, after)
		changes := cyberres.Diff(old, new)
		for change := range changes.Records.All() {
			for f := range change.Fields.All() {
				if diff := cmp.Diff(unordered(t, f.Old), unordered(t, f.New)); diff != "" || change.What != "changed" {
					t.Errorf("%s: %s %s: %s (-before +after):\n%s", dir, change.What, change.ID, f.Field, diff)
				}
			}
		}
		if changes.Len() == 0 {
			t.Errorf("%s: scrambling changes the order of no set", dir)
		}
	}
}

func mustOpen(t *testing.T, fsys fs.FS) *cyberres.Dataset {
	t.Helper()
	d, err := cyberres.Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// unordered returns a value with its texts in NFC and all its lists of strings sorted.
func unordered(t *testing.T, text string) any {
	t.Helper()
	var v any
	if text != "" {
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			t.Fatal(err)
		}
	}
	return sorted(composed("", v), func(string) bool { return true })
}

// sorted returns a tree with those of its lists sorted that are of strings and that a function of their member's name chooses.
func sorted(v any, set func(member string) bool) any {
	var walk func(member string, v any) any
	walk = func(member string, v any) any {
		switch v := v.(type) {
		case map[string]any:
			for name, x := range v {
				v[name] = walk(name, x)
			}
		case []any:
			for i, x := range v {
				v[i] = walk(member, x)
			}
			if set(member) && !slices.ContainsFunc(v, func(x any) bool { _, ok := x.(string); return !ok }) {
				slices.SortFunc(v, func(a, b any) int { return strings.Compare(a.(string), b.(string)) })
			}
		}
		return v
	}
	return walk("", v)
}

// scramble writes a file of a dataset otherwise: its members and sets in any order, its texts decomposed, with escapes and blanks anywhere.
func scramble(t testing.TB, rng *rand.Rand, name, text string) string {
	t.Helper()
	tree, faults := strictjson.Decode(text, strictjson.Limits{})
	if faults != nil {
		t.Fatal(faults)
	}
	schemas, err := documents()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	blank := func() { b.WriteString([]string{"", "", " ", "\n", "\r\n", "\t "}[rng.IntN(6)]) }
	var write func(v any, s *shape)
	write = func(v any, s *shape) {
		blank()
		switch v := v.(type) {
		case map[string]any:
			b.WriteByte('{')
			names := slices.Sorted(maps.Keys(v))
			rng.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
			for i, name := range names {
				if i > 0 {
					b.WriteByte(',')
				}
				write(name, nil)
				b.WriteByte(':')
				write(v[name], s.below(name))
			}
			b.WriteByte('}')
		case []any:
			if s != nil && s.unique {
				rng.Shuffle(len(v), func(i, j int) { v[i], v[j] = v[j], v[i] })
			}
			b.WriteByte('[')
			for i, x := range v {
				if i > 0 {
					b.WriteByte(',')
				}
				write(x, s.below(""))
			}
			b.WriteByte(']')
		case string:
			if s != nil && s.is != "quote" {
				v = norm.NFD.String(v)
			}
			b.WriteByte('"')
			for _, c := range v {
				if one := string(c); strings.ContainsAny(one, `"\`) || c < ' ' || hidden(c) || rng.IntN(4) == 0 {
					for _, unit := range utf16.Encode([]rune{c}) {
						fmt.Fprintf(&b, `\u%04X`, unit)
					}
				} else {
					b.WriteRune(c)
				}
			}
			b.WriteByte('"')
		default:
			fmt.Fprint(&b, v)
			if v == nil {
				t.Fatal("null")
			}
		}
		blank()
	}
	write(tree, schemas[partOf(name).kind].shape)
	return b.String()
}

// checkFormatted checks what holds of every canonical form.
func checkFormatted(t *testing.T, name, before, after string) {
	t.Helper()
	if again, err := Format(name, after); err != nil || again != after {
		t.Errorf("formatted again it is\n%s%v\ninstead of\n%s", again, err, after)
	}
	if !strings.HasSuffix(after, "\n") || strings.ContainsAny(after, "\r\t") || strings.Contains(after, " \n") {
		t.Errorf("blanks in %q", after)
	}
	if strings.ContainsFunc(after, func(c rune) bool { return c != '\n' && hidden(c) }) {
		t.Errorf("hidden characters in %q", after)
	}
	var trees [2]any
	for i, text := range []string{before, after} {
		tree, faults := strictjson.Decode(text, strictjson.Limits{Bytes: maxFile})
		if faults != nil {
			t.Fatal(faults)
		}
		trees[i] = sorted(composed("", tree), func(member string) bool { return slices.Contains(setNames, member) })
	}
	if diff := cmp.Diff(trees[0], trees[1]); diff != "" {
		t.Errorf("the meaning changes (-before +after):\n%s", diff)
	}
}

// The members that are sets somewhere; found by TestSetNames.
var setNames = []string{"about", "activities", "beneficiaries", "holders", "inferred", "instruments", "phrases", "references", "statedIn", "themes", "with"}

func TestSetNames(t *testing.T) {
	found := map[string]bool{}
	for _, d := range mustDocuments(t) {
		eachNode("", d.tree, func(at string, n node) {
			if n["uniqueItems"] == true {
				found[at[strings.LastIndexByte(at, '/')+1:]] = true
			}
		})
	}
	if diff := cmp.Diff(setNames, slices.Sorted(maps.Keys(found))); diff != "" {
		t.Errorf("(-want +found):\n%s", diff)
	}
}

// composed returns a tree with all strings but quotes in NFC.
func composed(member string, v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, x := range v {
			v[name] = composed(name, x)
		}
	case []any:
		for i, x := range v {
			v[i] = composed(member, x)
		}
	case string:
		if member != "quote" {
			return norm.NFC.String(v)
		}
	}
	return v
}

// Files that are wrong in all ways keep what they say.
func TestFormatOfMutants(t *testing.T) {
	texts := shipped(t, harbourDir)
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		tree, _ := strictjson.Decode(texts[name], strictjson.Limits{})
		n := 0
		mutants(tree, func(what string) {
			if n++; testing.Short() && n%7 != 0 {
				return
			}
			text, err := json.Marshal(tree)
			if err != nil {
				t.Fatal(err)
			}
			out, err := Format(name, string(text))
			if err != nil {
				t.Fatalf("%s: %s: %v", name, what, err)
			}
			checkFormatted(t, name, string(text), out)
			if t.Failed() {
				t.Fatalf("%s: %s", name, what)
			}
		})
	}
}

func FuzzFormat(f *testing.F) {
	for name, text := range shipped(f, harbourDir) {
		f.Add(name, text)
	}
	rng := rand.New(rand.NewPCG(5, 6))
	for name, text := range shipped(f, harbourDir) {
		f.Add(name, scramble(f, rng, name, text))
	}
	f.Add(marn, `{"zeal": [[], {}, -0.0e1, true, false, null], "name": "\ud83d\ude00\u202e\\\"\/", "id": {"": {"e\u0301": 1, "é": 2}}}`)
	f.Fuzz(func(t *testing.T, name, text string) {
		out, err := Format(name, text)
		if err == nil {
			checkFormatted(t, name, text, out)
			return
		}
		if out != text {
			t.Errorf("refused, but changed to %q", out)
		}
		if partOf(name) != nil && !strings.Contains(err.Error(), "beyond the bounds") {
			if _, faults := strictjson.Decode(text, strictjson.Limits{Bytes: maxFile}); faults == nil {
				t.Errorf("strict JSON is refused: %v", err)
			}
		}
	})
}

func BenchmarkFormat(b *testing.B) {
	name := "annotations/atlas-resilience-japan.json"
	text := shipped(b, "../dataset")[name]
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Format(name, text); err != nil {
			b.Fatal(err)
		}
	}
}
