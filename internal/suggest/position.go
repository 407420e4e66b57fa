package suggest

import (
	"slices"

	"github.com/cyberres/cyberres/cyberres"
)

// positions proposes a position for each cue of a view: from the clause in which it stands to the end of what is held.
func (p *passage) positions() (out []Proposal) {
	for h := range p.of(cyberres.CuePosition, p.start, p.end) {
		from := p.clause(h.from)
		if h.from-from > 15 {
			from = h.from
		}
		for from < h.from && joins(p.tokens[from].lower) {
			from++
		}
		to := h.to
		for to < len(p.tokens) && to-from < maxWords && !p.anotherView(to, h) && !(p.tokens[to].apart && (p.tokens[to].before == ';' || p.tokens[to].before == ']' || p.tokens[to].before == ',' && turns(p.tokens[to].lower))) {
			to++
		}
		for to > h.to && slices.Contains([]string{"and", "has", "have", "also", "it", "but"}, p.tokens[to-1].lower) {
			to-- // these belong to the next view
		}
		v := p.proposal(h, p.tokens[from].start, p.closing(to-1))
		v.Voice = cyberres.VoiceReported
		v.Holder, v.Inferred = p.holder(p.tokens[h.to-1].start)
		if v.Inferred {
			v.Why = append(v.Why, "the sentence names no holder; taken is the subject of the text")
		}
		// What is held stands after the cue.
		if held := p.themesIn(p.tokens[h.to-1].end, v.End); len(held) > 0 {
			v.Themes = held
		}
		out = append(out, v)
	}
	return out
}

// anotherView reports whether another view begins at a token.
func (p *passage) anotherView(i int, now hit) bool {
	return slices.ContainsFunc(p.list(cyberres.CuePosition), func(h hit) bool { return h.from == i && h.from >= now.to && h.Sure >= now.Sure })
}
