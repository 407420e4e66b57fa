// Asof shows where instruments stood on a date: proposed, adopted, in force, overtaken, or not there yet; and what the texts of that time said. It draws their
// timelines too.
//
//	go run ./examples/asof 2021-06-01
//	go run ./examples/asof -svg timeline.svg 2021-06-01 nis-directive nis2-directive
package main

import (
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/draw"
	"github.com/cyberres/cyberres/examples/internal/arguments"
)

func main() {
	svg := flag.String("svg", "", "file to draw the timelines to")
	args := arguments.Operands("usage: go run ./examples/asof [-svg FILE] DATE [INSTRUMENT…], with a date such as 2021-06-01 or 2021", 1, math.MaxInt)
	if err := run(os.Stdout, *svg, args[0], args[1:]); err != nil {
		arguments.Fail(err)
	}
}

func run(w io.Writer, svg, day string, names []string) error {
	date, err := cyberres.ParseDate(day)
	if err != nil {
		return err
	}
	if date == "" {
		return fmt.Errorf("no date; write 2021, 2021-02 or 2021-02-19")
	}
	whole := cyberres.Default()
	f := cyberres.Filter{}
	for _, name := range names {
		f.Instruments = append(f.Instruments, cyberres.InstrumentID(name))
	}
	if err := whole.CheckFilter(f); err != nil {
		return err
	}
	instruments := slices.Collect(whole.Instruments(f))
	if svg != "" {
		if err := os.WriteFile(svg, draw.Timeline(instruments, date), 0o644); err != nil {
			return err
		}
	}
	group(w, date, instruments)

	view := whole.AsOf(date)
	fmt.Fprintf(w, "\ntexts and what they say, as of %s\n", date)
	for s := range whole.Sources() {
		in, certain := view.Contains(cyberres.ID(s.ID))
		n := view.IDs(cyberres.Filter{Sources: []cyberres.SourceID{s.ID}}).Len()
		switch {
		case !in:
			fmt.Fprintf(w, "  %s: not written yet (%s)\n", s.ID, s.Written.Date)
		case certain:
			fmt.Fprintf(w, "  %s: %d statements\n", s.ID, n)
		default:
			fmt.Fprintf(w, "  %s: %d statements, if it was written by then (%s)\n", s.ID, n, s.Written.Date)
		}
	}
	return nil
}

// group prints the instruments by what has become of them.
func group(w io.Writer, date cyberres.Date, instruments []cyberres.Instrument) {
	for _, g := range []struct {
		title    string
		statuses []cyberres.InstrumentStatus
	}{
		{"in force", []cyberres.InstrumentStatus{"in-force", "applies"}},
		{"adopted, signed or published", []cyberres.InstrumentStatus{"adopted", "signed", "published"}}, // strategies are in use then; laws may wait to enter into force
		{"proposed or announced", []cyberres.InstrumentStatus{"proposed", "announced"}},
		{"overtaken", []cyberres.InstrumentStatus{"repealed", "superseded", "expired"}},
		{"not there yet", []cyberres.InstrumentStatus{"not-yet"}},
		{"not known", []cyberres.InstrumentStatus{""}},
	} {
		first := true
		for _, v := range instruments {
			status, certain := v.StatusOn(date)
			if !slices.Contains(g.statuses, status) {
				continue
			}
			if first {
				fmt.Fprintf(w, "%s on %s\n", g.title, date)
				first = false
			}
			doubt := ""
			if !certain && status != "" {
				doubt = " (uncertain)"
			}
			fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("  %-45s %s%s", v.ID, status, doubt), " "))
		}
	}
}
