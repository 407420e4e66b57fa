// Evidence shows what a claim rests on: its quote, place, voice and source, and what must be known about the wording. With a copy of the text it proves it.
//
//	go run ./examples/evidence japan-against-differentiated-responsibility
//	go run ./examples/evidence japan-against-differentiated-responsibility page.txt
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/examples/internal/arguments"
)

func main() {
	if len(os.Args) < 2 || len(os.Args) > 3 {
		fmt.Fprintln(os.Stderr, "usage: go run ./examples/evidence STATEMENT [TEXT], such as japan-against-differentiated-responsibility")
		os.Exit(2)
	}
	text := ""
	if len(os.Args) == 3 {
		data, err := os.ReadFile(os.Args[2])
		if err != nil {
			arguments.Fail(err)
		}
		text = string(data)
	}
	if err := run(os.Stdout, cyberres.Default(), cyberres.ID(os.Args[1]), text); err != nil {
		arguments.Fail(err)
	}
}

func run(w io.Writer, d *cyberres.Dataset, id cyberres.ID, text string) error {
	claim, err := find(d, id)
	if err != nil {
		return err
	}
	source, _ := d.Source(claim.Source)
	slice := ""
	if text != "" {
		if slice, err = source.Slice(text); err != nil {
			return err
		}
	}
	fmt.Fprintf(w, "%s: %s\n", claim.Kind, claim.Summary)
	fmt.Fprintf(w, "voice:  %s\n", map[cyberres.Voice]string{
		cyberres.VoiceEntry: "the author of the text", cyberres.VoiceReported: "the author, reporting the actor", cyberres.VoiceQuoted: "the actor's own quoted words",
	}[claim.Voice])
	fmt.Fprintf(w, "source: %s\n        %s\n", source.Title, source.URLs.At(0))
	fmt.Fprintf(w, "        read by: %s, %d readings, %s\n", source.Provenance.Origin, source.Provenance.Readings, source.Provenance.Review)
	for e := range claim.Evidence.All() {
		fmt.Fprintf(w, "evidence: “%s” at code points %d to %d\n", e.Quote, e.Start, e.End)
		switch {
		case e.Quoted != "" && e.Speaker != "":
			fmt.Fprintf(w, "          quoted %s of %s\n", e.Quoted, e.Speaker)
		case e.Quoted != "":
			fmt.Fprintf(w, "          quoted %s; the text does not say whose\n", e.Quoted)
		}
		if slice == "" {
			continue
		}
		if err := e.Verify(slice); err != nil {
			return err
		}
		fmt.Fprintln(w, "          proved: digest and quote are those of the text given")
	}
	for r := range d.RemarksAbout(id) {
		fmt.Fprintf(w, "remark (%s): %s\n", r.Kind, r.Summary)
		for id := range r.References.All() {
			reference, _ := d.Reference(id)
			fmt.Fprintf(w, "          see %s\n", reference.Title)
		}
	}
	return nil
}

// find returns the statement with an id, of whatever kind.
func find(d *cyberres.Dataset, id cyberres.ID) (cyberres.Claim, error) {
	for s := range d.Statements(cyberres.Filter{}) {
		if c := s.Claim(); c.ID == id {
			return c, nil
		}
	}
	return cyberres.Claim{}, fmt.Errorf("no statement %s; go run ./examples/compare shows ids", arguments.Short(string(id)))
}
