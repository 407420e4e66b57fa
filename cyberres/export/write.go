package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor"
	"github.com/cyberres/cyberres/internal/ident"
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
		} else if known := w.into.Source.Provenance.Origin; known != "" && m.record != "" && w.isRecord(m) {
			file.Provenance.Origin = known // the record is one of the dataset, which knows who read
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
	slices.SortStableFunc(file.Mentions, func(a, b draftMention) int {
		if a.Start == nil || b.Start == nil {
			return cmp.Compare(number(a.Start), number(b.Start))
		}
		return cmp.Or(cmp.Compare(*a.Start, *b.Start), cmp.Compare(number(a.End), number(b.End)), cmp.Compare(a.Entity, b.Entity))
	})
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

// ids returns the ids that a mark tells of a field. What is no id is left out: it would be a finding in a place that nobody wrote.
func (m mark) ids(field string) []string {
	out := []string{}
	for _, t := range m.traits {
		if name, value, _ := strings.Cut(t, ": "); name == field && ident.Valid(value) && !slices.Contains(out, value) {
			out = append(out, value)
		}
	}
	return out
}

// parties returns the parties that a mark tells: "asean (channel)", "japan (signatory, inferred)".
func (m mark) parties() (out []draftParty) {
	for _, t := range m.traits {
		name, value, _ := strings.Cut(t, ": ")
		actor, how, ok := strings.Cut(strings.TrimSuffix(value, ")"), " (")
		if role, basis, _ := strings.Cut(how, ", "); name == "party" && ok && ident.Valid(actor) {
			out = append(out, draftParty{actor, role, basis})
		}
	}
	return out
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
	date, when, voice := m.trait("date"), m.trait("when"), m.trait("voice")
	if m.kind != cyberres.KindRemark {
		need("voice", voice)
		if m.kind != cyberres.KindRelation && len(themes) == 0 {
			need("themes", "")
		}
	}
	switch m.kind {
	case cyberres.KindObjective:
		holders := m.ids("holder")
		need("holders", strings.Join(holders, " "))
		file.Objectives = append(file.Objectives, draftObjective{m.record, holders, need("summary", summary), need("modality", m.trait("modality")), voice, themes,
			m.ids("stated in"), m.ids("beneficiary"), m.ids("with"), date, when, evidence})
	case cyberres.KindCooperation:
		need("rationale", "")
		parties := m.parties()
		if len(parties) == 0 {
			need("parties", "")
			parties = []draftParty{{}}
		}
		file.Cooperations = append(file.Cooperations, draftCooperation{m.record, need("mode", m.trait("mode")), "", need("status", m.trait("status")), voice,
			need("summary", summary), themes, m.ids("instrument"), date, when, parties, evidence})
	case cyberres.KindPosition:
		file.Positions = append(file.Positions, draftPosition{m.record, need("holder", append(m.ids("holder"), "")[0]), need("stance", m.trait("stance")), need("on", m.trait("on")), themes,
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
		file.Remarks = append(file.Remarks, draftRemark{m.record, need("kind", m.trait("sort")), m.ids("about"), need("summary", summary), evidence})
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
	file.Remarks = append(file.Remarks, draftRemark{id, "", nil, summary, evidence})
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

// arranged puts pieces of evidence in the order of the text. Of two that overlap and are not quoted words, the first is kept.
func (w *writer) arranged(m mark, pieces []draftEvidence) []draftEvidence {
	slices.SortStableFunc(pieces, func(a, b draftEvidence) int { return cmp.Compare(number(a.Start), number(b.Start)) })
	type span struct {
		quote      string
		start, end int
		quoted     cyberres.Quoted
	}
	seen := map[span]bool{}
	until := 0 // where the last piece ends that is no quoted words
	out := []draftEvidence{}
	for _, e := range pieces {
		at := span{e.Quote, number(e.Start), number(e.End), e.Quoted}
		if seen[at] {
			continue
		}
		seen[at] = true
		if e.Quoted == "" && e.Start != nil {
			if *e.Start < until {
				w.notes.add(m.at, "two passages of %s overlap, at %d; the first of them is taken", orThis(m.name), *e.Start)
				continue
			}
			until = number(e.End)
		}
		out = append(out, e)
	}
	return out
}
