package cyberres

// AsOf returns the dataset as of a date: a view that leaves out what came later and shares everything else with the dataset. It is about when things
// were said and existed, not about when the dataset came to know of them; that is its [Version].
//
// Left out are sources written after the date with all that is said in them, statements that are dated after it, and instruments whose timeline begins after
// it. What has no date stays, and so does an instrument of which the timeline only has a later step, such as its repeal. A date that is not a day counts from
// the first day that it can mean, and the date asked for to its last: what may have been there is shown, and [Dataset.Contains] says where that is not certain.
// Records are shown or left out, never changed: an instrument keeps all of its timeline, and [Instrument.StatusOn] says where it stood. Remarks are today's
// knowledge of their source and stay with it.
//
// A view of a view shows what both show. The zero Date, and one that is no date, leave nothing out. A view takes 16 bytes.
func (d *Dataset) AsOf(date Date) *Dataset {
	from, to := date.days()
	switch {
	case from == 0 && to == 0:
		return d
	case to == 0:
		to = lastDay // an interval without end may mean any day from its first
	}
	if d.to != 0 {
		from, to = min(from, d.from), min(to, d.to)
	}
	return &Dataset{d.tables, from, to}
}

const lastDay day = 9999_12_31

// Contains reports whether the dataset has a record, one that stands or was withdrawn, and whether that is certain. Of a view as of a date it is uncertain
// where the dates leave open whether a thing was there already: the record is shown then. A source without a date and an instrument without a timeline are
// never certain in a view; an undated statement is as certain as its source.
func (d *Dataset) Contains(id ID) (in, certain bool) {
	e, ok := d.find(string(id))
	if !ok {
		return false, true
	}
	return d.shown(e)
}

// shown reports whether a record is in the view, and whether that is certain; that it is not is always certain.
func (d *Dataset) shown(e entry) (in, certain bool) {
	if d.to == 0 {
		return true, true
	}
	statement := func(source SourceID, date Date) (in, certain bool) {
		in, certain = d.shown(entry{KindSource, d.row(KindSource, string(source))})
		if !in || date == "" {
			return in, certain
		}
		reached, sure := d.reached(date.days())
		return reached, !reached || certain && sure
	}
	switch e.kind {
	case KindSource:
		return d.reached(d.sources[e.row].Written.Date.days())
	case KindInstrument:
		events := d.instruments[e.row].Timeline.items
		if len(events) == 0 {
			return true, false
		}
		for _, event := range events {
			reached, sure := d.reached(event.Date.days())
			if reached && sure {
				return true, true
			}
			in = in || reached
		}
		in = in || !d.instruments[e.row].begins()
		return in, !in
	case KindObjective:
		v := &d.objectives[e.row]
		return statement(v.Source, v.Date)
	case KindCooperation:
		v := &d.cooperations[e.row]
		return statement(v.Source, v.Date)
	case KindPosition:
		v := &d.positions[e.row]
		return statement(v.Source, v.Date)
	case KindRelation:
		v := &d.relations[e.row]
		return statement(v.Source, v.Date)
	case KindRemark:
		return statement(d.remarks[e.row].Source, "")
	}
	return true, true
}

// reached reports whether what happened between two days may have happened as of the view's date, and whether that is certain.
func (d *Dataset) reached(first, last day) (reached, certain bool) {
	switch {
	case first > d.to:
		return false, true
	case last != 0 && last <= d.from:
		return true, true
	}
	return true, false
}

// A sight decides record by record what a view shows. Records come by source, so it remembers the last one.
type sight struct {
	data   *Dataset
	source SourceID
	known  bool
}

// shows reports whether the view shows a record of a source with a date.
func (s *sight) shows(source SourceID, date Date) bool {
	d := s.data
	if d.to == 0 {
		return true
	}
	if source != s.source {
		s.source = source
		s.known, _ = d.shown(entry{KindSource, d.row(KindSource, string(source))})
	}
	if !s.known || date == "" {
		return s.known
	}
	first, _ := date.days()
	return first <= d.to
}
