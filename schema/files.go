package schema

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/ident"
	"github.com/cyberres/cyberres/internal/nearest"
)

// Rules of files: plain files with plain names, of a size that a record can have.

var (
	notAFile = &Rule{"not-a-file", "files", "Not a plain file", SeverityError,
		"A dataset is read from plain files in plain folders. Links, pipes, sockets, devices and folders with the name of a file are not opened: they can lead out of the dataset, or never end.",
		"actors/marn.json is a link", "actors/marn.json is a file"}
	fileName = &Rule{"file-name", "files", "Name that no record has", SeverityError,
		"The file of a record is named by its id and .json, all in lower case. Other names (hidden, reserved by some system, with capitals, spaces or control characters) are lost or changed when files are copied.",
		"actors/Marn.JSON", "actors/marn.json"}
	strayFile = &Rule{"stray-file", "files", "File that is no part of a dataset", SeverityError,
		"The folders of records hold records and a README alone, and a dataset has the files and folders that its documentation names. What is misspelt would be left out in silence.",
		"actor/marn.json", "actors/marn.json"}
	missingFile = &Rule{"missing-file", "files", "File that is missing", SeverityError,
		"Every dataset has dataset.json, themes.json and references.json.",
		"no themes.json", `themes.json with {"themes": []}`}
	unreadable = &Rule{"unreadable", "files", "File that cannot be read", SeverityError,
		"A file that its owner may not read, or that the system gives up on, cannot be checked.",
		"actors/marn.json with the mode 000", "actors/marn.json with the mode 644"}

	fileRules = []*Rule{notAFile, fileName, strayFile, missingFile, unreadable}
)

// The bounds of a dataset, those of cyberres.Open.
const (
	maxFile  = 32 << 20 // bytes of one file
	maxFiles = 200_000  // files of one folder
)

// An entry is a file to be checked.
type entry struct {
	name string
}

// stemOf returns the id that the name of a file promises.
func stemOf(name string) string { return strings.TrimSuffix(path.Base(name), ".json") }

// list lists the files, sources before annotations, and reports what is none. What a name is, it learns from the folder that holds it, so that
// nothing is opened or followed to find out.
func (c *checker) list() error {
	root, err := fs.ReadDir(c.fsys, ".")
	if err != nil {
		return err
	}
	var parts []string
	for _, l := range layout {
		parts = append(parts, strings.TrimSuffix(l.place, "/"))
	}
	strays := map[string]bool{}
	for _, e := range root {
		name := e.Name()
		if slices.Contains(parts, name) {
			continue
		}
		extension := path.Ext(name)
		if extension != "" && !strings.EqualFold(extension, ".json") {
			continue
		}
		if near := nearest.Parts(name, parts); near != "" {
			c.refuse(strayFile, name, "not a part of a dataset; did you mean %s?", near)
			strays[near] = true
			c.doubtAll()
		}
	}
	var missing []string
	for _, l := range layout {
		name, isFolder := strings.CutSuffix(l.place, "/")
		i := slices.IndexFunc(root, func(e fs.DirEntry) bool { return e.Name() == name })
		switch {
		case i < 0 && l.optional:
		case i < 0:
			if !strays[name] {
				missing = append(missing, name)
			}
			c.without(l.kind)
		case !isFolder:
			if root[i].Type().IsRegular() {
				c.files = append(c.files, entry{name: name})
			} else {
				c.refuse(notAFile, name, "%s; a dataset is read from plain files only", kindOf(root[i].Type()))
				c.without(l.kind)
			}
		case !root[i].IsDir():
			c.refuse(notAFile, name, "%s; a dataset is read from plain folders only", kindOf(root[i].Type()))
			c.without(l.kind)
		default:
			if err := c.folder(name, l.kind); err != nil {
				return err
			}
		}
	}
	if len(missing) == 3 {
		c.refuse(missingFile, missing[0], "this folder is no dataset: there is no %s", strings.Join(missing, ", "))
	} else {
		for _, name := range missing {
			c.refuse(missingFile, name, "the file is missing")
		}
	}
	return nil
}

// folder lists the records of one folder.
func (c *checker) folder(folder, kind string) error {
	entries, err := fs.ReadDir(c.fsys, folder)
	if err != nil {
		c.refuse(unreadable, folder, "the folder cannot be read: %v", reason(err))
		c.without(kind)
		return nil
	}
	if len(entries) > maxFiles {
		return fmt.Errorf("folder %s has %d files, more than the %d allowed", folder, len(entries), maxFiles)
	}
	for _, e := range entries {
		name := folder + "/" + e.Name()
		stem, isJSON := strings.CutSuffix(e.Name(), ".json")
		switch {
		case !e.Type().IsRegular() && !(e.IsDir() && !strings.EqualFold(path.Ext(name), ".json")):
			c.refuse(notAFile, name, "%s; a dataset is read from plain files only", kindOf(e.Type()))
			c.promised(kind, stem)
		case e.IsDir():
			c.refuse(strayFile, name, "a folder among records; the records of a kind stand in one folder")
		case isJSON && ident.Valid(stem) && !reserved(stem):
			c.files = append(c.files, entry{name: name})
		case isJSON || strings.EqualFold(path.Ext(name), ".json"):
			message := "the name is no id; write lower-case words joined by hyphens, and .json"
			if better := idFrom(strings.ToLower(strings.TrimSuffix(strings.ToLower(e.Name()), ".json"))); better != "" || ident.Valid(strings.TrimSuffix(strings.ToLower(e.Name()), ".json")) {
				if better == "" {
					better = strings.TrimSuffix(strings.ToLower(e.Name()), ".json")
				}
				message = "rename it to " + better + ".json"
				c.promised(kind, better)
			}
			if reserved(stem) {
				message = "the name is reserved by some systems; add a word to it"
				c.promised(kind, stem)
			}
			c.refuse(fileName, name, "%s", message)
			if kind == "annotations" {
				c.without(kind)
			}
		case e.Name() == "README.md":
		default:
			c.refuse(strayFile, name, "not a record; the folder holds .json files, and perhaps a README.md")
			c.promised(kind, strings.TrimSuffix(e.Name(), path.Ext(e.Name())))
		}
	}
	return nil
}

// reserved reports names that Windows keeps for devices, whatever stands after a dot.
func reserved(stem string) bool {
	switch stem {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(stem) == 4 && (stem[:3] == "com" || stem[:3] == "lpt") && stem[3] >= '1' && stem[3] <= '9'
}

// kindOf says in words what stands where a file belongs.
func kindOf(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeSymlink != 0:
		return "a link"
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&(fs.ModeDevice|fs.ModeCharDevice) != 0:
		return "a device"
	case mode.IsRegular():
		return "a file"
	}
	return "not a regular file"
}

// refuse reports a file that is not read.
func (c *checker) refuse(rule *Rule, name, format string, args ...any) {
	if c.options.Only != nil && !c.options.Only(name) {
		return
	}
	if len(c.findings) >= 10*maxFindings {
		return // a folder of nothing but links has been told well enough
	}
	c.findings = append(c.findings, Finding{File: name, Code: rule.Code, Class: rule.Class, Severity: rule.Severity, Message: visible(fmt.Sprintf(format, args...))})
}

// without notes that the records of a kind of file are unknown.
func (c *checker) without(kind string) {
	for _, k := range append(holds(kind), cyberres.Kind(kind)) {
		c.doubt[k] = true
	}
}

// doubtAll notes that any record may be missing: a whole folder has another name.
func (c *checker) doubtAll() {
	for _, l := range layout {
		c.without(l.kind)
	}
}

// promised takes the id that the name of an unread file promises for defined.
func (c *checker) promised(kind, stem string) {
	if kind == "annotations" {
		c.without(kind)
	}
	if !ident.Valid(stem) {
		c.without(kind)
		return
	}
	c.promises = append(c.promises, definition{id: stem, kind: cyberres.Kind(kind), assumed: true})
}

// load returns the text of a file, or why it is refused.
func (c *checker) load(e *entry) (text string, refused *Finding) {
	no := func(rule *Rule, format string, args ...any) (string, *Finding) {
		return "", &Finding{Code: rule.Code, Class: rule.Class, Severity: rule.Severity, Message: visible(fmt.Sprintf(format, args...))}
	}
	f, err := c.fsys.Open(e.name)
	if err != nil {
		return no(unreadable, "the file cannot be read: %v", reason(err))
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return no(unreadable, "the file cannot be read: %v", reason(err))
	}
	if !info.Mode().IsRegular() {
		return no(notAFile, "%s; a dataset is read from plain files only", kindOf(info.Mode()))
	}
	size := info.Size()
	if size <= maxFile {
		if text, size, err = c.read(f, size); err != nil {
			return no(unreadable, "the file cannot be read: %v", reason(err))
		}
	}
	if size > maxFile {
		return no(tooLarge, "the file has %d bytes, more than the %d allowed; split it", size, maxFile)
	}
	return text, nil
}

// read reads a file as far as the size that it should have, or to the end where it has none.
func (c *checker) read(f fs.File, expected int64) (text string, size int64, err error) {
	if c.buffer == nil {
		c.buffer = make([]byte, 64<<10)
	}
	var b strings.Builder
	b.Grow(int(expected))
	for err == nil && size <= maxFile && (size < expected || size == 0) {
		var n int
		n, err = f.Read(c.buffer)
		b.Write(c.buffer[:n])
		size += int64(n)
	}
	if err != nil && err != io.EOF {
		return "", 0, err
	}
	return b.String(), size, nil
}

// reason is what is wrong with a file, without its name, which the finding has.
func reason(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}
