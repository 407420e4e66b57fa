package export

import (
	"bufio"
	"fmt"
	"io"
	"slices"

	"github.com/cyberres/cyberres/cyberres"
)

// The kinds of the line that has the card of the dataset, and of those that have its cues.
const (
	KindDataset cyberres.Kind = "dataset"
	KindCue     cyberres.Kind = "cue"
)

// line is one line of JSON Lines.
type line struct {
	Kind   cyberres.Kind `json:"kind"`
	Record any           `json:"record"`
}

// JSONLines writes one record a line, as {"kind": "objective", "record": {…}}: the card of the dataset, themes, cues, references, actors, instruments and sources, then
// source by source objectives, cooperations, positions, relations, mentions and remarks. Members are those of the dataset's files; statements, mentions and
// remarks also have their source, and sources their coverage and provenance. Offsets count code points of the source's text.
//
// Nothing is lost: from what it writes without options, [ReadJSONLines] makes the dataset again, withdrawn records included (those come after the others of
// their kind). With a filter or ids, the line of the card is followed by what was chosen only.
func JSONLines(w io.Writer, d *cyberres.Dataset, o Options) error {
	if len(o.Texts) > 0 {
		return fmt.Errorf("JSON Lines have nothing of the texts; leave them out")
	}
	out := bufio.NewWriter(w)
	var failed error
	put := func(kind cyberres.Kind, record any) {
		text, err := marshal(line{kind, record})
		if err != nil && failed == nil {
			failed = err
		}
		out.Write(text) // errors are kept by the buffer
		out.WriteByte('\n')
	}
	put(KindDataset, d.Version())
	if o.whole() || len(o.IDs) > 0 {
		o.entities(d, put)
	} else {
		for v := range d.Instruments(o.Filter) {
			put(cyberres.KindInstrument, v)
		}
	}
	o.readings(d, put)
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing JSON Lines: %w", err)
	}
	return failed
}

// entities writes what is not said by a source. References and withdrawn records stand in no sequence, but whatever there is was added to nothing.
func (o Options) entities(d *cyberres.Dataset, put func(cyberres.Kind, any)) {
	for v := range d.Themes() {
		if o.asks(cyberres.ID(v.ID)) {
			put(cyberres.KindTheme, v)
		}
	}
	if o.whole() {
		for c := range d.Cues().All() {
			put(KindCue, c)
		}
	}
	for c := range cyberres.Diff(nil, d).Records.All() {
		if !o.asks(c.ID) {
			continue
		}
		switch c.Kind {
		case cyberres.KindReference:
			v, _ := d.Reference(c.ID)
			put(c.Kind, v)
		case cyberres.KindActor:
			v, _ := d.Actor(cyberres.ActorID(c.ID))
			put(c.Kind, v)
		case cyberres.KindInstrument:
			v, _ := d.Instrument(cyberres.InstrumentID(c.ID))
			put(c.Kind, v)
		case cyberres.KindSource:
			v, _ := d.Source(cyberres.SourceID(c.ID))
			put(c.Kind, v)
		}
	}
}

// readings writes what the sources say, each in the order of its file.
func (o Options) readings(d *cyberres.Dataset, put func(cyberres.Kind, any)) {
	type item struct {
		source cyberres.SourceID
		rank   int
		kind   cyberres.Kind
		record any
	}
	order := []cyberres.Kind{cyberres.KindObjective, cyberres.KindCooperation, cyberres.KindPosition, cyberres.KindRelation, cyberres.KindMention, cyberres.KindRemark}
	var all []item
	add := func(source cyberres.SourceID, kind cyberres.Kind, record any, ids ...cyberres.ID) {
		if o.asks(append(ids, cyberres.ID(source))...) {
			all = append(all, item{source, slices.Index(order, kind), kind, record})
		}
	}
	for s := range d.Statements(o.Filter) {
		c := s.Claim()
		add(c.Source, c.Kind, s, c.ID)
	}
	for m := range d.Mentions(o.Filter) {
		add(m.Source, cyberres.KindMention, m, m.Entity)
	}
	for r := range d.Remarks(o.Filter) {
		add(r.Source, cyberres.KindRemark, r, r.ID)
	}
	if o.whole() || len(o.IDs) > 0 {
		for c := range cyberres.Diff(nil, d).Records.All() {
			switch c.Kind {
			case cyberres.KindObjective:
				if v, ok := d.Objective(c.ID); ok && v.Withdrawn != "" {
					add(v.Source, c.Kind, v, v.ID)
				}
			case cyberres.KindCooperation:
				if v, ok := d.Cooperation(c.ID); ok && v.Withdrawn != "" {
					add(v.Source, c.Kind, v, v.ID)
				}
			case cyberres.KindPosition:
				if v, ok := d.Position(c.ID); ok && v.Withdrawn != "" {
					add(v.Source, c.Kind, v, v.ID)
				}
			case cyberres.KindRelation:
				if v, ok := d.Relation(c.ID); ok && v.Withdrawn != "" {
					add(v.Source, c.Kind, v, v.ID)
				}
			case cyberres.KindRemark:
				if v, ok := d.Remark(c.ID); ok && v.Withdrawn != "" {
					add(v.Source, c.Kind, v, v.ID)
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b item) int {
		if a.source != b.source {
			if a.source < b.source {
				return -1
			}
			return 1
		}
		return a.rank - b.rank
	})
	for _, x := range all {
		put(x.kind, x.record)
	}
}
