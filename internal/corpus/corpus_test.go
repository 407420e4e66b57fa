package corpus

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres"
)

type document struct {
	ID, Date, Title, Text string
}

func sample() *Corpus {
	return &Corpus{Seed: 1, Names: Names(cyberres.Default()), Quotes: []string{"we keep “lamps”\nlit \"always\"", `a\b`}}
}

func write(t *testing.T, c *Corpus, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := c.Write(&b, n); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSeed(t *testing.T) {
	c, other := sample(), sample()
	other.Seed = 2
	first := sha256.Sum256(write(t, c, 500))
	if first != sha256.Sum256(write(t, c, 500)) {
		t.Error("the same seed gives other bytes")
	}
	if first == sha256.Sum256(write(t, other, 500)) {
		t.Error("another seed gives the same bytes")
	}
	if all := write(t, c, 500); !bytes.HasPrefix(all, write(t, c, 200)) || !bytes.Contains(all, c.AppendLine(nil, 321)) {
		t.Error("a document depends on how many there are")
	}
}

func TestDocuments(t *testing.T) {
	c := sample()
	const n = 8000
	data := write(t, c, n)
	ids, variants := map[string]bool{}, map[string]int{}
	for i, line := range bytes.Split(bytes.TrimSuffix(data, []byte("\n")), []byte("\n")) {
		var d document
		if err := json.Unmarshal(line, &d); err != nil {
			t.Fatalf("line %d: %v\n%s", i+1, err, line)
		}
		if ids[d.ID] || d.ID == "" || d.Title == "" || !utf8.Valid(line) {
			t.Errorf("line %d: %s", i+1, line)
		}
		ids[d.ID] = true
		if _, err := cyberres.ParseDate(d.Date); err != nil {
			t.Error(err)
		}
		if text := string(c.AppendText(nil, i)); text != d.Text {
			t.Fatalf("document %d has the text %q, AppendText gives %q", i, d.Text, text)
		}
		for _, v := range []string{"NATO’s", "NATO's", "European\nUnion", "European\u00a0Union", "European  Union", "Euro-\npean", "Euro\u00adpean", "EUROPEAN UNION", "NATO-wide", "non-NATO",
			"(NATO)", "Ｎ", "european union", "e\u0308", "日本国", c.Quotes[0], c.Quotes[1]} {
			variants[v] += strings.Count(d.Text, v)
		}
	}
	if len(ids) != n {
		t.Errorf("%d ids for %d documents", len(ids), n)
	}
	for v, count := range variants {
		if count == 0 {
			t.Errorf("%q nowhere", v)
		}
	}
}

// The size of a line that the documentation promises.
func TestSize(t *testing.T) {
	c := &Corpus{Seed: 3, Names: Invent(500, 3)}
	if mean := len(write(t, c, 2000)) / 2000; mean < 540 || mean > 600 {
		t.Errorf("%d bytes a line", mean)
	}
	if n := len(c.Text(100_000)); n < 100_000 || n > 101_500 {
		t.Errorf("a text of %d bytes", n)
	}
}

func TestBad(t *testing.T) {
	c := sample()
	c.Bad = 10
	const n = 800
	lines := bytes.Split(bytes.TrimSuffix(write(t, c, n), []byte("\n")), []byte("\n"))
	if len(lines) != n {
		t.Fatalf("%d lines", len(lines))
	}
	for i, line := range lines {
		var d struct{ ID, Date, Title, Text *string }
		dec := json.NewDecoder(bytes.NewReader(line))
		err := dec.Decode(&d)
		_, after := dec.Token()
		good := err == nil && after == io.EOF && utf8.Valid(line) && d.Text != nil && bytes.Count(line, []byte(`"id":`)) == 1
		if bad := i%10 == 9; good == bad {
			t.Errorf("line %d, bad %v: %s", i+1, bad, line)
		}
	}
}

type full struct{ left int }

func (w *full) Write(b []byte) (int, error) {
	if w.left -= len(b); w.left < 0 {
		return 0, errors.New("disk full")
	}
	return len(b), nil
}

func TestWriteSaysWhereItStopped(t *testing.T) {
	err := sample().Write(&full{3 << 20}, 100_000)
	if err == nil || !strings.HasSuffix(err.Error(), "of 100000: disk full") {
		t.Error(err)
	}
}

func TestInvent(t *testing.T) {
	names := Invent(50_000, 1)
	seen := map[string]bool{}
	for _, n := range names {
		seen[n] = true
	}
	if len(names) != 50_000 || len(seen) != len(names) {
		t.Errorf("%d names, %d of them different", len(names), len(seen))
	}
}

func BenchmarkAppendLine(b *testing.B) {
	c := &Corpus{Seed: 1, Names: Invent(500, 1)}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		b.SetBytes(int64(len(c.AppendLine(make([]byte, 0, 4096), i))))
	}
}

// A million documents, 570 MB, never held.
func BenchmarkMillion(b *testing.B) {
	c := &Corpus{Seed: 1, Names: Invent(500, 1)}
	for b.Loop() {
		var n counter
		if err := c.Write(&n, 1_000_000); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(n))
	}
}

type counter int

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}
