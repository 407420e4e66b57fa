package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/export"
	"github.com/cyberres/cyberres/internal/ident"
	"github.com/cyberres/cyberres/schema"
)

// newFrom begins a file of annotations with what somebody marked in another program, or makes a dataset of JSON Lines.
func (c *command) newFrom(from, text string, write bool, operands []string) int {
	if len(operands) != 2 || operands[0] != "annotations" && operands[0] != "dataset" {
		return c.usage(errors.New("what is to be made of the file? annotations SOURCE, or dataset FOLDER"))
	}
	if operands[0] == "dataset" && (text != "" || write || c.data != "") {
		return c.usage(errors.New("a dataset is written into the folder that is named; leave out -text, -w and -data"))
	}
	content, err := c.readFrom(from)
	if err != nil {
		return c.fail(err)
	}
	if operands[0] == "dataset" {
		return c.newDataset(from, content, operands[1])
	}
	if !ident.Valid(operands[1]) {
		_, _, err := schema.Skeleton("annotations", operands[1])
		return c.usage(err)
	}
	return c.newAnnotations(from, content, text, write, cyberres.SourceID(operands[1]))
}

// readFrom reads a file, or standard input.
func (c *command) readFrom(from string) (string, error) {
	if from != "-" {
		texts, err := readTexts([]string{from})
		if err != nil {
			return "", err
		}
		return texts[0], nil
	}
	text, err := io.ReadAll(io.LimitReader(c.in, maxFile+1))
	if err == nil && len(text) > maxFile {
		err = fmt.Errorf("more than the %d bytes allowed", maxFile)
	}
	if err != nil {
		return "", fmt.Errorf("standard input: %w", err)
	}
	return string(text), nil
}

// newAnnotations prints or writes a draft, and says what became of what it was made of.
func (c *command) newAnnotations(from, content, text string, write bool, id cyberres.SourceID) int {
	into := export.Into{Source: cyberres.Source{ID: id}, Name: from}
	folder := c.folder(write)
	if folder != "" {
		if !exists(filepath.Join(folder, "sources", string(id)+".json")) {
			return c.fail(noSource(folder, string(id)))
		}
		c.data = folder
	}
	d, err := c.whole()
	if err == nil {
		if s, ok := d.Source(id); ok {
			into.Source, into.Data = s, d
		}
	} else {
		c.note("the dataset in %s does not open yet, so that ids, addresses and the digest of the text are not compared with it; to see why: cyberres check %s", folder, folder)
	}
	if text != "" {
		texts, err := readTexts([]string{text})
		if err != nil {
			return c.fail(err)
		}
		into.Text = texts[0]
	}
	read := export.ReadWebAnnotation
	if strings.EqualFold(filepath.Ext(from), ".ann") {
		if read = export.ReadBrat; text == "" {
			return c.usage(errors.New("an .ann file says nothing without the text that it belongs to; name the .txt file by -text"))
		}
	}
	draft, err := read(content, into)
	if err != nil {
		return c.fail(err)
	}
	for _, n := range draft.Notes {
		if n.Line == 0 {
			c.note("%s: %s", from, n)
		} else {
			c.note("%s:%s", from, n)
		}
	}
	if draft.Records == 0 {
		c.note("nothing of %s came through, so that nothing is written", from)
		return findings
	}
	name := "annotations/" + string(id) + ".json"
	formed, err := schema.Format(name, string(draft.JSON))
	if err != nil {
		return c.fail(err)
	}
	if folder == "" {
		c.out.WriteString(formed)
	} else if path := filepath.Join(folder, filepath.FromSlash(name)); true {
		if err := create(path, formed); err != nil {
			return c.fail(err)
		}
		c.note("wrote %s; for what is left to fill in: cyberres check %s", path, folder)
	}
	c.note("%s with %s: a draft, to be finished by a person", count(draft.Records, "record"), count(draft.Passages, "passage"))
	for _, b := range draft.Blanks {
		c.note("to be filled in: %s", b)
	}
	return fine
}

// newDataset writes the files of a dataset, all or none.
func (c *command) newDataset(from, content, folder string) int {
	if exists(folder) {
		return c.fail(fmt.Errorf("%s is there already, and was left as it is", folder))
	}
	made, err := export.ReadJSONLines(strings.NewReader(content))
	if err != nil {
		return c.fail(errors.New(from + ": " + strings.ReplaceAll(err.Error(), "\n", "\n"+from+": ")))
	}
	_, err = cyberres.Open(made)
	var faults cyberres.Faults
	if errors.As(err, &faults) {
		return c.fail(fmt.Errorf("the records of %s make no dataset; nothing is written:\n%w", from, err))
	} else if err != nil {
		return c.fail(err)
	}
	if err := os.MkdirAll(filepath.Dir(filepath.Clean(folder)), 0o777); err != nil {
		return c.fail(err)
	}
	// Beside its place, since a folder can be renamed within its file system only.
	beside, err := os.MkdirTemp(filepath.Dir(filepath.Clean(folder)), ".cyberres-*.tmp")
	if err != nil {
		return c.fail(err)
	}
	defer os.RemoveAll(beside)
	n := 0
	err = fs.WalkDir(made, ".", func(name string, e fs.DirEntry, err error) error {
		path := filepath.Join(beside, filepath.FromSlash(name))
		if err != nil || name == "." {
			return err
		}
		if e.IsDir() {
			return os.Mkdir(path, 0o777)
		}
		text, err := fs.ReadFile(made, name)
		if err != nil {
			return err
		}
		formed, err := schema.Format(name, string(text))
		if err != nil {
			return err
		}
		n++
		return os.WriteFile(path, []byte(formed), 0o666)
	})
	if err == nil {
		err = os.Chmod(beside, 0o755) // a temporary folder is for its owner only
	}
	if err == nil {
		err = os.Rename(beside, folder)
	}
	if err != nil {
		return c.fail(err)
	}
	c.note("wrote %s to %s", count(n, "file"), folder)
	return fine
}
