package suggest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
)

// The names of the sentences below, with what they are names of.
var named = map[string]cyberres.Kind{
	"Marn": cyberres.KindState, "Bel": cyberres.KindState, "Orla": cyberres.KindState, "Lantern League": cyberres.KindUnion, "NATO": cyberres.KindOrganisation,
	"Tide Act": cyberres.KindLegislation, "Salt Act": cyberres.KindLegislation, "Harbour Strategy": cyberres.KindStrategy, "Beacon Accord": cyberres.KindAgreement,
	"MarnCERT": cyberres.KindCSIRT, "Relay Team": cyberres.KindCSIRT, "Ministry of Tides": cyberres.KindInstitution, "Signals Agency": cyberres.KindAgency,
}

// Each row: a sentence about Marn, and what is proposed for it: the kind and value, the passage, and who.
func TestRead(t *testing.T) {
	r, err := New(cyberres.Default().Cues(), slices.Collect(cyberres.Default().Themes()))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		text string
		want []string
	}{
		// aims, one for each item
		{"Marn aims to train pilots and to light its quays.", []string{"objective stated: train pilots, marn", "objective stated: light its quays, marn"}},
		{"It seeks (a) to teach pupils, and (b) to mend the cables.", []string{"objective stated: teach pupils, marn", "objective stated: mend the cables, marn"}},
		{"Its pillars are the following: safe ports, calm cables and skilled crews.", []string{"objective stated: safe ports, marn?", "objective stated: calm cables and skilled crews, marn?"}},
		{"It focuses on warnings, exchanging notes, and mending the cables; the weather is fine.", []string{"objective stated: exchanging notes, marn", "objective stated: mending the cables, marn"}},
		{"The envoys were asked to set up a working group.", []string{"objective stated: set up a working group, marn?"}},
		{"Marn does not intend to build a fleet, and does not seek to train pilots.", nil},
		{"Marn has yet to develop a plan and failed to protect its cables.", nil},
		// who acts
		{"Within the Lantern League, Marn seeks to train pilots.", []string{"objective stated: train pilots, marn"}},
		{"In the debates of the Lantern League, the envoys seek to train pilots.", []string{"objective stated: train pilots, marn?"}},
		{"The government of Bel seeks to train pilots.", []string{"objective stated: train pilots, bel"}},
		// a view is no aim as well
		{"Marn rejects that owners be responsible for the acts of others.", []string{"position opposes: Marn rejects that owners be responsible for the acts of others, marn"}},
		// acting together
		{"A hotline between Bel and Orla was agreed upon.", []string{"cooperation agreed: A hotline between Bel and Orla was agreed upon, bel + orla"}},
		// relations, active and passive
		{"The Tide Act replaces the Salt Act.", []string{"relation supersedes: Tide Act replaces the Salt Act, tide-act > salt-act"}},
		{"The Salt Act was replaced by the Tide Act.", []string{"relation supersedes: Salt Act was replaced by the Tide Act, tide-act > salt-act"}},
		{"Marn adopted the Harbour Strategy.", []string{"relation issued-by: Marn adopted the Harbour Strategy, harbour-strategy > marn"}},
		{"The Harbour Strategy, drawn up by the Ministry of Tides, is old.", []string{"relation issued-by: Harbour Strategy, drawn up by the Ministry of Tides, harbour-strategy > ministry-of-tides"}},
		{"The Harbour Strategy was adopted in 2031.", []string{"relation issued-by: Harbour Strategy was adopted, harbour-strategy > marn?"}},
		{"Its new Harbour Strategy is short.", []string{"relation issued-by: Its new Harbour Strategy, harbour-strategy > marn?"}},
		{"Bel acceded to the Beacon Accord.", []string{"relation signed-by: Bel acceded to the Beacon Accord, beacon-accord > bel"}},
		// which way round
		{"The Lantern League, of which Bel is a member, met.", []string{"relation member-of: Lantern League, of which Bel is a member, bel > lantern-league"}},
		{"Marn joined NATO and the Lantern League.", []string{"relation member-of: Marn joined NATO, marn > nato", "relation member-of: Marn joined NATO and the Lantern League, marn > lantern-league"}},
		{"A member of NATO, Marn met Bel.", []string{"relation member-of: member of NATO, marn > nato?"}},
		{"Bel is not a member of NATO.", nil},
		{"Marn does not cooperate with Bel.", nil},
		{"NATO, of which it is a member, met.", []string{"relation member-of: NATO, of which it is a member, marn > nato?"}},
		{"Marn joined NATO and Marn signed nothing.", []string{"relation member-of: Marn joined NATO, marn > nato"}},
		{"Marn is a member of NATO and Bel of the Lantern League.", []string{"relation member-of: Marn is a member of NATO, marn > nato"}},
		{"Marn joined NATO, Bel did later.", []string{"relation member-of: Marn joined NATO, marn > nato"}},
		// what the sentence before names
		{"The Harbour Strategy is new. It replaces the Tide Act.", []string{"relation supersedes: It replaces the Tide Act, harbour-strategy > tide-act"}},
		// who helps, helps whom the text is about
		{"Orla financed a laboratory.", []string{"cooperation ongoing: Orla financed a laboratory, orla + marn"}},
		// what is a part of what
		{"The Relay Team of the Ministry of Tides met.", []string{"relation part-of: Relay Team of the Ministry of Tides, relay-team > ministry-of-tides"}},
		{"The Relay Team met the head of the Ministry of Tides.", nil},
		{"MarnCERT, housed at the Signals Agency, met.", []string{"relation part-of: MarnCERT, housed at the Signals Agency, marncert > signals-agency"}},
	} {
		var got []string
		for _, p := range r.Read(row.text, "marn", find(row.text)) {
			who := string(p.Holder)
			for i, party := range p.Parties {
				who += strings.Repeat(" + ", min(i, 1)) + string(party.Actor)
			}
			if p.Subject != "" {
				who = fmt.Sprintf("%s > %s", p.Subject, p.Object)
			}
			if p.Inferred {
				who += "?"
			}
			got = append(got, fmt.Sprintf("%s %s: %s, %s", strings.TrimSuffix(p.Says, "s"), p.Value, row.text[p.Start:p.End], who))
		}
		if !slices.Equal(got, row.want) {
			t.Errorf("%s\n got %q\nwant %q", row.text, got, row.want)
		}
	}
}

// find returns the names in a text, in order.
func find(text string) (out []Name) {
	for name, kind := range named {
		for at := 0; ; {
			i := strings.Index(text[at:], name)
			if i < 0 {
				break
			}
			start := at + i
			at = start + len(name)
			switch kind {
			case cyberres.KindLegislation, cyberres.KindStrategy, cyberres.KindAgreement:
				out = append(out, Name{Start: start, End: at, ID: cyberres.ID(strings.ToLower(strings.ReplaceAll(name, " ", "-"))), Kind: kind, Instrument: true})
			default:
				if at < len(text) && text[at] >= 'A' && text[at] <= 'Z' {
					continue // Marn in MarnCERT
				}
				out = append(out, Name{Start: start, End: at, ID: cyberres.ID(strings.ToLower(strings.ReplaceAll(name, " ", "-"))), Kind: kind})
			}
		}
	}
	slices.SortFunc(out, func(a, b Name) int { return a.Start - b.Start })
	return out
}
