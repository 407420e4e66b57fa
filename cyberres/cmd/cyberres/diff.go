package main

import (
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/cyberres/cyberres/cyberres"
)

func diffVerb() verb {
	return verb{
		name: "diff", operands: "OLD [NEW]", what: "see what changed between two datasets, or between two days",
		about: "OLD and NEW are folders of datasets, or dates, which stand for the built-in dataset (or that of -data) as of then. Without NEW, it is that dataset as it is. " +
			"Between two dates no record changes; what became of instruments is added. A difference is an answer and no finding: the exit status is 0.",
		examples: []string{"cyberres diff dataset", "cyberres diff 2020-12-31 2021-03-01", "cyberres diff 2018 2021 -format json"},
		takes:    "folders",
		setup: func(c *command, flags *flag.FlagSet) func([]string) int {
			c.dataFlag(flags)
			c.formatFlag(flags, "table", "json", "md")
			return c.diff
		},
	}
}

// diff prints a line a record, however wide: people search such lists, and cut lines hide what they look for.
func (c *command) diff(operands []string) int {
	if len(operands) < 1 || len(operands) > 2 {
		return c.usage(errors.New("diff takes one or two folders or dates"))
	}
	old, err := c.side(operands[0])
	if err != nil {
		return c.fail(err)
	}
	var new *cyberres.Dataset
	if len(operands) == 2 {
		new, err = c.side(operands[1])
	} else {
		new, err = c.whole()
	}
	if err != nil {
		return c.fail(err)
	}
	changes := cyberres.Diff(old, new)
	switch c.format {
	case "json":
		return c.json(changes)
	case "md":
		c.out.WriteString(changes.Markdown())
		return fine
	}
	c.out.WriteString(changes.String())
	if from, to := changes.Old.AsOf, changes.New.AsOf; from != "" && to != "" {
		whole, err := c.whole()
		if err != nil {
			return c.fail(err)
		}
		c.statuses(whole, from, to)
	}
	return fine
}

// side returns the dataset that an operand stands for.
func (c *command) side(operand string) (*cyberres.Dataset, error) {
	if info, err := os.Stat(operand); err == nil && info.IsDir() { // even if it is called 2021
		return c.open(operand)
	}
	date, err := cyberres.ParseDate(operand)
	if err != nil || date == "" {
		return nil, fmt.Errorf("%s is neither a folder nor a date, such as 2021-02-19", quotedEmpty(operand))
	}
	d, err := c.whole()
	if err != nil {
		return nil, err
	}
	return d.AsOf(date), nil
}

// statuses prints what became of instruments between two dates, which their timelines say.
func (c *command) statuses(d *cyberres.Dataset, from, to cyberres.Date) {
	for v := range d.Instruments(cyberres.Filter{}) {
		if was, is := statusOn(v, from), statusOn(v, to); was != is {
			fmt.Fprintf(c.out, "%-9s instrument %s: %s → %s\n", "status", v.ID, was, is)
		}
	}
}
