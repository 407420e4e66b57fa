package tag

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor"
	"github.com/cyberres/cyberres/internal/corpus"
)

// harbour is the invented dataset, and the text that it annotates.
var harbour = sync.OnceValues(func() (*Drafter, string) {
	d, err := cyberres.Open(os.DirFS("../testdata/harbour"))
	if err != nil {
		panic(err)
	}
	w, err := NewDrafter(d)
	if err != nil {
		panic(err)
	}
	text, err := os.ReadFile("../testdata/harbour/texts/isle-of-marn.txt")
	if err != nil {
		panic(err)
	}
	return w, string(text)
})

var world = sync.OnceValue(func() *Drafter {
	w, err := NewDrafter(cyberres.Default())
	if err != nil {
		panic(err)
	}
	return w
})

func asLine(t testing.TB, members map[string]any) string {
	t.Helper()
	data, err := json.Marshal(members)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// process processes a shard, twice, and checks what holds for all of them.
func process(t testing.TB, w *Drafter, shard string) (found []Tagged, rejects []Reject, s Stats) {
	t.Helper()
	var out, refused, twice, refusedTwice bytes.Buffer
	s, err := w.ProcessShard(t.Context(), strings.NewReader(shard), &out, &refused)
	if err != nil {
		t.Fatal(err)
	}
	// Bytes that come one by one are the same shard.
	if _, err := w.ProcessShard(t.Context(), iotest.OneByteReader(strings.NewReader(shard)), &twice, &refusedTwice); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Bytes(), twice.Bytes()) || !bytes.Equal(refused.Bytes(), refusedTwice.Bytes()) {
		t.Fatal("the same shard gave other bytes")
	}
	lines := strings.Count(shard, "\n")
	if shard = strings.TrimPrefix(shard, byteOrderMark); shard != "" && !strings.HasSuffix(shard, "\n") {
		lines++
	}
	if n := bytes.Count(out.Bytes(), []byte("\n")) + bytes.Count(refused.Bytes(), []byte("\n")); n != lines {
		t.Fatalf("%d lines went in, %d came out", lines, n)
	}
	for line := range strings.Lines(out.String()) {
		var x Tagged
		if err := json.Unmarshal([]byte(line), &x); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		found = append(found, x)
	}
	last := int64(0)
	for line := range strings.Lines(refused.String()) {
		var x Reject
		if err := json.Unmarshal([]byte(line), &x); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		if x.Line <= last || x.Line > int64(lines) || x.Reason == "" || len(x.Reason) > 1000 {
			t.Fatalf("reject %+v after line %d of %d", x, last, lines)
		}
		last = x.Line
		rejects = append(rejects, x)
	}
	if s.Documents != int64(len(found)) || s.Rejects != int64(len(rejects)) {
		t.Fatalf("%d documents and %d rejects, counted as %d and %d", len(found), len(rejects), s.Documents, s.Rejects)
	}
	return found, rejects, s
}

func TestLines(t *testing.T) {
	w, _ := harbour()
	good := `{"id":"a","text":"Marn keeps lamps."}`
	long := func(n int) string {
		return `{"id":"a","text":"` + strings.Repeat("x", n-len(`{"id":"a","text":""}`)) + `"}`
	}
	for _, test := range []struct {
		name, shard string
		documents   int
		reasons     []string // of the rejects, a part of each
	}{
		{"nothing", "", 0, nil},
		{"two lines", good + "\n" + good + "\n", 2, nil},
		{"no end of the last line", good + "\n" + good, 2, nil},
		{"CRLF", good + "\r\n" + good + "\r\n", 2, nil},
		{"byte order mark", byteOrderMark + good + "\n", 1, nil},
		{"nothing but a byte order mark", byteOrderMark, 0, nil},
		{"byte order mark in the middle", good + "\n" + byteOrderMark + good, 1, []string{"byte order mark"}},
		{"UTF-16", "\xff\xfe{\x00}\x00\n\x00", 0, []string{"UTF-16", "NUL|\x00|byte 1"}},
		{"blank lines", "\n \t\r\n" + good + "\n\n", 1, []string{"blank", "blank", "blank"}},
		{"only line ends", "\n\n", 0, []string{"blank", "blank"}},
		{"a carriage return and no more", good + "\n\r", 1, []string{"blank"}},
		{"other members", `{"id":"a","n":1e20,"deep":[{"x":[null,true]}],"text":"x","title":"y"}`, 1, nil},
		{"a long name of another member", `{"id":"a","` + strings.Repeat("n", 500) + `":1,"text":"x"}`, 1, nil},
		{"an empty text", `{"id":"a","text":""}`, 1, nil},
		{"a member twice", `{"id":"a","id":"b","text":"x"}`, 0, []string{`byte 11: `}},
		{"another member twice", `{"id":"a","text":"x","y":1,"y":2}`, 0, []string{`"y"`}},
		{"a member of the same name but for an escape", `{"id":"a","text":"x","i\u0064":"b"}`, 0, []string{`"id"`}},
		{"cut off", good[:20] + "\n" + good, 1, []string{"never closed"}},
		{"two documents in a line", good + good, 0, []string{"after the end"}},
		{"a list", "[" + good + "]", 0, []string{"an array where an object"}},
		{"null", "null", 0, []string{"null"}},
		{"no id", `{"text":"x"}`, 0, []string{`no "id"`}},
		{"no text", `{"id":"x"}`, 0, []string{`no "text"`}},
		{"an empty id", `{"id":"","text":"x"}`, 0, []string{"the id is empty"}},
		{"other types", `{"id":1,"text":"x"}` + "\n" + `{"id":"a","text":["x"]}` + "\n" + `{"id":null,"text":"x"}`, 0, []string{"a number where a string", "an array", "null"}},
		{"NUL", "{\"id\":\"a\",\"text\":\"x\x00\"}\n\x00\n" + `{"id":"a","text":"\u0000"}`, 1, []string{"0x00", "byte 1"}},
		{"ill-formed UTF-8", "{\"id\":\"a\",\"text\":\"x\xff\"}\n{\"id\":\"a\xc0\xaf\",\"text\":\"x\"}\n\xff", 0, []string{"0xff", "0xc0", "byte 1"}},
		{"half of a surrogate pair", `{"id":"a","text":"\ud83c"}` + "\n" + `{"id":"a","text":"\udf0a\ud83c"}` + "\n" + `{"id":"a","text":"\ud83c\udf0a"}`, 1, []string{"surrogate", "surrogate"}},
		{"huge numbers", `{"id":"a","text":"x","n":1e999}` + "\n" + `{"id":"a","text":"x","n":` + strings.Repeat("9", 2000) + `}`, 0, []string{"exponent", "2000 characters"}},
		{"deep nesting", `{"id":"a","text":"x","n":` + strings.Repeat("[", 100_000) + "\n" + good, 1, []string{"deep"}},
		{"bad dates", `{"id":"a","text":"x","date":"2021-13"}` + "\n" + `{"id":"a","text":"x","date":"` + strings.Repeat("2", 5000) + `"}`, 0, []string{"2021-13", "5000 characters"}},
		{"bad subject", `{"id":"a","text":"x","subject":"Marn!"}`, 0, []string{`byte 32: the subject "Marn!" is no id`}},
		{"a subject that nobody has", `{"id":"a","text":"x","subject":"elsewhere"}`, 1, nil},
		{"the longest line", long(MaxLine) + "\r\n" + good, 2, nil},
		{"a longer line", long(MaxLine+1) + "\n" + good, 1, []string{"more than the 16777216 bytes"}},
		{"a longer last line", good + "\n" + long(MaxLine+1), 1, []string{"more than the 16777216 bytes"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			found, rejects, _ := process(t, w, test.shard)
			if len(found) != test.documents || len(rejects) != len(test.reasons) {
				t.Fatalf("%d documents, rejects %+v", len(found), rejects)
			}
			for i, r := range rejects {
				ok := false
				for _, part := range strings.Split(test.reasons[i], "|") {
					ok = ok || strings.Contains(r.Reason, part)
				}
				if !ok {
					t.Errorf("line %d is rejected because %s, not because of %q", r.Line, r.Reason, test.reasons[i])
				}
			}
		})
	}
}

// Lines that go on for a gigabyte are passed over in the memory of the longest that is allowed.
func TestLongLinesAreNotHeld(t *testing.T) {
	w, _ := harbour()
	endless := io.LimitReader(again("x"), 1<<30)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	s, err := w.ProcessShard(t.Context(), endless, io.Discard, io.Discard)
	runtime.ReadMemStats(&after)
	if err != nil || s.Rejects != 1 || s.Documents != 0 {
		t.Fatal(s, err)
	}
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 6*MaxLine {
		t.Errorf("%d MB for a line of 1 GB", grown>>20)
	}
}

type again string

func (r again) Read(p []byte) (int, error) {
	for n := 0; n < len(p); n += copy(p[n:], r) {
	}
	return len(p), nil
}

// Places hold for any letters: a name's is where it stands, in code points, and passages begin and end at word bounds.
func TestPlacesInAnyLetters(t *testing.T) {
	w, known := harbour()
	var texts []string
	for _, noise := range []string{"", "🌊", "e\u0301\u0301", "日本国", "\u200d🏴‍☠️", "नमस्ते", "\U0010FFFD", "ﬁ", "\r\n", "isn’t", "3,000.5", "“’”"} {
		texts = append(texts, noise+strings.ReplaceAll(known, " ", " "+noise+" ")+noise, noise+strings.ReplaceAll(known, "Marn", noise+" Marn"))
	}
	c := corpus.Corpus{Seed: 3, Names: []string{"Isle of Marn", "Lantern League", "Beacon Accord", "Tide Plan 2031"}}
	for i := range 300 {
		texts = append(texts, string(c.AppendText(nil, i)))
	}
	names, statements := 0, 0
	for _, text := range texts {
		found, _, _ := process(t, w, asLine(t, map[string]any{"id": "a", "text": text, "subject": "marn"}))
		points := []rune(text)
		spelt := map[string]bool{}
		for m := range w.names.Find(text) {
			spelt[text[m.Span.Bytes.Start:m.Span.Bytes.End]] = true
		}
		for _, n := range found[0].Names {
			names++
			if s := string(points[n.Start:n.End]); !spelt[s] {
				t.Errorf("%s at %d is %q in %q", n.Entity, n.Start, s, text)
			}
		}
		for _, s := range found[0].Statements {
			statements++
			start := len(string(points[:s.Start]))
			end := start + len(string(points[s.Start:s.End]))
			if start >= end || !anchor.WordBound(text, start) || !anchor.WordBound(text, end) {
				t.Errorf("%s is %q, which cuts a word of %q", s.Kind, text[start:end], text)
			}
		}
	}
	if names < 400 || statements < 40 {
		t.Errorf("only %d names and %d statements were looked at", names, statements)
	}
}

// A document that quotes a passage of the dataset is told, with the record, the place and how alike they are. One that shares words is not.
func TestEvidenceIsFound(t *testing.T) {
	w, known := harbour()
	passage := func(record string) string {
		for _, p := range w.known.pieces {
			if string(p.Record) == record {
				return string([]rune(known)[p.Evidence.Start:p.Evidence.End])
			}
		}
		t.Fatal("no record " + record)
		return ""
	}
	accord := passage("marn-league-accord")
	find := func(text string) []TaggedEvidence {
		found, _, _ := process(t, w, asLine(t, map[string]any{"id": "a", "text": text}))
		return found[0].Evidence
	}
	before := "As the almanac 🌊 has it: "
	for _, test := range []struct{ name, text, status string }{
		{"word for word", before + accord + ".", "exact"},
		{"in other typography", before + strings.ReplaceAll(accord, " ", "\n ") + ".", "normalised"},
	} {
		ok := false
		for _, e := range find(test.text) {
			want := []rune(test.text)
			want = want[len([]rune(before)) : len(want)-1]
			if e.Record == "marn-league-accord" && e.Status == test.status && e.Score > 0.5 && e.Start == len([]rune(before)) && e.End-e.Start == len(want) {
				ok = true
			}
		}
		if !ok {
			t.Errorf("%s: found %+v", test.name, find(test.text))
		}
	}
	for _, text := range []string{
		"Marn and other isles like storm charts.", "The accord centres on charts, and a lamp is lit.", "Train pilots.", "signal room", "Marn signed.",
		strings.Join(strings.Fields(accord)[:5], " "), // one end of it
	} {
		if e := find(text); len(e) > 0 {
			t.Errorf("%q is taken to have %+v", text, e)
		}
	}
	// The whole text has all that can be found in it at all.
	have := map[cyberres.ID]bool{}
	for _, e := range find(known) {
		have[e.Record] = true
	}
	for _, p := range w.known.pieces {
		if !have[p.Record] {
			t.Errorf("%s is not found in its own text", p.Record)
		}
	}
}

// The evidence of the dataset, in the texts that it is of.
func TestEvidenceOfTheDataset(t *testing.T) {
	folder := os.Getenv("CYBERRES_TEXTS")
	if folder == "" {
		t.Skip("set CYBERRES_TEXTS to a folder with the texts of the sources")
	}
	files, _ := filepath.Glob(filepath.Join(folder, "*.txt"))
	w, all, missed := world(), 0, 0
	for s := range cyberres.Default().Sources() {
		for _, file := range files {
			page, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text, err := s.Slice(string(page))
			if err != nil {
				continue
			}
			found, _, _ := process(t, w, asLine(t, map[string]any{"id": s.ID, "text": text}))
			at := map[string]bool{}
			for _, e := range found[0].Evidence {
				at[fmt.Sprint(e.Record, e.Start, e.End)] = true
			}
			for _, p := range w.known.pieces {
				if p.Source != s.ID {
					continue
				}
				if all++; !at[fmt.Sprint(p.Record, p.Evidence.Start, p.Evidence.End)] {
					missed++
					t.Logf("%s: %s is not found at %d: %q", s.ID, p.Record, p.Evidence.Start, p.Evidence.Quote)
				}
			}
		}
	}
	t.Logf("%d of %d pieces found where they are", all-missed, all)
	if all == 0 || missed > 0 {
		t.Error("evidence is missed in the very texts that it is of")
	}
}

func TestInterruptedShards(t *testing.T) {
	w, _ := harbour()
	ctx, stop := context.WithCancel(t.Context())
	lines := 0
	s, err := w.ProcessShard(ctx, again(`{"id":"a","text":"Marn"}`+"\n"), writer(func(p []byte) (int, error) {
		if lines++; lines == 100 {
			stop()
		}
		return len(p), nil
	}), io.Discard)
	if !errors.Is(err, context.Canceled) || s.Documents != 100 {
		t.Errorf("%v after %d documents", err, s.Documents)
	}
	// Nor does a line that never ends keep it.
	reads := 0
	ctx, stop = context.WithCancel(t.Context())
	if _, err := w.ProcessShard(ctx, reader(func(p []byte) (int, error) {
		if reads++; reads == 200 {
			stop()
		}
		return copy(p, strings.Repeat("x", len(p))), nil
	}), io.Discard, io.Discard); !errors.Is(err, context.Canceled) || reads > 201 {
		t.Errorf("%v after %d reads", err, reads)
	}
}

type writer func([]byte) (int, error)

func (w writer) Write(p []byte) (int, error) { return w(p) }

type reader func([]byte) (int, error)

func (r reader) Read(p []byte) (int, error) { return r(p) }

func TestFaultsOfShards(t *testing.T) {
	w, _ := harbour()
	full := errors.New("disk full")
	bad := writer(func(p []byte) (int, error) { return 0, full })
	shard := `{"id":"a","text":"x"}` + "\nnothing\n"
	if _, err := w.ProcessShard(t.Context(), strings.NewReader(shard), bad, io.Discard); !errors.Is(err, full) || !strings.Contains(err.Error(), "writing the result") {
		t.Error(err)
	}
	if _, err := w.ProcessShard(t.Context(), strings.NewReader(shard), io.Discard, bad); !errors.Is(err, full) || !strings.Contains(err.Error(), "writing the rejects") {
		t.Error(err)
	}
	worn := errors.New("disk worn out")
	s, err := w.ProcessShard(t.Context(), io.MultiReader(strings.NewReader(shard+`{"id":`), iotest.ErrReader(worn)), io.Discard, io.Discard)
	if !errors.Is(err, worn) || !strings.HasPrefix(err.Error(), "line 3: ") || s.Documents != 1 {
		t.Error(s, err)
	}
}

// The results are as they were when shardFormat was set. Where they are not, and should be others now, raise it with -update: else old results, which are finished
// as far as anybody can tell, would stand beside new ones.
func TestFormatOfResults(t *testing.T) {
	w, known := harbour()
	var out, rejects bytes.Buffer
	s, err := w.ProcessShard(t.Context(), strings.NewReader(asLine(t, map[string]any{"id": "isle", "text": known, "subject": "marn", "date": "2033"})+"\n{}\n"), &out, &rejects)
	if err != nil {
		t.Fatal(err)
	}
	counts := ""
	for _, c := range s.Counts() {
		counts += fmt.Sprintf("%s %q %s: %d\n", c.What, c.Of, c.Year, c.N)
	}
	golden(t, "testdata/shard.golden", fmt.Sprintf("-- format --\n%d\n-- results --\n%s-- rejects --\n%s-- counts --\n%s", shardFormat, out.String(), rejects.String(), counts))
}

func FuzzShard(f *testing.F) {
	w, known := harbour()
	f.Add([]byte(`{"id":"a","text":"Marn signed the Beacon Accord."}` + "\n\n\xff"))
	f.Add([]byte(byteOrderMark + "{\"id\":\"\\ud83c\\udf0a\",\"text\":\"\\u0000\",\"id\":1e999}\r\n\r"))
	f.Add([]byte(asLine(f, map[string]any{"id": "a", "text": known, "subject": "marn", "date": "2031/2032"})))
	c := corpus.Corpus{Seed: 5, Names: []string{"Marn", "Lantern League"}, Bad: 2}
	for i := range 20 {
		f.Add(c.AppendLine(nil, i))
	}
	f.Fuzz(func(t *testing.T, shard []byte) { process(t, w, string(shard)) })
}
