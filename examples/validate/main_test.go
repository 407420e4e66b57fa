package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/dataset"
)

func TestTheDatasetIsValid(t *testing.T) {
	var out bytes.Buffer
	if n, err := run(&out, dataset.FS()); n != 0 || err != nil || !strings.HasSuffix(out.String(), " records, no findings\n") {
		t.Errorf("%d findings, error %v, and it prints\n%s", n, err, out.String())
	}
}

func TestFaults(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../cyberres/testdata/harbour")); err != nil {
		t.Fatal(err)
	}
	name := dir + "/annotations/isle-of-marn.json"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	data = bytes.Replace(data, []byte(`"bilateral"`), []byte(`"bilatral"`), 1)
	data = bytes.Replace(data, []byte(`"holders": ["marn"]`), []byte(`"holders": ["mran"]`), 1)
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	n, err := run(&out, os.DirFS(dir))
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if err != nil || n != 2 || len(lines) != 2 {
		t.Fatalf("%d, %v\n%s", n, err, out.String())
	}
	for i, want := range []string{`annotations/isle-of-marn.json:8:19: `, `annotations/isle-of-marn.json:65:15: `} {
		if !strings.HasPrefix(lines[i], want) {
			t.Errorf("line %d is %q", i+1, lines[i])
		}
	}
}
