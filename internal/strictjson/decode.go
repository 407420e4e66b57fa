package strictjson

import "encoding/json"

// Decode reads one JSON object into map[string]any, []any, string, json.Number, bool and nil, the values that a schema validator takes.
// Such a tree no longer shows what was wrong with its text (a member twice, half of a surrogate pair), so the faults come beside it.
// The tree is complete where the grammar held; of a member that stands twice the first value is kept.
func Decode(text string, limits Limits) (map[string]any, []Fault) {
	r := NewReader(text, limits)
	if r.peek() != '{' {
		r.mismatch("an object")
		return nil, r.faults // what follows means nothing
	}
	tree, _ := r.value().(map[string]any)
	return tree, r.End()
}

func (r *Reader) value() any {
	switch c := r.peek(); {
	case c == '"':
		return r.Text()
	case c == '{':
		m := map[string]any{}
		for o := r.Object(nil); o.Next(); {
			name := o.Name
			m[name] = r.value()
		}
		return m
	case c == '[':
		list := []any{}
		for a := r.Array(); a.Next(); {
			list = append(list, r.value())
		}
		return list
	case c == '-' || '0' <= c && c <= '9':
		return json.Number(r.scanNumber())
	}
	switch r.scanLiteral() {
	case "true":
		return true
	case "false":
		return false
	}
	return nil
}
