package schema

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/cyberres/cyberres/cyberres"
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

// What the readers of package cyberres say of a shape; the rest of what they say no schema can.
var ofShape = regexp.MustCompile(`^member |^unknown |belongs|is no id|is no SHA-256|a fact without|stands twice in one list|a string of blanks|alternative modes|^date .*(write 2021|needs at least|there is no month)`)

// The fixed differences: a schema takes 1.0 for a whole number.
var notOfShape = regexp.MustCompile(`^1\.0 where|is of kind`)

// Whatever happens to a file, Check and cyberres.Open agree on whether it is good, and the schemas agree with the readers on its shape.
func TestCheckAgreesWithOpen(t *testing.T) {
	schemas, err := documents()
	if err != nil {
		t.Fatal(err)
	}
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
			file.Data = text
			_, err = cyberres.Open(files)
			var said cyberres.Faults
			if err != nil && !errors.As(err, &said) {
				t.Fatal(err)
			}
			if said == nil || n%5 == 0 { // of refusals, enough; each takes two readings of all files
				got, err := Check(files)
				if err != nil {
					t.Fatal(err)
				}
				if (said == nil) != (got == nil) {
					t.Errorf("%s: %s: Open says\n%v\nCheck says\n%v", name, what, said, got)
				}
			}
			shape := schemas[kindOf(t, name)].judge(tree)
			misread := slices.ContainsFunc(said, func(f cyberres.Fault) bool {
				return ofShape.MatchString(f.Message) && !notOfShape.MatchString(f.Message)
			})
			if (shape != nil) != misread {
				t.Errorf("%s: %s: the reader says\n%v\nthe schema says\n%v", name, what, said, shape)
			}
		})
		file.Data = before
	}
	t.Logf("%d mutants", n)
}

func kindOf(t *testing.T, name string) string {
	for _, l := range layout {
		if l.place == name || l.place == path.Dir(name)+"/" {
			return l.kind
		}
	}
	t.Fatalf("no schema for %s", name)
	return ""
}
