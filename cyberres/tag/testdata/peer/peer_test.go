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

// texts are invented ones: dense ones name somebody in nearly every second sentence, as policy papers do, sparse ones in every eighth.
func texts(names []string) map[string]string {
	dense, empty := &corpus.Corpus{Seed: 12, Names: names}, &corpus.Corpus{Seed: 13}
	var sparse []byte
	for i := 0; len(sparse) < *size; i++ {
		c := empty
		if i%4 == 0 {
			c = dense
		}
		sparse = append(c.AppendText(sparse, i), "\n\n"...)
	}
	return map[string]string{"dense": dense.Text(*size), "sparse": string(sparse)}
}

// Both walk all names in the same text, a megabyte at a time in turn, and the medians of the processor's time are compared. Ours finds more of them: also in capitals, across line breaks, with soft
// hyphens and accents apart; theirs compares bytes. Run it with -bench; -size and -runs make it longer or shorter.
func BenchmarkBeside(b *testing.B) {
	for _, n := range []int{500, 50_000} {
		names := corpus.Invent(n, 11)
		d, ourCompile, ourBytes := held(func() *tag.Dictionary { return dictionary(b, names) })
		ac, theirCompile, theirBytes := held(func() ahocorasick.AhoCorasick { return automaton(names) })
		for kind, text := range texts(names) {
			b.Run(fmt.Sprint(n, kind), func(b *testing.B) {
				var ours, theirs []float64
				var found, theirFound int
				for b.Loop() {
					for range *runs {
						var our, their time.Duration
						found, theirFound = 0, 0
						for piece := range slices.Chunk([]byte(text), 1_000_000) { // in turn, so that both meet the same troubles
							part := string(piece)
							start := spent()
							for range d.Find(part) {
								found++
							}
							middle := spent()
							for it := ac.Iter(part); it.Next() != nil; {
								theirFound++
							}
							our += middle - start
							their += spent() - middle
						}
						ours = append(ours, float64(len(text))/1e6/our.Seconds())
						theirs = append(theirs, float64(len(text))/1e6/their.Seconds())
					}
				}
				slices.Sort(ours)
				slices.Sort(theirs)
				b.ReportMetric(ours[len(ours)/2], "MB/s")
				b.ReportMetric(theirs[len(theirs)/2], "dfa-MB/s")
				b.ReportMetric(ours[len(ours)/2]/theirs[len(theirs)/2], "ratio")
				b.Logf("%d names, %s text of %d bytes, %d runs each: ours %.0f MB/s (%.0f to %.0f), DFA %.0f (%.0f to %.0f); found %d and %d; compiled in %v and %v; memory %.1f and %.1f MB", n, kind, len(text), len(ours),
					ours[len(ours)/2], ours[0], ours[len(ours)-1], theirs[len(theirs)/2], theirs[0], theirs[len(theirs)-1], found, theirFound,
					ourCompile, theirCompile, float64(ourBytes)/1e6, float64(theirBytes)/1e6)
			})
		}
		runtime.KeepAlive(d)
		runtime.KeepAlive(ac)
	}
}

// What the automaton finds in a text is found, or lies within a longer name that only the dictionary sees: across a line break, or with a soft hyphen.
func TestFindsWhatTheAutomatonFinds(t *testing.T) {
	names := corpus.Invent(500, 21)
	text := (&corpus.Corpus{Seed: 22, Names: names}).Text(300_000)
	ac := automaton(names)
	var ends []int // for each byte, the end of the name that begins at it or before
	for m := range dictionary(t, names).Find(text) {
		for len(ends) < m.Span.Bytes.Start {
			ends = append(ends, 0)
		}
		for len(ends) < m.Span.Bytes.End {
			ends = append(ends, m.Span.Bytes.End)
		}
	}
	n := 0
	for it := ac.Iter(text); ; n++ {
		m := it.Next()
		if m == nil {
			break
		}
		if m.Start() >= len(ends) || ends[m.Start()] < m.End() {
			t.Errorf("%q at %d is not found", text[m.Start():m.End()], m.Start())
		}
	}
	if n < 1000 {
		t.Errorf("only %d names in the text", n)
	}
}
