package cyberres

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cyberres/cyberres/internal/nearest"
)

// An UnknownError says that an id names no record of the kind asked for, or that a vocabulary does not have a value.
type UnknownError struct {
	Kind    Kind   // what was asked for: a kind of record, or the name of a vocabulary, such as "mode"
	ID      string // the unknown id
	Nearest string // the nearest known id, empty if none is near
	is      Kind   // what the id names instead
}

// shown is an id as a message shows it: cut where it is longer than any, and quoted where it has what would not be seen or would steer a terminal.
func shown(id string) string {
	const most = 100
	n := 0
	for i := range id {
		if n++; n > most {
			id = id[:i] + "…"
			break
		}
	}
	if quoted := strconv.Quote(id); quoted != `"`+id+`"` || id != strings.TrimSpace(id) || id == "" {
		return quoted
	}
	return id
}

func (e *UnknownError) Error() string {
	switch {
	case e.is != "":
		return fmt.Sprintf("no %s %s; that is the id of a record of kind %s", e.Kind, shown(e.ID), e.is)
	case e.Nearest == "":
		return fmt.Sprintf("no %s %s", e.Kind, shown(e.ID))
	}
	return fmt.Sprintf("no %s %s; did you mean %s?", e.Kind, shown(e.ID), e.Nearest)
}

// CheckFilter reports every id in the filter that the dataset does not have and every value that no vocabulary has, each with the nearest one, and a
// Date that is none.
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
	checkValues("kind", f.Kinds, slices.Concat(recordKinds, actorKinds, instrumentKinds, remarkKinds, referenceKinds), errs)
	checkValues("mode", f.Modes, modes, errs)
	checkValues("role", f.Roles, roles, errs)
	checkValues("status", f.Statuses, statuses, errs)
	checkValues("modality", f.Modalities, modalities, errs)
	checkValues("stance", f.Stances, stances, errs)
	checkValues("voice", f.Voices, voices, errs)
	checkValues("type of relation", f.Types, relationTypes, errs)
	if _, err := ParseDate(string(f.Date)); err != nil {
		*errs = append(*errs, err)
	}
	for i := range f.Not {
		d.checkFilter(&f.Not[i], errs)
	}
}

func checkValues[T ~string](what Kind, asked, known []T, errs *joined) {
	for _, v := range asked {
		if slices.Contains(known, v) {
			continue
		}
		e := &UnknownError{Kind: what, ID: string(v)}
		names := make([]string, len(known))
		for i, k := range known {
			names[i] = string(k)
		}
		if near := nearest.Names(string(v), names); len(near) > 0 {
			e.Nearest = near[0]
		}
		*errs = append(*errs, e)
	}
}

func checkIDs[T ~string](d *Dataset, kind Kind, ids []T, errs *joined) {
	for _, id := range ids {
		if d.row(kind, string(id)) >= 0 {
			continue
		}
		if n := len(*errs); n > 0 && n*d.ids.used > maxHints {
			*errs = append(*errs, &UnknownError{Kind: kind, ID: string(id)})
		} else {
			*errs = append(*errs, d.unknown(kind, string(id)))
		}
	}
}

// unknown makes the error for an unknown id, with the nearest by id; an actor is also known by its names.
func (d *Dataset) unknown(kind Kind, id string) *UnknownError {
	e := &UnknownError{Kind: kind, ID: id}
	var ids []string
	for known, entry := range d.entries() {
		if entry.kind == kind && !d.withdrawn(entry) {
			ids = append(ids, known)
		}
	}
	slices.Sort(ids)
	if best := nearest.Names(id, ids); len(best) > 0 {
		e.Nearest = best[0]
	}
	for _, m := range d.Resolve(id) { // people type names
		if m.Kind == kind {
			e.Nearest = string(m.ID)
			break
		}
	}
	if other, ok := d.find(id); ok && other.kind != kind {
		e.is = other.kind
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
