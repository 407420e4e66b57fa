package tag

import (
	"go/build"
	"slices"
	"strings"
	"testing"
)

// The package stands on the dataset, on the places of texts and on the standard library with Unicode's normal forms and names of regions, and takes nothing else into a program.
func TestAllowedImports(t *testing.T) {
	pkg, err := build.ImportDir(".", 0)
	if err != nil {
		t.Fatal(err)
	}
	const module = "github.com/cyberres/cyberres/"
	allowed := []string{
		module + "cyberres", module + "cyberres/anchor", module + "internal/suggest", module + "internal/strictjson", module + "internal/quote", module + "internal/ident",
		"golang.org/x/text/unicode/norm", "golang.org/x/text/language", "golang.org/x/text/language/display",
	}
	for _, path := range pkg.Imports {
		if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ".") && !slices.Contains(allowed, path) || path == "C" || path == "unsafe" || path == "regexp" {
			t.Errorf("tag imports %s", path)
		}
	}
}
