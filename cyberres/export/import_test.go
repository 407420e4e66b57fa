package export_test

import (
	"go/build"
	"slices"
	"strings"
	"testing"
)

// The package needs the library, the anchor and the project's readers; never the validator, so that a program that exports does not carry it.
func TestAllowedImports(t *testing.T) {
	pkg, err := build.ImportDir(".", 0)
	if err != nil {
		t.Fatal(err)
	}
	const module = "github.com/cyberres/cyberres/"
	allowed := []string{"cyberres", "cyberres/anchor", "cyberres/anchor/fragment", "internal/strictjson", "internal/ident", "internal/quote"}
	for _, path := range pkg.Imports {
		first, _, _ := strings.Cut(path, "/")
		if own, ok := strings.CutPrefix(path, module); ok && slices.Contains(allowed, own) || strings.HasPrefix(path, "golang.org/x/text/") || !strings.Contains(first, ".") {
			continue
		}
		t.Errorf("export imports %s", path)
	}
}
