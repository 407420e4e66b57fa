package cyberres

import "slices"

// A Hit is a record that a search found.
type Hit struct {
	Kind  Kind    `json:"kind"`
	ID    ID      `json:"id"`
	Score float64 `json:"score"` // by BM25F; it compares the hits of one search and means nothing beside another

	find   *search
	record int32
}

// search is what the hits of one search share.
type search struct {
	data  *Dataset
	query query
	terms []string // as Places shows them
}

// A Place is where a text of a record has a word or phrase that was searched for.
type Place struct {
	Term  string `json:"term"`  // the word, prefix or phrase of the search, folded
	Field string `json:"field"` // of the record, by its JSON name: summary, name, names, title, label, …
	Text  string `json:"text"`  // all of the field, or the one name
	Start int    `json:"start"` // first byte of what fits in Text
	End   int    `json:"end"`   // byte after it
}

// Search returns the records that have all the words, best first: actors, instruments and sources by name and title, themes by label, statements and remarks by
// summary, all by description, facts, notes, reason and rationale too. Words in "quotation marks" must follow each other, a word that ends in * finds all that begin so, and
// words joined by a hyphen are a phrase. Case and accents do not matter; words are not stemmed. Scripts that set no spaces are searched character by character.
// Nothing searched for finds nothing. Ranking is BM25F (Robertson, Zaragoza and Taylor 2004): a word counts for more where it is rare, in a short text, and in
// a name; of equal scores the smaller id comes first.
//
// Where the words stand, [Hit.Places] says. The first search builds an index in the time that it takes to read all texts.
func (d *Dataset) Search(words string) []Hit {
	q := parseQuery(words)
	if len(q) == 0 {
		return nil
	}
	x := d.words()
	found := x.all(q)
	if len(found) == 0 {
		return nil
	}
	until, phrases := d.until(), q.phrases()
	found = slices.DeleteFunc(found, func(s score) bool {
		r := &x.records[s.record]
		return r.since > until || !follow(phrases, d, r.entry)
	})
	hits, find := make([]Hit, len(found)), &search{d, q, q.strings()}
	for i, f := range rank(found) { // records are in the order of ids
		r := &x.records[f.record]
		hits[i] = Hit{r.kind, r.id, float64(f.score), find, f.record}
	}
	return hits
}

// Places returns where the record has what was searched for, in the order of its fields and within each of places. Those of a phrase are the whole phrase.
func (h Hit) Places() []Place {
	var out []Place
	if h.find == nil {
		return nil
	}
	h.find.data.eachText(h.find.data.words().records[h.record].entry, func(field, text string) {
		words := tokens(text)
		for i := range words {
			for k, t := range h.find.query {
				if n := t.at(words[i:]); n > 0 {
					out = append(out, Place{h.find.terms[k], field, text, words[i].start, words[i+n-1].end})
				}
			}
		}
	})
	return out
}

// eachText visits the texts of a record that are searched.
func (t *tables) eachText(e entry, visit func(field, text string)) {
	say := func(field, text string) {
		if text != "" {
			visit(field, text)
		}
	}
	names := func(names List[Name]) {
		for _, n := range names.items {
			say("names", n.Text)
		}
	}
	facts := func(facts List[Fact]) {
		for _, f := range facts.items {
			say("facts", f.Text)
		}
	}
	switch e.kind {
	case KindActor:
		v := &t.actors[e.row]
		say("name", v.Name)
		names(v.Names)
		say("description", v.Description)
		facts(v.Facts)
	case KindInstrument:
		v := &t.instruments[e.row]
		say("title", v.Title)
		names(v.Names)
		say("description", v.Description)
		for _, e := range v.Timeline.items {
			say("timeline", e.Note)
		}
		facts(v.Facts)
	case KindSource:
		say("title", t.sources[e.row].Title)
	case KindTheme:
		v := &t.themes[e.row]
		say("label", v.Label)
		say("note", v.Note)
	case KindObjective:
		say("summary", t.objectives[e.row].Summary)
	case KindCooperation:
		v := &t.cooperations[e.row]
		say("summary", v.Summary)
		say("rationale", v.Rationale)
	case KindPosition:
		v := &t.positions[e.row]
		say("summary", v.Summary)
		say("reason", v.Reason)
	case KindRelation:
		say("summary", t.relations[e.row].Claim().Summary)
	case KindRemark:
		say("summary", t.remarks[e.row].Summary)
	}
}
