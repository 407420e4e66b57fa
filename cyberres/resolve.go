package cyberres

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// Fit is how well a name fits what was asked for.
type Fit string

const (
	FitExact  Fit = "exact"  // the very same characters
	FitCase   Fit = "case"   // but for upper and lower case
	FitFolded Fit = "folded" // but for accents, width, spaces, hyphens and other punctuation
	FitPrefix Fit = "prefix" // it begins so
)

// A Match is an actor or an instrument that a name may mean, and the name under which it is known so.
type Match struct {
	ID   ID     `json:"id"`
	Kind Kind   `json:"kind"` // of the record: actor or instrument
	Fit  Fit    `json:"fit"`
	Name string `json:"name"` // the name or code as the record has it
	// Use is how that name is used. A former one says that the record is known by another today. It is empty for the usual name, the official title, the id and
	// codes.
	Use    NameUse `json:"use,omitempty"`
	From   Date    `json:"from,omitempty"`   // first day of use, where it is known
	To     Date    `json:"to,omitempty"`     // last day of use, where it is known
	Scheme string  `json:"scheme,omitempty"` // of a code, such as iso-3166-1-alpha-2
}

// names are all names and codes of actors and instruments, sorted by key.
type names []nameEntry

type nameEntry struct {
	key   string // folded
	match Match
}

// Resolve returns every actor and instrument that a name may mean, best first: by fit, and of equal fit usual and official names before aliases, acronyms,
// former names and codes. It knows the names of the records in every language that they have, their ids, ISO 3166-1, M49 and Wikidata codes and document
// numbers. Case, accents, width, spaces and hyphens do not matter; letters do: it never guesses, and a name that is merely alike is no match. An English
// article before the name may be left out. Each record comes once, under the name that fits best. Nothing comes back for what nobody is called. It takes time
// in the logarithm of the number of names.
func (d *Dataset) Resolve(name string) []Match {
	found := d.best(d.named(foldName(name), false), name)
	if bare := strings.TrimSpace(name); len(found) == 0 && len(bare) > 4 && strings.EqualFold(bare[:4], "the ") {
		return d.best(d.named(foldName(bare[4:]), false), bare[4:])
	}
	return found
}

// Complete returns the actors and instruments that have a name which begins with a prefix, folded as [Dataset.Resolve] does: those that are called so
// first, then by the length of the name. At most n are returned.
func (d *Dataset) Complete(prefix string, n int) []Match {
	key := foldName(prefix)
	if key == "" || n <= 0 {
		return nil
	}
	found := d.best(d.named(key, true), prefix)
	return found[:min(n, len(found))]
}

// named returns the names with a key, or those whose key begins so.
func (d *Dataset) named(key string, prefix bool) names {
	d.lazy.names.once.Do(func() { d.lazy.names.all = d.tables.names() })
	all := d.lazy.names.all
	from := sort.Search(len(all), func(i int) bool { return all[i].key >= key })
	to := from + sort.Search(len(all)-from, func(i int) bool {
		k := all[from+i].key
		return k != key && !(prefix && strings.HasPrefix(k, key))
	})
	return all[from:to]
}

// best ranks names, and keeps of each record the one that fits best.
func (d *Dataset) best(found names, asked string) []Match {
	var out []Match
	asked = strings.TrimSpace(asked)
	key := foldName(asked)
	for _, f := range found {
		m := f.match
		if !d.shows(entry{m.Kind, d.row(m.Kind, string(m.ID))}) {
			continue
		}
		switch {
		case m.Name == asked:
			m.Fit = FitExact
		case strings.EqualFold(m.Name, asked):
			m.Fit = FitCase
		case f.key == key:
			m.Fit = FitFolded
		default:
			m.Fit = FitPrefix
		}
		out = append(out, m)
	}
	rank := func(m Match) int { // of equal fit
		switch {
		case m.Scheme != "":
			return 5
		case m.Use == NameFormer:
			return 4
		case m.Use == NameAcronym:
			return 3
		case m.Use == NameAlias:
			return 2
		case m.Name == string(m.ID): // any other name is the better one to show
			return 6
		}
		return 0
	}
	fits := []Fit{FitExact, FitCase, FitFolded, FitPrefix}
	slices.SortStableFunc(out, func(a, b Match) int {
		c := cmp.Compare(slices.Index(fits, a.Fit), slices.Index(fits, b.Fit))
		if c == 0 && a.Fit == FitPrefix {
			c = cmp.Compare(len(a.Name), len(b.Name))
		}
		return cmp.Or(c, cmp.Compare(rank(a), rank(b)), cmp.Compare(a.ID, b.ID))
	})
	seen := map[ID]bool{}
	return slices.DeleteFunc(out, func(m Match) bool {
		twice := seen[m.ID]
		seen[m.ID] = true
		return twice
	})
}

// names collects all names of records that stand.
func (t *tables) names() names {
	var all names
	add := func(m Match) {
		if key := foldName(m.Name); key != "" {
			all = append(all, nameEntry{key, m})
		}
		if len(m.Name) > 4 && strings.EqualFold(m.Name[:4], "the ") {
			all = append(all, nameEntry{foldName(m.Name[4:]), m})
		}
	}
	record := func(id ID, kind Kind, name string, others List[Name], codes List[Identifier]) {
		add(Match{ID: id, Kind: kind, Name: name})
		add(Match{ID: id, Kind: kind, Name: string(id)})
		for _, n := range others.items {
			m := Match{ID: id, Kind: kind, Name: n.Text, From: n.From, To: n.To, Use: n.Use}
			if m.Use == NameOfficial && m.To == "" {
				m.Use = ""
			}
			add(m)
		}
		for _, c := range codes.items {
			switch c.Scheme {
			case "website", "url", "m49-region", "m49-subregion": // addresses, and codes of areas that hold others as well
			default:
				add(Match{ID: id, Kind: kind, Name: c.Value, Scheme: c.Scheme})
			}
		}
	}
	for i := range t.actors {
		if a := &t.actors[i]; a.Withdrawn == "" {
			record(ID(a.ID), KindActor, a.Name, a.Names, a.Identifiers)
		}
	}
	for i := range t.instruments {
		if v := &t.instruments[i]; v.Withdrawn == "" {
			record(ID(v.ID), KindInstrument, v.Title, v.Names, v.Identifiers)
		}
	}
	slices.SortStableFunc(all, func(a, b nameEntry) int { return strings.Compare(a.key, b.key) })
	return all
}
