package tag

import (
	"go/build"
	"slices"
	"strings"
	"testing"
)

// The package stands on the dataset, on the places of texts, on what the project has for itself and on the standard library with Unicode's normal forms and names of
// regions, and takes nothing else into a program.
func TestAllowedImports(t *testing.T) {
	pkg, err := build.ImportDir(".", 0)
	if err != nil {
		t.Fatal(err)
	}
	allowed := []string{"github.com/cyberres/cyberres/cyberres", "github.com/cyberres/cyberres/cyberres/anchor", "golang.org/x/text/language", "golang.org/x/text/language/display", "golang.org/x/text/unicode/norm"}
	for _, path := range pkg.Imports {
		if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ".") && !slices.Contains(allowed, path) && !strings.HasPrefix(path, "github.com/cyberres/cyberres/internal/") || path == "C" || path == "unsafe" || path == "regexp" {
			t.Errorf("tag imports %s", path)
		}
	}
}
