package cyberres_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres"
)

func ExampleDataset_Resolve() {
	d := cyberres.Default()
	for _, name := range []string{"Macedonia", "ＮＡＴＯ", "mk", "Северна Македонија", "NIS 2", "Iran"} {
		fmt.Print(name, ":")
		for _, m := range d.Resolve(name) {
			fmt.Print(" ", m.ID, " ", m.Fit, " ", m.Use, m.Scheme)
			if m.To != "" {
				fmt.Print(" until ", m.To)
			}
		}
		fmt.Println()
	}
	// Output:
	// Macedonia: north-macedonia exact former until 2019-02-12
	// ＮＡＴＯ: nato folded acronym
	// mk: north-macedonia case iso-3166-1-alpha-2
	// Северна Македонија: north-macedonia exact alias
	// NIS 2: nis2-directive folded acronym
	// Iran:
}

func ExampleDataset_Complete() {
	for _, m := range cyberres.Default().Complete("european com", 5) {
		fmt.Println(m.ID, "-", m.Name)
	}
	// Output:
	// european-commission - European Commission
	// eucc-scheme - European Common Criteria-based cybersecurity certification scheme
}

// world is the harbour dataset with actors of chosen names.
func world(t testing.TB, actors map[string][]string) *cyberres.Dataset {
	t.Helper()
	files := harbourFiles(t)
	for id, names := range actors {
		file := *files["actors/lantern-league.json"]
		var others []string
		for _, n := range names[1:] {
			use, text, found := strings.Cut(n, ":")
			if !found {
				use, text = "alias", n
			}
			others = append(others, fmt.Sprintf(`{"text": %q, "language": "und", "use": %q, "references": ["almanac-marn"]}`, text, use))
		}
		file.Data = fmt.Appendf(nil, `{"id": %q, "kind": "state", "name": %q, "description": "Invented.", "references": ["almanac-marn"], "names": [%s],
			"identifiers": [{"scheme": "m49-region", "value": "150", "references": ["almanac-marn"]}]}`, id, names[0], strings.Join(others, ","))
		files["actors/"+id+".json"] = &file
	}
	d, err := cyberres.Open(files)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestResolve(t *testing.T) {
	d := world(t, map[string][]string{
		"iran":      {"Iran", "official:Islamic Republic of Iran"},
		"iraq":      {"Iraq"},
		"turkiye":   {"Türkiye", "former:Turkey", "İstanbul hükümeti"},
		"cote":      {"Côte d’Ivoire", "Ivory Coast"},
		"viet-nam":  {"Viet Nam", "Việt Nam"},
		"gaku":      {"学", "がく"},
		"kaku":      {"核", "かく", "ｶﾞﾁ"},
		"moj":       {"Мој", "Мой"},
		"moi":       {"Мои"},
		"faroe":     {"Føroyar", "Færøerne"},
		"strasse":   {"Straße", "Łódź", "Đà Nẵng", "Þórshöfn"},
		"sinope":    {"Σινώπης"},
		"korea":     {"대한민국", "acronym:R.O.K."},
		"misr":      {"مصر", "جمهورية مصر العربية", "أحمد"},
		"yisrael":   {"ישראל", "יִשְׂרָאֵל"},
		"thai":      {"ประเทศไทย"},
		"bharat":    {"भारत", "भरत"},
		"both-one":  {"Twin"},
		"both-two":  {"Other", "former:Twin"},
		"both-six":  {"TWIN"},
		"plus-plus": {"C++"},
		"plain-c":   {"C"},
		"gov-us":    {"U.S.A.", "United States"},
		"soft":      {"Cyber\u00adverteidigung"},
		"gambia":    {"The Gambia", "Hawaiʻi"},
	})
	for _, c := range []struct{ name, want string }{
		{"Iran", "iran/exact"},
		{"Iraq", "iraq/exact"},
		{"Irak", ""},
		{"Ira", ""},
		{"IRAN", "iran/case"},
		{"  iran ", "iran/exact"}, // the id
		{"islamic republic of iran", "iran/case"},
		{"Islamic-Republic-of-Iran", "iran/folded"},
		{"turkiye", "turkiye/exact"},
		{"TÜRKIYE", "turkiye/case"},
		{"Turkiye", "turkiye/case"},
		{"türkiye", "turkiye/case"},
		{"Tu\u0308rkiye", "turkiye/folded"}, // decomposed
		{"Turkey", "turkiye/exact/former"},
		{"Istanbul hukumeti", "turkiye/folded/alias"},
		{"Cote d'Ivoire", "cote/folded"},
		{"COTE DIVOIRE", "cote/folded"},
		{"ivory-coast", "cote/folded/alias"},
		{"Viet Nam", "viet-nam/exact"},
		{"Vietnam", "viet-nam/folded"},
		{"ＶＩＥＴ　ＮＡＭ", "viet-nam/folded"},
		{"VIỆT NAM", "viet-nam/case/alias"},
		{"がく", "gaku/exact/alias"},
		{"かく", "kaku/exact/alias"},
		{"か\u3099く", "gaku/folded/alias"},
		{"ガチ", "kaku/folded/alias"},
		{"カチ", ""},
		{"мой", "moj/case/alias"},
		{"мои", "moi/case"},
		{"Foroyar", "faroe/folded"},
		{"faeroerne", "faroe/folded/alias"},
		{"strasse", "strasse/exact"},
		{"STRASSE", "strasse/case"},
		{"lodz", "strasse/folded/alias"},
		{"da nang", "strasse/folded/alias"},
		{"thorshofn", "strasse/folded/alias"},
		{"ΣΙΝΩΠΗΣ", "sinope/folded"},
		{"대한민국", "korea/exact"},
		{"ROK", "korea/folded/acronym"},
		{"r. o. k.", "korea/folded/acronym"},
		{"مِصْر", "misr/folded"},
		{"احمد", "misr/folded/alias"},
		{"ישראל", "yisrael/exact"},
		{"ประเทศไทย", "thai/exact"},
		{"भारत", "bharat/exact"},
		{"भरत", "bharat/exact/alias"},
		{"Twin", "both-one/exact both-two/exact/former both-six/case"},
		{"twin", "both-one/case both-six/case both-two/case/former"},
		{"C++", "plus-plus/exact"},
		{"c", "plain-c/case"},
		{"USA", "gov-us/folded"},
		{"the United States", "gov-us/exact/alias"},
		{"The the United States", ""},
		{"Cyberverteidigung", "soft/folded"},
		{"Gambia", "gambia/case"}, // the id's own letters
		{"the Gambia", "gambia/case"},
		{"Hawai'i", "gambia/folded/alias"},
		{"hawaii", "gambia/folded/alias"},
		{"150", ""}, // an area of M49 is no actor of its own
		{"", ""}, {" ", ""}, {"-", ""}, {"the", ""}, {"the ", ""}, {"\xff\xfe", ""}, {"\u0301", ""},
	} {
		var got []string
		for _, m := range d.Resolve(c.name) {
			s := string(m.ID) + "/" + string(m.Fit)
			if m.Use != "" {
				s += "/" + string(m.Use)
			}
			got = append(got, s)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: %s, want %s", c.name, strings.Join(got, " "), c.want)
		}
	}
}

// Every name of every record finds that record, as it is written and under the ways in which people write it otherwise.
func TestResolveFindsEveryName(t *testing.T) {
	for _, d := range []*cyberres.Dataset{cyberres.Default(), generated(t, 1000, 3)} {
		n := 0
		check := func(id cyberres.ID, name string) {
			n++
			has := func(spelling string, fits ...cyberres.Fit) bool {
				return slices.ContainsFunc(d.Resolve(spelling), func(m cyberres.Match) bool { return m.ID == id && slices.Contains(fits, m.Fit) })
			}
			if !has(name, cyberres.FitExact) {
				t.Errorf("%q does not find %s", name, id)
			}
			for _, spelling := range []string{strings.ToUpper(name), strings.ReplaceAll(name, " ", "-"), strings.ReplaceAll(name, "-", " "), " " + name + "\t"} {
				if strings.Contains(spelling, "İ") || strings.Contains(name, "ı") {
					continue
				}
				if !has(spelling, cyberres.FitExact, cyberres.FitCase, cyberres.FitFolded) {
					t.Errorf("%q does not find %s", spelling, id)
				}
			}
			points := []rune(name)
			if prefix := string(points[:len(points)-len(points)/3]); len(points) > 3 {
				if !slices.ContainsFunc(d.Complete(prefix, 1_000_000), func(m cyberres.Match) bool { return m.ID == id }) {
					t.Errorf("%q is not completed to %s", prefix, id)
				}
			}
		}
		for a := range d.Actors() {
			check(cyberres.ID(a.ID), a.Name)
			for v := range a.Names.All() {
				check(cyberres.ID(a.ID), v.Text)
			}
			for v := range a.Identifiers.All() {
				if !strings.HasPrefix(v.Scheme, "m49-") && v.Scheme != "website" {
					check(cyberres.ID(a.ID), v.Value)
				}
			}
		}
		for v := range d.Instruments(cyberres.Filter{}) {
			check(cyberres.ID(v.ID), v.Title)
			for name := range v.Names.All() {
				check(cyberres.ID(v.ID), name.Text)
			}
		}
		if n < 50 {
			t.Errorf("only %d names", n)
		}
	}
}

// Resolve against a look at every name of every record, and its own promises, on any input.
func FuzzResolve(f *testing.F) {
	d := cyberres.Default()
	for _, s := range []string{"Macedonia", "ＥＵ", "", "the EU", "日本", "\xff", "й", "e\u0301\u0301\u0301", "G-7", "\u00ad", "ﷺ", "ǆ", "İ", "ß", "the the the "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		found := d.Resolve(name)
		seen := map[cyberres.ID]bool{}
		for _, m := range found {
			if seen[m.ID] || m.Fit == cyberres.FitPrefix || m.Name == "" {
				t.Fatalf("%q: %+v", name, found)
			}
			seen[m.ID] = true
			again := d.Resolve(m.Name)
			if len(again) == 0 || !slices.ContainsFunc(again, func(x cyberres.Match) bool { return x.ID == m.ID && x.Fit == cyberres.FitExact }) {
				t.Fatalf("%q is called %q, which finds %+v", m.ID, m.Name, again)
			}
		}
		for a := range d.Actors() {
			if strings.TrimSpace(name) == a.Name && !seen[cyberres.ID(a.ID)] {
				t.Fatalf("%q does not find %s", name, a.ID)
			}
		}
		if got := d.Complete(name, 3); len(got) > 3 || len(found) > 0 && utf8.ValidString(name) && !strings.HasPrefix(strings.ToLower(strings.TrimSpace(name)), "the ") && len(got) == 0 {
			t.Fatalf("%q is completed to %+v", name, got)
		}
	})
}
