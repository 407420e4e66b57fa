package main

import (
	"io/fs"
	"strings"
	"time"

	"github.com/cyberres/cyberres/cyberres"
)

// library is this project's library. All calls to it are in this file.
type library struct {
	data   *cyberres.Dataset
	themes int
}

func (l *library) load(fsys fs.FS) (time.Duration, error) {
	d, err := cyberres.Open(fsys)
	if err != nil {
		return 0, err
	}
	l.data = d
	for range d.Themes() {
		l.themes++
	}
	d.IDs(cyberres.Filter{Actors: []cyberres.ActorID{"nobody"}}) // what the first query and the first search build is part of loading
	d.Search("nothing")
	return 0, nil
}

func (l *library) close() error { l.data = nil; return nil }

func (l *library) record(kind, id string, a *answer) error {
	a.kind = kind
	switch cyberres.Kind(kind) {
	case cyberres.KindObjective:
		v, _ := l.data.Objective(cyberres.ID(id))
		a.text = v.Summary
	case cyberres.KindCooperation:
		v, _ := l.data.Cooperation(cyberres.ID(id))
		a.text = v.Summary
	case cyberres.KindPosition:
		v, _ := l.data.Position(cyberres.ID(id))
		a.text = v.Summary
	case cyberres.KindRelation:
		v, _ := l.data.Relation(cyberres.ID(id))
		a.text = string(v.Subject)
	case cyberres.KindRemark:
		v, _ := l.data.Remark(cyberres.ID(id))
		a.text = v.Summary
	case cyberres.KindActor:
		v, _ := l.data.Actor(cyberres.ActorID(id))
		a.text = v.Name
	case cyberres.KindInstrument:
		v, _ := l.data.Instrument(cyberres.InstrumentID(id))
		a.text = v.Title
	case cyberres.KindSource:
		v, _ := l.data.Source(cyberres.SourceID(id))
		a.text = v.Title
	case cyberres.KindTheme:
		v, _ := l.data.Theme(cyberres.ThemeID(id))
		a.text = v.Label
	case cyberres.KindReference:
		v, _ := l.data.Reference(cyberres.ID(id))
		a.text = v.Title
	}
	return nil
}

func (l *library) cooperations(actor, mode string, a *answer) error {
	f := cyberres.Filter{Actors: []cyberres.ActorID{cyberres.ActorID(actor)}, Modes: []cyberres.Mode{cyberres.Mode(mode)}}
	ids := l.data.IDs(f)
	for i := range ids.Len() {
		a.id(string(ids.At(i)))
	}
	return nil
}

func (l *library) objectives(theme, actor string, a *answer) error {
	f := cyberres.Filter{Kinds: []cyberres.Kind{cyberres.KindObjective}, Themes: []cyberres.ThemeID{cyberres.ThemeID(theme)}, Actors: []cyberres.ActorID{cyberres.ActorID(actor)}}
	ids := l.data.IDs(f)
	for i := range ids.Len() {
		a.id(string(ids.At(i)))
	}
	return nil
}

func (l *library) evidence(kind, id string, a *answer) error {
	evidence, _ := l.data.Evidence(cyberres.ID(id))
	for i := range evidence.Len() {
		e := evidence.At(i)
		a.span(e.Start, e.End, e.Quote)
	}
	return nil
}

func (l *library) compare(actors []string, a *answer) error {
	ids := make([]cyberres.ActorID, len(actors))
	for i, id := range actors {
		ids[i] = cyberres.ActorID(id)
	}
	c, err := l.data.Compare(ids...)
	if err != nil {
		return err
	}
	a.table(l.themes, len(actors))
	i := 0
	for row := range c.Rows() {
		for x := range row.Cells() {
			a.cells[i] = cell{x.Supporting.Len(), x.Opposing.Len()}
			i++
		}
	}
	return nil
}

func (l *library) neighbours(actor string, a *answer) error {
	ties := l.data.Network().Neighbours(cyberres.ActorID(actor))
	for i := range ties.Len() {
		tie := ties.At(i)
		for k := range tie.Records.Len() {
			a.share(string(tie.To), string(tie.Records.At(k)))
		}
	}
	return nil
}

// search looks for words in everything that the library searches, and then keeps the hits that have them all in one summary, as the others do.
func (l *library) search(words []string, a *answer) error {
	for _, h := range l.data.Search(strings.Join(words, " ")) {
		if h.Kind != cyberres.KindObjective && h.Kind != cyberres.KindCooperation && h.Kind != cyberres.KindPosition {
			continue
		}
		first, second := false, false
		for _, p := range h.Places() {
			first = first || p.Field == "summary" && p.Term == words[0]
			second = second || p.Field == "summary" && p.Term == words[1]
		}
		if first && second {
			a.id(string(h.ID))
		}
	}
	return nil
}
