package anchor_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/cyberres/cyberres/cyberres/anchor"
)

// The same quotes in the same copies, found here and by the Hypothesis client's method, one after the other: the machine may be busy, the ratio is what counts.
// Needs CYBERRES_NODE, the path of node, and `npm ci --prefix testdata/peer`.
func TestPeer(t *testing.T) {
	node := os.Getenv("CYBERRES_NODE")
	if node == "" {
		t.Skip("CYBERRES_NODE is not set: no comparison with the Hypothesis client's method")
	}
	if _, err := os.Stat("testdata/peer/node_modules"); err != nil {
		t.Skip("run npm ci --prefix testdata/peer")
	}
	type request struct {
		Exact  string `json:"exact"`
		Prefix string `json:"prefix"`
		Suffix string `json:"suffix"`
		Start  int    `json:"start"`
	}
	lengths := sizes[:1]
	if *long {
		lengths = sizes
	}
	fmt.Printf("%-10s %-6s %12s %12s %8s %12s %8s %8s\n", "characters", "copy", "peer, ms", "batch, ms", "ratio", "cold, ms", "ratio", "right")
	for _, size := range lengths {
		w := newWorld(11, size)
		list := w.unique(200)
		absent := w.absent(10)
		some := list
		if size >= 1_000_000 {
			some = list[:40]
		}
		if size >= 10_000_000 {
			some = list[:10]
		}
		for _, c := range append(slices.Clone(copies), struct {
			name    string
			percent float64
		}{"absent", 0}) {
			m := w.mangle(c.name, c.percent, nil)
			text := string(m.text)
			ask, batch := some, list
			if c.name == "absent" {
				ask, batch = absent, absent
			}
			var requests []request
			for _, s := range ask {
				requests = append(requests, request{s.quote.Exact, s.quote.Prefix, s.quote.Suffix, len(utf16.Encode(w.text[:s.start]))})
			}
			data, err := json.Marshal(map[string]any{"text": text, "quotes": requests})
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(t.TempDir(), "task.json")
			if err := os.WriteFile(file, data, 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command(node, "testdata/peer/match.mjs", file).Output()
			if err != nil {
				t.Fatal(err)
			}
			var answers []struct {
				Start, End int
				Ms         float64
			}
			if err := json.Unmarshal(out, &answers); err != nil {
				t.Fatal(err)
			}
			var theirs, cold, batches []float64
			right := 0
			for i, a := range answers {
				theirs = append(theirs, a.Ms)
				if c.name != "absent" {
					if start := len(utf16.Encode(m.text[:m.at[ask[i].start]])); abs(a.Start-start) <= 2 {
						right++
					}
				}
			}
			for range 3 {
				before := time.Now()
				anchor.Find(text, quotesOf(batch)...)
				batches = append(batches, time.Since(before).Seconds()*1000/float64(len(batch)))
			}
			for _, s := range ask[:10] {
				before := time.Now()
				anchor.Find(text, s.quote)
				cold = append(cold, time.Since(before).Seconds()*1000)
			}
			their, ours, one := median(theirs), median(batches), median(cold)
			fmt.Printf("%-10d %-6s %12.3f %12.4f %8.1f %12.3f %8.2f %4d/%d\n", size, c.name, their, ours, their/ours, one, their/one, right, len(answers))
		}
	}
}

func median(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/2]
}
