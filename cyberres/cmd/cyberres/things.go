package main

import (
	"fmt"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
)

// The columns of actors, instruments, sources and themes, which were verified outside of the annotated texts.

// actorColumns has the id first: it is what people come for, to use it elsewhere.
func actorColumns(d *cyberres.Dataset) []column[cyberres.Actor] {
	type t = cyberres.Actor
	return []column[t]{
		{"id", first, false, one(func(v t) cyberres.ActorID { return v.ID })},
		{"kind", first, false, one(func(v t) cyberres.Kind { return v.Kind })},
		{"name", first, true, one(func(v t) string { return v.Name })},
		{"description", long, true, one(func(v t) string { return v.Description })},
		{"names", long, false, func(v t) []string { return namesOf(v.Names) }},
		{"codes", long, false, func(v t) []string { return codes(v.Identifiers) }},
		{"part of", long, false, func(v t) []string { return memberships(v.PartOf) }},
		{"member of", long, false, func(v t) []string { return memberships(v.Memberships) }},
		{"facts", long, true, func(v t) []string { return facts(v.Facts) }},
		{"withdrawn", long, true, one(func(v t) string { return v.Withdrawn })},
		{"remarks", remarks, true, func(v t) []string { return remarksAbout(d, cyberres.ID(v.ID)) }},
	}
}

// instrumentColumns has the status on a date, where one is asked for; today's would make the output depend on the day on which it is printed.
func instrumentColumns(d *cyberres.Dataset, asOf cyberres.Date) []column[cyberres.Instrument] {
	type t = cyberres.Instrument
	return []column[t]{
		{"id", first, false, one(func(v t) cyberres.InstrumentID { return v.ID })},
		{"kind", first, false, one(func(v t) cyberres.Kind { return v.Kind })},
		{"title", first, true, one(func(v t) string { return v.Title })},
		{"last step", first, false, func(v t) []string {
			if n := v.Timeline.Len(); n > 0 && asOf == "" {
				return []string{step(v.Timeline.At(n - 1))}
			}
			return nil
		}},
		{"status then", first, false, one(func(v t) string {
			if asOf == "" {
				return ""
			}
			return statusOn(v, asOf)
		})},
		{"description", long, true, one(func(v t) string { return v.Description })},
		{"names", long, false, func(v t) []string { return namesOf(v.Names) }},
		{"codes", long, false, func(v t) []string { return codes(v.Identifiers) }},
		{"period", long, false, one(func(v t) cyberres.Date { return v.Period })},
		{"timeline", long, true, func(v t) (out []string) {
			for e := range v.Timeline.All() {
				s := step(e)
				if e.Note != "" {
					s += ": " + e.Note
				}
				out = append(out, s)
			}
			return out
		}},
		{"relations", long, false, func(v t) (out []string) {
			for l := range v.Relations.All() {
				out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s", l.Type, l.Object, l.Date)))
			}
			return out
		}},
		{"facts", long, true, func(v t) []string { return facts(v.Facts) }},
		{"withdrawn", long, true, one(func(v t) string { return v.Withdrawn })},
		{"remarks", remarks, true, func(v t) []string { return remarksAbout(d, cyberres.ID(v.ID)) }},
	}
}

// statusOn returns the status of an instrument on a date, in words.
func statusOn(v cyberres.Instrument, date cyberres.Date) string {
	status, certain := v.StatusOn(date)
	switch {
	case status == cyberres.InstrumentUnknown:
		return "unknown"
	case !certain:
		return string(status) + " (uncertain)"
	}
	return string(status)
}

// sourceColumns says how a text was read: what a machine read and nobody reviewed is not to be taken for more.
func sourceColumns(d *cyberres.Dataset) []column[cyberres.Source] {
	type t = cyberres.Source
	return []column[t]{
		{"id", first, false, one(func(v t) cyberres.SourceID { return v.ID })},
		{"subject", first, false, one(func(v t) cyberres.ActorID { return v.Subject })},
		{"title", first, true, one(func(v t) string { return v.Title })},
		{"written", first, false, one(func(v t) cyberres.Date { return v.Written.Date })},
		{"coverage", first, false, one(func(v t) cyberres.Coverage { return v.Coverage })},
		{"publisher", long, false, one(func(v t) string { return v.Publisher })},
		{"urls", long, false, func(v t) []string { return words(v.URLs) }},
		{"language", long, false, one(func(v t) string { return v.Language })},
		{"rights", long, true, one(func(v t) string { return v.Rights })},
		{"why written then", long, true, one(func(v t) string { return v.Written.Text })},
		{"read by", long, false, one(func(v t) string {
			return fmt.Sprintf("%s, %s, %s", v.Provenance.Origin, count(v.Provenance.Readings, "reading"), v.Provenance.Review)
		})},
		{"text", long, false, one(func(v t) string {
			return fmt.Sprintf("%d code points, %d words, SHA-256 %s", v.Text.CodePoints, v.Text.Words, v.Text.SHA256)
		})},
		{"withdrawn", long, true, one(func(v t) string { return v.Withdrawn })},
		{"remarks", remarks, true, func(v t) []string { return remarksAbout(d, cyberres.ID(v.ID)) }},
	}
}

// themeColumns has the parent beside each theme, since asking for the parent finds the theme, too.
func themeColumns(*cyberres.Dataset) []column[cyberres.Theme] {
	type t = cyberres.Theme
	return []column[t]{
		{"id", first, false, one(func(v t) cyberres.ThemeID { return v.ID })},
		{"below", first, false, one(func(v t) cyberres.ThemeID { return v.Parent })},
		{"theme", first, true, one(func(v t) string { return v.Label })},
		{"scope", long, true, one(func(v t) string { return v.Note })},
	}
}

// referenceColumns serve show alone: references are found by what they support.
func referenceColumns(*cyberres.Dataset) []column[cyberres.Reference] {
	type t = cyberres.Reference
	return []column[t]{
		{"id", first, false, one(func(v t) cyberres.ID { return v.ID })},
		{"kind", first, false, one(func(v t) cyberres.Kind { return v.Kind })},
		{"title", first, true, one(func(v t) string { return v.Title })},
		{"url", first, false, one(func(v t) string { return v.URL })},
		{"note", long, true, one(func(v t) string { return v.Note })},
	}
}

// step is one event of a timeline. Its date is as precise as it is known.
func step(e cyberres.Event) string { return fmt.Sprintf("%s %s", e.Date, e.Type) }

// namesOf returns names with their language and use.
func namesOf(list cyberres.List[cyberres.Name]) (out []string) {
	for n := range list.All() {
		s := fmt.Sprintf("%s (%s, %s", n.Text, n.Language, n.Use)
		if n.To != "" {
			s += " until " + string(n.To)
		}
		out = append(out, s+")")
	}
	return out
}

// codes returns identifiers with their scheme, without which a number says nothing.
func codes(list cyberres.List[cyberres.Identifier]) (out []string) {
	for i := range list.All() {
		out = append(out, i.Scheme+" "+i.Value)
	}
	return out
}

// memberships returns bodies with the time of belonging. An end that is not stated is left out: it does not mean today.
func memberships(list cyberres.List[cyberres.Membership]) (out []string) {
	for m := range list.All() {
		s := string(m.Actor)
		switch {
		case m.From != "" && m.To != "":
			s += fmt.Sprintf(" (%s to %s)", m.From, m.To)
		case m.From != "":
			s += fmt.Sprintf(" (from %s)", m.From)
		case m.To != "":
			s += fmt.Sprintf(" (to %s)", m.To)
		}
		out = append(out, s)
	}
	return out
}

// facts returns what was verified elsewhere, with its date. What it rests on is listed by show.
func facts(list cyberres.List[cyberres.Fact]) (out []string) {
	for f := range list.All() {
		s := f.Text
		if f.Date != "" {
			s = fmt.Sprintf("%s (%s)", s, f.Date)
		}
		out = append(out, s)
	}
	return out
}
