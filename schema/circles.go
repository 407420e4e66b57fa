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

// circlesOf walks up from every record, without recursion: a chain may be as long as a file. What is on the way up is open; what was left for good is done.
func (c *checker) circlesOf(edges []edge) {
	above := map[string][]edge{}
	for _, e := range edges {
		above[e.from] = append(above[e.from], e)
	}
	const open, done = 1, 2
	state := map[string]int{}
	var way []edge
	type step struct {
		id   string
		next int
	}
	var deep *edge
	round := false
	for _, e := range edges {
		stack := []step{{e.from, 0}}
		if state[e.from] == done {
			continue
		}
		state[e.from], way = open, way[:0]
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			if top.next == len(above[top.id]) {
				state[top.id] = done
				stack = stack[:len(stack)-1]
				if len(way) > 0 {
					way = way[:len(way)-1]
				}
				continue
			}
			up := above[top.id][top.next]
			top.next++
			switch state[up.to] {
			case open:
				c.circle(append(way, up), up.to)
				round = true
			case 0:
				state[up.to] = open
				way = append(way, up)
				stack = append(stack, step{up.to, 0})
				if len(stack) > maxAbove && deep == nil {
					deep = &e
				}
			}
		}
	}
	if deep != nil && !round {
		c.at(tooLarge, deep.ref, "%s stands below more than %d others by %q", deep.from, maxAbove, deep.sort)
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
