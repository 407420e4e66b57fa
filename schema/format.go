package schema

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/strictjson"
)

// lineWidth is how many columns a list or an object may take to stay on one line, its indentation counted.
const lineWidth = 160

// Format returns a file of a dataset in its canonical form. Name is its path in the dataset, which tells its kind.
//
// Members stand in the order of the schema, and after them those that it does not know. A list in which no item may stand twice is a set: it is
// sorted. Texts are in NFC, but for quotes, which keep the code points of their source. A character that nobody could see is written as an escape,
// every other as itself. Numbers stay as they are written. A list or an object that fits on a line stands on one, but for lists of
// several objects, which have a line each.
//
// A formatted file says what it said before: nothing is added, left out or mended, and what has the wrong type or name is only laid out.
// A file that is not strict JSON is returned as it is, with [cyberres.Faults] that say where it breaks.
func Format(name, text string) (string, error) {
	part := partOf(name)
	if part == nil {
		return text, fmt.Errorf("%s: no file of a dataset; there belong dataset.json, themes.json, references.json, cues.json and the .json files in actors, instruments, sources and annotations", name)
	}
	schemas, err := documents()
	if err != nil {
		return text, err
	}
	root, faults := parse(text)
	if len(faults) > 0 {
		return text, placed(name, text, faults)
	}
	root.arrange(schemas[part.kind].shape)
	var b strings.Builder
	b.Grow(len(text))
	root.write(&b, 0)
	b.WriteByte('\n')
	// Escapes, NFC and indentation are longer than what they stand for. Whoever reads the file next has the bounds of this reader.
	r := strictjson.NewReader(b.String(), strictjson.Limits{Bytes: maxFile})
	r.Skip()
	if faults := r.End(); len(faults) > 0 {
		return text, fmt.Errorf("%s: the canonical form would be beyond the bounds of a file: %s", name, faults[0].Message)
	}
	return b.String(), nil
}

// placed gives faults of the reader their lines and columns.
func placed(name, text string, faults []strictjson.Fault) (out cyberres.Faults) {
	for _, f := range faults {
		line, column := strictjson.Line(text, f.Offset)
		out = append(out, cyberres.Fault{File: name, Line: line, Column: column, Path: strictjson.Path(text, f.Offset), Message: f.Message})
	}
	return out
}

// An element is a value of a JSON text, its members in the order in which they stand: maps lose it.
type element struct {
	name  string    // of a member
	open  byte      // '{', '[' or '"'; 0 for a number, true, false and null
	text  string    // of a string what it says; of a number and so on as it is written
	items []element // of an object its members, of an array its items
	width int       // in columns, were it on one line
}

// parse takes a JSON object apart.
func parse(text string) (element, []strictjson.Fault) {
	r := strictjson.NewReader(text, strictjson.Limits{Bytes: maxFile})
	root := element{open: '{'}
	for o := r.Object(nil); o.Next(); {
		root.items = append(root.items, parseValue(r, text, o.Name))
	}
	return root, r.End()
}

// parseValue takes one value apart.
func parseValue(r *strictjson.Reader, text, name string) element {
	e := element{name: name}
	start := r.Offset()
	if start == len(text) {
		r.Skip() // which says what is missing
		return e
	}
	switch text[start] {
	case '{':
		e.open = '{'
		for o := r.Object(nil); o.Next(); {
			e.items = append(e.items, parseValue(r, text, o.Name))
		}
	case '[':
		e.open = '['
		for a := r.Array(); a.Next(); {
			e.items = append(e.items, parseValue(r, text, ""))
		}
	case '"':
		e.open = '"'
		e.text = r.Text()
	default:
		r.Skip()
		e.text = strings.TrimRight(text[start:r.Offset()], " \t\r\n")
	}
	return e
}

// arrange puts the members and items of an element in order, by the shape of its place, nil where the schema knows none, and measures it.
func (e *element) arrange(s *shape) {
	if s != nil && s.kind != e.open && !(s.kind == '0' && e.open == 0) {
		s = nil // a value of the wrong type is not what the schema speaks of
	}
	for i := range e.items {
		e.items[i].arrange(s.below(e.items[i].name))
	}
	switch {
	case e.open == 0:
		e.width = utf8.RuneCountInString(e.text)
		return
	case e.open == '"':
		if s != nil && s.is != "quote" {
			e.text = norm.NFC.String(e.text)
		}
		e.width = utf8.RuneCountInString(quoted(e.text))
		return
	case e.open == '{' && s != nil:
		slices.SortStableFunc(e.items, func(a, b element) int { return s.rank(a.name) - s.rank(b.name) })
	case e.open == '[' && s != nil && s.unique && !slices.ContainsFunc(e.items, func(item element) bool { return item.open != '"' }):
		slices.SortStableFunc(e.items, func(a, b element) int { return strings.Compare(a.text, b.text) })
	}
	e.width = 2 + 2*max(0, len(e.items)-1) // brackets, and ", " between
	for _, item := range e.items {
		e.width += item.width
		if e.open == '{' {
			e.width += utf8.RuneCountInString(quoted(item.name)) + 2 // ": "
		}
		if e.open == '[' && item.open == '{' && len(e.items) > 1 {
			e.width = lineWidth // one record a line, so that one more is one line more in a review
		}
	}
}

// write writes an element that begins on a line with an indentation: on one line if its width allows, else each of its items on a line of its own.
// The name of a member is not counted, so that a value is laid out the same wherever it stands. The root is never on one line.
func (e *element) write(b *strings.Builder, indent int) {
	switch e.open {
	case 0:
		b.WriteString(e.text)
		return
	case '"':
		b.WriteString(quoted(e.text))
		return
	}
	before, between, after := "", ", ", "" // items on one line
	if len(e.items) > 0 && (indent == 0 || indent+e.width > lineWidth) {
		after = "\n" + strings.Repeat(" ", indent)
		before = after + "  "
		between = "," + before
	}
	b.WriteByte(e.open)
	for i, item := range e.items {
		if i == 0 {
			b.WriteString(before)
		} else {
			b.WriteString(between)
		}
		if e.open == '{' {
			b.WriteString(quoted(item.name) + ": ")
		}
		item.write(b, indent+2)
	}
	b.WriteString(after)
	b.WriteByte(e.open + 2) // both closing brackets come two after the opening ones
}

// quoted writes a string of JSON. Characters stand for themselves, but for those that JSON or a reader's eye cannot take.
func quoted(s string) string {
	if !strings.ContainsFunc(s, escaped) { // nearly all
		return `"` + s + `"`
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range s {
		switch {
		case !escaped(c):
			b.WriteRune(c)
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case '\b' <= c && c <= '\r' && c != '\v':
			b.WriteString([]string{`\b`, `\t`, `\n`, "", `\f`, `\r`}[c-'\b'])
		case c < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			c -= 0x10000
			fmt.Fprintf(&b, `\u%04x\u%04x`, 0xd800+c>>10, 0xdc00+c&0x3ff)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// escaped reports characters that a string of JSON has as an escape.
func escaped(c rune) bool { return c == '"' || c == '\\' || hidden(c) }

// hidden reports whether a character cannot be told from a space or from nothing, or changes the order in which others are read.
func hidden(c rune) bool {
	if c < utf8.RuneSelf {
		return c < ' ' || c == 0x7f
	}
	return !unicode.IsGraphic(c) || unicode.IsSpace(c) || unicode.In(c, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// member returns the member of an object, nil if it has none of the name.
func (e *element) member(name string) *element {
	if e == nil {
		return nil
	}
	i := slices.IndexFunc(e.items, func(m element) bool { return m.name == name })
	if e.open != '{' || i < 0 {
		return nil
	}
	return &e.items[i]
}
