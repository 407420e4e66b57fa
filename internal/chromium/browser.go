// Package chromium lets tests see what a browser makes of a page and its address. It is for tests only, and needs nothing but the standard library and a Chromium.
package chromium

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// A Browser is a headless Chromium, told what to do in its DevTools protocol through a pair of pipes: JSON, with a zero byte after each message.
type Browser struct {
	t       testing.TB
	in      io.Writer
	replies chan message
	session string
	last    int
}

type message struct {
	ID        int             `json:"id,omitempty"`
	SessionID string          `json:"sessionId,omitempty"`
	Method    string          `json:"method,omitempty"`
	Params    any             `json:"params,omitempty"`
	Result    json.RawMessage `json:"result,omitempty"`
	Error     json.RawMessage `json:"error,omitempty"`
}

// Start starts the Chromium that CYBERRES_CHROMIUM names until the test ends, with a window of 900 by 1400 pixels. Without one, or with -short, it skips the test.
// Where the browser does not do what it is asked, its methods end the test.
func Start(t testing.TB) *Browser {
	t.Helper()
	path := os.Getenv("CYBERRES_CHROMIUM")
	if path == "" {
		t.Skip("CYBERRES_CHROMIUM does not name a Chromium")
	}
	if testing.Short() {
		t.Skip("a browser takes its time")
	}
	profile := t.TempDir()
	cmd := exec.Command(path, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--disable-extensions", "--hide-scrollbars", "--window-size=900,1400", "--user-data-dir="+profile,
		"--remote-debugging-pipe", "about:blank")
	toChild, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	out, fromChild, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.ExtraFiles = []*os.File{toChild, fromChild} // file descriptors 3 and 4
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	toChild.Close()
	fromChild.Close()
	b := &Browser{t: t, in: in, replies: make(chan message, 64)}
	t.Cleanup(func() {
		fmt.Fprint(in, `{"id":1000000,"method":"Browser.close"}`+"\x00")
		closed := make(chan struct{})
		go func() { cmd.Wait(); close(closed) }()
		select {
		case <-closed:
		case <-time.After(10 * time.Second):
			cmd.Process.Kill()
			<-closed
		}
		in.Close()
		out.Close()
		// Its helpers may write to the profile for a moment longer.
		for range 50 {
			if os.RemoveAll(profile) == nil {
				break
			}
			time.Sleep(100 * time.Millisecond)
		}
	})
	go func() {
		defer close(b.replies)
		for r := bufio.NewReaderSize(out, 1<<20); ; {
			line, err := r.ReadBytes(0)
			if err != nil {
				return
			}
			var m message
			if json.Unmarshal(line[:len(line)-1], &m) == nil && m.ID != 0 {
				b.replies <- m
			}
		}
	}()
	var targets struct {
		TargetInfos []struct{ TargetID, Type string }
	}
	b.Call("Target.getTargets", nil, &targets)
	for _, target := range targets.TargetInfos {
		if target.Type == "page" && b.session == "" {
			var attached struct{ SessionID string }
			b.Call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &attached)
			b.session = attached.SessionID
		}
	}
	return b
}

// Call has the page that is open do what a method of the protocol says, and decodes the answer into result, if that is not nil.
func (b *Browser) Call(method string, params, result any) {
	b.t.Helper()
	b.last++
	text, err := json.Marshal(message{ID: b.last, SessionID: b.session, Method: method, Params: params})
	if err != nil {
		b.t.Fatal(err)
	}
	if _, err := b.in.Write(append(text, 0)); err != nil {
		b.t.Fatal(err)
	}
	limit := time.After(30 * time.Second)
	for {
		select {
		case m, ok := <-b.replies:
			switch {
			case !ok:
				b.t.Fatalf("%s: the browser is gone", method)
			case m.ID != b.last:
				continue
			case m.Error != nil:
				b.t.Fatalf("%s: %s", method, m.Error)
			case result != nil:
				if err := json.Unmarshal(m.Result, result); err != nil {
					b.t.Fatalf("%s: %v", method, err)
				}
			}
			return
		case <-limit:
			b.t.Fatalf("%s: no answer", method)
		}
	}
}

// Open goes to an address as if it had been typed in, and waits until the page has been painted.
func (b *Browser) Open(url string) {
	b.t.Helper()
	b.Call("Page.navigate", map[string]any{"url": url}, nil)
	for range 200 {
		var state string
		b.Eval("document.readyState + ' ' + location.href", &state)
		if ready, at, _ := strings.Cut(state, " "); ready == "complete" && strings.HasPrefix(url, at) && at != "about:blank" {
			b.Settle()
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	b.t.Fatalf("%s does not load", url)
}

// Settle waits until what has changed has been painted.
func (b *Browser) Settle() {
	b.t.Helper()
	b.Eval("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(1))))", nil)
}

// Eval runs a script in the page that is open, waits for what it promises, and decodes its value into result, if that is not nil.
func (b *Browser) Eval(script string, result any) {
	b.t.Helper()
	var out struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails json.RawMessage
	}
	b.Call("Runtime.evaluate", map[string]any{"expression": script, "returnByValue": true, "awaitPromise": true}, &out)
	if out.ExceptionDetails != nil {
		b.t.Fatalf("%s: %s", script, out.ExceptionDetails)
	}
	if result != nil {
		if err := json.Unmarshal(out.Result.Value, result); err != nil {
			b.t.Fatalf("%s: %v", script, err)
		}
	}
}
