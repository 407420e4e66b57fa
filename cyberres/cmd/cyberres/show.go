package main

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/nearest"
)

func showVerb() verb {
	return verb{
		name: "show", operands: "ID…", what: "print everything about records, of whatever kind",
		about: "Any id that another verb prints will do: of a statement, an actor, an instrument, a source, a theme, a remark or a reference. Remarks about a record, " +
			"what it rests on and the statements about it are printed with it. Withdrawn records are shown too, and say why they were withdrawn.",
		statuses: "An unknown id gives 2; the others are printed all the same.",
		examples: []string{"cyberres show japan-against-differentiated-responsibility", "cyberres show nis2-directive -as-of 2021-06-01", "cyberres show japan -format json"},
		takes:    "id",
		setup: func(c *command, flags *flag.FlagSet) func([]string) int {
			c.viewFlags(flags)
			c.formatFlag(flags, "table", "json", "md")
			return c.show
		},
	}
}

// A record is one record of any kind, ready to print.
type record struct {
	Kind    cyberres.Kind     `json:"kind"`
	Record  any               `json:"record"`
	Remarks []cyberres.Remark `json:"remarks"` // about it

	id     cyberres.ID
	fields []labelled
}

// show prints what it finds before it says what it does not: one slip among ten ids should not cost the other nine.
func (c *command) show(operands []string) int {
	var ids []string
	for _, o := range operands {
		ids = append(ids, strings.Split(o, ",")...)
	}
	if len(ids) == 0 {
		return c.usage(errors.New("show what? name one id or more"))
	}
	whole, d, err := c.view()
	if err != nil {
		return c.fail(err)
	}
	// A view knows less than the dataset. What it leaves out gets another message than what never was.
	var unknown []error
	records := []record{}
	for _, id := range ids {
		r, ok := find(d, cyberres.ID(id), c.asOf)
		if ok {
			records = append(records, r)
		} else if _, later := find(whole, cyberres.ID(id), ""); later {
			unknown = append(unknown, fmt.Errorf("%s was not there on %s", id, c.asOf))
		} else {
			unknown = append(unknown, noRecord(whole, id))
		}
	}
	switch c.format {
	case "json":
		c.json(records)
	case "md":
		for _, r := range records {
			c.showMarkdown(r)
		}
	default:
		for i, r := range records {
			if i > 0 {
				fmt.Fprintln(c.out)
			}
			c.showText(r)
		}
	}
	if len(unknown) > 0 {
		return c.usage(errors.Join(unknown...))
	}
	return fine
}

// find returns a record by its id, ready to print. Ids are unique over all kinds, so that the order of looking does not matter.
func find(d *cyberres.Dataset, id cyberres.ID, asOf cyberres.Date) (r record, ok bool) {
	if v, found := d.Actor(cyberres.ActorID(id)); found {
		r, ok = prepared(cyberres.KindActor, v, actorColumns(d)), true
		r.add("taking part in", taking(d, cyberres.Filter{Actors: []cyberres.ActorID{v.ID}}, "-actor "+string(id)))
		r.references(d, slices.Concat(words(v.References), factReferences(v.Facts)))
	} else if v, found := d.Instrument(cyberres.InstrumentID(id)); found {
		r, ok = prepared(cyberres.KindInstrument, v, instrumentColumns(d, asOf)), true
		r.add("named in", taking(d, cyberres.Filter{Instruments: []cyberres.InstrumentID{v.ID}}, "-instrument "+string(id)))
		list := slices.Concat(words(v.References), factReferences(v.Facts))
		for e := range v.Timeline.All() {
			list = append(list, words(e.References)...)
		}
		r.references(d, list)
	} else if v, found := d.Source(cyberres.SourceID(id)); found {
		r, ok = prepared(cyberres.KindSource, v, sourceColumns(d)), true
		r.add("says", taking(d, cyberres.Filter{Sources: []cyberres.SourceID{v.ID}}, "-source "+string(id)))
		r.references(d, words(v.Written.References))
	} else if v, found := d.Theme(cyberres.ThemeID(id)); found {
		r, ok = prepared(cyberres.KindTheme, v, themeColumns(d)), true
		r.add("themes below", narrower(d, v.ID))
		r.add("on it", taking(d, cyberres.Filter{Themes: []cyberres.ThemeID{v.ID}}, "-theme "+string(id)))
	} else if v, found := d.Objective(id); found {
		r, ok = prepared(cyberres.KindObjective, v, objectiveColumns(d)), true
	} else if v, found := d.Cooperation(id); found {
		r, ok = prepared(cyberres.KindCooperation, v, cooperationColumns(d)), true
	} else if v, found := d.Position(id); found {
		r, ok = prepared(cyberres.KindPosition, v, positionColumns(d)), true
	} else if v, found := d.Relation(id); found {
		r, ok = prepared(cyberres.KindRelation, v, relationColumns(d)), true
	} else if v, found := d.Remark(id); found {
		r, ok = prepared(cyberres.KindRemark, v, remarkColumns(d)), true
		r.references(d, words(v.References))
	} else if v, found := d.Reference(id); found {
		r, ok = prepared(cyberres.KindReference, v, referenceColumns(d)), true
	}
	if ok {
		r.id = id
		if _, certain := d.Contains(id); asOf != "" && !certain {
			r.add("on "+string(asOf), []string{"it is not certain that this was there already"})
		}
		r.Remarks = []cyberres.Remark{}
		if r.Kind != cyberres.KindRemark {
			r.Remarks = slices.AppendSeq(r.Remarks, d.RemarksAbout(id))
		}
	}
	return r, ok
}

// prepared makes a record of what its columns have to say.
func prepared[T any](kind cyberres.Kind, v T, columns []column[T]) record {
	r := record{Kind: kind, Record: v}
	for _, col := range columns {
		// The id stands in the heading.
		if values := col.cell(v); col.name != "id" && len(values) > 0 {
			r.fields = append(r.fields, labelled{col.name, col.prose, values})
		}
	}
	return r
}

// add puts one more field before the remarks, which come last.
func (r *record) add(name string, values []string) {
	if len(values) == 0 {
		return
	}
	at := len(r.fields)
	if at > 0 && r.fields[at-1].name == string(remarks) {
		at--
	}
	r.fields = slices.Insert(r.fields, at, labelled{name, true, values})
}

// references adds what a record rests on, each once.
func (r *record) references(d *cyberres.Dataset, ids []string) {
	slices.Sort(ids)
	var lines []string
	for _, id := range slices.Compact(ids) {
		line := id
		if ref, ok := d.Reference(cyberres.ID(id)); ok {
			line = strings.TrimRight(fmt.Sprintf("%s: %s %s", id, ref.Title, ref.URL), " ")
		}
		lines = append(lines, line)
	}
	if len(lines) > 0 {
		r.fields = slices.DeleteFunc(r.fields, func(l labelled) bool { return l.name == "references" })
		r.add("references", lines)
	}
}

// factReferences returns what facts rest on.
func factReferences(list cyberres.List[cyberres.Fact]) (out []string) {
	for f := range list.All() {
		out = append(out, words(f.References)...)
	}
	return out
}

// taking counts the statements that a filter keeps, by kind, and says how to list them.
func taking(d *cyberres.Dataset, f cyberres.Filter, flag string) (out []string) {
	for _, kind := range []cyberres.Kind{cyberres.KindObjective, cyberres.KindCooperation, cyberres.KindPosition, cyberres.KindRelation} {
		f.Kinds = []cyberres.Kind{kind}
		if n := d.IDs(f).Len(); n > 0 {
			out = append(out, fmt.Sprintf("%s (cyberres %ss %s)", count(n, string(kind)), kind, flag))
		}
	}
	return out
}

// narrower returns the themes right below one.
func narrower(d *cyberres.Dataset, id cyberres.ThemeID) (out []string) {
	for t := range d.Themes() {
		if t.Parent == id {
			out = append(out, string(t.ID))
		}
	}
	return out
}

// showText prints a record as people read it, names in one column and values in another.
func (c *command) showText(r record) {
	fmt.Fprintln(c.out, c.style(fmt.Sprintf("%s %s", r.Kind, visible(string(r.id))), bold))
	name := 0
	for _, l := range r.fields {
		name = max(name, cells(l.name)+1)
	}
	for _, l := range r.fields {
		c.labelled(l, 2, name)
	}
}

// showMarkdown prints a record as a section, to be pasted into a report.
func (c *command) showMarkdown(r record) {
	fmt.Fprintf(c.out, "## %s %s\n\n", markdown(string(r.Kind)), markdown(visible(string(r.id))))
	for _, l := range r.fields {
		if l.prose && len(l.values) > 1 {
			fmt.Fprintf(c.out, "- **%s**:\n", markdown(l.name))
			for _, v := range l.values {
				fmt.Fprintf(c.out, "  - %s\n", markdown(visible(v)))
			}
			continue
		}
		fmt.Fprintf(c.out, "- **%s**: %s\n", markdown(l.name), markdown(visible(strings.Join(l.values, ", "))))
	}
	fmt.Fprintln(c.out)
}

// noRecord is the error for an id that no record has, with the one that was meant: somebody who is called so, or the nearest id.
func noRecord(d *cyberres.Dataset, id string) error {
	// People type names, which are better known than ids.
	if m := d.Resolve(id); len(m) > 0 {
		return fmt.Errorf("no record %s; did you mean %s?", quotedEmpty(id), m[0].ID)
	}
	if near := nearest.Names(id, allIDs(d)); len(near) > 0 {
		return fmt.Errorf("no record %s; did you mean %s?", quotedEmpty(id), near[0])
	}
	return fmt.Errorf("no record %s; to look for words: cyberres search %s", quotedEmpty(id), id)
}

// allIDs returns the ids of all records but references, which have no list of their own.
func allIDs(d *cyberres.Dataset) (out []string) {
	for _, kind := range vocabulary("record") {
		out = append(out, idsOf(d, kind)...)
	}
	return out
}

// idsOf returns the ids of the records of a kind.
func idsOf(d *cyberres.Dataset, kind string) (out []string) {
	switch cyberres.Kind(kind) {
	case cyberres.KindActor:
		for v := range d.Actors() {
			out = append(out, string(v.ID))
		}
	case cyberres.KindInstrument:
		for v := range d.Instruments(cyberres.Filter{}) {
			out = append(out, string(v.ID))
		}
	case cyberres.KindSource:
		for v := range d.Sources() {
			out = append(out, string(v.ID))
		}
	case cyberres.KindTheme:
		for v := range d.Themes() {
			out = append(out, string(v.ID))
		}
	case cyberres.KindRemark:
		for v := range d.Remarks(cyberres.Filter{}) {
			out = append(out, string(v.ID))
		}
	default:
		out = words(d.IDs(cyberres.Filter{Kinds: []cyberres.Kind{cyberres.Kind(kind)}}))
	}
	return out
}
