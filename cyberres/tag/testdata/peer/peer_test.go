package peer

import (
	"flag"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	ahocorasick "github.com/petar-dambovaliev/aho-corasick"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/tag"
	"github.com/cyberres/cyberres/internal/corpus"
)

var (
	size = flag.Int("size", 10_000_000, "bytes of invented text")
	runs = flag.Int("runs", 7, "runs of each, one after the other")
)

func dictionary(t testing.TB, names []string) *tag.Dictionary {
	t.Helper()
	d, err := tag.Compile(func(yield func(tag.Name) bool) {
		for i, name := range names {
			if !yield(tag.Name{Entity: cyberres.ID(fmt.Sprint("entity-", i)), Text: name}) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func automaton(names []string) ahocorasick.AhoCorasick {
	b := ahocorasick.NewAhoCorasickBuilder(ahocorasick.Opts{MatchOnlyWholeWords: true, MatchKind: ahocorasick.LeftMostLongestMatch, DFA: true})
	return b.Build(names)
}

// held returns the memory that a value takes.
func held[T any](make func() T) (T, time.Duration, uint64) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	v := make()
	took := time.Since(start)
	runtime.GC()
	runtime.ReadMemStats(&after)
	return v, took, after.HeapAlloc - min(after.HeapAlloc, before.HeapAlloc)
}

// Both walk all names in the same text, in turn, and the medians are compared. Ours finds more of them: also in capitals, across line breaks, with soft
// hyphens and accents apart; theirs compares bytes. With -bench, and -size and -runs for more or less of it.
func BenchmarkBeside(b *testing.B) {
	for _, n := range []int{500, 50_000} {
		b.Run(fmt.Sprint(n, "names"), func(b *testing.B) {
			names := corpus.Invent(n, 11)
			text := (&corpus.Corpus{Seed: 12, Names: names}).Text(*size)
			d, ourCompile, ourBytes := held(func() *tag.Dictionary { return dictionary(b, names) })
			ac, theirCompile, theirBytes := held(func() ahocorasick.AhoCorasick { return automaton(names) })
			var ours, theirs []float64
			var found, theirFound int
			for b.Loop() {
				for range *runs {
					start := time.Now()
					found = 0
					for range d.Find(text) {
						found++
					}
					middle := time.Now()
					theirFound = 0
					for it := ac.Iter(text); it.Next() != nil; {
						theirFound++
					}
					ours = append(ours, float64(len(text))/1e6/middle.Sub(start).Seconds())
					theirs = append(theirs, float64(len(text))/1e6/time.Since(middle).Seconds())
				}
			}
			slices.Sort(ours)
			slices.Sort(theirs)
			b.ReportMetric(ours[len(ours)/2], "MB/s")
			b.ReportMetric(theirs[len(theirs)/2], "dfa-MB/s")
			b.ReportMetric(ours[len(ours)/2]/theirs[len(theirs)/2], "ratio")
			b.Logf("%d names, %d bytes, %d runs each: ours %.0f MB/s (%.0f to %.0f), DFA %.0f (%.0f to %.0f); found %d and %d; compiled in %v and %v; memory %.1f and %.1f MB", n, len(text), len(ours),
				ours[len(ours)/2], ours[0], ours[len(ours)-1], theirs[len(theirs)/2], theirs[0], theirs[len(theirs)-1], found, theirFound, ourCompile, theirCompile, float64(ourBytes)/1e6, float64(theirBytes)/1e6)
			runtime.KeepAlive(d)
			runtime.KeepAlive(ac)
		})
	}
}

// What the automaton finds in a text is found, but for what its bounds let through: it takes bytes for letters, and ours goes by the words of Unicode.
func TestFindsWhatTheAutomatonFinds(t *testing.T) {
	names := corpus.Invent(500, 21)
	text := (&corpus.Corpus{Seed: 22, Names: names}).Text(300_000)
	ac := automaton(names)
	type span struct{ start, end int }
	covered := map[span]bool{}
	for m := range dictionary(t, names).Find(text) {
		covered[span{m.Span.Bytes.Start, m.Span.Bytes.End}] = true
	}
	n := 0
	for it := ac.Iter(text); ; n++ {
		m := it.Next()
		if m == nil {
			break
		}
		if !covered[span{m.Start(), m.End()}] {
			t.Errorf("%q at %d is not found: %q", text[m.Start():m.End()], m.Start(), text[max(0, m.Start()-30):m.End()+30])
		}
	}
	if n < 1000 {
		t.Errorf("only %d names in the text", n)
	}
}
