package fragment_test

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// A browser is a headless Chromium, told what to do in its DevTools protocol through a pair of pipes: JSON, with a zero byte after each message.
type browser struct {
	t       *testing.T
	in      io.Writer
	replies chan message
	session string
	last    int
	height  int // of what pictures show
}

type message struct {
	ID        int             `json:"id,omitempty"`
	SessionID string          `json:"sessionId,omitempty"`
	Method    string          `json:"method,omitempty"`
	Params    any             `json:"params,omitempty"`
	Result    json.RawMessage `json:"result,omitempty"`
	Error     json.RawMessage `json:"error,omitempty"`
}

// openBrowser starts the Chromium that CYBERRES_CHROMIUM names, or skips the test.
func openBrowser(t *testing.T) *browser {
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
	b := &browser{t: t, in: in, replies: make(chan message, 64)}
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
	b.call("Target.getTargets", nil, &targets)
	for _, target := range targets.TargetInfos {
		if target.Type == "page" && b.session == "" {
			var attached struct{ SessionID string }
			b.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &attached)
			b.session = attached.SessionID
		}
	}
	return b
}

func (b *browser) call(method string, params, result any) {
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

// open goes to an address as if it had been typed in, and waits until the page has been painted.
func (b *browser) open(url string) {
	b.t.Helper()
	b.call("Page.navigate", map[string]any{"url": url}, nil)
	for range 200 {
		var state string
		b.eval("document.readyState + ' ' + location.href", &state)
		if ready, at, _ := strings.Cut(state, " "); ready == "complete" && strings.HasPrefix(url, at) && at != "about:blank" {
			b.settle()
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	b.t.Fatalf("%s does not load", url)
}

func (b *browser) settle() {
	b.t.Helper()
	b.eval("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(1))))", nil)
}

func (b *browser) eval(script string, result any) {
	b.t.Helper()
	var out struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails json.RawMessage
	}
	b.call("Runtime.evaluate", map[string]any{"expression": script, "returnByValue": true, "awaitPromise": true}, &out)
	if out.ExceptionDetails != nil {
		b.t.Fatalf("%s: %s", script, out.ExceptionDetails)
	}
	if result != nil {
		if err := json.Unmarshal(out.Result.Value, result); err != nil {
			b.t.Fatalf("%s: %v", script, err)
		}
	}
}

// A picture is what of a page is highlighted: one bit for each pixel.
type picture struct {
	bits  []byte
	count int
}

func (p picture) equal(q picture) bool { return bytes.Equal(p.bits, q.bits) }

func (b *browser) picture() picture {
	b.t.Helper()
	var out struct{ Data string }
	b.call("Page.captureScreenshot", map[string]any{
		"format": "png", "optimizeForSpeed": true,
		"clip": map[string]any{"x": 0, "y": 0, "width": 900, "height": b.height, "scale": 1},
	}, &out)
	raw, err := base64.StdEncoding.DecodeString(out.Data)
	if err != nil {
		b.t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		b.t.Fatal(err)
	}
	var pixels []byte // of four bytes, red first
	switch img := img.(type) {
	case *image.RGBA:
		pixels = img.Pix
	case *image.NRGBA:
		pixels = img.Pix
	default:
		b.t.Fatalf("a screenshot is a %T", img)
	}
	p := picture{bits: make([]byte, (len(pixels)/4+7)/8)}
	for i := 0; i < len(pixels)/4; i++ {
		if pixels[4*i] > 0xF0 && pixels[4*i+1] < 0x10 && pixels[4*i+2] > 0xF0 { // magenta
			p.bits[i/8] |= 1 << (i % 8)
			p.count++
		}
	}
	return p
}
