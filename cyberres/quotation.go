package cyberres

import "iter"

// A Quotation is a piece of evidence that the text itself sets in quotation marks.
type Quotation struct {
	Record   ID       `json:"record"` // whose evidence it is
	Kind     Kind     `json:"kind"`   // of that record
	Source   SourceID `json:"source"`
	Quoted   Quoted   `json:"quoted"`            // speech or term
	Speaker  ActorID  `json:"speaker,omitempty"` // empty where the text does not say who speaks
	Evidence Evidence `json:"evidence"`
}

// Quotations ranges over every piece of quoted evidence of the statements and remarks that the filter keeps, in their order, statements first.
// Filter.Speakers applies to the piece as well as to its record.
func (d *Dataset) Quotations(f Filter) iter.Seq[Quotation] {
	return func(yield func(Quotation) bool) {
		for s := range d.Statements(f) {
			c := s.Claim()
			if !quoted(&f, c.ID, c.Kind, c.Source, c.Evidence, yield) {
				return
			}
		}
		for r := range d.Remarks(f) {
			if !quoted(&f, r.ID, KindRemark, r.Source, r.Evidence, yield) {
				return
			}
		}
	}
}

func quoted(f *Filter, id ID, kind Kind, source SourceID, evidence List[Evidence], yield func(Quotation) bool) bool {
	for _, e := range evidence.items {
		if e.Quoted == "" || !among(f.Speakers, e.Speaker) {
			continue
		}
		if !yield(Quotation{id, kind, source, e.Quoted, e.Speaker, e}) {
			return false
		}
	}
	return true
}

// A Participation is one way in which an actor takes part in a statement.
type Participation struct {
	Actor  ActorID  `json:"actor"`
	As     string   `json:"as"`             // holder, with, beneficiary, party, subject, object, at, speaker
	Role   Role     `json:"role,omitempty"` // of a party
	Basis  Basis    `json:"basis"`          // inferred where the passage does not state it
	Record ID       `json:"record"`
	Kind   Kind     `json:"kind"` // of the record
	Source SourceID `json:"source"`
}

// Participations ranges over every way in which actors take part in the statements that the filter keeps. With Filter.Actors only the
// participations of those are given (of their parts too, with Filter.Parts), whatever their part in the record: not only as holder or party.
// Filter.Roles keeps parties in those roles.
func (d *Dataset) Participations(f Filter) iter.Seq[Participation] {
	return func(yield func(Participation) bool) {
		statements := f
		statements.Actors = nil // an actor may take part in another way than Filter.Actors asks for
		if len(f.With) > 0 {
			statements.Actors = f.Actors
		}
		for s := range d.Statements(statements) {
			for _, p := range participations(s) {
				if !d.meant(f.Actors, f.Parts, p.Actor) || !among(f.Roles, p.Role) {
					continue
				}
				if _, isActor := d.Actor(p.Actor); isActor && !yield(p) {
					return
				}
			}
		}
	}
}

func participations(s Statement) (out []Participation) {
	c := s.Claim()
	var inferred List[ID]
	add := func(as string, actors ...ActorID) {
		for _, a := range actors {
			if a == "" {
				continue
			}
			basis := BasisStated
			for _, id := range inferred.items {
				if id == ID(a) {
					basis = BasisInferred
				}
			}
			out = append(out, Participation{a, as, "", basis, c.ID, c.Kind, c.Source})
		}
	}
	switch v := s.(type) {
	case Objective:
		inferred = v.Inferred
		add("holder", v.Holders.items...)
		add("with", v.With.items...)
		add("beneficiary", v.Beneficiaries.items...)
	case Cooperation:
		for _, p := range v.Parties.items {
			basis := BasisStated
			if p.Basis != "" {
				basis = p.Basis
			}
			out = append(out, Participation{p.Actor, "party", p.Role, basis, c.ID, c.Kind, c.Source})
		}
	case Position:
		inferred = v.Inferred
		add("holder", v.Holder)
	case Relation:
		inferred = v.Inferred
		add("subject", ActorID(v.Subject))
		add("object", ActorID(v.Object))
		add("at", v.At)
	}
	for _, e := range c.Evidence.items {
		add("speaker", e.Speaker)
	}
	return out
}
