package schema

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/cyberres/cyberres/cyberres"
)

// The bounds of a dataset, those of cyberres.Open.
const (
	maxFile  = 32 << 20 // bytes of one file
	maxFiles = 200_000  // files of one folder
)

// read returns the texts of a dataset's files and what is wrong with files that are not read: links, devices, files of an impossible size.
// What a name is, it learns from the folder that holds it, so that nothing is opened or followed to find out.
func read(fsys fs.FS) (snapshot, cyberres.Faults, error) {
	var faults cyberres.Faults
	texts := snapshot{}
	one := func(e fs.DirEntry, name string) error {
		if !e.Type().IsRegular() {
			faults = append(faults, cyberres.Fault{File: name, Message: "not a regular file; a dataset is read from plain files only"})
			return nil
		}
		text, refused, err := readFile(fsys, name)
		if refused != "" {
			faults = append(faults, cyberres.Fault{File: name, Message: refused})
		} else if err == nil {
			texts[name] = text
		}
		return err
	}
	root, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, nil, err
	}
	for _, e := range root { // cyberres.Open looks at the names of others too, for one that was misspelt
		known := slices.ContainsFunc(layout, func(p part) bool { return strings.TrimSuffix(p.place, "/") == e.Name() })
		if extension := path.Ext(e.Name()); !known && (extension == "" || extension == ".json") {
			texts[e.Name()] = ""
		}
	}
	for _, l := range layout {
		name, isFolder := strings.CutSuffix(l.place, "/")
		i := slices.IndexFunc(root, func(e fs.DirEntry) bool { return e.Name() == name })
		switch {
		case i < 0: // cyberres.Open says what is missing
		case !isFolder:
			if err := one(root[i], name); err != nil {
				return nil, nil, err
			}
		case !root[i].IsDir():
			faults = append(faults, cyberres.Fault{File: name, Message: "not a folder; a dataset is read from plain folders only"})
		default:
			entries, err := fs.ReadDir(fsys, name)
			if err != nil {
				return nil, nil, err
			}
			if len(entries) > maxFiles {
				return nil, nil, fmt.Errorf("folder %s has %d files, more than the %d allowed", name, len(entries), maxFiles)
			}
			for _, e := range entries {
				if !strings.HasSuffix(e.Name(), ".json") {
					if strings.EqualFold(path.Ext(e.Name()), ".json") {
						texts[path.Join(name, e.Name())] = "" // for its name
					}
					continue
				}
				if err := one(e, path.Join(name, e.Name())); err != nil {
					return nil, nil, err
				}
			}
		}
	}
	return texts, faults, nil
}

// readFile returns the text of a file, or why it is refused.
func readFile(fsys fs.FS, name string) (text, refused string, err error) {
	f, err := fsys.Open(name)
	if err != nil {
		return "", "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", "", err
	}
	if !info.Mode().IsRegular() {
		return "", "not a regular file; a dataset is read from plain files only", nil
	}
	size := info.Size()
	var b strings.Builder
	if size <= maxFile {
		b.Grow(int(size))
		// The file may grow while it is read.
		if size, err = io.Copy(&b, io.LimitReader(f, maxFile+1)); err != nil {
			return "", "", fmt.Errorf("%s: %w", name, err)
		}
	}
	if size > maxFile {
		return "", fmt.Sprintf("the file has %d bytes, more than the %d allowed; split it", size, maxFile), nil
	}
	return b.String(), "", nil
}

// A snapshot has the texts of files by name. It is the file system that cyberres.Open is given, so that both see the same bytes
// and Open sees no file that would only lead it astray.
type snapshot map[string]string

func (s snapshot) Open(name string) (fs.File, error) {
	text, ok := s[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return openFile{strings.NewReader(text), fileInfo{path.Base(name), len(text)}}, nil
}

func (s snapshot) ReadDir(folder string) (entries []fs.DirEntry, err error) {
	for name, text := range s {
		if path.Dir(name) == folder {
			entries = append(entries, fs.FileInfoToDirEntry(fileInfo{path.Base(name), len(text)}))
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

type openFile struct {
	*strings.Reader
	info fileInfo
}

func (f openFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f openFile) Close() error               { return nil }

type fileInfo struct {
	name string
	size int
}

func (i fileInfo) Name() string       { return i.name }
func (i fileInfo) Size() int64        { return int64(i.size) }
func (i fileInfo) Mode() fs.FileMode  { return 0o444 }
func (i fileInfo) ModTime() time.Time { return time.Time{} }
func (i fileInfo) IsDir() bool        { return false }
func (i fileInfo) Sys() any           { return nil }
