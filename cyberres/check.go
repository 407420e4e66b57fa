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
		for above := d.actors[i].PartOf.items; len(above) > 0 && len(d.wholes[i]) < maxAbove; above = above[1:] {
			whole := above[0].Actor
			if slices.Contains(d.wholes[i], whole) {
				continue
			}
			d.wholes[i] = append(d.wholes[i], whole)
			if e, _ := d.find(string(whole)); e.kind == KindActor {
				above = slices.Concat(above, d.actors[e.row].PartOf.items)
			}
		}
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
			o.acyclic(p.at("parent"), string(t.ID), func(id string) []string { return []string{string(d.themes[d.row(KindTheme, id)].Parent)} })
		}
	}
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
				if len(o.faults) > maxHints {
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

// maxAbove is how many wholes an actor may be a part of, and how many themes may stand above one, however far up: what an index has to enter for each statement.
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

func (o *opener) checkNames(names List[Name], p place) {
	for i, n := range names.items {
		o.referenced(n.References, p.in("names", i, ""))
		o.ordered(n.From, n.To, p.in("names", i, "to"))
	}
}

func (o *opener) checkActor(a *Actor, p place) {
	d := o.d
	o.referenced(a.References, p.at("references"))
	o.checkNames(a.Names, p)
	for i, v := range a.Identifiers.items {
		o.referenced(v.References, p.in("identifiers", i, ""))
	}
	for i, m := range a.PartOf.items {
		o.is(p.in("partOf", i, "actor"), string(m.Actor), KindActor)
		o.referenced(m.References, p.in("partOf", i, ""))
		o.ordered(m.From, m.To, p.in("partOf", i, "to"))
	}
	o.acyclic(p.at("partOf"), string(a.ID), func(id string) (above []string) {
		if e, _ := d.find(id); e.kind == KindActor {
			for _, m := range d.actors[e.row].PartOf.items {
				above = append(above, string(m.Actor))
			}
		}
		return above
	})
	for i, m := range a.Memberships.items {
		o.is(p.in("memberships", i, "actor"), string(m.Actor), KindActor)
		o.referenced(m.References, p.in("memberships", i, ""))
		o.ordered(m.From, m.To, p.in("memberships", i, "to"))
	}
	for i, f := range a.Facts.items {
		o.referenced(f.References, p.in("facts", i, ""))
	}
}

func (o *opener) checkInstrument(v *Instrument, p place) {
	o.referenced(v.References, p.at("references"))
	o.checkNames(v.Names, p)
	for i, x := range v.Identifiers.items {
		o.referenced(x.References, p.in("identifiers", i, ""))
	}
	for i, e := range v.Timeline.items {
		o.referenced(e.References, p.in("timeline", i, ""))
		if i > 0 {
			last := v.Timeline.items[i-1]
			if earlier, certain := e.Date.Before(last.Date); earlier && certain {
				o.faultAt(p.in("timeline", i, "date"), "%s on %s stands after %s on %s; a timeline is in the order of dates", e.Type, e.Date, last.Type, last.Date)
			}
		}
	}
	for i, l := range v.Relations.items {
		o.related(string(v.ID), l.Type, string(l.Object), p.at("id"), p.in("relations", i, "object"))
		o.referenced(l.References, p.in("relations", i, ""))
	}
	for i, f := range v.Facts.items {
		o.referenced(f.References, p.in("facts", i, ""))
	}
}

// related checks that a relation joins kinds that it can join.
func (o *opener) related(subject string, t RelationType, object string, ps, po place) {
	both := []Kind{KindActor, KindInstrument}
	subjects, objects := both, both
	switch t {
	case RelationIssuedBy, RelationPlannedBy, RelationSignedBy:
		subjects, objects = both[1:], both[:1]
	case RelationMemberOf:
		subjects, objects = both[:1], both[:1]
	case RelationUpdates, RelationAmends, RelationRepeals, RelationSupersedes, RelationImplements, RelationExtends, RelationRestsOn:
		subjects, objects = both[1:], both[1:]
	}
	o.is(ps, subject, subjects...)
	o.is(po, object, objects...)
	if subject == object && subject != "" {
		o.faultAt(po, "%s stands in relation to itself", subject)
	}
}

func (o *opener) checkSource(s *Source, p place) {
	o.is(p.at("subject"), string(s.Subject), KindActor)
	for i, id := range s.Written.References.items {
		q := p.at("written")
		q.leaf, q.last = "references", i+1
		o.is(q, string(id), KindReference)
	}
	if w := s.Within; w != (Text{}) && w.End >= w.Start && s.Text.CodePoints > 0 && w.End-w.Start != s.Text.CodePoints {
		o.faultAt(p.at("within"), "the slice has %d code points, the text %d", w.End-w.Start, s.Text.CodePoints)
	}
}

func (o *opener) checkRange(source SourceID, end int, p place) {
	if e, _ := o.d.find(string(source)); e.kind == KindSource {
		if n := o.d.sources[e.row].Text.CodePoints; end > n && n > 0 {
			o.faultAt(p, "the span ends at %d, beyond the %d code points of the text", end, n)
		}
	}
}

func (o *opener) checkEvidence(source SourceID, evidence List[Evidence], p place) {
	for i, e := range evidence.items {
		o.checkRange(source, e.End, p.in("evidence", i, "end"))
		if e.Speaker != "" {
			o.is(p.in("evidence", i, "speaker"), string(e.Speaker), KindActor)
		}
	}
}

// checkInferred checks that what is called inferred stands in the record.
func (o *opener) checkInferred(inferred List[ID], p place, has func(ID) bool) {
	for i, id := range inferred.items {
		if id != "" && !has(id) && !o.faulty(p) {
			o.faultAt(p.in("inferred", i, ""), "%s is called inferred, but does not stand in this record", id)
		}
	}
}

func (o *opener) checkObjective(v *Objective, p place) {
	allAre(o, v.Holders, p, "holders", KindActor)
	allAre(o, v.Themes, p, "themes", KindTheme)
	allAre(o, v.StatedIn, p, "statedIn", KindInstrument)
	allAre(o, v.Beneficiaries, p, "beneficiaries", KindActor)
	allAre(o, v.With, p, "with", KindActor)
	o.checkEvidence(v.Source, v.Evidence, p)
	o.checkInferred(v.Inferred, p, func(id ID) bool {
		return slices.Contains(v.Holders.items, ActorID(id)) || slices.Contains(v.With.items, ActorID(id)) ||
			slices.Contains(v.Beneficiaries.items, ActorID(id)) || slices.Contains(v.StatedIn.items, InstrumentID(id))
	})
}

func (o *opener) checkCooperation(v *Cooperation, p place) {
	allAre(o, v.Themes, p, "themes", KindTheme)
	allAre(o, v.Instruments, p, "instruments", KindInstrument)
	allAre(o, v.Activities, p, "activities", KindTheme)
	for i, party := range v.Parties.items {
		o.is(p.in("parties", i, "actor"), string(party.Actor), KindActor)
	}
	o.checkEvidence(v.Source, v.Evidence, p)
	o.checkInferred(v.Inferred, p, func(id ID) bool { return slices.Contains(v.Instruments.items, InstrumentID(id)) })
}

func (o *opener) checkPosition(v *Position, p place) {
	o.is(p.at("holder"), string(v.Holder), KindActor)
	o.is(p.at("on"), string(v.On), KindTheme)
	allAre(o, v.Themes, p, "themes", KindTheme)
	o.checkEvidence(v.Source, v.Evidence, p)
	o.checkInferred(v.Inferred, p, func(id ID) bool { return ActorID(id) == v.Holder })
}

func (o *opener) checkRelation(v *Relation, p place) {
	o.related(string(v.Subject), v.Type, string(v.Object), p.at("subject"), p.at("object"))
	if v.At != "" {
		o.is(p.at("at"), string(v.At), KindActor)
	}
	allAre(o, v.Themes, p, "themes", KindTheme)
	o.checkEvidence(v.Source, v.Evidence, p)
	o.checkInferred(v.Inferred, p, func(id ID) bool { return id == v.Subject || id == v.Object || ActorID(id) == v.At })
}

func (o *opener) checkRemark(v *Remark, p place) {
	allAre(o, v.About, p, "about", KindActor, KindInstrument, KindObjective, KindCooperation, KindPosition, KindRelation, KindSource)
	for i, id := range v.References.items {
		o.is(p.in("references", i, ""), string(id), KindReference)
	}
	o.checkEvidence(v.Source, v.Evidence, p)
}
