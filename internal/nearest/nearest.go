// Package nearest finds the names that a misspelt one was probably meant to be.
package nearest

import (
	"slices"
	"strings"
)

// Names returns up to three candidates near to name, nearest first; equal ones in the order given. A candidate is near if few letters differ
// (one in three, two at least), or if one of the two contains the other as whole words ("macedonia" in "north-macedonia").
// Case is ignored. It takes time in the product of the lengths, for each candidate.
func Names(name string, candidates []string) []string {
	type scored struct {
		name string
		cost int
	}
	var near []scored
	lower := strings.ToLower(name)
	for _, c := range candidates {
		cost := distance(lower, strings.ToLower(c))
		if limit := max(2, len(lower)/3); cost > limit {
			if !words(c, lower) && !words(lower, c) {
				continue
			}
			cost = limit + 1
		}
		if cost >= max(len(name), len(c)) {
			continue // nothing in common
		}
		near = append(near, scored{c, cost})
	}
	slices.SortStableFunc(near, func(a, b scored) int { return a.cost - b.cost })
	var out []string
	for _, n := range near[:min(3, len(near))] {
		out = append(out, n.name)
	}
	return out
}

// words reports whether part stands in whole between hyphens, spaces or the ends.
func words(whole, part string) bool {
	whole = "-" + strings.ReplaceAll(strings.ToLower(whole), " ", "-") + "-"
	return len(part) > 2 && strings.Contains(whole, "-"+strings.ReplaceAll(part, " ", "-")+"-")
}

// distance counts the single-character insertions, deletions, replacements and swaps of neighbours that lead from a to b.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > 64 || len(y) > 64 {
		return 1 << 20 // no name is so long; keeps hostile input cheap
	}
	var rows [3][65]int
	for j := range len(y) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		row, up, upup := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		row[0] = i
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			row[j] = min(up[j]+1, row[j-1]+1, up[j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], upup[j-2]+1)
			}
		}
	}
	return rows[len(x)%3][len(y)]
}
