package tag

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/corpus"
)

// TestMain lets the tests start this program again as one that processes a corpus and is killed.
func TestMain(m *testing.M) {
	if in, out, ok := strings.Cut(os.Getenv("CYBERRES_TEST_CORPUS"), string(filepath.ListSeparator)); ok {
		w, _ := harbour()
		fmt.Println("ready")
		if _, err := w.Process(context.Background(), Corpus{In: in, Out: out, Workers: 2}); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// corpusOf writes shards of so many documents each, some lines of which are none, in folders.
func corpusOf(t testing.TB, shards, documents int) string {
	t.Helper()
	_, known := harbour()
	in := t.TempDir()
	c := corpus.Corpus{Seed: 11, Names: []string{"Isle of Marn", "Lantern League", "Beacon Accord", "Keeper of Marn"}, Quotes: []string{string([]rune(known)[183:275])}, Bad: 9}
	for s := range shards {
		name := filepath.Join(in, fmt.Sprintf("part %d", s%3), fmt.Sprintf("shard-%02d.jsonl", s))
		var b []byte
		for i := range documents {
			b = c.AppendLine(b, s*documents+i)
		}
		put(t, name, string(b))
	}
	return in
}

func put(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// tree reads all files of a folder, hidden ones too.
func tree(t testing.TB, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(folder, path)
		files[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return files
}

func sameTree(t *testing.T, got, want map[string]string) {
	t.Helper()
	names := maps.Clone(got)
	maps.Copy(names, want)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		a, had := got[name]
		b, wanted := want[name]
		switch {
		case !had:
			t.Errorf("%s is missing", name)
		case !wanted:
			t.Errorf("%s is too many", name)
		case a != b:
			t.Errorf("%s has %d bytes, which are not the %d that belong there", name, len(a), len(b))
		}
	}
}

func processed(t *testing.T, in string, workers int) (map[string]string, Stats) {
	t.Helper()
	w, _ := harbour()
	out := filepath.Join(t.TempDir(), "new", "out")
	s, err := w.Process(t.Context(), Corpus{In: in, Out: out, Workers: workers})
	if err != nil {
		t.Fatal(err)
	}
	return tree(t, out), s
}

// However many workers there are, the bytes are the same; every line of the corpus comes out as a result or a reject, and the counts are those of its shards.
func TestCorpus(t *testing.T) {
	in := corpusOf(t, 7, 60)
	want, s := processed(t, in, 1)
	for _, workers := range []int{2, 8, 0} {
		got, _ := processed(t, in, workers)
		sameTree(t, got, want)
	}
	if len(want) != 3*7+1 {
		t.Errorf("%d files", len(want))
	}
	lines := map[bool]int{}
	for name, text := range want {
		if strings.HasSuffix(name, ".jsonl") {
			lines[strings.HasSuffix(name, ".rejects.jsonl")] += strings.Count(text, "\n")
		}
	}
	if lines[false]+lines[true] != 7*60 || s.Documents != int64(lines[false]) || s.Rejects != int64(lines[true]) || s.Rejects != 7*60/9 {
		t.Errorf("%v lines, counted as %d and %d", lines, s.Documents, s.Rejects)
	}
	if want["stats.json"] != text(t, s)+"\n" {
		t.Error("stats.json does not have the counts")
	}
	quoted := false
	for _, c := range s.Counts() {
		quoted = quoted || c.What == "evidence" && c.Of == "marn-league-accord"
	}
	if !quoted {
		t.Error("no document quotes the dataset, though one in eight does")
	}
}

// A run that is interrupted at any time goes on where it stopped.
func TestInterruptedCorpus(t *testing.T) {
	in := corpusOf(t, 9, 40)
	want, total := processed(t, in, 1)
	w, _ := harbour()
	r := rand.New(rand.NewPCG(5, 6))
	for run := range 8 {
		out := t.TempDir()
		stopped := 0
		for {
			ctx, stop := context.WithCancel(t.Context())
			after := r.IntN(12) // shards, those counted that were done before
			if after == 0 {
				stop()
			}
			s, err := w.Process(ctx, Corpus{In: in, Out: out, Workers: 1 + run%3, Progress: func(done, all int, s Stats) {
				if done == after {
					stop()
				}
				if done > all || all != 9 {
					t.Errorf("%d of %d shards are done", done, all)
				}
			}})
			// What is there meanwhile is whole.
			for name, text := range tree(t, out) {
				if want[name] != text {
					t.Fatalf("%s is there with %d bytes", name, len(text))
				}
			}
			if err == nil {
				stop()
				if text(t, s) != text(t, total) {
					t.Error("the counts differ")
				}
				break
			}
			stopped++
			if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "of 9 shards are done") {
				t.Fatal(err)
			}
			if stopped > 500 {
				t.Fatal("it gets nowhere")
			}
		}
		if stopped == 0 {
			t.Error("never interrupted")
		}
		sameTree(t, tree(t, out), want)
	}
}

// A program that is killed, which it cannot know, leaves nothing that is half or that stays.
func TestKilledCorpus(t *testing.T) {
	if runtime.GOOS == "js" {
		t.Skip("no processes")
	}
	in := corpusOf(t, 12, 300)
	want, _ := processed(t, in, 2)
	out := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	start := func() (*exec.Cmd, *bytes.Buffer) {
		c := exec.Command(self)
		c.Env = append(os.Environ(), "CYBERRES_TEST_CORPUS="+in+string(filepath.ListSeparator)+out)
		said := new(bytes.Buffer)
		pipe, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		ready := make([]byte, len("ready\n"))
		if _, err := io.ReadFull(pipe, ready); err != nil {
			t.Fatal(err)
		}
		go io.Copy(said, pipe)
		return c, said
	}
	r := rand.New(rand.NewPCG(7, 8))
	killed, left := 0, 0
	for try := 0; killed < 12 && try < 60; try++ {
		c, _ := start()
		time.Sleep(time.Duration(r.IntN(40_000)) * time.Microsecond)
		c.Process.Kill()
		if c.Wait() == nil { // it was done; from the beginning, then
			if err := os.RemoveAll(out); err != nil {
				t.Fatal(err)
			}
			continue
		}
		killed++
		for name, text := range tree(t, out) {
			if strings.HasSuffix(name, ".tmp") {
				left++
			} else if want[name] != text {
				t.Fatalf("%s is there with %d bytes", name, len(text))
			}
		}
	}
	if killed == 0 || left == 0 {
		t.Errorf("killed %d times, which left %d files: nothing was tried", killed, left)
	}
	t.Logf("killed %d times; %d unfinished files were seen", killed, left)
	c, said := start()
	if err := c.Wait(); err != nil {
		t.Fatal(err, said)
	}
	sameTree(t, tree(t, out), want)
}

// A shard that is done is not processed again, unless its bytes, the dataset, the day as of which that is seen or the format of results are others, or results are
// not as they were written.
func TestDoneShards(t *testing.T) {
	in, out := corpusOf(t, 2, 5), t.TempDir()
	w, _ := harbour()
	process := func(w *Drafter) {
		t.Helper()
		if _, err := w.Process(t.Context(), Corpus{In: in, Out: out}); err != nil {
			t.Fatal(err)
		}
	}
	process(w)
	want := tree(t, out)
	shard, results, stats := filepath.Join(in, "part 0", "shard-00.jsonl"), filepath.Join(out, "part 0", "shard-00.jsonl"), filepath.Join(out, "part 0", "shard-00.stats.json")
	old := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	again := func(w *Drafter) (changed bool) {
		t.Helper()
		for _, name := range []string{results, stats} {
			if err := os.Chtimes(name, old, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Fatal(err)
			}
		}
		process(w)
		info, err := os.Stat(results)
		if err != nil {
			t.Fatal(err)
		}
		other, err := os.Stat(stats)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := info.ModTime().Equal(old), other.ModTime().Equal(old); a != b {
			t.Errorf("results are new: %v; counts are new: %v", !a, !b)
		}
		return !info.ModTime().Equal(old)
	}
	if again(w) {
		t.Error("a shard was processed again for no reason")
	}
	sameTree(t, tree(t, out), want)
	original, err := os.ReadFile(shard)
	if err != nil {
		t.Fatal(err)
	}
	other := bytes.Replace(original, []byte("doc-0000000"), []byte("doc-000000x"), 1)
	for name, change := range map[string]func(){
		"the shard has more": func() { put(t, shard, string(original)+"{}\n") },
		"other bytes, as many": func() {
			put(t, shard, string(other))
			os.Chtimes(shard, old, old)
		},
		"the results are cut off":  func() { os.Truncate(results, 10) },
		"the results are gone":     func() { os.Remove(results) },
		"the rejects are gone":     func() { os.Remove(strings.Replace(stats, ".stats.json", ".rejects.jsonl", 1)) },
		"the counts are gone":      func() { os.Remove(stats) },
		"the counts are no counts": func() { put(t, stats, "{") },
		"results of another format": func() {
			put(t, stats, strings.Replace(want["part 0/shard-00.stats.json"], fmt.Sprintf(`{"format":%d,`, shardFormat), fmt.Sprintf(`{"format":%d,`, shardFormat+1), 1))
		},
	} {
		change()
		if !again(w) {
			t.Errorf("%s, and it is not processed again", name)
		}
		put(t, shard, string(original))
		process(w)
		sameTree(t, tree(t, out), want)
	}
	d, err := cyberres.Open(os.DirFS("../testdata/harbour"))
	if err != nil {
		t.Fatal(err)
	}
	for name, d := range map[string]*cyberres.Dataset{"another dataset": cyberres.Default(), "the dataset as of another day": d.AsOf("2031")} {
		w2, err := NewDrafter(d)
		if err != nil {
			t.Fatal(err)
		}
		process(w)
		if !again(w2) {
			t.Errorf("%s, and nothing is processed again", name)
		}
	}
}

func TestFaultsOfCorpora(t *testing.T) {
	w, _ := harbour()
	good := `{"id":"a","text":"Marn"}` + "\n"
	for _, test := range []struct {
		name string
		lay  func(t *testing.T) (in, out string) // in the folder where the test is
		want string                              // in the error
	}{
		{"no corpus", func(t *testing.T) (string, string) { return "nowhere", "out" }, "the corpus: stat nowhere"},
		{"a file for a corpus", func(t *testing.T) (string, string) { put(t, "x.jsonl", good); return "x.jsonl", "out" }, "x.jsonl is no folder"},
		{"an empty folder", func(t *testing.T) (string, string) { put(t, "in/readme.txt", good); return "in", "out" }, "in: no shards"},
		{"no folder for results", func(t *testing.T) (string, string) { put(t, "in/a.jsonl", good); return "in", "" }, "no folder for the results"},
		{"the same folder", func(t *testing.T) (string, string) { put(t, "in/a.jsonl", good); return "in", "in/../in" }, "the corpus in is in the folder for the results"},
		{"the same folder by a link", func(t *testing.T) (string, string) {
			put(t, "in/a.jsonl", good)
			link(t, "in", "out")
			return "in", "out"
		}, "the corpus in is in the folder"},
		{"the corpus in the folder for results", func(t *testing.T) (string, string) { put(t, "out/b/c/a.jsonl", good); return "out/b/c", "out" }, "which might be written over it"},
		{"a file for results", func(t *testing.T) (string, string) { put(t, "in/a.jsonl", good); put(t, "out", ""); return "in", "out" }, "out is no folder"},
		{"a file above the results", func(t *testing.T) (string, string) {
			put(t, "in/a.jsonl", good)
			put(t, "out", "")
			return "in", "out/deep"
		}, "not a directory"},
		{"a folder where results belong", func(t *testing.T) (string, string) {
			put(t, "in/a.jsonl", good)
			put(t, "out/a.jsonl/x", "")
			return "in", "out"
		}, "shard a.jsonl: rename"},
		{"a broken link", func(t *testing.T) (string, string) {
			put(t, "in/a.jsonl", good)
			link(t, "gone", "in/b.jsonl")
			return "in", "out"
		}, "b.jsonl: no such file"},
		{"a link to a folder", func(t *testing.T) (string, string) {
			put(t, "in/a.jsonl", good)
			link(t, ".", "in/b.jsonl")
			return "in", "out"
		}, "b.jsonl is no plain file"},
		{"a pipe", func(t *testing.T) (string, string) {
			put(t, "in/a.jsonl", good)
			pipe(t, "in/b.jsonl")
			return "in", "out"
		}, "b.jsonl is no plain file (p"},
		{"a shard that cannot be read", func(t *testing.T) (string, string) {
			if os.Geteuid() <= 0 {
				t.Skip("this user may read everything")
			}
			put(t, "in/a.jsonl", good)
			os.Chmod("in/a.jsonl", 0)
			return "in", "out"
		}, "permission denied"},
		{"a folder that cannot be written", func(t *testing.T) (string, string) {
			if os.Geteuid() <= 0 {
				t.Skip("this user may write everywhere")
			}
			put(t, "in/a.jsonl", good)
			os.Mkdir("out", 0o555)
			return "in", "out"
		}, "permission denied"},
		{"rejects for a shard", func(t *testing.T) (string, string) { put(t, "in/a.rejects.jsonl", good); return "in", "out" }, "the shard a.rejects.jsonl has the name that the rejects"},
		{"results of no shard", func(t *testing.T) (string, string) {
			put(t, "in/a.jsonl", good)
			put(t, "in/b.jsonl", good)
			if _, err := w.Process(t.Context(), Corpus{In: "in", Out: "out"}); err != nil {
				t.Fatal(err)
			}
			os.Remove("in/b.jsonl")
			return "in", "out"
		}, "out has the results of b.jsonl, which is no shard of this corpus"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			in, out := test.lay(t)
			before := tree(t, "out")
			corpus := tree(t, "in")
			_, err := w.Process(t.Context(), Corpus{In: in, Out: out})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("the error is %v", err)
			}
			sameTree(t, tree(t, "out"), before)
			sameTree(t, tree(t, "in"), corpus)
		})
	}
	if _, err := w.Process(t.Context(), Corpus{In: t.TempDir(), Out: t.TempDir()}); !errors.Is(err, errNoShards) {
		t.Error(err)
	}
	for _, name := range []string{"../a.jsonl", "/a.jsonl", "a.json", "", "a/../../b.jsonl"} {
		if _, err := w.ProcessFile(t.Context(), t.TempDir(), t.TempDir(), name); err == nil {
			t.Errorf("%q is taken for a shard", name)
		}
	}
}

func link(t *testing.T, to, name string) {
	t.Helper()
	if err := os.Symlink(to, name); err != nil {
		t.Skip(err)
	}
}

func pipe(t *testing.T, name string) {
	t.Helper()
	if err := exec.Command("mkfifo", name).Run(); err != nil {
		t.Skip(err)
	}
}

// Folders that are unusual and right.
func TestCorporaAsTheyAre(t *testing.T) {
	w, _ := harbour()
	good := `{"id":"a","text":"Marn"}` + "\n"
	t.Chdir(t.TempDir())
	put(t, "real/a.jsonl", good)
	put(t, "real/.jsonl", good)
	put(t, "real/b[*]?.jsonl", good+"no document")
	put(t, "real/stats.jsonl", good)
	put(t, "real/notes.txt", "no shard")
	put(t, "elsewhere", good)
	link(t, "../elsewhere", "real/c.jsonl")
	link(t, "real", "in")
	for range 2 { // the second time the results are there
		s, err := w.Process(t.Context(), Corpus{In: "in", Out: "in/out"})
		if err != nil {
			t.Fatal(err)
		}
		if s.Documents != 5 || s.Rejects != 1 {
			t.Errorf("%d documents, %d rejects", s.Documents, s.Rejects)
		}
	}
	files := tree(t, "real/out")
	if len(files) != 3*5+1 || files[".stats.json"] == "" || files["stats.stats.json"] == "" || files["b[*]?.rejects.jsonl"] == "" {
		t.Errorf("files %q", slices.Sorted(maps.Keys(files)))
	}
}

// Two workers that are given one shard, as some engines do, write the same, and neither disturbs the other.
func TestOneShardTwice(t *testing.T) {
	in, out := corpusOf(t, 1, 200), t.TempDir()
	want, _ := processed(t, in, 1)
	w, _ := harbour()
	var pool sync.WaitGroup
	for range 6 {
		pool.Go(func() {
			s, err := w.ProcessFile(t.Context(), in, out, "part 0/shard-00.jsonl")
			if err == nil {
				err = WriteStats(out, s) // which sweeps
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	pool.Wait()
	sameTree(t, tree(t, out), want)
}

// Counts that several write at once, each sweeping, are there in the end, and nobody is told of a fault.
func TestWriteStatsAtOnce(t *testing.T) {
	for range 200 {
		out := t.TempDir()
		var pool sync.WaitGroup
		for range 8 {
			pool.Go(func() {
				if err := WriteStats(out, Stats{Documents: 3}); err != nil {
					t.Error(err)
				}
			})
		}
		pool.Wait()
		if files := tree(t, out); len(files) != 1 || files["stats.json"] == "" {
			t.Fatalf("files %q", slices.Sorted(maps.Keys(files)))
		}
	}
}
