//go:build linux

// Measure runs the job of the folder above beside cyberres tag -corpus, on the same invented corpus, in turn, and prints medians of time and of peak memory.
// The results of both are compared byte for byte.
//
//	cd examples/beam && go run ./measure [-documents 100000] [-shards 20] [-rounds 3] [-one] [-- flags of Beam]
package main

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"time"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/corpus"
)

func main() {
	documents := flag.Int("documents", 100_000, "how many, of about 570 bytes")
	shards := flag.Int("shards", 20, "into how many files they go")
	rounds := flag.Int("rounds", 3, "how often each program runs")
	one := flag.Bool("one", false, "run the pool with one worker, too: Prism goes through the shards one after another")
	flag.Parse()
	if *documents < 1 || *shards < 1 || *rounds < 1 {
		fmt.Fprintln(os.Stderr, "measure: there is nothing to measure without documents, shards and rounds")
		os.Exit(2)
	}
	if err := measure(*documents, *shards, *rounds, *one, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

// A sample is one run of a program.
type sample struct {
	wall, cpu time.Duration
	memory    int64 // the most that was resident, in KiB
}

func measure(documents, shards, rounds int, one bool, flags []string) error {
	dir, err := os.MkdirTemp("", "measure-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	in := filepath.Join(dir, "in")
	size, err := invent(in, documents, shards)
	if err != nil {
		return err
	}
	fmt.Printf("%d documents, %.1f MB, in %d shards; %s, %d processors\n", documents, float64(size)/1e6, shards, runtime.Version(), runtime.GOMAXPROCS(0))
	job, pool := filepath.Join(dir, "job"), filepath.Join(dir, "pool")
	for _, build := range []struct{ module, program, to string }{{".", ".", job}, {"../..", "./cyberres/cmd/cyberres", pool}} {
		if message, err := exec.Command("go", "build", "-C", build.module, "-o", build.to, build.program).CombinedOutput(); err != nil {
			return fmt.Errorf("go build %s: %w\n%s", build.program, err, message)
		}
	}
	type program struct {
		name    string
		command []string
		samples []sample
	}
	programs := []program{{name: "pool", command: []string{pool, "tag"}}, {name: "Beam", command: append([]string{job}, flags...)}}
	if one {
		programs = append(programs, program{name: "pool of one worker", command: []string{pool, "tag", "-workers", "1"}})
	}
	for range rounds {
		for i := range programs {
			p := &programs[i]
			out := filepath.Join(dir, "results", p.name)
			if err := os.RemoveAll(out); err != nil {
				return err
			}
			s, err := run(slices.Concat(p.command, []string{"-corpus", in, "-out", out}))
			if err != nil {
				return err
			}
			p.samples = append(p.samples, s)
			fmt.Fprintf(os.Stderr, "%s: %.2f s, processor %.2f s, %d MB\n", p.name, s.wall.Seconds(), s.cpu.Seconds(), s.memory*1024/1e6) // it takes a while
			if err := same(filepath.Join(dir, "results", programs[0].name), out); err != nil {
				return err
			}
		}
	}
	fmt.Println("\n| | wall | documents a second | × | processor | × | peak memory | × |\n|---|---|---|---|---|---|---|---|")
	var first sample
	for i, p := range programs {
		m := sample{median(p.samples, func(s sample) int64 { return int64(s.wall) }), median(p.samples, func(s sample) int64 { return int64(s.cpu) }), 0}
		m.memory = int64(median(p.samples, func(s sample) int64 { return s.memory }))
		if i == 0 {
			first = m
		}
		fmt.Printf("| %s | %.2f s | %.0f | %.2f | %.2f s | %.2f | %d MB | %.1f |\n", p.name, m.wall.Seconds(), float64(documents)/m.wall.Seconds(), float64(m.wall)/float64(first.wall),
			m.cpu.Seconds(), float64(m.cpu)/float64(first.cpu), m.memory*1024/1e6, float64(m.memory)/float64(first.memory))
	}
	return nil
}

// invent writes a corpus in so many shards of the same length, and returns its size. It takes little memory: to the system, what a process had before it turned
// into another program is memory of that program, too.
func invent(in string, documents, shards int) (size int64, err error) {
	if err := os.MkdirAll(in, 0o777); err != nil {
		return 0, err
	}
	c := corpus.Corpus{Seed: 1, Names: corpus.Names(cyberres.Default()), Bad: 1000}
	for i := range shards {
		f, err := os.Create(filepath.Join(in, fmt.Sprintf("part-%05d.jsonl", i)))
		if err != nil {
			return 0, err
		}
		b := bufio.NewWriter(f)
		var line []byte
		for n := documents * i / shards; n < documents*(i+1)/shards; n++ {
			line = c.AppendLine(line[:0], n)
			b.Write(line)
			size += int64(len(line))
		}
		if err := errors.Join(b.Flush(), f.Close()); err != nil {
			return 0, err
		}
	}
	return size, nil
}

func run(command []string) (s sample, err error) {
	c := exec.Command(command[0], command[1:]...)
	start := time.Now()
	message, err := c.CombinedOutput()
	if err != nil {
		return s, fmt.Errorf("%v: %w\n%s", command, err, message)
	}
	s = sample{wall: time.Since(start), cpu: c.ProcessState.UserTime() + c.ProcessState.SystemTime()}
	if usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		s.memory = usage.Maxrss
	}
	return s, nil
}

func median(samples []sample, of func(sample) int64) time.Duration {
	values := make([]int64, len(samples))
	for i, s := range samples {
		values[i] = of(s)
	}
	slices.Sort(values)
	return time.Duration(values[len(values)/2])
}

// same compares two folders.
func same(want, got string) error {
	names := func(dir string) (names []string, err error) {
		err = fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				names = append(names, name)
			}
			return err
		})
		return names, err
	}
	a, err := names(want)
	if err != nil {
		return err
	}
	b, err := names(got)
	if err != nil {
		return err
	}
	if !slices.Equal(a, b) {
		return fmt.Errorf("%s has the files %q, %s has %q", want, a, got, b)
	}
	for _, name := range a {
		var digests [2][sha256.Size]byte
		for i, dir := range []string{want, got} {
			f, err := os.Open(filepath.Join(dir, name))
			if err != nil {
				return err
			}
			digest := sha256.New()
			_, err = io.Copy(digest, f)
			if err := errors.Join(err, f.Close()); err != nil {
				return err
			}
			digest.Sum(digests[i][:0])
		}
		if digests[0] != digests[1] {
			return fmt.Errorf("%s differs in %s and %s", name, want, got)
		}
	}
	return nil
}
