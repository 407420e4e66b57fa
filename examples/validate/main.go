// Validate checks a folder that is laid out like the dataset, and prints what is wrong with it: each finding with its place, its rule and what to write instead.
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
	findings := 0
	if err == nil {
		findings, err = run(os.Stdout, os.DirFS(os.Args[1]))
	}
	switch {
	case err != nil:
		arguments.Fail(err)
	case findings > 0:
		os.Exit(1)
	}
}

// run prints the findings and returns how many there are.
func run(w io.Writer, dir fs.FS) (int, error) {
	report, err := schema.Check(dir, schema.Options{})
	if err != nil {
		return 0, err
	}
	if len(report.Findings) == 0 {
		fmt.Fprintf(w, "%d files, %d records, no findings\n", report.Files, report.Records)
	}
	return len(report.Findings), report.Write(w, "text")
}
