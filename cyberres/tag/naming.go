package tag

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor"
	"github.com/cyberres/cyberres/internal/ident"
	"github.com/cyberres/cyberres/internal/suggest"
)

// naming collects the names of one text.
type naming struct {
	drafter *Drafter
	draft   *Draft
	all     []suggest.Name
	fresh   map[cyberres.ID]*NewRecord
	order   []cyberres.ID // of fresh
}

func (c *naming) add(start, end int, id cyberres.ID, kind cyberres.Kind) {
	c.all = append(c.all, suggest.Name{Start: start, End: end, ID: id, Kind: kind, Instrument: instrument(kind), Owns: owns(c.draft.Text[end:])})
}

// inner adds the names with which a longer one begins or ends, for [naming.longest] to take note of whose it is.
func (c *naming) inner(m Match, kind func(cyberres.ID) cyberres.Kind) {
	for l := range m.Losers.All() {
		if l.Span.Bytes.Start == m.Span.Bytes.Start || l.Span.Bytes.End == m.Span.Bytes.End {
			id := l.Names.At(0).Entity
			c.add(l.Span.Bytes.Start, l.Span.Bytes.End, id, kind(id))
		}
	}
}

// list notes an entity without a record.
func (c *naming) list(r NewRecord) {
	if c.fresh[r.ID] == nil {
		c.fresh[r.ID] = &r
		c.order = append(c.order, r.ID)
	}
}

// known finds the names of the dataset.
func (c *naming) known() {
	w, d := c.drafter, c.draft
	for m := range w.names.Find(d.Text) {
		names := m.On(d.Date)
		id := names.At(0).Entity
		if names.Len() > 1 && slices.ContainsFunc(names.Slice(), func(n Name) bool { return n.Entity != id }) {
			d.Ambiguous = append(d.Ambiguous, m)
		}
		start, end := m.Span.Bytes.Start, m.Span.Bytes.End
		kind := w.kindOf[id]
		if name, region := w.regions[id]; region && string(id) != string(d.Subject) {
			c.list(NewRecord{ID: id, Kind: kind, Name: name, Why: "country or region"})
		}
		// "national CERT" and "MoU" are names in the texts of one subject only. Elsewhere they are somebody else's.
		if written := d.Text[start:end]; w.generic(written) && !w.belongs(id, d.Subject) {
			id = c.free(c.own(written, ""))
			c.list(NewRecord{ID: id, Kind: kind, Name: written, Why: "kind"})
		}
		c.add(start, end, id, kind)
		c.inner(m, func(id cyberres.ID) cyberres.Kind { return w.kindOf[id] })
	}
}

// generic reports whether a name is made of words for kinds of things alone.
func (w *Drafter) generic(name string) bool {
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
		_, kind := w.kinds[strings.ToLower(word)]
		if !kind && !slices.Contains([]string{"national", "of", "understanding", "the", "new", "updated"}, strings.ToLower(word)) {
			return false
		}
	}
	return true
}

// belongs reports whether an entity is a subject's: a part of it, or an instrument that is linked to it.
func (w *Drafter) belongs(id cyberres.ID, subject cyberres.ActorID) bool {
	if string(id) == string(subject) {
		return true
	}
	if a, ok := w.dataset.Actor(cyberres.ActorID(id)); ok {
		for m := range a.PartOf.All() {
			if m.Actor == subject {
				return true
			}
		}
	}
	if v, ok := w.dataset.Instrument(cyberres.InstrumentID(id)); ok {
		for l := range v.Relations.All() {
			if string(l.Object) == string(subject) {
				return true
			}
		}
	}
	return false
}

// own makes an id of a name that many have: that of the subject's own.
func (c *naming) own(name, acronym string) cyberres.ID {
	id := kebab(cmp.Or(acronym, name))
	if s := string(c.draft.Subject); s != "" && id != s && !strings.HasPrefix(id, s+"-") {
		id = s + "-" + id
	}
	return cyberres.ID(id)
}

// subject finds the name of whom the text is about by the id, if the dataset has no record of that: words of which the id is made, with blanks or hyphens between.
func (c *naming) subject() {
	id, text := string(c.draft.Subject), c.draft.Text
	if !ident.Valid(id) || c.drafter.kindOf[cyberres.ID(id)] != "" {
		return
	}
	type place struct {
		start int
		rest  string // of the id, for the words to come
	}
	var open, next []place
	for start, end := range anchor.Words(text) {
		word := text[start:end]
		first, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsLetter(first) && !unicode.IsNumber(first) {
			if strings.TrimSpace(word) != "" && word != "-" && word != "‑" || strings.Count(word, "\n") > 1 {
				open = open[:0] // a full stop, a paragraph
			}
			continue
		}
		for _, possessive := range []string{"’s", "'s"} {
			word = strings.TrimSuffix(word, possessive)
		}
		if unicode.IsUpper(first) {
			open = append(open, place{start, id})
		}
		next = next[:0]
		so := kebab(word)
		for _, p := range open {
			rest, ok := strings.CutPrefix(p.rest, so)
			switch {
			case so == "" || !ok:
			case rest == "":
				name := strings.Join(strings.Fields(text[p.start:start+len(word)]), " ")
				c.list(NewRecord{ID: cyberres.ID(id), Name: name, Why: "subject"})
				c.add(p.start, start+len(word), cyberres.ID(id), "")
			case rest[0] == '-' && len(word) == end-start: // a possessive ends a name
				next = append(next, place{p.start, rest[1:]})
			}
		}
		open, next = next, open
	}
}

// unknown finds what looks like a name.
func (c *naming) unknown() {
	w, text := c.drafter, c.draft.Text
	var names []Name
	kinds := map[cyberres.ID]cyberres.Kind{}
	learn := func(id cyberres.ID, kind cyberres.Kind, forms ...string) {
		kinds[id] = kind
		for _, f := range forms {
			if f != "" {
				names = append(names, Name{Entity: id, Text: f})
			}
		}
	}
	for _, u := range w.names.Unknown(text) {
		if u.Acronym == "" {
			u.Acronym = bracketed(text[u.Span.Bytes.End:]) // of the name in its own language
		}
		kind := cmp.Or(w.guess(u.Name), w.guess(u.Beside))
		id := cyberres.ID(kebab(cmp.Or(u.Acronym, u.Name)))
		_, common := w.kinds[strings.ToLower(u.Acronym)]
		if (u.Acronym == "" || common) && kind != "" && kind != cyberres.KindProgramme && kind != cyberres.KindForum && kind != cyberres.KindOrganisation && kind != cyberres.KindDeclaration {
			id = c.own(u.Name, "") // a "Cyber Security Strategy" is one of many
		}
		if kind == cyberres.KindState && c.styled(u.Name) { // the Principality of Marn
			id = cyberres.ID(c.draft.Subject)
		} else if id = c.free(id); id == "" {
			continue
		}
		if w.kindOf[id] != "" {
			learn(id, kind, u.Name, u.Acronym)
			continue
		}
		c.list(NewRecord{ID: id, Kind: kind, Name: u.Name, Acronym: u.Acronym, Why: string(u.Why), Clash: w.record(u.Acronym)})
		learn(id, kind, u.Name, u.Acronym)
	}
	seen := map[string]bool{}
	for _, n := range names {
		seen[n.Text] = true
	}
	for start, end := range anchor.Words(text) {
		word := text[start:end]
		if !capitals(word) || seen[word] {
			continue
		}
		seen[word] = true
		if _, kind := w.kinds[strings.ToLower(word)]; kind || w.record(word) != "" {
			continue
		}
		id := c.free(cyberres.ID(kebab(word)))
		if id == "" {
			continue // of letters that ids do not have
		}
		c.list(NewRecord{ID: id, Name: word, Why: "capitals"})
		learn(id, "", word)
	}
	if more, err := Compile(slices.Values(names)); err == nil && more.Len() > 0 {
		for m := range more.Find(text) {
			id := m.Names.At(0).Entity
			c.add(m.Span.Bytes.Start, m.Span.Bytes.End, id, kinds[id])
			c.inner(m, func(id cyberres.ID) cyberres.Kind { return kinds[id] })
		}
	}
}

// styled reports whether a name is that of the subject after what it is: the Principality of Marn.
func (c *naming) styled(name string) bool {
	_, name, ok := strings.Cut(name, " of ")
	return ok && c.draft.Subject != "" && kebab(strings.TrimPrefix(name, "the ")) == string(c.draft.Subject)
}

// free returns the id, or if a record of the dataset has it that is no actor or instrument, or the source of the text, one made from it.
func (c *naming) free(id cyberres.ID) cyberres.ID {
	id = cyberres.ID(shorten(string(id)))
	d := c.drafter.dataset
	for n, stem := 1, id; id != ""; n++ {
		_, actor := d.Actor(cyberres.ActorID(id))
		_, act := d.Instrument(cyberres.InstrumentID(id))
		if taken, _ := d.Contains(id); actor || act || !taken && string(id) != string(c.draft.Source) {
			break
		}
		id = stem + "-" + cyberres.ID(suffix(n))
	}
	return id
}

// bracketed returns the acronym in the brackets that a text begins with, such as " (MIOA)", or "".
func bracketed(text string) string {
	rest, ok := strings.CutPrefix(text, " (")
	if !ok {
		return ""
	}
	upper := 0
	for i, c := range rest[:min(len(rest), maxUnknown)] {
		switch {
		case unicode.IsUpper(c):
			upper++
		case c == ')' && upper > 1:
			return rest[:i]
		case upper == 0 || c != '-' && !unicode.IsLetter(c) && !unicode.IsNumber(c):
			return "" // it begins with a capital, and has another one
		}
	}
	return ""
}

// capitals reports whether a word is four to ten capital letters.
func capitals(word string) bool {
	n := 0
	for _, c := range word {
		if n++; n > 10 || !unicode.IsUpper(c) {
			return false
		}
	}
	return n >= 4
}

// longest takes the longer of two names that overlap, and the first of two that are as long. Of an actor's name with which another begins or ends it takes note.
func (c *naming) longest() (kept []suggest.Name) {
	slices.SortStableFunc(c.all, func(a, b suggest.Name) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	for _, n := range c.all {
		last := len(kept) - 1
		switch {
		case last < 0 || kept[last].End <= n.Start:
			kept = append(kept, n)
		case n.End-n.Start > kept[last].End-kept[last].Start && (last == 0 || kept[last-1].End <= n.Start):
			kept[last] = n
		case n.End-n.Start < kept[last].End-kept[last].Start && (n.Start == kept[last].Start || n.End == kept[last].End && c.ofWhom(kept[last].Start, n.Start)) && !n.Instrument && n.ID != kept[last].ID && kept[last].Of == "":
			kept[last].Of = n.ID
		}
	}
	return kept
}

// ofWhom reports whether a name that ends with another one says by that whose it is: the Bank of Marn, CERT Marn, and not the Agreement on Marn.
func (c *naming) ofWhom(start, inner int) bool {
	before := strings.TrimSuffix(strings.TrimRight(c.draft.Text[start:inner], " \n"), " the")
	return strings.HasSuffix(before, " of") || bareTeam(before)
}

// compounds joins an actor's name and that of an instrument right after it, which are one name: the NATO Example Policy.
func (c *naming) compounds(names []suggest.Name) []suggest.Name {
	kept := names[:0]
	for i, n := range names {
		if i+1 < len(names) && !n.Instrument && !n.Owns {
			if next := &names[i+1]; next.Instrument && next.Start == n.End+1 && blank(c.draft.Text[n.End]) {
				next.Start, next.Of = n.Start, n.ID
				continue
			}
		}
		kept = append(kept, n)
	}
	return kept
}

// pointers adds words that point back: "the Strategy" to the strategy that was named last, "the country" to the subject, if that is a country.
func (c *naming) pointers(kept []suggest.Name) []suggest.Name {
	text, w := c.draft.Text, c.drafter
	out := make([]suggest.Name, 0, len(kept))
	last := map[string]suggest.Name{} // by the words for kinds in a name
	i, before := 0, ""
	for start, end := range anchor.Words(text) {
		word := text[start:end]
		for i < len(kept) && kept[i].Start <= start {
			for part := range strings.FieldsFuncSeq(text[kept[i].Start:kept[i].End], func(r rune) bool { return !unicode.IsLetter(r) }) {
				if _, kind := w.kinds[strings.ToLower(part)]; kind {
					last[part] = kept[i]
				}
			}
			out = append(out, kept[i])
			i++
		}
		if len(out) > 0 && out[len(out)-1].End > start {
			before = ""
			continue
		}
		first, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsLetter(first) {
			continue
		}
		n, named := last[word]
		switch {
		case !strings.EqualFold(before, "the"):
		case word == "country" && c.draft.Subject != "" && (w.kindOf[cyberres.ID(c.draft.Subject)] == cyberres.KindState || w.kindOf[cyberres.ID(c.draft.Subject)] == ""):
			out = append(out, suggest.Name{Start: start, End: end, ID: cyberres.ID(c.draft.Subject), Kind: cyberres.KindState, Owns: owns(text[end:])})
		case named && unicode.IsUpper(first):
			out = append(out, suggest.Name{Start: start, End: end, ID: n.ID, Kind: n.Kind, Instrument: n.Instrument, Owns: owns(text[end:])})
		}
		before = word
	}
	return append(out, kept[i:]...)
}
