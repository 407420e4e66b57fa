package anchor_test

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/cyberres/cyberres/cyberres/anchor"
)

var (
	long  = flag.Bool("long", false, "measure accuracy on documents of 1 and 10 MB too, and print the tables")
	seeds = flag.String("seeds", "1-3", "seeds of the invented documents")
)

// A tally counts how the quotes of one kind came back from one kind of copy.
type tally struct {
	all, right, wrong, ambiguous, orphan, altered, sure int
	example                                             string
}

type row struct{ kind, copy string }

var copies = []struct {
	name    string
	percent float64
}{{"exact", 0}, {"ws", 0}, {"1 %", 1}, {"3 %", 3}, {"5 %", 5}}

func measure(seed uint64, size, quotes int, table map[row]*tally) {
	w := newWorld(seed, size)
	samples := w.unique(quotes)
	samples = append(samples, w.repeated(quotes/4)...)
	samples = append(samples, w.elided(quotes/2, 3)...)
	samples = append(samples, w.elided(quotes/2, 2)...)
	samples = append(samples, w.absent(quotes/2)...)
	for _, c := range copies {
		list := samples
		copy := w.mangle(c.name, c.percent, nil)
		check(w, copy, list, c.name, table)
		decoys := w.lookalikes(quotes / 4)
		check(w, w.mangle(c.name, c.percent, decoys), decoys, c.name, table)
	}
}

func check(w *world, c copied, list []sample, name string, table map[row]*tally) {
	quotes := make([]anchor.Quote, len(list))
	for i, s := range list {
		quotes[i] = s.quote
	}
	text := anchor.Prepare(string(c.text))
	for i, r := range text.Find(quotes...) {
		s := list[i]
		key := row{s.kind, name}
		t := table[key]
		if t == nil {
			t = &tally{}
			table[key] = t
		}
		t.all++
		right := false
		if s.kind != "absent" {
			start, end := c.at[s.start], c.at[s.end-1]+1
			right = abs(r.Span.CodePoints.Start-start) <= 2 && abs(r.Span.CodePoints.End-end) <= 2
		}
		switch {
		case r.Status == anchor.Orphan:
			t.orphan++
		case r.Status == anchor.Ambiguous:
			t.ambiguous++
		case right:
			t.right++
		default:
			t.wrong++
		}
		if r.Status == anchor.Altered {
			t.altered++
		}
		absent := s.kind == "absent" || s.kind == "decoy"
		confident := r.Status > anchor.Altered && (absent || !right)
		if confident {
			t.sure++
		}
		if confident && t.sure == 1 || t.example == "" && (absent && r.Status > anchor.Altered || !absent && !right) {
			found := ""
			if r.Span.Bytes.End > 0 {
				found = text.String()[r.Span.Bytes.Start:r.Span.Bytes.End]
			}
			at := c.at[s.start]
			t.example = fmt.Sprintf("%s %.2f %.2f at %v want %d: %q → %q %v %v\n truth %q", r.Status, r.Score, r.Margin, r.Span.CodePoints, at, s.quote.Exact+s.quote.First+"…"+s.quote.Last, found, r.Changes, len(r.Candidates), string(c.text[min(at, len(c.text)):min(len(c.text), at+s.end-s.start)]))
		}
	}
}

func abs(n int) int { return max(n, -n) }

func print(table map[row]*tally, title string) {
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(out, "%s\ncopy\tkind\tquotes\tright\trate\twrong\tsure and wrong\tambiguous\torphan\taltered\n", title)
	for _, c := range copies {
		for _, kind := range []string{"unique", "repeated", "elided 3", "elided 2", "absent", "decoy"} {
			if t := table[row{kind, c.name}]; t != nil {
				fmt.Fprintf(out, "%s\t%s\t%d\t%d\t%.4f\t%d\t%d\t%d\t%d\t%d\n", c.name, kind, t.all, t.right, float64(t.right)/float64(t.all), t.wrong, t.sure, t.ambiguous, t.orphan, t.altered)
			}
		}
	}
	out.Flush()
	if os.Getenv("ANCHOR_EXAMPLES") != "" {
		for k, t := range table {
			if t.example != "" {
				fmt.Println(k, t.example)
			}
		}
	}
}

// bars are the least rates of spans within two code points.
var bars = map[row]float64{
	{"unique", "exact"}: 1, {"unique", "ws"}: 1, {"unique", "1 %"}: 1, {"unique", "3 %"}: 0.995, {"unique", "5 %"}: 0.995,
	{"repeated", "exact"}: 1, {"repeated", "ws"}: 1, {"repeated", "1 %"}: 0.95, {"repeated", "3 %"}: 0.85, {"repeated", "5 %"}: 0.70,
	{"elided 3", "exact"}: 0.99, {"elided 3", "ws"}: 0.99, {"elided 3", "1 %"}: 0.99, {"elided 3", "3 %"}: 0.95,
}

func TestAccuracy(t *testing.T) {
	first, last, _ := strings.Cut(*seeds, "-")
	low, err1 := strconv.Atoi(first)
	high, err2 := strconv.Atoi(last)
	if err1 != nil || err2 != nil {
		t.Fatal("-seeds takes FIRST-LAST")
	}
	if testing.Short() {
		high = low
	}
	sizes := []int{100_000}
	if *long {
		sizes = []int{100_000, 1_000_000, 10_000_000}
	}
	for _, size := range sizes {
		table := map[row]*tally{}
		for seed := low; seed <= high; seed++ {
			n := 200
			if *long {
				n = 400
			}
			measure(uint64(seed), size, n, table)
		}
		if *long {
			print(table, fmt.Sprintf("%d characters, seeds %s", size, *seeds))
		}
		for key, got := range table {
			if bar := bars[key]; float64(got.right) < bar*float64(got.all) {
				t.Errorf("%d characters, %s, %s: %d of %d spans right, want %.3f\n%s", size, key.copy, key.kind, got.right, got.all, bar, got.example)
			}
			if got.sure > 0 && (key.kind == "absent" || key.kind == "decoy") {
				t.Errorf("%d characters, %s: %d of %d %s quotes found as if they were there\n%s", size, key.copy, got.sure, got.all, key.kind, got.example)
			}
		}
	}
}
