package main

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files and the picture")

func TestOutput(t *testing.T) {
	for golden, args := range map[string][]string{"2021.txt": {"2021-06-01"}, "nis.txt": {"2023", "nis-directive", "nis2-directive"}} {
		var out bytes.Buffer
		picture := t.TempDir() + "/timeline.svg"
		if err := run(&out, picture, args[0], args[1:]); err != nil {
			t.Fatal(err)
		}
		svg, err := os.ReadFile(picture)
		if err != nil {
			t.Fatal(err)
		}
		for name, got := range map[string][]byte{"testdata/" + golden: out.Bytes(), "testdata/" + strings.TrimSuffix(golden, "txt") + "svg": svg} {
			if *update {
				if err := os.WriteFile(name, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("the output is not %s (rewrite it with -update)", name)
			}
		}
	}
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct {
		day, instrument, want string
	}{
		{"2021-02-30", "", "has no day 30"},
		{"June", "", "write 2021"},
		{"2021", "nis-directiv", "no instrument nis-directiv; did you mean nis-directive?"},
	} {
		var names []string
		if c.instrument != "" {
			names = []string{c.instrument}
		}
		if err := run(&bytes.Buffer{}, "", c.day, names); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %s: %v", c.day, c.instrument, err)
		}
	}
}
