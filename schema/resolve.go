package schema

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/ident"
	"github.com/cyberres/cyberres/internal/nearest"
)

// resolve follows every reference, once all files are read.
func (c *checker) resolve() {
	c.enter()
	unknown, gone := map[string][]reference{}, map[string][]reference{}
	var order []string
	var wrong []reference // of another kind than belongs there
	for _, r := range c.references {
		row, ok := c.ids[r.id]
		if !ok {
			if unknown[r.id] == nil {
				order = append(order, r.id)
			}
			unknown[r.id] = append(unknown[r.id], r)
			continue
		}
		d := &c.definitions[row]
		if !slices.Contains(r.kinds, d.kind) {
			if other := c.taken[r.id]; other != nil && slices.Contains(r.kinds, c.definitions[other.second].kind) {
				c.definitions[other.second].used = true // of two records with the id, it means the other
				continue
			}
			wrong = append(wrong, r)
			continue
		}
		d.used = true
		if d.withdrawn && !r.past {
			if gone[r.id] == nil {
				order = append(order, r.id)
			}
			gone[r.id] = append(gone[r.id], r)
		}
	}
	c.wrongKinds(wrong)
	for _, id := range order {
		if places := gone[id]; places != nil {
			c.at(withdrawnReference, places[0], "%s is withdrawn; nothing may refer to it", id).relate(c, &c.definitions[c.ids[id]], "withdrawn here").more(c, places[1:])
			continue
		}
		c.unknown(id, unknown[id])
	}
	for _, id := range c.clashes {
		t := c.taken[id]
		first, second := &c.definitions[t.first], &c.definitions[t.second]
		if second.used && !first.used {
			first, second = second, first // the one that others refer to was there before
		}
		c.atDefinition(idTaken, second, "the id %q is taken by the %s in %s; ids are unique over all kinds", id, first.kind, c.files[first.file].name).relate(c, first, "defined here")
	}
}

// wrongKinds reports references to records of another kind. The two ends of a relation that stand the wrong way round are one mistake.
func (c *checker) wrongKinds(wrong []reference) {
	skip := map[int]bool{}
	for i, r := range wrong {
		if skip[i] {
			continue
		}
		d := c.definitions[c.ids[r.id]]
		if r.other > 0 {
			k := slices.IndexFunc(wrong, func(o reference) bool { return o.file == r.file && o.offset == r.other })
			if k >= 0 && slices.Contains(r.kinds, c.definitions[c.ids[wrong[k].id]].kind) && slices.Contains(wrong[k].kinds, d.kind) {
				skip[k] = true
				c.at(wrongKind, r, "subject and object stand the wrong way round; a relation reads \"subject type object\"").relatePlace(wrong[k].file, wrong[k].offset, "the object")
				continue
			}
		}
		c.at(wrongKind, r, "%s is of kind %s; here belongs one of kind %s", r.id, d.kind, either(r.kinds))
	}
}

// A clash is two records with one id.
type clash struct{ first, second int32 }

// leads reports whether a reference leads to a record that is known by now and may stand in its place. Most do, since files are read in the order in
// which they lean on each other, and need not be kept.
func (c *checker) leads(r reference) bool {
	row, ok := c.ids[r.id]
	if !ok {
		return false
	}
	d := &c.definitions[row]
	if !slices.Contains(r.kinds, d.kind) || d.withdrawn && !r.past {
		return false
	}
	d.used = true
	return true
}

// enter enters the ids that names of unread files promise, and notes those of all records that clash.
func (c *checker) enter() {
	for _, d := range c.promises {
		if _, taken := c.ids[d.id]; !taken {
			c.ids[d.id] = int32(len(c.definitions))
		}
		c.definitions = append(c.definitions, d)
	}
	c.taken = map[string]*clash{}
	alike := make(map[string]int32, len(c.definitions))
	for i := range c.definitions {
		d := &c.definitions[i]
		if first := c.ids[d.id]; first != int32(i) {
			if !d.assumed && c.taken[d.id] == nil {
				c.taken[d.id] = &clash{first, int32(i)}
				c.clashes = append(c.clashes, d.id)
			}
			continue
		}
		look := looks(d.id)
		if first, taken := alike[look]; taken {
			c.atDefinition(idConfusable, d, "the id %q reads like %s; give one of them another word", d.id, c.definitions[first].id).relate(c, &c.definitions[first], "defined here")
			continue
		}
		alike[look] = int32(i)
	}
}

// looks returns what is left of an id for an eye that does not look twice. It goes through every id of a dataset.
func looks(id string) string {
	var buffer [ident.Max]byte
	b := buffer[:0]
	for i := 0; i < len(id); i++ {
		switch c := id[i]; {
		case c == '-':
		case c == '0':
			b = append(b, 'o')
		case c == '1' || c == 'i':
			b = append(b, 'l')
		case c == '5':
			b = append(b, 's')
		case c == 'r' && i+1 < len(id) && id[i+1] == 'n':
			b = append(b, 'm')
			i++
		case c == 'v' && i+1 < len(id) && id[i+1] == 'v':
			b = append(b, 'w')
			i++
		default:
			b = append(b, c)
		}
	}
	return string(b)
}

// unknown reports an id that names nothing, in the first of the places that do.
func (c *checker) unknown(id string, places []reference) {
	kinds := places[0].kinds
	if slices.ContainsFunc(kinds, func(k cyberres.Kind) bool { return c.doubt[k] }) {
		return // it may be in what could not be read
	}
	rule, what := unknownID, either(kinds)
	if len(kinds) == 1 && kinds[0] == cyberres.KindTheme && c.files[places[0].file].name != "themes.json" {
		rule = unknownTheme
	}
	if len(kinds) > 2 {
		what = "record"
	}
	near := ""
	if row, ok := c.ids[idFrom(id)]; ok && slices.Contains(kinds, c.definitions[row].kind) {
		rule, near = unknownID, c.definitions[row].id
	} else if !ident.Valid(id) {
		for _, r := range places {
			c.at(idForm, r, "%s", idMessage(id))
		}
		return
	}
	if near == "" && c.told[places[0].file] < maxFindings && (c.hints == 0 || c.hints+len(c.definitions) <= maxHints) {
		c.hints += len(c.definitions)
		var candidates []string
		for _, d := range c.definitions {
			if slices.Contains(kinds, d.kind) && !d.withdrawn && len(d.id) <= len(id)+len(id)/3+40 {
				candidates = append(candidates, d.id)
			}
		}
		slices.Sort(candidates)
		if names := nearest.Names(id, candidates); len(names) > 0 {
			near = names[0]
		}
	}
	if row, ok := c.ids[near]; ok && len(places) > 1 && !c.definitions[row].used && nearest.Close(id, near) {
		c.definitions[row].used = true
		c.atDefinition(rule, &c.definitions[row], "nothing refers to %s, but %d places refer to %s; did you mean that here?", near, len(places), id).more(c, places)
		return
	}
	message := fmt.Sprintf("no %s %s", what, id)
	switch {
	case near != "":
		message += fmt.Sprintf("; did you mean %s?", near)
	case rule == unknownTheme:
		message += "; use one of themes.json, or add it there with its scope"
	case len(kinds) == 1 && kinds[0] == cyberres.KindReference:
		message += "; list it in references.json first"
	case len(kinds) <= 2:
		message += fmt.Sprintf("; write its record first, %ss/%s.json", kinds[0], id)
	}
	found := c.at(rule, places[0], "%s", message)
	found.more(c, places[1:])
	if near != "" && len(places) == 1 && (nearest.Close(id, near) || near == idFrom(id)) {
		r := places[0]
		found.Fix = &Fix{"write " + near, []Edit{{int(r.offset), int(r.offset + r.length), `"` + near + `"`}}}
	}
}

// maxHints is how many ids may be compared in all to find near ones for unknown ones: each hint takes a look at every id.
const maxHints = 200_000

// either joins kinds as a choice.
func either(kinds []cyberres.Kind) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	return strings.Join(names, " or ")
}
