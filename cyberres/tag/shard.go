package tag

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/strictjson"
	"github.com/cyberres/cyberres/internal/suggest"
)

// MaxLine is the length of the longest document that a shard may have, in bytes of its line. A longer one is rejected, and not held in memory.
const MaxLine = 16 << 20

// A document is one line of a shard. Other members are left alone.
type document struct {
	id, text, subject string
	date              cyberres.Date
}

// A Reject is a line of a shard that is no document.
type Reject struct {
	Line   int64  `json:"line"` // from 1
	Reason string `json:"reason"`
}

// A Tagged is what was found in a document: one line of a shard's result. Offsets count code points.
type Tagged struct {
	ID         string            `json:"id"`
	Date       cyberres.Date     `json:"date,omitempty"`
	Names      []TaggedName      `json:"names,omitempty"`
	Statements []TaggedStatement `json:"statements,omitempty"` // suggestions
	Evidence   []TaggedEvidence  `json:"evidence,omitempty"`   // of the dataset
}

// A TaggedName is a place where a document names an entity.
type TaggedName struct {
	Entity cyberres.ID   `json:"entity"`
	Start  int           `json:"start"`
	End    int           `json:"end"`
	Others []cyberres.ID `json:"others,omitempty"` // who else may be meant
}

// A TaggedStatement is a passage that may make a statement.
type TaggedStatement struct {
	Kind    string             `json:"kind"`  // objective, cooperation, position or relation
	Value   string             `json:"value"` // its modality, status, stance or type
	Start   int                `json:"start"`
	End     int                `json:"end"`
	Cue     string             `json:"cue"`
	Sure    int                `json:"sure"` // percent
	Themes  []cyberres.ThemeID `json:"themes,omitempty"`
	Mode    cyberres.Mode      `json:"mode,omitempty"`
	Parties []cyberres.Party   `json:"parties,omitempty"`
	Holder  cyberres.ActorID   `json:"holder,omitempty"`
	Subject cyberres.ID        `json:"subject,omitempty"` // of a relation
	Object  cyberres.ID        `json:"object,omitempty"`
}

// A TaggedEvidence is a passage of the dataset's sources that the document has, too.
type TaggedEvidence struct {
	Record cyberres.ID `json:"record"`
	Status string      `json:"status"` // as of anchor.Status
	Score  float64     `json:"score"`
	Start  int         `json:"start"`
	End    int         `json:"end"`
}

// ProcessShard finds in the documents of a shard the names that the dataset knows, passages that may be statements, and evidence that the dataset has. A document
// is a line {"id": "…", "text": "…"}, in UTF-8; "date" gives it a year, and "subject" the id of whom it is about. Its result is one line of out, a [Tagged] in JSON.
// A line that is no document is one line of rejects, a [Reject]: as many lines come out as go in.
//
// The same shard gives the same bytes, wherever it is processed. One document is held in memory at a time. The error is for input that cannot be read and
// output that cannot be written, and for a context that is done.
func (w *Drafter) ProcessShard(ctx context.Context, in io.Reader, out, rejects io.Writer) (stats Stats, err error) {
	lines := bufio.NewReaderSize(in, 256<<10)
	results, refused := json.NewEncoder(out), json.NewEncoder(rejects)
	results.SetEscapeHTML(false)
	refused.SetEscapeHTML(false)
	var line []byte
	for n := int64(1); ; n++ {
		if err := ctx.Err(); err != nil {
			return stats, err
		}
		var long bool
		line, long, err = readLine(lines, line[:0])
		if err == io.EOF && len(line) == 0 && !long {
			return stats, nil
		}
		if err != nil && err != io.EOF {
			return stats, fmt.Errorf("line %d: %w", n, err)
		}
		d, reason := readDocument(line, long)
		if reason != nil {
			stats.Rejects++
			if err := refused.Encode(Reject{n, reason.Error()}); err != nil {
				return stats, fmt.Errorf("writing the rejects: %w", err)
			}
			continue
		}
		stats.Documents++
		t := w.tagged(d)
		stats.add(d, t)
		if err := results.Encode(t); err != nil {
			return stats, fmt.Errorf("writing the result: %w", err)
		}
	}
}

// readLine reads a line without its end. Of one that is too long it keeps the beginning and passes over the rest.
func readLine(r *bufio.Reader, line []byte) (_ []byte, long bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if long = long || len(line)+len(part) > MaxLine; !long {
			line = append(line, part...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		return bytes.TrimRight(line, "\r\n"), long, err
	}
}

var documentLimits = strictjson.Limits{Bytes: MaxLine + 1}

// readDocument reads a line strictly: a member that stands twice, say, would have two meanings.
func readDocument(line []byte, long bool) (d document, err error) {
	switch {
	case long:
		return d, fmt.Errorf("the line has more than the %d bytes allowed; split the document", MaxLine)
	case len(bytes.TrimSpace(line)) == 0:
		return d, errors.New("a blank line")
	case !utf8.Valid(line):
		return d, errors.New("the line is not UTF-8")
	}
	r := strictjson.NewReader(string(line), documentLimits)
	found := map[string]bool{}
	for o := r.Object(nil); o.Next(); {
		switch found[o.Name] = true; o.Name {
		case "id":
			d.id = r.Text()
		case "text":
			d.text = r.Text()
		case "subject":
			d.subject = r.Text()
		case "date":
			at := r.Offset()
			d.date = cyberres.Date(r.Text())
			if _, err := cyberres.ParseDate(string(d.date)); d.date != "" && err != nil {
				r.Fault(at, "%v", err)
			}
		default:
			r.Skip()
		}
	}
	if faults := r.End(); len(faults) > 0 {
		return d, fmt.Errorf("byte %d: %s", faults[0].Offset+1, faults[0].Message)
	}
	for _, name := range []string{"id", "text"} {
		if !found[name] {
			return d, fmt.Errorf("no %q", name)
		}
	}
	if d.id == "" {
		return d, errors.New("the id is empty")
	}
	return d, nil
}

// tagged finds what a document has.
func (w *Drafter) tagged(d document) Tagged {
	t := Tagged{ID: d.id, Date: d.date}
	var names []suggest.Name
	for m := range w.names.Find(d.text) {
		on := m.On(d.date)
		first := on.At(0).Entity
		n := TaggedName{Entity: first, Start: m.Span.CodePoints.Start, End: m.Span.CodePoints.End}
		for o := range on.All() {
			if o.Entity != first && !slices.Contains(n.Others, o.Entity) {
				n.Others = append(n.Others, o.Entity)
			}
		}
		t.Names = append(t.Names, n)
		kind := w.kindOf[first]
		names = append(names, suggest.Name{Start: m.Span.Bytes.Start, End: m.Span.Bytes.End, ID: first, Kind: kind, Instrument: instrument(kind), Owns: owns(d.text[m.Span.Bytes.End:])})
	}
	var at counter
	for _, p := range w.reader.Read(d.text, cyberres.ActorID(d.subject), names) {
		s := TaggedStatement{Kind: strings.TrimSuffix(p.Says, "s"), Value: p.Value, Cue: p.Cue, Sure: p.Sure, Themes: p.Themes, Mode: p.Mode, Holder: p.Holder, Subject: p.Subject, Object: p.Object}
		s.Start = at.points(d.text, p.Start)
		s.End = at.points(d.text, p.End)
		for _, party := range p.Parties {
			if party.Actor != "" {
				s.Parties = append(s.Parties, party)
			}
		}
		t.Statements = append(t.Statements, s)
	}
	for _, a := range w.known.find(d.text) {
		span := a.Result.Span.CodePoints
		t.Evidence = append(t.Evidence, TaggedEvidence{a.Record, a.Result.Status.String(), float64(int(a.Result.Score*1000+0.5)) / 1000, span.Start, span.End})
	}
	return t
}

// A counter turns byte offsets into code points, from wherever it was last.
type counter struct{ bytes, count int }

func (c *counter) points(text string, offset int) int {
	if offset < c.bytes {
		c.count -= utf8.RuneCountInString(text[offset:c.bytes])
	} else {
		c.count += utf8.RuneCountInString(text[c.bytes:offset])
	}
	c.bytes = offset
	return c.count
}

// add counts what a document has. A pair is counted once a document, however often it is named.
func (s *Stats) add(d document, t Tagged) {
	year := ""
	if len(d.date) >= 4 && d.date[0] != '/' {
		year = string(d.date[:4])
	}
	s.count("document", "", year)
	var entities []cyberres.ID
	for _, n := range t.Names {
		if i, found := slices.BinarySearch(entities, n.Entity); !found {
			entities = slices.Insert(entities, i, n.Entity)
		}
	}
	for i, a := range entities {
		s.count("entity", string(a), year)
		for _, b := range entities[i+1:] {
			s.count("pair", string(a)+" "+string(b), year)
		}
	}
	for _, v := range t.Statements {
		s.count("statement", v.Kind, year)
		if v.Mode != "" {
			s.count("mode", string(v.Mode), year)
		}
		for _, theme := range v.Themes {
			s.count("theme", string(theme), year)
		}
	}
	for _, e := range t.Evidence {
		s.count("evidence", string(e.Record), year)
	}
}
