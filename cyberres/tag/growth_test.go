package tag

import (
	"fmt"
	"io"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// Texts that would make a reader slow which compares everything with everything: each is as long as it likes.
var growing = map[string]func(i int) string{
	"words without punctuation": func(i int) string { return fmt.Sprintf("word%d of ", i%1000) },
	"names":                     func(int) string { return "European Union Japan NATO " },
	"names in one word":         func(int) string { return "NATO/Japan/" },
	"names after brackets":      func(int) string { return "[NATO [x " },
	"new names":                 func(i int) string { return "The " + capitalsOf(i) + " Signals Agency (" + capitalsOf(i) + ") met. " },
	"new names of one sort":     func(i int) string { return "Its Cyber Security Strategy 2021 is new. " },
	"capitals":                  func(i int) string { return "ABCD" + capitalsOf(i) + " " },
	"years":                     func(int) string { return "NIS Directive 2018–2022 2018 " },
	"aims":                      func(int) string { return "NATO aims to strengthen resilience and seeks to " },
	"agreements":                func(int) string { return "signed a memorandum of understanding with Japan and NATO " },
	"agreements of many":        func(int) string { return "signed a memorandum with NATO, Japan, EU, ASEAN, G7, Estonia, " },
	"views":                     func(int) string { return "NATO opposes and supports that Japan rejects " },
	"relations":                 func(int) string { return "Japan’s NIS Directive is part of the NIS2 Directive adopted by NATO " },
	"one passage":               func(int) string { return "NATO seeks to strengthen the resilience of all hospitals. " },
	"the strategy":              func(int) string { return "Japan’s Cybersecurity Strategy. The Strategy of the country. " },
	"companions":                func(int) string { return "with NATO, Japan and the EU " },
	"what is whose":             func(int) string { return "its Cyber Security Strategy of which Japan is a member of the " },
	"lists":                     func(int) string { return "aims: pillars: safe ports, calm seas, " },
	"items":                     func(int) string { return "(a) aims to (iv) " },
	"numbers":                   func(int) string { return "Law No 7 of 2031/12 " },
	"exercises":                 func(i int) string { return "the exercise " + capitalsOf(i)[:2] + "x Calm Tide exercise " },
	"apostrophes":               func(int) string { return "aims’to’NATO’s’" },
	"brackets":                  func(int) string { return "NATO (aims to (" },
	"full stops":                func(int) string { return "N.A.T.O. aims. " },
	"line breaks":               func(int) string { return "NATO\n \n" },
	"marks":                     func(int) string { return "e\u0301\u200d" },
	"one word":                  func(int) string { return "aimsto" },
	"ideographs":                func(int) string { return "日本国" },
}

func capitalsOf(i int) string {
	s := ""
	for range 4 {
		s += string(rune('A' + i%26))
		i /= 26
	}
	return s
}

func grown(unit func(int) string, bytes int) string {
	var b strings.Builder
	for i := 0; b.Len() < bytes; i++ {
		b.WriteString(unit(i))
	}
	return b.String()
}

// The memory that a document takes grows as it does. The first size has all that is taken once.
func TestMemoryGrowsWithTheText(t *testing.T) {
	w := world()
	for name, unit := range growing {
		for work, do := range map[string]func(text string){
			"shard": func(text string) {
				if _, err := w.ProcessShard(t.Context(), strings.NewReader(asLine(t, map[string]any{"id": "a", "text": text})), io.Discard, io.Discard); err != nil {
					t.Error(err)
				}
			},
			"draft": func(text string) { w.Draft(text, About{Source: "text", Subject: "japan"}) },
		} {
			taken := func(size int) int {
				text := grown(unit, size)
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				do(text)
				runtime.ReadMemStats(&after)
				return int(after.TotalAlloc - before.TotalAlloc)
			}
			taken(1000)
			const size = 20_000
			one, four := taken(size), taken(4*size)
			if four > 6*one+1<<20 {
				t.Errorf("%s, %s: %d KB for a text, %d KB for one four times as long", name, work, one>>10, four>>10)
			}
		}
	}
}

// Time for the same texts, and twice and four times as much: ns/byte stay.
func BenchmarkGrowth(b *testing.B) {
	w := world()
	for _, name := range slices.Sorted(maps.Keys(growing)) {
		for _, size := range []int{100_000, 200_000, 400_000} {
			text := grown(growing[name], size)
			line := asLine(b, map[string]any{"id": "a", "text": text})
			report := func(b *testing.B) {
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(text)), "ns/byte")
			}
			b.Run(fmt.Sprintf("shard/%s/%d", name, size), func(b *testing.B) {
				for b.Loop() {
					if _, err := w.ProcessShard(b.Context(), strings.NewReader(line), io.Discard, io.Discard); err != nil {
						b.Fatal(err)
					}
				}
				report(b)
			})
			b.Run(fmt.Sprintf("draft/%s/%d", name, size), func(b *testing.B) {
				for b.Loop() {
					w.Draft(text, About{Source: "text", Subject: "japan"})
				}
				report(b)
			})
		}
	}
}
