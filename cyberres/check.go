package cyberres

import (
	"fmt"
	"slices"
	"strings"
)

// Faults that are seen only once all files are read: ids that clash or lead nowhere, records of the wrong kind, dates out of order,
// evidence outside of its text. No place is computed before there is a fault.

// join builds the index, and tells sources what their annotations say of them.
func (o *opener) join() {
	d := o.d
	n := 0
	for _, kind := range recordKinds {
		n += d.count(kind)
	}
	d.ids = makeIDs(n)
	for i := range d.themes {
		o.define(string(d.themes[i].ID), KindTheme, i, o.inList(KindTheme, "themes", i))
	}
	for i := range d.references {
		o.define(string(d.references[i].ID), KindReference, i, o.inList(KindReference, "references", i))
	}
	for i := range d.actors {
		a := &d.actors[i]
		o.define(string(a.ID), KindActor, i, o.home(KindActor, i))
	}
	for i := range d.instruments {
		v := &d.instruments[i]
		o.define(string(v.ID), KindInstrument, i, o.home(KindInstrument, i))
	}
	for i := range d.sources {
		s := &d.sources[i]
		o.define(string(s.ID), KindSource, i, o.home(KindSource, i))
	}
	o.eachRecord(func(kind Kind, row int, p place) {
		switch kind {
		case KindObjective:
			v := &d.objectives[row]
			o.define(string(v.ID), kind, row, p)
		case KindCooperation:
			v := &d.cooperations[row]
			o.define(string(v.ID), kind, row, p)
		case KindPosition:
			v := &d.positions[row]
			o.define(string(v.ID), kind, row, p)
		case KindRelation:
			v := &d.relations[row]
			o.define(string(v.ID), kind, row, p)
		case KindRemark:
			v := &d.remarks[row]
			o.define(string(v.ID), kind, row, p)
		}
	})
	d.wholes = make([][]ActorID, len(d.actors))
	for i := range d.actors {
		var wholes []ActorID
		add := func(above List[Membership]) {
			for _, m := range above.items {
				if len(wholes) < maxAbove && !slices.Contains(wholes, m.Actor) {
					wholes = append(wholes, m.Actor)
				}
			}
		}
		add(d.actors[i].PartOf)
		for k := 0; k < len(wholes); k++ {
			if row := d.row(KindActor, string(wholes[k])); row >= 0 {
				add(d.actors[row].PartOf)
			}
		}
		d.wholes[i] = wholes
	}
	for _, a := range o.annotated {
		if e, _ := d.find(string(a.source)); e.kind == KindSource {
			d.sources[e.row].Coverage, d.sources[e.row].Provenance = a.coverage, a.provenance
		}
	}
}

// order puts mentions in the order of their places. It comes last: until then rows and places in files are the same.
func (o *opener) order() {
	d := o.d
	for i, a := range o.annotated {
		end := len(d.mentions)
		if i+1 < len(o.annotated) {
			end = o.annotated[i+1].from[4]
		}
		slices.SortStableFunc(d.mentions[a.from[4]:end], func(x, y Mention) int {
			if x.Start != y.Start {
				return x.Start - y.Start
			}
			return x.End - y.End
		})
	}
}

// check follows every id and compares what belongs together.
func (o *opener) check() {
	d := o.d
	for i := range d.themes {
		t := &d.themes[i]
		p := o.inList(KindTheme, "themes", i)
		if t.ID != "" && t.Parent != "" && o.is(p.at("parent"), string(t.Parent), KindTheme) {
			o.acyclic(p.at("parent"), string(t.ID), func(id string) []string {
				if row := d.row(KindTheme, id); row >= 0 {
					return []string{string(d.themes[row].Parent)}
				}
				return nil
			})
		}
	}
	o.checkCues()
	for i := range d.actors {
		o.past = d.actors[i].Withdrawn != ""
		o.checkActor(&d.actors[i], o.home(KindActor, i))
	}
	for i := range d.instruments {
		o.past = d.instruments[i].Withdrawn != ""
		o.checkInstrument(&d.instruments[i], o.home(KindInstrument, i))
	}
	for i := range d.sources {
		o.past = d.sources[i].Withdrawn != ""
		o.checkSource(&d.sources[i], o.home(KindSource, i))
	}
	o.past = false
	for i, a := range o.annotated {
		p := place{file: a.file}
		o.is(p.at("source"), string(a.source), KindSource)
		if a.provenance.Readings == 0 && !o.faulty(p) {
			o.faultAt(p.at("provenance").in("provenance", -1, "readings"), "no readings; a text is read at least once")
		}
		if a.coverage == CoverageComplete && !o.holdsAny(i) && !o.faulty(p) {
			o.faultAt(p.at("coverage"), "complete without a statement or a remark: silence would be taken for the text's; write \"partial\"")
		}
	}
	o.eachRecord(func(kind Kind, row int, p place) {
		o.past = kind != KindMention && d.withdrawn(entry{kind, int32(row)})
		switch kind {
		case KindObjective:
			o.checkObjective(&d.objectives[row], p)
		case KindCooperation:
			o.checkCooperation(&d.cooperations[row], p)
		case KindPosition:
			o.checkPosition(&d.positions[row], p)
		case KindRelation:
			o.checkRelation(&d.relations[row], p)
		case KindMention:
			m := &d.mentions[row]
			o.is(p.at("entity"), string(m.Entity), KindActor, KindInstrument)
			o.checkRange(m.Source, m.End, p.at("end"))
		case KindRemark:
			o.checkRemark(&d.remarks[row], p)
		}
	})
}

// holdsAny reports whether an annotation file has a statement or a remark.
func (o *opener) holdsAny(i int) bool {
	d := o.d
	ends := [6]int{len(d.objectives), len(d.cooperations), len(d.positions), len(d.relations), len(d.mentions), len(d.remarks)}
	if i+1 < len(o.annotated) {
		ends = o.annotated[i+1].from
	}
	from := o.annotated[i].from
	from[4], ends[4] = 0, 0 // mentions say nothing
	return from != ends
}

// eachRecord visits the records of all annotation files with their places.
func (o *opener) eachRecord(visit func(kind Kind, row int, p place)) {
	d := o.d
	ends := [6]int{len(d.objectives), len(d.cooperations), len(d.positions), len(d.relations), len(d.mentions), len(d.remarks)}
	for i, a := range o.annotated {
		for k, list := range [...]struct {
			name string
			kind Kind
		}{{"objectives", KindObjective}, {"cooperations", KindCooperation}, {"positions", KindPosition}, {"relations", KindRelation}, {"mentions", KindMention}, {"remarks", KindRemark}} {
			end := ends[k]
			if i+1 < len(o.annotated) {
				end = o.annotated[i+1].from[k]
			}
			for row := a.from[k]; row < end; row++ {
				visit(list.kind, row, place{file: a.file, list: list.name, row: row - a.from[k]})
			}
		}
	}
}

// define enters an id into the index.
func (o *opener) define(id string, kind Kind, row int, p place) {
	if id == "" { // its own fault has been reported; what refers to it cannot be judged
		o.broken = true
		return
	}
	if first, taken := o.d.find(id); taken {
		o.faultAt(p.at("id"), "the id %q is taken by the %s in %s; ids are unique over all kinds", id, first.kind, o.files[o.fileOf(first)].name)
		return
	}
	o.d.enter(id, slices.Index(recordKinds, kind), row)
}

// fileOf returns the number of the file in which a record stands.
func (o *opener) fileOf(e entry) int32 {
	lists := []Kind{KindObjective, KindCooperation, KindPosition, KindRelation, KindMention, KindRemark}
	k := slices.Index(lists, e.kind)
	switch {
	case e.kind == KindTheme || e.kind == KindReference:
		return o.homes[e.kind][0]
	case k < 0:
		return o.homes[e.kind][e.row]
	}
	i := len(o.annotated) - 1
	for i > 0 && o.annotated[i].from[k] > int(e.row) {
		i--
	}
	return o.annotated[i].file
}

// is checks that an id names a record of one of the kinds, one that stands.
func (o *opener) is(p place, id string, kinds ...Kind) bool {
	if id == "" || o.told(p) {
		return false // empty only where a fault has been reported
	}
	e, ok := o.d.find(id)
	switch {
	case !ok:
		if !o.broken {
			what := either(kinds)
			if len(kinds) > 2 {
				what = "record"
			}
			message := fmt.Sprintf("no %s %s", what, id)
			for _, k := range kinds {
				if o.hints++; o.hints > 1 && o.hints*o.d.ids.used > maxHints {
					break
				}
				if near := o.d.unknown(k, id).Nearest; near != "" {
					message += fmt.Sprintf("; did you mean %s?", near)
					break
				}
			}
			o.faultAt(p, "%s", message)
		}
		return false
	case !slices.Contains(kinds, e.kind):
		o.faultAt(p, "%s is of kind %s; here belongs one of kind %s", id, e.kind, either(kinds))
		return false
	case o.d.withdrawn(e) && !o.past:
		o.faultAt(p, "%s is withdrawn (see %s); nothing may refer to it", id, o.files[o.fileOf(e)].name)
		return false
	}
	return true
}

func either(kinds []Kind) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	return strings.Join(names, " or ")
}

// maxAbove is how many wholes an actor may be a part of, and how many themes may stand above one, however far up: what an index has to enter for each
// statement.
const maxAbove = 256

// acyclic reports a record that stands above itself, or below too many others.
func (o *opener) acyclic(p place, id string, above func(string) []string) {
	seen := map[string]bool{}
	next := above(id)
	for len(next) > 0 {
		up := next[0]
		next = next[1:]
		if up == id {
			o.faultAt(p, "%s stands above itself; break the circle", id)
			return
		}
		if _, known := o.d.find(up); !known || seen[up] {
			continue
		}
		seen[up] = true
		if len(seen) > maxAbove {
			o.faultAt(p, "%s stands below more than %d others", id, maxAbove)
			return
		}
		next = append(next, above(up)...)
	}
}

func allAre[T ~string](o *opener, list List[T], p place, sub string, kinds ...Kind) {
	for i, id := range list.items {
		o.is(p.in(sub, i, ""), string(id), kinds...)
	}
}

// referenced checks the references of a fact; that there are some was checked when they were read.
func (o *opener) referenced(list List[ID], p place) {
	if p.item < 0 { // the record's own list
		for i, id := range list.items {
			o.is(p.in(p.sub, i, ""), string(id), KindReference)
		}
		return
	}
	p.leaf = "references"
	for i, id := range list.items {
		p.last = i + 1
		o.is(p, string(id), KindReference)
	}
}

func (o *opener) ordered(from, to Date, p place) {
	if later, certain := to.Before(from); from != "" && to != "" && later && certain {
		o.faultAt(p, "the period ends on %s, before it begins on %s", to, from)
	}
}
