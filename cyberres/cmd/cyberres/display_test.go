package main

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestCells(t *testing.T) {
	for text, want := range map[string]int{
		"":             0,
		"Japan":        5,
		"日本国":          6,
		"Ｊ":            2, // full width
		"ｱ":            1, // half width
		"e\u0301":      1, // a letter and its accent
		"Јапонија":     8, // Cyrillic
		"a\u200db":     2, // a joiner
		"“…” 12–13":    9,
		"e\u20ddx":     2,
		"👍":            2,
		"\u0e01\u0e34": 1, // Thai letter and vowel sign
	} {
		if got := cells(text); got != want {
			t.Errorf("%q takes %d cells, want %d", text, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		want []string
	}{
		{"", 10, []string{""}},
		{"one two three", 7, []string{"one two", "three"}},
		{"one two three", 3, []string{"one", "two", "thr", "ee"}},
		{"see north-macedonia-strategy", 16, []string{"see", "north-macedonia-", "strategy"}},
		{"a/b/c/d", 4, []string{"a/b/", "c/d"}},
		{"日本国の方針", 5, []string{"日本", "国の", "方針"}},
		{"e\u0301e\u0301e\u0301", 2, []string{"e\u0301e\u0301", "e\u0301"}},
		{"  spaces   do not\tcount ", 40, []string{"spaces do not count"}},
		{"日", 1, []string{"日"}}, // there is no narrower way
	} {
		if got := wrap(c.text, c.n); !slices.Equal(got, c.want) {
			t.Errorf("%q in %d cells: %q, want %q", c.text, c.n, got, c.want)
		}
	}
}

func TestVisible(t *testing.T) {
	for text, want := range map[string]string{
		"plain – “text” 日本": "plain – “text” 日本",
		"a\x1b[31mb":        `a\u{001B}[31mb`,
		"two\nlines\tx":     `two\u{000A}lines\u{0009}x`,
		"\u202eleft":        `\u{202E}left`,
		"\u2066x\u2069":     `\u{2066}x\u{2069}`,
		"\ufeffx":           `\u{FEFF}x`,
		"\u2028":            `\u{2028}`,
		"\u009b":            `\u{009B}`,
		"\U000E0041":        `\u{E0041}`,
		"bad \xff byte":     `bad \x{FF} byte`,
		"\ufffd":            "\ufffd",
		"می\u200cخواهم":     "می\u200cخواهم",
	} {
		if got := visible(text); got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
}

// No line of a table is wider than the width, at any width, whatever is asked for.
func TestTablesFit(t *testing.T) {
	for _, args := range [][]string{
		{"actors", "-long", "-remarks"}, {"instruments", "-long", "-remarks"}, {"instruments", "-as-of", "2021"}, {"sources"}, {"themes", "-long"}, {"objectives", "-long", "-evidence", "-remarks"},
		{"cooperations", "-long", "-evidence", "-remarks"}, {"positions", "-long"}, {"relations", "-long"}, {"remarks", "-long", "-evidence"},
		{"show", "japan"}, {"network"}, {"network", "japan"}, {"search", "capacity"}, {"resolve", "EU"}, {"help", "cooperations"}, {"help", "formats"}, {"help"}, {"version"},
	} {
		for _, columns := range []string{"24", "40", "50", "61", "80", "100", "173", "400"} {
			var out, errs bytes.Buffer
			if status := run(args, strings.NewReader(""), &out, &errs, func(name string) string { return map[string]string{"COLUMNS": columns}[name] }); status != fine {
				t.Fatalf("%v: exit status %d: %s", args, status, errs.String())
			}
			for line := range strings.Lines(out.String()) {
				line = strings.TrimSuffix(line, "\n")
				if n := cells(line); n > widthOf(columns) && !strings.Contains(line, "http") && !strings.Contains(line, "  cyberres ") {
					t.Errorf("%v with COLUMNS=%s has a line of %d cells: %s", args, columns, n, line)
				}
				if strings.TrimRight(line, " ") != line {
					t.Errorf("%v with COLUMNS=%s has blanks at the end of %q", args, columns, line)
				}
			}
		}
	}
}

// Headings are bold if a person sees them, and only then; the text is the same.
func TestStyle(t *testing.T) {
	var out, errs bytes.Buffer
	if run([]string{"positions"}, nil, &out, &errs, func(string) string { return "" }); strings.Contains(out.String(), "\x1b") {
		t.Error("a pipe gets styles")
	}
	c := &command{styled: true}
	if got := c.style("x", bold); got != "\x1b[1mx\x1b[0m" {
		t.Errorf("%q", got)
	}
	if c.style("x", "") != "x" || c.style("", bold) != "" || (&command{}).style("x", bold) != "x" {
		t.Error("a style without text, or without a terminal")
	}
	f, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if isTerminal(f) || isTerminal(&out) {
		t.Error("a file or a buffer counts as a terminal")
	}
}

// An output that cannot be written is an error.
func TestBrokenOutput(t *testing.T) {
	var errs bytes.Buffer
	if status := run([]string{"positions"}, nil, full{}, &errs, func(string) string { return "" }); status != wrong || !strings.Contains(errs.String(), "cyberres: writing the output: the disk is full") {
		t.Errorf("exit status %d, %s", status, errs.String())
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull{} }

type errFull struct{}

func (errFull) Error() string { return "the disk is full" }
