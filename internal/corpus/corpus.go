// Package corpus invents policy documents for tests, benchmarks and examples: as many as are asked for, the same for the same seed, written one after the
// other. They read like reports on cyber policy, name the entities that they are given in all the ways in which real texts name them, and quote the passages
// that they are given. Nothing in them is anybody's text.
package corpus

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/cyberres/cyberres/cyberres"
)

// A Corpus says what documents are like. Document number i depends on the fields and on i alone, so that documents can be made in any order and at once.
type Corpus struct {
	Seed   uint64
	Names  []string // names that documents have in them, in all their variants; see [Names]. Without any, there are none
	Quotes []string // passages that one document in eight quotes word for word
	Size   int      // bytes of a document's text, about; 0 means 420, which makes lines of about 570 bytes with 500 names
	Bad    int      // one line in so many is bad, each kind in turn: cut off, no JSON, ill-formed UTF-8, a member missing, doubled or of another type; 0: none
}

// Names returns what a dataset calls its actors and instruments, in all languages.
func Names(d *cyberres.Dataset) (names []string) {
	add := func(name string, others cyberres.List[cyberres.Name]) {
		names = append(names, name)
		for n := range others.All() {
			names = append(names, n.Text)
		}
	}
	for a := range d.Actors() {
		add(a.Name, a.Names)
	}
	for v := range d.Instruments(cyberres.Filter{}) {
		add(v.Title, v.Names)
	}
	return names
}

// Write writes the first n documents as JSON Lines: {"id":"…","date":"…","title":"…","text":"…"}. It holds about a megabyte, however many there are.
func (c *Corpus) Write(w io.Writer, n int) error {
	const full = 1 << 20
	b := make([]byte, 0, full+full/8)
	for i := range n {
		if b = c.AppendLine(b, i); len(b) >= full || i == n-1 {
			if _, err := w.Write(b); err != nil {
				return fmt.Errorf("document %d of %d: %w", i+1, n, err)
			}
			b = b[:0]
		}
	}
	return nil
}

// AppendLine appends the line of document i, from 0, with its line break.
func (c *Corpus) AppendLine(b []byte, i int) []byte {
	start := len(b)
	d := c.dice(i)
	b = append(b, `{"id":"doc-`...)
	b = appendPadded(b, i)
	b = append(b, `","date":"`...)
	b = d.appendDate(b)
	b = append(b, `","title":"`...)
	from := len(b)
	b = escape(c.appendTitle(b, &d), from)
	b = append(b, `","text":"`...)
	from = len(b)
	b = escape(c.appendText(b, &d), from)
	b = append(b, "\"}\n"...)
	if c.Bad > 0 && i%c.Bad == c.Bad-1 {
		return spoil(b, start, i/c.Bad)
	}
	return b
}

// AppendText appends the text of document i alone.
func (c *Corpus) AppendText(b []byte, i int) []byte {
	d := c.dice(i)
	before := len(b)
	b = c.appendTitle(d.appendDate(b), &d)[:before] // what comes first draws first
	return c.appendText(b, &d)
}

// Text returns a text of at least so many bytes: those of the first documents, a blank line between them.
func (c *Corpus) Text(size int) string {
	b := make([]byte, 0, size+2*max(c.Size, 1000))
	for i := 0; len(b) < size; i++ {
		b = append(c.AppendText(b, i), "\n\n"...)
	}
	return string(b)
}

// dice are random numbers. They are a value, so that a document takes no memory for them.
type dice struct{ pcg rand.PCG }

func (c *Corpus) dice(i int) (d dice) {
	d.pcg.Seed(c.Seed, uint64(i))
	return d
}

// below draws a number from 0 to n-1.
func (d *dice) below(n int) int { return int(d.pcg.Uint64() >> 32 * uint64(n) >> 32) }

func (d *dice) of(list []string) string { return list[d.below(len(list))] }

func (d *dice) appendDate(b []byte) []byte {
	year, month, day, known := 2012+d.below(14), 1+d.below(12), 1+d.below(28), d.below(20)
	if known == 0 {
		return b // not stated
	}
	b = strconv.AppendInt(b, int64(year), 10)
	if known > 1 {
		b = append(b, '-', byte('0'+month/10), byte('0'+month%10))
	}
	if known > 4 {
		b = append(b, '-', byte('0'+day/10), byte('0'+day%10))
	}
	return b
}

func appendPadded(b []byte, n int) []byte {
	for width := 1_000_000; width > n && width > 1; width /= 10 {
		b = append(b, '0')
	}
	return strconv.AppendInt(b, int64(n), 10)
}

// escape turns what was appended to b into how it stands within a JSON string.
func escape(b []byte, from int) []byte {
	more := 0
	for _, c := range b[from:] {
		more += escaped(c) - 1
	}
	if more == 0 {
		return b
	}
	end := len(b)
	b = slices.Grow(b, more)[:end+more]
	for i, to := end-1, len(b); i >= from && to > i+1; i-- { // from the back, so that nothing is overwritten before it is moved
		c := b[i]
		n := escaped(c)
		to -= n
		switch n {
		case 1:
			b[to] = c
		case 2:
			b[to] = '\\'
			b[to+1] = c
			if c == '\n' {
				b[to+1] = 'n'
			}
		default:
			copy(b[to:], fmt.Sprintf(`\u%04x`, c))
		}
	}
	return b
}

// escaped is the length of a byte within a JSON string.
func escaped(c byte) int {
	switch {
	case c == '\n' || c == '"' || c == '\\':
		return 2
	case c < ' ':
		return 6
	}
	return 1
}

// spoil makes a line bad that begins at start, in one of eight ways.
func spoil(b []byte, start, way int) []byte {
	line := b[start : len(b)-1]
	text := start + bytes.Index(line, []byte(`"text":`))
	switch way % 8 {
	case 0: // cut off
		return append(b[:start+len(line)/2], '\n')
	case 1:
		return append(b[:start], "no JSON at all\n"...)
	case 2: // ill-formed UTF-8
		return append(b[:len(b)-3], "\xe6\x97\"}\n"...)
	case 3: // no text
		return append(b[:text-1], "}\n"...)
	case 4: // another type
		return append(b[:text], "\"text\":17}\n"...)
	case 5: // a member twice
		return append(b[:len(b)-2], ",\"id\":\"again\"}\n"...)
	case 6: // a blank line
		return append(b[:start], '\n')
	}
	return append(b[:len(b)-2], "} {}\n"...) // something after it
}
