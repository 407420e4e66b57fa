package tag

import (
	"slices"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor"
)

// hostile are names that overlap, begin alike, fold to each other and stand in many scripts.
func hostile() []Name {
	var names []Name
	add := func(entity cyberres.ID, use cyberres.NameUse, texts ...string) {
		for _, text := range texts {
			names = append(names, Name{Entity: entity, Text: text, Use: use})
		}
	}
	add("union", "", "European Union", "Union", "The Union of Marn", "l'Union", "Europäische Union")
	add("union", cyberres.NameAcronym, "EU", "UE")
	add("agency", "", "European Union Agency for Signals", "Agency for Signals and Masts", "Signals", "Masts and Sails")
	add("act", "", "Cybersecurity Act", "Co-operation Act", "NIS 2 Directive", "Act", "Directive (EU) 2031/12", "C++", "“Quoted (Name)”")
	add("act", cyberres.NameAcronym, "NIS2", "ACT", "CERT", "CERTs", "MoU", "eIDAS")
	add("two", "", "Ise-Shima", "Ise", "Shima Summit", "Iseshima Bay")
	add("three", "", "日本", "日本国", "サイバー", "がん", "Σίσυφος", "Straße", "İzmir", "ประเทศไทย", "Österreich", "한국", "Й", "ＡＢＣ", "a a", "a a b", "a a a a", "Developing countries")
	names = append(names, Name{Entity: "four", Text: "any case", Case: CaseAny}, Name{Entity: "four", Text: "Exact Case", Case: CaseExact})
	return names
}

var hostileTexts = []string{
	"The European Union Agency for Signals and Masts and Sails.", "European Union agency for signals", "EUROPEAN UNION", "european union", "European\u00a0 Union’s", "the EUs and UEs'",
	"Euro-\npean Union; Euro\u00adpean Uni\u00ad\non; Ise-\nShima; Ise-\r\nshima Bay; Ise -\nShima", "European\n\nUnion", "European \n Union", "L’Union, dell'Union, o'Union",
	"cyber-security act Cyber Security Act cyber\nsecurity Act", "Cooperation Act co-operation Act co operation act", "NIS 2 Directive NIS-2 NIS2 directive nis2", "act Act ACT ACTs Acts CERTs CERTs’ CERTS",
	"Directive（EU）2031/12. Directive (EU) 2031/123", "C++ c+ C", "“Quoted (Name)” quoted (name)", "日本国と日本", "サイバーセキュリティ ｻｲﾊﾞｰ", "か\u3099んがん", "ΣΊΣΥΦΟΣ σίσυφος Σι\u0301συφος", "STRASSE straße Strasse",
	"izmir IZMIR İZMİR ızmir", "ประเทศไทยและ", "O\u0308sterreich Osterreich", "\u1112\u1161\u11ab국", "и\u0306 Й", "ＡＢＣ abc ＡＢＣ's", "a a a a a a b a a", "developing Countries", "Any CASE exact case Exact Case",
	"\xffEU\xff", "EU\xed\xa0\x80EU \xed\xb0\x80", "EU\xf0\x9f", "🇪🇺EU🇪🇺 👩‍👧 EU", "\u202eEU\u202c European\u200b Union\u200b Uni\u200bon", "EU\u0301", "E" + strings.Repeat("\u0301", 99) + "U E" + strings.Repeat("\u0301", 101) + "U", "European" + strings.Repeat(" ", 100) + "Union",
	"European" + strings.Repeat(" ", 101) + "Union", "EU_x x.EU EU.int 3EU", "Act-\nA a-\na-\na b", "EU’", "Union Union", "ﬁ ǆ", "MoUs MOUs MoU", "Masts–and–Sails", "Masts — and Sails", "\u0600EU", "Union\u00ad", "Union\u00ad\n", "x\u3099EU",
}

func FuzzFind(f *testing.F) {
	for _, text := range hostileTexts {
		f.Add(text)
	}
	names := hostile()
	d, err := Compile(slices.Values(names))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 400 {
			return
		}
		if err := sameMatches(d, names, text); err != nil {
			t.Fatal(err)
		}
		spansHold(t, d, text)
	})
}

// spansHold checks that the three units of all spans are those of the package anchor.
func spansHold(t *testing.T, d *Dictionary, text string) {
	t.Helper()
	prepared := anchor.Prepare(text)
	check := func(span anchor.Span) {
		if want, ok := prepared.SpanOfBytes(span.Bytes.Start, span.Bytes.End); !ok || want != span {
			t.Fatalf("%q: span %v, want %v", text, span, want)
		}
	}
	for m := range d.Find(text) {
		check(m.Span)
		for l := range m.Losers.All() {
			check(l.Span)
		}
	}
}

// Whatever names there are, one to a line, compiling them and finding them neither fails in silence nor disagrees with the slow way.
func FuzzCompile(f *testing.F) {
	for i, text := range hostileTexts {
		f.Add("Union\n"+text, hostileTexts[(i+7)%len(hostileTexts)]+" "+text)
	}
	f.Fuzz(func(t *testing.T, lines, text string) {
		if len(lines) > 200 || len(text) > 200 {
			return
		}
		var names []Name
		for _, line := range strings.Split(lines, "\n") {
			n := Name{Entity: "x", Text: line}
			if _, err := n.compile(); err == nil {
				names = append(names, n)
			}
		}
		d, err := Compile(slices.Values(names))
		if err != nil {
			t.Fatal(err)
		}
		if err := sameMatches(d, names, text); err != nil {
			t.Fatalf("names %q: %v", lines, err)
		}
		spansHold(t, d, text)
	})
}
