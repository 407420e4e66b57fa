package generate

import "slices"

// statement writes the statement with number n of the dataset.
func (s *source) statement(n int) {
	s.write()
	switch k := s.IntN(100); {
	case k < 35:
		s.objective(n)
	case k < 65:
		s.cooperation(n)
	case k < 80:
		s.position(n)
	default:
		s.relation(n)
	}
}

// begin opens the record of statement n. Its id begins with who it is about; the two words after that are the number's own.
func (s *source) begin(r *record, n int, about string) {
	id := about + "-" + s.words.two(n/triples+n*31) + "-" + s.words.three(n)
	r.open()
	r.text("id", id)
	s.latest = id
}

// finish writes what every record ends with, and closes it.
func (s *source) finish(r *record, inferred ...string) {
	if s.chance(33) {
		r.key("date")
		r.b = append(s.appendDate(append(r.b, '"'), s.to), '"')
	} else if s.chance(5) {
		r.text("when", s.pick([]share{{40, "in the coming months"}, {30, "for years"}, {30, "as a next step"}}))
	}
	r.texts("inferred", inferred...)
	s.evidence(r)
	if s.withdrawn() {
		r.text("withdrawn", "Read into the text.")
	} else {
		s.said = append(s.said, s.latest)
	}
	r.close()
}

// withdrawn is true of one statement in two hundred.
func (s *source) withdrawn() bool { return s.IntN(200) == 0 }

func (s *source) evidence(r *record) {
	r.objects("evidence", len(s.pieces), func(b []byte, i int) []byte { return appendPiece(b, &s.pieces[i]) })
}

// voice says who speaks: where words are quoted, the author or the one quoted.
func (s *source) voice(r *record, reported int) {
	voice := "entry"
	switch {
	case s.speech != nil && s.chance(50):
		voice = "quoted"
	case s.speech != nil || s.chance(reported):
		voice = "reported"
	}
	r.text("voice", voice)
}

func (s *source) summary(r *record) { s.sentence(r, s.dice, "summary", s.between(15, 25)) }

// topics draws one to three themes.
func (s *source) topics() []string { return s.distinct(1+s.skewed(4, 1)%3, s.theme) }

// distinct draws up to n ids that differ.
func (s *source) distinct(n int, draw func(*dice) string) (ids []string) {
	for range n {
		if id := draw(s.dice); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// bases draws the instruments that a statement rests on: in so many of a hundred cases up to n, else none.
func (s *source) bases(percent, n int) []string {
	if !s.chance(percent) {
		return nil
	}
	return s.distinct(s.between(1, n), func(d *dice) string { return s.instrument(d).id })
}

func (s *source) objective(n int) {
	r := &s.objectives
	holders := []*entity{s.someone()}
	if s.chance(30) {
		holders = s.others(s.between(1, 3), holders...)
	}
	s.begin(r, n, holders[0].id)
	r.texts("holders", ids(holders)...)
	s.summary(r)
	r.text("modality", s.pick([]share{{60, "stated"}, {15, "priority"}, {10, "planned"}, {15, "expected-effect"}}))
	s.voice(r, 15)
	r.texts("themes", s.topics()...)
	stated := s.bases(60, 1)
	r.texts("statedIn", stated...)
	if s.chance(15) {
		r.texts("beneficiaries", s.actor(s.dice).id)
	}
	if s.chance(20) {
		r.texts("with", ids(s.others(s.between(1, 2), holders...)[len(holders):])...)
	}
	if s.chance(95) {
		stated = nil
	}
	s.finish(r, stated...)
}

func (s *source) cooperation(n int) {
	r := &s.cooperations
	mode := s.pick([]share{{40, "bilateral"}, {25, "multilateral"}, {25, "regional"}, {10, "unspecified"}})
	var roles []share
	count := 1
	others := []share{{50, "regional"}, {50, "multilateral"}}
	switch mode {
	case "bilateral":
		count, roles = 2+s.skewed(3, 0)/2, []share{{60, "signatory"}, {20, "provider"}, {20, "recipient"}}
	case "multilateral":
		others = []share{{50, "regional"}, {50, "bilateral"}}
		count, roles = 3+s.skewed(6, 0), []share{{60, "member"}, {10, "initiator"}, {15, "channel"}, {15, "advocate"}}
	case "regional":
		others = []share{{50, "bilateral"}, {50, "multilateral"}}
		count, roles = 2+s.skewed(3, 0), []share{{40, "member"}, {20, "provider"}, {20, "recipient"}, {20, "channel"}}
	default:
		roles = []share{{70, "member"}, {30, "initiator"}}
	}
	parties := s.others(count-1, s.someone())
	topics := s.topics()
	s.begin(r, n, parties[0].id)
	r.text("mode", mode)
	if s.chance(15) {
		r.texts("alternatives", s.pick(others))
	}
	s.sentence(r, s.dice, "rationale", s.between(5, 10))
	r.text("status", s.pick([]share{{10, "advocated"}, {10, "planned"}, {25, "agreed"}, {35, "ongoing"}, {5, "concluded"}, {15, "unstated"}}))
	s.voice(r, 15)
	s.summary(r)
	r.texts("themes", topics...)
	bases := s.bases(50, 2)
	r.texts("instruments", bases...)
	if s.chance(60) {
		r.texts("activities", topics...)
	} else if s.chance(20) {
		r.texts("activities", s.topics()...)
	}
	r.key("parties")
	r.b = append(r.b, '[')
	for i, p := range parties {
		if i > 0 {
			r.b = append(r.b, ", "...)
		}
		if mode == "bilateral" && i == 2 { // which has two sides; others stand beside them
			roles = []share{{50, "channel"}, {50, "advocate"}}
		}
		r.b = appendMember(appendMember(append(r.b, '{'), "actor", p.id), "role", s.pick(roles))
		if s.chance(6) {
			r.b = appendMember(r.b, "basis", "inferred")
		}
		r.b = append(r.b, '}')
	}
	r.b = append(r.b, ']')
	if s.chance(95) {
		bases = nil
	}
	s.finish(r, bases...)
}

func (s *source) position(n int) {
	r := &s.positions
	holder, on := s.someone(), s.theme(s.dice)
	s.begin(r, n, holder.id)
	r.text("holder", holder.id)
	r.text("stance", s.pick([]share{{75, "supports"}, {25, "opposes"}}))
	r.text("on", on)
	topics := s.topics()
	if s.chance(70) {
		topics = []string{on}
	}
	r.texts("themes", topics...)
	s.summary(r)
	if s.chance(40) {
		s.sentence(r, s.dice, "reason", s.between(5, 12))
	}
	s.voice(r, 80)
	s.finish(r)
}

// relation writes a relation of a type that joins what it can join.
func (s *source) relation(n int) {
	r := &s.relations
	types := []share{{15, "issued-by"}, {8, "planned-by"}, {7, "introduced-by"}, {12, "signed-by"}, {15, "member-of"}, {10, "part-of"}, {8, "rests-on"},
		{6, "updates"}, {4, "extends"}, {4, "amends"}, {3, "repeals"}, {4, "supersedes"}, {4, "implements"}}
	kind := s.pick(types)
	subject, object := s.instrument(s.dice), s.someone()
	switch kind {
	case "issued-by", "planned-by", "introduced-by", "signed-by":
	case "member-of", "part-of":
		subject, object = s.two(s.someone, func() *entity { return s.actor(s.dice) })
	default:
		draw := func() *entity { return s.instrument(s.dice) }
		subject, object = s.two(draw, draw)
	}
	s.begin(r, n, subject.id)
	r.text("subject", subject.id)
	r.text("type", kind)
	r.text("object", object.id)
	if (kind == "introduced-by" || kind == "signed-by") && s.chance(40) {
		r.text("at", s.actors[s.meetings[s.skewed(len(s.meetings), 2)]].id)
	}
	if s.chance(50) {
		r.texts("themes", s.topics()...)
	}
	s.voice(r, 5)
	var inferred []string
	if s.chance(4) {
		inferred = append(inferred, object.id)
	}
	s.finish(r, inferred...)
}

// two draws two that differ.
func (s *source) two(first, second func() *entity) (a, b *entity) {
	a, b = first(), second()
	for a == b {
		b = second()
	}
	return a, b
}

// remark writes a remark on the passage of statement n, about that or an earlier one.
func (s *source) remark(n int) {
	r := &s.remarks
	s.begin(r, n, s.subject.id+"-remark")
	kind := s.pick([]share{{15, "typo"}, {5, "artefact"}, {5, "anachronism"}, {15, "imprecise"}, {5, "misnamed"}, {10, "overtaken"}, {10, "unattributed"},
		{15, "ambiguous"}, {10, "evaluative"}, {10, "not-stated"}})
	r.text("kind", kind)
	about := s.subject.id
	if len(s.said) > 0 && s.chance(80) {
		about = s.said[len(s.said)-1-s.skewed(len(s.said), 0)]
	}
	r.texts("about", about)
	s.summary(r)
	if kind == "typo" || kind == "misnamed" {
		r.text("corrected", s.words.draw(s.dice)+" "+s.words.draw(s.dice))
	}
	if s.chance(40) {
		r.texts("references", s.distinct(s.between(1, 3), s.reference)...)
	}
	if kind != "not-stated" || s.chance(50) {
		s.evidence(r)
	}
	if s.withdrawn() {
		r.text("withdrawn", "Read into the text.")
	}
	r.close()
}

func ids(entities []*entity) (ids []string) {
	for _, e := range entities {
		ids = append(ids, e.id)
	}
	return ids
}
