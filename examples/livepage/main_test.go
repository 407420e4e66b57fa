package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/cyberres/cyberres/cyberres"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// The harbour dataset is about an invented island.
const harbourDir = "../../cyberres/testdata/harbour"

func harbour(t testing.TB) *cyberres.Dataset {
	t.Helper()
	d, err := cyberres.Open(os.DirFS(harbourDir))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func harbourText(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile(harbourDir + "/texts/isle-of-marn.txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestGolden runs the program on the pages in testdata. Each file is in the form of txtar: a comment with the ids that are asked for, if any, then the page, the blocks
// that are read of it, the list that is printed, and the body of the copy.
func TestGolden(t *testing.T) {
	names, _ := filepath.Glob("testdata/*.txt")
	if len(names) == 0 {
		t.Fatal("no files in testdata")
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			comment, rest, _ := strings.Cut(string(data), "-- page.html --\n")
			source, _, _ := strings.Cut(rest, "-- blocks --\n")
			var ids []string
			for line := range strings.Lines(comment) {
				if list, ok := strings.CutPrefix(line, "ids:"); ok {
					ids = strings.Fields(list)
				}
			}
			p, err := readPage(strings.NewReader(source))
			if err != nil {
				t.Fatal(err)
			}
			marked := filepath.Join(t.TempDir(), "copy.html")
			var list bytes.Buffer
			if _, err := run(&list, strings.NewReader(source), harbour(t), settings{page: "-", copy: marked, ids: ids}); err != nil {
				t.Fatal(err)
			}
			written, err := os.ReadFile(marked)
			if err != nil {
				t.Fatal(err)
			}
			_, body, _ := strings.Cut(string(written), "</style>")
			if body == "" {
				t.Fatalf("the copy is %s", written)
			}
			var got strings.Builder
			fmt.Fprintf(&got, "%s-- page.html --\n%s-- blocks --\n", comment, source)
			for _, b := range p.blocks {
				fmt.Fprintf(&got, "%q\n", b)
			}
			fmt.Fprintf(&got, "-- list --\n%s-- copy, after its styles --\n%s", list.String(), body)
			if !strings.HasSuffix(body, "\n") {
				got.WriteString("\n")
			}
			if *update {
				if err := os.WriteFile(name, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got.String() != string(data) {
				t.Errorf("the output is not %s (rewrite it with -update):\n%s", name, got.String())
			}
		})
	}
}

// A page in the spelling of package html comes back byte for byte, but for the marks and what makes it safe.
func TestRestStaysAsItIs(t *testing.T) {
	const head, body = "<!DOCTYPE html><html lang=\"en\"><head>", "<title>Marn &amp; more</title></head><body class=\"a b\">\n<!-- a comment -->" +
		"<p id=\"x\">The <b>Isle</b> of Marn &lt;takes&gt;  the\tresilience of <i>its harbours</i> seriously.</p>\n<pre>swapping storm charts\n</pre>\n\n</body></html>"
	p, err := readPage(strings.NewReader(head + body))
	if err != nil {
		t.Fatal(err)
	}
	findings, err := find(harbour(t), p, []string{"isle-of-marn"}, "")
	if err != nil {
		t.Fatal(err)
	}
	p.mark(findings)
	var marked, plain bytes.Buffer
	if err := p.write(&marked); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(marked.String(), "<mark "); n < 4 {
		t.Errorf("%d marks", n)
	}
	for n := range p.root.Descendants() {
		for c := n.FirstChild; c != nil; {
			next := c.NextSibling
			if c.Type == html.ElementNode && c.Data == "mark" {
				for c.FirstChild != nil {
					moved := c.FirstChild
					c.RemoveChild(moved)
					n.InsertBefore(moved, c)
					if next == c.NextSibling { // look at what was within the mark first
						next = moved
					}
				}
				n.RemoveChild(c)
			}
			c = next
		}
	}
	p.write(&plain)
	if got := strings.TrimPrefix(plain.String(), "\ufeff"); got != head+body {
		t.Errorf("without the marks, the page is\n%s\nnot\n%s", got, head+body)
	}
}

// The copy has the text of the page, and reads as the same blocks.
func TestCopyReadsTheSame(t *testing.T) {
	names, _ := filepath.Glob("testdata/*.txt")
	for _, name := range names {
		data, _ := os.ReadFile(name)
		_, rest, _ := strings.Cut(string(data), "-- page.html --\n")
		source, _, _ := strings.Cut(rest, "-- blocks --\n")
		p, err := readPage(strings.NewReader(source))
		if err != nil {
			t.Fatal(err)
		}
		findings, err := find(harbour(t), p, []string{"isle-of-marn"}, "")
		if err != nil {
			t.Fatal(err)
		}
		p.mark(findings)
		p.secure()
		var out bytes.Buffer
		if err := p.write(&out); err != nil {
			t.Fatal(err)
		}
		q, err := readPage(&out)
		if err != nil {
			t.Fatal(err)
		}
		if q.text != p.text {
			t.Errorf("%s: the copy has the text\n%q\nnot\n%q", name, q.text, p.text)
		}
	}
}

// In the copy nothing acts: no element that does is left, and the policy comes first.
func TestSecure(t *testing.T) {
	for _, source := range []string{
		`<script>alert(1)</script><p>x`,
		`<p onclick="alert(1)" OnMouseOver=alert(1)>x<svg onload=alert(1)><script>alert(1)</script></svg>`,
		`<meta http-equiv=Refresh content="0; url=https://example.org/"><base href=https://example.org/><link rel=preconnect href=https://example.org/>x`,
		`<noscript><meta http-equiv=refresh content="0; url=https://example.org/"></noscript><iframe srcdoc="<script>alert(1)</script>"></iframe>x`,
		`<object data=x></object><embed src=x><applet code=x></applet>x`,
		`<frameset><frame src=x></frameset>`,
		`<template><script>alert(1)</script></template><svg><style><script>alert(1)</script></style></svg>x`,
	} {
		p, err := readPage(strings.NewReader(source))
		if err != nil {
			t.Fatal(err)
		}
		p.secure()
		var out bytes.Buffer
		if err := p.write(&out); err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(bytes.NewReader(bytes.TrimPrefix(out.Bytes(), []byte("\ufeff"))))
		if err != nil {
			t.Fatal(err)
		}
		first := true
		for n := range root.Descendants() {
			if n.Type != html.ElementNode || n.Data == "html" || n.Data == "head" {
				continue
			}
			if first {
				if n.Data != "meta" || len(n.Attr) != 2 || n.Attr[0].Val != "Content-Security-Policy" || n.Attr[1].Val != policy {
					t.Errorf("%s: the copy begins with %s %v", source, n.Data, n.Attr)
				}
				first = false
				continue
			}
			switch n.Data {
			case "script", "noscript", "iframe", "frame", "object", "embed", "applet", "base", "link", "meta":
				t.Errorf("%s: the copy has %s", source, n.Data)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: the copy has %s", source, a.Key)
				}
			}
		}
	}
}

func TestRun(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return name
	}
	page := write("page.html", "<p>"+harbourText(t))
	deep := write("deep.html", strings.Repeat("<div>", 600))
	for _, c := range []struct {
		what string
		settings
		want string // in the error, or if there is none in the list
	}{
		{"a page", settings{page: page}, "exact      1.00  marn-train-pilots.1"},
		{"one record", settings{page: page, ids: []string{"keeper-for-aid"}}, "exact      1.00  keeper-for-aid.1"},
		{"another address", settings{page: page, address: "https://example.org/other"}, "https://example.org/other#:~:text=train%20pilots"},
		{"JSON", settings{page: page, json: true, ids: []string{"marn-train-pilots"}}, `"record": "marn-train-pilots"`},
		{"a page about other things", settings{page: write("other.html", "<p>Bread is baked here.")}, "not half of the evidence"},
		{"none of it as JSON", settings{page: write("other.html", "<p>Bread is baked here."), json: true}, "[]\n"},
		{"an unknown id", settings{page: page, ids: []string{"nobody"}}, `no statement, remark or source has the id "nobody"`},
		{"no file", settings{page: filepath.Join(dir, "nothing")}, "no such file"},
		{"a page in place of itself", settings{page: page, copy: page}, "would replace the page"},
		{"no folder for the copy", settings{page: page, copy: filepath.Join(dir, "none", "x.html")}, "no such file"},
		{"no address", settings{page: page, address: "javascript:alert(1)"}, "is no address"},
		{"a page that is nested too deeply", settings{page: deep, copy: filepath.Join(dir, "x.html")}, "512"},
	} {
		var out bytes.Buffer
		_, err := run(&out, strings.NewReader(""), harbour(t), c.settings)
		if got := out.String() + fmt.Sprint(err); !strings.Contains(got, c.want) {
			t.Errorf("%s: got %s, which has not %q", c.what, got, c.want)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*livepage*")); len(left) > 0 {
		t.Errorf("files are left over: %v", left)
	}
}

// A copy that cannot be written whole leaves the old file as it was.
func TestCopyIsWholeOrNotAtAll(t *testing.T) {
	name := filepath.Join(t.TempDir(), "copy.html")
	if err := os.WriteFile(name, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	p, err := readPage(strings.NewReader("<p><b title='" + strings.Repeat("x", 1<<20) + "'>" + strings.Repeat("<p>x", 100)))
	if err != nil {
		t.Fatal(err)
	}
	if err := replace(name, p.write); err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("a copy of 100 MB gives %v", err)
	}
	if got, _ := os.ReadFile(name); string(got) != "old" {
		t.Errorf("the old file became %.20q", got)
	}
	if files, _ := filepath.Glob(filepath.Dir(name) + "/.*"); len(files) > 0 {
		t.Errorf("files are left over: %v", files)
	}
}
