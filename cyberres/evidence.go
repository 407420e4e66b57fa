package cyberres

import (
	"fmt"
	"strings"

	"github.com/cyberres/cyberres/internal/quote"
	"github.com/cyberres/cyberres/internal/strictjson"
)

// Evidence pins a record to the text that it was read in: stand-off (the text is not shipped), elided and verifiable.
// Its offsets count Unicode code points, not bytes and not UTF-16 units, from the first one of the source's text.
type Evidence struct {
	Quote  string `json:"quote"`  // first words … last words of the span, or all of a short one; white space in the text is one space here
	Start  int    `json:"start"`  // first code point of the span
	End    int    `json:"end"`    // code point after the span
	SHA256 string `json:"sha256"` // lower-case hex digest of the span's UTF-8 bytes
	// Occurrence says which of the places is meant where the text has the words of the quote in several, counted from 1. It is 0 where it is not said.
	Occurrence int     `json:"occurrence,omitempty"`
	Quoted     Quoted  `json:"quoted,omitempty"` // set where the text itself puts the span in quotation marks
	Speaker    ActorID `json:"speaker,omitempty"`
}

// Ends returns what the quote shows of the span's beginning and end; last is empty where the quote is whole.
func (e Evidence) Ends() (first, last string) {
	first, last, _ = strings.Cut(e.Quote, quote.Elision)
	return first, last
}

// Evidence returns what a statement or a remark rests on. It is false where there is no such record.
func (d *Dataset) Evidence(id ID) (list List[Evidence], ok bool) {
	kind, row := d.locate(string(id))
	if row < 0 || d.to != 0 && !d.shows(entry{recordKinds[kind], row}) {
		return list, false
	}
	switch kind {
	case atObjective:
		return d.objectives[row].Evidence, true
	case atCooperation:
		return d.cooperations[row].Evidence, true
	case atPosition:
		return d.positions[row].Evidence, true
	case atRelation:
		return d.relations[row].Evidence, true
	case atRemark:
		return d.remarks[row].Evidence, true
	}
	return list, false
}

// Verify proves the evidence against the text of its source (see [Source.Slice]): the digest of the span, then the ends of the quote.
// It takes time in the length of the text.
func (e Evidence) Verify(text string) error {
	passage, ok := span(text, e.Start, e.End)
	if !ok {
		return fmt.Errorf("evidence %q: the text has no code points %d to %d", e.Quote, e.Start, e.End)
	}
	if sum := digest(passage); sum != e.SHA256 {
		return fmt.Errorf("evidence %q: code points %d to %d have the SHA-256 %s, not %s", e.Quote, e.Start, e.End, sum, e.SHA256)
	}
	return quote.Matches(e.Quote, passage)
}

var evidenceFields = []strictjson.Field{
	{Name: "quote", Required: true}, {Name: "start", Required: true}, {Name: "end", Required: true}, {Name: "sha256", Required: true},
	{Name: "occurrence"}, {Name: "quoted"}, {Name: "speaker"},
}

func readEvidence(r *reader, e *Evidence) {
	at, before := r.Offset(), r.Count()
	for o := r.Object(evidenceFields); o.Next(); {
		switch o.Name {
		case "quote":
			start := r.Offset()
			e.Quote = readText(r)
			if err := quote.Check(e.Quote); err != nil {
				r.Fault(start, "%v", err)
			}
		case "start":
			e.Start = r.Int()
		case "end":
			e.End = r.Int()
		case "sha256":
			e.SHA256 = readDigest(r)
		case "occurrence":
			e.Occurrence = r.Int()
		case "quoted":
			e.Quoted = readValue(r, "sort of quotation", quotedKinds)
		case "speaker":
			e.Speaker = readID[ActorID](r)
		}
	}
	checkSpan(r, at, before, e.Start, e.End)
	if e.Speaker != "" && e.Quoted == "" {
		r.Fault(at, "evidence with a speaker but without quoted words; add \"quoted\" or leave the speaker out")
	}
}

// checkSpan refuses an empty or reversed span, unless what holds it has had faults since before: then a number may be missing.
func checkSpan(r *reader, at, before, start, end int) {
	if end <= start && r.Count() == before {
		r.Fault(at, "the span ends at %d, not after its start %d; offsets are code points, the end exclusive", end, start)
	}
}
