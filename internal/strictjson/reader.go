// Package strictjson reads untrusted JSON within bounds and by I-JSON (RFC 7493): one object, clean UTF-8,
// no member twice, no number that a float64 cannot hold.
//
// A [Reader] decodes into typed records, told by its caller which members may come; [Decode] builds a tree of any values
// from the same scanner. Both collect every fault that a well-formed text has; a break of the grammar ends the text it stands in.
// Faults carry byte offsets only: [Line], [Path] and [Find] turn them into places when somebody asks.
package strictjson

import (
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits bound what is read. A zero field means the default beside it; the defaults leave an order of magnitude above real data.
type Limits struct {
	Bytes   int // length of the text in bytes; 32 MiB
	Depth   int // nesting of objects and arrays; 32
	String  int // length of a string in bytes, as written; 64 KiB
	Name    int // length of a member's name in bytes, as written; 128
	Number  int // length of a number in bytes; 32
	Items   int // items of one array; 1,000,000
	Members int // members of one object; 1,000,000
	Faults  int // faults kept; 100: reading ends at the next one
}

func (l Limits) withDefaults() Limits {
	for _, f := range []struct {
		field *int
		value int
	}{{&l.Bytes, 32 << 20}, {&l.Depth, 32}, {&l.String, 64 << 10}, {&l.Name, 128}, {&l.Number, 32}, {&l.Items, 1_000_000}, {&l.Members, 1_000_000}, {&l.Faults, 100}} {
		if *f.field == 0 {
			*f.field = f.value
		}
	}
	return l
}

// A Code is the sort of a fault.
type Code uint8

const (
	Shape         Code = iota // told by the caller, or not the value that belongs there
	Grammar                   // not JSON
	TrailingComma             // a comma before a closing bracket
	Encoding                  // not UTF-8
	ByteOrderMark
	Surrogate    // half of a surrogate pair
	Noncharacter // a code point that no text may contain
	Twice        // a member that stands in its object before
	Number       // a number that not every reader can hold
	Deep         // nested too deep
	Large        // over another limit
)

// A Fault is one thing wrong, at a byte offset of the text.
type Fault struct {
	Code    Code
	Offset  int
	Message string
}

// A Field is a member that an object may have. Reading is fastest when members come in the order of their fields.
type Field struct {
	Name     string
	Required bool
}

// A Reader walks one JSON text. Its caller asks for the value that belongs next; a value of another type is a fault,
// is passed over, and reads as the zero value. After a break of the grammar every call returns at once.
// Strings are parts of the text and share its memory, unless they contain escapes.
type Reader struct {
	text   string
	pos    int
	depth  int
	limits Limits
	faults []Fault
	names  []name // members seen so far in the objects without known fields around the current position, outermost first
	broken bool
}

type name struct {
	text   string
	offset int
}

// NewReader returns a Reader at the start of text. A text over the limit is refused unread.
func NewReader(text string, limits Limits) *Reader {
	r := &Reader{}
	r.begin(text, limits)
	return r
}

// begin goes to the start of a text, with the memory that the reader has.
func (r *Reader) begin(text string, limits Limits) {
	*r = Reader{text: text, limits: limits.withDefaults(), names: r.names[:0]}
	switch {
	case len(text) > r.limits.Bytes:
		r.fatal(Large, 0, "the file has %d bytes, more than the %d allowed; split it", len(text), r.limits.Bytes)
	case strings.HasPrefix(text, "\uFEFF"):
		r.fatal(ByteOrderMark, 0, "the file begins with a byte order mark; save it as UTF-8 without one")
	case strings.HasPrefix(text, "\xFF\xFE"), strings.HasPrefix(text, "\xFE\xFF"), strings.HasPrefix(text, "\x00\x00\xFE\xFF"):
		r.fatal(Encoding, 0, "the file is UTF-16 or UTF-32; save it as UTF-8 without a byte order mark")
	}
}

// End checks that nothing but white space follows and returns all faults in the order in which they were found.
func (r *Reader) End() []Fault {
	if !r.broken {
		if c := r.peek(); c != 0 || r.pos < len(r.text) {
			r.fatal(Grammar, r.pos, "%s after the end of the JSON value; a file holds one value", r.describe())
		}
	}
	return r.faults
}

// Offset returns where the next value begins, in bytes.
func (r *Reader) Offset() int {
	r.peek()
	return r.pos
}

// Count returns the number of faults found so far, so that a caller can tell a value that was empty from one that was wrong.
func (r *Reader) Count() int { return len(r.faults) }

// Broken reports whether reading has ended before the text did: at a break of the grammar, a bound, or too many faults.
func (r *Reader) Broken() bool { return r.broken }

// Fault records that something is wrong at a byte offset; reading goes on.
func (r *Reader) Fault(offset int, format string, args ...any) {
	r.fault(Shape, offset, format, args...)
}

func (r *Reader) fault(code Code, offset int, format string, args ...any) {
	if r.broken {
		return
	}
	if len(r.faults) == r.limits.Faults {
		r.faults = append(r.faults, Fault{Large, offset, "too many faults; the rest of the file is not read"})
		r.stop()
		return
	}
	r.faults = append(r.faults, Fault{code, offset, fmt.Sprintf(format, args...)})
}

// fatal records a fault after which the text cannot be read on.
func (r *Reader) fatal(code Code, offset int, format string, args ...any) {
	r.fault(code, offset, format, args...)
	r.stop()
}

func (r *Reader) stop() {
	r.broken = true
	r.pos = len(r.text)
}

// peek passes over white space and returns the next byte, 0 at the end (and for a NUL, which nothing accepts).
func (r *Reader) peek() byte {
	text, i := r.text, r.pos
	for i < len(text) {
		c := text[i]
		if c > ' ' || c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			r.pos = i
			return c
		}
		i++
	}
	r.pos = i
	return 0
}

// describe names what stands at the current position, for messages.
func (r *Reader) describe() string {
	c := r.peek()
	switch {
	case r.pos >= len(r.text):
		return "the end of the file"
	case c == '{':
		return "an object"
	case c == '[':
		return "an array"
	case c == '"':
		return "a string"
	case c == '-' || '0' <= c && c <= '9':
		return "a number"
	}
	x, size := utf8.DecodeRuneInString(r.text[r.pos:])
	if x == utf8.RuneError && size <= 1 {
		return fmt.Sprintf("the byte 0x%02x, which is not UTF-8,", c)
	}
	switch word := r.word(); word {
	case "":
		return fmt.Sprintf("%q", x)
	case "true", "false":
		return "a boolean"
	case "null":
		return "null"
	default: // None, NaN, undefined, a name without its quotation marks
		return fmt.Sprintf("%.24q", word)
	}
}

// word returns the letters, digits and underscores that stand at the current position.
func (r *Reader) word() string {
	rest := r.text[r.pos:]
	if end := strings.IndexFunc(rest, func(x rune) bool { return x != '_' && !unicode.IsLetter(x) && !unicode.IsDigit(x) }); end >= 0 {
		return rest[:end]
	}
	return rest
}

// mismatch reports a value of the wrong type and passes over it.
func (r *Reader) mismatch(want string) {
	if r.broken {
		return
	}
	got, at := r.describe(), r.pos
	r.Skip()
	if r.broken {
		return // not a value at all, or one that breaks off: Skip has said so
	}
	if got == "null" && want == "a whole number" { // a blank in what is half written, more often than a way to say nothing
		r.Fault(at, "null where a whole number belongs")
		return
	}
	if got == "null" {
		r.Fault(at, "null where %s belongs; leave the member out if there is nothing to say", want)
		return
	}
	r.Fault(at, "%s where %s belongs", got, want)
}

// Text reads a string.
func (r *Reader) Text() string {
	if r.peek() != '"' {
		r.mismatch("a string")
		return ""
	}
	s, _ := r.scanString(r.limits.String, "string")
	return s
}

// Int reads a whole number from 0 to 2^53-1, written without fraction or exponent.
func (r *Reader) Int() int {
	c := r.peek()
	at := r.pos
	if c != '-' && (c < '0' || c > '9') {
		r.mismatch("a whole number")
		return 0
	}
	s := r.scanNumber()
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			r.Fault(at, "%s where a whole number from 0 belongs", s)
			return 0
		}
		digit := int(s[i] - '0')
		if n > (math.MaxInt-digit)/10 { // only where an int has 32 bits: scanNumber bounds the rest
			r.Fault(at, "the whole number %s is more than this machine can count", s)
			return 0
		}
		n = n*10 + digit
	}
	return n
}

// Skip passes over one value of any type, checking its grammar.
func (r *Reader) Skip() {
	switch c := r.peek(); {
	case c == '"':
		r.scanString(r.limits.String, "string")
	case c == '{':
		for o := r.Object(nil); o.Next(); {
			r.Skip()
		}
	case c == '[':
		for a := r.Array(); a.Next(); {
			r.Skip()
		}
	case c == '-' || '0' <= c && c <= '9':
		r.scanNumber()
	default:
		r.scanLiteral()
	}
}

// enter notes one more level of nesting.
func (r *Reader) enter() bool {
	if r.depth++; r.depth > r.limits.Depth {
		r.fatal(Deep, r.pos, "nested more than %d deep", r.limits.Depth)
		return false
	}
	r.pos++
	return true
}
