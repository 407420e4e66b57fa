package schema

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Severity says whether a finding stands in the way.
type Severity string

const (
	SeverityError   Severity = "error"   // the record is wrong, or nobody could rely on it
	SeverityWarning Severity = "warning" // it may be right; have another look
)

// A Finding is one thing wrong in one file, and where.
type Finding struct {
	File     string   `json:"file"`   // slash-separated, from the dataset's folder
	Line     int      `json:"line"`   // of the first character, from 1; 0 where the finding is the file's as a whole
	Column   int      `json:"column"` // from 1, in code points
	Path     string   `json:"path"`   // JSON pointer of the value (RFC 6901)
	Code     string   `json:"code"`   // of its [Rule]
	Class    string   `json:"class"`
	Severity Severity `json:"severity"`
	Message  string   `json:"message"` // what is wrong; what to write instead
	Related  []Place  `json:"related,omitempty"`
	Fix      *Fix     `json:"fix,omitempty"` // a change that a program can make

	Offset int `json:"offset"` // of the first byte, from 0
	Length int `json:"length"` // in bytes; 0 where a place is meant
}

// A Place is another place that a finding speaks of, such as where an id was defined first.
type Place struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"` // "first defined here"
}

// A Fix mends a file by replacing parts of it.
type Fix struct {
	Title string `json:"title"` // what it does: "write NFC"
	Edits []Edit `json:"edits"` // in the order of the file, not overlapping
}

// An Edit replaces the bytes from Start to End, half open, of the file as it was checked.
type Edit struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// String returns the finding as "file:line:col: severity: CODE: message".
func (f Finding) String() string {
	var b strings.Builder
	b.WriteString(visible(f.File))
	if f.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", f.Line, f.Column)
	}
	fmt.Fprintf(&b, ": %s: %s: %s", f.Severity, f.Code, f.Message)
	return b.String()
}

// sortFindings puts findings into the order in which a reader goes through the files. It leaves nothing to chance.
func sortFindings(findings []Finding) {
	slices.SortFunc(findings, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.File, b.File), a.Offset-b.Offset, strings.Compare(a.Code, b.Code), strings.Compare(a.Message, b.Message), strings.Compare(a.Path, b.Path))
	})
}

// visible writes characters that would not be seen, or would change how a line reads, as \u{…}: names and values come from files that nobody has checked yet.
func visible(s string) string {
	var b strings.Builder
	for i, c := range s {
		switch {
		case c == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			fmt.Fprintf(&b, "\\x{%02X}", s[i])
		case c != ' ' && hidden(c):
			fmt.Fprintf(&b, "\\u{%04X}", c)
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}
