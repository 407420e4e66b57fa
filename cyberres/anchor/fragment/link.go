package fragment

import "unicode"

// Limits of a link's terms.
const (
	exactBelow = 300 // a passage of so many code points is named by its ends
	fewWords   = 3   // at each end of a range, to begin with
	manyWords  = 64  // at most, in any term but that of a whole passage
)

// steps are the numbers of words by which terms grow.
var steps = [...]int{1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, manyWords}

// Link makes the directive of a passage of a page: a span in code points of its blocks put together. White space at the ends of the span does not count.
//
// A passage that is short, lies in one block and has no dash or footnote mark in it is named in full, any other by its first and last words; words around it
// are added where a browser would stop elsewhere first, or where the passage begins or ends within a word (the "Commission" of "Commission’s"). Terms are whole
// words. The directive has been matched with the page, and found exactly the span. Where there is none such the error is a [*Declined].
//
// The proof is as good as the blocks: what a page shows before the passage and they do not have, a menu say, may come first.
//
// For several links to one page, use [Blocks.Prepare].
func Link(page Blocks, start, end int) (Directive, error) { return page.Prepare().Link(start, end) }

// Link is like the function [Link].
func (p *Page) Link(start, end int) (Directive, error) {
	if start < 0 || end > len(p.text) || start > end {
		return Directive{}, &Declined{Reason: ReasonOutside, Span: Span{start, end}}
	}
	s := p.trim(Span{start, end})
	if s.Start == s.End {
		return Directive{}, &Declined{Reason: ReasonEmpty, Span: s}
	}
	var (
		forms = p.forms(s)
		left  = p.before(s.Start)
		right = p.behind(s.End)
		first Span
		found bool

		stalled bool
	)
	try := func(d Directive) bool {
		// A browser that knows words from a dictionary may see more bounds than Unicode's rules have; none of these may come first either.
		at, ok := p.find(d, p.perhapsBound)
		if ok && at != s && !found {
			first, found = at, true
		}
		if at != s {
			return false
		}
		if at, ok = p.find(d, p.bound); !ok || at != s {
			return false
		}
		if p.stalls(d) {
			stalled = true
			return false
		}
		return true
	}
	// Context only ever takes matches away: where all there is leaves another place the first, less does so too.
	all := contexts(left, right, false)
	possible := false
	for i := 0; i < len(forms) && len(all) > 0 && !possible; i++ {
		possible = try(forms[i].with(all[len(all)-1]))
	}
	for _, clean := range []bool{true, false} {
		for _, c := range contexts(left, right, clean) {
			for _, form := range forms {
				if d := form.with(c); (possible || stalled || !found) && (form.clean || !clean) && try(d) {
					return d, nil
				}
			}
		}
	}
	d := &Declined{Reason: ReasonCut, Span: s}
	switch {
	case stalled:
		d.Reason = ReasonStall
	case found:
		d.Reason, d.First = ReasonRepeated, first
	}
	return Directive{}, d
}

// trim takes off white space and what is not seen.
func (p *Page) trim(s Span) Span {
	for s.Start < s.End && unseen(p.text[s.Start]) {
		s.Start++
	}
	for s.Start < s.End && unseen(p.text[s.End-1]) {
		s.End--
	}
	return s
}

func unseen(r rune) bool {
	return unicode.IsSpace(r) || r == 0xAD || r == 0x200B || r == 0x2060 || r == 0xFEFF || unicode.Is(unicode.Cc, r)
}

// A term is what a directive shows of the page. It is clean if it keeps clear of breakers.
type term struct {
	text  string
	clean bool
}

type form struct {
	Directive
	clean bool
}

func (f form) with(c context) Directive {
	f.Prefix, f.Suffix = c.prefix, c.suffix
	return f.Directive
}

// forms lists how a passage can be named, the best first.
func (p *Page) forms(s Span) []form {
	var (
		list  []form
		one   = p.block(s.Start) == p.block(s.End-1)
		clean = one
	)
	if one {
		for _, t := range p.tokens(s.Start, s.End) {
			clean = clean && t.kind != breaker
		}
		if clean && s.End-s.Start < exactBelow {
			return []form{{Directive{Start: written(p.text[s.Start:s.End])}, true}}
		}
	}
	starts, ends := p.starts(s), p.ends(s)
	pair := func(i, j int) {
		i, j = min(i, len(starts))-1, min(j, len(ends))-1
		for i >= 0 && j >= 0 && starts[i].to > ends[j].from { // a short passage: the longer one yields
			if i > j {
				i--
			} else {
				j--
			}
		}
		if i < 0 || j < 0 {
			return
		}
		f := form{Directive{Start: written(p.text[s.Start:starts[i].to]), End: written(p.text[ends[j].from:s.End])}, starts[i].clean && ends[j].clean}
		if len(list) == 0 || list[len(list)-1] != f {
			list = append(list, f)
		}
	}
	cleanStarts, cleanEnds := leading(starts), leading(ends)
	for _, n := range []int{fewWords, 2 * fewWords, 4 * fewWords, 8 * fewWords, manyWords} {
		pair(min(n, max(cleanStarts, 1)), min(n, max(cleanEnds, 1)))
	}
	if one && s.End-s.Start < exactBelow {
		list = append(list, form{Directive{Start: written(p.text[s.Start:s.End])}, false})
	}
	for _, n := range []int{fewWords, 4 * fewWords, manyWords} {
		pair(n, n)
	}
	return list
}

// An edge is a term at one end of a passage, from there to another place.
type edge struct {
	from, to int
	clean    bool
}

// leading counts the clean ones.
func leading(edges []edge) int {
	n := 0
	for n < len(edges) && edges[n].clean {
		n++
	}
	return n
}

// starts lists the terms that a passage can begin with, by their number of words.
func (p *Page) starts(s Span) []edge {
	var (
		list  []edge
		clean = true
		last  = min(s.End, p.block(s.Start).End)
	)
	for _, t := range p.tokens(s.Start, min(last, s.Start+4*exactBelow)) {
		clean = clean && t.kind != breaker
		if words(p.text[t.from:t.to]) && len(list) < manyWords {
			list = append(list, edge{s.Start, t.to, clean})
		}
	}
	// What follows the last word of the block, a footnote mark say, may be all that tells two places apart.
	if whole := p.trim(Span{s.Start, last}); whole.Start < whole.End && last-s.Start <= 4*exactBelow && (len(list) == 0 || list[len(list)-1].to < whole.End) {
		list = append(list, edge{s.Start, whole.End, clean && len(list) > 0})
	}
	return list
}

// ends lists the terms that a passage can end with.
func (p *Page) ends(s Span) []edge {
	var (
		list  []edge
		clean = true
		begin = max(s.Start, p.block(s.End-1).Start)
	)
	tokens := p.tokens(max(begin, s.End-4*exactBelow), s.End)
	for i := len(tokens) - 1; i >= 0; i-- {
		t := tokens[i]
		clean = clean && t.kind != breaker
		if words(p.text[t.from:t.to]) && len(list) < manyWords {
			list = append(list, edge{t.from, s.End, clean})
		}
	}
	if whole := p.trim(Span{begin, s.End}); whole.Start < whole.End && s.End-begin <= 4*exactBelow && (len(list) == 0 || whole.Start < list[len(list)-1].from) {
		list = append(list, edge{whole.Start, s.End, clean && len(list) > 0})
	}
	return list
}

// words reports whether there is a letter or digit.
func words(text []rune) bool {
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return true
		}
	}
	return false
}

// before lists the terms that can stand before a passage, shortest first. If the passage may go without, the first is empty.
func (p *Page) before(at int) []term {
	var list []term
	if p.cut(at) {
		list = append(list, term{clean: true})
	}
	to := p.trim(Span{0, at}).End
	if to == 0 {
		return list
	}
	for _, e := range p.ends(Span{p.block(to - 1).Start, to}) {
		list = append(list, term{written(p.text[e.from:to]), e.clean})
	}
	return list
}

// behind lists the terms that can stand after a passage, shortest first. If the passage may go without, the first is empty.
func (p *Page) behind(at int) []term {
	var list []term
	if p.cut(at) {
		list = append(list, term{clean: true})
	}
	from := p.trim(Span{at, len(p.text)}).Start
	if from == len(p.text) {
		return list
	}
	for _, e := range p.starts(Span{from, p.block(from).End}) {
		list = append(list, term{written(p.text[from:e.to]), e.clean})
	}
	return list
}

type context struct{ prefix, suffix string }

// contexts pairs terms before and after, the least first: on one side, or as many words on both.
func contexts(left, right []term, clean bool) []context {
	if clean {
		left, right = cleanTerms(left), cleanTerms(right)
	}
	if len(left) == 0 || len(right) == 0 {
		return nil
	}
	list := []context{{left[0].text, right[0].text}}
	l, r := 0, 0
	for _, n := range steps {
		i, j := min(n, len(left)-1), min(n, len(right)-1)
		if i > l {
			list = append(list, context{left[i].text, right[0].text})
		}
		if j > r {
			list = append(list, context{left[0].text, right[j].text})
		}
		if i > l && j > 0 || j > r && i > 0 {
			list = append(list, context{left[i].text, right[j].text})
		}
		l, r = i, j
	}
	return list
}

func cleanTerms(list []term) []term {
	n := 0
	for n < len(list) && list[n].clean {
		n++
	}
	return list[:n]
}
