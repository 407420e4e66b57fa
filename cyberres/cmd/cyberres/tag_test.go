package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// Who interrupts a corpus is told how far it came, and the same command goes on from there.
func TestInterruptedCorpus(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "js" {
		t.Skip("a program cannot be interrupted from outside there")
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	harbour, err := filepath.Abs("../../testdata/harbour")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := os.Mkdir("in", 0o777); err != nil {
		t.Fatal(err)
	}
	line := `{"id":"a","text":"The Isle of Marn seeks to train pilots."}` + "\n"
	if err := os.WriteFile("in/a.jsonl", []byte(line), 0o666); err != nil {
		t.Fatal(err)
	}
	// The second shard takes long enough to be interrupted in.
	if err := os.WriteFile("in/b.jsonl", []byte(strings.Repeat(line, 400_000)), 0o666); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(program, "tag", "-data", harbour, "-corpus", "in", "-out", "out", "-workers", "1")
	c.Env = append(os.Environ(), asCommand+"=1")
	errs, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for range 10_000 {
		if _, err := os.Stat("out/a.stats.json"); err == nil {
			break
		}
		time.Sleep(time.Millisecond)
	}
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	said, err := io.ReadAll(bufio.NewReader(errs))
	if err != nil {
		t.Fatal(err)
	}
	c.Wait()
	if c.ProcessState.ExitCode() != wrong || string(said) != "cyberres: interrupted: 1 of 2 shards are done; the same command goes on from there\n" {
		t.Errorf("exit status %d, and\n%s", c.ProcessState.ExitCode(), said)
	}
	left, err := filepath.Glob("out/*")
	if hidden, _ := filepath.Glob("out/.*"); err != nil || fmt.Sprint(left, hidden) != "[out/a.jsonl out/a.rejects.jsonl out/a.stats.json] []" {
		t.Errorf("left are %v, %v", left, hidden)
	}
	if err := os.WriteFile("in/b.jsonl", []byte(line+line), 0o666); err != nil {
		t.Fatal(err)
	}
	c = exec.Command(program, c.Args[1:]...)
	c.Env = append(os.Environ(), asCommand+"=1")
	if said, err := c.CombinedOutput(); err != nil || !strings.HasPrefix(string(said), "cyberres: 3 documents, ") {
		t.Errorf("%v: %s", err, said)
	}
}
