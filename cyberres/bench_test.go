package cyberres_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"testing"

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
