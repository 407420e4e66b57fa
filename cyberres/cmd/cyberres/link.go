package main

import (
	"errors"
	"flag"
	"fmt"
	"net/url"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor"
	"github.com/cyberres/cyberres/cyberres/anchor/fragment"
)

func linkVerb() verb {
	return verb{
		name: "link", operands: "ID…", what: "print addresses that open the page of a source at the passage that a record rests on",
		about: "An address names the words in its fragment (#:~:text=…); browsers that know this scroll to them and highlight them. One line for each piece of evidence. With -text, a " +
			"copy of the page's text, each is proved: a browser that goes by the draft finds this passage and no other first, wherever the page's paragraphs end. What the page shows before that and the copy has not, such as a menu, may come first all the " +
			"same. Without it, the first and last words are named as they are, and nothing is proved. Where there is no sound address, the reason is told.",
		statuses: "1 if a passage has no sound address.",
		examples: []string{"cyberres link japan-against-differentiated-responsibility", "cyberres link -data cyberres/testdata/harbour keeper-for-aid -text cyberres/testdata/harbour/texts/page.txt"},
		takes:    "id",
		setup: func(c *command, flags *flag.FlagSet) func([]string) int {
			c.viewFlags(flags)
			c.formatFlag(flags, "table", "json", "csv", "md")
			text := flags.String("text", "", "prove the addresses by the copy of the text in `FILE`, a plain text in UTF-8")
			page := flags.String("page", "", "link to the page at `URL`, not to the first that the source names")
			return func(operands []string) int { return c.link(*text, *page, operands) }
		},
	}
}

// linked is a piece of evidence and its address.
type linked struct {
	Record cyberres.ID       `json:"record"`
	Source cyberres.SourceID `json:"source"`
	Quote  string            `json:"quote"`
	URL    string            `json:"url"` // "" where there is none
	Proved bool              `json:"proved"`
	Reason string            `json:"reason"` // why there is none

	directive fragment.Directive
}

func (c *command) link(copyName, page string, operands []string) int {
	if len(operands) == 0 {
		return c.usage(errors.New("link to what? name statements, remarks or sources"))
	}
	if u, err := url.Parse(page); page != "" && (err != nil || !u.IsAbs() || u.Host == "") {
		return c.usage(fmt.Errorf("-page %s is no address of a page; write it with https://", page))
	}
	whole, d, err := c.view()
	if err != nil {
		return c.fail(err)
	}
	rows, err := c.links(whole, d, copyName, operands)
	if err != nil {
		return c.usage(err)
	}
	status := fine
	for i := range rows {
		r := &rows[i]
		if r.Reason != "" {
			status = findings
			continue
		}
		at := page
		if s, ok := d.Source(r.Source); ok && at == "" && s.URLs.Len() > 0 {
			at = s.URLs.At(0)
		}
		if at == "" {
			r.Proved, r.Reason, status = false, "the source has no address; give one by -page", findings
			continue
		}
		r.URL = fragment.Join(at, r.directive)
	}
	switch c.format {
	case "json":
		c.json(rows)
		return status
	case "csv":
		csvOf(c, rows, linkedColumns())
		return status
	case "md":
		mdOf(c, rows, linkedColumns())
		return status
	}
	unproved := 0
	for _, r := range rows {
		if r.Reason != "" {
			c.note("%s, “%s”: %s", r.Record, r.Quote, r.Reason)
			continue
		}
		if !r.Proved {
			unproved++
		}
		fmt.Fprintln(c.out, visible(r.URL)) // whole on its line, however narrow the terminal: it is to be copied
	}
	if unproved > 0 {
		c.note("not proved: the words may stand elsewhere in the page first; with a copy of its text: -text FILE")
	}
	return status
}

// links makes the directives of records, in place of their addresses.
func (c *command) links(whole, d *cyberres.Dataset, copyName string, ids []string) (rows []linked, err error) {
	var texts []string
	if copyName != "" {
		if texts, err = readTexts([]string{copyName}); err != nil {
			return nil, err
		}
	}
	text := ""
	if texts != nil {
		text = texts[0]
	}
	all, err := c.anchored(whole, d, anchor.Prepare(text), ids)
	if err != nil {
		return nil, err
	}
	rows = make([]linked, len(all))
	var page prover
	if texts != nil {
		page = newProver(text)
	}
	for i, a := range all {
		rows[i] = linked{Record: a.Record, Source: a.Source, Quote: a.Evidence.Quote}
		switch status := a.Result.Status; {
		case texts == nil:
			rows[i].directive, err = fragment.FromQuote(a.Evidence.Quote)
		case status < anchor.Altered:
			err = fmt.Errorf("the copy does not have the passage (%s)", status)
		case status == anchor.Altered:
			err = errors.New("the copy has the passage altered, so that it may no longer say what the record does; to see how: cyberres anchor")
		default:
			rows[i].directive, err = page.link(a.Evidence.Quote, a.Result.Span.CodePoints)
		}
		if err != nil {
			rows[i].Reason = err.Error()
			continue
		}
		rows[i].Proved = texts != nil
	}
	return rows, nil
}

// A prover makes links to a text of which nobody knows where its blocks end: at each line end, or nowhere. What finds a passage in both finds it
// in any page between: its words are in one block there, too, and whatever comes before it there would come before it in one block.
type prover struct{ lines, whole *fragment.Page }

func newProver(text string) prover {
	return prover{fragment.Lines(text).Prepare(), fragment.Blocks{text}.Prepare()}
}

// link prefers the words that the quote shows: an address is passed on, and should give away no more of the text than the evidence does.
func (p prover) link(quote string, span anchor.Offsets) (fragment.Directive, error) {
	if d, err := fragment.FromQuote(quote); err == nil && p.finds(d, fragment.Span(span)) {
		return d, nil
	}
	d, err := p.lines.Link(span.Start, span.End)
	if err != nil {
		return d, err
	}
	if found, _ := p.lines.Find(d); !p.finds(d, found) { // white space at the ends of the span does not count
		return d, errors.New("whether a browser finds it depends on where the page's paragraphs end, which the copy does not tell")
	}
	return d, nil
}

// finds reports whether a directive leads to a passage in both readings of the text.
func (p prover) finds(d fragment.Directive, want fragment.Span) bool {
	a, ok1 := p.lines.Find(d)
	b, ok2 := p.whole.Find(d)
	return ok1 && ok2 && a == want && b == want
}

func linkedColumns() []column[linked] {
	type t = linked
	return []column[t]{
		{"record", first, false, one(func(v t) cyberres.ID { return v.Record })},
		{"quote", first, true, one(func(v t) string { return v.Quote })},
		{"url", first, false, one(func(v t) string { return v.URL })},
		{"proved", first, false, one(func(v t) string {
			if v.URL == "" {
				return ""
			}
			return map[bool]string{true: "yes", false: "no"}[v.Proved]
		})},
		{"no address because", first, true, one(func(v t) string { return v.Reason })},
	}
}
