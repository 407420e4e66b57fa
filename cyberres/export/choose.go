package export

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"slices"

	"github.com/cyberres/cyberres/cyberres"
)

// Options choose what is exported. The zero value exports all.
type Options struct {
	Filter cyberres.Filter // records that it keeps
	// IDs are records to be exported, and no others: statements, remarks, actors and instruments (in formats about texts: their mentions), sources (all
	// that they say), and in JSON Lines records of any kind. An id that there is not chooses nothing.
	IDs []cyberres.ID
	// Texts are copies of annotated texts, or of the pages that those are slices of. Each is known by its digest.
	Texts []string
}

// whole reports whether everything is asked for.
func (o Options) whole() bool { return len(o.IDs) == 0 && reflect.ValueOf(o.Filter).IsZero() }

// asks reports whether one of the ids is asked for, or none at all.
func (o Options) asks(ids ...cyberres.ID) bool {
	return len(o.IDs) == 0 || slices.ContainsFunc(ids, func(id cyberres.ID) bool { return slices.Contains(o.IDs, id) })
}

// A passage is what one record rests on in its source: a statement or a remark with its evidence, or a mention.
type passage struct {
	kind     cyberres.Kind
	id       cyberres.ID // of a mention, that of the entity
	source   cyberres.SourceID
	summary  string // of a mention, the name of the entity
	traits   []string
	who      []string // and what the record links: "holder: japan", "party: asean (channel)"
	themes   []cyberres.ThemeID
	evidence []cyberres.Evidence // of a mention one, without a digest
}

// passages returns what is asked for, by source: statements, mentions, remarks, each in the order of the dataset.
func (o Options) passages(d *cyberres.Dataset) (out []passage) {
	for s := range d.Statements(o.Filter) {
		if c := s.Claim(); o.asks(c.ID, cyberres.ID(c.Source)) {
			out = append(out, passage{c.Kind, c.ID, c.Source, c.Summary, traitsOf(s), linksOf(s), c.Themes.Slice(), c.Evidence.Slice()})
		}
	}
	for m := range d.Mentions(o.Filter) {
		if !o.asks(m.Entity, cyberres.ID(m.Source)) {
			continue
		}
		p := passage{kind: cyberres.KindMention, id: m.Entity, source: m.Source, evidence: []cyberres.Evidence{{Quote: m.Quote, Start: m.Start, End: m.End}}}
		if a, ok := d.Actor(cyberres.ActorID(m.Entity)); ok {
			p.summary = a.Name
		} else if i, ok := d.Instrument(cyberres.InstrumentID(m.Entity)); ok {
			p.summary = i.Title
		}
		if m.Basis != "" {
			p.traits = []string{"basis: " + string(m.Basis)}
		}
		out = append(out, p)
	}
	for r := range d.Remarks(o.Filter) {
		if o.asks(r.ID, cyberres.ID(r.Source)) {
			out = append(out, passage{cyberres.KindRemark, r.ID, r.Source, r.Summary, []string{"sort: " + string(r.Kind)}, each("about", r.About), nil, r.Evidence.Slice()})
		}
	}
	slices.SortStableFunc(out, func(a, b passage) int {
		if a.source < b.source {
			return -1
		} else if a.source > b.source {
			return 1
		}
		return 0
	})
	return out
}

// traitsOf returns the values of the closed vocabularies that a statement has, and its time, each with the name of its field.
func traitsOf(s cyberres.Statement) (out []string) {
	add := func(field, value string) {
		if value != "" {
			out = append(out, field+": "+value)
		}
	}
	switch v := s.(type) {
	case cyberres.Objective:
		add("modality", string(v.Modality))
	case cyberres.Cooperation:
		add("mode", string(v.Mode))
		add("status", string(v.Status))
	case cyberres.Position:
		add("stance", string(v.Stance))
		add("on", string(v.On))
	case cyberres.Relation:
		add("type", string(v.Type))
	}
	c := s.Claim()
	add("voice", string(c.Voice))
	add("date", string(c.Date))
	add("when", c.When)
	return out
}

// linksOf returns the actors and instruments that a statement names, each with the name of its field. Those of a relation are its summary.
func linksOf(s cyberres.Statement) []string {
	switch v := s.(type) {
	case cyberres.Objective:
		return slices.Concat(each("holder", v.Holders), each("stated in", v.StatedIn), each("beneficiary", v.Beneficiaries), each("with", v.With))
	case cyberres.Cooperation:
		var out []string
		for p := range v.Parties.All() {
			how := string(p.Role)
			if p.Basis != "" {
				how += ", " + string(p.Basis)
			}
			out = append(out, fmt.Sprintf("party: %s (%s)", p.Actor, how))
		}
		return slices.Concat(out, each("instrument", v.Instruments))
	case cyberres.Position:
		return each("holder", cyberres.Of(v.Holder))
	}
	return nil
}

// each names the field of every id.
func each[T ~string](field string, ids cyberres.List[T]) (out []string) {
	for id := range ids.All() {
		out = append(out, field+": "+string(id))
	}
	return out
}

// texts finds the text of each source among the copies at hand. A copy that is no source's is an error: its offsets would mean nothing.
func (o Options) texts(d *cyberres.Dataset) (map[cyberres.SourceID]string, error) {
	out := map[cyberres.SourceID]string{}
	for _, copied := range o.Texts {
		known := false
		for s := range d.Sources() {
			if text, err := s.Slice(copied); err == nil {
				out[s.ID], known = text, true
			}
		}
		if !known {
			return nil, fmt.Errorf("a text of %d bytes with the SHA-256 %s is that of no source; name the very text that was annotated, or its page", len(copied), digest(copied))
		}
	}
	return out, nil
}

// digest returns the lower-case hexadecimal SHA-256 of the bytes of a text.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
