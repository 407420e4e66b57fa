// Package schema describes the files of a dataset in JSON Schema, checks them for the people who write them, and puts them into one form.
//
// [FS] has one schema for each kind of file: flat, in the 2020-12 dialect, with a description and an example for every member, so that an
// editor that knows JSON Schema helps while a record is written (a file names its schema in "$schema"). Keywords of our own begin with "x-" and
// say what other engines need not know: which kinds of record an id refers to ("x-refers") or names ("x-defines"), and what a string holds ("x-is").
//
// [Check] goes from the bytes of the files to the sense of the whole dataset and says what is wrong, once for each mistake, with the place, the
// rule and what to write instead. [Rules] explains the rules. [Format] writes a file in canonical form, [Skeleton] begins a new one.
//
// Programs that only read a dataset do not need this package: [cyberres.Open] refuses what would make its answers wrong.
package schema

import (
	"embed"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

//go:embed *.schema.json
var files embed.FS

// FS returns the schemas: dataset.schema.json, themes.schema.json, references.schema.json, cues.schema.json, actor.schema.json, instrument.schema.json,
// source.schema.json and annotations.schema.json.
func FS() fs.FS { return files }

// base is what the ids of the schemas begin with. They are names: nothing is ever fetched from there.
const base = "https://github.com/cyberres/cyberres/schema/"

type part struct {
	place, kind string
	many        bool
	optional    bool // a dataset may do without it
}

// layout says where the files of a dataset are and which schema each has. A place that ends in a slash is a folder of files.
// A file of many records has lists of them in its members; any other is one record.
var layout = [...]part{
	{"dataset.json", "dataset", false, false},
	{"themes.json", "themes", true, false},
	{"references.json", "references", true, false},
	{"cues.json", "cues", true, true},
	{"sources/", "source", false, true},
	{"actors/", "actor", false, true},
	{"instruments/", "instrument", false, true},
	{"annotations/", "annotations", true, true},
}

// partOf returns the part of a dataset that a file belongs to, nil for a file that is none of a dataset.
func partOf(name string) *part {
	for i := range layout {
		p := &layout[i]
		if p.place == name || strings.HasSuffix(p.place, "/") && path.Dir(name)+"/" == p.place && strings.HasSuffix(name, ".json") {
			return p
		}
	}
	return nil
}

// A document is the schema of one kind of file: as this package reads it, and as the engine does.
type document struct {
	shape *shape
	text  string
	id    string

	once     sync.Once
	compiled *jsonschema.Schema
	err      error
}

var loaded struct {
	once      sync.Once
	documents map[string]*document // by kind
	err       error
}

// documents returns the schemas by kind of file. They are read on the first call, never at import.
func documents() (map[string]*document, error) {
	loaded.once.Do(func() {
		out := map[string]*document{}
		for _, l := range layout {
			text, err := files.ReadFile(l.kind + ".schema.json")
			if err != nil {
				loaded.err = fmt.Errorf("reading the schemas: %w", err)
				return
			}
			d := &document{text: string(text), id: base + l.kind + ".schema.json"}
			if d.shape, err = readShape(d.text); err != nil {
				loaded.err = fmt.Errorf("reading the schemas: %s: %w", l.kind, err)
				return
			}
			out[l.kind] = d
		}
		loaded.documents = out
	})
	return loaded.documents, loaded.err
}

// schema returns the schema as the engine has it. Compiling takes milliseconds, and files without a mistake need no judge.
func (d *document) schema() (*jsonschema.Schema, error) {
	d.once.Do(func() {
		c := newCompiler()
		if d.err = c.AddResource(d.id, strings.NewReader(d.text)); d.err == nil {
			d.compiled, d.err = c.Compile(d.id)
		}
	})
	return d.compiled, d.err
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
