package draw

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A graph is what a picture of a network shows: actors, and how they cooperate and belong to each other.
type graph struct {
	title, note  string // the note is small print below the legend
	actors       []node
	hubs         []hub
	ties         []tie
	showIsolated bool // also draw the actors without a hub or tie, in a block of their own
}

// A node is an actor.
type node struct {
	id, label string
	kind      string // state, union, organisation, institution, agency, csirt, forum, meeting, group; any other is drawn plainly
}

// A hub is a cooperation, with all its parties.
type hub struct {
	id      string
	mode    string // bilateral, multilateral, regional; any other is drawn as unspecified
	title   string // what it is about, for the tooltip
	parties []party
}

// A party is an actor in a cooperation, by its index among the actors, and its role there.
type party struct {
	actor int
	role  string
}

// A tie is a direct link between two actors, from the part to the whole.
type tie struct {
	from, to int
	label    string // what the link is, such as "member of"
	title    string // for the tooltip
}

// The measures of a network picture.
const (
	margin     = 20
	labelSize  = 13
	labelWidth = 138
	labelLines = 3
	lineHeight = 15.5
	hubRadius  = 11
	leastWidth = 660 // narrower, a legend becomes a tower
)

// A network is a graph on its way to a picture: everything sorted, measured and placed. Nodes are numbered actors first, then hubs.
type network struct {
	graph
	lines  [][]string // the label of each actor, in lines
	boxes  []box
	links  []link // the spokes by hub, each from its hub to the actor, then the ties
	spokes int    // how many of the links are spokes
	ties   []tie  // without those from an actor to itself, which are in loops
	loops  []tie
	curves []curve
	lone   []int  // the actors of the block of isolated ones
	drawn  []bool // which actors are in the picture
	area   rect   // what is drawn, without title and legend
}

// svg draws the network. What the graph holds is not changed.
func (g *graph) svg() []byte {
	n := newNetwork(g)
	n.place()
	return n.write()
}

// newNetwork sorts a copy of the graph by ids, so that the order of the input does not show, and measures all labels.
// Parties and ties that name no actor are left out.
func newNetwork(g *graph) *network {
	n := &network{graph: graph{title: clean(g.title), note: clean(g.note), showIsolated: g.showIsolated}}
	order := make([]int, len(g.actors))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := g.actors[i], g.actors[j]
		return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.label, b.label), cmp.Compare(a.kind, b.kind))
	})
	place := make([]int, len(order)) // from the given index to the sorted one
	for at, i := range order {
		place[i] = at
		n.actors = append(n.actors, g.actors[i])
	}
	valid := func(actor int) bool { return actor >= 0 && actor < len(place) }
	for _, h := range g.hubs {
		var parties []party
		for _, p := range h.parties {
			if valid(p.actor) {
				parties = append(parties, party{place[p.actor], p.role})
			}
		}
		slices.SortFunc(parties, func(p, q party) int { return cmp.Or(p.actor-q.actor, cmp.Compare(p.role, q.role)) })
		// An actor with two roles has one spoke.
		h.parties = nil
		for i, p := range parties {
			if last := len(h.parties) - 1; last >= 0 && h.parties[last].actor == p.actor {
				if p != parties[i-1] {
					h.parties[last].role = strings.TrimPrefix(h.parties[last].role+", "+p.role, ", ")
				}
				continue
			}
			h.parties = append(h.parties, p)
		}
		n.hubs = append(n.hubs, h)
	}
	slices.SortStableFunc(n.hubs, func(a, b hub) int {
		return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.mode, b.mode), cmp.Compare(a.title, b.title),
			slices.CompareFunc(a.parties, b.parties, func(p, q party) int { return cmp.Or(p.actor-q.actor, cmp.Compare(p.role, q.role)) }))
	})
	for _, t := range g.ties {
		switch {
		case !valid(t.from) || !valid(t.to):
		case t.from == t.to:
			n.loops = append(n.loops, tie{place[t.from], place[t.to], t.label, t.title})
		default:
			n.ties = append(n.ties, tie{place[t.from], place[t.to], t.label, t.title})
		}
	}
	for _, ties := range [...][]tie{n.ties, n.loops} {
		// Ties between the same two actors stand together, in whichever direction they go: the drawing bends the second beside the first.
		slices.SortFunc(ties, func(s, t tie) int {
			return cmp.Or(min(s.from, s.to)-min(t.from, t.to), max(s.from, s.to)-max(t.from, t.to), s.from-t.from, cmp.Compare(s.label, t.label), cmp.Compare(s.title, t.title))
		})
	}
	for _, a := range n.actors {
		lines := wrap(clean(cmp.Or(a.label, a.id)), labelSize, labelWidth, labelLines)
		width := 0.0
		for _, l := range lines {
			width = max(width, textWidth(l, labelSize))
		}
		n.lines = append(n.lines, lines)
		n.boxes = append(n.boxes, box{hw: max(17, float64(width/2)+9), hh: float64(float64(max(1, len(lines)))*lineHeight/2) + 6})
	}
	for i, h := range n.hubs {
		n.boxes = append(n.boxes, box{hw: hubRadius, hh: hubRadius})
		for _, p := range h.parties {
			n.links = append(n.links, link{len(n.actors) + i, p.actor})
		}
	}
	n.spokes = len(n.links)
	for _, t := range n.ties {
		n.links = append(n.links, link{t.from, t.to})
	}
	return n
}

// place lays out each component by itself and packs them; isolated actors go into a grid below.
func (n *network) place() {
	n.drawn = make([]bool, len(n.actors))
	parts := components(len(n.boxes), n.links)
	part := make([]int, len(n.boxes)) // from a node to its component among those that are laid out
	local := make([]int, len(n.boxes))
	var laid [][]int
	for _, nodes := range parts {
		if i := nodes[0]; len(nodes) == 1 && i < len(n.actors) && !slices.ContainsFunc(n.loops, func(t tie) bool { return t.from == i }) {
			if n.showIsolated {
				n.lone = append(n.lone, i)
				n.drawn[i] = true
			}
			continue
		}
		for k, i := range nodes {
			part[i], local[i] = len(laid), k
			if i < len(n.drawn) {
				n.drawn[i] = true
			}
		}
		laid = append(laid, nodes)
	}
	inside := make([][]link, len(laid)) // the links of each component by its own numbers
	global := make([][]int, len(laid))  // and which ones they are
	spokes := make([]int, len(laid))    // how many of them are spokes; these come first
	for i, l := range n.links {
		p := part[l.a]
		if i < n.spokes {
			spokes[p]++
		}
		inside[p] = append(inside[p], link{local[l.a], local[l.b]})
		global[p] = append(global[p], i)
	}
	n.curves = make([]curve, len(n.links))
	areas := make([]rect, len(laid))
	sizes := make([]point, len(laid))
	shapes := make([]*shape, len(laid))
	for p, nodes := range laid {
		boxes := make([]box, len(nodes))
		for k, i := range nodes {
			boxes[k] = n.boxes[i]
		}
		arrange(boxes, inside[p])
		curves := route(boxes, inside[p], spokes[p])
		for k, c := range curves {
			n.curves[global[p][k]] = c
			for _, q := range c.pieces() {
				areas[p] = areas[p].union(rect{q.x, q.y, q.x, q.y})
			}
		}
		for k, i := range nodes {
			n.boxes[i] = boxes[k]
			areas[p] = areas[p].union(boxes[k].rect())
		}
		sizes[p] = point{areas[p].width(), areas[p].height()}
		if len(laid) <= nestParts {
			shapes[p] = outline(areas[p], boxes, curves)
		}
	}
	var corners []point
	if len(laid) <= nestParts {
		corners = nest(shapes)
	} else {
		corners = pack(sizes)
	}
	for p, corner := range corners {
		dx, dy := corner.x-areas[p].x0, corner.y-areas[p].y0
		for _, i := range laid[p] {
			n.boxes[i].x += dx
			n.boxes[i].y += dy
			n.area = n.area.union(n.boxes[i].rect())
		}
		for _, i := range global[p] {
			c := &n.curves[i]
			for _, q := range [...]*point{&c.a, &c.c, &c.b} {
				q.x += dx
				q.y += dy
			}
			for _, q := range c.pieces() {
				n.area = n.area.union(rect{q.x, q.y, q.x, q.y})
			}
		}
	}
	n.placeLone()
	for _, t := range n.loops { // a loop stands out above its box
		b := n.boxes[t.from]
		n.area = n.area.union(rect{b.x, b.y - b.hh - loopHeight, b.x + b.hw, b.y})
	}
}

// loneCaption is the height of the line above the isolated actors.
const loneCaption = 24

// placeLone puts the isolated actors below the drawing, in rows.
func (n *network) placeLone() {
	if len(n.lone) == 0 {
		return
	}
	const gap = 10
	width := max(n.area.width(), leastWidth)
	if n.area.width() == 0 { // nothing but isolated actors
		total := 0.0
		for _, i := range n.lone {
			total += float64((2*n.boxes[i].hw + gap) * (2*n.boxes[i].hh + gap))
		}
		width = max(width, math.Sqrt(total*wideness))
	}
	left, top := n.area.x0+float64((n.area.width()-width)/2), n.area.y1+loneCaption
	if n.area.height() > 0 {
		top += componentGap / 2
	}
	for rest := n.lone; len(rest) > 0; {
		x, height, k := left, 0.0, 0
		for ; k < len(rest) && (k == 0 || x+2*n.boxes[rest[k]].hw <= left+width); k++ {
			b := &n.boxes[rest[k]]
			b.x = x + b.hw
			x += 2*b.hw + gap
			height = max(height, 2*b.hh)
		}
		for _, i := range rest[:k] {
			n.boxes[i].y = top + float64(height/2)
			n.area = n.area.union(n.boxes[i].rect())
		}
		top += height + gap
		rest = rest[k:]
	}
	// The caption begins at the left end and above the highest box of the first row.
	n.area = n.area.union(rect{left, n.loneTop() - 12, left + textWidth(loneText, legendSize), n.loneTop()})
}

// loneText stands above the isolated actors.
const loneText = "Without a link in this picture"

// loneTop is the height of their first row.
func (n *network) loneTop() float64 {
	first := n.boxes[n.lone[0]]
	top := first.rect().y0
	for _, i := range n.lone {
		if b := n.boxes[i]; math.Abs(b.y-first.y) < 0.01 {
			top = min(top, b.rect().y0)
		}
	}
	return top
}

// write draws everything that is placed: lines first, so that boxes and hubs lie on top of them.
func (n *network) write() []byte {
	c := &canvas{b: make([]byte, 0, 1024+400*(len(n.boxes)+len(n.links)))}
	width := max(n.area.width(), leastWidth)
	legend := n.legend(width)
	title := wrap(n.title, 18/0.85, width, 2) // bold type is wider
	top := margin + float64(24*len(title))
	if len(title) > 0 {
		top += 8
	}
	legendTop := top + n.area.height() + 24
	if n.area.height() == 0 {
		legendTop = top
	}
	shift := point{margin + float64((width-n.area.width())/2) - n.area.x0, top - n.area.y0}
	for i := range n.boxes {
		n.boxes[i].x += shift.x
		n.boxes[i].y += shift.y
	}
	for i := range n.curves {
		for _, p := range [...]*point{&n.curves[i].a, &n.curves[i].c, &n.curves[i].b} {
			p.x += shift.x
			p.y += shift.y
		}
	}
	c.open(width+2*margin, legendTop+legend.height+margin, cmp.Or(n.title, "Network"), n.describe())
	for i, line := range title {
		c.text(point{margin, margin + 14 + float64(24*i)}, "start", ` font-size="18" font-weight="bold"`, line)
		c.s("\n")
	}
	n.writeTies(c)
	n.writeSpokes(c)
	n.writeActors(c)
	n.writeHubs(c)
	legend.write(c, point{margin, legendTop})
	return c.s("</svg>\n").b
}

// describe says in words what is in the picture, for those who do not see it.
func (n *network) describe() string {
	counts := make([]string, 0, 4)
	for _, m := range modes() {
		k := 0
		for _, h := range n.hubs {
			if styleOfMode(h.mode).mode == m.mode {
				k++
			}
		}
		if k > 0 {
			counts = append(counts, strconv.Itoa(k)+" "+m.mode)
		}
	}
	text := "A network of " + plural(len(n.actors), "actor") + ", " + plural(len(n.hubs), "cooperation")
	if len(counts) > 0 {
		text += " (" + strings.Join(counts, ", ") + ")"
	}
	return text + " and " + plural(len(n.ties)+len(n.loops), "tie") + " of membership."
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}
