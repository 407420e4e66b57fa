package schema

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cyberres/cyberres/internal/quote"
	"github.com/cyberres/cyberres/internal/strictjson"
)

// Rules of evidence that need a copy of the text. Nothing of it is kept, and messages show no more of it than quotes do.

var (
	textDigest = &Rule{"text-digest", "evidence", "Digest of another text", SeverityError,
		"The digest of a source is that of its text, and the digest of evidence that of its span, in UTF-8 as the text stands. With the text at hand both are computed and compared.",
		`"sha256": "2aae7bbf…" of a span that has another`, `the digest that is computed`}
	textQuote = &Rule{"text-quote", "evidence", "Quote that the text does not have", SeverityError,
		"A quote shows the words at its place as they stand, slips, hyphens and curly quotation marks included; only a run of white space is one space. The passage begins with the quote's first words and ends with its last.",
		`"quote": "train the pilots"`, `"quote": "train pilots"`}
	textSpan = &Rule{"text-span", "evidence", "Span beside its passage", SeverityError,
		"The quote stands elsewhere in the text than the offsets say. They count Unicode code points from the start of the source's text, not bytes, UTF-16 units or places in a page.",
		`"start": 94, "end": 106`, `"start": 93, "end": 105`}
	textCount = &Rule{"text-count", "evidence", "Length that the text does not have", SeverityError,
		"A source has the length of its text in code points and its number of words (runs of letters and digits).",
		`"words": 80`, `"words": 81`}
	cutsWord = &Rule{"cuts-word", "evidence", "Passage that cuts a word", SeverityError,
		"A passage begins and ends at the bounds of words, by Unicode (UAX 29); an apostrophe between letters is inside of one.",
		`"quote": "rain pilots"`, `"quote": "train pilots"`}
	sentenceLeftOut = &Rule{"sentence-left-out", "evidence", "Sentence without a record", SeverityError,
		"Where coverage is complete, every sentence (to a full stop, question or exclamation mark, or the end of a paragraph) overlaps the evidence of a statement or a remark. Otherwise silence would be taken for the text's.",
		`"coverage": "complete" over a text with a sentence that no record is about`, `"coverage": "partial", or a remark on that sentence`}
	showsTooMuch = &Rule{"shows-too-much", "evidence", "Quotes that show too much", SeverityError,
		"The text is somebody else's. Quotes show less than 60 % of its words, mentions and direct speech not counted, and no more than 12 words in a row.",
		`quotes of three and four words at each end of every clause`, `records on one passage that share its ends`}

	sourceTextRules = []*Rule{textDigest, textQuote, textSpan, textCount, cutsWord, sentenceLeftOut, showsTooMuch}
)

// What quotes may show of a text.
const (
	maxShare = 60 // percent of its words
	maxRun   = 12 // words in a row
)

// copyOf is a user's copy of a text, or of the page that it is a slice of.
type copyOf struct {
	points []rune
	digest string
	used   bool // it is the text of a source
}

// takeTexts takes the texts over, and learns which digests the sources have.
func (c *checker) takeTexts(texts []string, tree *strictjson.Tree) error {
	c.textOf, c.digests = map[string]*copyOf{}, map[string]bool{}
	for _, t := range texts {
		if len(t) > maxFile {
			return fmt.Errorf("a text of %d bytes, more than the %d allowed", len(t), maxFile)
		}
		if !utf8.ValidString(t) {
			return fmt.Errorf("a text of %d bytes that is not UTF-8; save it as UTF-8", len(t))
		}
		c.texts = append(c.texts, &copyOf{points: []rune(t), digest: digestOf(t)})
	}
	if len(texts) == 0 {
		return nil
	}
	// A text whose digest no source has may be that of a source whose digest is still to be computed.
	for i := range c.files {
		e := &c.files[i]
		if !strings.HasPrefix(e.name, "sources/") {
			continue
		}
		text, refused := c.load(e)
		if refused != nil {
			continue
		}
		tree.Parse(text, limits)
		for n := range tree.Nodes {
			if s := tree.Nodes[n].Text; len(s) == len(noDigest) {
				c.digests[s] = true
			}
		}
	}
	return nil
}

// unclaimed returns the one text whose digest no source has, nil if there is none or more than one.
func (c *checker) unclaimed() (one *copyOf) {
	for _, t := range c.texts {
		switch {
		case c.digests[t.digest] || t.used:
		case one != nil:
			return nil
		default:
			one = t
		}
	}
	return one
}

// unusedTexts is the error of texts that no source has.
func (c *checker) unusedTexts() error {
	for _, t := range c.texts {
		if !t.used {
			text := string(t.points)
			for what, other := range map[string]string{
				"but for a line end after it": strings.TrimRight(text, "\r\n"), "but for a missing line end after it": text + "\n",
				"but for its line ends, which were \\n": strings.ReplaceAll(text, "\r\n", "\n"), "but for a byte order mark before it": strings.TrimPrefix(text, "\uFEFF"),
			} {
				if other != text && c.digests[digestOf(other)] {
					return fmt.Errorf("a text of %d code points is that of a source %s; save it as it was", len(t.points), what)
				}
			}
			return fmt.Errorf("a text of %d code points with the SHA-256 %s is that of no source; name the very text that was annotated, or its page", len(t.points), t.digest)
		}
	}
	return nil
}

// matchText finds the text of a source among those at hand.
func (c *checker) matchText(f *file) {
	text, within := f.tree.Member(0, "text"), f.tree.Member(0, "within")
	if len(c.texts) == 0 || text < 0 {
		return
	}
	sum, at := f.member(text, "sha256")
	length, l, ok := f.number(text, "codePoints")
	if at >= 0 && l >= 0 && (sum == noDigest || sum == "") {
		c.firstDigest(f, text, at, l)
		return
	}
	if at < 0 || !ok {
		for _, t := range c.texts {
			t.used = true // it may be this one's
		}
		return
	}
	for _, t := range c.texts {
		if t.digest == sum && c.textOf[stemOf(f.name)] != nil {
			t.used = true // a second copy
			continue
		}
		slice := t
		if within >= 0 {
			start, _, ok1 := f.number(within, "start")
			end, _, ok2 := f.number(within, "end")
			page, p := f.member(within, "sha256")
			if ok1 && ok2 && start < end && end <= len(t.points) {
				cut := &copyOf{points: t.points[start:end], digest: digestOf(string(t.points[start:end]))}
				switch {
				case page == t.digest && cut.digest == sum:
					slice, t.used = cut, true
				case page == t.digest:
					t.used = true
					if f.fine(within) {
						c.mendDigest(f, at, cut.digest, "the slice of the page has another digest")
					}
					continue
				case cut.digest == sum && p >= 0:
					slice, t.used = cut, true
					c.mendDigest(f, p, t.digest, "the page has another digest")
				}
			} else if page == t.digest {
				t.used = true
			}
		}
		switch {
		case slice.digest == sum:
			t.used = true
			if c.textOf[stemOf(f.name)] != nil {
				continue
			}
			c.textOf[stemOf(f.name)] = slice
			if n := len(slice.points); n != length && f.fine(text) {
				f.mendNumber(f.at(textCount, l, "%d code points, but the text has %d", length, n), n)
				c.lengths[stemOf(f.name)], f.length = -1, -1
			} else if words, w, ok := f.number(text, "words"); ok {
				if n := quote.Words(string(slice.points)); n != words {
					f.mendNumber(f.at(textCount, w, "%d words, but the text has %d (runs of letters and digits)", words, n), n)
				}
			}
		case slice == t && len(t.points) == length && c.textOf[stemOf(f.name)] == nil && !t.used:
			t.used = true
			c.mendDigest(f, at, t.digest, "the text of this length has another digest")
			return
		}
	}
}

// firstDigest says what the numbers of a source are whose digest is still to be computed.
func (c *checker) firstDigest(f *file, text, at, l int32) {
	t := c.unclaimed()
	if t == nil || f.tree.Member(0, "within") >= 0 {
		f.at(digestForm, at, "a digest that has not been computed; name its text, and no other that is new, by -text")
		return
	}
	t.used = true
	c.textOf[stemOf(f.name)] = t
	c.lengths[stemOf(f.name)], f.length = -1, -1
	words := quote.Words(string(t.points))
	found := f.at(textDigest, at, "the text has %d code points, %d words and the SHA-256 %s", len(t.points), words, t.digest)
	edits := []Edit{{int(f.node(at).Start), int(f.node(at).End), quoted(t.digest)}, {int(f.node(l).Start), int(f.node(l).End), fmt.Sprint(len(t.points))}}
	if w := f.tree.Member(text, "words"); w >= 0 {
		edits = append(edits, Edit{int(f.node(w).Start), int(f.node(w).End), fmt.Sprint(words)})
	}
	slices.SortFunc(edits, func(a, b Edit) int { return a.Start - b.Start })
	found.Fix = &Fix{"write what was computed", edits}
}

// mendDigest reports a digest of a source that the text at hand does not have.
func (c *checker) mendDigest(f *file, n int32, right, what string) {
	f.at(textDigest, n, "%s: %s; if this is the text that was annotated, write that", what, right) // no fix: the digest may be right, and the copy another one
}

// mendNumber offers the right number in place of the one that a finding is about.
func (f *file) mendNumber(found *Finding, right int) {
	found.Fix = &Fix{fmt.Sprintf("write %d", right), []Edit{{found.Offset, found.Offset + found.Length, fmt.Sprint(right)}}}
}

// against holds what an annotation file shows against the text.
func (c *checker) against(f *file) {
	text := c.textOf[stemOf(f.name)]
	if text == nil {
		return
	}
	points := text.points
	f.work = 64*len(points) + 1<<20 // records on every passage of a text take a few times its length
	var covered, shown []run
	for _, list := range []string{"objectives", "cooperations", "positions", "relations", "remarks", "mentions"} {
		l := f.tree.Member(0, list)
		if l < 0 || f.node(l).Type != '[' {
			continue
		}
		for i := l + 1; i < f.node(l).Next; i = f.node(i).Next {
			if list == "mentions" {
				if start, end, ok := f.proved(i, points); ok {
					shown = append(shown, run{start, end, false})
				}
				continue
			}
			e := f.tree.Member(i, "evidence")
			if e < 0 || f.node(e).Type != '[' {
				continue
			}
			for k := e + 1; k < f.node(e).Next; k = f.node(k).Next {
				start, end, ok := f.proved(k, points)
				if !ok {
					continue
				}
				covered = append(covered, run{start, end, true})
				q, _ := f.member(k, "quote")
				kind, _ := f.member(k, "quoted")
				if first, last, elided := strings.Cut(q, quote.Elision); elided {
					shown = append(shown, run{start, start + showsOf(points[start:end], first), kind != "speech"}, run{end - showsOf(reversedPoints(points[start:end]), reversedText(last)), end, kind != "speech"})
				} else {
					shown = append(shown, run{start, end, kind != "speech"})
				}
			}
			f.pieces(i, list != "remarks")
		}
	}
	if coverage, at := f.member(0, "coverage"); coverage == "complete" && len(f.found) == 0 {
		f.everySentence(at, points, covered)
	}
	if len(f.found) == 0 {
		f.notTooMuch(points, shown)
	}
}

// A run is a part of a text, in code points.
type run struct {
	start, end int
	counts     bool // towards the share that is shown
}

// proved holds one piece of evidence or mention against the text, and returns its span if it is fine.
func (f *file) proved(n int32, points []rune) (start, end int, ok bool) {
	start, s, ok1 := f.number(n, "start")
	end, e, ok2 := f.number(n, "end")
	q, at := f.member(n, "quote")
	if at < 0 || s < 0 || e < 0 || !f.fine(n) || f.more || ok1 && ok2 && start >= end {
		return 0, 0, false
	}
	if !ok1 || !ok2 || end > len(points) {
		sum, _ := f.member(n, "sha256")
		f.misplaced(n, points, q, sum)
		return 0, 0, false
	}
	if f.work -= end - start; f.work < 0 {
		f.at(tooLarge, n, "up to here, the pieces of evidence are more than 64 times as long as their text")
		f.more = true
		return 0, 0, false
	}
	passage := string(points[start:end])
	sum, d := f.member(n, "sha256")
	matches, same := quote.Matches(q, passage) == nil, d < 0 || digestOf(passage) == sum
	switch {
	case matches && same:
		for _, bound := range [...]struct{ at, value int }{{int(s), start}, {int(e), end}} {
			if i := bound.value; insideWord(points, i) && (d >= 0 || letter(points[i-1]) && letter(points[i])) { // a mention goes without its possessive
				f.at(cutsWord, int32(bound.at), "the passage cuts a word at %d; move it to the word's bound", bound.value)
				return 0, 0, false
			}
		}
		if !f.counted(n, points, q, start) {
			return 0, 0, false
		}
		return start, end, true
	case matches:
		right := digestOf(passage)
		f.mend(f.at(textDigest, d, "the passage has another digest: %s", right), d, right, "write the digest that was computed")
	case same && d >= 0:
		f.at(textQuote, at, "the passage has the digest, but not these words; write them as they stand in the text, its own hyphens and quotation marks included")
	default:
		f.misplaced(n, points, q, sum)
	}
	return 0, 0, false
}

// counted holds what a piece says of its occurrence against the text.
func (f *file) counted(n int32, points []rune, q string, start int) bool {
	occurrence, at, ok := f.number(n, "occurrence")
	if !ok {
		return true
	}
	if f.work -= len(points); f.work < 0 {
		f.at(tooLarge, at, "up to here, there is more to count than a text of this length is worth; leave \"occurrence\" out where \"start\" does")
		f.more = true
		return false
	}
	places := locate(points, q, len(points))
	if i := slices.IndexFunc(places, func(p passage) bool { return p.start == start }); i != occurrence-1 {
		f.at(textSpan, at, "the passage at %d is number %d of %d places with these words; write that, or mend \"start\" by pin", start, i+1, len(places))
		return false
	}
	return true
}

// misplaced says where a passage stands whose offsets lead elsewhere.
func (f *file) misplaced(n int32, points []rune, q, sum string) {
	start, s, _ := f.number(n, "start")
	end, e, _ := f.number(n, "end")
	_, at := f.member(n, "quote")
	_, d := f.member(n, "sha256")
	found := locate(points, q, maxPlaces)
	if _, blank, ok := f.number(n, "start"); !ok && blank >= 0 {
		start, end = -1, -1
	}
	if i := slices.IndexFunc(found, func(p passage) bool { return sum != "" && digestOf(string(points[p.start:p.end])) == sum }); i >= 0 {
		found = found[i : i+1]
	} else if i := slices.IndexFunc(found, func(p passage) bool { return p.start == start }); i >= 0 {
		found = found[i : i+1]
	}
	if free := f.inTurn(n, q, found); len(found) > 1 && start < 0 && free >= 0 {
		found = found[free : free+1]
	}
	switch len(found) {
	case 0:
		f.elsewhere(points, at, q)
		return
	case 1:
	default:
		orMore := ""
		if d >= 0 {
			orMore = ", or show a word more"
		}
		var places []string
		for _, p := range found[:min(5, len(found))] {
			places = append(places, fmt.Sprint(p.start))
		}
		f.at(textSpan, s, "the words stand in %d places (%s); write the start of the one that is meant%s", len(found), strings.Join(places, ", "), orMore)
		return
	}
	p := found[0]
	place, message := s, fmt.Sprintf("the passage stands at %d to %d; offsets count code points from the start of the text", p.start, p.end)
	if p.start == start {
		place, message = e, fmt.Sprintf("the passage ends at %d; offsets count code points from the start of the text", p.end)
	} else if p.end == end {
		message = fmt.Sprintf("the passage begins at %d; offsets count code points from the start of the text", p.start)
	}
	edits := []Edit{{int(f.node(s).Start), int(f.node(s).End), fmt.Sprint(p.start)}, {int(f.node(e).Start), int(f.node(e).End), fmt.Sprint(p.end)}}
	if d >= 0 {
		edits = append(edits, Edit{int(f.node(d).Start), int(f.node(d).End), quoted(digestOf(string(points[p.start:p.end])))})
	}
	slices.SortFunc(edits, func(a, b Edit) int { return a.Start - b.Start })
	f.at(textSpan, place, "%s", message).Fix = &Fix{"write its place and digest", edits}
}

// elsewhere says that the text does not have the words of a quote, or has them written otherwise.
func (f *file) elsewhere(points []rune, at int32, q string) {
	folded := make([]rune, len(points))
	for i, c := range points {
		folded[i] = plainSign(c)
	}
	var b strings.Builder
	for _, c := range q {
		if c == '…' {
			b.WriteRune(c) // which leaves something out
			continue
		}
		b.WriteRune(plainSign(c))
	}
	if near := locate(folded, b.String(), 1); len(near) > 0 {
		f.at(textQuote, at, "the text has these words from %d to %d in another spelling: with other quotation marks, hyphens, capitals or spaces; write them as they stand", near[0].start, near[0].end)
		return
	}
	hint := ""
	if strings.Contains(q, "...") {
		hint = "; what is left out is shown by \" … \" (U+2026)"
	}
	f.at(textQuote, at, "the text does not have these words in this order%s", hint)
}

// plainSign returns a character without what people and programs change about it on the way: its case, and the form of quotation marks, hyphens and blanks.
func plainSign(c rune) rune {
	switch {
	case strings.ContainsRune("‘’‚‛′`´", c):
		return '\''
	case strings.ContainsRune("“”„‟″«»", c):
		return '"'
	case strings.ContainsRune("‐‑‒–—―−", c):
		return '-'
	case unicode.IsSpace(c):
		return ' '
	}
	return unicode.ToLower(c)
}

// inTurn returns which of several places of a name is that of a mention without offsets: where there are as many such mentions as free places, they
// stand in the order of the text. It is -1 where nothing says so.
func (f *file) inTurn(n int32, q string, found []passage) int {
	list := f.node(n).Up
	if f.node(list).Name != "mentions" || f.node(list).Up != 0 {
		return -1
	}
	free := map[int]bool{}
	for _, p := range found {
		free[p.start] = true
	}
	blanks, mine := 0, -1
	for i := list + 1; i < f.node(list).Next; i = f.node(i).Next {
		if start, _, ok := f.number(i, "start"); ok {
			if end, _, _ := f.number(i, "end"); true {
				for _, p := range found {
					if start <= p.start && p.end <= end { // taken, by itself or within a longer name
						delete(free, p.start)
					}
				}
			}
			continue
		}
		if other, _ := f.member(i, "quote"); other == q {
			if i == n {
				mine = blanks
			}
			blanks++
		}
	}
	if blanks != len(free) {
		return -1
	}
	for i, p := range found {
		if free[p.start] {
			if mine == 0 {
				return i
			}
			mine--
		}
	}
	return -1
}

// everySentence reports the sentences that no record is about.
func (f *file) everySentence(at int32, points []rune, covered []run) {
	start, left := 0, []string{}
	for i, c := range points {
		end := i == len(points)-1 || strings.ContainsRune(".?!", c) && unicode.IsSpace(points[i+1]) || c == '\n' && points[i+1] == '\n'
		if !end {
			continue
		}
		words := quote.Words(string(points[start : i+1]))
		if words > 0 && !slices.ContainsFunc(covered, func(r run) bool { return r.start < i+1 && start < r.end }) {
			left = append(left, fmt.Sprintf("%d to %d", start, i+1))
		}
		start = i + 1
	}
	if len(left) > 0 {
		more := ""
		if len(left) > 3 {
			left, more = left[:3], " and others"
		}
		f.at(sentenceLeftOut, at, "no record is about the sentence at %s%s; add a statement or a remark, or write \"partial\"", strings.Join(left, ", "), more)
	}
}

// notTooMuch counts what quotes show, word by word.
func (f *file) notTooMuch(points []rune, shown []run) {
	counted, open := make([]bool, len(points)), make([]bool, len(points))
	for _, r := range shown {
		for i := r.start; i < r.end; i++ {
			open[i] = true
			counted[i] = counted[i] || r.counts
		}
	}
	words, sum, inARow := 0, 0, 0
	for i := 0; i < len(points); {
		if !letter(points[i]) {
			i++
			continue
		}
		from := i
		for i < len(points) && letter(points[i]) {
			i++
		}
		words++
		if counted[from] {
			sum++
		}
		if !open[from] {
			inARow = 0
			continue
		}
		if inARow++; inARow > maxRun {
			f.place(showsTooMuch, 0, 1, "quotes show more than %d words in a row, up to code point %d; show fewer words at the ends of a passage, or let records share ends", maxRun, i)
			return
		}
	}
	if words > 0 && 100*sum >= maxShare*words {
		f.place(showsTooMuch, 0, 1, "quotes show %d of %d words, not less than %d %%; show fewer words at the ends of passages, or let records share ends", sum, words, maxShare)
	}
}
