package cyberres_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/generate"
)

func ExampleDataset_AsOf() {
	for _, date := range []cyberres.Date{"2020-01-01", "2021-06-01", "2023-02-01"} {
		d := cyberres.Default().AsOf(date)
		_, entry := d.Source("atlas-resilience-european-union")
		_, memorandum := d.Instrument("nato-north-macedonia-mou")
		nis2, _ := cyberres.Default().Instrument("nis2-directive")
		status, certain := nis2.StatusOn(date)
		fmt.Println(date, "entry on the EU:", entry, "memorandum:", memorandum, "NIS2:", status, certain)
	}
	// Output:
	// 2020-01-01 entry on the EU: false memorandum: false NIS2: not-yet true
	// 2021-06-01 entry on the EU: true memorandum: true NIS2: proposed true
	// 2023-02-01 entry on the EU: true memorandum: true NIS2: in-force true
}

// The entry on the European Union was written at some time between two events; on a day between them it may or may not have been there.
func ExampleDataset_Contains() {
	for _, date := range []cyberres.Date{"2020-12-15", "2021-06-01", "2022-12-14"} {
		in, certain := cyberres.Default().AsOf(date).Contains("atlas-resilience-european-union")
		fmt.Println(date, in, certain)
	}
	// Output:
	// 2020-12-15 false true
	// 2021-06-01 true false
	// 2022-12-14 true true
}

// A year is not a day: between its first and its last day it is not certain whether the event has happened.
func ExampleInstrument_StatusOn() {
	v := cyberres.Instrument{Timeline: cyberres.Of(
		cyberres.Event{Type: cyberres.EventAdopted, Date: "2018-07"},
		cyberres.Event{Type: cyberres.EventSuperseded, Date: "2021"},
	)}
	for _, date := range []cyberres.Date{"2018-06-30", "2018-07-15", "2018-07-31", "2020-12-31", "2021-06-01", "2021-12-31"} {
		status, certain := v.StatusOn(date)
		fmt.Println(date, status, certain)
	}
	// Output:
	// 2018-06-30 not-yet true
	// 2018-07-15 adopted false
	// 2018-07-31 adopted true
	// 2020-12-31 adopted true
	// 2021-06-01 superseded false
	// 2021-12-31 superseded true
}

func TestStatusOn(t *testing.T) {
	event := func(kind cyberres.EventType, date cyberres.Date) cyberres.Event {
		return cyberres.Event{Type: kind, Date: date}
	}
	for _, c := range []struct {
		name    string
		events  []cyberres.Event
		period  cyberres.Date
		on      cyberres.Date
		status  cyberres.InstrumentStatus
		certain bool
	}{
		{"no timeline", nil, "", "2021", "", false},
		{"no date", []cyberres.Event{event("adopted", "2018")}, "", "", "", false},
		{"no such date", []cyberres.Event{event("adopted", "2018")}, "", "2021-02-30", "", false},
		{"asked of a year in which nothing happens", []cyberres.Event{event("adopted", "2018")}, "", "2019", "adopted", true},
		{"asked of a year in which it happens", []cyberres.Event{event("proposed", "2018-01-01"), event("adopted", "2019-05-01")}, "", "2019", "adopted", false},
		{"the last day counts", []cyberres.Event{event("in-force", "2019-05-01")}, "", "2019-05-01", "in-force", true},
		{"steps do not undo each other", []cyberres.Event{event("in-force", "2019-05-01"), event("published", "2019-06-01")}, "", "2020", "in-force", true},
		{"an event without a first day", []cyberres.Event{event("adopted", "/2018")}, "", "2001", "adopted", false},
		{"an event without a last day", []cyberres.Event{event("adopted", "2018/")}, "", "2030", "adopted", false},
		{"its period is over", []cyberres.Event{event("adopted", "2018-07")}, "2018/2022", "2023-01-01", "adopted", false},
		{"its period runs", []cyberres.Event{event("adopted", "2018-07")}, "2018/2022", "2022-12-31", "adopted", true},
		{"what became of it is known", []cyberres.Event{event("adopted", "2018-07"), event("superseded", "2022")}, "2018/2022", "2023-01-01", "superseded", true},
		{"before the repeal of what has no known beginning", []cyberres.Event{event("repealed", "2024-10")}, "", "2021", "", false},
		{"before it enters into force, with no known beginning", []cyberres.Event{event("in-force", "2019"), event("applies", "2020")}, "", "2018", "", false},
		{"after the repeal of what has no known beginning", []cyberres.Event{event("repealed", "2024-10")}, "", "2025", "repealed", true},
		{"before its first step", []cyberres.Event{event("published", "2019"), event("in-force", "2019")}, "", "2018", "not-yet", true},
		{"an interval without end", []cyberres.Event{event("adopted", "2018-07"), event("superseded", "2022")}, "", "2019/", "superseded", false},
	} {
		v := cyberres.Instrument{Timeline: cyberres.Of(c.events...), Period: c.period}
		if status, certain := v.StatusOn(c.on); status != c.status || certain != c.certain {
			t.Errorf("%s: %q, %v; want %q, %v", c.name, status, certain, c.status, c.certain)
		}
	}
}

// The status that a day-by-day look gives: what each event can have made of it.
func TestStatusOnAgainstDays(t *testing.T) {
	types := []cyberres.EventType{"announced", "proposed", "adopted", "signed", "published", "in-force", "applies", "repealed", "superseded", "expired"}
	r := rand.New(rand.NewPCG(3, 4))
	dates := []cyberres.Date{"2020", "2020-03", "2020-03-15", "2021", "2021-11-30", "2020/2021", "2020-02/2020-05", "2020-12-31"}
	for range 2000 {
		var events []cyberres.Event
		for range 1 + r.IntN(4) {
			events = append(events, cyberres.Event{Type: types[r.IntN(len(types))], Date: dates[r.IntN(len(dates))]})
		}
		on := dates[r.IntN(len(dates))]
		first, last := on.Bounds()
		// Every event at its earliest and seen on the last day, and every event at its latest and seen on the first: no reading lies beyond these two.
		reach := func(day cyberres.Date, latest bool) string {
			best := -1
			for _, e := range events {
				from, to := e.Date.Bounds()
				if when := map[bool]cyberres.Date{false: from, true: to}[latest]; when <= day {
					best = max(best, slices.Index(types, e.Type))
				}
			}
			if best < 0 {
				first := slices.MinFunc(events, func(a, b cyberres.Event) int {
					x, _ := a.Date.Bounds()
					y, _ := b.Date.Bounds()
					return cmp.Or(strings.Compare(string(x), string(y)), slices.Index(types, a.Type)-slices.Index(types, b.Type))
				})
				if slices.Index(types, first.Type) > slices.Index(types, "published") {
					return ""
				}
				return "not-yet"
			}
			return string(types[best])
		}
		may, must := reach(last, false), reach(first, true)
		status, certain := cyberres.Instrument{Timeline: cyberres.Of(events...)}.StatusOn(on)
		if string(status) != may || certain != (may == must && may != "") {
			t.Fatalf("%v on %s: %s, %v; want %s, %v", events, on, status, certain, may, may == must)
		}
	}
}

// generated is an invented dataset of some size.
func generated(t testing.TB, statements int, seed uint64) *cyberres.Dataset {
	t.Helper()
	d, err := cyberres.Open(generate.Dataset(statements, seed))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// slowShown decides whether a view as of a date shows a statement of the whole dataset.
func slowShown(whole *cyberres.Dataset, asOf cyberres.Date, source cyberres.SourceID, date cyberres.Date) (in, certain bool) {
	from, to := asOf.Bounds()
	record, _ := whole.Source(source)
	in, certain = true, true
	for i, d := range []cyberres.Date{record.Written.Date, date} {
		first, last := d.Bounds()
		switch {
		case first != "" && first > to:
			return false, true
		case d == "" && i == 1: // an undated statement is as certain as its source
		case last == "" || last > from:
			certain = false
		}
	}
	return in, certain
}

// A view answers as if the statements that it hides were not there.
func TestViewsAgainstSlowTwin(t *testing.T) {
	whole := generated(t, 600, 1)
	r := rand.New(rand.NewPCG(5, 6))
	hidden, uncertain := 0, 0
	for _, asOf := range []cyberres.Date{"2009", "2014-05-01", "2018", "2018-07", "2020-12-31", "2023-03", "2019/2021", "2030"} {
		view := whole.AsOf(asOf)
		for s := range whole.Statements(cyberres.Filter{}) {
			c := s.Claim()
			in, certain := slowShown(whole, asOf, c.Source, c.Date)
			if !in {
				hidden++
			}
			if !certain {
				uncertain++
			}
			if gotIn, gotCertain := view.Contains(c.ID); gotIn != in || gotCertain != certain {
				t.Fatalf("%s: %s (%s): %v, %v; want %v, %v", asOf, c.ID, c.Date, gotIn, gotCertain, in, certain)
			}
		}
		for range 150 {
			f := randomFilter(whole, r, 1)
			var want []string
			for s := range whole.Statements(cyberres.Filter{}) {
				c := s.Claim()
				if in, _ := slowShown(whole, asOf, c.Source, c.Date); in && slowKeeps(whole, f, s) {
					want = append(want, string(c.ID))
				}
			}
			if got := ids(view, f); got != strings.Join(want, " ") {
				t.Fatalf("%s: %+v\ngot  %s\nwant %s", asOf, f, got, want)
			}
		}
	}
	if hidden < 100 || uncertain < 100 {
		t.Errorf("%d statements hidden, %d uncertain: the test looks at nothing", hidden, uncertain)
	}
}

func TestViewsOfOtherRecords(t *testing.T) {
	whole := entries(t)
	for _, c := range []struct {
		asOf, id    string
		in, certain bool
	}{
		{"2020-01-01", "nato-north-macedonia-mou", false, true},
		{"2021-02-19", "nato-north-macedonia-mou", true, true},
		{"2020-01-01", "north-macedonia", true, true}, // actors have no beginning
		{"2020-01-01", "capacity-building", true, true},
		{"2018-01-01", "atlas-resilience-japan", false, true},
		{"2019", "atlas-resilience-japan", true, false},
		{"2019", "japan-resilience-objective", true, false},
		{"2018-01-01", "japan-resilience-objective", false, true},
		{"2018-01-01", "nothing-of-the-kind", false, true},
		{"2018-01-01", "eci-directive", true, false}, // only its repeal is recorded
		{"", "nato-north-macedonia-mou", true, true},
		{"/2030", "nato-north-macedonia-mou", true, false}, // some day until then, perhaps before it was signed
		{"2016/", "nato-north-macedonia-mou", true, false},
		{"2022/", "nato-north-macedonia-mou", true, true},
		{"2019-02-30", "nato-north-macedonia-mou", false, true}, // there is no such day
		{"2019-02-30", "north-macedonia", false, true},
	} {
		view := whole.AsOf(cyberres.Date(c.asOf))
		if in, certain := view.Contains(cyberres.ID(c.id)); in != c.in || certain != c.certain {
			t.Errorf("%s on %s: %v, %v; want %v, %v", c.id, c.asOf, in, certain, c.in, c.certain)
		}
	}
	early := whole.AsOf("2018-01-01")
	n := 0
	for range early.Sources() {
		n++
	}
	for range early.Statements(cyberres.Filter{}) {
		n++
	}
	for range early.Mentions(cyberres.Filter{}) {
		n++
	}
	for range early.Mentions(cyberres.Filter{Actors: []cyberres.ActorID{"japan"}}) {
		n++
	}
	for range early.Remarks(cyberres.Filter{}) {
		n++
	}
	for range early.RemarksAbout("g7-ise-shima-summit") {
		n++
	}
	for range early.Quotations(cyberres.Filter{}) {
		n++
	}
	for range early.Network().Actors() {
		n++
	}
	if n += early.Network().Neighbours("japan").Len(); n > 0 {
		t.Errorf("%d records are shown before any source was written", n)
	}
	for v := range early.Instruments(cyberres.Filter{}) {
		if status, _ := v.StatusOn("2018-01-01"); status == cyberres.InstrumentNotYet {
			t.Errorf("%s is shown and has not begun", v.ID)
		}
	}
	if found := early.Resolve("NATO-North Macedonia memorandum"); len(found) > 0 {
		t.Errorf("an instrument that did not exist is resolved: %v", found)
	}
	for _, h := range early.Search("japan") {
		if in, _ := early.Contains(h.ID); !in {
			t.Errorf("the search finds %s, which the view hides", h.ID)
		}
	}
	comparison, err := early.Compare("japan")
	if err != nil {
		t.Fatal(err)
	}
	if cell, _ := comparison.Cell("japan", "resilience"); cell.State != cyberres.CellNoText || cell.Supporting.Len() > 0 {
		t.Errorf("before its text was written, Japan is %s with %d records", cell.State, cell.Supporting.Len())
	}
}

// A view as of what is no date has nothing, and every question to it an answer.
func TestViewAsOfNoDate(t *testing.T) {
	for _, d := range []*cyberres.Dataset{cyberres.Default().AsOf("garbage"), cyberres.Default().AsOf("2021-13"), cyberres.Default().AsOf("/"), cyberres.Default().AsOf("2021").AsOf("x").AsOf("2022")} {
		n := 0
		for range d.Actors() {
			n++
		}
		for range d.Themes() {
			n++
		}
		for range d.Sources() {
			n++
		}
		for range d.Instruments(cyberres.Filter{}) {
			n++
		}
		for range d.Statements(cyberres.Filter{}) {
			n++
		}
		for range d.Statements(cyberres.Filter{Actors: []cyberres.ActorID{"japan"}, Themes: []cyberres.ThemeID{"resilience"}}) {
			n++
		}
		for range d.Objectives(cyberres.Filter{}) {
			n++
		}
		for range d.Cooperations(cyberres.Filter{Actors: []cyberres.ActorID{"japan"}, Modes: []cyberres.Mode{"regional"}}) {
			n++
		}
		for range d.Mentions(cyberres.Filter{Actors: []cyberres.ActorID{"japan"}}) {
			n++
		}
		for range d.Remarks(cyberres.Filter{}) {
			n++
		}
		for range d.RemarksAbout("japan") {
			n++
		}
		for range d.Quotations(cyberres.Filter{}) {
			n++
		}
		for range d.Participations(cyberres.Filter{}) {
			n++
		}
		n += len(d.Resolve("Japan")) + len(d.Complete("Ja", 3)) + len(d.Search("japan")) + len(d.Search("j*")) + d.IDs(cyberres.Filter{}).Len()
		network := d.Network()
		for range network.Actors() {
			n++
		}
		for range network.Pairs() {
			n++
		}
		n += network.Neighbours("japan").Len() + network.Path("japan", "asean").Len() + network.Components().Len()
		if _, ok := d.Objective("japan-resilience-objective"); ok || n > 0 {
			t.Errorf("%d records are shown", n)
		}
		if _, err := d.Compare("japan"); err == nil {
			t.Error("an actor that is not there is compared")
		}
		if c, err := d.Compare(); err != nil || c.Table(80) == "" {
			t.Errorf("a comparison of nobody: %v", err)
		}
		got, want := d.Version(), cyberres.Default().Version()
		if got.AsOf = ""; got != want {
			t.Errorf("the card is %+v, want %+v", got, want)
		}
	}
}

func TestViewOfAView(t *testing.T) {
	d := generated(t, 300, 2)
	for _, dates := range [][2]cyberres.Date{{"2015", "2020"}, {"2020", "2015"}} {
		if got, want := ids(d.AsOf(dates[0]).AsOf(dates[1]), cyberres.Filter{}), ids(d.AsOf("2015"), cyberres.Filter{}); got != want || want == "" {
			t.Errorf("%v: %d statements, want %d", dates, len(strings.Fields(got)), len(strings.Fields(want)))
		}
	}
}

// A view is one small allocation, and brings no tables of its own.
func TestViewsCostNothing(t *testing.T) {
	d := cyberres.Default()
	if size := unsafe.Sizeof(*d); size > 100 {
		t.Errorf("a view takes %d bytes", size)
	}
	var view *cyberres.Dataset
	if n := testing.AllocsPerRun(100, func() { view = d.AsOf("2021-06-01") }); n > 1 {
		t.Errorf("a view takes %v allocations", n)
	}
	f := cyberres.Filter{Actors: []cyberres.ActorID{"japan"}, Themes: []cyberres.ThemeID{"capacity-building"}}
	if n := testing.AllocsPerRun(100, func() {
		for range view.Objectives(f) {
		}
		view.Objective("japan-resilience-objective")
	}); n != 0 {
		t.Errorf("queries of a view take %v allocations", n)
	}
}
