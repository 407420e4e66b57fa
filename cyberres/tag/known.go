package tag

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor"
)

// An evidenceIndex finds the evidence of a dataset in a text. Most texts have none of it, so the ends of quotes are looked for first, as names are, and anchoring is
// left to passages of which a text has both.
type evidenceIndex struct {
	pieces  []cyberres.Anchored         // what is looked for; without results
	whole   map[cyberres.SourceID][]int // pieces that stand whole: too short to prove anything by themselves
	ends    *Dictionary                 // first and last words; the entity is the number of the piece, and a for first or z for last
	sources map[cyberres.SourceID]int   // how many pieces with two ends each has
}

// minShare is the percentage of a source's quotes of which a text must have both ends to be taken for a copy of it, or a part of one. Only there a passage counts
// that is not just as it was, or whose quote is a few common words.
const minShare = 10

func newEvidenceIndex(d *cyberres.Dataset) (*evidenceIndex, error) {
	x := &evidenceIndex{whole: map[cyberres.SourceID][]int{}, sources: map[cyberres.SourceID]int{}}
	var names []Name
	add := func(record cyberres.ID, kind cyberres.Kind, source cyberres.SourceID, evidence cyberres.List[cyberres.Evidence]) {
		for e := range evidence.All() {
			n := len(x.pieces)
			x.pieces = append(x.pieces, cyberres.Anchored{Record: record, Kind: kind, Source: source, Evidence: e})
			first, last := e.Ends()
			if last == "" {
				x.whole[source] = append(x.whole[source], n)
				continue
			}
			x.sources[source]++
			number := cyberres.ID(strconv.Itoa(n))
			names = append(names, Name{Entity: number + "a", Text: first, Case: CaseAny}, Name{Entity: number + "z", Text: last, Case: CaseAny})
		}
	}
	for s := range d.Statements(cyberres.Filter{}) {
		c := s.Claim()
		add(c.ID, c.Kind, c.Source, c.Evidence)
	}
	for r := range d.Remarks(cyberres.Filter{}) {
		add(r.ID, cyberres.KindRemark, r.Source, r.Evidence)
	}
	var err error
	x.ends, err = Compile(slices.Values(names))
	return x, err
}

// find anchors the evidence that a text has. What is ambiguous or not there is left out.
func (x *evidenceIndex) find(text string) (out []cyberres.Anchored) {
	var begun, done map[int]bool
	count := map[cyberres.SourceID]int{}
	var wanted []int
	note := func(ends cyberres.List[Name]) {
		for n := range ends.All() {
			i, _ := strconv.Atoi(string(n.Entity[:len(n.Entity)-1]))
			switch {
			case n.Entity[len(n.Entity)-1] == 'a':
				if begun == nil {
					begun, done = map[int]bool{}, map[int]bool{}
				}
				begun[i] = true
			case begun[i] && !done[i]:
				done[i] = true
				count[x.pieces[i].Source]++
				wanted = append(wanted, i)
			}
		}
	}
	for m := range x.ends.Find(text) {
		note(m.Names)
		for l := range m.Losers.All() { // the end of one passage may overlap with that of another
			note(l.Names)
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	isCopy := func(s cyberres.SourceID) bool { return 100*count[s] >= minShare*x.sources[s] && count[s] > 1 }
	for s := range count {
		if isCopy(s) {
			wanted = append(wanted, x.whole[s]...)
		}
	}
	slices.Sort(wanted)
	quotes := make([]anchor.Quote, len(wanted))
	for k, i := range wanted {
		quotes[k] = x.pieces[i].Evidence.Selector()
	}
	for k, r := range anchor.Prepare(text).Find(quotes...) {
		a := x.pieces[wanted[k]]
		if a.Result = r; r.Status >= anchor.Normalised || r.Status >= anchor.Altered && isCopy(a.Source) {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b cyberres.Anchored) int {
		return cmp.Or(a.Result.Span.Bytes.Start-b.Result.Span.Bytes.Start, cmp.Compare(a.Record, b.Record))
	})
	return out
}
