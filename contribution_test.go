package cyberres_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What contributors run, and what runs for them, names programs that are there.
func TestWorkflowsNameWhatIsThere(t *testing.T) {
	files, err := filepath.Glob(".github/workflows/*.yml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text := read(t, file)
		steps := regexp.MustCompile(`(?m)^ *(?:- )?run: (.*)$`).FindAllStringSubmatch(text, -1)
		if len(steps) == 0 {
			t.Errorf("%s runs nothing", file)
		}
		for _, step := range steps {
			words := strings.Fields(step[1])
			switch {
			case strings.HasPrefix(step[1], "go run "):
				checkProgram(t, file, words[2])
			case strings.HasPrefix(step[1], "go test ./"):
			default:
				info, err := os.Stat(words[0])
				if err != nil || info.Mode()&0o111 == 0 {
					t.Errorf("%s: %s is no program: %v", file, words[0], err)
				}
			}
		}
	}
}

// A workflow runs what a stranger wrote: it gets no secrets, writes nothing, and uses actions that cannot be exchanged under their name.
func TestWorkflowsAreConfined(t *testing.T) {
	files, err := filepath.Glob(".github/workflows/*.yml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	pinned := regexp.MustCompile(`^actions/[a-z-]+@[0-9a-f]{40} # v[0-9.]+$`)
	for _, file := range files {
		text := regexp.MustCompile(`(?m)^ *#.*$`).ReplaceAllString(read(t, file), "")
		if !strings.Contains(text, "\npermissions:\n  contents: read\n\n") || strings.Count(text, "permissions:") != 1 {
			t.Errorf("%s: the permissions are not contents: read", file)
		}
		for _, word := range []string{"pull_request_target", "secrets.", "write", "github.event", "github.head_ref"} {
			if strings.Contains(text, word) {
				t.Errorf("%s: %s", file, word)
			}
		}
		if strings.Count(text, "actions/checkout@") != strings.Count(text, "persist-credentials: false") {
			t.Errorf("%s: a checkout keeps its credentials", file)
		}
		for _, use := range regexp.MustCompile(`(?m)uses: (.*)$`).FindAllStringSubmatch(text, -1) {
			if !pinned.MatchString(use[1]) {
				t.Errorf("%s: %s is not pinned", file, use[1])
			}
		}
	}
}

func TestHooksNameWhatIsThere(t *testing.T) {
	text := read(t, ".pre-commit-hooks.yaml")
	entries := regexp.MustCompile(`(?m)^  entry: (\w+) (\w+)`).FindAllStringSubmatch(text, -1)
	if len(entries) != 2 || strings.Count(text, "\n- id: ")+strings.Count(text, "\n  language: golang\n") != 4 {
		t.Errorf("not two hooks: %q", entries)
	}
	for _, e := range entries {
		checkProgram(t, ".pre-commit-hooks.yaml", "./cyberres/cmd/"+e[1])
	}
	files := regexp.MustCompile(`(?m)^  files: (.*/.*)$`).FindStringSubmatch(text)
	formatted := regexp.MustCompile(files[1])
	for name, want := range map[string]bool{
		"dataset/dataset.json": true, "dataset/themes.json": true, "dataset/actors/japan.json": true, "actors/japan.json": true, "annotations/x.json": true,
		"package.json": false, "dataset/readings/a/japan.json": false, "dataset/actors/notes.md": false, "factors/x.json": false, "dataset/actors/old/x.json": false,
	} {
		if formatted.MatchString(name) != want {
			t.Errorf("%s: formatted is %v", name, !want)
		}
	}
}

func checkProgram(t *testing.T, file, folder string) {
	t.Helper()
	sources, _ := filepath.Glob(filepath.Join(folder, "*.go"))
	for _, source := range sources {
		if strings.Contains(read(t, source), "package main\n") {
			return
		}
	}
	t.Errorf("%s: %s is no program", file, folder)
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
