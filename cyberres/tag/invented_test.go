package tag

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/quote"
)

const (
	figuresBegin = "<!-- drafts: computed by go test -run InventedEntries ./cyberres/tag -args -update -->\n"
	figuresEnd   = "<!-- end of drafts -->"
)

// What drafts find of invented entries that were read by the codebook, as the codebook publishes it: of those in tuned, with which the cues were improved, and of
// those in plain and apart, of which nobody who worked on the cues has seen more than the sums and what the readers said of how they code.
func TestDraftsOfInventedEntries(t *testing.T) {
	w := world()
	found := map[string]scores{}
	for _, set := range []string{"plain", "apart", "tuned"} {
		found[set], found[set+", again"] = scores{}, scores{}
		names, err := filepath.Glob("testdata/invented/" + set + "/*.txt")
		if err != nil || len(names) == 0 {
			t.Fatalf("no texts (%v)", err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			text, stem := string(data), strings.TrimSuffix(name, ".txt")
			subject, gold := readFile(t, text, stem+".read")
			draft := w.Draft(text, About{Source: "text", Subject: cyberres.ActorID(kebab(subject))})
			found[set].add(measure(gold, drafted(draft), byName(draft)))
			if _, err := os.Stat(stem + ".again"); err == nil {
				_, second := readFile(t, text, stem+".again")
				found[set+", again"].add(measure(gold, second, nil))
			}
		}
		t.Logf("%s: %s", set, found[set])
	}
	const readme = "../../dataset/README.md"
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), figuresBegin)
	published, after, ends := strings.Cut(rest, figuresEnd)
	if !ok || !ends {
		t.Fatal(readme + " has no place for what drafts find")
	}
	computed := figures(found)
	if *update {
		if err := os.WriteFile(readme, []byte(before+figuresBegin+computed+figuresEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if published != computed {
		t.Errorf("%s publishes other figures than drafts give; run with -update\n%s", readme, computed)
	}
}

// figures writes what drafts find as it is published.
func figures(found map[string]scores) string {
	var b strings.Builder
	b.WriteString("| | plain: found | right | apart: found | right | apart, a second reading: found, right | tuned: found, right |\n|---|---|---|---|---|---|---|\n")
	percent := func(n, of int) string { return fmt.Sprintf("%.0f %%", 100*float64(n)/float64(max(1, of))) }
	total := map[string]*score{}
	for _, kind := range measured {
		fmt.Fprintf(&b, "| %ss |", kind)
		for _, set := range []string{"plain", "apart"} {
			v := found[set][kind]
			fmt.Fprintf(&b, " %d of %d (%s) | %d of %d (%s) |", v.found, v.read, percent(v.found, v.read), v.found, v.suggested, percent(v.found, v.suggested))
			if total[set] == nil {
				total[set] = &score{}
			}
			if kind != "mention" {
				total[set].found, total[set].suggested, total[set].claimed = total[set].found+v.found, total[set].suggested+v.suggested, total[set].claimed+v.claimed
			}
		}
		for _, set := range []string{"apart, again", "tuned"} {
			v := found[set][kind]
			fmt.Fprintf(&b, " %s, %s |", percent(v.found, v.read), percent(v.found, v.suggested))
		}
		b.WriteString("\n")
	}
	b.WriteString("\nOf the statements that are found, so many have a member as the reading has it:\n\n| | plain | apart |\n|---|---|---|\n")
	for _, m := range []struct{ kind, member, called string }{
		{"objective", "value", "modality"}, {"objective", "holders", "holders"}, {"cooperation", "value", "status"}, {"cooperation", "mode", "mode"}, {"cooperation", "parties", "all parties"},
		{"position", "value", "stance"}, {"position", "holder", "holder"}, {"position", "on", "concept"}, {"relation", "value", "type"}, {"relation", "subject", "subject"}, {"relation", "object", "object"},
	} {
		fmt.Fprintf(&b, "| %s: %s |", m.kind, m.called)
		for _, set := range []string{"plain", "apart"} {
			fmt.Fprintf(&b, " %d of %d |", found[set][m.kind].alike[m.member], found[set][m.kind].found)
		}
		b.WriteString("\n")
	}
	b.WriteString("\n")
	for _, set := range []string{"plain", "apart"} {
		v := total[set]
		fmt.Fprintf(&b, "Of all %d statements suggested in %s %d are right (%s), where the cues claim %.0f %% on average.\n", v.suggested, set, v.found, percent(v.found, v.suggested), float64(v.claimed)/float64(v.suggested))
	}
	return b.String()
}

// readFile returns a reading of a text, a record on a line:
//
//	subject | its name
//	mention | KIND | the words of the name
//	objective | MODALITY | PASSAGE | holders=a,b
//	cooperation | STATUS | PASSAGE | mode=MODE | parties=a,b
//	position | STANCE | PASSAGE | holder=a | on=THEME
//	relation | TYPE | PASSAGE | subject=a | object=b
//
// A passage is its first and last words around an ellipsis, or stands whole; pieces are joined by +. Mentions are in the order of the text. Actors and instruments
// are called by a name that the text has, and its subject by SUBJECT. # begins a comment.
func readFile(t *testing.T, text, name string) (subject string, out reading) {
	t.Helper()
	flat := strings.ReplaceAll(text, "\n", " ")
	lines, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	mentioned := 0 // bytes
	for n, line := range strings.Split(string(lines), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, " | ")
		if fields[0] == "subject" && len(fields) == 2 {
			subject = fields[1]
			continue
		}
		if len(fields) < 3 || !slices.Contains(measured, fields[0]) {
			t.Fatalf("%s, line %d is none: %s", name, n+1, line)
		}
		r := read{kind: fields[0], value: fields[1], more: map[string]string{}}
		for _, part := range strings.Split(fields[2], " + ") {
			from := 0
			if r.kind == "mention" {
				from = mentioned
			}
			first, last, _ := strings.Cut(part, " … ")
			start := strings.Index(flat[from:], first)
			for start >= 0 && r.kind == "mention" && inWord(flat, from+start, from+start+len(first)) {
				from += start + 1 // a name within a word is none
				start = strings.Index(flat[from:], first)
			}
			if start < 0 {
				t.Fatalf("%s, line %d: the text has no %q", name, n+1, first)
			}
			start += from
			end := start + len(first)
			if i := strings.Index(flat[end:], last); i >= 0 {
				end += i + len(last)
			} else {
				t.Fatalf("%s, line %d: there is no %q after %q", name, n+1, last, first)
			}
			if r.kind == "mention" {
				mentioned = end
			}
			r.pieces = append(r.pieces, piece{utf8.RuneCountInString(text[:start]), utf8.RuneCountInString(text[:end])})
		}
		for _, f := range fields[3:] {
			key, value, ok := strings.Cut(f, "=")
			if !ok {
				t.Fatalf("%s, line %d: %q is no member", name, n+1, f)
			}
			r.more[key] = value
		}
		out = append(out, r)
	}
	return subject, out
}

// inWord reports whether a letter or digit stands right before or after a place.
func inWord(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return start > 0 && quote.Letter(before) || end < len(text) && quote.Letter(after)
}

// byName reports whether a member of a reading, by names of the text, is that of a draft, by ids.
func byName(d *Draft) func(gold, got string) bool {
	called := map[string][]string{} // by id
	for _, m := range d.Mentions {
		called[string(m.Entity)] = append(called[string(m.Entity)], m.Quote)
	}
	is := func(name, id string) bool {
		return name == id || name == "SUBJECT" && id == string(d.Subject) || id == kebab(name) || slices.Contains(called[id], name)
	}
	return func(gold, got string) bool {
		names, ids := strings.Split(gold, ","), strings.Split(strings.TrimSuffix(got, ","), ",")
		if len(names) != len(ids) {
			return false
		}
		for _, name := range names {
			if !slices.ContainsFunc(ids, func(id string) bool { return is(strings.TrimSpace(name), id) }) {
				return false
			}
		}
		return true
	}
}
