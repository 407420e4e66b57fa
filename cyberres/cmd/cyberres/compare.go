package main

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
)

func compareVerb() verb {
	return verb{
		name: "compare", operands: "ACTOR…", what: "set actors side by side over all themes",
		about: "Each cell says whether the texts state something of an actor on a theme, oppose it, or are silent, and names the records behind it. Themes on " +
			"which the actors differ come first. An actor stands for its parts as well. -long adds a list of all records that the table names, with their summaries; " +
			"-evidence and -remarks add to that list. The other formats have everything at once; html is a fragment to put into a page.",
		examples: []string{"cyberres compare north-macedonia european-union japan", "cyberres compare japan nato -evidence", "cyberres compare japan european-union -format html"},
		takes:    "actor",
		setup: func(c *command, flags *flag.FlagSet) func([]string) int {
			c.viewFlags(flags)
			c.formatFlag(flags, "table", "json", "csv", "md", "html")
			c.depthFlags(flags, allDepths()...)
			return c.compare
		},
	}
}

// compare leaves the layout to the library, whose forms are tested with it, and adds the list of records.
func (c *command) compare(operands []string) int {
	if len(operands) == 0 {
		return c.usage(errors.New("compare whom? name actors, such as japan european-union; to list them: cyberres actors"))
	}
	_, d, err := c.view()
	if err != nil {
		return c.fail(err)
	}
	comparison, err := d.Compare(actorIDs(operands)...)
	if err != nil {
		return c.usage(explained(err))
	}
	switch c.format {
	case "json":
		return c.json(comparison)
	case "csv":
		return csvOf(c, cellsOfComparison(comparison), cellColumns())
	case "md":
		c.out.WriteString(comparison.Markdown())
	case "html":
		c.out.WriteString(comparison.HTML())
	default:
		c.out.WriteString(comparison.Table(c.width))
		if c.depth[long] || c.depth[evidence] || c.depth[remarks] {
			fmt.Fprintln(c.out)
			c.print(gridOf(claimsOf(comparison), comparedColumns(d), c.depth))
		}
	}
	return fine
}

// actorIDs reads operands as ids. Filters separate them by commas, so that people do here, too.
func actorIDs(operands []string) (out []cyberres.ActorID) {
	for _, o := range operands {
		for id := range strings.SplitSeq(o, ",") {
			out = append(out, cyberres.ActorID(id))
		}
	}
	return out
}

// cellsOfComparison returns all cells, row by row.
func cellsOfComparison(c *cyberres.Comparison) (out []cyberres.Cell) {
	for row := range c.Rows() {
		out = slices.AppendSeq(out, row.Cells())
	}
	return out
}

// cellColumns are those of a comparison in which each line is a theme and an actor, the form that spreadsheets pivot.
func cellColumns() []column[cyberres.Cell] {
	type t = cyberres.Cell
	ids := func(claims cyberres.Claims) (out []string) {
		for v := range claims.All() {
			out = append(out, string(v.ID))
		}
		return out
	}
	return []column[t]{
		{"theme", first, false, one(func(v t) cyberres.ThemeID { return v.Theme })},
		{"actor", first, false, one(func(v t) cyberres.ActorID { return v.Actor })},
		{"state", first, false, one(func(v t) cyberres.CellState { return v.State })},
		{"supporting", first, false, func(v t) []string { return ids(v.Supporting) }},
		{"opposing", first, false, func(v t) []string { return ids(v.Opposing) }},
		{"remarks", first, false, func(v t) (out []string) {
			for r := range v.Remarks() {
				out = append(out, string(r.ID))
			}
			return out
		}},
	}
}

// claimsOf returns the records behind a comparison, each once, by id.
func claimsOf(c *cyberres.Comparison) (out []cyberres.Claim) {
	seen := map[cyberres.ID]bool{}
	for _, cell := range cellsOfComparison(c) {
		for _, claims := range []cyberres.Claims{cell.Supporting, cell.Opposing} {
			for v := range claims.All() {
				if !seen[v.ID] {
					seen[v.ID] = true
					out = append(out, v)
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b cyberres.Claim) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return out
}

// comparedColumns are those of the records behind a comparison. They are of all kinds, so that only what all share is shown; show has the rest.
func comparedColumns(d *cyberres.Dataset) []column[cyberres.Claim] {
	type t = cyberres.Claim
	return []column[t]{
		{"id", first, false, one(func(v t) cyberres.ID { return v.ID })},
		{"kind", first, false, one(func(v t) cyberres.Kind { return v.Kind })},
		{"what it says", first, true, one(func(v t) string { return v.Summary })},
		{"themes", long, false, func(v t) []string { return words(v.Themes) }},
		{"voice", long, false, one(func(v t) cyberres.Voice { return v.Voice })},
		{"date", long, false, one(func(v t) cyberres.Date { return v.Date })},
		{"when", long, false, one(func(v t) string { return v.When })},
		{"source", long, false, one(func(v t) cyberres.SourceID { return v.Source })},
		{"evidence", evidence, true, func(v t) []string { return passages(v.Evidence) }},
		{"remarks", remarks, true, func(v t) []string { return remarksAbout(d, v.ID) }},
	}
}
