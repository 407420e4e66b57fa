package main

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
)

var update = flag.Bool("update", false, "rewrite the golden file")

func TestOutput(t *testing.T) {
	const golden = "testdata/cbdr.txt"
	var out bytes.Buffer
	if err := run(&out, cyberres.Default(), "japan-against-differentiated-responsibility", ""); err != nil {
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
}

// With the text, invented here, the claim is proved; with another edition it is not.
func TestProof(t *testing.T) {
	const harbour = "../../cyberres/testdata/harbour"
	d, err := cyberres.Open(os.DirFS(harbour))
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(harbour + "/texts/page.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := run(&out, d, "keeper-for-aid", string(page)); err != nil || !strings.Contains(out.String(), "proved: digest") {
		t.Errorf("%v\n%s", err, out.String())
	}
	if err := run(&out, d, "keeper-for-aid", string(page)+"."); err == nil || !strings.Contains(err.Error(), "another edition") {
		t.Errorf("another edition gives %v", err)
	}
	if err := run(&out, d, "nothing", ""); err == nil || !strings.Contains(err.Error(), "no statement nothing") {
		t.Errorf("an unknown id gives %v", err)
	}
}
