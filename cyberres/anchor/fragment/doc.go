// Package fragment reads, matches and makes text fragments: the part of a web address that names words of the page, as in
//
//	https://example.org/report#:~:text=the%20harbour,next%20spring
//
// It follows the WICG draft "URL Fragment Text Directives", and what Chromium makes of it where the draft leaves room.
//
// A page is given as its [Blocks]: the paragraphs, list items, headings and cells of which it is built, in the order of the document. No term of a directive
// matches across two of them. [Link] makes the address of a passage and proves with the matcher that a browser which goes by the draft highlights exactly this
// passage; where it cannot, it says why. [FromQuote] makes do with the first and last words when the page is not at hand, and proves nothing. [Join] puts
// directives onto an address.
//
// Offsets count Unicode code points. Everything here may be used from several goroutines at once.
//
// Limits. Chinese, Japanese, Thai, Lao, Khmer and Burmese are written without spaces, and browsers take their words from dictionaries that this package does
// not have: [Link] cuts there only at spaces, punctuation and block ends. What style sheets do to a text (capitals, hidden parts, generated words) is for the
// caller to mirror in the blocks.
package fragment
