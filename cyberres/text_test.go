package cyberres_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/cyberres/cyberres/cyberres"
)

// What the limits of quoting are measured in.

func letter(c rune) bool { return unicode.In(c, unicode.L, unicode.N, unicode.M) }

func isQuote(c rune) bool { return strings.ContainsRune("\"'‘’“”", c) }

// wordsOf returns the spans of the runs of letters and digits.
func wordsOf(points []rune) (out [][2]int) {
	for i := 0; i < len(points); {
		if !letter(points[i]) {
			i++
			continue
		}
		start := i
		for i < len(points) && letter(points[i]) {
			i++
		}
		out = append(out, [2]int{start, i})
	}
	return out
}

// insideWord reports whether a bound falls inside a word: between letters or digits, or at an apostrophe between them (UAX 29, rules WB5 to WB7).
func insideWord(points []rune, i int) bool {
	if i <= 0 || i >= len(points) {
		return false
	}
	apostrophe := func(c rune) bool { return c == '\'' || c == '’' }
	before, after := points[i-1], points[i]
	switch {
	case letter(before) && letter(after):
		return true
	case apostrophe(before) && letter(after):
		return i > 1 && letter(points[i-2])
	case letter(before) && apostrophe(after):
		return i+1 < len(points) && letter(points[i+1])
	}
	return false
}

// sentencesOf returns the spans that end at a full stop, question or exclamation mark before white space, or at the end of a paragraph, and
// contain a word. A line that ends without such a mark is a paragraph's end only if the next one is a new paragraph; a single line break may
// also stand inside of a sentence, so it ends none.
func sentencesOf(points []rune) (out [][2]int) {
	start := 0
	for i, c := range points {
		end := i == len(points)-1 ||
			strings.ContainsRune(".?!", c) && (i+1 == len(points) || unicode.IsSpace(points[i+1])) ||
			c == '\n' && points[i+1] == '\n'
		if end {
			if len(wordsOf(points[start:i+1])) > 0 {
				out = append(out, [2]int{start, i + 1})
			}
			start = i + 1
		}
	}
	return out
}

func spaces(s string) string { return strings.Join(strings.Fields(s), " ") }

func sliceOf(points []rune, start, end int) string {
	if start < 0 || end > len(points) || start > end {
		return ""
	}
	return string(points[start:end])
}

// texts returns the texts at hand by their digest, and skips the test where there are none.
func texts(t *testing.T) []string {
	t.Helper()
	dir := os.Getenv("CYBERRES_TEXTS")
	if dir == "" {
		t.Skip("CYBERRES_TEXTS does not name a folder with the annotated texts; they are not part of the project")
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(names) == 0 {
		t.Fatalf("CYBERRES_TEXTS is %s, which has no .txt files (%v)", dir, err)
	}
	var out []string
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(data))
	}
	return out
}

// Every offset, digest and quote of the shipped dataset holds against the texts, and no sentence is left out.
func TestDatasetAgainstTexts(t *testing.T) {
	all := texts(t)
	d := cyberres.Default()
	for s := range d.Sources() {
		found := false
		for _, text := range all {
			if _, err := s.Slice(text); err == nil {
				found = true
				proveSource(t, d, s, text)
			}
		}
		if !found {
			t.Errorf("no text in CYBERRES_TEXTS is the one of source %s, or its page", s.ID)
		}
	}
}

// No evidence quotes a whole sentence of more than one word. This needs the text: positions do not show where a sentence ends.
func TestNoSentenceIsQuotedWhole(t *testing.T) {
	all := texts(t)
	d := cyberres.Default()
	for s := range d.Sources() {
		for _, page := range all {
			text, err := s.Slice(page)
			if err != nil {
				continue
			}
			points := []rune(text)
			for _, sentence := range sentencesOf(points) {
				words, open := wordsOf(points[sentence[0]:sentence[1]]), 0
				for _, w := range words {
					for _, run := range merge(pieces(d, s, true)) {
						if run.start <= sentence[0]+w[0] && sentence[0]+w[1] <= run.end {
							open++
						}
					}
				}
				if len(words) > 1 && open == len(words) {
					t.Errorf("%s: the sentence at %d is shown whole", s.ID, sentence[0])
				}
			}
		}
	}
}

// The limits of quoting hold for every source. Positions are enough to see it: words that stand at most two code points apart count as
// neighbours, for no word fits between them.
func TestQuotesRevealLittle(t *testing.T) {
	const share, run = 60, 12
	for name, d := range map[string]*cyberres.Dataset{"dataset": cyberres.Default(), "harbour": harbour(t)} {
		for s := range d.Sources() {
			words := 0
			for _, p := range merge(pieces(d, s, false)) {
				words += p.words
			}
			percent := 100 * float64(words) / float64(s.Text.Words)
			longest := 0
			for _, p := range merge(pieces(d, s, true)) {
				longest = max(longest, p.words)
			}
			t.Logf("%s: %s shows %d of %d words (%.1f %%; at most %d %%), longest run %d (at most %d)", name, s.ID, words, s.Text.Words, percent, share, longest, run)
			if percent >= share {
				t.Errorf("%s shows %.1f %% of its words", s.ID, percent)
			}
			if longest > run {
				t.Errorf("%s shows %d words in a row", s.ID, longest)
			}
		}
	}
}
