package tag

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
)

func compile(t testing.TB, names ...Name) *Dictionary {
	t.Helper()
	for i := range names {
		if names[i].Entity == "" {
			names[i].Entity = cyberres.ID(fmt.Sprint("entity-", i))
		}
	}
	d, err := Compile(slices.Values(names))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// found lists what is found in a text, as it stands there.
func found(d *Dictionary, text string) (list []string) {
	for m := range d.Find(text) {
		list = append(list, text[m.Span.Bytes.Start:m.Span.Bytes.End])
	}
	return list
}

// Each row: a name, texts in which it is found as what stands in brackets, and texts in which it is not.
func TestRules(t *testing.T) {
	acronym := cyberres.NameAcronym
	rows := []struct {
		rule string
		name Name
		in   []string
		not  []string
	}{
		{"whole words", Name{Text: "Marn"}, []string{"[Marn]", "([Marn])", "[Marn], in", "[Marn]/Bel", "[Marn]."}, []string{"Marnish", "SubMarn", "Marn_x", "x.Marn", "Marn.org", "Marn2", "Márnish"}},
		{"acronyms in their own case", Name{Text: "WHO", Use: acronym}, []string{"the [WHO] says"}, []string{"who says", "Who says", "wHO"}},
		{"acronyms of two letters", Name{Text: "US"}, []string{"the [US] and", "[US]-led", "non-[US]"}, []string{"us", "Us", "USB", "US2"}},
		{"acronyms in mixed case", Name{Text: "eIDAS"}, []string{"[eIDAS]"}, []string{"EIDAS", "eidas", "Eidas"}},
		{"acronyms in mixed case, plural in the name", Name{Text: "CSIRTs"}, []string{"[CSIRTs]", "[CSIRTs]’"}, []string{"CSIRTS", "CSIRT", "csirts"}},
		{"plurals of acronyms", Name{Text: "CERT"}, []string{"[CERTs]", "[CERTs]’ work", "all [CERTs]."}, []string{"CERTS", "certs", "CERTsx"}},
		{"plurals at the end of a name", Name{Text: "national MoU"}, []string{"[national MoUs]", "[National MoUs]"}, []string{"national MOUs", "national mous"}},
		{"no plurals of words", Name{Text: "Tide Board"}, []string{"[Tide Board]"}, []string{"Tide Boards"}},
		{"a proper name keeps its capital", Name{Text: "Marn"}, []string{"[Marn]", "[MARN]"}, []string{"marn"}},
		{"half of the capitals of several words", Name{Text: "European Union"}, []string{"[European Union]", "[EUROPEAN UNION]", "[European union]", "[european Union]"}, []string{"european union"}},
		{"half of three", Name{Text: "Tide Relay Board"}, []string{"[Tide Relay board]", "[tide Relay Board]"}, []string{"Tide relay board", "tide relay Board"}},
		{"link words do not count", Name{Text: "Group of Seven"}, []string{"[Group of Seven]", "[GROUP OF SEVEN]", "[Group Of Seven]"}, []string{"a group of seven experts"}},
		{"an acronym is enough for its neighbours", Name{Text: "NIS Directive"}, []string{"[NIS Directive]", "[NIS directive]", "[NIS DIRECTIVE]"}, []string{"nis directive", "Nis Directive"}},
		{"mixed case in a heading of capitals", Name{Text: "MoU on Tides"}, []string{"[MOU ON TIDES]", "[MoU on tides]"}, []string{"mou on tides", "MOU on Tides"}},
		{"the first capital may be a label's", Name{Text: "Developing countries"}, []string{"[developing countries]", "[Developing Countries]"}, nil},
		{"small names in any case", Name{Text: "cyber shield"}, []string{"[cyber shield]", "[Cyber Shield]", "[CYBER SHIELD]"}, nil},
		{"exact case on request", Name{Text: "Act on Tides", Case: CaseExact}, []string{"[Act on Tides]"}, []string{"ACT ON TIDES", "Act On Tides"}},
		{"any case on request", Name{Text: "European Union", Case: CaseAny}, []string{"[european union]", "[eUROPEAN uNION]"}, nil},
		{"possessives are left out", Name{Text: "Marn"}, []string{"[Marn]’s", "[Marn]'s", "[MARN]'S", "[Marn]＇s", "[Marn]’"}, []string{"Marn’sx", "Marn’t"}},
		{"possessives after s", Name{Text: "Member States"}, []string{"the [Member States]’ aims", "the [Member States]' aims"}, nil},
		{"articles are left out", Name{Text: "The Tide Board"}, []string{"the [Tide Board]", "[Tide Board]"}, nil},
		{"elided articles", Name{Text: "Union"}, []string{"l’[Union]", "L'[Union]", "dell’[Union]"}, []string{"O’Union", "xl’Union"}},
		{"hyphens are bounds", Name{Text: "EU"}, []string{"[EU]-Marn", "Marn-[EU]", "non-[EU]", "[EU]–Marn", "[EU]‑wide"}, nil},
		{"a hyphen is a blank", Name{Text: "Ise-Shima"}, []string{"[Ise-Shima]", "[Ise Shima]", "[Ise‑Shima]", "[Ise–Shima]", "[Ise-\nShima]", "[Ise\nShima]"}, []string{"IseShima", "Ise - Shima", "Ise, Shima", "Ise--Shima"}},
		{"cyber is written in three ways", Name{Text: "Cybersecurity Act"}, []string{"[Cybersecurity Act]", "[Cyber Security Act]", "[Cyber-Security Act]", "[Cyber-\nsecurity Act]"}, []string{"Cyber, Security Act"}},
		{"cyber, the other way round", Name{Text: "Cyber Security Agency"}, []string{"[Cybersecurity Agency]", "[Cyber-security Agency]"}, nil},
		{"co-operation", Name{Text: "Cooperation Board"}, []string{"[Co-operation Board]", "[Cooperation Board]"}, []string{"Co operation Board"}},
		{"letters and digits", Name{Text: "NIS2"}, []string{"[NIS2]", "[NIS 2]", "[NIS-2]"}, []string{"NIS 22", "NIS, 2"}},
		{"digits stay apart", Name{Text: "Plan 2018-2022"}, []string{"[Plan 2018–2022]", "[Plan 2018-2022]"}, []string{"Plan 20182022"}},
		{"white space", Name{Text: "Tide Board"}, []string{"[Tide\nBoard]", "[Tide\r\nBoard]", "[Tide\u00a0Board]", "[Tide  Board]", "[Tide \n  Board]", "[Tide\u3000Board]", "[Tide\tBoard]"}, []string{"Tide\n\nBoard", "Tide\u2029Board", "TideBoard"}},
		{"broken and soft hyphens", Name{Text: "Parliament"}, []string{"[Parlia-\nment]", "[Parlia\u00adment]", "[Parlia\u00ad\nment]", "[Parlia\u200bment]", "[Parlia-\r\n ment]"}, []string{"Parlia- ment", "Parlia ment"}},
		{"apostrophes", Name{Text: "l'Atlantique"}, []string{"[l’Atlantique]", "[l'Atlantique]", "[l＇Atlantique]"}, []string{"latlantique"}},
		{"quotation marks and brackets", Name{Text: "Plan (“Lamp”)"}, []string{`[Plan ("Lamp")]`, "[Plan («Lamp»)]", "[Plan( “Lamp” )]"}, []string{"Plan Lamp", "Plan (Lamp)"}},
		{"signs", Name{Text: "C++"}, []string{"[C++]"}, []string{"C+", "C", "c++"}},
		{"full width", Name{Text: "NATO"}, []string{"[ＮＡＴＯ]"}, []string{"ｎａｔｏ"}},
		{"accents apart and missing", Name{Text: "Kombëtare"}, []string{"[Kombe\u0308tare]", "[Kombetare]", "[KOMBËTARE]"}, nil},
		{"accents at the end", Name{Text: "Itá"}, []string{"[Ita\u0301]", "[Ita]"}, []string{"Ita\u0301s"}},
		{"ß", Name{Text: "Maßnahme"}, []string{"[Maßnahme]", "[MASSNAHME]", "[MAẞNAHME]", "[Massnahme]"}, nil},
		{"dots of i", Name{Text: "İzmir"}, []string{"[İzmir]", "[Izmir]", "[I\u0307zmir]", "[IZMIR]"}, nil},
		{"final sigma", Name{Text: "Σίσυφος"}, []string{"[Σίσυφος]", "[ΣΊΣΥΦΟΣ]", "[ΣΙΣΥΦΟΣ]"}, []string{"σίσυφος"}},
		{"Cyrillic acronyms", Name{Text: "НАТО", Use: acronym}, []string{"во [НАТО]."}, []string{"нато", "Нато", "СНАТО"}},
		{"no blanks between words", Name{Text: "日本"}, []string{"[日本]は", "在[日本]的", "[日本]国"}, nil},
		{"half-width kana", Name{Text: "ガード"}, []string{"[ｶﾞｰﾄﾞ]", "[カ\u3099ート\u3099]"}, []string{"カート"}},
		{"Katakana words are words", Name{Text: "インド"}, []string{"[インド]は"}, []string{"インドネシア"}},
		{"Thai", Name{Text: "ไทย"}, []string{"ประเทศ[ไทย]และ"}, nil},
		{"Khmer", Name{Text: "កម្ពុជា"}, []string{"ប្រទេស[កម្ពុជា]និង"}, nil},
		{"Lao", Name{Text: "ລາວ"}, []string{"ປະເທດ[ລາວ]ແລະ"}, nil},
		{"Burmese", Name{Text: "မြန်မာ"}, []string{"သည်[မြန်မာ]နိုင်ငံ"}, nil},
		{"Korean", Name{Text: "한국"}, []string{"[한국]", "[\u1112\u1161\u11ab\u1100\u116e\u11a8]"}, []string{"한국은"}},
	}
	for _, row := range rows {
		t.Run(row.rule, func(t *testing.T) {
			d := compile(t, row.name)
			for _, in := range row.in {
				text := strings.NewReplacer("[", "", "]", "").Replace(in)
				want := in[strings.Index(in, "[")+1 : strings.Index(in, "]")]
				if got := found(d, text); !slices.Equal(got, []string{want}) {
					t.Errorf("%q in %q: found %q", want, text, got)
				}
			}
			for _, text := range row.not {
				if got := found(d, text); len(got) > 0 {
					t.Errorf("in %q: found %q", text, got)
				}
			}
		})
	}
}

// The longest of the names that stand as whole words, not the longest that begins so.
func TestBoundsBeforeLength(t *testing.T) {
	d := compile(t, Name{Text: "Tide Board"}, Name{Text: "Tide Board Act"}, Name{Text: "Tide"})
	if got := found(d, "the Tide Board Action"); !slices.Equal(got, []string{"Tide Board"}) {
		t.Error(got)
	}
}

func TestLosers(t *testing.T) {
	d := compile(t, Name{Text: "Tide Board Act"}, Name{Text: "Tide Board"}, Name{Text: "Tide"}, Name{Text: "Board"}, Name{Text: "Act on Lamps"}, Name{Text: "CERT"}, Name{Text: "CERTs"})
	var got []string
	text := "The Tide Board Act on Lamps, and CERTs."
	for m := range d.Find(text) {
		got = append(got, text[m.Span.Bytes.Start:m.Span.Bytes.End])
		for l := range m.Losers.All() {
			got = append(got, fmt.Sprintf("%s: %s", l.Reason, text[l.Span.Bytes.Start:l.Span.Bytes.End]))
		}
	}
	want := []string{"Tide Board Act", "inside: Tide Board", "inside: Board", "overlap: Act on Lamps", "CERTs", "plural: CERTs"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAmbiguous(t *testing.T) {
	d := compile(t,
		Name{Entity: "old-league", Text: "Lantern League", To: "1999"},
		Name{Entity: "new-league", Text: "Lantern League", From: "2003-05"},
		Name{Entity: "new-league", Text: "LL", Use: cyberres.NameAcronym},
		Name{Entity: "lamp-law", Text: "Ll", From: "2010"},
	)
	for m := range d.Find("Lantern League") {
		for date, want := range map[cyberres.Date][]cyberres.ID{
			"":           {"old-league", "new-league"},
			"1990":       {"old-league"},
			"1999-12-31": {"old-league"},
			"2001":       {"old-league", "new-league"}, // nobody was called so: then people go on using a former name
			"2003":       {"new-league"},
			"2020-01-02": {"new-league"},
			"1998/2004":  {"old-league", "new-league"},
			"2021-02-30": {"old-league", "new-league"}, // no date
		} {
			var got []cyberres.ID
			for n := range m.On(date).All() {
				got = append(got, n.Entity)
			}
			if !slices.Equal(got, want) {
				t.Errorf("on %q: %v, want %v", date, got, want)
			}
		}
		if !slices.Equal(m.Entities(), []cyberres.ID{"old-league", "new-league"}) {
			t.Error(m.Entities())
		}
	}
	if got := found(d, "LL Ll ll lL"); !slices.Equal(got, []string{"LL", "Ll"}) {
		t.Error(got)
	}
}

func TestCompileReportsEveryFault(t *testing.T) {
	_, err := Compile(slices.Values([]Name{
		{Entity: "a", Text: "fine"}, {Entity: "b", Text: " … "}, {Entity: "c", Text: ""}, {Entity: "d", Text: "x\xff"}, {Entity: "e", Text: strings.Repeat("word ", 300)},
		{Entity: "f", Text: "x", Case: "upper"}, {Entity: "g", Text: "a" + strings.Repeat("\u00ad", 101) + "b"},
	}))
	if err == nil {
		t.Fatal("no error")
	}
	want := `name 2, " … " of "b", has no letter or digit, so that there is nothing to look for
name 3, "" of "c", has no letter or digit, so that there is nothing to look for
name 4, "x\xff" of "d", is not valid UTF-8
name 5, "word word word word word word word word word word word word word word word word "… of "e", is too long: it folds to more than 1024 bytes
name 6, "x" of "f", has the unknown case "upper"; write "exact", "any" or nothing
name 7, "a` + strings.Repeat(`\u00ad`, 79) + `"… of "g", has more than 100 blanks, marks or signs in a row`
	if got := err.Error(); got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestEmptyDictionary(t *testing.T) {
	d := compile(t)
	if got := found(d, "Any text, ASCII or 日本"); got != nil || d.Len() != 0 {
		t.Error(got, d.Len())
	}
}

func TestFindMayStop(t *testing.T) {
	n := 0
	for range compile(t, Name{Text: "a"}).Find("a a a a") {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Error(n)
	}
}
