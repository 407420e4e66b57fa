package schema

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cyberres/cyberres/cyberres/anchor"
	"github.com/cyberres/cyberres/internal/quote"
)

// refuse says why a piece has no place, and what to add.
func (p *pinning) refuse(w *pin) {
	at := p.tree.Member(w.n, "quote")
	places := p.places[w.quote]
	var starts []string
	for _, place := range places[:min(5, len(places))] {
		starts = append(starts, strconv.Itoa(place.start))
	}
	if len(places) > 5 {
		starts = append(starts, "…")
	}
	where := strings.Join(starts, ", ")
	switch {
	case p.work < 0 || int64(len(p.places))*int64(len(p.points)) > maxScans:
		p.at(tooLarge, at, "there is more to look for than a text of this length can hold; split the file")
	case len(places) == 0:
		p.at(textQuote, at, "%s", p.absent(w))
	case w.occurrence > len(places):
		p.at(textSpan, p.tree.Member(w.n, "occurrence"), "\"occurrence\" is %d, but the words stand in %s (%s); count from 1", w.occurrence, placesIn(len(places)), where)
	default:
		more := ", or show a word more"
		if !w.evidence {
			more = ""
		}
		add := "add"
		if w.occurrence > 0 {
			add = "the text is another edition, and nothing tells which of them it was; mend"
		}
		p.at(textSpan, at, "the words stand in %d places (%s); %s \"occurrence\": 1 for the first to %d for the last%s", len(places), where, add, len(places), more)
	}
}

// placesIn counts places.
func placesIn(n int) string {
	if n == 1 {
		return "1 place"
	}
	return fmt.Sprintf("%d places", n)
}

// absent says what the text has in place of a quote that it does not have.
func (p *pinning) absent(w *pin) string {
	if strings.Contains(w.quote, "...") {
		return "the text does not have these words; what is left out is shown by \" … \" (U+2026, with a space on both sides)"
	}
	if p.prepared == nil {
		p.prepared = anchor.Prepare(string(p.points))
	}
	q := anchor.Quote{SHA256: w.sum, Length: max(0, w.end-w.start)}
	if first, last, elided := strings.Cut(w.quote, quote.Elision); elided {
		q.First, q.Last = first, last
	} else {
		q.Exact = w.quote
	}
	if w.start >= 0 {
		q.Start = anchor.At(w.start)
	}
	r := p.prepared.Find(q)[0]
	place := fmt.Sprintf("from %d to %d", r.Span.CodePoints.Start, r.Span.CodePoints.End)
	switch {
	case r.Status >= anchor.Altered && (insideWord(p.points, r.Span.CodePoints.Start) || insideWord(p.points, r.Span.CodePoints.End)):
		return "the text has these words as a part of longer ones only, " + place + "; show whole words"
	case r.Status == anchor.Normalised || r.Status == anchor.Exact:
		return "the text has these words " + place + " in another spelling; write them as they stand there"
	case r.Status >= anchor.Altered && len(r.Changes) > 0:
		c := r.Changes[0]
		switch {
		case c.Quoted == "":
			return fmt.Sprintf("the text has %q in these words (%s), which the quote has not; if the record still holds, write them as they stand", short(c.Found), place)
		case c.Found == "":
			return fmt.Sprintf("the text has these words (%s) without %q; if the record still holds, write them as they stand", place, short(c.Quoted))
		}
		return fmt.Sprintf("the text has %q %s where the quote has %q; if the record still holds, write the words as they stand", short(c.Found), place, short(c.Quoted))
	}
	return "the text does not have these words in this order; if it changed, the record has to be read against it again"
}

// edits returns what has to change in the file, and reports the passages that are no longer what they were.
func (p *pinning) edits() (out []Edit) {
	for i := range p.pins {
		w := &p.pins[i]
		if !w.settled {
			continue
		}
		passage := string(p.points[w.at.start:w.at.end])
		sum := digestOf(passage)
		if w.sum != "" && w.sum != sum && !p.typography(w, passage) {
			p.warn(textDigest, p.tree.Member(w.n, "quote"), "the passage is another than was pinned; read it against the record again")
		}
		edits := append(p.written(w, sum), p.counted(w)...)
		if quote.Matches(w.quote, passage) != nil {
			n := p.node(p.tree.Member(w.n, "quote"))
			edits = append(edits, Edit{int(n.Start), int(n.End), quoted(p.ownSpelling(w))})
		}
		if len(edits) > 0 {
			p.changed++
			out = append(out, edits...)
		}
	}
	return out
}

// typography reports whether a passage differs from what was pinned in its line ends, quotation marks and hyphens only.
func (p *pinning) typography(w *pin, passage string) bool {
	if len(passage) > maxProved {
		return false
	}
	q := anchor.Quote{Exact: w.quote, SHA256: w.sum}
	if first, last, elided := strings.Cut(w.quote, quote.Elision); elided {
		q = anchor.Quote{First: first, Last: last, SHA256: w.sum, Length: w.end - w.start}
	}
	return anchor.Find(passage, q)[0].Status >= anchor.Normalised
}

// maxProved is how many bytes a passage may have that is tried in several forms.
const maxProved = 4000

// counted corrects an occurrence that was counted in another edition.
func (p *pinning) counted(w *pin) []Edit {
	if w.occurrence == 0 {
		return nil
	}
	i := slices.IndexFunc(p.places[w.quote], func(at passage) bool { return at.start == w.at.start })
	if n := p.node(p.tree.Member(w.n, "occurrence")); i >= 0 && i+1 != w.occurrence {
		return []Edit{{int(n.Start), int(n.End), strconv.Itoa(i + 1)}}
	}
	return nil
}

// written returns the edits of the numbers of a piece. Those that are missing are set after the one before them, as far from it as the quote is
// from what stands before.
func (p *pinning) written(w *pin, sum string) (out []Edit) {
	after := p.node(p.tree.Member(w.n, "quote"))
	gap := p.text[:after.At]
	if gap = gap[len(strings.TrimRight(gap, " \t\r\n")):]; gap == "" {
		gap = " "
	}
	missing := ""
	flush := func() {
		if missing != "" {
			out = append(out, Edit{int(after.End), int(after.End), missing})
			missing = ""
		}
	}
	numbers := []struct{ name, value string }{{"start", strconv.Itoa(w.at.start)}, {"end", strconv.Itoa(w.at.end)}, {"sha256", quoted(sum)}}
	if !w.evidence {
		numbers = numbers[:2]
	}
	for _, number := range numbers {
		i := p.tree.Member(w.n, number.name)
		if i < 0 {
			missing += "," + gap + quoted(number.name) + ": " + number.value
			continue
		}
		flush()
		if after = p.node(i); p.text[after.Start:after.End] != number.value {
			out = append(out, Edit{int(after.Start), int(after.End), number.value})
		}
	}
	flush()
	return out
}

// ownSpelling returns a quote as the text has it.
func (p *pinning) ownSpelling(w *pin) string {
	own := func(points []rune) string { return strings.Join(strings.Fields(string(points)), " ") }
	first, last, elided := strings.Cut(keyboard(w.quote), quote.Elision)
	if !elided {
		return own(p.points[w.at.start:w.at.end])
	}
	plain := make([]rune, w.at.end-w.at.start)
	for i, c := range p.points[w.at.start:w.at.end] {
		plain[i] = keyboardSign(c)
	}
	ends := len(plain)
	for k := range plain {
		if showsOf(plain[k:], last) == len(plain)-k {
			ends = k
		}
	}
	return own(p.points[w.at.start:w.at.start+showsOf(plain, first)]) + quote.Elision + own(p.points[w.at.start+ends:w.at.end])
}
