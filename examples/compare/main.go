// Compare sets actors side by side over themes, each cell with the records behind it.
//
//	go run ./examples/compare north-macedonia european-union japan
package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./examples/compare ACTOR…, such as north-macedonia european-union japan")
		os.Exit(2)
	}
	if err := run(os.Stdout, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func run(w io.Writer, args []string) error {
	d := cyberres.Default()
	actors := make([]cyberres.ActorID, len(args))
	for i, a := range args {
		actors[i] = cyberres.ActorID(a)
	}
	comparison, err := d.Compare(actors...)
	if err != nil {
		return err
	}
	var silent []string
	for row := range comparison.Rows() {
		if row.Empty() {
			silent = append(silent, string(row.Theme.ID))
			continue
		}
		fmt.Fprintf(w, "%s (%s)\n", row.Theme.Label, row.Theme.ID)
		for cell := range row.Cells() {
			printCell(w, cell)
		}
		fmt.Fprintln(w)
	}
	if len(silent) > 0 {
		wrap(w, 0, "", "No record of any of them: "+strings.Join(silent, ", "))
	}
	wrap(w, 0, "", "stated: a record supports it; opposed: a position is against this very theme; mixed: both; silent: the text on the actor was read and states "+
		"nothing; not-coded: it was not read completely; no-text: there is none. + and - are positions, ~ is a hoped-for effect, which does not count as stated. Records on narrower themes are listed there.")
	wrap(w, 0, "", d.Version().Attribution)
	return nil
}

// printCell prints the state of a cell and its records; what belongs to narrower themes is only counted, since it comes again below.
func printCell(w io.Writer, cell cyberres.Cell) {
	d := cyberres.Default()
	var records, propositions []string
	narrower := 0
	for c := range cell.Supporting.All() {
		o, _ := d.Objective(c.ID)
		switch {
		case !slices.Contains(c.Themes.Slice(), cell.Theme):
			narrower++
		case c.Kind == cyberres.KindPosition && cell.Opposing.Len() == 0:
			records = append(records, "+"+string(c.ID))
		case c.Kind == cyberres.KindPosition: // beside the opposing proposition, the supporting one
			propositions = append(propositions, fmt.Sprintf("+ %s: %s", c.ID, c.Summary))
		case o.Modality == cyberres.ModalityExpectedEffect:
			records = append(records, "~"+string(c.ID))
		default:
			records = append(records, string(c.ID))
		}
	}
	for c := range cell.Opposing.All() {
		p, _ := d.Position(c.ID)
		propositions = append(propositions, fmt.Sprintf("- %s (against %s): %s", c.ID, p.On, c.Summary))
	}
	if narrower > 0 {
		records = append(records, fmt.Sprintf("(%d on narrower themes)", narrower))
	}
	wrap(w, 31, fmt.Sprintf("  %-18s %-9s ", cell.Actor, cell.State), strings.Join(records, ", "))
	for _, p := range propositions {
		wrap(w, 33, strings.Repeat(" ", 31), p)
	}
}

// wrap prints words after a lead, in lines of at most 100 columns that begin with indent blanks.
func wrap(w io.Writer, indent int, lead, text string) {
	line := lead
	for _, word := range strings.Fields(text) {
		if n := len([]rune(line)); n+len([]rune(word)) > 100 {
			fmt.Fprintln(w, strings.TrimRight(line, " "))
			line = strings.Repeat(" ", indent)
		}
		line += word + " "
	}
	fmt.Fprintln(w, strings.TrimRight(line, " "))
}
