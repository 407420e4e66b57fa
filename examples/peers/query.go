package main

import (
	"encoding/binary"
	"errors"
	"hash/fnv"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// A store is one of the engines that are compared, in its own natural form. Each method puts the whole answer into a, in any order.
// Withdrawn records are found by id, and by nothing else.
type store interface {
	// load reads the files and builds all indexes. It returns how long decoding JSON took, where that is a step of its own.
	load(fsys fs.FS) (decoding time.Duration, err error)
	record(kind, id string, a *answer) error
	cooperations(actor, mode string, a *answer) error
	objectives(theme, actor string, a *answer) error // on the theme or one below it
	evidence(kind, id string, a *answer) error
	compare(actors []string, a *answer) error // an actor stands for its parts, a theme for those below it
	neighbours(actor string, a *answer) error
	search(words []string, a *answer) error // in summaries, all words
	close() error
}

// errNone says that an engine has no such query.
var errNone = errors.New("the engine has no such query")

// An answer is what a query found. Where it is kept, its items are gathered, to be compared with those of other engines. Else each item is only looked at, as a
// program would that goes on with it, and how an engine hands out its answer is measured without what a caller may do with it.
type answer struct {
	keep       bool
	seen       int // bytes of what was looked at, so that no engine can leave it out
	kind, text string
	ids        []string
	spans      []span
	cells      []cell // by theme in the order of the codebook, then by actor as asked
	neighbours []neighbour
	places     map[string]int // of neighbours, for engines that do not give them one by one
}

type span struct {
	start, end int
	quote      string
}

type cell struct{ supporting, opposing int }

// A neighbour is another actor, with the ids of the cooperations and relations in which both stand.
type neighbour struct {
	actor  string
	shared []string
}

func newAnswer() *answer { return &answer{keep: true, places: map[string]int{}} }

func (a *answer) id(id string) {
	a.seen += len(id)
	if a.keep {
		a.ids = append(a.ids, id)
	}
}

func (a *answer) span(start, end int, quote string) {
	a.seen += start + end + len(quote)
	if a.keep {
		a.spans = append(a.spans, span{start, end, quote})
	}
}

func (a *answer) reset() {
	a.kind, a.text, a.ids, a.spans, a.cells, a.neighbours = "", "", a.ids[:0], a.spans[:0], a.cells[:0], a.neighbours[:0]
	if a.keep {
		clear(a.places)
	}
}

// share adds a record to those that are shared with another actor.
func (a *answer) share(other, record string) {
	a.seen += len(other) + len(record)
	if a.keep {
		a.gather(other, record)
	}
}

func (a *answer) gather(other, record string) {
	i, known := a.places[other]
	if !known {
		i = len(a.neighbours)
		a.places[other] = i
		if i == cap(a.neighbours) {
			a.neighbours = append(a.neighbours, neighbour{})
		}
		a.neighbours = a.neighbours[:i+1]
		a.neighbours[i] = neighbour{other, a.neighbours[i].shared[:0]} // room of earlier answers
	}
	a.neighbours[i].shared = append(a.neighbours[i].shared, record)
}

// table makes room for the cells of a comparison.
func (a *answer) table(themes, actors int) {
	a.cells = slices.Grow(a.cells, themes*actors)[:themes*actors]
	clear(a.cells)
}

// found counts the items of the answer: ids, pieces of evidence, records in cells, ids of shared cooperations.
func (a *answer) found() int {
	n := len(a.ids) + len(a.spans)
	if a.kind != "" {
		n++
	}
	for _, c := range a.cells {
		n += c.supporting + c.opposing
	}
	for _, other := range a.neighbours {
		n += len(other.shared)
	}
	return n
}

// sum digests the answer, whatever the order of its items.
func (a *answer) sum() uint64 {
	h := fnv.New64a()
	word := func(s string) { h.Write(append([]byte(s), 0)) }
	number := func(n int) { h.Write(binary.AppendVarint(nil, int64(n))) }
	word(a.kind)
	word(a.text)
	for _, id := range slices.Sorted(slices.Values(a.ids)) {
		word(id)
	}
	for _, s := range slices.SortedFunc(slices.Values(a.spans), func(x, y span) int { return x.start - y.start }) {
		number(s.start)
		number(s.end)
		word(s.quote)
	}
	for _, c := range a.cells {
		number(c.supporting)
		number(c.opposing)
	}
	for _, other := range slices.SortedFunc(slices.Values(a.neighbours), func(x, y neighbour) int { return strings.Compare(x.actor, y.actor) }) {
		word(other.actor)
		for _, id := range slices.Sorted(slices.Values(other.shared)) {
			word(id)
		}
	}
	return h.Sum64()
}

// A param is what one call of a query asks for.
type param struct {
	kind, id, actor, mode, theme string
	actors, words                []string
}

// A query is one row of the table.
type query struct {
	name string
	draw func(*sampler) param
	ask  func(store, *param, *answer) error
	all  bool // asked with ids from all over the data, each once in a round, instead of a few again and again
}

func queries() []query {
	record := func(s store, p *param, a *answer) error { return s.record(p.kind, p.id, a) }
	return []query{
		{"1 record by id", (*sampler).record, record, false},
		{"1 record by id, random ids", (*sampler).record, record, true},
		{"2 cooperations by actor and mode", (*sampler).cooperation, func(s store, p *param, a *answer) error { return s.cooperations(p.actor, p.mode, a) }, false},
		{"3 objectives by theme and actor", (*sampler).objective, func(s store, p *param, a *answer) error { return s.objectives(p.theme, p.actor, a) }, false},
		{"4 evidence of a record", (*sampler).statement, func(s store, p *param, a *answer) error { return s.evidence(p.kind, p.id, a) }, false},
		{"5 compare three actors over all themes", (*sampler).comparison, func(s store, p *param, a *answer) error { return s.compare(p.actors, a) }, false},
		{"6 neighbours of an actor", (*sampler).cooperation, func(s store, p *param, a *answer) error { return s.neighbours(p.actor, a) }, false},
		{"7 two words in summaries", (*sampler).summary, func(s store, p *param, a *answer) error { return s.search(p.words, a) }, false},
	}
}

// A sampler draws parameters from records, so that what is much spoken of is much asked for.
type sampler struct {
	*rand.Rand
	*records
}

func (s *sampler) record() param {
	n := s.IntN(len(s.entities) + len(s.statements) + len(s.remarks))
	if n < len(s.entities) {
		return param{kind: s.entities[n].Kind, id: s.entities[n].ID}
	}
	n -= len(s.entities)
	if n < len(s.statements) {
		return param{kind: s.statements[n].Kind, id: s.statements[n].ID}
	}
	return param{kind: "remark", id: s.remarks[n-len(s.statements)].ID}
}

// one draws a statement of a kind; of any kind where it is empty.
func (s *sampler) one(kind string, stands bool) *statement {
	for {
		if v := s.statements[s.IntN(len(s.statements))]; (kind == "" || v.Kind == kind) && (v.stands() || !stands) {
			return v
		}
	}
}

func (s *sampler) statement() param {
	v := s.one("", false)
	return param{kind: v.Kind, id: v.ID}
}

func (s *sampler) cooperation() param {
	v := s.one("cooperation", true)
	return param{actor: v.Parties[s.IntN(len(v.Parties))].Actor, mode: v.Mode}
}

func (s *sampler) objective() param {
	v := s.one("objective", true)
	return param{theme: s.themes[v.under[s.IntN(len(v.under))]], actor: v.Holders[s.IntN(len(v.Holders))]}
}

func (s *sampler) comparison() (p param) {
	for len(p.actors) < 3 {
		wholes := s.one("cooperation", true).wholes
		if actor := wholes[s.IntN(len(wholes))]; !slices.Contains(p.actors, actor) {
			p.actors = append(p.actors, actor)
		}
	}
	return p
}

// summary draws two words of a summary of middling length: the shortest words stand in every summary, the longest in hardly any.
func (s *sampler) summary() param {
	for {
		words := strings.Fields(strings.ToLower(strings.TrimSuffix(s.one("cooperation", true).Summary, ".")))
		words = slices.DeleteFunc(words, func(w string) bool { return len(w) < 4 || len(w) > 6 })
		slices.Sort(words)
		if words = slices.Compact(words); len(words) >= 2 {
			s.Shuffle(len(words), func(i, k int) { words[i], words[k] = words[k], words[i] })
			return param{words: words[:2]}
		}
	}
}
