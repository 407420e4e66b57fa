package draw

import "slices"

// A legend explains signs: entries in rows, each a sign and what it means, and small print below.
type legend struct {
	width, height float64
	entries       []entry
	note          []string
}

// An entry is one sign with its meaning. The sign takes a given width and is drawn around the middle of its left end.
type entry struct {
	at    point // within the legend
	sign  float64
	draw  func(c *canvas, at point)
	label string
}

const (
	legendSize = 11.5
	legendRow  = 25
	noteSize   = 10.5
	noteRow    = 14
)

// add appends an entry to the last row, or to a new one if it does not fit or is to begin one.
func (l *legend) add(e entry, newRow bool) {
	width := func(e entry) float64 { return e.sign + 7 + textWidth(e.label, legendSize) }
	if last := len(l.entries) - 1; last >= 0 {
		e.at = l.entries[last].at
		e.at.x += width(l.entries[last]) + 18
		if newRow || e.at.x+width(e) > l.width {
			e.at = point{0, e.at.y + legendRow}
		}
	} else {
		e.at = point{0, 10 + legendRow/2}
	}
	l.entries = append(l.entries, e)
	l.height = e.at.y + legendRow/2
}

// print appends the small print.
func (l *legend) print(note string) {
	if note == "" {
		return
	}
	l.note = fill(note, noteSize, l.width, 12)
	l.height += 8 + float64(noteRow*len(l.note))
}

// write draws the legend below a hairline.
func (l *legend) write(c *canvas, at point) {
	if len(l.entries) > 0 {
		c.s(`<g fill="none" stroke="` + inkFaint + `">`)
		c.line(at, point{at.x + l.width, at.y})
		c.s("</g>\n")
	}
	c.s(`<g font-size="`).n(legendSize).s(`">` + "\n")
	for _, e := range l.entries {
		p := point{at.x + e.at.x, at.y + e.at.y}
		e.draw(c, p)
		c.text(point{p.x + e.sign + 7, p.y + legendSize*0.36}, "start", "", e.label)
		c.s("\n")
	}
	c.s("</g>\n")
	for i, line := range l.note {
		y := at.y + l.height - float64(noteRow*(len(l.note)-i)) + noteSize
		c.text(point{at.x, y}, "start", ` font-size="10.5" fill="`+inkMinor+`"`, line)
		c.s("\n")
	}
}

// legend explains the modes, ties and kinds of actor that occur.
func (n *network) legend(width float64) *legend {
	l := &legend{width: width}
	for _, m := range modes() {
		if !slices.ContainsFunc(n.hubs, func(h hub) bool { return styleOfMode(h.mode).mode == m.mode }) {
			continue
		}
		l.add(entry{sign: 62, label: m.label, draw: func(c *canvas, p point) {
			c.s("<g")
			m.stroke(c).s(` stroke-width="1.8">`)
			c.line(p, point{p.x + 62, p.y})
			c.s("</g>")
			m.symbol(c, point{p.x + 31, p.y})
		}}, false)
	}
	if label := n.tieLabels(); label != "" {
		l.add(entry{sign: 34, label: label, draw: func(c *canvas, p point) {
			v := bend(p, point{p.x + 34, p.y}, 0.5, 0)
			c.s(`<g fill="none" stroke="#767676" stroke-width="1.1">`)
			n.writeCurve(c, v, "")
			arrowhead(c, v)
			c.s("</g>")
		}}, false)
	}
	first := true
	for _, k := range kinds() {
		occurs := false
		for i, a := range n.actors {
			occurs = occurs || n.drawn[i] && styleOfKind(a.kind).label == k.label
		}
		if !occurs {
			continue
		}
		l.add(entry{sign: 28, label: k.label, draw: func(c *canvas, p point) {
			c.s(`<g stroke="#404040" stroke-width="1.2">`)
			k.outlineBox(c, box{p.x + 14, p.y, 14, 9})
			c.s("</g>")
		}}, first)
		first = false
	}
	l.print(n.note)
	return l
}

// tieLabels says what the arrows mean in this picture.
func (n *network) tieLabels() string {
	var labels []string
	more := false
	for _, ties := range [...][]tie{n.ties, n.loops} {
		for _, t := range ties {
			label := shorten(clean(t.label), legendSize, 160)
			switch {
			case label == "" || slices.Contains(labels, label):
			case len(labels) == 3:
				more = true
			default:
				labels = append(labels, label)
			}
		}
	}
	if len(labels) == 0 && len(n.ties)+len(n.loops) > 0 {
		return "belongs to"
	}
	slices.Sort(labels)
	text := ""
	for i, label := range labels {
		if i > 0 {
			text += ", "
		}
		text += label
	}
	if more {
		text += ", …"
	}
	return text
}
