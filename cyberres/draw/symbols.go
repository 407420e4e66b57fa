package draw

import (
	"cmp"
	"slices"
	"strings"
)

// loopHeight is how far the loop of an actor that is tied to itself stands out above its box.
const loopHeight = 22

// A modeStyle is how a mode of cooperation looks: by colour, by the dashes of its spokes and by the shape of its hub, each of which would do alone.
type modeStyle struct {
	mode, label string
	colour      string // of Okabe and Ito, which colour-blind people can tell apart
	dash        string
	shape       string // the corners of the hub, as path data around its centre; empty is a circle
	hollow      bool
}

// modes lists the modes in the order of the legend. The last is for whatever else an input may hold.
func modes() []modeStyle {
	return []modeStyle{
		{"bilateral", "bilateral cooperation", "#0072b2", "", "", false},
		{"multilateral", "multilateral cooperation", "#d55e00", "9 4", "M-9.5-9.5h19v19h-19z", false},
		{"regional", "regional cooperation", "#007a5a", "2.5 3", "M-11 0L-5.5-9.5H5.5L11 0L5.5 9.5H-5.5z", false}, // their green, darkened: thin dots of it are too pale on white
		{"unspecified", "cooperation, mode not stated", "#5c5c5c", "9 3 2 3", "M0-11.5L11.5 0L0 11.5L-11.5 0z", true},
	}
}

func styleOfMode(mode string) modeStyle {
	all := modes()
	if i := slices.IndexFunc(all, func(m modeStyle) bool { return m.mode == mode }); i >= 0 {
		return all[i]
	}
	return all[len(all)-1]
}

// stroke writes the presentation of a line in this mode.
func (m modeStyle) stroke(c *canvas) *canvas {
	c.s(` stroke="`).s(m.colour).s(`"`)
	if m.dash != "" {
		c.s(` stroke-dasharray="`).s(m.dash).s(`"`)
	}
	return c
}

// symbol writes the hub at a point.
func (m modeStyle) symbol(c *canvas, p point) {
	if m.shape == "" {
		c.s(`<circle cx="`).n(p.x).s(`" cy="`).n(p.y).s(`" r="10"`)
	} else {
		c.s(`<path transform="translate(`).xy(p).s(`)" d="`).s(m.shape).s(`"`)
	}
	fill := m.colour
	if m.hollow {
		fill = "#fff"
	}
	c.s(` fill="`).s(fill).s(`" stroke="`).s(m.colour).s(`" stroke-width="2"/>`)
}

// A kindStyle is how a kind of actor looks: by the outline of its box and a pale filling.
type kindStyle struct {
	kind, label string
	outline     byte // r a rectangle, o a rounded one, p a pill, c one with cut corners, d a double rectangle
	fill        string
	dash        string
}

// kinds lists the kinds in the order of the legend. The last is for whatever else an input may hold.
func kinds() []kindStyle {
	return []kindStyle{
		{"state", "state", 'r', "#e6eef7", ""},
		{"union", "union", 'd', "#e6eef7", ""},
		{"organisation", "organisation", 'o', "#f3eee2", ""},
		{"institution", "institution", 'c', "#ffffff", ""},
		{"agency", "agency", 'c', "#ececec", ""},
		{"csirt", "CSIRT", 'c', "#ffffff", "4 2"},
		{"forum", "forum", 'p', "#ffffff", ""},
		{"meeting", "meeting", 'p', "#ffffff", "4 2"},
		{"group", "group", 'r', "#ffffff", "4 2"},
		{"", "other actor", 'r', "#ffffff", ""},
	}
}

func styleOfKind(kind string) kindStyle {
	all := kinds()
	if i := slices.IndexFunc(all, func(k kindStyle) bool { return k.kind == kind }); i >= 0 {
		return all[i]
	}
	return all[len(all)-1]
}

// outlineBox writes the outline of an actor's box.
func (k kindStyle) outlineBox(c *canvas, b box) {
	var radius float64
	switch k.outline {
	case 'o':
		radius = 8
	case 'p':
		radius = min(b.hh, b.hw)
	case 'r', 'd':
		radius = 1.5
	}
	ends := ` fill="` + k.fill + `"`
	if k.dash != "" {
		ends += ` stroke-dasharray="` + k.dash + `"`
	}
	ends += "/>"
	if k.outline == 'c' {
		const cut = 7
		r := b.rect()
		c.s(`<path d="M`).n(r.x0 + cut).s(" ").n(r.y0).s("H").n(r.x1 - cut).s("L").n(r.x1).s(" ").n(r.y0 + cut).s("V").n(r.y1 - cut)
		c.s("L").n(r.x1 - cut).s(" ").n(r.y1).s("H").n(r.x0 + cut).s("L").n(r.x0).s(" ").n(r.y1 - cut).s("V").n(r.y0 + cut).s(`z"`).s(ends)
		return
	}
	frame := func(b box, radius float64, ends string) {
		c.s(`<rect x="`).n(b.x - b.hw).s(`" y="`).n(b.y - b.hh).s(`" width="`).n(2 * b.hw).s(`" height="`).n(2 * b.hh).s(`" rx="`).n(radius).s(`"`).s(ends)
	}
	frame(b, radius, ends)
	if k.outline == 'd' {
		frame(box{b.x, b.y, b.hw - 3, b.hh - 3}, 1, ` fill="none" stroke-width="0.8"/>`)
	}
}

// writeActors draws the boxes of the actors with their labels.
func (n *network) writeActors(c *canvas) {
	c.s(`<g stroke="#404040" stroke-width="1.2">` + "\n")
	if len(n.lone) > 0 {
		b := n.boxes[n.lone[0]]
		c.text(point{b.x - b.hw, n.loneTop() - 9}, "start", ` font-size="11.5" stroke="none" fill="`+inkMinor+`"`, loneText)
		c.s("\n")
	}
	for i, a := range n.actors {
		if !n.drawn[i] {
			continue
		}
		b := n.boxes[i]
		kind := styleOfKind(a.kind)
		c.s("<g").attr("data-id", a.id).s(">").tip(tooltip(clean(a.label), clean(a.id), kind.label))
		kind.outlineBox(c, b)
		if lines := n.lines[i]; len(lines) > 0 {
			c.s(`<g stroke="none" text-anchor="middle">`)
			y := b.y - float64(float64(len(lines)-1)*lineHeight/2) + labelSize*0.36 // a third of the size takes capitals to the middle
			for k, line := range lines {
				c.text(point{b.x, y + float64(float64(k)*lineHeight)}, "start", "", line)
			}
			c.s("</g>")
		}
		c.s("</g>\n")
	}
	c.s("</g>\n")
}

// tooltip joins what is to be said of an element; the first part that is not empty leads.
func tooltip(parts ...string) string {
	var said []string
	for _, p := range parts {
		if p != "" && !slices.Contains(said, p) {
			said = append(said, p)
		}
	}
	return strings.Join(said, " · ")
}

// writeSpokes draws the lines from each hub to its parties, a group for each hub.
func (n *network) writeSpokes(c *canvas) {
	c.s(`<g fill="none" stroke-width="1.8">` + "\n")
	k := 0
	for _, h := range n.hubs {
		c.s("<g")
		styleOfMode(h.mode).stroke(c).s(">")
		for _, p := range h.parties {
			n.writeCurve(c, n.curves[k], p.role)
			k++
		}
		c.s("</g>\n")
	}
	c.s("</g>\n")
}

// writeCurve draws one line with its tooltip. A straight one is written as such.
func (n *network) writeCurve(c *canvas, v curve, tip string) {
	c.s(`<path d="M`).xy(v.a)
	if distance(point{float64((v.a.x + v.b.x) / 2), float64((v.a.y + v.b.y) / 2)}, v.c) < 0.5 {
		c.s("L")
	} else {
		c.s("Q").xy(v.c).s(" ")
	}
	c.xy(v.b).s(`"`)
	if tip = clean(tip); tip == "" {
		c.s("/>")
		return
	}
	c.s(">").tip(tip).s("</path>")
}

// writeTies draws the direct links, thin and grey, each with an arrowhead at the whole. The head is a shape and no marker, which would need a name that is
// unique in a page.
func (n *network) writeTies(c *canvas) {
	c.s(`<g fill="none" stroke="#767676" stroke-width="1.1">` + "\n")
	for i, t := range n.ties {
		n.writeTie(c, n.curves[n.spokes+i], t)
	}
	for _, t := range n.loops {
		b := n.boxes[t.from]
		from, to := point{b.x + b.hw - 8, b.y - b.hh}, point{b.x + b.hw - 26, b.y - b.hh}
		n.writeTie(c, curve{from, point{(from.x + to.x) / 2, from.y - 2*loopHeight + 4}, to}, t)
	}
	c.s("</g>\n")
}

func (n *network) writeTie(c *canvas, v curve, t tie) {
	c.s("<g>").tip(tooltip(clean(t.title), clean(n.actors[t.from].label)+" "+clean(cmp.Or(t.label, "belongs to"))+" "+clean(n.actors[t.to].label)))
	n.writeCurve(c, v, "")
	arrowhead(c, v)
	c.s("</g>\n")
}

// arrowhead fills a small triangle at the end of a curve.
func arrowhead(c *canvas, v curve) {
	const length, half = 8.0, 3.2
	d := distance(v.c, v.b)
	if d < 0.01 {
		return
	}
	ux, uy := (v.b.x-v.c.x)/d, (v.b.y-v.c.y)/d
	base := point{v.b.x - float64(ux*length), v.b.y - float64(uy*length)}
	c.s(`<path fill="#767676" stroke="none" d="M`).xy(v.b)
	c.s("L").xy(point{base.x - float64(uy*half), base.y + float64(ux*half)}).s("L").xy(point{base.x + float64(uy*half), base.y - float64(ux*half)}).s(`z"/>`)
}

// writeHubs draws the hubs on top of everything, each with what it is about and who takes part as its tooltip.
func (n *network) writeHubs(c *canvas) {
	for i, h := range n.hubs {
		m := styleOfMode(h.mode)
		var who []string
		for _, p := range h.parties {
			name := clean(cmp.Or(n.actors[p.actor].label, n.actors[p.actor].id))
			if role := clean(p.role); role != "" {
				name += " (" + role + ")"
			}
			who = append(who, name)
		}
		c.s("<g").attr("data-id", h.id).s(">").tip(tooltip(clean(h.title), clean(h.id), m.label+": "+strings.Join(who, ", ")))
		m.symbol(c, n.boxes[len(n.actors)+i].centre())
		c.s("</g>\n")
	}
}
