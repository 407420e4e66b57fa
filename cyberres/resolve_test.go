package cyberres_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

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

// peoples are actors of names in many scripts, some nearly alike.
func peoples(t testing.TB) *cyberres.Dataset {
	t.Helper()
	return world(t, map[string][]string{
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
}

func TestResolve(t *testing.T) {
	d := peoples(t)
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

// respelt is a name as people, or their opponents, may write it: some changes, most of which folding undoes.
func respelt(r *rand.Rand, name string) string {
	for range r.IntN(4) {
		points := []rune(name)
		at := r.IntN(len(points) + 1)
		one := func(of string) string { return string([]rune(of)[r.IntN(utf8.RuneCountInString(of))]) }
		insert := func(s string) string { return string(points[:at]) + s + string(points[at:]) }
		switch r.IntN(14) {
		case 0:
			name = strings.ToUpper(name)
		case 1:
			name = strings.ToLower(name)
		case 2:
			name = []norm.Form{norm.NFC, norm.NFD, norm.NFKC, norm.NFKD}[r.IntN(4)].String(name)
		case 3:
			name = strings.Map(func(c rune) rune {
				if '!' <= c && c <= '~' {
					c += '！' - '!'
				}
				return c
			}, name)
		case 4:
			name = strings.ReplaceAll(name, " ", []string{"", "-", "  ", "\u00a0", "\u3000", "."}[r.IntN(6)])
		case 5:
			name = []string{"the ", "The ", "THE\t", " ", "\"", "(", "a "}[r.IntN(7)] + name
		case 6: // marks of all sorts, some of which make another letter
			name = insert(one("\u0301\u0308\u0306\u0327\u0338\u3099\u309a\u093c\u094d\u05b4\u064b\u0e38\u0345\u20dd\ufe0f\u034f\u200d\u00ad\u1ab0\u0483"))
		case 7: // letters that look alike, fold alike or do neither
			name = insert(one("ßæøđıłİſΚKＡａﬁ①½йиёѓіїعيکςσœ学がｶﾞﾟ한ᄒ´`~+&#ǽƏᾳ\u2160"))
		case 8:
			name = insert(string(rune(r.IntN(0x11000))))
		case 9:
			if at < len(points) {
				name = string(points[:at]) + string(points[at+1:])
			}
		case 10:
			name = string(points[:at])
		case 11:
			name = insert("\xff")
		case 12:
			name = insert([]string{"-", "’", "'", ".", ",", "/", "_"}[r.IntN(7)])
		case 13:
			name += []string{" ", "\n", "!", " the"}[r.IntN(4)]
		}
	}
	return name
}

// namesakes are actors that share a handful of names, each used in some way.
func namesakes(t testing.TB) *cyberres.Dataset {
	t.Helper()
	r := rand.New(rand.NewPCG(13, 14))
	spellings := []string{"Ab", "AB", "A-B", "ab", "The Ab", "Àb", "a b", "Ａb", "Abc", "ABC", "the abc", "ab c", "Abcd", "A.B."}
	actors := map[string][]string{"ab": {"Ab"}, "abc": {"abc"}}
	for i := range 12 {
		names := []string{spellings[r.IntN(len(spellings))]}
		if i > 2 {
			names[0] = fmt.Sprint("Somebody ", i)
		}
		for range 1 + r.IntN(4) {
			names = append(names, []string{"alias", "acronym", "former", "official"}[r.IntN(4)]+":"+spellings[r.IntN(len(spellings))])
		}
		actors[fmt.Sprintf("actor-%d", i)] = names
	}
	return world(t, actors)
}

func TestResolveAgainstSlowTwin(t *testing.T) {
	whole := generated(t, 300, 3)
	for what, d := range map[string]*cyberres.Dataset{
		"dataset": cyberres.Default(), "early": cyberres.Default().AsOf("2015"), "peoples": peoples(t), "namesakes": namesakes(t), "generated": whole, "view": whole.AsOf("2016"),
	} {
		var names []string
		add := func(id cyberres.ID, name string, others cyberres.List[cyberres.Name], codes cyberres.List[cyberres.Identifier]) {
			names = append(names, string(id), name)
			for n := range others.All() {
				names = append(names, n.Text)
			}
			for c := range codes.All() {
				names = append(names, c.Value)
			}
		}
		for a := range d.Actors() {
			add(cyberres.ID(a.ID), a.Name, a.Names, a.Identifiers)
		}
		for v := range d.Instruments(cyberres.Filter{}) {
			add(cyberres.ID(v.ID), v.Title, v.Names, v.Identifiers)
		}
		r := rand.New(rand.NewPCG(11, 12))
		found, several, nothing := 0, 0, 0
		for range 1500 {
			asked := respelt(r, names[r.IntN(len(names))])
			got, want := d.Resolve(asked), cyberres.SlowResolve(d, asked, false)
			if !slices.Equal(got, want) {
				t.Fatalf("%s: %q\ngot  %+v\nwant %+v", what, asked, got, want)
			}
			switch len(got) {
			case 0:
				nothing++
			case 1:
				found++
			default:
				several++
			}
			if r.IntN(4) == 0 {
				begun := string([]rune(asked)[:r.IntN(4)%(len([]rune(asked))+1)])
				for _, prefix := range []string{asked, begun} {
					if got, want := d.Complete(prefix, 1_000_000), cyberres.SlowResolve(d, prefix, true); !slices.Equal(got, want) {
						t.Fatalf("%s: %q is completed\nto   %+v\nwant %+v", what, prefix, got, want)
					}
				}
			}
		}
		if found+several < 300 || nothing < 100 || several < 300 && what == "namesakes" {
			t.Errorf("%s: %d names found, %d with several answers, %d unknown: the test looks at nothing", what, found, several, nothing)
		}
	}
}

// Resolve against its slow twin, and its own promises, on any input.
func FuzzResolve(f *testing.F) {
	d := peoples(f)
	for _, s := range []string{"Macedonia", "ＥＵ", "", "the EU", "日本", "\xff", "й", "e\u0301\u0301\u0301", "G-7", "\u00ad", "ﷺ", "ǆ", "İ", "ß", "the the the ", "twin", "the Gambia", "İstanbul hükümeti", "м\u043e\u0438\u0306", "R.O.K"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		for _, d := range []*cyberres.Dataset{d, cyberres.Default()} {
			found := d.Resolve(name)
			if want := cyberres.SlowResolve(d, name, false); !slices.Equal(found, want) {
				t.Fatalf("%q\ngot  %+v\nwant %+v", name, found, want)
			}
			if got, want := d.Complete(name, 3), cyberres.SlowResolve(d, name, true); !slices.Equal(got, want[:min(3, len(want))]) {
				t.Fatalf("%q is completed\nto   %+v\nwant %+v", name, got, want)
			}
			for _, m := range found {
				again := d.Resolve(m.Name)
				if !slices.ContainsFunc(again, func(x cyberres.Match) bool { return x.ID == m.ID && x.Fit == cyberres.FitExact }) {
					t.Fatalf("%q is called %q, which finds %+v", m.ID, m.Name, again)
				}
			}
		}
	})
}
