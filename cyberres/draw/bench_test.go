package draw

import "testing"

func benchmarkNetwork(b *testing.B, actors, hubs, ties int) {
	g := invented(7, actors, hubs, ties)
	spokes := 0
	for _, h := range g.hubs {
		spokes += len(h.parties)
	}
	size := 0
	for b.Loop() {
		size = len(g.svg())
	}
	b.ReportMetric(float64(spokes), "spokes")
	b.ReportMetric(float64(size), "bytes")
}

func BenchmarkNetwork60(b *testing.B)   { benchmarkNetwork(b, 38, 22, 8) }
func BenchmarkNetwork500(b *testing.B)  { benchmarkNetwork(b, 330, 170, 40) }
func BenchmarkNetwork5000(b *testing.B) { benchmarkNetwork(b, 3300, 1700, 400) }
