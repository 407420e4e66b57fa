package strictjson

import (
	"encoding/json"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func addSeeds(f *testing.F) {
	for _, c := range slices.Concat(broken, forbidden) {
		if len(c.text) < 2000 {
			f.Add(c.text)
		}
	}
	for _, text := range []string{
		`{}`, `{"a":1,"b":[true,false,null,"x",-1.5e3],"c":{"d":{}}}`, "{\"größe\":\"\\ud83d\\ude00 😀\",\"\\u00e9\":[[],[{}]]}",
		`{"id":"x","title":"y","codePoints":7,"tags":["a","b"],"evidence":[{"start":1,"end":2,"quote":"q"}]}`,
		`{"evidence":[{"quote":"\"\\\/\b\f\n\r\t","end":2,"start":1}],"tags":[],"codePoints":9007199254740991,"title":"","id":"x"}`,
	} {
		f.Add(text)
	}
}

// decodeSlowly is what encoding/json makes of a text that holds one value and nothing more.
func decodeSlowly(text string) (tree any, err error) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&tree); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, io.ErrUnexpectedEOF
	}
	return tree, nil
}

// reasons are the fragments of the faults that a text may have though encoding/json accepts it as an object.
var reasons = []string{
	"stands twice in one object", "which is not UTF-8; save", "half of a surrogate pair", "the noncharacter U+", "a number with an exponent beyond 20", "is beyond 2^53-1",
	"nested more than ", "a string of ", "a member name of ", "a number of ", "an object with more than ", "an array with more than ", "the file has ", "too many faults",
}

func FuzzDecode(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		tree, faults := Decode(text, Limits{})
		checkFaults(t, text, faults, 100)
		named := func(fault Fault, reasons ...string) bool {
			return slices.ContainsFunc(reasons, func(s string) bool { return strings.Contains(fault.Message, s) })
		}
		want, err := decodeSlowly(text)
		object, isObject := want.(map[string]any)
		switch {
		case len(faults) == 0 && err != nil:
			t.Fatalf("accepted, but encoding/json says: %v", err)
		case len(faults) == 0 && !reflect.DeepEqual(tree, object):
			t.Fatalf("%#v; encoding/json has %#v", tree, want)
		case err == nil:
			for _, fault := range faults {
				if !named(fault, reasons...) && (isObject || !named(fault, " where an object belongs")) {
					t.Errorf("encoding/json accepts it, but: %s", fault.Message)
				}
			}
		}
		if r := NewReader(text, Limits{}); r.Offset() < len(text) && text[r.Offset()] == '{' {
			r.Skip()
			if skipped := r.End(); !slices.Equal(skipped, faults) {
				t.Errorf("Skip finds %v, Decode %v", skipped, faults)
			}
		}
		// Tighter limits refuse more, never less.
		_, tight := Decode(text, Limits{Bytes: 500, Depth: 3, String: 8, Name: 4, Number: 5, Items: 4, Members: 4, Faults: 3})
		checkFaults(t, text, tight, 3)
		if len(faults) > 0 && len(tight) == 0 {
			t.Errorf("tight limits accept what has the faults %v", faults)
		}
		if len(faults) == 0 && len(text) < 5000 {
			checkPlaces(t, text)
		}
	})
}

const tooMany = "too many faults; the rest of the file is not read"

// checkFaults checks what holds of all faults: their number, their messages, and that they have a place.
func checkFaults(t *testing.T, text string, faults []Fault, limit int) {
	t.Helper()
	if len(faults) > limit+1 || len(faults) == limit+1 && faults[limit].Message != tooMany {
		t.Errorf("%d faults, the last %v", len(faults), faults[len(faults)-1])
	}
	for _, fault := range faults {
		if fault.Offset < 0 || fault.Offset > len(text) || fault.Message == "" || !utf8.ValidString(fault.Message) || strings.ContainsFunc(fault.Message, func(r rune) bool { return r < ' ' }) {
			t.Errorf("a fault at %d of %d: %q", fault.Offset, len(text), fault.Message)
		}
		if strings.Contains(fault.Message, "%!") && !strings.ContainsAny(text, `%\`) {
			t.Errorf("a message with its verbs: %q", fault.Message)
		}
		if line, column := Line(text, fault.Offset); line < 1 || column < 1 || line+column > len(text)+2 {
			t.Errorf("offset %d is at %d:%d", fault.Offset, line, column)
		}
		path := Path(text, fault.Offset)
		if !utf8.ValidString(path) {
			t.Errorf("the path of offset %d is %q", fault.Offset, path)
		}
		if key, value, ok := Find(text, path); ok && Path(text, value) != path || value < 0 || value > len(text) || key >= value {
			t.Errorf("%q is at %d, %d, where Path says %q", path, key, value, Path(text, value))
		}
	}
	for offset := 0; offset <= len(text); offset += 1 + len(text)/16 { // of any text, at any offset
		key, value, ok := Find(text, Path(text, offset))
		if ok && value < len(text) && Path(text, value) != Path(text, offset) || key >= value && value > 0 {
			t.Errorf("%q, the path of offset %d, is at %d, %d", Path(text, offset), offset, key, value)
		}
	}
	Find(text, text)
}

func FuzzReader(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		r := NewReader(text, Limits{})
		var got record
		readRecord(r, &got)
		faults := r.End()
		checkFaults(t, text, faults, 100)
		if r.Count() != len(faults) {
			t.Errorf("%d faults, %d counted", len(faults), r.Count())
		}
		if len(faults) > 0 {
			return
		}
		// What is accepted, encoding/json reads to the same record.
		var want record
		d := json.NewDecoder(strings.NewReader(text))
		d.DisallowUnknownFields()
		if err := d.Decode(&want); err != nil {
			t.Fatalf("accepted, but encoding/json says: %v", err)
		}
		for _, v := range []*record{&got, &want} { // an empty list may be nil
			v.Tags = append([]string{}, v.Tags...)
			v.Evidence = append([]evidence{}, v.Evidence...)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%+v; encoding/json has %+v", got, want)
		}
		if _, faults := Decode(text, Limits{}); len(faults) > 0 {
			t.Errorf("Decode refuses it: %v", faults)
		}
	})
}
