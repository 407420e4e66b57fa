package main

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden file")

func TestOutput(t *testing.T) {
	const golden = "testdata/memorandum.txt"
	var out bytes.Buffer
	if err := run(&out, "text", []string{"2020-12-31", "2021-03-01"}); err != nil {
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

func TestFoldersAndMistakes(t *testing.T) {
	for _, c := range []struct {
		format string
		args   []string
		want   string // in the output or the error
	}{
		{"md", []string{"../../dataset"}, "0 added, 0 changed"},
		{"json", []string{"../../cyberres/testdata/harbour", "../../cyberres/testdata/harbour"}, `"records": []`},
		{"text", []string{"nowhere"}, "nowhere is neither a date nor a folder"},
		{"text", []string{"no\x1b[2Jwhere"}, `no\x1b[2Jwhere is neither a date nor a folder`},
		{"text", []string{""}, "is neither a date nor a folder"},
		{"text", []string{"main.go"}, "main.go is a file; name the folder of a dataset"},
		{"text", []string{"2021-02-30"}, `date "2021-02-30": 2021-02 has no day 30; nor is there a folder of that name`},
		{"text", []string{"2021", "2021-13"}, `date "2021-13": there is no month 13; nor is there a folder of that name`},
		{"text", []string{"testdata"}, "dataset.json: the file is missing"},
		{"xml", []string{"2021", "2022"}, `no format "xml"; use text, md or json`},
	} {
		var out bytes.Buffer
		text := ""
		if err := run(&out, c.format, c.args); err != nil {
			text = err.Error()
		}
		if !strings.Contains(out.String()+text, c.want) {
			t.Errorf("%v: %s%s", c.args, out.String(), text)
		}
	}
}
