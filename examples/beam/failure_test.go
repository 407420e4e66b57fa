//go:build unix

package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"

	"github.com/cyberres/cyberres/cyberres/tag"
)

const nobody = 65534

func init() {
	// A runner that was told to stop says that all is well, and so does one whose workers have other folders under the same names.
	beam.RegisterRunner("cancelled", func(context.Context, *beam.Pipeline) (beam.PipelineResult, error) { return nil, nil })

	roles["nobody"] = func() { // who may read everything cannot show what happens to who may not
		if err := errors.Join(syscall.Setgid(nobody), syscall.Setuid(nobody)); err != nil {
			panic(err)
		}
		main()
	}
	roles["prism"] = func() { // a job server of its own process
		var port int
		fmt.Sscan(os.Args[1], &port)
		if _, err := prism.CreateJobServer(context.Background(), prism.Options{Port: port}); err != nil {
			panic(err)
		}
		fmt.Println("ready")
		select {}
	}
	roles["boot"] = func() { // what starts a worker where a runner wants one: it turns into the program, and says under which number
		var id, endpoint string
		for _, arg := range os.Args[1:] {
			if v, ok := strings.CutPrefix(arg, "--id="); ok {
				id = strings.Trim(v, "'")
			} else if v, ok := strings.CutPrefix(arg, "--provision_endpoint="); ok {
				endpoint = v
			}
		}
		if err := os.WriteFile(os.Getenv("BEAM_TEST_WORKER"), fmt.Append(nil, os.Getpid()), 0o666); err != nil {
			panic(err)
		}
		os.Setenv("BEAM_TEST_ROLE", "program")
		err := syscall.Exec(os.Args[0], []string{os.Args[0], "-worker", "-id=" + id, "-logging_endpoint=" + endpoint, "-control_endpoint=" + endpoint}, os.Environ())
		panic(err)
	}
}

func TestJobThatEndsWithoutCounts(t *testing.T) {
	in, out := sharded(3, 1).write(t, t.TempDir()), files{"stats.json": "of an earlier run"}.write(t, t.TempDir())
	j := job{corpus: tag.Corpus{In: in, Out: out}, runner: "cancelled"}
	err := j.run(t.Context())
	if !errors.Is(err, errFailed) || !strings.Contains(err.Error(), "cancelled") {
		t.Errorf("the error is %v", err)
	}
	read(t, out).mustEqual(t, files{})
}

// A shard that cannot be read or written fails the job, which says which one it was.
func TestFaultNamesTheShard(t *testing.T) {
	long := strings.Repeat("l", 240) + ".jsonl"
	for name, test := range map[string]struct {
		shards, results files
		hide            string // from whom the job runs as
		says            []string
	}{
		"not readable": {shards: files{"good.jsonl": lines(0, 3), "sub/secret.jsonl": lines(3, 5)}, hide: "sub/secret.jsonl", says: []string{"sub/secret.jsonl", "permission denied"}},
		"no folder":    {shards: files{"good.jsonl": lines(0, 3), "sub/deep/a.jsonl": lines(3, 5)}, results: files{"sub": "a file"}, says: []string{"sub/deep/a.jsonl", "not a directory"}},
		"long name":    {shards: files{"good.jsonl": lines(0, 3), long: lines(3, 5)}, says: []string{long, "name too long"}},
	} {
		t.Run(name, func(t *testing.T) {
			top, err := os.MkdirTemp("", "beam-test-") // not that of t, which nobody else may enter
			if err != nil {
				t.Fatal(err)
			}
			defer os.RemoveAll(top)
			in, out := filepath.Join(top, "in"), filepath.Join(top, "out")
			test.shards.write(t, in)
			if err := os.Mkdir(out, 0o755); err != nil {
				t.Fatal(err)
			}
			test.results.write(t, out)
			role := "program"
			if test.hide != "" {
				if err := os.Chmod(filepath.Join(in, test.hide), 0); err != nil {
					t.Fatal(err)
				}
				if os.Getuid() == 0 {
					role = "nobody"
					if err := errors.Join(os.Chmod(top, 0o755), os.Chown(out, nobody, nobody)); err != nil {
						t.Fatal(err)
					}
				}
			}
			c := process(t.Context(), role, "-corpus", in, "-out", out)
			message, err := c.CombinedOutput()
			if c.ProcessState.ExitCode() != 1 {
				t.Fatalf("%v\n%s", err, message)
			}
			for _, says := range test.says {
				if !strings.Contains(string(message), says) {
					t.Errorf("not %q in\n%s", says, message)
				}
			}
			if _, there := read(t, out)["stats.json"]; there {
				t.Error("there is stats.json")
			}
		})
	}
}

// halfDone waits until a job has done some of its shards, and reports whether there are others.
func halfDone(t *testing.T, out string, shards int) bool {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		if done, _ := filepath.Glob(filepath.Join(out, "*.stats.json")); len(done) > 0 {
			return len(done) < shards
		}
	}
	t.Fatal("no shard was done within a minute")
	return false
}

// Whichever process dies in the middle, the job does not pretend to have ended, and when it is called again the bytes are those of a job that nothing has
// happened to.
func TestKilled(t *testing.T) {
	const shards = 20
	in := sharded(6000, shards).write(t, t.TempDir())
	want := pool(t, in)
	check := func(t *testing.T, kill func(*exec.Cmd), says string, flags ...string) {
		t.Helper()
		for range 5 { // a job may be done before its killer gets a turn
			args := append(flags, "-corpus", in, "-out", t.TempDir())
			out := args[len(args)-1]
			c, message := process(t.Context(), "program", args...), &strings.Builder{}
			c.Stdout, c.Stderr = message, message
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			if !halfDone(t, out, shards) {
				c.Wait()
				continue
			}
			kill(c)
			// Prism hears of the end of a worker in two ways, and if the wrong one comes first it waits for ever. Then it is the driver that is killed.
			missed := time.AfterFunc(10*time.Second, func() { c.Process.Kill() })
			if err := c.Wait(); err == nil {
				continue
			}
			if !missed.Stop() {
				t.Log("the runner has missed it")
			} else if !strings.Contains(message.String(), says) {
				t.Errorf("not %q in\n%s", says, message)
			}
			got := read(t, out)
			if _, there := got["stats.json"]; there {
				t.Error("there is stats.json of a job that was killed")
			}
			t.Logf("%v with %d files of %d", c.ProcessState, len(got), len(want))
			succeed(t, args...)
			read(t, out).mustEqual(t, want)
			return
		}
		t.Fatal("the jobs were faster than their killer; give them more documents")
	}
	t.Run("all in one process", func(t *testing.T) {
		check(t, func(c *exec.Cmd) { c.Process.Kill() }, "")
	})
	t.Run("a worker", func(t *testing.T) {
		number := filepath.Join(t.TempDir(), "worker")
		t.Setenv("BEAM_TEST_WORKER", number)
		config := fmt.Sprintf(`{"command": %q, "env": {"BEAM_TEST_ROLE": "boot"}}`, os.Args[0])
		kill := func(c *exec.Cmd) {
			var worker int
			if text, err := os.ReadFile(number); err != nil {
				t.Fatal(err)
			} else if _, err := fmt.Sscan(string(text), &worker); err != nil || worker == c.Process.Pid {
				t.Fatalf("no worker %s: %v", text, err)
			}
			syscall.Kill(worker, syscall.SIGKILL)
		}
		check(t, kill, errFailed.Error(), "-runner", "universal", "-endpoint", jobServer(t), "-environment_type", "PROCESS", "-environment_config", config)
	})
}

// jobServer starts Prism in a process of its own and returns its address.
func jobServer(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()
	c := process(t.Context(), "prism", fmt.Sprint(port))
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Process.Kill(); c.Wait() })
	if _, err := fmt.Fscanln(out, new(string)); err != nil {
		t.Fatal("the job server does not start")
	}
	return fmt.Sprintf("localhost:%d", port)
}

// The same program is the driver of other runners. Flink and Spark speak the same protocol to it; that they run it is not tested here.
func TestJobServer(t *testing.T) {
	in := sharded(40, 7).write(t, t.TempDir())
	want, server := pool(t, in), jobServer(t)
	for _, runner := range []string{"universal", "flink", "spark"} {
		out := t.TempDir()
		succeed(t, "-runner", runner, "-endpoint", server, "-environment_type", "LOOPBACK", "-corpus", in, "-out", out)
		read(t, out).mustEqual(t, want)
	}
}
