package draw

import (
	"cmp"
	"math"
	"slices"
)

// nodeGap is what two nodes leave between them at least.
const nodeGap = 12

// spreadOut gives a layout the room that its boxes need, before they are pushed apart in detail. It enlarges it until they fill less than half of the area, and
// where most of them are still in a heap, as in large graphs whose nodes are all near each other, it moves every node towards the place that its rank from left
// to right, and from top to bottom, would have if they were evenly spread.
func spreadOut(boxes []box, gap float64) {
	for range 5 {
		var area rect
		taken := 0.0
		for _, b := range boxes {
			area = area.union(rect{b.x, b.y, b.x + 1, b.y + 1})
			taken += float64((2*b.hw + gap) * (2*b.hh + gap))
		}
		if scale := math.Sqrt(taken / 0.45 / (area.width() * area.height())); scale > 1 && len(boxes) > 4 { // few boxes need no area to speak of
			for i := range boxes {
				boxes[i].x *= scale
				boxes[i].y *= scale
			}
			area = rect{area.x0 * scale, area.y0 * scale, area.x1 * scale, area.y1 * scale}
		}
		if !heaped(boxes, gap) {
			return
		}
		order := make([]int, len(boxes))
		for i := range order {
			order[i] = i
		}
		slices.SortFunc(order, func(i, j int) int { return cmp.Or(cmp.Compare(boxes[i].x, boxes[j].x), i-j) })
		for rank, i := range order {
			even := area.x0 + float64(area.width()*(float64(rank)+0.5)/float64(len(order)))
			boxes[i].x = (boxes[i].x + even) / 2
		}
		slices.SortFunc(order, func(i, j int) int { return cmp.Or(cmp.Compare(boxes[i].y, boxes[j].y), i-j) })
		for rank, i := range order {
			even := area.y0 + float64(area.height()*(float64(rank)+0.5)/float64(len(order)))
			boxes[i].y = (boxes[i].y + even) / 2
		}
	}
}

// heaped says whether there are more pairs of overlapping boxes than boxes.
func heaped(boxes []box, gap float64) bool {
	n := 0
	for i := range boxes {
		for j := range i {
			if !apart(boxes[i], boxes[j], gap) {
				if n++; n > len(boxes) {
					return true
				}
			}
		}
	}
	return false
}

// separate pushes boxes apart that overlap or are nearer than a gap, each pair along the axis that needs less. It may not finish with all; settle does.
func separate(boxes []box, gap float64) {
	order := make([]int, len(boxes))
	for i := range order {
		order[i] = i
	}
	widest := 0.0
	for _, b := range boxes {
		widest = max(widest, b.hw)
	}
	for round := range 80 {
		slices.SortFunc(order, func(i, j int) int { return cmp.Or(cmp.Compare(boxes[i].x, boxes[j].x), i-j) })
		touched := false
		for k, i := range order {
			for _, j := range order[k+1:] {
				a, b := &boxes[i], &boxes[j]
				if b.x-a.x >= a.hw+widest+gap+1 {
					break
				}
				if apart(*a, *b, gap) {
					continue
				}
				touched = true
				px := a.hw + b.hw + gap - math.Abs(a.x-b.x)
				py := a.hh + b.hh + gap - math.Abs(a.y-b.y)
				const more = 0.51 // a little over half for each ends the exchange of ever smaller pushes
				if float64(px*(a.hh+b.hh)) < float64(py*(a.hw+b.hw)) {
					if a.x > b.x {
						a, b = b, a
					}
					a.x, b.x = a.x-float64(px*more), b.x+float64(px*more)
				} else {
					if a.y > b.y || a.y == b.y && i > j {
						a, b = b, a
					}
					a.y, b.y = a.y-float64(py*more), b.y+float64(py*more)
				}
			}
		}
		if !touched {
			return
		}
		if round%8 == 7 { // crowded places need room from their surroundings, which pushing alone brings slowly
			for i := range boxes {
				boxes[i].x *= 1.05
				boxes[i].y *= 1.05
			}
		}
	}
}

// settle makes sure that no boxes overlap: from top to bottom it moves each box down, if it must, below those that are already there.
// After separate there is little or nothing left to move.
func settle(boxes []box, gap float64) {
	order := make([]int, len(boxes))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Or(cmp.Compare(boxes[i].y-boxes[i].hh, boxes[j].y-boxes[j].hh), i-j) })
	for k, i := range order {
		b := &boxes[i]
		for moved := true; moved; { // what it is moved below may have been moved below something itself
			moved = false
			for _, j := range order[:k] {
				if !apart(*b, boxes[j], gap-0.01) {
					b.y = boxes[j].y + boxes[j].hh + b.hh + gap
					moved = true
				}
			}
		}
	}
}
