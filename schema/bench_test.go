package schema

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/generate"
)

// benchData returns an invented dataset of about 14 MB, indented as an editor does: as a bundle, with nearly all records in a few large annotation
// files, or as ten thousand files of actors and instruments.
func benchData(tb testing.TB, form string) fstest.MapFS {
	tb.Helper()
	made := generate.Dataset(14_000, 1)
	if form == "files" {
		made = generate.Entities(10_000, 1)
	}
	out := fstest.MapFS{}
	err := fs.WalkDir(made, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := fs.ReadFile(made, name)
		if err != nil {
			return err
		}
		var b bytes.Buffer
		out[name] = &fstest.MapFile{Mode: 0o644}
		err = json.Indent(&b, text, "", "  ")
		out[name].Data = b.Bytes()
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

// What is invented keeps all rules, so that its benchmarks measure a dataset as it should be.
func TestInventedDataIsFine(t *testing.T) {
	for name, fsys := range map[string]fs.FS{
		"no statement": generate.Dataset(0, 1), "three": generate.Dataset(3, 2), "three hundred": generate.Dataset(300, 3),
		"bundle": benchData(t, "bundle"), "files": benchData(t, "files"),
	} {
		report, err := Check(fsys, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range report.Findings[:min(5, len(report.Findings))] {
			t.Errorf("%s: %v", name, f)
		}
	}
}

// BenchmarkCheck checks ten thousand records and more, in few files and in many. Beside it, on the same files and in the same run, the schemas alone
// are held against them: by the engine that this package has (v5) and by ajv's compiled validators, where node is at hand. Rates are without the search for
// near-duplicates; ms-near is what that takes more. Everything is in memory; "-disk" has the reading of the files in it.
func BenchmarkCheck(b *testing.B) {
	for _, form := range []string{"bundle", "files"} {
		b.Run(form, func(b *testing.B) { benchCheck(b, form) })
	}
}

func benchCheck(b *testing.B, form string) {
	data := benchData(b, form)
	folder := b.TempDir()
	size := 0
	for name, f := range data {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			b.Fatal(err)
		}
		size += len(f.Data)
	}
	memory := benchMemory{}
	for name, f := range data {
		memory.add(name, f.Data)
	}
	ajv := benchStartAjv(b, folder)
	records := 0
	var all, single, disk, v5, read, validate benchTimes
	run := func(fsys fs.FS, single bool) (took time.Duration) {
		schemas, err := documents()
		if err != nil {
			b.Fatal(err)
		}
		c := &checker{fsys: fsys, single: single, ids: map[string]int32{}, doubt: map[cyberres.Kind]bool{}, succeeds: map[string]bool{}, lengths: map[string]int{}}
		start := time.Now()
		if err := c.gather(schemas); err != nil {
			b.Fatal(err)
		}
		c.alikes()
		found := c.result()
		took = time.Since(start)
		if len(found) > 0 {
			b.Fatal(found[0])
		}
		records = len(c.definitions)
		return took
	}
	b.ReportAllocs()
	for b.Loop() {
		all.add(run(memory, false))
		b.StopTimer()
		single.add(run(memory, true))
		disk.add(run(os.DirFS(folder), true))
		if ajv != nil {
			r, v := ajv.round(b)
			read.add(r + v)
			validate.add(v)
		}
		if len(v5) < 5 {
			start := time.Now()
			benchEngine(b, data)
			v5.add(time.Since(start))
		}
		b.StartTimer()
	}
	rate := func(t benchTimes) float64 { return float64(records) / t.median().Seconds() }
	b.ReportMetric(rate(single), "records/s")
	b.ReportMetric(float64(size)/1e6/single.median().Seconds(), "MB/s")
	b.ReportMetric(rate(disk), "records/s-disk")
	b.ReportMetric((all.median()-single.median()).Seconds()*1000, "ms-near")
	b.ReportMetric(rate(v5), "records/s-v5")
	b.ReportMetric(rate(single)/rate(v5), "x-v5")
	if ajv == nil {
		return
	}
	b.ReportMetric(rate(validate), "records/s-ajv")
	b.ReportMetric(rate(read), "records/s-ajv-disk")
	b.ReportMetric(rate(single)/rate(validate), "x-ajv")
	b.ReportMetric(rate(disk)/rate(read), "x-ajv-disk")
}

// benchEngine decodes all files and holds them against their schemas with the engine alone.
func benchEngine(b *testing.B, data fstest.MapFS) {
	schemas, err := documents()
	if err != nil {
		b.Fatal(err)
	}
	for name, f := range data {
		d := json.NewDecoder(bytes.NewReader(f.Data))
		d.UseNumber()
		var value any
		if err := d.Decode(&value); err != nil {
			b.Fatal(err)
		}
		s, err := schemas[partOf(name).kind].schema()
		if err != nil {
			b.Fatal(err)
		}
		if err := s.Validate(value); err != nil {
			b.Fatal(err)
		}
	}
}

type benchTimes []time.Duration

func (t *benchTimes) add(d time.Duration) { *t = append(*t, d) }

func (t benchTimes) median() time.Duration { return slices.Sorted(slices.Values(t))[len(t)/2] }

// benchMemory is a file system in memory that costs next to nothing: fstest.MapFS goes through all files to list one folder.
type benchMemory map[string]*benchEntry

type benchEntry struct {
	name   string
	data   []byte
	folder []fs.DirEntry
}

func (m benchMemory) add(name string, data []byte) {
	e := &benchEntry{name: filepath.Base(name), data: data}
	m[name] = e
	for folder := filepath.Dir(name); ; e, folder = m[folder], filepath.Dir(folder) {
		parent, known := m[folder]
		if !known {
			parent = &benchEntry{name: filepath.Base(folder)}
			m[folder] = parent
		}
		at, _ := slices.BinarySearchFunc(parent.folder, e.name, func(e fs.DirEntry, name string) int { return bytes.Compare([]byte(e.Name()), []byte(name)) })
		parent.folder = slices.Insert(parent.folder, at, fs.DirEntry(e))
		if known || folder == "." {
			return
		}
	}
}

func (m benchMemory) Open(name string) (fs.File, error) {
	if e, ok := m[name]; ok {
		return &benchFile{e, *bytes.NewReader(e.data)}, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func (m benchMemory) ReadDir(name string) ([]fs.DirEntry, error) {
	if e, ok := m[name]; ok {
		return e.folder, nil
	}
	return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
}

type benchFile struct {
	*benchEntry
	bytes.Reader
}

func (f *benchFile) Size() int64 { return f.benchEntry.Size() }

func (e *benchEntry) Name() string { return e.name }
func (e *benchEntry) Size() int64  { return int64(len(e.data)) }
func (e *benchEntry) Mode() fs.FileMode {
	if e.IsDir() {
		return fs.ModeDir | 0o755
	}
	return 0o644
}
func (e *benchEntry) Type() fs.FileMode          { return e.Mode().Type() }
func (e *benchEntry) ModTime() time.Time         { return time.Time{} }
func (e *benchEntry) IsDir() bool                { return e.folder != nil }
func (e *benchEntry) Sys() any                   { return nil }
func (e *benchEntry) Info() (fs.FileInfo, error) { return e, nil }
func (e *benchEntry) Stat() (fs.FileInfo, error) { return e, nil }
func (e *benchEntry) Close() error               { return nil }

// benchAjv is a node process that validates the files again and again.
type benchAjv struct {
	in  io.Writer
	out *bufio.Scanner
}

// benchStartAjv starts it, or says why there is none.
func benchStartAjv(b *testing.B, folder string) *benchAjv {
	b.Helper()
	node := os.Getenv("CYBERRES_NODE")
	if node == "" {
		b.Log("CYBERRES_NODE does not name node: there is no comparison with ajv")
		return nil
	}
	const modules = "testdata/ajv/node_modules"
	if _, err := os.Stat(filepath.Join(modules, "ajv")); err != nil {
		b.Log("there is no comparison with ajv; run npm ci in schema/testdata/ajv: ", err)
		return nil
	}
	absolute, err := filepath.Abs(modules)
	if err != nil {
		b.Fatal(err)
	}
	command := exec.Command(node, "testdata/ajv/rounds.mjs", absolute, ".", folder)
	command.Stderr = os.Stderr
	in, err := command.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := command.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		in.Close()
		if err := command.Wait(); err != nil {
			b.Error(err)
		}
	})
	a := &benchAjv{in, bufio.NewScanner(out)}
	for range 3 { // node compiles what runs often
		a.round(b)
	}
	return a
}

// round validates all files once. It returns what reading them took, and parsing and validating.
func (a *benchAjv) round(b *testing.B) (read, validate time.Duration) {
	b.Helper()
	if _, err := io.WriteString(a.in, "again\n"); err != nil {
		b.Fatal(err)
	}
	if !a.out.Scan() {
		b.Fatal("ajv gives no answer: ", a.out.Err())
	}
	var first, second float64
	if _, err := fmt.Sscan(a.out.Text(), &first, &second); err != nil {
		b.Fatal(err)
	}
	return time.Duration(first * 1e6), time.Duration(second * 1e6)
}
