package generate

import "strings"

// A theme stands below its parent, a number in the list of themes; -1 is none.
type theme struct {
	id, label string
	parent    int
}

// makeThemes makes 40 themes: 6 with 18 below them, and 16 below these.
func (w *world) makeThemes() {
	fields := strings.Fields("resilience training repair warning aid norms exchange response research trust supply law defence skills rights markets")
	for i := range 40 {
		parent := -1
		switch {
		case i >= 24:
			parent = 6 + (i-24)%18
		case i >= 6:
			parent = (i - 6) % 6
		}
		word, field := w.words.two(i*31), fields[i%len(fields)]
		w.themes = append(w.themes, theme{word + "-" + field, title(word) + " " + field, parent})
	}
}

func (w *world) themesFile() []byte {
	d := newDice(w.seed, streamActors)
	b := []byte("{\n  \"themes\": [")
	for i, t := range w.themes {
		b = appendItem(b, i)
		b = appendMember(appendMember(b, "id", t.id), "label", t.label)
		if t.parent >= 0 {
			b = appendMember(b, "parent", w.themes[t.parent].id)
		}
		b = append(w.words.appendSentence(append(appendKey(b, "note"), '"'), d, 6), `"}`...)
	}
	return append(b, "\n  ]\n}\n"...)
}

func (w *world) makeReferences(n int) {
	for i := range n {
		w.references = append(w.references, []string{"gazette-", "register-", "archive-", "almanac-"}[i%4]+w.words.three(threeReferences+i))
	}
}

func (w *world) referencesFile() []byte {
	d := newDice(w.seed, streamActors)
	kinds := []share{{30, "primary"}, {25, "secondary"}, {25, "press"}, {10, "scholarly"}, {10, "register"}}
	b := []byte("{\n  \"references\": [")
	for i, id := range w.references {
		b = appendItem(b, i)
		b = appendMember(appendMember(b, "id", id), "kind", d.pick(kinds))
		b = append(w.words.appendSentence(append(appendKey(b, "title"), '"'), d, d.between(5, 9)), '"')
		if d.chance(80) {
			b = appendMember(b, "url", "https://example.org/"+id)
		}
		b = append(b, '}')
	}
	return append(b, "\n  ]\n}\n"...)
}

// makeActors makes the first nine by hand, one of each kind, so that there is one whatever the number of actors.
func (w *world) makeActors(n int) {
	d := newDice(w.seed, streamActors)
	first := strings.Fields("state union organisation forum institution agency csirt meeting group")
	kinds := []share{{30, "state"}, {1, "union"}, {14, "organisation"}, {18, "institution"}, {14, "agency"}, {7, "csirt"}, {4, "forum"}, {5, "meeting"}, {7, "group"}}
	suffixes := map[string]string{"organisation": "league", "institution": "ministry", "agency": "agency", "csirt": "cirt", "forum": "forum", "meeting": "summit", "group": "neighbours"}
	for i := range n {
		kind := d.pick(kinds)
		if i < len(first) {
			kind = first[i]
		}
		word := w.words.three(threeActors + i)
		e := entity{word, kind, title(word)}
		if d.chance(20) {
			e.name = title(accented(word))
		}
		if suffix := suffixes[kind]; suffix != "" {
			e.id, e.name = e.id+"-"+suffix, e.name+" "+title(suffix)
		}
		if kind == "meeting" && i < n-1 {
			w.meetings = append(w.meetings, i)
		}
		w.actors = append(w.actors, e)
	}
}

// appendRest ends an object within a line with the reference that it rests on.
func (w *world) appendRest(b []byte, d *dice) []byte {
	return appendTexts(appendKey(b, "references"), w.reference(d))
}

func (w *world) actorFile(d *dice, i int) []byte {
	a := &w.actors[i]
	r := file()
	r.text("$schema", "../../schema/actor.schema.json")
	r.text("id", a.id)
	r.text("kind", a.kind)
	r.text("name", a.name)
	w.sentence(r, d, "description", d.between(6, 14))
	r.texts("references", w.reference(d))
	w.names(r, d, a)
	w.identifiers(r, d, a, i)
	if i > 0 && d.chance(25) { // of an earlier one, so that no actor is above itself
		if whole := w.actors[d.skewed(i, 4)]; whole.kind != "meeting" && whole.kind != "group" {
			w.memberships(r, d, "partOf", []string{whole.id})
		}
	}
	if a.kind == "state" {
		var unions []string
		for _, u := range w.actors[1:4] { // a union, an organisation, a forum
			if d.chance(30) {
				unions = append(unions, u.id)
			}
		}
		w.memberships(r, d, "memberships", unions)
	}
	w.facts(r, d, d.skewed(6, 1))
	if i == len(w.actors)-1 {
		r.text("withdrawn", "Taken for another one.")
	}
	return r.end()
}

// names writes the other names of an actor or instrument: none, or in other languages, short and former ones.
func (w *world) names(r *record, d *dice, e *entity) {
	type name struct{ text, language, use string }
	var all []name
	if d.chance(40) {
		all = append(all, name{acronym(e.name), "und", "acronym"})
	}
	scripts := scripts()
	for range d.skewed(6, 1) {
		s := scripts[d.IntN(len(scripts))]
		all = append(all, name{s.name(d), s.language, d.pick([]share{{60, "official"}, {40, "alias"}})})
	}
	if d.chance(30) {
		all = append(all, name{title(w.words.two(d.IntN(pairs))) + " of " + e.name, "en", "official"})
	}
	if d.chance(15) {
		all = append(all, name{title(w.words.three(d.IntN(ordinary))), "en", "former"})
	}
	r.objects("names", len(all), func(b []byte, i int) []byte {
		n := all[i]
		b = appendMember(appendMember(appendMember(b, "text", n.text), "language", n.language), "use", n.use)
		if n.use == "former" {
			from := d.day(1950, 2005)
			if d.chance(60) {
				b = append(appendDay(append(appendKey(b, "from"), '"'), from, d.precision()), '"')
			}
			b = append(appendDay(append(appendKey(b, "to"), '"'), from+day(d.IntN(15*yearDays)), d.precision()), '"')
		}
		return w.appendRest(b, d)
	})
}

// countries are codes that some countries have in UN M49 and ISO 3166-1, for the first actors.
const countries = "004 008 012 020 024 028 031 032 036 040 044 048 050 051 052 056 060 064 068 070 072 076 084 090 096 100 104 108 112 116 120 124 132 140 144 148 152 156 170 174"

// identifiers writes the codes of an actor.
func (w *world) identifiers(r *record, d *dice, a *entity, i int) {
	type code struct{ scheme, value string }
	var codes []code
	if countries := strings.Fields(countries); a.kind == "state" && i < len(countries) {
		codes = append(codes, code{"m49", countries[i]}, code{"iso-3166-1-numeric", countries[i]})
	}
	if d.chance(40) {
		codes = append(codes, code{"wikidata", "Q" + decimal(900_000_000+i)})
	}
	if d.chance(30) {
		codes = append(codes, code{"website", "https://" + a.id + ".example.org"})
	}
	r.objects("identifiers", len(codes), func(b []byte, i int) []byte {
		return w.appendRest(appendMember(appendMember(b, "scheme", codes[i].scheme), "value", codes[i].value), d)
	})
}

func (w *world) memberships(r *record, d *dice, member string, actors []string) {
	r.objects(member, len(actors), func(b []byte, i int) []byte {
		b = appendMember(b, "actor", actors[i])
		from := d.day(1960, 2015)
		if d.chance(50) {
			b = append(appendDay(append(appendKey(b, "from"), '"'), from, d.precision()), '"')
		}
		if d.chance(10) {
			b = append(appendDay(append(appendKey(b, "to"), '"'), from+day(d.IntN(10*yearDays)), d.precision()), '"')
		}
		return w.appendRest(b, d)
	})
}

func (w *world) facts(r *record, d *dice, n int) {
	r.objects("facts", n, func(b []byte, i int) []byte {
		b = append(w.words.appendSentence(append(appendKey(b, "text"), '"'), d, d.between(5, 14)), '"')
		if d.chance(60) {
			b = append(d.appendDate(append(appendKey(b, "date"), '"'), d.day(2000, 2025)), '"')
		}
		return w.appendRest(b, d)
	})
}

// sentence writes a member with a sentence of n words.
func (w *world) sentence(r *record, d *dice, member string, n int) {
	r.key(member)
	r.b = append(w.words.appendSentence(append(r.b, '"'), d, n), '"')
}
