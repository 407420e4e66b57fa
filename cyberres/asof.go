package cyberres

import "slices"

// AsOf returns the dataset as of a date: a view that leaves out what came later and shares everything else with the dataset. It is about when things
// were said and existed, not about when the dataset came to know of them; that is its [Version].
//
// Left out are sources written after the date with all that is said in them, statements that are dated after it, and instruments whose timeline begins after
// it. What has no date stays, and so does an instrument of which the timeline only has a later step, such as its repeal. A date that is not a day counts from
// the first day that it can mean, and the date asked for to its last: what may have been there is shown, and [Dataset.Contains] says where that is not certain.
// Records are shown or left out, never changed: an instrument keeps all of its timeline, and [Instrument.StatusOn] says where it stood. Remarks are today's
// knowledge of their source and stay with it.
//
// A view of a view shows what both show. The zero Date leaves nothing out. As of what is no date, such as "2021-02-30", there is nothing at all, not even
// actors: answers from the whole would be taken for those of that time. [ParseDate] says what is wrong with a date that people type. A view takes 16 bytes.
func (d *Dataset) AsOf(date Date) *Dataset {
	from, to := date.days()
	switch {
	case date == "":
		return d
	case from == 0 && to == 0:
		return &Dataset{tables: &tables{version: d.version, files: d.files}}
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
	if !d.shows(e) {
		return false, true
	}
	return true, d.to == 0 || d.surely(e)
}

// shows reports whether a record is in the view.
func (d *Dataset) shows(e entry) bool { return d.to == 0 || d.since(e) <= d.to }

// until returns the last day of the view, or the last there is.
func (d *Dataset) until() day {
	if d.to == 0 {
		return lastDay
	}
	return d.to
}

// since returns the first day as of which a view shows a record, zero where every view does.
func (t *tables) since(e entry) day {
	switch e.kind {
	case KindSource:
		first, _ := t.sources[e.row].Written.Date.days()
		return first
	case KindInstrument:
		v := &t.instruments[e.row]
		since := day(0)
		for i, event := range v.Timeline.items {
			if first, _ := event.Date.days(); i == 0 || first < since {
				since = first
			}
		}
		if !v.begins() {
			return 0
		}
		return since
	case KindObjective:
		v := &t.objectives[e.row]
		return t.stated(v.Source, v.Date)
	case KindCooperation:
		v := &t.cooperations[e.row]
		return t.stated(v.Source, v.Date)
	case KindPosition:
		v := &t.positions[e.row]
		return t.stated(v.Source, v.Date)
	case KindRelation:
		v := &t.relations[e.row]
		return t.stated(v.Source, v.Date)
	case KindRemark:
		return t.stated(t.remarks[e.row].Source, "")
	}
	return 0
}

// stated is since for what a source says, with the date of that.
func (t *tables) stated(source SourceID, date Date) day {
	since := t.since(entry{KindSource, t.row(KindSource, string(source))})
	if date != "" {
		first, _ := date.days()
		since = max(since, first)
	}
	return since
}

// surely reports whether a record that the view shows was there as of its date, whatever days the dates mean.
func (d *Dataset) surely(e entry) bool {
	passed := func(date Date) bool {
		_, last := date.days()
		return last != 0 && last <= d.from
	}
	statement := func(source SourceID, date Date) bool {
		return (date == "" || passed(date)) && d.surely(entry{KindSource, d.row(KindSource, string(source))})
	}
	switch e.kind {
	case KindSource:
		return passed(d.sources[e.row].Written.Date)
	case KindInstrument:
		return slices.ContainsFunc(d.instruments[e.row].Timeline.items, func(event Event) bool { return passed(event.Date) })
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
	return true
}

// A sight decides record by record what a view shows, where the index does not lead. Records come by source, so it remembers the last one.
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
		s.known = d.shows(entry{KindSource, d.row(KindSource, string(source))})
	}
	if !s.known || date == "" {
		return s.known
	}
	first, _ := date.days()
	return first <= d.to
}
