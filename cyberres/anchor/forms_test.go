package anchor_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/cyberres/anchor"
)

// What stands between the ends of an elided quote is known by a digest. It is proved in a copy in which programs have changed the typography, and in no copy that says something else.
func TestElidedIsProvedByItsDigest(t *testing.T) {
	const original = "Each port shall keep a “signal\nroom” and a co‑ordinator’s log of every storm"
	sum := sha256.Sum256([]byte(original))
	quote := anchor.Quote{First: "Each port", Last: "every storm", Length: len([]rune(original)), SHA256: hex.EncodeToString(sum[:])}
	for _, tt := range []struct {
		name, text string
		want       anchor.Status
	}{
		{"as it was", original, anchor.Exact},
		{"elsewhere in a text", "The rule: “" + original + ".” It is old.", anchor.Exact},
		{"lines joined", strings.ReplaceAll(original, "\n", " "), anchor.Normalised},
		{"a line broken elsewhere", "Each port shall\nkeep a “signal room” and a co‑ordinator’s log of every storm", anchor.Normalised},
		{"straight quotation marks", "Each port shall keep a \"signal room\" and a co‑ordinator's log of every storm", anchor.Normalised},
		{"straight marks and hyphens", "Each port shall keep a \"signal room\" and a co-ordinator's log of every storm", anchor.Normalised},
		{"no-break spaces", strings.ReplaceAll(original, " ", "\u00a0"), anchor.Normalised},
		{"soft hyphens", strings.ReplaceAll(original, "signal", "sig\u00adnal"), anchor.Normalised},
		{"a word divided at the line end", "Each port shall keep a “signal room” and a co‑ordi-\nnator’s log of every storm", anchor.Normalised},
		{"not put in", strings.Replace(original, "shall keep", "shall not keep", 1), anchor.Altered},
		{"another word as long", strings.Replace(original, "keep", "mend", 1), anchor.Altered},
		{"a letter", strings.Replace(original, "keep", "kept", 1), anchor.Altered},
	} {
		if r := anchor.Find(tt.text, quote)[0]; r.Status != tt.want {
			t.Errorf("%s: %v %q, want %v", tt.name, r.Status, tt.text[r.Span.Bytes.Start:r.Span.Bytes.End], tt.want)
		}
	}
}

// The dearest passage: one of which no form has the digest.
func BenchmarkUnprovedForms(b *testing.B) {
	passage := strings.Repeat("a word of “seven” letters-or so and ", 8)
	text := anchor.Prepare("Here it begins. " + passage + "and it ends.")
	q := anchor.Quote{First: "Here it", Last: "it ends", Length: len([]rune(passage)) + 27, SHA256: strings.Repeat("0", 64)}
	b.ReportAllocs()
	for b.Loop() {
		text.Find(q)
	}
}
