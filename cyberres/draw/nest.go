package draw

import (
	"cmp"
	"slices"
)

// nestParts bounds how many components are nested; more are packed as rectangles, where a corner left empty does not show.
const nestParts = 60

// nestCell is the side of the cells that a component's outline is made of. It is also what components keep between them at least.
const nestCell = 18

// A shape is what a component covers, in cells: rows of bits, the first cell at the lowest bit.
type shape struct {
	rows  [][]uint64
	width int
}

func newShape(width, height int) *shape {
	s := &shape{make([][]uint64, height), width}
	words := (width + 63) / 64
	bits := make([]uint64, height*words)
	for i := range s.rows {
		s.rows[i] = bits[i*words : (i+1)*words]
	}
	return s
}

// outline returns the shape of a component that lies in an area: the cells of its boxes and lines and half of the space around them.
func outline(area rect, boxes []box, curves []curve) *shape {
	s := newShape(int(area.width()/nestCell)+2, int(area.height()/nestCell)+2)
	mark := func(r rect) {
		x0, x1 := cell(r.x0-area.x0, s.width), cell(r.x1-area.x0+nestCell, s.width)
		y0, y1 := cell(r.y0-area.y0, len(s.rows)), cell(r.y1-area.y0+nestCell, len(s.rows))
		for y := y0; y <= y1; y++ {
			for x := x0; x <= x1; x++ {
				s.rows[y][x/64] |= 1 << (x % 64)
			}
		}
	}
	for _, b := range boxes {
		mark(b.rect())
	}
	for _, c := range curves {
		points := c.pieces()
		for k := range bendSteps {
			p, q := points[k], points[k+1]
			mark(rect{min(p.x, q.x), min(p.y, q.y), max(p.x, q.x), max(p.y, q.y)})
		}
	}
	return s
}

func cell(x float64, n int) int { return max(0, min(n-1, int(x/nestCell))) }

// free says whether the cells of o are free in s, with the corner of o at x and y.
func (s *shape) free(o *shape, x, y int) bool {
	for k, row := range o.rows {
		for w, bits := range row {
			at, shift := x/64+w, x%64
			under := s.rows[y+k]
			if bits<<shift&under[at] != 0 || shift > 0 && at+1 < len(under) && bits>>(64-shift)&under[at+1] != 0 {
				return false
			}
		}
	}
	return true
}

func (s *shape) add(o *shape, x, y int) {
	for k, row := range o.rows {
		for w, bits := range row {
			at, shift := x/64+w, x%64
			under := s.rows[y+k]
			under[at] |= bits << shift
			if shift > 0 && at+1 < len(under) {
				under[at+1] |= bits >> (64 - shift)
			}
		}
	}
}

// nest returns where the corners of shapes go so that none covers a cell of another: the large ones first, each where the whole stays in the smallest frame
// of the wanted shape and, among such places, nearest to the middle. So a small component moves into a corner that a large one leaves empty.
func nest(shapes []*shape) []point {
	corners := make([]point, len(shapes))
	order := make([]int, len(shapes))
	width, height := 0, 0
	for i, s := range shapes {
		order[i] = i
		width, height = width+s.width+1, height+len(s.rows)
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := shapes[i], shapes[j]
		return cmp.Or(b.width*len(b.rows)-a.width*len(a.rows), b.width-a.width, i-j)
	})
	// The plane has room for all shapes in a line on any side of the first, which lies in its middle.
	plane := newShape(2*width+64, 2*height)
	var x0, y0, x1, y1 int // what is covered so far
	for k, i := range order {
		s := shapes[i]
		w, h := s.width, len(s.rows)
		if k == 0 {
			x0, y0 = width-w/2, height-h/2
			x1, y1 = x0+w, y0+h
			plane.add(s, x0, y0)
			corners[i] = point{float64(x0), float64(y0)}
			continue
		}
		var bestX, bestY, leastFrame, leastWay int
		found := false
		for y := y0 - h; y <= y1; y++ {
			for x := x0 - w; x <= x1; x++ {
				nw, nh := max(x1, x+w)-min(x0, x), max(y1, y+h)-min(y0, y)
				frame := max(2*nw, 3*nh) // as in the function frame, in whole numbers
				dx, dy := 2*x+w-x0-x1, 2*y+h-y0-y1
				way := dx*dx + dy*dy
				if (!found || frame < leastFrame || frame == leastFrame && way < leastWay) && plane.free(s, x, y) {
					bestX, bestY, leastFrame, leastWay, found = x, y, frame, way, true
				}
			}
		}
		plane.add(s, bestX, bestY)
		x0, y0, x1, y1 = min(x0, bestX), min(y0, bestY), max(x1, bestX+w), max(y1, bestY+h)
		corners[i] = point{float64(bestX), float64(bestY)}
	}
	for i := range corners {
		corners[i].x, corners[i].y = corners[i].x*nestCell, corners[i].y*nestCell
	}
	return corners
}
