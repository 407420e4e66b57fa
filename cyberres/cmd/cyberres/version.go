package main

import (
	"flag"
	"fmt"
	"runtime/debug"

	"github.com/cyberres/cyberres/cyberres"
)

func versionVerb() verb {
	return verb{
		name: "version", what: "print the versions of the program and of the data, its licence and its digest",
		about:    "Show the attribution line where you use the data. The digest is that of the dataset's files; two datasets with one digest are the same.",
		examples: []string{"cyberres version", "cyberres version -format json"},
		setup: func(c *command, flags *flag.FlagSet) func([]string) int {
			c.dataFlag(flags)
			c.formatFlag(flags, "table", "json")
			return c.version
		},
	}
}

// version prints the licence and the line to show as well: whoever passes the data on needs them.
func (c *command) version(operands []string) int {
	if len(operands) > 0 {
		return c.usage(fmt.Errorf("what is %s? version takes flags only", operands[0]))
	}
	d, err := c.whole()
	if err != nil {
		return c.fail(err)
	}
	program, data := "unknown", d.Version()
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		program = info.Main.Version
	}
	if c.format == "json" {
		return c.json(struct {
			Program string           `json:"program"`
			Data    cyberres.Version `json:"data"`
		}{program, data})
	}
	for _, l := range [][2]string{
		{"program", program}, {"data", fmt.Sprintf("%s of %s", data.Version, data.Date)}, {"schema", data.Schema}, {"licence", data.Licence},
		{"attribution", data.Attribution}, {"digest", data.Digest},
	} {
		c.labelled(labelled{l[0], true, []string{l[1]}}, 0, len("attribution:"))
	}
	return fine
}
