package export

import (
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// files is a file system in memory: files in the root and in its folders.
type files struct {
	texts   map[string]string
	folders map[string][]fs.DirEntry
}

func newFiles() *files {
	return &files{map[string]string{}, map[string][]fs.DirEntry{".": nil}}
}

// add adds a file. Once all are added, sort must follow.
func (f *files) add(name, text string) {
	folder := path.Dir(name)
	if _, known := f.folders[folder]; !known {
		f.folders["."] = append(f.folders["."], fs.FileInfoToDirEntry(info{folder, 0, fs.ModeDir | 0o555}))
	}
	f.texts[name] = text
	f.folders[folder] = append(f.folders[folder], fs.FileInfoToDirEntry(info{path.Base(name), int64(len(text)), 0o444}))
}

func (f *files) sort() {
	for _, entries := range f.folders {
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
}

// Open opens a file or a folder.
func (f *files) Open(name string) (fs.File, error) {
	if text, ok := f.texts[name]; ok {
		return &opened{info{path.Base(name), int64(len(text)), 0o444}, strings.NewReader(text), nil}, nil
	}
	if entries, ok := f.folders[name]; ok {
		return &opened{info{path.Base(name), 0, fs.ModeDir | 0o555}, strings.NewReader(""), entries}, nil
	}
	reason := fs.ErrNotExist
	if !fs.ValidPath(name) {
		reason = fs.ErrInvalid
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: reason}
}

// opened is an open file, or a folder with the entries that were not read yet.
type opened struct {
	info
	*strings.Reader
	left []fs.DirEntry
}

func (o *opened) Stat() (fs.FileInfo, error) { return o.info, nil }
func (o *opened) Close() error               { return nil }
func (o *opened) Size() int64                { return o.info.size }

func (o *opened) Read(p []byte) (int, error) {
	if o.IsDir() {
		return 0, &fs.PathError{Op: "read", Path: o.name, Err: fs.ErrInvalid}
	}
	return o.Reader.Read(p)
}

// ReadDir returns the next n entries of a folder, or all that are left.
func (o *opened) ReadDir(n int) ([]fs.DirEntry, error) {
	if !o.IsDir() {
		return nil, &fs.PathError{Op: "readdir", Path: o.name, Err: fs.ErrInvalid}
	}
	if n <= 0 {
		out := o.left
		o.left = nil
		return slices.Clone(out), nil
	}
	if len(o.left) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(o.left))
	out := o.left[:n]
	o.left = o.left[n:]
	return slices.Clone(out), nil
}

// info describes a file.
type info struct {
	name string
	size int64
	mode fs.FileMode
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return i.mode }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return i.mode.IsDir() }
func (i info) Sys() any           { return nil }
