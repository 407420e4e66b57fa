package schema

import (
	"slices"
	"strings"
)

// An edge leads up from a record to one above it: a parent, a whole, an instrument that it changes.
type edge struct {
	from, to string
	sort     string
	ref      reference
}

// circles reports each circle of edges of one sort once.
func (c *checker) circles() {
	slices.SortStableFunc(c.edges, func(a, b edge) int { return strings.Compare(a.sort, b.sort) })
	for i := 0; i < len(c.edges); {
		k := i
		for k < len(c.edges) && c.edges[k].sort == c.edges[i].sort {
			k++
		}
		c.circlesOf(c.edges[i:k])
		i = k
	}
}

// circlesOf reports the circles of edges of one sort, and records below too many others.
func (c *checker) circlesOf(edges []edge) {
	// Edges by the record that they lead up from; what leads nowhere has its own finding.
	type up struct {
		from, to int32
		edge     int32
	}
	var ups []up
	for i, e := range edges {
		from, ok := c.ids[e.from]
		to, leads := c.ids[e.to]
		if ok && leads {
			ups = append(ups, up{from, to, int32(i)})
		}
	}
	slices.SortStableFunc(ups, func(a, b up) int { return int(a.from - b.from) })
	first := map[int32]int32{} // of the edges of a record
	for i := len(ups) - 1; i >= 0; i-- {
		first[ups[i].from] = int32(i)
	}
	above := func(row int32) []up {
		i, ok := first[row]
		if !ok {
			return nil
		}
		k := i
		for int(k) < len(ups) && ups[k].from == row {
			k++
		}
		return ups[i:k]
	}
	// Up from every record, without recursion: a chain may be as long as a file. What is on the way up is open; what was left for good is done.
	const open, done = 1, 2
	state := make([]uint8, len(c.definitions))
	type step struct {
		row  int32
		next int
	}
	var stack []step
	var way []edge
	circles := 0
	for _, begin := range ups {
		if state[begin.from] == done {
			continue
		}
		stack, way = append(stack[:0], step{begin.from, 0}), way[:0]
		state[begin.from] = open
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			list := above(top.row)
			if top.next == len(list) {
				state[top.row] = done
				stack = stack[:len(stack)-1]
				way = way[:max(0, len(way)-1)]
				continue
			}
			u := list[top.next]
			top.next++
			switch state[u.to] {
			case open:
				if circles++; circles <= maxFindings {
					c.circle(append(way, edges[u.edge]), edges[u.edge].to)
				}
			case 0:
				state[u.to] = open
				way = append(way, edges[u.edge])
				stack = append(stack, step{u.to, 0})
			}
		}
	}
	if circles > 0 {
		return
	}
	for i, u := range ups {
		if i > 0 && ups[i-1].from == u.from {
			continue
		}
		seen := map[int32]bool{}
		next := []int32{u.from}
		for len(next) > 0 && len(seen) <= maxAbove {
			for _, a := range above(next[0]) {
				if !seen[a.to] {
					seen[a.to] = true
					next = append(next, a.to)
				}
			}
			next = next[1:]
		}
		if len(seen) > maxAbove {
			e := edges[u.edge]
			c.at(tooLarge, e.ref, "%s stands below more than %d others by %q", e.from, maxAbove, e.sort)
			return // the others hang on the same chain
		}
	}
}

// maxAbove is how many may stand above a theme or an actor, as cyberres.Open has it.
const maxAbove = 256

// circle reports the circle that ends the way at an id.
func (c *checker) circle(way []edge, at string) {
	first := slices.IndexFunc(way, func(e edge) bool { return e.from == at })
	way = way[max(first, 0):]
	smallest := slices.MinFunc(way, func(a, b edge) int { return strings.Compare(a.from, b.from) })
	names := []string{}
	i := slices.IndexFunc(way, func(e edge) bool { return e.from == smallest.from })
	for k := range way {
		if len(names) < 8 {
			names = append(names, way[(i+k)%len(way)].from)
		}
	}
	c.at(circle, smallest.ref, "%s leads round to itself by %q: %s; break the circle", smallest.from, smallest.sort, strings.Join(append(names, smallest.from), ", "))
}
