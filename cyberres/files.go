package cyberres

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/internal/nearest"
)

// The bounds of a dataset.
const (
	maxFile  = 32 << 20 // bytes of one file
	maxFiles = 200_000
)

// A file of a dataset.
type file struct {
	name   string
	size   int64  // as the folder has it, for the size of tables; what is read is bounded on its own
	text   string // while it is decoded; kept where the records are parts of it
	sum    string // digest of the text, where that is not kept
	faults int    // found when the records were checked together
	read   [2]int // those found before, when it was read: from and to, among all
}

// list lists the files of a dataset: those of every dataset, then each folder by the ids that the names promise.
func (o *opener) list() error {
	files, folders := []string{"dataset.json", "themes.json", "references.json"}, []string{"actors", "instruments", "sources", "annotations"}
	root, err := fs.ReadDir(o.fsys, ".")
	if err != nil {
		return fmt.Errorf("opening a dataset: %w", err)
	}
	if slices.ContainsFunc(root, func(e fs.DirEntry) bool { return e.Name() == "cues.json" }) {
		files = append(files, "cues.json") // after the themes that it refers to
	}
	known := slices.Concat(files, folders, []string{"cues.json"})
	for _, e := range root { // a misspelt folder would be left out in silence
		extension := path.Ext(e.Name())
		if slices.Contains(known, e.Name()) || extension != "" && extension != ".json" {
			continue
		}
		if near := nearest.Parts(e.Name(), known); near != "" {
			o.refuse(e.Name(), fmt.Sprintf("not a part of a dataset; did you mean %s?", near))
		}
	}
	for _, name := range files {
		o.files = append(o.files, file{name: name})
	}
	for _, folder := range folders {
		entries, err := fs.ReadDir(o.fsys, folder)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("opening a dataset: %w", err)
		}
		if len(entries) > maxFiles {
			return fmt.Errorf("opening a dataset: folder %s has %d files, more than the %d allowed", folder, len(entries), maxFiles)
		}
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { // by id: a.json comes before a-b.json
			return strings.Compare(strings.TrimSuffix(a.Name(), ".json"), strings.TrimSuffix(b.Name(), ".json"))
		})
		for _, e := range entries {
			name := folder + "/" + e.Name()
			if !strings.HasSuffix(name, ".json") {
				if strings.EqualFold(path.Ext(name), ".json") {
					o.refuse(name, "its name does not end in .json in lower case; rename it")
				}
				continue
			}
			if !e.Type().IsRegular() {
				o.refuse(name, "not a regular file; a dataset is read from plain files only")
				continue
			}
			f := file{name: name}
			if info, err := e.Info(); err == nil {
				f.size = info.Size()
			}
			o.files = append(o.files, f)
		}
	}
	return nil
}

// refuse notes why a file is not read. What it would have defined is unknown.
func (o *opener) refuse(file, message string) {
	o.faults = append(o.faults, Fault{File: file, Message: message})
	o.broken = true
}

// load loads the text of one file. A file over the limit is refused unread: then there is a fault, and no text.
func (o *opener) load(name string) (text string, ok bool, err error) {
	f, err := o.fsys.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		o.refuse(name, "the file is missing")
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("opening a dataset: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", false, fmt.Errorf("opening a dataset: %w", err)
	}
	switch {
	case !info.Mode().IsRegular():
		o.refuse(name, "not a regular file; a dataset is read from plain files only")
		return "", false, nil
	case info.Size() > maxFile:
		o.refuse(name, fmt.Sprintf("the file has %d bytes, more than the %d allowed; split it", info.Size(), maxFile))
		return "", false, nil
	}
	var b strings.Builder
	b.Grow(int(max(0, info.Size())))
	if o.buffer == nil {
		o.buffer = make([]byte, 8<<10)
	}
	// A file may grow while it is read: the reader refuses the byte over the limit.
	if _, err := io.CopyBuffer(&b, io.LimitReader(f, maxFile+1), o.buffer); err != nil {
		return "", false, fmt.Errorf("opening a dataset: %s: %w", name, err)
	}
	return b.String(), true, nil
}

// textOf returns the text of a file once more, for the places of faults.
func (o *opener) textOf(number int32) string {
	if f := &o.files[number]; f.text != "" {
		return f.text
	}
	if o.again.text == "" || o.again.number != number {
		faults, broken := o.faults, o.broken
		text, _, _ := o.load(o.files[number].name) // if it can no longer be read, faults in it have no line, and that is no new fault
		o.faults, o.broken = faults, broken
		o.again.number, o.again.text = number, text
	}
	return o.again.text
}

// stem is the id that the name of a file promises.
func stem(name string) string { return strings.TrimSuffix(path.Base(name), ".json") }
