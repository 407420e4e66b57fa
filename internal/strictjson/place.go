package strictjson

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Line returns the line and column of a byte offset, both from 1; columns count code points, a byte that is not UTF-8 counting as one.
// It reads the text up to the offset.
func Line(text string, offset int) (line, column int) {
	if offset > len(text) {
		offset = len(text)
	}
	before := text[:offset]
	return 1 + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
}

// Path returns the JSON pointer (RFC 6901) of the member or item that stands at a byte offset: the innermost whose name or value begins
// at or before the offset and does not end before it. The text need be well formed only up to there.
func Path(text string, offset int) string {
	best := ""
	walk(text, func(pointer func() string, key, value, end int) bool {
		if from := first(key, value); from > offset {
			return false
		}
		best = pointer()
		if 0 <= end && end <= offset { // it is over: back in what contains it
			best = best[:max(0, strings.LastIndexByte(best, '/'))]
		}
		return true
	})
	return best
}

func first(key, value int) int {
	if key >= 0 {
		return key
	}
	return value
}

// Find returns the byte offsets at which the name and the value of a JSON pointer begin; key is -1 for an item of an array and for the root.
// Where the pointer names nothing, ok is false and the offsets are those of the nearest thing around it that is there.
func Find(text, pointer string) (key, value int, ok bool) {
	key = -1
	depth := -1
	walk(text, func(path func() string, k, v, end int) bool {
		if end >= 0 {
			return true
		}
		p := path()
		if p == pointer {
			key, value, ok = k, v, true
			return false
		}
		if len(p) > depth && strings.HasPrefix(pointer, p+"/") {
			key, value, depth = k, v, len(p)
		}
		return true
	})
	return key, value, ok
}

// walk visits every value in the order of the text, containers before what they contain, until visit returns false.
// A container is visited a second time at its end, then with end set; a plain value once, with its end.
// It is used only after a fault was found, so it may be slow: it reads the text anew and builds its pointers on request.
func walk(text string, visit func(pointer func() string, key, value, end int) bool) {
	r := NewReader(text, Limits{Bytes: len(text) + 1, Faults: 1 << 30, String: len(text), Name: len(text)})
	var steps []string
	pointer := func() string {
		if len(steps) == 0 {
			return ""
		}
		return "/" + strings.Join(steps, "/")
	}
	var value func(key int) bool
	value = func(key int) bool {
		c, start := r.peek(), r.pos
		if r.broken {
			return false
		}
		if c != '{' && c != '[' {
			at := len(r.faults)
			if !visit(pointer, key, start, -1) {
				return false
			}
			r.Skip()
			if r.broken && len(r.faults) > at {
				return false
			}
			return visit(pointer, key, start, r.pos)
		}
		if !visit(pointer, key, start, -1) {
			return false
		}
		if c == '{' {
			for o := r.Object(nil); o.Next(); {
				steps = append(steps, strings.NewReplacer("~", "~0", "/", "~1").Replace(o.Name))
				if !value(o.Offset) {
					return false
				}
				steps = steps[:len(steps)-1]
			}
		} else {
			a := r.Array()
			for i := 0; a.Next(); i++ {
				steps = append(steps, strconv.Itoa(i))
				if !value(-1) {
					return false
				}
				steps = steps[:len(steps)-1]
			}
		}
		if r.broken {
			return false
		}
		return visit(pointer, key, start, r.pos)
	}
	value(-1)
}
