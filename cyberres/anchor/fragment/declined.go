package fragment

import "fmt"

// A Reason says why a passage has no sound link.
type Reason string

const (
	ReasonOutside  Reason = "outside"  // the span is not within the page
	ReasonEmpty    Reason = "empty"    // the passage has nothing that is seen
	ReasonCut      Reason = "cut"      // an end lies within a character or word, and the rest of the word does not help
	ReasonRepeated Reason = "repeated" // a browser stops elsewhere first, and no context tells the places apart
	ReasonStall    Reason = "stall"    // Chromium would not come back from looking for it
)

// Declined is the error of a passage without a sound link.
type Declined struct {
	Reason Reason
	Span   Span // the passage
	First  Span // ReasonRepeated: where a browser stops first
}

func (e *Declined) Error() string {
	s := fmt.Sprintf("no link to characters %d to %d: ", e.Span.Start, e.Span.End)
	switch e.Reason {
	case ReasonOutside:
		return s + "they are not within the page"
	case ReasonEmpty:
		return s + "there is nothing to be seen in them"
	case ReasonCut:
		return s + "they begin or end within a word or character"
	case ReasonStall:
		return s + "they begin with a character outside the basic plane, and Chromium would look for them without end"
	default:
		return s + fmt.Sprintf("a browser stops at characters %d to %d first, and no words around them tell the two apart", e.First.Start, e.First.End)
	}
}
