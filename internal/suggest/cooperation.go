package suggest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
)

// cooperations proposes a cooperation for each cue of acting together: with the actors of its clause as parties, and of agreements with several others, one each.
func (p *passage) cooperations() (out []Proposal) {
	for h := range p.of(cyberres.CueCooperation, p.start, p.end) {
		if h.phrase == with && !p.actorAfter(h.to) || p.denied(h.from) {
			continue
		}
		from := p.clause(h.from)
		if h.from-from > 25 {
			from = h.from
		}
		if slices.ContainsFunc(p.list(cyberres.CueCooperation), func(o hit) bool { return o.from >= from && o.to <= h.from && o.phrase != with }) {
			from = h.from // the clause begins with another one
		}
		for from < h.from && joins(p.tokens[from].lower) {
			from++
		}
		to := h.to
		named := false
		for to < len(p.tokens) && to-from < maxWords {
			t := p.tokens[to]
			if p.begins(to, h) {
				break
			}
			if t.apart && (t.before == ';' || t.before == ']') || t.apart && t.before == ',' && turns(t.lower) && p.nameAt(t.start) == nil {
				break
			}
			if t.apart && t.before == ',' && named && t.depth <= p.tokens[h.from].depth && p.nameAt(t.start) == nil && !joins(t.lower) { // a list of names goes on after a comma, a clause does not
				break
			}
			named = named || p.nameAt(t.start) != nil
			to++
		}
		for to > h.to && slices.Contains([]string{"and", "is", "has", "have", "are", "currently", "also", "as", "well", "while"}, p.tokens[to-1].lower) {
			to-- // these belong to what comes next
		}
		start, end := p.tokens[from].start, p.closing(to-1)
		agreement := h.Value == string(cyberres.StatusAgreed) || h.Value == string(cyberres.StatusPlanned)
		after := p.actors(p.tokens[h.from].end, end)
		first, inferred, guess := p.holder(p.tokens[h.from].start)
		var companions []Name // of the first party: "Marn and Bel announced"
		if i := p.acting(p.tokens[h.from].start); i >= 0 {
			companions = p.names[p.listHead(i):i]
		}
		v := p.proposal(h, start, end)
		v.Date = p.date(start, end)
		counterparts := slices.Concat(companions, p.counterparts(h, after))
		if both := p.twoSides(from, to); len(both) > 1 {
			first, inferred, guess, counterparts = cyberres.ActorID(both[0].ID), false, "", both[1:]
		}
		if guess != "" {
			v.Why = append(v.Why, guess)
		}
		others := distinct(counterparts, first)
		if len(others) == 0 && !inferred && p.subject != "" && first != p.subject { // "Bel paid for the laboratory": that of whom the text is about
			others = []Name{{Start: start, End: start, ID: cyberres.ID(p.subject)}}
		}
		if len(others) == 0 && h.Value == string(cyberres.StatusOngoing) && !p.saysReach() {
			continue // nobody to act with: mostly something else
		}
		if agreement && len(others) > 1 {
			for _, o := range others {
				one := v
				p.setting(&one, h, first, inferred, []Name{o})
				out = append(out, one)
			}
			continue
		}
		p.setting(&v, h, first, inferred, others)
		out = append(out, v)
	}
	return out
}

// with is the wording that says least: it counts before the name of an actor, where no other one does.
const with = "with"

// actorAfter reports whether the name of an actor begins at a token, or after an article.
func (p *passage) actorAfter(i int) bool {
	if i < len(p.tokens) && (p.tokens[i].lower == "the" || p.tokens[i].lower == "its") {
		i++
	}
	if i >= len(p.tokens) {
		return false
	}
	n := p.nameAt(p.tokens[i].start)
	return n != nil && !n.Instrument && !n.Owns && n.Start == p.tokens[i].start
}

// saysReach reports whether the sentence says whom a cooperation reaches without naming them.
func (p *passage) saysReach() bool { return len(p.list(cyberres.CueMode)) > 0 }

// twoSides returns the actors of "between A and B" in a range of tokens, nil where there are not two.
func (p *passage) twoSides(from, to int) []Name {
	for i := from; i < to; i++ {
		if p.tokens[i].lower != "between" {
			continue
		}
		names := p.actors(p.tokens[i].end, p.tokens[to-1].end)
		if len(names) > 1 && names[0].Start-p.tokens[i].end <= len(" the ") {
			if more := p.coordinated(&names[0]); len(more) > 0 {
				return append(names[:1], more...)
			}
		}
	}
	return nil
}

// counterparts leaves out names that belong to the purpose of what was agreed, as in "signed an accord with Marn on training the pilots of the League",
// unless there are no others.
func (p *passage) counterparts(h hit, names []Name) []Name {
	for aim := range p.of(cyberres.CueObjective, p.tokens[h.to-1].end, p.end) {
		purpose := p.tokens[aim.from].start
		if i := slices.IndexFunc(names, func(n Name) bool { return n.Start > purpose }); i > 0 {
			return names[:i]
		}
		break
	}
	return names
}

// begins reports whether another cooperation begins at a token.
func (p *passage) begins(i int, now hit) bool {
	return slices.ContainsFunc(p.list(cyberres.CueCooperation), func(h hit) bool {
		return h.from == i && h.from >= now.to && h.Value != now.Value
	})
}

// nameAt returns the name that has a place in it.
func (p *passage) nameAt(at int) *Name {
	for i := range p.names {
		if p.names[i].Start <= at && at < p.names[i].End {
			return &p.names[i]
		}
	}
	return nil
}

// actors returns the actors that are named between two places.
func (p *passage) actors(start, end int) (out []Name) {
	for _, n := range p.names {
		if !n.Instrument && n.Start >= start && n.End <= end {
			out = append(out, n)
		}
	}
	return out
}

// distinct returns the actors other than one, each once.
func distinct(names []Name, first cyberres.ActorID) (out []Name) {
	for _, n := range names {
		if cyberres.ActorID(n.ID) != first && !slices.ContainsFunc(out, func(o Name) bool { return o.ID == n.ID }) {
			out = append(out, n)
		}
	}
	return out
}

// setting proposes parties and mode, and says why.
func (p *passage) setting(v *Proposal, h hit, first cyberres.ActorID, inferred bool, others []Name) {
	role, otherRole := cyberres.RoleMember, cyberres.RoleMember
	if v.Value == string(cyberres.StatusAgreed) || v.Value == string(cyberres.StatusPlanned) && len(others) == 1 {
		role, otherRole = cyberres.RoleSignatory, cyberres.RoleSignatory
	}
	for r := range p.of(cyberres.CueRole, v.Start, v.End) {
		switch cyberres.Role(r.Value) {
		case cyberres.RoleRecipient:
			role, otherRole = cyberres.RoleProvider, cyberres.RoleRecipient
		case cyberres.RoleProvider:
			role, otherRole = cyberres.RoleRecipient, cyberres.RoleProvider
		default:
			continue
		}
		v.Why = append(v.Why, fmt.Sprintf("roles by “%s”", r.phrase))
		break
	}
	basis := cyberres.Basis("")
	if inferred {
		basis = cyberres.BasisInferred
	}
	v.Parties = []cyberres.Party{{Actor: first, Role: role, Basis: basis}}
	forum := false
	for _, o := range others {
		r := otherRole
		if o.Kind == cyberres.KindForum || o.Kind == cyberres.KindMeeting || p.channel(o) {
			r, forum = cyberres.RoleChannel, true
		}
		party := cyberres.Party{Actor: cyberres.ActorID(o.ID), Role: r}
		if o.Start == o.End { // it has no name here
			party.Basis = cyberres.BasisInferred
		}
		v.Parties = append(v.Parties, party)
	}
	var why string
	v.Mode, why = p.mode(v, others, forum)
	v.Rationale = "Suggested: " + why + "."
}

// channel reports whether words right before an actor say that others act through it, or at its table: "at the League summit".
func (p *passage) channel(n Name) bool {
	if n.Instrument {
		return false
	}
	i := p.tokenAt(n.Start) - 1
	if i > 0 && p.tokens[i].lower == "the" {
		i--
	}
	if i >= 0 && !p.tokens[i+1].apart {
		switch p.tokens[i].lower {
		case "at", "within", "during", "under":
			return true
		}
	}
	return slices.ContainsFunc(p.list(cyberres.CueRole), func(h hit) bool {
		gap := n.Start - p.tokens[h.to-1].end
		return h.Value == string(cyberres.RoleChannel) && 0 < gap && gap <= len(" the ")
	})
}

// mode proposes a mode from the parties and what the sentence says of the setting.
func (p *passage) mode(v *Proposal, others []Name, forum bool) (cyberres.Mode, string) {
	said := func(m cyberres.Mode) string {
		for _, h := range p.list(cyberres.CueMode) {
			if h.Value == string(m) {
				return strings.TrimSuffix(h.phrase, "*")
			}
		}
		return ""
	}
	switch n := len(others) + 1; {
	case n == 1 && said(cyberres.ModeRegional) != "":
		return cyberres.ModeRegional, fmt.Sprintf("no counterpart is named, but “%s” gives the reach", said(cyberres.ModeRegional))
	case n == 1 && said(cyberres.ModeMultilateral) != "":
		return cyberres.ModeUnspecified, fmt.Sprintf("no counterpart is named, though “%s” speaks of several", said(cyberres.ModeMultilateral))
	case n == 1:
		return cyberres.ModeUnspecified, "no counterpart is named"
	case n == 2 && forum && said(cyberres.ModeRegional) != "" && said(cyberres.ModeMultilateral) == "":
		return cyberres.ModeRegional, fmt.Sprintf("the one other party is what others act through, and “%s” gives the reach", said(cyberres.ModeRegional))
	case n == 2 && forum:
		return cyberres.ModeMultilateral, "the one other party is a forum, whose members act together"
	case n == 2 && others[0].Kind == cyberres.KindUnion && v.Value != string(cyberres.StatusAgreed) && said(cyberres.ModeBilateral) == "":
		return cyberres.ModeRegional, "the other party is a union, and no agreement of two sides is named"
	case n == 2:
		return cyberres.ModeBilateral, "two sides are named"
	case said(cyberres.ModeRegional) != "" && said(cyberres.ModeMultilateral) == "":
		return cyberres.ModeRegional, fmt.Sprintf("%d parties are named, and “%s” gives the reach", n, said(cyberres.ModeRegional))
	}
	return cyberres.ModeMultilateral, fmt.Sprintf("%d parties are named, and nothing limits them to a region", len(others)+1)
}
