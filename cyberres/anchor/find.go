package anchor

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode/utf8"
)

// Find looks for quotes in a text that is asked once. Where one or two are found as they are, with their context, the text is not folded.
func Find(text string, quotes ...Quote) []Result {
	return (&Text{source: text}).Find(quotes...)
}

// Find looks for any number of quotes in one pass and returns a result for each, in their order.
// A result depends on its own quote, except that where equal copies are told apart by [Quote.Start] alone, the other quotes say how far the text has shifted there.
func (t *Text) Find(quotes ...Quote) []Result {
	f := finder{text: t}
	results := make([]Result, len(quotes))
	for i := range quotes {
		q := &quotes[i]
		if r, ok := f.pinned(q); ok {
			results[i] = r
		} else if r, ok := f.direct(q, len(quotes)); ok {
			results[i] = r
		} else if g := f.target(q, i); g.letters() > 0 {
			f.targets = append(f.targets, g)
		} else {
			f.signs(&g)
			results[i] = f.decide(&g, nil)
		}
	}
	if len(f.targets) == 0 {
		return results
	}
	f.gather()
	for i := range f.targets {
		results[f.targets[i].index] = f.decide(&f.targets[i], nil)
	}
	f.shifted(results)
	return results
}

// A finder answers the quotes of one call.
type finder struct {
	text     *Text
	targets  []target
	matcher  matcher
	edger    edger
	comparer comparer
	clusters []cluster
}

// A target is a quote with its parts folded.
type target struct {
	*Quote
	index      int
	exact      []byte // of Quote.Exact; empty where the quote is elided
	first      []byte
	last       []byte
	prefix     []byte
	suffix     []byte
	all        []byte // prefix, exact and suffix
	found      []candidate
	incomplete bool // not every copy was looked at
}

func (g *target) elided() bool { return g.Exact == "" }

// letters counts what there is to look for.
func (g *target) letters() int { return len(g.exact) + min(len(g.first), len(g.last)) }

// A candidate is a place that a target may be at.
type candidate struct {
	start, end int     // bytes of the source
	alike      float64 // the quote itself and the passage, 0 to 1
	prefix     float64 // the context before and after
	suffix     float64
	length     float64 // an elided passage's length and the one expected
	score      float64
	status     Status
	changes    []Change
	proven     bool // by the digest
}

func (f *finder) target(q *Quote, index int) target {
	g := target{Quote: q, index: index}
	switch {
	case q.Exact != "":
	case q.Last == "" || q.First == "":
		whole := *q
		whole.Exact, whole.First, whole.Last = q.First+q.Last, "", ""
		g.Quote = &whole
	default:
		g.first, g.last = appendFold(nil, q.First), appendFold(nil, q.Last)
	}
	prefix, suffix := q.Prefix, q.Suffix
	if len(prefix) > mostContext {
		prefix = prefix[firstRune(prefix, len(prefix)-mostContext):]
	}
	if len(suffix) > mostContext {
		suffix = suffix[:firstRune(suffix, mostContext)]
	}
	g.all = appendFold(make([]byte, 0, len(prefix)+len(g.Exact)+len(suffix)), prefix)
	p := len(g.all)
	g.all = appendFold(g.all, g.Exact)
	e := len(g.all)
	g.all = appendFold(g.all, suffix)
	g.prefix, g.exact, g.suffix = g.all[:p:p], g.all[p:e:e], g.all[e:]
	return g
}

// pinned answers a quote whose digest is that of the passage at its recorded place: nothing has moved, so nothing needs to be looked for.
func (f *finder) pinned(q *Quote) (Result, bool) {
	start, known := q.Start.Offset()
	length := q.Length
	if length == 0 {
		length = utf8.RuneCountInString(q.Exact)
	}
	if !known || q.SHA256 == "" || length == 0 {
		return Result{}, false
	}
	span, ok := f.text.SpanOfCodePoints(start, start+length)
	if !ok || !digestIs(f.text.source[span.Bytes.Start:span.Bytes.End], q.SHA256) {
		return Result{}, false
	}
	return Result{Status: Exact, Span: span, Score: 1, Margin: 1}, true
}

func digestIs(s, sum string) bool {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:]) == sum
}

// direct answers one of a few quotes that is in the text once as it is, with its context on each side that was given. More of them are cheaper found in one pass.
func (f *finder) direct(q *Quote, quotes int) (Result, bool) {
	if quotes > 2 || q.Exact == "" || q.Prefix == "" && q.Suffix == "" {
		return Result{}, false
	}
	// The context is part of the needle: a second copy without it would lose against this one.
	s := f.text.source
	at := once(s, q.Prefix+q.Exact+q.Suffix)
	if at < 0 {
		return Result{}, false
	}
	at += len(q.Prefix)
	// Counting goes no farther than it must: the text may not be looked at again.
	from := place{}.advance(s, at)
	to := from.advance(s, at+len(q.Exact))
	span, ok := Span{Offsets{from.points, to.points}, Offsets{from.bytes, to.bytes}, Offsets{from.units, to.units}}, from.bytes == at && to.bytes == at+len(q.Exact)
	if start, known := q.Start.Offset(); known && abs(span.CodePoints.Start-start) > 64 {
		return Result{}, false // perhaps the copy that it started as has changed
	}
	return Result{Status: Exact, Span: span, Score: 1, Margin: 1}, ok
}

// once returns where a needle is, and -1 where it is not or is more than once. It looks for the byte of the needle that a sample of the text has least,
// because what a processor does best is to look for one byte.
func once(s, needle string) int {
	var seen [256]int
	for from := 0; from < len(s); from += max(512, len(s)/8) {
		for _, c := range []byte(s[from:min(len(s), from+512)]) {
			seen[c]++
		}
	}
	rare := 0
	for i := range len(needle) {
		if seen[needle[i]] < seen[needle[rare]] {
			rare = i
		}
	}
	found := -1
	for at := rare; at < len(s); at++ {
		i := strings.IndexByte(s[at:], needle[rare])
		if i < 0 {
			break
		}
		if at += i; strings.HasPrefix(s[at-rare:], needle) {
			if found >= 0 {
				return -1
			}
			found = at - rare
		}
	}
	return found
}

// signs finds a quote that has no letters, so that only its own characters can be looked for.
func (f *finder) signs(g *target) {
	s := f.text.source
	for at := 0; g.Exact != ""; at++ {
		i := strings.Index(s[at:], g.Exact)
		if i < 0 {
			return
		}
		if at += i; len(g.found) == 1024 {
			g.incomplete = true
			return
		}
		if _, ok := f.text.SpanOfBytes(at, at+len(g.Exact)); !ok {
			continue // half a code point is no character of the text
		}
		c := candidate{start: at, end: at + len(g.Exact), alike: 1, status: Exact}
		k := f.text.skeleton()
		f.context(g, &c, k.letter(s, c.start), k.letter(s, c.end))
		c.proven = g.SHA256 != "" && digestIs(g.Exact, g.SHA256)
		g.found = append(g.found, c)
	}
}

const (
	longPiece    = 24   // letters from which a piece is looked for by grams of eight
	leastAlike   = 0.72 // of a passage and its quote, below which it is not found
	mostClusters = 512  // that are verified for one quote
	mostContext  = 512  // bytes of each side that are used
	mostLetters  = 4096 // of a quote that is compared in one piece
)

// gather finds the candidates of all targets.
func (f *finder) gather() {
	k := f.text.skeleton()
	var long, short []piece
	var longOf, shortOf []*target
	for i := range f.targets {
		g := &f.targets[i]
		switch {
		case g.elided():
			short = append(short, piece{g.first, 1}, piece{g.last, 1})
			shortOf = append(shortOf, g, g)
		case len(g.all) >= longPiece:
			every := 1
			if len(g.all) >= 48 {
				every = 2
			}
			long = append(long, piece{g.all, every})
			longOf = append(longOf, g)
		default:
			short = append(short, piece{g.exact, 1})
			shortOf = append(shortOf, g)
		}
	}
	if len(long) > 0 {
		keys, incomplete := newSeeds(8, 3, 256, long).scan(k, len(long))
		for id, g := range longOf {
			g.incomplete = incomplete[id]
			f.clusters, keys = clusters(f.clusters[:0], keys, id, band(g))
			f.whole(g, f.clusters, len(g.prefix))
		}
	}
	if len(short) == 0 {
		return
	}
	keys, incomplete := newSeeds(6, 1, 4096, short).scan(k, len(short))
	var heads []cluster
	for id, g := range shortOf {
		g.incomplete = g.incomplete || incomplete[id]
		f.clusters, keys = clusters(f.clusters[:0], keys, id, 3)
		switch {
		case !g.elided():
			f.whole(g, f.clusters, 0)
		case id > 0 && shortOf[id-1] == g:
			f.ends(g, heads, f.clusters)
		default:
			heads = append(heads[:0], f.clusters...)
		}
	}
}

// band is how far apart diagonals of one place are, at most.
func band(g *target) int { return 6 + len(g.all)/12 }

// whole turns clusters into candidates for a quote that is not elided; offset is where the quote starts in the piece that they are of.
func (f *finder) whole(g *target, list []cluster, offset int) {
	k := f.text.skeleton()
	if len(g.exact) < 6 && len(list) == 0 {
		f.tiny(g)
		return
	}
	slices.SortFunc(list, func(a, b cluster) int { return b.weight - a.weight })
	for i, c := range list {
		if weak := list[0].weight >= 6 && c.weight*6 < list[0].weight; weak || i >= 12 && c.weight*2 < list[0].weight || i >= mostClusters {
			g.incomplete = g.incomplete || i >= mostClusters
			break
		}
		at := c.diagonal + offset
		if at >= 0 && at+len(g.exact) <= len(k.letters) && bytes.Equal(k.letters[at:at+len(g.exact)], g.exact) {
			// In a text that repeats itself, copies overlap, and one cluster holds several.
			for _, p := range f.verbatim(g.exact, max(0, at-band(g)), min(len(k.letters), at+len(g.exact)+band(g))) {
				f.add(g, p.start, p.end, 0)
			}
			continue
		}
		slack := 8 + len(g.exact)/8
		low, high := max(0, at-slack), min(len(k.letters), at+len(g.exact)+slack)
		if high-low < len(g.exact)/2 {
			continue
		}
		var start, end, distance int
		if len(g.exact) > mostLetters {
			start, end, distance = f.matcher.chunks(g.exact, k.letters, at)
			low = 0
		} else {
			start, end, distance = f.matcher.find(g.exact, k.letters[low:high], at+len(g.exact)-low)
		}
		if float64(distance) <= (1-leastAlike)*float64(len(g.exact)) && (distance == 0 || len(g.exact) >= 8) {
			f.add(g, low+start, low+end, distance)
		}
	}
	if len(g.found) == 0 && len(g.exact) < longPiece && len(g.all) >= longPiece {
		f.tiny(g)
	}
}

// tiny adds the places of a quote that is too short to be looked for by seeds, as it is and between word bounds.
func (f *finder) tiny(g *target) {
	k := f.text.skeleton()
	for at := 0; ; at++ {
		i := bytes.Index(k.letters[at:], g.exact)
		if i < 0 {
			return
		}
		if at += i; len(g.found) == 1024 {
			g.incomplete = true
			return
		}
		start, _ := k.source(f.text.source, at)
		_, end := k.source(f.text.source, at+len(g.exact)-1)
		if WordBound(f.text.source, start) && WordBound(f.text.source, end) {
			f.add(g, at, at+len(g.exact), 0)
		}
	}
}

// add appends the candidate at a range of letters, unless it is there already.
func (f *finder) add(g *target, start, end, distance int) {
	k := f.text.skeleton()
	start, end = runeStart(k.letters, start), runeStart(k.letters, end)
	if start >= end {
		return
	}
	c := candidate{alike: 1 - float64(distance)/float64(len(g.exact))}
	f.context(g, &c, start, end)
	prefix, suffix := "", ""
	if len(g.prefix) >= 8 && c.prefix > 0.6 {
		prefix = g.Prefix
	}
	if len(g.suffix) >= 8 && c.suffix > 0.6 {
		suffix = g.Suffix
	}
	c.start, _ = k.source(f.text.source, start)
	_, c.end = k.source(f.text.source, end-1)
	f.edges(&c, prefix, g.Exact, suffix, distance > 0)
	if c.start >= c.end {
		return
	}
	for i := range g.found {
		if o := &g.found[i]; c.start < o.end && o.start < c.end {
			if o.alike == 1 && c.alike == 1 && o.start != c.start {
				continue // overlapping copies
			}
			if o.alike >= c.alike {
				return
			}
			g.found = slices.Delete(g.found, i, i+1)
			break
		}
	}
	passage := f.text.source[c.start:c.end]
	if low, high := f.words(g, &c, start, end); passage == g.Exact && low == c.start && high == c.end {
		c.status = Exact
	} else {
		c.changes = f.comparer.compare(nil, g.Exact, f.text.source[low:high])
		c.status = grade(c.changes, distance)
	}
	if g.SHA256 != "" && digestIs(passage, g.SHA256) {
		c.proven, c.status, c.changes = true, Exact, nil
	}
	g.found = append(g.found, c)
}

// words returns a passage, whose letters are from start to end, with the rest of the words that its edges are inside: "can" in "cannot" says something else.
// An edge inside a word is left where the quote has it there, or where its context goes on just as the text does, so that only the space between is lost.
// A quote without context may be meant as a part of a word where it is found as it is.
func (f *finder) words(g *target, c *candidate, start, end int) (low, high int) {
	const near = 4 // letters of the context
	s, letters := f.text.source, f.text.skeleton().letters
	exact := s[c.start:c.end] == g.Exact
	low, high = c.start, c.end
	before, after := g.prefix[max(0, len(g.prefix)-near):], g.suffix[:min(len(g.suffix), near)]
	if !WordBound(s, low) && !(exact && g.Prefix == "") && !(len(before) > 0 && bytes.HasSuffix(letters[:start], before)) && !parted(g.Prefix, g.Exact) {
		low = widen(s, low, true)
	}
	if !WordBound(s, high) && !(exact && g.Suffix == "") && !(len(after) > 0 && bytes.HasPrefix(letters[end:], after)) && !parted(g.Exact, g.Suffix) {
		high = widen(s, high, false)
	}
	return low, high
}

// grade says what the differences leave of a passage that is not there as it was quoted.
func grade(changes []Change, distance int) Status {
	switch {
	case slices.ContainsFunc(changes, func(c Change) bool { return c.Altering }):
		return Altered
	case len(changes) > 0 || distance > 0:
		return Fuzzy
	}
	return Normalised
}

// context compares what is around the letters of a candidate.
func (f *finder) context(g *target, c *candidate, start, end int) {
	letters := f.text.skeleton().letters
	if n := len(g.prefix); n > 0 {
		c.prefix = 1 - float64(f.matcher.before(g.prefix, letters[max(0, start-n-n/8-2):start]))/float64(n)
	}
	if n := len(g.suffix); n > 0 {
		c.suffix = 1 - float64(f.matcher.after(g.suffix, letters[end:min(len(letters), end+n+n/8+2)]))/float64(n)
	}
}

// runeStart goes on to where a code point starts.
func runeStart(letters []byte, i int) int {
	for i < len(letters) && !utf8.RuneStart(letters[i]) {
		i++
	}
	return i
}
