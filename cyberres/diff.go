package cyberres

import (
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Changes are what differs between two datasets, or between two views. They marshal to JSON as they are.
type Changes struct {
	Old     Version      `json:"old"`
	New     Version      `json:"new"`
	Records List[Change] `json:"records"` // by kind and id
}

// A Change is one record that one side has and the other has not, or has differently.
type Change struct {
	Kind Kind `json:"kind"`
	ID   ID   `json:"id"`
	// What is "added", "removed", "withdrawn" or "changed". A published record is withdrawn, never removed: "removed" is a mistake, unless it is left out of a
	// view.
	What   string            `json:"what"`
	Label  string            `json:"label"`           // what the record is called or says, as it is now
	Fields List[FieldChange] `json:"fields,omitzero"` // of a record that both have
}

// A FieldChange is a field of a record that differs.
type FieldChange struct {
	Field string `json:"field"` // its JSON name
	Old   string `json:"old"`   // its JSON, empty where the field was not there
	New   string `json:"new"`
}

const (
	added     = "added"
	removed   = "removed"
	withdrawn = "withdrawn"
	changed   = "changed"
)

// Diff returns what changed from one dataset to another, by id. The mentions of a source have no ids and count as a field of it.
// A nil dataset is an empty one, so that from nothing all is added. It takes time in the size of both.
func Diff(old, new *Dataset) Changes {
	if old == nil {
		old = &Dataset{tables: &tables{}}
	}
	if new == nil {
		new = &Dataset{tables: &tables{}}
	}
	out := Changes{Old: old.Version(), New: new.Version()}
	var all []Change
	was, is := old.mentioned(), new.mentioned()
	for id, e := range new.entries() {
		if !new.shows(e) {
			continue
		}
		label := new.label(e)
		before, had := old.find(id)
		if had && old.shows(before) && before.kind == e.kind {
			fields := compare(old.record(before), new.record(e))
			if a, b := was[SourceID(id)], is[SourceID(id)]; e.kind == KindSource && !slices.Equal(a, b) {
				change := FieldChange{Field: "mentions"}
				if len(a) > 0 {
					change.Old = marshal(a)
				}
				if len(b) > 0 {
					change.New = marshal(b)
				}
				fields = append(fields, change)
			}
			switch {
			case new.withdrawn(e) && !old.withdrawn(before):
				all = append(all, Change{e.kind, ID(id), withdrawn, label, List[FieldChange]{fields}})
			case len(fields) > 0:
				all = append(all, Change{e.kind, ID(id), changed, label, List[FieldChange]{fields}})
			}
			continue
		}
		all = append(all, Change{Kind: e.kind, ID: ID(id), What: added, Label: label})
	}
	for id, e := range old.entries() {
		after, has := new.find(id)
		if !old.shows(e) {
			continue
		}
		if !has || !new.shows(after) || after.kind != e.kind {
			all = append(all, Change{Kind: e.kind, ID: ID(id), What: removed, Label: old.label(e)})
		}
	}
	slices.SortFunc(all, func(a, b Change) int {
		return cmp.Or(cmp.Compare(slices.Index(recordKinds, a.Kind), slices.Index(recordKinds, b.Kind)), cmp.Compare(a.ID, b.ID), cmp.Compare(a.What, b.What))
	})
	out.Records = List[Change]{all}
	return out
}

// mentioned returns the mentions of each source.
func (d *Dataset) mentioned() map[SourceID][]Mention {
	out := map[SourceID][]Mention{}
	for m := range d.Mentions(Filter{}) {
		out[m.Source] = append(out[m.Source], m)
	}
	return out
}

// record returns a record as a value of its type.
func (t *tables) record(e entry) any {
	switch e.kind {
	case KindActor:
		return t.actors[e.row]
	case KindInstrument:
		return t.instruments[e.row]
	case KindSource:
		return t.sources[e.row]
	case KindTheme:
		return t.themes[e.row]
	case KindReference:
		return t.references[e.row]
	case KindObjective:
		return t.objectives[e.row]
	case KindCooperation:
		return t.cooperations[e.row]
	case KindPosition:
		return t.positions[e.row]
	case KindRelation:
		return t.relations[e.row]
	}
	return t.remarks[e.row]
}

// label returns the text that tells a reader best what a record is: the first that is searched.
func (t *tables) label(e entry) (label string) {
	if e.kind == KindReference {
		return t.references[e.row].Title
	}
	t.eachText(e, func(_, text string) {
		if label == "" {
			label = text
		}
	})
	return label
}

// compare returns the fields of two records of one type that differ, in the order of the type.
func compare(old, new any) (out []FieldChange) {
	a, b := reflect.ValueOf(old), reflect.ValueOf(new)
	for i := range a.NumField() {
		x, y := a.Field(i).Interface(), b.Field(i).Interface()
		if reflect.DeepEqual(x, y) {
			continue
		}
		name, _, _ := strings.Cut(a.Type().Field(i).Tag.Get("json"), ",")
		change := FieldChange{Field: name}
		if !a.Field(i).IsZero() {
			change.Old = marshal(x)
		}
		if !b.Field(i).IsZero() {
			change.New = marshal(y)
		}
		out = append(out, change)
	}
	return out
}

// marshal returns the JSON of a value of a record, which always has one.
func marshal(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Sprint(v)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// Len returns the number of records that differ.
func (c Changes) Len() int { return c.Records.Len() }

// String returns the changes as plain text: one line a record, and one below for each field. Long values are cut; the JSON has all of them.
func (c Changes) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", c.head())
	for _, r := range c.Records.items {
		fmt.Fprintf(&b, "%-9s %s %s: %s\n", r.What, r.Kind, r.ID, shorten(r.Label))
		for _, f := range r.Fields.items {
			fmt.Fprintf(&b, "          %s: %s\n", f.Field, f)
		}
	}
	return b.String()
}

// Markdown returns the changes as a section for release notes.
func (c Changes) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "## Data %s\n\n%s\n", escapeMarkdown(c.New.Version), escapeMarkdown(c.head()))
	for _, what := range []string{added, changed, withdrawn, removed} {
		first := true
		for _, r := range c.Records.items {
			if r.What != what {
				continue
			}
			if first {
				fmt.Fprintf(&b, "\n### %s\n\n", strings.ToUpper(what[:1])+what[1:])
				first = false
			}
			fmt.Fprintf(&b, "- %s `%s`: %s\n", r.Kind, r.ID, escapeMarkdown(shorten(r.Label)))
			for _, f := range r.Fields.items {
				fmt.Fprintf(&b, "  - %s: %s\n", f.Field, escapeMarkdown(f.String()))
			}
		}
	}
	return b.String()
}

// head says how many records changed and between what.
func (c Changes) head() string {
	counts := map[string]int{}
	for _, r := range c.Records.items {
		counts[r.What]++
	}
	name := func(v Version) string {
		switch {
		case v.Version == "":
			return "nothing"
		case v.AsOf != "":
			return fmt.Sprintf("%s as of %s", v.Version, v.AsOf)
		}
		return fmt.Sprintf("%s (%s)", v.Version, v.Date)
	}
	return fmt.Sprintf("%s to %s: %d added, %d changed, %d withdrawn, %d removed",
		printable(name(c.Old)), printable(name(c.New)), counts[added], counts[changed], counts[withdrawn], counts[removed])
}

// String returns the old and the new value; of two lists, what went and what came.
func (f FieldChange) String() string {
	var old, new []json.RawMessage
	if json.Unmarshal([]byte(cmp.Or(f.Old, "[]")), &old) == nil && json.Unmarshal([]byte(cmp.Or(f.New, "[]")), &new) == nil {
		var parts []string
		for _, x := range without(old, new) {
			parts = append(parts, "- "+shorten(string(x)))
		}
		for _, x := range without(new, old) {
			parts = append(parts, "+ "+shorten(string(x)))
		}
		if len(parts) == 0 {
			return "in another order"
		}
		return strings.Join(parts, ", ")
	}
	return shorten(cmp.Or(f.Old, "nothing")) + " → " + shorten(cmp.Or(f.New, "nothing"))
}

// without returns the items of a list that another does not have.
func without(list, other []json.RawMessage) (out []json.RawMessage) {
	left := map[string]int{}
	for _, x := range other {
		left[string(x)]++
	}
	for _, x := range list {
		if left[string(x)]--; left[string(x)] < 0 {
			out = append(out, x)
		}
	}
	return out
}

// shorten cuts a long value between characters, and keeps it from steering a terminal.
func shorten(s string) string {
	const most = 100
	s = printable(s)
	runes := 0
	for i := range s {
		if runes++; runes == most {
			return s[:i] + "…"
		}
	}
	return s
}

// printable replaces what would move the cursor, turn the direction of writing or end the line.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp) || r == utf8.RuneError {
			return ' '
		}
		return r
	}, s)
}

// escapeMarkdown keeps a text from being read as emphasis, code, a link with a label, a cell of a table or HTML. Bare addresses stay what they are.
func escapeMarkdown(s string) string {
	var b strings.Builder
	for _, r := range printable(s) {
		switch r {
		case '\\', '`', '*', '_', '[', ']', '<', '>', '|', '#', '~', '$', '&':
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
