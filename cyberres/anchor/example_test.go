package anchor_test

import (
	"fmt"

	"github.com/cyberres/cyberres/cyberres/anchor"
)

const charter = "In 2019 the Harbour League adopted its charter. Members shall not block\nthe sea lanes. The Council of Ports meets every spring; " +
	"the Council of Ports meets in Brask."

// The same words in other typography are normalised; a change of what is said is altered, whatever its size.
func Example() {
	text := anchor.Prepare(charter)
	for _, r := range text.Find(
		anchor.Quote{Exact: "the Harbour League adopted its charter"},
		anchor.Quote{Exact: "Members shall not block the sea lanes"},
		anchor.Quote{Exact: "Members shall block the sea lanes"},
		anchor.Quote{Exact: "In 2018 the Harbour League adopted"},
		anchor.Quote{Exact: "a fleet of forty lanterns sailed at dusk"},
	) {
		fmt.Println(r.Status, r.Span.CodePoints, r.Changes)
	}
	// Output:
	// exact {8 46} []
	// normalised {48 85} []
	// altered {48 85} [{ not true}]
	// altered {0 34} [{2018 2019 true}]
	// orphan {0 0} []
}

// Of several copies, the context decides. Without any, none is chosen.
func ExampleText_Find_copies() {
	text := anchor.Prepare(charter)
	results := text.Find(
		anchor.Quote{Exact: "Council of Ports meets"},
		anchor.Quote{Exact: "Council of Ports meets", Suffix: " in Brask"},
	)
	for _, r := range results {
		fmt.Println(r.Status, r.Span.Bytes, len(r.Candidates))
	}
	// Output:
	// ambiguous {0 0} 2
	// exact {132 154} 0
}

// An elided quote shows the ends of a passage. Its length tells which ones belong together, its digest proves what is between them.
func ExampleQuote_elided() {
	r := anchor.Find(charter, anchor.Quote{First: "Members shall", Last: "sea lanes", Length: 37})[0]
	fmt.Printf("%v %q\n", r.Status, charter[r.Span.Bytes.Start:r.Span.Bytes.End])
	// Output:
	// exact "Members shall not block\nthe sea lanes"
}

func ExampleText_SpanOfUTF16() {
	text := anchor.Prepare("🛡 shield")
	span, ok := text.SpanOfUTF16(3, 9)
	fmt.Println(span.CodePoints, span.Bytes, ok)
	// Output:
	// {2 8} {5 11} true
}

func ExampleWords() {
	text := "Don't stop at 3.5 % 🇯🇵🇪🇺"
	for start, end := range anchor.Words(text) {
		fmt.Printf("%q ", text[start:end])
	}
	// Output:
	// "Don't" " " "stop" " " "at" " " "3.5" " " "%" " " "🇯🇵" "🇪🇺"
}
