// Embed is a program of another module that uses the library: who cooperates with whom, in which mode.
//
//	cd examples/embed && go run .
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/cyberres/cyberres/cyberres"
)

func main() { run(os.Stdout) }

func run(w io.Writer) {
	d := cyberres.Default()
	for c := range d.Cooperations(cyberres.Filter{}) {
		fmt.Fprintf(w, "%-12s %s (%s)\n", c.Mode, c.ID, c.Status)
		for p := range c.Parties.All() {
			actor, _ := d.Actor(p.Actor)
			fmt.Fprintf(w, "             %s, %s\n", actor.Name, p.Role)
		}
	}
}
