package tag

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/corpus"
)

// One document more takes so much memory more, and no more: lists of the one before are used again.
func TestMemoryOfADocument(t *testing.T) {
	w := world()
	c := &corpus.Corpus{Seed: 7, Names: corpus.Names(cyberres.Default())}
	taken := func(documents int) (allocations, bytes float64) {
		var shard strings.Builder
		if err := c.Write(&shard, documents); err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := w.ProcessShard(t.Context(), strings.NewReader(shard.String()), io.Discard, io.Discard); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return float64(after.Mallocs - before.Mallocs), float64(after.TotalAlloc - before.TotalAlloc)
	}
	taken(100)
	few, small := taken(1000)
	many, large := taken(3000)
	allocations, bytes := (many-few)/2000, (large-small)/2000
	t.Logf("%.0f allocations and %.0f bytes a document", allocations, bytes)
	if allocations > 150 || bytes > 24_000 { // with the race detector, too, which has some of its own
		t.Errorf("a document of about 570 bytes takes %.0f allocations and %.0f bytes", allocations, bytes)
	}
}

// BenchmarkShard processes lines of about 570 bytes that name what the dataset has. The allocations are those of all documents: divide by documents/op.
func BenchmarkShard(b *testing.B) {
	d := cyberres.Default()
	w, err := NewDrafter(d)
	if err != nil {
		b.Fatal(err)
	}
	const documents = 2000
	var shard bytes.Buffer
	c := &corpus.Corpus{Seed: 7, Names: corpus.Names(d)}
	if err := c.Write(&shard, documents); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(shard.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := w.ProcessShard(b.Context(), bytes.NewReader(shard.Bytes()), io.Discard, io.Discard); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(documents, "documents/op")
	b.ReportMetric(documents*float64(b.N)/b.Elapsed().Seconds(), "documents/s")
}

// BenchmarkProcess processes a corpus of 32 shards into files, with a worker on each processor: -cpu 1,2 says how much faster two are.
func BenchmarkProcess(b *testing.B) {
	w := world()
	const shards, documents = 32, 500
	in := b.TempDir()
	c := &corpus.Corpus{Seed: 7, Names: corpus.Names(cyberres.Default())}
	for i := range shards {
		var shard bytes.Buffer
		if err := c.Write(&shard, documents); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(in, fmt.Sprintf("%02d.jsonl", i)), shard.Bytes(), 0o666); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if _, err := w.Process(b.Context(), Corpus{In: in, Out: filepath.Join(b.TempDir(), "out")}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(shards*documents*float64(b.N)/b.Elapsed().Seconds(), "documents/s")
}
