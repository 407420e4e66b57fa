package main

import (
	"fmt"

	"github.com/cyberres/cyberres/cyberres"
)

// The columns of what sources say. First comes what a person wants to read first, then the id, by which to ask for more.

// objectiveColumns has who pursues it before what it is: the lists are most often read by actor.
func objectiveColumns(d *cyberres.Dataset) []column[cyberres.Objective] {
	type t = cyberres.Objective
	return append([]column[t]{
		{"holders", first, false, func(v t) []string { return words(v.Holders) }},
		{"objective", first, true, one(func(v t) string { return v.Summary })},
		{"put as", first, false, one(func(v t) cyberres.Modality { return v.Modality })},
		{"id", first, false, one(func(v t) cyberres.ID { return v.ID })},
		{"with", long, false, func(v t) []string { return words(v.With) }},
		{"beneficiaries", long, false, func(v t) []string { return words(v.Beneficiaries) }},
		{"stated in", long, false, func(v t) []string { return words(v.StatedIn) }},
		{"inferred", long, false, func(v t) []string { return words(v.Inferred) }},
		{"suggestion", long, true, one(func(v t) string { return v.Suggestion })},
		{"withdrawn", long, true, one(func(v t) string { return v.Withdrawn })},
	}, claimColumns[t](d)...)
}

// cooperationColumns keeps all parties in one cell, each with its role: a line for each would look like several cooperations.
func cooperationColumns(d *cyberres.Dataset) []column[cyberres.Cooperation] {
	type t = cyberres.Cooperation
	return append([]column[t]{
		{"mode", first, false, one(func(v t) cyberres.Mode { return v.Mode })},
		{"parties", first, false, func(v t) (out []string) {
			for p := range v.Parties.All() {
				doubt := ""
				if p.Basis == cyberres.BasisInferred {
					doubt = ", inferred"
				}
				out = append(out, fmt.Sprintf("%s (%s%s)", p.Actor, p.Role, doubt))
			}
			return out
		}},
		{"cooperation", first, true, one(func(v t) string { return v.Summary })},
		{"status", first, false, one(func(v t) cyberres.CooperationStatus { return v.Status })},
		{"id", first, false, one(func(v t) cyberres.ID { return v.ID })},
		{"why this mode", long, true, one(func(v t) string { return v.Rationale })},
		{"or else", long, false, func(v t) []string { return words(v.Alternatives) }},
		{"instruments", long, false, func(v t) []string { return words(v.Instruments) }},
		{"activities", long, false, func(v t) []string { return words(v.Activities) }},
		{"inferred", long, false, func(v t) []string { return words(v.Inferred) }},
		{"suggestion", long, true, one(func(v t) string { return v.Suggestion })},
		{"withdrawn", long, true, one(func(v t) string { return v.Withdrawn })},
	}, claimColumns[t](d)...)
}

// positionColumns has what the position is on beside the stance, since a stance without its object misleads.
func positionColumns(d *cyberres.Dataset) []column[cyberres.Position] {
	type t = cyberres.Position
	return append([]column[t]{
		{"holder", first, false, one(func(v t) cyberres.ActorID { return v.Holder })},
		{"stance", first, false, one(func(v t) cyberres.Stance { return v.Stance })},
		{"on", first, false, one(func(v t) cyberres.ThemeID { return v.On })},
		{"position", first, true, one(func(v t) string { return v.Summary })},
		{"id", first, false, one(func(v t) cyberres.ID { return v.ID })},
		{"reason", long, true, one(func(v t) string { return v.Reason })},
		{"inferred", long, false, func(v t) []string { return words(v.Inferred) }},
		{"suggestion", long, true, one(func(v t) string { return v.Suggestion })},
		{"withdrawn", long, true, one(func(v t) string { return v.Withdrawn })},
	}, claimColumns[t](d)...)
}

// relationColumns reads like the sentence that the source makes: subject, type, object.
func relationColumns(d *cyberres.Dataset) []column[cyberres.Relation] {
	type t = cyberres.Relation
	return append([]column[t]{
		{"subject", first, false, one(func(v t) cyberres.ID { return v.Subject })},
		{"type", first, false, one(func(v t) cyberres.RelationType { return v.Type })},
		{"object", first, false, one(func(v t) cyberres.ID { return v.Object })},
		{"at", first, false, one(func(v t) cyberres.ActorID { return v.At })},
		{"id", first, false, one(func(v t) cyberres.ID { return v.ID })},
		{"inferred", long, false, func(v t) []string { return words(v.Inferred) }},
		{"suggestion", long, true, one(func(v t) string { return v.Suggestion })},
		{"withdrawn", long, true, one(func(v t) string { return v.Withdrawn })},
	}, claimColumns[t](d)...)
}

// claimColumns are those that all statements share.
func claimColumns[T cyberres.Statement](d *cyberres.Dataset) []column[T] {
	return []column[T]{
		{"themes", long, false, func(v T) []string { return words(v.Claim().Themes) }},
		{"voice", long, false, one(func(v T) cyberres.Voice { return v.Claim().Voice })},
		{"date", long, false, one(func(v T) cyberres.Date { return v.Claim().Date })},
		{"when", long, false, one(func(v T) string { return v.Claim().When })},
		{"source", long, false, one(func(v T) cyberres.SourceID { return v.Claim().Source })},
		{"evidence", evidence, true, func(v T) []string { return passages(v.Claim().Evidence) }},
		{"remarks", remarks, true, func(v T) []string { return remarksAbout(d, v.Claim().ID) }},
	}
}

// remarkColumns has no column of remarks: nobody remarks on remarks.
func remarkColumns(*cyberres.Dataset) []column[cyberres.Remark] {
	type t = cyberres.Remark
	return []column[t]{
		{"kind", first, false, one(func(v t) cyberres.Kind { return v.Kind })},
		{"remark", first, true, one(func(v t) string { return v.Summary })},
		{"about", first, false, func(v t) []string { return words(v.About) }},
		{"id", first, false, one(func(v t) cyberres.ID { return v.ID })},
		{"should be", long, true, one(func(v t) string { return v.Corrected })},
		{"references", long, false, func(v t) []string { return words(v.References) }},
		{"source", long, false, one(func(v t) cyberres.SourceID { return v.Source })},
		{"withdrawn", long, true, one(func(v t) string { return v.Withdrawn })},
		{"evidence", evidence, true, func(v t) []string { return passages(v.Evidence) }},
	}
}

// words returns the items of a list as strings.
func words[T ~string](list cyberres.List[T]) []string {
	out := make([]string, 0, list.Len())
	for v := range list.All() {
		out = append(out, string(v))
	}
	return out
}

// passages returns where a record stands in its text. The quote shows the ends of the passage; the numbers count code points.
func passages(list cyberres.List[cyberres.Evidence]) (out []string) {
	for e := range list.All() {
		s := fmt.Sprintf("“%s” %d–%d", e.Quote, e.Start, e.End)
		switch {
		case e.Speaker != "":
			s += fmt.Sprintf(" (%s, of %s)", e.Quoted, e.Speaker)
		case e.Quoted != "":
			s += fmt.Sprintf(" (%s)", e.Quoted)
		}
		out = append(out, s)
	}
	return out
}

// remarksAbout returns the remarks about a record, each with its kind, which says how to take it.
func remarksAbout(d *cyberres.Dataset, id cyberres.ID) (out []string) {
	for r := range d.RemarksAbout(id) {
		out = append(out, fmt.Sprintf("%s (%s): %s", r.ID, r.Kind, r.Summary))
	}
	return out
}
