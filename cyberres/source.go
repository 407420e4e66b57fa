package cyberres

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"unicode/utf8"

	"github.com/cyberres/cyberres/internal/strictjson"
)

// A Source is one text about one subject. The text itself is not part of the dataset: it is known by its digest, and evidence
// points into it by code points.
type Source struct {
	ID         SourceID     `json:"id"`
	Subject    ActorID      `json:"subject"` // whom the text is about
	Title      string       `json:"title"`
	Publisher  string       `json:"publisher"`
	URLs       List[string] `json:"urls"`
	Language   string       `json:"language"` // BCP 47
	Rights     string       `json:"rights"`   // what is known of the rights in the text, which are not ours
	Written    Fact         `json:"written"`  // when, as an interval, with the reasons for it
	Text       Text         `json:"text"`
	Within     Text         `json:"within,omitzero"` // the page that the text is a slice of; zero where it stands alone
	Coverage   Coverage     `json:"coverage,omitempty"`
	Provenance Provenance   `json:"provenance,omitzero"`
	Withdrawn  string       `json:"withdrawn,omitempty"` // why the record no longer stands
}

// A Text pins a text that is not shipped. Offsets of evidence count from the first code point of the source's text, not of its page.
type Text struct {
	SHA256     string `json:"sha256"`               // lower-case hex digest of the UTF-8 bytes
	CodePoints int    `json:"codePoints,omitempty"` // length
	Words      int    `json:"words,omitempty"`      // runs of letters and digits
	Start      int    `json:"start,omitempty"`      // of the slice in its page, in code points; only in Within
	End        int    `json:"end,omitempty"`        // end of the slice, exclusive; only in Within
}

// Provenance says how the annotations of a source were made.
type Provenance struct {
	Origin   string `json:"origin"`   // "machine" or "human"
	Readings int    `json:"readings"` // independent readings
	Review   string `json:"review"`   // "draft", "reconciled" (the readings were), "person-reviewed"
}

// Slice finds the source's text in text, which is the text itself or the page that it is a slice of, and proves it by its digest.
// Where neither digest fits, the copy is a different one: the error says so, and offsets mean nothing in it.
func (s Source) Slice(text string) (string, error) {
	sum := digest(text)
	switch {
	case sum == s.Text.SHA256:
		return text, nil
	case s.Within.SHA256 != "" && sum == s.Within.SHA256:
		slice, ok := span(text, s.Within.Start, s.Within.End)
		if ok && digest(slice) == s.Text.SHA256 {
			return slice, nil
		}
		return "", fmt.Errorf("source %s: the page is the one recorded, but its code points %d to %d are not the text", s.ID, s.Within.Start, s.Within.End)
	}
	return "", fmt.Errorf("source %s: this copy has the SHA-256 %s, the annotated text has %s; it is another edition", s.ID, sum, s.Text.SHA256)
}

// digest returns the lower-case hex SHA-256 of the bytes of text.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// span returns the code points [start, end) of text.
func span(text string, start, end int) (string, bool) {
	from, ok := byteOffset(text, start)
	if !ok || end < start {
		return "", false
	}
	length, ok := byteOffset(text[from:], end-start)
	return text[from:min(len(text), from+length)], ok
}

// byteOffset returns the offset in bytes of the code point with index n; n may be the number of code points.
func byteOffset(text string, n int) (int, bool) {
	if n < 0 {
		return 0, false
	}
	i := 0
	for ; n > 0 && i < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	return i, n == 0
}

var sourceFields = []strictjson.Field{
	{Name: "$schema"}, {Name: "id", Required: true}, {Name: "subject", Required: true}, {Name: "title", Required: true},
	{Name: "publisher", Required: true}, {Name: "urls", Required: true}, {Name: "language", Required: true}, {Name: "rights", Required: true},
	{Name: "written", Required: true}, {Name: "text", Required: true}, {Name: "within"}, {Name: "withdrawn"},
}

func readSource(r *reader, s *Source) {
	for o := r.Object(sourceFields); o.Next(); {
		switch o.Name {
		case "$schema":
			r.Text()
		case "id":
			s.ID = readOwn[SourceID](r)
		case "subject":
			s.Subject = readID[ActorID](r)
		case "title":
			s.Title = readText(r)
		case "publisher":
			s.Publisher = readText(r)
		case "urls":
			s.URLs = readList(r, new(block[string]), func(r *reader, url *string) { *url = readText(r) })
		case "language":
			s.Language = readText(r)
		case "rights":
			s.Rights = readText(r)
		case "written":
			readFact(r, &s.Written)
		case "text":
			s.Text = readTextPin(r, textFields)
		case "within":
			s.Within = readTextPin(r, withinFields)
		case "withdrawn":
			s.Withdrawn = readNote(r)
		}
	}
}

var (
	textFields   = []strictjson.Field{{Name: "codePoints", Required: true}, {Name: "words", Required: true}, {Name: "sha256", Required: true}}
	withinFields = []strictjson.Field{{Name: "sha256", Required: true}, {Name: "start", Required: true}, {Name: "end", Required: true}}
)

func readTextPin(r *reader, fields []strictjson.Field) (t Text) {
	at := r.Offset()
	for o := r.Object(fields); o.Next(); {
		switch o.Name {
		case "codePoints":
			t.CodePoints = r.Int()
		case "words":
			t.Words = r.Int()
		case "sha256":
			t.SHA256 = readDigest(r)
		case "start":
			t.Start = r.Int()
		case "end":
			t.End = r.Int()
		}
	}
	if t.End < t.Start {
		r.Fault(at, "the slice ends at %d, before it begins at %d", t.End, t.Start)
	}
	return t
}
