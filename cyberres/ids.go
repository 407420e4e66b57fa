package cyberres

import (
	"hash/maphash"
	"iter"
)

// An entry is where a record stands.
type entry struct {
	kind Kind
	row  int32
}

// ids lead from every id to its record. They are a hash table with open addressing: a slot holds half of the hash, the kind and the row, and the id itself
// stands in the record, where a look-up goes anyway. So it takes one slot and the record, and 16 bytes an id; a map takes three times as much of both.
type ids struct {
	seed  maphash.Seed
	slots []uint64 // hash, 32 bits; kind, 4 bits, from 1; row, 28 bits. Zero is free
	used  int
}

// maxRows is the number of records of one kind that a slot can tell apart.
const maxRows = 1 << 28

// makeIDs returns a table with room for n ids.
func makeIDs(n int) ids {
	size := 16
	for size < n*2 {
		size *= 2
	}
	return ids{maphash.MakeSeed(), make([]uint64, size), 0}
}

// find returns the record with an id.
func (t *tables) find(id string) (entry, bool) {
	if t.ids.used == 0 {
		return entry{}, false
	}
	hash := maphash.String(t.ids.seed, id)
	mask := uint64(len(t.ids.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		slot := t.ids.slots[i]
		if slot == 0 {
			return entry{}, false
		}
		if slot>>32 == hash>>32 {
			if e := (entry{recordKinds[slot>>28&15-1], int32(slot & (maxRows - 1))}); t.idAt(e) == id {
				return e, true
			}
		}
	}
}

// enter adds the id of a record; there must be room for it, and it must not be there.
func (t *tables) enter(id string, kind int, row int) {
	hash := maphash.String(t.ids.seed, id)
	mask := uint64(len(t.ids.slots) - 1)
	i := hash & mask
	for t.ids.slots[i] != 0 {
		i = (i + 1) & mask
	}
	t.ids.slots[i] = hash>>32<<32 | uint64(kind+1)<<28 | uint64(row)
	t.ids.used++
}

// idAt returns the id of a record.
func (t *tables) idAt(e entry) string {
	switch e.kind {
	case KindActor:
		return string(t.actors[e.row].ID)
	case KindInstrument:
		return string(t.instruments[e.row].ID)
	case KindSource:
		return string(t.sources[e.row].ID)
	case KindTheme:
		return string(t.themes[e.row].ID)
	case KindReference:
		return string(t.references[e.row].ID)
	case KindObjective:
		return string(t.objectives[e.row].ID)
	case KindCooperation:
		return string(t.cooperations[e.row].ID)
	case KindPosition:
		return string(t.positions[e.row].ID)
	case KindRelation:
		return string(t.relations[e.row].ID)
	}
	return string(t.remarks[e.row].ID)
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
