// Diff prints what changed between two datasets: two folders, or a folder and the built-in one. A date stands for the built-in dataset as of that date.
//
//	go run ./examples/diff OLD-FOLDER                     # to what is built in
//	go run ./examples/diff -format md OLD-FOLDER NEW-FOLDER   # for release notes
//	go run ./examples/diff 2020-12-31 2021-03-01
package main

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/examples/internal/arguments"
)

func main() {
	format := flag.String("format", "text", "text, md or json")
	args := arguments.Operands("usage: go run ./examples/diff [-format text|md|json] OLD [NEW], each a folder of a dataset, or a date for the built-in one as of then", 1, 2)
	if err := run(os.Stdout, *format, args); err != nil {
		arguments.Fail(err)
	}
}

func run(w io.Writer, format string, args []string) error {
	old, err := open(args[0])
	if err != nil {
		return err
	}
	new := cyberres.Default()
	if len(args) > 1 {
		if new, err = open(args[1]); err != nil {
			return err
		}
	}
	changes := cyberres.Diff(old, new)
	switch format {
	case "text":
		_, err = io.WriteString(w, changes.String()+statuses(old.Version().AsOf, new.Version().AsOf))
	case "md":
		_, err = io.WriteString(w, changes.Markdown())
	case "json":
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		err = e.Encode(changes)
	default:
		err = fmt.Errorf("no format %q; use text, md or json", format)
	}
	return err
}

// statuses lists what became of instruments between two dates. No record changes by that: it is what their timelines say.
func statuses(from, to cyberres.Date) string {
	if from == "" || to == "" {
		return ""
	}
	var b strings.Builder
	for v := range cyberres.Default().Instruments(cyberres.Filter{}) {
		was, sure := v.StatusOn(from)
		is, certain := v.StatusOn(to)
		if was == is {
			continue
		}
		doubt := ""
		if !sure || !certain {
			doubt = " (uncertain)"
		}
		fmt.Fprintf(&b, "status    instrument %s: %s → %s%s\n", v.ID, cmp.Or(was, "unknown"), cmp.Or(is, "unknown"), doubt)
	}
	return b.String()
}

// open reads a folder, or takes the built-in dataset as of a date. What is no folder and begins with a digit was meant to be a date.
func open(name string) (*cyberres.Dataset, error) {
	date, err := cyberres.ParseDate(name)
	if err == nil && date != "" {
		return cyberres.Default().AsOf(date), nil
	}
	switch info, missing := os.Stat(name); {
	case missing == nil && info.IsDir():
		return cyberres.Open(os.DirFS(name))
	case missing == nil:
		return nil, fmt.Errorf("%s is a file; name the folder of a dataset", arguments.Short(name))
	case name != "" && '0' <= name[0] && name[0] <= '9':
		return nil, fmt.Errorf("%w; nor is there a folder of that name", err)
	}
	return nil, fmt.Errorf("%s is neither a date nor a folder", arguments.Short(name))
}
