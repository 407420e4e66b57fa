package schema

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/ident"
	"github.com/cyberres/cyberres/internal/strictjson"
)

const harbourDir = "../cyberres/testdata/harbour"

// harbour returns a copy of the small valid dataset, to be spoilt.
func harbour(t testing.TB) fstest.MapFS {
	t.Helper()
	files, dir := fstest.MapFS{}, os.DirFS(harbourDir)
	for _, pattern := range []string{"*.json", "*/*.json"} {
		names, err := fs.Glob(dir, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(dir, name)
			if err != nil {
				t.Fatal(err)
			}
			files[name] = &fstest.MapFile{Data: data}
		}
	}
	return files
}

// What stands in for each value of a file in turn.
var strange = []any{
	nil, true, json.Number("0"), json.Number("-1"), json.Number("1.5"), json.Number("1.0"), json.Number("9007199254740991"),
	"", " ", "\u00a0", "\u2028\u3000", "\ufeff", "x", "Bad Id", "a--b", "a-", "2021", "2021-2", "2021-13", "2021-02-30", "0000", "1999/1998", "/", "/2021", "2021/", "2021/2022/2023",
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	[]any{}, []any{"x", "x"}, []any{"marn"}, []any{json.Number("1"), json.Number("1")}, map[string]any{}, map[string]any{"actor": "marn"},
}

var index = regexp.MustCompile(`/[0-9]+`)

// mutants calls visit with a tree in which one value after the other is replaced, left out, doubled or renamed. Of several records
// of one kind, each member is taken once.
func mutants(tree map[string]any, visit func(what string)) {
	seen := map[string]bool{"": true} // the root is never replaced
	var each func(pointer string, value any, set func(any))
	each = func(pointer string, value any, set func(any)) {
		member := index.ReplaceAllString(pointer, "/*")
		isNew := !seen[member]
		seen[member] = true
		if isNew {
			for _, other := range strange {
				set(other)
				text, _ := json.Marshal(other)
				visit(fmt.Sprintf("%s is %s", pointer, text))
			}
			set(value)
		}
		switch v := value.(type) {
		case map[string]any:
			for _, name := range slices.Sorted(maps.Keys(v)) {
				at, old := pointer+"/"+escape(name), v[name]
				if !seen[member+"/"+escape(name)] {
					delete(v, name)
					visit(at + " is left out")
					for _, other := range []string{name + "x", "~qqqqqq/ %41"} {
						v[other] = old
						visit(at + " is named " + other)
						delete(v, other)
					}
					v[name] = old
				}
				each(at, old, func(x any) { v[name] = x })
			}
			if isNew {
				v["zzzzzzzz"] = "more"
				visit(pointer + " has one member more")
				delete(v, "zzzzzzzz")
			}
		case []any:
			for i := range v {
				at := fmt.Sprintf("%s/%d", pointer, i)
				if isNew {
					set(append(slices.Clone(v), v[i]))
					visit(at + " stands twice")
					set(slices.Delete(slices.Clone(v), i, i+1))
					visit(at + " is left out")
					set(v)
				}
				each(at, v[i], func(x any) { v[i] = x })
			}
		}
	}
	each("", tree, nil)
}

// examine checks one file by itself, with the schema of a kind.
func examine(t testing.TB, kind, text string) (f *file, whole bool) {
	t.Helper()
	schemas, err := documents()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(layout[:], func(l part) bool { return l.kind == kind })
	f = &file{name: kind, text: text, part: &layout[i], kind: schemas[kind], tree: &strictjson.Tree{}}
	if whole = f.parse(); whole {
		f.value(0, f.kind.shape)
	}
	return f, whole
}

// agrees compares our reading of a schema with the engine's: it accepts whatever we find nothing in, and refuses what we say breaks the schema.
func agrees(t testing.TB, kind, text string) {
	t.Helper()
	f, whole := examine(t, kind, text)
	if !whole || f.more {
		return
	}
	schema, err := f.kind.schema()
	if err != nil {
		t.Fatal(err)
	}
	accepted := accepts(schema, f.tree.Value(0))
	if !accepted && len(f.found) == 0 {
		// What the pattern of an id refuses is told of references when all ids are known.
		if !slices.ContainsFunc(f.references, func(r reference) bool { return !ident.Valid(r.id) }) {
			t.Errorf("%s: the engine refuses, and we find nothing:\n%s\n%v", kind, text, schema.Validate(f.tree.Value(0)))
		}
	}
	if accepted && f.judged > 0 {
		t.Errorf("%s: the engine accepts, and we find:\n%v\nin %s", kind, f.found, text)
	}
}

// Whatever happens to a file, what Check finds nothing in opens, and our reading of the schemas agrees with the engine's.
func TestCheckAgreesWithOpenAndTheEngine(t *testing.T) {
	files := harbour(t)
	n := 0
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file := files[name]
		before := file.Data
		tree, faults := strictjson.Decode(string(before), strictjson.Limits{})
		if faults != nil {
			t.Fatal(faults)
		}
		mutants(tree, func(what string) {
			if n++; testing.Short() && n%7 != 0 {
				return
			}
			text, err := json.Marshal(tree)
			if err != nil {
				t.Fatal(err)
			}
			agrees(t, partOf(name).kind, string(text))
			file.Data = text
			report, err := Check(files, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := cyberres.Open(files); err != nil && report.Errors() == 0 {
				t.Errorf("%s: %s: Check finds nothing, and Open says\n%v", name, what, err)
			}
		})
		file.Data = before
	}
	t.Logf("%d mutants", n)
}

// FuzzAgainstTheEngine lets the machine look for a file that we accept and the engine refuses.
func FuzzAgainstTheEngine(f *testing.F) {
	for name, file := range harbour(f) {
		f.Add(uint8(slices.IndexFunc(layout[:], func(l part) bool { return l.kind == partOf(name).kind })), string(file.Data))
	}
	f.Fuzz(func(t *testing.T, kind uint8, text string) {
		if len(text) > 1<<16 {
			return
		}
		agrees(t, layout[int(kind)%len(layout)].kind, text)
	})
}

// FuzzCheck looks for a file that breaks the checker: it ends, and says the same twice.
func FuzzCheck(f *testing.F) {
	for name, file := range harbour(f) {
		f.Add(name, string(file.Data))
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		if partOf(name) == nil || !fs.ValidPath(name) || len(text) > 1<<16 {
			return
		}
		files := harbour(t)
		files[name] = &fstest.MapFile{Data: []byte(text)}
		first, second := mustCheck(t, files), mustCheck(t, files)
		for i, v := range first {
			if i >= len(second) || v.String() != second[i].String() {
				t.Fatalf("two runs differ at %v", v)
			}
			if v.Offset < 0 || v.File == name && v.Offset > len(text) || strings.ContainsFunc(v.String(), func(c rune) bool { return c < ' ' }) {
				t.Errorf("a finding with a bad place or a control character: %q", v.String())
			}
		}
		if _, err := cyberres.Open(files); err != nil && len(first) == 0 {
			t.Errorf("nothing is found, and Open says\n%v", err)
		}
	})
}
