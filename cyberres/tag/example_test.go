package tag_test

import (
	"fmt"
	"log"
	"slices"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/tag"
)

func Example() {
	d, err := tag.FromDataset(cyberres.Default())
	if err != nil {
		log.Fatal(err)
	}
	text := "Japan’s ministers met the European\nCommission; NATO and non-EU states were told, but nobody asked us."
	for m := range d.Find(text) {
		fmt.Printf("%3d to %3d  %q %v\n", m.Span.CodePoints.Start, m.Span.CodePoints.End, text[m.Span.Bytes.Start:m.Span.Bytes.End], m.Entities())
	}
	// Output:
	//   0 to   5  "Japan" [japan]
	//  26 to  45  "European\nCommission" [european-commission]
	//  47 to  51  "NATO" [nato]
	//  60 to  62  "EU" [european-union]
}

// What gives way to a longer name, or to an earlier one, is listed with the reason.
func ExampleMatch_losers() {
	d, err := tag.Compile(slices.Values([]tag.Name{
		{Entity: "tide-board", Text: "Tide Board"},
		{Entity: "tide-act", Text: "Tide Board Act"},
		{Entity: "lamp-act", Text: "Act on Lamps"},
	}))
	if err != nil {
		log.Fatal(err)
	}
	text := "the Tide Board Act on Lamps"
	for m := range d.Find(text) {
		fmt.Println(m.Entities())
		for l := range m.Losers.All() {
			fmt.Println(" ", l.Names.At(0).Entity, l.Reason)
		}
	}
	// Output:
	// [tide-act]
	//   tide-board inside
	//   lamp-act overlap
}

// A name that two entities had at different times: the date of a text tells them apart.
func ExampleMatch_On() {
	d, err := tag.Compile(slices.Values([]tag.Name{
		{Entity: "old-league", Text: "Lantern League", To: "1999"},
		{Entity: "new-league", Text: "Lantern League", From: "2003"},
	}))
	if err != nil {
		log.Fatal(err)
	}
	for m := range d.Find("The Lantern League met.") {
		for _, date := range []cyberres.Date{"", "1990", "2001", "2020-05"} {
			fmt.Printf("%q:", date)
			for n := range m.On(date).All() {
				fmt.Print(" ", n.Entity)
			}
			fmt.Println()
		}
	}
	// Output:
	// "": old-league new-league
	// "1990": old-league
	// "2001": old-league new-league
	// "2020-05": new-league
}

func ExampleCompile() {
	_, err := tag.Compile(slices.Values([]tag.Name{{Entity: "tide-board", Text: "Tide Board"}, {Entity: "nobody", Text: "…"}}))
	fmt.Println(err)
	// Output:
	// name 2, "…" of "nobody", has no letter or digit, so that there is nothing to look for
}

func ExampleDictionary_Unknown() {
	d, err := tag.FromDataset(cyberres.Default())
	if err != nil {
		log.Fatal(err)
	}
	text := "Strategy papers are dull. Under the Harbour Signals Act, the Cable Safety Bureau (CSB) reports to Marn-CERT and to NATO."
	for _, u := range d.Unknown(text) {
		fmt.Printf("%s: %q %q\n", u.Why, u.Name, u.Acronym)
	}
	// Output:
	// kind: "Harbour Signals Act" ""
	// acronym: "Cable Safety Bureau" "CSB"
	// team: "Marn-CERT" ""
}
