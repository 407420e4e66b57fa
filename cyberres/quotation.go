package cyberres

import (
	"cmp"
	"iter"
	"slices"
)

// A Quotation is a passage that a text itself sets in quotation marks.
type Quotation struct {
	Source   SourceID `json:"source"`
	Quoted   Quoted   `json:"quoted"`            // speech or term
	Speaker  ActorID  `json:"speaker,omitempty"` // empty where the text does not say who speaks
	Evidence Evidence `json:"evidence"`
	Records  List[ID] `json:"records"` // the statements and remarks that rest on it
}

// Quotations ranges over the quoted passages that the statements and remarks kept by the filter rest on, by source id and then by place,
// each passage once. Filter.Speakers applies to the passage as well: with an empty id, to those without a speaker.
func (d *Dataset) Quotations(f Filter) iter.Seq[Quotation] {
	return func(yield func(Quotation) bool) {
		var all []Quotation
		add := func(id ID, source SourceID, evidence List[Evidence]) {
			for _, e := range evidence.items {
				if e.Quoted == "" || !among(f.Speakers, e.Speaker) {
					continue
				}
				i := slices.IndexFunc(all, func(q Quotation) bool {
					return q.Source == source && q.Evidence.Start == e.Start && q.Evidence.End == e.End && q.Speaker == e.Speaker
				})
				if i < 0 {
					i = len(all)
					all = append(all, Quotation{Source: source, Quoted: e.Quoted, Speaker: e.Speaker, Evidence: e})
				}
				all[i].Records = List[ID]{append(all[i].Records.items, id)}
			}
		}
		for s := range d.Statements(f) {
			c := s.Claim()
			add(c.ID, c.Source, c.Evidence)
		}
		for r := range d.Remarks(f) {
			add(r.ID, r.Source, r.Evidence)
		}
		slices.SortStableFunc(all, func(a, b Quotation) int {
			return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Evidence.Start, b.Evidence.Start), cmp.Compare(a.Evidence.End, b.Evidence.End))
		})
		for _, q := range all {
			if !yield(q) {
				return
			}
		}
	}
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
// participations of those are given (of their parts too, with Filter.Parts), whatever their part in the record: not only as holder or party. With
// Filter.With they must be holder, party or end of a relation as well, beside the counterpart.
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
