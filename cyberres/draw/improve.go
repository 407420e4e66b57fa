package draw

import "math"

// The prices of what makes a drawing hard to read, in no particular unit; only their proportions matter.
const (
	priceOverlap = 400.0 // two boxes too near each other
	priceUnder   = 600.0 // a line that runs under a box it has nothing to do with
	priceCross   = 45.0  // two lines that cross
	priceLength  = 15.0  // a line twice as long as it should be
	priceSquash  = 60.0  // a line of no length
	priceNear    = 0.06  // by pixel squared within the comfortable distance
	priceOutside = 0.6   // by pixel outside of the frame that the layout had at first
	priceNarrow  = 40.0  // two lines that leave a node in the same direction
)

// content is the price at which a node is left where it is.
const content = 10.0

// lineGap is what a line leaves to boxes that it passes.
const lineGap = 6

// improveEffort bounds the work of improve, in comparisons of a line with a box or another line (most of which gather spares).
const improveEffort = 100_000_000

// improve moves single nodes as long as that makes the drawing cheaper. Stress knows neither lines nor boxes: this is where crossings and lines under boxes
// are repaired (after Davidson and Harel: Drawing graphs nicely using simulated annealing, 1996; without the annealing, since the start is good).
func improve(boxes []box, links []link, adjacent [][]int) {
	n := len(boxes)
	im := improver{boxes: boxes, links: links, adjacent: adjacent, segments: make([]segment, len(links))}
	for _, b := range boxes {
		im.area = im.area.union(b.rect())
	}
	for i, l := range links {
		im.segments[i] = newSegment(boxes[l.a].centre(), boxes[l.b].centre())
	}
	steps := [...]float64{90, 50, 26, 12}
	perRound := int64(0)
	for i, around := range adjacent {
		tries, each := 9, (len(around)+1)*(n+len(links))
		if len(around) == 1 {
			tries += 21
		}
		for _, l := range around {
			each += 4 * len(adjacent[links[l].a+links[l].b-i])
		}
		perRound += int64(tries) * int64(each)
	}
	rounds := min(int64(len(steps)), improveEffort/perRound)
	for round, step := range steps[:rounds] {
		moved := false
		for i := range n {
			if im.improveNode(i, step, round) {
				moved = true
			}
		}
		if !moved && round >= 2 {
			break
		}
	}
}

type improver struct {
	boxes    []box
	links    []link
	segments []segment // the lines of the links, from centre to centre
	adjacent [][]int
	area     rect
	// What is near the node that is being moved: only this can get into its way, or it into theirs.
	nearBoxes    []numberedBox
	nearSegments []numberedSegment
}

// These are copies, so that what is compared over and over lies together in memory.
type (
	numberedBox struct {
		box
		number int
	}
	numberedSegment struct {
		segment
		link
	}
)

// gather collects what is near an area and the lines from there to the neighbours of node i.
func (im *improver) gather(i int, r rect) {
	self := &im.boxes[i]
	r = rect{r.x0 - self.hw - comfort, r.y0 - self.hh - comfort, r.x1 + self.hw + comfort, r.y1 + self.hh + comfort}
	for _, l := range im.adjacent[i] {
		b := &im.boxes[im.links[l].a+im.links[l].b-i]
		r = rect{min(r.x0, b.x), min(r.y0, b.y), max(r.x1, b.x), max(r.y1, b.y)}
	}
	whole := box{(r.x0 + r.x1) / 2, (r.y0 + r.y1) / 2, r.width() / 2, r.height() / 2}
	im.nearBoxes, im.nearSegments = im.nearBoxes[:0], im.nearSegments[:0]
	for j := range im.boxes {
		if !apart(whole, im.boxes[j], lineGap) && j != i {
			im.nearBoxes = append(im.nearBoxes, numberedBox{im.boxes[j], j})
		}
	}
	for k := range im.segments {
		if m := im.links[k]; !im.segments[k].beside(&whole, lineGap) && m.a != i && m.b != i {
			im.nearSegments = append(im.nearSegments, numberedSegment{im.segments[k], m})
		}
	}
}

// comfort is what boxes like to have between them.
const comfort = 30

// improveNode tries places around a node.
func (im *improver) improveNode(i int, step float64, round int) bool {
	old := im.boxes[i].centre()
	im.gather(i, rect{old.x - step, old.y - step, old.x + step, old.y + step})
	least := im.cost(i, old, math.Inf(1))
	if least < content || round >= 2 && least < priceUnder { // the last, small steps are for conflicts only
		return false
	}
	best := old
	for k, d := range [...]point{{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {0.7, 0.7}, {-0.7, 0.7}, {0.7, -0.7}, {-0.7, -0.7}} {
		if least < 2*priceUnder && k/4 != (i+round)%2 { // for a small improvement half of the directions will do
			continue
		}
		p := point{old.x + float64(d.x*step), old.y + float64(d.y*step)}
		if c := im.cost(i, p, least); c < least-0.01 {
			least, best = c, p
		}
	}
	if around := im.adjacent[i]; len(around) == 1 && least > priceCross {
		// A node that hangs on one other can be anywhere around it, and single steps would not get it past its neighbours.
		to := im.boxes[im.links[around[0]].a+im.links[around[0]].b-i]
		dx, dy := old.x-to.x, old.y-to.y
		reach := float64(1.5 * distance(old, to.centre()))
		im.gather(i, rect{to.x - reach, to.y - reach, to.x + reach, to.y + reach})
		for range 7 { // in turns of 45 degrees
			dx, dy = float64(dx*0.70710678)-float64(dy*0.70710678), float64(dx*0.70710678)+float64(dy*0.70710678)
			for _, far := range [...]float64{1, 1.4, 0.7} {
				p := point{to.x + float64(dx*far), to.y + float64(dy*far)}
				if c := im.cost(i, p, least); c < least-0.01 {
					least, best = c, p
				}
			}
		}
	}
	if best == old {
		return false
	}
	im.boxes[i].x, im.boxes[i].y = best.x, best.y
	for _, l := range im.adjacent[i] {
		im.segments[l] = newSegment(im.boxes[im.links[l].a].centre(), im.boxes[im.links[l].b].centre())
	}
	return true
}

// cost is the price of what a node and its lines do to the drawing, with the node at p. It may return early once the sum exceeds a limit.
func (im *improver) cost(i int, p point, limit float64) float64 {
	self := im.boxes[i]
	self.x, self.y = p.x, p.y
	sum := priceOutside * (max(0, im.area.x0-p.x+self.hw) + max(0, p.x+self.hw-im.area.x1) + max(0, im.area.y0-p.y+self.hh) + max(0, p.y+self.hh-im.area.y1))
	for j := range im.nearBoxes {
		b := &im.nearBoxes[j]
		dx, dy := math.Abs(b.x-p.x)-b.hw-self.hw, math.Abs(b.y-p.y)-b.hh-self.hh
		if dx >= comfort || dy >= comfort {
			continue
		}
		if gap := max(dx, dy); gap < nodeGap {
			sum += priceOverlap + float64(4*(nodeGap-gap))
		} else {
			sum += float64(float64((comfort-gap)*(comfort-gap)) * priceNear)
		}
	}
	for k, l := range im.adjacent[i] {
		far := im.links[l].a + im.links[l].b - i
		b := im.boxes[far]
		if e := gapBetween(self, b)/spoke - 1; e > 0 {
			sum += float64(e * e * priceLength)
		} else {
			sum += float64(e * e * priceSquash)
		}
		for _, m := range im.adjacent[i][:k] {
			other := im.boxes[im.links[m].a+im.links[m].b-i].centre()
			sum += narrow(p, b.centre(), other)
		}
		for _, m := range im.adjacent[far] {
			if m != l {
				other := im.boxes[im.links[m].a+im.links[m].b-far].centre()
				sum += narrow(b.centre(), p, other)
			}
		}
	}
	if sum > limit {
		return sum
	}
	for k := range im.nearSegments {
		if s := &im.nearSegments[k]; !s.beside(&self, lineGap) && s.hits(&self, lineGap) {
			sum += priceUnder
		}
	}
	for _, l := range im.adjacent[i] {
		if sum > limit {
			return sum
		}
		far := im.links[l].a + im.links[l].b - i
		line := newSegment(p, im.boxes[far].centre())
		for j := range im.nearBoxes {
			if b := &im.nearBoxes[j]; !line.beside(&b.box, lineGap) && line.hits(&b.box, lineGap) && b.number != far {
				sum += priceUnder
			}
		}
		if sum > limit {
			return sum
		}
		for k := range im.nearSegments {
			if s := &im.nearSegments[k]; !line.far(&s.segment) && line.crosses(&s.segment) && s.a != far && s.b != far {
				sum += priceCross
			}
		}
	}
	return sum
}

// narrow is the price of two lines from one node to a and b that enclose less than about 25 degrees: they are hard to tell apart and seem to be one.
func narrow(from, a, b point) float64 {
	const limit = 0.9
	ax, ay, bx, by := a.x-from.x, a.y-from.y, b.x-from.x, b.y-from.y
	dot := float64(ax*bx) + float64(ay*by)
	if dot <= 0 {
		return 0
	}
	squares := (float64(ax*ax) + float64(ay*ay)) * (float64(bx*bx) + float64(by*by))
	if float64(dot*dot) <= limit*limit*squares {
		return 0
	}
	return priceNarrow * (float64(dot*dot)/squares - limit*limit) / (1 - limit*limit)
}
