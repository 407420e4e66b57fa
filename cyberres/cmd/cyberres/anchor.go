package main

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor"
)

func anchorVerb() verb {
	return verb{
		name: "anchor", operands: "-text FILE [ID…]", what: "find the evidence of records in any copy of their text, and say how sure that is",
		about: "The copy may be the annotated text or a later edition, with other line breaks, quotation marks and hyphens, as a browser, a PDF reader or an editor gives it. Ids are those of statements, remarks " +
			"and sources; without any, all evidence of the sources that the copy has something of. The status is exact, normalised (other typography), fuzzy (small differences of spelling), altered (a number, " +
			"a negation, a name or a word differs: it no longer says the same), ambiguous (several places, and nothing tells which) or orphan (not there). Offsets count code points from the start of the copy; " +
			"json has bytes and UTF-16 units too.",
		statuses: "1 if any evidence is altered, ambiguous or an orphan.",
		examples: []string{"cyberres anchor -data cyberres/testdata/harbour -text cyberres/testdata/harbour/texts/page.txt", "cyberres anchor -data cyberres/testdata/harbour marn-train-pilots -text cyberres/testdata/harbour/texts/page.txt -format json"},
		takes:    "id",
		setup: func(c *command, flags *flag.FlagSet) func([]string) int {
			c.viewFlags(flags)
			c.formatFlag(flags, "table", "json", "csv", "md")
			text := flags.String("text", "", "the copy of the text is in `FILE`, a plain text in UTF-8")
			return func(operands []string) int { return c.anchor(*text, operands) }
		},
	}
}

// located is a piece of evidence and where it is in the copy, as it is printed.
type located struct {
	Record     cyberres.ID       `json:"record"`
	Kind       cyberres.Kind     `json:"kind"`
	Source     cyberres.SourceID `json:"source"`
	Quote      string            `json:"quote"`
	Status     string            `json:"status"`
	Score      float64           `json:"score"`
	Margin     float64           `json:"margin"`
	CodePoints *offsets          `json:"codePoints"`
	Bytes      *offsets          `json:"bytes"`
	UTF16      *offsets          `json:"utf16"`
	Changes    []change          `json:"changes"`
	Candidates []offsets         `json:"candidates"` // in code points
}

type offsets struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

type change struct {
	Quoted   string `json:"quoted"`
	Found    string `json:"found"`
	Altering bool   `json:"altering"`
}

func (c *command) anchor(copyName string, operands []string) int {
	if copyName == "" {
		return c.usage(errors.New("anchor needs a copy of the text: -text FILE"))
	}
	whole, d, err := c.view()
	if err != nil {
		return c.fail(err)
	}
	texts, err := readTexts([]string{copyName})
	if err != nil {
		return c.fail(err)
	}
	all, err := c.anchored(whole, d, anchor.Prepare(texts[0]), operands)
	if err != nil {
		return c.usage(err)
	}
	rows, lost := make([]located, len(all)), 0
	for i, a := range all {
		rows[i] = locatedOf(a)
		if a.Result.Status < anchor.Fuzzy {
			lost++
		}
	}
	switch c.format {
	case "json":
		c.json(rows)
	case "csv":
		csvOf(c, rows, locatedColumns())
	case "md":
		mdOf(c, rows, locatedColumns())
	default:
		if len(rows) > 0 {
			c.print(gridOf(rows, locatedColumns(), c.depth))
		}
		if len(all) > 0 {
			c.note("%s", tally(all))
		}
	}
	if lost > 0 || c.strange {
		return findings
	}
	return fine
}

// anchored anchors the evidence of records and sources, or of all sources that the copy has something of.
func (c *command) anchored(whole, d *cyberres.Dataset, text *anchor.Text, ids []string) ([]cyberres.Anchored, error) {
	wanted := map[cyberres.ID]bool{}
	var sources []cyberres.SourceID
	var unknown []error
	for _, id := range ids {
		switch source, ok := sourceOf(d, cyberres.ID(id)); {
		case ok && source == cyberres.SourceID(id):
			sources = append(sources, source)
			for _, record := range recordsOf(d, source) {
				wanted[record] = true
			}
		case ok:
			sources = append(sources, source)
			wanted[cyberres.ID(id)] = true
		default:
			unknown = append(unknown, noEvidence(whole, c.asOf, id))
		}
	}
	if len(unknown) > 0 {
		return nil, errors.Join(unknown...)
	}
	// The whole evidence of a source is looked for even where one record is wanted: how the rest has moved tells copies of a passage apart.
	all := d.Anchor(text, cyberres.Filter{Sources: sources})
	if len(ids) > 0 {
		return slices.DeleteFunc(all, func(a cyberres.Anchored) bool { return !wanted[a.Record] }), nil
	}
	found, pieces := map[cyberres.SourceID]int{}, map[cyberres.SourceID]int{}
	for _, a := range all {
		pieces[a.Source]++
		if a.Result.Status >= anchor.Altered {
			found[a.Source]++
		}
	}
	// A few common words of one source stand in the text of another: those do not make it a copy.
	absent := func(s cyberres.SourceID) bool { return found[s]*4 < pieces[s] }
	if !slices.ContainsFunc(all, func(a cyberres.Anchored) bool { return !absent(a.Source) }) {
		c.note("this is no copy of any source; to see all the same how the evidence of one fares in it: name the source")
		c.strange = true
		return nil, nil
	}
	for s := range d.Sources() {
		if pieces[s.ID] > 0 && absent(s.ID) {
			c.note("this is no copy of %s (%d of its %d pieces of evidence are in it), which is left out; to see it: name it", s.ID, found[s.ID], pieces[s.ID])
		}
	}
	return slices.DeleteFunc(all, func(a cyberres.Anchored) bool { return absent(a.Source) }), nil
}

// sourceOf returns the source of a statement or remark, and of a source itself.
func sourceOf(d *cyberres.Dataset, id cyberres.ID) (cyberres.SourceID, bool) {
	if v, ok := d.Source(cyberres.SourceID(id)); ok {
		return v.ID, true
	}
	if v, ok := d.Objective(id); ok {
		return v.Source, true
	}
	if v, ok := d.Cooperation(id); ok {
		return v.Source, true
	}
	if v, ok := d.Position(id); ok {
		return v.Source, true
	}
	if v, ok := d.Relation(id); ok {
		return v.Source, true
	}
	v, ok := d.Remark(id)
	return v.Source, ok
}

// recordsOf returns the ids of what a source says, and of the remarks on it.
func recordsOf(d *cyberres.Dataset, source cyberres.SourceID) (out []cyberres.ID) {
	f := cyberres.Filter{Sources: []cyberres.SourceID{source}}
	for s := range d.Statements(f) {
		out = append(out, s.Claim().ID)
	}
	for r := range d.Remarks(f) {
		out = append(out, r.ID)
	}
	return out
}

// noEvidence is the error for an id of what rests on no passage.
func noEvidence(whole *cyberres.Dataset, asOf cyberres.Date, id string) error {
	switch r, ok := find(whole, cyberres.ID(id), ""); {
	case !ok:
		return noRecord(whole, id)
	case r.Kind == cyberres.KindActor || r.Kind == cyberres.KindInstrument || r.Kind == cyberres.KindTheme || r.Kind == cyberres.KindReference:
		return fmt.Errorf("%s is a record that rests on no passage (%s); name statements, remarks or sources", id, r.Kind)
	default:
		return fmt.Errorf("%s was not there on %s", id, asOf)
	}
}

// locatedOf makes a row of a piece of evidence.
func locatedOf(a cyberres.Anchored) located {
	r := a.Result
	row := located{Record: a.Record, Kind: a.Kind, Source: a.Source, Quote: a.Evidence.Quote, Status: r.Status.String(),
		Score: rounded(r.Score), Margin: rounded(r.Margin), Changes: []change{}, Candidates: []offsets{}}
	if r.Status >= anchor.Altered {
		row.CodePoints, row.Bytes, row.UTF16 = &offsets{r.Span.CodePoints.Start, r.Span.CodePoints.End}, &offsets{r.Span.Bytes.Start, r.Span.Bytes.End}, &offsets{r.Span.UTF16.Start, r.Span.UTF16.End}
	}
	for _, v := range r.Changes {
		row.Changes = append(row.Changes, change{v.Quoted, v.Found, v.Altering})
	}
	for _, v := range r.Candidates {
		row.Candidates = append(row.Candidates, offsets{v.Span.CodePoints.Start, v.Span.CodePoints.End})
	}
	return row
}

// rounded keeps three places of a score: more would be read as precision.
func rounded(f float64) float64 { return float64(int(f*1000+0.5)) / 1000 }

func locatedColumns() []column[located] {
	type t = located
	return []column[t]{
		{"status", first, false, one(func(v t) string { return v.Status })},
		{"score", first, false, one(func(v t) string { return fmt.Sprintf("%.3f", v.Score) })},
		{"start", first, false, one(func(v t) string {
			if v.CodePoints == nil {
				return ""
			}
			return fmt.Sprint(v.CodePoints.Start)
		})},
		{"end", first, false, one(func(v t) string {
			if v.CodePoints == nil {
				return ""
			}
			return fmt.Sprint(v.CodePoints.End)
		})},
		{"record", first, false, one(func(v t) cyberres.ID { return v.Record })},
		{"quote", first, true, one(func(v t) string { return v.Quote })},
		{"differs", first, true, func(v t) (out []string) {
			if v.Status == anchor.Altered.String() && len(v.Changes) == 0 {
				return []string{"what stands between the ends is not what was pinned"}
			}
			for _, d := range v.Changes {
				switch {
				case d.Quoted == "":
					out = append(out, fmt.Sprintf("“%s” is put in", d.Found))
				case d.Found == "":
					out = append(out, fmt.Sprintf("“%s” is left out", d.Quoted))
				default:
					out = append(out, fmt.Sprintf("“%s” where the quote has “%s”", d.Found, d.Quoted))
				}
			}
			return out
		}},
		{"candidates", first, false, func(v t) (out []string) {
			for _, o := range v.Candidates {
				out = append(out, fmt.Sprintf("%d–%d", o.Start, o.End))
			}
			return out
		}},
	}
}

// tally counts what was found by status, the best first.
func tally(all []cyberres.Anchored) string {
	n := map[anchor.Status]int{}
	for _, a := range all {
		n[a.Result.Status]++
	}
	parts := []string{}
	for s := anchor.Exact; ; s-- {
		if n[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n[s], s))
		}
		if s == anchor.Orphan {
			break
		}
	}
	if len(parts) == 0 {
		return "no evidence to look for"
	}
	return count(len(all), "piece") + " of evidence: " + strings.Join(parts, ", ")
}
