package main

import (
	"fmt"
	"strings"
)

// A depth says when a column is shown: the first ones always, the others when their flag is given.
type depth string

const (
	first    depth = ""
	long     depth = "long"
	evidence depth = "evidence"
	remarks  depth = "remarks"
)

// A column is one thing that is shown of a record. Each kind of record has one table of them, which lists, show, CSV and Markdown share:
//
//	         first columns   others
//	table    as columns      in lines below the row, when asked for
//	md       as columns      as columns, when asked for
//	csv      as columns      as columns, always: scripts that read a sheet must not depend on flags
//	show     in lines        in lines, always
//
// A cell has any number of values, since most of what is known of a record is a list. How they are joined is up to the form.
type column[T any] struct {
	name  string
	depth depth
	prose bool // sentences: they get more of the width, and in a list of lines each has its own
	cell  func(T) []string
}

// one makes a cell of one value; an empty one is no value.
func one[T any, S ~string](of func(T) S) func(T) []string {
	return func(v T) []string {
		if s := of(v); s != "" {
			return []string{string(s)}
		}
		return nil
	}
}

// A grid is a table as it is printed: cells in columns, and below each row lines across the whole width for what does not fit into columns.
type grid struct {
	names []string
	prose []bool
	rows  [][]string
	below [][]labelled
}

// labelled is the values of one column under its name.
type labelled struct {
	name   string
	prose  bool
	values []string
}

// gridOf lays out records: first columns as columns, deeper ones below. Columns in which no record has anything are left out.
func gridOf[T any](records []T, columns []column[T], asked map[depth]bool) grid {
	// Columns are made one by one, since whether one is shown depends on all records.
	var g grid
	g.rows = make([][]string, len(records))
	g.below = make([][]labelled, len(records))
	for _, col := range columns {
		if col.depth != first {
			for i, r := range records {
				if values := col.cell(r); asked[col.depth] && len(values) > 0 {
					g.below[i] = append(g.below[i], labelled{col.name, col.prose, values})
				}
			}
			continue
		}
		column, empty := make([]string, len(records)), true
		for i, r := range records {
			values := col.cell(r)
			for k := range values { // before they are joined: a line break of ours is none of theirs
				values[k] = visible(values[k])
			}
			between := "\n" // parties and the like are read one below the other
			if col.prose {
				between = ", "
			}
			column[i] = strings.Join(values, between)
			empty = empty && column[i] == ""
		}
		if empty {
			continue
		}
		g.names = append(g.names, col.name)
		g.prose = append(g.prose, col.prose)
		for i := range records {
			g.rows[i] = append(g.rows[i], column[i])
		}
	}
	return g
}

const gap = 2 // cells between columns

// print prints the grid in lines of at most the width, or, where that is too narrow for columns, a block for each row.
func (c *command) print(g grid) {
	widths := g.widths(c.width)
	if widths == nil {
		c.blocks(g)
		return
	}
	c.row(widths, g.names, bold) // the only style in a table: more of it would not help to read
	for i, row := range g.rows {
		c.row(widths, row, "")
		for _, b := range g.below[i] {
			c.labelled(b, 4, 0)
		}
		if len(g.below[i]) > 0 && i+1 < len(g.rows) { // where lines belong to a row, a gap shows where the next begins
			fmt.Fprintln(c.out)
		}
	}
}

// widths shares out the width. Each column has what its longest line takes, if there is room; else all have enough to read words and ids in, prose more, and
// what is left goes to those that lack most. It returns nothing if the width does not do.
//
// Enough is as much as there is room for: ids are copied from the screen, and one that is broken over lines has to be put together by hand.
func (g grid) widths(width int) []int {
	natural := make([]int, len(g.names))
	for _, row := range append([][]string{g.names}, g.rows...) {
		for i, cell := range row {
			for line := range strings.SplitSeq(cell, "\n") {
				natural[i] = max(natural[i], cells(line))
			}
		}
	}
	room := width - gap*(len(g.names)-1)
	for _, enough := range []int{24, 20, 16, 12} {
		out, left := make([]int, len(natural)), room
		for i, n := range natural {
			out[i] = min(n, enough)
			if g.prose[i] {
				out[i] = min(n, enough+enough/2)
			}
			left -= out[i]
		}
		if left < 0 {
			continue // with less of it
		}
		// What is left is handed out cell by cell, so that no column starves another.
		for grown := true; grown; {
			grown = false
			for i := range out {
				step := 1
				if g.prose[i] {
					step = 2
				}
				if step = min(step, natural[i]-out[i], left); step > 0 {
					out[i] += step
					left -= step
					grown = true
				}
			}
		}
		return out
	}
	return nil
}

// row prints one row, whose cells may take several lines.
func (c *command) row(widths []int, row []string, style string) {
	wrapped, height := make([][]string, len(row)), 0
	for i, cell := range row {
		for line := range strings.SplitSeq(cell, "\n") {
			wrapped[i] = append(wrapped[i], wrap(line, widths[i])...)
		}
		height = max(height, len(wrapped[i]))
	}
	for n := range height {
		var line strings.Builder
		for i := range row {
			text := ""
			if n < len(wrapped[i]) {
				text = wrapped[i][n]
			}
			line.WriteString(pad(text, widths[i]+gap))
		}
		fmt.Fprintln(c.out, c.style(strings.TrimRight(line.String(), " "), style))
	}
}

// blocks prints each row of a grid as labelled lines.
func (c *command) blocks(g grid) {
	for i, row := range g.rows {
		for k, cell := range row {
			if cell != "" {
				c.labelled(labelled{g.names[k], g.prose[k], strings.Split(cell, "\n")}, 0, 0)
			}
		}
		for _, b := range g.below[i] {
			c.labelled(b, 0, 0)
		}
		if i+1 < len(g.rows) {
			fmt.Fprintln(c.out)
		}
	}
}

// labelled prints "name: values", indented. Names are filled up to a width, so that values can stand in a column of their own; 0 is for those that stand alone.
func (c *command) labelled(l labelled, indent, name int) {
	label, margin := visible(l.name)+":", strings.Repeat(" ", indent)
	lead := pad(label, name) + " "
	hang := cells(lead) // of further lines
	if name == 0 || indent+hang > c.width/2 {
		hang = 2
	}
	values := l.values
	if !l.prose {
		values = []string{strings.Join(values, ", ")}
	}
	for i, value := range values {
		if i > 0 {
			lead = strings.Repeat(" ", hang)
		}
		for k, line := range wrapAfter(visible(value), c.width-indent, cells(lead), hang) {
			switch {
			case k > 0:
				line = strings.Repeat(" ", hang) + line
			case i == 0:
				line = c.style(label, bold) + strings.TrimPrefix(lead, label) + line
			default:
				line = lead + line
			}
			fmt.Fprintln(c.out, strings.TrimRight(margin+line, " "))
		}
	}
}

// wrapAfter wraps a text whose first line stands after a lead and has less room than the others, which hang.
func wrapAfter(text string, room, lead, hang int) []string {
	text = strings.Join(strings.Fields(text), " ")
	lines := wrapWhole(text, max(room-lead, 1))
	if len(lines) == 1 || lead == hang {
		return lines
	}
	rest := strings.TrimPrefix(strings.TrimPrefix(text, lines[0]), " ")
	return append(lines[:1:1], wrapWhole(rest, max(room-hang, 1))...)
}
