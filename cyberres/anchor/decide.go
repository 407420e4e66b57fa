package anchor

import (
	"cmp"
	"math"
	"slices"
)

// weights of what a score is made of. The position has the least: it breaks ties.
const (
	weightQuote   = 50
	weightContext = 20 // of each side
	weightLength  = 20
)

func (g *target) score(c *candidate) float64 {
	sum, weight := weightQuote*c.alike, float64(weightQuote)
	if len(g.prefix) > 0 {
		sum, weight = sum+weightContext*c.prefix, weight+weightContext
	}
	if len(g.suffix) > 0 {
		sum, weight = sum+weightContext*c.suffix, weight+weightContext
	}
	if g.elided() && g.Length > 0 {
		sum, weight = sum+weightLength*c.length, weight+weightLength
	}
	return sum / weight
}

const (
	leastMargin  = 0.08 // by which a candidate has to be better than the next one
	leastContext = 0.5  // below this, two contexts have nothing to do with each other
	sureLetters  = 32   // of a quote that is not there twice by chance
)

// decide chooses among the candidates of a target, or does not.
func (f *finder) decide(g *target, shift func(int) int) Result {
	list := g.found
	if len(list) == 0 {
		return Result{}
	}
	for i := range list {
		list[i].score = g.score(&list[i])
	}
	slices.SortStableFunc(list, func(a, b candidate) int {
		if a.proven != b.proven {
			return cmp.Compare(b2i(b.proven), b2i(a.proven))
		}
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.start, b.start))
	})
	rivals := f.rivals(g, list)
	if rivals > 1 {
		if i, ok := f.nearest(g, list[:rivals], shift); ok {
			list[0], list[i] = list[i], list[0]
			rivals = 1
		} else {
			rivals = g.settle(list[:rivals])
		}
	}
	best := &list[0]
	r := Result{Status: best.status, Score: best.score, Margin: best.score}
	if len(list) > 1 {
		r.Margin = max(0, best.score-list[1].score)
	}
	if best.proven {
		r.Score = 1
	}
	if rivals > 1 || !best.proven && (g.incomplete || f.doubtful(g, best)) {
		r.Status = Ambiguous
		for _, c := range list[:rivals] {
			span, _ := f.text.SpanOfBytes(c.start, c.end)
			r.Candidates = append(r.Candidates, Candidate{c.status, span, c.score})
		}
		return r
	}
	r.Span, _ = f.text.SpanOfBytes(best.start, best.end)
	r.Changes = best.changes
	return r
}

// rivals returns how many candidates, in front, are as good as the best one. Where copies have the same context too and a position is known, the one with the fewest
// errors is not the likeliest one, it is only the luckiest: they all are rivals.
func (f *finder) rivals(g *target, list []candidate) int {
	best, n := list[0], 1
	_, known := g.Start.Offset()
	for i, c := range list[1:] {
		if c.proven != best.proven {
			break
		}
		context := known && len(g.prefix) > 0 && len(g.suffix) > 0 && min(c.prefix, c.suffix) > 0.7 && min(best.prefix, best.suffix) > 0.7
		if context || best.score-c.score < leastMargin {
			list[n], list[i+1] = list[i+1], list[n]
			n++
		}
	}
	return n
}

// doubtful reports whether a short quote has only one candidate, but its context or its position speaks against that.
func (f *finder) doubtful(g *target, c *candidate) bool {
	if g.letters() >= sureLetters {
		return false
	}
	if len(g.prefix)+len(g.suffix) >= 8 && max(c.prefix, c.suffix) < leastContext {
		return true
	}
	start, known := g.Start.Offset()
	span, _ := f.text.SpanOfBytes(c.start, c.end)
	return known && c.score < 0.9 && abs(span.CodePoints.Start-start) > 1024+start/16
}

// settle lets a passage that says the same win over lookalikes that do not, where neither the context nor a position speaks against it. It returns how many rivals are left, in front.
func (g *target) settle(list []candidate) int {
	same := 0
	for _, c := range list {
		if c.status >= Normalised {
			same++
		}
	}
	if _, known := g.Start.Offset(); known || same != 1 {
		return len(list)
	}
	i := slices.IndexFunc(list, func(c candidate) bool { return c.status >= Normalised })
	for _, c := range list {
		if c.prefix > list[i].prefix+0.1 || c.suffix > list[i].suffix+0.1 || c.length > list[i].length+0.1 {
			return len(list)
		}
	}
	list[0], list[i] = list[i], list[0]
	return 1
}

// nearest chooses the rival nearest to where the quote started, if the others are clearly farther away than the text can have shifted.
func (f *finder) nearest(g *target, list []candidate, shift func(int) int) (int, bool) {
	start, known := g.Start.Offset()
	if !known {
		return 0, false
	}
	slack := 64 + start/24 // lines broken anew shift a text by up to some percent
	if shift != nil {
		start += shift(start)
		slack = 64
	}
	best, bestAt, next := math.MaxInt, 0, math.MaxInt
	for i := range list {
		span, _ := f.text.SpanOfBytes(list[i].start, list[i].end)
		switch d := abs(span.CodePoints.Start - start); {
		case d < best:
			best, bestAt, next = d, i, best
		case d < next:
			next = d
		}
	}
	if best == 0 {
		return bestAt, true // nothing has shifted
	}
	return bestAt, next-best > slack && best*3 <= next
}

// shifted decides again where only the position could tell, now that the other quotes say how far the text has shifted.
func (f *finder) shifted(results []Result) {
	var known []shiftedQuote
	open := false
	for i := range f.targets {
		g := &f.targets[i]
		start, ok := g.Start.Offset()
		if r := &results[g.index]; ok && r.Status > Ambiguous && r.Margin >= leastMargin {
			known = append(known, shiftedQuote{start, r.Span.CodePoints.Start - start})
		} else if ok && r.Status == Ambiguous {
			open = true
		}
	}
	if !open || len(known) < 3 {
		return
	}
	slices.SortFunc(known, func(a, b shiftedQuote) int { return cmp.Compare(a.start, b.start) })
	for i := range f.targets {
		g := &f.targets[i]
		if _, ok := g.Start.Offset(); ok && results[g.index].Status == Ambiguous {
			results[g.index] = f.decide(g, func(start int) int { return shiftAt(known, start) })
		}
	}
}

// A shiftedQuote says how far a quote that was found beyond doubt is from where it was.
type shiftedQuote struct{ start, shift int }

// shiftAt interpolates between the nearest quotes before and after a place or, where one of these was moved, between the medians of three on each side.
func shiftAt(known []shiftedQuote, start int) int {
	i, _ := slices.BinarySearchFunc(known, start, func(q shiftedQuote, n int) int { return cmp.Compare(q.start, n) })
	before, after := known[max(0, i-3):i], known[i:min(len(known), i+3)]
	switch {
	case len(before) == 0:
		return median(after).shift
	case len(after) == 0:
		return median(before).shift
	}
	a, b := before[len(before)-1], after[0]
	if abs(b.shift-a.shift) > 64+(b.start-a.start)/12 {
		a, b = median(before), median(after)
	}
	if a.start >= b.start {
		return a.shift
	}
	return a.shift + (b.shift-a.shift)*(start-a.start)/(b.start-a.start)
}

func median(near []shiftedQuote) shiftedQuote {
	near = slices.Clone(near)
	slices.SortFunc(near, func(a, b shiftedQuote) int { return cmp.Compare(a.shift, b.shift) })
	return near[len(near)/2]
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
