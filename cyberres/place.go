package cyberres

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/internal/strictjson"
)

// place is where a value stands: a file, a list in it (empty in a file of one record), the number of the record in that, and a path below.
type place struct {
	file int32
	list string
	row  int
	sub  string
	item int // in the list sub; -1 for sub itself
	leaf string
	last int // in the list leaf, from 1; 0 for leaf itself
}

func (p place) pointer() string {
	var b strings.Builder
	if p.list != "" {
		fmt.Fprintf(&b, "/%s/%d", p.list, p.row)
	}
	if p.sub != "" {
		b.WriteString("/" + p.sub)
		if p.item >= 0 {
			fmt.Fprintf(&b, "/%d", p.item)
		}
	}
	if p.leaf != "" {
		b.WriteString("/" + p.leaf)
		if p.last > 0 {
			fmt.Fprintf(&b, "/%d", p.last-1)
		}
	}
	return b.String()
}

func (p place) at(sub string) place { p.sub, p.item, p.leaf, p.last = sub, -1, "", 0; return p }

func (p place) in(sub string, item int, leaf string) place {
	p.sub, p.item, p.leaf = sub, item, leaf
	return p
}

// home is the place of a record that has a file of its own.
func (o *opener) home(kind Kind, row int) place { return place{file: o.homes[kind][row]} }

// inList is the place of a record in the one file that has all of its kind.
func (o *opener) inList(kind Kind, list string, row int) place {
	return place{file: o.homes[kind][0], list: list, row: row}
}

// maxFaults is how many faults of one file are told in each pass; who has so many mends some first.
const maxFaults = 100

// maxHints is how many ids may be compared in all to find near ones for unknown ones: each hint takes a look at every id.
const maxHints = 1_000_000

func (o *opener) faultAt(p place, format string, args ...any) {
	f := &o.files[p.file]
	if f.faults++; f.faults > maxFaults {
		if f.faults == maxFaults+1 {
			text := o.textOf(p.file)
			line, column := strictjson.Line(text, len(text)) // after the others
			o.faults = append(o.faults, Fault{File: f.name, Line: line, Column: column, Message: "there are more faults in this file; mend those above first"})
		}
		return
	}
	pointer := p.pointer()
	text := o.textOf(p.file)
	line, column := 0, 0
	if text != "" {
		_, value, _ := strictjson.Find(text, pointer)
		line, column = strictjson.Line(text, value)
	}
	o.faults = append(o.faults, Fault{f.name, line, column, pointer, fmt.Sprintf(format, args...)})
}

// told reports whether enough faults of a file are known, so that no more need be looked for.
func (o *opener) told(p place) bool { return o.files[p.file].faults > maxFaults }

// faulty reports whether reading a record has found faults, so that parts of it may be missing.
func (o *opener) faulty(p place) bool {
	p.sub = ""
	within := p.pointer() + "/"
	read := o.files[p.file].read
	return slices.ContainsFunc(o.faults[read[0]:read[1]], func(f Fault) bool { return strings.HasPrefix(f.Path+"/", within) })
}
