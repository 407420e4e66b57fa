package schema

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres/anchor"
	"github.com/cyberres/cyberres/internal/quote"
	"github.com/cyberres/cyberres/internal/strictjson"
)

// Pinned is what [Pin] makes of the files of one source.
type Pinned struct {
	Annotations string    // the text of the annotation file with all places and digests
	SourceFile  string    // the name of the source's file in the dataset, "" where it has none
	Source      string    // the text of that file
	Pieces      int       // of evidence and mentions
	Changed     int       // of which a number or a digest was filled in or refreshed
	Findings    []Finding // an error for each piece that could not be pinned; a warning for each that is no longer what it was
}

// Refused reports whether something could not be pinned. Then the texts hold what could be, and should not be written: half of the file
// would be about one edition and half about another.
func (p *Pinned) Refused() bool {
	return slices.ContainsFunc(p.Findings, func(f Finding) bool { return f.Severity == SeverityError })
}

// Pin finds the quotes of an annotation file in a copy of its text, and computes what they need to be found and proved by others: start and end
// in code points, the digest of the passage, and the length and digest of the source's text. Everything else in the files stays as it is, byte for
// byte, but for quotation marks, hyphens and dots that a keyboard has and the text has not: such a quote is written as the text has it.
//
// Name is the file in the dataset: annotations/<source>.json. The copy is the text of that source, or the page that its "within" cuts it from.
//
// Of words that stand in the text more than once, "occurrence" (1 is the first) tells the passage, then its digest, then "start": as written if the
// piece has no place yet, otherwise moved with the pieces around it. If the text is another edition than was pinned, an occurrence that was counted in the
// old one is not believed, and is counted anew. Where nothing tells, Pin refuses and says what to add; it never takes the first or the nearest.
// The error is for files that cannot be read as annotations at all.
func Pin(fsys fs.FS, name, text string) (*Pinned, error) {
	if part := partOf(name); part == nil || part.kind != "annotations" {
		return nil, fmt.Errorf("%s: no file of annotations; those are annotations/<source>.json", name)
	}
	if len(text) > maxFile || !utf8.ValidString(text) {
		return nil, fmt.Errorf("a text of %d bytes; it should be UTF-8, and not more than %d", len(text), maxFile)
	}
	f, err := openFile(fsys, name)
	if err != nil {
		return nil, err
	}
	p := &pinning{file: f, points: []rune(text)}
	out := &Pinned{Annotations: f.text}
	source, err := p.source(fsys, text, out)
	if err != nil {
		return nil, err
	}
	p.collect()
	p.work = 64*len(p.points) + 1<<26
	p.edition = p.edition || p.displaced()
	p.settle()
	edits := p.edits()
	out.Pieces, out.Changed = len(p.pins), p.changed
	out.Annotations = applyEdits(f.text, edits)
	if source != nil {
		out.Findings = append(out.Findings, placedFindings(source)...)
	}
	out.Findings = append(out.Findings, placedFindings(f)...)
	return out, nil
}

// openFile reads one file of a dataset as strict JSON.
func openFile(fsys fs.FS, name string) (*file, error) {
	c := &checker{fsys: fsys}
	text, refused := c.load(&entry{name: name})
	if refused != nil {
		refused.File = name
		return nil, fmt.Errorf("%s", refused)
	}
	f := &file{name: name, text: text, part: partOf(name), tree: &strictjson.Tree{}}
	if !f.parse() || len(f.found) > 0 {
		if len(f.found) == 0 {
			return nil, fmt.Errorf("%s: not an object; a file holds one JSON object", name)
		}
		return nil, fmt.Errorf("%s", placedFindings(f)[0])
	}
	return f, nil
}

// placedFindings gives the findings of a file their lines.
func placedFindings(f *file) []Finding {
	for i := range f.found {
		f.found[i].Line, f.found[i].Column = strictjson.Line(f.text, f.found[i].Offset)
	}
	return f.found
}

// applyEdits makes edits in a text. They do not overlap.
func applyEdits(text string, edits []Edit) string {
	slices.SortStableFunc(edits, func(a, b Edit) int { return a.Start - b.Start })
	out, _ := Apply(text, []Finding{{Fix: &Fix{Edits: edits}}})
	return out
}

// A pinning is the work on one annotation file.
type pinning struct {
	*file
	points  []rune // of the source's text
	pins    []pin
	changed int
	edition bool                 // the copy is another text than was pinned
	places  map[string][]passage // of each quote

	prepared *anchor.Text // once a quote is not there
}

// maxScans is how many code points are looked at to find quotes: a thousand quotes of a text of 16 million.
const maxScans = 1 << 34

// A pin is a piece of evidence or a mention: what its file says of it, and where it is.
type pin struct {
	n          int32
	quote      string
	evidence   bool      // which has a digest
	start, end int       // as written; -1 where that is blank
	sum        string    // as written; "" where that is blank
	occurrence int       // from 1; 0 where it is not said
	at         passage   // its place, once settled
	same       []passage // the places that have its digest
	settled    bool
}

// spend takes from the work that may be done: hostile files have pieces that each are as long as their text.
func (p *pinning) spend(n int) bool {
	p.work -= n
	return p.work >= 0
}

// displaced reports whether a piece that was pinned is not where it was. That tells another edition even if the source has no record yet, or its record is
// of this text already.
func (p *pinning) displaced() bool {
	return slices.ContainsFunc(p.pins, func(w pin) bool {
		if w.sum == "" || w.start < 0 || w.end <= w.start {
			return false
		}
		return w.end > len(p.points) || p.spend(w.end-w.start) && digestOf(string(p.points[w.start:w.end])) != w.sum
	})
}

// source holds the copy against the source's file, refreshes its numbers, and cuts the points of the source's text out of the page's.
func (p *pinning) source(fsys fs.FS, text string, out *Pinned) (*file, error) {
	id, _ := p.member(0, "source")
	if id == "" {
		id = stemOf(p.name)
	}
	name := "sources/" + id + ".json"
	if partOf(name) == nil || !fs.ValidPath(name) {
		return nil, fmt.Errorf("%s: \"source\" is %q, which is no id", p.name, short(id))
	}
	if _, err := fs.Stat(fsys, name); err != nil {
		return nil, nil // a draft may come before its source; check asks for it
	}
	f, err := openFile(fsys, name)
	if err != nil {
		return nil, err
	}
	out.SourceFile, out.Source = name, f.text
	pinned := f.tree.Member(0, "text")
	if pinned < 0 || f.node(pinned).Type != '{' {
		f.atObject(missingMember, 0, `the source has no "text"; write "text": {"codePoints": null, "words": null, "sha256": ""}`)
		return f, nil
	}
	var edits []Edit
	set := func(n int32, value string) {
		if v := f.node(n); f.text[v.Start:v.End] != value {
			edits = append(edits, Edit{int(v.Start), int(v.End), value})
		}
	}
	whole := digestOf(text)
	if within := f.tree.Member(0, "within"); within >= 0 && f.node(within).Type == '{' && !sameText(f, pinned, whole) {
		start, _, ok1 := f.number(within, "start")
		end, e, ok2 := f.number(within, "end")
		switch {
		case !ok1 || !ok2 || start >= end:
			f.at(notPinned, within, `"within" has no start and end; write where in the page the text begins and ends, in code points`)
			return f, nil
		case end > len(p.points):
			f.at(spanRange, e, "the copy has %d code points, and \"within\" ends at %d; name a copy of the page, or mend \"within\"", len(p.points), end)
			return f, nil
		}
		p.points = p.points[start:end]
		text = string(p.points)
		if page := f.tree.Member(within, "sha256"); page >= 0 {
			set(page, quoted(whole))
		}
	}
	for _, number := range []struct {
		name, value string
	}{{"codePoints", strconv.Itoa(len(p.points))}, {"words", strconv.Itoa(quote.Words(text))}, {"sha256", quoted(digestOf(text))}} {
		if n := f.tree.Member(pinned, number.name); n >= 0 {
			set(n, number.value)
		} else if number.name != "words" {
			f.atObject(missingMember, pinned, "%q is missing; write it, and null or \"\" as its value", number.name)
		}
	}
	if sum, n := f.member(pinned, "sha256"); n >= 0 && len(sum) == 64 && sum != noDigest && sum != digestOf(text) {
		p.edition = true
		f.warn(textDigest, n, "the text is another than was annotated, and the source is now about this one; look through the records for what has changed")
	}
	out.Source = applyEdits(f.text, edits)
	return f, nil
}

// sameText reports whether a digest is the one that a source has for its text.
func sameText(f *file, text int32, digest string) bool {
	sum, _ := f.member(text, "sha256")
	return sum == digest
}

// warn is at for what does not stand in the way.
func (f *file) warn(rule *Rule, n int32, format string, args ...any) {
	f.at(rule, n, format, args...).Severity = SeverityWarning
}

// collect gathers the pieces. What has no quote is left to check.
func (p *pinning) collect() {
	for _, list := range []string{"objectives", "cooperations", "positions", "relations", "remarks", "mentions"} {
		l := p.tree.Member(0, list)
		if l < 0 || p.node(l).Type != '[' {
			continue
		}
		for i := l + 1; i < p.node(l).Next; i = p.node(i).Next {
			if list == "mentions" {
				p.add(i, false)
				continue
			}
			e := p.tree.Member(i, "evidence")
			if e < 0 || p.node(e).Type != '[' {
				continue
			}
			for k := e + 1; k < p.node(e).Next; k = p.node(k).Next {
				p.add(k, true)
			}
		}
	}
}

func (p *pinning) add(n int32, evidence bool) {
	if p.node(n).Type != '{' {
		return
	}
	q := p.tree.Member(n, "quote")
	if q < 0 || p.node(q).Type != '"' {
		return
	}
	w := pin{n: n, quote: p.node(q).Text, evidence: evidence, start: -1, end: -1}
	if start, _, ok := p.number(n, "start"); ok {
		w.start = start
	}
	if end, _, ok := p.number(n, "end"); ok {
		w.end = end
	}
	if sum, _ := p.member(n, "sha256"); evidence && len(sum) == 64 && sum != noDigest {
		w.sum = sum
	}
	if occurrence, _, ok := p.number(n, "occurrence"); ok {
		w.occurrence = occurrence
	}
	p.pins = append(p.pins, w)
}
