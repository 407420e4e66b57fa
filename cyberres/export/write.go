package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor"
	"github.com/cyberres/cyberres/internal/ident"
	"github.com/cyberres/cyberres/internal/quote"
)

// What a draft is written as: the files of a dataset, with null for a number that is not known. A required member stands there even if it is blank.
type (
	draftFile struct {
		Schema       string             `json:"$schema"`
		Source       cyberres.SourceID  `json:"source"`
		Coverage     string             `json:"coverage"`
		Provenance   provenance         `json:"provenance"`
		Objectives   []draftObjective   `json:"objectives"`
		Cooperations []draftCooperation `json:"cooperations"`
		Positions    []draftPosition    `json:"positions"`
		Relations    []draftRelation    `json:"relations"`
		Mentions     []draftMention     `json:"mentions"`
		Remarks      []draftRemark      `json:"remarks"`
	}
	provenance struct {
		Origin   string `json:"origin"`
		Readings int    `json:"readings"`
		Review   string `json:"review"`
	}
	draftEvidence struct {
		Quote   string           `json:"quote"`
		Start   *int             `json:"start"`
		End     *int             `json:"end"`
		SHA256  string           `json:"sha256"`
		Quoted  cyberres.Quoted  `json:"quoted,omitempty"`
		Speaker cyberres.ActorID `json:"speaker,omitempty"`
	}
	draftObjective struct {
		ID       cyberres.ID     `json:"id"`
		Holders  []string        `json:"holders"`
		Summary  string          `json:"summary"`
		Modality string          `json:"modality"`
		Voice    string          `json:"voice"`
		Themes   []string        `json:"themes"`
		Date     string          `json:"date,omitempty"`
		When     string          `json:"when,omitempty"`
		Evidence []draftEvidence `json:"evidence"`
	}
	draftCooperation struct {
		ID        cyberres.ID     `json:"id"`
		Mode      string          `json:"mode"`
		Rationale string          `json:"rationale"`
		Status    string          `json:"status"`
		Voice     string          `json:"voice"`
		Summary   string          `json:"summary"`
		Themes    []string        `json:"themes"`
		Date      string          `json:"date,omitempty"`
		When      string          `json:"when,omitempty"`
		Parties   []draftParty    `json:"parties"`
		Evidence  []draftEvidence `json:"evidence"`
	}
	draftParty struct {
		Actor string `json:"actor"`
		Role  string `json:"role"`
	}
	draftPosition struct {
		ID       cyberres.ID     `json:"id"`
		Holder   string          `json:"holder"`
		Stance   string          `json:"stance"`
		On       string          `json:"on"`
		Themes   []string        `json:"themes"`
		Summary  string          `json:"summary"`
		Voice    string          `json:"voice"`
		Date     string          `json:"date,omitempty"`
		When     string          `json:"when,omitempty"`
		Evidence []draftEvidence `json:"evidence"`
	}
	draftRelation struct {
		ID       cyberres.ID     `json:"id"`
		Subject  string          `json:"subject"`
		Type     string          `json:"type"`
		Object   string          `json:"object"`
		At       string          `json:"at,omitempty"`
		Themes   []string        `json:"themes,omitempty"`
		Voice    string          `json:"voice"`
		Date     string          `json:"date,omitempty"`
		When     string          `json:"when,omitempty"`
		Evidence []draftEvidence `json:"evidence"`
	}
	draftMention struct {
		Entity cyberres.ID `json:"entity"`
		Quote  string      `json:"quote"`
		Start  *int        `json:"start"`
		End    *int        `json:"end"`
		Basis  string      `json:"basis,omitempty"`
	}
	draftRemark struct {
		ID       cyberres.ID     `json:"id"`
		Kind     string          `json:"kind"`
		Summary  string          `json:"summary"`
		Evidence []draftEvidence `json:"evidence"`
	}
)

// A writer makes a draft of marks.
type writer struct {
	into  Into
	text  string // of the source; empty if not at hand
	notes *notes

	found  *anchor.Text
	quotes quoter
	budget int                  // bytes of passages that may still be looked at: a file of many that are each as long as the text is hostile
	taken  map[cyberres.ID]bool // by this draft
	blanks map[string][]cyberres.ID
	order  []string // of blanks
}

// draft makes a draft. Marks of one record of ours are one record, and any other mark is a remark of its own.
func (w *writer) draft(marks []mark) *Draft {
	w.taken, w.blanks = map[cyberres.ID]bool{}, map[string][]cyberres.ID{}
	w.quotes, w.budget = newQuoter(w.text), 64*len(w.text)+1<<20
	evidence := w.evidence(marks)
	file := draftFile{
		Schema: "../../schema/annotations.schema.json", Source: w.into.Source.ID, Coverage: "partial", Provenance: provenance{"human", 1, "draft"},
		Objectives: []draftObjective{}, Cooperations: []draftCooperation{}, Positions: []draftPosition{}, Relations: []draftRelation{}, Mentions: []draftMention{}, Remarks: []draftRemark{},
	}
	// Several marks of a record, in the order in which the first of them stands.
	index := map[cyberres.ID]int{}
	var groups [][]int
	for i, m := range marks {
		if m.machine {
			file.Provenance.Origin = "machine"
		}
		if k, ok := index[m.record]; ok && w.isRecord(m) {
			groups[k] = append(groups[k], i)
			continue
		}
		if w.isRecord(m) {
			index[m.record] = len(groups)
			w.taken[m.record] = true // before ids are made up
		}
		groups = append(groups, []int{i})
	}
	out := &Draft{}
	for _, group := range groups {
		m := marks[group[0]]
		var pieces []draftEvidence
		for _, i := range group {
			pieces = append(pieces, evidence[i]...)
		}
		switch {
		case m.kind == cyberres.KindMention && w.entity(m):
			for _, e := range pieces {
				file.Mentions = append(file.Mentions, draftMention{m.record, e.Quote, e.Start, e.End, m.trait("basis")})
			}
		case w.isRecord(m):
			w.record(&file, m, w.arranged(m, pieces))
		default:
			w.remark(&file, m, w.arranged(m, pieces))
		}
	}
	slices.SortStableFunc(file.Mentions, func(a, b draftMention) int { return cmp.Compare(number(a.Start), number(b.Start)) })
	file.Mentions = slices.CompactFunc(file.Mentions, func(a, b draftMention) bool {
		return a.Entity == b.Entity && a.Start != nil && number(a.Start) == number(b.Start) && number(a.End) == number(b.End)
	})
	out.count(file)
	out.JSON, _ = marshal(file) // of strings and numbers, which always have one
	for _, what := range w.order {
		ids := w.blanks[what]
		if len(ids) > 3 {
			out.Blanks = append(out.Blanks, fmt.Sprintf("%s: %s, %s and %d more", what, ids[0], ids[1], len(ids)-2))
			continue
		}
		out.Blanks = append(out.Blanks, what+": "+strings.Join(strs(ids), ", "))
	}
	return out
}

// count counts the records and their passages.
func (d *Draft) count(f draftFile) {
	d.Records = len(f.Objectives) + len(f.Cooperations) + len(f.Positions) + len(f.Relations) + len(f.Mentions) + len(f.Remarks)
	d.Passages = len(f.Mentions)
	for _, v := range f.Objectives {
		d.Passages += len(v.Evidence)
	}
	for _, v := range f.Cooperations {
		d.Passages += len(v.Evidence)
	}
	for _, v := range f.Positions {
		d.Passages += len(v.Evidence)
	}
	for _, v := range f.Relations {
		d.Passages += len(v.Evidence)
	}
	for _, v := range f.Remarks {
		d.Passages += len(v.Evidence)
	}
}

func strs[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

// number orders what is not known first.
func number(n *int) int {
	if n == nil {
		return -1
	}
	return *n
}

// isRecord reports whether a mark is of a record of ours, of a kind that can be begun.
func (w *writer) isRecord(m mark) bool {
	return ident.Valid(string(m.record)) && slices.Contains([]cyberres.Kind{cyberres.KindObjective, cyberres.KindCooperation, cyberres.KindPosition, cyberres.KindRelation,
		cyberres.KindRemark}, m.kind)
}

// entity reports whether a mention is of an entity that there may be.
func (w *writer) entity(m mark) bool {
	if !ident.Valid(string(m.record)) {
		return false
	}
	if w.into.Data == nil {
		return true
	}
	_, actor := w.into.Data.Actor(cyberres.ActorID(m.record))
	_, instrument := w.into.Data.Instrument(cyberres.InstrumentID(m.record))
	return actor || instrument
}

// trait returns the value of a field that a mark tells.
func (m mark) trait(field string) string {
	for _, t := range m.traits {
		if name, value, _ := strings.Cut(t, ": "); name == field {
			return value
		}
	}
	return ""
}

// blank notes that a person has to fill in a field.
func (w *writer) blank(id cyberres.ID, kind cyberres.Kind, field, value string) string {
	if value == "" {
		what := fmt.Sprintf("%s of the %ss", field, kind)
		if w.blanks[what] == nil {
			w.order = append(w.order, what)
		}
		w.blanks[what] = append(w.blanks[what], id)
	}
	return value
}

// record begins a record of ours again, as far as the annotations tell it.
func (w *writer) record(file *draftFile, m mark, evidence []draftEvidence) {
	need := func(field, value string) string { return w.blank(m.record, m.kind, field, value) }
	summary, _ := w.said(m, false)
	themes := m.tags
	if themes == nil {
		themes = []string{}
	}
	date, when, voice := m.trait("date"), m.trait("when"), need("voice", m.trait("voice"))
	if m.kind != cyberres.KindRelation && m.kind != cyberres.KindRemark && len(themes) == 0 {
		need("themes", "")
	}
	switch m.kind {
	case cyberres.KindObjective:
		need("holders", "")
		file.Objectives = append(file.Objectives, draftObjective{m.record, []string{}, need("summary", summary), need("modality", m.trait("modality")), voice, themes, date, when, evidence})
	case cyberres.KindCooperation:
		need("rationale", "")
		need("parties", "")
		file.Cooperations = append(file.Cooperations, draftCooperation{m.record, need("mode", m.trait("mode")), "", need("status", m.trait("status")), voice,
			need("summary", summary), themes, date, when, []draftParty{{}}, evidence})
	case cyberres.KindPosition:
		file.Positions = append(file.Positions, draftPosition{m.record, need("holder", ""), need("stance", m.trait("stance")), need("on", m.trait("on")), themes,
			need("summary", summary), voice, date, when, evidence})
	case cyberres.KindRelation:
		r := draftRelation{ID: m.record, Type: m.trait("type"), Themes: m.tags, Voice: voice, Date: date, When: when, Evidence: evidence}
		// A relation has no summary but its parts: "nis2-directive updates nis-directive".
		if part := strings.Fields(summary); (len(part) == 3 || len(part) == 5 && part[3] == "at") && part[1] == r.Type {
			r.Subject, r.Object = part[0], part[2]
			if len(part) == 5 {
				r.At = part[4]
			}
		}
		need("type", r.Type)
		need("subject", r.Subject)
		need("object", r.Object)
		file.Relations = append(file.Relations, r)
	default:
		delete(w.blanks, "voice of the remarks")
		w.order = slices.DeleteFunc(w.order, func(s string) bool { return s == "voice of the remarks" })
		file.Remarks = append(file.Remarks, draftRemark{m.record, need("kind", m.trait("sort")), need("summary", summary), evidence})
	}
}

// remark begins a remark, which has no sort yet: what an annotation says of a passage may be an objective as well as a slip of spelling.
func (w *writer) remark(file *draftFile, m mark, evidence []draftEvidence) {
	if len(evidence) == 0 {
		return // and why has been told
	}
	if m.record != "" { // which there is not, or not as a record that can be begun
		w.notes.add(m.at, "%s is about %s, which is no entity of the dataset and no kind of record; it becomes a remark", orThis(m.name), shown(string(m.record)))
	}
	summary, named := w.said(m, true)
	subject := string(w.into.Source.Subject)
	if subject == "" {
		subject = string(w.into.Source.ID)
	}
	about := named
	if about == "" {
		about = evidence[0].Quote
	}
	id := w.freeID(subject, about, m)
	w.blank(id, cyberres.KindRemark, "kind", "")
	w.blank(id, cyberres.KindRemark, "summary", summary)
	file.Remarks = append(file.Remarks, draftRemark{id, "", summary, evidence})
}

// freeID makes up an id that no record has: of the subject and the first words of what is said, or if those are taken, of a digest. Running numbers would
// come out differently with every order of the annotations.
func (w *writer) freeID(subject, about string, m mark) cyberres.ID {
	if len(subject) > 60 {
		subject = strings.Trim(subject[:60], "-")
	}
	id := cyberres.ID(slug(subject, about, 5))
	sum := digest(fmt.Sprint(m.name, "\x00", about, "\x00", m.at))
	for n := 6; !ident.Valid(string(id)) || w.isTaken(id) || string(id) == subject; n += 2 {
		id = cyberres.ID(slug(subject, about, 4)) + cyberres.ID("-x"+sum[:min(n, 12)])
		if n > 12 {
			sum = digest(sum)
		}
	}
	w.taken[id] = true
	return id
}

// isTaken reports whether there is a record with an id.
func (w *writer) isTaken(id cyberres.ID) bool {
	if w.taken[id] || id == cyberres.ID(w.into.Source.ID) || w.into.Data == nil {
		return w.taken[id] || id == cyberres.ID(w.into.Source.ID)
	}
	d := w.into.Data
	_, evidence := d.Evidence(id)
	_, actor := d.Actor(cyberres.ActorID(id))
	_, instrument := d.Instrument(cyberres.InstrumentID(id))
	_, source := d.Source(cyberres.SourceID(id))
	_, theme := d.Theme(cyberres.ThemeID(id))
	_, reference := d.Reference(id)
	return evidence || actor || instrument || source || theme || reference
}

// said makes a summary of the texts of a mark, with its tags and links where it is to have them. Named is what an id can be made of.
func (w *writer) said(m mark, all bool) (summary, named string) {
	var parts []string
	for _, c := range m.comments {
		for range 4 { // what was escaped may be escaped once more
			if !markup(c) {
				break
			}
			c = withoutMarkup(c)
		}
		text, cut := plain(c)
		if cut {
			w.notes.add(m.at, "the comment of %s is longer than %d characters, and is cut", orThis(m.name), maxSummary)
		}
		if text != "" {
			parts = append(parts, text)
		}
	}
	named = strings.Join(parts, " ")
	if all && len(m.tags) > 0 {
		tags, _ := plain(withoutMarkup(strings.Join(m.tags, ", ")))
		if tags != "" {
			parts = append(parts, "(Tags: "+tags+")")
		}
		if named == "" {
			named = tags
		}
	}
	if all && len(m.links) > 0 {
		if links, _ := plain(withoutMarkup(strings.Join(m.links, ", "))); len(parts) == 0 && links != "" {
			parts = append(parts, "Refers to "+links)
		} else {
			w.notes.add(m.at, "%s refers to %s, which the remark does not say", orThis(m.name), shown(links))
		}
	}
	return strings.Join(parts, " "), named
}

// arranged puts pieces of evidence in the order of the text. Where two overlap that are not quoted words, the one that begins first is kept and grows.
func (w *writer) arranged(m mark, pieces []draftEvidence) []draftEvidence {
	slices.SortStableFunc(pieces, func(a, b draftEvidence) int { return cmp.Compare(number(a.Start), number(b.Start)) })
	out := []draftEvidence{}
	for _, e := range pieces {
		double := slices.ContainsFunc(out, func(o draftEvidence) bool {
			return o.Quote == e.Quote && number(o.Start) == number(e.Start) && number(o.End) == number(e.End) && o.Quoted == e.Quoted
		})
		if double {
			continue
		}
		if k := len(out) - 1; k >= 0 && e.Start != nil && out[k].End != nil && *e.Start < *out[k].End && e.Quoted == "" && out[k].Quoted == "" {
			w.notes.add(m.at, "two passages of %s overlap, at %d; the first of them is taken", orThis(m.name), *e.Start)
			continue
		}
		out = append(out, e)
	}
	return out
}

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
		if e, ok := w.proved(m, p, found, end, a.there, a.at); ok {
			out[a.mark] = append(out[a.mark], e)
		}
	}
	return out
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
		span, widened = w.snapped(span)
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

// snapped leaves white space at the ends of a span out, and widens it to the bounds of words.
func (w *writer) snapped(s anchor.Span) (out anchor.Span, widened bool) {
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
	for i := 0; i < most && from > 0 && !anchor.WordBound(w.text, from); i++ {
		from--
	}
	for i := 0; i < most && to < len(w.text) && !anchor.WordBound(w.text, to); i++ {
		to++
	}
	if anchor.WordBound(w.text, from) && anchor.WordBound(w.text, to) && (from != start || to != end) {
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
