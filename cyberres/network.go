package cyberres

import (
	"iter"
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
type ties []atomic.Pointer[neighbourhood]

// A neighbourhood is an actor's ties in the whole dataset.
type neighbourhood struct {
	ties    []Tie
	numbers []int32 // of the records of all ties, one after another
}

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
func (n *Network) tied(number int32) bool { return len(n.among(number)) > 0 }

// among returns the rows of the actors that a statement ties, in order; none if the view does not show it.
func (n *Network) among(number int32) []int32 {
	x := n.data.index()
	if x.statements[number].since > n.data.until() {
		return nil
	}
	return x.tied.list(number)
}

// Neighbours returns the actors that stand in a record with an actor, by id, and those records. An unknown actor has none. The first time takes time in the
// number of those records and their parties; after that the answer is at hand, and a view only looks through it.
func (n *Network) Neighbours(id ActorID) List[Tie] {
	row := n.data.row(KindActor, string(id))
	if row < 0 {
		return List[Tie]{}
	}
	known := &n.data.ties()[row]
	all := known.Load()
	if all == nil {
		all = n.data.neighbourhood(row)
		known.Store(all)
	}
	return List[Tie]{n.seen(all)}
}

func (d *Dataset) ties() ties {
	d.lazy.ties.once.Do(func() { d.lazy.ties.of = make(ties, len(d.actors)) })
	return d.lazy.ties.of
}

// neighbourhood finds the ties of an actor.
func (d *Dataset) neighbourhood(row int32) *neighbourhood {
	x := d.index()
	var pairs []uint64 // of another actor and a statement
	for _, number := range x.actor.list(row) {
		for _, other := range x.tied.list(number) {
			if other != row {
				pairs = append(pairs, uint64(other)<<32|uint64(number))
			}
		}
	}
	// In the order of their rows, which is that of their ids, and with all records in one piece: an answer is read from front to back.
	slices.Sort(pairs)
	all := &neighbourhood{numbers: make([]int32, len(pairs))}
	records := make([]ID, len(pairs))
	for start := 0; start < len(pairs); {
		other, end, alone := pairs[start]>>32, start, false
		for ; end < len(pairs) && pairs[end]>>32 == other; end++ {
			number := int32(uint32(pairs[end]))
			all.numbers[end], records[end] = number, x.ids[number]
			alone = alone || len(x.tied.list(number)) == 2
		}
		all.ties = append(all.ties, Tie{d.actors[row].ID, d.actors[other].ID, List[ID]{records[start:end:end]}, alone})
		start = end
	}
	return all
}

// seen returns the ties of a neighbourhood as the view shows them.
func (n *Network) seen(all *neighbourhood) []Tie {
	d := n.data
	if d.to == 0 {
		return all.ties
	}
	x, shown := d.index(), 0
	for _, number := range all.numbers {
		if x.statements[number].since <= d.to {
			shown++
		}
	}
	if shown == len(all.numbers) {
		return all.ties
	}
	out, records, numbers := make([]Tie, 0, min(shown, len(all.ties))), make([]ID, 0, shown), all.numbers
	for _, tie := range all.ties {
		start, alone := len(records), false
		for i, id := range tie.Records.items {
			if rows := n.among(numbers[i]); len(rows) > 0 {
				records = append(records, id)
				alone = alone || len(rows) == 2
			}
		}
		numbers = numbers[tie.Records.Len():]
		if end := len(records); end > start {
			out = append(out, Tie{tie.From, tie.To, List[ID]{records[start:end:end]}, alone})
		}
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
			for _, t := range n.seen(n.data.neighbourhood(n.data.row(KindActor, string(a.ID)))) { // not remembered: there may be very many
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
