package tag

import (
	"slices"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/corpus"
)

func invented(t testing.TB, n int, seed uint64) (*Dictionary, []string) {
	t.Helper()
	texts := corpus.Invent(n, seed)
	names := make([]Name, n)
	for i, text := range texts {
		names[i] = Name{Entity: cyberres.ID(text), Text: text}
	}
	d, err := Compile(slices.Values(names))
	if err != nil {
		t.Fatal(err)
	}
	return d, texts
}

func benchmarkFind(b *testing.B, names int, dense bool) {
	d, texts := invented(b, names, 1)
	c := &corpus.Corpus{Seed: 2, Names: texts}
	if !dense {
		c.Names = nil
	}
	text := c.Text(2_000_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	found := 0
	for b.Loop() {
		for range d.Find(text) {
			found++
		}
	}
	b.ReportMetric(float64(found)/float64(b.N), "names")
}

func BenchmarkFind500(b *testing.B)         { benchmarkFind(b, 500, true) }
func BenchmarkFind500Absent(b *testing.B)   { benchmarkFind(b, 500, false) }
func BenchmarkFind50000(b *testing.B)       { benchmarkFind(b, 50_000, true) }
func BenchmarkFind50000Absent(b *testing.B) { benchmarkFind(b, 50_000, false) }

func BenchmarkCompile(b *testing.B) {
	for b.Loop() {
		invented(b, 50_000, 1)
	}
}
