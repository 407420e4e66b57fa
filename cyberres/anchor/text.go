package anchor

import (
	"math/bits"
	"sync"
	"unicode/utf8"
)

// A Text is a text in which quotes are looked for. It is immutable and safe for concurrent use.
type Text struct {
	source string
	placed struct {
		once sync.Once
		list []place
	}
	folded struct {
		once sync.Once
		skeleton
	}
}

// Prepare folds a text once, so that any number of quotes can be found in it. It keeps the text and takes less than twelve bytes of memory for each of its bytes,
// and about one for English. The text should be valid UTF-8; each byte that is not counts as one code point and as one UTF-16 unit, and matches nothing.
func Prepare(text string) *Text {
	t := &Text{source: text}
	t.skeleton()
	t.places()
	return t
}

// String returns the text.
func (t *Text) String() string { return t.source }

func (t *Text) skeleton() *skeleton {
	t.folded.once.Do(func() { t.folded.skeleton = newSkeleton(t.source) })
	return &t.folded.skeleton
}

// Offsets are a half-open range [Start, End); the field or method that returns them states the unit.
type Offsets struct{ Start, End int }

// Len returns End - Start.
func (o Offsets) Len() int { return o.End - o.Start }

// A Span is a part of a text in the three units that annotation formats count in.
type Span struct {
	CodePoints Offsets // the unit of the W3C TextPositionSelector
	Bytes      Offsets // of UTF-8, to slice a Go string with
	UTF16      Offsets // code units, as JavaScript, Java and .NET count
}

// A place counts what is before a code point of the text, in all units.
type place struct{ bytes, points, units int }

const placeBytes = 256 // of the text between two counted places

// places returns one place for each run of placeBytes bytes: that of the first code point which starts in it.
func (t *Text) places() []place {
	t.placed.once.Do(func() {
		list := make([]place, 0, len(t.source)/placeBytes+1)
		p := place{}
		for at := 0; at <= len(t.source); at += placeBytes {
			p = p.advance(t.source, at)
			list = append(list, p)
		}
		t.placed.list = list
	})
	return t.placed.list
}

// advance goes on to the first code point that starts at the byte offset end or after it.
func (p place) advance(s string, end int) place {
	for p.bytes < end {
		left := end - p.bytes
		if left >= 32 && high8(s[p.bytes:])|high8(s[p.bytes+8:])|high8(s[p.bytes+16:])|high8(s[p.bytes+24:]) == 0 {
			p = p.ascii(32)
			continue
		}
		if left >= 8 {
			n := bits.TrailingZeros64(high8(s[p.bytes:])) / 8
			if p = p.ascii(n); n == 8 {
				continue
			}
		}
		p = p.next(s)
	}
	return p
}

func (p place) ascii(n int) place { return place{p.bytes + n, p.points + n, p.units + n} }

// next goes on by one code point. The common ones are told by their bytes, which is faster than to decode them.
func (p place) next(s string) place {
	switch c := s[p.bytes]; {
	case c < utf8.RuneSelf:
		return p.ascii(1)
	case 0xe1 <= c && c != 0xed && c <= 0xef && p.bytes+2 < len(s) && s[p.bytes+1]&0xc0 == 0x80 && s[p.bytes+2]&0xc0 == 0x80:
		return place{p.bytes + 3, p.points + 1, p.units + 1}
	case 0xc2 <= c && c <= 0xdf && p.bytes+1 < len(s) && s[p.bytes+1]&0xc0 == 0x80:
		return place{p.bytes + 2, p.points + 1, p.units + 1}
	}
	_, size := utf8.DecodeRuneInString(s[p.bytes:])
	if size == 4 {
		p.units++
	}
	return place{p.bytes + size, p.points + 1, p.units + 1}
}

// high8 is zero where the first eight bytes are all ASCII.
func high8(s string) uint64 { return load8s(s) & highBits }

func load8s(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// SpanOfBytes returns the span of a half-open byte range. It is false where the text has no such bytes or one end is inside a code point.
func (t *Text) SpanOfBytes(start, end int) (Span, bool) {
	if start < 0 || end < start || end > len(t.source) {
		return Span{}, false
	}
	return t.span(start, end, func(p place) int { return p.bytes })
}

// SpanOfCodePoints returns the span of a half-open range of code points. It is false where the text has no such code points.
func (t *Text) SpanOfCodePoints(start, end int) (Span, bool) {
	return t.span(start, end, func(p place) int { return p.points })
}

// SpanOfUTF16 returns the span of a half-open range of UTF-16 code units. It is false where the text has no such units or one end is inside a surrogate pair.
func (t *Text) SpanOfUTF16(start, end int) (Span, bool) {
	return t.span(start, end, func(p place) int { return p.units })
}

func (t *Text) span(start, end int, unit func(place) int) (Span, bool) {
	if start < 0 || end < start {
		return Span{}, false
	}
	a, ok := t.seek(start, unit)
	if !ok {
		return Span{}, false
	}
	b, ok := t.seek(end, unit)
	if !ok {
		return Span{}, false
	}
	return Span{CodePoints: Offsets{a.points, b.points}, Bytes: Offsets{a.bytes, b.bytes}, UTF16: Offsets{a.units, b.units}}, true
}

// seek finds the place with n before it, counted in a unit.
func (t *Text) seek(n int, unit func(place) int) (place, bool) {
	list := t.places()
	lo, hi := 0, len(list)
	for hi-lo > 1 {
		if mid := int(uint(lo+hi) / 2); unit(list[mid]) <= n {
			lo = mid
		} else {
			hi = mid
		}
	}
	p := list[lo]
	for unit(p) < n && p.bytes < len(t.source) {
		p = p.next(t.source)
	}
	return p, unit(p) == n
}
