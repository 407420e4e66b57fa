package dataset_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the section on agreement of the codebook")

// A raw record of one reading, of any kind: only what the comparison needs.
type raw struct {
	ID       string `json:"id"`
	Entity   string `json:"entity"`
	Kind     string `json:"kind"`
	Mode     string `json:"mode"`
	Modality string `json:"modality"`
	Stance   string `json:"stance"`
	On       string `json:"on"`
	Voice    string `json:"voice"`
	Status   string `json:"status"`
	Subject  string `json:"subject"`
	Type     string `json:"type"`
	Object   string `json:"object"`
	Quote    string `json:"quote"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Evidence []struct {
		Start int `json:"start"`
		End   int `json:"end"`
	} `json:"evidence"`
}

// points returns the code points that a record rests on.
func (r raw) points() map[int]bool {
	set := map[int]bool{}
	for i := r.Start; i < r.End; i++ {
		set[i] = true
	}
	for _, e := range r.Evidence {
		for i := e.Start; i < e.End; i++ {
			set[i] = true
		}
	}
	return set
}

// overlap is the intersection over the union of two records' code points.
func overlap(a, b raw) float64 {
	x, y := a.points(), b.points()
	both := 0
	for i := range x {
		if y[i] {
			both++
		}
	}
	if both == 0 {
		return 0
	}
	return float64(both) / float64(len(x)+len(y)-both)
}

// same says whether two records claim the same thing, their places aside.
func same(kind string, a, b raw) bool {
	switch kind {
	case "mentions":
		return a.Entity == b.Entity
	case "relations":
		return a.Subject == b.Subject && a.Type == b.Type && a.Object == b.Object
	case "positions":
		return a.Stance == b.Stance && a.On == b.On
	case "remarks":
		return a.Kind == b.Kind
	}
	return true
}

// match pairs the records of two readings, best overlap first, each once.
func match(kind string, a, b []raw, least float64) (pairs [][2]int) {
	type candidate struct {
		i, j  int
		score float64
	}
	var all []candidate
	for i := range a {
		for j := range b {
			if s := overlap(a[i], b[j]); s > 0 && s >= least && same(kind, a[i], b[j]) {
				all = append(all, candidate{i, j, s})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y candidate) int {
		switch {
		case x.score > y.score:
			return -1
		case x.score < y.score:
			return 1
		}
		return 0
	})
	usedA, usedB := map[int]bool{}, map[int]bool{}
	for _, c := range all {
		if !usedA[c.i] && !usedB[c.j] {
			usedA[c.i], usedB[c.j] = true, true
			pairs = append(pairs, [2]int{c.i, c.j})
		}
	}
	return pairs
}

func readings(t *testing.T, reader string) map[string]map[string][]raw {
	t.Helper()
	names, err := filepath.Glob("readings/" + reader + "/*.json")
	if err != nil || len(names) != 3 {
		t.Fatalf("reading %s has %d files (%v)", reader, len(names), err)
	}
	out := map[string]map[string][]raw{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var lists map[string]json.RawMessage
		if err := json.Unmarshal(data, &lists); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		file := map[string][]raw{}
		for _, kind := range kinds {
			if lists[kind] == nil {
				continue
			}
			var records []raw
			if err := json.Unmarshal(lists[kind], &records); err != nil {
				t.Fatalf("%s: %s: %v", name, kind, err)
			}
			file[kind] = records
		}
		out[strings.TrimSuffix(filepath.Base(name), ".json")] = file
	}
	return out
}

var kinds = []string{"objectives", "cooperations", "positions", "relations", "mentions", "remarks"}

// agreement writes the section on agreement from the raw readings alone.
func agreement(t *testing.T) string {
	a, b := readings(t, "a"), readings(t, "b")
	var w strings.Builder
	fmt.Fprintf(&w, "| record kind | reader A | reader B | matched | span F1, any overlap | at 0.5 | at 0.9 | matched records that agree on |\n|---|---|---|---|---|---|---|---|\n")
	var unmatched strings.Builder
	modes := map[[2]string]int{}
	for _, kind := range kinds {
		var na, nb, any, at5, at9 int
		agree := map[string]int{}
		for _, source := range slices.Sorted(func(yield func(string) bool) {
			for s := range a {
				if !yield(s) {
					return
				}
			}
		}) {
			x, y := a[source][kind], b[source][kind]
			na, nb = na+len(x), nb+len(y)
			pairs := match(kind, x, y, 0)
			any += len(pairs)
			at5 += len(match(kind, x, y, 0.5))
			at9 += len(match(kind, x, y, 0.9))
			seenA, seenB := map[int]bool{}, map[int]bool{}
			for _, p := range pairs {
				seenA[p[0]], seenB[p[1]] = true, true
				r, s := x[p[0]], y[p[1]]
				for field, equal := range map[string]bool{"modality": r.Modality == s.Modality, "mode": r.Mode == s.Mode, "status": r.Status == s.Status, "voice": r.Voice == s.Voice} {
					if equal {
						agree[field]++
					}
				}
				if kind == "cooperations" {
					modes[[2]string{r.Mode, s.Mode}]++
				}
			}
			list := func(reader string, records []raw, seen map[int]bool) {
				for i, r := range records {
					if !seen[i] {
						name := r.ID
						if r.Kind != "" {
							name += " (" + r.Kind + ")"
						}
						fmt.Fprintf(&unmatched, "- %s, reader %s, %s\n", source, reader, name)
					}
				}
			}
			list("A", x, seenA)
			list("B", y, seenB)
		}
		fields := map[string][]string{"objectives": {"modality", "voice"}, "cooperations": {"mode", "status", "voice"}, "positions": {"voice"}, "relations": {"voice"}}[kind]
		var notes []string
		for _, f := range fields {
			notes = append(notes, fmt.Sprintf("%s %d of %d", f, agree[f], any))
		}
		fmt.Fprintf(&w, "| %s | %d | %d | %d | %.2f | %.2f | %.2f | %s |\n", kind, na, nb, any, f1(any, na, nb), f1(at5, na, nb), f1(at9, na, nb), strings.Join(notes, ", "))
	}
	w.WriteString("\nMode of the matched cooperations, reader A down, reader B across:\n\n| | bilateral | multilateral | regional | unspecified |\n|---|---|---|---|---|\n")
	names := []string{"bilateral", "multilateral", "regional", "unspecified"}
	for _, m := range names {
		fmt.Fprintf(&w, "| %s |", m)
		for _, n := range names {
			fmt.Fprintf(&w, " %d |", modes[[2]string{m, n}])
		}
		w.WriteString("\n")
	}
	w.WriteString("\nRecords that only one reader has:\n\n" + unmatched.String())
	return w.String()
}

func f1(matched, a, b int) float64 { return 2 * float64(matched) / float64(a+b) }

const begin, end = "<!-- agreement: computed from readings/ by go test -run Agreement ./dataset -args -update -->\n", "<!-- end of agreement -->"

// The agreement that the codebook publishes is the one that the raw readings give.
func TestAgreement(t *testing.T) {
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), begin)
	published, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatal("README.md has no place for the agreement")
	}
	computed := agreement(t)
	if *update {
		if err := os.WriteFile("README.md", []byte(before+begin+computed+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if published != computed {
		t.Errorf("README.md publishes another agreement than the readings give; run with -update\n%s", computed)
	}
}
