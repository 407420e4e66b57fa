// Livepage shows in a web page what the dataset says of it: where each record's evidence stands, how surely it was found again, and a link to the very words.
//
//	go run . page.html
//	go run . -o marked.html page.html
//	go run . -json page.html japan-against-differentiated-responsibility
//	curl -s https://example.org/page | go run . -url https://example.org/page -
//
// It prints a list of the evidence in the order of the page, and writes a copy of the page with the passages marked. It does not fetch pages itself; a page that is
// put together by scripts is saved from a browser first ("Save as").
//
// The links are proved against the blocks of this page: a browser that goes by the draft of text fragments highlights exactly the passage. What style sheets hide,
// generate or move, and what scripts add later, is not known here.
//
// The copy is for looking at it on one's own machine. Pages are not to be trusted, so in the copy scripts and frames are taken out, and a policy in its head keeps
// browsers from running or loading anything: style sheets and pictures that are files of their own are missing too. Links of the page still lead where they did. The rest is
// as it was, in the spelling of package html (quotes around attributes, end tags that may be left out) and in UTF-8.
//
// A program that wants the same can copy page.go (HTML to blocks of text, with the way back), find.go (evidence to places and links) and mark.go (places to marks).
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/examples/internal/arguments"
)

const usage = `usage: go run . [-o COPY] [-json] [-url ADDRESS] [-data DIR] PAGE [ID…]
PAGE is a file of HTML, or - for the standard input. Each ID is a statement, a remark or a source; without any, those of all sources that the page holds.`

type settings struct {
	copy    string // file to write the marked page to
	json    bool
	address string // of the page, for links; where it is empty, the source's own
	page    string
	ids     []string
}

func main() {
	var s settings
	flag.StringVar(&s.copy, "o", "", "file to write the marked page to")
	flag.BoolVar(&s.json, "json", false, "print the list as JSON")
	flag.StringVar(&s.address, "url", "", "address of the page, for the links")
	data := flag.String("data", "", "folder of another dataset")
	operands := arguments.Operands(usage, 1, 1000)
	s.page, s.ids = operands[0], operands[1:]
	d := cyberres.Default()
	if *data != "" {
		var err error
		if d, err = cyberres.Open(os.DirFS(*data)); err != nil {
			arguments.Fail(err)
		}
	}
	found, err := run(os.Stdout, os.Stdin, d, s)
	if err != nil {
		arguments.Fail(err)
	}
	if !found {
		os.Exit(1)
	}
}

// run does what the settings say, and reports whether any evidence was found.
func run(out io.Writer, in io.Reader, d *cyberres.Dataset, s settings) (found bool, err error) {
	if u, err := url.Parse(s.address); err != nil || s.address != "" && u.Scheme != "http" && u.Scheme != "https" {
		return false, fmt.Errorf("%q is no address of a page; write one with https:// or http://", s.address)
	}
	if s.page != "-" {
		file, err := os.Open(s.page)
		if err != nil {
			return false, err
		}
		defer file.Close()
		in = file
		if page, err := file.Stat(); err == nil && s.copy != "" {
			if old, err := os.Stat(s.copy); err == nil && os.SameFile(page, old) {
				return false, fmt.Errorf("the copy would replace the page %s; give it another name", s.page)
			}
		}
	}
	page, err := readPage(in)
	if err != nil {
		return false, fmt.Errorf("%s: %w", s.page, err)
	}
	findings, err := find(d, page, s.ids, s.address)
	if err != nil {
		return false, err
	}
	if s.copy != "" {
		page.mark(findings)
		page.secure()
		if err := replace(s.copy, page.write); err != nil {
			return false, err
		}
	}
	for _, f := range findings {
		found = found || f.found()
	}
	if s.json {
		return found, printJSON(out, findings)
	}
	return found, printTable(out, findings)
}

// replace writes a file whole or not at all: to a temporary one beside it, which then takes its name.
func replace(name string, write func(io.Writer) error) error {
	file, err := os.CreateTemp(filepath.Dir(name), ".livepage-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name()) // gone already if all went well
	err = cmp.Or(write(file), file.Chmod(0o644))
	if err = errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return os.Rename(file.Name(), name)
}
