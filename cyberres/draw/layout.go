package draw

import (
	"math"
	"slices"
)

// A link is an edge of a layout, by the numbers of its two nodes.
type link struct{ a, b int }

// The limits of effort. Up to fullSize nodes every pair counts, beyond it only the distances to some pivots do. The smaller the graph, the more starts are
// tried.
const (
	fullSize      = 500
	pivots        = 50
	severalStarts = 40
	twoStarts     = 120
)

// spoke is the length that an edge has between the outlines of its two nodes, where there is room.
const spoke = 46

// arrange places the nodes of one connected graph: positions by stress, then turned to lie wide, freed of overlaps and improved locally.
// Only the sizes of the boxes are read, and their places are written.
func arrange(boxes []box, links []link) {
	if len(boxes) < 2 {
		return
	}
	adjacent := neighbours(len(boxes), links)
	if centre, ok := starOf(links, adjacent); ok && arrangeStar(boxes, centre) {
		return
	}
	lengths := idealLengths(boxes, links, adjacent)
	terms := stressTerms(len(boxes), links, lengths, adjacent)
	starts := 1
	switch {
	case len(boxes) <= severalStarts:
		starts = 4
	case len(boxes) <= twoStarts:
		starts = 2
	}
	var best []point
	least := math.Inf(1)
	for start := range starts {
		places := relax(len(boxes), terms, random(start+1))
		cost := stress(places, terms)
		if starts > 1 {
			cost *= 1 + float64(crossings(places, links))/float64(len(links))
		}
		if best == nil || cost < least {
			best, least = places, cost
		}
	}
	turn(boxes, best)
	spreadOut(boxes, nodeGap)
	separate(boxes, nodeGap)
	improve(boxes, links, adjacent)
	separate(boxes, nodeGap)
	settle(boxes, nodeGap)
}

// neighbours lists for every node the numbers of its links.
func neighbours(n int, links []link) [][]int {
	adjacent := make([][]int, n)
	for i, l := range links {
		adjacent[l.a] = append(adjacent[l.a], i)
		adjacent[l.b] = append(adjacent[l.b], i)
	}
	return adjacent
}

// idealLengths gives every link the length that it should have from centre to centre: the boxes at its ends, some line to be seen, and more of it
// where many others leave the same node, which must all find room around it.
func idealLengths(boxes []box, links []link, adjacent [][]int) []float64 {
	lengths := make([]float64, len(links))
	for i, l := range links {
		radius := float64((boxes[l.a].hw + boxes[l.a].hh + boxes[l.b].hw + boxes[l.b].hh) / 2)
		crowd := float64(max(len(adjacent[l.a]), len(adjacent[l.b])))
		room := min(13*crowd, 45*math.Sqrt(crowd)) // a ring around it, or when that gets too wide, a disc
		lengths[i] = max(radius+spoke, room)
	}
	return lengths
}

// A term asks that two nodes have a distance. If it is oneSided, only the first is moved for it.
type term struct {
	i, j     int32
	oneSided bool
	d, w     float64
}

// stressTerms collects what the layout should fulfil: every two nodes as far apart on paper as they are along the links. For a large graph
// that would be too many terms; there each node keeps its distance to its neighbours, to some of their neighbours, and to the pivots,
// which are as far from each other as possible. A pivot stands for the nodes around it (Ortmann, Klimenta, Brandes: A sparse stress model, 2017).
func stressTerms(n int, links []link, lengths []float64, adjacent [][]int) []term {
	if n <= fullSize {
		terms := make([]term, 0, n*(n-1)/2)
		for i := range n {
			d := distances(i, links, lengths, adjacent)
			for j := i + 1; j < n; j++ {
				terms = append(terms, term{int32(i), int32(j), false, d[j], 1 / (d[j] * d[j])})
			}
		}
		return terms
	}
	var terms []term
	for i, l := range links {
		terms = append(terms, term{int32(l.a), int32(l.b), false, lengths[i], 1 / (lengths[i] * lengths[i])})
	}
	other := func(node, link int) int { return links[link].a + links[link].b - node }
	for node, around := range adjacent {
		// Nodes that hang on the same hub have the same distances to everything else: only these terms spread them around it.
		for k := range around {
			for _, step := range [...]int{1, 2, len(around) / 2} {
				m := (k + step) % len(around)
				i, j := other(node, around[k]), other(node, around[m])
				if i != j {
					d := lengths[around[k]] + lengths[around[m]]
					terms = append(terms, term{int32(i), int32(j), false, d, 1 / (d * d)})
				}
			}
		}
	}
	nearest := slices.Repeat([]float64{math.Inf(1)}, n)
	from := make([][]float64, 0, pivots)
	members := make([]int, n) // which pivot a node is nearest to
	pivot := 0
	for k := range pivots {
		d := distances(pivot, links, lengths, adjacent)
		from = append(from, d)
		for i := range n {
			if d[i] < nearest[i] {
				nearest[i], members[i] = d[i], k
			}
		}
		for i := range n {
			if nearest[i] > nearest[pivot] {
				pivot = i
			}
		}
	}
	for k, d := range from {
		var region []float64
		for i := range n {
			if members[i] == k {
				region = append(region, d[i])
			}
		}
		slices.Sort(region)
		at := slices.Index(d, 0)
		for i := range n {
			if i == at {
				continue
			}
			// The weight grows with the nodes that the pivot stands for, as seen from here.
			stands, _ := slices.BinarySearch(region, d[i]/2)
			terms = append(terms, term{int32(i), int32(at), true, d[i], float64(max(1, stands)) / (d[i] * d[i])})
		}
	}
	return terms
}

// distances returns the length of the shortest way from one node to every other, by correcting until nothing changes (Bellman and Ford with a queue).
// Lengths differ little, so that hardly any node is corrected twice.
func distances(from int, links []link, lengths []float64, adjacent [][]int) []float64 {
	d := slices.Repeat([]float64{math.Inf(1)}, len(adjacent))
	queued := make([]bool, len(adjacent))
	queue := make([]int, 1, len(adjacent)+1)
	queue[0], d[from] = from, 0
	for head := 0; head < len(queue); head++ {
		node := queue[head]
		queued[node] = false
		for _, l := range adjacent[node] {
			next := links[l].a + links[l].b - node
			if way := d[node] + lengths[l]; way < d[next] {
				d[next] = way
				if !queued[next] {
					queued[next] = true
					queue = append(queue, next)
				}
			}
		}
	}
	return d
}

// relax fulfils the terms one at a time in a random order, at first completely and then more and more gently
// (Zheng, Pawar, Goodman: Graph drawing by stochastic gradient descent, 2018). It needs far fewer rounds than forces do and does not depend much on the start.
func relax(n int, terms []term, r random) []point {
	places := make([]point, n)
	side := math.Sqrt(float64(n)) * 100
	for i := range places {
		places[i] = point{r.unit() * side, r.unit() * side}
	}
	lightest, heaviest := math.Inf(1), 0.0
	for _, t := range terms {
		lightest, heaviest = min(lightest, t.w), max(heaviest, t.w)
	}
	// The steps shrink by the same factor in each of 16 rounds, and the 16th root is four square roots. A power would be less exact on some processors.
	step := 1 / lightest
	factor := math.Sqrt(math.Sqrt(math.Sqrt(math.Sqrt(0.1 * lightest / heaviest))))
	order := slices.Clone(terms)
	for range 17 {
		for i := len(order) - 1; i > 0; i-- {
			j := r.below(i + 1)
			order[i], order[j] = order[j], order[i]
		}
		for i := range order {
			t := &order[i]
			p, q := &places[t.i], &places[t.j]
			dx, dy := p.x-q.x, p.y-q.y
			now := math.Sqrt(float64(dx*dx) + float64(dy*dy))
			if now < 0.001 { // at the same place there is no direction to part in
				dx, dy, now = 0.5-r.unit(), 0.5-r.unit(), 1
			}
			move := min(1, t.w*step) * (now - t.d) / now
			if t.oneSided {
				p.x -= float64(dx * move)
				p.y -= float64(dy * move)
				continue
			}
			dx, dy = dx*move/2, dy*move/2
			p.x, p.y = p.x-float64(dx), p.y-float64(dy)
			q.x, q.y = q.x+float64(dx), q.y+float64(dy)
		}
		step *= factor
	}
	return places
}

// stress is what is left unfulfilled.
func stress(places []point, terms []term) float64 {
	sum := 0.0
	for i := range terms {
		t := &terms[i]
		e := distance(places[t.i], places[t.j]) - t.d
		sum += float64(float64(e*e) * t.w)
	}
	return sum
}

func crossings(places []point, links []link) int {
	n := 0
	segments := make([]segment, len(links))
	for i, l := range links {
		segments[i] = newSegment(places[l.a], places[l.b])
		for j, m := range links[:i] {
			if l.a != m.a && l.a != m.b && l.b != m.a && l.b != m.b && segments[i].crosses(&segments[j]) {
				n++
			}
		}
	}
	return n
}

// wideness is the shape that pictures get, width by height.
const wideness = 1.5

// turn writes places into boxes, turned so that the drawing fits a wide frame best, and stretched, since boxes are wide too.
func turn(boxes []box, places []point) {
	// The cosines and sines of 0, 15, ... 165 degrees; a table, because the functions may differ between processors in the last bit.
	cosines := [...]float64{1, 0.9659, 0.866, 0.7071, 0.5, 0.2588, 0, -0.2588, -0.5, -0.7071, -0.866, -0.9659}
	sines := [...]float64{0, 0.2588, 0.5, 0.7071, 0.866, 0.9659, 1, 0.9659, 0.866, 0.7071, 0.5, 0.2588}
	const stretch = 1.2
	least := math.Inf(1)
	try := slices.Clone(boxes)
	for k, c := range cosines {
		var area rect
		for i, p := range places {
			try[i].x = float64((float64(p.x*c) - float64(p.y*sines[k])) * stretch)
			try[i].y = float64((float64(p.x*sines[k]) + float64(p.y*c)) / stretch)
			area = area.union(try[i].rect())
		}
		if size := frame(area.width(), area.height()); size < least {
			least = size
			copy(boxes, try)
		}
	}
}

// frame is the height of the smallest frame of the wanted shape that holds an area. It is what all choices about arrangement minimise.
func frame(width, height float64) float64 { return max(width/wideness, height) }
