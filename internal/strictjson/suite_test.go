package strictjson

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// Cases in the manner of nst/JSONTestSuite, written anew: y must be accepted by any parser, n refused, i may be either.
// Here every value is a text, so they are read with Skip, which is Decode without its rule for the root.

func read(text string) []Fault {
	r := NewReader(text, Limits{})
	r.Skip()
	return r.End()
}

// Accepted by any parser, and here.
var y = []string{
	// Structure.
	"[]", "{}", " [] ", "\t\n\r {}\r\n\t", "[[]]", "[[[[]],[]]]", `{"a":{}}`, `[{},[],{}]`, "[[]\n]", `{"a":[]}`, `[1,2,3]`, "[1\n,2]", `{"a":1,"b":2}`, "{\n\"a\"\n:\n1\n,\n\"b\"\n:\n2\n}",
	// Any value may stand alone.
	`""`, `"x"`, "0", "-1", "1.5", "true", "false", "null", " true ", "\n0\n",
	// Literals.
	"[true]", "[false]", "[null]", "[true,false,null]", `{"true":true}`,
	// Numbers.
	"[0]", "[-0]", "[1]", "[-1]", "[10]", "[123]", "[0.5]", "[-0.5]", "[1.0]", "[123.456]", "[0e1]", "[0E1]", "[0e+1]", "[1e2]", "[1E2]", "[1e+2]", "[1e-2]", "[1.5e3]", "[1.5E-3]", "[-1.5e+03]", "[1e20]", "[1e-20]", "[1e00020]", "[0.00000000000000000000000000000]",
	"[9007199254740991]", "[-9007199254740991]", "[0 ]", "[ 0]", `{"0":0}`,
	// Strings.
	`[""]`, `[" "]`, `["a"]`, `["0"]`, `["\"\\\/\b\f\n\r\t"]`, `["\u0041"]`, `["\u0000"]`, `["\u001f"]`, `["\u0022\u005C"]`, `["\u00e9\u00E9"]`, `["\u2028\u2029"]`, `["\u20ac"]`, `["\uFFFD"]`, `["\uFEFF"]`,
	`["\ud83d\ude00"]`, `["\uD83D\uDE00"]`, `["\ud800\udc00"]`, `["\uDBFF\uDFFD"]`, `["\\u0041"]`, `["\\"]`, `["\\\\"]`, `["\\\""]`, `["a\\"]`,
	`["é"]`, `["€"]`, `["😀"]`, "[\"\u2028\u2029\"]", "[\"\u0085\"]", "[\"\u200b\u200d\"]", "[\"\x7f\"]", "[\"\ufeff\"]", "[\"\ufffd\"]", "[\"\ue000\"]", "[\"\U0010fffd\"]", "[\"\ud7ff\ue000\"]", "[\"\ufdcf\ufdf0\"]",
	`["// no comment /* */"]`, `["]}"]`, `["{\"a\":1}"]`, `["NaN"]`,
	// Names.
	`{"":0}`, `{" ":0}`, `{"a":0,"A":0}`, `{"a":0,"a ":0}`, `{"a":0,"b":{"a":0}}`, `[{"a":0},{"a":0}]`, `{"\u0061":0}`, `{"a\u0000b":0}`, `{"\"":0}`, `{"é":0,"e":0}`, "{\"\u00e9\":0,\"e\u0301\":0}", `{"😀":"\ud83d\ude00"}`, `{"a,b:c":[]}`,
}

// Accepted by any parser, but refused here, each for a reason of its own.
var yRefused = map[string]string{
	`{"a":1,"a":1}`:      "stands twice",
	`{"a":1,"a":2}`:      "stands twice",
	`{"a":1,"\u0061":2}`: "stands twice",
	"[1E22]":             "exponent beyond 20",
	"[123e45]":           "exponent beyond 20",
	"[123e-65]":          "exponent beyond 20",
	"[9007199254740992]": "beyond 2^53-1",
	`["\uFFFF"]`:         "noncharacter U+FFFF",
	`["\uDBFF\uDFFF"]`:   "noncharacter U+10FFFF",
	`["\ufdd0"]`:         "noncharacter U+FDD0",
	"[\"\uffff\"]":       "noncharacter U+FFFF",
	"[\"\U0010ffff\"]":   "noncharacter U+10FFFF",
	"[\"\U0001ffff\"]":   "noncharacter U+1FFFF",
	"[-0.00000000000000000000000000000000000000000000000000001]":  "characters, more than the 32 allowed",
	"[0.4e00000000000000000000000000000000000000000000000000001]": "characters, more than the 32 allowed",
}

// Refused by any parser.
var n = []string{
	// Structure.
	"", " ", "[", "]", "{", "}", "[}", "{]", "[[]", "[]]", "{}}", "[1", "[1,", "[,", "[,1]", "[1,]", "[1,,2]", "[1,,]", "[,]", "[1 2]", "[1:2]", "[1;2]", "[\"a\",\n4\n,1,", "[1,\n1\n,1", "[[[[", `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{"a" 1}`, `{"a"}`, `{"a",1}`, `{"a"::1}`, `{:1}`, `{"a":}`, `{,}`, `{,"a":1}`, `{"a":1,}`, `{"a":1,,}`, `{"a":1,,"b":2}`, `{"a":1 "b":2}`, `{"a":1;"b":2}`, `{"a":{}`, `{"a":[}`, `{{}}`, `{[]}`, `{"a":1,2}`, `{1}`, `{"a":1}}`, `[]x`, `[][]`, `1 2`, `{} {}`, `"a""b"`, `true false`, `[],`, `[]:`, "[1]x", `*`, `#`, `<.>`, `[<null>]`, `[*]`, `(1)`, "[\x00]", "[]\x00", "\u2060[]", "\ufeff[]", "[\u00a01]", "[\u20281]", "[\v1]", "[\f1]", "[1\f]", "\xff", "\xe5", "[\xe5]", "{\xe5:1}", "[1\xe5]", "å", "[é]", "[\\n]", `\u007B}`, `{\}`, `[\"a\"]`,
	// Names.
	`{a:1}`, `{'a':1}`, "{`a`:1}", `{1:1}`, `{null:1}`, `{true:1}`, `{"a:1}`, `{a":1}`, `{"a\":1}`, `{9999E9999:1}`, "{\"a\nb\":1}", `{"\x":1}`, `{"\u00":1}`,
	// Comments.
	"// x\n[]", "[] // x", "/* x */[]", "[/* x */]", `{"a":1}/**/`, `{"a":1}#`, `{"a":1}//`, `{"a":/*x*/1}`,
	// Literals.
	"nul", "[nul]", "[nulll]", "[tru]", "[True]", "[TRUE]", "[fals]", "[falsee]", "[truefalse]", "[undefined]", "[NaN]", "[nan]", "[-NaN]", "[Infinity]", "[+Infinity]", "[-Infinity]", "[Inf]", "[inf]", "[None]", "[yes]", "[a]", "[true1]", "[1true]", "[null_]",
	// Numbers.
	"-", "[-]", "[+]", "[+1]", "[++1]", "[+0]", "[--1]", "[- 1]", "[-a]", "[-.5]", "[.]", "[.5]", "[.e1]", "[1.]", "[-1.]", "[1.e1]", "[1. 5]", "[1.2.3]", "[1..2]", "[1e]", "[1E]", "[1e+]", "[1e-]", "[1e 2]", "[1e2.5]", "[1e1e1]", "[e1]", "[1e+-2]", "[1ee2]", "[0e]", "[0E+]", "[00]", "[01]", "[-01]", "[-00]", "[01.5]", "[0x1]", "[0X1F]", "[0b1]", "[0o7]", "[1_000]", "[1,000.0.0]", "[1 000]", "[1a]", "[1f]", "[1L]", "[1n]", "[0.1x]", "[１]", "[٣]", "[1٣]", "[½]", "[1/2]", "[1+1]", "[1-1]", "[-1-]", "[$1]", "[1%]", "[0xg]",
	// Strings.
	`"`, `["`, `["a`, `["a]`, `["\`, `["\"]`, `["\\\"]`, `['a']`, "[`a`]", `["a' ]`, `['a"]`, `[“a”]`, "[\"\n\"]", "[\"\r\"]", "[\"\t\"]", "[\"\x00\"]", "[\"\x1f\"]", "[\"a\x00b\"]", "[\"\\\n\"]", "[\"\\\x00\"]", `["\a"]`, `["\e"]`, `["\v"]`, `["\0"]`, `["\'"]`, `["\ "]`, `["\x41"]`, `["\U0041"]`, `["\u"]`, `["\u1"]`, `["\u12"]`, `["\u123"]`, `["\u123g"]`, `["\uu123"]`, `["\u-123"]`, `["\u 123"]`, `["\u{1}"]`, `["\u00A"]`, `["\ud800\u"]`, `["\ud800\u1"]`, `["\ud800\ud"]`, `["\ud800\x"]`, `["\ud800\"]`, "[\"\\\xff\"]", "[\"\\u\xff\xff\xff\xff\"]", `["\é"]`, `["\😀"]`, `["a"b]`, `["a" "b"]`, `["a"1]`, `[a"b"]`, `"a`, `a"`, `\"a"`, `["\u004１"]`,
}

// Left open by RFC 8259, and decided here by RFC 7493: refused, for a reason of its own.
var i = map[string]string{
	"[1e400]": "exponent beyond 20", "[-1e400]": "exponent beyond 20", "[1e-400]": "exponent beyond 20", "[123.456e78901]": "exponent beyond 20", "[0.4e669999999999999999999]": "exponent beyond 20", "[1.5e+9999]": "exponent beyond 20", "[-1e999999999]": "exponent beyond 20",
	"[100000000000000000000]": "beyond 2^53-1", "[-123123123123123123123123123123]": "beyond 2^53-1", "[-237462374673276894279832749832423479823246327846]": "more than the 32 allowed",
	`["\ud800"]`: "half of a surrogate pair", `["\uDEAD"]`: "half of a surrogate pair", `["\ud800a"]`: "half of a surrogate pair", `["\ud800\n"]`: "half of a surrogate pair", `["\ud800\ud800\n"]`: "half of a surrogate pair", `["\uD888\u1234"]`: "half of a surrogate pair", `["\uDd1e\uD834"]`: "half of a surrogate pair", `["\ud800\\"]`: "half of a surrogate pair", `{"\uDFAA":0}`: "half of a surrogate pair", `"\ud83d"`: "half of a surrogate pair",
	"[\"\xff\"]": "the byte 0xff", "[\"\x81\"]": "the byte 0x81", "[\"\xe9\"]": "the byte 0xe9", "[\"\xc0\xaf\"]": "the byte 0xc0", "[\"\xfc\x80\x80\x80\x80\x80\"]": "the byte 0xfc", "[\"\xfc\x83\xbf\xbf\xbf\xbf\"]": "the byte 0xfc", "[\"\xe0\xff\"]": "the byte 0xe0", "[\"\xe6\x97\xa5\xd1\x88\xfa\"]": "the byte 0xfa", "[\"\xf4\xbf\xbf\xbf\"]": "the byte 0xf4", "[\"\xed\xa0\x80\"]": "the byte 0xed", "[\"\xed\xbf\xbf\"]": "the byte 0xed", "[\"\xf0\x80\x80\x80\"]": "the byte 0xf0", "[\"\xf8\x88\x80\x80\x80\"]": "the byte 0xf8", "[\"\xe2\x82\"]": "the byte 0xe2",
	"\ufeff{}": "byte order mark", "\xff\xfe[\x00]\x00": "UTF-16", "\xfe\xff\x00[\x00]": "UTF-16", "\x00[\x00\"\x00]": `'\x00'`, "[\x00\"\x00]\x00": `'\x00'`,
	strings.Repeat("[", 500) + strings.Repeat("]", 500): "nested more than 32 deep",
}

func TestSuite(t *testing.T) {
	for _, text := range y {
		if faults := read(text); len(faults) > 0 {
			t.Errorf("%s is refused: %v", text, places(text, faults))
		}
	}
	for _, text := range n {
		if faults := read(text); len(faults) == 0 {
			t.Errorf("%q is accepted", text)
		}
	}
	for text, reason := range yRefused {
		if faults := read(text); len(faults) != 1 || !strings.Contains(faults[0].Message, reason) {
			t.Errorf("%q: %v; want %q", text, places(text, faults), reason)
		}
	}
	for text, reason := range i {
		if faults := read(text); len(faults) != 1 || !strings.Contains(faults[0].Message, reason) {
			t.Errorf("%.60q: %v; want %q", text, places(text, faults), reason)
		}
	}
}

// The tables themselves are right: encoding/json agrees about y and n.
func TestSuiteItself(t *testing.T) {
	for _, text := range y {
		if !json.Valid([]byte(text)) {
			t.Errorf("%q is among y", text)
		}
	}
	for text := range yRefused {
		if !json.Valid([]byte(text)) {
			t.Errorf("%q is among y", text)
		}
	}
	for _, text := range n {
		if json.Valid([]byte(text)) {
			t.Errorf("%q is among n", text)
		}
	}
	for _, list := range [][]string{y, n} {
		sorted := slices.Sorted(slices.Values(list))
		if len(slices.Compact(sorted)) != len(list) {
			t.Error("a text stands twice")
		}
	}
}
