package suggest

import (
	"slices"

	"github.com/cyberres/cyberres/cyberres"
)

// relations proposes a relation for each cue with a name before and after it, and for an instrument that is said to be an actor's. The cooperations of the sentence
// are given.
func (p *passage) relations(together []Proposal) (out []Proposal) {
	for h := range p.of(cyberres.CueRelation, p.start, p.end) {
		before, after := p.nearest(p.tokens[h.from].start, p.tokens[h.to-1].end, h)
		if after == nil || after.Start-p.tokens[h.to-1].end > maxReach || before != nil && p.tokens[h.from].start-before.End > maxReach {
			continue
		}
		v := p.proposal(h, after.Start, after.End)
		v.Themes = nil
		if before == nil {
			before = &Name{Start: p.tokens[h.from].start, ID: cyberres.ID(p.subject), Kind: cyberres.KindState}
			v.Why = append(v.Why, "the sentence names nothing before the wording; taken is the subject of the text")
		}
		v.Start, v.End = min(before.Start, after.Start), max(p.tokens[h.to-1].end, after.End)
		if v.End-v.Start > 400 || before.ID == after.ID {
			continue
		}
		subject, object := before, after
		if active(cyberres.RelationType(h.Value)) { // "Marn adopted the plan": the plan is issued by Marn
			subject, object = after, before
		}
		if !fits(cyberres.RelationType(h.Value), *subject, *object) {
			continue
		}
		v.Subject, v.Object, v.Date = subject.ID, object.ID, p.date(v.Start, v.End)
		out = append(out, v)
	}
	return slices.Concat(out, p.owned(), p.signatures(together))
}

// owned proposes relations of possessives: "Marn’s Tide Plan" is issued by Marn, "Marn’s Harbour Guard" is a part of it.
func (p *passage) owned() (out []Proposal) {
	for i := 1; i < len(p.names); i++ {
		owner, thing := p.names[i-1], p.names[i]
		if !owner.Owns || owner.Instrument || thing.Start-owner.End > 40 || owner.ID == thing.ID {
			continue
		}
		v := Proposal{Says: cyberres.CueRelation, Value: string(cyberres.RelationIssuedBy), Start: owner.Start, End: thing.End, Cue: "’s", Sure: 70,
			Voice: cyberres.VoiceEntry, Subject: thing.ID, Object: owner.ID, Why: []string{"the one name is in the possessive before the other"}}
		switch thing.Kind {
		case cyberres.KindCSIRT, cyberres.KindAgency, cyberres.KindInstitution:
			v.Value, v.Sure = string(cyberres.RelationPartOf), 60
		default:
			if !thing.Instrument {
				continue
			}
		}
		out = append(out, v)
	}
	return out
}

// signatures proposes who signed an agreement: the parties of a clause that says so and names it.
func (p *passage) signatures(together []Proposal) (out []Proposal) {
	for _, c := range together {
		if c.Value != string(cyberres.StatusAgreed) {
			continue
		}
		for _, n := range p.names {
			if n.Kind != cyberres.KindAgreement || n.Start < c.Start || n.End > c.End {
				continue
			}
			for _, party := range c.Parties {
				out = append(out, Proposal{Says: cyberres.CueRelation, Value: string(cyberres.RelationSignedBy), Start: c.Start, End: c.End, Cue: c.Cue, Sure: c.Sure,
					Voice: c.Voice, Date: c.Date, Subject: n.ID, Object: cyberres.ID(party.Actor)})
			}
			break
		}
	}
	return out
}

// maxReach is how many bytes may stand between a wording and the names that it links.
const maxReach = 60

// nearest returns the names nearest before and after a cue, outside of which no other clause begins.
func (p *passage) nearest(start, end int, h hit) (before, after *Name) {
	for i := range p.names {
		n := &p.names[i]
		switch {
		case n.End <= start:
			before = n
		case n.Start >= end && after == nil:
			after = n
		}
	}
	return before, after
}

// active reports whether the actor stands before the wording: "Marn adopted the plan".
func active(t cyberres.RelationType) bool {
	return slices.Contains([]cyberres.RelationType{cyberres.RelationIssuedBy, cyberres.RelationIntroducedBy, cyberres.RelationPlannedBy, cyberres.RelationSignedBy}, t)
}

// fits reports whether a relation can hold between two names, by what they are.
func fits(t cyberres.RelationType, subject, object Name) bool {
	switch t {
	case cyberres.RelationIssuedBy, cyberres.RelationPlannedBy, cyberres.RelationSignedBy:
		return subject.Instrument && !object.Instrument
	case cyberres.RelationIntroducedBy:
		return subject.Instrument
	case cyberres.RelationMemberOf:
		return !subject.Instrument && !object.Instrument
	case cyberres.RelationPartOf:
		return subject.Instrument == object.Instrument
	}
	return subject.Instrument && object.Instrument
}

// date returns the year that a passage gives, or its sentence before it, where that is one only. A year counts after a cue, as in "in 2021" and "since May 2021".
func (p *passage) date(start, end int) (date cyberres.Date) {
	for _, from := range []int{start, p.start} {
		for h := range p.of(cyberres.CueDate, from, end) {
			for i := h.to; i < len(p.tokens) && i <= h.to+1 && p.tokens[i].start < end; i++ {
				y := p.tokens[i].text
				if !isYear(y) || p.tokens[i].apart {
					continue
				}
				if i+1 < len(p.tokens) && isYear(p.tokens[i+1].text) && !p.tokens[i+1].apart {
					return "" // of a plan: 2018-2022
				}
				said := map[string]cyberres.Date{"on": cyberres.Date(y), "from": cyberres.Date(y + "/"), "until": cyberres.Date("/" + y)}[h.Value]
				if date != "" && date != said {
					return ""
				}
				date = said
			}
		}
		if date != "" {
			return date
		}
	}
	return ""
}

func isYear(s string) bool {
	if len(s) != 4 || s[:2] != "19" && s[:2] != "20" {
		return false
	}
	return '0' <= s[2] && s[2] <= '9' && '0' <= s[3] && s[3] <= '9'
}
