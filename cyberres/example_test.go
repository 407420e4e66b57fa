package cyberres_test

import (
	"errors"
	"fmt"
	"os"

	"github.com/cyberres/cyberres/cyberres"
)

func ExampleDefault() {
	v := cyberres.Default().Version()
	fmt.Println(v.Licence)
	fmt.Println(v.Attribution)
	// Output:
	// CC-BY-4.0
	// cyberres dataset 0.1.0 (2026-11-24), the cyberres contributors, CC BY 4.0: machine readings, reconciled, not reviewed by a person
}

func ExampleDataset_Actor() {
	d := cyberres.Default()
	a, ok := d.Actor("north-macedonia")
	fmt.Println(a.Name, ok)
	for n := range a.Names.All() {
		if n.Use == cyberres.NameFormer && n.To != "" {
			fmt.Println("until", n.To, n.Text)
		}
	}
	for m := range a.Memberships.All() {
		reference, _ := d.Reference(m.References.At(0))
		fmt.Println("in", m.Actor, "since", m.From, "says", reference.Kind, "reference", reference.ID)
	}
	_, ok = d.Actor("atlantis")
	fmt.Println(ok)
	// Output:
	// North Macedonia true
	// until 2019-02-12 Macedonia
	// until 2019-02-12 Republic of Macedonia
	// in nato since 2020-03-27 says press reference mia-nato-accession-2020
	// false
}

func ExampleDataset_Instrument() {
	nis2, _ := cyberres.Default().Instrument("nis2-directive")
	for e := range nis2.Timeline.All() {
		fmt.Println(e.Date, e.Type)
	}
	// Output:
	// 2020-12-16 proposed
	// 2022-12-14 signed
	// 2022-12-27 published
	// 2023-01-16 in-force
	// 2024-10-18 applies
}

func ExampleDataset_Source() {
	s, _ := cyberres.Default().Source("atlas-resilience-japan")
	fmt.Println(s.Subject, "by", s.Publisher)
	fmt.Println("written in", s.Written.Date)
	fmt.Println(s.Coverage, s.Provenance.Origin, s.Provenance.Review)
	// Output:
	// japan by EU Cyber Direct - EU Cyber Diplomacy Initiative
	// written in 2018-07-27/2021-09-28
	// complete machine reconciled
}

// A parent theme finds what is coded on the themes below it.
func ExampleDataset_Objectives() {
	f := cyberres.Filter{
		Actors: []cyberres.ActorID{"north-macedonia"},
		Themes: []cyberres.ThemeID{"incident-management"},
	}
	for o := range cyberres.Default().Objectives(f) {
		fmt.Println(o.Themes, o.Summary)
	}
	// Output:
	// [incident-response] The country's incident response team is to be made more capable.
	// [crisis-management] Procedures at national level for handling cyber crises are to be drawn up.
	// [incident-reporting] Ways of reporting incidents and following them up are to be created.
}

func ExampleDataset_Relations() {
	d := cyberres.Default()
	for r := range d.Relations(cyberres.Filter{At: []cyberres.ActorID{"g7-ise-shima-summit"}}) {
		fmt.Println(r.Subject, r.Type, r.Object, "at", r.At, "in", r.Date)
	}
	// Output: g7-principles-and-actions-on-cyber introduced-by japan at g7-ise-shima-summit in 2016-05
}

// Statements are of four kinds; a type switch tells them apart.
func ExampleDataset_Statements() {
	f := cyberres.Filter{Instruments: []cyberres.InstrumentID{"cyber-diplomacy-toolbox"}}
	for s := range cyberres.Default().Statements(f) {
		switch v := s.(type) {
		case cyberres.Objective:
			fmt.Println("objective of", v.Holders)
		case cyberres.Cooperation:
			fmt.Println("cooperation,", v.Mode)
		case cyberres.Relation:
			fmt.Println("relation:", s.Claim().Summary)
		}
	}
	// Output:
	// objective of [eu-member-states european-union]
	// cooperation, regional
	// relation: cyber-diplomacy-toolbox extends eu-cyber-acquis
}

func ExampleDataset_Quotations() {
	for q := range cyberres.Default().Quotations(cyberres.Filter{Sources: []cyberres.SourceID{"atlas-resilience-japan"}}) {
		speaker := "nobody named"
		if q.Speaker != "" {
			speaker = string(q.Speaker)
		}
		fmt.Printf("%s of %s: %s\n", q.Quoted, speaker, q.Evidence.Quote)
	}
	// Output:
	// term of nobody named: trickle-up
	// speech of japan: not only … a whole
	// term of nobody named: common but differentiated responsibility
	// speech of japan: does not … the context
}

func ExampleDataset_Participations() {
	for p := range cyberres.Default().Participations(cyberres.Filter{Actors: []cyberres.ActorID{"asean"}}) {
		fmt.Println(p.As, p.Role, "in", p.Record, "-", p.Basis)
	}
	// Output:
	// with  in japan-promote-regional-capacity - stated
	// party channel in japan-asean-capacity - stated
}

func ExampleDataset_Mentions() {
	for m := range cyberres.Default().Mentions(cyberres.Filter{Instruments: []cyberres.InstrumentID{"eu-cyber-acquis"}}) {
		fmt.Println(m.Quote, m.Start, m.End)
	}
	// Output:
	// legal acquis 115 127
	// legal meshwork 328 342
	// cyber-acquis 712 724
}

func ExampleDataset_RemarksAbout() {
	for r := range cyberres.Default().RemarksAbout("g7-ise-shima-summit") {
		fmt.Println(r.Kind, "- should read", r.Corrected)
	}
	// Output: typo - should read Ise-Shima
}

func ExampleDataset_Compare() {
	comparison, err := cyberres.Default().Compare("european-union", "japan", "asean")
	if err != nil {
		fmt.Println(err)
		return
	}
	for row := range comparison.Rows() {
		if row.Theme.ID != "differentiated-responsibility" && row.Theme.ID != "certification" {
			continue
		}
		for cell := range row.Cells() {
			fmt.Print(cell.Theme, " ", cell.Actor, ": ", cell.State)
			for c := range cell.Opposing.All() {
				fmt.Print(", against: ", c.Summary)
			}
			fmt.Println()
		}
	}
	_, err = cyberres.Default().Compare("japn")
	var unknown *cyberres.UnknownError
	fmt.Println(errors.As(err, &unknown), err)
	// Output:
	// certification european-union: stated
	// certification japan: silent
	// certification asean: no-text
	// differentiated-responsibility european-union: silent
	// differentiated-responsibility japan: opposed, against: Capacity building should not be framed as a duty that all share in different measure.
	// differentiated-responsibility asean: no-text
	// true no actor japn; did you mean japan?
}

func ExampleDate_Contains() {
	in, certain := cyberres.Date("2021").Contains("2021-02-19")
	fmt.Println(in, certain)
	in, certain = cyberres.Date("2021-02-19").Contains("2021") // the year may mean that day
	fmt.Println(in, certain)
	first, last := cyberres.Date("2018/2022").Bounds()
	fmt.Println(first, last)
	// Output:
	// true true
	// true false
	// 2018-01-01 2022-12-31
}

func ExampleParseDate() {
	_, err := cyberres.ParseDate("2021-02-30")
	fmt.Println(err)
	// Output: date "2021-02-30": 2021-02 has no day 30
}

// Whoever has the text can prove the evidence; in another edition its offsets mean nothing.
func ExampleEvidence_Verify() {
	d, err := cyberres.Open(os.DirFS("testdata/harbour"))
	if err != nil {
		fmt.Println(err)
		return
	}
	page, err := os.ReadFile("testdata/harbour/texts/page.txt")
	if err != nil {
		fmt.Println(err)
		return
	}
	source, _ := d.Source("isle-of-marn")
	text, err := source.Slice(string(page))
	if err != nil {
		fmt.Println(err)
		return
	}
	position, _ := d.Position("keeper-for-aid")
	for e := range position.Evidence.All() {
		fmt.Println(e.Quote, "-", e.Verify(text))
		fmt.Println(e.Verify(text[1:]) != nil)
	}
	// Output:
	// a lamp … to come - <nil>
	// true
}
