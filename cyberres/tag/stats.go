package tag

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
)

// Stats counts what documents say. Its size depends on what the dataset has and on how many years there are, not on how many documents. The zero value counts
// nothing.
type Stats struct {
	Documents int64 // that were read
	Rejects   int64 // that could not be
	counts    map[counted]*int64
}

type counted struct{ what, of, year string }

// A Count is one number of [Stats].
type Count struct {
	What string `json:"what"` // "document", "entity", "pair", "theme", "mode", "statement" or "evidence"
	Of   string `json:"of"`   // the id of the entity, theme or record of evidence, two ids with a blank between them, the mode, or the kind of statement
	Year string `json:"year"` // of the documents; "" for pairs, and where they have no date or one before 1900 or after 2099
	N    int64  `json:"n"`    // documents for entities, pairs and evidence; statements for themes, modes and kinds
}

// maxPaired is of how many entities the pairs are counted that a document names. One with more is a list, and would count each entity with all others.
const maxPaired = 100

func (s *Stats) count(what, of, year string, n int64) {
	if c := s.counts[counted{what, of, year}]; c != nil {
		*c += n
		return
	}
	if s.counts == nil {
		s.counts = map[counted]*int64{}
	}
	s.counts[counted{what, strings.Clone(of), strings.Clone(year)}] = &n // of and year may be parts of a document
}

// countPair does it without memory for a pair that was counted before. The buffer is for its name.
func (s *Stats) countPair(buffer []byte, a, b string) []byte {
	buffer = append(append(append(buffer[:0], a...), ' '), b...)
	if c := s.counts[counted{"pair", string(buffer), ""}]; c != nil {
		*c++
	} else {
		s.count("pair", string(buffer), "", 1)
	}
	return buffer
}

// Merge adds what others counted. It is associative and commutative, and the zero value changes nothing.
func (s *Stats) Merge(o Stats) {
	s.Documents += o.Documents
	s.Rejects += o.Rejects
	for key, n := range o.counts {
		s.count(key.what, key.of, key.year, *n)
	}
}

// add counts what a document has. A pair is counted once a document, however often it is named.
func (s *Stats) add(t *Tagged) {
	year := ""
	if len(t.Date) >= 4 && ("1900" <= t.Date[:4] && t.Date[:4] <= "2099") {
		year = string(t.Date[:4])
	}
	s.Documents++
	s.count("document", "", year, 1)
	entities := make([]string, 0, len(t.Names))
	for _, n := range t.Names {
		entities = append(entities, string(n.Entity))
	}
	slices.Sort(entities)
	entities = slices.Compact(entities)
	var buffer []byte
	for i, a := range entities {
		s.count("entity", a, year, 1)
		if len(entities) > maxPaired {
			continue
		}
		for _, b := range entities[i+1:] {
			buffer = s.countPair(buffer, a, b)
		}
	}
	for _, v := range t.Statements {
		s.count("statement", v.Kind, year, 1)
		if v.Mode != "" {
			s.count("mode", string(v.Mode), year, 1)
		}
		for _, theme := range v.Themes {
			s.count("theme", string(theme), year, 1)
		}
	}
	records := entities[:0] // which are counted
	for _, e := range t.Evidence {
		records = append(records, string(e.Record)) // may rest on several passages
	}
	slices.Sort(records)
	for _, id := range slices.Compact(records) {
		s.count("evidence", id, year, 1)
	}
}

// Counts returns all numbers, ordered by what, of and year.
func (s Stats) Counts() []Count {
	out := make([]Count, 0, len(s.counts))
	for key, n := range s.counts {
		out = append(out, Count{key.what, key.of, key.year, *n})
	}
	slices.SortFunc(out, func(a, b Count) int {
		return cmp.Or(strings.Compare(a.What, b.What), strings.Compare(a.Of, b.Of), strings.Compare(a.Year, b.Year))
	})
	return out
}

// statsFile is how counts stand in a file.
type statsFile struct {
	Documents int64   `json:"documents"`
	Rejects   int64   `json:"rejects"`
	Counts    []Count `json:"counts"`
}

// MarshalJSON writes {"documents", "rejects", "counts"}, the same for the same counts.
func (s Stats) MarshalJSON() ([]byte, error) {
	return json.Marshal(statsFile{s.Documents, s.Rejects, s.Counts()})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (s *Stats) UnmarshalJSON(data []byte) error {
	var f statsFile
	if err := json.Unmarshal(data, &f); err != nil {
		return err
	}
	*s = Stats{Documents: f.Documents, Rejects: f.Rejects}
	for _, c := range f.Counts {
		s.count(c.What, c.Of, c.Year, c.N)
	}
	return nil
}
