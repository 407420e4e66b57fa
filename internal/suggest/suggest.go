// Package suggest proposes statements for a text by the wordings of cues and by the names in it. It does not understand what it reads: each proposal says
// which wording it goes by and how sure that is, for a person to decide.
package suggest

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor"
)

// A Name is a place where the text names an actor or an instrument.
type Name struct {
	Start, End int // bytes
	ID         cyberres.ID
	Kind       cyberres.Kind // of the actor or instrument; "" where it is not known
	Instrument bool
	Owns       bool        // a possessive follows
	Of         cyberres.ID // the actor whose name it begins with: NATO, of the NATO Example Policy
}

// A Proposal is a statement that the text may make.
type Proposal struct {
	Says       string // the list that it belongs to: cyberres.CueObjective, CueCooperation, CuePosition or CueRelation
	Value      string // modality, status, stance or type of relation
	Start, End int    // bytes of the passage
	Cue        string // the wording
	Sure       int    // percent
	Why        []string

	Themes   []cyberres.ThemeID // the surest first
	Voice    cyberres.Voice
	Date     cyberres.Date
	Holder   cyberres.ActorID // of an objective or a position
	Inferred bool             // the holder is the subject of the text, which the passage does not name
	StatedIn []cyberres.InstrumentID

	Mode      cyberres.Mode
	Rationale string
	Parties   []cyberres.Party

	Subject, Object cyberres.ID // of a relation
}

// A Reader proposes statements by the cues of one dataset. It does not change and may be used by many goroutines at once.
type Reader struct {
	cues    *cues
	parents map[cyberres.ThemeID]cyberres.ThemeID
	most    cyberres.ThemeID // the theme of what has no words of another
}

// New makes a reader of cues. The first theme is given to passages that have no words of any.
func New(list cyberres.List[cyberres.Cue], themes []cyberres.Theme) (*Reader, error) {
	c, err := compile(list)
	if err != nil {
		return nil, err
	}
	r := &Reader{cues: c, parents: map[cyberres.ThemeID]cyberres.ThemeID{}}
	for i, t := range themes {
		if i == 0 {
			r.most = t.ID
		}
		r.parents[t.ID] = t.Parent
	}
	return r, nil
}

// Read proposes the statements of a text about a subject, in the order of the text. Names are in that order and do not overlap.
func (r *Reader) Read(text string, subject cyberres.ActorID, names []Name) (out []Proposal) {
	at := 0
	p := passage{reader: r, text: text, subject: subject}
	for s := range sentences(text) {
		for at < len(names) && names[at].End <= s.start {
			at++
		}
		to := at
		for to < len(names) && names[to].Start < s.end && to-at < maxNames {
			to++
		}
		p.sentence, p.names = s, names[at:to]
		r.cues.in(s.tokens, &p.hits)
		out = append(out, p.read()...)
		for _, n := range p.names {
			if n.Instrument {
				p.last = n
			}
		}
	}
	return out
}

// maxNames is how many names of a sentence are looked at. There are never more of them than words, but where words are glued together.
const maxNames = 2 * maxSentence

// A passage is one sentence with what was found in it.
type passage struct {
	reader  *Reader
	text    string
	subject cyberres.ActorID
	sentence
	names []Name
	last  Name // the instrument that was named last before the sentence
	hits  hits
}

// read proposes the statements of a sentence. Of those of one sort that cover the same words the surest stays.
func (p *passage) read() []Proposal {
	together := p.cooperations()
	all := slices.Concat(p.positions(), p.objectives(), together, p.relations(together)) // a view comes first: one passage is not an aim as well
	slices.SortStableFunc(all, func(a, b Proposal) int { return b.Sure - a.Sure })
	var kept []Proposal
	for _, a := range all {
		if a.Start >= a.End || slices.ContainsFunc(kept, func(b Proposal) bool { return covers(a, b) }) {
			continue
		}
		kept = append(kept, a)
	}
	whole := kept[:0]
	for _, a := range kept {
		if p.widen(&a) {
			whole = append(whole, a)
		}
	}
	kept = whole
	slices.SortStableFunc(kept, func(a, b Proposal) int {
		return cmp.Or(slices.Index(order, a.Says)-slices.Index(order, b.Says), a.Start-b.Start, a.End-b.End)
	})
	return kept
}

// maxWiden is how far a passage is widened, in bytes; what has no word bound for so long is no prose.
const maxWiden = 200

// widen takes the ends of a proposal to word bounds: a passage with half of “isn’t” would say something else. It is false where there are none near.
func (p *passage) widen(a *Proposal) bool {
	for least := a.Start - maxWiden; !anchor.WordBound(p.text, a.Start); a.Start-- {
		if a.Start <= least {
			return false
		}
	}
	a.End += possessive(p.text[a.End:])
	for most := a.End + maxWiden; !anchor.WordBound(p.text, a.End); a.End++ {
		if a.End >= most {
			return false
		}
	}
	return true
}

var order = []string{cyberres.CueObjective, cyberres.CueCooperation, cyberres.CuePosition, cyberres.CueRelation}

// covers reports whether two proposals are one and the same: of one sort, about the same things, and over words most of which they share. A view is never an aim as
// well: one passage, one record.
func covers(a, b Proposal) bool {
	shared := min(a.End, b.End) - max(a.Start, b.Start)
	if shared <= 0 {
		return false
	}
	opinion := a.Says == cyberres.CuePosition && b.Says == cyberres.CueObjective || a.Says == cyberres.CueObjective && b.Says == cyberres.CuePosition
	if a.Says != b.Says && !opinion {
		return false
	}
	if a.Says == cyberres.CueRelation {
		return a.Value == b.Value && a.Subject == b.Subject && a.Object == b.Object
	}
	sameActor := func(a, b cyberres.Party) bool { return a.Actor == b.Actor }
	if a.Says == cyberres.CueCooperation && b.Says == a.Says && !slices.EqualFunc(a.Parties, b.Parties, sameActor) && len(a.Parties) > 1 && len(b.Parties) > 1 && a.Cue != with {
		return false // two agreements in one clause
	}
	return 2*shared > min(a.End-a.Start, b.End-b.Start)
}

// list returns the hits of a sort of cue, in the order of the text.
func (p *passage) list(sort string) []hit { return p.hits[slices.Index(says[:], sort)] }

// of walks those within bytes.
func (p *passage) of(sort string, start, end int) iter.Seq[hit] {
	return func(yield func(hit) bool) {
		for _, h := range p.list(sort) {
			if p.tokens[h.from].start >= start && p.tokens[h.to-1].end <= end && !yield(h) {
				return
			}
		}
	}
}

// themes returns the themes that a passage has words of: the narrowest, at most three, the surest first; where it has none, those of its sentence.
func (p *passage) themes(start, end int) []cyberres.ThemeID {
	found := p.themesIn(start, end)
	if len(found) == 0 {
		found = p.themesIn(p.start, p.end)
		found = found[:min(1, len(found))]
	}
	if len(found) == 0 && p.reader.most != "" {
		found = []cyberres.ThemeID{p.reader.most}
	}
	return found
}

func (p *passage) themesIn(start, end int) (out []cyberres.ThemeID) {
	hits := slices.Collect(p.of(cyberres.CueTheme, start, end))
	slices.SortStableFunc(hits, func(a, b hit) int { return b.Sure - a.Sure })
	for _, h := range hits {
		if t := cyberres.ThemeID(h.Value); !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	if len(out) < 2 {
		return out
	}
	all := slices.Clone(out)
	out = slices.DeleteFunc(out, func(t cyberres.ThemeID) bool { // a narrower one says it better
		return slices.ContainsFunc(all, func(other cyberres.ThemeID) bool {
			return p.reader.parents[other] == t || p.reader.parents[p.reader.parents[other]] == t
		})
	})
	return out[:min(3, len(out))]
}

// voice says who speaks in a passage: the words of the actor where it is in quotation marks, the actor by the author where a cue says so.
func (p *passage) voice(start int) cyberres.Voice {
	if strings.HasSuffix(p.text[:start], "“") {
		return cyberres.VoiceQuoted
	}
	for h := range p.of(cyberres.CueVoice, p.start, start) {
		if h.Value == string(cyberres.VoiceReported) {
			return cyberres.VoiceReported
		}
	}
	return cyberres.VoiceEntry
}

// statedIn returns the strategies, laws and agreements that are named before a place.
func (p *passage) statedIn(before int) (out []cyberres.InstrumentID) {
	for _, n := range p.names {
		if n.Instrument && n.Start < before && !slices.Contains(out, cyberres.InstrumentID(n.ID)) {
			out = append(out, cyberres.InstrumentID(n.ID))
		}
	}
	return out
}

// proposal begins one.
func (p *passage) proposal(h hit, start, end int) Proposal {
	return Proposal{Says: h.Says, Value: h.Value, Start: start, End: end, Cue: h.phrase, Sure: h.Sure, Themes: p.themes(start, end), Voice: p.voice(start)}
}

// hold notes who holds an aim or a view.
func (p *Proposal) hold(id cyberres.ActorID, inferred bool, guess string) {
	p.Holder, p.Inferred = id, inferred
	if guess != "" {
		p.Why = append(p.Why, guess)
	}
}

// String says why, as it stands in the record.
func (p Proposal) String() string {
	s := fmt.Sprintf("“%s” (%d %%)", p.Cue, p.Sure)
	if len(p.Why) > 0 {
		s += ": " + strings.Join(p.Why, "; ")
	}
	return s
}
