package main

import (
	"flag"
	"fmt"
)

func checkVerb() verb {
	return verb{
		name: "check", operands: "PATH…", what: "say what is wrong with the files of a dataset",
		examples: []string{"cyberres check dataset"},
		takes:    "files",
		setup: func(c *command, flags *flag.FlagSet) func([]string) int {
			return func(operands []string) int { return runCheck(c, operands) }
		},
	}
}

func runCheck(c *command, _ []string) int {
	fmt.Fprintln(c.err, "cyberres: check: not built yet")
	return wrong
}
