package draw

import "math"

// A point is a place in a picture, in pixels, with y pointing down.
type point struct{ x, y float64 }

// A box is the place that a node takes, label included: its centre and half its width and height.
type box struct{ x, y, hw, hh float64 }

// A rect is an area by its edges. The zero rect is empty and disappears in a union.
type rect struct{ x0, y0, x1, y1 float64 }

func (r rect) width() float64  { return r.x1 - r.x0 }
func (r rect) height() float64 { return r.y1 - r.y0 }

func (r rect) union(q rect) rect {
	switch {
	case r == rect{}:
		return q
	case q == rect{}:
		return r
	}
	return rect{min(r.x0, q.x0), min(r.y0, q.y0), max(r.x1, q.x1), max(r.y1, q.y1)}
}

func (b box) rect() rect { return rect{b.x - b.hw, b.y - b.hh, b.x + b.hw, b.y + b.hh} }

func (b box) centre() point { return point{b.x, b.y} }

// apart says whether two boxes leave a gap between them, along x or along y.
func apart(a, b box, gap float64) bool {
	return math.Abs(a.x-b.x) >= a.hw+b.hw+gap || math.Abs(a.y-b.y) >= a.hh+b.hh+gap
}

// A segment is a straight line, by its middle, by half of its way from one end to the other, and by the size of that. In this form the tests below
// need few operations, and they are what a layout spends its time on.
type segment struct{ x, y, dx, dy, hw, hh float64 }

func newSegment(p, q point) segment {
	dx, dy := (q.x-p.x)/2, (q.y-p.y)/2
	return segment{(p.x + q.x) / 2, (p.y + q.y) / 2, dx, dy, math.Abs(dx), math.Abs(dy)}
}

// beside says cheaply that a segment is not near a box with a margin. It is apart from hits so that the compiler can inline it: nearly all pairs end here.
func (s *segment) beside(b *box, margin float64) bool {
	return math.Abs(s.x-b.x) >= s.hw+b.hw+margin || math.Abs(s.y-b.y) >= s.hh+b.hh+margin
}

// hits says whether a segment comes nearer to a box than a margin, by looking for an axis that separates the two: x, y or the normal of the segment.
func (s *segment) hits(b *box, margin float64) bool {
	if s.beside(b, margin) {
		return false
	}
	x, y := s.x-b.x, s.y-b.y
	return math.Abs(float64(s.dx*y)-float64(s.dy*x)) < float64((b.hw+margin)*s.hh)+float64((b.hh+margin)*s.hw)
}

// far says cheaply that two segments do not cross, as beside does for boxes.
func (s *segment) far(o *segment) bool {
	return math.Abs(o.x-s.x) >= s.hw+o.hw || math.Abs(o.y-s.y) >= s.hh+o.hh
}

// crosses says whether two segments cross, touching not counted: with both as middle + t·half, both parameters must lie between -1 and 1.
func (s *segment) crosses(o *segment) bool {
	if s.far(o) {
		return false
	}
	x, y := o.x-s.x, o.y-s.y
	d := math.Abs(float64(s.dx*o.dy) - float64(s.dy*o.dx))
	return math.Abs(float64(x*o.dy)-float64(y*o.dx)) < d && math.Abs(float64(x*s.dy)-float64(y*s.dx)) < d
}

func distance(a, b point) float64 {
	dx, dy := a.x-b.x, a.y-b.y
	return math.Sqrt(float64(dx*dx) + float64(dy*dy))
}

// gapBetween is the length of the shortest line between two boxes, zero if they touch.
func gapBetween(a, b box) float64 {
	dx := max(0, math.Abs(a.x-b.x)-a.hw-b.hw)
	dy := max(0, math.Abs(a.y-b.y)-a.hh-b.hh)
	return math.Sqrt(float64(dx*dx) + float64(dy*dy))
}

// A random is the splitmix64 generator: the same numbers on every machine and in every version of Go.
type random uint64

func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below returns a number from 0 to n-1.
func (r *random) below(n int) int { return int(r.next() >> 32 * uint64(n) >> 32) }

// unit returns a number from 0 to 1.
func (r *random) unit() float64 { return float64(float64(r.next()>>11) / (1 << 53)) }
