package export

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres/anchor/fragment"
)

// selectors reads the selectors of a target, which are alternatives that select one passage: each adds what it knows. It returns nil where none of them tells a place
// in a text. Outer is the passage that they refine, if any.
func (r *webReader) selectors(v value, outer *place, hypothesis bool) *place {
	var out *place
	unknown, at, told := "", -1, r.told()
	v.each(func(s value) {
		found := r.selector(s, outer, hypothesis)
		if found == nil {
			unknown, at = shown(strings.Join(s.get("type", "@type").texts(), " ")), s.at()
			if s.is('"') {
				unknown = "a selector that is elsewhere, at " + shown(s.text())
			}
			return
		}
		out = out.joined(found)
	})
	if out == nil && at >= 0 && r.told() == told {
		if unknown == "" {
			unknown = "a selector without a type"
		}
		r.note(at, "%s tells no place in a text; left out", unknown)
	}
	return out
}

// joined adds what another selector of the same passage tells. The first that tells a thing is believed.
func (p *place) joined(q *place) *place {
	if p == nil {
		return q
	}
	if p.exact == "" && p.first == "" {
		p.exact, p.first, p.last, p.prefix, p.suffix = q.exact, q.first, q.last, q.prefix, q.suffix
	} else if p.exact == "" && q.exact != "" { // all of it is more than its ends
		p.exact, p.first, p.last, p.prefix, p.suffix = q.exact, "", "", q.prefix, q.suffix
	}
	if !p.positioned && q.positioned {
		p.start, p.end, p.positioned, p.near, p.halves = q.start, q.end, true, q.near, q.halves
	}
	if p.until == nil {
		p.until = q.until
	}
	return p
}

// selector reads one selector, or nil.
func (r *webReader) selector(v value, outer *place, hypothesis bool) *place {
	kind := v.get("type", "@type")
	var p *place
	switch {
	case kind.has("TextQuoteSelector"):
		p = &place{exact: v.get("exact").text(), prefix: v.get("prefix").text(), suffix: v.get("suffix").text()}
		if p.exact == "" {
			r.note(v.at(), "a TextQuoteSelector without \"exact\"; left out")
			return nil
		}
	case kind.has("TextPositionSelector"):
		start, ok1 := v.get("start").number()
		end, ok2 := v.get("end").number()
		if !ok1 || !ok2 || end <= start {
			r.note(v.at(), "a TextPositionSelector needs a start and an end after it, as whole numbers from 0; left out")
			return nil
		}
		p = &place{start: start, end: end, positioned: true, near: hypothesis, halves: hypothesis}
	case kind.has("RangeSelector"):
		p = r.rangeSelector(v, outer, hypothesis)
	case kind.has("FragmentSelector"):
		p = fragmentPlace(v.get("value").text(), v.get("conformsTo").iri())
	}
	inner := v.get("refinedBy")
	if p != nil && outer != nil {
		p = outer.refined(p)
	}
	if inner.n < 0 {
		return p
	}
	if p == nil { // of a part that only the page knows, such as an element
		q := r.selectors(inner, nil, hypothesis)
		if q != nil && q.positioned {
			r.note(inner.at(), "positions count from a part of the page that the text does not show; they are left out")
			q.positioned, q.start, q.end = false, 0, 0
		}
		if q == nil || q.exact == "" && q.first == "" {
			return nil
		}
		return q
	}
	if q := r.selectors(inner, p, hypothesis); q != nil {
		return q
	}
	r.note(inner.at(), "the passage is refined by what tells no place in a text; all of it is taken")
	return p
}

// refined returns the passage that another is within this one.
func (p *place) refined(q *place) *place {
	out := *q
	if p.positioned && q.positioned {
		out.start, out.end = p.start+q.start, p.start+q.end
		out.near, out.halves = p.near || q.near, p.halves || q.halves
	} else if p.positioned { // near the beginning of the broader one
		out.start, out.end, out.positioned, out.near = p.start, p.end, true, true
	}
	if p.exact == "" {
		if !p.positioned {
			out.positioned = false
		}
		return &out
	}
	// Where the words of the broader passage are known, so is what stands around the narrower one.
	from, to := -1, 0
	switch {
	case q.exact != "":
		if i := strings.Index(p.exact, q.prefix+q.exact+q.suffix); i >= 0 {
			from = i + len(q.prefix)
		} else {
			from = strings.Index(p.exact, q.exact)
		}
		to = from + len(q.exact)
	case q.positioned:
		if points := []rune(p.exact); q.end <= len(points) {
			from, to = len(string(points[:q.start])), len(string(points[:q.end]))
			out.exact = p.exact[from:to]
		}
	}
	if from >= 0 {
		out.prefix, out.suffix = p.prefix+p.exact[:from], p.exact[to:]+p.suffix
		if p.positioned {
			start := p.start + utf8.RuneCountInString(p.exact[:from])
			out.start, out.end, out.positioned, out.near = start, start+utf8.RuneCountInString(p.exact[from:to]), true, p.near
		}
	}
	if !p.positioned && q.positioned {
		out.positioned = false
	}
	return &out
}

// rangeSelector reads a range: from where one selection begins to where another does, without that one.
func (r *webReader) rangeSelector(v value, outer *place, hypothesis bool) *place {
	from, to := v.get("startSelector"), v.get("endSelector")
	if !from.is('{') || !to.is('{') {
		return nil // Hypothesis has paths of elements here
	}
	a, b := r.selectors(from, outer, hypothesis), r.selectors(to, outer, hypothesis)
	if a == nil || b == nil {
		return nil
	}
	p := &place{}
	if a.positioned && b.positioned && b.start > a.start {
		p.start, p.end, p.positioned, p.near, p.halves = a.start, b.start, true, a.near || b.near, a.halves || b.halves
	}
	if (a.exact != "" || a.first != "") && (b.exact != "" || b.first != "") {
		q := *a
		p.exact, p.first, p.last, p.prefix, p.suffix = q.exact, q.first, q.last, q.prefix, q.suffix
		p.until = b
	}
	if !p.positioned && p.until == nil {
		return nil
	}
	return p
}

// fragmentOf reads a target that is an address, whose fragment may select a passage.
func (r *webReader) fragmentOf(v value, address string, m *mark) {
	_, part, _ := strings.Cut(address, "#")
	if p := fragmentPlace(part, ""); p != nil {
		p.at = max(0, v.at()-r.skip)
		m.places = append(m.places, *p)
		return
	}
	r.note(v.at(), "the target of %s is a whole resource, and no passage of it; left out", orThis(m.name))
}

// fragmentPlace reads the fragment of an address: a text fragment, or characters of a plain text (RFC 5147).
func fragmentPlace(part, conformsTo string) *place {
	if strings.Contains(part, fragment.Delimiter) {
		all, _ := fragment.Parse(part)
		if len(all) == 0 {
			return nil
		}
		d := all[0]
		if d.End == "" {
			return &place{exact: d.Start, prefix: d.Prefix, suffix: d.Suffix}
		}
		return &place{first: d.Start, last: d.End, prefix: d.Prefix, suffix: d.Suffix}
	}
	if span, ok := strings.CutPrefix(part, "char="); ok && (conformsTo == "" || strings.Contains(conformsTo, "5147")) {
		span, _, _ = strings.Cut(span, ";") // what follows proves the length or a digest of the resource
		from, to, _ := strings.Cut(span, ",")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if err1 == nil && err2 == nil && 0 <= start && start < end && int64(end) < 1<<53 {
			return &place{start: start, end: end, positioned: true}
		}
	}
	return nil
}

// units returns the length of a text in code points and in UTF-16 units.
func units(s string) (points, halves int) {
	for _, r := range s {
		points++
		halves += utf16.RuneLen(r)
	}
	return points, halves
}
