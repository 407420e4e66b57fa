package cyberres

import (
	"hash/maphash"
	"iter"
	"slices"
)

// An entry is where a record stands.
type entry struct {
	kind Kind
	row  int32
}

// ids lead from every id to its record: a hash table with open addressing. Beside the place of the record a slot has a part of the hash, so that hardly any
// other id is ever compared, and where the id's own text stands: that and the record are then fetched at the same time. At a million records a look-up is
// mostly waiting for memory.
type ids struct {
	seed  maphash.Seed
	slots []slot
	used  int
}

type slot struct {
	at uint64 // hash, 32 bits; kind, 4 bits, from 1; row, 28 bits. Zero is free
	id string
}

// maxRows is the number of records of one kind that a slot can tell apart.
const maxRows = 1 << 28

// The places of kinds in recordKinds.
const (
	atActor = iota
	atInstrument
	atSource
	atTheme
	atReference
	atObjective
	atCooperation
	atPosition
	atRelation
	atMention
	atRemark
)

// makeIDs returns a table with room for n ids.
func makeIDs(n int) ids {
	size := 16
	for size < n*3/2 {
		size *= 2
	}
	return ids{maphash.MakeSeed(), make([]slot, size), 0}
}

// find returns the record with an id.
func (t *tables) find(id string) (entry, bool) {
	kind, row := t.locate(id)
	if row < 0 {
		return entry{}, false
	}
	return entry{recordKinds[kind], row}, true
}

// locate returns the kind of the record with an id, by its place in recordKinds, and its row, or -1.
func (t *tables) locate(id string) (kind uint64, row int32) {
	if t.ids.used == 0 {
		return 0, -1
	}
	hash := maphash.String(t.ids.seed, id)
	mask := uint64(len(t.ids.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		slot := &t.ids.slots[i&uint64(len(t.ids.slots)-1)]
		if slot.at == 0 {
			return 0, -1
		}
		if slot.at>>32 == hash>>32 && slot.id == id {
			return slot.at>>28&15 - 1, int32(slot.at & (maxRows - 1))
		}
	}
}

// enter adds the id of a record; there must be room for it, and it must not be there.
func (t *tables) enter(id string, kind int, row int) {
	hash := maphash.String(t.ids.seed, id)
	mask := uint64(len(t.ids.slots) - 1)
	i := hash & mask
	for t.ids.slots[i].at != 0 {
		i = (i + 1) & mask
	}
	t.ids.slots[i] = slot{hash>>32<<32 | uint64(kind+1)<<28 | uint64(row), t.idOfKind(uint64(kind), int32(row))}
	t.ids.used++
}

// idAt returns the id of a record.
func (t *tables) idAt(e entry) string {
	return t.idOfKind(uint64(slices.Index(recordKinds, e.kind)), e.row)
}

// idOfKind is idAt with the place of the kind in recordKinds: the compiler makes a jump of it, and a look-up is short enough to notice.
func (t *tables) idOfKind(kind uint64, row int32) string {
	switch kind {
	case atActor:
		return string(t.actors[row].ID)
	case atInstrument:
		return string(t.instruments[row].ID)
	case atSource:
		return string(t.sources[row].ID)
	case atTheme:
		return string(t.themes[row].ID)
	case atReference:
		return string(t.references[row].ID)
	case atObjective:
		return string(t.objectives[row].ID)
	case atCooperation:
		return string(t.cooperations[row].ID)
	case atPosition:
		return string(t.positions[row].ID)
	case atRelation:
		return string(t.relations[row].ID)
	}
	return string(t.remarks[row].ID)
}

// withdrawn reports whether a record no longer stands.
func (t *tables) withdrawn(e entry) bool {
	switch e.kind {
	case KindActor:
		return t.actors[e.row].Withdrawn != ""
	case KindInstrument:
		return t.instruments[e.row].Withdrawn != ""
	case KindSource:
		return t.sources[e.row].Withdrawn != ""
	case KindObjective:
		return t.objectives[e.row].Withdrawn != ""
	case KindCooperation:
		return t.cooperations[e.row].Withdrawn != ""
	case KindPosition:
		return t.positions[e.row].Withdrawn != ""
	case KindRelation:
		return t.relations[e.row].Withdrawn != ""
	case KindRemark:
		return t.remarks[e.row].Withdrawn != ""
	}
	return false
}

// count returns the number of records of a kind that have ids.
func (t *tables) count(kind Kind) int {
	switch kind {
	case KindActor:
		return len(t.actors)
	case KindInstrument:
		return len(t.instruments)
	case KindSource:
		return len(t.sources)
	case KindTheme:
		return len(t.themes)
	case KindReference:
		return len(t.references)
	case KindObjective:
		return len(t.objectives)
	case KindCooperation:
		return len(t.cooperations)
	case KindPosition:
		return len(t.positions)
	case KindRelation:
		return len(t.relations)
	case KindRemark:
		return len(t.remarks)
	}
	return 0
}

// entries ranges over all records that have ids, by kind and row.
func (t *tables) entries() iter.Seq2[string, entry] {
	return func(yield func(string, entry) bool) {
		for _, kind := range recordKinds {
			for row := range t.count(kind) {
				e := entry{kind, int32(row)}
				if !yield(t.idAt(e), e) {
					return
				}
			}
		}
	}
}
