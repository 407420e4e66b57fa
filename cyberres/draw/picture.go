package draw

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
)

// Network returns the picture of who acts together in a dataset or a view of it: every cooperation with a line to each party, and thin arrows from parts and
// members to their wholes. Most arrows are relations that a source states; a part whose whole only the actor's own record has, verified elsewhere, says so in
// the tooltip of its arrow. Actors in neither are left out. With actors given, only what they stand in is drawn, and who stands there with them. Pass an empty title for the
// usual one.
func Network(d *cyberres.Dataset, title string, actors ...cyberres.ActorID) []byte {
	n := d.Network()
	wanted := func(ids ...cyberres.ActorID) bool {
		return len(actors) == 0 || slices.ContainsFunc(ids, func(id cyberres.ActorID) bool { return slices.Contains(actors, id) })
	}
	drawn := map[cyberres.ActorID]bool{}
	var cooperations []cyberres.Cooperation
	for c := range n.Cooperations() {
		var ids []cyberres.ActorID
		for p := range c.Parties.All() {
			ids = append(ids, p.Actor)
		}
		if wanted(ids...) {
			cooperations = append(cooperations, c)
			for _, id := range ids {
				drawn[id] = true
			}
		}
	}
	for r := range n.Relations() {
		if subject, object := cyberres.ActorID(r.Subject), cyberres.ActorID(r.Object); wanted(subject, object) {
			drawn[subject], drawn[object] = true, true
		}
	}

	g := graph{
		title: cmp.Or(title, "Who cooperates with whom on cyber resilience"),
		note:  "Each sign is one cooperation, joined to all its parties: it does not tie them pair by pair. Tooltips give ids and roles. " + d.Version().Attribution,
	}
	at := map[cyberres.ActorID]int{}
	for a := range n.Actors() {
		if drawn[a.ID] {
			at[a.ID] = len(g.actors)
			g.actors = append(g.actors, node{string(a.ID), shortName(a), string(a.Kind)})
		}
	}
	for _, c := range cooperations {
		h := hub{id: string(c.ID), mode: string(c.Mode), title: c.Summary}
		for p := range c.Parties.All() {
			h.parties = append(h.parties, party{at[p.Actor], string(p.Role)})
		}
		g.hubs = append(g.hubs, h)
	}
	tied := map[[2]int]bool{}
	link := func(from, to cyberres.ActorID, label, title string) {
		ends := [2]int{at[from], at[to]}
		if drawn[from] && drawn[to] && !(tied[ends] && title == verified) {
			tied[ends] = true
			g.ties = append(g.ties, tie{ends[0], ends[1], label, title})
		}
	}
	for r := range n.Relations() {
		link(cyberres.ActorID(r.Subject), cyberres.ActorID(r.Object), strings.ReplaceAll(string(r.Type), "-", " "), string(r.ID))
	}
	for a := range n.Actors() {
		for m := range a.PartOf.All() {
			link(a.ID, m.Actor, "part of", verified)
		}
	}
	return g.svg()
}

const verified = "verified, not stated by a source"

// shortName returns an acronym in place of a long name, where the record has one.
func shortName(a cyberres.Actor) string {
	if len(a.Name) > 24 {
		for n := range a.Names.All() {
			if n.Use == cyberres.NameAcronym {
				return n.Text
			}
		}
	}
	return a.Name
}

// Timeline returns the picture of the lives of instruments, those that begin first at the top; instruments without a timeline are left out. A date marks the
// day that the picture is about; the zero Date marks none. Where a status is not certain on a day (see [cyberres.Instrument.StatusOn]) its bar is striped.
func Timeline(instruments []cyberres.Instrument, asOf cyberres.Date) []byte {
	t := timeline{title: "Instruments and their status", note: "Bars are the status that the dated events of each record give, diamonds the events, named in tooltips where there is no room. Every event has its references in the record."}
	if _, last := asOf.Bounds(); last != "" {
		t.today, _, _ = dayRange(string(last))
		t.asOf = string(asOf)
	}
	begin := map[string]int{}
	end := t.today
	for _, v := range instruments {
		for e := range v.Timeline.All() {
			if first, last, ok := dayBounds(e.Date); ok {
				end = max(end, last)
				if at, known := begin[string(v.ID)]; !known || first < at {
					begin[string(v.ID)] = first
				}
			}
		}
	}
	for _, v := range instruments {
		if _, known := begin[string(v.ID)]; known {
			t.lanes = append(t.lanes, life(v, end))
		}
	}
	slices.SortStableFunc(t.lanes, func(a, b lane) int { return cmp.Or(cmp.Compare(begin[a.id], begin[b.id]), cmp.Compare(a.id, b.id)) })
	return t.svg()
}

// dayBounds returns the first and last day of a date; an end that is not stated is taken for the other.
func dayBounds(d cyberres.Date) (first, last int, ok bool) {
	from, to := d.Bounds()
	first, _, known := dayRange(string(cmp.Or(from, to)))
	last, _, _ = dayRange(string(cmp.Or(to, from)))
	return first, last, known
}

// life cuts the life of an instrument, up to some day, at the days on which its status may change.
func life(v cyberres.Instrument, end int) lane {
	l := lane{id: string(v.ID), label: v.Title}
	if len(v.Title) > 60 { // official titles run to paragraphs
		for n := range v.Names.All() {
			if n.Language == "en" || n.Language == "und" {
				l.label = n.Text
				break
			}
		}
	}
	days := []int{end + 1}
	for e := range v.Timeline.All() {
		if first, last, ok := dayBounds(e.Date); ok {
			days = append(days, first, last)
			l.marks = append(l.marks, mark{first, last, strings.ReplaceAll(string(e.Type), "-", " ")})
		}
	}
	if _, last, ok := dayBounds(v.Period); ok {
		days = append(days, last+1)
	}
	slices.Sort(days)
	days = slices.Compact(days)
	for i, day := range days {
		if day > end {
			break
		}
		status, certain := v.StatusOn(cyberres.Date(showDay(day)))
		if status == cyberres.InstrumentNotYet || status == cyberres.InstrumentUnknown {
			continue
		}
		if n := len(l.spans); n > 0 && l.spans[n-1].state == string(status) && l.spans[n-1].uncertain == !certain {
			l.spans[n-1].to = days[i+1] - 1
		} else {
			l.spans = append(l.spans, span{from: day, to: days[i+1] - 1, state: string(status), uncertain: !certain})
		}
	}
	if n := len(l.spans); n > 0 {
		l.spans[n-1].openEnd = true
	}
	return l
}
