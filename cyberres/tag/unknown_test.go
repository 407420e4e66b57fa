package tag

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cyberres/cyberres/internal/corpus"
)

func unknown(d *Dictionary, text string) (list []string) {
	for _, u := range d.Unknown(text) {
		s := fmt.Sprintf("%s: %s", u.Why, u.Name)
		if u.Acronym != "" {
			s += " = " + u.Acronym
		}
		if u.Count != 1 {
			s += fmt.Sprintf(" ×%d", u.Count)
		}
		list = append(list, s)
	}
	return list
}

// Each row: a text, and the names in it that the dictionary does not have.
func TestUnknown(t *testing.T) {
	d := compile(t, Name{Text: "Tide Board"}, Name{Text: "Lantern Act"}, Name{Text: "LB", Use: "acronym"}, Name{Text: "Lantern Bureau"}, Name{Text: "Marn"}, Name{Text: "Directive (EU) 2030/1"}, Name{Text: "Bel-CERT"}, Name{Text: "Board"})
	rows := []struct {
		text string
		want []string
	}{
		// acronyms
		{"They met the Cable Safety Bureau (CSB) in May.", []string{"acronym: Cable Safety Bureau = CSB"}},
		{"They met the CSB (Cable Safety Bureau) in May.", []string{"acronym: Cable Safety Bureau = CSB"}},
		{"Computer Emergency Response Team (CERT)", []string{"acronym: Computer Emergency Response Team = CERT"}},
		{"the Cable Repair Teams (CRTs) of the isles", []string{"acronym: Cable Repair Team = CRT"}},
		{"a National Cybersecurity Centre (“NCSC”) opens", []string{"acronym: National Cybersecurity Centre = NCSC"}},
		{"the Ministry of Tides and Ferries (MoTF) said", []string{"acronym: Ministry of Tides and Ferries = MoTF"}},
		{"the Tide Board (TB) and the Lantern Bureau (LB)", []string{"new-acronym: Tide Board = TB"}},
		{"They repaired critical infrastructure (CI) and the internet of lamps (IoL).", nil}, // terms
		{"They paid the fee (EUR) to the Board (see above).", nil},
		{"In May the Great Storm (GS) hit. The Great Storm was long.", []string{"acronym: Great Storm = GS"}},
		// kinds
		{"It was set up under the Harbour Signals Act of 2019.", []string{"kind: Harbour Signals Act"}},
		{"the Ministry of Tides and Ferries and the Lantern Council agreed", []string{"kind: Ministry of Tides and Ferries", "kind: Lantern Council"}},
		{"Under the Memorandum of Understanding on Lights, it was so.", []string{"kind: Memorandum of Understanding on Lights"}},
		{"as the Strategy for Safe\nPorts and the  National Relay\nProgramme say", []string{"kind: Strategy for Safe Ports", "kind: National Relay Programme"}},
		{"as the Stra-\ntegy for Safe Har-\nbours and the Ise-\nShima Coun\u00adcil say", []string{"kind: Strategy for Safe Harbours", "kind: Ise-Shima Council"}},
		{"Marn’s Signals Agency met the Relay Council President Orla Venn.", []string{"kind: Signals Agency", "kind: Relay Council"}},
		{"The Harbour Signals Act is old. We like the Harbour Signals Act.", []string{"kind: Harbour Signals Act ×2"}},
		{"a Digital Ferries Act-based rule and an Act-Up Team", []string{"kind: Digital Ferries Act", "kind: Act-Up Team"}},
		{"the Agreement on Mutual Help in Large Ports and a Memorandum on Tides in Marn", []string{"kind: Agreement on Mutual Help in Large Ports", "kind: Memorandum on Tides"}},
		{"an Open-ended Relay Group and the State-owned company", []string{"kind: Open-ended Relay Group"}},
		{"the Lamp Oil Foundation, the Isles Development Bank, the Calm Toolkit", []string{"kind: Lamp Oil Foundation", "kind: Isles Development Bank", "kind: Calm Toolkit"}},
		{"the exercise Calm Tide, the Loud Shore exercise, the TideBridge project and the Marn project", []string{"beside: Calm Tide", "beside: Loud Shore", "beside: TideBridge"}},
		{"the Board of Marn and the Board", []string{"kind: Board of Marn"}},
		{"the Lamp & Relay Agency, the Tide Signals and Ferries Act", []string{"kind: Lamp & Relay Agency", "kind: Tide Signals and Ferries Act"}},
		// numbers of acts
		{"by Salt Decree No. 44 of 2016, under Law 12/2031 and Law no 7, not in Act 5 or Law 2019", []string{"number: Salt Decree No. 44 of 2016", "number: Law 12/2031", "number: Law no 7"}},
		// response teams
		{"CSIRT Tofu, TofCERT/CC and CERT.tf met; the CERT met the National CERT/CC.", []string{"team: CSIRT Tofu", "team: TofCERT/CC", "team: CERT.tf", "kind: National CERT/CC", "team: CERT/CC"}},
		// what a sentence or a heading begins with has a capital anyway
		{"Harbour Act rules were read. New Strategy papers came. Agency staff left.", nil},
		{"Harbour Act rules were read. People like the Harbour Act.", []string{"kind: Harbour Act ×2"}},
		{"Signals Agency And Relay Council Reviewed\n\nThe text of it has no names.", nil},
		{"Signals Agency And Relay Council Reviewed\n\nWork of the Signals Agency is hard.", []string{"kind: Signals Agency ×2"}},
		{"ALL ABOUT THE GREAT SIGNALS AGENCY\n\nIt is so.", nil},
		{"- Harbour Act rules\n- Agency work\n", nil},
		{"The Agency, the Strategy and the Act are known. The new Act on lamps is not. On Monday Council met.", nil},
		// known names
		{"the Lantern Act and the Tide Board, a Lantern Act of Marn", nil},
		{"the Marn Lantern Act and the Lantern Bureau Relay Fund", []string{"kind: Lantern Bureau Relay Fund"}},
		// numbers
		{"It repeals Directive (EU) 2031/12, Regulation (EC) No 7/2029 and Directive 2008/99/EC.", []string{"number: Directive (EU) 2031/12", "number: Regulation (EC) No 7/2029", "number: Directive 2008/99/EC"}},
		{"Directive (EU) 2030/1 and a directive 7/8; Regulation 12 / 13; Decision 1, 2/3", nil},
		// teams
		{"the Marn-CERT, CSIRT-Vel, GovCERT and Bel-CERT, a CERT and CERTs", []string{"team: Marn-CERT", "team: CSIRT-Vel", "team: GovCERT"}},
		{"", nil},
	}
	for _, row := range rows {
		if got := unknown(d, row.text); !slices.Equal(got, row.want) {
			t.Errorf("%q:\n got %q\nwant %q", row.text, got, row.want)
		}
	}
}

// In invented reports that name nobody, nothing is taken for a name. In those that name somebody, all names of several words are taken, since each has a kind
// of act or body among them; and what else is taken is mostly two names that an "and" joins: nothing tells "Forum of Bel and Marn" from two of them.
func TestUnknownIsPrecise(t *testing.T) {
	empty := compile(t)
	if got := unknown(empty, (&corpus.Corpus{Seed: 3}).Text(300_000)); len(got) > 0 {
		t.Errorf("in a text without names: %q", got)
	}
	names := corpus.Invent(400, 9)
	c := &corpus.Corpus{Seed: 4, Names: names}
	key := func(s string) string { // the corpus splits names and doubles blanks
		p, _ := Name{Text: strings.TrimPrefix(s, "the ")}.compile()
		return p.key
	}
	known := map[string]bool{}
	kinds := 0
	for _, n := range names {
		known[key(n)] = true
		if strings.Contains(n, " ") {
			kinds++
		}
	}
	right, wrong := 0, []string{}
	text := c.Text(1_000_000)
	for _, u := range empty.Unknown(text) {
		if known[key(u.Name)] {
			right++
		} else {
			wrong = append(wrong, text[max(0, u.Span.Bytes.Start-12):u.Span.Bytes.End+12])
		}
	}
	t.Logf("%d of %d names taken, and %d others: %q", right, kinds, len(wrong), wrong[:min(len(wrong), 5)])
	if len(wrong)*8 > right || right*10 < kinds*8 {
		t.Errorf("%d of %d names taken, and %d others", right, kinds, len(wrong))
	}
}

func FuzzUnknown(f *testing.F) {
	for _, text := range hostileTexts {
		f.Add(text)
	}
	f.Add("The Cable Safety Bureau (CSB) and the CSB (Cable Safety Bureau), Harbour Act. Directive (EU) 2031/12/EC Marn-CERT (\n\nA (B C) D’s")
	d, err := Compile(slices.Values(hostile()))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at := -1
		for _, u := range d.Unknown(text) {
			span := u.Span.Bytes
			if span.Start < at || span.End <= span.Start || span.End > len(text) || u.Name == "" || u.Count < 1 || u.Why == "" {
				t.Fatalf("%q: %+v", text, u)
			}
			at = span.Start
			if utf8.ValidString(text) && u.Span.CodePoints.Start != utf8.RuneCountInString(text[:span.Start]) {
				t.Fatalf("%q: %+v", text, u)
			}
		}
	})
}

func BenchmarkUnknown(b *testing.B) {
	d, names := invented(b, 500, 1)
	text := (&corpus.Corpus{Seed: 2, Names: names}).Text(1_000_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		d.Unknown(text)
	}
}
