package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cyberres/cyberres/internal/quote"
)

// Rules of evidence that can be held without the text: what a quote, a span and a digest say of each other.

var (
	digestForm = &Rule{"digest-form", "evidence", "Not a SHA-256 digest", SeverityError,
		"A digest is the SHA-256 of a text's UTF-8 bytes in 64 lower-case hexadecimal digits, and not that of an empty text.",
		`"sha256": "d48c6bd2e2604f82"`, `"sha256": "d48c6bd2e2604f82e22b8a49e7b69bd73d6431cfd7951892b6a69f417fbecfd5"`}
	notPinned = &Rule{"not-pinned", "evidence", "Place or digest still to be computed", SeverityError,
		"A quote is pinned by the place and the digest of its passage, and a source by the length and the digest of its text. Nobody has to count: with a copy of the text, pin computes what was left blank (null, an empty string for the digest, or nothing at all).",
		`{"quote": "train pilots", "start": null, "end": null, "sha256": ""}`, `{"quote": "train pilots", "start": 93, "end": 105, "sha256": "d48c6bd2e2604f82e22b8a49e7b69bd73d6431cfd7951892b6a69f417fbecfd5"}`}
	spanOrder = &Rule{"span-order", "evidence", "Span without a character", SeverityError,
		"A span is half open: start is its first code point, end the one after its last. End is greater than start.",
		`"start": 93, "end": 93`, `"start": 93, "end": 105`}
	spanRange = &Rule{"span-range", "evidence", "Span beyond the text", SeverityError,
		"Offsets count Unicode code points from the start of the source's text; bytes or UTF-16 units lead too far where letters take more than one.",
		`"start": 454, "end": 4660`, `"start": 454, "end": 466`}
	quoteForm = &Rule{"quote-form", "evidence", "Quote of another form", SeverityError,
		"A quote shows the first two … last two words of its passage, with a space on both sides of the ellipsis (U+2026), a third or fourth word only where two are not unique; a passage of up to four words stands whole. It is never blank, and has no blanks around it.",
		`"quote": "to train pilots and mend"`, `"quote": "train pilots"`}
	quoteShort = &Rule{"quote-short", "evidence", "Quote too short to identify a passage", SeverityError,
		"A statement rests on words that can be found again. A quote of fewer than four letters or digits is found everywhere.",
		`"quote": "to"`, `"quote": "train pilots"`}
	quoteLength = &Rule{"quote-length", "evidence", "Quote that does not fit its span", SeverityError,
		"A quote of one word is as long as its span, one of several words is not longer, and one with an ellipsis is shorter. Where it is not, an offset or the quote is wrong; offsets count code points.",
		`"quote": "Marn", "start": 183, "end": 186`, `"quote": "Marn", "start": 183, "end": 187`}
	digestDiffers = &Rule{"digest-differs", "evidence", "Digest of another passage", SeverityError,
		"The digest is that of the span. A quote that stands whole shows it, and records that share a span share its digest; where they do not, one was copied wrong.",
		`"quote": "train pilots", "sha256": "2aae7bbf9ee0dc254c2ee4b606be757fe0d15ca27873ee76ec707b7c721ed57c"`, `"quote": "train pilots", "sha256": "d48c6bd2e2604f82e22b8a49e7b69bd73d6431cfd7951892b6a69f417fbecfd5"`}
	evidenceOrder = &Rule{"evidence-order", "evidence", "Pieces out of order", SeverityError,
		"Several pieces of evidence stand in the order of the text and do not overlap; quoted words may lie within another piece.",
		`{"start": 380, "end": 398}, {"start": 93, "end": 105}`, `{"start": 93, "end": 105}, {"start": 380, "end": 398}`}
	evidenceRepeated = &Rule{"evidence-repeated", "evidence", "Piece that stands twice", SeverityError,
		"A record names each passage once; a passage that is named twice carries no more than it does once.",
		`{"start": 93, "end": 105}, {"start": 93, "end": 105}`, `{"start": 93, "end": 105}`}
	speakerUnquoted = &Rule{"speaker-unquoted", "evidence", "Speaker without quoted words", SeverityError,
		"Only words that the text itself puts in quotation marks have a speaker; then \"quoted\" says of what sort they are.",
		`"quote": "train pilots", "speaker": "marn"`, `"quote": "train pilots"`}
	sliceLength = &Rule{"slice-length", "evidence", "Slice of another length than its text", SeverityError,
		"A source that is a slice of a page is as long as the slice: within.end - within.start is text.codePoints.",
		`"codePoints": 47`, `"codePoints": 467`}

	evidenceRules = []*Rule{notPinned, digestForm, spanOrder, spanRange, quoteForm, quoteShort, quoteLength, digestDiffers, evidenceOrder, evidenceRepeated, speakerUnquoted, sliceLength}
)

// maxExtra is how much longer than a space of a whole quote the white space in the text may be: a line's end and the next one's indentation.
const maxExtra = 8

// noDigest stands where a writer leaves the digest to be computed.
const noDigest = "0000000000000000000000000000000000000000000000000000000000000000"

const emptyDigest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// digest checks the form of a digest; whether it is the right one is another question.
func (f *file) digest(n int32) {
	s := f.node(n).Text
	switch {
	case (s == noDigest || s == "") && f.proving: // computed from the text
	case s == noDigest || s == "":
		f.at(digestForm, n, "a digest that has not been computed; with a copy of the text, pin computes it")
	case s == emptyDigest:
		f.at(digestForm, n, "the digest of an empty text; write that of the passage")
	case len(s) == 64 && isHex(s):
	case len(s) == 64 && strings.Trim(s, "0123456789abcdefABCDEF") == "":
		f.mend(f.at(digestForm, n, "a digest in capitals; write it in lower case"), n, strings.ToLower(s), "write it in lower case")
	case len(s) == 44 && s[43] == '=':
		f.at(digestForm, n, "%q is a digest in base64; write its 64 lower-case hexadecimal digits", short(s))
	default:
		f.at(digestForm, n, "%q is no SHA-256 digest; write its 64 lower-case hexadecimal digits", short(s))
	}
}

// isHex reports whether a text is lower-case hexadecimal digits. It has no branches, which nobody could predict in a digest.
func isHex(s string) bool {
	all := ^uint32(0)
	for i := range len(s) {
		all &= (uint32(s[i]-'0') - 10) | (uint32(s[i]-'a') - 6) // below 0 for a digit
	}
	return all>>31 == 1
}

// plainQuote reports whether a quote is as nearly all are: ASCII without a fault, whole or with one ellipsis, and of so many words as it may have.
func plainQuote(s string, mention bool) bool {
	if s == "" || s[0] == ' ' || s[len(s)-1] == ' ' {
		return false
	}
	words, in, elided := 0, false, mention
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9':
			if !in {
				words++
			}
			in = true
			continue
		case c == ' ' && s[i+1] == ' ' || c < ' ' || c == 0x7F:
			return false
		case c >= utf8.RuneSelf:
			if elided || !strings.HasPrefix(s[i-min(i, 1):], quote.Elision) || words == 0 || words > quote.MaxEnd {
				return false
			}
			elided, words = true, 0
			i += len("…") - 1
		}
		in = false
	}
	return words > 0 && (words <= quote.MaxEnd || mention)
}

// quote checks how a quote is written.
func (f *file) quote(n int32) {
	s := f.node(n).Text
	if strings.TrimSpace(s) == "" {
		f.at(blankText, n, "a string of blanks where a quote belongs")
		return
	}
	if plainQuote(s, f.naming) || f.unsafe(n, SeverityWarning) {
		return
	}
	err := quote.Check(s)
	if _, _, elided := strings.Cut(s, quote.Elision); f.naming {
		if err = nil; elided {
			err = errors.New("a mention shows the whole name; leave nothing out")
		}
	}
	switch {
	case err != nil:
		f.at(quoteForm, n, "%v", err)
	case strings.TrimSpace(s) != s || strings.Contains(s, "  ") || strings.ContainsFunc(s, func(c rune) bool { return c != ' ' && unicode.IsSpace(c) }):
		f.mend(f.at(quoteForm, n, "the quote has blanks at its edge or in a row; a run of white space is one space"), n, strings.Join(strings.Fields(s), " "), "write single spaces")
	case quote.Words(s) == 0:
		f.at(quoteForm, n, "the quote shows no word")
	}
}

// unpinned reports what is still to be computed from a text, once for all numbers of a place or text. It returns the members that are not missing because
// of that, as bits of the shape's fields.
func (f *file) unpinned(n int32, s *shape) (excused uint64) {
	names := []string{"start", "end"}
	what := "its place is still to be computed"
	switch {
	case s.def == "evidence":
		names = append(names, "sha256")
		what = "its place and digest are still to be computed"
	case s.def == "mention":
	case s.below("codePoints") != nil:
		names, what = []string{"codePoints", "words", "sha256"}, "its length and digest are still to be computed"
	default:
		return 0
	}
	blanks, absent := 0, uint64(0)
	for _, name := range names {
		i := f.tree.Member(n, name)
		switch {
		case i < 0 && name != "words":
			absent |= 1 << s.field(name, 0)
			blanks++
		case i >= 0 && (f.node(i).Type == 'n' || f.node(i).Type == '"' && (f.node(i).Text == "" || f.node(i).Text == noDigest) && name == "sha256"):
			blanks++
		}
	}
	if blanks < 2 || f.proving && absent == 0 { // blanks are filled in against the text
		return 0
	}
	for _, name := range names {
		if i := f.tree.Member(n, name); i >= 0 {
			f.wrong(i)
		}
	}
	f.wrong(n)
	f.atObject(notPinned, n, "%s; with a copy of the text: pin -text FILE ANNOTATIONS", what)
	return absent
}

// number returns a whole number that is a member of an object, ok only if it is there and good.
func (f *file) number(n int32, name string) (value int, at int32, ok bool) {
	text, at := f.member(n, name)
	if at < 0 || f.node(at).Type != '0' {
		return 0, at, false
	}
	value, err := strconv.Atoi(text)
	return value, at, err == nil
}

// span checks the offsets of a piece of evidence or a mention, and that its quote fits.
func (f *file) span(n int32) (start, end int, ok bool) {
	start, s, ok1 := f.number(n, "start")
	end, e, ok2 := f.number(n, "end")
	if !ok1 || !ok2 {
		return 0, 0, false
	}
	switch {
	case end <= start:
		f.at(spanOrder, e, "the span ends at %d, not after its start %d; offsets are code points, the end exclusive", end, start)
		return 0, 0, false
	case f.length > 0 && end > f.length && !f.proving:
		at := e
		if start >= f.length {
			at = s
		}
		f.at(spanRange, at, "the span ends at %d, beyond the %d code points of the text", end, f.length)
		return 0, 0, false
	}
	q, at := f.member(n, "quote")
	if at < 0 || f.proving {
		return start, end, true
	}
	shown := utf8.RuneCountInString(q)
	first, last, elided := strings.Cut(q, quote.Elision)
	switch {
	case elided && utf8.RuneCountInString(first)+utf8.RuneCountInString(last)+1 > end-start:
		f.at(quoteLength, e, "the quote shows %d code points and leaves some out, but the span has %d; offsets count code points", shown-len([]rune(quote.Elision)), end-start)
		return 0, 0, false
	case !elided && end-start-shown > maxExtra*strings.Count(q, " ") && strings.Contains(q, " "):
		f.at(quoteLength, e, "the quote has %d code points and leaves nothing out, but the span has %d; put %q between its first and its last words, or end it at %d", shown, end-start, quote.Elision, start+shown)
		return 0, 0, false
	case !elided && !strings.Contains(q, " ") && shown != end-start, !elided && shown > end-start:
		f.at(quoteLength, e, "the quote has %d code points, the span %d; it ends at %d if it begins at %d (offsets count code points)", shown, end-start, start+shown, start)
		return 0, 0, false
	}
	return start, end, true
}

// A passage is a span that several records may rest on.
type passage struct{ start, end int }

// piece checks one piece of evidence.
func (f *file) piece(n int32) {
	if _, at := f.member(n, "speaker"); at >= 0 && f.tree.Member(n, "quoted") < 0 && f.fine(n) {
		f.atObject(speakerUnquoted, n, "evidence with a speaker but without quoted words; add \"quoted\" or leave the speaker out")
		f.wrong(n)
	}
	start, end, ok := f.span(n)
	sum, at := f.member(n, "sha256")
	q, _ := f.member(n, "quote")
	if !ok || at < 0 || !f.fine(n) {
		return
	}
	if q != "" && !strings.Contains(q, quote.Elision) && !f.proving {
		_, e, _ := f.number(n, "end")
		_, k := f.member(n, "quote")
		shown := utf8.RuneCountInString(q)
		switch fits := mayHave(q, sum); {
		case shown == end-start && !fits:
			f.at(digestDiffers, at, "the digest is not that of the quote %q", short(q))
			return
		case shown < end-start && fits:
			f.at(quoteLength, e, "the digest is that of the quote's %d code points, the span has %d; it ends at %d if it begins at %d", shown, end-start, start+shown, start)
			return
		case shown != end-start && elidedOtherwise(q):
			f.at(quoteForm, k, "the quote leaves something out, but not by %q; put that between its first and its last words", quote.Elision)
			return
		}
	}
	if f.proving {
		return
	}
	if f.spans == nil {
		f.spans = map[passage][]int32{}
	}
	where := passage{start, end}
	f.spans[where] = append(f.spans[where], at)
}

// sameSpans checks that records that share a span share its digest. Of several that differ, those of the fewer records were copied wrong.
func (f *file) sameSpans() {
	order := func(a, b passage) int { return int(f.spans[a][0] - f.spans[b][0]) }
	for _, where := range slices.SortedFunc(maps.Keys(f.spans), order) {
		nodes := f.spans[where]
		count := map[string]int{}
		for _, n := range nodes {
			count[f.node(n).Text]++
		}
		if len(count) < 2 {
			continue
		}
		best := nodes[0] // the first of those that most have
		for _, n := range nodes {
			if count[f.node(n).Text] > count[f.node(best).Text] {
				best = n
			}
		}
		for _, n := range nodes {
			if f.node(n).Text != f.node(best).Text {
				f.at(digestDiffers, n, "another record has another digest of the same span; one of the two was copied wrong").relate(f, best, "the other digest")
			}
		}
	}
}

// elidedOtherwise reports whether a quote has a mark by which people leave something out.
func elidedOtherwise(q string) bool {
	return slices.ContainsFunc([]string{"..", "⋯", "…", "[", "--", " — ", " – "}, func(mark string) bool { return strings.Contains(q, mark) })
}

// mayHave reports whether a passage that a whole quote shows can have a digest. A space of the quote may be any white space in the text.
func mayHave(q, sum string) bool {
	if digestOf(q) == sum {
		return true
	}
	places := []int{}
	for i := range len(q) {
		if q[i] == ' ' {
			places = append(places, i)
		}
	}
	white := []string{" ", "\n", "\u00a0", "\t", "\r"}
	if len(places) > 3 {
		return true // more variants than are worth a look
	}
	n := 1
	for range places {
		n *= len(white)
	}
	for k := 1; k < n; k++ {
		var b strings.Builder
		from, rest := 0, k
		for _, p := range places {
			b.WriteString(q[from:p])
			b.WriteString(white[rest%len(white)])
			rest /= len(white)
			from = p + 1
		}
		b.WriteString(q[from:])
		if digestOf(b.String()) == sum {
			return true
		}
	}
	return false
}

// digestOf returns the SHA-256 of a text's UTF-8 bytes, as records write it.
func digestOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// pieces checks the evidence of a statement as a whole.
func (f *file) pieces(n int32, statement bool) {
	list := f.tree.Member(n, "evidence")
	if list < 0 || f.node(list).Type != '[' || f.refuse[list] {
		return
	}
	type seen struct {
		n          int32
		start, end int
		quoted     bool
	}
	var space [4]seen
	before := space[:0]
	for i := list + 1; i < f.node(list).Next; i = f.node(i).Next {
		start, _, ok1 := f.number(i, "start")
		end, _, ok2 := f.number(i, "end")
		q, at := f.member(i, "quote")
		if statement && at >= 0 && letters(q, 4) < 4 && f.fine(i) {
			f.at(quoteShort, at, "the quote %q is too short to find its passage again; take a longer passage", q)
		}
		if !ok1 || !ok2 || !f.fine(i) || end <= start {
			continue
		}
		now := seen{i, start, end, f.tree.Member(i, "quoted") >= 0}
		for _, b := range before {
			switch {
			case b.start == start && b.end == end:
				f.at(evidenceRepeated, i, "the record names this passage twice").relate(f, b.n, "named here first")
			case start < b.start:
				f.at(evidenceOrder, i, "this piece stands before another in the text; pieces are in the order of the text").relate(f, b.n, "the other piece")
			case !b.quoted && !now.quoted && start < b.end:
				f.at(evidenceOrder, i, "this piece overlaps another from %d to %d; pieces do not overlap", start, min(b.end, end)).relate(f, b.n, "the other piece")
			default:
				continue
			}
			break
		}
		before = append(before, now)
		if len(before) > 64 {
			break // a record that names so many has a size of its own to mend
		}
	}
}

// letters counts letters and digits, up to a limit.
func letters(s string, limit int) (n int) {
	for _, c := range s {
		if n == limit {
			break
		}
		if quote.Letter(c) {
			n++
		}
	}
	return n
}

// sliceOf returns the length of a slice, 0 if it is not told.
func (f *file) sliceOf(within int32) int {
	start, _, ok1 := f.number(within, "start")
	end, _, ok2 := f.number(within, "end")
	if !ok1 || !ok2 {
		return 0
	}
	return end - start
}

// slice checks that a source has one length.
func (f *file) slice(n int32) {
	text, within := f.tree.Member(n, "text"), f.tree.Member(n, "within")
	if text < 0 || !f.fine(text) {
		f.length = -1
		return
	}
	length, l, ok := f.number(text, "codePoints")
	if !ok {
		return
	}
	f.length = length
	if length == 0 {
		f.at(sliceLength, l, "a text of 0 code points")
		return
	}
	sum, s := f.member(text, "sha256")
	page := ""
	if within >= 0 {
		page, _ = f.member(within, "sha256")
	}
	switch words, w, ok := f.number(text, "words"); {
	case ok && words > (length+1)/2 && (within < 0 || f.sliceOf(within) == length):
		f.at(sliceLength, w, "%d words in %d code points", words, length)
	case s >= 0 && sum == page && f.sliceOf(within) == length:
		if _, _, whole := f.number(within, "start"); whole {
			f.at(sliceLength, s, "the digest of the page; write that of the slice")
		}
	}
	if within < 0 || !f.fine(within) {
		return
	}
	start, _, ok1 := f.number(within, "start")
	end, e, ok2 := f.number(within, "end")
	switch {
	case !ok1 || !ok2:
	case end <= start:
		f.at(spanOrder, e, "the slice ends at %d, not after its start %d", end, start)
		f.length = -1
	case end-start != length:
		f.at(sliceLength, within, "the slice has %d code points, the text %d", end-start, length)
		f.length = -1
	}
}
