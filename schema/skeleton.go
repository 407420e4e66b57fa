package schema

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/internal/nearest"
)

// Skeleton returns what a new record begins as: all that its kind requires, with blanks where only the writer knows what belongs there. A blank is "",
// [] or null; [Check] says of each what to write. What can be known is filled in: the id, and that a new reading is a draft.
//
// Of an actor, instrument or source, and of the annotations of the source with the id, it is a file, and name is its path in the dataset.
// An objective, cooperation, position, relation, remark, theme or reference stands in a list of a file that has others; name is empty,
// and text is the object to paste there. Files and objects are canonical, as [Format] writes them.
func Skeleton(kind, id string) (name, text string, err error) {
	shapes, err := loadShapes()
	if err != nil {
		return "", "", err
	}
	places := map[string]string{} // folders, by kind
	records := map[string]*shape{}
	for _, l := range layout {
		s := shapes[l.kind]
		if folder, ok := strings.CutSuffix(l.place, "/"); ok {
			places[l.kind], records[l.kind] = folder, s
		}
		if !l.many {
			continue
		}
		for _, list := range s.order { // of records: "objectives" has objectives
			if items := s.members[list].items; items != nil && items.members["id"] != nil {
				records[strings.TrimSuffix(list, "s")] = items
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
	if err := checkID(id); err != nil {
		return "", "", err
	}
	e := s.blank()
	switch kind {
	case "annotations":
		e.set("source", element{open: '"', text: id})
		e.set("coverage", element{open: '"', text: "partial"})
		e.member("provenance").set("readings", element{text: "1"})
		e.member("provenance").set("review", element{open: '"', text: "draft"})
		for _, list := range s.order { // where a newcomer sees what can be pasted, and deletes nothing
			if s.members[list].open == '[' {
				e.set(list, element{open: '['})
			}
		}
	case "remark": // what most kinds of remark need, though the schema lets one do without
		e.set("about", element{open: '['})
		e.set("evidence", element{open: '[', items: []element{s.members["evidence"].items.blank()}})
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
	e := element{open: s.open}
	switch s.open {
	case 0:
		e.text = "null" // a number that is wrong until it is written: 0 could be meant
	case '{':
		for _, name := range s.order {
			if slices.Contains(s.required, name) {
				e.set(name, s.members[name].blank())
			}
		}
	case '[':
		if s.items.open == '{' {
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

const maxID = 100 // bytes

// checkID says what is wrong with the form of an id.
func checkID(id string) error {
	good := regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	switch {
	case len(id) > maxID:
		return fmt.Errorf("an id of %d bytes, more than the %d allowed", len(id), maxID)
	case good.MatchString(id):
		return nil
	}
	words := strings.FieldsFunc(strings.ToLower(id), func(c rune) bool { return !('a' <= c && c <= 'z' || '0' <= c && c <= '9') })
	if like := strings.Join(words, "-"); good.MatchString(like) {
		return fmt.Errorf("%q is no id; did you mean %q?", id, like)
	}
	return fmt.Errorf("%q is no id; write lower-case words joined by hyphens, such as \"nis2-directive\"", id)
}
