package schema

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

var update = flag.Bool("update", false, "rewrite what the golden files expect")

// Each rule has a file that makes one mistake in the small dataset and has the one finding that comes of it. Its lines:
//
//	file: NAME      what the following lines change; without old: and new:, whole: gives all of it
//	old: TEXT       a part of the file, and what stands in its place; "go:" before a text in Go's quotation marks
//	new: TEXT
//	with: NAME      a text of the small dataset to hold evidence against
//	symlink: NAME   the file is a link; gone: it is missing; unreadable: it cannot be opened
//	want:           the findings as text, to the end
func TestRuleByRule(t *testing.T) {
	for _, rule := range Rules() {
		t.Run(rule.Code, func(t *testing.T) {
			name := filepath.Join("testdata", "rules", rule.Code+".txt")
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatalf("every rule has a golden file: %v", err)
			}
			steps, want, _ := strings.Cut(string(text), "want:\n")
			fsys, options := perform(t, steps)
			report, err := Check(fsys, options)
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			if err := report.Write(&b, "text"); err != nil {
				t.Fatal(err)
			}
			got := b.String()
			if *update {
				if err := os.WriteFile(name, []byte(steps+"want:\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != want {
				t.Errorf("findings:\n%swant:\n%s", got, want)
			}
			if rule.Code == tooMany.Code {
				if last := report.Findings[len(report.Findings)-1]; len(report.Findings) != maxFindings+1 || last.Code != rule.Code {
					t.Errorf("%d findings, the last is %v", len(report.Findings), last)
				}
				return
			}
			if len(report.Findings) != 1 || report.Findings[0].Code != rule.Code || report.Findings[0].Class != rule.Class {
				t.Errorf("one mistake has the findings:\n%s", got)
			}
			if f := report.Findings[0]; f.Fix != nil {
				mendsIt(t, fsys, options, f)
			}
		})
	}
}

// mendsIt checks that the fix of a finding leaves nothing to find.
func mendsIt(t *testing.T, fsys fs.FS, options Options, f Finding) {
	t.Helper()
	files, ok := fsys.(fstest.MapFS)
	if !ok {
		t.Fatal("a fix of what is no file")
	}
	mended, made := Apply(string(files[f.File].Data), []Finding{f})
	files[f.File] = &fstest.MapFile{Data: []byte(mended)}
	report, err := Check(files, options)
	if err != nil || made != 1 {
		t.Fatal(made, err)
	}
	for _, rest := range report.Findings {
		t.Errorf("mended (%s), and still: %v", f.Fix.Title, rest)
	}
}

// perform makes the changes of a golden file in the small dataset.
func perform(t *testing.T, steps string) (fs.FS, Options) {
	t.Helper()
	files := harbour(t)
	var options Options
	var fsys fs.FS = files
	file, old := "", ""
	for line := range strings.Lines(steps) {
		what, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		if quoted, ok := strings.CutPrefix(text, "go:"); ok {
			var err error
			if text, err = strconv.Unquote(quoted); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
		}
		text = strings.ReplaceAll(text, "FILL", strings.Repeat("Pilots. ", 9000))
		text = strings.ReplaceAll(text, "MANY", strings.Repeat(`{"text": "x", "reference": []}, `, 120))
		switch what {
		case "file":
			file = text
		case "whole":
			files[file] = &fstest.MapFile{Data: []byte(text)}
		case "old":
			old = text
		case "new":
			spoil(t, files, file, old, text)
		case "with":
			data, err := os.ReadFile(filepath.Join(harbourDir, text))
			if err != nil {
				t.Fatal(err)
			}
			options.Texts = append(options.Texts, string(data))
		case "gone":
			delete(files, text)
		case "symlink":
			files[text] = &fstest.MapFile{Mode: fs.ModeSymlink}
		case "unreadable":
			fsys = failing{files, text}
		default:
			t.Fatalf("unknown step %q", line)
		}
	}
	return fsys, options
}

// Rules are a contract: their codes stand in other people's configurations.
func TestRules(t *testing.T) {
	seen := map[string]bool{}
	var names []string
	for _, r := range Rules() {
		if seen[r.Code] || strings.ToLower(r.Code) != r.Code || strings.ContainsAny(r.Code, " _") {
			t.Errorf("the code %q is taken, or no lower-case words joined by hyphens", r.Code)
		}
		seen[r.Code] = true
		names = append(names, r.Code+".txt")
		if !slices.Contains(Classes(), r.Class) {
			t.Errorf("%s has the class %q", r.Code, r.Class)
		}
		if r.Severity != SeverityError && r.Severity != SeverityWarning {
			t.Errorf("%s has the severity %q", r.Code, r.Severity)
		}
		if len(r.Name) < 8 || len(r.Doc) < 60 || !strings.HasSuffix(r.Doc, ".") {
			t.Errorf("%s has the name %q and the doc %q", r.Code, r.Name, r.Doc)
		}
		if (r.Bad == "" || r.Good == "" || r.Bad == r.Good) && r.Code != tooMany.Code {
			t.Errorf("%s has the examples %q and %q", r.Code, r.Bad, r.Good)
		}
	}
	entries, err := os.ReadDir(filepath.Join("testdata", "rules"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(names, e.Name()) {
			t.Errorf("testdata/rules/%s is of no rule", e.Name())
		}
	}
}

// The page of rules is made from the rules.
func TestRulesPage(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Rules of the checker\n\nWhat `cyberres check` looks for, by class. This page is made from the rules themselves (`go test ./schema -run RulesPage -args -update`); " +
		"`cyberres check -explain CODE` prints one of them.\n")
	class := ""
	for _, r := range Rules() {
		if r.Class != class {
			class = r.Class
			fmt.Fprintf(&b, "\n## %s\n", class)
		}
		fmt.Fprintf(&b, "\n### %s\n\n%s (%s). %s\n", r.Code, r.Name, r.Severity, r.Doc)
		if r.Bad != "" {
			fmt.Fprintf(&b, "\n    wrong: %s\n    right: %s\n", visible(r.Bad), visible(r.Good))
		}
	}
	if *update {
		if err := os.WriteFile("RULES.md", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	page, err := os.ReadFile("RULES.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(page) != b.String() {
		t.Error("RULES.md does not say what the rules say; rewrite it with -args -update")
	}
}
