package schema

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/strictjson"
)

// maxFaults is how many faults of one file are told; who has so many mends some first.
const maxFaults = 100

// Check says what is wrong with the files of a dataset, laid out as [cyberres.Open] reads them. It asks, in this order: is each file strict JSON,
// does it keep to the schema of its kind, and do the records make sense together (ids that lead somewhere, dates in order, evidence within its text).
// What follows from a mistake already told is left out, so that one mistake gives one fault; a file that is not JSON has no other faults.
//
// The faults are ordered by file, line, column and message, and are the same on every run. There are at most 100 in a file, and then one that says
// that there are more. A dataset of plain files has none if and only if [cyberres.Open] accepts it.
//
// Nothing is trusted: links are not followed, what is no plain file is not opened, and a file over 32 MiB is not read. The error tells what
// could not be read.
func Check(fsys fs.FS) (cyberres.Faults, error) {
	schemas, err := documents()
	if err != nil {
		return nil, err
	}
	texts, refused, err := read(fsys)
	if err != nil {
		return nil, fmt.Errorf("checking a dataset: %w", err)
	}
	c := checker{texts: texts, at: map[string]bool{}, above: map[string]bool{}}
	for _, f := range refused {
		c.faults = append(c.faults, f)
		c.leaveOut(f.File)
	}
	said, err := open(texts)
	if err != nil {
		return nil, err
	}
	before := len(texts)
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		for _, l := range layout {
			if l.place == name || l.place == path.Dir(name)+"/" && strings.HasSuffix(name, ".json") {
				c.file(name, schemas[l.kind], l.many, said)
			}
		}
	}
	if len(texts) < before {
		if said, err = open(texts); err != nil {
			return nil, err
		}
	}
	c.rest(said)
	return c.result(), nil
}

// open returns what cyberres.Open says.
func open(texts snapshot) (said cyberres.Faults, err error) {
	if _, err = cyberres.Open(texts); err == nil || errors.As(err, &said) {
		return said, nil
	}
	return nil, err
}

// A checker collects faults and remembers which values they are about. Values are named by their file and pointer, put together.
type checker struct {
	texts  snapshot
	faults cyberres.Faults
	at     map[string]bool // values with a fault
	above  map[string]bool // all that contain one
	doubt  bool            // records may be missing because of a fault, so that nobody is to blame for naming them
}

func (c *checker) mark(file, pointer string) {
	c.at[file+pointer] = true
	for pointer != "" {
		pointer, _ = cut(pointer)
		c.above[file+pointer] = true
	}
}

// covered reports whether a fault is known of a value, of one that contains it, or of one inside.
func (c *checker) covered(file, pointer string) bool {
	if c.above[file+pointer] {
		return true
	}
	for ; pointer != ""; pointer, _ = cut(pointer) {
		if c.at[file+pointer] {
			return true
		}
	}
	return c.at[file]
}

// leaveOut takes a file that could not be read out of what Open sees.
func (c *checker) leaveOut(name string) {
	delete(c.texts, name)
	c.mark(name, "")
	c.doubt = true
}

// file checks one file by itself. A file in which Open gave up reading is left to Open: the engine would go on to the end, and tell
// a million faults as thoroughly as one.
func (c *checker) file(name string, d document, many bool, said cyberres.Faults) {
	text, limits := c.texts[name], strictjson.Limits{Bytes: maxFile}
	tree, faults := strictjson.Decode(text, limits)
	broken := tree == nil
	if len(faults) > 0 && !broken {
		r := strictjson.NewReader(text, limits)
		r.Skip()
		r.End()
		broken = r.Broken()
	}
	if tree == nil {
		faults = faults[:1] // the others come from reading on after what was no object
	}
	for _, f := range faults {
		line, column := strictjson.Line(text, f.Offset)
		pointer := strictjson.Path(text, f.Offset)
		c.faults = append(c.faults, cyberres.Fault{File: name, Line: line, Column: column, Path: pointer, Message: f.Message})
		c.mark(name, pointer)
	}
	if !broken && slices.ContainsFunc(said, func(f cyberres.Fault) bool { return f.File == name && strings.HasPrefix(f.Message, "too many faults") }) {
		for _, f := range said {
			if f.File == name && !c.covered(name, f.Path) {
				c.faults = append(c.faults, f)
			}
		}
		broken = true
	}
	if broken {
		c.leaveOut(name)
		return
	}
	found := slices.DeleteFunc(d.judge(tree), func(f finding) bool { return c.covered(name, f.pointer) })
	for _, f := range found {
		for _, pointer := range f.covers {
			c.mark(name, pointer)
			c.doubt = c.doubt || many && d.lists(pointer)
		}
	}
	c.place(name, text, found)
}

// lists reports whether a pointer leads to a list of records in a file, or to a member that may have been meant to be one.
func (d document) lists(pointer string) bool {
	parent, name := cut(pointer)
	if parent != "" {
		return false
	}
	member := find(d.tree, "/properties/"+name)
	return member == nil || find(member, "/type") == "array"
}

// place adds findings to the faults.
func (c *checker) place(name, text string, found []finding) {
	if len(found) == 0 {
		return
	}
	spots := locate(text, found)
	for _, f := range found {
		offset := spots[f.pointer].value
		if f.name {
			offset = spots[f.pointer].name
		}
		line, column := strictjson.Line(text, offset)
		c.faults = append(c.faults, cyberres.Fault{File: name, Line: line, Column: column, Path: f.pointer, Message: f.message})
	}
}

// rest adds what Open says beyond what is known.
func (c *checker) rest(said cyberres.Faults) {
	for _, f := range said {
		if strings.HasSuffix(f.Message, "where a whole number from 0 belongs") && !c.covered(f.File, f.Path) {
			c.faults = append(c.faults, f) // 1.0, which is whole for a schema
			c.mark(f.File, f.Path)
		}
	}
	disagree := map[string]bool{} // sources that give two lengths of their text, by which no span in it can be measured
	for _, f := range said {
		disagree[f.File] = disagree[f.File] || f.Path == "/within" && !c.covered(f.File, f.Path)
	}
	said = slices.CompactFunc(said, func(a, b cyberres.Fault) bool { return a.File == b.File && a.Path == "/within" && b.Path == "/within" })
	said = slices.DeleteFunc(said, func(f cyberres.Fault) bool {
		source := "sources/" + path.Base(f.File)
		switch {
		case c.covered(f.File, f.Path):
			return true
		case strings.HasPrefix(f.Message, "no "): // "no actor marn": its record may be in what was not read
			return c.doubt
		case f.Path == "/within":
			return c.covered(source, "/text")
		case strings.HasSuffix(f.Path, "/end"):
			return c.covered(source, "/text") || disagree[source]
		}
		return false
	})
	for _, f := range said {
		if !strings.Contains(f.Path, "/inferred/") {
			c.mark(f.File, f.Path)
		}
	}
	for _, f := range said {
		// What is inferred in a record must stand elsewhere in it. Where that has a fault, the list is not to blame.
		record, _, inferred := strings.Cut(f.Path, "/inferred/")
		if !inferred || !c.covered(f.File, record) {
			c.faults = append(c.faults, f)
		}
	}
}

// result orders the faults and keeps as many of each file as a reader can use.
func (c *checker) result() (out cyberres.Faults) {
	slices.SortFunc(c.faults, func(a, b cyberres.Fault) int {
		return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line, a.Column-b.Column, strings.Compare(a.Message, b.Message), strings.Compare(a.Path, b.Path))
	})
	first := 0 // of this file
	for i, f := range c.faults {
		if f.File != c.faults[first].File {
			first = i
		}
		if i-first == maxFaults {
			f.Path, f.Message = "", "there are more faults in this file; mend those above first"
		}
		if i-first <= maxFaults {
			out = append(out, f)
		}
	}
	return out
}

// A spot is where a value stands in a text, in bytes.
type spot struct{ name, value int }

// locate finds the values that findings point to, all in one pass: strictjson.Find reads the text once for each.
func locate(text string, found []finding) map[string]spot {
	wanted := map[string]bool{} // pointers, and those of all that contain them
	for _, f := range found {
		for p := f.pointer; !wanted[p]; p, _ = cut(p) { // the parent of the root is the root
			wanted[p] = true
		}
	}
	places := map[string]spot{}
	r := strictjson.NewReader(text, strictjson.Limits{Bytes: maxFile})
	var walk func(pointer string, name int)
	walk = func(pointer string, name int) {
		at := r.Offset()
		if !wanted[pointer] {
			r.Skip()
			return
		}
		places[pointer] = spot{name, at}
		switch text[at] {
		case '{':
			for o := r.Object(nil); o.Next(); {
				walk(pointer+"/"+escape(o.Name), o.Offset)
			}
		case '[':
			i := 0
			for a := r.Array(); a.Next(); i++ {
				walk(fmt.Sprintf("%s/%d", pointer, i), -1)
			}
		default:
			r.Skip()
		}
	}
	walk("", -1)
	return places
}
