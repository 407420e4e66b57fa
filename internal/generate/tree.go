package generate

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// A tree is a file system in memory, of files in folders of the root. Unlike fstest.MapFS it keeps its folders, so that reading one takes time in its own
// length.
type tree struct {
	files   map[string]*entry
	folders map[string][]fs.DirEntry
}

func newTree() *tree {
	return &tree{map[string]*entry{}, map[string][]fs.DirEntry{".": nil}}
}

// add adds a file. Once all are added, sort must follow.
func (t *tree) add(name string, data []byte) {
	e := &entry{path.Base(name), data, 0o444}
	t.files[name] = e
	folder := path.Dir(name)
	if _, known := t.folders[folder]; !known {
		t.folders["."] = append(t.folders["."], &entry{folder, nil, fs.ModeDir | 0o555})
	}
	t.folders[folder] = append(t.folders[folder], e)
}

func (t *tree) sort() {
	for _, entries := range t.folders {
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
}

// Open opens a file or folder.
func (t *tree) Open(name string) (fs.File, error) {
	if e, ok := t.files[name]; ok {
		return &openFile{e, *bytes.NewReader(e.data)}, nil
	}
	if entries, ok := t.folders[name]; ok {
		return &openFolder{&entry{path.Base(name), nil, fs.ModeDir | 0o555}, entries}, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: missing(name)}
}

// ReadDir returns the files of a folder in the order of their names.
func (t *tree) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, ok := t.folders[name]
	if !ok {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: missing(name)}
	}
	return slices.Clone(entries), nil
}

func missing(name string) error {
	if !fs.ValidPath(name) {
		return fs.ErrInvalid
	}
	return fs.ErrNotExist
}

// An entry is a file or folder, and all that is to say of it.
type entry struct {
	name string
	data []byte
	mode fs.FileMode
}

func (e *entry) Name() string               { return e.name }
func (e *entry) Size() int64                { return int64(len(e.data)) }
func (e *entry) Mode() fs.FileMode          { return e.mode }
func (e *entry) Type() fs.FileMode          { return e.mode.Type() }
func (e *entry) ModTime() time.Time         { return time.Time{} }
func (e *entry) IsDir() bool                { return e.mode.IsDir() }
func (e *entry) Sys() any                   { return nil }
func (e *entry) Info() (fs.FileInfo, error) { return e, nil }
func (e *entry) Stat() (fs.FileInfo, error) { return e, nil }
func (e *entry) Close() error               { return nil }

type openFile struct {
	*entry
	bytes.Reader
}

// Size is of the entry; the reader has one too.
func (f *openFile) Size() int64 { return f.entry.Size() }

type openFolder struct {
	*entry
	rest []fs.DirEntry
}

func (f *openFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: fs.ErrInvalid}
}

func (f *openFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(f.rest)
	} else if len(f.rest) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.rest))
	read := slices.Clone(f.rest[:n])
	f.rest = f.rest[n:]
	return read, nil
}
