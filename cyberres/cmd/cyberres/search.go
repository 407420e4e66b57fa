package main

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres"
)

func searchVerb() verb {
	return verb{
		name: "search", operands: "WORDS…", what: "find records by words, best first",
		about: "A record is found if it has all the words, in its summary, name, title, description, facts or notes. Case and accents do not matter. A word that ends " +
			`in * finds all that begin so, and words within quotation marks must follow each other: '"incident response" team'. To find who is called so, ` +
			"use: cyberres resolve. To find nothing is an answer: the exit status is 0.",
		examples: []string{"cyberres search capacity building", `cyberres search '"incident response" team'`, "cyberres search -kind position,objective -n 5 resilien*"},
		setup: func(c *command, flags *flag.FlagSet) func([]string) int {
			most := flags.Int("n", 20, "print the best `N` records; 0 prints all")
			c.kindFlag(flags)
			c.viewFlags(flags)
			c.formatFlag(flags, "table", "json", "csv", "md")
			return func(operands []string) int { return c.search(strings.Join(operands, " "), *most) }
		},
	}
}

// kindFlag declares the flag for the sorts of record. The other fields of a filter would hide actors and instruments without a word.
func (c *command) kindFlag(flags *flag.FlagSet) {
	flags.Func("kind", "keep records of these `KINDS`: "+either(vocabulary("record")), func(s string) error {
		for value := range strings.SplitSeq(s, ",") {
			c.filter.Kinds = append(c.filter.Kinds, cyberres.Kind(strings.TrimSpace(value)))
		}
		return nil
	})
}

// A hit is a record that was found, and where in it the words stand. The JSON has it as it is.
type hit struct {
	cyberres.Hit
	Places []cyberres.Place `json:"places"`
}

// search prints the best first, and says how many it keeps back.
func (c *command) search(query string, most int) int {
	if strings.TrimSpace(query) == "" {
		return c.usage(errors.New("search for what? name some words"))
	}
	if most < 0 {
		return c.usage(fmt.Errorf("-n %d is less than nothing", most))
	}
	whole, d, err := c.view()
	if err != nil {
		return c.fail(err)
	}
	if err := c.check(whole, vocabulary("record")); err != nil {
		return c.usage(err)
	}
	hits, all := []hit{}, 0
	for _, h := range d.Search(query) {
		if len(c.filter.Kinds) > 0 && !slices.Contains(c.filter.Kinds, h.Kind) {
			continue
		}
		// Those over the limit are counted, so that the note can say how many there are.
		if all++; most == 0 || all <= most {
			hits = append(hits, hit{h, h.Places()})
		}
	}
	columns := []column[hit]{
		{"kind", first, false, one(func(h hit) cyberres.Kind { return h.Kind })},
		{"found in", first, true, func(h hit) []string { return []string{c.found(h)} }},
		{"id", first, false, one(func(h hit) cyberres.ID { return h.ID })},
	}
	switch c.format {
	case "json":
		return c.json(hits)
	case "csv":
		return csvOf(c, hits, columns)
	case "md":
		return mdOf(c, hits, columns)
	}
	if len(hits) == 0 {
		c.nothing(d, query)
		return fine
	}
	c.print(gridOf(hits, columns, c.depth))
	if all > len(hits) {
		c.note("these are the best %d of %d; -n 0 prints all", len(hits), all)
	}
	return fine
}

// nothing says that nothing was found, and who is called alike.
func (c *command) nothing(d *cyberres.Dataset, query string) {
	c.note("nothing has all of: %s", query)
	fields := strings.Fields(query)
	for _, m := range d.Complete(fields[len(fields)-1], 3) {
		c.note("there is %s %s, %q", m.Kind, m.ID, m.Name)
	}
}

// found returns the first text of a record that has one of the words, with what was found in brackets, cut to what stands around it.
func (c *command) found(h hit) string {
	if len(h.Places) == 0 {
		return ""
	}
	const before, around = 60, 180 // bytes; cut between words. About two lines of a table: enough to judge a hit by
	// The first place is in the field that tells most of the record: places come in the order of fields.
	p := h.Places[0]
	from, to := 0, len(p.Text)
	if p.Start > before {
		from = cutAt(p.Text, p.Start-before)
	}
	if to > from+around {
		to = max(p.End, strings.LastIndexByte(p.Text[:cutAt(p.Text, from+around)], ' '))
	}
	var b strings.Builder
	if from > 0 {
		b.WriteString("… ")
	}
	at := from
	for _, q := range h.Places {
		if q.Text == p.Text && q.Field == p.Field && q.Start >= at && q.End <= to {
			b.WriteString(p.Text[at:q.Start] + "[" + p.Text[q.Start:q.End] + "]")
			at = q.End
		}
	}
	b.WriteString(p.Text[at:to])
	if to < len(p.Text) {
		b.WriteString(" …")
	}
	return fmt.Sprintf("%s: %s", p.Field, b.String())
}

// cutAt returns the first place from i on where a word begins, or failing that, a character.
func cutAt(s string, i int) int {
	if blank := strings.IndexByte(s[i:], ' '); blank >= 0 && blank < 30 {
		return i + blank + 1
	}
	for i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	return i
}
