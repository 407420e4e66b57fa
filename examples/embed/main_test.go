package main

import (
	"bytes"
	"os"
	"testing"
)

func TestOutput(t *testing.T) {
	var out bytes.Buffer
	run(&out)
	want, err := os.ReadFile("testdata/cooperations.txt")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Bytes(), want) {
		t.Errorf("the output is not testdata/cooperations.txt:\n%s", out.String())
	}
}
