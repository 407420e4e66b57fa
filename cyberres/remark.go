package cyberres

import (
	"iter"

	"github.com/cyberres/cyberres/internal/strictjson"
)

// A Mention is one place where a source names an actor or an instrument, by a proper name or by one such as "the Commission".
// Its offsets count code points, like those of [Evidence].
type Mention struct {
	Source     SourceID `json:"source"`
	Entity     ID       `json:"entity"` // an actor or an instrument
	Quote      string   `json:"quote"`  // the name as it stands, without article and possessive
	Start      int      `json:"start"`
	End        int      `json:"end"`
	Occurrence int      `json:"occurrence,omitempty"` // as that of [Evidence]
	Basis      Basis    `json:"basis,omitempty"`      // inferred where the name does not settle whom it means
}

// A Remark is what a reader of a source must know and the statements do not say: a slip, an artefact, a claim that the record contradicts.
// It is not a claim of the source, so comparisons do not count it.
type Remark struct {
	ID         ID             `json:"id"`
	Source     SourceID       `json:"source"`
	Kind       Kind           `json:"kind"`
	About      List[ID]       `json:"about,omitzero"` // actors, instruments and statements
	Summary    string         `json:"summary"`
	Corrected  string         `json:"corrected,omitempty"` // what should stand in the text
	References List[ID]       `json:"references,omitzero"` // for what is said from outside the text
	Evidence   List[Evidence] `json:"evidence,omitzero"`   // may be empty where something is not stated
	Withdrawn  string         `json:"withdrawn,omitempty"`
}

// Mentions ranges over the mentions that the filter keeps, by source id and then by place.
func (d *Dataset) Mentions(f Filter) iter.Seq[Mention] {
	return func(yield func(Mention) bool) { d.eachMention(&f, yield) }
}

// Remarks ranges over the remarks that the filter keeps, by source id and then as in the source's file. Filter.Kinds takes the kinds of remark.
func (d *Dataset) Remarks(f Filter) iter.Seq[Remark] {
	return func(yield func(Remark) bool) { d.eachRemark(&f, yield) }
}

// RemarksAbout ranges over the remarks about one record: a statement, an actor, an instrument or a source.
func (d *Dataset) RemarksAbout(id ID) iter.Seq[Remark] {
	return func(yield func(Remark) bool) { d.eachRemarkAbout(id, yield) }
}

func (d *Dataset) eachRemarkAbout(id ID, yield func(Remark) bool) {
	key := d.entity(id)
	if key < 0 {
		return
	}
	view := sight{data: d}
	x := d.index()
	for _, row := range x.about.list(key) {
		if v := &d.remarks[row]; view.shows(v.Source, "") && !yield(*v) {
			return
		}
	}
}

var mentionFields = []strictjson.Field{
	{Name: "entity", Required: true}, {Name: "quote", Required: true}, {Name: "start", Required: true}, {Name: "end", Required: true}, {Name: "occurrence"}, {Name: "basis"},
}

func readMention(r *reader, m *Mention) {
	at, before := r.Offset(), r.Count()
	for o := r.Object(mentionFields); o.Next(); {
		switch o.Name {
		case "entity":
			m.Entity = readID[ID](r)
		case "quote":
			m.Quote = readText(r)
		case "start":
			m.Start = r.Int()
		case "end":
			m.End = r.Int()
		case "occurrence":
			m.Occurrence = r.Int()
		case "basis":
			m.Basis = readValue(r, "basis", bases)
		}
	}
	checkSpan(r, at, before, m.Start, m.End)
}

var remarkFields = []strictjson.Field{
	{Name: "id", Required: true}, {Name: "kind", Required: true}, {Name: "about"}, {Name: "summary", Required: true}, {Name: "corrected"},
	{Name: "references"}, {Name: "evidence"}, {Name: "withdrawn"},
}

func readRemark(r *reader, v *Remark) {
	at := r.Offset()
	for o := r.Object(remarkFields); o.Next(); {
		switch o.Name {
		case "id":
			v.ID = readOwn[ID](r)
		case "kind":
			v.Kind = readValue(r, "kind of remark", remarkKinds)
		case "about":
			v.About = readIDs(r, &r.ids)
		case "summary":
			v.Summary = readText(r)
		case "corrected":
			v.Corrected = readNote(r)
		case "references":
			v.References = readIDs(r, &r.ids)
		case "evidence":
			v.Evidence = readList(r, &r.evidence, readEvidence)
		case "withdrawn":
			v.Withdrawn = readNote(r)
		}
	}
	if v.Evidence.Len() == 0 && v.Kind != KindNotStated && v.Kind != "" {
		r.Fault(at, "a remark without evidence; only %q may have none", KindNotStated)
	}
}
