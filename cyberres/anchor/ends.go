package anchor

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// A placement is where the first or the last words of an elided quote may be, in letters.
type placement struct{ start, end, distance int }

const (
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
		if c.weight >= enough || j < len(others) && others[j].diagonal <= c.diagonal+high+4 {
			kept = append(kept, c)
		}
	}
	if len(kept) > mostEnds {
		slices.SortFunc(kept, func(a, b cluster) int { return b.weight - a.weight })
		kept, g.incomplete = kept[:mostEnds], true
	}
	return kept
}

// placements verifies clusters and returns what is left in the order of the text.
func (f *finder) placements(letters []byte, list []cluster) (found []placement) {
	k := f.text.skeleton()
	for _, c := range list {
		if at := c.diagonal; at >= 0 && at+len(letters) <= len(k.letters) && bytes.Equal(k.letters[at:at+len(letters)], letters) {
			found = append(found, placement{at, at + len(letters), 0})
		} else if p, ok := f.near(letters, max(0, at-4), min(len(k.letters), at+len(letters)+4)); ok {
			found = append(found, p)
		}
	}
	slices.SortFunc(found, func(a, b placement) int { return cmp.Or(a.end-b.end, a.distance-b.distance) })
	return slices.CompactFunc(found, func(a, b placement) bool { return a.end == b.end })
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
	// Words that are shown at an end stand at a word bound there: "in the" is not in "within there".
	if a.distance > 0 {
		c.snapStart(s)
	}
	if b.distance > 0 {
		c.snapEnd(s)
	}
	if c.start >= min(firstEnd, c.end) || c.end <= lastStart {
		return
	}
	c.trimStart(s, g.First)
	c.trimEnd(s, g.Last)
	if WordBound(g.First, 0) && !WordBound(s, c.start) || !WordBound(s, c.end) {
		c.alike -= 0.04
	}
	span, _ := f.text.SpanOfBytes(c.start, c.end)
	if g.Length > 0 {
		off := float64(abs(span.CodePoints.Len()-g.Length)) / (8 + float64(g.Length)/5)
		c.length = max(0, 1-off)
	}
	head, tail := candidate{start: c.start, end: firstEnd}, candidate{start: lastStart, end: c.end}
	head.trimEnd(s, g.First)
	tail.trimStart(s, g.Last)
	if s[head.start:head.end] == g.First && s[tail.start:tail.end] == g.Last {
		c.status = Exact
	} else {
		c.changes = f.comparer.compare(nil, g.First, s[head.start:head.end])
		c.changes = f.comparer.compare(c.changes, g.Last, s[tail.start:tail.end])
		c.status = grade(c.changes, distance)
	}
	if g.SHA256 != "" {
		passage := s[c.start:c.end]
		switch {
		case digestIs(passage, g.SHA256):
			c.proven, c.status, c.changes = true, Exact, nil
		case digestIs(strings.Join(strings.Fields(passage), " "), g.SHA256):
			c.proven, c.status = true, Normalised
		default:
			c.status = min(c.status, Fuzzy) // something between the ends is not as it was, and nobody can say what
		}
	}
	f.context(g, &c, a.start, b.end)
	c.score = g.score(&c)
	// Of candidates that differ by a short word at one end, as where the last words stand twice running, the better one stays.
	for i := range g.found {
		o := &g.found[i]
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
