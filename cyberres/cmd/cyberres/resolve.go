package main

import (
	"errors"
	"flag"
	"fmt"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
)

func resolveVerb() verb {
	return verb{
		name: "resolve", operands: "NAME…", what: "find who or what is called so, in any language or by a code",
		about: "It knows names, former names, acronyms, ISO and UN codes and document numbers, in every script that the dataset has; case, accents and hyphens do not " +
			"matter. It never guesses: every candidate is printed, best first. Several words are one name. That nobody is called so is an answer: the exit status is 0.",
		examples: []string{"cyberres resolve Macedonia", "cyberres resolve 日本", "cyberres resolve MK -format json"},
		takes:    "name",
		setup: func(c *command, flags *flag.FlagSet) func([]string) int {
			c.viewFlags(flags)
			c.formatFlag(flags, "table", "json", "csv", "md")
			return c.resolve
		},
	}
}

// resolve prints candidates and chooses none, even if there is one only: "Macedonia" is a name that somebody has to decide about.
func (c *command) resolve(operands []string) int {
	name := strings.Join(operands, " ")
	if strings.TrimSpace(name) == "" {
		return c.usage(errors.New("resolve which name?"))
	}
	_, d, err := c.view()
	if err != nil {
		return c.fail(err)
	}
	matches := d.Resolve(name)
	if matches == nil {
		matches = []cyberres.Match{}
	}
	switch c.format {
	case "json":
		return c.json(matches)
	case "csv":
		return csvOf(c, matches, matchColumns())
	case "md":
		return mdOf(c, matches, matchColumns())
	}
	if len(matches) > 0 {
		c.print(gridOf(matches, matchColumns(), c.depth))
		return fine
	}
	c.note("nobody and nothing is called %s", name)
	for _, m := range d.Complete(name, 3) {
		c.note("there is %s %s, %q", m.Kind, m.ID, m.Name)
	}
	return fine
}

// matchColumns says how the name is used: a former one needs another look.
func matchColumns() []column[cyberres.Match] {
	type t = cyberres.Match
	return []column[t]{
		{"id", first, false, one(func(v t) cyberres.ID { return v.ID })},
		{"kind", first, false, one(func(v t) cyberres.Kind { return v.Kind })},
		{"is called", first, true, one(func(v t) string { return v.Name })},
		{"as", first, false, one(func(v t) string {
			switch {
			case v.Scheme != "":
				return "code, " + v.Scheme
			case v.Use == "" && v.To == "":
				return "usual name"
			case v.To != "":
				return fmt.Sprintf("%s until %s", v.Use, v.To)
			}
			return string(v.Use)
		})},
		{"fit", first, false, one(func(v t) cyberres.Fit { return v.Fit })},
	}
}
