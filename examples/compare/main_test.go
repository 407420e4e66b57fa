package main

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "rewrite the golden file")

func TestOutput(t *testing.T) {
	const golden = "testdata/three.txt"
	var out bytes.Buffer
	if err := run(&out, "table", []string{"north-macedonia", "european-union", "japan"}); err != nil {
		t.Fatal(err)
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
	for i, line := range strings.Split(out.String(), "\n") {
		if n := utf8.RuneCountInString(line); n > 100 {
			t.Errorf("line %d has %d columns", i+1, n)
		}
	}
}

func TestUnknownActors(t *testing.T) {
	var out bytes.Buffer
	err := run(&out, "table", []string{"macedonia", "japan", "eu"})
	const want = "no actor macedonia; did you mean north-macedonia?\nno actor eu; did you mean european-union?"
	if err == nil || err.Error() != want || out.Len() > 0 {
		t.Errorf("error %v, output %q", err, out.String())
	}
}
