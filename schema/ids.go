package schema

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/ident"
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
	misfiled = &Rule{"misfiled", "identifiers", "Record in the place of another kind", SeverityError,
		"Actors stand in actors, instruments in instruments, sources in sources, and in a file of annotations each kind of record has its list. A record in another place breaks each rule of a shape that is not its own.",
		"instruments/marn.json with an actor", "actors/marn.json with an actor"}
	inferredElsewhere = &Rule{"inferred-elsewhere", "references", "Inferred id that the record does not have", SeverityError,
		"The list of what is inferred marks ids that stand elsewhere in the same record. An id that stands nowhere else in it marks nothing.",
		`"inferred": ["keeper-of-marn"]`, `"inferred": ["lantern-league"]`}

	idRules = []*Rule{idForm, idTaken, idConfusable, idFileName, unknownID, wrongKind, selfReference, circle, withdrawnReference, misfiled, inferredElsewhere}
)

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
	past           bool  // the record that names it is withdrawn itself
	other          int32 // of the subject of a relation: the offset of the object
}

// id checks the form of an id, and notes what it refers to.
func (f *file) id(n int32, s *shape) {
	v := f.node(n)
	if s.refers != nil {
		if v.Text == f.self && f.self != "" && slices.Contains(s.refers, f.selfKind) {
			f.at(selfReference, n, "%s refers to itself", v.Text)
			return
		}
		f.references = append(f.references, reference{v.Text, s.refers, 0, v.Start, v.End - v.Start, f.past, 0})
		if !ident.Valid(v.Text) {
			f.wrong(n) // told when all ids are known: it may be one of them in capitals
		}
		return
	}
	if !ident.Valid(v.Text) {
		f.malformed(n)
	}
}

// malformed reports what is no id, with the id that was probably meant.
func (f *file) malformed(n int32) {
	v := f.node(n)
	found := f.at(idForm, n, "%s", idMessage(v.Text))
	if better := idFrom(v.Text); better != "" {
		found.Fix = &Fix{"write " + better, []Edit{{int(v.Start), int(v.End), `"` + better + `"`}}}
	}
}

// idMessage says what is wrong with the form of an id. The first strange character is named by its code point: it may look like a letter.
func idMessage(text string) string {
	switch {
	case text == "":
		return "an empty string where an id belongs"
	case len(text) > ident.Max && ident.Valid(text[:ident.Max-1]+"x"):
		return fmt.Sprintf("an id of %d characters, more than the %d allowed", len(text), ident.Max)
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
	if better == text || !ident.Valid(better) {
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
	if ident.Valid(stem) && id != stem {
		if i >= 0 {
			f.at(idFileName, i, "the id %q is not the file's name; rename the file to %s.json or write %q", id, id, stem)
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
		if !ident.Valid(v.Text) {
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
	if f.judged == 0 {
		return
	}
	for _, l := range layout {
		s := schemas[l.kind].shape
		if !strings.HasSuffix(l.place, "/") || l.kind == "dataset" || l.kind == f.part.kind || !f.fits(0, s) {
			continue
		}
		f.found = f.found[:0]
		f.judged = 0
		f.doubt, f.inferences = f.doubt[:0], f.inferences[:0]
		f.definitions, f.references, f.edges, f.needs, f.prints = f.definitions[:0], f.references[:0], f.edges[:0], f.needs[:0], f.prints[:0]
		f.place(misfiled, int(f.node(0).Start), 1, "this has the members of a record of kind %s; move the file to %s", l.kind, l.place)
		if stem := strings.TrimSuffix(path.Base(f.name), ".json"); ident.Valid(stem) && !l.many {
			f.definitions = append(f.definitions, definition{id: stem, kind: cyberres.Kind(l.kind), assumed: true})
		}
		return
	}
}

// misplacedRecord reports a record in a list of another kind whose shape it has, in place of all that is wrong with it there.
func (f *file) misplacedRecord(n int32, s *shape, before int) bool {
	if !s.owns || !f.part.many || f.more {
		return false
	}
	for _, list := range f.kind.shape.fields {
		other := list.shape.items
		if other == nil || !other.owns || other.def == s.def || !f.fits(n, other) {
			continue
		}
		f.found = f.found[:before]
		f.wrong(n)
		f.doubt = append(f.doubt, other.defined()) // others may know it by its id
		f.at(misfiled, n, "this has the members of a record of kind %s; move it to the list %q", other.def, list.name)
		return true
	}
	return false
}

// fits reports whether an object has the members of a shape.
func (f *file) fits(n int32, s *shape) bool {
	seen := uint64(0)
	for i := n + 1; i < f.node(n).Next; i = f.node(i).Next {
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

// relates says what kinds a type of relation joins.
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
