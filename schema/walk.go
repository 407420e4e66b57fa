package schema

import (
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/nearest"
	"github.com/cyberres/cyberres/internal/strictjson"
)

// Rules of the shape of records, as the schemas have it.

var (
	missingMember = &Rule{"missing-member", "schema", "Member that is missing", SeverityError,
		"Every record has the members that its schema requires. The finding stands at the record's opening brace.",
		`"status": "agreed", "summary"`, `"status": "agreed", "voice": "entry", "summary"`}
	unknownMember = &Rule{"unknown-member", "schema", "Member that no schema knows", SeverityError,
		"A member that the schema of its record does not know would be left out in silence by every reader, so none is allowed. It is most often misspelt, or belongs to another kind of record.",
		`"partys": [`, `"parties": [`}
	wrongType = &Rule{"wrong-type", "schema", "Value of another type", SeverityError,
		"A value has the type that the schema gives it: a string in quotation marks, a whole number from 0 without them, a list in brackets, an object in braces. There is no null: what has nothing to say is left out.",
		`"start": "93"`, `"start": 93`}
	unknownValue = &Rule{"unknown-value", "schema", "Value that the codebook does not define", SeverityError,
		"Modes, roles, voices and the other closed vocabularies have the values that the codebook defines, spelt as there.",
		`"mode": "bilatral"`, `"mode": "bilateral"`}
	emptyValue = &Rule{"empty-value", "schema", "Nothing where something belongs", SeverityError,
		"A required text or list must say something; one that is not required is left out where there is nothing to say.",
		`"holders": []`, `"holders": ["marn"]`}
	listTooLong = &Rule{"list-too-long", "schema", "More items than a list may have", SeverityError,
		"Some lists are bounded by the codebook: a cooperation has at most one alternative mode.",
		`"alternatives": ["regional", "multilateral"]`, `"alternatives": ["regional"]`}
	repeatedItem = &Rule{"repeated-item", "schema", "Item that stands twice in a list", SeverityError,
		"A list of ids or values is a set: it names each of them once, and counts over it would be wrong if it did not.",
		`"themes": ["training", "training"]`, `"themes": ["training"]`}

	schemaRules = []*Rule{missingMember, unknownMember, wrongType, unknownValue, emptyValue, listTooLong, repeatedItem}
)

// A file is one file being checked. What is found stands in found; what other files must confirm, in the rest.
type file struct {
	name string
	text string
	part *part
	kind *document
	tree *strictjson.Tree

	found  []Finding
	more   bool           // there were more than are told
	refuse map[int32]bool // values that have a finding, so that nothing else is said of them
	judged int            // findings that the schemas alone give

	result
}

// node returns a value of the file.
func (f *file) node(n int32) *strictjson.Node { return &f.tree.Nodes[n] }

// member returns the text of a member of an object, "" if it is not there or has been refused.
func (f *file) member(n int32, name string) (string, int32) {
	i := f.tree.Member(n, name)
	if i < 0 || f.refuse[i] {
		return "", -1
	}
	return f.node(i).Text, i
}

// wrong notes that a value has a finding.
func (f *file) wrong(n int32) {
	if f.refuse == nil {
		f.refuse = map[int32]bool{}
	}
	f.refuse[n] = true
}

// fine reports whether neither a value nor anything in it has a finding.
func (f *file) fine(n int32) bool {
	if len(f.refuse) == 0 {
		return true
	}
	for i := n; i < f.node(n).Next; i++ {
		if f.refuse[i] {
			return false
		}
	}
	return true
}

// at adds a finding about a value.
func (f *file) at(rule *Rule, n int32, format string, args ...any) *Finding {
	f.wrong(n)
	v := f.node(n)
	found := f.place(rule, int(v.Start), int(v.End-v.Start), format, args...)
	if !f.more { // finding the number of an item among many takes its time
		found.Path = f.tree.Path(n)
	}
	return found
}

// atName adds a finding about the name of a member.
func (f *file) atName(rule *Rule, n int32, format string, args ...any) *Finding {
	found := f.at(rule, n, format, args...)
	v := f.node(n)
	if v.At >= 0 {
		found.Offset = int(v.At)
		found.Length = strings.LastIndexByte(f.text[v.At:v.Start], '"') + 1
	}
	return found
}

// atObject adds a finding about what an object lacks: at its opening brace.
func (f *file) atObject(rule *Rule, n int32, format string, args ...any) *Finding {
	found := f.place(rule, int(f.node(n).Start), 1, format, args...)
	if !f.more {
		found.Path = f.tree.Path(n)
	}
	return found
}

// place adds a finding about a place. When there are too many, it returns one that nobody will see.
func (f *file) place(rule *Rule, offset, length int, format string, args ...any) *Finding {
	if len(f.found) >= maxFindings {
		f.more = true
		return &Finding{}
	}
	f.found = append(f.found, Finding{File: f.name, Code: rule.Code, Class: rule.Class, Severity: rule.Severity,
		Message: visible(fmt.Sprintf(format, args...)), Offset: offset, Length: length})
	return &f.found[len(f.found)-1]
}

// value holds a value against its shape, and what it says against the other rules.
func (f *file) value(n int32, s *shape) {
	v := f.node(n)
	if v.Type != s.kind {
		f.mistyped(n, s)
		return
	}
	switch v.Type {
	case '{':
		f.object(n, s)
	case '[':
		f.list(n, s)
	case '"':
		f.str(n, s)
	case '0':
		if strings.ContainsAny(v.Text, ".eE-") {
			f.notWhole(n)
		}
	}
}

// mistyped reports a value of another type, with the right one where that is plain.
func (f *file) mistyped(n int32, s *shape) {
	if f.refuse[n] || f.node(n).Type == 'n' && s.def == "count" && f.proving {
		return // null is a blank that the text fills in
	}
	f.judged++
	if f.node(n).Up == 0 && f.part.many {
		f.doubt = append(f.doubt, holds(f.part.kind)...)
	}
	names := map[byte]string{'{': "an object", '[': "an array", '"': "a string", '0': "a number", 't': "a boolean"}
	want := names[s.kind]
	if s.kind == '0' {
		want = "a whole number"
	}
	v := f.node(n)
	if v.Type == 'n' && s.def == "count" {
		f.at(wrongType, n, "null where a whole number belongs; with a copy of the text, pin computes it")
		return
	}
	if v.Type == 'n' {
		f.at(wrongType, n, "null where %s belongs; leave the member out if there is nothing to say", want)
		return
	}
	found := f.at(wrongType, n, "%s where %s belongs", names[v.Type], want)
	switch {
	case s.kind == '0' && v.Type == '"' && v.Text != "" && strings.Trim(v.Text, "0123456789") == "" && (v.Text == "0" || v.Text[0] != '0') && len(v.Text) < 16:
		found.Message += "; write " + v.Text + " without quotation marks"
		found.Fix = &Fix{"write a number", []Edit{{int(v.Start), int(v.End), v.Text}}}
	case s.kind == '[' && v.Type == '"' && s.items != nil && s.items.kind == '"':
		found.Message += fmt.Sprintf("; write [%s]", short(f.text[v.Start:v.End]))
		found.Fix = &Fix{"write a list of one", []Edit{{int(v.Start), int(v.Start), "["}, {int(v.End), int(v.End), "]"}}}
	}
}

// notWhole reports a number that is no offset or count. 105.0 is whole for the schema, but not as a reader of records takes it.
func (f *file) notWhole(n int32) {
	if !f.refuse[n] {
		f.at(wrongType, n, "%s where a whole number from 0 belongs", f.node(n).Text)
	}
}

// object holds an object against its shape: its members first, then what they say together.
func (f *file) object(n int32, s *shape) {
	if s.owns {
		f.self = ""
		if id := f.tree.Member(n, "id"); id >= 0 && f.node(id).Type == '"' {
			f.self, f.selfKind = f.node(id).Text, s.defined()
		}
		gone := f.tree.Member(n, "withdrawn")
		f.past = gone >= 0 && f.node(gone).Text != ""
	}
	f.naming = s.def == "mention"
	excused := f.unpinned(n, s)
	before := len(f.found)
	seen, expected := uint64(0), 0
	var unknown []int32
	for i := n + 1; i < f.node(n).Next; i = f.node(i).Next {
		k := s.field(f.node(i).Name, expected)
		if k < 0 {
			unknown = append(unknown, i)
			continue
		}
		seen |= 1 << k
		expected = k + 1
		f.value(i, s.fields[k].shape)
	}
	if missing := s.required &^ seen &^ excused; (missing != 0 || unknown != nil) && !f.refuse[n] {
		if f.misplacedRecord(n, s, before) {
			return
		}
		f.members(n, s, seen, missing, unknown)
	}
	f.record(n, s)
}

// members says what is wrong with the members of an object. A misspelt one is not missing as well.
func (f *file) members(n int32, s *shape, seen, missing uint64, unknown []int32) {
	f.judged++
	f.wrong(n)
	if n == 0 && f.part.many {
		f.doubt = append(f.doubt, holds(f.part.kind)...) // a list of records may hide behind another name
	}
	known := make([]string, len(s.fields))
	for i, field := range s.fields {
		known[i] = field.name
	}
	meant := uint64(0)
	var far []int32
	for _, i := range unknown {
		name := f.node(i).Name
		like := slices.IndexFunc(known, func(k string) bool { return strings.EqualFold(k, name) })
		hint := "write it %q"
		if near := nearest.Names(name, absentFirst(known, seen)); like < 0 && len(near) > 0 {
			hint, like = "did you mean %q?", slices.Index(known, near[0])
		}
		if like < 0 {
			far = append(far, i)
			continue
		}
		meant |= 1 << like
		found := f.atName(unknownMember, i, "unknown member %q; "+hint, name, known[like])
		if seen&(1<<like) == 0 && (strings.EqualFold(name, known[like]) || nearest.Close(name, known[like])) {
			found.Fix = &Fix{"rename the member", []Edit{{found.Offset, found.Offset + found.Length, `"` + known[like] + `"`}}}
		}
	}
	missing &^= meant
	if len(far) == 1 && missing != 0 && missing&(missing-1) == 0 { // one for the other, it seems
		for k := range s.fields {
			if missing == 1<<k {
				f.atName(unknownMember, far[0], "unknown member %q, and %q is missing; did you mean that?", f.node(far[0]).Name, known[k])
				return
			}
		}
	}
	for _, i := range far {
		f.atName(unknownMember, i, "unknown member %q; known here: %s", f.node(i).Name, strings.Join(known, ", "))
	}
	var absent []string
	for k := range s.fields {
		if missing&(1<<k) != 0 {
			absent = append(absent, fmt.Sprintf("%q", known[k]))
		}
	}
	switch len(absent) {
	case 0:
	case 1:
		f.atObject(missingMember, n, "member %s is missing", absent[0])
	default:
		f.atObject(missingMember, n, "members %s are missing", strings.Join(absent, ", "))
	}
}

// absentFirst puts the members that an object does not have before those that it has: a misspelt member is rather one of the former.
func absentFirst(known []string, seen uint64) []string {
	out := make([]string, 0, len(known))
	for _, there := range []bool{false, true} {
		for i, name := range known {
			if (seen&(1<<i) != 0) == there {
				out = append(out, name)
			}
		}
	}
	return out
}

// list holds a list against its shape. One that is too long is not gone through.
func (f *file) list(n int32, s *shape) {
	limit := maxItems
	if f.part.many && f.node(n).Up == 0 && s.items.kind == '{' {
		limit = maxRecords
	}
	count := 0
	for i := n + 1; i < f.node(n).Next; i = f.node(i).Next {
		count++
	}
	switch {
	case count > limit:
		f.at(tooLarge, n, "a list of %d items, more than the %d allowed", count, limit)
		return
	case count < s.min:
		f.judged++
		if s.items.refers != nil && s.items.refers[0] == cyberres.KindReference {
			f.at(emptyValue, n, "a fact without a reference; name the page or document that it rests on")
		} else {
			f.at(emptyValue, n, "%s is an empty list where at least one item belongs", f.called(n))
		}
		return
	case count > s.max:
		f.judged++
		f.at(listTooLong, n, "%d items where at most %d belongs; keep the best", count, s.max)
		return
	}
	for i := n + 1; i < f.node(n).Next; i = f.node(i).Next {
		f.value(i, s.items)
	}
	switch {
	case count < 2:
	case s.unique:
		f.repeated(n)
	case s.items.kind == '{' && !s.items.owns:
		f.entries(n, s.items.def)
	}
}

// repeated reports the items of a list that stand in it before.
func (f *file) repeated(n int32) {
	seen := f.seen()
	for i := n + 1; i < f.node(n).Next; i = f.node(i).Next {
		v := f.node(i)
		if v.Type != '"' || f.refuse[i] {
			continue
		}
		key := maphash.String(seed, v.Text)
		if first, twice := seen[key]; twice {
			f.judged++
			found := f.at(repeatedItem, i, "%q stands twice in one list; remove one", short(v.Text))
			found.Related = append(found.Related, f.related(int(f.node(first).Start), "stands here first"))
			comma := strings.LastIndexByte(f.text[:v.Start], ',')
			found.Fix = &Fix{"remove it", []Edit{{comma, int(v.End), ""}}}
			continue
		}
		seen[key] = i
	}
}

// str holds a string against its shape and then against the rules for what it holds.
func (f *file) str(n int32, s *shape) {
	if f.refuse[n] {
		return
	}
	v := f.node(n)
	if s.values != nil {
		if !slices.Contains(s.values, v.Text) {
			f.notValue(n, s.values)
		}
		return
	}
	switch s.def {
	case "id":
		if v.Text == "" {
			f.at(emptyValue, n, "%s is an empty string where an id belongs", f.called(n))
			return
		}
		f.id(n, s)
		return
	case "date", "day":
		f.date(n, s.def == "day")
		return
	case "sha256":
		f.digest(n)
		return
	case "text", "phrase":
		if v.Text == "" {
			f.judged++
			f.at(emptyValue, n, "%s is an empty string where a text belongs", f.called(n))
			return
		}
	case "prose":
		if v.Text == "" {
			return // nothing to say
		}
	}
	switch {
	case s.is == "quote":
		f.quote(n)
	case s.is == "url":
		f.url(n)
	case s.is == "phrase":
		f.phrase(n)
	case s.is == "code": // in the form that its scheme has
	case !f.prose(n):
	case s.is == "suggestion" && f.part.kind == "annotations":
		f.warn(undecided, n, "a suggestion that nobody has decided on (%s); read the passage, correct the record, write the summary, and take \"suggestion\" out; or remove the record", short(v.Text))
	case f.part.kind == "annotations" && unwritten(v.Text) && f.tree.Member(v.Up, "suggestion") < 0:
		f.warn(undecided, n, "the text that a program put here for a person to write; write it")
	case s.is == "language":
		f.language(n)
	}
}

// unwritten reports whether a text is what drafts have in place of one.
func unwritten(s string) bool {
	return strings.HasPrefix(s, "To be written: ") || strings.HasPrefix(s, "Suggested: ")
}

// called names a value by its member, an item by that of its list.
func (f *file) called(n int32) string {
	for n > 0 && f.node(n).At < 0 {
		n = f.node(n).Up
	}
	return fmt.Sprintf("%q", short(f.node(n).Name))
}

// notValue reports a value that is not in its vocabulary.
func (f *file) notValue(n int32, values []string) {
	f.judged++
	text := f.node(n).Text
	if near := nearest.Names(text, values); len(near) > 0 {
		v := f.node(n)
		found := f.at(unknownValue, n, "unknown value %q; did you mean %q?", short(text), near[0])
		if !strings.EqualFold(text, near[0]) && !nearest.Close(text, near[0]) {
			return // too far for a change that nobody looks at
		}
		found.Fix = &Fix{"write " + near[0], []Edit{{int(v.Start), int(v.End), `"` + near[0] + `"`}}}
		return
	}
	f.at(unknownValue, n, "unknown value %q; use one of %s", short(text), strings.Join(values, ", "))
}

// short cuts a value that a message repeats.
func short(s string) string {
	if len(s) <= 80 {
		return s
	}
	cut := 80
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

// related returns a place in the same file for a finding. Its line and column are set when the file has been checked.
func (f *file) related(offset int, message string) Place {
	line, column := strictjson.Line(f.text, offset)
	return Place{File: f.name, Line: line, Column: column, Message: message}
}
