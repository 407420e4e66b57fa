package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The vocabularies of the command have all values of the library, read from its source.
func TestVocabulariesAreComplete(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../../vocabulary.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string][]string{} // by type; the kinds by the first constant of their block
	for _, decl := range file.Decls {
		d, ok := decl.(*ast.GenDecl)
		if !ok || d.Tok != token.CONST {
			continue
		}
		name := ""
		for _, spec := range d.Specs {
			v := spec.(*ast.ValueSpec)
			if name == "" {
				if name = v.Type.(*ast.Ident).Name; name == "Kind" {
					name = v.Names[0].Name
				}
			}
			value, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			known[name] = append(known[name], value)
		}
	}
	for name, of := range map[string]string{
		"mode": "Mode", "role": "Role", "status": "CooperationStatus", "modality": "Modality", "stance": "Stance", "voice": "Voice", "type": "RelationType",
		"actors": "KindState", "instruments": "KindStrategy", "remarks": "KindTypo",
	} {
		if got, want := vocabulary(name), known[of]; !slices.Equal(got, want) {
			t.Errorf("%s: %s; the library has %s", name, strings.Join(got, ", "), strings.Join(want, ", "))
		}
	}
	records := slices.DeleteFunc(known["KindActor"], func(kind string) bool { return kind == "reference" || kind == "mention" }) // nothing lists them
	if got := vocabulary("record"); !slices.Equal(got, records) {
		t.Errorf("record: %q; the library has %q", got, records)
	}
}

// Each field of a filter is a flag of some verb, but for Parts and Not, which are flags of another sort.
func TestEveryFieldIsAFlag(t *testing.T) {
	offered := map[string]bool{}
	for _, v := range verbs() {
		flags := newFlagSet(v.name)
		v.setup(&command{depth: map[depth]bool{}}, flags)
		for _, name := range flagNames(flags) {
			offered[name] = true
		}
	}
	for _, f := range fields() {
		if !offered["-"+f.flag] {
			t.Errorf("no verb has -%s", f.flag)
		}
	}
	for _, name := range []string{"-parts", "-not", "-date", "-as-of", "-data", "-format", "-long", "-evidence", "-remarks"} {
		if !offered[name] {
			t.Errorf("no verb has %s", name)
		}
	}
}
