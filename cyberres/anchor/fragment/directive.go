package fragment

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// A Directive is one text directive, its terms decoded. Start is required, and every term is UTF-8.
type Directive struct {
	Prefix string // what stands directly before the passage
	Start  string // the passage, or its first words if End is given
	End    string // the last words of the passage
	Suffix string // what stands directly after the passage
}

// Delimiter stands in a URL's fragment before its directives.
const Delimiter = ":~:"

// A SyntaxError is a text directive that browsers ignore.
type SyntaxError struct {
	Offset int    // of the fault, in bytes of what was parsed
	Text   string // the directive
	Reason string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("text directive %q: byte %d: %s", e.Text, e.Offset, e.Reason)
}

// Parse reads the text directives of a fragment, with or without its "#", or of a whole URL. What has no [Delimiter] has none, and directives of other kinds
// are passed over.
//
// As in a browser, one invalid directive does not take the others away: Parse returns those that are valid, in their order, with an error that joins one
// [*SyntaxError] for each that is not.
func Parse(fragment string) ([]Directive, error) {
	hash := strings.IndexByte(fragment, '#') + 1
	i := strings.Index(fragment[hash:], Delimiter)
	if i < 0 {
		return nil, nil
	}
	var (
		found []Directive
		errs  []error
		at    = hash + i + len(Delimiter)
	)
	for _, part := range strings.Split(fragment[at:], "&") {
		if value, ok := strings.CutPrefix(part, "text="); ok {
			d, fault := parse(value)
			if fault != nil {
				fault.Text = part
				fault.Offset += at + len("text=")
				errs = append(errs, fault)
			} else {
				found = append(found, d)
			}
		}
		at += len(part) + 1
	}
	return found, errors.Join(errs...)
}

// parse reads what stands after "text=".
func parse(value string) (d Directive, fault *SyntaxError) {
	tokens := strings.Split(value, ",")
	offsets := make([]int, len(tokens))
	for i := 1; i < len(tokens); i++ {
		offsets[i] = offsets[i-1] + len(tokens[i-1]) + 1
	}
	if len(tokens) > 4 {
		return d, &SyntaxError{Offset: offsets[4], Reason: "more than four terms"}
	}
	first, last := 0, len(tokens)
	term := func(i int, s string, skip int) string {
		at := offsets[i] + skip
		decoded := unescape(s)
		switch dash := strings.IndexByte(s, '-'); {
		case fault != nil:
		case s == "":
			fault = &SyntaxError{Offset: at, Reason: "empty term"}
		case dash >= 0:
			fault = &SyntaxError{Offset: at + dash, Reason: `"-" within a term: write %2D`}
		case !utf8.ValidString(decoded):
			fault = &SyntaxError{Offset: at, Reason: "not UTF-8"}
		}
		return decoded
	}
	if s, ok := strings.CutSuffix(tokens[0], "-"); ok && len(tokens) > 1 {
		d.Prefix = term(0, s, 0)
		first++
	}
	if s, ok := strings.CutPrefix(tokens[last-1], "-"); ok && last-first > 1 {
		d.Suffix = term(last-1, s, 1)
		last--
	}
	if last-first > 2 {
		return Directive{}, &SyntaxError{Offset: offsets[first+2], Reason: `more than a start and an end: a prefix ends in "-", a suffix begins with it`}
	}
	d.Start = term(first, tokens[first], 0)
	if last-first == 2 {
		d.End = term(first+1, tokens[first+1], 0)
	}
	if fault != nil {
		return Directive{}, fault
	}
	return d, nil
}

// unescape decodes percent-encoded bytes. As URLs have it, a percent sign without two digits stands for itself.
func unescape(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			high, low := unhex(s[i+1]), unhex(s[i+2])
			if high < 16 && low < 16 {
				b = append(b, high<<4|low)
				i += 2
				continue
			}
		}
		b = append(b, s[i])
	}
	return string(b)
}

func unhex(c byte) byte {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10
	}
	return 16
}

// String writes the directive as it stands in a URL: "text=prefix-,start,end,-suffix". It encodes more than it has to, so that the link also survives Markdown,
// HTML attributes, and programs that take punctuation after a link for the end of the sentence.
func (d Directive) String() string {
	var b strings.Builder
	b.WriteString("text=")
	if d.Prefix != "" {
		escape(&b, d.Prefix)
		b.WriteString("-,")
	}
	escape(&b, d.Start)
	if d.End != "" {
		b.WriteByte(',')
		escape(&b, d.End)
	}
	if d.Suffix != "" {
		b.WriteString(",-")
		escape(&b, d.Suffix)
	}
	return b.String()
}

func escape(b *strings.Builder, s string) {
	const hex = "0123456789ABCDEF"
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case '0' <= c && c <= '9', 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '.' && i+1 < len(s):
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
}

// Join puts directives onto the address of a page. A fragment that the address has stays, and so do directives in it.
func Join(pageURL string, d ...Directive) string {
	if len(d) == 0 {
		return pageURL
	}
	var b strings.Builder
	b.WriteString(pageURL)
	_, fragment, hash := strings.Cut(pageURL, "#")
	if !hash {
		b.WriteByte('#')
	}
	_, directives, delimited := strings.Cut(fragment, Delimiter)
	if !delimited {
		b.WriteString(Delimiter)
	}
	for i, d := range d {
		if i > 0 || directives != "" && !strings.HasSuffix(directives, "&") {
			b.WriteByte('&')
		}
		b.WriteString(d.String())
	}
	return b.String()
}
