package schema

import (
	"slices"
	"strings"

	"github.com/cyberres/cyberres/internal/quote"
)

// settle finds the place of each piece: first of those that need no others, then of those that moved with them.
func (p *pinning) settle() {
	p.places = map[string][]passage{}
	p.respell()
	for i := range p.pins {
		w := &p.pins[i]
		w.at, w.settled = p.alone(w)
	}
	moves := p.moves()
	for i := range p.pins {
		if w := &p.pins[i]; !w.settled {
			w.at, w.settled = p.moved(w, moves)
		}
	}
	p.inTurn()
	for i := range p.pins {
		if !p.pins[i].settled {
			p.refuse(&p.pins[i])
		}
	}
}

// respell finds all quotes, and gives those that the text has with other signs the text's own.
func (p *pinning) respell() {
	var plain []rune // the text as keyboards write it
	for i := range p.pins {
		w := &p.pins[i]
		if _, done := p.places[w.quote]; done || int64(len(p.places))*int64(len(p.points)) > maxScans {
			continue
		}
		found := locate(p.points, w.quote, len(p.points))
		if len(found) == 0 {
			if plain == nil {
				plain = make([]rune, len(p.points))
				for k, c := range p.points {
					plain[k] = keyboardSign(c)
				}
			}
			found = locate(plain, keyboard(w.quote), len(plain))
		}
		p.places[w.quote] = found
	}
}

// keyboard writes a quote as keyboards do, but for what shows that something is left out.
func keyboard(q string) string {
	first, last, elided := strings.Cut(q, quote.Elision)
	first, last = strings.Map(keyboardSign, first), strings.Map(keyboardSign, last)
	if elided {
		return first + quote.Elision + last
	}
	return first
}

// keyboardSign is plainSign without its case: "us" and "US" are two words.
func keyboardSign(c rune) rune {
	if sign := plainSign(c); strings.ContainsRune(`'"- `, sign) {
		return sign
	}
	return c
}

// alone finds a piece that needs no others to be told: by its occurrence, by its digest, or because its words stand in one place only. In another edition of the
// text an occurrence that was counted in the old one means nothing, so what is known of the passage itself comes first.
func (p *pinning) alone(w *pin) (passage, bool) {
	places := p.places[w.quote]
	fresh := w.end < 0 || w.start < 0 || w.evidence && w.sum == "" // somebody has just written it
	if w.occurrence > 0 && (fresh || !p.edition) {
		if w.occurrence > len(places) {
			return passage{}, false
		}
		return p.whole(w, places[w.occurrence-1]), true
	}
	if w.sum != "" {
		for _, at := range places {
			if at = p.proved(w, at); at.end > 0 {
				w.same = append(w.same, at)
			}
		}
		if len(w.same) == 1 {
			return w.same[0], true
		}
	}
	if len(places) == 1 {
		return p.whole(w, places[0]), true
	}
	if w.start >= 0 && fresh {
		if i := slices.IndexFunc(places, func(at passage) bool { return at.start == w.start }); i >= 0 {
			return p.whole(w, places[i]), true
		}
	}
	return passage{}, false
}

// proved returns the passage from a place that has the digest of a piece: as long as it was, or up to the next place of its last words.
func (p *pinning) proved(w *pin, at passage) passage {
	for _, end := range []int{at.start + w.end - w.start, at.end} {
		if w.start >= 0 && at.start < end && end <= len(p.points) && p.spend(end-at.start) && digestOf(string(p.points[at.start:end])) == w.sum {
			return passage{at.start, end}
		}
	}
	return passage{}
}

// whole returns the passage from a place: up to the end that the file gives if the quote fits that too, or to the next place of its last words.
func (p *pinning) whole(w *pin, at passage) passage {
	if end := at.start + w.end - w.start; w.start >= 0 && at.end < end && end <= len(p.points) && p.spend(end-at.start) && quote.Matches(w.quote, string(p.points[at.start:end])) == nil {
		return passage{at.start, end}
	}
	return at
}

// A move says where a piece was and is.
type move struct{ old, now int }

// moves returns how the pieces moved that were pinned before and are told by themselves, in the order of their old places.
func (p *pinning) moves() (out []move) {
	for _, w := range p.pins {
		if w.settled && w.start >= 0 && w.end >= 0 && (w.occurrence == 0 || p.edition) {
			out = append(out, move{w.start, w.at.start})
		}
	}
	slices.SortFunc(out, func(a, b move) int { return a.old - b.old })
	return out
}

// moved finds a piece whose words stand in several places by how the pieces before and after it moved: if those two moved by as much, so did
// what stands between them. Where they did not, something was inserted or left out there, and nobody knows on which side of it.
func (p *pinning) moved(w *pin, moves []move) (passage, bool) {
	if w.start < 0 || w.occurrence > 0 && !p.edition {
		return passage{}, false
	}
	right, _ := slices.BinarySearchFunc(moves, w.start, func(m move, start int) int { return m.old - start })
	by := 0
	switch left := right - 1; {
	case left >= 0 && right < len(moves):
		if by = moves[left].now - moves[left].old; by != moves[right].now-moves[right].old {
			return passage{}, false
		}
	case left >= 0:
		by = moves[left].now - moves[left].old
	case right < len(moves):
		by = moves[right].now - moves[right].old
	}
	if len(w.same) > 0 { // it did not change, so that only places with its digest can be meant
		i := slices.IndexFunc(w.same, func(at passage) bool { return at.start == w.start+by })
		if i < 0 {
			return passage{}, false
		}
		return w.same[i], true
	}
	i := slices.IndexFunc(p.places[w.quote], func(at passage) bool { return at.start == w.start+by })
	if i < 0 {
		return passage{}, false
	}
	return p.whole(w, p.places[w.quote][i]), true
}

// inTurn settles mentions of a name in the order of the text, where there are as many that have no place yet as the text has places left: then each
// place has its mention, whatever was put in or left out between them.
func (p *pinning) inTurn() {
	open := map[string][]*pin{}
	for i := range p.pins {
		if w := &p.pins[i]; !w.settled && !w.evidence && (w.occurrence == 0 || p.edition && w.start >= 0) {
			open[w.quote] = append(open[w.quote], w)
		}
	}
	if len(open) == 0 {
		return
	}
	var taken []passage
	for _, w := range p.pins {
		if w.settled && !w.evidence {
			taken = append(taken, w.at)
		}
	}
	slices.SortFunc(taken, func(a, b passage) int { return a.start - b.start })
	for q, list := range open {
		var free []passage
		for _, at := range p.places[q] {
			i, found := slices.BinarySearchFunc(taken, at.start, func(t passage, start int) int { return t.start - start })
			if !found && (i == 0 || taken[i-1].end < at.end) { // neither taken itself nor within a longer name
				free = append(free, at)
			}
		}
		old := 0
		for _, w := range list {
			if w.start >= 0 {
				old++
			}
		}
		if len(free) != len(list) || old != 0 && old != len(list) { // where some have a place and some have none, their order says nothing
			continue
		}
		slices.SortStableFunc(list, func(a, b *pin) int { return a.start - b.start })
		for i, w := range list {
			w.at, w.settled = free[i], true
		}
	}
}
