package strictjson

import (
	"slices"
	"strings"

	"github.com/cyberres/cyberres/internal/nearest"
)

// An Object walks the members of a JSON object: for o := r.Object(fields); o.Next(); { switch o.Name { … } }.
// Every member that Next offers must be read, or skipped, before the next call. Faults of membership are reported by Next:
// a member that stands twice, one that no field names (the caller never sees it), and at the end one that is required and missing.
type Object struct {
	Name   string // the current member
	Offset int    // where its name begins, in bytes

	r      *Reader
	fields []Field
	start  int
	count  int
	next   int            // the field expected next
	seen   uint64         // fields seen, by index
	meant  uint64         // fields that a misspelt member was probably meant to be
	base   int            // where this object's names begin in the reader's
	many   map[string]int // the names and their offsets, once there are too many to look through
}

// Object begins an object. With nil fields every name is offered; an object has at most 64 fields.
func (r *Reader) Object(fields []Field) Object {
	o := Object{r: r, fields: fields}
	if r.peek() != '{' {
		r.mismatch("an object")
		if r.depth == 0 { // the root: what follows it means nothing
			r.stop()
		}
		o.r = nil
		return o
	}
	o.start, o.base = r.pos, len(r.names)
	if !r.enter() {
		o.r = nil
	}
	return o
}

// Next moves to the next member.
func (o *Object) Next() bool {
	r := o.r
	if r == nil {
		return false
	}
	for {
		c := r.peek()
		if r.broken {
			return false
		}
		if c == '}' {
			r.pos++
			r.depth--
			r.names = r.names[:o.base]
			o.missing()
			o.r = nil
			return false
		}
		if o.count > 0 {
			if c != ',' {
				r.fatal(Grammar, r.pos, "%s where a comma or the object's closing brace belongs", r.describe())
				return false
			}
			r.pos++
			if c = r.peek(); c == '}' {
				r.fatal(TrailingComma, r.pos, "a comma before the closing brace; remove it")
				return false
			}
		}
		if c != '"' {
			r.fatal(Grammar, r.pos, "%s where a member's name in double quotes belongs", r.describe())
			return false
		}
		if o.count++; o.count > r.limits.Members {
			r.fatal(Large, r.pos, "an object with more than %d members", r.limits.Members)
			return false
		}
		o.Offset = r.pos
		known := o.expected()
		good := false
		if !known {
			o.Name, good = r.scanString(r.limits.Name, "member name")
			if r.broken {
				return false
			}
		}
		if r.peek() != ':' {
			r.fatal(Grammar, r.pos, "%s where a colon belongs", r.describe())
			return false
		}
		r.pos++
		if known || good && o.admit() {
			return true
		}
		r.Skip() // checks its grammar, and reports what is wrong inside
	}
}

// expected reads the name of one of the fields that have not come yet, if it stands at the current position in their order. Nearly all do, and
// comparing is faster than reading a string to compare it.
func (o *Object) expected() bool {
	r := o.r
	rest := r.text[r.pos+1:]
	for i := o.next; i < len(o.fields); i++ {
		name := o.fields[i].Name
		if n := len(name); n < len(rest) && rest[n] == '"' && rest[:n] == name && o.seen&(1<<i) == 0 {
			o.Name, o.next = name, i+1
			o.seen |= 1 << i
			r.pos += n + 2
			return true
		}
	}
	return false
}

// admit says whether the current member goes to the caller.
func (o *Object) admit() bool {
	if o.fields == nil {
		return o.unique()
	}
	n := len(o.fields)
	for k := range n {
		i := o.next + k
		if i >= n {
			i -= n
		}
		if o.fields[i].Name != o.Name {
			continue
		}
		o.next = i + 1
		if o.seen&(1<<i) != 0 {
			o.twice(o.first())
			return false
		}
		o.seen |= 1 << i
		return true
	}
	o.unknown()
	return false
}

func (o *Object) unknown() {
	names := make([]string, len(o.fields))
	for i, f := range o.fields {
		names[i] = f.Name
		if strings.EqualFold(f.Name, o.Name) {
			o.r.Fault(o.Offset, "unknown member %q; write it %q", o.Name, f.Name)
			o.meant |= 1 << i // one mistake, one message: it is not missing as well
			return
		}
	}
	best := nearest.Names(o.Name, names)
	if len(best) == 0 {
		o.r.Fault(o.Offset, "unknown member %q; known here: %s", o.Name, strings.Join(names, ", "))
		return
	}
	o.r.Fault(o.Offset, "unknown member %q; did you mean %q?", o.Name, best[0])
	o.meant |= 1 << slices.Index(names, best[0])
}

// unique notes the current name, or reports it if it has been noted before. A few names are looked through, more go into a map.
func (o *Object) unique() bool {
	r := o.r
	first, found := o.many[o.Name]
	for _, n := range r.names[o.base:] {
		if n.text == o.Name {
			first, found = n.offset, true
		}
	}
	if found {
		o.twice(first)
		return false
	}
	if o.many != nil {
		o.many[o.Name] = o.Offset
		return true
	}
	r.names = append(r.names, name{o.Name, o.Offset})
	if len(r.names)-o.base > few {
		o.many = map[string]int{}
		for _, n := range r.names[o.base:] {
			o.many[n.text] = n.offset
		}
		r.names = r.names[:o.base]
	}
	return true
}

// few is how many names are compared one by one before a map pays. The largest objects of records have some twenty members.
const few = 24

// twice reports that the current name stands in the object before, at an offset.
func (o *Object) twice(first int) {
	line, _ := Line(o.r.text, first)
	o.r.fault(Twice, o.Offset, "member %q stands twice in one object, first on line %d; keep one", o.Name, line)
}

// first returns where the current name stands first. It reads the object anew: noting the places of known members would cost every reader of
// every object what only a fault needs.
func (o *Object) first() int {
	r := NewReader(o.r.text, o.r.limits) // which have let it pass
	r.pos = o.start
	for again := r.Object(nil); again.Next(); r.Skip() {
		if again.Name == o.Name {
			return again.Offset
		}
	}
	return o.start
}

func (o *Object) missing() {
	for i, f := range o.fields {
		if f.Required && (o.seen|o.meant)&(1<<i) == 0 {
			o.r.Fault(o.start, "member %q is missing", f.Name)
		}
	}
}

// An Array walks the items of a JSON array: for a := r.Array(); a.Next(); { … }. Every item must be read or skipped.
type Array struct {
	r     *Reader
	count int
}

// Array begins an array.
func (r *Reader) Array() Array {
	if r.peek() != '[' {
		r.mismatch("an array")
		return Array{}
	}
	if !r.enter() {
		return Array{}
	}
	return Array{r: r}
}

// Next moves to the next item.
func (a *Array) Next() bool {
	r := a.r
	if r == nil {
		return false
	}
	c := r.peek()
	if r.broken {
		return false
	}
	if c == ']' {
		r.pos++
		r.depth--
		a.r = nil
		return false
	}
	if a.count > 0 {
		if c != ',' {
			r.fatal(Grammar, r.pos, "%s where a comma or the array's closing bracket belongs", r.describe())
			return false
		}
		r.pos++
		if r.peek() == ']' {
			r.fatal(TrailingComma, r.pos, "a comma before the closing bracket; remove it")
			return false
		}
	}
	if a.count++; a.count > r.limits.Items {
		r.fatal(Large, r.pos, "an array with more than %d items", r.limits.Items)
		return false
	}
	return true
}
