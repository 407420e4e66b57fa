// Package nearest finds the names that a misspelt one was probably meant to be.
package nearest

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// longest is the length of a name, in characters, over which nobody meant one: no name is so long, and hostile input stays cheap.
const longest = 128

// Names returns up to three candidates near to name, nearest first; equal ones in the order given. A candidate is near if few letters differ
// (one in three, two at least), or if one of the two contains the other as whole words ("macedonia" in "north-macedonia").
// Case is ignored. It takes time in the product of the lengths, for each candidate that is about as long as name.
func Names(name string, candidates []string) []string {
	if len(name) > longest*utf8.UTFMax {
		return nil
	}
	type scored struct {
		name string
		cost int
	}
	var near []scored
	lower := strings.ToLower(name)
	x := []rune(lower)
	for _, c := range candidates {
		other := strings.ToLower(c)
		y := []rune(other)
		if max(len(x), len(y)) > longest {
			continue
		}
		limit := max(2, max(len(x), len(y))/3)
		cost := limit + 1
		if max(len(x)-len(y), len(y)-len(x)) <= limit { // each letter more costs one
			cost = distance(x, y)
		}
		if cost > limit {
			if !words(other, lower) && !words(lower, other) {
				continue
			}
			cost = limit + 1
		}
		if cost >= max(len(x), len(y)) {
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

// Parts returns the part of a dataset, a file or a folder, that a name in its place was probably meant to be; "" for none. Extensions do not count: ".json" alone
// would make short names alike.
func Parts(name string, parts []string) string {
	stems := make([]string, len(parts))
	for i, p := range parts {
		stems[i] = strings.TrimSuffix(p, ".json")
	}
	near := Names(strings.TrimSuffix(name, ".json"), stems)
	if len(near) == 0 {
		return ""
	}
	return parts[slices.Index(stems, near[0])]
}

// words reports whether part, of three letters at least, stands in whole between hyphens, spaces or the ends.
func words(whole, part string) bool {
	hyphens := func(s string) string { return "-" + strings.ReplaceAll(s, " ", "-") + "-" }
	return utf8.RuneCountInString(part) > 2 && strings.Contains(hyphens(whole), hyphens(part))
}

// distance counts the single-character insertions, deletions, replacements and swaps of neighbours that lead from x to y,
// where no character is edited twice (the optimal string alignment). Neither may be longer than longest.
func distance(x, y []rune) int {
	var rows [3][longest + 1]int
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

// Close reports whether one slip of the hand leads from one name to the other: a letter too many, too few, another one, or two swapped.
func Close(x, y string) bool {
	a, b := []rune(x), []rune(y)
	return max(len(a), len(b)) <= longest && max(len(a)-len(b), len(b)-len(a)) <= 1 && distance(a, b) <= 1
}
