package schema

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/internal/ident"
	"github.com/cyberres/cyberres/internal/nearest"
)

// Skeleton returns what a new record begins as: all that its kind requires, with blanks where only the writer knows what belongs there. A blank is "",
// [] or null; [Check] says of each what to write. What can be known is filled in: the id, and that a new reading is a draft.
//
// Of an actor, instrument or source, and of the annotations of the source with the id, it is a file, and name is its path in the dataset.
// An objective, cooperation, position, relation, remark, theme or reference stands in a list of a file that has others; name is empty,
// and text is the object to paste there. Files and objects are canonical, as [Format] writes them.
func Skeleton(kind, id string) (name, text string, err error) {
	schemas, err := documents()
	if err != nil {
		return "", "", err
	}
	places := map[string]string{} // folders, by kind
	records := map[string]*shape{}
	for _, l := range layout {
		s := schemas[l.kind].shape
		if folder, ok := strings.CutSuffix(l.place, "/"); ok {
			places[l.kind], records[l.kind] = folder, s
		}
		if !l.many {
			continue
		}
		for _, list := range s.fields { // of records: "objectives" has objectives
			if items := list.shape.items; items != nil && items.owns {
				records[strings.TrimSuffix(list.name, "s")] = items
			}
		}
	}
	s := records[kind]
	if s == nil {
		kinds := slices.Sorted(maps.Keys(records))
		if near := nearest.Names(kind, kinds); len(near) > 0 {
			return "", "", fmt.Errorf("unknown kind %q; did you mean %q?", kind, near[0])
		}
		return "", "", fmt.Errorf("unknown kind %q; use one of %s", kind, strings.Join(kinds, ", "))
	}
	if !ident.Valid(id) {
		return "", "", errors.New(idMessage(id))
	}
	e := s.blank()
	switch kind {
	case "annotations":
		e.set("source", element{open: '"', text: id})
		e.set("coverage", element{open: '"', text: "partial"})
		e.member("provenance").set("readings", element{text: "1"})
		e.member("provenance").set("review", element{open: '"', text: "draft"})
		for _, list := range s.fields { // where a newcomer sees what can be pasted, and deletes nothing
			if list.shape.kind == '[' {
				e.set(list.name, element{open: '['})
			}
		}
	case "source": // without it, nobody can tell what the text could know
		e.member("written").set("date", element{open: '"'})
	case "remark": // what most kinds of remark need, though the schema lets one do without
		e.set("about", element{open: '['})
		e.set("evidence", element{open: '[', items: []element{s.below("evidence").items.blank()}})
	}
	if e.member("id") != nil {
		e.set("id", element{open: '"', text: id})
	}
	if folder, ok := places[kind]; ok {
		name = folder + "/" + id + ".json"
		e.set("$schema", element{open: '"', text: "../../schema/" + kind + ".schema.json"})
	}
	e.arrange(s)
	var b strings.Builder
	e.write(&b, 0)
	b.WriteByte('\n')
	return name, b.String(), nil
}

// blank returns a value with the required members only, and nothing filled in.
func (s *shape) blank() element {
	e := element{open: s.kind}
	switch s.kind {
	case '0':
		e.open = 0
		e.text = "null" // a number that is wrong until it is written: 0 could be meant
	case '{':
		for i, f := range s.fields {
			if s.required&(1<<i) != 0 {
				e.set(f.name, f.shape.blank())
			}
		}
	case '[':
		if s.items.kind == '{' {
			e.items = []element{s.items.blank()}
		}
	}
	return e
}

// set gives an object a member, in place of the one that has the name.
func (e *element) set(name string, value element) {
	value.name = name
	if old := e.member(name); old != nil {
		*old = value
		return
	}
	e.items = append(e.items, value)
}
