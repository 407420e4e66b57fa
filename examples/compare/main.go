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
	"os"

	"github.com/cyberres/cyberres/cyberres"
)

func main() {
	format := flag.String("format", "table", "table, md, html (a fragment) or json")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: go run ./examples/compare [-format table|md|html|json] ACTOR…, such as north-macedonia european-union japan")
	}
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(os.Stdout, *format, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
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
