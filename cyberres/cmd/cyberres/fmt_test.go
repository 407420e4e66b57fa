package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// upper is a canonical form that is easy to see. What it refuses has a place.
func upper(name, text string) (string, error) {
	if strings.Contains(text, "broken") {
		return "", errors.New(name + ":1:3: broken\n" + name + ": and more")
	}
	return strings.ToUpper(text), nil
}

// fmtRun runs fmt in a folder of files with that form.
func fmtRun(t *testing.T, in string, f formatting, operands ...string) (status int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	f.format = upper
	c := newCommand(strings.NewReader(in), &o, &e, func(string) string { return "" })
	status = c.fmt(f, operands)
	c.out.Flush()
	return status, o.String(), e.String()
}

func folder(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func sample() map[string]string {
	return map[string]string{
		"d/dataset.json": "{}\n", "d/themes.json": "a\n", "d/actors/x.json": "one\ntwo\n", "d/actors/y.json": "GOOD\n", "d/actors/notes.txt": "n",
		"d/readings/a/x.json": "left alone", "d/.git/dataset.json": "left alone", "other/package.json": "{}",
	}
}

func TestFmtLists(t *testing.T) {
	folder(t, sample())
	list := filepath.FromSlash("d/themes.json\nd/actors/x.json\n")
	for _, path := range []string{"d", "."} {
		if status, out, errs := fmtRun(t, "", formatting{list: true}, path); status != findings || out != list || errs != "" {
			t.Errorf("%s: exit status %d, %q, %q", path, status, out, errs)
		}
	}
	if status, out, _ := fmtRun(t, "", formatting{list: true}, "d/actors/y.json", "d/dataset.json"); status != fine || out != "" {
		t.Errorf("exit status %d, %q", status, out)
	}
	t.Chdir("d/actors")
	if status, out, _ := fmtRun(t, "", formatting{list: true}, "x.json", "."); status != findings || out != "x.json\nx.json\n" {
		t.Errorf("in a folder of a dataset: exit status %d, %q", status, out)
	}
}

// Folders around a dataset may be called like its parts.
func TestFmtFindsDatasetsAnywhere(t *testing.T) {
	folder(t, map[string]string{"sources/d/dataset.json": "x", "sources/d/actors/x.json": "x", "sources/themes.json": "x", "actors/dataset.json": "x", "actors/themes.json": "x"})
	want := filepath.FromSlash("sources/d/dataset.json\nsources/d/actors/x.json\nactors/dataset.json\nactors/themes.json\n")
	if status, out, errs := fmtRun(t, "", formatting{list: true}, "sources", "actors"); status != findings || out != want {
		t.Errorf("exit status %d, %q, %q", status, out, errs)
	}
	for path, want := range map[string]string{"actors/themes.json": "themes.json", "sources/d/actors/x.json": "actors/x.json", "sources/d/dataset.json": "dataset.json"} {
		if got, ok := placeOf(filepath.FromSlash(path)); !ok || got != want {
			t.Errorf("%s has the place %q", path, got)
		}
	}
}

func TestFmtPrintsAndCompares(t *testing.T) {
	folder(t, sample())
	if status, out, _ := fmtRun(t, "", formatting{}, "d/actors/x.json"); status != fine || out != "ONE\nTWO\n" {
		t.Errorf("exit status %d, %q", status, out)
	}
	if status, out, _ := fmtRun(t, "three", formatting{stdinName: "actors/z.json"}); status != fine || out != "THREE" {
		t.Errorf("exit status %d, %q", status, out)
	}
	want := "--- d/themes.json\n+++ d/themes.json (formatted)\n@@ -1,1 +1,1 @@\n-a\n+A\n"
	if status, out, _ := fmtRun(t, "", formatting{diff: true}, "d/themes.json"); status != findings || out != want {
		t.Errorf("exit status %d:\n%s", status, cmp.Diff(want, out))
	}
	if read(t, "d/themes.json") != "a\n" {
		t.Error("a file was written")
	}
}

func TestFmtWrites(t *testing.T) {
	folder(t, sample())
	if err := os.Chmod("d/actors/x.json", 0o640); err != nil {
		t.Fatal(err)
	}
	if status, out, errs := fmtRun(t, "", formatting{write: true}, "d"); status != fine || out+errs != "" {
		t.Errorf("exit status %d, %q, %q", status, out, errs)
	}
	if got := read(t, "d/actors/x.json"); got != "ONE\nTWO\n" {
		t.Errorf("%q", got)
	}
	info, err := os.Stat("d/actors/x.json")
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
		t.Errorf("the mode is %v now", info.Mode())
	}
	if read(t, "d/readings/a/x.json") != "left alone" || read(t, "d/.git/dataset.json") != "left alone" {
		t.Error("a file beside the dataset was written")
	}
	if left, _ := filepath.Glob("d/*/.cyberres*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// One file that cannot be formatted does not keep the others from it.
func TestFmtRefuses(t *testing.T) {
	files := sample()
	files["d/actors/a.json"] = "broken"
	folder(t, files)
	status, _, errs := fmtRun(t, "", formatting{write: true}, "d")
	want := "cyberres: " + filepath.FromSlash("d/actors/a.json") + ":1:3: broken\ncyberres: " + filepath.FromSlash("d/actors/a.json") + ": and more\n"
	if status != wrong || errs != want {
		t.Errorf("exit status %d, %q", status, errs)
	}
	if read(t, "d/actors/a.json") != "broken" || read(t, "d/actors/x.json") != "ONE\nTWO\n" {
		t.Error("the wrong files were written")
	}
	for _, c := range []struct {
		in       string
		f        formatting
		operands []string
		want     string
	}{
		{"", formatting{}, []string{"nowhere"}, "nowhere"},
		{"", formatting{}, []string{"other/package.json"}, "is no file of a dataset; those are dataset.json, "},
		{"", formatting{list: true}, []string{"other"}, "no dataset in other"},
		{"", formatting{}, []string{"d"}, "these are 5 files"},
		{"", formatting{}, nil, "fmt which files"},
		{"x", formatting{}, []string{"-"}, "-stdin-name is needed"},
		{"x", formatting{stdinName: "actors/x.json", write: true}, []string{"-"}, "standard input is none"},
		{"x", formatting{stdinName: "x.json"}, nil, "x.json is no file of a dataset"},
		{"broken", formatting{stdinName: "actors/x.json"}, nil, "actors/x.json:1:3: broken"},
	} {
		if status, out, errs := fmtRun(t, c.in, c.f, c.operands...); status != wrong || out != "" || !strings.Contains(errs, c.want) {
			t.Errorf("%+v %v: exit status %d, %q, %q", c.f, c.operands, status, out, errs)
		}
	}
}

// A link may lead out of the dataset, and a device may never end.
func TestFmtFollowsNoLinks(t *testing.T) {
	folder(t, sample())
	if err := os.WriteFile("secret", []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join("..", "..", "secret"), filepath.Join("d", "actors", "link.json")); err != nil {
		t.Skip("no links here: ", err)
	}
	for _, path := range []string{"d", "d/actors/link.json", "d/actors"} {
		if status, _, errs := fmtRun(t, "", formatting{write: true}, path); status != wrong || !strings.Contains(errs, "is a link") {
			t.Errorf("%s: exit status %d, %q", path, status, errs)
		}
	}
	if read(t, "secret") != "secret" {
		t.Error("the file that the link leads to was written")
	}
}

// Who interrupts gets the file at hand whole, and no other.
func TestFmtStopsBetweenFiles(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "js" {
		t.Skip("no process can interrupt itself here")
	}
	folder(t, sample())
	var o, e bytes.Buffer
	c := newCommand(strings.NewReader(""), &o, &e, func(string) string { return "" })
	interrupting := func(name, text string) (string, error) {
		self, err := os.FindProcess(os.Getpid())
		if err == nil {
			err = self.Signal(os.Interrupt)
		}
		time.Sleep(100 * time.Millisecond) // until it arrives
		return strings.ToUpper(text), err
	}
	status := c.fmt(formatting{write: true, format: interrupting}, []string{"d/actors", "d/themes.json"})
	if status != wrong || e.String() != "cyberres: interrupted; 1 of 3 files are done, and none is half-written\n" {
		t.Errorf("exit status %d, %q", status, e.String())
	}
	if read(t, "d/actors/x.json") != "ONE\nTWO\n" || read(t, "d/themes.json") != "a\n" {
		t.Error("the wrong files were written")
	}
}

// Who watches sees how far long work is; a pipe does not.
func TestProgress(t *testing.T) {
	files := map[string]string{"d/dataset.json": "{}"}
	for i := range 250 {
		files[fmt.Sprintf("d/actors/x%d.json", i)] = "X"
	}
	folder(t, files)
	for _, watched := range []bool{true, false} {
		var o, e bytes.Buffer
		c := newCommand(strings.NewReader(""), &o, &e, func(string) string { return "" })
		c.progress = watched
		if status := c.fmt(formatting{list: true, format: upper}, []string{"d"}); status != fine {
			t.Errorf("exit status %d", status)
		}
		if got := strings.Contains(e.String(), "\r200 of 251 files"); got != watched || !watched && e.Len() > 0 {
			t.Errorf("watched %v: %q", watched, e.String())
		}
	}
	var e bytes.Buffer
	reading := &counting{FS: os.DirFS("d"), to: &e, begun: time.Now().Add(-time.Second)}
	if _, err := reading.Open("dataset.json"); err != nil {
		t.Fatal(err)
	}
	if reading.end(); e.String() != "\r1 file read\r\x1b[K" {
		t.Errorf("%q", e.String())
	}
}

func TestUnified(t *testing.T) {
	old := "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\n"
	for name, c := range map[string]struct{ old, new, want string }{
		"nothing": {old, old, ""},
		"one line": {old, strings.Replace(old, "e\n", "E\n", 1),
			"--- p\n+++ p (formatted)\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n"},
		"two hunks": {old, strings.NewReplacer("b\n", "", "m\n", "M\nMM\n").Replace(old),
			"--- p\n+++ p (formatted)\n@@ -1,5 +1,4 @@\n a\n-b\n c\n d\n e\n@@ -10,5 +9,6 @@\n j\n k\n l\n-m\n+M\n+MM\n n\n"},
		"no end of line": {"a", "a\n", "--- p\n+++ p (formatted)\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n"},
		"near ones share a hunk": {"a\nb\nc\nd\n", "A\nb\nc\nD\n",
			"--- p\n+++ p (formatted)\n@@ -1,4 +1,4 @@\n-a\n+A\n b\n c\n-d\n+D\n"},
	} {
		if got := unified("p", "formatted", c.old, c.new); got != c.want {
			t.Errorf("%s:\n%s", name, cmp.Diff(c.want, got))
		}
	}
}

func TestNewWritesOnce(t *testing.T) {
	folder(t, map[string]string{"d/dataset.json": "{}", "dataset/dataset.json": "{}"})
	skeleton := func(kind, id string) (string, string, error) {
		switch kind {
		case "actor":
			return "actors/" + id + ".json", "{}\n", nil
		case "theme":
			return "", "{}\n", nil
		}
		return "", "", errors.New("no kind " + kind)
	}
	create := func(data string, write bool, operands ...string) (int, string, string) {
		var o, e bytes.Buffer
		c := newCommand(strings.NewReader(""), &o, &e, func(string) string { return "" })
		c.data = data
		status := c.new(skeleton, write, operands)
		c.out.Flush()
		return status, o.String(), e.String()
	}
	if status, out, errs := create("", false, "actor", "x"); status != fine || out != "{}\n" || errs != "" {
		t.Errorf("exit status %d, %q, %q", status, out, errs)
	}
	if status, out, errs := create("d", false, "actor", "x"); status != fine || out != "" || !strings.Contains(errs, "wrote") || read(t, "d/actors/x.json") != "{}\n" {
		t.Errorf("exit status %d, %q, %q", status, out, errs)
	}
	if status, _, errs := create("", true, "actor", "x"); status != fine || read(t, "dataset/actors/x.json") != "{}\n" {
		t.Errorf("exit status %d, %q", status, errs)
	}
	for want, args := range map[string][]string{
		"is there already": {"d", "actor", "x"}, "no kind planet": {"d", "planet", "x"}, "no dataset in nowhere": {"nowhere", "actor", "x"},
		"outside of the dataset": {"d", "actor", "../../x"}, "takes a kind and an id": {"d", "actor"}, "theme x has no file of its own": {"d", "theme", "x"},
	} {
		if status, _, errs := create(args[0], false, args[1:]...); status != wrong || !strings.Contains(errs, want) {
			t.Errorf("%v: exit status %d, %q", args, status, errs)
		}
	}
}
