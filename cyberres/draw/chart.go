package draw

import (
	"cmp"
	"slices"
)

// The measures of a timeline picture.
const (
	timelineWidth = 960
	laneLabelSize = 12
	laneLabelMost = 220 // the width of the labels at the left
	laneLabelLine = 14.5
	markSize      = 10.5
	markLine      = 13
	markRows      = 2 // of labels, on each side of a bar
	lanePad       = 7
)

// A chart is a timeline on its way to a picture: measured and placed.
type chart struct {
	timeline
	left, right float64 // the ends of the axis
	top         float64 // of the first lane
	rows        []row
}

// A row is a placed lane.
type row struct {
	label    []string
	y        float64 // of the middle of its bars
	top, end float64
	marks    []placedMark
}

// A placedMark is an event with its label, if there is room for one: slot 1 is the first line above the bars, 2 the one above that, -1 and -2 those below, 0
// none.
type placedMark struct {
	mark
	x0, x1 float64
	text   string
	textX  float64 // where the text begins
	slot   int
}

// newChart copies a timeline, sorts what is in its lanes and bounds its days; the order of the lanes is the caller's.
func newChart(t *timeline) *chart {
	ch := &chart{timeline: timeline{title: clean(t.title), note: clean(t.note), asOf: clean(t.asOf), from: t.from, to: t.to, today: t.today}}
	bound := func(day int) int { return max(firstDay, min(lastDay, day)) }
	low, high := lastDay, firstDay
	for _, l := range t.lanes {
		l = lane{l.id, clean(cmp.Or(l.label, l.id)), slices.Clone(l.spans), slices.Clone(l.marks)}
		for i := range l.spans {
			s := &l.spans[i]
			s.from, s.to = bound(s.from), bound(s.to)
			s.to = max(s.from, s.to)
			low, high = min(low, s.from), max(high, s.to)
		}
		for i := range l.marks {
			m := &l.marks[i]
			m.first, m.last = bound(m.first), bound(m.last)
			m.last, m.label = max(m.first, m.last), clean(m.label)
			low, high = min(low, m.first), max(high, m.last)
		}
		slices.SortFunc(l.spans, func(a, b span) int {
			return cmp.Or(a.from-b.from, b.to-a.to, cmp.Compare(a.state, b.state))
		})
		slices.SortFunc(l.marks, func(a, b mark) int {
			return cmp.Or(a.first+a.last-b.first-b.last, a.first-b.first, cmp.Compare(a.label, b.label))
		})
		ch.lanes = append(ch.lanes, l)
	}
	if ch.from >= ch.to {
		ch.from, ch.to = low, high
	}
	ch.from, ch.to = bound(ch.from), bound(ch.to)
	if ch.from >= ch.to {
		ch.from = min(ch.from, lastDay-365)
		ch.to = ch.from + 365
	}
	if ch.today < ch.from || ch.today > ch.to {
		ch.today = 0
	}
	widest := 0.0
	for _, l := range ch.lanes {
		r := row{label: wrap(l.label, laneLabelSize, laneLabelMost, 2)}
		for _, line := range r.label {
			widest = max(widest, textWidth(line, laneLabelSize))
		}
		ch.rows = append(ch.rows, r)
	}
	ch.left, ch.right = margin+widest+16, timelineWidth-margin-8
	return ch
}

// x returns where a day begins.
func (ch *chart) x(day int) float64 {
	part := float64(day-ch.from) / float64(ch.to+1-ch.from)
	return ch.left + float64(max(0, min(1, part))*(ch.right-ch.left))
}

// placeMarks finds a line and a place for the label of each event of a lane, in the order of time. Labels do not overlap each other, and the thin line that
// leads to a second row does not cross a label in the first. An event for which nothing is found keeps its tooltip.
func (ch *chart) placeMarks(l lane) (placed []placedMark, above, below int) {
	type taken struct{ x0, x1 float64 }
	var used [2*markRows + 1][]taken // by slot + markRows
	free := func(slot int, x0, x1 float64) bool {
		return !slices.ContainsFunc(used[slot+markRows], func(t taken) bool { return x0 < t.x1+6 && t.x0 < x1+6 })
	}
	if ch.today != 0 { // labels keep off its line
		for i := range used {
			used[i] = append(used[i], taken{ch.x(ch.today), ch.x(ch.today)})
		}
	}
	for _, m := range l.marks {
		if m.last < ch.from || m.first > ch.to {
			continue
		}
		p := placedMark{mark: m, x0: ch.x(m.first), x1: ch.x(m.last + 1)}
		p.text = shorten(m.label, markSize, 190)
		w := textWidth(p.text, markSize)
		middle := float64((p.x0 + p.x1) / 2)
		for _, slot := range [...]int{1, -1, 2, -2} {
			if p.text == "" || p.slot != 0 {
				break
			}
			places := [...]float64{middle - float64(w/2), middle - 5, middle - w + 5, middle - 5, middle - w + 5}
			if ch.today != 0 { // beside its line, if that is still near enough to the event
				line := ch.x(ch.today)
				if right := line + 7; right > middle-5 && right < middle+12 {
					places[3] = right
				}
				if left := line - 7 - w; left+w < middle+5 && left+w > middle-12 {
					places[4] = left
				}
			}
			for _, x := range places {
				if x < ch.left-5 || x+w > ch.right+8 || !free(slot, x, x+w) {
					continue
				}
				if (slot == 2 || slot == -2) && !free(slot/2, middle-1, middle+1) {
					continue
				}
				p.slot, p.textX = slot, x
				used[slot+markRows] = append(used[slot+markRows], taken{x, x + w})
				if slot == 2 || slot == -2 { // keeps later labels off the thin line
					used[slot/2+markRows] = append(used[slot/2+markRows], taken{middle - 1, middle + 1})
				}
				above, below = max(above, slot), max(below, -slot)
				break
			}
		}
		placed = append(placed, p)
	}
	return placed, above, below
}

// place stacks the lanes.
func (ch *chart) place(top float64) (bottom float64) {
	ch.top = top
	y := top
	for i := range ch.rows {
		r := &ch.rows[i]
		var above, below int
		r.marks, above, below = ch.placeMarks(ch.lanes[i])
		label := float64(float64(len(r.label)) * laneLabelLine / 2)
		up := max(barHeight/2+float64(float64(above)*markLine), label)
		down := max(barHeight/2+float64(float64(below)*markLine), label)
		r.top = y
		r.y = y + lanePad + up
		r.end = r.y + down + lanePad
		y = r.end
	}
	return y
}
