package main

import (
	"flag"
	"fmt"
	"iter"
	"slices"

	"github.com/cyberres/cyberres/cyberres"
)

// A listing is a verb that lists the records of one kind.
type listing[T any] struct {
	filters []string // the flags of the fields that can apply
	kinds   []string // what -kind may be; the library takes the kinds of all records, and would find nothing
	depths  []depth  // what can be asked for beside the first columns

	// The sequence and the columns are functions of the dataset, which is known only when the flags are.
	records func(d *cyberres.Dataset, f cyberres.Filter) iter.Seq[T]
	columns func(d *cyberres.Dataset) []column[T]
}

const aboutLists = "The filters must all fit. The values of one filter are alternatives: separate them by commas, or repeat the flag. Ids are those that the " +
	"lists print; a shell completes them (see: cyberres help completion). To find nothing is an answer: the exit status is 0."

// setup is that of all verbs that list: they differ in their flags, records and columns only.
func (l listing[T]) setup(c *command, flags *flag.FlagSet) func([]string) int {
	c.filterFlags(flags, l.filters...)
	c.viewFlags(flags)
	c.formatFlag(flags, "table", "json", "csv", "md")
	c.depthFlags(flags, l.depths...)
	return func(operands []string) int {
		if len(operands) > 0 {
			return c.usage(tooMany(operands[0], flags))
		}
		// Ids are checked against the whole: an instrument that was not there yet is no mistake, and finds nothing.
		whole, d, err := c.view()
		if err != nil {
			return c.fail(err)
		}
		if err := c.check(whole, l.kinds); err != nil {
			return c.usage(err)
		}
		records := slices.Collect(l.records(d, c.filter))
		columns := l.columns(d)
		switch c.format {
		case "json":
			if records == nil {
				records = []T{} // an array, not null
			}
			return c.json(records)
		case "csv":
			return csvOf(c, records, columns)
		case "md":
			return mdOf(c, records, columns)
		}
		if len(records) == 0 { // on standard error: an empty output is what programs expect
			c.note("no %s fit", c.verb.name)
			return fine
		}
		c.print(gridOf(records, columns, c.depth))
		return fine
	}
}

// tooMany is the error for an operand where none is taken. Most likely an id was meant that belongs to a flag.
func tooMany(operand string, flags *flag.FlagSet) error {
	if flags.Lookup("actor") != nil {
		return fmt.Errorf("what is %s? %s takes flags only, such as -actor %s; one record is printed by: cyberres show %s", operand, flags.Name(), operand, operand)
	}
	return fmt.Errorf("what is %s? %s takes flags only", operand, flags.Name())
}
