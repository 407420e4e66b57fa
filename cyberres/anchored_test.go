package cyberres_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor"
)

// Evidence is found in the annotated text and in its page, exactly where it is pinned; and in copies whose typography, place or wording changed, with a
// status that says so.
func TestAnchor(t *testing.T) {
	d := harbour(t)
	text := harbourText(t, "isle-of-marn.txt")
	source, _ := d.Source("isle-of-marn")
	plain := strings.NewReplacer("“", `"`, "”", `"`, "‑", "-", "\n", " ")
	tests := []struct {
		name, text string
		shift      int
		least      anchor.Status
		but        map[cyberres.ID]anchor.Status
	}{
		{name: "the text", text: text, least: anchor.Exact},
		{name: "the page", text: harbourText(t, "page.txt"), shift: source.Within.Start, least: anchor.Exact},
		{name: "an edited page", text: strings.Replace(harbourText(t, "page.txt"), "Harbour notes", "Notes on harbours", 1), shift: source.Within.Start + 4, least: anchor.Exact},
		{name: "typed by keyboard", text: plain.Replace(text), least: anchor.Normalised},
		{name: "another year", text: strings.Replace(text, "2031", "2030", 1), least: anchor.Exact, but: map[cyberres.ID]anchor.Status{"marn-line-break": anchor.Altered}},
		{name: "a negation", text: strings.Replace(text, "swapping storm charts", "not swapping storm charts", 1), least: anchor.Exact, but: map[cyberres.ID]anchor.Status{"marn-league-accord": anchor.Altered}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := d.Anchor(anchor.Prepare(tt.text), cyberres.Filter{})
			if len(found) < 12 {
				t.Fatalf("only %d pieces", len(found))
			}
			for _, a := range found {
				want, changed := tt.but[a.Record]
				if changed && a.Result.Status != want {
					t.Errorf("%s, %q: %v, want %v", a.Record, a.Evidence.Quote, a.Result.Status, want)
				}
				if !changed && a.Result.Status < tt.least {
					t.Errorf("%s, %q: %v, want at least %v", a.Record, a.Evidence.Quote, a.Result.Status, tt.least)
				}
				if span := a.Result.Span.CodePoints; tt.least == anchor.Exact && tt.but == nil && span != (anchor.Offsets{Start: a.Evidence.Start + tt.shift, End: a.Evidence.End + tt.shift}) {
					t.Errorf("%s, %q: at %v, pinned at %d to %d", a.Record, a.Evidence.Quote, span, a.Evidence.Start, a.Evidence.End)
				}
				if a.Kind == "" || a.Source != "isle-of-marn" {
					t.Errorf("%s: kind %q, source %q", a.Record, a.Kind, a.Source)
				}
			}
		})
	}
	if found := d.Anchor(anchor.Prepare(""), cyberres.Filter{}); len(found) == 0 || found[0].Result.Status != anchor.Orphan {
		t.Error("in an empty text, not all is lost")
	}
}

// A user's copy has other quotation marks and line breaks than the annotated text; what it says is found all the same, and is told from what it no longer says.
func ExampleDataset_Anchor() {
	d, err := cyberres.Open(os.DirFS("testdata/harbour"))
	if err != nil {
		fmt.Println(err)
		return
	}
	copied := "Tide Plan seeks to train sailors, mend the sea-\nlocks and open a \"signal room\" for the whole coast."
	for _, a := range d.Anchor(anchor.Prepare(copied), cyberres.Filter{Themes: []cyberres.ThemeID{"training", "repair"}}) {
		fmt.Println(a.Record, a.Result.Status, a.Result.Span.CodePoints)
	}
	// Output:
	// marn-train-pilots orphan {0 0}
	// marn-mend-locks normalised {34 53}
}
