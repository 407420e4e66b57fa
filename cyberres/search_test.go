package cyberres

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/cyberres/cyberres/internal/generate"
)

func ExampleDataset_Search() {
	for _, words := range []string{"supply chain", `"incident response" team`, "certif* framework"} {
		fmt.Println(words)
		for i, h := range Default().Search(words) {
			if i == 2 {
				break
			}
			fmt.Printf("  %.0f %s %s\n", h.Score, h.Kind, h.ID)
			for _, p := range h.Places()[:2] {
				fmt.Printf("      %s: %q in %s\n", p.Term, p.Text[p.Start:p.End], p.Field)
			}
		}
	}
	// Output:
	// supply chain
	//   12 theme supply-chain
	//       supply: "Supply" in label
	//       chain: "chain" in label
	//   9 objective eu-supply-chain-security
	//       supply: "supply" in summary
	//       chain: "chain" in summary
	// "incident response" team
	//   16 actor mkd-cirt
	//       incident response: "Incident Response" in names
	//       incident response: "incident response" in description
	//   12 objective north-macedonia-expand-mkd-cirt
	//       incident response: "incident response" in summary
	//       team: "team" in summary
	// certif* framework
	//   11 instrument eu-cybersecurity-certification-framework
	//       certif*: "certification" in title
	//       framework: "framework" in title
	//   8 relation eu-certification-issued
	//       certif*: "certification" in summary
	//       framework: "framework" in summary
}

func TestParseQuery(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""}, {"  \t\n", ""}, {`""`, ""}, {`"`, ""}, {"* - , .", ""},
		{"Capacity building", "capacity|building"},
		{"capacity capacity", "capacity"},
		{`"capacity building" japan`, "capacity building|japan"},
		{`japan"capacity building`, "japan|capacity building"}, // an open mark is closed at the end
		{"“capacity building”", "capacity building"},
		{"„capacity building“ x", "capacity building|x"},
		{"cyber-resilience", "cyber resilience"},
		{"capac*", "capac*"}, {`"capacity build*"`, "capacity build*"}, {"* capac", "capac"}, {"ca*pac", "ca pac"},
		{"日本", "日 本"}, {"サー2021計", "サ ー 2021 計"}, {"G7の", "g7 の"}, {"ｶﾞ", "ガ"},
		{"Škoda É́clair", "skoda|eclair"},
		{"don't", "don t"}, {"NIS2", "nis2"}, {"\xff\xfe", ""}, {"a\u00adb", "ab"}, {"м\u0301ир", "мир"},
		{strings.Repeat("x", 1000) + " y", strings.Repeat("x", 1000) + "|y"},
	} {
		var got []string
		for _, term := range parseQuery(c.in) {
			got = append(got, term.String())
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q: %q, want %q", c.in, strings.Join(got, "|"), c.want)
		}
	}
}

// slowWords are the words of a text by another way: rune by rune into a line, one blank between words.
func slowWords(text string) []string {
	var b strings.Builder
	for _, w := range tokens(text) {
		b.WriteString(" " + foldName(text[w.start:w.end]))
	}
	return strings.Fields(b.String())
}

// slowSearch scores every record by the formulas, with a look at every text.
func slowSearch(d *Dataset, q query) []Hit {
	type text struct {
		field string
		words []string
	}
	type record struct {
		entry
		id    string
		texts []text
	}
	var records []record
	count, length := map[string]float64{}, map[string]float64{}
	for id, e := range d.entries() {
		if d.withdrawn(e) || e.kind == KindReference {
			continue
		}
		r := record{entry: e, id: id}
		d.eachText(e, func(field, s string) {
			words := slowWords(s)
			r.texts = append(r.texts, text{field, words})
			count[field]++
			length[field] += float64(len(words))
		})
		records = append(records, r)
	}
	fits := func(word, wanted string, prefix bool) bool {
		return word == wanted || prefix && strings.HasPrefix(word, wanted)
	}
	times := func(r record, wanted string, prefix bool) (sum float64) {
		for _, t := range r.texts {
			weight := 1.0
			switch t.field {
			case "name", "names", "title", "label":
				weight = 2
			}
			for _, w := range t.words {
				if fits(w, wanted, prefix) {
					sum += weight / (1 - 0.75 + 0.75*float64(len(t.words))/(length[t.field]/count[t.field]))
				}
			}
		}
		return sum
	}
	scores := make([]float64, len(records))
	has := make([]bool, len(records))
	for i := range has {
		has[i] = len(q) > 0
	}
	for _, term := range q {
		for k, w := range term.words {
			prefix := term.prefix && k == len(term.words)-1
			n := 0.0
			for _, r := range records {
				if times(r, w, prefix) > 0 {
					n++
				}
			}
			for i, r := range records {
				tf := times(r, w, prefix)
				has[i] = has[i] && tf > 0
				scores[i] += math.Log(1+(float64(len(records))-n+0.5)/(n+0.5)) * tf * 2.2 / (tf + 1.2)
			}
		}
		for i, r := range records {
			found := false
			for _, t := range r.texts {
				for at := range t.words {
					here := at+len(term.words) <= len(t.words)
					for k := range term.words {
						here = here && fits(t.words[at+k], term.words[k], term.prefix && k == len(term.words)-1)
					}
					found = found || here
				}
			}
			has[i] = has[i] && found
		}
	}
	var out []Hit
	for i, r := range records {
		if in, _ := d.shown(r.entry); has[i] && in {
			out = append(out, Hit{Kind: r.kind, ID: ID(r.id), Score: scores[i]})
		}
	}
	slices.SortFunc(out, func(a, b Hit) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID)) })
	return out
}

func TestSearchAgainstSlowTwin(t *testing.T) {
	whole, err := Open(generate.Dataset(200, 5))
	if err != nil {
		t.Fatal(err)
	}
	for name, d := range map[string]*Dataset{"dataset": Default(), "generated": whole, "view": whole.AsOf("2018")} {
		r := rand.New(rand.NewPCG(7, 8))
		var words []string
		for _, e := range d.entries() {
			d.eachText(e, func(_, s string) { words = append(words, strings.Fields(s)...) })
		}
		found, places := 0, 0
		for range 60 {
			var parts []string
			for range 1 + r.IntN(2) {
				at := r.IntN(len(words))
				switch w := words[at]; r.IntN(5) {
				case 0:
					parts = append(parts, `"`+strings.Join(words[at:min(at+2, len(words))], " ")+`"`)
				case 1:
					points := []rune(w)
					parts = append(parts, string(points[:1+r.IntN(len(points))])+"*")
				default:
					parts = append(parts, w)
				}
			}
			asked := strings.Join(parts, " ")
			got, want := d.Search(asked), slowSearch(d, parseQuery(asked))
			found += len(want)
			same := slices.EqualFunc(got, want, func(a, b Hit) bool {
				return a.Kind == b.Kind && math.Abs(a.Score-b.Score) < 1e-4*(1+b.Score)
			})
			// Equal scores may be a rounding apart: the ids are compared as a set.
			if ids := func(h []Hit) (out []ID) {
				for _, x := range h {
					out = append(out, x.ID)
				}
				slices.Sort(out)
				return out
			}; !same || !slices.Equal(ids(got), ids(want)) {
				t.Fatalf("%s: %q\ngot  %v\nwant %v", name, asked, show(got), show(want))
			}
			for _, h := range got[:min(3, len(got))] {
				terms := map[string]bool{}
				for _, p := range h.Places() {
					places++
					terms[p.Term] = true
					if !utf8.ValidString(p.Text[p.Start:p.End]) || !parseQuery(`"` + p.Term + `"`)[0].covers(p.Text[p.Start:p.End]) {
						t.Fatalf("%s: %q: %+v", name, asked, p)
					}
				}
				if len(terms) != len(parseQuery(asked)) {
					t.Fatalf("%s: %q: %s %s has places of %v only", name, asked, h.Kind, h.ID, terms)
				}
			}
		}
		if found < 60 || places < 60 {
			t.Errorf("%s: %d hits, %d places: the test looks at nothing", name, found, places)
		}
	}
}

// Few and many scores are sorted in different ways, into one order.
func TestRank(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		scores := make([]score, r.IntN(3000))
		for i := range scores {
			scores[i] = score{int32(3 * i), []float32{0, 1, 1.5, 1.5000001, r.Float32(), 20 * r.Float32(), 1e-30, 1e30}[r.IntN(8)]}
		}
		want := slices.Clone(scores)
		slices.SortFunc(want, func(a, b score) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.record, b.record)) })
		if got := rank(scores); !slices.Equal(got, want) {
			t.Fatalf("%d scores are out of order", len(want))
		}
	}
}

// A long list is skipped through to the very place that a look at each entry finds.
func TestSeek(t *testing.T) {
	for n := range 40 {
		list := make([]post, n)
		for i := range list {
			list[i].record = int32(2*i + 1)
		}
		for record := range int32(2*n + 3) {
			want := slices.IndexFunc(append(list, post{record: record}), func(p post) bool { return p.record >= record })
			if got := seek(list, record); got != want {
				t.Fatalf("%d of %d: %d, want %d", record, n, got, want)
			}
		}
	}
}

func show(hits []Hit) string {
	var b strings.Builder
	for _, h := range hits {
		fmt.Fprintf(&b, " %s %.6f", h.ID, h.Score)
	}
	return b.String()
}

// covers reports whether a text is what the term stands for and nothing else.
func (t term) covers(text string) bool {
	words := tokens(text)
	return t.at(words) == len(words) && words[0].start == 0 && words[len(words)-1].end == len(text)
}

func TestSearchFindsNothing(t *testing.T) {
	for _, words := range []string{"", `""`, "zzzzz", "japan zzzzz", `"building capacity"`, "zzz*", "\xff", "-"} {
		if hits := Default().Search(words); len(hits) > 0 {
			t.Errorf("%q finds %s", words, show(hits))
		}
	}
	if places := (Hit{}).Places(); places != nil {
		t.Errorf("places of no hit: %v", places)
	}
}

// A query costs what its length is, and no more than a walk through the index: whatever is pasted into a search box, the answer is there at once.
func TestSearchForVeryMuch(t *testing.T) {
	d, err := Open(generate.Dataset(3000, 5))
	if err != nil {
		t.Fatal(err)
	}
	o := &d.objectives[0]
	words := strings.Fields(o.Summary)
	every, prefixes := d.words().sorted, []string{}
	for _, w := range every {
		for i := range w {
			prefixes = append(prefixes, w[:i]+"*")
		}
	}
	var distinct, phrases strings.Builder
	for i := range 300_000 {
		fmt.Fprintf(&distinct, "w%d ", i)
	}
	for i := 0; phrases.Len() < 500_000; i++ {
		fmt.Fprintf(&phrases, "%q ", strings.Join(slices.Repeat(words, 2+i%50), " "))
	}
	for name, c := range map[string]struct {
		query string
		found bool
	}{
		"distinct words":      {distinct.String(), false},
		"one word":            {strings.Repeat(words[0]+" ", 100_000), true},
		"a phrase of one":     {`"` + strings.Repeat(words[0]+" ", 100_000), false},
		"phrases":             {phrases.String(), false},
		"one phrase":          {strings.Repeat(`"`+words[0]+" "+words[1]+`"`, 50_000), true},
		"all words there are": {strings.Join(every, " "), false},
		"all beginnings":      {strings.Join(prefixes, " "), false},
	} {
		start := time.Now()
		hits := d.Search(c.query)
		if took := time.Since(start); took > time.Minute { // what is quadratic takes minutes; nothing here takes more than some hundredths of a second where nothing else runs
			t.Errorf("%s: %d bytes take %v", name, len(c.query), took)
		}
		if len(hits) > 0 != c.found {
			t.Errorf("%s: %d hits", name, len(hits))
		}
	}
}

// Whatever is typed: no panic, hits in order, and each word where it is said to be.
func FuzzSearch(f *testing.F) {
	for _, s := range []string{"capacity building", `"capacity building`, "c*", "*", "日本", `“x” „y“ "z`, "cyber-*", "\xff\"\xfe", "a\u00adb*", "ᾳ", "\"\"\"", "ｶﾞ*", "İstanbul"} {
		f.Add(s)
	}
	d := Default()
	f.Fuzz(func(t *testing.T, words string) {
		q := parseQuery(words)
		for _, term := range q {
			if len(term.words) == 0 || slices.Contains(term.words, "") {
				t.Fatalf("%q has the term %q", words, term.words)
			}
		}
		hits := d.Search(words)
		for i, h := range hits {
			if i > 0 && (h.Score > hits[i-1].Score || h.Score == hits[i-1].Score && h.ID <= hits[i-1].ID) {
				t.Fatalf("%q: %s is out of order", words, h.ID)
			}
			if i > 3 {
				continue
			}
			terms := map[string]bool{}
			for _, p := range h.Places() {
				terms[p.Term] = true
				if p.Start < 0 || p.End > len(p.Text) || p.Start >= p.End {
					t.Fatalf("%q: %+v", words, p)
				}
			}
			if len(terms) != len(q) {
				t.Fatalf("%q: %s has places of %v", words, h.ID, terms)
			}
		}
		end := 0
		for _, w := range tokens(words) {
			if w.start < end || w.end <= w.start || w.end > len(words) || w.word != foldName(words[w.start:w.end]) {
				t.Fatalf("%q: token %+v after %d", words, w, end)
			}
			end = w.end
		}
	})
}
