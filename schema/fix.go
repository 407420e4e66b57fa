package schema

import (
	"slices"
	"strings"
)

// Apply makes the fixes of the findings about one file in its text, which must be the one that was checked. Of two fixes that touch each other the
// first is made; check again for the other. It returns how many were made.
func Apply(text string, findings []Finding) (string, int) {
	var fixes []*Fix
	for _, f := range findings {
		if f.Fix != nil && len(f.Fix.Edits) > 0 {
			fixes = append(fixes, f.Fix)
		}
	}
	slices.SortStableFunc(fixes, func(a, b *Fix) int { return a.Edits[0].Start - b.Edits[0].Start })
	var b strings.Builder
	at, made := 0, 0
	for _, fix := range fixes {
		last := fix.Edits[len(fix.Edits)-1]
		if fix.Edits[0].Start < at || last.End > len(text) {
			continue
		}
		for _, e := range fix.Edits {
			b.WriteString(text[at:e.Start])
			b.WriteString(e.Text)
			at = e.End
		}
		made++
	}
	b.WriteString(text[at:])
	return b.String(), made
}
