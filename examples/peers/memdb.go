package main

import (
	"fmt"
	"io/fs"
	"time"

	"github.com/hashicorp/go-memdb"
)

// memory is go-memdb: the records as Go structs in one table, with an index for each question. Statements that are withdrawn stand in the index of ids only.
type memory struct {
	db      *memdb.MemDB
	records *records
}

// keys is an index of any number of keys for a record: parts that are each ended by a zero byte, so that the first parts are a prefix.
type keys func(record any) [][]byte

func key(parts ...string) (k []byte) {
	for _, p := range parts {
		k = append(append(k, p...), 0)
	}
	return k
}

func (keys) FromArgs(args ...any) ([]byte, error) {
	k := make([]byte, 0, 64)
	for _, a := range args {
		k = append(append(k, a.(string)...), 0)
	}
	return k, nil
}

func (f keys) PrefixFromArgs(args ...any) ([]byte, error) { return f.FromArgs(args...) }

func (f keys) FromObject(record any) (bool, [][]byte, error) {
	k := f(record)
	return len(k) > 0, k, nil
}

// id is the index of ids, with one key for a record.
type id struct{}

func (id) FromArgs(args ...any) ([]byte, error) { return keys(nil).FromArgs(args...) }

func (id) FromObject(record any) (bool, []byte, error) {
	switch v := record.(type) {
	case *statement:
		return true, key(v.ID), nil
	case *entity:
		return true, key(v.ID), nil
	case *mention:
		return true, key(v.Source, fmt.Sprint(v.Start), fmt.Sprint(v.End), v.Entity), nil
	}
	return false, nil, fmt.Errorf("no id in %T", record)
}

func (m *memory) schema() *memdb.DBSchema {
	index := func(name string, of func(s *statement) [][]byte) *memdb.IndexSchema {
		return &memdb.IndexSchema{Name: name, AllowMissing: true, Indexer: keys(func(record any) [][]byte {
			if s, ok := record.(*statement); ok && s.stands() {
				return of(s)
			}
			return nil
		})}
	}
	return &memdb.DBSchema{Tables: map[string]*memdb.TableSchema{
		"mentions": {Name: "mentions", Indexes: map[string]*memdb.IndexSchema{"id": {Name: "id", Unique: true, Indexer: id{}}}},
		"records": {Name: "records", Indexes: map[string]*memdb.IndexSchema{
			"id": {Name: "id", Unique: true, Indexer: id{}},
			"party": index("party", func(s *statement) (k [][]byte) {
				for _, p := range s.Parties {
					k = append(k, key(p.Actor, s.Mode))
				}
				return k
			}),
			"holder": index("holder", func(s *statement) (k [][]byte) {
				for _, holder := range s.Holders {
					for _, row := range s.under {
						k = append(k, key(holder, m.records.themes[row]))
					}
				}
				return k
			}),
			"whole": index("whole", func(s *statement) (k [][]byte) {
				if s.Kind != "remark" && len(s.under) > 0 {
					for _, whole := range s.wholes {
						k = append(k, key(whole))
					}
				}
				return k
			}),
		}},
	}}
}

func (m *memory) load(fsys fs.FS) (decoding time.Duration, err error) {
	if m.records, err = decode(fsys); err != nil {
		return 0, err
	}
	if m.db, err = memdb.NewMemDB(m.schema()); err != nil {
		return 0, err
	}
	txn := m.db.Txn(true)
	defer txn.Abort()
	for _, e := range m.records.entities {
		if err := txn.Insert("records", e); err != nil {
			return 0, err
		}
	}
	for _, list := range [][]*statement{m.records.statements, m.records.remarks} {
		for _, s := range list {
			if err := txn.Insert("records", s); err != nil {
				return 0, err
			}
		}
	}
	for i := range m.records.mentions {
		if err := txn.Insert("mentions", &m.records.mentions[i]); err != nil {
			return 0, err
		}
	}
	txn.Commit()
	decoding = m.records.decoding
	m.records = &records{themes: m.records.themes} // the rest is in the database
	return decoding, nil
}

func (m *memory) close() error { m.db = nil; return nil }

func (m *memory) record(kind, id string, a *answer) error {
	v, err := m.db.Txn(false).First("records", "id", id)
	switch v := v.(type) {
	case *statement:
		a.kind, a.text = v.Kind, v.text()
	case *entity:
		a.kind, a.text = v.Kind, v.Text
	}
	return err
}

// each ranges over the statements that an index has under a key.
func (m *memory) each(index string, visit func(*statement), args ...any) error {
	found, err := m.db.Txn(false).Get("records", index, args...)
	if err != nil {
		return err
	}
	for v := found.Next(); v != nil; v = found.Next() {
		visit(v.(*statement))
	}
	return nil
}

func (m *memory) cooperations(actor, mode string, a *answer) error {
	return m.each("party", func(s *statement) { a.id(s.ID) }, actor, mode)
}

func (m *memory) objectives(theme, actor string, a *answer) error {
	return m.each("holder", func(s *statement) { a.id(s.ID) }, actor, theme)
}

func (m *memory) evidence(kind, id string, a *answer) error {
	v, err := m.db.Txn(false).First("records", "id", id)
	if err != nil {
		return err
	}
	for _, e := range v.(*statement).Evidence {
		a.span(e.Start, e.End, e.Quote)
	}
	return nil
}

func (m *memory) compare(actors []string, a *answer) error {
	a.table(len(m.records.themes), len(actors))
	for column, actor := range actors {
		err := m.each("whole", func(s *statement) {
			for _, row := range s.under {
				if c := &a.cells[int(row)*len(actors)+column]; s.Stance == "opposes" {
					c.opposing++
				} else {
					c.supporting++
				}
			}
		}, actor)
		if err != nil {
			return err
		}
	}
	return nil
}

func (m *memory) neighbours(actor string, a *answer) error {
	return m.each("party_prefix", func(s *statement) {
		for _, p := range s.Parties {
			if p.Actor != actor {
				a.share(p.Actor, s.ID)
			}
		}
	}, actor)
}

func (m *memory) search(words []string, a *answer) error { return errNone }
