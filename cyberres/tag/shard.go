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
	"github.com/cyberres/cyberres/internal/ident"
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
// A line that is no document is one line of rejects, a [Reject]: as many lines come out as go in. Lines end with a line feed, before which a carriage return may
// stand, and the last one with the shard; a byte order mark before the first is passed over.
//
// The same shard gives the same bytes, wherever it is processed. One document is held in memory at a time, and takes time in proportion to its length. The error is
// for input that cannot be read and output that cannot be written, and for a context that is done; what was written until then is the beginning of the result.
func (w *Drafter) ProcessShard(ctx context.Context, in io.Reader, out, rejects io.Writer) (stats Stats, err error) {
	lines := bufio.NewReaderSize(interruptible{ctx, in}, 256<<10)
	results, refused := json.NewEncoder(out), json.NewEncoder(rejects)
	results.SetEscapeHTML(false)
	refused.SetEscapeHTML(false)
	if mark, _ := lines.Peek(len(byteOrderMark)); string(mark) == byteOrderMark {
		lines.Discard(len(byteOrderMark))
	}
	var line []byte
	var t Tagged
	for n := int64(1); ; n++ {
		if err := ctx.Err(); err != nil {
			return stats, err
		}
		var long bool
		line, long, err = readLine(lines, line[:0])
		if err == io.EOF {
			return stats, nil
		}
		if err != nil {
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
		w.tag(d, &t)
		stats.add(&t)
		if err := results.Encode(&t); err != nil {
			return stats, fmt.Errorf("writing the result: %w", err)
		}
	}
}

const byteOrderMark = "\uFEFF"

// readLine reads a line without its end; the error is io.EOF where there is none. Of one that is too long it keeps the beginning and passes over the rest.
func readLine(r *bufio.Reader, line []byte) (_ []byte, long bool, err error) {
	begun := false
	for {
		part, err := r.ReadSlice('\n')
		begun = begun || len(part) > 0
		if long = long || len(line)+len(part) > MaxLine+len("\r\n"); !long {
			line = append(line, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && begun: // the last line has no end
			err = nil
		}
		line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte{'\n'}), []byte{'\r'})
		return line, long || len(line) > MaxLine, err
	}
}

// documentLimits bound a document by its line alone, since a text may be nearly all of it. The first fault is the reason; more are not looked for.
var documentLimits = strictjson.Limits{Bytes: MaxLine, String: MaxLine, Name: MaxLine, Number: 1 << 10, Faults: 1}

// readDocument reads a line strictly: a member that stands twice, say, would have two meanings.
func readDocument(line []byte, long bool) (d document, err error) {
	switch {
	case long:
		return d, fmt.Errorf("the line has more than the %d bytes allowed; split the document", MaxLine)
	case len(bytes.TrimSpace(line)) == 0:
		return d, errors.New("a blank line")
	}
	r := strictjson.NewReader(string(line), documentLimits)
	hasID, hasText := false, false
	for o := r.Object(nil); o.Next(); {
		at := r.Offset()
		switch o.Name {
		case "id":
			d.id, hasID = r.Text(), true
		case "text":
			d.text, hasText = r.Text(), true
		case "subject":
			if d.subject = r.Text(); d.subject != "" && !ident.Valid(d.subject) {
				r.Fault(at, "the subject %.40q is no id; write lower-case words joined by hyphens, or leave it out", d.subject)
			}
		case "date":
			d.date = cyberres.Date(r.Text())
			if _, err := cyberres.ParseDate(string(d.date)); err != nil {
				r.Fault(at, "%v", err)
			}
		default:
			r.Skip()
		}
	}
	if faults := r.End(); len(faults) > 0 {
		return d, fmt.Errorf("byte %d: %s", faults[0].Offset+1, faults[0].Message)
	}
	switch {
	case !hasID:
		return d, errors.New(`no "id"`)
	case !hasText:
		return d, errors.New(`no "text"`)
	case d.id == "":
		return d, errors.New("the id is empty")
	}
	return d, nil
}

// tag finds what a document has. It overwrites t, whose lists it goes on using.
func (w *Drafter) tag(d document, t *Tagged) {
	*t = Tagged{ID: d.id, Date: d.date, Names: t.Names[:0], Statements: t.Statements[:0], Evidence: t.Evidence[:0]}
	names := make([]suggest.Name, 0, 16)
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
	at := count(d.text)
	for _, p := range w.reader.Read(d.text, cyberres.ActorID(d.subject), names) {
		slices.Sort(p.Themes)
		s := TaggedStatement{Kind: strings.TrimSuffix(p.Says, "s"), Value: p.Value, Start: at.point(p.Start), End: at.point(p.End),
			Cue: p.Cue, Sure: p.Sure, Themes: p.Themes, Mode: p.Mode, Holder: p.Holder, Subject: p.Subject, Object: p.Object}
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
}

// points counts the code points of a text, in any order of places.
type points struct {
	text   string
	before []int // each block of the text, nil where all of it is ASCII
}

const pointsBlock = 512 // bytes

func count(text string) points {
	p := points{text: text}
	if utf8.RuneCountInString(text) == len(text) {
		return p
	}
	n := 0
	for at := 0; at <= len(text); at += pointsBlock {
		p.before = append(p.before, n)
		n += begun(text[at:min(len(text), at+pointsBlock)])
	}
	return p
}

// point returns how many code points begin before a byte of the text, which is UTF-8.
func (p points) point(offset int) int {
	if p.before == nil {
		return offset
	}
	block := offset / pointsBlock
	return p.before[block] + begun(p.text[block*pointsBlock:offset])
}

// begun counts the code points that begin in a part of a text.
func begun(s string) (n int) {
	for i := range len(s) {
		if s[i]&0xC0 != 0x80 {
			n++
		}
	}
	return n
}
