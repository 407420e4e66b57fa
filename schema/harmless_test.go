package schema

import (
	"testing"
	"unicode"
)

// What is passed without a look has none of the properties that rules look for.
func TestHarmless(t *testing.T) {
	for c := range unicode.MaxRune + 1 {
		if harmless(c) && (invisible(c) || unicode.In(c, unicode.Bidi_Control, unicode.Cc, unicode.Co, unicode.Cn, unicode.Mn, unicode.Me) || c == 0x2028 || c == 0x2029 || c == 0xFFFD) {
			t.Errorf("%U is looked for", c)
		}
	}
}
