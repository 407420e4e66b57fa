// Search finds records by words and actors and instruments by name, and shows where the words stand.
//
//	go run ./examples/search capacity building
//	go run ./examples/search '"incident response" team'
//	go run ./examples/search Macedonia
package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/examples/internal/arguments"
)

func main() {
	words := strings.Join(os.Args[1:], " ")
	if w := strings.TrimSpace(words); w == "" || w == "-h" || w == "-help" || w == "--help" {
		fmt.Fprintln(os.Stderr, `usage: go run ./examples/search WORDS…, such as capacity building, '"incident response"', capac*, or a name such as Macedonia`)
		os.Exit(2)
	}
	if !run(os.Stdout, cyberres.Default(), words) {
		os.Exit(1)
	}
}

// run prints who is called so and what has the words, and reports whether there was anything.
func run(w io.Writer, d *cyberres.Dataset, words string) bool {
	names := d.Resolve(words)
	for _, m := range names {
		fmt.Fprintf(w, "%s %s is called %q%s\n", m.Kind, m.ID, m.Name, use(m))
	}
	hits := d.Search(words)
	if len(names) > 0 && len(hits) > 0 {
		fmt.Fprintln(w)
	}
	const most = 10
	for i, h := range hits {
		if i == most {
			fmt.Fprintf(w, "and %d more\n", len(hits)-most)
			break
		}
		fmt.Fprintf(w, "%5.2f  %-11s %s\n", h.Score, h.Kind, h.ID)
		shown := ""
		for _, p := range h.Places() {
			if p.Text != shown { // one line a text, with all that was found in it
				shown = p.Text
				fmt.Fprintf(w, "       %s: %s\n", p.Field, arguments.Plain(marked(h, p)))
			}
		}
	}
	if len(names)+len(hits) > 0 {
		return true
	}
	fmt.Fprintf(w, "nothing has all of: %s\n", arguments.Short(words))
	if last := strings.Fields(words); len(last) > 0 {
		for _, m := range d.Complete(last[len(last)-1], 3) {
			fmt.Fprintf(w, "there is %s %s, %q\n", m.Kind, m.ID, m.Name)
		}
	}
	return false
}

// use says how a name is used, where that is not as the usual one.
func use(m cyberres.Match) string {
	s := ""
	switch {
	case m.Scheme != "":
		s = ", a code (" + m.Scheme + ")"
	case m.Use == cyberres.NameFormer:
		s = ", a former name"
	case m.Use != "":
		s = ", " + string(m.Use)
	}
	if m.To != "" {
		s += " until " + string(m.To)
	}
	if m.Fit != cyberres.FitExact {
		s += " (" + string(m.Fit) + ")"
	}
	return s
}

// marked returns a text with what was found in it in brackets, cut to what stands around the first place.
func marked(h cyberres.Hit, first cyberres.Place) string {
	var b strings.Builder
	const around = 50 // bytes before the first place; cut between words
	from := 0
	if first.Start > around {
		from = first.Start - around
		for from < first.Start && (first.Text[from] != ' ' || !utf8.RuneStart(first.Text[from])) {
			from++
		}
		b.WriteString("…")
	}
	end := len(first.Text)
	if end > from+160 {
		if end = strings.LastIndexByte(first.Text[:from+160], ' '); end < first.End {
			end = len(first.Text)
		}
	}
	at := from
	for _, p := range h.Places() {
		if p.Text != first.Text || p.Field != first.Field || p.Start < at || p.End > end {
			continue
		}
		b.WriteString(p.Text[at:p.Start] + "[" + p.Text[p.Start:p.End] + "]")
		at = p.End
	}
	b.WriteString(first.Text[at:end])
	if end < len(first.Text) {
		b.WriteString(" …")
	}
	return b.String()
}
