package cyberres

import "slices"

// InstrumentStatus is where an instrument stands in its life: the furthest event of its timeline that has happened.
type InstrumentStatus string

const (
	InstrumentUnknown    InstrumentStatus = ""        // the timeline does not tell
	InstrumentNotYet     InstrumentStatus = "not-yet" // its timeline has not begun
	InstrumentAnnounced  InstrumentStatus = "announced"
	InstrumentProposed   InstrumentStatus = "proposed"
	InstrumentAdopted    InstrumentStatus = "adopted"
	InstrumentSigned     InstrumentStatus = "signed"
	InstrumentPublished  InstrumentStatus = "published"
	InstrumentInForce    InstrumentStatus = "in-force"
	InstrumentApplies    InstrumentStatus = "applies" // in force, and its rules apply
	InstrumentRepealed   InstrumentStatus = "repealed"
	InstrumentSuperseded InstrumentStatus = "superseded"
	InstrumentExpired    InstrumentStatus = "expired"
)

// StatusOn returns the status of the instrument on a date, as far as its timeline tells, and whether that is certain.
//
// An event counts from the first day that its date can mean, so that one dated "2021" has happened on 2021-06-01, uncertainly; it is certain from the last such
// day on. Of a date asked for that is not a day, all days must agree. Certain is what follows from the steps on record: one that nobody recorded leaves no
// trace. Steps do not undo each other: what is in force and then published is in force. Once the period that the instrument covers by its own title is over and
// the timeline does not say what became of it, the answer is the last status, uncertainly. An instrument that has no timeline is InstrumentUnknown, and so is
// one whose timeline begins later with what cannot be the beginning, such as its repeal, and the status on a zero Date; all uncertainly.
func (v Instrument) StatusOn(date Date) (status InstrumentStatus, certain bool) {
	first, last := date.days()
	if v.Timeline.Len() == 0 || first == 0 && last == 0 {
		return InstrumentUnknown, false
	}
	// The steps that may have been taken by the last day asked for, and those that have been by the first one.
	var may, has int
	for _, e := range v.Timeline.items {
		from, to := e.Date.days()
		step := stepOf(e.Type)
		if last == 0 || from <= last {
			may = max(may, step)
		}
		if first != 0 && to != 0 && to <= first {
			has = max(has, step)
		}
	}
	certain = may == has
	if may == 0 {
		if !v.begins() {
			return InstrumentUnknown, false
		}
		return InstrumentNotYet, certain
	}
	_, end := v.Period.days()
	ended := eventTypes[may-1] == EventRepealed || eventTypes[may-1] == EventSuperseded || eventTypes[may-1] == EventExpired
	if end != 0 && (last == 0 || last > end) && !ended {
		certain = false
	}
	return InstrumentStatus(eventTypes[may-1]), certain
}

// stepOf returns the place of an event in the life of an instrument, from 1.
func stepOf(t EventType) int { return slices.Index(eventTypes, t) + 1 }

// begins reports whether the timeline begins with a step that can be the first of an instrument: until it is published. What enters into force was there
// before.
func (v *Instrument) begins() bool {
	first, step := day(0), 0
	for i, e := range v.Timeline.items {
		from, _ := e.Date.days()
		if s := stepOf(e.Type); i == 0 || from < first || from == first && s < step {
			first, step = from, s
		}
	}
	return step <= stepOf(EventPublished)
}
