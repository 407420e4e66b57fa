package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
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
			"with -out both files are written, as sources/ID.json and annotations/ID.json, in that folder. With -corpus, a folder of shards (*.jsonl, a document {\"id\", \"text\"} on a line, with a \"date\" and the id of its " +
			"\"subject\" where they are known) is processed on all processors into -out: results, lines that are no documents, and counts. It can be stopped and started again.",
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
	case t.corpus == "" && t.workers != 0:
		return c.usage(errors.New("-workers is for the shards of a corpus; name one by -corpus"))
	case t.corpus != "" && (t.id != "" || t.subject != "" || t.title != "" || t.url != "" || t.date != ""):
		return c.usage(errors.New("-id, -subject, -title, -url and -date are of one text; the documents of a corpus have an \"id\", \"subject\" and \"date\" each"))
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
	abouts, err := t.sources(d, operands)
	if err != nil {
		return c.usage(err)
	}
	texts, err := readTexts(operands)
	if err != nil {
		return c.fail(err)
	}
	var files [][]draftFile
	var drafts []*tag.Draft
	for i, text := range texts {
		if strings.TrimSpace(text) == "" {
			return c.fail(fmt.Errorf("%s has no text", operands[i]))
		}
		draft := drafter.Draft(text, abouts[i])
		made, err := draftFiles(draft)
		if err != nil {
			return c.fail(err)
		}
		drafts, files = append(drafts, draft), append(files, made)
	}
	if t.out == "" {
		c.out.WriteString(files[0][0].text)
	} else if err := writeDrafts(t.out, slices.Concat(files...)); err != nil {
		return c.fail(err)
	}
	for i, draft := range drafts {
		c.decide(operands[i], draft, len(drafts) > 1)
	}
	return fine
}

// sources says what is known of each text. An id that another record has would make both useless.
func (t tagging) sources(d *cyberres.Dataset, operands []string) (out []tag.About, err error) {
	from := map[cyberres.SourceID]string{}
	for _, path := range operands {
		id := cyberres.SourceID(cmp.Or(t.id, idOfFile(path)))
		if id == "" {
			return nil, fmt.Errorf("the name of %s has no letters to make an id of; give one by -id", path)
		}
		if other, twice := from[id]; twice {
			return nil, fmt.Errorf("%s and %s would both be the source %s; draft them one by one, with -id", other, path, id)
		}
		from[id] = path
		_, source := d.Source(id)
		if taken, _ := d.Contains(cyberres.ID(id)); taken && !source {
			return nil, fmt.Errorf("%s is the id of a record that is no source; give another one by -id", id)
		}
		out = append(out, tag.About{Source: id, Subject: cyberres.ActorID(t.subject), Title: t.title, URL: t.url, Date: t.date})
	}
	return out, nil
}

// idOfFile makes the id of a source of the name of a file.
func idOfFile(path string) string {
	base := strings.ToLower(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
	id := strings.Trim(strings.Map(func(c rune) rune {
		if 'a' <= c && c <= 'z' || '0' <= c && c <= '9' {
			return c
		}
		return '-'
	}, base), "-")
	id = strings.TrimLeft(id, "-0123456789") // which no id begins with
	for strings.Contains(id, "--") {
		id = strings.ReplaceAll(id, "--", "-")
	}
	return id[:min(len(id), 90)]
}

// A draftFile is a file of a dataset, by its name in it.
type draftFile struct{ name, text string }

// draftFiles returns the files of a draft in canonical form, the annotations first.
func draftFiles(d *tag.Draft) (files []draftFile, err error) {
	for _, f := range []struct {
		folder string
		data   func() ([]byte, error)
	}{{"annotations", d.AnnotationFile}, {"sources", d.SourceFile}} {
		data, err := f.data()
		if err != nil {
			return nil, err
		}
		name := f.folder + "/" + string(d.Source) + ".json"
		text, err := schema.Format(name, string(data))
		if err != nil {
			return nil, err
		}
		files = append(files, draftFile{name, text})
	}
	return files, nil
}

// writeDrafts writes all files into a folder, or none: where one is there already, or cannot be written.
func writeDrafts(out string, files []draftFile) (err error) {
	var done []string
	defer func() {
		if err != nil {
			for _, path := range done {
				os.Remove(path)
			}
		}
	}()
	for _, f := range files {
		path := filepath.Join(out, filepath.FromSlash(f.name))
		if err := create(path, f.text); err != nil {
			return err
		}
		done = append(done, path)
	}
	return nil
}

// decide says what a person has to decide on.
func (c *command) decide(path string, d *tag.Draft, several bool) {
	whose := ""
	if several {
		whose = path + ": "
	}
	c.note("%s%s, %s, %s, %s and %s, for a person to decide on:", whose, count(len(d.Objectives), "objective"), count(len(d.Cooperations), "cooperation"), count(len(d.Positions), "position"),
		count(len(d.Relations), "relation"), count(len(d.Mentions), "mention"))
	for _, need := range d.Needs() {
		c.note("- %s", need)
	}
}

// tagCorpus processes a folder of shards. Who interrupts it can go on later.
func (c *command) tagCorpus(drafter *tag.Drafter, t tagging) int {
	if info, err := os.Stat(t.corpus); err != nil || !info.IsDir() {
		return c.fail(fmt.Errorf("no folder %s", quotedEmpty(t.corpus)))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	done := "no shard is done"
	corpus := tag.Corpus{In: t.corpus, Out: t.out, Workers: t.workers, Progress: func(n, all int, s tag.Stats) {
		done = fmt.Sprintf("%d of %d shards are done", n, all)
		if c.progress {
			fmt.Fprintf(c.err, "\r%s, %d documents\x1b[K", done, s.Documents)
		}
	}}
	total, err := drafter.Process(ctx, corpus)
	if c.progress {
		fmt.Fprint(c.err, "\r\x1b[K")
	}
	if errors.Is(err, context.Canceled) {
		return c.fail(fmt.Errorf("interrupted: %s; the same command goes on from there", done))
	}
	if err != nil {
		return c.fail(err)
	}
	c.note("%s, of which %d could not be read (see the files *.rejects.jsonl in %s)", count(int(total.Documents+total.Rejects), "document"), total.Rejects, t.out)
	return fine
}
