package suggest

import (
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
)

// relations proposes a relation for each cue with a name before and after it, and for an instrument that is said to be an actor's. The cooperations of the sentence
// are given.
func (p *passage) relations(together []Proposal) (out []Proposal) {
	for h := range p.of(cyberres.CueRelation, p.start, p.end) {
		v, subject, object := p.relation(h)
		if subject == nil || v.End-v.Start > 400 {
			continue
		}
		v.Subject, v.Object, v.Themes, v.Date = subject.ID, object.ID, nil, p.date(v.Start, v.End)
		out = append(out, v)
		last := object
		if subject.Start > object.Start {
			last = subject
		}
		for _, more := range p.coordinated(last) { // "joined the League and the Forum"
			other, s, o := v, *subject, *object
			if last == object {
				o = more
			} else {
				s = more
			}
			if !fits(cyberres.RelationType(v.Value), s, o) {
				break
			}
			other.Subject, other.Object, other.End = s.ID, o.ID, more.End
			out = append(out, other)
		}
	}
	out = slices.Concat(out, p.owned(), p.compound(), p.signatures(together))
	return slices.DeleteFunc(out, func(v Proposal) bool { return v.Subject == "" || v.Object == "" || v.Subject == v.Object })
}

// relation proposes what a cue says of two names; they are nil if it says nothing.
func (p *passage) relation(h hit) (v Proposal, subject, object *Name) {
	kind := cyberres.RelationType(h.Value)
	from, to := p.tokens[h.from].start, p.tokens[h.to-1].end
	if p.denied(h.from) {
		return v, nil, nil
	}
	before, after := p.nearest(from, to)
	if before != nil && (from-before.End > maxReach || strings.Contains(p.text[before.End:from], ";")) {
		before = nil
	}
	if after != nil && (after.Start-to > maxReach || strings.Contains(p.text[to:after.Start], ";") || p.another(cyberres.CueRelation, h, after.Start)) {
		after = nil
	}
	switch {
	case inverts(h): // "the League, of which Marn is a member"
		if before == nil {
			return v, nil, nil
		}
		v = p.proposal(h, before.Start, to)
		if subject = p.within(from, to); subject == nil {
			subject = p.itself(from, &v)
		}
		object = before
	case after == nil && before != nil && before.Instrument && kind == cyberres.RelationIssuedBy && from-before.End <= maxParticiple: // "the Tide Plan, adopted in 2031"
		last := h.to - 1
		for ; p.tokens[last].lower == "by" || p.tokens[last].lower == "the"; last++ { // "approved by the president"
			if last+1 == len(p.tokens) || p.tokens[last+1].apart {
				break
			}
		}
		v = p.proposal(h, before.Start, p.tokens[last].end)
		subject, object = before, p.itself(from, &v)
	case after == nil, tight(h) && (before == nil || from > before.End+len(", ") || after.Start != to+1): // only between two names these words say so
		return v, nil, nil
	default:
		v = p.proposal(h, after.Start, after.End)
		if before == nil && p.pointsBack(h.from) && fits(kind, p.last, *after) { // "It replaces the Tide Act"
			before = &Name{Start: p.tokens[0].start, ID: p.last.ID, Kind: p.last.Kind, Instrument: true}
			v.Why = append(v.Why, "the sentence names nothing before the wording; taken is the instrument that was named last")
		}
		if before == nil {
			before = p.itself(from, &v)
		}
		if i := p.acting(from); kind == cyberres.RelationMemberOf && !before.Instrument && i >= 0 && from-p.names[i].End <= maxToActor { // "MarnCERT is led by Bel and is a member of NATO"
			before = &p.names[i]
		}
		v.Start, v.End = min(before.Start, after.Start), max(to, after.End)
		subject, object = before, after
		if swaps(kind, h.words[len(h.words)-1].Text == "by") { // "Marn adopted the plan": the plan is issued by Marn
			subject, object = after, before
		}
		switch {
		case kind == cyberres.RelationMemberOf && object.Kind == cyberres.KindAgreement: // who joined a convention is bound as if by a signature
			kind, subject, object = cyberres.RelationSignedBy, object, subject
		case kind == cyberres.RelationIssuedBy && !subject.Instrument && subject.Kind != cyberres.KindState: // "launched the Marn Forum"
			kind = cyberres.RelationIntroducedBy
		}
		v.Value = string(kind)
	}
	if !fits(kind, *subject, *object) {
		return v, nil, nil
	}
	return v, subject, object
}

// another reports whether a cue of one sort and of another value begins between a cue and a place.
func (p *passage) another(sort string, now hit, place int) bool {
	return slices.ContainsFunc(p.list(sort), func(h hit) bool {
		return h.from >= now.to && p.tokens[h.from].start < place && h.Value != now.Value && !tight(h)
	})
}

// maxToActor is how many bytes may stand between who acts and a wording.
const maxToActor = 150

// maxPointer is how many words may stand between the beginning of a sentence and a wording that is said of what was named before.
const maxPointer = 4

// pointsBack reports whether a sentence speaks of the instrument that was named last: "It replaces", "The new law replaces".
func (p *passage) pointsBack(i int) bool {
	if !p.last.Instrument || i > maxPointer {
		return false
	}
	for _, t := range p.tokens[:i] {
		switch t.lower {
		case "it", "this", "which", "law", "act", "bill", "strategy", "policy", "plan", "document", "text", "directive", "regulation", "framework", "agreement":
			return true
		}
	}
	return false
}

// itself stands for the subject of the text, where the sentence does not name it, and notes so.
func (p *passage) itself(at int, v *Proposal) *Name {
	v.Inferred = true
	v.Why = append(v.Why, "the passage does not say who; taken is the subject of the text")
	return &Name{Start: at, End: at, ID: cyberres.ID(p.subject), Kind: cyberres.KindState}
}

// within returns the first actor that is named in a wording.
func (p *passage) within(start, end int) *Name {
	for i := range p.names {
		if n := &p.names[i]; n.Start >= start && n.End <= end && !n.Instrument {
			return n
		}
	}
	return nil
}

// coordinated returns the names after one that are listed with it. Of a list without "and" nothing tells where it ends.
func (p *passage) coordinated(n *Name) (out []Name) {
	end, joined := n.End, 0
	for _, next := range p.names {
		if next.Start < end {
			continue
		}
		if strings.TrimSpace(p.text[end:next.Start]) == "(" && next.ID == n.ID {
			end = next.End + len(")") // its acronym
			continue
		}
		link := between(p.text[end:next.Start])
		if link == "" || next.Instrument != n.Instrument || next.ID == n.ID {
			break
		}
		if out = append(out, next); link == "and" {
			joined = len(out)
		}
		end = next.End
	}
	return out[:joined]
}

// inverts reports whether a wording speaks of the name before it: "of which … member".
func inverts(h hit) bool { return len(h.words) > 1 && h.words[1].Text == "which" }

// maxParticiple is how far from an instrument the word may stand that says that it was issued: ", approved", "has been adopted".
const maxParticiple = 25

// tight reports whether a wording is two small words that say something only between two names: "the Relay Team of the Ministry of Tides".
func tight(h hit) bool {
	return cyberres.RelationType(h.Value) == cyberres.RelationPartOf && len(h.words) == 2 && h.words[1].Text == "the"
}

// denied reports whether what begins at a token is denied by one of the words before it: "is not a member of".
func (p *passage) denied(i int) bool {
	for k := i - 1; k >= max(0, i-4) && !p.tokens[k+1].apart; k-- {
		switch p.tokens[k].lower {
		case "not", "never", "neither", "nor", "no", "without", "isn", "wasn", "hasn", "haven":
			return true
		}
	}
	return false
}

// swaps reports whether the subject of a relation stands after the wording: before an active verb stands who issues, before a passive one what is issued; of laws it
// is the other way round.
func swaps(kind cyberres.RelationType, passive bool) bool {
	switch kind {
	case cyberres.RelationMemberOf, cyberres.RelationPartOf, cyberres.RelationRestsOn:
		return false
	}
	return active(kind) != passive
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
		case cyberres.KindCSIRT, cyberres.KindAgency, cyberres.KindInstitution, cyberres.KindMeeting:
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

// compound proposes relations of names that have an actor's in them: the "NATO Example Policy" is NATO's, the "G7 Example Summit" is a part of the G7. An "its" before
// an instrument says the same of the subject.
func (p *passage) compound() (out []Proposal) {
	for _, n := range p.names {
		v := Proposal{Says: cyberres.CueRelation, Start: n.Start, End: n.End, Sure: 60, Voice: cyberres.VoiceEntry, Subject: n.ID}
		switch {
		case n.Instrument:
			v.Value = string(cyberres.RelationIssuedBy)
		case n.Kind == cyberres.KindMeeting, body(n.Kind):
			v.Value = string(cyberres.RelationPartOf)
		default:
			continue
		}
		if n.Of != "" && n.Of != n.ID {
			v.Cue, v.Object, v.Why = "compound name", n.Of, []string{"the name has another one in it"}
			out = append(out, v)
			continue
		}
		if start, ok := p.its(n.Start); ok && n.Kind != cyberres.KindMeeting {
			holder, inferred, _ := p.holder(start)
			if holder == "" || cyberres.ID(holder) == n.ID {
				continue
			}
			v.Start, v.Cue, v.Object, v.Inferred = start, "its", cyberres.ID(holder), inferred
			v.Why = []string{"“its” is taken for that of " + string(holder)}
			out = append(out, v)
		}
	}
	return out
}

// its returns where "its" begins that stands before a name, with at most two words between.
func (p *passage) its(at int) (start int, ok bool) {
	i := p.tokenAt(at)
	for k := i - 1; k >= max(0, i-3) && !p.tokens[k+1].apart; k-- {
		if p.tokens[k].lower == "its" {
			return p.tokens[k].start, true
		}
	}
	return 0, false
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
				if party.Basis == cyberres.BasisInferred || party.Role == cyberres.RoleChannel {
					continue // who is not named is not said to have signed, nor who lent the table
				}
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

// nearest returns the names nearest before and after a wording.
func (p *passage) nearest(start, end int) (before, after *Name) {
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

// body reports whether a kind is one of authorities and teams.
func body(kind cyberres.Kind) bool {
	return kind == cyberres.KindCSIRT || kind == cyberres.KindAgency || kind == cyberres.KindInstitution
}

// fits reports whether a relation can hold between two names, by what they are.
func fits(t cyberres.RelationType, subject, object Name) bool {
	switch t {
	case cyberres.RelationIssuedBy, cyberres.RelationPlannedBy, cyberres.RelationSignedBy:
		return subject.Instrument && !object.Instrument
	case cyberres.RelationIntroducedBy:
		return subject.Instrument || object.Instrument || body(subject.Kind) || subject.Kind == cyberres.KindForum || subject.Kind == cyberres.KindOrganisation
	case cyberres.RelationMemberOf:
		return !subject.Instrument && !object.Instrument && object.Kind != cyberres.KindState
	case cyberres.RelationPartOf:
		return subject.Instrument == object.Instrument && subject.Kind != cyberres.KindState
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
