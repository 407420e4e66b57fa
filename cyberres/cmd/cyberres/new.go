package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/cyberres/cyberres/schema"
)

func newVerb() verb {
	return verb{
		name: "new", operands: "KIND ID [-from FILE]", what: "begin a record: print or write a file with blanks to fill in",
		about: "KIND is actor, instrument, source or annotations (their id is that of their source), each a file of its own: it is printed, or with -data or -w, written where it " +
			"belongs. A file that is there already is never touched. Or it is theme, reference, objective, cooperation, position, relation or remark: what is printed then is " +
			"to be pasted into the list of a file. What is left to fill in, check says. " +
			"With -from, new annotations SOURCE begins with what was marked in another program: W3C Web Annotations in JSON-LD (as this program exports them, and as Recogito and Hypothesis do), " +
			"or an .ann file of brat, which needs -text. Each annotation becomes a remark without a sort, or the record that it says it is of; what could not be carried over is told line by line. With -text, " +
			"the annotated text or its page, each passage is found again and pinned; nothing is taken for found that is not. new dataset FOLDER -from FILE makes a dataset of JSON Lines. " +
			"The FILE - is standard input.",
		statuses: "1 if nothing of a file came through.",
		examples: []string{"cyberres new actor iceland", "cyberres new source atlas-resilience-iceland", "cyberres new objective iceland-train-responders",
			"cyberres new annotations isle-of-marn -from cyberres/export/testdata/marked.ann -text cyberres/testdata/harbour/texts/isle-of-marn.txt"},
		takes: "new",
		setup: func(c *command, flags *flag.FlagSet) func([]string) int {
			flags.StringVar(&c.data, "data", "", "write the file into the dataset in `FOLDER`")
			write := flags.Bool("w", false, "write the file into the dataset of the working folder, or of the folder dataset in it")
			from := flags.String("from", "", "begin with what is marked in `FILE`: web annotations, brat's .ann, or for a dataset JSON Lines")
			text := flags.String("text", "", "find the passages of -from again in the text in `FILE`, a plain text in UTF-8")
			return func(operands []string) int {
				switch {
				case *from != "":
					return c.newFrom(*from, *text, *write, operands)
				case *text != "":
					return c.usage(errors.New("-text is for passages that were marked elsewhere; name their file by -from"))
				}
				return c.new(schema.Skeleton, *write, operands)
			}
		},
	}
}

// new prints or writes what skeleton, which is schema.Skeleton, makes.
func (c *command) new(skeleton func(kind, id string) (name, text string, err error), write bool, operands []string) int {
	if len(operands) != 2 {
		return c.usage(errors.New("new takes a kind and an id, such as actor iceland"))
	}
	name, text, err := skeleton(operands[0], operands[1])
	if err != nil {
		return c.usage(err)
	}
	if c.data == "" && !write {
		c.out.WriteString(text)
		return fine
	}
	folder := c.folder(write)
	// A folder that is not there is a slip of the pen more often than a wish.
	if !exists(filepath.Join(folder, "dataset.json")) {
		return c.fail(fmt.Errorf("no dataset in %s: there is no dataset.json", folder))
	}
	if name == "" {
		return c.fail(fmt.Errorf("%s %s has no file of its own; leave out -data and -w, and paste what is printed into the list where it belongs", operands[0], operands[1]))
	}
	// The name comes from an id that somebody typed.
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return c.fail(fmt.Errorf("%s would be outside of the dataset", name))
	}
	path := filepath.Join(folder, filepath.FromSlash(name))
	if operands[0] == "annotations" && !exists(filepath.Join(folder, "sources", operands[1]+".json")) {
		return c.fail(noSource(folder, operands[1]))
	}
	if err := create(path, text); err != nil {
		return c.fail(err)
	}
	c.note("wrote %s; for what is left to fill in: cyberres check %s", path, folder)
	return fine
}

// folder returns the dataset that is written to, if one is.
func (c *command) folder(write bool) string {
	if c.data != "" || !write {
		return c.data
	}
	// People stand in the dataset, or in the folder of the project.
	if !exists("dataset.json") && exists(filepath.Join("dataset", "dataset.json")) {
		return "dataset"
	}
	return "."
}

// noSource is the error for annotations of a source that a dataset does not have.
func noSource(folder, id string) error {
	if !exists(filepath.Join(folder, "dataset.json")) {
		return fmt.Errorf("no dataset in %s: there is no dataset.json", folder)
	}
	return fmt.Errorf("there is no source %s to annotate; begin it first: cyberres new -w source %s", id, id)
}

// create writes a file that is not there yet. It is opened under its own name, since only that tells for certain that there was none.
func create(path, text string) error {
	_, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM) // who interrupts waits until the file is whole
	defer stop()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already, and was left as it is", path)
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(path)
	}
	return err
}
