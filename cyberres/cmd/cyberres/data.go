package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/cyberres/cyberres/cyberres"
)

// whole returns the dataset that was asked for, all of it. It is opened when it is first needed.
func (c *command) whole() (d *cyberres.Dataset, err error) {
	switch {
	case c.data == "":
		return builtIn()
	case c.opened == nil:
		c.opened, err = c.open(c.data)
	}
	return c.opened, err
}

// builtIn returns the built-in dataset. A program that is built among half-written records has them built in, and Default panics.
func builtIn() (d *cyberres.Dataset, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the built-in dataset does not open; to see what is wrong in its files: cyberres check dataset\n%v", p)
		}
	}()
	return cyberres.Default(), nil
}

// view returns the whole dataset and what is shown of it: the same, or the view as of a date.
func (c *command) view() (whole, view *cyberres.Dataset, err error) {
	if whole, err = c.whole(); err != nil {
		return nil, nil, err
	}
	if c.asOf == "" {
		return whole, whole, nil
	}
	return whole, whole.AsOf(c.asOf), nil
}

// open opens the dataset in a folder. The library says what is wrong in its files; what is wrong with the folder is said here, since its message
// would be about a file that the user did not name.
func (c *command) open(folder string) (*cyberres.Dataset, error) {
	switch info, err := os.Stat(folder); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("no folder %s", quotedEmpty(folder))
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, fmt.Errorf("%s is no folder; name the one that has dataset.json", folder)
	}
	var fsys fs.FS = os.DirFS(folder)
	if c.progress {
		counter := &counting{FS: fsys, to: c.err, begun: time.Now()}
		defer counter.end()
		fsys = counter
	}
	d, err := cyberres.Open(fsys)
	var faults cyberres.Faults
	if errors.As(err, &faults) {
		return nil, errors.New(faulty(folder, faults))
	}
	return d, err
}

// faulty says in a few lines why a dataset does not open.
func faulty(folder string, faults cyberres.Faults) string {
	const most = 5 // lines: enough to see what sort of trouble it is
	lines := []string{fmt.Sprintf("the dataset in %s has %s; to have them explained: cyberres check %s", folder, count(len(faults), "fault"), folder)}
	for i, f := range faults {
		if i == most {
			lines = append(lines, fmt.Sprintf("and %d more", len(faults)-most))
			break
		}
		f.File = filepath.Join(folder, filepath.FromSlash(f.File))
		lines = append(lines, strings.ReplaceAll(f.Error(), "\n", " "))
	}
	return strings.Join(lines, "\n")
}

// counting is a file system that tells a person how many files were read, once that takes longer than a moment.
type counting struct {
	fs.FS
	to          io.Writer
	begun, told time.Time
	n           int
}

// Open counts. It says nothing of quick work, and not more than a person can read.
func (f *counting) Open(name string) (fs.File, error) {
	f.n++
	if now := time.Now(); now.Sub(f.begun) > 500*time.Millisecond && now.Sub(f.told) > 100*time.Millisecond {
		f.told = now
		fmt.Fprintf(f.to, "\r%s read", count(f.n, "file"))
	}
	return f.FS.Open(name)
}

// ReadDir keeps the faster way that the file system has for folders.
func (f *counting) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(f.FS, name) }

// end wipes the line.
func (f *counting) end() {
	if !f.told.IsZero() {
		fmt.Fprint(f.to, "\r\x1b[K")
	}
}

// count returns a number with its noun: "1 actor", "2 actors".
func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprint(n, " ", what)
}
