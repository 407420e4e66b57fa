package cyberres_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cyberres/cyberres/cyberres"
)

// Every Go block of the README compiles: a whole program as it stands, a fragment inside of a function.
func TestReadmeCompiles(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllStringSubmatch(string(readme), -1)
	if len(blocks) < 2 {
		t.Fatalf("the README has %d Go blocks", len(blocks))
	}
	dir, err := os.MkdirTemp(".", "readme-build-") // inside the module, so that its packages resolve
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	for i, b := range blocks {
		source := b[1]
		if !strings.HasPrefix(source, "package ") {
			source = "package main\n\nimport (\n\t\"fmt\"\n\n\t\"github.com/cyberres/cyberres/cyberres\"\n)\n\nfunc main() {\n" + source + "}\n"
		}
		folder := filepath.Join(dir, fmt.Sprint("block", i))
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "main.go"), []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command("go", "run", "./"+folder).CombinedOutput(); err != nil {
			t.Errorf("block %d: %v\n%s\n%s", i, err, out, source)
		} else if len(out) == 0 {
			t.Errorf("block %d prints nothing", i)
		}
	}
}

// The record that the README shows is the one in the dataset, its digest left out.
func TestReadmeShowsARealRecord(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?s)```json\n(.*?)```").FindSubmatch(readme)
	if block == nil {
		t.Fatal("the README shows no record")
	}
	var shown cyberres.Position
	if err := json.Unmarshal(block[1], &shown); err != nil {
		t.Fatal(err)
	}
	real, ok := cyberres.Default().Position(shown.ID)
	if !ok {
		t.Fatalf("no position %s", shown.ID)
	}
	first := real.Evidence.At(0)
	first.SHA256 = "…"
	real.Source, real.Evidence = "", cyberres.Of(first)
	if diff := cmp.Diff(real, shown); diff != "" {
		t.Errorf("the README shows another record (-dataset +README):\n%s", diff)
	}
}

// The README repeats the Go version that go.mod states.
func TestReadmeNamesTheGoVersion(t *testing.T) {
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(string(mod))
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	if version == nil || !strings.Contains(string(readme), "Go "+version[1]+" or newer") {
		t.Errorf("the README does not say that Go %v is needed", version)
	}
}
