package export_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/export"
)

func ExampleWebAnnotation() {
	var b bytes.Buffer
	o := export.Options{IDs: []cyberres.ID{"japan-against-differentiated-responsibility"}}
	if err := export.WebAnnotation(&b, cyberres.Default(), o); err != nil {
		log.Fatal(err)
	}
	var c struct {
		Total int
		First struct {
			Items []struct {
				ID     string
				Target struct{ Label string }
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &c); err != nil {
		log.Fatal(err)
	}
	for _, a := range c.First.Items {
		fmt.Println(strings.TrimPrefix(a.ID, export.Base), "on", a.Target.Label)
	}
	// Output:
	// japan-against-differentiated-responsibility#evidence-1 on it disfavours … cyber cooperation
	// japan-against-differentiated-responsibility#evidence-2 on common but differentiated responsibility
	// japan-against-differentiated-responsibility#evidence-3 on does not … the context
}

// What somebody marked in a text that is at hand becomes a draft, each passage pinned.
func ExampleReadWebAnnotation() {
	draft, err := export.ReadWebAnnotation(`{
		"@context": "http://www.w3.org/ns/anno.jsonld",
		"id": "https://example.org/note",
		"type": "Annotation",
		"bodyValue": "Whose words are these?",
		"target": {"source": "https://example.org/quay", "selector": [
			{"type": "TextQuoteSelector", "exact": "a lamp for every quay and a keeper for every lamp", "prefix": "calls for "}
		]}
	}`, export.Into{
		Source: cyberres.Source{ID: "quay-speech"},
		Text:   "The speech calls for a lamp for every quay and a keeper for every lamp.",
	})
	if err != nil {
		log.Fatal(err)
	}
	var file struct{ Remarks []cyberres.Remark }
	if err := json.Unmarshal(draft.JSON, &file); err != nil {
		log.Fatal(err)
	}
	for _, r := range file.Remarks {
		for e := range r.Evidence.All() {
			fmt.Printf("%s: %q, code points %d to %d\n", r.ID, e.Quote, e.Start, e.End)
		}
	}
	for _, b := range draft.Blanks {
		fmt.Println("to be filled in:", b)
	}
	// Output:
	// quay-speech-whose-words-are-these: "a lamp … every lamp", code points 21 to 70
	// to be filled in: kind of the remarks: quay-speech-whose-words-are-these
}

func ExampleJSONLines() {
	var b bytes.Buffer
	if err := export.JSONLines(&b, cyberres.Default(), export.Options{IDs: []cyberres.ID{"japan-against-differentiated-responsibility"}}); err != nil {
		log.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		var x struct {
			Kind   cyberres.Kind
			Record struct{ ID, Source string }
		}
		if err := json.Unmarshal([]byte(line), &x); err != nil {
			log.Fatal(err)
		}
		if x.Kind != export.KindDataset { // the card of the dataset comes first
			fmt.Println(x.Kind, x.Record.ID, "in", x.Record.Source)
		}
	}
	// Output:
	// position japan-against-differentiated-responsibility in atlas-resilience-japan
}

// A dataset goes out and comes back without loss.
func ExampleReadJSONLines() {
	d := cyberres.Default()
	var b bytes.Buffer
	if err := export.JSONLines(&b, d, export.Options{}); err != nil {
		log.Fatal(err)
	}
	fsys, err := export.ReadJSONLines(&b)
	if err != nil {
		log.Fatal(err)
	}
	again, err := cyberres.Open(fsys)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(cyberres.Diff(d, again).Len(), "records differ")
	// Output: 0 records differ
}

func ExampleReadBrat() {
	draft, err := export.ReadBrat(
		"T1\tAim 4 9;14 17\tlamps oil\n#1\tAnnotatorNotes T1\tTwo goods, one aim?\nR1\tFeeds Arg1:T1 Arg2:T1\n",
		export.Into{Source: cyberres.Source{ID: "quay"}, Text: "For lamps and oil."},
	)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(draft.Records, "records,", draft.Passages, "passages")
	for _, n := range draft.Notes {
		fmt.Println(n)
	}
	// Output:
	// 1 records, 2 passages
	// 3:1: R1 is a relation between passages (Feeds Arg1:T1 Arg2:T1), which no record here has; left out
}
