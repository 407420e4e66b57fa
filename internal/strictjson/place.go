package strictjson

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Places are looked for in text that has been read, and anew for each fault. So what is here checks nothing, and is fast:
// it looks at brackets, commas and quotation marks only, and into a member or item only where it matters.

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
// at or before the offset and ends after it. The text need be well formed only up to there; a member that breaks off has not ended.
func Path(text string, offset int) string {
	type container struct {
		array bool
		index int // of the current item
		from  int // where the current member or item may begin
	}
	stack := []container{{array: true}} // what is open at the offset; the first stands around the root
	for i := 0; i < offset && i < len(text) && len(stack) <= maxDepth; i++ {
		switch c := text[i]; c {
		case '"':
			i = closing(text, i) - 1
		case '{', '[':
			stack = append(stack, container{array: c == '[', from: i + 1})
		case '}', ']':
			stack = stack[:max(1, len(stack)-1)]
		case ',':
			top := &stack[len(stack)-1]
			top.index++
			top.from = i + 1
		}
	}
	var pointer strings.Builder
	for n, c := range stack {
		start, name, _, end := entry(text, c.from, c.array)
		if start < 0 || n == len(stack)-1 && (start > offset || end >= 0 && end <= offset) {
			break // the offset is in none of the container's members or items
		}
		if n == 0 {
			continue // the root, whose pointer is empty
		}
		s, ok := strconv.Itoa(c.index), true
		if !c.array {
			s, ok = step(name)
		}
		if !ok {
			break
		}
		pointer.WriteString("/" + s)
	}
	return pointer.String()
}

const maxDepth = 10_000 // no reader goes so deep

// Find returns the byte offsets at which the name and the value of a JSON pointer begin; key is -1 for an item of an array and for the root.
// Where the pointer names nothing, ok is false and the offsets are those of the nearest thing around it that is there.
// Of members that stand twice it knows the first, as Decode does.
func Find(text, pointer string) (key, value int, ok bool) {
	steps := strings.Split(pointer, "/")
	_, _, value, _ = entry(text, 0, true)
	if value < 0 || steps[0] != "" { // nothing there, or not a pointer
		return -1, max(0, value), false
	}
	key = -1
	for _, s := range steps[1:] {
		k, v := find(text, value, s)
		if v < 0 {
			return key, value, false
		}
		key, value = k, v
	}
	return key, value, true
}

// find looks for one member or item in the container that begins at i; value is -1 if there is none.
func find(text string, i int, want string) (key, value int) {
	array := text[i] == '['
	if !array && text[i] != '{' {
		return -1, -1
	}
	for index, depth := 0, 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			i = closing(text, i) - 1
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return -1, -1
			}
			continue
		case ',':
			if depth == 1 {
				index++
			}
		default:
			continue
		}
		if depth > 1 {
			continue
		}
		if array && strconv.Itoa(index) != want {
			continue
		}
		// A member or item begins after the container's own bracket, and after each of its commas.
		start, name, value, _ := entry(text, i+1, array)
		if value < 0 {
			continue
		}
		if array {
			return -1, value
		}
		if s, ok := step(name); ok && s == want {
			return start, value
		}
	}
	return -1, -1
}

// entry returns the member or item that begins at i, after blanks: where it begins, its name as written (none for an item), where its value
// begins, and where it ends. What is not there is -1. A container's end is given as that of its bracket.
func entry(text string, i int, array bool) (start int, name string, value, end int) {
	i = blanks(text, i)
	start = i
	if !array {
		if i == len(text) || text[i] != '"' {
			return -1, "", -1, -1
		}
		i = closing(text, i)
		name = text[start:i]
		if i = blanks(text, i); i == len(text) || text[i] != ':' {
			return start, name, -1, -1
		}
		i = blanks(text, i+1)
	}
	switch {
	case i == len(text) || strings.IndexByte("]},:", text[i]) >= 0:
		if array {
			start = -1
		}
		return start, name, -1, -1
	case text[i] == '"':
		return start, name, i, closing(text, i)
	case text[i] == '{' || text[i] == '[':
		return start, name, i, i + 1
	}
	end = i
	for end < len(text) && text[end] > ' ' && strings.IndexByte("[]{},:\"", text[end]) < 0 {
		end++
	}
	return start, name, i, end
}

func blanks(text string, i int) int {
	for i < len(text) && text[i] <= ' ' {
		i++
	}
	return i
}

// closing returns the end of the string that begins at i, the end of the text for one that is never closed.
func closing(text string, i int) int {
	for i++; i < len(text); i++ {
		for i+8 <= len(text) {
			n := plain(eight(text[i:]))
			i += n
			if n < 8 {
				break
			}
		}
		switch {
		case i == len(text):
			return i
		case text[i] == '"':
			return i + 1
		case text[i] == '\\':
			i++
		}
	}
	return len(text)
}

// step returns the step of a pointer that leads to a member, by its name as written. What is no text becomes U+FFFD;
// ok is false for a name that is no JSON string, or so long that a message should not repeat it.
func step(name string) (s string, ok bool) {
	if len(name) > 1000 {
		return "", false
	}
	for i := 1; i < len(name)-1; i++ {
		if c := name[i]; c < ' ' || c == '\\' || c >= utf8.RuneSelf {
			err := json.Unmarshal([]byte(name), &s)
			return escape(s), err == nil
		}
	}
	return escape(strings.Trim(name, `"`)), len(name) > 1 && name[len(name)-1] == '"'
}

// escape writes a name as RFC 6901 has it in a pointer.
func escape(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
}
