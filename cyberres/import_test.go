package cyberres_test

import (
	"bytes"
	"fmt"
	"go/build"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The library itself needs the standard library and its own packages, and golang.org/x/text once it has a use for it; never the validator.
func TestAllowedImports(t *testing.T) {
	pkg, err := build.ImportDir(".", 0)
	if err != nil {
		t.Fatal(err)
	}
	const module = "github.com/cyberres/cyberres/"
	for _, path := range pkg.Imports {
		first, _, _ := strings.Cut(path, "/")
		own := slices.Contains([]string{"dataset", "cyberres/anchor", "internal/strictjson", "internal/nearest", "internal/ident", "internal/quote", "internal/phrase"}, strings.TrimPrefix(path, module))
		if strings.Contains(first, ".") && !own && !strings.HasPrefix(path, "golang.org/x/text/") {
			t.Errorf("cyberres imports %s", path)
		}
	}
	if slices.Contains(pkg.Imports, "C") || slices.Contains(pkg.Imports, "unsafe") {
		t.Error("cyberres imports C or unsafe")
	}
}

// A program that imports the package and asks nothing carries neither the data nor the validator, and runs no init code of ours.
func TestImportCostsNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	dir, err := os.MkdirTemp(".", "testdata-build-") // inside the module, so that the import resolves offline
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	compile := func(name, source string) string {
		t.Helper()
		folder := filepath.Join(dir, name)
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "main.go"), []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := filepath.Abs(filepath.Join(folder, "program"))
		if err != nil {
			t.Fatal(err)
		}
		if msg, err := exec.Command("go", "build", "-o", out, "./"+folder).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, msg)
		}
		return out
	}
	const path = "github.com/cyberres/cyberres/cyberres"
	empty := compile("empty", "package main\n\nfunc main() {}\n")
	blank := compile("blank", fmt.Sprintf("package main\n\nimport _ %q\n\nfunc main() {}\n", path))
	open := compile("open", fmt.Sprintf("package main\n\nimport (\n\t%q\n\t\"os\"\n)\n\nfunc main() { cyberres.Open(os.DirFS(\".\")) }\n", path))
	used := compile("used", fmt.Sprintf("package main\n\nimport %q\n\nfunc main() { cyberres.Default() }\n", path))

	size := func(program string) int64 {
		info, err := os.Stat(program)
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	const limit = 700_000
	if grown := size(blank) - size(empty); grown > limit {
		t.Errorf("a blank import grows the program by %d bytes, more than %d", grown, limit)
	}
	t.Logf("an empty program has %d bytes; a blank import adds %d, Open %d, Default %d", size(empty), size(blank)-size(empty), size(open)-size(empty), size(used)-size(empty))

	contains := func(program, what string) bool {
		data, err := os.ReadFile(program)
		if err != nil {
			t.Fatal(err)
		}
		return bytes.Contains(data, []byte(what))
	}
	const inData = "japan-against-differentiated-responsibility"
	for _, program := range []string{blank, open} { // no method names the data, only Default does
		if contains(program, inData) {
			t.Errorf("%s contains the data", filepath.Base(filepath.Dir(program)))
		}
	}
	if !contains(used, inData) {
		t.Error("a program that calls Default does not contain the data: the test looks for the wrong thing")
	}
	for _, program := range []string{blank, open, used} {
		if contains(program, "santhosh-tekuri") {
			t.Errorf("%s contains the validator", filepath.Base(filepath.Dir(program)))
		}
	}

	run := exec.Command(blank)
	run.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	trace, err := run.CombinedOutput()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(trace, []byte("init runtime")) {
		t.Fatalf("no trace of inits: %s", trace)
	}
	if bytes.Contains(trace, []byte("cyberres")) {
		t.Errorf("the import runs init code:\n%s", trace)
	}
}
