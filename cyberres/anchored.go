package cyberres

import "github.com/cyberres/cyberres/cyberres/anchor"

// Anchored says where a piece of evidence is in a copy of its text.
type Anchored struct {
	Record   ID
	Kind     Kind // of the record: that of a statement, or KindRemark
	Source   SourceID
	Evidence Evidence
	Result   anchor.Result // its span counts from the start of the copy
}

// Selector returns the evidence as package anchor looks for it: by the words that it shows, its place, its length and its digest.
// Of a copy that is not the annotated text, none of them has to fit exactly.
func (e Evidence) Selector() anchor.Quote {
	q := anchor.Quote{Start: anchor.At(e.Start), Length: e.End - e.Start, SHA256: e.SHA256}
	if first, last := e.Ends(); last != "" {
		q.First, q.Last = first, last
	} else {
		q.Exact = first
	}
	return q
}

// Anchor finds the evidence of the statements and remarks that the filter keeps in a copy of their texts: another edition, a page that was edited,
// the text that a browser or a PDF reader made of it, the whole page where a source is a slice of one. Results stand in the order of the sources'
// statements, then remarks.
//
// A result is as good as its status: see [anchor.Status]. Evidence that is not in the copy is an orphan, so ask for the sources that it is a copy of.
// All evidence is looked for in one pass, whose cost grows with the length of the text; [anchor.Prepare] takes most of the time, and its result can be
// asked any number of times.
func (d *Dataset) Anchor(text *anchor.Text, f Filter) []Anchored {
	var out []Anchored
	var quotes []anchor.Quote
	length, sum := 0, digest(text.String())
	if all, ok := text.SpanOfBytes(0, len(text.String())); ok {
		length = all.CodePoints.End
	}
	shifts := map[SourceID]int{}
	add := func(record ID, kind Kind, source SourceID, evidence List[Evidence]) {
		shift, known := shifts[source]
		if !known {
			shift = d.shift(source, sum, length)
			shifts[source] = shift
		}
		for e := range evidence.All() {
			q := e.Selector()
			q.Start = anchor.At(e.Start + shift)
			out, quotes = append(out, Anchored{record, kind, source, e, anchor.Result{}}), append(quotes, q)
		}
	}
	for s := range d.Statements(f) {
		c := s.Claim()
		add(c.ID, c.Kind, c.Source, c.Evidence)
	}
	for r := range d.Remarks(f) {
		add(r.ID, KindRemark, r.Source, r.Evidence)
	}
	for i, r := range text.Find(quotes...) {
		out[i].Result = r
	}
	return out
}

// shift returns where the text of a source begins in a copy: at its place in the page, if that is what the copy looks like.
func (d *Dataset) shift(id SourceID, sum string, length int) int {
	s, ok := d.Source(id)
	if !ok || sum == s.Text.SHA256 || s.Within.SHA256 == "" {
		return 0
	}
	// An edited copy is told by its length only. The shift is a hint: what follows it in the text decides.
	if sum != s.Within.SHA256 && length < s.Within.End-s.Text.CodePoints/2 {
		return 0
	}
	return s.Within.Start
}
