// Package anchor finds a quote again in a text that may have changed since it was quoted, and says how sure that is.
//
// A quote is what the W3C Web Annotation model calls a TextQuoteSelector: the exact words, and some of what stands before and after them.
// It may also be elided, "first words … last words", and carry what a TextPositionSelector knows: where the passage started, how long it was, and the digest of its bytes.
// [Prepare] takes a text once; [Text.Find] then looks for any number of quotes in one pass:
//
//	text := anchor.Prepare(page)
//	for _, r := range text.Find(quotes...) {
//		if r.Status >= anchor.Fuzzy {
//			highlight(r.Span.Bytes.Start, r.Span.Bytes.End)
//		}
//	}
//
// Quotes and texts are compared by their letters and digits. That forgives
//
//	white space        runs of any kind, line and page breaks, none at all
//	case               also ß and ss, ς and σ
//	quotation marks    curly, straight, angled; other punctuation and dashes likewise
//	hyphenation        soft hyphens, words broken at the end of a line
//	compatibility      ligatures, full-width and mathematical letters, composed and decomposed forms
//	accents            of Latin, Greek, Cyrillic; vowel points of Hebrew and Arabic
//
// and calls the result [Normalised]. It does not forgive a separator between two digits (3.5 is not 35), a sign such as % or €, or a superscript: these make it [Altered].
// So does every other difference that may change what is said: a digit, a negation, a capitalised name, a word that is added, missing or another one. What is left,
// one or two wrong letters in a longer word, is [Fuzzy]. In scripts that set no spaces between words, each letter is a word, so differences there are never just [Fuzzy].
//
// Every copy of a passage counts. The context, the digest and the position decide between copies; where they do not, the result is [Ambiguous] and lists the candidates.
// A passage is never chosen in silence. Of an elided quote only the two ends can be compared, unless its digest is given. That proves the rest, other quotation marks,
// hyphens and line ends forgiven; where it does not, the passage is [Altered]. Without a digest it is if its length is known and is another one by more than a tenth.
//
// Where an edit touches an end of a passage, the end is placed by what is beside it in the quote and its context, punctuation and spaces included.
// An end inside a word counts as a changed word ("can" in "cannot"), unless the quote has it so or, without context there, is found just as it is.
//
// The spans of results count code points, as the W3C model does, UTF-8 bytes and UTF-16 units.
//
// The package also finds word bounds by Unicode Standard Annex #29: see [WordBound] and [Words].
//
// Measured on invented documents of 0.1, 1 and 10 MB (200 quotes of 40 to 300 characters each; seeds 1001 to 1003, which nothing was tuned on; lowest of the three sizes),
// as spans right within two characters, by how the copy differs:
//
//	                                            white space    1 %     3 %     5 % of characters edited
//	unique, with context                           1.000      1.000   1.000   1.000
//	repeated word for word, told by position       0.997      1.000   1.000   1.000
//	elided, three words at each end, with length   1.000      0.997   0.990   0.970
//	elided, two words at each end, with length     0.998      0.988   0.942   0.915
//
// Of these 40,500 answers two were wrong and more than [Altered], both of quotes elided to two words at each end; what is missing from 1 is mostly an [Orphan] or [Ambiguous].
// None of 9,000 absent quotes was anchored at all, and none of 3,590 lookalikes with one word in six changed came back as more than [Altered].
// The tests print these tables and the speed beside the method of a widely used annotation client; see the flag -long.
//
// Limits: a quote with no letter or digit is found as it is or not at all; one of fewer than six letters is not found with errors, unless its context is;
// a passage of which no eight letters running (with its context; six for elided and short ones) survived is an [Orphan].
package anchor
