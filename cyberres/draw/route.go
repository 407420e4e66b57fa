package draw

import "math"

// A curve is a quadratic Bézier curve from a to b with one control point; where that lies between the ends, it is a straight line.
type curve struct{ a, c, b point }

// bend returns the line from a to b, bent sideways by a part of its length, most of all at a place along it (a half is its middle).
func bend(a, b point, place, part float64) curve {
	dx, dy := b.x-a.x, b.y-a.y
	// The curve reaches half as far as its control point.
	part *= 2
	return curve{a, point{a.x + float64(place*dx) - float64(part*dy), a.y + float64(place*dy) + float64(part*dx)}, b}
}

func (c curve) at(t float64) point {
	u := 1 - t
	p, q, r := u*u, 2*u*t, t*t
	return point{
		float64(p*c.a.x) + float64(q*c.c.x) + float64(r*c.b.x),
		float64(p*c.a.y) + float64(q*c.c.y) + float64(r*c.b.y),
	}
}

// between returns the part of a curve from s to t.
func (c curve) between(s, t float64) curve {
	mix := func(p, q point, t float64) point {
		return point{p.x + float64((q.x-p.x)*t), p.y + float64((q.y-p.y)*t)}
	}
	// The control point is where the tangents at both ends meet (blossoming).
	return curve{c.at(s), mix(mix(c.a, c.c, s), mix(c.c, c.b, s), t), c.at(t)}
}

// leave returns how far along a curve that begins in a box its outline is, as a parameter. The outline is that of the box, whatever its corners look like.
func (c curve) leave(b box) float64 {
	low, high := 0.0, 1.0
	for range 16 {
		middle := float64((low + high) / 2)
		if p := c.at(middle); math.Abs(p.x-b.x) < b.hw && math.Abs(p.y-b.y) < b.hh {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

func (c curve) reverse() curve { return curve{c.b, c.c, c.a} }

// bendSteps is into how many straight pieces a curve is divided where it is compared with boxes.
const bendSteps = 10

// pieces returns the ends of those pieces.
func (c curve) pieces() [bendSteps + 1]point {
	var points [bendSteps + 1]point
	for i := range points {
		points[i] = c.at(float64(float64(i) / bendSteps))
	}
	return points
}

// under counts the boxes under which a curve runs, other than those at its ends, until there are enough.
func (c curve) under(boxes []box, a, b, enough int) int {
	var segments [bendSteps]segment
	for k, points := 0, c.pieces(); k < bendSteps; k++ {
		segments[k] = newSegment(points[k], points[k+1])
	}
	lo := point{min(c.a.x, c.c.x, c.b.x), min(c.a.y, c.c.y, c.b.y)}
	hi := point{max(c.a.x, c.c.x, c.b.x), max(c.a.y, c.c.y, c.b.y)}
	n := 0
	for i := range boxes {
		if i == a || i == b {
			continue
		}
		o := &boxes[i]
		if o.x+o.hw+lineGap < lo.x || o.x-o.hw-lineGap > hi.x || o.y+o.hh+lineGap < lo.y || o.y-o.hh-lineGap > hi.y {
			continue
		}
		for k := range bendSteps {
			if s := &segments[k]; !s.beside(o, lineGap-1) && s.hits(o, lineGap-1) {
				if n++; n == enough {
					return n
				}
				break
			}
		}
	}
	return n
}

// inset is how far within a box the lines end that have no arrowhead there.
const inset = 8

// Beyond these sizes of one component its lines stay straight, which bounds the work.
const bendNodes = 1000

// route draws the links of one component: straight where nothing is in the way, else bent as little as helps.
// The first of several links between the same two nodes gets the straight way, the others are bent beside it. Only the end of an arrow, which the links
// after the spokes are, lies on the outline of its box. All other ends lie within, hidden by what is drawn on top, so that no gap is left at rounded corners.
func route(boxes []box, links []link, spokes int) []curve {
	curves := make([]curve, len(links))
	parallel := 0
	for i, l := range links {
		a, b := boxes[l.a].centre(), boxes[l.b].centre()
		if i > 0 && min(l.a, l.b) == min(links[i-1].a, links[i-1].b) && max(l.a, l.b) == max(links[i-1].a, links[i-1].b) {
			parallel++
		} else {
			parallel = 0
		}
		best := bend(a, b, 0.5, 0)
		if parallel > 0 {
			part := 0.1 * float64((parallel+1)/2)
			if (parallel%2 == 0) != (l.a > l.b) {
				part = -part
			}
			best = bend(a, b, 0.5, part)
		} else if len(boxes) <= bendNodes {
			best = evade(best, boxes, l)
		}
		from, to := boxes[l.a], boxes[l.b]
		from.hw, from.hh = max(1, from.hw-inset), max(1, from.hh-inset)
		if i < spokes {
			to.hw, to.hh = max(1, to.hw-inset), max(1, to.hh-inset)
		}
		curves[i] = trim(best, from, to)
	}
	return curves
}

// evade leads a straight line around the boxes that are in its way, bent as little as possible. In a wide box it need not end in the middle: where it does is
// hidden, and to one side of it the way may be free. If none of the tried ways is, it takes the one with the fewest boxes.
func evade(straight curve, boxes []box, l link) curve {
	best := straight
	least := best.under(boxes, l.a, l.b, len(boxes))
	from, to := boxes[l.a].hw-hubRadius, boxes[l.b].hw-hubRadius
	for _, part := range [...]float64{0, 0.05, 0.1, 0.15, 0.2, 0.26, 0.33, 0.4} {
		for _, aside := range [...]float64{0, 0.8, -0.8} {
			if least == 0 {
				return best
			}
			a, b := straight.a, straight.b
			a.x += float64(from * aside)
			b.x += float64(to * aside)
			for _, place := range [...]float64{0.5, 0.25, 0.75} {
				for _, part := range [...]float64{part, -part} {
					c := bend(a, b, place, part)
					if n := c.under(boxes, l.a, l.b, least); n < least {
						best, least = c, n
					}
				}
			}
		}
	}
	return best
}

// trim cuts off what lies within the boxes at both ends.
func trim(c curve, a, b box) curve {
	s, t := c.leave(a), 1-c.reverse().leave(b)
	if s >= t { // boxes never overlap, but a strongly bent short line may have nothing outside of them
		return c
	}
	return c.between(s, t)
}
