// Network shows who acts together, as the texts have it: actors and the cooperations that they are parties to.
//
//	go run ./examples/network                    # all actors, by component
//	go run ./examples/network japan              # one actor: neighbours, degree
//	go run ./examples/network g20 asean          # the way from one to the other
//	go run ./examples/network -svg network.svg   # the picture; with an actor, that of what it stands in
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/draw"
	"github.com/cyberres/cyberres/examples/internal/arguments"
)

func main() {
	svg := flag.String("svg", "", "file to draw the network to")
	args := arguments.Operands("usage: go run ./examples/network [-svg FILE] [ACTOR [ACTOR]]", 0, 2)
	if err := run(os.Stdout, *svg, args); err != nil {
		arguments.Fail(err)
	}
}

func run(w io.Writer, svg string, args []string) error {
	d := cyberres.Default()
	var f cyberres.Filter
	for _, a := range args {
		f.Actors = append(f.Actors, cyberres.ActorID(a))
	}
	if err := d.CheckFilter(f); err != nil {
		return err
	}
	if svg != "" {
		if err := os.WriteFile(svg, draw.Network(d, "", f.Actors...), 0o644); err != nil {
			return err
		}
	}
	n := d.Network()
	switch len(args) {
	case 0:
		components(w, n)
	case 1:
		actor(w, d, f.Actors[0])
	case 2:
		path(w, n, f.Actors[0], f.Actors[1])
	}
	return nil
}

func components(w io.Writer, n *cyberres.Network) {
	i := 0
	for part := range n.Components().All() {
		i++
		fmt.Fprintf(w, "component %d\n", i)
		for id := range part.All() {
			cooperations, others := n.Degree(id, cyberres.Filter{})
			fmt.Fprintf(w, "  %-38s %s with %s\n", id, count(cooperations, "cooperation"), count(others, "other"))
		}
	}
}

func actor(w io.Writer, d *cyberres.Dataset, id cyberres.ActorID) {
	n := d.Network()
	for c := range d.Cooperations(cyberres.Filter{Actors: []cyberres.ActorID{id}}) {
		fmt.Fprintf(w, "%s (%s)\n", c.ID, c.Mode)
		for p := range c.Parties.All() {
			fmt.Fprintf(w, "  %s, %s\n", p.Actor, p.Role)
		}
	}
	if n.Neighbours(id).Len() == 0 {
		fmt.Fprintf(w, "%s stands in no cooperation or relation with another actor\n", id)
		return
	}
	fmt.Fprintln(w, "neighbours")
	for tie := range n.Neighbours(id).All() {
		alone := "" // of a record with more parties, a pair is only a part
		if tie.Alone {
			alone = ", alone"
		}
		fmt.Fprintf(w, "  %s in %s%s\n", tie.To, list(tie.Records), alone)
	}
	for _, mode := range []cyberres.Mode{cyberres.ModeBilateral, cyberres.ModeMultilateral, cyberres.ModeRegional, cyberres.ModeUnspecified} {
		if cooperations, others := n.Degree(id, cyberres.Filter{Modes: []cyberres.Mode{mode}}); cooperations > 0 {
			fmt.Fprintf(w, "%s: %s with %s\n", mode, count(cooperations, "cooperation"), count(others, "other"))
		}
	}
}

func path(w io.Writer, n *cyberres.Network, from, to cyberres.ActorID) {
	if from == to {
		fmt.Fprintf(w, "%s and %s are the same actor\n", from, to)
		return
	}
	steps := n.Path(from, to)
	if steps.Len() == 0 {
		fmt.Fprintf(w, "no way from %s to %s\n", from, to)
	}
	for s := range steps.All() {
		fmt.Fprintf(w, "%s - %s: %s\n", s.From, s.To, list(s.Records))
	}
}

func list(ids cyberres.List[cyberres.ID]) string {
	var out []string
	for id := range ids.All() {
		out = append(out, string(id))
	}
	return strings.Join(out, ", ")
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprint(n, " ", what)
}
