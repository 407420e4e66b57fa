package suggest

import (
	"slices"

	"github.com/cyberres/cyberres/cyberres"
)

// positions proposes a position for each cue of a view: from the clause in which it stands to the end of what is held.
func (p *passage) positions() (out []Proposal) {
	for h := range p.of(cyberres.CuePosition, p.start, p.end) {
		if p.stranger(h.from) {
			continue
		}
		from := p.clause(h.from)
		if h.from-from > 15 {
			from = h.from
		}
		for from < h.from && joins(p.tokens[from].lower) {
			from++
		}
		to := h.to
		for most := p.nextView(h); to < most && to-from < maxWords && !p.leaves(to); to++ {
		}
		for to > h.to && slices.Contains([]string{"and", "has", "have", "also", "it", "but"}, p.tokens[to-1].lower) {
			to-- // these belong to the next view
		}
		v := p.proposal(h, p.tokens[from].start, p.closing(to-1))
		v.Voice = cyberres.VoiceReported
		v.hold(p.holder(p.tokens[h.to-1].start))
		// What is held stands after the cue.
		if held := p.themesIn(p.tokens[h.to-1].end, v.End); len(held) > 0 {
			v.Themes = held
		}
		out = append(out, v)
	}
	return out
}

// nextView returns the token with which the clause of the next view begins, as far as that is after this one; the end of the sentence if there is none.
func (p *passage) nextView(now hit) int {
	for _, h := range p.list(cyberres.CuePosition) {
		if h.from >= now.to {
			return max(now.to, p.clause(h.from))
		}
	}
	return len(p.tokens)
}

// leaves reports whether what is held ends before a token.
func (p *passage) leaves(i int) bool {
	t := p.tokens[i]
	return t.apart && (t.before == ';' || t.before == ']' || t.before == ',' && (turns(t.lower) || p.restarts(i)))
}

// restarts reports whether another main clause begins at a token: ", and it has", ", and Marn is".
func (p *passage) restarts(i int) bool {
	if !joins(p.tokens[i].lower) || i+1 >= len(p.tokens) {
		return false
	}
	switch next := p.tokens[i+1]; next.lower {
	case "it", "they", "he", "she", "this", "these", "its":
		return true
	default:
		return p.nameAt(next.start) != nil
	}
}
