package cyberres

import (
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cyberres/cyberres/internal/ident"
	"github.com/cyberres/cyberres/internal/nearest"
	"github.com/cyberres/cyberres/internal/strictjson"
)

// The readers of values that records have in common. Each reports what is wrong with a value where it stands; faults that need
// a second record to be seen are left to check.go.

// reader reads the values of records. Most lists are short, and there are many: they are cut from blocks, one for each type.
type reader struct {
	*strictjson.Reader

	ids           block[ID]
	actorIDs      block[ActorID]
	instrumentIDs block[InstrumentID]
	themeIDs      block[ThemeID]
	evidence      block[Evidence]
	names         block[Name]
	identifiers   block[Identifier]
	memberships   block[Membership]
	facts         block[Fact]
	events        block[Event]
	links         block[Link]
	parties       block[Party]

	copies bool // strings are copied out of the text that is read
	kept   strings.Builder
	met    []string // the last interned string for each hash
	seed   maphash.Seed

	ahead float64 // how many times as much as has been read is to be read in all, as far as is known: for the size of tables
}

// keep returns a string that does not keep the text in memory. Copies are packed one after another.
func (r *reader) keep(s string) string {
	if !r.copies || s == "" {
		return s
	}
	if r.kept.Cap()-r.kept.Len() < len(s) {
		r.kept = strings.Builder{}
		r.kept.Grow(max(64<<10, len(s)))
	}
	start := r.kept.Len()
	r.kept.WriteString(s)
	return r.kept.String()[start:]
}

// intern is keep for strings that stand in many records: of those met lately there is one copy.
func (r *reader) intern(s string) string {
	if !r.copies || s == "" {
		return s
	}
	if r.met == nil {
		r.met, r.seed = make([]string, 1<<14), maphash.MakeSeed()
	}
	at := &r.met[maphash.String(r.seed, s)%uint64(len(r.met))]
	if *at != s {
		*at = r.keep(s)
	}
	return *at
}

// A block holds the items of many lists, one after another. What has been cut from it is never written again.
type block[T any] struct{ items []T }

// next adds an item to the list that begins at start, and returns it with the list's start, which moves when a new block begins.
func (b *block[T]) next(start int) (item *T, moved int) {
	if len(b.items) == cap(b.items) {
		n := len(b.items) - start
		fresh := make([]T, n, max(64, 2*n, min(2*cap(b.items), 4096)))
		copy(fresh, b.items[start:])
		b.items, start = fresh, 0
	}
	b.items = b.items[:len(b.items)+1]
	return &b.items[len(b.items)-1], start
}

// cut ends the list that begins at start.
func (b *block[T]) cut(start int) List[T] {
	end := len(b.items)
	if start == end {
		return List[T]{}
	}
	return List[T]{b.items[start:end:end]}
}

func readList[T any](r *reader, b *block[T], one func(*reader, *T)) List[T] {
	start := len(b.items)
	for a := r.Array(); a.Next(); {
		var item *T
		item, start = b.next(start)
		one(r, item)
	}
	return b.cut(start)
}

// readSome reads a list that must not be empty.
func readSome[T any](r *reader, b *block[T], one func(*reader, *T)) List[T] {
	at, before := r.Offset(), r.Count()
	l := readList(r, b, one)
	notEmpty(r, at, before, l.Len())
	return l
}

func notEmpty(r *reader, at, before, n int) {
	if n == 0 && r.Count() == before {
		r.Fault(at, "an empty list where at least one item belongs")
	}
}

func readIDs[T ~string](r *reader, b *block[T]) List[T] {
	at := r.Offset()
	start := len(b.items)
	for a := r.Array(); a.Next(); {
		var id *T
		id, start = b.next(start)
		*id = readID[T](r)
	}
	l := b.cut(start)
	if id, twice := repeated(l.items); twice {
		r.Fault(at, "%q stands twice in one list", id)
	}
	return l
}

func readSomeIDs[T ~string](r *reader, b *block[T]) List[T] {
	at, before := r.Offset(), r.Count()
	l := readIDs(r, b)
	notEmpty(r, at, before, l.Len())
	return l
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

// readReferences reads what a fact rests on. Nothing from outside of the sources stands without a reference.
func readReferences(r *reader) List[ID] {
	at := r.Offset()
	before := r.Count()
	l := readIDs(r, &r.ids)
	if l.Len() == 0 && r.Count() == before {
		r.Fault(at, "a fact without a reference; name the page or document that it rests on")
	}
	return l
}

// readID reads the id of another record.
func readID[T ~string](r *reader) T { return T(r.intern(scanID(r))) }

// readOwn reads the id of the record that is being read.
func readOwn[T ~string](r *reader) T { return T(r.keep(scanID(r))) }

// scanID reads a kebab-case id: lower-case letters and digits in words joined by single hyphens, beginning with a letter.
func scanID(r *reader) string {
	at := r.Offset()
	before := r.Count()
	s := r.Text()
	if r.Count() == before && !ident.Valid(s) {
		r.Fault(at, "%q is no id; write lower-case words joined by hyphens, such as \"nis2-directive\"", s)
		return ""
	}
	return s
}

// readText reads a string that says something.
func readText(r *reader) string {
	at := r.Offset()
	before := r.Count()
	s := readNote(r)
	if s == "" && r.Count() == before {
		r.Fault(at, "an empty string where a text belongs")
	}
	return s
}

// readNote reads a string that may be empty, where there is nothing to say.
func readNote(r *reader) string {
	at := r.Offset()
	before := r.Count()
	s := r.Text()
	if s != "" && s[0] <= ' ' || s != "" && s[0] >= utf8.RuneSelf { // a text seldom begins so
		if r.Count() == before && strings.TrimSpace(s) == "" {
			r.Fault(at, "a string of blanks; leave the member out")
		}
	}
	return r.keep(s)
}

// readValue reads a value of a vocabulary.
func readValue[T ~string](r *reader, what string, values []T) T {
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
func readDay(r *reader) Date {
	at := r.Offset()
	before := r.Count()
	d := readDate(r)
	if d == "" && r.Count() == before {
		r.Fault(at, "an empty string where a date belongs")
	}
	return d
}

func readDate(r *reader) Date {
	at := r.Offset()
	d, err := ParseDate(r.Text())
	if err != nil {
		r.Fault(at, "%v", err)
	}
	return Date(r.intern(string(d)))
}

func readDigest(r *reader) string {
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
	return r.keep(s)
}
