package tag

import (
	"bytes"
	"io"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/corpus"
)

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
