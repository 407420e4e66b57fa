package main

import (
	"embed"
	"errors"
	"flag"
	"fmt"
	"slices"
)

// The scripts only ask the program: what can be completed is known here, and an old script serves a new program.
//
//go:embed completion/cyberres.bash completion/cyberres.zsh completion/cyberres.fish
var scripts embed.FS

// shells returns the shells that there are scripts for.
func shells() []string { return []string{"bash", "zsh", "fish"} }

// completionVerb prints a script instead of installing it: where it belongs is the reader's to say.
func completionVerb() verb {
	return verb{
		name: "completion", operands: "bash|zsh|fish", what: "print a script that completes verbs, flags, values and ids by the tab key",
		about: "For bash, put this into ~/.bashrc: source <(cyberres completion bash). For zsh, into ~/.zshrc, after compinit: source <(cyberres completion zsh). " +
			"For fish: cyberres completion fish > ~/.config/fish/completions/cyberres.fish. With -data before it on the line, ids are completed from that dataset.",
		examples: []string{"cyberres completion bash", "cyberres completion zsh", "cyberres completion fish"},
		takes:    "shell",
		setup: func(c *command, _ *flag.FlagSet) func([]string) int {
			return func(operands []string) int {
				if len(operands) != 1 {
					return c.usage(errors.New("for which shell? bash, zsh or fish"))
				}
				if !slices.Contains(shells(), operands[0]) {
					return c.usage(fmt.Errorf("no completions for %s; use %s", quotedEmpty(operands[0]), either(shells())))
				}
				script, err := scripts.ReadFile("completion/cyberres." + operands[0])
				if err != nil {
					return c.fail(err)
				}
				c.out.Write(script)
				return fine
			}
		},
	}
}
