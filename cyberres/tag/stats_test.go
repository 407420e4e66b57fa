package tag

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
)

// random draws counts with few keys, so that two of them share some, and with names that look like two.
func random(r *rand.Rand) (s Stats) {
	s.Documents, s.Rejects = r.Int64N(1000), r.Int64N(10)
	names := []string{"", "a", "b", "a b", "a  b", " ", "b\x00", "é"}
	for range r.IntN(12) {
		pick := func() string { return names[r.IntN(len(names))] }
		s.count(pick(), pick(), pick(), r.Int64N(1_000_000))
	}
	return s
}

func text(t *testing.T, s Stats) string {
	t.Helper()
	data, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func merged(all ...Stats) (sum Stats) {
	for _, s := range all {
		sum.Merge(s)
	}
	return sum
}

func TestMergeIsASum(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		a, b, c := random(r), random(r), random(r)
		before := [3]string{text(t, a), text(t, b), text(t, c)}
		if x, y := text(t, merged(a, b)), text(t, merged(b, a)); x != y {
			t.Fatalf("not commutative:\n%s\n%s", x, y)
		}
		if x, y := text(t, merged(merged(a, b), c)), text(t, merged(a, merged(b, c))); x != y {
			t.Fatalf("not associative:\n%s\n%s", x, y)
		}
		if x := text(t, merged(Stats{}, a, Stats{})); x != before[0] {
			t.Fatalf("zero is not neutral:\n%s\n%s", x, before[0])
		}
		if text(t, a) != before[0] || text(t, b) != before[1] || text(t, c) != before[2] {
			t.Fatal("merging changed what was merged")
		}
		sum := merged(a)
		sum.count("a", "b", "", 1)
		if text(t, a) != before[0] {
			t.Fatal("a sum shares memory with what it was made of")
		}
	}
}

func TestStatsInJSON(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		s := random(r)
		var back Stats
		if err := json.Unmarshal([]byte(text(t, s)), &back); err != nil {
			t.Fatal(err)
		}
		if text(t, back) != text(t, s) {
			t.Fatalf("%s came back as %s", text(t, s), text(t, back))
		}
	}
	if got := text(t, Stats{}); got != `{"documents":0,"rejects":0,"counts":[]}` {
		t.Error(got)
	}
	if err := json.Unmarshal([]byte(`{"counts": 1}`), new(Stats)); err == nil {
		t.Error("no error for what are no counts")
	}
}

// What one document counts for: an entity once however often it is named, a pair once in the order of the ids and without a year, and statements one by one.
func TestDocumentCounts(t *testing.T) {
	var s Stats
	d := Tagged{Date: "2031-05/2032", Names: []TaggedName{{Entity: "marn"}, {Entity: "beacon-accord"}, {Entity: "marn"}},
		Statements: []TaggedStatement{{Kind: "cooperation", Mode: cyberres.ModeBilateral, Themes: []cyberres.ThemeID{"aid", "repair"}}, {Kind: "objective", Themes: []cyberres.ThemeID{"aid"}}},
		Evidence:   []TaggedEvidence{{Record: "marn-train-pilots"}, {Record: "marn-mend-locks"}, {Record: "marn-train-pilots"}}}
	s.add(&d)
	want := []Count{
		{"document", "", "2031", 1}, {"entity", "beacon-accord", "2031", 1}, {"entity", "marn", "2031", 1}, {"evidence", "marn-mend-locks", "2031", 1},
		{"evidence", "marn-train-pilots", "2031", 1}, {"mode", "bilateral", "2031", 1}, {"pair", "beacon-accord marn", "", 1}, {"statement", "cooperation", "2031", 1},
		{"statement", "objective", "2031", 1}, {"theme", "aid", "2031", 2}, {"theme", "repair", "2031", 1},
	}
	if got := s.Counts(); fmt.Sprint(got) != fmt.Sprint(want) || s.Documents != 1 || s.Rejects != 0 {
		t.Errorf("counted %v, want %v", got, want)
	}
}

// Dates and lists that a hostile corpus has do not make the counts grow without end.
func TestCountsHaveABound(t *testing.T) {
	var s Stats
	many := make([]TaggedName, maxPaired+1)
	for i := range many {
		many[i].Entity = cyberres.ID(fmt.Sprintf("e-%d", i))
	}
	s.add(&Tagged{Names: many})
	for year := range 10_000 {
		s.add(&Tagged{Date: cyberres.Date(fmt.Sprintf("%04d", year)), Names: many[:2]})
	}
	years, pairs := map[string]bool{}, 0
	for _, c := range s.Counts() {
		years[c.Year] = true
		if c.What == "pair" {
			pairs++
		}
	}
	if len(years) != 201 || pairs != 1 || s.Documents != 10_001 {
		t.Errorf("%d years, %d pairs, %d documents", len(years), pairs, s.Documents)
	}
	s = Stats{}
	s.add(&Tagged{Names: many[:maxPaired], Date: "/2031"})
	if got := s.Counts(); len(got) != 1+maxPaired+maxPaired*(maxPaired-1)/2 || got[0].Year != "" {
		t.Errorf("%d counts", len(got))
	}
}

func BenchmarkMerge(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	var s, sum Stats
	for range 50_000 {
		s.count("pair", fmt.Sprint(r.IntN(300), " ", r.IntN(300)), "", 1)
	}
	b.ReportAllocs()
	for b.Loop() {
		sum.Merge(s)
	}
	b.ReportMetric(float64(len(s.counts)), "counts/op")
}
