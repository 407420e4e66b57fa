package cyberres

import "slices"

// A scan walks the numbers of the statements that may be an answer and that the view shows, in ascending order.
type scan struct {
	lists lists
	kinds uint8 // a bit for each kind of statement to walk
	until day   // the last day of the view
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
			for i := range segments {
				if f.Parts || s.kinds>>i&1 != 0 { // in the one these are segments by kind
					l.addList(held.segment(h, i))
				}
			}
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
	s.sure = used&^s.lists.covers == 0 && len(f.Not) == 0
	s.until = d.until()
	return s, ok
}

// IDs returns the ids of the statements that the filter keeps, ordered like [Dataset.Statements]. Of one actor and one mode, and of one actor, one theme and
// one kind of statement, the list is at hand, and takes neither time nor memory whatever its length; any other is put together. A view looks through a list
// that is at hand, and takes memory for its own only if it leaves something out.
func (d *Dataset) IDs(f Filter) List[ID] {
	if list, numbers, ok := d.listed(&f); ok {
		return List[ID]{d.seenIDs(list, numbers)}
	}
	x := d.index()
	var out []ID
	if s, ok := d.plan(&f, 1<<len(statementKinds)-1); ok {
		for n := s.next(x); n >= 0; n = s.next(x) {
			if s.sure || d.keepNumber(&f, x.statements[n]) {
				out = append(out, x.ids[n])
			}
		}
		return List[ID]{out}
	}
	until := d.until()
	for n, s := range x.statements {
		if s.since <= until && d.keepNumber(&f, s) {
			out = append(out, x.ids[n])
		}
	}
	return List[ID]{out}
}

// seenIDs returns those of a list of statements that the view shows.
func (d *Dataset) seenIDs(list []ID, numbers []int32) []ID {
	if d.to == 0 {
		return list
	}
	x, n := d.index(), 0
	for _, number := range numbers {
		if x.statements[number].since <= d.to {
			n++
		}
	}
	if n == len(list) {
		return list
	}
	out := make([]ID, 0, n)
	for i, number := range numbers {
		if x.statements[number].since <= d.to {
			out = append(out, list[i])
		}
	}
	return out
}

// listed returns the answer to a filter where the index has just that: ids, and the numbers of the statements.
func (d *Dataset) listed(f *Filter) (list []ID, numbers []int32, ok bool) {
	if len(f.Actors) != 1 || f.Parts || len(f.Not) > 0 {
		return nil, nil, false
	}
	switch f.used() {
	case fieldActors | fieldModes:
		if len(f.Modes) != 1 || len(f.Kinds) > 0 {
			return nil, nil, false
		}
		x := d.index()
		actor, m := d.row(KindActor, string(f.Actors[0])), slices.Index(modes, f.Modes[0])
		if actor < 0 || m < 0 {
			return nil, nil, true
		}
		key := actor*int32(len(modes)) + int32(m)
		from, to := x.mode.starts[key], x.mode.starts[key+1]
		return x.modeIDs[from:to:to], x.mode.numbers[from:to], true
	case fieldActors | fieldThemes:
		if len(f.Themes) != 1 || len(f.Kinds) != 1 {
			return nil, nil, false
		}
		kind := slices.Index(statementKinds[:], f.Kinds[0])
		if kind < 0 {
			return nil, nil, false
		}
		x := d.index()
		actor, theme := d.row(KindActor, string(f.Actors[0])), d.row(KindTheme, string(f.Themes[0]))
		if actor < 0 || theme < 0 {
			return nil, nil, true
		}
		h := x.held.of(actor, theme)
		from, to := h.at[kind], h.at[kind+1]
		return x.heldIDs[from:to:to], x.held.numbers[from:to], true
	}
	return nil, nil, false
}

// next returns the next number of one of the kinds wanted, or -1 at the end.
func (s *scan) next(x *index) int32 {
	for {
		n := s.lists.next()
		if n < 0 {
			return n
		}
		if v := &x.statements[n]; s.kinds>>v.kind&1 != 0 && v.since <= s.until {
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
