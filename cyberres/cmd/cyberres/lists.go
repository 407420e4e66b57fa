package main

import (
	"flag"
	"iter"
	"slices"

	"github.com/cyberres/cyberres/cyberres"
)

// The verbs that list records. Each says in its help what its records are: whoever meets the words here has not read the codebook.

func objectivesVerb() verb {
	return verb{
		name: "objectives", operands: "[filters]", what: "list aims, and who holds them",
		about:    "An objective is an aim, task, plan, focus or hoped-for effect that a text ascribes to somebody. " + aboutLists,
		examples: []string{"cyberres objectives -actor european-union -parts -theme incident-response", "cyberres objectives -modality planned -format csv"},
		setup: listing[cyberres.Objective]{
			filters: filtersOf("with", "instrument", "modality"), depths: allDepths(),
			records: (*cyberres.Dataset).Objectives, columns: objectiveColumns,
		}.setup,
	}
}

func cooperationsVerb() verb {
	return verb{
		name: "cooperations", operands: "[filters]", what: "list who acts together, in which mode, each party in its role",
		about: "A cooperation is one arrangement with all its parties. Of three who agree together no two have an agreement of their own, so do not count pairs. " +
			aboutLists,
		examples: []string{"cyberres cooperations -mode bilateral,multilateral", "cyberres cooperations -actor japan -role provider -evidence", `cyberres cooperations -not "mode=bilateral,actor=japan" -format json`},
		setup: listing[cyberres.Cooperation]{
			filters: filtersOf("with", "instrument", "mode", "role", "status"), depths: allDepths(),
			records: (*cyberres.Dataset).Cooperations, columns: cooperationColumns,
		}.setup,
	}
}

func positionsVerb() verb {
	return verb{
		name: "positions", operands: "[filters]", what: "list who is for or against something",
		about:    "A position is a view that a text ascribes to an actor, on a theme. " + aboutLists,
		examples: []string{"cyberres positions -stance opposes -long", "cyberres positions -actor japan -evidence -remarks"},
		setup: listing[cyberres.Position]{
			filters: filtersOf("stance"), depths: allDepths(),
			records: (*cyberres.Dataset).Positions, columns: positionColumns,
		}.setup,
	}
}

func relationsVerb() verb {
	return verb{
		name: "relations", operands: "[filters]", what: "list how texts tie actors and instruments to each other",
		about: "A relation reads from its subject to its object: nis2-directive updates nis-directive. It is what a text asserts; what was verified stands in " +
			"the instrument (see: cyberres show). " + aboutLists,
		examples: []string{"cyberres relations -instrument nis2-directive", "cyberres relations -type introduced-by,signed-by -format md"},
		setup: listing[cyberres.Relation]{
			filters: filtersOf("with", "instrument", "type", "at"), depths: allDepths(),
			records: (*cyberres.Dataset).Relations, columns: relationColumns,
		}.setup,
	}
}

func remarksVerb() verb {
	return verb{
		name: "remarks", operands: "[filters]", what: "list what readers of the texts should know: slips, claims that were overtaken",
		about:    "Statements repeat what a text says, mistakes included. A remark says what is the case instead, or what the text leaves out. " + aboutLists,
		examples: []string{"cyberres remarks -kind overtaken,anachronism", "cyberres remarks -actor japan -long"},
		setup: listing[cyberres.Remark]{
			filters: []string{"actor", "parts", "instrument", "source", "speaker", "kind"}, kinds: vocabulary("remarks"), depths: []depth{long, evidence},
			records: (*cyberres.Dataset).Remarks, columns: remarkColumns,
		}.setup,
	}
}

func instrumentsVerb() verb {
	return verb{
		name: "instruments", operands: "[filters]", what: "list strategies, laws, agreements and other things that actors act under",
		about: "What is recorded of an instrument was verified outside of the annotated texts. With -as-of the list says where each stood on that day. Of an " +
			"instrument, -date is when something happened to it, -actor who issued it or stands in another verified relation to it, and -type is of such a relation. " + aboutLists,
		examples: []string{"cyberres instruments -kind strategy -as-of 2021-06-01", "cyberres instruments -actor european-union -parts -date 2018/2020"},
		setup: func(c *command, flags *flag.FlagSet) func([]string) int {
			return listing[cyberres.Instrument]{
				filters: []string{"actor", "parts", "instrument", "kind", "type", "date"}, kinds: vocabulary("instruments"), depths: []depth{long, remarks},
				records: (*cyberres.Dataset).Instruments,
				columns: func(d *cyberres.Dataset) []column[cyberres.Instrument] { return instrumentColumns(d, c.asOf) },
			}.setup(c, flags)
		},
	}
}

func actorsVerb() verb {
	return verb{
		name: "actors", operands: "[filters]", what: "list states, organisations, bodies, forums and groups",
		about: "With -actor and -parts: actors and their parts. Filters that are about statements keep the actors that take part in one which fits: " +
			"with -role, those in that role. " + aboutLists,
		examples: []string{"cyberres actors -kind state,union -long", "cyberres actors -theme capacity-building -role provider", "cyberres actors -actor european-union -parts"},
		setup: listing[cyberres.Actor]{
			filters: []string{"actor", "parts", "kind", "theme", "instrument", "source", "mode", "role", "status", "modality", "stance", "voice", "type", "at", "date"},
			kinds:   vocabulary("actors"), depths: []depth{long, remarks},
			records: actorsThat, columns: actorColumns,
		}.setup,
	}
}

func sourcesVerb() verb {
	return verb{
		name: "sources", operands: "[filters]", what: "list the texts that were read",
		about: "A source is one text about one actor, its subject. Its words are not part of the dataset; -long says where they are published. Of a source, -date is " +
			"when it was written. " + aboutLists,
		examples: []string{"cyberres sources -long", "cyberres sources -actor japan -format json"},
		setup: listing[cyberres.Source]{
			filters: []string{"actor", "parts", "source", "date"}, depths: []depth{long, remarks},
			records: sourcesThat, columns: sourceColumns,
		}.setup,
	}
}

func themesVerb() verb {
	return verb{
		name: "themes", operands: "[filters]", what: "list what statements are about, for the filter -theme",
		about:    "Themes are in the order of the codebook, in which narrower ones follow wider ones. -theme keeps themes with those below them. " + aboutLists,
		examples: []string{"cyberres themes -long", "cyberres themes -theme incident-management"},
		setup: listing[cyberres.Theme]{
			filters: []string{"theme"}, depths: []depth{long},
			records: themesThat, columns: themeColumns,
		}.setup,
	}
}

// filtersOf returns the filters of a kind of statement: those that all have, and its own.
func filtersOf(own ...string) []string {
	return append([]string{"actor", "parts", "theme", "source", "voice", "speaker", "date"}, own...)
}

// allDepths is what statements have to show beside their first columns.
func allDepths() []depth { return []depth{long, evidence, remarks} }

// The library does not filter actors, sources and themes. They are few enough to be looked at one by one.

// actorsThat ranges over the actors that a filter keeps: by id and kind, and by the statements in which they take part.
func actorsThat(d *cyberres.Dataset, f cyberres.Filter) iter.Seq[cyberres.Actor] {
	keep := actorFilter(d, f)
	return kept(d.Actors(), keep)
}

// actorFilter makes the test for a filter once, since who takes part is asked of the whole dataset.
func actorFilter(d *cyberres.Dataset, f cyberres.Filter) func(cyberres.Actor) bool {
	// Each filter in Not is a filter like this one.
	var not []func(cyberres.Actor) bool
	for _, n := range f.Not {
		not = append(not, actorFilter(d, n))
	}
	// What is left after taking out what is about the actor itself is about statements.
	statements := f
	statements.Actors, statements.Parts, statements.Kinds, statements.Not = nil, false, nil, nil
	var takePart map[cyberres.ActorID]bool
	if !isZero(statements) {
		takePart = map[cyberres.ActorID]bool{}
		for p := range d.Participations(statements) {
			takePart[p.Actor] = true
		}
	}
	return func(a cyberres.Actor) bool {
		return (len(f.Kinds) == 0 || slices.Contains(f.Kinds, a.Kind)) && isOrPartOf(d, a, f) && (takePart == nil || takePart[a.ID]) &&
			!slices.ContainsFunc(not, func(fits func(cyberres.Actor) bool) bool { return fits(a) })
	}
}

// isZero reports whether a filter asks for nothing. Filters have slices, which do not compare.
func isZero(f cyberres.Filter) bool {
	return len(f.Themes)+len(f.Instruments)+len(f.Sources)+len(f.Modes)+len(f.Roles)+len(f.Statuses)+len(f.Modalities)+len(f.Stances)+len(f.Voices)+
		len(f.Types)+len(f.At)+len(f.Date) == 0
}

// isOrPartOf reports whether an actor is one of those asked for, or with Parts, part of one. Nobody is part of itself: Open sees to that.
func isOrPartOf(d *cyberres.Dataset, a cyberres.Actor, f cyberres.Filter) bool {
	if len(f.Actors) == 0 || slices.Contains(f.Actors, a.ID) {
		return true
	}
	for m := range a.PartOf.All() {
		if whole, ok := d.Actor(m.Actor); f.Parts && ok && isOrPartOf(d, whole, f) {
			return true
		}
	}
	return false
}

// sourcesThat ranges over the sources that a filter keeps: by subject, id and the time when they were written.
func sourcesThat(d *cyberres.Dataset, f cyberres.Filter) iter.Seq[cyberres.Source] {
	return kept(d.Sources(), func(s cyberres.Source) bool { return sourceFits(d, s, f) })
}

// sourceFits takes a year that overlaps for a fit, as the filters of the library do: nobody knows the day.
func sourceFits(d *cyberres.Dataset, s cyberres.Source, f cyberres.Filter) bool {
	for _, n := range f.Not {
		if sourceFits(d, s, n) {
			return false
		}
	}
	subject, _ := d.Actor(s.Subject)
	in, _ := f.Date.Contains(s.Written.Date)
	return (len(f.Sources) == 0 || slices.Contains(f.Sources, s.ID)) && isOrPartOf(d, subject, f) && (f.Date == "" || in)
}

// themesThat ranges over the themes that a filter keeps.
func themesThat(d *cyberres.Dataset, f cyberres.Filter) iter.Seq[cyberres.Theme] {
	return kept(d.Themes(), func(t cyberres.Theme) bool {
		return isOrBelow(d, t, f.Themes) && !slices.ContainsFunc(f.Not, func(n cyberres.Filter) bool { return isOrBelow(d, t, n.Themes) })
	})
}

// isOrBelow reports whether a theme is one of those asked for or below one; none asked for means any.
func isOrBelow(d *cyberres.Dataset, t cyberres.Theme, asked []cyberres.ThemeID) bool {
	if len(asked) == 0 || slices.Contains(asked, t.ID) {
		return true
	}
	parent, ok := d.Theme(t.Parent)
	return ok && isOrBelow(d, parent, asked)
}

// kept ranges over what a test keeps of a sequence.
func kept[T any](all iter.Seq[T], keep func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range all {
			if keep(v) && !yield(v) {
				return
			}
		}
	}
}
