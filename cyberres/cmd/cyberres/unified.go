package main

import (
	"fmt"
	"strings"
)

// A difference is shown, not applied: it is made for eyes, and need not be the shortest one where texts are long.

// An edit is one line of a difference: kept (' '), taken out ('-') or put in ('+').
type edit struct {
	sign byte
	line string
}

// unified returns the difference of two texts in the form of diff -u, or nothing where there is none. What made the new one stands in its heading.
func unified(path, made, old, new string) string {
	if old == new {
		return ""
	}
	const context = 3
	edits := compareLines(lines(old), lines(new))
	var b strings.Builder
	fmt.Fprintf(&b, "--- %s\n+++ %s (%s)\n", visible(path), visible(path), made)
	oldLine, newLine := 1, 1 // of edits[i]
	for i := 0; i < len(edits); {
		if edits[i].sign == ' ' {
			i, oldLine, newLine = i+1, oldLine+1, newLine+1
			continue
		}
		// A hunk goes on while changes are near enough to share what stands between them.
		from, to := max(0, i-context), i
		for k, kept := i, 0; k < len(edits) && kept <= 2*context; k++ {
			kept++
			if edits[k].sign != ' ' {
				to, kept = k+1, 0
			}
		}
		end := min(len(edits), to+context)
		oldFrom, newFrom := oldLine-(i-from), newLine-(i-from)
		var body strings.Builder
		olds, news := 0, 0
		for k, e := range edits[from:end] {
			if e.sign != '+' {
				olds++
			}
			if e.sign != '-' {
				news++
			}
			fmt.Fprintf(&body, "%c%s\n", e.sign, visible(strings.TrimSuffix(e.line, "\n")))
			if !strings.HasSuffix(e.line, "\n") {
				body.WriteString("\\ No newline at end of file\n")
			}
			if from+k >= i {
				if e.sign != '+' {
					oldLine++
				}
				if e.sign != '-' {
					newLine++
				}
			}
		}
		fmt.Fprintf(&b, "@@ -%d,%d +%d,%d @@\n%s", oldFrom, olds, newFrom, news, body.String())
		i = end
	}
	return b.String()
}

// lines splits a text and keeps the ends of lines: one that is missing at the end is a difference.
func lines(s string) []string {
	all := strings.SplitAfter(s, "\n")
	if all[len(all)-1] == "" {
		all = all[:len(all)-1]
	}
	return all
}

// compareLines returns the lines of two texts with what became of them. It keeps a longest sequence of lines that both have; where that would take too much
// memory, all lines between the first and the last difference are shown as changed.
func compareLines(old, new []string) (out []edit) {
	head := 0
	for head < len(old) && head < len(new) && old[head] == new[head] {
		out = append(out, edit{' ', old[head]})
		head++
	}
	tail := 0
	for tail < len(old)-head && tail < len(new)-head && old[len(old)-1-tail] == new[len(new)-1-tail] {
		tail++
	}
	a, b := old[head:len(old)-tail], new[head:len(new)-tail]
	const limit = 4 << 20
	if len(a)*len(b) <= limit {
		out = append(out, shortest(a, b)...)
	} else {
		for _, line := range a {
			out = append(out, edit{'-', line})
		}
		for _, line := range b {
			out = append(out, edit{'+', line})
		}
	}
	for _, line := range old[len(old)-tail:] {
		out = append(out, edit{' ', line})
	}
	return out
}

// shortest compares by the textbook table: common[i][j] is the length of a longest common sequence of a[i:] and b[j:].
func shortest(a, b []string) (out []edit) {
	wide := len(b) + 1
	common := make([]int32, (len(a)+1)*wide)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i*wide+j] = common[(i+1)*wide+j+1] + 1
			} else {
				common[i*wide+j] = max(common[(i+1)*wide+j], common[i*wide+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			out = append(out, edit{' ', a[i]})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[(i+1)*wide+j] >= common[i*wide+j+1]:
			out = append(out, edit{'-', a[i]})
			i++
		default:
			out = append(out, edit{'+', b[j]})
			j++
		}
	}
	return out
}
