package tag

import (
	"encoding/json"
	"slices"
	"strings"
)

// Stats counts what documents say, by year. Its size depends on what the dataset has, not on how many documents there are. The zero value counts nothing.
type Stats struct {
	Documents int64 // that were read
	Rejects   int64 // that could not be
	counts    map[string]int64
}

// A Count is one number of [Stats].
type Count struct {
	What string `json:"what"` // "document", "entity", "pair", "theme", "mode", "statement" or "evidence"
	Of   string `json:"of"`   // the id of the entity or theme, two ids with a blank between them, the mode, the kind of statement, the status of evidence
	Year string `json:"year"` // of the documents; "" where they have no date
	N    int64  `json:"n"`    // documents for entities, pairs and evidence; statements for themes, modes and kinds
}

func (s *Stats) count(what, of, year string) {
	if s.counts == nil {
		s.counts = map[string]int64{}
	}
	s.counts[what+"\x00"+of+"\x00"+year]++
}

// Merge adds what others counted. It is associative and commutative.
func (s *Stats) Merge(o Stats) {
	s.Documents += o.Documents
	s.Rejects += o.Rejects
	if s.counts == nil && len(o.counts) > 0 {
		s.counts = make(map[string]int64, len(o.counts))
	}
	for key, n := range o.counts {
		s.counts[key] += n
	}
}

// Counts returns all numbers, ordered by what, of and year.
func (s Stats) Counts() []Count {
	keys := make([]string, 0, len(s.counts))
	for key := range s.counts {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	out := make([]Count, len(keys))
	for i, key := range keys {
		what, rest, _ := strings.Cut(key, "\x00")
		of, year, _ := strings.Cut(rest, "\x00")
		out[i] = Count{what, of, year, s.counts[key]}
	}
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
	*s = Stats{Documents: f.Documents, Rejects: f.Rejects, counts: make(map[string]int64, len(f.Counts))}
	for _, c := range f.Counts {
		s.counts[c.What+"\x00"+c.Of+"\x00"+c.Year] += c.N
	}
	return nil
}
