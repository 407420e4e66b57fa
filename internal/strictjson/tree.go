package strictjson

import (
	"encoding/json"
	"strconv"
)

// A Node is one value of a [Tree].
type Node struct {
	Type       byte   // one of { [ " 0 (a number) t (true or false) n (null)
	Start, End int32  // bytes of the value, half open
	At         int32  // where its name begins, with its quotation mark; -1 for items and the root
	Next       int32  // the first node that is not below this one
	Up         int32  // the container; -1 for the root
	Name       string // of a member
	Text       string // of a string, without its escapes; of another scalar, as written
}

// A Tree is a JSON text taken apart, with the place of every value: for programs that judge what is written, and must say where.
// Its nodes stand in the order of the text, so that those below a container follow it: for i := n+1; i < Nodes[n].Next; i = Nodes[i].Next
// visits the members or items of n. Of a member that stands twice the first is kept, as by Decode.
type Tree struct {
	Text   string
	Nodes  []Node
	Faults []Fault // in the order in which they were found
	Broken bool    // reading has ended before the text did; what was read until then is there

	reader Reader
}

// Parse reads a text into the tree, whose memory is used again. The root must be an object; of anything else there are no nodes.
func (t *Tree) Parse(text string, limits Limits) {
	r := &t.reader
	r.begin(text, limits)
	t.Text, t.Nodes = text, t.Nodes[:0]
	if r.peek() != '{' {
		r.mismatch("an object")
		t.Faults, t.Broken = r.End(), true
		t.Faults = t.Faults[len(t.Faults)-1:] // where it is no JSON; else that it is no object
		return
	}
	t.add(r, -1, -1, "")
	t.Faults, t.Broken = r.End(), r.Broken()
}

func (t *Tree) add(r *Reader, up, at int32, name string) {
	c := r.peek()
	n := int32(len(t.Nodes))
	t.Nodes = append(t.Nodes, Node{Type: c, Start: int32(r.pos), At: at, Up: up, Name: name})
	text := ""
	switch {
	case c == '"':
		text = r.Text()
	case c == '{':
		for o := r.Object(nil); o.Next(); {
			t.add(r, n, int32(o.Offset), o.Name)
		}
	case c == '[':
		for a := r.Array(); a.Next(); {
			t.add(r, n, -1, "")
		}
	case c == '-' || '0' <= c && c <= '9':
		text = r.scanNumber()
		t.Nodes[n].Type = '0'
	default:
		text = r.scanLiteral()
		if c == 'f' {
			t.Nodes[n].Type = 't'
		}
	}
	node := &t.Nodes[n]
	node.Text, node.End, node.Next = text, int32(r.pos), int32(len(t.Nodes))
}

// Member returns a member of an object, -1 if it has none of that name.
func (t *Tree) Member(n int32, name string) int32 {
	for i := n + 1; i < t.Nodes[n].Next; i = t.Nodes[i].Next {
		if t.Nodes[i].Name == name && t.Nodes[i].At >= 0 {
			return i
		}
	}
	return -1
}

// Path returns the JSON pointer (RFC 6901) of a node.
func (t *Tree) Path(n int32) string {
	up := t.Nodes[n].Up
	if up < 0 {
		return ""
	}
	if t.Nodes[n].At >= 0 {
		return t.Path(up) + "/" + escape(t.Nodes[n].Name)
	}
	index := 0
	for i := up + 1; i < n; i = t.Nodes[i].Next {
		index++
	}
	return t.Path(up) + "/" + strconv.Itoa(index)
}

// Find returns the innermost node that stands at a byte offset, its name included.
func (t *Tree) Find(offset int) int32 {
	n := int32(0)
	for i := n + 1; i < t.Nodes[n].Next; {
		node := &t.Nodes[i]
		from := node.Start
		if node.At >= 0 {
			from = node.At
		}
		if int(from) <= offset && offset < int(node.End) {
			n, i = i, i+1
			continue
		}
		i = node.Next
	}
	return n
}

// Value returns a node as Decode would: map[string]any, []any, string, json.Number, bool and nil.
func (t *Tree) Value(n int32) any {
	node := &t.Nodes[n]
	switch node.Type {
	case '{':
		m := map[string]any{}
		for i := n + 1; i < node.Next; i = t.Nodes[i].Next {
			m[t.Nodes[i].Name] = t.Value(i)
		}
		return m
	case '[':
		list := []any{}
		for i := n + 1; i < node.Next; i = t.Nodes[i].Next {
			list = append(list, t.Value(i))
		}
		return list
	case '"':
		return node.Text
	case '0':
		return json.Number(node.Text)
	case 't':
		return node.Text == "true"
	}
	return nil
}
