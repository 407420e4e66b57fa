package cyberres

import (
	"iter"
	"maps"
	"slices"
	"sync/atomic"
)

// A Network is who acts together, as the statements have it: actors, tied by the cooperations that they are parties to and by the relations in which two of
// them stand. A cooperation stays one record with all its parties, what is called a hyperedge: of three states that agree on something together, no two have an
// agreement of their own.
type Network struct{ data *Dataset }

// A Tie is a pair of actors, and the records in which both stand.
type Tie struct {
	From    ActorID  `json:"from"`
	To      ActorID  `json:"to"`
	Records List[ID] `json:"records"` // cooperations and relations, ordered like Dataset.Statements; never empty
	Alone   bool     `json:"alone"`   // one of the records has these two and nobody else
}

// ties are the neighbours of each actor, by row, found when they are first asked for.
type ties []atomic.Pointer[[]Tie]

// Network returns the network of the dataset, or of the view.
func (d *Dataset) Network() *Network { return &Network{d} }

// Actors ranges over the actors that are a party to a cooperation or stand in a relation to another actor, by id.
func (n *Network) Actors() iter.Seq[Actor] {
	return func(yield func(Actor) bool) {
		x := n.data.index()
		for row := range n.data.actors {
			tied := slices.ContainsFunc(x.actor.list(int32(row)), n.tied)
			if tied && !yield(n.data.actors[row]) {
				return
			}
		}
	}
}

// Cooperations ranges over the cooperations, each with all its parties.
func (n *Network) Cooperations() iter.Seq[Cooperation] { return n.data.Cooperations(Filter{}) }

// Relations ranges over the relations between two actors.
func (n *Network) Relations() iter.Seq[Relation] {
	return func(yield func(Relation) bool) {
		for r := range n.data.Relations(Filter{}) {
			if n.data.row(KindActor, string(r.Subject)) >= 0 && n.data.row(KindActor, string(r.Object)) >= 0 && !yield(r) {
				return
			}
		}
	}
}

// tied reports whether a statement ties actors and the view shows it.
func (n *Network) tied(number int32) bool {
	d := n.data
	view := sight{data: d}
	switch s := d.index().statements[number]; s.kind {
	case cooperation:
		v := &d.cooperations[s.row]
		return view.shows(v.Source, v.Date)
	case relation:
		v := &d.relations[s.row]
		return view.shows(v.Source, v.Date) && d.row(KindActor, string(v.Subject)) >= 0 && d.row(KindActor, string(v.Object)) >= 0
	}
	return false
}

// among returns the rows of the actors that a statement ties, in order.
func (n *Network) among(number int32) (rows []int32) {
	if !n.tied(number) {
		return nil
	}
	d := n.data
	switch s := d.index().statements[number]; s.kind {
	case cooperation:
		parties := d.cooperations[s.row].Parties.items
		rows = make([]int32, len(parties))
		for i := range parties {
			rows[i] = d.row(KindActor, string(parties[i].Actor))
		}
	case relation:
		v := &d.relations[s.row]
		rows = []int32{d.row(KindActor, string(v.Subject)), d.row(KindActor, string(v.Object))}
	}
	slices.Sort(rows)
	return slices.Compact(rows) // who stands in two roles stands there once
}

// Neighbours returns the actors that stand in a record with an actor, by id, and those records. An unknown actor has none. The first time takes time in the
// number of those records and their parties; after that the answer is at hand, except in a view.
func (n *Network) Neighbours(id ActorID) List[Tie] {
	d := n.data
	row := d.row(KindActor, string(id))
	if row < 0 {
		return List[Tie]{}
	}
	all := d.ties()
	if found := all[row].Load(); found != nil && d.to == 0 {
		return List[Tie]{*found}
	}
	found := n.neighbours(row)
	if d.to == 0 {
		all[row].Store(&found)
	}
	return List[Tie]{found}
}

func (d *Dataset) ties() ties {
	d.lazy.ties.once.Do(func() { d.lazy.ties.of = make(ties, len(d.actors)) })
	return d.lazy.ties.of
}

func (n *Network) neighbours(row int32) []Tie {
	d := n.data
	x := d.index()
	type found struct {
		records []ID
		alone   bool
	}
	others := map[int32]*found{}
	for _, number := range x.actor.list(row) {
		rows := n.among(number)
		for _, other := range rows {
			if other == row {
				continue
			}
			f := others[other]
			if f == nil {
				f = &found{}
				others[other] = f
			}
			f.records = append(f.records, d.idOf(x.statements[number]))
			f.alone = f.alone || len(rows) == 2
		}
	}
	// In the order of their rows, which is that of their ids, and with all records in one piece: an answer is read from front to back.
	out := make([]Tie, 0, len(others))
	var records []ID
	for _, other := range slices.Sorted(maps.Keys(others)) {
		f := others[other]
		start := len(records)
		records = append(records, f.records...)
		out = append(out, Tie{d.actors[row].ID, d.actors[other].ID, List[ID]{records[start:len(records):len(records)]}, f.alone})
	}
	return out
}

// Pairs ranges over all pairs of actors that stand in a record together, by id.
//
// It is a view, and one that misleads where a record has more than two parties: a cooperation of ten comes out as 45 pairs, none of which any text speaks of.
// Do not count pairs as bilateral cooperations, nor weigh actors by them: [Network.Degree] counts records. Tie.Alone tells the pairs that have a record of
// their own.
func (n *Network) Pairs() iter.Seq[Tie] {
	return func(yield func(Tie) bool) {
		for a := range n.Actors() {
			for _, t := range n.neighbours(n.data.row(KindActor, string(a.ID))) { // not remembered: there may be very many
				if t.From < t.To && !yield(t) {
					return
				}
			}
		}
	}
}

// Degree returns how many of the cooperations that the filter keeps an actor is a party to, and how many other actors are in those. Filter.Modes and
// Filter.Roles give the degree by mode and by the actor's own role; Filter.Actors and Filter.Parts are not looked at.
func (n *Network) Degree(id ActorID, f Filter) (cooperations, neighbours int) {
	f.Actors = []ActorID{id}
	f.Parts = false
	others := map[ActorID]bool{id: true}
	for c := range n.data.Cooperations(f) {
		cooperations++
		for _, p := range c.Parties.items {
			others[p.Actor] = true
		}
	}
	return cooperations, len(others) - 1
}

// Path returns a shortest way from one actor to another, a step from neighbour to neighbour with the records behind it; of several always the same.
// It is empty where there is none, and from an actor to itself. It takes time in the number of records and parties nearer than the goal.
func (n *Network) Path(from, to ActorID) List[Tie] {
	d := n.data
	start, goal := d.row(KindActor, string(from)), d.row(KindActor, string(to))
	if start < 0 || goal < 0 || start == goal {
		return List[Tie]{}
	}
	came := n.reach(start, goal)
	var out []Tie
	for row := goal; row != start; {
		before, ok := came[row]
		if !ok {
			return List[Tie]{}
		}
		step := Tie{From: d.actors[before].ID, To: d.actors[row].ID}
		x := d.index()
		for _, number := range x.actor.list(before) {
			if rows := n.among(number); slices.Contains(rows, row) {
				step.Records.items = append(step.Records.items, d.idOf(x.statements[number]))
				step.Alone = step.Alone || len(rows) == 2
			}
		}
		out = append(out, step)
		row = before
	}
	slices.Reverse(out)
	return List[Tie]{out}
}

// reach walks the network from an actor, level by level, until it meets the goal (none: -1). It returns for each actor met from which one it was first met.
func (n *Network) reach(start, goal int32) map[int32]int32 {
	x := n.data.index()
	came := map[int32]int32{start: start}
	walked := map[int32]bool{} // records: each leads to all its parties at once
	for level := []int32{start}; len(level) > 0; {
		var next []int32
		for _, row := range level {
			for _, number := range x.actor.list(row) {
				if walked[number] {
					continue
				}
				walked[number] = true
				for _, other := range n.among(number) {
					if _, met := came[other]; met {
						continue
					}
					came[other] = row
					if other == goal {
						return came
					}
					next = append(next, other)
				}
			}
		}
		level = next
	}
	return came
}

// Components returns the parts of the network that nothing ties to each other, the largest first, each as the ids of its actors in order.
func (n *Network) Components() List[List[ActorID]] {
	var out []List[ActorID]
	met := map[ActorID]bool{}
	for a := range n.Actors() {
		if met[a.ID] {
			continue
		}
		var ids []ActorID
		for row := range n.reach(n.data.row(KindActor, string(a.ID)), -1) {
			id := n.data.actors[row].ID
			met[id] = true
			ids = append(ids, id)
		}
		slices.Sort(ids)
		out = append(out, List[ActorID]{ids})
	}
	slices.SortStableFunc(out, func(a, b List[ActorID]) int { return b.Len() - a.Len() })
	return List[List[ActorID]]{out}
}
