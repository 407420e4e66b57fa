package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "rewrite the golden files and the picture")

func TestOutput(t *testing.T) {
	const golden = "testdata/network.txt"
	var out bytes.Buffer
	for _, args := range [][]string{nil, {"japan"}, {"g20", "asean"}, {"japan", "nato"}, {"japan", "japan"}} {
		fmt.Fprintf(&out, "> %s\n", strings.Join(args, " "))
		if err := run(&out, "", args); err != nil {
			t.Fatal(err)
		}
	}
	if *update {
		if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Bytes(), want) {
		t.Errorf("the output is not %s (rewrite it with -update):\n%s", golden, out.String())
	}
}

// The picture that the README shows is the one that the program draws.
func TestPicture(t *testing.T) {
	file := t.TempDir() + "/network.svg"
	if err := run(&bytes.Buffer{}, file, nil); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("network.svg", got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("network.svg")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("network.svg is not what the program draws (rewrite it with -update)")
	}
}

func TestMistakes(t *testing.T) {
	if err := run(&bytes.Buffer{}, "", []string{"japn"}); err == nil || err.Error() != "no actor japn; did you mean japan?" {
		t.Error(err)
	}
	for _, name := range []string{"\x1b[2Jjapan", "japan\u202e", "\xff", " ", strings.Repeat("\a", 100_000)} {
		if err := run(&bytes.Buffer{}, "", []string{name}); err == nil || strings.ContainsAny(err.Error(), "\x1b\a\u202e") || !utf8.ValidString(err.Error()) || len(err.Error()) > 1000 {
			t.Errorf("%.20q: %v", name, err)
		}
	}
	if err := run(&bytes.Buffer{}, t.TempDir()+"/none/network.svg", nil); err == nil {
		t.Error("a picture was written to a folder that is not there")
	}
}
