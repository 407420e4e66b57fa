package draw

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// A timeline is what a picture of the life of instruments shows. Days are day numbers, see dayRange.
type timeline struct {
	title, note string
	from, to    int // the days of the axis; if they are no range, what is drawn gives it
	today       int // a day to mark, 0 for none
	asOf        string
	lanes       []lane // in the order of the picture
}

// A lane is the life of one instrument.
type lane struct {
	id, label string
	spans     []span
	marks     []mark
}

// A span is a time in one state, first and last day included.
type span struct {
	from, to  int
	state     string // announced, proposed, adopted, signed, published, in-force, applies, repealed, superseded, expired
	uncertain bool
	openEnd   bool // it is not known to end: it is drawn to the end of the axis and points beyond
}

// A mark is an event. Where only its month or year is known, first and last are the ends of that.
type mark struct {
	first, last int
	label       string
}

// svg draws the timeline. What it holds is not changed.
func (t *timeline) svg() []byte {
	ch := newChart(t)
	return ch.write()
}

// write draws what is placed: the axis first, so that bars lie on its lines.
func (ch *chart) write() []byte {
	c := &canvas{b: make([]byte, 0, 4096+2048*len(ch.rows))}
	title := wrap(ch.title, 18/0.85, timelineWidth-2*margin, 2)
	top := margin + float64(24*len(title))
	if ch.today != 0 {
		top += 16 // the label of the line stands above those of the years
	}
	axis := top + 18
	bottom := ch.place(axis + 6)
	legend := ch.legend()
	end := bottom + 24
	c.open(timelineWidth, end+14+legend.height+margin, cmp.Or(ch.title, "Timeline"), ch.describe())
	writePatterns(c, ch.usedPatterns())
	for i, line := range title {
		c.text(point{margin, margin + 14 + float64(24*i)}, "start", ` font-size="18" font-weight="bold"`, line)
		c.s("\n")
	}
	ch.writeAxis(c, axis, bottom)
	for i := range ch.rows {
		ch.writeRow(c, i)
	}
	ch.writeToday(c, axis, bottom)
	legend.write(c, point{margin, end + 14})
	return c.s("</svg>\n").b
}

// writeAxis draws the years: their names above and below the lanes and lines between them.
func (ch *chart) writeAxis(c *canvas, axis, bottom float64) {
	if ch.today != 0 && ch.today < ch.to {
		x := ch.x(ch.today)
		c.s(`<rect fill="#f5f5f5" x="`).n(x).s(`" y="`).n(axis + 4).s(`" width="`).n(ch.right - x).s(`" height="`).n(bottom - axis - 4).s(`"/>` + "\n")
	}
	first, last := yearOf(ch.from), yearOf(ch.to)
	wide := (ch.right - ch.left) / (float64(ch.to+1-ch.from) / 365.25) // a year
	// Years get a name as often as there is room for it: each, every second, fifth, tenth and so on.
	step := 1
	for k := 0; float64(step)*wide < 40; k++ {
		step = [...]int{2, 5, 10}[k%3] * power10(k/3)
	}
	c.s(`<g fill="none" stroke="` + inkFaint + `">` + "\n")
	for year := (first + step - 1) / step * step; year <= last; year += step {
		if x := ch.x(dayNumber(year, 1, 1)); year > first || dayNumber(year, 1, 1) >= ch.from {
			c.line(point{x, axis + 4}, point{x, bottom})
		}
	}
	c.line(point{ch.right, axis + 4}, point{ch.right, bottom})
	c.s("\n</g>\n")
	for _, y := range [...]float64{axis, bottom + 14} {
		c.s(`<g font-size="11" text-anchor="middle" fill="` + inkMinor + `">`)
		for year := first / step * step; year <= last; year += step {
			// A name stands in the middle of its year, or at the line where its year begins if it stands for several.
			x0, x1 := ch.x(dayNumber(max(1, year), 1, 1)), ch.x(dayNumber(year+1, 1, 1))
			if step > 1 {
				x1 = x0
				if year < first {
					continue
				}
			} else if x1-x0 < 30 { // a year of which only some days are shown
				continue
			}
			c.text(point{(x0 + x1) / 2, y}, "start", "", strconv.Itoa(year))
		}
		c.s("</g>\n")
	}
	c.s(`<g fill="none" stroke="` + inkFaint + `">`)
	for i := range ch.rows {
		y := ch.rows[i].top
		c.line(point{margin, y}, point{ch.right, y})
	}
	c.line(point{margin, bottom}, point{ch.right, bottom})
	c.s("</g>\n")
}

func power10(n int) int {
	x := 1
	for range n {
		x *= 10
	}
	return x
}

// writeRow draws one lane with its label, bars, events and their labels.
func (ch *chart) writeRow(c *canvas, i int) {
	l, r := ch.lanes[i], ch.rows[i]
	c.s("<g").attr("data-id", l.id).s(">").tip(tooltip(l.label, clean(l.id))).s("\n")
	y := r.y - float64(float64(len(r.label)-1)*laneLabelLine/2) + laneLabelSize*0.36
	for k, line := range r.label {
		c.text(point{margin, y + float64(float64(k)*laneLabelLine)}, "start", ` font-size="12"`, line)
	}
	c.s("\n" + `<g stroke="#404040" stroke-width="0.9">` + "\n")
	for _, s := range l.spans {
		if s.from > ch.to || s.to < ch.from && !s.openEnd {
			continue
		}
		style := styleOfState(s.state)
		x0, x1 := ch.x(s.from), ch.x(s.to+1)
		if s.openEnd {
			x1 = ch.right + 8
		}
		c.s("<g>").tip(ch.spanTip(s, style))
		style.bar(c, x0, x1, r.y, s.uncertain, s.openEnd)
		ch.writeState(c, style, s, r, x0, x1)
		c.s("</g>\n")
	}
	c.s("</g>\n")
	for _, m := range r.marks {
		tip := m.label + ", " + showDay(m.first)
		if m.last > m.first {
			tip = m.label + ", between " + showDay(m.first) + " and " + showDay(m.last)
		}
		c.s("<g>").tip(strings.TrimPrefix(tip, ", "))
		writeMark(c, m.x0, m.x1, r.y, m.first == m.last)
		if m.slot != 0 {
			up := float64(m.slot) // in lines
			text := r.y - barHeight/2 - float64((up-1)*markLine) - 3.5
			lead := text + 1.5
			if m.slot < 0 {
				text = r.y + barHeight/2 + float64(-up*markLine) - 2.5
				lead = text - 9
			}
			if middle := (m.x0 + m.x1) / 2; m.slot == 2 || m.slot == -2 {
				c.s(`<path stroke="` + inkLine + `" stroke-width="0.8" d="M`).n(middle).s(" ").n(lead).s("V").n(r.y).s(`"/>`)
				writeMark(c, m.x0, m.x1, r.y, m.first == m.last)
			}
			c.text(point{m.textX, text}, "start", ` font-size="10.5"`, m.text)
		}
		c.s("</g>\n")
	}
	c.s("</g>\n")
}

// writeState writes the name of the state into its bar, if the bar is high enough and has a stretch for it without events.
func (ch *chart) writeState(c *canvas, style stateStyle, s span, r row, x0, x1 float64) {
	const size = 10
	if style.height < barHeight || s.uncertain { // stripes make text hard to read
		return
	}
	w := textWidth(style.label, size)
	starts := []float64{x0 + 7}
	for _, m := range r.marks {
		starts = append(starts, m.x1+9)
	}
	for _, x := range starts {
		if x < x0+5 || x+w > x1-9 || slices.ContainsFunc(r.marks, func(m placedMark) bool { return x < m.x1+7 && m.x0-7 < x+w }) {
			continue
		}
		fill := inkText
		if style.light {
			fill = "#fff"
		}
		c.text(point{x, r.y + size*0.36}, "start", ` font-size="10" stroke="none" fill="`+fill+`"`, style.label)
		return
	}
}

func (ch *chart) spanTip(s span, style stateStyle) string {
	tip := style.label
	if style.state == "" && s.state != "" {
		tip = clean(s.state)
	}
	tip += " from " + showDay(s.from)
	if s.openEnd {
		tip += ", no end known"
	} else {
		tip += " to " + showDay(s.to)
	}
	if s.uncertain {
		tip += ", uncertain"
	}
	return tip
}

// writeToday marks the day for which the states were established. The line begins below the names of the years, one of which would be struck through.
func (ch *chart) writeToday(c *canvas, axis, bottom float64) {
	if ch.today == 0 {
		return
	}
	x := ch.x(ch.today)
	c.s(`<path fill="none" stroke="#b3003c" stroke-width="1.3" stroke-dasharray="5 3" d="M`).n(x).s(" ").n(axis + 4).s("V").n(bottom).s(`"/>`)
	label := shorten(cmp.Or(ch.asOf, "as of "+showDay(ch.today)), 11, 240)
	half := float64(textWidth(label, 11) / 2)
	at := max(margin+half, min(timelineWidth-margin-half, x))
	c.text(point{at, axis - 17}, "middle", ` font-size="11" fill="#b3003c"`, label)
	c.s("\n")
}

func (ch *chart) usedPatterns() []string {
	var used []string
	for _, l := range ch.lanes {
		for _, s := range l.spans {
			if p := styleOfState(s.state).pattern; p != "" && !slices.Contains(used, p) {
				used = append(used, p)
			}
			if s.uncertain && !slices.Contains(used, "doubt") {
				used = append(used, "doubt")
			}
		}
	}
	return used
}

// describe says in words what is in the picture, for those who do not see it.
func (ch *chart) describe() string {
	return "The life of " + plural(len(ch.lanes), "instrument") + " from " + strconv.Itoa(yearOf(ch.from)) + " to " + strconv.Itoa(yearOf(ch.to)) + "."
}

// legend explains the states and signs that occur.
func (ch *chart) legend() *legend {
	l := &legend{width: timelineWidth - 2*margin}
	var uncertain, open, exact, inexact bool
	var seen []string
	for i, lane := range ch.lanes {
		for _, s := range lane.spans {
			uncertain, open = uncertain || s.uncertain, open || s.openEnd
			if label := styleOfState(s.state).label; !slices.Contains(seen, label) {
				seen = append(seen, label)
			}
		}
		for _, m := range ch.rows[i].marks {
			exact, inexact = exact || m.first == m.last, inexact || m.first < m.last
		}
	}
	bar := func(s stateStyle, uncertain, open bool) func(c *canvas, p point) {
		return func(c *canvas, p point) {
			c.s(`<g stroke="#404040" stroke-width="0.9">`)
			s.bar(c, p.x, p.x+34, p.y, uncertain, open)
			c.s("</g>")
		}
	}
	for _, s := range states() {
		if slices.Contains(seen, s.label) {
			l.add(entry{sign: 34, label: s.label, draw: bar(s, false, false)}, false)
		}
	}
	newRow := true
	add := func(occurs bool, e entry) {
		if occurs {
			l.add(e, newRow)
			newRow = false
		}
	}
	add(uncertain, entry{sign: 34, label: "striped: uncertain", draw: bar(styleOfState("in-force"), true, false)})
	add(open, entry{sign: 34, label: "pointed: no end known", draw: bar(styleOfState("in-force"), false, true)})
	add(exact, entry{sign: 12, label: "event on a day", draw: func(c *canvas, p point) { writeMark(c, p.x+6, p.x+6, p.y, true) }})
	add(inexact, entry{sign: 34, label: "event in a month or year", draw: func(c *canvas, p point) { writeMark(c, p.x, p.x+34, p.y, false) }})
	l.print(ch.note)
	return l
}
