package cyberres

import "slices"

// A scan walks the numbers of the statements that may be an answer, in ascending order.
type scan struct {
	lists lists
	kinds uint8 // a bit for each kind of statement to walk
	sure  bool  // what is walked is the answer, and nothing is left to look at
}

// lists are posting lists to be merged: those of all alternatives that one field of a filter names.
type lists struct {
	of     [most][]int32
	n      int
	total  int
	many   bool   // there are too many alternatives to merge
	covers fields // what need not be looked at again
}

// most is how many alternatives are merged. A filter with more in every field looks at all statements.
const most = 8

func (l *lists) add(p *postings, key int32) {
	if key >= 0 {
		l.addList(p.list(key))
	}
}

func (l *lists) addList(list []int32) {
	switch {
	case len(list) == 0:
	case l.n == most:
		l.many = true
	default:
		l.of[l.n] = list
		l.n++
		l.total += len(list)
	}
}

// plan chooses the lists to walk for a filter: those of the field that leaves the fewest statements. There is no plan where no field has lists;
// then all statements have to be looked at. A bit in kinds stands for a kind of statement that is wanted.
func (d *Dataset) plan(f *Filter, kinds uint8) (s scan, ok bool) {
	used := f.used()
	if used&(fieldActors|fieldWith|fieldThemes|fieldInstruments|fieldSpeakers|fieldAt) == 0 {
		return s, false
	}
	for k, kind := range statementKinds {
		if kinds&(1<<k) != 0 && f.fits(fieldsOf(k), kind, "") {
			s.kinds |= 1 << k
		}
	}
	if s.kinds == 0 {
		return s, true
	}
	x := d.index()
	actor, counterpart, held := &x.actor, &x.counterpart, &x.held
	if f.Parts {
		actor, counterpart, held = &x.byWhole, &x.withWhole, &x.heldByWhole
	}
	try := func(l *lists) {
		if !l.many && (!ok || l.total < s.lists.total) {
			s.lists, ok = *l, true
		}
	}
	switch {
	case len(f.Actors) == 1 && len(f.Themes) == 1:
		l := lists{covers: fieldActors | fieldThemes}
		if row, theme := d.row(KindActor, string(f.Actors[0])), d.row(KindTheme, string(f.Themes[0])); row >= 0 && theme >= 0 {
			h := held.of(row, theme)
			l.addList(held.numbers[h.supporting:h.opposing])
			l.addList(held.numbers[h.opposing:h.activity])
			l.addList(held.numbers[h.activity:h.end])
		}
		try(&l)
	case len(f.Actors) == 1 && len(f.Modes) == 1 && !f.Parts:
		l := lists{covers: fieldActors | fieldModes}
		if row, m := d.row(KindActor, string(f.Actors[0])), slices.Index(modes, f.Modes[0]); row >= 0 && m >= 0 {
			l.add(&x.mode, row*int32(len(modes))+int32(m))
		}
		try(&l)
	case len(f.Actors) > 0:
		l := lists{covers: fieldActors}
		for _, id := range f.Actors {
			l.add(actor, d.row(KindActor, string(id)))
		}
		try(&l)
	}
	if len(f.Themes) > 0 && len(f.Actors) != 1 {
		l := lists{covers: fieldThemes}
		for _, id := range f.Themes {
			l.add(&x.theme, d.row(KindTheme, string(id)))
		}
		try(&l)
	}
	if len(f.With) > 0 {
		var l lists // not all in them are counterparts of somebody
		for _, id := range f.With {
			l.add(counterpart, d.row(KindActor, string(id)))
		}
		try(&l)
	}
	if len(f.Instruments) > 0 {
		l := lists{covers: fieldInstruments}
		for _, id := range f.Instruments {
			l.add(&x.instrument, d.row(KindInstrument, string(id)))
		}
		try(&l)
	}
	if len(f.Speakers) > 0 && !slices.Contains(f.Speakers, "") {
		l := lists{covers: fieldSpeakers}
		for _, id := range f.Speakers {
			l.add(&x.speaker, d.row(KindActor, string(id)))
		}
		try(&l)
	}
	if len(f.At) > 0 {
		l := lists{covers: fieldAt}
		for _, id := range f.At {
			l.add(&x.place, d.row(KindActor, string(id)))
		}
		try(&l)
	}
	s.sure = used&^s.lists.covers == 0 && len(f.Not) == 0 && d.to == 0
	return s, ok
}

// next returns the next number of one of the kinds wanted, or -1 at the end.
func (s *scan) next(x *index) int32 {
	for {
		n := s.lists.next()
		if n < 0 || s.kinds>>x.statements[n].kind&1 != 0 {
			return n
		}
	}
}

func (l *lists) next() int32 {
	if l.n == 1 {
		if len(l.of[0]) == 0 {
			return -1
		}
		n := l.of[0][0]
		l.of[0] = l.of[0][1:]
		return n
	}
	n := int32(-1)
	for _, list := range l.of[:l.n] {
		if len(list) > 0 && (n < 0 || list[0] < n) {
			n = list[0]
		}
	}
	for i, list := range l.of[:l.n] {
		if len(list) > 0 && list[0] == n {
			l.of[i] = list[1:]
		}
	}
	return n
}
