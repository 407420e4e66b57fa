package tag

import (
	"fmt"
	"strings"
	"testing"
)

// Texts that would make a reader slow which looks back or ahead without limits; ns/byte stay the same as they grow.
func BenchmarkHostileUnknown(b *testing.B) {
	d := fromDataset(b)
	for _, unit := range []string{"(A ", "A and ", "Act and Board of ", "(A-/", "CERT-", "a\u0301", "e\u0301’", "a-\n", "A’s "} {
		for _, size := range []int{100_000, 200_000, 400_000} {
			text := strings.Repeat(unit, size/len(unit))
			b.Run(fmt.Sprintf("%q/%d", unit, size), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					d.Unknown(text)
				}
			})
		}
	}
}
