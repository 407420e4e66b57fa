package cyberres_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/dataset"
)

func size(b *testing.B, fsys fs.FS) (bytes int64) {
	b.Helper()
	err := fs.WalkDir(fsys, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		bytes += info.Size()
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return bytes
}

// Opening the embedded dataset: strict reading, references, everything.
func BenchmarkOpen(b *testing.B) {
	b.SetBytes(size(b, dataset.FS()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := cyberres.Open(dataset.FS()); err != nil {
			b.Fatal(err)
		}
	}
}

// The same bytes through encoding/json, into values of any type and without a single check, to compare with.
func BenchmarkEncodingJSON(b *testing.B) {
	b.SetBytes(size(b, dataset.FS()))
	b.ReportAllocs()
	for b.Loop() {
		err := fs.WalkDir(dataset.FS(), ".", func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := fs.ReadFile(dataset.FS(), path)
			if err != nil {
				return err
			}
			var v any
			return json.Unmarshal(data, &v)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// From the start of a process to the first answer on standard output, against a program that only prints: medians of alternating runs, in one run
// of the benchmark. The figure to look at is ms/300KB, the difference for 300 KB of JSON.
func BenchmarkFirstAnswer(b *testing.B) {
	dir, err := os.MkdirTemp(".", "bench-build-") // inside the module, so that the import resolves offline
	if err != nil {
		b.Fatal(err)
	}
	defer os.RemoveAll(dir)
	programs := map[string]string{
		"hello":  "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"hello\") }\n",
		"answer": "package main\n\nimport (\n\t\"fmt\"\n\n\t\"github.com/cyberres/cyberres/cyberres\"\n)\n\nfunc main() {\n\to, _ := cyberres.Default().Objective(\"japan-resilience-objective\")\n\tfmt.Println(o.Summary)\n}\n",
	}
	paths := map[string]string{}
	for name, source := range programs {
		folder := filepath.Join(dir, name)
		if err := os.MkdirAll(folder, 0o700); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "main.go"), []byte(source), 0o600); err != nil {
			b.Fatal(err)
		}
		path, err := filepath.Abs(filepath.Join(folder, "program"))
		if err != nil {
			b.Fatal(err)
		}
		if out, err := exec.Command("go", "build", "-o", path, "./"+folder).CombinedOutput(); err != nil {
			b.Fatalf("%v: %s", err, out)
		}
		paths[name] = path
	}
	times := map[string][]float64{}
	run := func(name string) {
		start := time.Now()
		if err := exec.Command(paths[name]).Run(); err != nil {
			b.Fatal(err)
		}
		times[name] = append(times[name], float64(time.Since(start).Microseconds())/1000)
	}
	for b.Loop() {
		for range 50 {
			run("hello")
			run("answer")
		}
	}
	hello, answer := median(times["hello"]), median(times["answer"])
	b.ReportMetric(hello, "ms/hello")
	b.ReportMetric(answer, "ms/answer")
	b.ReportMetric((answer-hello)*300_000/float64(size(b, dataset.FS())), "ms/300KB")
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

func BenchmarkLookup(b *testing.B) {
	d := cyberres.Default()
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := d.Objective("japan-resilience-objective"); !ok {
			b.Fatal("not found")
		}
	}
}

func BenchmarkFilter(b *testing.B) {
	d := cyberres.Default()
	b.ReportAllocs()
	f := cyberres.Filter{Actors: []cyberres.ActorID{"japan"}, Themes: []cyberres.ThemeID{"capacity-building"}}
	for b.Loop() {
		for range d.Objectives(f) {
		}
	}
}

func BenchmarkCompare(b *testing.B) {
	d := cyberres.Default()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := d.Compare("north-macedonia", "european-union", "japan"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	d := harbour(b)
	text, err := os.ReadFile(harbourDir + "/texts/isle-of-marn.txt")
	if err != nil {
		b.Fatal(err)
	}
	o, _ := d.Objective("marn-train-pilots")
	for b.Loop() {
		if err := o.Evidence.At(0).Verify(string(text)); err != nil {
			b.Fatal(err)
		}
	}
}
