package cyberres

// The walks behind the sequences: through the lists that a plan names, or through a whole table. Each has its own loop, since a call through a function value
// would move the filter to the heap, and every query would allocate.

func (d *Dataset) eachObjective(f *Filter, yield func(Objective) bool) {
	if s, ok := d.plan(f, 1<<objective); ok {
		x := d.index()
		for n := s.next(x); n >= 0; n = s.next(x) {
			v := &d.objectives[x.statements[n].row]
			if (s.sure || keepObjective(d, f, v)) && !yield(*v) {
				return
			}
		}
		return
	}
	view := sight{data: d}
	for i := range d.objectives {
		v := &d.objectives[i]
		if view.shows(v.Source, v.Date) && keepObjective(d, f, v) && !yield(*v) {
			return
		}
	}
}

func (d *Dataset) eachCooperation(f *Filter, yield func(Cooperation) bool) {
	if s, ok := d.plan(f, 1<<cooperation); ok {
		x := d.index()
		for n := s.next(x); n >= 0; n = s.next(x) {
			v := &d.cooperations[x.statements[n].row]
			if (s.sure || keepCooperation(d, f, v)) && !yield(*v) {
				return
			}
		}
		return
	}
	view := sight{data: d}
	for i := range d.cooperations {
		v := &d.cooperations[i]
		if view.shows(v.Source, v.Date) && keepCooperation(d, f, v) && !yield(*v) {
			return
		}
	}
}

func (d *Dataset) eachPosition(f *Filter, yield func(Position) bool) {
	if s, ok := d.plan(f, 1<<position); ok {
		x := d.index()
		for n := s.next(x); n >= 0; n = s.next(x) {
			v := &d.positions[x.statements[n].row]
			if (s.sure || keepPosition(d, f, v)) && !yield(*v) {
				return
			}
		}
		return
	}
	view := sight{data: d}
	for i := range d.positions {
		v := &d.positions[i]
		if view.shows(v.Source, v.Date) && keepPosition(d, f, v) && !yield(*v) {
			return
		}
	}
}

func (d *Dataset) eachRelation(f *Filter, yield func(Relation) bool) {
	if s, ok := d.plan(f, 1<<relation); ok {
		x := d.index()
		for n := s.next(x); n >= 0; n = s.next(x) {
			v := &d.relations[x.statements[n].row]
			if (s.sure || keepRelation(d, f, v)) && !yield(*v) {
				return
			}
		}
		return
	}
	view := sight{data: d}
	for i := range d.relations {
		v := &d.relations[i]
		if view.shows(v.Source, v.Date) && keepRelation(d, f, v) && !yield(*v) {
			return
		}
	}
}

func (d *Dataset) eachStatement(f *Filter, yield func(Statement) bool) {
	x := d.index()
	if s, ok := d.plan(f, 1<<len(statementKinds)-1); ok {
		for n := s.next(x); n >= 0; n = s.next(x) {
			if (s.sure || d.keepNumber(f, x.statements[n])) && !yield(d.statement(x, n)) {
				return
			}
		}
		return
	}
	until := d.until()
	for n := range int32(len(x.statements)) {
		if s := x.statements[n]; s.since <= until && d.keepNumber(f, s) && !yield(d.statement(x, n)) {
			return
		}
	}
}

func (d *tables) idOf(s numbered) ID {
	switch s.kind {
	case objective:
		return d.objectives[s.row].ID
	case cooperation:
		return d.cooperations[s.row].ID
	case position:
		return d.positions[s.row].ID
	}
	return d.relations[s.row].ID
}

// keepNumber decides about a statement by its number.
func (d *Dataset) keepNumber(f *Filter, s numbered) bool {
	switch s.kind {
	case objective:
		return keepObjective(d, f, &d.objectives[s.row])
	case cooperation:
		return keepCooperation(d, f, &d.cooperations[s.row])
	case position:
		return keepPosition(d, f, &d.positions[s.row])
	}
	return keepRelation(d, f, &d.relations[s.row])
}

// statement returns a statement by its number. It is boxed when it is first asked for, so that it allocates once.
func (d *Dataset) statement(x *index, n int32) Statement {
	if boxed := x.boxes[n].Load(); boxed != nil {
		return *boxed
	}
	var v Statement
	switch s := x.statements[n]; s.kind {
	case objective:
		v = d.objectives[s.row]
	case cooperation:
		v = d.cooperations[s.row]
	case position:
		v = d.positions[s.row]
	case relation:
		v = d.relations[s.row]
	}
	x.boxes[n].Store(&v)
	return v
}

func (d *Dataset) eachMention(f *Filter, yield func(Mention) bool) {
	view := sight{data: d}
	if len(f.Actors) == 1 || len(f.Instruments) == 1 {
		x := d.index()
		list := &x.mentioned
		id := ID("")
		if len(f.Actors) == 1 {
			id = ID(f.Actors[0])
			if f.Parts {
				list = &x.mentionedByWhole
			}
		} else {
			id = ID(f.Instruments[0])
		}
		if key := d.entity(id); key >= 0 && int(key) < len(d.actors)+len(d.instruments) {
			for _, row := range list.list(key) {
				v := &d.mentions[row]
				if view.shows(v.Source, "") && keepMention(d, f, v) && !yield(*v) {
					return
				}
			}
		}
		return
	}
	for i := range d.mentions {
		v := &d.mentions[i]
		if view.shows(v.Source, "") && keepMention(d, f, v) && !yield(*v) {
			return
		}
	}
}

func (d *Dataset) eachRemark(f *Filter, yield func(Remark) bool) {
	view := sight{data: d}
	for i := range d.remarks {
		v := &d.remarks[i]
		if view.shows(v.Source, "") && keepRemark(d, f, v) && !yield(*v) {
			return
		}
	}
}

func (d *Dataset) eachInstrument(f *Filter, yield func(Instrument) bool) {
	for i := range d.instruments {
		v := &d.instruments[i]
		if d.shows(entry{KindInstrument, int32(i)}) && keepInstrument(d, f, v) && !yield(*v) {
			return
		}
	}
}
