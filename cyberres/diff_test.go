package cyberres_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
)

// changedHarbour is the harbour dataset as a next version might have it.
func changedHarbour(t testing.TB) *cyberres.Dataset {
	t.Helper()
	files := harbourFiles(t)
	change := func(name, old, new string) {
		t.Helper()
		if !bytes.Contains(files[name].Data, []byte(old)) {
			t.Fatalf("%s has no %s", name, old)
		}
		files[name].Data = bytes.Replace(files[name].Data, []byte(old), []byte(new), 1)
	}
	const notes = "annotations/isle-of-marn.json"
	change("dataset.json", `"version": "0.0.1"`, `"version": "0.1.0"`)
	change("themes.json", `"themes": [`, `"themes": [{"id": "fishing", "label": "Fish_ing", "note": "Of which nothing is said."},`)
	change(notes, `"id": "marn-train-pilots",`, `"id": "marn-train-pilots", "withdrawn": "misread",`)
	change(notes, `"mode": "bilateral"`, `"mode": "multilateral"`)
	change(notes, `"alternatives": ["regional"],`, ``)
	change(notes, `"themes": ["training"]`, `"themes": ["repair", "training"]`)
	change(notes, `"Locks are to be repaired."`, `"Locks are to be mended, <i>all</i> of them: `+strings.Repeat("lock after lock after ", 10)+`"`)
	change(notes, `{"entity": "marn", "quote": "Marn", `, `{"entity": "keeper-of-marn", "quote": "Marn", `)
	change("references.json", `{"id": "gazette-accord"`, `{"id": "gazette-on-accord"`)
	for _, name := range []string{"instruments/beacon-accord.json", notes, "actors/lantern-league.json", "actors/marn.json", "instruments/tide-plan.json", "actors/keeper-of-marn.json", "sources/isle-of-marn.json"} {
		files[name].Data = bytes.ReplaceAll(files[name].Data, []byte(`"gazette-accord"`), []byte(`"gazette-on-accord"`))
	}
	d, err := cyberres.Open(files)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDiff(t *testing.T) {
	changes := cyberres.Diff(harbour(t), changedHarbour(t))
	data, err := json.MarshalIndent(changes, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "diff.txt", changes.String())
	golden(t, "diff.md", changes.Markdown())
	golden(t, "diff.json", string(data)+"\n")
}

// There and back: what was added is removed, and every field has the other's old value.
func TestDiffBothWays(t *testing.T) {
	old, new := harbour(t), changedHarbour(t)
	there, back := cyberres.Diff(old, new), cyberres.Diff(new, old)
	if there.Len() != back.Len() || there.Len() < 6 {
		t.Fatalf("%d changes there, %d back", there.Len(), back.Len())
	}
	opposite := map[string]string{"added": "removed", "removed": "added", "changed": "changed", "withdrawn": "changed"}
	for i := range there.Len() {
		a, b := there.Records.At(i), back.Records.At(i)
		if a.ID != b.ID || b.What != opposite[a.What] || a.Fields.Len() != b.Fields.Len() {
			t.Errorf("%+v there, %+v back", a, b)
			continue
		}
		for k := range a.Fields.Len() {
			if x, y := a.Fields.At(k), b.Fields.At(k); x.Field != y.Field || x.Old != y.New || x.New != y.Old {
				t.Errorf("%s: %+v there, %+v back", a.ID, x, y)
			}
		}
	}
	for _, same := range []*cyberres.Dataset{old, cyberres.Default()} {
		if c := cyberres.Diff(same, same); c.Len() != 0 || !strings.Contains(c.String(), "0 added, 0 changed, 0 withdrawn, 0 removed") {
			t.Errorf("a dataset differs from itself: %s", c)
		}
	}
}

// Every field of every record is compared: a change of any one, by JSON, is a change of that field.
func TestDiffSeesEveryField(t *testing.T) {
	old := harbour(t)
	files := harbourFiles(t)
	seen := map[string]bool{}
	for name := range files {
		var tree map[string]any
		if err := json.Unmarshal(files[name].Data, &tree); err != nil {
			t.Fatal(err)
		}
		for field, value := range tree {
			text, ok := value.(string)
			if !ok || field == "id" || field == "$schema" || field == "source" || field == "subject" || field == "coverage" || field == "kind" || field == "language" || name == "dataset.json" {
				continue
			}
			changed := harbourFiles(t)
			was, _ := json.Marshal(text)
			changed[name].Data = bytes.Replace(changed[name].Data, was, []byte(`"2031"`), 1)
			d, err := cyberres.Open(changed)
			if err != nil {
				t.Fatalf("%s %s: %v", name, field, err)
			}
			c := cyberres.Diff(old, d)
			if c.Len() != 1 || c.Records.At(0).Fields.Len() != 1 || c.Records.At(0).Fields.At(0).Field != field {
				t.Errorf("%s: a change of %s is seen as %s", name, field, c)
			}
			seen[field] = true
		}
	}
	if len(seen) < 6 {
		t.Errorf("only %v were changed", seen)
	}
}

// The card of a dataset is other people's text as well.
func TestDiffOfAHostileCard(t *testing.T) {
	files := harbourFiles(t)
	files["dataset.json"].Data = bytes.Replace(files["dataset.json"].Data, []byte(`"0.0.1"`), []byte(`"\u001b]0;owned\u0007<b>\n- x\u202e"`), 1)
	d, err := cyberres.Open(files)
	if err != nil {
		t.Fatal(err)
	}
	c := cyberres.Diff(harbour(t), d)
	for form, text := range map[string]string{"text": c.String(), "Markdown": c.Markdown()} {
		if strings.ContainsAny(text, "\x1b\x07\u202e") || strings.Contains(text, "\n- x") || form == "Markdown" && strings.Contains(text, " <b>") {
			t.Errorf("%s: %q", form, text)
		}
	}
}

// What a date hides is what came after it.
func TestDiffOfViews(t *testing.T) {
	d := cyberres.Default()
	c := cyberres.Diff(d.AsOf("2018"), d)
	if c.Len() == 0 {
		t.Fatal("nothing came after 2018")
	}
	for r := range c.Records.All() {
		if in, _ := d.AsOf("2018").Contains(r.ID); r.What != "added" || in {
			t.Errorf("%s %s", r.What, r.ID)
		}
	}
}

// The digest is what the command in its documentation prints.
func TestVersionDigest(t *testing.T) {
	if _, err := exec.LookPath("sha256sum"); err != nil {
		t.Skip("no sha256sum")
	}
	for folder, d := range map[string]*cyberres.Dataset{"../dataset": cyberres.Default(), harbourDir: harbour(t)} {
		command := exec.Command("sh", "-c", `find . -name '*.json' -not -path './readings/*' | cut -c3- | LC_ALL=C sort | xargs sha256sum | sha256sum`)
		command.Dir = folder
		out, err := command.Output()
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Version().Digest; !strings.HasPrefix(string(out), got) || len(got) != 64 {
			t.Errorf("%s: digest %s, the command says %s", folder, got, out)
		}
		if view := d.AsOf("2020").Version(); view.AsOf != "2020-12-31" || view.Digest != d.Version().Digest {
			t.Errorf("%s: a view has the card %+v", folder, view)
		}
	}
	if harbour(t).Version().Digest == changedHarbour(t).Version().Digest {
		t.Error("another dataset has the same digest")
	}
}

func ExampleDiff() {
	d := cyberres.Default()
	changes := cyberres.Diff(d.AsOf("2020-12-31"), d.AsOf("2021-03-01"))
	for c := range changes.Records.All() {
		if c.Kind == cyberres.KindInstrument || c.Kind == cyberres.KindSource {
			fmt.Println(c.What, c.Kind, c.ID)
		}
	}
	// Output:
	// added instrument nato-north-macedonia-mou
	// added source atlas-resilience-north-macedonia
}

// No dataset is an empty one, and neither side has to be there.
func TestDiffOfNothing(t *testing.T) {
	d := cyberres.Default()
	all := cyberres.Diff(nil, d)
	if none := cyberres.Diff(nil, nil); none.Len() != 0 || none.String() != "nothing to nothing: 0 added, 0 changed, 0 withdrawn, 0 removed\n" || none.Markdown() == "" {
		t.Errorf("from nothing to nothing: %s", none)
	}
	if gone := cyberres.Diff(d, nil); gone.Len() != all.Len() || gone.Len() == 0 {
		t.Errorf("%d records come and %d go", all.Len(), gone.Len())
	}
	for _, c := range all.Records.Slice() {
		if c.What != "added" {
			t.Errorf("%s is %s", c.ID, c.What)
		}
	}
	if early := cyberres.Diff(d.AsOf("garbage"), d); early.Len() != all.Len() {
		t.Errorf("from no date %d records are added, want %d", early.Len(), all.Len())
	}
}
