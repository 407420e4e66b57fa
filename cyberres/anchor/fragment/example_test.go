package fragment_test

import (
	"errors"
	"fmt"

	"github.com/cyberres/cyberres/cyberres/anchor/fragment"
)

func ExampleLink() {
	page := fragment.Blocks{
		"Ports of the coast",
		"The harbour master warns the ships. The pilots board at dawn.",
		"In winter the harbour master warns the ships twice.",
	}
	for _, span := range []fragment.Span{{54, 78}, {93, 123}} {
		d, err := fragment.Link(page, span.Start, span.End)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(fragment.Join("https://example.org/ports#coast", d))
	}
	// Output:
	// https://example.org/ports#coast:~:text=The%20pilots%20board%20at%20dawn
	// https://example.org/ports#coast:~:text=harbour%20master%20warns%20the%20ships,-twice
}

func ExampleDeclined() {
	page := fragment.Blocks{"Open daily", "Closed", "Open daily"}
	_, err := fragment.Link(page, 21, 26)
	var why *fragment.Declined
	if errors.As(err, &why) {
		fmt.Println(why.Reason)
	}
	fmt.Println(err)
	// Output:
	// repeated
	// no link to characters 21 to 26: a browser stops at characters 5 to 10 first, and no words around them tell the two apart
}

func ExampleFromQuote() {
	d, err := fragment.FromQuote("the harbour … next spring")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(fragment.Join("https://example.org/report", d))
	// Output:
	// https://example.org/report#:~:text=the%20harbour,next%20spring
}

func ExampleParse() {
	list, err := fragment.Parse("https://example.org/report#:~:text=old-,harbour,spring&text=a-b")
	for _, d := range list {
		fmt.Printf("%q %q %q %q\n", d.Prefix, d.Start, d.End, d.Suffix)
	}
	fmt.Println(err)
	// Output:
	// "old" "harbour" "spring" ""
	// text directive "text=a-b": byte 61: "-" within a term: write %2D
}

func ExamplePage_Find() {
	page := fragment.Blocks{"The old harbour", "closes next spring."}.Prepare()
	span, ok := page.Find(fragment.Directive{Start: "HARBOUR", End: "spring"})
	fmt.Println(span, ok)
	// Output:
	// {8 33} true
}
