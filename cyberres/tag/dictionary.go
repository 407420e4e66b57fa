package tag

import (
	"errors"
	"fmt"
	"iter"
	"math"

	"github.com/cyberres/cyberres/cyberres"
)

// A Dictionary knows names, and finds them in texts. It never changes and may be used from many goroutines at once.
type Dictionary struct {
	keys  *keys
	index *index
	names int
}

// Compile makes a dictionary of names. Names that are wrong are all reported, and then there is no dictionary: a name has to have a letter or digit, be valid
// UTF-8 and fold to at most 1,024 bytes. A name that comes twice counts once. It takes time and memory in proportion to the letters of the names, and a few
// milliseconds more.
func Compile(names iter.Seq[Name]) (*Dictionary, error) {
	var (
		list     []Name
		patterns []pattern
		faults   []error
		size     int
	)
	seen := map[Name]bool{}
	for n := range names {
		if seen[n] {
			continue
		}
		seen[n] = true
		p, err := n.compile()
		if err != nil {
			faults = append(faults, fmt.Errorf("name %d, %s of %s, %w", len(seen), shown(n.Text), shown(string(n.Entity)), err))
			continue
		}
		if size += len(p.key); size > math.MaxInt32 {
			return nil, fmt.Errorf("name %d: all names together fold to more than %d bytes; compile them in several dictionaries", len(seen), math.MaxInt32)
		}
		list = append(list, n)
		patterns = append(patterns, p)
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	k := newKeys(patterns, list)
	return &Dictionary{keys: k, index: newIndex(k), names: len(list)}, nil
}

// shown is a text as a message shows it: quoted, and cut where it is long.
func shown(s string) string {
	const most = 80
	if len(s) > most {
		return fmt.Sprintf("%.*q…", most, s)
	}
	return fmt.Sprintf("%q", s)
}

// Len returns the number of names.
func (d *Dictionary) Len() int { return d.names }

// FromDataset makes a dictionary of what a dataset calls its actors and instruments: usual names, titles, and the aliases, acronyms and former names in every
// language. Records that were withdrawn are left out, and so are codes, such as MK or 2016/1148, most of which mean something else in running text.
// Of a view as of a date, it has what the view shows.
func FromDataset(d *cyberres.Dataset) (*Dictionary, error) { return Compile(namesOf(d)) }

// namesOf ranges over the names of a dataset.
func namesOf(d *cyberres.Dataset) iter.Seq[Name] {
	return func(yield func(Name) bool) {
		all := func(id cyberres.ID, name string, others cyberres.List[cyberres.Name]) bool {
			if !yield(Name{Entity: id, Text: name, Language: "en"}) {
				return false
			}
			for n := range others.All() {
				if !yield(Name{Entity: id, Text: n.Text, Language: n.Language, Use: n.Use, From: n.From, To: n.To}) {
					return false
				}
			}
			return true
		}
		for a := range d.Actors() {
			if !all(cyberres.ID(a.ID), a.Name, a.Names) {
				return
			}
		}
		for v := range d.Instruments(cyberres.Filter{}) {
			if !all(cyberres.ID(v.ID), v.Title, v.Names) {
				return
			}
		}
	}
}
