package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/cyberres/cyberres/schema"
)

func pinVerb() verb {
	return verb{
		name: "pin", operands: "-text FILE ANNOTATIONS", what: "compute the places and digests of quotes from a copy of their text",
		about: "Write the quotes; pin finds them in the copy and fills in, or refreshes, start, end and sha256, and the length and digest in the file of the source. The copy is the text that is annotated, " +
			"or the page that \"within\" cuts it from. Nothing else in the files changes, but for quotation marks and hyphens that the text has in another form. A quote that stands in the text more than " +
			"once is told by its digest, by \"occurrence\": 2 (the second place), or by \"start\"; where none of them tells, pin says what to add and writes nothing. Passages that are others than were " +
			"pinned are pinned, and named: they have to be read again.",
		statuses: "1 if a quote could not be pinned; then nothing was written.",
		examples: []string{"cyberres pin -d -text cyberres/testdata/harbour/texts/page.txt cyberres/testdata/harbour/annotations/isle-of-marn.json"},
		takes:    "files",
		setup: func(c *command, flags *flag.FlagSet) func([]string) int {
			text := flags.String("text", "", "the copy of the text is in `FILE`, a plain text in UTF-8")
			diff := flags.Bool("d", false, "show what would change, and write nothing")
			return func(operands []string) int { return c.pin(*text, *diff, operands) }
		},
	}
}

func (c *command) pin(copyName string, diff bool, operands []string) int {
	switch {
	case copyName == "":
		return c.usage(errors.New("pin needs a copy of the text: -text FILE"))
	case len(operands) != 1:
		return c.usage(errors.New("pin which annotations? name one file, such as dataset/annotations/harbour-report-marn.json"))
	}
	texts, err := readTexts([]string{copyName})
	if err != nil {
		return c.fail(err)
	}
	places, err := placesOf(operands)
	if err != nil {
		return c.fail(err)
	}
	p := places[0]
	if len(p.only) != 1 || !strings.HasPrefix(p.only[0], "annotations/") || strings.HasSuffix(p.only[0], "/") {
		return c.usage(fmt.Errorf("%s is no file of annotations; those stand in the folder annotations of a dataset, or have its schema as \"$schema\"", operands[0]))
	}
	pinned, err := schema.Pin(p.fsys, p.only[0], texts[0])
	if err != nil {
		return c.fail(err)
	}
	named := p.named()
	for _, f := range pinned.Findings {
		if pinned.Refused() && f.Severity != schema.SeverityError {
			continue // about what would have been written
		}
		f.File = named(f.File)
		c.note("%s", f)
	}
	if pinned.Refused() {
		c.note("nothing was written")
		return findings
	}
	if pinned.SourceFile == "" {
		c.note("%s has no source file yet, so that nothing says which text this is; begin it: cyberres new source %s", operands[0], strings.TrimSuffix(filepath.Base(operands[0]), ".json"))
	}
	// The annotations come first: should the second fail, check tells that the source is about another text, and pin mends it.
	changed := 0
	for _, file := range []struct{ name, text string }{{p.only[0], pinned.Annotations}, {pinned.SourceFile, pinned.Source}} {
		if file.name == "" {
			continue
		}
		path := named(file.name)
		if strings.HasPrefix(path, builtInFile) { // the file is in no dataset, so that its source is the built-in one
			if data, err := fs.ReadFile(p.fsys, file.name); err != nil || string(data) != file.text {
				return c.fail(fmt.Errorf("the copy is not the text of the built-in %s; put the annotations into a dataset that has the source", file.name))
			}
			continue
		}
		old, mode, err := readPlain(path)
		if err != nil {
			return c.fail(err)
		}
		if old == file.text {
			continue
		}
		changed++
		if diff {
			c.out.WriteString(unified(path, "pinned", old, file.text))
			continue
		}
		if err := replace(path, file.text, mode); err != nil {
			return c.fail(err)
		}
	}
	switch {
	case changed == 0:
		c.note("%s: all was pinned already", count(pinned.Pieces, "piece"))
	case !diff:
		c.note("%s: %d filled in or refreshed", count(pinned.Pieces, "piece"), pinned.Changed)
	}
	return fine
}
