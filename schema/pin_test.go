package schema_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/cyberres/cyberres/schema"
)

const (
	marn       = "annotations/isle-of-marn.json"
	marnSource = "sources/isle-of-marn.json"
)

// marnFiles returns the invented dataset, to be changed, and the text that it annotates.
func marnFiles(t testing.TB) (fstest.MapFS, string) {
	t.Helper()
	files := fstest.MapFS{}
	root := os.DirFS("../cyberres/testdata/harbour")
	err := fs.WalkDir(root, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, string(files["texts/isle-of-marn.txt"].Data)
}

// A reader of the invented text writes quotes alone, or lets old places stand, and the text may have changed. In each case the places are those that
// a person would find with a finger on the text.
func TestPin(t *testing.T) {
	_, text := marnFiles(t)
	type m = map[string]any
	evidence := func(pieces ...m) m { return m{"remarks": []any{m{"id": "r", "evidence": pieces}}} }
	mentions := func(pieces ...m) m { return m{"mentions": pieces} }
	tests := []struct {
		name  string
		file  m
		text  string
		want  string // the passages in their order, with their starts; or the findings
		quote string // where it is rewritten
	}{
		{name: "elided", file: evidence(m{"quote": "open a … whole coast"}), text: text, want: "130 open a “signal room” 🌊 for the whole coast"},
		{name: "white space of the text is one space", file: evidence(m{"quote": "Its 2031 Tide Plan"}), text: text, want: "65 Its 2031\nTide Plan"},
		{name: "after a character of two UTF-16 units", file: evidence(m{"quote": "In 2032"}), text: text, want: "174 In 2032"},
		{name: "straight quotation marks and hyphens become the text's own", file: evidence(m{"quote": `mend the sea-locks`}), text: text, want: "107 mend the sea‑locks", quote: "mend the sea‑locks"},
		{name: "and at the ends of an elided quote", file: evidence(m{"quote": `the sea-locks … a "signal room"`}), text: text, want: "112 the sea‑locks and open a “signal room”", quote: "the sea‑locks … a “signal room”"},
		{name: "in capitals they are other words", file: evidence(m{"quote": "TRAIN PILOTS"}), text: text, want: "error: text-quote: the text has these words from 93 to 105 in another spelling; write them as they stand there"},
		{name: "a word differs", file: evidence(m{"quote": "train fishermen"}), text: text, want: `error: text-quote: the text does not have these words in this order; if it changed, the record has to be read against it again`},
		{name: "three dots are no ellipsis", file: evidence(m{"quote": "open a ... whole coast"}), text: text, want: `error: text-quote: the text does not have these words; what is left out is shown by " … " (U+2026, with a space on both sides)`},
		{name: "no part of a word", file: evidence(m{"quote": "rain pilots"}), text: text, want: `error: text-quote: the text has these words as a part of longer ones only, from 94 to 105; show whole words`},
		{name: "repeated and not settled", file: mentions(m{"entity": "x", "quote": "Marn"}), text: text, want: `error: text-span: the words stand in 3 places (12, 183, 291); add "occurrence": 1 for the first to 3 for the last`},
		{name: "settled by its occurrence", file: mentions(m{"entity": "x", "quote": "Marn", "occurrence": 2}), text: text, want: "183 Marn"},
		{name: "by an occurrence that there is not", file: mentions(m{"entity": "x", "quote": "Marn", "occurrence": 4}), text: text, want: `error: text-span: "occurrence" is 4, but the words stand in 3 places (12, 183, 291); count from 1`},
		{name: "by its start", file: mentions(m{"entity": "x", "quote": "Marn", "start": 291}), text: text, want: "291 Marn"},
		{name: "not by a start that is none", file: mentions(m{"entity": "x", "quote": "Marn", "start": 290}), text: text, want: `error: text-span: the words stand in 3 places (12, 183, 291); add "occurrence": 1 for the first to 3 for the last`},
		{name: "the occurrence counts more than the start", file: mentions(m{"entity": "x", "quote": "Marn", "start": 291, "end": 295, "occurrence": 1}), text: text, want: "12 Marn"},
		{name: "as many mentions as places stand in turn", file: mentions(m{"entity": "x", "quote": "Marn"}, m{"entity": "x", "quote": "Marn"}, m{"entity": "x", "quote": "Marn"}), text: text, want: "12 Marn; 183 Marn; 291 Marn"},
		{name: "places within longer names are not theirs", file: mentions(m{"entity": "x", "quote": "Isle of Marn"}, m{"entity": "k", "quote": "Keeper of Marn"}, m{"entity": "x", "quote": "Marn"}), text: text, want: "4 Isle of Marn; 281 Keeper of Marn; 183 Marn"},
		{
			name: "a passage that moved keeps its digest and is told by it", text: strings.Replace(text, "The Isle", "Pilots first: train pilots! The Isle", 1),
			file: evidence(m{"quote": "train pilots", "start": 93, "end": 105, "sha256": "d48c6bd2e2604f82e22b8a49e7b69bd73d6431cfd7951892b6a69f417fbecfd5"}, m{"quote": "Marn and … Beacon Accord", "start": 183, "end": 235, "sha256": strings.Repeat("1", 64)}),
			want: "121 train pilots; 211 Marn and the Lantern League signed the Beacon Accord; warning: text-digest: the passage is another than was pinned; read it against the record again",
		},
		{
			name: "a mention moves with what stands around it", text: "New. " + text,
			file: mentions(m{"entity": "x", "quote": "Isle of Marn", "start": 4, "end": 16}, m{"entity": "x", "quote": "Marn", "start": 183, "end": 187}, m{"entity": "k", "quote": "Keeper of Marn", "start": 281, "end": 295}),
			want: "9 Isle of Marn; 188 Marn; 286 Keeper of Marn",
		},
		{
			name: "and if something was put in between, as each place has its mention", text: strings.Replace(text, "In 2032", "Now. In 2032", 1),
			file: mentions(m{"entity": "x", "quote": "Isle of Marn", "start": 4, "end": 16}, m{"entity": "x", "quote": "Marn", "start": 183, "end": 187}, m{"entity": "k", "quote": "Keeper of Marn", "start": 281, "end": 295}),
			want: "4 Isle of Marn; 188 Marn; 286 Keeper of Marn",
		},
		{
			name: "but not if what was put in has the name", text: strings.Replace(text, "In 2032", "So Marn. In 2032", 1),
			file: mentions(m{"entity": "x", "quote": "Isle of Marn", "start": 4, "end": 16}, m{"entity": "x", "quote": "Marn", "start": 183, "end": 187}, m{"entity": "k", "quote": "Keeper of Marn", "start": 281, "end": 295}),
			want: `error: text-span: the words stand in 4 places (12, 177, 192, 300); add "occurrence": 1 for the first to 4 for the last`,
		},
		{
			name: "the end of a passage that goes beyond the next place of its last words stays", text: "to go and to go and to stay",
			file: evidence(m{"quote": "to … to", "start": 0, "end": 22, "sha256": ""}),
			want: "0 to go and to go and to",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data, err := json.Marshal(tt.file)
			if err != nil {
				t.Fatal(err)
			}
			files := fstest.MapFS{marn: &fstest.MapFile{Data: data}}
			p, err := schema.Pin(files, marn, tt.text)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			points := []rune(tt.text)
			for _, piece := range piecesOf(t, p.Annotations) {
				if _, ok := piece["end"].(float64); !ok || p.Refused() {
					continue
				}
				start, end := int(piece["start"].(float64)), int(piece["end"].(float64))
				got = append(got, fmt.Sprintf("%d %s", start, string(points[start:end])))
				if tt.quote != "" && piece["quote"] != tt.quote {
					t.Errorf("the quote is %q, want %q", piece["quote"], tt.quote)
				}
			}
			for _, f := range p.Findings {
				_, message, _ := strings.Cut(f.String(), ": ")
				got = append(got, message)
			}
			if s := strings.Join(got, "; "); s != tt.want {
				t.Errorf("got  %s\nwant %s", s, tt.want)
			}
		})
	}
}

// piecesOf returns the evidence and mentions of a file in its order.
func piecesOf(t testing.TB, text string) (out []map[string]any) {
	t.Helper()
	var file map[string]any
	if err := json.Unmarshal([]byte(text), &file); err != nil {
		t.Fatalf("%v in:\n%s", err, text)
	}
	object := func(v any) {
		if o, ok := v.(map[string]any); ok {
			out = append(out, o)
		}
	}
	for _, list := range []string{"objectives", "cooperations", "positions", "relations", "remarks"} {
		records, _ := file[list].([]any)
		for _, r := range records {
			record, _ := r.(map[string]any)
			pieces, _ := record["evidence"].([]any)
			for _, e := range pieces {
				object(e)
			}
		}
	}
	mentions, _ := file["mentions"].([]any)
	for _, m := range mentions {
		object(m)
	}
	return out
}

// An occurrence that was counted in another edition counts for nothing: the piece moves with the one after it, and is counted anew.
func TestPinCountsAnew(t *testing.T) {
	sum := func(s string) string {
		d := sha256.Sum256([]byte(s))
		return hex.EncodeToString(d[:])
	}
	const old = "We train pilots at dawn. Later we train pilots at dusk."
	files := fstest.MapFS{
		"annotations/a.json": {Data: []byte(`{"source": "a", "remarks": [{"evidence": [{"quote": "train pilots", "start": 34, "end": 46, "sha256": "` + sum("train pilots") + `", "occurrence": 2}, ` +
			`{"quote": "at dusk", "start": 47, "end": 54, "sha256": "` + sum("at dusk") + `"}]}]}`)},
	}
	const edited = "Everyone may train pilots. " + old
	pinned := func(source string) (start, occurrence any) {
		t.Helper()
		delete(files, "sources/a.json")
		if source != "" {
			files["sources/a.json"] = &fstest.MapFile{Data: []byte(source)}
		}
		p, err := schema.Pin(files, "annotations/a.json", edited)
		if err != nil || p.Refused() {
			t.Fatal(err, p.Findings)
		}
		e := piecesOf(t, p.Annotations)[0]
		return e["start"], e["occurrence"]
	}
	for name, source := range map[string]string{
		"of the old edition": `{"text": {"codePoints": 55, "words": 10, "sha256": "` + sum(old) + `"}}`,
		"of the new one":     `{"text": {"codePoints": 82, "words": 14, "sha256": "` + sum(edited) + `"}}`,
		"blank":              `{"text": {"codePoints": null, "sha256": ""}}`,
		"not there":          "",
	} {
		if start, occurrence := pinned(source); start != 61.0 || occurrence != 3.0 {
			t.Errorf("source %s: start %v, occurrence %v; want 61 and 3", name, start, occurrence)
		}
	}
	// In the text that was pinned, it is what somebody has written to correct the place.
	p, err := schema.Pin(fstest.MapFS{"annotations/a.json": &fstest.MapFile{Data: []byte(strings.Replace(string(files["annotations/a.json"].Data), `"occurrence": 2`, `"occurrence": 1`, 1))}}, "annotations/a.json", old)
	if err != nil || p.Refused() {
		t.Fatal(err, p.Findings)
	}
	if e := piecesOf(t, p.Annotations)[0]; e["start"] != 3.0 || e["occurrence"] != 1.0 {
		t.Errorf("corrected: start %v, occurrence %v; want 3 and 1", e["start"], e["occurrence"])
	}
}

// A whole file comes out as it was, byte for byte: when nothing is missing; when its places were left blank or taken out, from the text or from its page;
// and its source's numbers with it.
func TestPinRestores(t *testing.T) {
	files, text := marnFiles(t)
	annotations, source := string(files[marn].Data), string(files[marnSource].Data)
	page := string(files["texts/page.txt"].Data)
	digests := regexp.MustCompile(`"sha256": "[0-9a-f]{64}"`)
	numbers := regexp.MustCompile(`"(codePoints|words)": [0-9]+`)
	blank := func(s string) string {
		return digests.ReplaceAllString(regexp.MustCompile(`"end": [0-9]+`).ReplaceAllString(s, `"end": null`), `"sha256": ""`)
	}
	without := func(s string) string {
		return regexp.MustCompile(`, "end": [0-9]+|, "sha256": "[0-9a-f]{64}"`).ReplaceAllString(s, "")
	}
	alone := func(s string) string { return regexp.MustCompile(`(?s),\s*"within": \{.*?\}`).ReplaceAllString(s, "") }
	for _, tt := range []struct{ name, annotations, source, text, wantSource string }{
		{"nothing is missing", annotations, source, text, source},
		{"blanks, and the text", blank(annotations), source, text, source},
		{"blanks, and the page", blank(annotations), digests.ReplaceAllString(source, `"sha256": ""`), page, source},
		{"members that are not there", without(annotations), source, text, source},
		{"a source that is still blank", annotations, alone(numbers.ReplaceAllString(digests.ReplaceAllString(source, `"sha256": ""`), `"$1": null`)), text, alone(source)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := maps.Clone(files)
			files[marn], files[marnSource] = &fstest.MapFile{Data: []byte(tt.annotations)}, &fstest.MapFile{Data: []byte(tt.source)}
			p, err := schema.Pin(files, marn, tt.text)
			if err != nil || len(p.Findings) > 0 {
				t.Fatal(err, p.Findings)
			}
			if d := cmp.Diff(piecesOf(t, annotations), piecesOf(t, p.Annotations)); d != "" {
				t.Errorf("pieces (-want +got):\n%s", d)
			}
			if tt.name != "members that are not there" && p.Annotations != annotations {
				t.Errorf("annotations (-want +got):\n%s", cmp.Diff(annotations, p.Annotations))
			}
			if p.Source != tt.wantSource {
				t.Errorf("source (-want +got):\n%s", cmp.Diff(tt.wantSource, p.Source))
			}
		})
	}
}

// What the checker then has to say of a text that was edited before every passage: nothing.
func TestPinSatisfiesCheck(t *testing.T) {
	files, text := marnFiles(t)
	source := regexp.MustCompile(`(?s),\s*"within": \{.*?\}`).ReplaceAllString(string(files[marnSource].Data), "")
	files[marnSource] = &fstest.MapFile{Data: []byte(source)}
	edited := "🌊 " + text
	p, err := schema.Pin(files, marn, edited)
	if err != nil || p.Refused() || p.Changed != p.Pieces {
		t.Fatal(err, p.Findings)
	}
	files[marn], files[marnSource] = &fstest.MapFile{Data: []byte(p.Annotations)}, &fstest.MapFile{Data: []byte(p.Source)}
	report, err := schema.Check(files, schema.Options{Texts: []string{edited}})
	if err != nil || len(report.Findings) > 0 {
		t.Errorf("%v %v", err, report.Findings)
	}
}

// Files that are no annotations, or cannot be read, are errors that say so.
func TestPinErrors(t *testing.T) {
	for _, tt := range []struct{ name, file, text, want string }{
		{"actors/marn.json", `{}`, "", "no file of annotations"},
		{marn, `{"source": `, "", "annotations/isle-of-marn.json:1:12: error: json-syntax"},
		{marn, `[]`, "", "annotations/isle-of-marn.json"},
		{marn, `{"source": "../../etc/x"}`, "", `which is no id`},
		{marn, `{}`, "\xff", "should be UTF-8"},
	} {
		_, err := schema.Pin(fstest.MapFS{tt.name: &fstest.MapFile{Data: []byte(tt.file)}}, tt.name, tt.text)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s %s: %v, want %q", tt.name, tt.file, err, tt.want)
		}
	}
}

// Whatever the files and the text are: nothing but places, digests and the signs of quotes changes, what is pinned fits the text, and to pin it once more
// changes nothing.
func FuzzPin(f *testing.F) {
	files, text := marnFiles(f)
	f.Add(string(files[marn].Data), string(files[marnSource].Data), text)
	f.Add(`{"mentions": [{"quote": "a", "start": 2}, {"quote": "a"}, {"quote": "a … b", "occurrence": 2}]}`, `{}`, "a b a b\u00a0a")
	f.Add(`{"remarks": [{"evidence": [{"sha256": "", "quote": "a' … \"b", "end": null}]}]}`, `{"text": {"sha256": ""}, "within": {"start": 1, "end": 6}}`, "xa’ 🌊 “b")
	f.Fuzz(func(t *testing.T, annotations, source, text string) {
		files := fstest.MapFS{marn: &fstest.MapFile{Data: []byte(annotations)}, marnSource: &fstest.MapFile{Data: []byte(source)}}
		p, err := schema.Pin(files, marn, text)
		if err != nil {
			return
		}
		before, after := piecesOf(t, annotations), piecesOf(t, p.Annotations)
		if len(before) != len(after) {
			t.Fatalf("%d pieces became %d", len(before), len(after))
		}
		bare := regexp.MustCompile(`[^\p{L}\p{N}]`)
		for i := range before {
			for _, list := range []map[string]any{before[i], after[i]} {
				for _, name := range []string{"start", "end", "sha256", "occurrence"} {
					delete(list, name)
				}
				if q, ok := list["quote"].(string); ok {
					list["quote"] = bare.ReplaceAllString(q, "")
				}
			}
		}
		if d := cmp.Diff(before, after); d != "" {
			t.Fatal(d)
		}
		if p.Refused() {
			return
		}
		files[marn], files[marnSource] = &fstest.MapFile{Data: []byte(p.Annotations)}, &fstest.MapFile{Data: []byte(p.Source)}
		again, err := schema.Pin(files, marn, text)
		if err != nil || again.Refused() || again.Annotations != p.Annotations || again.Source != p.Source {
			t.Fatalf("pinned once more: %v %v\n%s\n%s", err, again.Findings, p.Annotations, again.Annotations)
		}
		if slices.ContainsFunc(again.Findings, func(f schema.Finding) bool { return f.Code == "text-digest" }) {
			t.Fatal(again.Findings)
		}
	})
}

// The places of a quote are those that trying every span would find.
func TestLocate(t *testing.T) {
	words := []string{"a", "b", "ab", "a", "“b”", "\n", "é"}
	dice := rand.New(rand.NewPCG(1, 2))
	pick := func(n int) string {
		var parts []string
		for range n {
			parts = append(parts, words[dice.IntN(len(words))])
		}
		return strings.Join(parts, " ")
	}
	found := 0
	for range 20_000 {
		text, q := pick(dice.IntN(12)), strings.Join(strings.Fields(pick(1+dice.IntN(2))), " ")
		if dice.IntN(2) == 0 {
			q += " … " + strings.Join(strings.Fields(pick(1+dice.IntN(2))), " ")
		}
		got, want := schema.Locate([]rune(text), q), locateSlowly([]rune(text), q)
		if !slices.Equal(got, want) {
			t.Fatalf("%q in %q: %v, want %v", q, text, got, want)
		}
		found += len(got)
	}
	if found < 1000 {
		t.Errorf("only %d places in all: the texts test nothing", found)
	}
}

// locateSlowly tries every span, and of those from one place takes the shortest.
func locateSlowly(points []rune, q string) (out [][2]int) {
	letter := func(i int) bool {
		return i >= 0 && i < len(points) && (unicode.IsLetter(points[i]) || unicode.IsDigit(points[i]))
	}
	bound := func(i int) bool { return !letter(i-1) || !letter(i) }
	shows := func(start, end int, part string) bool {
		s := string(points[start:end])
		return bound(start) && bound(end) && strings.TrimSpace(s) == s && strings.Join(strings.Fields(s), " ") == part
	}
	first, last, elided := strings.Cut(q, " … ")
	for start := range points {
	ends:
		for end := start + 1; end <= len(points); end++ {
			if !elided {
				if shows(start, end, first) {
					out = append(out, [2]int{start, end})
					break
				}
				continue
			}
			for middle := start + 1; middle < end; middle++ {
				for from := middle; from < end; from++ {
					if shows(start, middle, first) && shows(from, end, last) {
						out = append(out, [2]int{start, end})
						break ends
					}
				}
			}
		}
	}
	return out
}
