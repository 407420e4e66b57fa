package generate

import (
	"slices"
	"strings"
)

// A source is one text and its annotations, in the making.
type source struct {
	*world
	*dice
	id                                                                string
	subject                                                           *entity
	partial                                                           bool
	from, to                                                          day // when it was written
	text                                                              *text
	objectives, cooperations, positions, relations, mentions, remarks record
	said                                                              []string // ids of the statements that stand, for remarks
	speech                                                            *entity  // who is quoted in the statement that is being written
	latest                                                            string   // id of the statement that is being written
	pieces                                                            []piece
}

// read makes the source with number k: its text and what is read in it, statements first to end of the dataset.
func (w *world) read(t *text, k, first, end int) *source {
	d := newDice(w.seed, streamSources+uint64(k))
	s := &source{world: w, dice: d, id: "entry-" + w.words.three(threeSources+k), subject: &w.actors[k%(len(w.actors)-1)], text: t}
	s.partial = k%4 == 2 || first == end // with nothing coded, nothing is complete
	s.from = d.day(2010, 2024)
	s.to = s.from + day(d.IntN(2*yearDays))
	t.reset()
	for n := first; n < end; n++ {
		s.statement(n)
		if d.chance(5) {
			s.remark(n)
		}
		if s.partial && d.chance(10) {
			s.uncoded()
		}
	}
	if t.points == 0 {
		s.uncoded()
	}
	return s
}

// uncoded writes a sentence in which nobody has read anything yet.
func (s *source) uncoded() {
	s.text.fill(s.words, s.dice, s.between(6, 14))
	s.stop()
}

// stop ends a sentence, and a paragraph now and then.
func (s *source) stop() {
	s.text.b = s.text.b[:len(s.text.b)-1] // the space after the last word
	s.text.points--
	if s.chance(20) {
		s.text.write(".\n\n", 0)
	} else {
		s.text.write(". ", 0)
	}
}

// write writes the sentences of a statement, one for each piece of evidence, which it keeps. Some name an actor or an instrument before.
func (s *source) write() {
	s.pieces, s.speech = s.pieces[:0], nil
	n := 1
	switch k := s.IntN(1000); {
	case k < 3:
		n = s.between(10, 14)
	case k < 320:
		n = 2
	}
	for range n {
		s.text.fill(s.words, s.dice, s.between(1, 6))
		if s.chance(70) {
			s.mention()
		}
		words := s.between(6, 18)
		if s.chance(20) {
			words = s.between(2, 4)
		}
		quoted := s.chance(4)
		if quoted {
			s.text.write("“", 0)
		}
		p := s.text.passage(s.words, s.dice, words)
		if quoted {
			p.quoted = "term"
			if words > 4 {
				p.quoted, s.speech = "speech", s.someone()
				p.speaker = s.speech.id
			}
			s.text.write("”", 0)
		}
		s.pieces = append(s.pieces, p)
		s.text.write(" ", 0)
		s.stop()
	}
}

// mention names an actor or an instrument, most often the subject of the source.
func (s *source) mention() {
	e := s.someone()
	if s.chance(25) {
		e = s.instrument(s.dice)
	}
	start := s.text.points
	s.text.write(e.name, 1+strings.Count(e.name, " "))
	b := appendMember(appendItem(s.mentions.b, len(s.mentions.b)), "entity", e.id)
	b = appendNumber(appendNumber(appendMember(b, "quote", e.name), "start", start), "end", s.text.points)
	if s.chance(5) {
		b = appendMember(b, "basis", "inferred")
	}
	s.mentions.b = append(b, '}')
	s.text.write(" ", 0)
}

// someone draws an actor, every other time the subject of the source.
func (s *source) someone() *entity {
	if s.chance(50) {
		return s.subject
	}
	return s.actor(s.dice)
}

// others draws n actors that differ from each other and from those given, as far as there are so many.
func (s *source) others(n int, from ...*entity) []*entity {
	for range 4 * n {
		if n == 0 {
			break
		}
		if a := s.actor(s.dice); !slices.Contains(from, a) {
			from, n = append(from, a), n-1
		}
	}
	return from
}

func (s *source) sourceFile() []byte {
	r := file()
	r.text("$schema", "../../schema/source.schema.json")
	r.text("id", s.id)
	r.text("subject", s.subject.id)
	r.text("title", "On "+s.subject.name)
	r.text("publisher", title(s.words.three(len(s.id)))+" Observatory")
	r.texts("urls", "https://example.org/"+s.id)
	r.text("language", "en")
	r.text("rights", "Invented; CC0.")
	r.key("written")
	b := s.words.appendSentence(append(appendKey(append(r.b, '{'), "text"), '"'), s.dice, s.between(8, 20))
	b = append(appendKey(append(b, '"'), "date"), '"')
	b = append(s.appendInterval(b, s.from, int(s.to-s.from)+1), '"')
	r.b = append(s.appendRest(b, s.dice), '}')
	r.key("text")
	b = appendNumber(appendNumber(append(r.b, '{'), "codePoints", s.text.points), "words", s.text.words)
	r.b = append(appendMember(b, "sha256", s.text.digest(s.text.b)), '}')
	if s.chance(40) { // of a page of which nothing is known but its digest
		start := s.between(100, 3000)
		r.key("within")
		b = appendMember(append(r.b, '{'), "sha256", s.text.digest([]byte(s.id)))
		r.b = append(appendNumber(appendNumber(b, "start", start), "end", start+s.text.points), '}')
	}
	return r.end()
}

func (s *source) annotationFile() []byte {
	coverage, provenance := "complete", `{"origin": "machine", "readings": 2, "review": "reconciled"}`
	if s.partial {
		coverage, provenance = "partial", `{"origin": "human", "readings": 1, "review": "draft"}`
	}
	size := 400
	lists := []struct {
		name  string
		items []byte
	}{{"objectives", s.objectives.b}, {"cooperations", s.cooperations.b}, {"positions", s.positions.b}, {"relations", s.relations.b}, {"mentions", s.mentions.b}, {"remarks", s.remarks.b}}
	for _, l := range lists {
		size += len(l.items)
	}
	r := file()
	r.b = append(make([]byte, 0, size), r.b...)
	r.text("$schema", "../../schema/annotations.schema.json")
	r.text("source", s.id)
	r.text("coverage", coverage)
	r.key("provenance")
	r.b = append(r.b, provenance...)
	for _, l := range lists {
		if len(l.items) > 0 {
			r.key(l.name)
			r.b = append(append(append(r.b, '['), l.items...), "\n  ]"...)
		}
	}
	return r.end()
}
