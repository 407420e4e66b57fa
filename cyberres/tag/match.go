package tag

import (
	"iter"
	"math/bits"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor"
)

// A Match is a place where a text has a name.
type Match struct {
	Span   anchor.Span          // the name, without article and possessive; the plural s of an acronym is within
	Names  cyberres.List[Name]  // all names that are written so: of one entity or, where the name is ambiguous, of several
	Losers cyberres.List[Loser] // names that were found too and gave way, the first 16
}

// A Loser is a name that overlaps with the one that was chosen. Of those that begin at one place, the longest is given.
type Loser struct {
	Span   anchor.Span
	Names  cyberres.List[Name]
	Reason Reason
}

// Reason says why a name gave way.
type Reason string

const (
	Inside  Reason = "inside"  // it is part of the chosen name: Union in European Union
	Overlap Reason = "overlap" // it begins within the chosen name and goes on after it: of two that overlap so, the first is chosen
	Plural  Reason = "plural"  // the same letters are a name of their own, and not only the plural of this acronym
)

// maxLosers bounds what a long name full of others can cost.
const maxLosers = 16

// Entities returns the entities that may be meant, each once.
func (m Match) Entities() []cyberres.ID {
	var ids []cyberres.ID
	seen := map[cyberres.ID]bool{}
	for n := range m.Names.All() {
		if !seen[n.Entity] {
			seen[n.Entity] = true
			ids = append(ids, n.Entity)
		}
	}
	return ids
}

// On returns the names that may be meant in a text of a date: where a name fits that may have been in use then, those that certainly were not drop out.
// Where none was, all are returned, since people go on using former names. A name without dates may always be in use, and on no date every name may be.
func (m Match) On(date cyberres.Date) cyberres.List[Name] {
	var fit []Name
	for n := range m.Names.All() {
		if n.mayBeInUse(date) {
			fit = append(fit, n)
		}
	}
	if len(fit) == 0 || len(fit) == m.Names.Len() {
		return m.Names
	}
	return cyberres.Of(fit...)
}

func (n Name) mayBeInUse(date cyberres.Date) bool {
	early, certain := date.Before(n.From)
	if early && certain {
		return false
	}
	late, certain := n.To.Before(date)
	return !late || !certain
}

// Find walks the names in a text, from its start to its end; no two of them overlap. It takes time in proportion to the text, whatever is in it: no word takes
// more steps than the longest name has letters, and nearly all take none. It takes memory for the losers of matches only.
// Malformed UTF-8 is no part of a name; each byte of it counts as one code point.
func (d *Dictionary) Find(text string) iter.Seq[Match] {
	return func(yield func(Match) bool) { d.find(text, yield) }
}

// find is Find; it returns how many code points were looked at in walks.
func (d *Dictionary) find(text string, yield func(Match) bool) (steps int) {
	f := finding{text: text, yield: yield}
	w := walk{keys: d.keys}
	before := uint64(0) // whether the byte before the block is a letter or digit
	for base := 0; base < len(text); base += 64 {
		alnum, lead := block(text, base)
		starts := alnum&^(alnum<<1|before) | lead
		before = alnum >> 63
		for ; starts != 0; starts &= starts - 1 {
			i := base + bits.TrailingZeros64(starts)
			if i < f.chosen.end && len(f.losers) == maxLosers || text[i] < utf8.RuneSelf && !d.index.pair(text, i) {
				continue
			}
			lo, hi := d.index.candidates(text, i, d.keys.len())
			if lo >= hi || !wordStart(text, i) {
				continue
			}
			w.begin(text, i, lo, hi)
			w.run()
			if w.best.end > 0 && !f.add(w.best, w.second) {
				return w.steps
			}
		}
	}
	f.flush()
	return w.steps
}

// A finding chooses between hits, which come in the order of their starts.
type finding struct {
	text   string
	yield  func(Match) bool
	chosen hit // none where its end is zero
	losers []Loser
	at     place // before the chosen hit, or before what was counted last
}

// add takes the longest hit at a place and the next longest. It is false where the walk is to end.
func (f *finding) add(best, second hit) bool {
	if best.start >= f.chosen.end {
		if !f.flush() {
			return false
		}
		f.at = f.at.to(f.text, best.start)
		f.chosen = best
		if second.end == best.end {
			f.lose(second, Plural)
		} else if second.end > 0 {
			f.lose(second, Inside)
		}
		return true
	}
	if best.end <= f.chosen.end {
		f.lose(best, Inside)
	} else {
		f.lose(best, Overlap)
	}
	return true
}

func (f *finding) lose(h hit, why Reason) {
	f.losers = append(f.losers, Loser{f.at.span(f.text, h), h.names, why})
}

// flush yields the chosen hit.
func (f *finding) flush() bool {
	if f.chosen.end == 0 {
		return true
	}
	m := Match{Span: f.at.span(f.text, f.chosen), Names: f.chosen.names}
	if len(f.losers) > 0 {
		m.Losers = cyberres.Of(f.losers...)
		f.losers = f.losers[:0]
	}
	f.chosen = hit{}
	return f.yield(m)
}

// A place counts what is before a byte of a text, in all units.
type place struct{ bytes, points, units int }

// to goes on to a later byte.
func (p place) to(text string, end int) place {
	for p.bytes < end {
		if p.bytes+8 <= end && load8(text[p.bytes:])&highBits == 0 {
			p = place{p.bytes + 8, p.points + 8, p.units + 8}
			continue
		}
		_, size := utf8.DecodeRuneInString(text[p.bytes:])
		p = place{p.bytes + size, p.points + 1, p.units + 1}
		if size == 4 {
			p.units++
		}
	}
	return p
}

// span returns the span of a hit that does not begin before p.
func (p place) span(text string, h hit) anchor.Span {
	a := p.to(text, h.start)
	b := a.to(text, h.end)
	return anchor.Span{
		CodePoints: anchor.Offsets{Start: a.points, End: b.points},
		Bytes:      anchor.Offsets{Start: a.bytes, End: b.bytes},
		UTF16:      anchor.Offsets{Start: a.units, End: b.units},
	}
}
