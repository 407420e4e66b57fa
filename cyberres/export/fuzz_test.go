package export_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor"
	"github.com/cyberres/cyberres/cyberres/export"
	"github.com/cyberres/cyberres/schema"
)

// finished fills the blanks of a draft and opens it as a part of the dataset about the island: nil where more is missing than a sort or a summary.
func finished(t testing.TB, draft *export.Draft) *cyberres.Dataset {
	t.Helper()
	var file map[string]any
	if err := json.Unmarshal(draft.JSON, &file); err != nil {
		t.Fatal(err)
	}
	for _, r := range file["remarks"].([]any) {
		r := r.(map[string]any)
		for field, value := range map[string]string{"kind": "ambiguous", "summary": "A note."} {
			if r[field] == "" {
				r[field] = value
			}
		}
	}
	filled, err := json.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"annotations/isle-of-marn.json": {Data: filled}}
	for _, pattern := range []string{"*.json", "actors/*.json", "instruments/*.json", "sources/*.json"} {
		names, _ := filepath.Glob(filepath.Join(harbourDir, pattern))
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			inside, _ := filepath.Rel(harbourDir, name)
			files[filepath.ToSlash(inside)] = &fstest.MapFile{Data: data}
		}
	}
	d, err := cyberres.Open(files)
	if err != nil {
		return nil
	}
	return d
}

// laidOut checks that a draft is a file that can be laid out.
func laidOut(t testing.TB, draft *export.Draft) {
	t.Helper()
	if _, err := schema.Format("annotations/isle-of-marn.json", string(draft.JSON)); err != nil {
		t.Fatalf("%v\n%s", err, draft.JSON)
	}
}

// Of whatever is read of web annotations, all that is pinned is where it says; and once a person has filled in the blanks, it is exported to what reads as the same.
func FuzzReadWebAnnotation(f *testing.F) {
	samples, _ := filepath.Glob("testdata/read/*.txt")
	for _, name := range samples {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		if _, in, ok := strings.Cut(string(data), "-- in.json --\n"); ok {
			in, _, _ = strings.Cut(in, "-- out --\n")
			f.Add(in, true)
			f.Add(in, false)
		}
	}
	d, s, text := harbour(f)
	f.Add(webAnnotations(f, d, export.Options{}), true)
	f.Add(webAnnotations(f, d, export.Options{Texts: []string{text}}), false)
	for _, doc := range right {
		f.Add(doc, true)
	}
	f.Fuzz(func(t *testing.T, doc string, known bool) {
		into := export.Into{Source: s, Data: d}
		if known {
			into.Text = text
		}
		draft, err := export.ReadWebAnnotation(doc, into)
		if err != nil {
			return
		}
		laidOut(t, draft)
		if !known {
			return
		}
		proved(t, draft, text)
		made := finished(t, draft)
		if made == nil {
			return
		}
		again, err := export.ReadWebAnnotation(webAnnotations(t, made, export.Options{}), into)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(pieces(made, s.ID), drafted(t, again)); diff != "" {
			t.Errorf("(-read +read again)\n%s", diff)
		}
	})
}

func FuzzReadBrat(f *testing.F) {
	d, s, text := harbour(f)
	all, err := export.Brat(d, export.Options{Texts: []string{text}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(all[0].Ann)
	sample, err := os.ReadFile("testdata/read/brat.txt")
	if err != nil {
		f.Fatal(err)
	}
	_, in, _ := strings.Cut(string(sample), "-- in.ann --\n")
	in, _, _ = strings.Cut(in, "-- out --\n")
	f.Add(in)
	f.Fuzz(func(t *testing.T, ann string) {
		into := export.Into{Source: s, Data: d, Text: text}
		draft, err := export.ReadBrat(ann, into)
		if err != nil {
			return
		}
		laidOut(t, draft)
		proved(t, draft, text)
		made := finished(t, draft)
		if made == nil || draft.Records == 0 {
			return
		}
		out, err := export.Brat(made, export.Options{Texts: []string{text}})
		if err != nil {
			t.Fatal(err)
		}
		again, err := export.ReadBrat(out[0].Ann, into)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(pieces(made, s.ID), drafted(t, again)); diff != "" {
			t.Errorf("(-read +read again)\n%s\n%s", diff, out[0].Ann)
		}
	})
}

// Lines that make a dataset are written as lines that make the same.
func FuzzReadJSONLines(f *testing.F) {
	d, _, _ := harbour(f)
	var b bytes.Buffer
	if err := export.JSONLines(&b, d, export.Options{}); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(`{"kind":"dataset","record":{}}` + "\n" + `{"kind":"source","record":{"id":"x","coverage":"partial","within":{"end":5}}}`))
	f.Fuzz(func(t *testing.T, lines []byte) {
		fsys, err := export.ReadJSONLines(bytes.NewReader(lines))
		if err != nil {
			return
		}
		d, err := cyberres.Open(fsys)
		if err != nil {
			return
		}
		again := throughLines(t, d)
		if changes := cyberres.Diff(d, again); changes.Len() > 0 {
			t.Error(changes)
		}
	})
}

// A text of invented words, some of which need two UTF-16 units a letter, one unit and two bytes, or a mark on a letter. No two words are the same.
func words(dice *rand.Rand, n int) (text string, starts, ends []int) {
	alphabets := []string{"abcdefgh", "𝔞𝔟𝔠𝔡𝔢𝔣", "äöüßéñ", "жшюяэы", "𐐨𐐩𐐪𐐫"}
	var b strings.Builder
	points := 0
	for i := range n {
		if i > 0 {
			gap := []string{" ", "\n", " 🌊 ", ", "}[dice.IntN(4)]
			b.WriteString(gap)
			points += utf8.RuneCountInString(gap)
		}
		letters := []rune(alphabets[dice.IntN(len(alphabets))])
		starts = append(starts, points)
		word := ""
		for range 3 + dice.IntN(5) {
			word += string(letters[dice.IntN(len(letters))])
		}
		word += fmt.Sprint(i)
		b.WriteString(word)
		points += utf8.RuneCountInString(word)
		ends = append(ends, points)
	}
	return b.String(), starts, ends
}

// Whatever unit another program counts in, its passages become the same code points; and what is exported means the same passage to a program that counts UTF-16 units.
func TestOffsetsInEveryUnit(t *testing.T) {
	for seed := range uint64(40) {
		dice := rand.New(rand.NewPCG(seed, 7))
		text, starts, ends := words(dice, 30)
		points := []rune(text)
		prepared := anchor.Prepare(text)
		into := export.Into{Source: cyberres.Source{ID: "x"}, Text: text}
		for range 20 {
			i := dice.IntN(len(starts))
			k := i + dice.IntN(len(starts)-i)
			start, end := starts[i], ends[k]
			exact := string(points[start:end])
			span, ok := prepared.SpanOfCodePoints(start, end)
			if !ok {
				t.Fatal("no such span")
			}
			quoted, _ := json.Marshal(exact)
			line := strings.ReplaceAll(exact, "\n", " ")
			standoff := func(at func(n int) int) string { // cut at line ends
				var parts, shown []string
				from := start
				for n := start; n <= end; n++ {
					if n == end || points[n] == '\n' {
						if n > from {
							parts = append(parts, fmt.Sprintf("%d %d", at(from), at(n)))
							shown = append(shown, string(points[from:n]))
						}
						from = n + 1
					}
				}
				return "T1\tX " + strings.Join(parts, ";") + "\t" + strings.Join(shown, " ") + "\n"
			}
			halves := func(n int) int { return len(utf16.Encode(points[:n])) }
			same := func(n int) int { return n }
			position := func(s, e int) string {
				return fmt.Sprintf(`{"type": "TextPositionSelector", "start": %d, "end": %d}`, s, e)
			}
			for name, read := range map[string]func() (*export.Draft, error){
				"W3C, position": func() (*export.Draft, error) {
					return export.ReadWebAnnotation(changed(`{"target": {"selector": `+position(start, end)+`}}`), into)
				},
				"W3C, position and quote": func() (*export.Draft, error) {
					return export.ReadWebAnnotation(changed(`{"target": {"selector": [`+position(start, end)+`, {"type": "TextQuoteSelector", "exact": `+string(quoted)+`}]}}`), into)
				},
				"Hypothesis": func() (*export.Draft, error) {
					return export.ReadWebAnnotation(`{"id": "h", "text": "x", "target": [{"selector": [`+position(halves(start), halves(end))+`, {"type": "TextQuoteSelector", "exact": `+string(quoted)+`}]}]}`, into)
				},
				"Hypothesis, position": func() (*export.Draft, error) {
					return export.ReadWebAnnotation(`{"id": "h", "text": "x", "target": [{"selector": [`+position(halves(start), halves(end))+`]}]}`, into)
				},
				"plain text fragment": func() (*export.Draft, error) {
					return export.ReadWebAnnotation(changed(fmt.Sprintf(`{"target": "https://example.org/x.txt#char=%d,%d"}`, start, end)), into)
				},
				"brat": func() (*export.Draft, error) { return export.ReadBrat(standoff(same), into) },
				"brat, in UTF-16": func() (*export.Draft, error) {
					return export.ReadBrat(standoff(halves), into)
				},
			} {
				draft, err := read()
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				got := drafted(t, draft)
				if len(got) != 1 || got[0].Evidence.Start != start || got[0].Evidence.End != end {
					t.Errorf("seed %d, %s: %q is [%d,%d), not %v\n%v\n%s", seed, name, line, start, end, got, draft.Notes, text)
				}
			}
			if units := utf16.Encode(points)[span.UTF16.Start:span.UTF16.End]; string(utf16.Decode(units)) != exact {
				t.Errorf("seed %d: [%d,%d) is another passage in UTF-16", seed, start, end)
			}
		}
	}
}

// Reading takes time in the length of what is read, not in its square: what is looked at of the text is bounded, however many passages are marked.
func TestReadingManyPassagesIsBounded(t *testing.T) {
	text := strings.Repeat("harbour ", 1<<13)
	const many = 3000
	list := func(one func(i int) string) string {
		all := make([]string, many)
		for i := range all {
			all[i] = one(i)
		}
		return strings.Join(all, ",")
	}
	annotation := func(target string) string { return changed(`{"id": "urn:x:1", "target": ` + target + `}`) }
	into := export.Into{Source: cyberres.Source{ID: "x"}, Text: text}
	for name, doc := range map[string]string{
		"each is all of the text": "[" + list(func(int) string {
			return annotation(fmt.Sprintf(`{"selector": {"type": "TextPositionSelector", "start": 0, "end": %d}}`, len(text)-1))
		}) + "]",
		"each quotes what is everywhere": "[" + list(func(int) string { return annotation(`{"selector": {"type": "TextQuoteSelector", "exact": "harbour"}}`) }) + "]",
		"each quotes a letter":           "[" + list(func(int) string { return annotation(`{"selector": {"type": "TextQuoteSelector", "exact": "a"}}`) }) + "]",
		"one has many targets": annotation("[" + list(func(i int) string {
			return fmt.Sprintf(`{"selector": {"type": "TextPositionSelector", "start": %d, "end": %d}}`, 8*i, 8*i+7)
		}) + "]"),
		"one has many bodies": changed(`{"body": [` + list(func(i int) string { return fmt.Sprintf(`"https://example.org/%d"`, i) }) + `], "target": {"selector": {"type": "TextPositionSelector", "start": 0, "end": 7}}}`),
	} {
		draft, err := export.ReadWebAnnotation(doc, into)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if want := map[string]int{"one has many targets": many, "one has many bodies": 1}[name]; want > 0 && draft.Passages != want || want == 0 && draft.Passages > 100 {
			t.Errorf("%s: %d passages", name, draft.Passages)
		}
		if len(draft.Notes) > 1001 {
			t.Errorf("%s: %d notes", name, len(draft.Notes))
		}
	}
	for name, line := range map[string]string{
		"each is all of the text": fmt.Sprintf("X 0 %d\tharbour\n", len(text)-1),
		"other words":             "X 0 6\tharbour\n",
		"pieces without an end":   "X " + strings.Repeat("0 7;", 2000) + "0 7\tharbour\n",
	} {
		var b strings.Builder
		for i := range many {
			fmt.Fprintf(&b, "T%d\t%s", i+1, line)
		}
		draft, err := export.ReadBrat(b.String(), into)
		if err != nil {
			t.Fatal(err)
		}
		if draft.Passages > 100 || len(draft.Notes) > 1001 {
			t.Errorf("brat, %s: %d passages, %d notes", name, draft.Passages, len(draft.Notes))
		}
	}
}
