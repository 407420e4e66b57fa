package anchor_test

import (
	"go/build"
	"strings"
	"testing"
)

// The package is a leaf: the standard library and one package of x/text.
func TestAllowedImports(t *testing.T) {
	pkg, err := build.ImportDir(".", 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range pkg.Imports {
		if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ".") && path != "golang.org/x/text/unicode/norm" || path == "C" || path == "unsafe" {
			t.Errorf("anchor imports %s", path)
		}
	}
}
