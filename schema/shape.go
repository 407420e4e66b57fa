package schema

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/strictjson"
)

// A shape is a schema in the form in which a file is held against it: what a value may be, with the references followed.
type shape struct {
	kind     byte   // as strictjson.Node has it: { [ " or 0; 0 for any value
	def      string // the name of the part of the schema that it comes from: "id", "objective"
	fields   []field
	owns     bool   // one of them gives the object an id
	required uint64 // of the fields, by index
	items    *shape
	min, max int // of a list
	unique   bool
	values   []string
	longest  int // characters of a string; 0 for no bound
	pattern  *regexp.Regexp

	refers  []cyberres.Kind // kinds of record that an id may name
	defines cyberres.Kind   // kind of record that an id gives a name to
	is      string          // what a string holds: "url", "language", "quote"
}

type field struct {
	name  string
	shape *shape
}

// readShape reads the text of a schema. It knows the keywords that our schemas use and refuses others, so that it cannot pass over one.
func readShape(text string) (*shape, error) {
	r := shapeReader{done: map[string]*shape{}}
	r.tree.Parse(text, strictjson.Limits{})
	if len(r.tree.Faults) > 0 {
		return nil, fmt.Errorf("%s", r.tree.Faults[0].Message)
	}
	r.defs = r.tree.Member(0, "$defs")
	s := r.read(0, "")
	return s, r.err
}

type shapeReader struct {
	tree strictjson.Tree
	defs int32
	done map[string]*shape
	err  error
}

// read reads one schema. What a reference leads to is read once, and copied: the same id may be a holder here and a theme there.
func (r *shapeReader) read(n int32, def string) *shape {
	nodes := r.tree.Nodes
	s := &shape{def: def, max: math.MaxInt}
	if ref := r.tree.Member(n, "$ref"); ref >= 0 {
		name := strings.TrimPrefix(nodes[ref].Text, "#/$defs/")
		if r.done[name] == nil {
			part := int32(-1)
			if r.defs >= 0 {
				part = r.tree.Member(r.defs, name)
			}
			if part < 0 {
				r.err = fmt.Errorf("there is no part %q", nodes[ref].Text)
				return s
			}
			r.done[name] = r.read(part, name)
		}
		*s = *r.done[name]
	}
	for i := n + 1; i < nodes[n].Next; i = nodes[i].Next {
		v := &nodes[i]
		number, _ := strconv.Atoi(v.Text)
		switch v.Name {
		case "type":
			s.kind = map[string]byte{"object": '{', "array": '[', "string": '"', "integer": '0'}[v.Text]
			if s.kind == 0 {
				r.err = fmt.Errorf("unknown type %q", v.Text)
			}
		case "properties":
			for p := i + 1; p < v.Next; p = nodes[p].Next {
				v := r.read(p, "")
				s.fields = append(s.fields, field{nodes[p].Name, v})
				s.owns = s.owns || v.defines != ""
			}
			if len(s.fields) > 64 {
				r.err = fmt.Errorf("an object with %d members", len(s.fields))
			}
		case "items":
			s.items = r.read(i, "")
		case "enum", "x-refers":
			for e := i + 1; e < v.Next; e = nodes[e].Next {
				if v.Name == "enum" {
					s.values = append(s.values, nodes[e].Text)
				} else {
					s.refers = append(s.refers, cyberres.Kind(nodes[e].Text))
				}
			}
		case "minItems":
			s.min = number
		case "maxItems":
			s.max = number
		case "uniqueItems":
			s.unique = v.Text == "true"
		case "maxLength":
			s.longest = number
		case "pattern":
			if s.pattern, r.err = regexp.Compile(v.Text); r.err != nil {
				return s
			}
		case "x-defines":
			s.defines = cyberres.Kind(v.Text)
		case "x-is":
			s.is = v.Text
		case "minimum", "maximum": // of every whole number: from 0 to 2^53-1
		case "additionalProperties", "required", "$ref", "$defs", "$schema", "$id", "$comment", "title", "description", "examples", "enumDescriptions",
			"markdownDescription", "markdownEnumDescriptions", "defaultSnippets", "default", "deprecated":
		default:
			r.err = fmt.Errorf("unknown keyword %q", v.Name)
		}
	}
	if i := r.tree.Member(n, "required"); i >= 0 { // after the members are known
		for e := i + 1; e < nodes[i].Next; e = nodes[e].Next {
			s.required |= 1 << s.field(nodes[e].Text, 0)
		}
	}
	return s
}

// field returns the index of a member, -1 for one that is unknown. Most members come in the order of the schema, so it looks at the expected one first.
func (s *shape) field(name string, expected int) int {
	for i := expected; i < len(s.fields); i++ {
		if s.fields[i].name == name {
			return i
		}
	}
	for i := range min(expected, len(s.fields)) {
		if s.fields[i].name == name {
			return i
		}
	}
	return -1
}

// defined is the kind of record that an object with an id is.
func (s *shape) defined() cyberres.Kind {
	for _, f := range s.fields {
		if f.shape.defines != "" {
			return f.shape.defines
		}
	}
	return ""
}

// rank is the position of a member among those of an object; all that are unknown come last.
func (s *shape) rank(name string) int {
	if i := s.field(name, 0); i >= 0 {
		return i
	}
	return len(s.fields)
}

// below returns the shape of an object's member, or of an array's items; nil where the schema knows none.
func (s *shape) below(name string) *shape {
	if s == nil || s.kind == '[' {
		if s == nil {
			return nil
		}
		return s.items
	}
	if i := s.field(name, 0); i >= 0 {
		return s.fields[i].shape
	}
	return nil
}
