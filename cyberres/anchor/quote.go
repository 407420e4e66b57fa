package anchor

// A Quote says what to look for: the parts of a W3C TextQuoteSelector, or the first and last words of a passage, and what else is known of it.
// Everything but Exact, or First and Last, may be left out; the more there is, the surer a repeated passage is told from its copies.
type Quote struct {
	Exact       string // the whole passage, as the selector's exact
	First, Last string // where Exact is empty: the words that the passage begins and ends with ("first … last")

	Prefix, Suffix string // what stands before and after the passage; 32 code points of each are usual, more than 512 bytes are not used

	Start  Hint   // where the passage started in the text that it was quoted from, in code points
	Length int    // how many code points the passage had there; 0 where that is not known
	SHA256 string // lower-case hexadecimal digest of the passage's UTF-8 bytes there; it proves a passage wherever that has moved to
}

// A Hint is an offset that may be unknown, as that of the zero Hint is.
type Hint struct {
	offset int
	known  bool
}

// At returns the hint for an offset in code points from the start of a text.
func At(offset int) Hint { return Hint{offset, true} }

// Offset returns the offset and whether it is known.
func (h Hint) Offset() (offset int, known bool) { return h.offset, h.known }
