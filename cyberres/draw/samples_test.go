package draw

import (
	"fmt"
	"strings"
)

// recorded is a small network of the kind that the package is made for.
func recorded() *graph {
	ids := strings.Fields("european-union eu-member-states european-commission japan g7 g20 g7-ise-shima-summit asean regional-partners north-macedonia nato north-macedonia-defence-authorities")
	labels := []string{"European Union", "EU member states", "European Commission", "Japan", "G7", "G20", "G7 Ise-Shima Summit", "ASEAN",
		"Regional partners", "North Macedonia", "NATO", "North Macedonia's defence authorities"}
	kinds := strings.Fields("union group institution state forum forum meeting organisation group state organisation institution")
	g := &graph{title: "Who cooperates with whom on cyber resilience", showIsolated: true,
		note: "Each symbol is one cooperation, joined to all its parties. The annotations are machine readings, reconciled and not reviewed by a person. Tooltips give roles and ids."}
	at := func(id string) int {
		for i := range ids {
			if ids[i] == id {
				return i
			}
		}
		panic(id)
	}
	for i := range ids {
		g.actors = append(g.actors, node{ids[i], labels[i], kinds[i]})
	}
	for _, line := range []string{
		"eu-acquis-cooperation regional european-union:initiator eu-member-states:member",
		"eu-soc-network-cooperation regional european-commission:initiator eu-member-states:member",
		"eu-toolbox-cooperation regional european-union:member eu-member-states:member",
		"japan-strategy-cooperation unspecified japan:member",
		"japan-g7-g20-forums multilateral japan:advocate g7:channel g20:channel",
		"japan-g7-capacity-cooperation multilateral japan:initiator g7-ise-shima-summit:channel g7:member",
		"japan-asean-capacity regional japan:provider asean:channel regional-partners:recipient",
		"north-macedonia-nato-memorandum bilateral north-macedonia:signatory nato:signatory north-macedonia-defence-authorities:member",
	} {
		f := strings.Fields(line)
		h := hub{id: f[0], mode: f[1], title: strings.ReplaceAll(f[0], "-", " ")}
		for _, p := range f[2:] {
			id, role, _ := strings.Cut(p, ":")
			h.parties = append(h.parties, party{at(id), role})
		}
		g.hubs = append(g.hubs, h)
	}
	for _, line := range []string{"eu-member-states european-union member of", "g7-ise-shima-summit g7 part of", "north-macedonia nato member of",
		"north-macedonia-defence-authorities north-macedonia part of", "european-commission european-union part of"} {
		f := strings.SplitN(line, " ", 3)
		g.ties = append(g.ties, tie{at(f[0]), at(f[1]), f[2], ""})
	}
	return g
}

// invented is a random network with names of the usual length. Actors that are popular take part in more, as in real ones.
func invented(seed, actors, hubs, ties int) *graph {
	r := random(seed)
	g := &graph{title: fmt.Sprintf("Invented network %d", seed), showIsolated: true}
	places := strings.Fields("Arland Borduria Syldavia Ruritania Graustark Zubrowka Elbonia Genovia Latveria Sokovia Wakanda Freedonia Zamunda Qumar Kyrat Molvania")
	forms := []string{"%s", "Republic of %s", "%s Ministry of Digital Affairs", "%s CERT", "Forum of %s", "Union of %s and neighbours", "%s Security Summit", "National Cybersecurity Agency of %s"}
	kinds := strings.Fields("state state institution csirt forum union meeting agency")
	for i := range actors {
		k := r.below(len(forms))
		name := fmt.Sprintf(forms[k], places[r.below(len(places))])
		g.actors = append(g.actors, node{fmt.Sprintf("actor-%03d", i), name, kinds[k]})
	}
	popular := func() int { return min(r.below(actors), r.below(actors)) }
	modes := strings.Fields("bilateral multilateral regional unspecified")
	for i := range hubs {
		h := hub{id: fmt.Sprintf("hub-%03d", i), mode: modes[r.below(4)], title: "An invented cooperation"}
		n := 2
		if h.mode == "multilateral" || h.mode == "regional" {
			n = 3 + r.below(5)
		}
		for range n {
			h.parties = append(h.parties, party{popular(), "member"})
		}
		g.hubs = append(g.hubs, h)
	}
	for range ties {
		g.ties = append(g.ties, tie{r.below(actors), popular(), "member of", ""})
	}
	return g
}

// star is one cooperation with many parties.
func star(n int) *graph {
	g := invented(1, n, 0, 0)
	g.title = "A star"
	h := hub{id: "hub", mode: "multilateral", title: "All together"}
	for i := range n {
		h.parties = append(h.parties, party{i, "member"})
	}
	g.hubs = []hub{h}
	return g
}

// camps are two groups, densely connected inside, that share one cooperation.
func camps() *graph {
	g := invented(5, 12, 0, 0)
	g.title = "Two camps"
	n := 0
	join := func(mode string, actors ...int) {
		h := hub{id: fmt.Sprintf("hub-%02d", n), mode: mode}
		for _, a := range actors {
			h.parties = append(h.parties, party{a, "member"})
		}
		g.hubs = append(g.hubs, h)
		n++
	}
	for camp := range 2 {
		for i := range 6 {
			for j := range i {
				join("bilateral", camp*6+i, camp*6+j)
			}
		}
	}
	join("multilateral", 2, 9)
	return g
}

// instruments is a timeline of ten invented instruments.
func instruments() *timeline {
	day := func(s string) int { first, _, _ := dayRange(s); return first }
	end := func(s string) int { _, last, _ := dayRange(s); return last }
	event := func(date, label string) mark {
		first, last, _ := dayRange(date)
		return mark{first, last, label}
	}
	between := func(from, to, state string) span {
		return span{from: day(from), to: day(to) - 1, state: state}
	}
	since := func(from, state string) span {
		return span{from: day(from), to: end("2026"), state: state, openEnd: true}
	}
	doubtful := func(s span) span { s.uncertain = true; return s }
	return &timeline{
		title: "Ten invented instruments, 2013 to 2026", note: "Bars are the states of an instrument, diamonds are events. Invented for a test.",
		from: day("2013"), to: end("2026"), today: day("2026-02-01"), asOf: "as of 2026-02-01",
		lanes: []lane{
			{"first-strategy", "Cyber Resilience Strategy of Arland", []span{doubtful(between("2013-02", "2013-08", "announced")), between("2013-08", "2020-12-16", "in-force"), doubtful(span{from: day("2020-12-16"), to: end("2026"), state: "superseded", openEnd: true})},
				[]mark{event("2013-08", "adopted"), event("2017", "reviewed"), event("2020-12-16", "replaced by the second strategy")}},
			{"first-directive", "Directive on the security of network and information systems", []span{between("2013-02-07", "2016-07-06", "proposed"), between("2016-07-06", "2016-08-08", "adopted"), between("2016-08-08", "2018-05-10", "in-force"), between("2018-05-10", "2024-10-18", "applies"), since("2024-10-18", "repealed")},
				[]mark{event("2013-02-07", "proposed"), event("2016-07-06", "adopted"), event("2016-07-19", "published"), event("2016-08-08", "in force"), event("2018-05-09", "transposition deadline"), event("2024-10-18", "repealed")}},
			{"second-directive", "Second directive", []span{between("2020-12-16", "2022-12-14", "proposed"), between("2022-12-14", "2023-01-16", "published"), between("2023-01-16", "2024-10-18", "in-force"), since("2024-10-18", "applies")},
				[]mark{event("2022-12-14", "adopted"), event("2022-12-27", "published"), event("2023-01-16", "in force"), event("2024-10-17", "transposition deadline")}},
			{"toolbox", "Diplomacy toolbox", []span{doubtful(since("2017-06", "in-force"))}, []mark{event("2017-06", "conclusions"), event("2019-05-17", "sanctions regime")}},
			{"act", "Cybersecurity Act", []span{between("2017-09-13", "2019-04-17", "proposed"), between("2019-04-17", "2019-06-27", "adopted"), since("2019-06-27", "in-force")}, []mark{event("2019-06-27", "in force"), event("2021-06-28", "applies in full")}},
			{"memorandum", "Memorandum between Borduria and the Alliance of Northern Waters on cooperation in cyber defence and mutual assistance", []span{between("2021-02-19", "2026-02-19", "signed")}, []mark{event("2021-02-19", "signed")}},
			{"programme", "Capacity programme", []span{between("2018", "2023", "in-force"), doubtful(between("2023", "2025", "expired"))}, []mark{event("2018", "launched"), event("2022", "last call")}},
			{"declaration", "Summit declaration", []span{since("2016-05-27", "published")}, []mark{event("2016-05-27", "summit")}},
			{"law", "Basic Act", []span{between("2014-06-11", "2014-11-12", "proposed"), between("2014-11-12", "2015-01-09", "published"), since("2015-01-09", "applies")}, []mark{event("2014-11-12", "promulgated"), event("2015-01-09", "in full force"), event("2016-04", "amended"), event("2018-12", "amended"), event("2021-09-01", "agency founded")}},
			{"plan", "Announced act", []span{since("2025-06", "announced")}, []mark{event("2025-06", "announced")}},
		},
	}
}
