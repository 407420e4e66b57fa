package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
)

// json prints a value as indented JSON. HTML is left as it is: what is escaped for web pages is hard to read elsewhere.
// Characters that could play tricks on a terminal are escaped, which changes nothing for who reads the JSON.
func (c *command) json(v any) int {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return c.fail(err)
	}
	c.safeJSON(b.String())
	return fine
}

// safeJSON prints JSON with the characters escaped that could play tricks on a terminal.
func (c *command) safeJSON(text string) {
	for _, r := range text {
		switch {
		case r == '\n' || !hides(r):
			c.out.WriteRune(r)
		case r > 0xFFFF: // JSON writes these as two halves
			r -= 0x10000
			fmt.Fprintf(c.out, `\u%04x\u%04x`, 0xD800+r>>10, 0xDC00+r&0x3FF)
		default:
			fmt.Fprintf(c.out, `\u%04x`, r)
		}
	}
}

// csvOf prints all columns of records, whatever was asked for, so that a sheet keeps its columns.
func csvOf[T any](c *command, records []T, columns []column[T]) int {
	w := csv.NewWriter(c.out)
	line := make([]string, len(columns))
	for i, col := range columns {
		line[i] = col.name
	}
	w.Write(line) // errors are kept by the buffer below, and reported at the end
	for _, r := range records {
		for i, col := range columns {
			line[i] = guarded(visible(strings.Join(col.cell(r), "; ")))
		}
		w.Write(line)
	}
	w.Flush()
	return fine
}

// guarded keeps a spreadsheet from taking a cell for a formula: it would run what a contributor wrote.
func guarded(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

// mdOf prints records as a table in GitHub's Markdown, with the columns that were asked for.
func mdOf[T any](c *command, records []T, columns []column[T]) int {
	line := func(cells []string) { fmt.Fprintf(c.out, "| %s |\n", strings.Join(cells, " | ")) }
	var names, rule []string
	var shown []column[T]
	for _, col := range columns {
		if col.depth == first || c.depth[col.depth] {
			shown = append(shown, col)
			names = append(names, markdown(col.name))
			rule = append(rule, "---")
		}
	}
	line(names)
	line(rule)
	for _, r := range records {
		cells := make([]string, len(shown))
		for i, col := range shown {
			values := col.cell(r)
			for k := range values { // first what hides, then what Markdown would read
				values[k] = markdown(visible(values[k]))
			}
			between := ", "
			if col.prose {
				between = "<br>"
			}
			cells[i] = strings.Join(values, between)
		}
		line(cells)
	}
	return fine
}

// markdown keeps a text from being read as emphasis, code, links, cells or HTML.
func markdown(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\\`*_[]<>|#~$&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
