package export

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor"
	"github.com/cyberres/cyberres/internal/quote"
)

// evidence makes evidence of all places of all marks: with the text, in one pass through it.
func (w *writer) evidence(marks []mark) [][]draftEvidence {
	out := make([][]draftEvidence, len(marks))
	if w.text == "" {
		for i, m := range marks {
			for _, p := range m.places {
				if e, ok := w.unproved(m, p); ok {
					out[i] = append(out[i], e)
				}
			}
		}
		return out
	}
	w.found = anchor.Prepare(w.text)
	common := gramsOf(w.text)
	var quotes []anchor.Quote
	// What stands where its offsets say is not looked for, nor what stands everywhere.
	const skipped = -1
	type asked struct {
		mark, place, result int
		there               bool
		at                  anchor.Span
	}
	var whose []asked
	for i, m := range marks {
		for k, p := range m.places {
			a := asked{mark: i, place: k, result: skipped}
			if a.there, a.at = w.stands(p); !a.there && w.isRare(p, common) && (p.until == nil || w.isRare(*p.until, common)) {
				q := p.sought()
				if s, ok := w.found.SpanOfUTF16(p.start, p.end); p.halves && ok {
					q.Start = anchor.At(s.CodePoints.Start)
				}
				a.result = len(quotes)
				quotes = append(quotes, q)
				if p.until != nil {
					quotes = append(quotes, p.until.sought())
				}
			}
			whose = append(whose, a)
		}
	}
	results := w.found.Find(quotes...)
	for _, a := range whose {
		m, p := marks[a.mark], marks[a.mark].places[a.place]
		found := anchor.Result{Status: anchor.Ambiguous} // everywhere
		var end *anchor.Result
		if a.result != skipped {
			found = results[a.result]
			if p.until != nil {
				end = &results[a.result+1]
			}
		}
		if found.Status == anchor.Orphan && p.until == nil && !a.there {
			a.there, a.at = w.alone(p.exact)
		}
		if e, ok := w.proved(m, p, found, end, a.there, a.at); ok {
			out[a.mark] = append(out[a.mark], e)
		}
	}
	return out
}

// alone finds words that stand in the text once, letter for letter, and are no part of a longer run of letters: such as a name before its possessive, which ends
// within a word as Unicode bounds them.
func (w *writer) alone(words string) (bool, anchor.Span) {
	if words == "" || w.quotes.work < 0 {
		return false, anchor.Span{}
	}
	w.quotes.work -= len(w.text)
	i := strings.Index(w.text, words)
	if i < 0 || strings.Contains(w.text[i+len(words):], words) {
		return false, anchor.Span{}
	}
	before, _ := utf8.DecodeLastRuneInString(w.text[:i])
	after, _ := utf8.DecodeRuneInString(w.text[i+len(words):])
	if quote.Letter(before) || quote.Letter(after) {
		return false, anchor.Span{}
	}
	s, ok := w.found.SpanOfBytes(i, i+len(words))
	return ok, s
}

// isRare reports whether a place has words that can be looked for.
func (w *writer) isRare(p place, common grams) bool {
	rare := func(words string) bool {
		n, known := common.copies(words)
		if !known && words != "" && w.quotes.work >= 0 {
			w.quotes.work -= len(w.text)
			return strings.Count(w.text, words) <= maxCopies
		}
		return known && n <= maxCopies
	}
	q := p.sought()
	if q.Exact != "" {
		return rare(q.Exact)
	}
	return q.First != "" && rare(q.First) && rare(q.Last)
}

// sought returns a place as a quote to look for.
func (p place) sought() anchor.Quote {
	q := anchor.Quote{Exact: p.exact, First: p.first, Last: p.last, Prefix: p.prefix, Suffix: p.suffix, SHA256: p.sum}
	if p.exact == "" && p.quote != "" {
		if first, last, ok := strings.Cut(p.quote, quote.Elision); ok {
			q.First, q.Last = first, last
		} else {
			q.Exact, q.First, q.Last = p.quote, "", ""
		}
	}
	if p.positioned {
		q.Start = anchor.At(p.start)
		if !p.near {
			q.Length = p.end - p.start
		}
	}
	return q
}

// proved makes evidence of a place: it is there, as its offsets say, or what was looked for was found, or not.
func (w *writer) proved(m mark, p place, r anchor.Result, end *anchor.Result, there bool, at anchor.Span) (draftEvidence, bool) {
	span, widened := r.Span, false
	wordless := p.exact == "" && p.first == "" && p.quote == ""
	if w.budget < 0 {
		w.notes.add(p.at, "the passages together are too many times as long as the text; %s is left out", orThis(m.name))
		return draftEvidence{}, false
	}
	switch {
	case there:
		span = at
	case wordless && p.positioned && !p.near:
		s, ok := w.found.SpanOfCodePoints(p.start, p.end)
		if !ok {
			w.notes.add(p.at, "%s marks code points %d to %d, which the text does not have; left out", orThis(m.name), p.start, p.end)
			return draftEvidence{}, false
		}
		if p.sum != "" { // and it is not there: see stands
			w.notes.add(p.at, "the digest of %s is not that of code points %d to %d; it was made of another text, and is left out", orThis(m.name), p.start, p.end)
			return draftEvidence{}, false
		}
		w.notes.add(p.at, "%s marks code points %d to %d and quotes nothing that would prove it; look whether it is this passage", orThis(m.name), p.start, p.end)
		span = s
	case wordless && p.positioned && !p.halves:
		w.notes.add(p.at, "%s marks a place outside of the part of the page that is the source's text; left out", orThis(m.name))
		return draftEvidence{}, false
	case wordless && p.positioned:
		s, ok := w.found.SpanOfUTF16(p.start, p.end)
		if !ok {
			w.notes.add(p.at, "%s marks UTF-16 units %d to %d, which the text does not have; left out", orThis(m.name), p.start, p.end)
			return draftEvidence{}, false
		}
		w.notes.add(p.at, "%s marks UTF-16 units %d to %d and quotes nothing that would prove it; look whether it is this passage", orThis(m.name), p.start, p.end)
		span = s
	case r.Status < anchor.Fuzzy:
		w.notes.add(p.at, "the passage %s of %s is %s in the text; left out", quotedShort(p), orThis(m.name), statusWord(r.Status))
		return draftEvidence{}, false
	case end != nil && (end.Status < anchor.Fuzzy || end.Span.CodePoints.Start <= r.Span.CodePoints.Start):
		w.notes.add(p.at, "where the passage of %s ends is not found in the text; left out", orThis(m.name))
		return draftEvidence{}, false
	case end != nil:
		span, _ = w.found.SpanOfBytes(r.Span.Bytes.Start, end.Span.Bytes.Start)
	case r.Status == anchor.Fuzzy:
		w.notes.add(p.at, "the passage %s of %s stands in the text with small differences; the text's words are taken", quotedShort(p), orThis(m.name))
	}
	if !there && !wordless {
		span = w.bare(span, p)
	}
	if !there || p.quote == "" {
		span, widened = w.snapped(span, m.kind != cyberres.KindMention)
	}
	passage := w.slice(span)
	w.budget -= len(passage)
	e := draftEvidence{Start: &span.CodePoints.Start, End: &span.CodePoints.End, SHA256: digest(passage), Quoted: p.quoted, Speaker: p.speaker}
	if p.quote != "" && shows(p.quote, passage) {
		e.Quote = p.quote
		return e, true
	}
	if widened {
		w.notes.add(p.at, "the passage of %s cuts a word; it is widened to all of it", orThis(m.name))
	}
	if m.kind == cyberres.KindMention {
		e.Quote = strings.Join(strings.Fields(passage), " ")
	} else if e.Quote = w.quotes.of(passage); e.Quote == "" {
		w.notes.add(p.at, "the passage of %s allows no quote by the rules; left out", orThis(m.name))
		return e, false
	}
	return e, true
}

// stands reports whether a passage is where its offsets say, as its digest, its quote or its exact text prove.
func (w *writer) stands(p place) (bool, anchor.Span) {
	if !p.positioned || p.near && !p.halves || p.until != nil || p.sum == "" && p.exact == "" && p.quote == "" || w.budget < 0 {
		return false, anchor.Span{}
	}
	s, ok := w.found.SpanOfCodePoints(p.start, p.end)
	if p.halves {
		s, ok = w.found.SpanOfUTF16(p.start, p.end)
	}
	if !ok {
		return false, s
	}
	passage := w.slice(s)
	w.budget -= len(passage)
	switch {
	case p.sum != "":
		return digest(passage) == p.sum, s
	case p.exact != "":
		return passage == p.exact, s
	}
	return p.quote != "" && shows(p.quote, passage), s
}

// statusWord says why a passage is not pinned.
func statusWord(s anchor.Status) string {
	switch s {
	case anchor.Orphan:
		return "not found"
	case anchor.Ambiguous:
		return "found in several places"
	}
	return "found only with other words"
}

// quotedShort shows what was looked for by its ends: no more than our own quotes would.
func quotedShort(p place) string {
	q := p.quote
	if q == "" && p.exact != "" {
		q = elided(p.exact, func(string) bool { return false })
	}
	if q == "" && p.first != "" {
		q = p.first + quote.Elision + p.last
	}
	return "“" + shown(q) + "”"
}

func (w *writer) slice(s anchor.Span) string { return w.text[s.Bytes.Start:s.Bytes.End] }

// bare leaves out what stands at the ends of a passage that was found with differences and is no letter, where what was looked for begins or ends with one.
func (w *writer) bare(s anchor.Span, p place) anchor.Span {
	first, last := p.exact, p.exact
	if p.exact == "" {
		first, last = p.first, p.last
	}
	start, end := s.Bytes.Start, s.Bytes.End
	if r, _ := utf8.DecodeRuneInString(first); quote.Letter(r) {
		start += len(w.text[start:end]) - len(strings.TrimLeftFunc(w.text[start:end], noLetter))
	}
	if r, _ := utf8.DecodeLastRuneInString(last); quote.Letter(r) && p.until == nil {
		end = start + len(strings.TrimRightFunc(w.text[start:end], noLetter))
	}
	if out, ok := w.found.SpanOfBytes(start, end); ok && start < end {
		return out
	}
	return s
}

func noLetter(r rune) bool { return !quote.Letter(r) }

// snapped leaves white space at the ends of a span out, and widens it to the bounds of words; but not that of a mention, which is the name without a possessive.
func (w *writer) snapped(s anchor.Span, widen bool) (out anchor.Span, widened bool) {
	start, end := s.Bytes.Start, s.Bytes.End
	for start < end {
		r, size := utf8.DecodeRuneInString(w.text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		start += size
	}
	for start < end {
		r, size := utf8.DecodeLastRuneInString(w.text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		end -= size
	}
	const most = 200 // bytes; what has a longer word is no text
	from, to := start, end
	for i := 0; widen && i < most && from > 0 && !anchor.WordBound(w.text, from); i++ {
		from--
	}
	for i := 0; widen && i < most && to < len(w.text) && !anchor.WordBound(w.text, to); i++ {
		to++
	}
	if widen && anchor.WordBound(w.text, from) && anchor.WordBound(w.text, to) && (from != start || to != end) {
		start, end, widened = from, to, true
	}
	out, ok := w.found.SpanOfBytes(start, end)
	if !ok || start == end {
		return s, false
	}
	return out, widened
}

// unproved makes evidence of a place when the text is not at hand.
func (w *writer) unproved(m mark, p place) (draftEvidence, bool) {
	e := draftEvidence{Quote: p.quote, SHA256: p.sum, Quoted: p.quoted, Speaker: p.speaker}
	start, end, known := p.start, p.end, p.positioned && !p.near
	exact := p.exact
	if p.until != nil {
		exact = "" // it is no more than the beginning
	}
	if exact != "" {
		points, halves := units(exact)
		left := utf8.RuneCountInString(exact) - utf8.RuneCountInString(strings.TrimLeftFunc(exact, unicode.IsSpace))
		exact = strings.TrimSpace(exact)
		switch {
		case known && end-start != points && end-start == halves:
			w.notes.add(p.at, "the offsets of %s count UTF-16 units, and the text is not at hand to convert them; they are left blank", orThis(m.name))
			known = false
		case known && end-start != points:
			w.notes.add(p.at, "the offsets of %s are %d apart, and its exact text has %d code points; they are left blank", orThis(m.name), end-start, points)
			known = false
		case known:
			start += left
			end = start + utf8.RuneCountInString(exact)
		}
		if e.SHA256 == "" || p.quote == "" {
			e.SHA256 = digest(exact)
		}
	}
	if known && w.into.Source.Text.CodePoints > 0 && end > w.into.Source.Text.CodePoints {
		w.notes.add(p.at, "the offsets of %s lie beyond the text, which has %d code points; they are left blank", orThis(m.name), w.into.Source.Text.CodePoints)
		known = false
	}
	if known {
		e.Start, e.End = &start, &end
	}
	switch {
	case e.Quote != "":
	case m.kind == cyberres.KindMention && exact != "":
		e.Quote = strings.Join(strings.Fields(exact), " ")
	case exact != "":
		e.Quote = elided(exact, func(string) bool { return false })
	case p.first != "" && p.until == nil:
		first, last := elided(p.first, never), elided(p.last, never)
		if a, _, cut := strings.Cut(first, quote.Elision); cut {
			first = a
		}
		if _, b, cut := strings.Cut(last, quote.Elision); cut {
			last = b
		}
		e.Quote = first + quote.Elision + last
	}
	if e.Quote == "" || m.kind != cyberres.KindMention && quote.Check(e.Quote) != nil {
		if e.Start == nil && e.SHA256 == "" {
			w.notes.add(p.at, "%s tells no words and no place that can be kept without the text; left out", orThis(m.name))
			return e, false
		}
		w.notes.add(p.at, "%s quotes no words that can be kept; write the quote, or give the text", orThis(m.name))
		e.Quote = ""
	}
	return e, true
}

func never(string) bool { return false }
