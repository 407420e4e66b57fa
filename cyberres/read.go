package cyberres

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cyberres/cyberres/internal/nearest"
	"github.com/cyberres/cyberres/internal/strictjson"
)

// The readers of values that records have in common. Each reports what is wrong with a value where it stands; faults that need
// a second record to be seen are left to check.go.

func readList[T any](r *strictjson.Reader, one func(*strictjson.Reader, *T)) List[T] {
	var items []T
	for a := r.Array(); a.Next(); {
		items = appendItem(r, items, one)
	}
	return List[T]{items}
}

// appendItem reads an item into its place: read into a variable, each would be allocated by itself.
func appendItem[T any](r *strictjson.Reader, items []T, one func(*strictjson.Reader, *T)) []T {
	var zero T
	items = append(items, zero)
	one(r, &items[len(items)-1])
	return items
}

// readSome reads a list that must not be empty.
func readSome[T any](r *strictjson.Reader, list func(*strictjson.Reader) List[T]) List[T] {
	at := r.Offset()
	before := r.Count()
	l := list(r)
	if l.Len() == 0 && r.Count() == before {
		r.Fault(at, "an empty list where at least one item belongs")
	}
	return l
}

func readIDs[T ~string](r *strictjson.Reader) List[T] {
	at := r.Offset()
	var few [16]T // most lists are short: they are gathered here and then allocated once
	ids := few[:0]
	for a := r.Array(); a.Next(); {
		ids = append(ids, readID[T](r))
	}
	if len(ids) == 0 {
		return List[T]{}
	}
	if id, twice := repeated(ids); twice {
		r.Fault(at, "%q stands twice in one list", id)
	}
	items := make([]T, len(ids))
	copy(items, ids)
	return List[T]{items}
}

// repeated returns the first id that stands twice.
func repeated[T ~string](ids []T) (id T, twice bool) {
	var seen map[T]bool
	if len(ids) > 16 {
		seen = make(map[T]bool, len(ids))
	}
	for i, id := range ids {
		if id == "" {
			continue // its own fault has been reported
		}
		if seen != nil && seen[id] || seen == nil && slices.Contains(ids[:i], id) {
			return id, true
		}
		if seen != nil {
			seen[id] = true
		}
	}
	return "", false
}

func readEvidences(r *strictjson.Reader) List[Evidence] { return readList(r, readEvidence) }

// readReferences reads what a fact rests on. Nothing from outside of the sources stands without a reference.
func readReferences(r *strictjson.Reader) List[ID] {
	at := r.Offset()
	before := r.Count()
	l := readIDs[ID](r)
	if l.Len() == 0 && r.Count() == before {
		r.Fault(at, "a fact without a reference; name the page or document that it rests on")
	}
	return l
}

// readID reads a kebab-case id: lower-case letters and digits in words joined by single hyphens, beginning with a letter.
func readID[T ~string](r *strictjson.Reader) T {
	at := r.Offset()
	before := r.Count()
	s := r.Text()
	if r.Count() == before && !validID(s) {
		r.Fault(at, "%q is no id; write lower-case words joined by hyphens, such as \"nis2-directive\"", s)
		return ""
	}
	return T(s)
}

func validID(s string) bool {
	if s == "" || len(s) > 100 || s[0] < 'a' || s[0] > 'z' {
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

// readText reads a string that says something.
func readText(r *strictjson.Reader) string {
	at := r.Offset()
	before := r.Count()
	s := readNote(r)
	if s == "" && r.Count() == before {
		r.Fault(at, "an empty string where a text belongs")
	}
	return s
}

// readNote reads a string that may be empty, where there is nothing to say.
func readNote(r *strictjson.Reader) string {
	at := r.Offset()
	before := r.Count()
	s := r.Text()
	if s != "" && s[0] <= ' ' || s != "" && s[0] >= utf8.RuneSelf { // a text seldom begins so
		if r.Count() == before && strings.TrimSpace(s) == "" {
			r.Fault(at, "a string of blanks; leave the member out")
		}
	}
	return s
}

// readValue reads a value of a vocabulary.
func readValue[T ~string](r *strictjson.Reader, what string, values []T) T {
	at := r.Offset()
	before := r.Count()
	s := r.Text()
	if r.Count() > before {
		return ""
	}
	names := make([]string, 0, 16) // stays on the stack
	for _, v := range values {
		if string(v) == s {
			return v
		}
		names = append(names, string(v))
	}
	hint := "use one of " + strings.Join(names, ", ")
	if best := nearest.Names(s, names); len(best) > 0 {
		hint = fmt.Sprintf("did you mean %q?", best[0])
	}
	r.Fault(at, "unknown %s %q; %s", what, s, hint)
	return ""
}

// readDay reads a date that must be stated.
func readDay(r *strictjson.Reader) Date {
	at := r.Offset()
	before := r.Count()
	d := readDate(r)
	if d == "" && r.Count() == before {
		r.Fault(at, "an empty string where a date belongs")
	}
	return d
}

func readDate(r *strictjson.Reader) Date {
	at := r.Offset()
	d, err := ParseDate(r.Text())
	if err != nil {
		r.Fault(at, "%v", err)
	}
	return d
}

func readDigest(r *strictjson.Reader) string {
	at := r.Offset()
	before := r.Count()
	s := r.Text()
	if r.Count() > before {
		return ""
	}
	ok := len(s) == 64
	for i := range len(s) {
		ok = ok && ('0' <= s[i] && s[i] <= '9' || 'a' <= s[i] && s[i] <= 'f')
	}
	const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	switch {
	case !ok:
		r.Fault(at, "%q is no SHA-256 digest; write its 64 lower-case hexadecimal digits", s)
	case s == empty:
		r.Fault(at, "the digest of an empty text")
	}
	return s
}
