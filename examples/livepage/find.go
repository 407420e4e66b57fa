package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor"
	"github.com/cyberres/cyberres/cyberres/anchor/fragment"
)

// A finding is one piece of evidence and what became of it in the page.
type finding struct {
	Source   cyberres.SourceID `json:"source"`
	Record   cyberres.ID       `json:"record"`
	Number   int               `json:"number"` // of the piece among the record's evidence, from 1
	Quote    string            `json:"quote"`
	Status   string            `json:"status"` // as of package anchor: exact, normalised, fuzzy, altered, ambiguous, orphan
	Score    float64           `json:"score"`
	Proved   bool              `json:"proved"`             // the digest is that of the passage: all of it is as it was, not only the ends that the quote shows
	Start    int               `json:"start"`              // of the passage in the page's text, in code points; 0 to 0 where it was not found
	End      int               `json:"end"`                // exclusive
	Changes  []anchor.Change   `json:"changes,omitempty"`  // words that differ
	Places   int               `json:"places,omitempty"`   // ambiguous: between how many it was not decided
	Link     string            `json:"link,omitempty"`     // proved against this page
	Declined string            `json:"declined,omitempty"` // why there is no link
	Mark     string            `json:"mark,omitempty"`     // id of the first mark in the copy

	summary string
	bytes   anchor.Offsets // of the passage in the page's text
	marked  bool
}

func (f *finding) found() bool { return f.bytes.Len() > 0 }

// find looks for the evidence of statements, remarks and sources, and returns what became of each piece in the order of the page. Without ids it takes the sources
// that the page holds: those of whose evidence it has at least a half.
func find(d *cyberres.Dataset, p *page, ids []string, address string) ([]*finding, error) {
	wanted := map[string]bool{}
	for _, id := range ids {
		_, record := d.Evidence(cyberres.ID(id))
		if _, source := d.Source(cyberres.SourceID(id)); !record && !source {
			return nil, fmt.Errorf("no statement, remark or source has the id %q; cyberres search WORDS finds ids", id)
		}
		wanted[id] = true
	}
	text, links := anchor.Prepare(p.words), p.blocks.Prepare()
	var all []*finding
	for source := range d.Sources() {
		var (
			list   []*finding
			quotes []anchor.Quote
		)
		add := func(id cyberres.ID, summary string, evidence cyberres.List[cyberres.Evidence]) {
			for i, e := range evidence.Slice() {
				list = append(list, &finding{Source: source.ID, Record: id, Number: i + 1, Quote: e.Quote, summary: summary})
				quotes = append(quotes, quote(e))
			}
		}
		only := cyberres.Filter{Sources: []cyberres.SourceID{source.ID}}
		for s := range d.Statements(only) {
			c := s.Claim()
			add(c.ID, c.Summary, c.Evidence)
		}
		for r := range d.Remarks(only) {
			add(r.ID, r.Summary, r.Evidence)
		}
		n := 0
		for i, r := range search(text, quotes) { // all of them, for they tell each other where to look
			f := list[i]
			if len(ids) > 0 && !wanted[string(f.Record)] && !wanted[string(f.Source)] {
				continue
			}
			f.Status, f.Score, f.Changes, f.Places = r.Status.String(), r.Score, r.Changes, len(r.Candidates)
			if r.Status <= anchor.Ambiguous {
				continue
			}
			if r.Status >= anchor.Altered {
				n++
			}
			f.bytes, f.Start, f.End = r.Span.Bytes, r.Span.CodePoints.Start, r.Span.CodePoints.End
			sum := sha256.Sum256([]byte(p.text[f.bytes.Start:f.bytes.End]))
			f.Proved = hex.EncodeToString(sum[:]) == quotes[i].SHA256
			if where := cmp.Or(address, first(source.URLs)); where == "" {
				f.Declined = "the source has no address; give one with -url"
			} else if directive, err := links.Link(f.Start, f.End); err != nil {
				f.Declined = err.Error()
			} else {
				f.Link = fragment.Join(where, directive)
			}
		}
		for _, f := range list {
			if f.Status != "" && (len(ids) > 0 || 2*n >= len(list)) {
				all = append(all, f)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *finding) int {
		return cmp.Or(cmp.Compare(lost(a), lost(b)), cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	return all, nil
}

// search looks for the quotes of one source. Where they stood in its text says little about the page, which has other things before it. So they are looked for without
// that at first, and again near where the longer ones beside them were found. Where there are none, copies of a passage stay undecided.
func search(text *anchor.Text, quotes []anchor.Quote) []anchor.Result {
	type shifted struct{ start, shift int }
	var known []shifted
	placeless := slices.Clone(quotes)
	for i := range placeless {
		placeless[i].Start = anchor.Hint{}
	}
	results := text.Find(placeless...)
	for i, r := range results {
		if start, _ := quotes[i].Start.Offset(); r.Status >= anchor.Altered && quotes[i].Length >= sure {
			known = append(known, shifted{start, r.Span.CodePoints.Start - start})
		}
	}
	if len(known) == 0 {
		return results
	}
	placed := slices.Clone(quotes)
	for i := range placed {
		start, _ := placed[i].Start.Offset()
		distance := func(k shifted) int { return max(k.start-start, start-k.start) }
		slices.SortFunc(known, func(a, b shifted) int { return cmp.Compare(distance(a), distance(b)) })
		near := slices.Clone(known[:min(5, len(known))])
		slices.SortFunc(near, func(a, b shifted) int { return cmp.Compare(a.shift, b.shift) })
		placed[i].Start = anchor.At(start + near[len(near)/2].shift)
	}
	return text.Find(placed...)
}

// sure is how many code points a passage has that is not in a page by chance.
const sure = 40

// quote says all that is known of a piece of evidence.
func quote(e cyberres.Evidence) anchor.Quote {
	q := anchor.Quote{Start: anchor.At(e.Start), Length: e.End - e.Start, SHA256: e.SHA256}
	if q.First, q.Last = e.Ends(); q.Last == "" {
		q.Exact, q.First = q.First, ""
	}
	return q
}

func first(list cyberres.List[string]) string {
	if list.Len() == 0 {
		return ""
	}
	return list.At(0)
}

// lost sorts what was not found to the end.
func lost(f *finding) int {
	if f.found() {
		return 0
	}
	return 1
}
