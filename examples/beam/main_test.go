package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/tag"
	"github.com/cyberres/cyberres/internal/corpus"
)

// The tests run the program as its users do, in a process of its own: this binary, told by the environment to be something else than a test.
func TestMain(m *testing.M) {
	if play, ok := roles[os.Getenv("BEAM_TEST_ROLE")]; ok {
		play()
		return
	}
	os.Exit(m.Run())
}

var roles = map[string]func(){"program": main}

func process(ctx context.Context, role string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, os.Args[0], args...)
	c.Env = append(os.Environ(), "BEAM_TEST_ROLE="+role)
	return c
}

// program runs the program to its end.
func program(t *testing.T, args ...string) (status int, message string) {
	t.Helper()
	out, err := process(t.Context(), "program", args...).CombinedOutput()
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		t.Fatal(err)
	} else if exited {
		status = err.(*exec.ExitError).ExitCode()
	}
	return status, string(out)
}

func succeed(t *testing.T, args ...string) (message string) {
	t.Helper()
	status, message := program(t, args...)
	if status != 0 {
		t.Fatalf("%q: exit status %d\n%s", args, status, message)
	}
	return message
}

// files are those of a folder by name, whatever they are: nothing may be left that does not belong there.
type files map[string]string

func (f files) write(t *testing.T, dir string) string {
	t.Helper()
	for name, text := range f {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func read(t *testing.T, dir string) files {
	t.Helper()
	f := files{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		text, err := os.ReadFile(path)
		f[filepath.ToSlash(name)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func (f files) names() []string { return slices.Sorted(maps.Keys(f)) }

func (f files) mustEqual(t *testing.T, want files) {
	t.Helper()
	if got := f.names(); !slices.Equal(got, want.names()) {
		t.Fatalf("the files are\n%s\nthe pool has\n%s", strings.Join(got, "\n"), strings.Join(want.names(), "\n"))
	}
	for _, name := range f.names() {
		if f[name] != want[name] {
			t.Errorf("%s is\n%s\nthat of the pool\n%s", name, f[name], want[name])
		}
	}
}

// pool is what the library's own workers make of a corpus.
func pool(t *testing.T, in string) files {
	t.Helper()
	drafter, err := tag.NewDrafter(cyberres.Default())
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	if _, err := drafter.Process(t.Context(), tag.Corpus{In: in, Out: out}); err != nil {
		t.Fatal(err)
	}
	return read(t, out)
}

// lines are documents of an invented corpus, one in seven no document.
func lines(from, to int) string {
	c := corpus.Corpus{Seed: 3, Names: corpus.Names(cyberres.Default()), Bad: 7}
	var b []byte
	for i := from; i < to; i++ {
		b = c.AppendLine(b, i)
	}
	return string(b)
}

// sharded cuts documents into so many shards; where they are more than documents, some are empty.
func sharded(documents, shards int) files {
	f := files{}
	for i := range shards {
		f[fmt.Sprintf("part-%03d.jsonl", i)] = lines(documents*i/shards, documents*(i+1)/shards)
	}
	return f
}

// The job writes what the pool writes, byte for byte: results, rejects, counts of each shard and of all.
func TestEqualsPool(t *testing.T) {
	corpora := map[string]files{
		"folders": {
			"a/part.jsonl": lines(0, 9), "b/part.jsonl": lines(9, 17), "b/c/part.jsonl": lines(17, 20), "part.jsonl": lines(20, 23),
			"b/notes.txt": "no shard",
		},
		"names": {
			"two words/é [1] {2} *.jsonl": lines(0, 4), "-out.jsonl": lines(4, 8), "per%20cent%s.jsonl": lines(8, 12), "stats.jsonl": lines(12, 16), ".hidden.jsonl": lines(16, 20),
			`"quoted" $HOME.jsonl`: lines(20, 24), "a\nb.jsonl": lines(24, 28),
		},
		"ends": {
			"empty.jsonl": "", "cut.jsonl": strings.TrimSuffix(lines(0, 5), "\n"), "carriage.jsonl": strings.ReplaceAll(lines(5, 12), "\n", "\r\n"), "blank.jsonl": "\n\n \n",
			"one.jsonl": lines(13, 14),
		},
		"bad": {"bad.jsonl": "no JSON\n[1]\n{\"id\":\"x\"}\n\xff\n" + strings.Repeat("[", 20_000) + "\n", "good.jsonl": lines(0, 3)},
	}
	for _, n := range []int{1, 2, 3, 7, 20, 60} {
		corpora[fmt.Sprint(n)] = sharded(40, n)
	}
	for _, name := range slices.Sorted(maps.Keys(corpora)) {
		t.Run(name, func(t *testing.T) {
			in, out := corpora[name].write(t, t.TempDir()), filepath.Join(t.TempDir(), "new", "out")
			want := pool(t, in)
			if n := strings.Count(strings.Join(want.names(), "\n"), "stats.json"); n < len(corpora[name]) {
				t.Fatalf("the pool has counted %d files of %d", n, len(corpora[name]))
			}
			succeed(t, "-corpus", in, "-out", out)
			read(t, out).mustEqual(t, want)
		})
	}
}

// What workers have left that were killed when a shard was done is cleared away, and nothing else; what is done is not done again.
func TestGoesOn(t *testing.T) {
	in, out := sharded(20, 3).write(t, t.TempDir()), t.TempDir()
	succeed(t, "-corpus", in, "-out", out)
	want := read(t, out)
	done := filepath.Join(out, "part-001.jsonl")
	before, err := os.Stat(done)
	if err != nil {
		t.Fatal(err)
	}
	files{
		".part-001.jsonl.unfinished-123.tmp": "half a li", ".part-001.rejects.jsonl.unfinished-4.tmp": "", ".part-002.stats.json.unfinished-99.tmp": "{", ".stats.json.unfinished-7.tmp": "{",
		".other.jsonl.5.tmp": "of somebody else", ".part-001.jsonl.old.tmp": "of somebody else", "part-001.jsonl.6.tmp": "of somebody else", "sub/.part-001.jsonl.1.tmp": "of somebody else",
	}.write(t, out)
	succeed(t, "-corpus", in, "-out", out)
	got := read(t, out)
	for name, text := range got {
		if text == "of somebody else" {
			delete(got, name)
		}
	}
	if n := len(read(t, out)) - len(got); n != 4 {
		t.Errorf("%d of 4 files of somebody else are still there", n)
	}
	got.mustEqual(t, want)
	if after, err := os.Stat(done); err != nil || !os.SameFile(before, after) {
		t.Errorf("%s was written again (%v)", done, err)
	}
}

func TestDataset(t *testing.T) {
	in := sharded(5, 1).write(t, t.TempDir())
	harbour := filepath.Join("..", "..", "cyberres", "testdata", "harbour")
	other, own := t.TempDir(), t.TempDir()
	succeed(t, "-corpus", in, "-out", other, "-data", harbour)
	succeed(t, "-corpus", in, "-out", own)
	if a, b := read(t, other)["part-000.jsonl"], read(t, own)["part-000.jsonl"]; a == b {
		t.Errorf("another dataset finds the same: %s", a)
	}
}

// A worker that was built from, or sees, another dataset than the driver would write other results under the same names.
func TestWorkerHasTheDatasetOfTheDriver(t *testing.T) {
	if err := (&tagShard{Digest: cyberres.Default().Version().Digest}).Setup(); err != nil {
		t.Error(err)
	}
	for want, shard := range map[string]tagShard{"the digest": {Digest: "another"}, "nowhere": {Data: "nowhere"}} {
		if err := shard.Setup(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: the error is %v, which does not say %q", shard, err, want)
		}
	}
}

func TestUsage(t *testing.T) {
	in, file := sharded(3, 1).write(t, t.TempDir()), filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(in, link); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		args []string
		says string
	}{
		{nil, "-corpus and -out"},
		{[]string{"-corpus", in}, "-corpus and -out"},
		{[]string{"-out", "x", "-corpus", in, "more"}, `"more" is no flag`},
		{[]string{"-out", "x", "-corpus", in, "-sideways"}, "-sideways"},
		{[]string{"-out", "x", "-corpus", "nowhere"}, `no folder "nowhere"`},
		{[]string{"-out", "x", "-corpus", file}, "-corpus: no folder"},
		{[]string{"-out", file, "-corpus", in}, "is no folder"},
		{[]string{"-out", in, "-corpus", in}, "over the corpus"},
		{[]string{"-out", link, "-corpus", in}, "over the corpus"},
		{[]string{"-out", "x", "-corpus", in, "-data", "nowhere"}, `-data: no folder "nowhere"`},
		{[]string{"-out", "x", "-corpus", in, "-data", in}, "dataset in"},
		{[]string{"-out", "x", "-corpus", t.TempDir()}, "no shards"},
		{[]string{"-out", "x", "-corpus", in, "-runner", "camel"}, `no runner "camel"`},
		{[]string{"-out", "x", "-corpus", in, "-runner", "flink"}, "needs -endpoint"},
		{[]string{"-out", "x", "-corpus", in, "-environment_type", "CLOUD"}, `no -environment_type "CLOUD"`},
		{[]string{"-out", "x", "-corpus", in, "-async"}, "-async"},
	} {
		status, message := program(t, test.args...)
		if status != 2 || !strings.Contains(message, test.says) {
			t.Errorf("%q: exit status %d, and not %q in\n%s", test.args, status, test.says, message)
		}
	}
	if _, err := os.Stat("x"); err == nil {
		t.Error("there is a folder of results")
	}
	if status, message := program(t, "-help"); status != 0 || !bytes.Contains([]byte(message), []byte("-worker_binary")) {
		t.Errorf("-help: exit status %d\n%s", status, message)
	}
}
