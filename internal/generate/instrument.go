package generate

import (
	"strconv"
	"strings"
)

func decimal(n int) string { return strconv.Itoa(n) }

func (w *world) makeInstruments(n int) {
	d := newDice(w.seed, streamInstruments)
	kinds := []share{{25, "strategy"}, {25, "legislation"}, {2, "body-of-law"}, {6, "soft-law"}, {15, "agreement"}, {8, "declaration"}, {4, "toolbox"}, {10, "programme"}, {5, "procedure"}}
	suffixes := map[string]string{"strategy": "strategy", "legislation": "act", "body-of-law": "acquis", "soft-law": "guidelines", "agreement": "accord",
		"declaration": "declaration", "toolbox": "toolbox", "programme": "programme", "procedure": "framework"}
	for i := range n {
		kind := d.pick(kinds)
		word := w.words.three(threeInstruments + i)
		w.instruments = append(w.instruments, entity{word + "-" + suffixes[kind], kind, title(word) + " " + title(suffixes[kind])})
	}
}

// Timelines, by kind of instrument; the ends of lives last.
const (
	lawful    = "proposed adopted published in-force applies repealed"
	agreed    = "announced signed published in-force applies expired"
	political = "announced proposed adopted published superseded"
)

func (w *world) instrumentFile(d *dice, i int) []byte {
	v := &w.instruments[i]
	born := d.day(2000, 2024)
	r := file()
	r.text("$schema", "../../schema/instrument.schema.json")
	r.text("id", v.id)
	r.text("kind", v.kind)
	r.key("title")
	r.b = append(append(r.b, '"'), v.name...)
	if d.chance(50) {
		r.b = w.words.appendSentence(append(r.b, " on "...), d, d.between(3, 12))
		r.b = r.b[:len(r.b)-1] // titles have no full stop
	}
	r.b = append(r.b, '"')
	w.sentence(r, d, "description", d.between(6, 14))
	r.texts("references", w.reference(d))
	w.names(r, d, &entity{v.id, v.kind, v.name})
	w.documents(r, d, i, born)
	if v.kind == "strategy" || v.kind == "programme" {
		r.key("period")
		r.b = append(appendDay(append(appendDay(append(r.b, '"'), born, 4), '/'), born+day(d.between(2, 6)*yearDays), 4), '"')
	}
	w.timeline(r, d, v.kind, born)
	if i < len(w.instruments)-1 {
		w.links(r, d, i, born)
		w.facts(r, d, d.skewed(4, 1))
	} else { // nothing may refer to it, so that it has no end of a relation either
		r.text("withdrawn", "Taken for another one.")
	}
	return r.end()
}

// documents writes the codes of an instrument.
func (w *world) documents(r *record, d *dice, i int, born day) {
	year, number := string(appendDay(nil, born, 4)), decimal(i)
	codes := [][2]string{{"document", "DOC " + year + "/" + number}, {"procedure", year + "/" + decimal(10_000 + i)[1:] + "(INV)"}, {"url", "https://example.org/" + w.instruments[i].id}}
	codes = codes[:d.IntN(4)]
	r.objects("identifiers", len(codes), func(b []byte, i int) []byte {
		return w.appendRest(appendMember(appendMember(b, "scheme", codes[i][0]), "value", codes[i][1]), d)
	})
}

// timeline writes the life of an instrument, some of its steps left out. A date cut short still contains the day, so that the order stays.
func (w *world) timeline(r *record, d *dice, kind string, born day) {
	steps := political
	switch kind {
	case "legislation", "body-of-law":
		steps = lawful
	case "agreement":
		steps = agreed
	}
	var types []string
	for _, step := range strings.Fields(steps) {
		end := step == "repealed" || step == "expired" || step == "superseded"
		if end && d.chance(25) || !end && d.chance(60) {
			types = append(types, step)
		}
	}
	on := born
	r.objects("timeline", len(types), func(b []byte, i int) []byte {
		b = append(appendDay(append(appendKey(appendMember(b, "type", types[i]), "date"), '"'), on, d.precision()), '"')
		on = min(on+day(d.skewed(3*yearDays, 5)), 2026*yearDays-1) // before the day of the release
		if d.chance(15) || types[i] == "superseded" {              // by what no record may say
			b = append(w.words.appendSentence(append(appendKey(b, "note"), '"'), d, d.between(3, 8)), '"')
		}
		return w.appendRest(b, d)
	})
}

// links writes the verified relations of an instrument: who issued it, and what it does to an earlier one.
func (w *world) links(r *record, d *dice, i int, born day) {
	type link struct{ kind, object string }
	links := []link{{"issued-by", w.actor(d).id}}
	if w.instruments[i].kind == "agreement" {
		first, second := w.actor(d), w.actor(d)
		for first == second {
			second = w.actor(d)
		}
		links = []link{{"signed-by", first.id}, {"signed-by", second.id}}
	}
	if i > 0 && d.chance(45) {
		kind := d.pick([]share{{20, "updates"}, {20, "amends"}, {15, "repeals"}, {15, "supersedes"}, {15, "implements"}, {5, "extends"}, {10, "rests-on"}})
		links = append(links, link{kind, w.instruments[i-1-d.skewed(i, 5)].id})
	}
	r.objects("relations", len(links), func(b []byte, i int) []byte {
		b = appendMember(appendMember(b, "type", links[i].kind), "object", links[i].object)
		if d.chance(25) {
			b = append(appendDay(append(appendKey(b, "date"), '"'), born, d.precision()), '"')
		}
		return w.appendRest(b, d)
	})
}
