package cyberres

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/internal/nearest"
)

// An UnknownError says that an id names no record of the kind asked for.
type UnknownError struct {
	Kind    Kind   // what was asked for
	ID      string // the unknown id
	Nearest string // the nearest known id, empty if none is near
}

func (e *UnknownError) Error() string {
	if e.Nearest == "" {
		return fmt.Sprintf("no %s %s", e.Kind, e.ID)
	}
	return fmt.Sprintf("no %s %s; did you mean %s?", e.Kind, e.ID, e.Nearest)
}

// CheckFilter reports every id in the filter that the dataset does not have, each with the nearest one that it has, and a Date that is none.
// A query with an unknown id is no error, it keeps nothing; use this for ids that people type. Each error is an [*UnknownError] for errors.As.
func (d *Dataset) CheckFilter(f Filter) error {
	var errs joined
	d.checkFilter(&f, &errs)
	if len(errs) == 0 {
		return nil
	}
	return errs
}

func (d *Dataset) checkFilter(f *Filter, errs *joined) {
	for _, ids := range [][]ActorID{f.Actors, f.With, f.At} {
		checkIDs(d, KindActor, ids, errs)
	}
	for _, id := range f.Speakers {
		if id != "" {
			checkIDs(d, KindActor, []ActorID{id}, errs)
		}
	}
	checkIDs(d, KindTheme, f.Themes, errs)
	checkIDs(d, KindInstrument, f.Instruments, errs)
	checkIDs(d, KindSource, f.Sources, errs)
	if _, err := ParseDate(string(f.Date)); err != nil {
		*errs = append(*errs, err)
	}
	for i := range f.Not {
		d.checkFilter(&f.Not[i], errs)
	}
}

func checkIDs[T ~string](d *Dataset, kind Kind, ids []T, errs *joined) {
	for _, id := range ids {
		if d.index[string(id)].kind != kind {
			*errs = append(*errs, d.unknown(kind, string(id)))
		}
	}
}

// unknown makes the error for an unknown id, looking for near ones by id and then by name.
func (d *Dataset) unknown(kind Kind, id string) *UnknownError {
	e := &UnknownError{Kind: kind, ID: id}
	var ids []string
	for known, entry := range d.index {
		if entry.kind == kind && !entry.withdrawn {
			ids = append(ids, known)
		}
	}
	slices.Sort(ids)
	if best := nearest.Names(id, ids); len(best) > 0 {
		e.Nearest = best[0]
	}
	for i := range d.actors {
		if kind == KindActor && slices.ContainsFunc(d.actors[i].Names.items, func(n Name) bool { return strings.EqualFold(n.Text, id) }) {
			e.Nearest = string(d.actors[i].ID)
			break
		}
	}
	return e
}

// joined is several errors, one a line.
type joined []error

func (j joined) Unwrap() []error { return j }

func (j joined) Error() string {
	lines := make([]string, len(j))
	for i, err := range j {
		lines[i] = err.Error()
	}
	return strings.Join(lines, "\n")
}
