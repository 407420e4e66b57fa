package anchor

import "fmt"

// A Status grades what was found. Only Exact, Normalised and Fuzzy stand for the passage as it was quoted.
type Status uint8

const (
	Orphan     Status = iota // not found, or nothing near enough to call it found
	Ambiguous                // several places answer, and nothing given tells which one is meant; or one that the context speaks against
	Altered                  // found, but it no longer says the same: a digit, a negation, a capitalised name or a whole word differs
	Fuzzy                    // found with small differences of spelling
	Normalised               // found with differences of typography only
	Exact                    // found code point for code point
)

func (s Status) String() string {
	switch s {
	case Orphan:
		return "orphan"
	case Ambiguous:
		return "ambiguous"
	case Altered:
		return "altered"
	case Fuzzy:
		return "fuzzy"
	case Normalised:
		return "normalised"
	case Exact:
		return "exact"
	}
	return fmt.Sprintf("Status(%d)", uint8(s))
}

// A Result is the answer to one quote.
type Result struct {
	Status Status
	Span   Span    // of the passage; empty where the status is Orphan or Ambiguous
	Score  float64 // 0 to 1: how alike the passage, its context and its position are to what was quoted
	Margin float64 // how much the score is above that of the next candidate; the score itself where there is none

	// Changes are the words that differ, in order, where the status is Altered or Fuzzy.
	Changes []Change
	// Candidates are the places between which an Ambiguous result does not choose, best first.
	Candidates []Candidate
}

// A Change is a difference between a quote and the passage found for it, in the spelling of each. One of the two may be empty.
type Change struct {
	Quoted, Found string
	Altering      bool // the difference may change what is said: it makes a passage Altered
}

// A Candidate is a place that a quote may mean.
type Candidate struct {
	Status Status // what the result would be, were it this one
	Span   Span
	Score  float64
}
