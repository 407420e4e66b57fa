// Validate checks a folder that is laid out like the dataset, and prints what is wrong with it, each fault with its place.
//
//	go run ./examples/validate dataset
package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/cyberres/cyberres/examples/internal/arguments"
	"github.com/cyberres/cyberres/schema"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./examples/validate DIR")
		os.Exit(2)
	}
	info, err := os.Stat(os.Args[1])
	if err == nil && !info.IsDir() {
		err = fmt.Errorf("%s is not a folder", os.Args[1])
	}
	faults := 0
	if err == nil {
		faults, err = run(os.Stdout, os.DirFS(os.Args[1]))
	}
	switch {
	case err != nil:
		arguments.Fail(err)
	case faults > 0:
		os.Exit(1)
	}
}

// run prints the faults and returns how many there are.
func run(w io.Writer, dir fs.FS) (int, error) {
	faults, err := schema.Check(dir)
	if err != nil {
		return 0, err
	}
	for _, f := range faults {
		fmt.Fprintln(w, arguments.Plain(f.Error()))
	}
	if len(faults) == 0 {
		fmt.Fprintln(w, "no faults")
	}
	return len(faults), nil
}
