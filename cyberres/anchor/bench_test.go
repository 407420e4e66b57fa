package anchor_test

import (
	"fmt"
	"testing"

	"github.com/cyberres/cyberres/cyberres/anchor"
)

var sizes = []int{100_000, 1_000_000, 10_000_000}

func BenchmarkPrepare(b *testing.B) {
	for _, size := range sizes {
		text := string(newWorld(1, size).text)
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				anchor.Prepare(text)
			}
		})
	}
}

// A batch of 200 quotes, the preparation of the text included.
func BenchmarkBatch(b *testing.B) {
	for _, size := range sizes {
		w := newWorld(1, size)
		quotes := quotesOf(w.unique(200))
		for _, c := range copies {
			text := string(w.mangle(c.name, c.percent, nil).text)
			b.Run(fmt.Sprint(size, " ", c.name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					anchor.Find(text, quotes...)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(quotes)), "ns/quote")
			})
		}
	}
}

// One quote in a text that is not prepared.
func BenchmarkCold(b *testing.B) {
	for _, size := range sizes {
		w := newWorld(1, size)
		quotes := quotesOf(w.unique(20))
		for _, c := range copies {
			text := string(w.mangle(c.name, c.percent, nil).text)
			b.Run(fmt.Sprint(size, " ", c.name), func(b *testing.B) {
				i := 0
				for b.Loop() {
					anchor.Find(text, quotes[i%len(quotes)])
					i++
				}
			})
		}
	}
}

// One quote that a prepared text does not have.
func BenchmarkAbsent(b *testing.B) {
	for _, size := range sizes {
		w := newWorld(1, size)
		quotes := quotesOf(w.absent(20))
		text := anchor.Prepare(string(w.text))
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			i := 0
			for b.Loop() {
				text.Find(quotes[i%len(quotes)])
				i++
			}
		})
	}
}

func quotesOf(list []sample) (quotes []anchor.Quote) {
	for _, s := range list {
		quotes = append(quotes, s.quote)
	}
	return quotes
}

// One quote that a text which is not prepared does not have: the text is folded and scanned once, and nothing else is done.
func BenchmarkFoldAndScan(b *testing.B) {
	for _, size := range sizes {
		w := newWorld(1, size)
		quote := w.absent(1)[0].quote
		text := string(w.text)
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				anchor.Find(text, quote)
			}
		})
	}
}
