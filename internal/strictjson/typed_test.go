package strictjson

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"unsafe"
)

// A small record, read the way that records are meant to be read.
type record struct {
	ID         string     `json:"id"`
	Title      string     `json:"title"`
	CodePoints int        `json:"codePoints"`
	Tags       []string   `json:"tags"`
	Evidence   []evidence `json:"evidence"`
}

type evidence struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Quote string `json:"quote"`
}

var (
	recordFields   = []Field{{Name: "id", Required: true}, {Name: "title"}, {Name: "codePoints", Required: true}, {Name: "tags"}, {Name: "evidence"}}
	evidenceFields = []Field{{Name: "start", Required: true}, {Name: "end", Required: true}, {Name: "quote"}}
)

func readRecord(r *Reader, v *record) {
	for o := r.Object(recordFields); o.Next(); {
		switch o.Name {
		case "id":
			v.ID = r.Text()
		case "title":
			v.Title = r.Text()
		case "codePoints":
			v.CodePoints = r.Int()
		case "tags":
			for a := r.Array(); a.Next(); {
				v.Tags = append(v.Tags, r.Text())
			}
		case "evidence":
			for a := r.Array(); a.Next(); {
				v.Evidence = append(v.Evidence, readEvidence(r))
			}
		}
	}
}

func readEvidence(r *Reader) (e evidence) {
	for o := r.Object(evidenceFields); o.Next(); {
		switch o.Name {
		case "start":
			e.Start = r.Int()
		case "end":
			e.End = r.Int()
		case "quote":
			e.Quote = r.Text()
		}
	}
	return e
}

func TestRecord(t *testing.T) {
	for _, c := range []struct {
		name string
		text string
		want record
	}{
		{"the least", `{"id":"x","codePoints":0}`, record{ID: "x"}},
		{"everything", `{"id":"x","title":"y","codePoints":7,"tags":["a","b"],"evidence":[{"start":1,"end":2,"quote":"q"}]}`,
			record{"x", "y", 7, []string{"a", "b"}, []evidence{{1, 2, "q"}}}},
		{"any order", `{"evidence":[{"quote":"q","end":2,"start":1}],"tags":["a"],"codePoints":7,"title":"y","id":"x"}`,
			record{"x", "y", 7, []string{"a"}, []evidence{{1, 2, "q"}}}},
		{"blanks", " {\r\n\t\"id\" : \"x\" ,\n\"codePoints\" : 1 , \"tags\" : [ \"a\" , \"b\" ] , \"evidence\" : [ ] }\n ", record{ID: "x", CodePoints: 1, Tags: []string{"a", "b"}}},
		{"empty strings and lists", `{"id":"","title":"","codePoints":0,"tags":[],"evidence":[]}`, record{}},
		{"escapes, also in names", `{"\u0069d":"\"\\\/\b\f\n\r\t\u00e9\u00E9\ud83d\ude00","code\u0050oints":1}`, record{ID: "\"\\/\b\f\n\r\téé😀", CodePoints: 1}},
		{"raw Unicode", "{\"id\":\"é😀\u2028\ufeff\ufffd\x7f\",\"codePoints\":1}", record{ID: "é😀\u2028\ufeff\ufffd\x7f", CodePoints: 1}},
		{"an escaped NUL", `{"id":"\u0000","codePoints":1}`, record{ID: "\x00", CodePoints: 1}},
		{"equal names in different objects", `{"id":"x","codePoints":1,"evidence":[{"start":1,"end":1},{"start":2,"end":2}]}`, record{ID: "x", CodePoints: 1, Evidence: []evidence{{Start: 1, End: 1}, {Start: 2, End: 2}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := NewReader(c.text, Limits{})
			var got record
			readRecord(r, &got)
			if faults := r.End(); len(faults) > 0 || r.Broken() || r.Count() > 0 {
				t.Errorf("faults: %v", places(c.text, faults))
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %+v; want %+v", got, c.want)
			}
		})
	}
}

// What is wrong is reported, reads as the zero value, and is passed over: the rest is there.
func TestRecordWithFaults(t *testing.T) {
	for _, c := range []struct {
		name   string
		text   string
		want   record
		faults []string
	}{
		// Members.
		{"unknown member, near", `{"id":"x","codePoint":1,"codePoints":2}`, record{ID: "x", CodePoints: 2}, one(`1:11 /codePoint | unknown member "codePoint"; did you mean "codePoints"?`)},
		{"unknown member, near, and therefore not missing", `{"id":"x","codePonits":1}`, record{ID: "x"}, one(`1:11 /codePonits | unknown member "codePonits"; did you mean "codePoints"?`)},
		{"unknown member that begins like a known one", `{"idx":0,"id":"x","titles":0,"codePoints":2}`, record{ID: "x", CodePoints: 2},
			[]string{`1:2 /idx | unknown member "idx"; did you mean "id"?`, `1:19 /titles | unknown member "titles"; did you mean "title"?`}},
		{"known member cut short", `{"id":"x","titl":0,"codePoints":2}`, record{ID: "x", CodePoints: 2}, one(`1:11 /titl | unknown member "titl"; did you mean "title"?`)},
		{"unknown member, far", `{"id":"x","colour":{"id":1,"id":[]},"codePoints":2}`, record{ID: "x", CodePoints: 2},
			[]string{`1:11 /colour | unknown member "colour"; known here: id, title, codePoints, tags, evidence`, `1:28 /colour/id | member "id" stands twice`}},
		{"wrong case", `{"ID":"x","codepoints":2}`, record{}, []string{`1:2 /ID | unknown member "ID"; write it "id"`, `1:11 /codepoints | unknown member "codepoints"; write it "codePoints"`}},
		{"wrong case beside the right one", `{"ID":"y","id":"x","codePoints":2}`, record{ID: "x", CodePoints: 2}, one(`1:2 /ID | unknown member "ID"; write it "id"`)},
		{"unknown member of hostile length", `{"id":"x","codePoints":2,"` + strings.Repeat("x", 128) + `":0}`, record{ID: "x", CodePoints: 2}, one("1:26 /" + strings.Repeat("x", 128) + " | unknown member \"xxx")},
		{"unknown member with control characters", `{"id":"x","codePoints":2,"\u001b[31m":0}`, record{ID: "x", CodePoints: 2}, one("1:26 /\x1b[31m | unknown member \"\\x1b[31m\"; known here")},
		{"the empty name", `{"id":"x","codePoints":2,"":0}`, record{ID: "x", CodePoints: 2}, one(`1:26 / | unknown member ""; known here`)},
		{"a name that is no text", `{"id":"x","codePoints":2,"\udc00":0}`, record{ID: "x", CodePoints: 2}, one(`1:27 /� | half of a surrogate pair`)},
		{"missing member", "{\n\"id\":\"x\"}", record{ID: "x"}, one(`1:1 | member "codePoints" is missing`)},
		{"two missing members", ` {}`, record{}, []string{`1:2 | member "id" is missing`, `1:2 | member "codePoints" is missing`}},
		{"missing in the second item", `{"id":"x","codePoints":2,"evidence":[{"start":1,"end":2},{"start":3}]}`, record{ID: "x", CodePoints: 2, Evidence: []evidence{{Start: 1, End: 2}, {Start: 3}}},
			one(`1:58 /evidence/1 | member "end" is missing`)},
		{"twice", "{\"id\":\"x\",\n\"codePoints\":2,\"id\":\"y\"}", record{ID: "x", CodePoints: 2}, one(`2:16 /id | member "id" stands twice in one object, first on line 1; keep one`)},
		{"twice, and others in another order between", "{\"title\":\"\",\"evidence\":[{\"id\":1,\"start\":1,\"end\":2}],\n\"\\u0069d\":\"x\",\"tags\":[],\n\"codePoints\":2,\"id\":\"y\",\"title\":\"z\"}", record{ID: "x", CodePoints: 2, Evidence: []evidence{{1, 2, ""}}},
			[]string{`1:26 /evidence/0/id | unknown member "id"`, `3:16 /id | first on line 2`, `3:25 /title | first on line 1`}},
		{"twice, of another type", `{"id":"x","codePoints":2,"tags":["a"],"tags":[{"c":1,"c":2}]}`, record{ID: "x", CodePoints: 2, Tags: []string{"a"}},
			[]string{`1:39 /tags | member "tags" stands twice`, `1:54 /tags/0/c | member "c" stands twice`}},
		{"unknown twice", `{"id":"x","codePoints":2,"zz":1,"zz":1}`, record{ID: "x", CodePoints: 2}, []string{`1:26 /zz | unknown member "zz"`, `1:33 /zz | unknown member "zz"`}},

		// Types.
		{"number for a string", `{"id":1,"codePoints":2}`, record{CodePoints: 2}, one("1:7 /id | a number where a string belongs")},
		{"any digit for a string", `{"id":"x","codePoints":2,"tags":[0,9,-9]}`, record{ID: "x", CodePoints: 2, Tags: []string{"", "", ""}},
			[]string{"1:34 /tags/0 | a number where", "1:36 /tags/1 | a number where", "1:38 /tags/2 | a number where"}},
		{"boolean for a string", `{"id":true,"codePoints":2}`, record{CodePoints: 2}, one("1:7 /id | a boolean where a string belongs")},
		{"null for a string", `{"id":null,"codePoints":2}`, record{CodePoints: 2}, one("1:7 /id | null where a string belongs; leave the member out if there is nothing to say")},
		{"object for a string", `{"id":{"a":[{}]},"codePoints":2}`, record{CodePoints: 2}, one("1:7 /id | an object where a string belongs")},
		{"array for a string", `{"id":["a","b"],"codePoints":2}`, record{CodePoints: 2}, one("1:7 /id | an array where a string belongs")},
		{"string for a number", `{"id":"x","codePoints":"2"}`, record{ID: "x"}, one("1:24 /codePoints | a string where a whole number belongs")},
		{"null for a number", `{"id":"x","codePoints":null}`, record{ID: "x"}, one("1:24 /codePoints | null where a whole number belongs")},
		{"negative", `{"id":"x","codePoints":-1}`, record{ID: "x"}, one("1:24 /codePoints | -1 where a whole number from 0 belongs")},
		{"negative zero", `{"id":"x","codePoints":-0}`, record{ID: "x"}, one("1:24 /codePoints | -0 where a whole number from 0 belongs")},
		{"fraction", `{"id":"x","codePoints":2.0}`, record{ID: "x"}, one("1:24 /codePoints | 2.0 where a whole number from 0 belongs")},
		{"exponent", `{"id":"x","codePoints":2e3}`, record{ID: "x"}, one("1:24 /codePoints | 2e3 where a whole number from 0 belongs")},
		{"beyond 2^53-1", `{"id":"x","codePoints":9007199254740992}`, record{ID: "x"}, one("1:24 /codePoints | the whole number 9007199254740992 is beyond 2^53-1")},
		{"string for an array", `{"id":"x","codePoints":2,"tags":"a"}`, record{ID: "x", CodePoints: 2}, one("1:33 /tags | a string where an array belongs")},
		{"object for an array", `{"id":"x","codePoints":2,"tags":{"0":"a"}}`, record{ID: "x", CodePoints: 2}, one("1:33 /tags | an object where an array belongs")},
		{"null for an array", `{"id":"x","codePoints":2,"tags":null}`, record{ID: "x", CodePoints: 2}, one("1:33 /tags | null where an array belongs")},
		{"array for an object", `{"id":"x","codePoints":2,"evidence":[[1,2],{"start":1,"end":2}]}`, record{ID: "x", CodePoints: 2, Evidence: []evidence{{}, {Start: 1, End: 2}}}, one("1:38 /evidence/0 | an array where an object belongs")},
		{"number for an object", `{"id":"x","codePoints":2,"evidence":[7]}`, record{ID: "x", CodePoints: 2, Evidence: []evidence{{}}}, one("1:38 /evidence/0 | a number where an object belongs")},
		{"wrong types among items", `{"id":"x","codePoints":2,"tags":["a",1,"b",null]}`, record{ID: "x", CodePoints: 2, Tags: []string{"a", "", "b", ""}},
			[]string{"1:38 /tags/1 | a number where a string belongs", "1:44 /tags/3 | null where a string belongs"}},
		{"a wrong type that has faults of its own", `{"id":["\ud800",{"a":1,"a":2}],"codePoints":2}`, record{CodePoints: 2},
			[]string{"1:9 /id/0 | half of a surrogate pair", `1:24 /id/1/a | member "a" stands twice`, "1:7 /id | an array where a string belongs"}},
		{"wrong root, and more", `"x" {"id":1}`, record{}, one("1:1 | a string where an object belongs")},
		{"wrong root", `[{"id":"x"}]`, record{}, one("1:1 | an array where an object belongs")},

		// Values that are no text.
		{"bad UTF-8", "{\"id\":\"x\xff\",\"codePoints\":2}", record{CodePoints: 2}, one("1:9 /id | the byte 0xff, which is not UTF-8")},
		{"a surrogate", `{"id":"x","codePoints":2,"tags":["a","b\udc00","c"]}`, record{ID: "x", CodePoints: 2, Tags: []string{"a", "", "c"}}, one("1:40 /tags/1 | half of a surrogate pair")},

		// A break: what stands before is there, and nothing that may have been misunderstood is called missing.
		{"a break", `{"id":"x","title":"y" "codePoints":2}`, record{ID: "x", Title: "y"}, one("1:23 | a string where a comma")},
		{"a break inside a wrong type", `{"id":["x",],"codePoints":2}`, record{}, one("1:12 /id | a comma before the closing bracket")},
		{"a break where a value of a type belongs", `{"id":x}`, record{}, one(`1:7 /id | "x" where a JSON value belongs`)},
		{"a bad number where a string belongs", `{"id":01}`, record{}, one("1:7 /id | not a JSON number: a leading zero")},
		{"a bad number", `{"id":"x","codePoints":1.}`, record{ID: "x"}, one("1:24 /codePoints | not a JSON number")},
		{"the end", `{"id":"x","tags":["a"`, record{ID: "x", Tags: []string{"a"}}, one("1:22 /tags | the end of the file where a comma")},
		{"a value more", `{"id":"x","codePoints":2}{}`, record{ID: "x", CodePoints: 2}, one("1:26 | an object after the end")},

		{"one of each", "{\n\"id\": null,\n\"titel\": \"é\",\n\"codePoints\": 1.5,\n\"tags\": [\"\\ud800\"],\n\"evidence\": [{\"end\": true, \"end\": 1, \"Quote\": \"\"}],\n}", record{Tags: []string{""}, Evidence: []evidence{{}}}, []string{
			"2:7 /id | null where a string belongs",
			`3:1 /titel | did you mean "title"?`,
			"4:15 /codePoints | 1.5 where a whole number",
			"5:11 /tags/0 | half of a surrogate pair",
			"6:22 /evidence/0/end | a boolean where a whole number",
			"6:28 /evidence/0/end | stands twice in one object, first on line 6",
			`6:38 /evidence/0/Quote | write it "quote"`,
			`6:14 /evidence/0 | member "start" is missing`,
			"7:1 | a comma before the closing brace",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := NewReader(c.text, Limits{})
			var got record
			readRecord(r, &got)
			compare(t, c.text, r.End(), c.faults)
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %+v; want %+v", got, c.want)
			}
		})
	}
}

// Where a member stands first is found by the limits that let it pass.
func TestFirstOfTwoBeyondTheDefaults(t *testing.T) {
	text := `{"codePoints":2,"title":` + strings.Repeat("[", 40) + strings.Repeat("]", 40) + ",\n" + `"id":"x","id":"y"}`
	r := NewReader(text, Limits{Depth: 50})
	var v record
	readRecord(r, &v)
	compare(t, text, r.End(), []string{"1:25 /title | an array where a string belongs", `2:10 /id | member "id" stands twice in one object, first on line 2`})
}

func TestInt(t *testing.T) {
	for _, c := range []struct {
		text string
		want int64
		good bool
	}{
		{"0", 0, true}, {"7", 7, true}, {"10", 10, true}, {"2147483647", 1<<31 - 1, true}, {"9007199254740991", 1<<53 - 1, true},
		{"9007199254740992", 0, false}, {"99999999999999999999", 0, false}, {"-1", 0, false}, {"1.0", 0, false}, {"1e2", 0, false}, {"00", 0, false}, {`"1"`, 0, false},
	} {
		r := NewReader(c.text, Limits{})
		got, faults := r.Int(), r.End()
		if int64(int(c.want)) != c.want { // an int of 32 bits cannot hold it; nothing may wrap around
			c.want, c.good = 0, false
		}
		if int64(got) != c.want || c.good != (len(faults) == 0) {
			t.Errorf("%s is %d, %v", c.text, got, faults)
		}
	}
}

// Offset tells where the next value begins, Count and Fault belong to the caller's own checks.
func TestOwnChecks(t *testing.T) {
	const text = "{ \"id\" :\n  \"X\" , \"codePoints\":1}"
	r := NewReader(text, Limits{})
	for o := r.Object(recordFields); o.Next(); {
		if o.Name != "id" {
			r.Skip()
			continue
		}
		if o.Offset != 2 {
			t.Errorf("the name begins at %d", o.Offset)
		}
		at, before := r.Offset(), r.Count()
		if s := r.Text(); s == "X" && r.Count() == before {
			r.Fault(at, "%q is not %s", s, "lower case")
		}
	}
	compare(t, text, r.End(), one(`2:3 /id | "X" is not lower case`))
	if r.Count() != 1 || r.Broken() {
		t.Errorf("%d faults, broken %v", r.Count(), r.Broken())
	}
}

// After a break every call returns at once with the zero value, wherever the reader was, and adds no fault.
func TestAfterABreak(t *testing.T) {
	for _, text := range []string{"", "!", `{"id":!`, `{"id":"x"!`, `{"evidence":[{"start":`, `{"tags":["a",`, `{"tags":["a"}`, "\ufeff{}", `{"id":"\ud800\q"}`, `{"x":[[[]]`} {
		r := NewReader(text, Limits{})
		o := r.Object(nil)
		for o.Next() {
			r.Skip()
		}
		r.Skip()
		a := r.Array()
		if !r.Broken() || r.Count() != len(r.End()) || r.Count() == 0 {
			t.Fatalf("%q is not broken", text)
		}
		before := r.Count()
		r.Fault(0, "one more")
		r.Skip()
		o2, a2 := r.Object(recordFields), r.Array()
		if s, n := r.Text(), r.Int(); s != "" || n != 0 || o.Next() || o2.Next() || a.Next() || a2.Next() || r.Offset() != len(text) {
			t.Errorf("%q still gives %q, %d or members", text, s, n)
		}
		if got := r.End(); len(got) != before || r.Count() != before {
			t.Errorf("%q has the faults %v", text, got)
		}
	}
}

// An object and an array that are over stay over, though more of their kind follows.
func TestNextAfterTheEnd(t *testing.T) {
	r := NewReader(`[{"id":"x"},[1],{"id":"y"}]`, Limits{})
	a := r.Array()
	a.Next()
	o := r.Object(nil)
	for o.Next() {
		r.Skip()
	}
	if o.Next() {
		t.Error("another member")
	}
	a.Next()
	inner := r.Array()
	for inner.Next() {
		r.Skip()
	}
	if inner.Next() {
		t.Error("another item")
	}
	for a.Next() {
		r.Skip()
	}
	if faults := r.End(); len(faults) > 0 {
		t.Error(faults)
	}
}

// A caller who neither reads nor skips gets a fault, not an endless loop.
func TestNothingRead(t *testing.T) {
	for _, text := range []string{`{"a":1,"b":2}`, `[1,2,3]`, `{"a":{"b":{}}}`, `[[[]]]`, `{"a":"b"}`, `[`, `{`} {
		r := NewReader(text, Limits{})
		steps := 0
		for o := r.Object(nil); o.Next(); steps++ {
		}
		for a := r.Array(); a.Next(); steps++ {
		}
		if steps > len(text) || len(r.End()) == 0 {
			t.Errorf("%s took %d steps and gave no fault", text, steps)
		}
	}
}

// Reading a record without escapes allocates nothing: its strings are parts of the text.
func TestStringsShareTheText(t *testing.T) {
	text := `{"id":"harbour","title":"größer","codePoints":12,"evidence":[{"start":1,"end":2,"quote":"q"}]}`
	r := NewReader(text, Limits{})
	var v record
	readRecord(r, &v)
	for _, s := range []string{v.ID, v.Title, v.Evidence[0].Quote} {
		at := uintptr(unsafe.Pointer(unsafe.StringData(s))) - uintptr(unsafe.Pointer(unsafe.StringData(text)))
		if at >= uintptr(len(text)) || text[at:][:len(s)] != s {
			t.Errorf("%q is a copy", s)
		}
	}
	list := "[" + strings.Repeat(text+",", 99) + text + "]"
	read := func() {
		r := NewReader(list, Limits{})
		for a := r.Array(); a.Next(); {
			for o := r.Object(recordFields); o.Next(); {
				switch o.Name {
				case "codePoints":
					r.Int()
				case "evidence":
					for a := r.Array(); a.Next(); {
						readEvidence(r)
					}
				default:
					r.Text()
				}
			}
		}
		if len(r.End()) > 0 {
			t.Fatal(r.End())
		}
	}
	// The reader itself, and its stack of names: a few for the whole text, none for each of the hundred records.
	if n := testing.AllocsPerRun(100, read); n > 5 {
		t.Errorf("100 records take %v allocations", n)
	}
	// The caller's records on the stack, and the reader warm: nothing at all.
	r = NewReader(strings.Repeat(text, 1001), Limits{})
	if n := testing.AllocsPerRun(1000, func() {
		for o := r.Object(recordFields); o.Next(); {
			switch o.Name {
			case "codePoints":
				r.Int()
			case "evidence":
				r.Skip()
			default:
				r.Text()
			}
		}
	}); n != 0 || r.Count() > 0 {
		t.Errorf("one record takes %v allocations, %d faults", n, r.Count())
	}
}

// Twice the text takes twice the memory at most, whatever the text is full of: nothing grows with the square.
// (Time is not measured here. What could take the time of a square, such as a look at every earlier member, would be memory spent once more.)
func TestLinear(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			spent := func(n int) float64 {
				text := text(n)
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				r := NewReader(text, Limits{})
				var v record
				readRecord(r, &v)
				r.End()
				_, faults := Decode(text, Limits{})
				for _, f := range faults[:min(3, len(faults))] {
					Find(text, Path(text, f.Offset))
				}
				runtime.ReadMemStats(&after)
				return float64(after.TotalAlloc - before.TotalAlloc)
			}
			spent(1 << 10) // warm
			const n = 1 << 14
			one, four := spent(n), spent(4*n)
			if four > 6*one+1<<16 { // slices and maps grow in steps
				t.Errorf("four times the text takes %.1f times the memory", four/one)
			}
		})
	}
}

// hostile texts, by a number that their size is proportional to.
var hostile = map[string]func(n int) string{
	"blanks":           func(n int) string { return strings.Repeat(" ", 16*n) + "{}" },
	"members":          func(n int) string { return "{" + members(n) + "}" },
	"equal members":    func(n int) string { return "{" + strings.Repeat(`"id":"x",`, n) + `"id":"x"}` },
	"late duplicates":  func(n int) string { return "{" + members(n) + strings.Repeat(fmt.Sprintf(`,"m%d":0`, n-1), n) + "}" },
	"unknown members":  func(n int) string { return `{"evidence":[` + strings.Repeat(`{"ebd":1,"srtart":2},`, n) + "{}]}" },
	"items":            func(n int) string { return `{"tags":[` + strings.Repeat(`"a",`, n) + `"b"]}` },
	"wrong items":      func(n int) string { return `{"tags":[` + strings.Repeat(`1e99,`, n) + `"b"]}` },
	"objects":          func(n int) string { return `{"evidence":[` + strings.Repeat(`{"start":1,"end":2},`, n) + `{}]}` },
	"opening brackets": func(n int) string { return strings.Repeat("[", n) },
	"opening braces":   func(n int) string { return strings.Repeat(`{"a":`, n) },
	"one string":       func(n int) string { return `{"id":"` + strings.Repeat("x", 4*n) + `"}` },
	"escapes": func(n int) string {
		return `{"tags":["` + strings.Repeat(strings.Repeat(`\n`, 1000)+`","`, n/1000) + `"]}`
	},
	"half surrogates": func(n int) string { return `{"tags":["` + strings.Repeat(`\ud800`, n) + `"]}` },
	"bad UTF-8":       func(n int) string { return `{"tags":["` + strings.Repeat("\xff", n) + `"]}` },
	"digits":          func(n int) string { return `{"codePoints":` + strings.Repeat("1", n) + `}` },
	"one word":        func(n int) string { return `{"codePoints":` + strings.Repeat("x", n) + `}` },
	"quotation marks": func(n int) string { return `{"tags":[` + strings.Repeat(`"",`, n) + `""]}` },
	"one name":        func(n int) string { return `{"` + strings.Repeat("x", n) + `":1}` },
}
