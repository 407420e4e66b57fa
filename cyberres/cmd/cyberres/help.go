package main

import (
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres/export"
)

func helpVerb() verb {
	return verb{
		name: "help", operands: "[VERB|formats]", what: "say how a verb is used, or what the formats are",
		about:    "Without a verb: all verbs, a line each.",
		examples: []string{"cyberres help positions", "cyberres help formats"},
		takes:    "verb",
		setup: func(c *command, flags *flag.FlagSet) func([]string) int {
			return func(operands []string) int {
				if len(operands) == 0 {
					c.out.WriteString(overview(c.width))
					return fine
				}
				for i, name := range operands {
					text, ok := c.helpOn(name)
					if !ok {
						return c.usage(fmt.Errorf("no verb %s%s", quotedEmpty(name), meant(name, append(names(verbs()), "formats"))))
					}
					if i > 0 {
						fmt.Fprintln(c.out)
					}
					c.out.WriteString(text)
				}
				return fine
			}
		},
	}
}

// helpOn returns the help on a verb or a topic.
func (c *command) helpOn(name string) (text string, ok bool) {
	if name == "formats" {
		return c.formatsHelp(), true
	}
	all := verbs()
	i := slices.IndexFunc(all, func(v verb) bool { return v.name == name })
	if i < 0 {
		return "", false
	}
	return c.help(all[i]), true
}

// readable is the width of running text: longer lines are hard to read on wide screens.
func readable(width int) int { return min(width, 100) }

// overview is the help without a verb.
func overview(width int) string {
	var b strings.Builder
	paragraph(&b, width, "", "Cyberres answers from an embedded dataset of what policy texts say on cyber resilience: who pursues what, with whom, in which mode of "+
		"cooperation, under which instrument, and where that is written.")
	b.WriteString("\nusage: cyberres VERB [flags] [operands]\n\n")
	for _, v := range verbs() {
		paragraph(&b, width, "  "+pad(v.name, 14), v.what)
	}
	b.WriteString("\n")
	paragraph(&b, width, "", "For the flags of a verb and examples: cyberres help VERB. To complete verbs, flags and ids by the tab key: cyberres help completion.")
	return b.String()
}

// paragraph writes a text after a lead, in a column of its own, or where that would be too narrow, below it.
func paragraph(b *strings.Builder, width int, lead, text string) {
	hang := cells(lead)
	if hang > readable(width)/2 {
		b.WriteString(strings.TrimRight(lead, " ") + "\n")
		hang = 6
		lead = strings.Repeat(" ", hang)
	}
	for i, line := range wrapAfter(text, readable(width), cells(lead), hang) {
		if i > 0 {
			lead = strings.Repeat(" ", hang)
		}
		b.WriteString(strings.TrimRight(lead+line, " ") + "\n")
	}
}

// help is the help on a verb. What it says of flags comes from the flags.
func (c *command) help(v verb) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", c.style(strings.TrimRight("cyberres "+v.name+" "+v.operands, " "), bold))
	paragraph(&b, c.width, "", strings.ToUpper(v.what[:1])+v.what[1:]+".")
	if v.about != "" {
		b.WriteString("\n")
		paragraph(&b, c.width, "", v.about)
	}
	flags, any := newFlagSet(v.name), false
	v.setup(&command{depth: map[depth]bool{}}, flags)
	flags.VisitAll(func(f *flag.Flag) {
		if !any {
			any = true
			fmt.Fprintf(&b, "\n%s\n", c.style("Flags", bold))
		}
		value, usage := flag.UnquoteUsage(f)
		if isBool(f) {
			value = ""
		}
		paragraph(&b, c.width, pad(strings.TrimRight("  -"+f.Name+" "+value, " "), 25)+" ", usage)
	})
	fmt.Fprintf(&b, "\n%s\n", c.style("Exit status", bold))
	status := "0 if all went well; 2 if the command was used wrongly or something could not be read."
	if v.statuses != "" {
		status += " " + v.statuses
	}
	paragraph(&b, c.width, "  ", status)
	if len(v.examples) > 0 {
		fmt.Fprintf(&b, "\n%s\n", c.style("Examples", bold))
		for _, e := range v.examples {
			fmt.Fprintf(&b, "  %s\n", e)
		}
	}
	return b.String()
}

// formatsHelp is the help on formats: the contract with programs that read the output.
func (c *command) formatsHelp() string {
	var b strings.Builder
	section := func(name string, paragraphs ...string) {
		fmt.Fprintf(&b, "%s\n", c.style(name, bold))
		for _, p := range paragraphs {
			paragraph(&b, c.width, "  ", p)
		}
		b.WriteString("\n")
	}
	section("table", "For people. It fits the width in COLUMNS (which bash keeps to itself until you export it), or 100 cells. Columns in which nothing stands are left out, and it may change from version to version: "+
		"programs should read JSON or CSV. Headings are bold on a terminal, unless NO_COLOR is set or TERM is dumb. Characters that do not show or would move the "+
		`cursor are printed as \u{202E}.`)
	section("json", "For programs, and stable: fields are added, not renamed or taken away. UTF-8, indented by two blanks, one value and a final newline. "+
		"Members are those of the dataset's files, which its codebook defines, and the source of each statement and remark; optional ones are left out where they are empty.",
		"Lists (actors, instruments, sources, themes, objectives, cooperations, positions, relations, remarks) print an array of records, with their evidence; [] if none fits. "+
			"-long, -evidence and -remarks change nothing.",
		`show: an array of {"kind", "record", "remarks"}, with the remarks about the record.`,
		`compare: {"actors": [{"id", "name"}], "rows": [{"theme", "label", "differs", "cells": [{"theme", "actor", "state", "supporting", "opposing", "remarks"}]}]}; the claims and remarks are records.`,
		`network: {"actors": [{"id", "cooperations", "others"}], "components": [[id]], "cooperations", "relations"}; of one actor {"actor", "neighbours": [{"from", "to", "records", "alone"}], "cooperations"}; `+
			`of two {"path": [{"from", "to", "records", "alone"}]}, empty if no way leads there.`,
		`search: an array of {"kind", "id", "score", "places": [{"term", "field", "text", "start", "end"}]}; start and end count bytes in text.`,
		`resolve: an array of {"id", "kind", "fit", "name", "use", "from", "to", "scheme"}.`,
		`diff: {"old", "new", "records": [{"kind", "id", "what", "label", "fields": [{"field", "old", "new"}]}]}. version: {"program", "data"}.`)
	section("csv", "For spreadsheets: RFC 4180 with a heading, UTF-8, lines that end in a line feed, all columns whatever flags are given. Several values in a cell are separated by semicolons. "+
		"A cell that begins with =, +, -, @, a tab or a carriage return would be run as a formula by a spreadsheet: it gets an apostrophe before it.")
	section("md", "Tables in GitHub's Markdown, with the columns of the table and those of -long, -evidence and -remarks.")
	section("webannotation, jsonl, brat", "What export writes for other programs. webannotation: one JSON-LD document, an AnnotationCollection with its page embedded; ids of records follow "+export.Base+
		`; digests stand in schema:sha256. jsonl: {"kind", "record"} a line, the card of the dataset first. brat: an .ann file and its .txt.`)
	section("html, svg, dot", "compare prints a fragment of HTML that needs no script; network prints a picture in SVG, or the graph in the language of Graphviz.")
	return strings.TrimSuffix(b.String(), "\n")
}
