package schema

import (
	"path"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/ident"
	"github.com/cyberres/cyberres/internal/nearest"
)

// Rules of records that have to make sense in themselves and together.

var (
	modeParties = &Rule{"mode-parties", "schema", "Parties that do not make the mode", SeverityError,
		"A bilateral cooperation has two sides: its signatories, or those who start, give and receive; members, channels and advocates stand beside them. A multilateral or bilateral one has a counterpart at all; where the text names none, the mode is unspecified.",
		`"mode": "bilateral", "parties": [{"actor": "marn", "role": "signatory"}]`, `"mode": "bilateral", "parties": [{"actor": "marn", "role": "signatory"}, {"actor": "lantern-league", "role": "signatory"}]`}
	alternativeMode = &Rule{"alternative-mode", "schema", "Alternative that is the mode itself", SeverityError,
		"An alternative is another mode that a careful reader could defend, not the one that the record has.",
		`"mode": "bilateral", "alternatives": ["bilateral"]`, `"mode": "bilateral", "alternatives": ["regional"]`}
	partyTwice = &Rule{"party-twice", "schema", "Party that stands twice in one role", SeverityError,
		"An actor stands among the parties once for each role that it has.",
		`{"actor": "marn", "role": "signatory"}, {"actor": "marn", "role": "signatory"}`, `{"actor": "marn", "role": "signatory"}`}
	noSuccessor = &Rule{"no-successor", "references", "Superseded by nothing", SeverityError,
		"An instrument whose timeline says that it was superseded or repealed by another names that one, or is named by it: there is a record of an instrument that supersedes, repeals or updates it, or the step has a note that says by what.",
		`{"type": "superseded", "date": "2035"}`, `{"type": "superseded", "date": "2035", "note": "by the Tide Plan 2036"}`}
	noReadings = &Rule{"no-readings", "schema", "Text that nobody read", SeverityError,
		"A text is read at least once before it is annotated; the number of independent readings says how far the result can be relied on.",
		`"readings": 0`, `"readings": 1`}
	completeEmpty = &Rule{"complete-empty", "schema", "Complete without a record", SeverityError,
		"Where coverage is complete, silence is taken for the text's. A file that has no statement and no remark says \"partial\".",
		`"coverage": "complete", "objectives": []`, `"coverage": "partial", "objectives": []`}
	remarkEvidence = &Rule{"remark-evidence", "schema", "Remark without evidence", SeverityError,
		"A remark shows the words that it is about. Only what is not stated has no words.",
		`"kind": "typo", "about": ["tide-plan"]`, `"kind": "not-stated", "about": ["tide-plan"]`}
	sourceFileName = &Rule{"source-file-name", "identifiers", "Source that is not the file's name", SeverityError,
		"What a source says stands in the file of its name: annotations/isle-of-marn.json has the source isle-of-marn.",
		`"source": "isle-of-barn"`, `"source": "isle-of-marn"`}

	counterpartHolds = &Rule{"counterpart-holds", "schema", "Counterpart that is a holder", SeverityError,
		"Those named in \"with\" are counterparts who do not hold the objective themselves.",
		`"holders": ["marn"], "with": ["marn"]`, `"holders": ["marn"], "with": ["lantern-league"]`}
	versionForm = &Rule{"version-form", "vocabulary", "Version of another form", SeverityError,
		"A dataset has a version of three numbers, as in 0.1.0 (Semantic Versioning), and names the version of the schemas that it keeps to, two numbers.",
		`"version": "latest"`, `"version": "0.0.1"`}

	unknownLicence = &Rule{"unknown-licence", "vocabulary", "Licence that is not known", SeverityError,
		"A dataset names its licence by the SPDX identifier, so that a program can tell what may be done with it; one that has none is LicenseRef- and a name.",
		`"licence": "Creative Commons"`, `"licence": "CC0-1.0"`}
	undecided = &Rule{"undecided", "schema", "Suggestion that nobody has decided on", SeverityWarning,
		"A program suggests records by wordings. It does not understand them: each is read against its passage by somebody, who corrects it or takes it out, and removes \"suggestion\".",
		`"suggestion": "“seeks to” (70 %)"`, "no suggestion"}

	consistencyRules = []*Rule{undecided, modeParties, counterpartHolds, versionForm, unknownLicence, alternativeMode, partyTwice, noSuccessor, noReadings, completeEmpty, remarkEvidence, sourceFileName}
)

// record checks what the members of one object say together, once each of them has been checked.
func (f *file) record(n int32, s *shape) {
	def := s.def
	if n == 0 {
		def = f.part.kind
	}
	switch def {
	case "objective", "cooperation", "position", "relation":
		if !f.proving { // the text tells first
			f.pieces(n, true)
		}
	}
	switch def {
	case "dataset":
		f.release(n)
		f.versions(n)
		f.licence(n)
	case "theme":
		f.define(n, cyberres.KindTheme)
		if label, at := f.member(n, "label"); at >= 0 && f.fine(n) {
			f.alike(n, "label", string(fold(f.scratch[:0], label)))
		}
		f.leadsUp(n, "parent", "parent")
	case "reference":
		f.define(n, cyberres.KindReference)
		f.page(n)
	case "actor":
		f.define(n, cyberres.KindActor)
		f.countries()
		f.named(n, "name")
	case "instrument":
		f.define(n, cyberres.KindInstrument)
		f.timeline(n)
		f.ended(n)
		f.named(n, "title")
	case "source":
		f.define(n, cyberres.KindSource)
		f.slice(n)
		f.written(n)
		f.addresses(n)
	case "annotations":
		f.annotations(n)
	case "objective":
		f.define(n, cyberres.KindObjective)
		f.inferred(n, "holders", "with", "beneficiaries", "statedIn")
		f.counterparts(n)
		f.print(n, "holders")
	case "cooperation":
		f.define(n, cyberres.KindCooperation)
		f.inferred(n, "instruments")
		f.parties(n)
		f.print(n, "")
	case "position":
		f.define(n, cyberres.KindPosition)
		f.inferred(n, "holder")
		f.print(n, "holder", "on")
	case "relation":
		f.define(n, cyberres.KindRelation)
		f.inferred(n, "subject", "object", "at")
		f.joins(n)
		f.print(n, "subject", "type", "object")
	case "remark":
		f.define(n, cyberres.KindRemark)
		f.remark(n)
	case "mention":
		f.span(n)
	case "evidence":
		f.piece(n)
	case "name", "membership":
		f.period(n)
		if def == "membership" {
			f.leadsUp(n, "actor", f.node(f.node(n).Up).Name) // partOf or memberships
		}
	case "identifier":
		f.identifier(n)
	case "link":
		f.link(n)
	}
}

// leadsUp notes an edge from the record that is being checked to one above it.
func (f *file) leadsUp(n int32, member, sort string) {
	from := f.self
	to, at := f.member(n, member)
	if at < 0 || from == "" || to == "" {
		return
	}
	v := f.node(at)
	f.edges = append(f.edges, edge{from, to, sort, reference{offset: v.Start, length: v.End - v.Start}})
}

// link narrows what a verified relation of an instrument may lead to, and notes what it changes.
func (f *file) link(n int32) {
	t, at := f.member(n, "type")
	object := f.tree.Member(n, "object")
	if at < 0 || object < 0 {
		return
	}
	if subjects, objects := relates(cyberres.RelationType(t)); objects != nil {
		if subjects[0] != cyberres.KindInstrument {
			f.at(wrongKind, at, "no instrument is %q anything; actors are", t)
			return
		}
		f.narrow(object, objects)
	}
	switch cyberres.RelationType(t) {
	case cyberres.RelationSupersedes, cyberres.RelationRepeals, cyberres.RelationUpdates:
		f.succeeds = append(f.succeeds, f.node(object).Text)
		fallthrough
	case cyberres.RelationAmends, cyberres.RelationExtends, cyberres.RelationImplements, cyberres.RelationRestsOn, cyberres.RelationPartOf:
		f.leadsUp(n, "object", t)
	}
}

// joins narrows what the ends of a relation may be.
func (f *file) joins(n int32) {
	t, at := f.member(n, "type")
	subject, object := f.tree.Member(n, "subject"), f.tree.Member(n, "object")
	if subject < 0 || object < 0 {
		return
	}
	if at >= 0 {
		subjects, objects := relates(cyberres.RelationType(t))
		if subjects != nil {
			f.narrow(subject, subjects)
			f.narrow(object, objects)
			for i := range f.references {
				if f.references[i].offset == f.node(subject).Start {
					f.references[i].other = f.node(object).Start
				}
			}
		}
	}
	if s := f.node(subject).Text; s != "" && s == f.node(object).Text && f.fine(object) {
		f.at(selfReference, object, "%s stands in relation to itself", s)
		ends := [2]int32{f.node(subject).Start, f.node(object).Start} // of what kind they should be is another question
		f.references = slices.DeleteFunc(f.references, func(r reference) bool { return r.offset == ends[0] || r.offset == ends[1] })
	}
}

// counterparts checks that who holds an objective is not its counterpart as well.
func (f *file) counterparts(n int32) {
	with := f.tree.Member(n, "with")
	if with < 0 || !f.fine(n) {
		return
	}
	holders := f.tree.Member(n, "holders")
	for i := with + 1; i < f.node(with).Next; i = f.node(i).Next {
		if id := f.node(i).Text; f.holds(holders, id) {
			f.at(counterpartHolds, i, "%s holds the objective; a counterpart in \"with\" does not", id)
			return
		}
	}
}

// versions checks how the card of a dataset numbers its versions.
func (f *file) versions(n int32) {
	for _, name := range []string{"version", "schemaVersion"} {
		text, at := f.member(n, name)
		if at < 0 {
			continue
		}
		parts := strings.Split(text, ".")
		want := 3
		if name == "schemaVersion" {
			want = 2
		}
		good := len(parts) == want
		for _, p := range parts {
			good = good && p != "" && len(p) < 6 && strings.Trim(p, "0123456789") == "" && (p == "0" || p[0] != '0')
		}
		switch {
		case !good && want == 3:
			f.at(versionForm, at, "%q is no version; write three numbers, as in 0.1.0", short(text))
		case want == 2 && text != schemaVersion:
			f.at(versionForm, at, "%q is not the version of these schemas; write %s", short(text), schemaVersion)
		}
	}
}

// licence checks that a program can tell what may be done with the data.
func (f *file) licence(n int32) {
	text, at := f.member(n, "licence")
	known := []string{"CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "CC-BY-3.0", "CC-BY-SA-3.0", "ODbL-1.0", "ODC-By-1.0", "PDDL-1.0", "Apache-2.0", "MIT",
		"OGL-UK-3.0", "etalab-2.0", "CDLA-Permissive-2.0", "CDLA-Sharing-1.0"}
	if at < 0 || slices.Contains(known, text) || strings.HasPrefix(text, "LicenseRef-") {
		return
	}
	if near := nearest.Names(strings.ReplaceAll(text, " ", "-"), known); len(near) > 0 {
		f.at(unknownLicence, at, "no licence %q; did you mean %q?", short(text), near[0])
		return
	}
	f.at(unknownLicence, at, "no licence %q; write its SPDX identifier, such as CC-BY-4.0, or LicenseRef- and a name of your own", short(text))
}

// schemaVersion is that of the files that this package describes.
const schemaVersion = "0.1"

// parties checks that the parties of a cooperation make its mode.
func (f *file) parties(n int32) {
	mode, m := f.member(n, "mode")
	list := f.tree.Member(n, "parties")
	if m < 0 || list < 0 || f.refuse[list] || !f.fine(list) || f.node(list).Type != '[' {
		return
	}
	if a := f.tree.Member(n, "alternatives"); a >= 0 && f.fine(a) && f.node(a).Next > a+1 && f.node(a+1).Text == mode {
		f.at(alternativeMode, a+1, "%q is the mode already; write another, or leave the alternatives out", mode)
	}
	type party struct{ actor, role string }
	var all []party
	var actors, sides []string
	add := func(list []string, s string) []string {
		if slices.Contains(list, s) {
			return list
		}
		return append(list, s)
	}
	for i := list + 1; i < f.node(list).Next; i = f.node(i).Next {
		actor, a := f.member(i, "actor")
		role, _ := f.member(i, "role")
		if a < 0 {
			return
		}
		if slices.Contains(all, party{actor, role}) {
			f.at(partyTwice, i, "%s stands among the parties as %s before; remove one", actor, role)
			return
		}
		if len(all) < 256 {
			all = append(all, party{actor, role})
		}
		actors = add(actors, actor)
		switch cyberres.Role(role) {
		case cyberres.RoleSignatory, cyberres.RoleInitiator, cyberres.RoleProvider, cyberres.RoleRecipient:
			sides = add(sides, actor)
		}
	}
	switch cyberres.Mode(mode) {
	case cyberres.ModeBilateral:
		if len(actors) < 2 {
			f.at(modeParties, m, "bilateral with one party; name the other side, or write \"unspecified\" if the text does not")
		} else if len(sides) > 2 {
			f.at(modeParties, m, "bilateral with %d sides (%s); write \"multilateral\" or \"regional\", or make one record of each arrangement", len(sides), strings.Join(sides, ", ")).relate(f, list, "the parties")
		} else if len(sides) == 0 && len(actors) > 2 {
			f.at(modeParties, m, "bilateral with %d parties and no sides; write \"multilateral\" or \"regional\", or say who signs, gives or receives", len(actors)).relate(f, list, "the parties")
		}
	case cyberres.ModeUnspecified:
		if len(actors) > 1 {
			f.at(modeParties, m, "unspecified, but %s are named; write \"bilateral\", \"multilateral\" or \"regional\" by who they are", strings.Join(actors[:2], " and ")).relate(f, list, "the parties")
		}
	case cyberres.ModeMultilateral:
		if len(actors) < 2 {
			f.at(modeParties, m, "multilateral with one party; name the others or their forum, or write \"unspecified\" if the text does not")
		}
	}
}

// ended notes steps that end an instrument in favour of another.
func (f *file) ended(n int32) {
	list := f.tree.Member(n, "timeline")
	if list < 0 || f.node(list).Type != '[' || f.refuse[list] || f.past {
		return
	}
	for i := list + 1; i < f.node(list).Next; i = f.node(i).Next {
		t, at := f.member(i, "type")
		if note, _ := f.member(i, "note"); t == "superseded" && note == "" {
			v := f.node(at)
			f.needs = append(f.needs, reference{id: f.self, offset: v.Start, length: v.End - v.Start})
		}
	}
}

// successors reports instruments that ended in favour of one that no record names.
func (c *checker) successors() {
	if c.links {
		return // a relation that has a finding may be the one that names it
	}
	for _, r := range c.needs {
		if !c.succeeds[r.id] && !c.doubt[cyberres.KindInstrument] {
			c.at(noSuccessor, r, "%s was superseded, but no instrument supersedes, repeals or updates it; add that relation to the successor's record, or a note that says by what", r.id)
		}
	}
}

// annotations checks an annotation file as a whole.
func (f *file) annotations(n int32) {
	stem := strings.TrimSuffix(path.Base(f.name), ".json")
	if source, at := f.member(n, "source"); at >= 0 && source != stem && ident.Valid(stem) {
		f.at(sourceFileName, at, "the source %q is not the file's name; rename the file to %s.json or write %q", source, source, stem)
		if k := len(f.references); k > 0 {
			f.references = slices.DeleteFunc(f.references, func(r reference) bool { return r.offset == f.node(at).Start })
		}
	}
	f.sameSpans()
	if p := f.tree.Member(n, "provenance"); p >= 0 {
		if readings, at, ok := f.number(p, "readings"); ok && readings == 0 {
			f.at(noReadings, at, "no readings; a text is read at least once")
		}
	}
	if coverage, at := f.member(n, "coverage"); coverage == "complete" && len(f.found) == 0 {
		for _, list := range []string{"objectives", "cooperations", "positions", "relations", "remarks"} {
			if i := f.tree.Member(n, list); i >= 0 && f.node(i).Next > i+1 {
				return
			}
		}
		f.at(completeEmpty, at, "complete without a statement or a remark: silence would be taken for the text's; write \"partial\"")
	}
}

// remark checks that a remark shows what it is about.
func (f *file) remark(n int32) {
	if !f.proving {
		f.pieces(n, false)
	}
	f.print(n)
	kind, at := f.member(n, "kind")
	list := f.tree.Member(n, "evidence")
	if at >= 0 && cyberres.Kind(kind) != cyberres.KindNotStated && (list < 0 || f.node(list).Type == '[' && f.node(list).Next == list+1) && f.fine(n) {
		f.atObject(remarkEvidence, n, "a remark without evidence; only %q may have none", "not-stated")
	}
}
