package schema

import (
	"strings"
	"unicode/utf8"

	"github.com/cyberres/cyberres/internal/strictjson"
)

// Rules of strict JSON: RFC 8259 for the grammar, RFC 7493 (I-JSON) for what every reader understands in the same way.

var (
	jsonSyntax = &Rule{"json-syntax", "syntax", "Not JSON", SeverityError,
		"A file holds one JSON value and nothing else: no comments, no single quotes, no text after the end. What follows the break cannot be told apart from what it broke, so the rest of the file is not checked until it is mended.",
		`"coverage": "complete"; "provenance"`, `"coverage": "complete", "provenance"`}
	trailingComma = &Rule{"trailing-comma", "syntax", "Comma before a closing bracket", SeverityError,
		"JSON has commas between items only. Some editors and languages leave one after the last item; remove it.",
		`["training",]`, `["training"]`}
	notUTF8 = &Rule{"not-utf8", "encoding", "Not UTF-8", SeverityError,
		"Files are UTF-8, whatever they hold. Text pasted from a document in another encoding shows up as bytes that no UTF-8 text has; save the file as UTF-8 and look at the letters around the place.",
		"\"An invented \xe9island.\"", `"An invented island."`}
	byteOrderMark = &Rule{"byte-order-mark", "encoding", "Byte order mark", SeverityError,
		"UTF-8 needs no byte order mark, and many readers of JSON take it for a character before the value. Save the file as UTF-8 without one.",
		"\uFEFF{", `{`}
	surrogate = &Rule{"surrogate", "encoding", "Half of a surrogate pair", SeverityError,
		"An escape such as \\ud83c stands for half of a character and means nothing without its other half. Write the character itself.",
		`"An invented \ud83cisland."`, `"An invented island."`}
	noncharacter = &Rule{"noncharacter", "text", "Noncharacter", SeverityError,
		"66 code points, such as U+FFFE, are reserved for programs and stand in no text.",
		"\"An invented \uFDD0island.\"", `"An invented island."`}
	duplicateMember = &Rule{"duplicate-member", "encoding", "Member that stands twice", SeverityError,
		"Of two members of one name some readers keep the first and some the last, so that they read two different records. Keep one.",
		`"voice": "entry", "voice": "quoted"`, `"voice": "entry"`}
	numberRange = &Rule{"number-range", "encoding", "Number that not every reader can hold", SeverityError,
		"Whole numbers beyond 2^53-1, long fractions and large exponents come out differently in different programs, and some take minutes to compute with.",
		`"start": 9007199254740993`, `"start": 93`}
	tooDeep = &Rule{"too-deep", "encoding", "Nested too deep", SeverityError,
		"Records are a few levels deep. A file that nests more than 32 is not one, and brings readers down that follow it.",
		`"themes": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[`, `"themes": ["training"]`}
	rootNotObject = &Rule{"root-not-object", "encoding", "Not an object", SeverityError,
		"A file of a dataset is one JSON object: a record, or lists of records in its members.",
		`[{"id": "marn"}]`, `{"id": "marn"}`}
	tooLarge = &Rule{"too-large", "size", "Larger than any record", SeverityError,
		"Files have at most 32 MiB, strings 64 KiB, names of members 128 bytes, lists 1,000 items (lists of records 100,000), objects 1,000 members, blanks 64 KiB in a row. What is larger is not read on, so that no file can take a checker's time and memory.",
		`"summary": "… a hundred thousand letters …"`, `"summary": "The plan is to have pilots trained."`}
	tooMany = &Rule{"too-many-findings", "size", "More findings than are told", SeverityError,
		"Of each file the first hundred findings are told. Mend those first; most of the others tend to go with them.", "", ""}

	syntaxRules = []*Rule{jsonSyntax, trailingComma, notUTF8, byteOrderMark, surrogate, noncharacter, duplicateMember, numberRange, tooDeep, rootNotObject, tooLarge, tooMany}
)

// limits are those of the checker: within what cyberres.Open allows, and near to what records need.
var limits = strictjson.Limits{Bytes: maxFile, Members: 1000, Items: maxRecords, Faults: maxFindings}

const (
	maxRecords = 100_000
	maxItems   = 1000     // of a list in a record
	maxBlanks  = 64 << 10 // in a row
)

// parse reads the text of the file. It reports whether there is something to go on with.
func (f *file) parse() bool {
	if at := blanks(f.text); at >= 0 {
		f.place(tooLarge, at, maxBlanks, "more than %d blanks in a row; remove them", maxBlanks)
		return false
	}
	if f.text == "" {
		f.place(jsonSyntax, 0, 0, "the file is empty; a file holds one JSON object")
		return false
	}
	if wide(f.text) {
		f.place(notUTF8, 0, 0, "the file is UTF-16 or UTF-32; save it as UTF-8 without a byte order mark")
		return false
	}
	if !utf8.ValidString(f.text) {
		for i, c := range f.text {
			if c == utf8.RuneError && !strings.HasPrefix(f.text[i:], "\uFFFD") {
				f.place(notUTF8, i, 1, "the byte 0x%02x is not UTF-8; save the file as UTF-8", f.text[i])
				return false
			}
		}
	}
	f.tree.Parse(f.text, limits)
	faults := f.tree.Faults
	switch last := len(faults) - 1; {
	case last == maxFindings: // it gave up
		f.more = true
		faults = faults[:last]
	case last >= 0 && f.tree.Broken && faults[last].Code != strictjson.Shape:
		faults = faults[last:] // where reading ended; what came before may come of the same mistake
	}
	seen := map[string]bool{}
	for _, fault := range faults {
		rule := map[strictjson.Code]*Rule{strictjson.Shape: rootNotObject, strictjson.Grammar: jsonSyntax, strictjson.TrailingComma: trailingComma, strictjson.Encoding: notUTF8,
			strictjson.ByteOrderMark: byteOrderMark, strictjson.Surrogate: surrogate, strictjson.Noncharacter: noncharacter, strictjson.Twice: duplicateMember,
			strictjson.Number: numberRange, strictjson.Deep: tooDeep, strictjson.Large: tooLarge}[fault.Code]
		if f.kind == nil && rule == rootNotObject {
			return false // not one of ours
		}
		if rule == duplicateMember { // told once of each name
			at := strictjson.Path(f.text, fault.Offset)
			if seen[at] {
				continue
			}
			seen[at] = true
		}
		found := f.place(rule, fault.Offset, 0, "%s", fault.Message)
		switch rule {
		case trailingComma:
			comma := strings.LastIndexByte(f.text[:fault.Offset], ',')
			found.Fix = &Fix{"remove the comma", []Edit{{comma, comma + 1, ""}}}
		case byteOrderMark:
			found.Fix = &Fix{"remove the byte order mark", []Edit{{0, len("\uFEFF"), ""}}}
		case duplicateMember:
			f.firstMember(found)
		}
		if len(f.tree.Nodes) > 0 && rule != duplicateMember {
			f.wrong(f.tree.Find(fault.Offset))
		}
	}
	return !f.tree.Broken && len(f.tree.Nodes) > 0
}

// wide reports whether a text looks like UTF-16 or UTF-32, in which every other byte of JSON is 0.
func wide(s string) bool {
	if strings.HasPrefix(s, "\xFF\xFE") || strings.HasPrefix(s, "\xFE\xFF") {
		return true
	}
	return len(s) > 3 && (s[0] == 0 && s[2] == 0 || s[1] == 0 && s[3] == 0)
}

// firstMember adds to a finding about a member that stands twice where it stands first.
func (f *file) firstMember(found *Finding) {
	object := f.tree.Find(found.Offset)
	end := strings.IndexByte(f.text[found.Offset+1:], '"')
	if end < 0 {
		return
	}
	for i := object + 1; i < f.tree.Nodes[object].Next; i = f.tree.Nodes[i].Next {
		if v := f.tree.Nodes[i]; `"`+v.Name == f.text[found.Offset:found.Offset+1+end] {
			found.Related = append(found.Related, f.related(int(v.At), "stands here first"))
		}
	}
}

// blanks returns where a run of more than maxBlanks blanks begins, -1 if there is none. Every such run contains a place divisible by half of that.
func blanks(text string) int {
	blank := func(i int) bool { return text[i] <= ' ' }
	for i := 0; i < len(text); i += maxBlanks / 2 {
		from, to := i, i
		for from > 0 && blank(from-1) && to-from <= maxBlanks {
			from--
		}
		for to < len(text) && blank(to) && to-from <= maxBlanks {
			to++
		}
		if to-from > maxBlanks {
			return from
		}
	}
	return -1
}
