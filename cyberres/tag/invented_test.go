package tag

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres"
)

// What drafts find of invented entries that were read by the codebook: of those in tuned, with which the cues were improved, and of those in plain and apart, of
// which nobody who worked on the cues has seen more than the sums. -v prints them, and how far a second reading of those in apart goes with the first.
func TestDraftsOfInventedEntries(t *testing.T) {
	w := world()
	for set, least := range map[string]map[string][2]float64{
		"tuned": {"mention": {0.75, 0.9}, "objective": {0.55, 0.75}, "cooperation": {0.5, 0.65}, "position": {0.7, 0.75}, "relation": {0.35, 0.8}},
		"plain": {"mention": {0.75, 0.85}, "objective": {0.45, 0.6}, "cooperation": {0.4, 0.6}, "position": {0.4, 0.6}, "relation": {0.25, 0.7}},
		"apart": {"mention": {0.55, 0.8}, "objective": {0.2, 0.35}, "cooperation": {0.25, 0.6}, "position": {0.3, 0.6}, "relation": {0.18, 0.75}},
	} {
		names, err := filepath.Glob("testdata/invented/" + set + "/*.txt")
		if err != nil || len(names) == 0 {
			t.Fatalf("no texts (%v)", err)
		}
		all, again := scores{}, scores{}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			text, stem := string(data), strings.TrimSuffix(name, ".txt")
			subject, gold := readFile(t, text, stem+".read")
			draft := w.Draft(text, About{Source: "text", Subject: cyberres.ActorID(kebab(subject))})
			all.add(measure(gold, drafted(draft), byName(draft)))
			if _, err := os.Stat(stem + ".again"); err == nil {
				_, second := readFile(t, text, stem+".again")
				again.add(measure(gold, second, nil))
			}
		}
		t.Logf("%d texts in %s: %s", len(names), set, all)
		all.atLeast(t, set, least)
		if len(again) > 0 {
			t.Logf("a second reading of those in %s: %s", set, again)
		}
	}
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
