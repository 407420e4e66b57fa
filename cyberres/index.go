package cyberres

import (
	"slices"
	"sort"
	"sync/atomic"
)

// An index leads from what a question names to the records that have it, so that an answer costs what it finds and not what there is.
// Statements are numbered in the order of [Dataset.Statements]. Those that are withdrawn have a number and stand in no list.
type index struct {
	statements []numbered
	boxes      []atomic.Pointer[Statement] // filled as they are asked for

	// Numbers of statements. Those "by whole" hold what an actor and all its parts have.
	actor, byWhole             postings // who a statement is about, as Filter.Actors says
	counterpart, withWhole     postings // who may stand beside those, as Filter.With says, and some who may not
	theme                      postings // a theme has what those below it have
	instrument, speaker, place postings
	mode                       postings // cooperations by party times mode
	held                       holdings // in segments by kind
	heldByWhole                holdings // in segments by how they bear on the theme

	ids, modeIDs, heldIDs []ID // by statement, and for the lists of mode and held

	tied postings // rows of the actors that a statement ties to each other, by statement

	mentioned, mentionedByWhole postings // rows of mentions, by whom or what they name
	about                       postings // rows of remarks
	sources                     postings // rows of sources, by subject
	sourcesSince                []day    // by source, the first day as of which a view shows it
}

// numbered is where a statement stands, and what a walk has to know of it.
type numbered struct {
	kind   int8 // of statementKinds
	states bool // it makes its themes stated
	row    int32
	since  day // the first day as of which a view shows it
}

const (
	objective = iota
	cooperation
	position
	relation
)

// statementKinds are the kinds in the order that their statements have within a source.
var statementKinds = [...]Kind{objective: KindObjective, cooperation: KindCooperation, position: KindPosition, relation: KindRelation}

// postings are lists of numbers in ascending order, one for each key: all of them in one array, and where each begins.
type postings struct {
	starts  []int32
	numbers []int32
}

func (p *postings) list(key int32) []int32 { return p.numbers[p.starts[key]:p.starts[key+1]] }

// A poster collects postings. Numbers come in ascending order.
type poster struct {
	pairs  []uint64
	counts []int32 // by key
	last   []int32 // by key, the last number and one: a record may name the same thing twice
}

func newPoster(keys int) *poster {
	return &poster{counts: make([]int32, keys+1), last: make([]int32, keys)}
}

func (p *poster) add(key, number int32) {
	if key >= 0 && p.last[key] != number+1 {
		p.last[key] = number + 1
		p.counts[key]++
		p.pairs = append(p.pairs, uint64(key)<<32|uint64(number))
	}
}

func (p *poster) postings() postings {
	out := postings{make([]int32, len(p.counts)), make([]int32, len(p.pairs))}
	next, sum := p.counts, int32(0)
	for key, n := range p.counts {
		out.starts[key], next[key] = sum, sum
		sum += n
	}
	for _, pair := range p.pairs {
		key := pair >> 32
		out.numbers[next[key]] = int32(uint32(pair))
		next[key]++
	}
	return out
}

// holdings are the statements of each actor by theme. For each actor that has any, its themes in ascending order.
type holdings struct {
	starts  []int32 // by actor, of its themes; one more at the end
	themes  []holding
	numbers []int32
}

// A holding is what an actor has on a theme: the numbers of statements, in segments, each in ascending order.
type holding struct {
	theme           int32
	at              [segments + 1]int32 // where each segment begins, and the end of the last
	stated, opposed bool
}

const segments = 4

func (h *holdings) segment(of holding, i int) []int32 { return h.numbers[of.at[i]:of.at[i+1]] }

// The ways in which a statement bears on a theme.
const (
	supports = iota
	opposes
	onlyActivity
)

// of returns what an actor holds on a theme, by value: nothing at all has no place in the index to point to. It takes time in the logarithm of the number of
// the actor's themes.
func (h *holdings) of(actor, theme int32) holding {
	themes := h.themes[h.starts[actor]:h.starts[actor+1]]
	i := int(theme)
	if i >= len(themes) || themes[i].theme != theme { // else it has all themes up to this one
		i = sort.Search(len(themes), func(i int) bool { return themes[i].theme >= theme })
		if i == len(themes) || themes[i].theme != theme {
			return holding{}
		}
	}
	return themes[i]
}

// index builds the index on first use.
func (d *Dataset) index() *index {
	x := &d.lazy.index
	x.once.Do(func() { d.tables.build(&x.index) })
	return &x.index
}

// bearing is how one statement bears on one theme.
type bearing struct {
	theme int32
	how   int8
	very  bool // the theme is the very thing that a position is on
}

func (t *tables) build(x *index) {
	all := &Dataset{tables: t}
	actors := len(t.actors)
	actor, byWhole, counterpart, withWhole, speaker, place := newPoster(actors), newPoster(actors), newPoster(actors), newPoster(actors), newPoster(actors), newPoster(actors)
	theme, instrument, mode := newPoster(len(t.themes)), newPoster(len(t.instruments)), newPoster(actors*len(modes))

	x.number(t)
	x.boxes = make([]atomic.Pointer[Statement], len(x.statements))
	starts := make([]int32, 1, len(x.statements)+1) // of each statement's bearings
	var bears []bearing
	marks := make([]int32, len(t.themes))
	x.tied.starts = make([]int32, 1, len(x.statements)+1)
	tie := func(rows ...int32) {
		first := len(x.tied.numbers)
		for _, row := range rows {
			if row >= 0 {
				x.tied.numbers = append(x.tied.numbers, row)
			}
		}
		own := x.tied.numbers[first:]
		slices.Sort(own)
		x.tied.numbers = x.tied.numbers[:first+len(slices.Compact(own))] // who stands in two roles stands there once
	}
	var parties []int32
	for n := range x.statements {
		s, n := &x.statements[n], int32(n)
		party := func(list, whole *poster, id ID) int32 {
			row := all.row(KindActor, string(id))
			if row >= 0 {
				list.add(row, n)
				whole.add(row, n)
				for _, above := range t.wholes[row] {
					whole.add(all.row(KindActor, string(above)), n)
				}
			}
			return row
		}
		var evidence List[Evidence]
		switch first := len(bears); s.kind {
		case objective:
			v := &t.objectives[s.row]
			if v.Withdrawn != "" {
				break
			}
			evidence, s.states = v.Evidence, v.Modality != ModalityExpectedEffect
			for _, id := range v.Holders.items {
				party(actor, byWhole, ID(id))
				party(counterpart, withWhole, ID(id))
			}
			for _, id := range v.With.items {
				party(counterpart, withWhole, ID(id))
			}
			for _, id := range v.StatedIn.items {
				instrument.add(all.row(KindInstrument, string(id)), n)
			}
			bears = t.bear(bears, marks, n, supports, v.Themes.items...)
		case cooperation:
			v := &t.cooperations[s.row]
			if v.Withdrawn != "" {
				break
			}
			evidence, s.states = v.Evidence, true
			parties = parties[:0]
			for _, p := range v.Parties.items {
				row := party(actor, byWhole, ID(p.Actor))
				party(counterpart, withWhole, ID(p.Actor))
				if m := slices.Index(modes, v.Mode); row >= 0 && m >= 0 {
					mode.add(row*int32(len(modes))+int32(m), n)
				}
				parties = append(parties, row)
			}
			tie(parties...)
			for _, id := range v.Instruments.items {
				instrument.add(all.row(KindInstrument, string(id)), n)
			}
			bears = t.bear(bears, marks, n, supports, v.Themes.items...)
			bears = t.bear(bears, marks, n, onlyActivity, v.Activities.items...)
		case position:
			v := &t.positions[s.row]
			if v.Withdrawn != "" {
				break
			}
			evidence, s.states = v.Evidence, true
			party(actor, byWhole, ID(v.Holder))
			how := int8(supports)
			if v.Stance == StanceOpposes {
				how = opposes
			}
			bears = t.bear(bears, marks, n, how, v.On)
			if first < len(bears) {
				bears[first].very = true
			}
			bears = t.bear(bears, marks, n, how, v.Themes.items...)
		case relation:
			v := &t.relations[s.row]
			if v.Withdrawn != "" {
				break
			}
			evidence, s.states = v.Evidence, true
			for _, id := range []ID{v.Subject, v.Object} {
				party(actor, byWhole, id)
				party(counterpart, withWhole, id)
				instrument.add(all.row(KindInstrument, string(id)), n)
			}
			if a, b := all.row(KindActor, string(v.Subject)), all.row(KindActor, string(v.Object)); a >= 0 && b >= 0 {
				tie(a, b)
			}
			place.add(all.row(KindActor, string(v.At)), n)
			bears = t.bear(bears, marks, n, supports, v.Themes.items...)
		}
		for _, b := range bears[starts[n]:] {
			theme.add(b.theme, n)
		}
		for _, e := range evidence.items {
			if e.Quoted != "" {
				speaker.add(all.row(KindActor, string(e.Speaker)), n)
			}
		}
		starts = append(starts, int32(len(bears)))
		x.tied.starts = append(x.tied.starts, int32(len(x.tied.numbers)))
	}
	x.actor, x.byWhole, x.counterpart, x.withWhole = actor.postings(), byWhole.postings(), counterpart.postings(), withWhole.postings()
	x.theme, x.instrument, x.speaker, x.place, x.mode = theme.postings(), instrument.postings(), speaker.postings(), place.postings(), mode.postings()
	x.held = x.hold(&x.actor, len(t.themes), starts, bears, func(kind, _ int8) int8 { return kind })
	x.heldByWhole = x.hold(&x.byWhole, len(t.themes), starts, bears, func(_, how int8) int8 { return how })
	x.ids = make([]ID, len(x.statements))
	for n, s := range x.statements {
		x.ids[n] = t.idOf(s)
	}
	x.modeIDs, x.heldIDs = x.named(x.mode.numbers), x.named(x.held.numbers)
	x.indexOthers(all)
}

// number numbers the statements: by source, and within one by kind.
func (x *index) number(t *tables) {
	x.statements = make([]numbered, 0, len(t.objectives)+len(t.cooperations)+len(t.positions)+len(t.relations))
	x.sourcesSince = make([]day, len(t.sources))
	var next [len(statementKinds)]int
	for source := range t.sources {
		id := t.sources[source].ID
		since := t.since(entry{KindSource, int32(source)})
		x.sourcesSince[source] = since
		take := func(kind int8, n int, of func(row int) (SourceID, Date)) {
			for ; next[kind] < n; next[kind]++ {
				from, date := of(next[kind])
				if from != id {
					return
				}
				first, _ := date.days()
				x.statements = append(x.statements, numbered{kind: kind, row: int32(next[kind]), since: max(since, first)})
			}
		}
		take(objective, len(t.objectives), func(row int) (SourceID, Date) { return t.objectives[row].Source, t.objectives[row].Date })
		take(cooperation, len(t.cooperations), func(row int) (SourceID, Date) { return t.cooperations[row].Source, t.cooperations[row].Date })
		take(position, len(t.positions), func(row int) (SourceID, Date) { return t.positions[row].Source, t.positions[row].Date })
		take(relation, len(t.relations), func(row int) (SourceID, Date) { return t.relations[row].Source, t.relations[row].Date })
	}
}

// bear notes how a statement bears on themes and on all above them, each once: marks has the number of the last statement, and one, for each theme.
func (t *tables) bear(bears []bearing, marks []int32, number int32, how int8, themes ...ThemeID) []bearing {
	for _, id := range themes {
		for id != "" {
			e, ok := t.find(string(id))
			if !ok || e.kind != KindTheme || marks[e.row] == number+1 {
				break // with a theme, those above it are there
			}
			marks[e.row] = number + 1
			bears = append(bears, bearing{theme: e.row, how: how})
			id = t.themes[e.row].Parent
		}
	}
	return bears
}

// named returns the ids of statements.
func (x *index) named(numbers []int32) []ID {
	out := make([]ID, len(numbers))
	for i, n := range numbers {
		out[i] = x.ids[n]
	}
	return out
}

// hold sorts the statements of each actor by theme and segment. It takes time in the number of statements times their themes.
func (x *index) hold(actors *postings, themes int, starts []int32, bears []bearing, segment func(kind, how int8) int8) holdings {
	h := holdings{starts: make([]int32, 1, len(actors.starts))}
	type slot struct {
		n               [segments]int32
		next            [segments]int32
		stated, opposed bool
	}
	slots := make([]slot, themes)
	var used []int32
	for actor := range int32(len(actors.starts) - 1) {
		list := actors.list(actor)
		for _, n := range list {
			for _, b := range bears[starts[n]:starts[n+1]] {
				s := &slots[b.theme]
				if s.n == [segments]int32{} {
					used = append(used, b.theme)
				}
				s.n[segment(x.statements[n].kind, b.how)]++
				s.stated = s.stated || b.how == supports && x.statements[n].states
				s.opposed = s.opposed || b.how == opposes && b.very
			}
		}
		slices.Sort(used)
		at := int32(len(h.numbers))
		for _, theme := range used {
			s := &slots[theme]
			v := holding{theme: theme, stated: s.stated, opposed: s.opposed}
			for i, n := range s.n {
				s.next[i], v.at[i] = at, at
				at += n
			}
			v.at[segments] = at
			h.themes = append(h.themes, v)
		}
		h.numbers = slices.Grow(h.numbers, int(at)-len(h.numbers))[:at]
		for _, n := range list {
			for _, b := range bears[starts[n]:starts[n+1]] {
				s := &slots[b.theme]
				i := segment(x.statements[n].kind, b.how)
				h.numbers[s.next[i]] = n
				s.next[i]++
			}
		}
		for _, theme := range used {
			slots[theme] = slot{}
		}
		used = used[:0]
		h.starts = append(h.starts, int32(len(h.themes)))
	}
	return h
}

// indexOthers indexes what is not a statement.
func (x *index) indexOthers(d *Dataset) {
	entities := len(d.actors) + len(d.instruments)
	mentioned, byWhole := newPoster(entities), newPoster(entities)
	for i := range d.mentions {
		key := d.entity(d.mentions[i].Entity)
		mentioned.add(key, int32(i))
		byWhole.add(key, int32(i))
		if key >= 0 && int(key) < len(d.actors) {
			for _, whole := range d.wholes[key] {
				byWhole.add(d.row(KindActor, string(whole)), int32(i))
			}
		}
	}
	about := newPoster(entities + len(d.sources) + len(x.statements))
	for i := range d.remarks {
		if d.remarks[i].Withdrawn == "" {
			for _, id := range d.remarks[i].About.items {
				about.add(d.entity(id), int32(i))
			}
		}
	}
	sources := newPoster(len(d.actors))
	for i := range d.sources {
		if s := &d.sources[i]; s.Withdrawn == "" {
			sources.add(d.row(KindActor, string(s.Subject)), int32(i))
		}
	}
	x.mentioned, x.mentionedByWhole, x.about, x.sources = mentioned.postings(), byWhole.postings(), about.postings(), sources.postings()
}

// row returns the row of a record of a kind, or -1.
func (d *tables) row(kind Kind, id string) int32 {
	if k, row := d.locate(id); row >= 0 && recordKinds[k] == kind {
		return row
	}
	return -1
}

// entity returns a number for what a mention or a remark may be about, all kinds together with actors first, or -1.
func (d *tables) entity(id ID) int32 {
	e, ok := d.find(string(id))
	if !ok {
		return -1
	}
	before := 0
	for _, k := range [...]struct {
		kind Kind
		n    int
	}{
		{KindActor, len(d.actors)}, {KindInstrument, len(d.instruments)}, {KindSource, len(d.sources)}, {KindObjective, len(d.objectives)},
		{KindCooperation, len(d.cooperations)}, {KindPosition, len(d.positions)}, {KindRelation, len(d.relations)},
	} {
		if e.kind == k.kind {
			return int32(before) + e.row
		}
		before += k.n
	}
	return -1
}
