package cyberres

import "slices"

// What is checked of each kind of record, once all files are read.

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
