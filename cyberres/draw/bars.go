package draw

import "slices"

// A stateStyle is how a span in some state of an instrument looks. Three things say the same: the bar is the higher and the darker the more binding
// the instrument is, and what could still be confused has a pattern.
type stateStyle struct {
	state, label string
	fill         string
	height       float64
	pattern      string // a name in patterns
	light        bool   // whether text in the bar is white
}

// states lists the states in the order of the legend, which is that of an instrument's life. The last is for whatever else an input may hold.
func states() []stateStyle {
	return []stateStyle{
		{"announced", "announced", "#ffffff", 5, "", false},
		{"proposed", "proposed", "#fbf1dc", 9, "dots", false},
		{"adopted", "adopted", "#f2cf8d", 12, "posts", false},
		{"signed", "signed", "#c27c0e", 12, "", false},
		{"published", "published", "#dcebf7", 12, "", false},
		{"in-force", "in force", "#7db9e2", barHeight, "", false},
		{"applies", "applies", "#0b5a8c", barHeight, "", true},
		{"repealed", "repealed", "#d4d4d4", 9, "crosses", false},
		{"superseded", "superseded", "#d4d4d4", 9, "rails", false},
		{"expired", "expired", "#d4d4d4", 5, "", false},
		{"", "other", "#ffffff", 9, "", false},
	}
}

// barHeight is the height of the highest bar.
const barHeight = 17

func styleOfState(state string) stateStyle {
	all := states()
	if i := slices.IndexFunc(all, func(s stateStyle) bool { return s.state == state }); i >= 0 {
		return all[i]
	}
	return all[len(all)-1]
}

// A pattern is a tile of lines. Its name is an id in the file; where two pictures stand in one page, the ids are the same, and so is what they name.
type pattern struct {
	name          string
	width, height int
	content       string
}

func patterns() []pattern {
	return []pattern{
		{"dots", 4, 4, `<circle cx="2" cy="2" r="0.9" fill="#6b5a33"/>`},
		{"posts", 5, 5, `<path d="M2.5 0v5" stroke="#7a5a14"/>`},
		{"rails", 4, 3, `<path d="M0 1.5h4" stroke="#6e6e6e"/>`},
		{"crosses", 6, 6, `<path d="M0 0l6 6M6 0l-6 6" stroke="#6e6e6e" stroke-width="0.9"/>`},
		{"doubt", 7, 7, `<path d="M-1 8L8 -1M-1 1L1 -1M6 8L8 6" stroke="#fff" stroke-width="2.6"/>`},
	}
}

// writePatterns defines the patterns that the styles need.
func writePatterns(c *canvas, used []string) {
	if len(used) == 0 {
		return
	}
	c.s("<defs>\n")
	for _, p := range patterns() {
		if slices.Contains(used, p.name) {
			c.s(`<pattern id="cyberres-`).s(p.name).s(`" patternUnits="userSpaceOnUse" width="`).d(p.width).s(`" height="`).d(p.height).s(`">`).s(p.content).s("</pattern>\n")
		}
	}
	c.s("</defs>\n")
}

// bar writes a bar around a line of height y. What is uncertain has white stripes and a dashed outline; an open end is a point.
func (s stateStyle) bar(c *canvas, x0, x1, y float64, uncertain, open bool) {
	x1 = max(x1, x0+1.5) // a day is less than a pixel
	h := s.height / 2
	shape := func() {
		c.s(`<path d="M`).n(x0).s(" ").n(y - h)
		if open {
			tip := min(8, x1-x0)
			c.s("H").n(x1 - tip).s("L").n(x1).s(" ").n(y).s("L").n(x1 - tip).s(" ").n(y + h)
		} else {
			c.s("H").n(x1).s("V").n(y + h)
		}
		c.s("H").n(x0).s(`z"`)
	}
	shape()
	c.s(` fill="`).s(s.fill).s(`"`)
	if s.pattern == "" && !uncertain {
		c.s("/>")
		return
	}
	c.s(` stroke="none"/>`)
	if s.pattern != "" {
		shape()
		c.s(` fill="url(#cyberres-`).s(s.pattern).s(`)" stroke="none"/>`)
	}
	if uncertain {
		shape()
		c.s(` fill="url(#cyberres-doubt)" stroke="none"/>`)
	}
	shape()
	c.s(` fill="none"`)
	if uncertain {
		c.s(` stroke-dasharray="3 2"`)
	}
	c.s("/>")
}

// writeMark draws an event at the middle of a lane: a diamond on its day, or where only its month or year is known, a bracket of that width.
// The white rim keeps it visible on a dark bar.
func writeMark(c *canvas, x0, x1, y float64, exact bool) {
	const half = 4.6
	middle := float64((x0 + x1) / 2)
	if !exact {
		c.s(`<path fill="none" stroke="#fff" stroke-width="4" d="M`).n(x0).s(" ").n(y).s("H").n(x1).s(`"/>`)
		c.s(`<path fill="none" stroke="` + inkText + `" stroke-width="1.3" d="M`).n(x0).s(" ").n(y - 4).s("v8m0-4H").n(x1).s(`m0-4v8"/>`)
	}
	c.s(`<path d="M`).n(middle - half).s(" ").n(y).s("l4.6-4.6l4.6 4.6l-4.6 4.6z")
	if exact {
		c.s(`" fill="` + inkText + `" stroke="#fff" stroke-width="1"/>`)
	} else {
		c.s(`" fill="#fff" stroke="` + inkText + `" stroke-width="1.3"/>`)
	}
}
