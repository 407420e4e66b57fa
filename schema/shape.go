package schema

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/nearest"
)

// A finding is one way in which a file breaks its schema.
type finding struct {
	pointer string   // the value; for a member that is missing, the object that lacks it
	name    bool     // the place is the member's name, not its value
	message string   // what is wrong and what to do
	covers  []string // pointers of values that are wrong or not there because of it
}

// judge returns what is wrong with the shape of a file.
//
// The engine decides, its words are not used: their order changes from run to run, even inside of one message, and they name patterns
// where a writer needs to know what to write.
func (d document) judge(tree map[string]any) []finding {
	err := validate(d.compiled, tree)
	if err == nil {
		return nil
	}
	var top *jsonschema.ValidationError
	if !errors.As(err, &top) {
		return []finding{{message: fmt.Sprintf("the file could not be compared with its schema: %v", err)}}
	}
	found := map[string]finding{} // of values, one each
	objects := map[string]any{}   // the schemas of objects with members that are unknown or missing
	for _, leaf := range leaves(top) {
		pointer := unescape(leaf.InstanceLocation)
		parent, keyword := cut(rule(leaf))
		value, node := find(tree, pointer), find(d.tree, parent)
		switch keyword {
		case "required", "additionalProperties":
			objects[pointer] = node
		case "uniqueItems":
			for at, message := range repeated(pointer, value) {
				if _, ok := found[at]; !ok {
					found[at] = finding{pointer: at, message: message, covers: []string{at}}
				}
			}
		default:
			_, name := cut(parent)
			message := describe(value, keyword, name, node)
			// A value that breaks two rules is one mistake; which rule is told must not depend on the engine's order.
			if known, ok := found[pointer]; !ok || message < known.message {
				found[pointer] = finding{pointer: pointer, message: message, covers: []string{pointer}}
			}
		}
	}
	out := slices.Collect(maps.Values(found))
	for pointer, node := range objects {
		out = append(out, members(pointer, find(tree, pointer), node)...)
	}
	return out
}

// validate turns a panic of the engine into an error. The bounds of strictjson rule out those that are known.
func validate(s *jsonschema.Schema, tree map[string]any) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	return s.Validate(tree)
}

// leaves returns the errors at the ends of an error's tree; the others only say that there is one below.
func leaves(e *jsonschema.ValidationError) (out []*jsonschema.ValidationError) {
	for _, cause := range e.Causes {
		out = append(out, leaves(cause)...)
	}
	if out == nil {
		out = append(out, e)
	}
	return out
}

// rule returns where in its schema the broken rule stands, as a JSON pointer.
func rule(leaf *jsonschema.ValidationError) string {
	_, fragment, _ := strings.Cut(leaf.AbsoluteKeywordLocation, "#")
	return unescape(fragment)
}

// unescape undoes the engine's escaping of pointers for use in an address. What is left is a plain JSON pointer.
func unescape(location string) string {
	if pointer, err := url.PathUnescape(location); err == nil {
		return pointer
	}
	return location
}

var (
	escape  = strings.NewReplacer("~", "~0", "/", "~1").Replace
	literal = strings.NewReplacer("~1", "/", "~0", "~").Replace
)

// cut parts a pointer into that of the parent and its last step.
func cut(pointer string) (parent, last string) {
	i := strings.LastIndexByte(pointer, '/')
	return pointer[:max(i, 0)], pointer[i+1:]
}

// find returns the value at a pointer, nil if there is none.
func find(tree any, pointer string) any {
	if pointer == "" {
		return tree
	}
	for step := range strings.SplitSeq(pointer[1:], "/") {
		switch v := tree.(type) {
		case map[string]any:
			tree = v[literal(step)]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(v) {
				return nil
			}
			tree = v[i]
		default:
			return nil
		}
	}
	return tree
}

// members compares the members of an object with those that its schema knows.
func members(pointer string, value, node any) (out []finding) {
	object, _ := value.(map[string]any)
	properties, _ := find(node, "/properties").(map[string]any)
	required, _ := find(node, "/required").([]any)
	known := slices.Sorted(maps.Keys(properties))
	below := func(name string) string { return pointer + "/" + escape(name) }
	meant := map[string]bool{} // by a misspelt member, so that it is not missing as well
	var far []string           // unknown members that resemble none
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if properties[name] != nil {
			continue
		}
		hint, like := "write it %q", slices.IndexFunc(known, func(k string) bool { return strings.EqualFold(k, name) })
		if near := nearest.Names(name, known); like < 0 && len(near) > 0 {
			hint, like = "did you mean %q?", slices.Index(known, near[0])
		}
		if like < 0 {
			far = append(far, name)
			continue
		}
		meant[known[like]] = true
		message := fmt.Sprintf("unknown member %q; "+hint, name, known[like])
		out = append(out, finding{pointer: below(name), name: true, message: message, covers: []string{below(name), below(known[like])}})
	}
	var missing []string
	for _, r := range required {
		name, _ := r.(string)
		if _, ok := object[name]; !ok && !meant[name] {
			missing = append(missing, name)
		}
	}
	if len(far) == 1 && len(missing) == 1 { // one for the other, it seems
		message := fmt.Sprintf("unknown member %q, and %q is missing; did you mean that?", far[0], missing[0])
		return append(out, finding{pointer: below(far[0]), name: true, message: message, covers: []string{below(far[0]), below(missing[0])}})
	}
	for _, name := range far {
		message := fmt.Sprintf("unknown member %q; known here: %s", name, strings.Join(known, ", "))
		out = append(out, finding{pointer: below(name), name: true, message: message, covers: []string{below(name)}})
	}
	for _, name := range missing {
		out = append(out, finding{pointer: pointer, message: fmt.Sprintf("member %q is missing", name), covers: []string{below(name)}})
	}
	return out
}

// repeated returns the items of a list that stand in it before, by their pointers.
func repeated(pointer string, value any) map[string]string {
	list, _ := value.([]any)
	out, seen := map[string]string{}, map[string]bool{}
	for i, item := range list {
		if s, ok := item.(string); ok { // what is no string has its own fault
			if seen[s] {
				out[pointer+"/"+strconv.Itoa(i)] = fmt.Sprintf("%q stands twice in one list", s)
			}
			seen[s] = true
		}
	}
	return out
}

// describe says what is wrong with a value that breaks a rule: a keyword of the schema with some name.
func describe(value any, keyword, schema string, node any) string {
	switch keyword {
	case "type":
		want, _ := find(node, "/type").(string)
		got := typeOf(value)
		switch {
		case value == nil:
			return fmt.Sprintf("null where %s belongs; leave the member out if there is nothing to say", wanted(want))
		case want == "integer" && got == "a number":
			return fmt.Sprintf("%v where a whole number from 0 belongs", value)
		}
		return fmt.Sprintf("%s where %s belongs", got, wanted(want))
	case "minimum", "maximum":
		return fmt.Sprintf("%v where a whole number from 0 belongs", value)
	case "enum":
		var values []string
		list, _ := find(node, "/enum").([]any)
		for _, v := range list {
			values = append(values, fmt.Sprint(v))
		}
		if near := nearest.Names(fmt.Sprint(value), values); len(near) > 0 {
			return fmt.Sprintf("unknown value %q; did you mean %q?", value, near[0])
		}
		return fmt.Sprintf("unknown value %q; use one of %s", value, strings.Join(values, ", "))
	case "minItems":
		return "an empty list where at least one item belongs"
	case "maxItems":
		list, _ := value.([]any)
		return fmt.Sprintf("%d items where at most %v belongs", len(list), find(node, "/maxItems"))
	}
	text, _ := value.(string)
	switch schema {
	case "id":
		if keyword == "maxLength" {
			return fmt.Sprintf("an id of %d characters, more than the %v allowed", len(text), find(node, "/maxLength"))
		}
		return fmt.Sprintf("%q is no id; write lower-case words joined by hyphens, such as \"nis2-directive\"", text)
	case "date", "day":
		if text == "" {
			return "an empty string where a date belongs"
		}
		if _, err := cyberres.ParseDate(text); err != nil {
			return err.Error()
		}
	case "sha256":
		return fmt.Sprintf("%q is no SHA-256 digest; write its 64 lower-case hexadecimal digits", text)
	case "text":
		if text == "" {
			return "an empty string where a text belongs"
		}
		fallthrough
	case "prose":
		return "a string of blanks; leave the member out"
	}
	return fmt.Sprintf("the value breaks the rule %q of the schema", keyword)
}

func typeOf(value any) string {
	switch value.(type) {
	case string:
		return "a string"
	case json.Number:
		return "a number"
	case bool:
		return "a boolean"
	case []any:
		return "an array"
	case map[string]any:
		return "an object"
	}
	return "null"
}

func wanted(t string) string {
	switch t {
	case "integer":
		return "a whole number"
	case "array", "object":
		return "an " + t
	}
	return "a " + t
}
