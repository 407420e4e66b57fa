//go:build unix

package schema

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A pipe that nobody writes to holds whoever opens it.
func TestPipesAreNotOpened(t *testing.T) {
	for _, name := range []string{"dataset.json", "sources/isle-of-marn.json"} {
		dir := t.TempDir()
		if err := os.CopyFS(dir, harbour(t)); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Mkfifo(filepath.Join(dir, name), 0o600); err != nil {
			t.Skip("no pipes here:", err)
		}
		if got := mustCheck(t, os.DirFS(dir)); len(got) != 1 || !strings.HasPrefix(got[0].String(), name+": error: not-a-file: a pipe") {
			t.Errorf("faults:\n%v", got)
		}
	}
}
