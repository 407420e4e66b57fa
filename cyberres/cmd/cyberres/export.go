package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/export"
)

// exporting is what export was asked to do.
type exporting struct {
	texts []string
	into  string // folder for the files of brat
}

func exportVerb() verb {
	return verb{
		name: "export", operands: "-format FORMAT [filters] [ID…]", what: "write records in a format of other programs",
		about: "webannotation is the W3C Web Annotation Data Model in JSON-LD: an AnnotationCollection with an annotation for each passage that a record rests on. jsonl has one record " +
			"a line and loses nothing: cyberres new dataset FOLDER -from FILE makes the dataset of it again. brat is brat's standoff format. Of an id, a record is exported: a statement, a remark, " +
			"the mentions of an actor or an instrument, or all that a source says. The filters are those of the lists. " +
			"Positions count Unicode code points, the end exclusive: in webannotation those of the page's text, elsewhere those of the source's. " +
			"With -text, a copy of an annotated text or of its page, webannotation has TextQuoteSelectors, which copy the passages and 32 characters around them. " +
			"brat cannot do without the text: with -out, SOURCE.ann and SOURCE.txt are written for each source whose text is given; without, the lines of the .ann file of one source are printed. " +
			"To read such files: cyberres help new.",
		examples: []string{
			"cyberres export -format webannotation -actor japan", "cyberres export -format jsonl", "cyberres export -format jsonl japan-asean-capacity",
			"cyberres export -format brat -data cyberres/testdata/harbour -text cyberres/testdata/harbour/texts/isle-of-marn.txt",
		},
		takes: "id",
		setup: func(c *command, flags *flag.FlagSet) func([]string) int {
			var x exporting
			var offered []string
			for _, f := range fields() {
				offered = append(offered, f.flag)
			}
			c.filterFlags(flags, append(offered, "parts", "date")...)
			c.viewFlags(flags)
			c.formatFlag(flags, "webannotation", "jsonl", "brat")
			c.format = "" // a file in a format that was not asked for is of no use
			flags.Func("text", "use the text in `FILE`, a plain text in UTF-8; name it once for each text", func(s string) error {
				x.texts = append(x.texts, s)
				return nil
			})
			flags.StringVar(&x.into, "out", "", "write the files of brat into `FOLDER`; none is overwritten")
			return func(operands []string) int { return c.export(x, operands) }
		},
	}
}

func (c *command) export(x exporting, operands []string) int {
	switch {
	case c.format == "":
		return c.usage(errors.New("in which format? -format webannotation, jsonl or brat"))
	case x.into != "" && c.format != "brat":
		return c.usage(fmt.Errorf("-out is for brat, which needs two files; the other formats are printed, such as: cyberres export -format %s > FILE", c.format))
	case c.format == "jsonl" && len(x.texts) > 0:
		return c.usage(errors.New("jsonl has nothing of the texts; leave out -text"))
	case c.format == "brat" && len(x.texts) == 0:
		return c.usage(errors.New("brat's files have the annotated text in them; name a copy of it by -text"))
	}
	whole, d, err := c.view()
	if err != nil {
		return c.fail(err)
	}
	o := export.Options{Filter: c.filter}
	if err := c.check(whole, vocabulary("export")); err != nil {
		return c.usage(err)
	}
	var unknown []error
	for _, operand := range operands {
		for id := range strings.SplitSeq(operand, ",") {
			if _, ok := find(whole, cyberres.ID(id), ""); !ok {
				unknown = append(unknown, noRecord(whole, id))
			}
			o.IDs = append(o.IDs, cyberres.ID(id))
		}
	}
	if len(unknown) > 0 {
		return c.usage(errors.Join(unknown...))
	}
	if o.Texts, err = readTexts(x.texts); err != nil {
		return c.fail(err)
	}
	if c.format == "brat" {
		return c.exportBrat(d, o, x.into)
	}
	var b bytes.Buffer
	write := export.WebAnnotation
	if c.format == "jsonl" {
		write = export.JSONLines
	}
	if err := write(&b, d, o); err != nil {
		return c.fail(err)
	}
	c.safeJSON(b.String())
	if len(o.Texts) > 0 {
		c.warnOfText(d, o.Texts)
	}
	return fine
}

// warnOfText tells that an output has more of somebody else's text in it than the records show.
func (c *command) warnOfText(d *cyberres.Dataset, texts []string) {
	c.note("the output has passages of the annotated text in it, which is not ours to pass on; what is known of the rights:")
	for s := range d.Sources() {
		if slices.ContainsFunc(texts, func(text string) bool { _, err := s.Slice(text); return err == nil }) {
			c.note("%s: %s", s.ID, s.Rights)
		}
	}
}

// exportBrat prints the annotations of one source, or writes both files of each.
func (c *command) exportBrat(d *cyberres.Dataset, o export.Options, into string) int {
	all, err := export.Brat(d, o)
	switch {
	case err != nil:
		return c.fail(err)
	case len(all) == 0:
		c.note("no records fit, of a source whose text was given")
		return fine
	case into == "" && len(all) > 1:
		var names []string
		for _, s := range all {
			names = append(names, string(s.Source))
		}
		return c.usage(fmt.Errorf("these are the annotations of %s; write them with -out FOLDER, or choose one by -source", strings.Join(names, ", ")))
	case into == "":
		c.out.WriteString(all[0].Ann)
	default:
		for _, s := range all {
			base := filepath.Join(into, string(s.Source))
			for _, name := range []string{base + ".txt", base + ".ann"} {
				if exists(name) {
					return c.fail(fmt.Errorf("%s is there already, and was left as it is", name))
				}
			}
			if err := create(base+".txt", s.Text); err != nil {
				return c.fail(err)
			}
			if err := create(base+".ann", s.Ann); err != nil {
				os.Remove(base + ".txt")
				return c.fail(err)
			}
			c.note("wrote %s.ann and .txt", base)
		}
	}
	c.warnOfText(d, o.Texts)
	for _, s := range all {
		for _, what := range s.Dropped {
			c.note("%s: not written: %s", s.Source, what)
		}
	}
	return fine
}
