package schema

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/nearest"
)

// Rules of ids: what they look like, whose they are, and that they lead somewhere.

var (
	idForm = &Rule{"id-form", "identifiers", "Not an id", SeverityError,
		"An id is lower-case ASCII words joined by single hyphens, begins with a letter and has at most 100 bytes. Letters of other scripts that look alike, spaces, underscores and capitals would make two ids that nobody can tell apart.",
		`"id": "Marn_Train_Pilots"`, `"id": "marn-train-pilots"`}
	idTaken = &Rule{"id-taken", "identifiers", "Id of another record", SeverityError,
		"Ids are unique over all kinds of record and are never used again, so that a link to a record always means the same one.",
		`"id": "marn-mend-locks"`, `"id": "marn-train-pilots"`}
	idConfusable = &Rule{"id-confusable", "identifiers", "Id that reads like another", SeverityError,
		"Two ids that differ only in a hyphen or in signs that look alike (0 and o, 1 and l or i, 5 and s, rn and m) will be taken for each other. Give one of them another word.",
		`"id": "marn-train-pi1ots"`, `"id": "marn-train-pilots"`}
	idFileName = &Rule{"id-file-name", "identifiers", "Id that is not the file's name", SeverityError,
		"A record that has a file of its own is found by its name: actors/japan.json holds the actor japan.",
		`"id": "marm"`, `"id": "marn"`}
	unknownID = &Rule{"unknown-id", "references", "Id that names nothing", SeverityError,
		"Where a record names another, that one exists: write its record first, or correct the id. All places that name the same unknown id make one finding.",
		`"holders": ["mran"]`, `"holders": ["marn"]`}
	wrongKind = &Rule{"wrong-kind", "references", "Record of another kind", SeverityError,
		"An id leads to a record of the kind that belongs in its place: holders are actors, a law is issued by an actor and amends another instrument.",
		`"statedIn": ["marn"]`, `"statedIn": ["tide-plan"]`}
	selfReference = &Rule{"self-reference", "references", "Record that refers to itself", SeverityError,
		"Nothing is a part of itself, amends itself or stands in relation to itself.",
		`"subject": "marn", "type": "member-of", "object": "marn"`, `"subject": "marn", "type": "member-of", "object": "lantern-league"`}
	circle = &Rule{"circle", "references", "Circle of references", SeverityError,
		"Parents of themes, wholes of actors and the changes of instruments lead up, never round. The finding stands at the record whose id comes first.",
		`"id": "aid", "parent": "equal-shares"`, `"id": "aid"`}
	withdrawnReference = &Rule{"withdrawn-reference", "references", "Reference to a withdrawn record", SeverityError,
		"A withdrawn record is kept so that old links still say what became of it. No record that stands may rest on it.",
		`"statedIn": ["withdrawn-plan"]`, `"statedIn": ["tide-plan"]`}
	misfiled = &Rule{"misfiled", "identifiers", "Record in the folder of another kind", SeverityError,
		"Actors stand in actors, instruments in instruments, sources in sources. A record in another folder breaks each rule of a shape that is not its own.",
		"instruments/marn.json with an actor", "actors/marn.json with an actor"}
	inferredElsewhere = &Rule{"inferred-elsewhere", "references", "Inferred id that the record does not have", SeverityError,
		"The list of what is inferred marks ids that stand elsewhere in the same record. An id that stands nowhere else in it marks nothing.",
		`"inferred": ["keeper-of-marn"]`, `"inferred": ["lantern-league"]`}

	idRules = []*Rule{idForm, idTaken, idConfusable, idFileName, unknownID, wrongKind, selfReference, circle, withdrawnReference, misfiled, inferredElsewhere}
)

// maxID is the length of the longest id, in bytes.
const maxID = 100

func validID(s string) bool {
	if s == "" || len(s) > maxID || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	for i := 1; i < len(s); i++ {
		if c := s[i]; 'a' <= c && c <= 'z' || '0' <= c && c <= '9' {
			continue
		} else if c != '-' || s[i-1] == '-' || i == len(s)-1 {
			return false
		}
	}
	return true
}

// A definition is a record with an id.
type definition struct {
	id             string
	kind           cyberres.Kind
	file           int32
	offset, length int32
	withdrawn      bool
	used           bool
	assumed        bool // the id is the file's name, for the record could not be read
}

// A reference is a place that names a record.
type reference struct {
	id             string
	kinds          []cyberres.Kind
	file           int32
	offset, length int32
	past           bool // the record that names it is withdrawn itself
}

// id checks the form of an id, and notes what it refers to.
func (f *file) id(n int32, s *shape) {
	v := f.node(n)
	if s.refers != nil {
		if v.Text == f.self && f.self != "" && slices.Contains(s.refers, f.selfKind) {
			f.at(selfReference, n, "%s refers to itself", v.Text)
			return
		}
		f.references = append(f.references, reference{v.Text, s.refers, 0, v.Start, v.End - v.Start, f.past})
		if !validID(v.Text) {
			f.wrong(n) // told when all ids are known: it may be one of them in capitals
		}
		return
	}
	if !validID(v.Text) {
		f.malformed(n)
	}
}

func (f *file) malformed(n int32) {
	v := f.node(n)
	found := f.at(idForm, n, "%s", idMessage(v.Text))
	if better := idFrom(v.Text); better != "" {
		found.Fix = &Fix{"write " + better, []Edit{{int(v.Start), int(v.End), `"` + better + `"`}}}
	}
}

func idMessage(text string) string {
	switch {
	case text == "":
		return "an empty string where an id belongs"
	case len(text) > maxID && validID(text[:maxID-1]+"x"):
		return fmt.Sprintf("an id of %d characters, more than the %d allowed", len(text), maxID)
	}
	if better := idFrom(text); better != "" {
		return fmt.Sprintf("%q is no id; write %q", short(text), better)
	}
	for i, c := range text {
		if c > '~' || c < ' ' {
			return fmt.Sprintf("%q is no id: its character %d is U+%04X; write lower-case ASCII words joined by hyphens", short(text), len([]rune(text[:i]))+1, c)
		}
	}
	return fmt.Sprintf("%q is no id; write lower-case words joined by hyphens, such as \"nis2-directive\"", short(text))
}

// idFrom returns the id that was meant, if only capitals, spaces and underscores stand in its way.
func idFrom(text string) string {
	better := strings.ToLower(strings.Join(strings.FieldsFunc(text, func(c rune) bool { return c == ' ' || c == '_' || c == '-' }), "-"))
	if better == text || !validID(better) {
		return ""
	}
	return better
}

// define notes the id of a record.
func (f *file) define(n int32, kind cyberres.Kind) {
	id, i := f.member(n, "id")
	gone, _ := f.member(n, "withdrawn")
	d := definition{id: id, kind: kind, withdrawn: gone != ""}
	if i >= 0 {
		v := f.node(i)
		d.offset, d.length = v.Start, v.End-v.Start
	}
	if f.part.many {
		if i < 0 || f.node(i).Type != '"' {
			f.doubt = append(f.doubt, kind) // an id that others may use
			return
		}
		f.definitions = append(f.definitions, d)
		return
	}
	stem := strings.TrimSuffix(path.Base(f.name), ".json")
	if validID(stem) && id != stem {
		if i >= 0 {
			v := f.node(i)
			found := f.at(idFileName, i, "the id %q is not the file's name; rename the file to %s.json or write %q", id, id, stem)
			found.Fix = &Fix{"write the file's name", []Edit{{int(v.Start), int(v.End), `"` + stem + `"`}}}
		}
		d.id, d.assumed = stem, true // by which others refer to it
	}
	f.definitions = append(f.definitions, d)
}

// inferred checks that what is called inferred stands in the record.
func (f *file) inferred(n int32, members ...string) {
	list := f.tree.Member(n, "inferred")
	if list < 0 || f.node(list).Type != '[' || !f.fine(n) {
		return
	}
	for i := list + 1; i < f.node(list).Next; i = f.node(i).Next {
		v := f.node(i)
		if !validID(v.Text) {
			f.malformed(i)
			continue
		}
		if slices.ContainsFunc(members, func(name string) bool { return f.holds(f.tree.Member(n, name), v.Text) }) {
			continue
		}
		message := fmt.Sprintf("%s is called inferred, but does not stand in this record", v.Text)
		var ids []string
		for _, name := range members {
			if m := f.tree.Member(n, name); m >= 0 {
				for k := m; k < f.node(m).Next; k++ {
					if f.node(k).Type == '"' {
						ids = append(ids, f.node(k).Text)
					}
				}
			}
		}
		if near := nearest.Names(v.Text, ids); len(near) > 0 {
			message += fmt.Sprintf("; did you mean %s?", near[0])
		} else {
			message += "; write one of its ids from " + strings.Join(members, ", ")
		}
		f.inferences = append(f.inferences, inference{message, reference{offset: v.Start, length: v.End - v.Start}, f.node(n).Start, f.node(n).End})
	}
}

// An inference is a mark on an id that its record does not have. If another id of the record leads nowhere, that one is to blame.
type inference struct {
	message string
	reference
	from, to int32 // the record, in bytes
}

// pending reports inferences in records that have no other fault.
func (c *checker) pending() {
	for _, v := range c.inferences {
		if !slices.ContainsFunc(c.late, func(l *late) bool { return l.file == v.file && int(v.from) <= l.Offset && l.Offset < int(v.to) }) {
			c.at(inferredElsewhere, v.reference, "%s", v.message)
		}
	}
}

// misfiled reports a record that breaks the shape of its folder and has that of another.
func (f *file) misfiled(schemas map[string]*document) {
	if f.judged < 2 || f.part.many {
		return
	}
	for _, l := range layout {
		s := schemas[l.kind].shape
		if l.many || l.kind == "dataset" || l.kind == f.part.kind || !f.fits(s) {
			continue
		}
		f.found = f.found[:0]
		f.judged = 0
		f.definitions, f.references, f.edges, f.needs, f.prints = f.definitions[:0], f.references[:0], f.edges[:0], f.needs[:0], f.prints[:0]
		f.place(misfiled, int(f.node(0).Start), 1, "the record of an %s in the folder of %ss; move the file to %s", l.kind, f.part.kind, l.place)
		if stem := strings.TrimSuffix(path.Base(f.name), ".json"); validID(stem) {
			f.definitions = append(f.definitions, definition{id: stem, kind: cyberres.Kind(l.kind), assumed: true})
		}
		return
	}
}

// fits reports whether the root has the members of a shape.
func (f *file) fits(s *shape) bool {
	seen := uint64(0)
	for i := int32(1); i < f.node(0).Next; i = f.node(i).Next {
		k := s.field(f.node(i).Name, 0)
		if k < 0 {
			return false
		}
		seen |= 1 << k
		if values := s.fields[k].shape.values; values != nil && !slices.Contains(values, f.node(i).Text) {
			return false
		}
	}
	return s.required&^seen == 0
}

// holds reports whether a string is an id, or a list has it.
func (f *file) holds(n int32, id string) bool {
	if n < 0 {
		return false
	}
	if f.node(n).Type == '"' {
		return f.node(n).Text == id
	}
	for i := n + 1; i < f.node(n).Next; i = f.node(i).Next {
		if f.node(i).Text == id {
			return true
		}
	}
	return false
}

// narrow says of a reference what kinds the rest of its record allows.
func (f *file) narrow(n int32, kinds []cyberres.Kind) {
	if n < 0 {
		return
	}
	at := f.node(n).Start
	for i := len(f.references) - 1; i >= 0 && f.references[i].offset >= at; i-- {
		if f.references[i].offset == at {
			f.references[i].kinds = kinds
		}
	}
}

var actorsOnly, instrumentsOnly = []cyberres.Kind{cyberres.KindActor}, []cyberres.Kind{cyberres.KindInstrument}

// related says what kinds a type of relation joins.
func relates(t cyberres.RelationType) (subjects, objects []cyberres.Kind) {
	switch t {
	case cyberres.RelationIssuedBy, cyberres.RelationPlannedBy, cyberres.RelationSignedBy:
		return instrumentsOnly, actorsOnly
	case cyberres.RelationMemberOf:
		return actorsOnly, actorsOnly
	case cyberres.RelationUpdates, cyberres.RelationAmends, cyberres.RelationRepeals, cyberres.RelationSupersedes, cyberres.RelationImplements, cyberres.RelationExtends, cyberres.RelationRestsOn:
		return instrumentsOnly, instrumentsOnly
	}
	return nil, nil
}

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

// resolve follows the references that are left, once all files are read.
func (c *checker) resolve() {
	c.enter()
	unknown, gone := map[string][]reference{}, map[string][]reference{}
	var order []string
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
			c.at(wrongKind, r, "%s is of kind %s; here belongs one of kind %s", r.id, d.kind, either(r.kinds))
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

// A clash is two records with one id.
type clash struct{ first, second int32 }

// enter enters the ids of all records, and notes those that clash.
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
	var buffer [maxID]byte
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
	} else if !validID(id) {
		for _, r := range places {
			c.at(idForm, r, "%s", idMessage(id))
		}
		return
	}
	if c.hints += len(c.definitions); near == "" && (c.hints <= maxHints || c.hints == len(c.definitions)) {
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
	if near != "" && len(places) == 1 {
		r := places[0]
		found.Fix = &Fix{"write " + near, []Edit{{int(r.offset), int(r.offset + r.length), `"` + near + `"`}}}
	}
}

// maxHints is how many ids may be compared in all to find near ones for unknown ones: each hint takes a look at every id.
const maxHints = 1_000_000

func either(kinds []cyberres.Kind) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	return strings.Join(names, " or ")
}

// An edge leads up from a record to one above it: a parent, a whole, an instrument that it changes.
type edge struct {
	from, to string
	sort     string
	ref      reference
}

// circles reports each circle of edges of one sort once.
func (c *checker) circles() {
	slices.SortStableFunc(c.edges, func(a, b edge) int { return strings.Compare(a.sort, b.sort) })
	for i := 0; i < len(c.edges); {
		k := i
		for k < len(c.edges) && c.edges[k].sort == c.edges[i].sort {
			k++
		}
		c.circlesOf(c.edges[i:k])
		i = k
	}
}

func (c *checker) circlesOf(edges []edge) {
	above := map[string][]edge{}
	for _, e := range edges {
		above[e.from] = append(above[e.from], e)
	}
	const open, done = 1, 2
	state := map[string]int{}
	var way []edge
	type step struct {
		id   string
		next int
	}
	var deep *edge
	round := false
	for _, e := range edges {
		stack := []step{{e.from, 0}}
		if state[e.from] == done {
			continue
		}
		state[e.from], way = open, way[:0]
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			if top.next == len(above[top.id]) {
				state[top.id] = done
				stack = stack[:len(stack)-1]
				if len(way) > 0 {
					way = way[:len(way)-1]
				}
				continue
			}
			up := above[top.id][top.next]
			top.next++
			switch state[up.to] {
			case open:
				c.circle(append(way, up), up.to)
				round = true
			case 0:
				state[up.to] = open
				way = append(way, up)
				stack = append(stack, step{up.to, 0})
				if len(stack) > maxAbove && deep == nil {
					deep = &e
				}
			}
		}
	}
	if deep != nil && !round {
		c.at(tooLarge, deep.ref, "%s stands below more than %d others by %q", deep.from, maxAbove, deep.sort)
	}
}

// maxAbove is how many may stand above a theme or an actor, as cyberres.Open has it.
const maxAbove = 256

// circle reports the circle that ends the way at an id.
func (c *checker) circle(way []edge, at string) {
	first := slices.IndexFunc(way, func(e edge) bool { return e.from == at })
	way = way[max(first, 0):]
	smallest := slices.MinFunc(way, func(a, b edge) int { return strings.Compare(a.from, b.from) })
	names := []string{}
	i := slices.IndexFunc(way, func(e edge) bool { return e.from == smallest.from })
	for k := range way {
		if len(names) < 8 {
			names = append(names, way[(i+k)%len(way)].from)
		}
	}
	c.at(circle, smallest.ref, "%s leads round to itself by %q: %s; break the circle", smallest.from, smallest.sort, strings.Join(append(names, smallest.from), ", "))
}
