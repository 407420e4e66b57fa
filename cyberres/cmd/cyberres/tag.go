package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/tag"
	"github.com/cyberres/cyberres/internal/ident"
	"github.com/cyberres/cyberres/schema"
)

// tagging is what tag was asked to do.
type tagging struct {
	id, subject, title, url, out, corpus string
	date                                 cyberres.Date
	workers                              int
}

func tagVerb() verb {
	return verb{
		name: "tag", operands: "FILE…", what: "draft the annotations of new texts: names, and statements that they may make",
		about: "A text is a plain file in UTF-8. The draft has the record of the source, the mentions of actors and instruments, and suggested statements, each pinned to its passage, with the wording that it goes by " +
			"and how sure that is. It is a start for a person: nothing in it was understood by anybody. check accepts it but for what has to be decided, which is listed. Of one text the annotations are printed; " +
			"with -out both files are written, as sources/ID.json and annotations/ID.json, in that folder. With -corpus, a folder of shards (*.jsonl, a document {\"id\", \"text\"} on a line) is processed on all " +
			"processors into -out: results, lines that are no documents, and counts. It can be stopped and started again.",
		examples: []string{"cyberres tag -subject marn cyberres/testdata/harbour/texts/isle-of-marn.txt"},
		takes:    "files",
		setup: func(c *command, flags *flag.FlagSet) func([]string) int {
			var t tagging
			c.dataFlag(flags)
			flags.StringVar(&t.id, "id", "", "the `ID` of the source; else it is made from the name of the file")
			flags.StringVar(&t.subject, "subject", "", "the `ID` of the actor whom the text is about, taken for the holder of what it says of nobody by name")
			flags.StringVar(&t.title, "title", "", "the `TITLE` of the text")
			flags.StringVar(&t.url, "url", "", "the `URL` of its page")
			flags.Func("date", "the `DATE` when it was written, such as 2021 or 2020/2021", func(s string) (err error) {
				t.date, err = cyberres.ParseDate(s)
				return err
			})
			flags.StringVar(&t.out, "out", "", "write into `FOLDER`")
			flags.StringVar(&t.corpus, "corpus", "", "process the shards in `FOLDER`, for -out")
			flags.IntVar(&t.workers, "workers", 0, "process `N` shards at a time; 0 for one on each processor")
			return func(operands []string) int { return c.tag(t, operands) }
		},
	}
}

func (c *command) tag(t tagging, operands []string) int {
	switch {
	case t.corpus != "" && len(operands) > 0:
		return c.usage(fmt.Errorf("-corpus and the file %s are two tasks; do one at a time", operands[0]))
	case t.corpus != "" && t.out == "":
		return c.usage(errors.New("-corpus needs -out, the folder for the results"))
	case t.corpus == "" && len(operands) == 0:
		return c.usage(errors.New("tag which texts? name files, or a corpus by -corpus"))
	case len(operands) > 1 && t.out == "":
		return c.usage(fmt.Errorf("these are %d texts; write their drafts into a folder by -out", len(operands)))
	case len(operands) > 1 && t.id != "":
		return c.usage(errors.New("-id is the id of one source; leave it out for several texts"))
	case t.id != "" && !ident.Valid(t.id):
		return c.usage(fmt.Errorf("-id %s is no id; write lower-case words joined by hyphens", t.id))
	case t.workers < 0:
		return c.usage(errors.New("-workers is less than none"))
	}
	d, err := c.whole()
	if err != nil {
		return c.fail(err)
	}
	if _, ok := d.Actor(cyberres.ActorID(t.subject)); !ok && t.subject != "" {
		if !ident.Valid(t.subject) {
			return c.usage(fmt.Errorf("-subject %s is no id; %v", t.subject, noRecord(d, t.subject)))
		}
		c.note("there is no actor %s yet; begin its record: cyberres new actor %s", t.subject, t.subject)
	}
	drafter, err := tag.NewDrafter(d)
	if err != nil {
		return c.fail(err)
	}
	if d.Cues().Len() == 0 {
		c.note("the dataset has no cues (cues.json), so that no statements are suggested")
	}
	if t.corpus != "" {
		return c.tagCorpus(drafter, t)
	}
	texts, err := readTexts(operands)
	if err != nil {
		return c.fail(err)
	}
	for i, text := range texts {
		about := tag.About{Source: cyberres.SourceID(t.id), Subject: cyberres.ActorID(t.subject), Title: t.title, URL: t.url, Date: t.date}
		if about.Source == "" {
			id := idOfFile(operands[i])
			if id == "" {
				return c.usage(fmt.Errorf("the name of %s has no letters to make an id of; give one by -id", operands[i]))
			}
			about.Source = cyberres.SourceID(id)
		}
		if status := c.draft(drafter.Draft(text, about), t.out); status != fine {
			return status
		}
	}
	return fine
}

// idOfFile makes the id of a source of the name of a file.
func idOfFile(path string) string {
	base := strings.ToLower(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
	id := strings.Trim(strings.Map(func(c rune) rune {
		if 'a' <= c && c <= 'z' || '0' <= c && c <= '9' {
			return c
		}
		return '-'
	}, base), "-0123456789")
	for strings.Contains(id, "--") {
		id = strings.ReplaceAll(id, "--", "-")
	}
	return id[:min(len(id), 90)]
}

// draft prints or writes a draft in canonical form, and says what has to be decided.
func (c *command) draft(d *tag.Draft, out string) int {
	annotations, err := d.AnnotationFile()
	if err != nil {
		return c.fail(err)
	}
	source, err := d.SourceFile()
	if err != nil {
		return c.fail(err)
	}
	files := []struct{ name, text string }{{"annotations/" + string(d.Source) + ".json", string(annotations)}, {"sources/" + string(d.Source) + ".json", string(source)}}
	for i := range files {
		if files[i].text, err = schema.Format(files[i].name, files[i].text); err != nil {
			return c.fail(err)
		}
	}
	if out == "" {
		c.out.WriteString(files[0].text)
	} else {
		for _, f := range files {
			if exists(filepath.Join(out, filepath.FromSlash(f.name))) {
				return c.fail(fmt.Errorf("%s is there already, and was left as it is", filepath.Join(out, filepath.FromSlash(f.name))))
			}
		}
		for _, f := range files {
			if err := create(filepath.Join(out, filepath.FromSlash(f.name)), f.text); err != nil {
				return c.fail(err)
			}
		}
	}
	c.note("%s, %s, %s, %s and %s, for a person to decide on:", count(len(d.Objectives), "objective"), count(len(d.Cooperations), "cooperation"), count(len(d.Positions), "position"),
		count(len(d.Relations), "relation"), count(len(d.Mentions), "mention"))
	for _, need := range d.Needs() {
		c.note("- %s", need)
	}
	return fine
}

// tagCorpus processes a folder of shards. Who interrupts it can go on later.
func (c *command) tagCorpus(drafter *tag.Drafter, t tagging) int {
	if info, err := os.Stat(t.corpus); err != nil || !info.IsDir() {
		return c.fail(fmt.Errorf("no folder %s", quotedEmpty(t.corpus)))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	corpus := tag.Corpus{In: t.corpus, Out: t.out, Workers: t.workers}
	if c.progress {
		corpus.Progress = func(done, all int, s tag.Stats) {
			fmt.Fprintf(c.err, "\r%d of %d shards, %d documents\x1b[K", done, all, s.Documents)
		}
		defer fmt.Fprint(c.err, "\r\x1b[K")
	}
	total, err := drafter.Process(ctx, corpus)
	if errors.Is(err, context.Canceled) {
		return c.fail(fmt.Errorf("interrupted: %w; the same command goes on from there", err))
	}
	if err != nil {
		return c.fail(err)
	}
	c.note("%s, of which %d could not be read (see the files *.rejects.jsonl in %s)", count(int(total.Documents+total.Rejects), "document"), total.Rejects, t.out)
	return fine
}
