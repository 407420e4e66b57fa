package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/cyberres/cyberres/schema"
)

// A formatter returns the canonical form of a file, as schema.Format does. Name is its path in the dataset.
type formatter func(name, text string) (string, error)

// formatting is what fmt was asked to do.
type formatting struct {
	list, diff, write bool
	stdinName         string
	format            formatter
}

func fmtVerb() verb {
	return verb{
		name: "fmt", operands: "[-l|-d|-w] PATH…", what: "bring the files of a dataset into their canonical form",
		about: "The canonical form settles order, spacing and spelling of JSON and changes no meaning, so that differences between two versions are differences in what " +
			"they say. A path is a file of a dataset or a folder with one; - is standard input, for editors. Without a flag the form of one file is printed. " +
			"Files are replaced at once or not at all, and keep their mode; links are not followed.",
		statuses: "1 if -l or -d found a file whose form differs.",
		examples: []string{"cyberres fmt -l dataset", "cyberres fmt -d dataset/actors/japan.json", "cyberres fmt -stdin-name actors/japan.json - < dataset/actors/japan.json"},
		takes:    "files",
		setup: func(c *command, flags *flag.FlagSet) func([]string) int {
			f := formatting{format: schema.Format}
			flags.BoolVar(&f.list, "l", false, "list the files whose form differs")
			flags.BoolVar(&f.diff, "d", false, "show what would change")
			flags.BoolVar(&f.write, "w", false, "write the files")
			flags.StringVar(&f.stdinName, "stdin-name", "", "the `PATH` in a dataset of what comes from standard input, such as actors/japan.json")
			return func(operands []string) int { return c.fmt(f, operands) }
		},
	}
}

// fmt goes through all that was named, even if one file fails: people mend several at a time.
func (c *command) fmt(f formatting, operands []string) int {
	if len(operands) == 0 && f.stdinName == "" {
		return c.usage(errors.New("fmt which files? name files or folders, or give -stdin-name for standard input"))
	}
	if len(operands) == 0 || len(operands) == 1 && operands[0] == "-" {
		return c.fmtStdin(f)
	}
	var all []target
	status := fine
	for _, path := range operands {
		found, err := targets(path) // before anything is written, so that a wrong name is told at once
		if err != nil {
			status = c.fail(err)
		}
		all = append(all, found...)
	}
	// Many files in a row on standard output are of no use to anybody.
	if len(all) > 1 && !f.list && !f.diff && !f.write {
		return c.usage(fmt.Errorf("these are %d files; say -l to list, -d to compare or -w to write", len(all)))
	}
	// Who interrupts gets whole files: the one at hand is finished, and no other is begun.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	for i, t := range all {
		if ctx.Err() != nil {
			return c.fail(fmt.Errorf("interrupted; %d of %d files are done, and none is half-written", i, len(all)))
		}
		if c.progress && i%100 == 99 {
			fmt.Fprintf(c.err, "\r%d of %d files\x1b[K", i+1, len(all))
		}
		differs, err := c.fmtFile(f, t)
		switch {
		case err != nil:
			status = c.fail(err)
		case differs && !f.write && (f.list || f.diff) && status == fine:
			status = findings
		}
	}
	if c.progress && len(all) >= 100 {
		fmt.Fprint(c.err, "\r\x1b[K")
	}
	return status
}

// fmtStdin formats what an editor sends. There is no file, so the path that tells the kind must be said.
func (c *command) fmtStdin(f formatting) int {
	switch {
	case f.stdinName == "":
		return c.usage(errors.New("-stdin-name is needed: the path in a dataset tells what kind of file it is, such as actors/japan.json"))
	case f.write:
		return c.usage(errors.New("-w writes files, and standard input is none; without it the form is printed"))
	}
	name, ok := placeOf(f.stdinName)
	if !ok {
		return c.usage(noPlace(f.stdinName))
	}
	text, err := io.ReadAll(io.LimitReader(c.in, maxFile+1))
	if err == nil && len(text) > maxFile {
		err = fmt.Errorf("more than the %d bytes allowed", maxFile)
	}
	if err != nil {
		return c.fail(fmt.Errorf("standard input: %w", err))
	}
	differs, err := c.formed(f, target{path: f.stdinName, name: name}, string(text), nil)
	switch {
	case err != nil:
		return c.fail(err)
	case differs && (f.list || f.diff):
		return findings
	}
	return fine
}

// fmtFile does to one file what was asked, and reports whether its form differs.
func (c *command) fmtFile(f formatting, t target) (differs bool, err error) {
	text, mode, err := readPlain(t.path)
	if err != nil {
		return false, err
	}
	return c.formed(f, t, text, func(formed string) error { return replace(t.path, formed, mode) })
}

// formed finds the canonical form of a text and does with it what was asked. What writes it is left to the caller: standard input has no file.
func (c *command) formed(f formatting, t target, text string, write func(string) error) (differs bool, err error) {
	formed, err := f.format(t.name, text)
	if err != nil {
		return false, placed(err, t)
	}
	differs = formed != text
	if differs && f.list {
		fmt.Fprintln(c.out, visible(t.path))
	}
	if differs && f.diff {
		c.out.WriteString(unified(t.path, "formatted", text, formed))
	}
	switch {
	case differs && f.write:
		err = write(formed)
	case !f.list && !f.diff && !f.write:
		c.out.WriteString(formed)
	}
	return differs, err
}

// placed names the file as the user did, in each line of an error.
func placed(err error, t target) error {
	lines := strings.Split(err.Error(), "\n")
	for i, line := range lines {
		lines[i] = t.path + ": " + strings.TrimPrefix(line, t.name+": ")
		if rest, ok := strings.CutPrefix(line, t.name+":"); ok && !strings.HasPrefix(rest, " ") { // actors/japan.json:3:7: …
			lines[i] = t.path + ":" + rest
		}
	}
	return errors.New(strings.Join(lines, "\n"))
}
