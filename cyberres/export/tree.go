package export

import (
	"strconv"
	"strings"

	"github.com/cyberres/cyberres/internal/strictjson"
)

// A value is a value of a JSON-LD document, or none: then all that is asked of it is empty, so that readers need not ask whether a member is there.
type value struct {
	tree *strictjson.Tree
	n    int32 // -1 for none
}

func (v value) node() *strictjson.Node { return &v.tree.Nodes[v.n] }

// is reports the sort of the value: { [ " 0 t n.
func (v value) is(sort byte) bool { return v.n >= 0 && v.node().Type == sort }

// at returns the byte offset of the value.
func (v value) at() int {
	if v.n < 0 {
		return -1
	}
	return int(v.node().Start)
}

// get returns the member of an object that has the first of several names that is there: a keyword of JSON-LD may be written "id" or "@id".
func (v value) get(names ...string) value {
	if v.is('{') {
		for _, name := range names {
			if n := v.tree.Member(v.n, name); n >= 0 {
				return value{v.tree, n}
			}
		}
	}
	return value{v.tree, -1}
}

// each walks a value or the items of an array: JSON-LD makes no difference between a value and an array of one. The containers @list and @set are
// looked into, and null is nothing.
func (v value) each(do func(value)) {
	switch {
	case v.n < 0 || v.is('n'):
	case v.is('['):
		for i := v.n + 1; i < v.node().Next; i = v.tree.Nodes[i].Next {
			value{v.tree, i}.each(do)
		}
	case v.get("@list", "@set").n >= 0:
		v.get("@list", "@set").each(do)
	default:
		do(v)
	}
}

// text returns a string, be it written as a value object with a language or a datatype.
func (v value) text() string {
	if inner := v.get("@value"); inner.n >= 0 {
		v = inner
	}
	if v.is('[') { // of several, the first
		first := value{v.tree, v.n + 1}
		if v.n+1 == v.node().Next || first.is('[') {
			return ""
		}
		return first.text()
	}
	if !v.is('"') {
		return ""
	}
	return v.node().Text
}

// texts returns all strings of a value.
func (v value) texts() (out []string) {
	v.each(func(v value) {
		if s := v.text(); s != "" {
			out = append(out, s)
		}
	})
	return out
}

// has reports whether one of the strings of a value is the one, or ends with it after a prefix such as "oa:".
func (v value) has(term string) (found bool) {
	v.each(func(v value) {
		s := v.text()
		found = found || s == term || strings.HasSuffix(s, ":"+term) || strings.HasSuffix(s, "#"+term)
	})
	return found
}

// number returns a whole number that is not negative, also one that is written as a string or a value object, as JSON-LD does when it expands.
func (v value) number() (int, bool) {
	if inner := v.get("@value"); inner.n >= 0 {
		v = inner
	}
	if v.is('[') && v.n+1 < v.node().Next && !(value{v.tree, v.n + 1}).is('[') {
		return value{v.tree, v.n + 1}.number()
	}
	if !v.is('0') && !v.is('"') {
		return 0, false
	}
	n, err := strconv.ParseInt(strings.TrimSuffix(v.node().Text, ".0"), 10, 64)
	return int(n), err == nil && 0 <= n && n < 1<<53
}

// iri returns what a resource is named by: its id, or the string that stands for it.
func (v value) iri() string {
	if v.is('"') {
		return v.text()
	}
	return v.get("id", "@id").text()
}
