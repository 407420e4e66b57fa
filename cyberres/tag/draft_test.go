package tag

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor"
	"github.com/cyberres/cyberres/internal/corpus"
	"github.com/cyberres/cyberres/internal/ident"
	"github.com/cyberres/cyberres/internal/quote"
	"github.com/cyberres/cyberres/schema"
)

// holds checks what is so of every draft: each record is pinned to words of the text that it quotes, and ids are ids and nobody else's.
func holds(t testing.TB, w *Drafter, d *Draft) {
	t.Helper()
	points := []rune(d.Text)
	// at returns the words of a span, which begins and ends at word bounds.
	at := func(what string, start, end int) string {
		if start < 0 || start >= end || end > len(points) {
			t.Fatalf("%s at %d to %d of %d code points", what, start, end, len(points))
		}
		from := len(string(points[:start]))
		to := from + len(string(points[start:end]))
		if !anchor.WordBound(d.Text, from) || !anchor.WordBound(d.Text, to) && !owns(d.Text[to:]) {
			t.Errorf("%s cuts a word: %q", what, d.Text[max(0, from-5):min(len(d.Text), to+5)])
		}
		return d.Text[from:to]
	}
	seen := map[cyberres.ID]string{cyberres.ID(d.Source): "the source"}
	fresh := func(id cyberres.ID, what string) {
		if !ident.Valid(string(id)) {
			t.Errorf("the id %q of %s", id, what)
		}
		if other, twice := seen[id]; twice {
			t.Errorf("%s and %s have the id %s", what, other, id)
		}
		if in, _ := w.dataset.Contains(id); in {
			t.Errorf("%s has the id %s of a record that there is", what, id)
		}
		seen[id] = what
	}
	named := map[cyberres.ID]int{}
	last := 0
	for _, m := range d.Mentions {
		words := at("mention", m.Start, m.End)
		if m.Start < last {
			t.Errorf("the mention of %s at %d overlaps with the one before", m.Entity, m.Start)
		}
		last = m.End
		if err := quote.Matches(m.Quote, words); err != nil || m.Quote == "" {
			t.Errorf("mention of %s: %v", m.Entity, err)
		}
		named[m.Entity]++
	}
	for _, n := range d.New {
		if fresh(n.ID, fmt.Sprintf("the new %q", n.Name)); n.Count != named[n.ID] || n.Count == 0 || n.Name == "" {
			t.Errorf("%q is counted %d times, and mentioned %d times", n.Name, n.Count, named[n.ID])
		}
	}
	known := func(ids ...cyberres.ID) {
		for _, id := range ids {
			_, actor := w.dataset.Actor(cyberres.ActorID(id))
			_, act := w.dataset.Instrument(cyberres.InstrumentID(id))
			if id != "" && !actor && !act && named[id] == 0 && string(id) != string(d.Subject) {
				t.Errorf("a record is about %q, whom nothing names", id)
			}
		}
	}
	statement := func(id cyberres.ID, what, suggestion string, evidence cyberres.List[cyberres.Evidence]) {
		fresh(id, what)
		if evidence.Len() != 1 || suggestion == "" {
			t.Errorf("%s: %d pieces of evidence, %q", id, evidence.Len(), suggestion)
		}
		for e := range evidence.All() {
			words := at(what, e.Start, e.End)
			sum := sha256.Sum256([]byte(words))
			if e.SHA256 != hex.EncodeToString(sum[:]) {
				t.Errorf("%s: the digest is not that of %q", id, words)
			}
			if err := quote.Check(e.Quote); err != nil {
				t.Errorf("%s: %q: %v", id, e.Quote, err)
			}
			if err := quote.Matches(e.Quote, words); err != nil {
				t.Errorf("%s: %v", id, err)
			}
		}
	}
	for _, v := range d.Objectives {
		statement(v.ID, "objective", v.Suggestion, v.Evidence)
		for h := range v.Holders.All() {
			known(cyberres.ID(h))
		}
		for i := range v.StatedIn.All() {
			known(cyberres.ID(i))
		}
	}
	for _, v := range d.Cooperations {
		statement(v.ID, "cooperation", v.Suggestion, v.Evidence)
		for p := range v.Parties.All() {
			known(cyberres.ID(p.Actor))
		}
	}
	for _, v := range d.Positions {
		statement(v.ID, "position", v.Suggestion, v.Evidence)
		known(cyberres.ID(v.Holder))
	}
	for _, v := range d.Relations {
		statement(v.ID, "relation", v.Suggestion, v.Evidence)
		known(v.Subject, v.Object)
		if v.Subject == "" || v.Object == "" || v.Subject == v.Object {
			t.Errorf("a relation of %q with %q", v.Subject, v.Object)
		}
	}
	for _, m := range d.Mentions {
		if m.Entity == "" {
			t.Errorf("nobody is mentioned at %d", m.Start)
		}
	}
}

// almanac is an entry about an island of nobody, with all that a draft goes by.
const almanac = "testdata/draft.txt"

type tried struct {
	w     *Drafter
	text  string
	about About
}

func texts(t *testing.T) map[string]tried {
	t.Helper()
	invented, err := os.ReadFile(almanac)
	if err != nil {
		t.Fatal(err)
	}
	w, known := harbour()
	return map[string]tried{
		"harbour": {w, known, About{Source: "isle-of-marn-again", Subject: "marn", Title: "Marn once more", URL: "https://example.org/marn-once-more", Date: "2033"}},
		"draft":   {world(), string(invented), About{Source: "almanac-estonia", Subject: "estonia", Date: "2024-05"}},
	}
}

func TestDraft(t *testing.T) {
	for name, x := range texts(t) {
		t.Run(name, func(t *testing.T) {
			d := x.w.Draft(x.text, x.about)
			holds(t, x.w, d)
			golden(t, "testdata/"+name+".golden", files(t, d))
		})
	}
}

// files prints a draft as the files that it makes, and what is left to decide.
func files(t *testing.T, d *Draft) string {
	t.Helper()
	out := ""
	for _, f := range written(t, d) {
		out += fmt.Sprintf("-- %s --\n%s", f.name, f.text)
	}
	return out + "-- needs --\n" + strings.Join(d.Needs(), "\n") + "\n"
}

type filed struct{ name, text string }

func written(t *testing.T, d *Draft) (out []filed) {
	t.Helper()
	for _, f := range []struct {
		name string
		make func() ([]byte, error)
	}{{"sources/" + string(d.Source) + ".json", d.SourceFile}, {"annotations/" + string(d.Source) + ".json", d.AnnotationFile}} {
		data, err := f.make()
		if err != nil {
			t.Fatal(err)
		}
		text, err := schema.Format(f.name, string(data))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, filed{f.name, text})
	}
	return out
}

// A draft beside the dataset that it was made with is right but for what only a person can say.
func TestDraftsPassTheCheck(t *testing.T) {
	all := texts(t)
	folders := map[*Drafter]string{world(): "../../dataset"}
	w, _ := harbour()
	folders[w] = "../testdata/harbour"
	c := corpus.Corpus{Seed: 21, Names: corpus.Names(cyberres.Default()), Size: 4000}
	for i := range 20 {
		x := all["draft"]
		x.text, x.about.Subject = string(c.AppendText(nil, i)), []cyberres.ActorID{"japan", "", "nato", "nobody-knows"}[i%4]
		all[fmt.Sprint("corpus ", i)] = x
	}
	for subject, text := range annotated(t) {
		x := all["draft"]
		x.text, x.about.Subject = text, subject
		all[string(subject)] = x
	}
	left := map[string]int{}
	for name, x := range all {
		set := fstest.MapFS{}
		for file, text := range tree(t, folders[x.w]) {
			set[file] = &fstest.MapFile{Data: []byte(text)}
		}
		x.text = "Seen once more.\n\n" + x.text // so that it is not the text of a source that is there
		d := x.w.Draft(x.text, x.about)
		holds(t, x.w, d)
		for _, f := range written(t, d) {
			set[f.name] = &fstest.MapFile{Data: []byte(f.text)}
		}
		report, err := schema.Check(set, schema.Options{Texts: []string{x.text}})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range report.Findings {
			// What nobody can know is who holds an aim, where neither the text nor the caller says whom it is about.
			unsaid := f.Code == "empty-value" && (strings.HasPrefix(f.File, "sources/") || x.about.Subject == "" && strings.Contains(f.Path, "/holder"))
			if !unsaid && !slices.Contains([]string{"undecided", "unknown-id", "invisible-character"}, f.Code) {
				t.Errorf("%s: %v", name, f)
			}
			left[f.Code]++
		}
	}
	t.Logf("of %d drafts, these are left to a person: %v", len(all), left)
	if left["undecided"] == 0 {
		t.Error("nothing is left to a person, though no statement was read by one")
	}
}

// annotated returns the texts of the dataset's sources, by subject, where they are at hand.
func annotated(t *testing.T) map[cyberres.ActorID]string {
	folder := os.Getenv("CYBERRES_TEXTS")
	if folder == "" {
		t.Log("CYBERRES_TEXTS does not name a folder with the texts of the sources: only invented ones are tried")
		return nil
	}
	out := map[cyberres.ActorID]string{}
	pages, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		data, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for s := range cyberres.Default().Sources() {
			if text, err := s.Slice(string(data)); err == nil {
				out[s.Subject] = text
			}
		}
	}
	if len(out) == 0 {
		t.Errorf("no text of a source in %s", folder)
	}
	return out
}

// Passages of which it is hard to show a few words at each end.
func TestQuotesOfPassages(t *testing.T) {
	for _, test := range []struct{ passage, quote string }{
		{"mend the sea‑locks", "mend the sea‑locks"},
		{"mend  the\n sea", "mend the sea"},
		{"one two three four five", "one two … four five"},
		{"a state-of-the-art lamp that is lit by not-quite-so-many-of us", "a state … of us"},
		{"In 2032, Marn and the League signed it all, at last", "In 2032, … at last"},
		{"a … b", "a … b"},
		{"… a b", ""},
		{"we … keep lamps lit", "we … keep lamps lit"},
		{"1,000,000,000,000 lamps and so on and on", ""},
		{"isn’t it so that we can’t", "isn’t … can’t"},
		{"a — b — c — d — e — f", "a — b … e — f"},
	} {
		s := showings(test.passage)
		got := ""
		if len(s) > 0 {
			got = s[0].String()
		}
		if got != test.quote {
			t.Errorf("%q is quoted as %q, not %q", test.passage, got, test.quote)
		}
		if got == "" {
			continue
		}
		if err := quote.Check(got); err != nil {
			t.Error(err)
		}
		if err := quote.Matches(got, test.passage); err != nil {
			t.Error(err)
		}
	}
}

// Two words at each end do where one of them stands only once; else there are more.
func TestQuotesAreTold(t *testing.T) {
	w, _ := harbour()
	text := "It seeks to train all pilots of the isle by night. It seeks to train all pilots of the isle by day. It seeks to train all pilots of the isle by night."
	var got []string
	for _, o := range w.Draft(text, About{Source: "x", Subject: "marn"}).Objectives {
		got = append(got, o.Evidence.At(0).Quote)
	}
	want := []string{"train all pilots of … the isle by night", "train all … by day", "train all pilots of … the isle by night"}
	if !slices.Equal(got, want) {
		t.Errorf("quotes %q, want %q", got, want)
	}
}

// However many passages have the same words, each has an id of its own.
func TestIDsOfDrafts(t *testing.T) {
	w, _ := harbour()
	text := strings.Repeat("Marn seeks to train pilots and "+strings.Repeat("very ", 3)+"well. ", 800)
	d := w.Draft(text, About{Source: "x", Subject: "marn"})
	holds(t, w, d)
	if len(d.Objectives) != 800 {
		t.Errorf("%d objectives", len(d.Objectives))
	}
}

// Years belong to the name of a strategy, as far as they are words of their own and no name has them already.
func TestYearsOfNames(t *testing.T) {
	w, _ := harbour()
	for _, test := range []struct{ text, name string }{
		{"the Beacon Accord 2031 is", "Beacon Accord 2031"},
		{"the 2031 Beacon Accord is", "2031 Beacon Accord"},
		{"the 2031–2035 Beacon Accord is", "2031–2035 Beacon Accord"},
		{"the 12031 Beacon Accord is", "Beacon Accord"},
		{"the Beacon Accord for 2031-35 is", "Beacon Accord for 2031-35"},
		{"the Beacon Accord of\n2031/2035.", "Beacon Accord"},
		{"the Beacon Accord 2031/2035.", "Beacon Accord 2031/2035"},
		{"the Beacon Accord 2031.5 is", "Beacon Accord"},
		{"the Beacon Accord 2031é is", "Beacon Accord"},
		{"the Beacon Accord 2031-22nd is", "Beacon Accord 2031"},
		{"the Beacon Accord 1831 is", "Beacon Accord"},
		{"the Beacon Accord 2031", "Beacon Accord 2031"},
		{"2031 Beacon Accord", "2031 Beacon Accord"},
	} {
		d := w.Draft(test.text, About{Source: "x", Subject: "marn"})
		holds(t, w, d)
		var got []string
		for _, m := range d.Mentions {
			got = append(got, m.Quote)
		}
		if !slices.Equal(got, []string{test.name}) {
			t.Errorf("%q names %q, not %q", test.text, got, test.name)
		}
	}
	d := w.Draft("The Tide Plan 2031 Beacon Accord was signed.", About{Source: "x", Subject: "marn"})
	holds(t, w, d)
	if len(d.Mentions) != 2 {
		t.Errorf("one of two names beside a year is lost: %v", d.Mentions)
	}
}

// Names in letters that ids do not have, and names whose id a record of another sort has.
func TestNewNames(t *testing.T) {
	w := world()
	d := w.Draft("The НАТО met. The CAPACITY-BUILDING and RESILIENCE boards, the Almanac Text Agency (ATA) and ΑΒΓΔ came.", About{Source: "ata", Subject: "japan"})
	holds(t, w, d)
	for _, n := range d.New {
		if _, theme := w.dataset.Theme(cyberres.ThemeID(n.ID)); theme || n.ID == "ata" {
			t.Errorf("%q is to be recorded as %s", n.Name, n.ID)
		}
	}
}

func FuzzDraft(f *testing.F) {
	w := world()
	invented, err := os.ReadFile(almanac)
	if err != nil {
		f.Fatal(err)
	}
	_, known := harbour()
	f.Add(string(invented), "estonia")
	f.Add(known, "")
	f.Add("The Republic of Ελλάδα signed an accord with the Kingdom of Japan, of which it is a member. Japan joined Japan and NATO.", "")
	f.Add("Salt. Port League of Salt-Port\nLeague’s", "salt-port-league")
	f.Add("\xffNATO’s\xfe aims to … improve … 🌊 cyber\u00adsecurity isn’t it", "japan")
	for _, unit := range growing {
		f.Add(grown(unit, 200), "nato")
	}
	f.Fuzz(func(t *testing.T, text, subject string) {
		if !ident.Valid(subject) {
			subject = ""
		}
		d := w.Draft(text, About{Source: "text", Subject: cyberres.ActorID(subject)})
		d.Needs()
		if utf8.ValidString(text) {
			holds(t, w, d)
		}
	})
}

// BenchmarkDraft drafts a page.
func BenchmarkDraft(b *testing.B) {
	w := world()
	invented, err := os.ReadFile(almanac)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(invented)))
	b.ReportAllocs()
	for b.Loop() {
		w.Draft(string(invented), About{Source: "text", Subject: "estonia"})
	}
}
