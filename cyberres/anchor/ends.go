package anchor

import (
	"bytes"
	"cmp"
	"math"
	"slices"
	"unicode"
)

// A placement is where the first or the last words of an elided quote may be, in letters.
type placement struct{ start, end, distance int }

const (
	fewEnds    = 256  // clusters of one end that are looked at where they are all there is
	mostEnds   = 4096 // clusters of one end that are looked at
	mostPairs  = 4096 // of ends that are compared
	mostFound  = 256  // candidates that are kept
	freeLength = 4000 // letters in which the last words follow the first, where the length is not known
)

// ends finds an elided quote from the clusters of its first and its last words. One end that is found well is enough: the other one is then looked for
// at the distance that the length gives, since words as few as these do not often survive in both places.
func (f *finder) ends(g *target, heads, tails []cluster) {
	low, high := f.lengths(g)
	first := f.placements(g.first, g.promising(heads, tails, len(g.first), low-len(g.last), high-len(g.last)))
	last := f.placements(g.last, g.promising(tails, heads, len(g.last), len(g.last)-high, len(g.last)-low))
	if len(g.first) < 6 && len(g.last) < 6 {
		if first = f.verbatim(g.first, 0, len(f.text.skeleton().letters)); len(first) == mostEnds {
			g.incomplete = true
		}
	}
	k := f.text.skeleton()
	pairs := 0
	for _, a := range first {
		found := false
		i, _ := slices.BinarySearchFunc(last, a.start+low, func(p placement, n int) int { return cmp.Compare(p.end, n) })
		for ; i < len(last) && last[i].end <= a.start+high; i++ {
			if last[i].start < a.end {
				continue
			}
			if pairs++; pairs > mostPairs {
				g.incomplete = true
				return
			}
			f.pair(g, a, last[i])
			if found = true; g.Length <= 0 {
				break // the shortest passage; with a length, the candidates are compared by it
			}
		}
		if !found {
			from, to := min(len(k.letters), max(a.end, a.start+low-len(g.last))), min(len(k.letters), a.start+high)
			if b, ok := f.near(g.last, from, to); ok && b.distance == 0 {
				for _, b := range f.verbatim(g.last, from, to) {
					f.pair(g, a, b)
				}
			} else if ok {
				f.pair(g, a, b)
			}
		}
	}
	for _, b := range last {
		if slices.ContainsFunc(first, func(a placement) bool { return a.start >= b.end-high && a.start <= b.end-low && a.end <= b.start }) {
			continue
		}
		from, to := max(0, b.end-high), min(b.start, b.end-low+len(g.first))
		if a, ok := f.near(g.first, from, to); ok && a.distance == 0 {
			for _, a := range f.verbatim(g.first, from, to) {
				f.pair(g, a, b)
			}
		} else if ok {
			f.pair(g, a, b)
		}
	}
}

// lengths returns how many letters the passage may have, from its length in code points and the density of letters in the text.
func (f *finder) lengths(g *target) (low, high int) {
	shown := len(g.first) + len(g.last)
	if g.Length <= 0 {
		return shown, freeLength
	}
	places := f.text.places()
	end := places[len(places)-1].advance(f.text.source, len(f.text.source))
	n := int(float64(min(g.Length, end.points)) * float64(len(f.text.skeleton().letters)) / float64(max(1, end.points)))
	slack := 16 + min(n/5, freeLength)
	return max(shown, n-slack), max(shown, n) + slack
}

// promising keeps the clusters of one end that have one of the other end at a distance between low and high, or most of the seeds that there can be.
func (g *target) promising(list, others []cluster, letters, low, high int) (kept []cluster) {
	enough := max(1, (letters-4)/2)
	j := 0
	for _, c := range list {
		for j < len(others) && others[j].diagonal < c.diagonal+low-4 {
			j++
		}
		if len(others) == 0 || c.weight >= enough || j < len(others) && others[j].diagonal <= c.diagonal+high+4 {
			kept = append(kept, c)
		}
	}
	if len(others) == 0 && len(kept) > fewEnds {
		// The other end is too short for seeds. The best of those with too few seeds must do.
		slices.SortStableFunc(kept, func(a, b cluster) int { return min(b.weight, enough) - min(a.weight, enough) })
		n := fewEnds
		for n < len(kept) && kept[n].weight >= enough {
			n++
		}
		kept = kept[:n]
	}
	if len(kept) > mostEnds {
		slices.SortFunc(kept, func(a, b cluster) int { return b.weight - a.weight })
		kept, g.incomplete = kept[:mostEnds], true
	}
	return kept
}

// placements verifies clusters and returns what is left in the order of the text.
func (f *finder) placements(letters []byte, list []cluster) (found []placement) {
	const band = 4
	k := f.text.skeleton()
	for _, c := range list {
		if at := c.diagonal; at >= 0 && at+len(letters) <= len(k.letters) && bytes.Equal(k.letters[at:at+len(letters)], letters) {
			// In words that repeat themselves, copies overlap, and one cluster holds several.
			found = append(found, f.verbatim(letters, max(0, at-band), min(len(k.letters), at+len(letters)+band))...)
		} else if p, ok := f.near(letters, max(0, at-band), min(len(k.letters), at+len(letters)+band)); ok {
			found = append(found, p)
		}
	}
	slices.SortFunc(found, func(a, b placement) int { return cmp.Or(a.end-b.end, a.distance-b.distance) })
	return slices.CompactFunc(found, func(a, b placement) bool { return a.end == b.end })
}

const mostBlanks = 1 << 14 // bytes of a passage in which runs of white space are told from longer text

// off returns how much longer or shorter than it was a passage of a known length is, with its white space as it is or, in a short one, each run of that as one space.
func (f *finder) off(c *candidate, length int) float64 {
	span, _ := f.text.SpanOfBytes(c.start, c.end)
	points, least := span.CodePoints.Len(), abs(span.CodePoints.Len()-length)
	if c.end-c.start > mostBlanks {
		return float64(least)
	}
	was := false
	for _, r := range f.text.source[c.start:c.end] {
		is := unicode.IsSpace(r)
		points -= b2i(is && was)
		was = is
	}
	return float64(min(least, abs(points-length)))
}

// near finds words between two places in the letters.
func (f *finder) near(letters []byte, from, to int) (placement, bool) {
	if to-from < len(letters)/2 || len(letters) == 0 {
		return placement{}, false
	}
	window := f.text.skeleton().letters[from:to]
	start, end, distance := f.matcher.find(letters, window, len(window)/2)
	return placement{from + start, from + end, distance}, float64(distance) <= (1-leastAlike)*float64(len(letters)) && end > start
}

// verbatim finds words as they are between two places in the letters.
func (f *finder) verbatim(letters []byte, from, to int) (found []placement) {
	window := f.text.skeleton().letters[from:to]
	for at := 0; len(found) < mostEnds && len(letters) > 0 && at < len(window); at++ {
		i := bytes.Index(window[at:], letters)
		if i < 0 {
			break
		}
		at += i
		found = append(found, placement{from + at, from + at + len(letters), 0})
	}
	return found
}

// pair adds the candidate between two placements.
func (f *finder) pair(g *target, a, b placement) {
	k := f.text.skeleton()
	s := f.text.source
	distance := a.distance + b.distance
	c := candidate{alike: 1 - float64(distance)/float64(len(g.first)+len(g.last))}
	a.start, a.end = runeStart(k.letters, a.start), runeStart(k.letters, a.end)
	b.start, b.end = runeStart(k.letters, b.start), runeStart(k.letters, b.end)
	if a.end <= a.start || b.end <= b.start {
		return
	}
	c.start, _ = k.source(s, a.start)
	_, c.end = k.source(s, b.end-1)
	_, firstEnd := k.source(s, a.end-1)
	lastStart, _ := k.source(s, b.start)
	if firstEnd > lastStart {
		return
	}
	prefix, suffix := "", ""
	f.context(g, &c, a.start, b.end)
	if len(g.prefix) >= 8 && c.prefix > 0.6 {
		prefix = g.Prefix
	}
	if len(g.suffix) >= 8 && c.suffix > 0.6 {
		suffix = g.Suffix
	}
	head, tail := candidate{start: c.start, end: firstEnd}, candidate{start: lastStart, end: c.end}
	f.edges(&head, prefix, g.First, "", a.distance > 0)
	f.edges(&tail, "", g.Last, suffix, b.distance > 0)
	if head.start >= head.end || tail.start >= tail.end || head.end > tail.start {
		return
	}
	c.start, c.end, firstEnd, lastStart = head.start, tail.end, head.end, tail.start
	shown := s[head.start:head.end] == g.First && s[tail.start:tail.end] == g.Last
	off := 0.0
	if g.Length > 0 {
		off = f.off(&c, g.Length)
		c.length = max(0, 1-off/(8+float64(g.Length)/5))
	}
	if shown && c.length == 1 {
		c.status = Exact
	} else {
		// Words that are shown are whole ones: "in the" is not in "within there".
		head.start, head.end = widen(s, head.start, true), min(widen(s, head.end, false), tail.start)
		tail.start, tail.end = max(widen(s, tail.start, true), head.end), widen(s, tail.end, false)
		for _, inside := range []bool{head.start < c.start, head.end > firstEnd, tail.start < lastStart, tail.end > c.end} {
			c.alike -= 0.04 * float64(b2i(inside))
		}
		c.changes = f.comparer.compare(nil, g.First, s[head.start:head.end])
		c.changes = f.comparer.compare(c.changes, g.Last, s[tail.start:tail.end])
		c.status = grade(c.changes, distance)
		if shown && len(c.changes) == 0 {
			c.status = Exact
		}
	}
	if off > 6+float64(g.Length)/10 {
		c.status = min(c.status, Altered) // much is missing or added between the ends
	}
	if g.SHA256 != "" {
		passage := s[c.start:c.end]
		switch {
		case digestIs(passage, g.SHA256):
			c.proven, c.status, c.changes = true, Exact, nil
		case provesForm(passage, g.SHA256):
			c.proven, c.status, c.changes = true, min(c.status, Normalised), nil
		default:
			c.status = min(c.status, Altered) // something between the ends is not as it was, and nobody can say what
		}
	}
	c.score = g.score(&c)
	// Of candidates that differ by a short word at one end, as where the last words stand twice running, the better one stays.
	for i := range g.found {
		o := &g.found[i]
		if o.status == c.status && o.alike == c.alike && max(o.length, c.length) < 1 && math.Abs(o.score-c.score) < 0.02 {
			continue // "of of" in "of of of": the length does not tell which
		}
		if ds, de := abs(c.start-o.start), abs(c.end-o.end); max(ds, de) < 16 && min(ds, de) < 4 {
			if exact := c.status == Exact; exact != (o.status == Exact) && exact || exact == (o.status == Exact) && o.score < c.score {
				*o = c
			}
			return
		}
	}
	if len(g.found) == mostFound {
		g.incomplete = true
		return
	}
	g.found = append(g.found, c)
}
