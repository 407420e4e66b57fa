package generate

import "strconv"

// A record is a JSON object being written as the dataset has them: a member a line, short lists and objects within the line.
type record struct {
	b      []byte
	margin string // before a member
	begun  bool
}

// file begins a file of one record.
func file() *record { return &record{b: []byte("{"), margin: "\n  "} }

// end ends a file of one record.
func (r *record) end() []byte { return append(r.b, "\n}\n"...) }

// open begins a record in a list of an annotation file.
func (r *record) open() {
	r.b = appendItem(r.b, len(r.b))
	r.margin, r.begun = "\n      ", false
}

// close ends a record in a list.
func (r *record) close() { r.b = append(r.b, "\n    }"...) }

// key begins a member; its value is to follow.
func (r *record) key(name string) {
	if r.begun {
		r.b = append(r.b, ',')
	}
	r.begun = true
	r.b = append(r.b, r.margin...)
	r.b = appendText(r.b, name)
	r.b = append(r.b, ": "...)
}

// text writes a member with a string.
func (r *record) text(name, value string) {
	r.key(name)
	r.b = appendText(r.b, value)
}

// texts writes a member with a list of strings; without any it is left out.
func (r *record) texts(name string, values ...string) {
	if len(values) > 0 {
		r.key(name)
		r.b = appendTexts(r.b, values...)
	}
}

// objects writes a member with a list of short objects, one a line where there are several; without any it is left out.
func (r *record) objects(name string, n int, one func(b []byte, i int) []byte) {
	if n == 0 {
		return
	}
	r.key(name)
	r.b = append(r.b, '[')
	for i := range n {
		if i > 0 {
			r.b = append(r.b, ',')
		}
		if n > 1 {
			r.b = append(append(r.b, r.margin...), "  "...)
		}
		r.b = append(one(append(r.b, '{'), i), '}')
	}
	if n > 1 {
		r.b = append(r.b, r.margin...)
	}
	r.b = append(r.b, ']')
}

// appendItem begins item i of a list of objects, each on a line.
func appendItem(b []byte, i int) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	return append(b, "\n    {"...)
}

// appendText appends a string. Nothing that is invented here needs an escape.
func appendText(b []byte, s string) []byte {
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

func appendTexts(b []byte, values ...string) []byte {
	b = append(b, '[')
	for i, v := range values {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = appendText(b, v)
	}
	return append(b, ']')
}

// appendMember appends a member with a string to an object within a line.
func appendMember(b []byte, name, value string) []byte {
	return appendText(appendKey(b, name), value)
}

func appendNumber(b []byte, name string, n int) []byte {
	return strconv.AppendInt(appendKey(b, name), int64(n), 10)
}

func appendKey(b []byte, name string) []byte {
	if b[len(b)-1] != '{' {
		b = append(b, ", "...)
	}
	return append(appendText(b, name), ": "...)
}
