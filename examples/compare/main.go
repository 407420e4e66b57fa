// Compare sets actors side by side over themes, each cell with the records behind it.
//
//	go run ./examples/compare north-macedonia european-union japan
//	go run ./examples/compare -format html japan nato > comparison.html
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"os"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/examples/internal/arguments"
)

func main() {
	format := flag.String("format", "table", "table, md, html (a fragment) or json")
	args := arguments.Operands("usage: go run ./examples/compare [-format table|md|html|json] ACTOR…, such as north-macedonia european-union japan", 1, math.MaxInt)
	if err := run(os.Stdout, *format, args); err != nil {
		arguments.Fail(err)
	}
}

func run(w io.Writer, format string, args []string) error {
	actors := make([]cyberres.ActorID, len(args))
	for i, a := range args {
		actors[i] = cyberres.ActorID(a)
	}
	comparison, err := cyberres.Default().Compare(actors...)
	if err != nil {
		return err
	}
	switch format {
	case "table":
		_, err = io.WriteString(w, comparison.Table(100))
	case "md":
		_, err = io.WriteString(w, comparison.Markdown())
	case "html":
		_, err = io.WriteString(w, comparison.HTML())
	case "json":
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		err = e.Encode(comparison)
	default:
		err = fmt.Errorf("no format %q; use table, md, html or json", format)
	}
	return err
}
