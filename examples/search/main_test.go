package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres"
)

var update = flag.Bool("update", false, "rewrite the golden file")

func TestOutput(t *testing.T) {
	const golden = "testdata/searches.txt"
	var out bytes.Buffer
	for _, words := range []string{"capacity building", `"incident response" team`, "Macedonia", "日本", "memorand*", "building capacity zzz", "japa"} {
		fmt.Fprintf(&out, "> %s\n", words)
		found := run(&out, cyberres.Default(), words)
		fmt.Fprintln(&out, found)
	}
	for _, words := range []string{"\x1b[31mred", "japan\u202e zzz", "zzz \xff", " ", "zzz " + strings.Repeat("long\n", 20_000)} {
		var out bytes.Buffer
		if run(&out, cyberres.Default(), words) || strings.ContainsAny(out.String(), "\x1b\u202e") || !utf8.Valid(out.Bytes()) || out.Len() > 1000 || strings.Count(out.String(), "\n") > 4 {
			t.Errorf("%.20q: %q", words, out.String())
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
