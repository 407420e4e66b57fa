package cyberres_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
)

func ExampleDataset_Cooperations() {
	d := cyberres.Default()
	f := cyberres.Filter{Actors: []cyberres.ActorID{"japan"}, Modes: []cyberres.Mode{cyberres.ModeRegional}}
	for c := range d.Cooperations(f) {
		fmt.Println(c.ID)
		for p := range c.Parties.All() {
			fmt.Printf("  %s (%s)\n", p.Actor, p.Role)
		}
	}
	// Output:
	// japan-asean-capacity
	//   japan (provider)
	//   asean (channel)
	//   regional-partners (recipient)
}

func ExampleDataset_CheckFilter() {
	err := cyberres.Default().CheckFilter(cyberres.Filter{
		Actors: []cyberres.ActorID{"macedonia"},
		Themes: []cyberres.ThemeID{"capacity-bilding"},
	})
	fmt.Println(err)
	// Output:
	// no actor macedonia; did you mean north-macedonia?
	// no theme capacity-bilding; did you mean capacity-building?
}

// ids returns the ids of the statements that a filter keeps, as one string.
func ids(d *cyberres.Dataset, f cyberres.Filter) string {
	var out []string
	for s := range d.Statements(f) {
		out = append(out, string(s.Claim().ID))
	}
	return strings.Join(out, " ")
}

func TestFilterOnHarbour(t *testing.T) {
	d := harbour(t)
	type (
		actors = []cyberres.ActorID
		themes = []cyberres.ThemeID
	)
	for _, c := range []struct {
		name string
		f    cyberres.Filter
		want string
	}{
		{"all", cyberres.Filter{}, "marn-weight-on-resilience marn-train-pilots marn-mend-locks marn-signal-room accord-storm-charts marn-league-accord keeper-for-aid keeper-against-equal-shares accord-signed-by-marn accord-signed-by-league"},
		{"holder, party, end of a relation", cyberres.Filter{Actors: actors{"lantern-league"}}, "accord-storm-charts marn-league-accord accord-signed-by-league"},
		{"one of two actors", cyberres.Filter{Actors: actors{"lantern-league", "keeper-of-marn"}}, "accord-storm-charts marn-league-accord keeper-for-aid keeper-against-equal-shares accord-signed-by-league"},
		{"an actor without its parts", cyberres.Filter{Actors: actors{"marn"}, Kinds: []cyberres.Kind{"position"}}, ""},
		{"an actor with its parts", cyberres.Filter{Actors: actors{"marn"}, Parts: true, Kinds: []cyberres.Kind{"position"}}, "keeper-for-aid keeper-against-equal-shares"},
		{"a counterpart", cyberres.Filter{Actors: actors{"marn"}, With: actors{"lantern-league"}}, "accord-storm-charts marn-league-accord"},
		{"a counterpart of anybody", cyberres.Filter{With: actors{"marn"}}, "accord-storm-charts marn-league-accord accord-signed-by-marn"},
		{"nobody is its own counterpart", cyberres.Filter{Actors: actors{"marn"}, With: actors{"marn"}}, ""},
		{"a counterpart that is a part", cyberres.Filter{Actors: actors{"lantern-league"}, With: actors{"marn"}, Parts: true, Roles: []cyberres.Role{"signatory"}}, "marn-league-accord"},
		{"a parent theme finds its children", cyberres.Filter{Themes: themes{"resilience"}, Modalities: []cyberres.Modality{"stated"}}, "marn-train-pilots marn-mend-locks"},
		{"a child does not find its parent", cyberres.Filter{Themes: themes{"training"}}, "marn-train-pilots"},
		{"what a position is on counts as a theme", cyberres.Filter{Themes: themes{"equal-shares"}}, "keeper-against-equal-shares"},
		{"an instrument", cyberres.Filter{Instruments: []cyberres.InstrumentID{"beacon-accord"}}, "accord-storm-charts marn-league-accord accord-signed-by-marn accord-signed-by-league"},
		{"a field excludes kinds that lack it", cyberres.Filter{Modes: []cyberres.Mode{"bilateral", "regional"}}, "marn-league-accord"},
		{"an alternative mode is not the mode", cyberres.Filter{Modes: []cyberres.Mode{"regional"}}, ""},
		{"a role of the actor asked for", cyberres.Filter{Actors: actors{"keeper-of-marn"}, Roles: []cyberres.Role{"signatory"}}, ""},
		{"a role of anybody", cyberres.Filter{Roles: []cyberres.Role{"channel"}}, "marn-league-accord"},
		{"a status", cyberres.Filter{Statuses: []cyberres.CooperationStatus{"agreed"}}, "marn-league-accord"},
		{"a stance", cyberres.Filter{Stances: []cyberres.Stance{"opposes"}}, "keeper-against-equal-shares"},
		{"a voice", cyberres.Filter{Voices: []cyberres.Voice{"quoted"}}, "keeper-for-aid"},
		{"a speaker", cyberres.Filter{Speakers: actors{"keeper-of-marn"}}, "keeper-for-aid"},
		{"a type of relation", cyberres.Filter{Types: []cyberres.RelationType{"signed-by"}}, "accord-signed-by-marn accord-signed-by-league"},
		{"a meeting", cyberres.Filter{At: actors{"lantern-league"}}, "accord-signed-by-league"},
		{"a year", cyberres.Filter{Date: "2032"}, "accord-storm-charts marn-league-accord accord-signed-by-marn accord-signed-by-league"},
		{"a day in it", cyberres.Filter{Date: "2032-05-04", Kinds: []cyberres.Kind{"relation"}}, "accord-signed-by-marn accord-signed-by-league"},
		{"another year", cyberres.Filter{Date: "2031"}, ""},
		{"not", cyberres.Filter{Actors: actors{"marn"}, Not: []cyberres.Filter{{Kinds: []cyberres.Kind{"relation"}}, {Themes: themes{"warning"}}}}, "marn-weight-on-resilience marn-train-pilots marn-mend-locks"},
		{"not, with a field that the kind lacks", cyberres.Filter{Kinds: []cyberres.Kind{"objective"}, Not: []cyberres.Filter{{Modes: []cyberres.Mode{"bilateral"}}}}, "marn-weight-on-resilience marn-train-pilots marn-mend-locks marn-signal-room accord-storm-charts"},
		{"a source", cyberres.Filter{Sources: []cyberres.SourceID{"elsewhere"}}, ""},
		{"an unknown id keeps nothing", cyberres.Filter{Actors: actors{"nobody"}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := ids(d, c.f); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestOtherSequences(t *testing.T) {
	d := harbour(t)
	var got []string
	for r := range d.Remarks(cyberres.Filter{Kinds: []cyberres.Kind{"anachronism", "not-stated"}}) {
		got = append(got, string(r.ID))
	}
	for r := range d.Remarks(cyberres.Filter{Actors: []cyberres.ActorID{"lantern-league"}}) {
		got = append(got, string(r.ID))
	}
	for m := range d.Mentions(cyberres.Filter{Actors: []cyberres.ActorID{"lantern-league"}}) {
		got = append(got, fmt.Sprint(m.Quote, m.Start, m.Basis))
	}
	for v := range d.Instruments(cyberres.Filter{Date: "2031"}) {
		got = append(got, string(v.ID))
	}
	for v := range d.Instruments(cyberres.Filter{Actors: []cyberres.ActorID{"marn"}, Types: []cyberres.RelationType{"issued-by"}}) {
		got = append(got, string(v.ID))
	}
	for v := range d.Instruments(cyberres.Filter{Kinds: []cyberres.Kind{"agreement"}}) {
		got = append(got, string(v.ID))
	}
	for a := range d.Actors() {
		got = append(got, string(a.ID))
	}
	want := []string{
		"marn-league-age", "marn-cost-not-stated", "marn-league-admirable", "marn-league-age", "Lantern League196", "League427inferred",
		"tide-plan", "tide-plan", "beacon-accord", "keeper-of-marn", "lantern-league", "marn",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestCheckFilter(t *testing.T) {
	d := harbour(t)
	for id, want := range map[string]string{
		"\x1b[31mjapan":                    `no actor "\x1b[31mjapan"`,
		"mar\u202en":                       `no actor "mar\u202en"; did you mean marn?`,
		"\xff":                             `no actor "\xff"`,
		" marn":                            `no actor " marn"; did you mean marn?`,
		`a"b`:                              `no actor "a\"b"`,
		"日本":                               "no actor 日本",
		"two words":                        "no actor two words",
		strings.Repeat("é", 10_000):        "no actor " + strings.Repeat("é", 100) + "…",
		strings.Repeat("é\n", 50) + "\x00": `no actor "` + strings.Repeat(`é\n`, 50) + `…"`,
	} {
		if err := d.CheckFilter(cyberres.Filter{Actors: []cyberres.ActorID{cyberres.ActorID(id)}}); err == nil || err.Error() != want {
			t.Errorf("%.20q: %v, want %s", id, err, want)
		}
	}
	good := cyberres.Filter{Actors: []cyberres.ActorID{"marn"}, Themes: []cyberres.ThemeID{"aid"}, Sources: []cyberres.SourceID{"isle-of-marn"}, Date: "2031"}
	if err := d.CheckFilter(good); err != nil {
		t.Error(err)
	}
	err := d.CheckFilter(cyberres.Filter{
		Modes: []cyberres.Mode{"bilatral"}, Kinds: []cyberres.Kind{"objective", "objectiv"}, Actors: []cyberres.ActorID{"Marnland", "tide-plan", ""}, Speakers: []cyberres.ActorID{"keper-of-marn"}, Date: "2031-13",
		Not: []cyberres.Filter{{Instruments: []cyberres.InstrumentID{"tide-plan", "zzz"}}},
	})
	want := "no actor Marnland; did you mean marn?\nno actor tide-plan; that is the id of a record of kind instrument\nno actor \"\"\nno actor keper-of-marn; did you mean keeper-of-marn?\nno kind objectiv; did you mean objective?\nno mode bilatral; did you mean bilateral?\ndate \"2031-13\": there is no month 13\nno instrument zzz"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	var unknown *cyberres.UnknownError
	if !errors.As(err, &unknown) || unknown.ID != "Marnland" || unknown.Nearest != "marn" || unknown.Kind != cyberres.KindActor {
		t.Errorf("errors.As gives %+v", unknown)
	}
}

// slowKeeps decides about one statement by looking at everything anew, without any of the shortcuts of the library.
func slowKeeps(d *cyberres.Dataset, f cyberres.Filter, s cyberres.Statement) bool {
	c := s.Claim()
	has := func(field bool, kinds ...cyberres.Kind) bool { return !field || slices.Contains(kinds, c.Kind) }
	const o, k, p, r = cyberres.KindObjective, cyberres.KindCooperation, cyberres.KindPosition, cyberres.KindRelation
	for _, ok := range []bool{
		has(len(f.With) > 0, o, k, r), has(len(f.Instruments) > 0, o, k, r), has(len(f.Modes) > 0, k), has(len(f.Roles) > 0, k), has(len(f.Statuses) > 0, k),
		has(len(f.Modalities) > 0, o), has(len(f.Stances) > 0, p), has(len(f.Types) > 0, r), has(len(f.At) > 0, r),
		len(f.Kinds) == 0 || slices.Contains(f.Kinds, c.Kind),
		len(f.Sources) == 0 || slices.Contains(f.Sources, c.Source),
		len(f.Voices) == 0 || slices.Contains(f.Voices, c.Voice),
	} {
		if !ok {
			return false
		}
	}
	var above func(a cyberres.ActorID) []cyberres.ActorID
	above = func(a cyberres.ActorID) []cyberres.ActorID {
		out := []cyberres.ActorID{a}
		if record, ok := d.Actor(a); ok && f.Parts {
			for m := range record.PartOf.All() {
				out = append(out, above(m.Actor)...)
			}
		}
		return out
	}
	is := func(asked []cyberres.ActorID, a cyberres.ActorID) bool {
		if len(asked) == 0 {
			return true
		}
		if _, ok := d.Actor(a); !ok {
			return false
		}
		for _, x := range above(a) {
			if slices.Contains(asked, x) {
				return true
			}
		}
		return false
	}
	type pair struct{ a, b cyberres.ActorID } // somebody, and a counterpart ("" for none)
	var pairs []pair
	role := map[cyberres.ActorID][]cyberres.Role{}
	var instruments []cyberres.InstrumentID
	themes := c.Themes.Slice()
	switch v := s.(type) {
	case cyberres.Objective:
		instruments = v.StatedIn.Slice()
		if len(f.Modalities) > 0 && !slices.Contains(f.Modalities, v.Modality) {
			return false
		}
		for a := range v.Holders.All() {
			pairs = append(pairs, pair{a, ""})
			for b := range v.Holders.All() {
				if a != b {
					pairs = append(pairs, pair{a, b})
				}
			}
			for b := range v.With.All() {
				if a != b {
					pairs = append(pairs, pair{a, b})
				}
			}
		}
	case cyberres.Cooperation:
		instruments = v.Instruments.Slice()
		themes = append(themes, v.Activities.Slice()...)
		if len(f.Modes) > 0 && !slices.Contains(f.Modes, v.Mode) || len(f.Statuses) > 0 && !slices.Contains(f.Statuses, v.Status) {
			return false
		}
		for a := range v.Parties.All() {
			role[a.Actor] = append(role[a.Actor], a.Role)
			pairs = append(pairs, pair{a.Actor, ""})
			for b := range v.Parties.All() {
				if a.Actor != b.Actor {
					pairs = append(pairs, pair{a.Actor, b.Actor})
				}
			}
		}
	case cyberres.Position:
		themes = append(themes, v.On)
		if len(f.Stances) > 0 && !slices.Contains(f.Stances, v.Stance) {
			return false
		}
		pairs = append(pairs, pair{v.Holder, ""})
	case cyberres.Relation:
		instruments = []cyberres.InstrumentID{cyberres.InstrumentID(v.Subject), cyberres.InstrumentID(v.Object)}
		if len(f.Types) > 0 && !slices.Contains(f.Types, v.Type) || len(f.At) > 0 && !slices.Contains(f.At, v.At) {
			return false
		}
		a, b := cyberres.ActorID(v.Subject), cyberres.ActorID(v.Object)
		pairs = append(pairs, pair{a, b}, pair{b, a})
	}
	if len(f.Instruments) > 0 && !slices.ContainsFunc(instruments, func(i cyberres.InstrumentID) bool {
		_, ok := d.Instrument(i)
		return ok && slices.Contains(f.Instruments, i)
	}) {
		return false
	}
	if !slices.ContainsFunc(pairs, func(x pair) bool {
		fits := is(f.Actors, x.a) && (len(f.With) == 0 || x.b != "" && is(f.With, x.b))
		if len(f.Roles) > 0 {
			fits = fits && slices.ContainsFunc(role[x.a], func(r cyberres.Role) bool { return slices.Contains(f.Roles, r) })
		}
		return fits
	}) {
		return false
	}
	if len(f.Themes) > 0 {
		found := false
		for _, t := range themes {
			for t != "" {
				found = found || slices.Contains(f.Themes, t)
				theme, _ := d.Theme(t)
				t = theme.Parent
			}
		}
		if !found {
			return false
		}
	}
	if len(f.Speakers) > 0 && !slices.ContainsFunc(c.Evidence.Slice(), func(e cyberres.Evidence) bool {
		return e.Quoted != "" && slices.Contains(f.Speakers, e.Speaker)
	}) {
		return false
	}
	if f.Date != "" {
		first, last := c.Date.Bounds()
		from, to := f.Date.Bounds()
		if c.Date == "" || first != "" && to < first || last != "" && from > last { // what is not stated may be any day
			return false
		}
	}
	for _, not := range f.Not {
		if slowKeeps(d, not, s) {
			return false
		}
	}
	return true
}

// randomFilter sets a few fields to values that occur in the dataset.
func randomFilter(d *cyberres.Dataset, r *rand.Rand, depth int) (f cyberres.Filter) {
	var actors []cyberres.ActorID
	for a := range d.Actors() {
		actors = append(actors, a.ID)
	}
	var themes []cyberres.ThemeID
	for t := range d.Themes() {
		themes = append(themes, t.ID)
	}
	var instruments []cyberres.InstrumentID
	for i := range d.Instruments(cyberres.Filter{}) {
		instruments = append(instruments, i.ID)
	}
	var sources []cyberres.SourceID
	for s := range d.Sources() {
		sources = append(sources, s.ID)
	}
	for range 1 + r.IntN(3) {
		switch r.IntN(16) {
		case 0, 1:
			f.Actors = some(r, actors)
		case 2:
			f.With = some(r, actors)
		case 3, 4:
			f.Themes = some(r, themes)
		case 5:
			f.Instruments = some(r, instruments)
		case 6:
			f.Kinds = some(r, []cyberres.Kind{"objective", "cooperation", "position", "relation", "actor"})
		case 7:
			f.Modes = some(r, []cyberres.Mode{"bilateral", "multilateral", "regional", "unspecified"})
		case 8:
			f.Roles = some(r, []cyberres.Role{"signatory", "initiator", "provider", "member", "channel", "advocate"})
		case 9:
			f.Modalities = some(r, []cyberres.Modality{"stated", "priority", "planned", "expected-effect"})
		case 10:
			f.Voices = some(r, []cyberres.Voice{"entry", "reported", "quoted"})
		case 11:
			f.Types = some(r, []cyberres.RelationType{"rests-on", "planned-by", "extends", "signed-by", "introduced-by"})
		case 12:
			f.Date = []cyberres.Date{"2016", "2016-05-27", "2021", "2032", "2010/2020"}[r.IntN(5)]
		case 13:
			f.Statuses = some(r, []cyberres.CooperationStatus{"agreed", "planned", "ongoing", "unstated"})
			f.Sources = some(r, sources)
		case 14:
			f.Speakers = some(r, append(actors, "", "", ""))
		case 15:
			f.At = some(r, actors)
		}
	}
	f.Parts = r.IntN(2) == 0
	if depth > 0 && r.IntN(2) == 0 {
		f.Not = []cyberres.Filter{randomFilter(d, r, depth-1)}
	}
	return f
}

func some[T any](r *rand.Rand, from []T) (out []T) {
	for range 1 + r.IntN(min(3, len(from))) {
		out = append(out, from[r.IntN(len(from))])
	}
	return out
}

// Every filter keeps exactly what a look at each statement by itself keeps, in the same order.
func TestFilterAgainstSlowTwin(t *testing.T) {
	for name, d := range map[string]*cyberres.Dataset{"dataset": cyberres.Default(), "harbour": harbour(t), "generated": generated(t, 1000, 1)} {
		r := rand.New(rand.NewPCG(1, 2))
		kept := 0
		for range map[bool]int{true: 400, false: 3000}[name == "generated"] {
			f := randomFilter(d, r, 2)
			var want []string
			for s := range d.Statements(cyberres.Filter{}) {
				if slowKeeps(d, f, s) {
					want = append(want, string(s.Claim().ID))
				}
			}
			kept += len(want)
			if got := ids(d, f); got != strings.Join(want, " ") {
				t.Fatalf("%s: %+v\ngot  %s\nwant %s", name, f, got, want)
			}
			// The sequences of one kind, and the ids by themselves, take other ways through the index.
			var kinds []string
			for o := range d.Objectives(f) {
				kinds = append(kinds, string(o.ID))
			}
			for c := range d.Cooperations(f) {
				kinds = append(kinds, string(c.ID))
			}
			for p := range d.Positions(f) {
				kinds = append(kinds, string(p.ID))
			}
			for v := range d.Relations(f) {
				kinds = append(kinds, string(v.ID))
			}
			alone := d.IDs(f).Slice()
			slices.Sort(kinds)
			slices.Sort(want)
			slices.Sort(alone)
			if !slices.Equal(kinds, want) || !slices.EqualFunc(alone, want, func(a cyberres.ID, b string) bool { return string(a) == b }) {
				t.Fatalf("%s: %+v\nby kind %s\nids     %s\nwant    %s", name, f, kinds, alone, want)
			}
		}
		if kept < 3000 {
			t.Errorf("%s: the random filters keep only %d statements in all: the test looks at nothing", name, kept)
		}
	}
}

// Filters of fields and values that the fuzzer chooses, byte by byte, against the slow twin; with values that the dataset does not have.
func FuzzFilter(f *testing.F) {
	d := cyberres.Default()
	f.Add([]byte{0, 1, 4, 2, 255}, false)
	f.Add([]byte{6, 0, 1, 1, 9, 3, 200, 2, 2}, true)
	f.Add([]byte("8\"x"), true) // an instrument where an actor belongs
	var actors []cyberres.ActorID
	for a := range d.Actors() {
		actors = append(actors, a.ID)
	}
	actors = append(actors, "", "nobody", "nis2-directive")
	var themes []cyberres.ThemeID
	for t := range d.Themes() {
		themes = append(themes, t.ID)
	}
	themes = append(themes, "", "japan")
	instruments := []cyberres.InstrumentID{"", "japan"}
	for i := range d.Instruments(cyberres.Filter{}) {
		instruments = append(instruments, i.ID)
	}
	sources := []cyberres.SourceID{"", "nowhere"}
	for s := range d.Sources() {
		sources = append(sources, s.ID)
	}
	f.Fuzz(func(t *testing.T, data []byte, parts bool) {
		next := func() int {
			if len(data) == 0 {
				return 0
			}
			b := data[0]
			data = data[1:]
			return int(b)
		}
		var make func(depth int) cyberres.Filter
		make = func(depth int) (f cyberres.Filter) {
			f.Parts = parts
			for range next() % 5 {
				switch v := next(); next() % 17 {
				case 0:
					f.Actors = append(f.Actors, actors[v%len(actors)])
				case 1:
					f.With = append(f.With, actors[v%len(actors)])
				case 2:
					f.Themes = append(f.Themes, themes[v%len(themes)])
				case 3:
					f.Instruments = append(f.Instruments, instruments[v%len(instruments)])
				case 4:
					f.Sources = append(f.Sources, sources[v%len(sources)])
				case 5:
					f.Kinds = append(f.Kinds, []cyberres.Kind{"objective", "cooperation", "position", "relation", "actor", ""}[v%6])
				case 6:
					f.Modes = append(f.Modes, []cyberres.Mode{"bilateral", "multilateral", "regional", "unspecified", ""}[v%5])
				case 7:
					f.Roles = append(f.Roles, []cyberres.Role{"signatory", "initiator", "provider", "member", "channel", "advocate", ""}[v%7])
				case 8:
					f.Statuses = append(f.Statuses, []cyberres.CooperationStatus{"agreed", "planned", "ongoing", "unstated", ""}[v%5])
				case 9:
					f.Modalities = append(f.Modalities, []cyberres.Modality{"stated", "priority", "planned", "expected-effect", ""}[v%5])
				case 10:
					f.Stances = append(f.Stances, []cyberres.Stance{"supports", "opposes", ""}[v%3])
				case 11:
					f.Voices = append(f.Voices, []cyberres.Voice{"entry", "reported", "quoted", ""}[v%4])
				case 12:
					f.Speakers = append(f.Speakers, actors[v%len(actors)])
				case 13:
					f.Types = append(f.Types, []cyberres.RelationType{"rests-on", "planned-by", "extends", "member-of", ""}[v%5])
				case 14:
					f.At = append(f.At, actors[v%(len(actors)-3)])
				case 15:
					f.Date = []cyberres.Date{"2016", "2016-05-27", "2021", "2032", "2010/2020"}[v%5]
				case 16:
					if depth > 0 {
						f.Not = append(f.Not, make(depth-1))
					}
				}
			}
			return f
		}
		filter := make(2)
		var want []string
		for s := range d.Statements(cyberres.Filter{}) {
			if slowKeeps(d, filter, s) {
				want = append(want, string(s.Claim().ID))
			}
		}
		if got := ids(d, filter); got != strings.Join(want, " ") {
			t.Fatalf("%+v\ngot  %s\nwant %s", filter, got, want)
		}
		if got := d.IDs(filter).Len(); got != len(want) {
			t.Fatalf("%+v: %d ids, want %d", filter, got, len(want))
		}
	})
}
