package main

import (
	"fmt"
	"io"
	"time"
)

// A run is one engine on one size of data.
type run struct {
	engine     string
	statements int
	loading    loading
	results    []measurement // by query
	library    *run          // on the same data, if it was measured
}

// compared reports whether there is another run to compare with.
func (r *run) compared() bool { return r.library != nil && r.library != r }

func printLoading(w io.Writer, runs []*run) {
	fmt.Fprintln(w, "| engine | statements | load | of it decoding JSON | Go heap | resident |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|")
	for _, r := range runs {
		decoding := "–"
		if r.loading.decoding > 0 {
			decoding = shown(r.loading.decoding)
		}
		fmt.Fprintf(w, "| %s | %d | %s | %s | %d MB | %d MB |\n", r.engine, r.statements, shown(r.loading.took), decoding, r.loading.heap>>20, r.loading.resident>>20)
	}
}

func printQueries(w io.Writer, queries []query, runs []*run) {
	fmt.Fprint(w, "| query | found |")
	for _, r := range runs {
		fmt.Fprintf(w, " %s |", r.engine)
		if r.compared() {
			fmt.Fprint(w, " × |")
		}
	}
	fmt.Fprint(w, "\n|---|---|")
	for _, r := range runs {
		fmt.Fprint(w, "---|")
		if r.compared() {
			fmt.Fprint(w, "---|")
		}
	}
	fmt.Fprintln(w)
	for i, q := range queries {
		found := "–"
		for _, r := range runs {
			if m := r.results[i]; !m.none && found == "–" {
				found = digits(m.found)
			}
		}
		fmt.Fprintf(w, "| %s | %s |", q.name, found)
		for _, r := range runs {
			m := r.results[i]
			fmt.Fprintf(w, " %s |", m)
			if !r.compared() {
				continue
			}
			if own := r.library.results[i]; m.none || own.none || own.median == 0 {
				fmt.Fprint(w, " – |")
			} else {
				fmt.Fprintf(w, " %s |", digits(float64(m.median)/float64(own.median)))
			}
		}
		fmt.Fprintln(w)
	}
}

// String gives the median, the 95th percentile and the allocations of a call.
func (m measurement) String() string {
	if m.none {
		return "–"
	}
	s := fmt.Sprintf("%s / %s / %s", shown(m.median), shown(m.p95), digits(m.allocations))
	if m.cut > 0 {
		s += fmt.Sprintf(", cut after %d", m.cut)
	}
	return s
}

// shown gives three digits of a duration.
func shown(d time.Duration) string {
	x, unit := float64(d), "ns"
	for _, larger := range []string{"µs", "ms", "s"} {
		if x < 999.5 {
			break
		}
		x, unit = x/1000, larger
	}
	return digits(x) + " " + unit
}

// digits gives three digits of a number, and all before the point.
func digits(x float64) string {
	if x >= 999.5 {
		return fmt.Sprintf("%.0f", x)
	}
	return fmt.Sprintf("%.3g", x)
}
