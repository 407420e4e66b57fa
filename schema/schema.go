// Package schema describes the files of a dataset in JSON Schema, and checks them for the people who write them.
//
// [FS] has one schema for each kind of file: flat, in the 2020-12 dialect, with a description and an example for every member, so that an
// editor that knows JSON Schema helps while a record is written (a file names its schema in "$schema"). [Check] finds what is wrong with the
// files of a dataset and says it once for each mistake, with the line and column of the value.
//
// Programs that only read a dataset do not need this package: [cyberres.Open] refuses the same files.
package schema

import (
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

//go:embed *.schema.json
var files embed.FS

// FS returns the schemas: dataset.schema.json, themes.schema.json, references.schema.json, actor.schema.json, instrument.schema.json,
// source.schema.json and annotations.schema.json.
func FS() fs.FS { return files }

// base is what the ids of the schemas begin with. They are names: nothing is ever fetched from there.
const base = "https://github.com/cyberres/cyberres/schema/"

type part struct {
	place, kind string
	many        bool
}

// layout says where the files of a dataset are and which schema each has. A place that ends in a slash is a folder of files.
// A file of many records has lists of them in its members; any other is one record.
var layout = []part{
	{"dataset.json", "dataset", false},
	{"themes.json", "themes", true},
	{"references.json", "references", true},
	{"actors/", "actor", false},
	{"instruments/", "instrument", false},
	{"sources/", "source", false},
	{"annotations/", "annotations", true},
}

// A document is a schema, ready to judge, and its text as a tree, which messages are made from.
type document struct {
	compiled *jsonschema.Schema
	tree     map[string]any
}

var loaded struct {
	once      sync.Once
	documents map[string]document // by kind
	err       error
}

// documents returns the schemas by kind of file. They are compiled on the first call, never at import.
func documents() (map[string]document, error) {
	loaded.once.Do(func() { loaded.documents, loaded.err = compile() })
	return loaded.documents, loaded.err
}

func compile() (map[string]document, error) {
	c := newCompiler()
	out := map[string]document{}
	for _, l := range layout {
		text, err := files.ReadFile(l.kind + ".schema.json")
		if err != nil {
			return nil, fmt.Errorf("compiling the schemas: %w", err)
		}
		id := base + l.kind + ".schema.json"
		if err := c.AddResource(id, strings.NewReader(string(text))); err != nil {
			return nil, fmt.Errorf("compiling the schemas: %w", err)
		}
		var d document
		if d.compiled, err = c.Compile(id); err != nil {
			return nil, fmt.Errorf("compiling the schemas: %w", err)
		}
		if err := json.Unmarshal(text, &d.tree); err != nil {
			return nil, fmt.Errorf("compiling the schemas: %s: %w", l.kind, err)
		}
		out[l.kind] = d
	}
	return out, nil
}

// newCompiler returns a compiler that loads nothing. Left to itself the engine opens whatever file or address a "$ref" or "$schema" names,
// with loaders that any package of the program may have registered.
func newCompiler() *jsonschema.Compiler {
	c := jsonschema.NewCompiler()
	c.Draft = jsonschema.Draft2020
	c.AssertFormat = true
	c.LoadURL = func(url string) (io.ReadCloser, error) {
		return nil, fmt.Errorf("%s is not loaded: a schema refers to its own parts only", url)
	}
	return c
}
