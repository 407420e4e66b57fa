package draw

import "math"

// The sizes of star that get the regular form. A smaller one looks well by stress, and a larger one is more compact that way, with lines under boxes.
const (
	leastRays = 5
	mostRays  = 60
)

// starOf returns the centre of a graph in which all nodes but one have only one link, to that one.
func starOf(links []link, adjacent [][]int) (centre int, ok bool) {
	rays := len(adjacent) - 1
	if len(links) != rays || rays < leastRays || rays > mostRays {
		return 0, false
	}
	for i, around := range adjacent {
		if len(around) == rays {
			return i, true
		}
	}
	return 0, false
}

// arrangeStar sets the nodes of a star on one, two or three ellipses around its centre, whichever takes the least room, so that no line runs under a box.
// It reports false, with the boxes in any state, if that fails.
func arrangeStar(boxes []box, centre int) bool {
	var best []box
	least := math.Inf(1)
	try := make([]box, len(boxes))
	for attempt := range 9 {
		levels, flat := 1+attempt/3, 0.8+float64(0.4*float64(attempt%3))
		for size := range 60 {
			copy(try, boxes)
			ellipses(try, centre, levels, 60*growth(size), flat)
			if starFree(try, centre) {
				var area rect
				for _, b := range try {
					area = area.union(b.rect())
				}
				if f := frame(area.width(), area.height()); f < least {
					best, least = append(best[:0], try...), f
				}
				break
			}
		}
	}
	copy(boxes, best)
	return best != nil
}

// growth is 1.05 to the power of n, by multiplication alone.
func growth(n int) float64 {
	x := 1.0
	for range n {
		x *= 1.05
	}
	return x
}

// ellipses places the nodes in turn on each of some ellipses around the centre, the innermost of a given height and flatness. Boxes are wide: where they stand
// above each other, at the left and right, the nodes follow each other more densely than at the top and bottom, and the ellipses are further from each other.
func ellipses(boxes []box, centre, levels int, radius, flat float64) {
	const (
		parts    = 720 // of the circle
		cos, sin = 0.9999619230641713, 0.008726535498373935
	)
	wide, high := 0.0, 0.0
	for i, b := range boxes {
		if i != centre {
			wide, high = max(wide, 2*b.hw+nodeGap), max(high, 2*b.hh+nodeGap)
		}
	}
	density := func(x, y float64) float64 { return 1 / (float64(math.Abs(x)*high) + float64(math.Abs(y)*wide)) }
	x, y := 1.0, 0.0
	total := 0.0
	for range parts {
		total += density(x, y)
		x, y = float64(x*cos)-float64(y*sin), float64(x*sin)+float64(y*cos)
	}
	boxes[centre].x, boxes[centre].y = 0, 0
	x, y = 1, 0
	sum, k := 0.0, 0
	share := total / float64(len(boxes)-1)
	for i := range boxes {
		if i == centre {
			continue
		}
		for sum < share*(float64(k)+0.5) {
			sum += density(x, y)
			x, y = float64(x*cos)-float64(y*sin), float64(x*sin)+float64(y*cos)
		}
		level := float64(k % levels)
		boxes[i].x = x * (float64(radius*flat) + float64(level*wide))
		boxes[i].y = y * (radius + float64(level*high))
		k++
	}
}

// starFree says whether no two boxes are too near each other and no line runs under one.
func starFree(boxes []box, centre int) bool {
	for i := range boxes {
		line := newSegment(boxes[centre].centre(), boxes[i].centre())
		for j := range boxes {
			if i != j && !apart(boxes[i], boxes[j], nodeGap) || i != j && j != centre && i != centre && line.hits(&boxes[j], lineGap) {
				return false
			}
		}
	}
	return true
}
