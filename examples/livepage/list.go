package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/cyberres/cyberres/examples/internal/arguments"
)

func printJSON(w io.Writer, findings []*finding) error {
	if findings == nil {
		findings = []*finding{}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(findings)
}

// printTable prints two or three lines for each piece of evidence. Words of the page are shown without what could steer a terminal.
func printTable(w io.Writer, findings []*finding) error {
	if len(findings) == 0 {
		_, err := fmt.Fprintln(w, "the page has not half of the evidence of any source; name a source or a record to see what it has")
		return err
	}
	var b strings.Builder
	for _, f := range findings {
		proved := ""
		if f.Proved {
			proved = ", whole passage proved"
		}
		fmt.Fprintf(&b, "%-10s %.2f  %s.%d “%s”%s\n", f.Status, f.Score, f.Record, f.Number, f.Quote, proved)
		for _, c := range f.Changes {
			switch {
			case c.Found == "":
				fmt.Fprintf(&b, "                 without “%s”\n", c.Quoted)
			case c.Quoted == "":
				fmt.Fprintf(&b, "                 with “%s”\n", c.Found)
			default:
				fmt.Fprintf(&b, "                 “%s” is now “%s”\n", c.Quoted, c.Found)
			}
		}
		switch {
		case f.Link != "":
			fmt.Fprintf(&b, "                 %s\n", f.Link)
		case f.Places > 0:
			fmt.Fprintf(&b, "                 %d places could be meant\n", f.Places)
		case f.Declined != "":
			fmt.Fprintf(&b, "                 %s\n", f.Declined)
		}
	}
	_, err := io.WriteString(w, arguments.Plain(b.String()))
	return err
}
