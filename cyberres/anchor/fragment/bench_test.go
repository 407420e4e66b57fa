package fragment_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/cyberres/anchor/fragment"
)

// bulk is a page of about so many bytes, made of invented ones. Sentences come again here and there, so some passages need context.
func bulk(size int) fragment.Blocks {
	var blocks fragment.Blocks
	for n, seed := 0, uint64(0); n < size; seed++ {
		for _, b := range invent(rand.New(rand.NewPCG(3, seed))).blocks {
			blocks = append(blocks, b)
			n += len(b)
		}
	}
	return blocks
}

func BenchmarkPrepare(b *testing.B) {
	blocks := bulk(1 << 20)
	b.SetBytes(int64(len(strings.Join(blocks, ""))))
	for b.Loop() {
		blocks.Prepare()
	}
}

func BenchmarkLink(b *testing.B) {
	for _, size := range []int{10 << 10, 100 << 10, 1 << 20} {
		b.Run(fmt.Sprintf("%dKB", size>>10), func(b *testing.B) {
			blocks := bulk(size)
			text := []rune(strings.Join(blocks, ""))
			page := blocks.Prepare()
			rng := rand.New(rand.NewPCG(4, 4))
			for b.Loop() {
				s := passage(rng, text)
				page.Link(s.Start, s.End)
			}
		})
	}
}
