package schema

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// node is a schema or a part of one.
type node = map[string]any

// eachNode visits a schema and every schema in it with their pointers.
func eachNode(at string, n node, visit func(at string, n node)) {
	visit(at, n)
	for _, group := range []string{"properties", "$defs"} {
		part, _ := n[group].(node)
		for _, name := range slices.Sorted(maps.Keys(part)) {
			eachNode(at+"/"+group+"/"+escape(name), part[name].(node), visit)
		}
	}
	if items, ok := n["items"].(node); ok {
		eachNode(at+"/items", items, visit)
	}
}

// A described is the text of a schema as a tree, as any reader of JSON has it.
type described struct{ tree node }

func mustDocuments(t *testing.T) map[string]described {
	t.Helper()
	all, err := documents()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]described{}
	for kind, d := range all {
		var tree node
		if err := json.Unmarshal([]byte(d.text), &tree); err != nil {
			t.Fatal(err)
		}
		out[kind] = described{tree}
	}
	return out
}

var escape = strings.NewReplacer("~", "~0", "/", "~1").Replace

// cut parts a pointer into that of the parent and its last step.
func cut(pointer string) (parent, last string) {
	i := strings.LastIndexByte(pointer, '/')
	return pointer[:max(i, 0)], pointer[i+1:]
}

// find returns what stands at a pointer in a schema, nil if nothing does.
func find(tree any, pointer string) any {
	for step := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		m, _ := tree.(node)
		tree = m[step]
	}
	return tree
}

func stringsOf(list any) (out []string) {
	for _, x := range list.([]any) {
		out = append(out, x.(string))
	}
	return out
}

func TestFS(t *testing.T) {
	names, err := fs.Glob(FS(), "*")
	if err != nil || len(names) != len(layout) {
		t.Fatalf("files %v, error %v", names, err)
	}
	for kind, d := range mustDocuments(t) {
		if name := kind + ".schema.json"; !slices.Contains(names, name) || d.tree["$id"] != base+name || d.tree["$schema"] != "https://json-schema.org/draft/2020-12/schema" {
			t.Errorf("%s has the $id %v and the $schema %v", name, d.tree["$id"], d.tree["$schema"])
		}
	}
}

// A keyword that is misspelt is no error for any engine; it just does nothing.
func TestKeywords(t *testing.T) {
	known := []string{
		"$schema", "$id", "$ref", "$defs", "$comment", "title", "description", "examples", "type", "enum", "properties", "required", "additionalProperties",
		"items", "minItems", "maxItems", "uniqueItems", "minLength", "maxLength", "pattern", "minimum", "maximum",
		"x-refers", "x-defines", "x-is", // our own
		"enumDescriptions", "defaultSnippets", // not of the standard; editors show them
	}
	for kind, d := range mustDocuments(t) {
		eachNode("", d.tree, func(at string, n node) {
			for keyword := range n {
				if !slices.Contains(known, keyword) {
					t.Errorf("%s%s: keyword %q", kind, at, keyword)
				}
			}
			if ref, ok := n["$ref"].(string); ok && (!strings.HasPrefix(ref, "#/$defs/") || find(d.tree, ref[1:]) == nil) {
				t.Errorf("%s%s refers to %s, which is not in the file", kind, at, ref)
			}
			if n["type"] == "object" && (n["additionalProperties"] != false || n["title"] == nil || n["description"] == nil || n["required"] == nil) {
				t.Errorf("%s%s: an object lacks a title, a description, required, or a stop for unknown members", kind, at)
			}
			if _, name := cut(at); n["pattern"] != nil && !slices.Contains([]string{"id", "date", "day", "sha256", "text", "prose", "phrase"}, name) {
				t.Errorf("%s%s: str in walk.go does not know the pattern", kind, at)
			}
		})
	}
}

// Whoever writes a record in an editor is told what each member means, and shown one.
func TestEveryPropertyIsExplained(t *testing.T) {
	for kind, d := range mustDocuments(t) {
		c := newCompiler()
		text, _ := files.ReadFile(kind + ".schema.json")
		if err := c.AddResource(base+kind+".schema.json", strings.NewReader(string(text))); err != nil {
			t.Fatal(err)
		}
		eachNode("", d.tree, func(at string, n node) {
			if parent, _ := cut(at); !strings.HasSuffix(parent, "/properties") {
				if _, ok := n["examples"]; ok {
					t.Errorf("%s%s has examples, but is no property", kind, at)
				}
				return
			}
			if text, _ := n["description"].(string); len(text) < 8 || !strings.HasSuffix(text, ".") {
				t.Errorf("%s%s has the description %q", kind, at, text)
			}
			if ref, ok := n["$ref"].(string); ok {
				for _, keyword := range []string{"title", "description", "examples"} {
					if find(d.tree, ref[1:]+"/"+keyword) != nil { // VS Code lets it hide that of the property
						t.Errorf("%s%s refers to %s, which has a %s of its own", kind, at, ref, keyword)
					}
				}
			}
			examples, _ := n["examples"].([]any)
			if len(examples) == 0 {
				t.Errorf("%s%s has no examples", kind, at)
			}
			own, err := c.Compile(base + kind + ".schema.json#" + at)
			if err != nil {
				t.Fatal(err)
			}
			for _, example := range examples {
				if err := own.Validate(example); err != nil {
					t.Errorf("%s%s: example %v: %v", kind, at, example, err)
				}
			}
		})
	}
}

// A part that several files have is the same in each.
func TestSharedPartsAreEqual(t *testing.T) {
	first := node{}
	for kind, d := range mustDocuments(t) {
		for name, part := range d.tree["$defs"].(node) {
			if known, ok := first[name]; ok {
				if diff := cmp.Diff(known, part); diff != "" {
					t.Errorf("%s: $defs/%s differs from that of another file:\n%s", kind, name, diff)
				}
			}
			first[name] = part
		}
	}
}

// goSource is what the Go files of package cyberres say about records.
type goSource struct {
	consts map[string]string            // KindState: state
	lists  map[string][]string          // actorKinds: KindState …; of a vocabulary that has no name: origin: machine …
	fields map[string]map[string]string // actor: members, "required" or ""
}

func parseSource(t *testing.T) goSource {
	t.Helper()
	out := goSource{map[string]string{}, map[string][]string{}, map[string]map[string]string{}}
	names, err := filepath.Glob("../cyberres/*.go")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	text := func(e ast.Expr) string {
		s, err := strconv.Unquote(e.(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				for i, value := range n.Values {
					switch v := value.(type) {
					case *ast.BasicLit:
						if v.Kind == token.STRING {
							out.consts[n.Names[i].Name] = text(v)
						}
					case *ast.CompositeLit:
						variable := n.Names[i].Name
						if record, ok := strings.CutSuffix(variable, "Fields"); ok {
							out.fields[record] = fieldsOf(v, text)
							continue
						}
						for _, x := range v.Elts {
							if id, ok := x.(*ast.Ident); ok {
								out.lists[variable] = append(out.lists[variable], id.Name)
							}
						}
					}
				}
			case *ast.CallExpr: // readValue(r, "origin", []string{"machine", "human"})
				if f, ok := n.Fun.(*ast.Ident); ok && f.Name == "readValue" {
					if list, ok := n.Args[2].(*ast.CompositeLit); ok {
						for _, x := range list.Elts {
							out.lists[text(n.Args[1])] = append(out.lists[text(n.Args[1])], text(x))
						}
					}
				}
			}
			return true
		})
	}
	return out
}

func fieldsOf(list *ast.CompositeLit, text func(ast.Expr) string) map[string]string {
	out := map[string]string{}
	for _, x := range list.Elts {
		name, required := "", ""
		for _, kv := range x.(*ast.CompositeLit).Elts {
			switch kv := kv.(*ast.KeyValueExpr); kv.Key.(*ast.Ident).Name {
			case "Name":
				name = text(kv.Value)
			case "Required":
				required = "required"
			}
		}
		out[name] = required
	}
	return out
}

// The vocabularies of package cyberres, by the names of the enums. Each stands in the order of the codebook in both.
var vocabularies = map[string]string{
	"actorKind": "actorKinds", "instrumentKind": "instrumentKinds", "remarkKind": "remarkKinds", "referenceKind": "referenceKinds", "nameUse": "nameUses",
	"eventType": "eventTypes", "relationType": "relationTypes", "mode": "modes", "role": "roles", "basis": "bases", "modality": "modalities", "stance": "stances",
	"voice": "voices", "status": "statuses", "coverage": "coverages", "quoted": "quotedKinds", "origin": "origin", "review": "review", "cueKind": "cueKinds", "dateUse": "use of a date",
}

func TestEnumsAreTheVocabularies(t *testing.T) {
	code := parseSource(t)
	codebook, err := os.ReadFile("../dataset/README.md")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for kind, d := range mustDocuments(t) {
		eachNode("", d.tree, func(at string, n node) {
			values, ok := n["enum"].([]any)
			if !ok {
				return
			}
			name := at[strings.LastIndexByte(at, '/')+1:]
			if at != "/$defs/"+name || len(code.lists[vocabularies[name]]) == 0 {
				t.Fatalf("%s%s: the enum is not in $defs, or no vocabulary is known for it", kind, at)
			}
			used[name] = true
			var want []string
			for _, id := range code.lists[vocabularies[name]] {
				if value, ok := code.consts[id]; ok {
					id = value
				}
				want = append(want, id)
			}
			if diff := cmp.Diff(want, stringsOf(n["enum"])); diff != "" {
				t.Errorf("%s%s differs from %s (-code +schema):\n%s", kind, at, vocabularies[name], diff)
			}
			descriptions := stringsOf(n["enumDescriptions"])
			if len(descriptions) != len(values) {
				t.Errorf("%s%s has %d values and %d descriptions", kind, at, len(values), len(descriptions))
			}
			for _, text := range descriptions {
				if !strings.HasSuffix(text, ".") || strings.Contains(strings.TrimSuffix(text, "."), ". ") {
					t.Errorf("%s%s: %q is not one sentence", kind, at, text)
				}
			}
			for _, value := range want {
				if !strings.Contains(string(codebook), "`"+value+"`") {
					t.Errorf("%s%s: dataset/README.md does not name `%s`", kind, at, value)
				}
			}
		})
	}
	for name := range vocabularies {
		if !used[name] {
			t.Errorf("no schema has the enum %s", name)
		}
	}
}

// The members of each object are those that the readers of package cyberres know, and the same ones are required.
func TestObjectsAreTheReadersRecords(t *testing.T) {
	code := parseSource(t)
	other := map[string]string{"dataset": "card", "annotations": "annotation", "written": "fact"}
	for _, says := range []string{"objectives", "lists", "cooperations", "positions", "relations", "themes", "modes", "roles", "voices", "dates", "kinds"} {
		other[says+"Cue"] = "cue"
	}
	used := map[string]bool{}
	for kind, d := range mustDocuments(t) {
		eachNode("", d.tree, func(at string, n node) {
			if n["type"] != "object" {
				return
			}
			record := at[strings.LastIndexByte(at, '/')+1:]
			if at == "" {
				record = kind
			}
			if name, ok := other[record]; ok {
				record = name
			}
			used[record] = true
			got, required := map[string]string{}, stringsOf(n["required"])
			for name := range n["properties"].(node) {
				got[name] = ""
			}
			for _, name := range required {
				got[name] = "required"
			}
			if diff := cmp.Diff(code.fields[record], got); diff != "" {
				t.Errorf("%s%s differs from %sFields (-reader +schema):\n%s", kind, at, record, diff)
			}
		})
	}
	for record := range code.fields {
		if !used[record] {
			t.Errorf("no schema has the members of %sFields", record)
		}
	}
}

// Compiling a schema opens nothing, whatever it refers to and whoever has registered loaders.
func TestNothingIsLoaded(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret.json")
	if err := os.WriteFile(secret, []byte(`{"type": "string"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	before := maps.Clone(jsonschema.Loaders)
	defer func() { jsonschema.Loaders = before }()
	for _, scheme := range []string{"http", "https", "file", "ftp"} {
		jsonschema.Loaders[scheme] = func(url string) (io.ReadCloser, error) {
			t.Errorf("%s is loaded", url)
			return io.NopCloser(strings.NewReader("{}")), nil
		}
	}
	for _, address := range []string{"http://127.0.0.1:1/x.json", "https://example.org/x.json", "ftp://example.org/x.json", "file://" + filepath.ToSlash(secret), "x.json", base + "actor.schema.json"} {
		for _, keyword := range []string{"$ref", "$schema", "$dynamicRef"} {
			text, err := json.Marshal(map[string]any{keyword: address})
			if err != nil {
				t.Fatal(err)
			}
			c := newCompiler()
			if err := c.AddResource("https://example.org/mine.json", strings.NewReader(string(text))); err != nil {
				t.Fatal(err)
			}
			if _, err := c.Compile("https://example.org/mine.json"); err == nil {
				t.Errorf("a schema with %s compiles", text)
			}
		}
	}
	all, err := documents()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range all { // our own need nothing
		fresh := &document{text: d.text, id: d.id}
		if _, err := fresh.schema(); err != nil {
			t.Error(err)
		}
	}
}

// The dialect leaves formats alone unless the compiler is told otherwise.
func TestFormatsAreAsserted(t *testing.T) {
	c := newCompiler()
	if err := c.AddResource("https://example.org/mine.json", strings.NewReader(`{"$schema": "https://json-schema.org/draft/2020-12/schema", "format": "date"}`)); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("https://example.org/mine.json")
	if err != nil {
		t.Fatal(err)
	}
	if s.Draft != jsonschema.Draft2020 || s.Validate("2021-02-30") == nil {
		t.Errorf("dialect %v; a day that does not exist is a date", s.Draft)
	}
}

// panicking is an engine with a bug.
type panicking struct{}

func (panicking) Validate(any) error { panic("a bug") }

func TestPanicsOfTheEngineAreNoVerdict(t *testing.T) {
	if accepts(panicking{}, map[string]any{}) {
		t.Error("a panic accepts")
	}
}
