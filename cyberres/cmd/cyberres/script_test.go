package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the files that scripts compare with")

// A script is a test in the form of txtar: commands, and after them files, which are there when the commands run.
//
//	cyberres ARGS              runs the program; its exit status must be 0, or after "!", another one
//	status N                   the exit status was N
//	stdin FILE                 what the next run reads
//	stdout REGEXP, stderr …    the output of the last run matches; or after "!", does not
//	cmp stdout FILE            it is the file
//	cmp FILE FILE              the files are the same
//	env NAME=VALUE
//
// Words may be quoted as in a shell; $HARBOUR and $DATASET are folders with a dataset. # begins a comment.
type script struct {
	t      *testing.T
	name   string
	head   string // the commands
	files  []file
	env    map[string]string
	in     string
	status int
	out    map[string]string
	line   int
}

type file struct{ name, text string }

func TestScripts(t *testing.T) {
	names, err := filepath.Glob("testdata/script/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no scripts (%v)", err)
	}
	for i := range names {
		if names[i], err = filepath.Abs(names[i]); err != nil {
			t.Fatal(err)
		}
	}
	harbour, _ := filepath.Abs("../../testdata/harbour")
	dataset, _ := filepath.Abs("../../../dataset")
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			s := &script{t: t, name: name, env: map[string]string{"COLUMNS": "80", "HARBOUR": harbour, "DATASET": dataset}}
			s.head, s.files = split(string(text))
			s.run()
		})
	}
}

// split separates the commands of a script from its files.
func split(text string) (head string, files []file) {
	for line := range strings.SplitAfterSeq(text, "\n") {
		name, ok := strings.CutPrefix(strings.TrimSpace(line), "-- ")
		if name, ended := strings.CutSuffix(name, " --"); ok && ended {
			files = append(files, file{name: name})
		} else if len(files) > 0 {
			files[len(files)-1].text += line
		} else {
			head += line
		}
	}
	return head, files
}

func (s *script) run() {
	s.t.Chdir(s.t.TempDir())
	for _, f := range s.files {
		if err := os.MkdirAll(filepath.Dir(f.name), 0o777); err != nil {
			s.t.Fatal(err)
		}
		if err := os.WriteFile(f.name, []byte(f.text), 0o666); err != nil {
			s.t.Fatal(err)
		}
	}
	changed := false
	for i, line := range strings.Split(s.head, "\n") {
		s.line = i + 1
		words := s.words(line)
		if len(words) == 0 {
			continue
		}
		not := words[0] == "!"
		if not {
			words = words[1:]
		}
		changed = s.command(not, words[0], words[1:]) || changed
	}
	if changed {
		text := s.head
		for _, f := range s.files {
			text += "-- " + f.name + " --\n" + f.text
		}
		if err := os.WriteFile(s.name, []byte(text), 0o666); err != nil {
			s.t.Fatal(err)
		}
	}
}

// command runs one command, and reports whether a file of the script is to be rewritten.
func (s *script) command(not bool, name string, args []string) (changed bool) {
	switch name {
	case "cyberres":
		var out, errs bytes.Buffer
		s.status = run(args, strings.NewReader(s.in), &out, &errs, func(name string) string { return s.env[name] })
		s.in, s.out = "", map[string]string{"stdout": out.String(), "stderr": errs.String()}
		if (s.status != 0) != not {
			s.fail("exit status %d\n%s%s", s.status, out.String(), errs.String())
		}
		s.fits(errs.String())
	case "status":
		if args[0] != strconv.Itoa(s.status) {
			s.fail("exit status %d", s.status)
		}
	case "stdin":
		s.in = s.read(args[0])
	case "stdout", "stderr":
		if regexp.MustCompile("(?m)"+args[0]).MatchString(s.out[name]) == not {
			s.fail("%s is:\n%s", name, s.out[name])
		}
	case "cmp":
		got, ran := s.out[args[0]]
		if !ran {
			got = s.read(args[0])
		}
		if got == s.read(args[1]) {
			return false
		}
		i := slices.IndexFunc(s.files, func(f file) bool { return f.name == args[1] })
		if *update && ran && i >= 0 {
			s.files[i].text = got
			if err := os.WriteFile(args[1], []byte(got), 0o666); err != nil {
				s.t.Fatal(err)
			}
			return true
		}
		s.fail("not %s (rewrite it with -update):\n%s", args[1], unified(args[1], "printed", s.read(args[1]), got))
	case "env":
		k, v, _ := strings.Cut(args[0], "=")
		s.env[k] = v
	default:
		s.fail("no command %s", name)
	}
	return false
}

// fits checks what holds for all that is said on standard error: each line says whose it is.
func (s *script) fits(errs string) {
	for line := range strings.SplitSeq(strings.TrimSuffix(errs, "\n"), "\n") {
		if errs != "" && !strings.HasPrefix(line, "cyberres: ") && s.status == 2 && !strings.Contains(errs, "usage: ") {
			s.fail("a line on standard error does not begin with cyberres: %s", line)
		}
	}
}

func (s *script) read(name string) string {
	data, err := os.ReadFile(name)
	if err != nil {
		s.fail("%v", err)
	}
	return string(data)
}

func (s *script) fail(format string, args ...any) {
	s.t.Helper()
	s.t.Fatalf("%s:%d: %s", filepath.Base(s.name), s.line, fmt.Sprintf(format, args...))
}

// words splits a line as a shell does, as far as scripts need it.
func (s *script) words(line string) []string {
	words := shellWords(line)
	for i, w := range words {
		words[i] = os.Expand(w, func(name string) string {
			if v, ok := s.env[name]; ok {
				return v
			}
			return "$" + name // a regular expression's end
		})
	}
	return words
}

func shellWords(line string) (words []string) {
	var word strings.Builder
	begun, quote := false, rune(0)
	for _, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '\'' || r == '"'):
			quote, begun = r, true
		case quote == 0 && (r == ' ' || r == '\t'):
			if begun {
				words = append(words, word.String())
				word.Reset()
				begun = false
			}
		case quote == 0 && r == '#' && !begun:
			return words
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	if begun {
		words = append(words, word.String())
	}
	return words
}

// What the help on formats promises of JSON is there, and all that is there is promised.
func TestFormatsAreDocumented(t *testing.T) {
	c := newCommand(nil, io.Discard, io.Discard, func(string) string { return "" })
	for _, args := range [][]string{
		{"show", "japan"}, {"compare", "japan"}, {"network"}, {"network", "japan"}, {"network", "g20", "asean"}, {"search", "capacity"},
		{"resolve", "Macedonia"}, {"diff", "2020", "2021"}, {"version"},
	} {
		var out, errs bytes.Buffer
		run(append(args, "-format", "json"), nil, &out, &errs, func(string) string { return "" })
		var value any
		if err := json.Unmarshal(out.Bytes(), &value); err != nil {
			t.Errorf("%v: %v %s", args, err, errs.String())
		}
		if list, ok := value.([]any); ok {
			value = list[0]
		}
		_, help, _ := strings.Cut(strings.Join(strings.Fields(c.formatsHelp()), " "), " "+args[0]+": ")
		for name := range value.(map[string]any) {
			if !strings.Contains(help, `"`+name+`"`) {
				t.Errorf("%v prints %q, which cyberres help formats does not name", args, name)
			}
		}
	}
}

// The examples of every help text and of the README run, from the folder of the project.
func TestExamplesRun(t *testing.T) {
	t.Chdir("../../..")
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	all := append(verbs(), verb{name: "README.md"})
	for line := range strings.Lines(string(readme)) {
		if command, ok := strings.CutPrefix(line, "    cyberres "); ok {
			last := &all[len(all)-1]
			last.examples = append(last.examples, "cyberres "+strings.TrimSpace(command))
		}
	}
	for _, v := range all {
		if len(v.examples) == 0 {
			t.Errorf("%s has no example", v.name)
		}
		for _, example := range v.examples {
			words := shellWords(example)
			if words[0] != "cyberres" || words[1] != v.name && v.name != "README.md" {
				t.Errorf("%s is no example of %s", example, v.name)
			}
			in := ""
			if i := slices.Index(words, "<"); i > 0 {
				data, err := os.ReadFile(words[i+1])
				if err != nil {
					t.Error(err)
				}
				words, in = words[:i], string(data)
			}
			var out, errs bytes.Buffer
			status := run(words[1:], strings.NewReader(in), &out, &errs, func(string) string { return "" })
			quiet := slices.Contains(words, "check") || slices.Contains(words, "-l") || slices.Contains(words, "-d") // nothing to say is the good news
			if status == wrong || status == findings && !quiet || out.Len() == 0 && !quiet {
				t.Errorf("%s: exit status %d, %d bytes\n%s", example, status, out.Len(), errs.String())
			}
		}
	}
}
