package strictjson

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A malformed text, and every fault that it has: "line:column pointer | fragment of the message". The pointer of the root is empty.
type malformed struct {
	name   string
	text   string
	faults []string
}

func one(fault string) []string { return []string{fault} }

// Not one JSON value (RFC 8259). The first break ends the text, so each has one fault.
var broken = []malformed{
	// Nothing, or not JSON at all.
	{"empty file", "", one("1:1 | the end of the file where a JSON value belongs")},
	{"blanks only", " \n\t ", one("2:3 | the end of the file where a JSON value belongs")},
	{"a NUL", "\x00", one(`1:1 | '\x00' where a JSON value belongs`)},
	{"UTF-8 byte order mark", "\ufeff{}", one("1:1 | begins with a byte order mark")},
	{"UTF-8 byte order mark alone", "\ufeff", one("1:1 | begins with a byte order mark")},
	{"UTF-8 byte order mark after a blank", " \ufeff{}", one(`1:2 | '\ufeff' where a JSON value belongs`)},
	{"UTF-16 little-endian", "\xff\xfe{\x00}\x00", one("1:1 | the file is UTF-16 or UTF-32")},
	{"UTF-16 big-endian", "\xfe\xff\x00{\x00}", one("1:1 | the file is UTF-16 or UTF-32")},
	{"UTF-32 little-endian", "\xff\xfe\x00\x00{\x00\x00\x00}\x00\x00\x00", one("1:1 | the file is UTF-16 or UTF-32")},
	{"UTF-32 big-endian", "\x00\x00\xfe\xff\x00\x00\x00{\x00\x00\x00}", one("1:1 | the file is UTF-16 or UTF-32")},
	{"UTF-16 without a mark", "{\x00}\x00", one(`1:2 | '\x00' where a member's name`)},
	{"CSV", "id,name\n1,x\n", one(`1:1 | "id" where a JSON value belongs`)},
	{"TOML", "[table]\nkey = 1\n", one(`1:2 /0 | "table" where a JSON value belongs`)},
	{"YAML", "---\nid: x\n", one("1:1 | no digit after the minus sign")},
	{"XML", "<id>x</id>", one("1:1 | '<' where a JSON value belongs")},
	{"a patch", "+{\n+  \"a\": 1\n+}\n", one("1:1 | '+' where a JSON value belongs")},
	{"a merge conflict", "{\n<<<<<<< HEAD\n  \"a\": 1\n", one("2:1 | '<' where a member's name")},

	// Brackets.
	{"object never closed", `{"a":1`, one("1:7 | the end of the file where a comma or the object's closing brace belongs")},
	{"object hardly begun", "{", one("1:2 | the end of the file where a member's name in double quotes belongs")},
	{"end after a name", `{"a"`, one("1:5 /a | the end of the file where a colon belongs")},
	{"end after a colon", `{"a":`, one("1:6 /a | the end of the file where a JSON value belongs")},
	{"end after a comma", "{\"a\":1,\n", one("2:1 | the end of the file where a member's name")},
	{"array hardly begun", `{"a":[`, one("1:7 /a | the end of the file where a JSON value belongs")},
	{"array never closed", `{"a":[1`, one("1:8 /a | the end of the file where a comma or the array's closing bracket belongs")},
	{"end after an item's comma", `{"a":[1,`, one("1:9 /a | the end of the file where a JSON value belongs")},
	{"object closed by a bracket", `{"a":1]`, one("1:7 | ']' where a comma or the object's closing brace belongs")},
	{"array closed by a brace", `{"a":[1}}`, one("1:8 /a | '}' where a comma or the array's closing bracket belongs")},
	{"closing brace alone", "}", one("1:1 | '}' where a JSON value belongs")},
	{"one closing brace too many", `{"a":{}}}`, one("1:9 | '}' after the end of the JSON value")},

	// Commas and colons.
	{"comma after the last member", `{"a":1,}`, one("1:8 | a comma before the closing brace; remove it")},
	{"comma after the last member, by lines", "{\n  \"a\": 1,\n}\n", one("3:1 | a comma before the closing brace; remove it")},
	{"comma after the last item", `{"a":[1,]}`, one("1:9 /a | a comma before the closing bracket; remove it")},
	{"comma before the first member", `{,"a":1}`, one("1:2 | ',' where a member's name")},
	{"comma before the first item", `{"a":[,1]}`, one("1:7 /a | ',' where a JSON value belongs")},
	{"two commas between members", `{"a":1,,"b":2}`, one("1:8 | ',' where a member's name")},
	{"two commas between items", `{"a":[1,,2]}`, one("1:9 /a | ',' where a JSON value belongs")},
	{"a comma alone", "{,}", one("1:2 | ',' where a member's name")},
	{"no comma between members", "{\"a\":1\n \"b\":2}", one("2:2 | a string where a comma or the object's closing brace belongs")},
	{"no comma between items", `{"a":[1 2]}`, one("1:9 /a | a number where a comma or the array's closing bracket belongs")},
	{"no comma between objects", `{"a":[{} {}]}`, one("1:10 /a | an object where a comma or the array's closing bracket belongs")},
	{"semicolon after a member", `{"a":1;}`, one("1:7 /a | ';' where a comma or the object's closing brace belongs")},
	{"no colon", `{"a" 1}`, one("1:6 /a | a number where a colon belongs")},
	{"two colons", `{"a"::1}`, one("1:6 /a | ':' where a JSON value belongs")},
	{"an equals sign", `{"a"=1}`, one("1:5 /a | '=' where a colon belongs")},
	{"a comma for a colon", `{"a",1}`, one("1:5 /a | ',' where a colon belongs")},
	{"a colon in an array", `{"a":["b":1]}`, one("1:10 /a | ':' where a comma or the array's closing bracket belongs")},
	{"no value", `{"a":}`, one("1:6 /a | '}' where a JSON value belongs")},
	{"no value, no colon", `{"a"}`, one("1:5 /a | '}' where a colon belongs")},

	// Names.
	{"name without quotes", `{a:1}`, one(`1:2 | "a" where a member's name in double quotes belongs`)},
	{"name in single quotes", `{'a':1}`, one(`1:2 | '\'' where a member's name in double quotes belongs`)},
	{"name in curly quotes", `{“a”:1}`, one("1:2 | '“' where a member's name in double quotes belongs")},
	{"a number as a name", `{1:2}`, one("1:2 | a number where a member's name")},
	{"null as a name", `{null:2}`, one("1:2 | null where a member's name")},
	{"a boolean as a name", `{true:2}`, one("1:2 | a boolean where a member's name")},
	{"an object as a name", `{{}:2}`, one("1:2 | an object where a member's name")},
	{"an array as a name", `{[]:2}`, one("1:2 | an array where a member's name")},
	{"name hardly begun", `{"`, one("1:2 | a member name that is never closed")},
	{"name never closed", `{"a`, one("1:2 | a member name that is never closed")},
	{"line break in a name", "{\"a\n\":1}", one("1:4 | a line break inside a string")},
	{"unknown escape in a name", `{"a":1,"\q":1}`, one(`1:9 | an unknown escape "\\q"`)},

	// Comments and blanks that JSON has not.
	{"comment before", "// x\n{}", one("1:1 | '/' where a JSON value belongs")},
	{"comment inside", `{"a":1 /* x */}`, one("1:8 | '/' where a comma or the object's closing brace belongs")},
	{"comment after", "{} # x", one("1:4 | '#' after the end of the JSON value")},
	{"vertical tab", "\v{}", one(`1:1 | '\v' where a JSON value belongs`)},
	{"form feed", "{\f}", one(`1:2 | '\f' where a member's name`)},
	{"no-break space", "{\"a\":\u00a01}", one(`1:6 /a | '\u00a0' where a JSON value belongs`)},
	{"line separator", "{\"a\":1,\u2028\"b\":2}", one(`1:8 | '\u2028' where a member's name`)},
	{"invalid UTF-8 between values", "{\"a\":\xff}", one("1:6 /a | the byte 0xff, which is not UTF-8, where a JSON value belongs")},
	{"a replacement character between values", "{\"a\":\ufffd}", one("1:6 /a | '\ufffd' where a JSON value belongs")},

	// Words.
	{"bare word", `{"a":yes}`, one(`1:6 /a | "yes" where a JSON value belongs`)},
	{"bare word of another script", `{"a":да}`, one(`1:6 /a | "да" where a JSON value belongs`)},
	{"long bare word", `{"a":` + strings.Repeat("x", 999) + `}`, one(`1:6 /a | "xxxxxxxxxxxxxxxxxxxxxxxx" where a JSON value belongs`)},
	{"True", `{"a":True}`, one(`1:6 /a | "True" where a JSON value belongs`)},
	{"cut literal", `{"a":tru}`, one(`1:6 /a | "tru" where a JSON value belongs`)},
	{"cut literal at the end", `{"a":nul`, one(`1:6 /a | "nul" where a JSON value belongs`)},
	{"literal that goes on", `{"a":nullx}`, one(`1:6 /a | "nullx" where a JSON value belongs`)},
	{"literal that goes on in another script", `{"a":trueé}`, one(`1:6 /a | "trueé" where a JSON value belongs`)},
	{"literals run together", `{"a":[truefalse]}`, one(`1:7 /a/0 | "truefalse" where a JSON value belongs`)},
	{"undefined", `{"a":undefined}`, one(`1:6 /a | "undefined" where a JSON value belongs`)},
	{"NaN", `{"a":NaN}`, one(`1:6 /a | "NaN" where a JSON value belongs`)},
	{"Infinity", `{"a":Infinity}`, one(`1:6 /a | "Infinity" where a JSON value belongs`)},
	{"minus Infinity", `{"a":-Infinity}`, one("1:6 /a | not a JSON number: no digit after the minus sign")},

	// Numbers.
	{"leading zero", `{"a":01}`, one("1:6 /a | not a JSON number: a leading zero")},
	{"leading zero after a minus", `{"a":-01}`, one("1:6 /a | a leading zero")},
	{"two zeros", `{"a":[1,00]}`, one("1:9 /a/1 | a leading zero")},
	{"hexadecimal", `{"a":0x1F}`, one("1:6 /a | not a JSON number: followed by a letter or digit")},
	{"octal", `{"a":0o17}`, one("1:6 /a | followed by a letter or digit")},
	{"lone minus", `{"a":-}`, one("1:6 /a | no digit after the minus sign")},
	{"lone minus at the end", `{"a":-`, one("1:6 /a | no digit after the minus sign")},
	{"minus and a blank", `{"a":- 1}`, one("1:6 /a | no digit after the minus sign")},
	{"two minuses", `{"a":--1}`, one("1:6 /a | no digit after the minus sign")},
	{"plus", `{"a":+1}`, one("1:6 /a | '+' where a JSON value belongs")},
	{"no digit before the point", `{"a":.5}`, one("1:6 /a | '.' where a JSON value belongs")},
	{"no digit before the point, minus", `{"a":-.5}`, one("1:6 /a | no digit after the minus sign")},
	{"no digit after the point", `{"a":1.}`, one("1:6 /a | no digit after the decimal point")},
	{"no digit between point and exponent", `{"a":1.e3}`, one("1:6 /a | no digit after the decimal point")},
	{"two points", `{"a":1.2.3}`, one("1:9 /a | '.' where a comma or the object's closing brace belongs")},
	{"a decimal comma", `{"a":1,5}`, one("1:8 | a number where a member's name")},
	{"no digit in the exponent", `{"a":1e}`, one("1:6 /a | no digit in the exponent")},
	{"only a sign in the exponent", `{"a":1E+}`, one("1:6 /a | no digit in the exponent")},
	{"the end in an exponent", `{"a":1e`, one("1:6 /a | no digit in the exponent")},
	{"the end after an exponent's sign", `{"a":1e-`, one("1:6 /a | no digit in the exponent")},
	{"the end after a point", `{"a":1.`, one("1:6 /a | no digit after the decimal point")},
	{"a fraction in the exponent", `{"a":1e1.5}`, one("1:9 /a | '.' where a comma or the object's closing brace belongs")},
	{"two exponents", `{"a":1e2e3}`, one("1:6 /a | followed by a letter or digit")},
	{"digits in groups", `{"a":1_000}`, one("1:6 /a | followed by a letter or digit")},
	{"a unit", `{"a":5km}`, one("1:6 /a | followed by a letter or digit")},
	{"a sum", `{"a":1+2}`, one("1:7 /a | '+' where a comma or the object's closing brace belongs")},
	{"full-width digit", `{"a":１}`, one(`1:6 /a | "１" where a JSON value belongs`)},
	{"full-width digit after a digit", `{"a":1１}`, one("1:6 /a | followed by a letter or digit")},

	// Strings.
	{"string in single quotes", `{"a":'x'}`, one(`1:6 /a | '\'' where a JSON value belongs`)},
	{"string in back quotes", "{\"a\":`x`}", one("1:6 /a | '`' where a JSON value belongs")},
	{"string never closed", `{"a":"x}`, one("1:6 /a | a string that is never closed")},
	{"string closed by an escaped quotation mark", `{"a":"x\"}`, one("1:6 /a | a string that is never closed")},
	{"string that ends in a backslash", `{"a":"x\`, one("1:6 /a | a string that is never closed")},
	{"string that ends in four digits", `{"a":"\u0041`, one("1:6 /a | a string that is never closed")},
	{"string never closed, after a line break", "{\n\"a\":[0,\"", one("2:8 /a/1 | a string that is never closed")},
	{"line feed in a string", "{\"a\":\"x\ny\"}", one("1:8 /a | a line break inside a string; close the string or write \\n")},
	{"carriage return in a string", "{\"a\":\"x\r\ny\"}", one("1:8 /a | a line break inside a string")},
	{"tab in a string", "{\"a\":\"\tx\"}", one("1:7 /a | the control character 0x09 inside a string; write it as \\u0009")},
	{"NUL in a string", "{\"a\":\"x\x00\"}", one("1:8 /a | the control character 0x00 inside a string")},
	{"escape code in a string", "{\"a\":\"\\n\x1b[31m\"}", one("1:9 /a | the control character 0x1b inside a string")},
	{"unknown escape", `{"a":"\x41"}`, one(`1:7 /a | an unknown escape "\\x"; JSON knows`)},
	{"escaped single quote", `{"a":"it\'s"}`, one(`1:9 /a | an unknown escape "\\'"`)},
	{"escaped letter of two bytes", `{"a":"é\é"}`, one(`1:8 /a | an unknown escape "\\é"`)},
	{"escaped line break", "{\"a\":\"x\\\ny\"}", one(`1:8 /a | an unknown escape "\\\n"`)},
	{"escape with a capital U", `{"a":"\U0041"}`, one(`1:7 /a | an unknown escape "\\U"`)},
	{"octal escape", `{"a":"\0"}`, one(`1:7 /a | an unknown escape "\\0"`)},
	{"\\u with three digits", `{"a":"\u123"}`, one(`1:7 /a | \u without four hexadecimal digits`)},
	{"\\u with no digit", `{"a":"\u"}`, one(`1:7 /a | \u without four hexadecimal digits`)},
	{"\\u with a bad digit", `{"a":"\u12G4"}`, one(`1:7 /a | \u without four hexadecimal digits`)},
	{"\\u with a sign", `{"a":"\u+123"}`, one(`1:7 /a | \u without four hexadecimal digits`)},
	{"\\u with a brace", `{"a":"\u{41}"}`, one(`1:7 /a | \u without four hexadecimal digits`)},
	{"\\u with a full-width digit", `{"a":"\u004１"}`, one(`1:7 /a | \u without four hexadecimal digits`)},
	{"\\u at the end", `{"a":"\u00`, one(`1:7 /a | \u without four hexadecimal digits`)},
	{"a low surrogate with a bad digit", `{"a":"\ud83d\udeZ0"}`, []string{`1:7 /a | half of a surrogate pair (\ud83d)`, `1:13 /a | \u without four hexadecimal digits`}},

	// More than one value.
	{"a wrong root and more", "[1] {}", one("1:1 | an array where an object belongs")}, // what follows a wrong root means nothing
	{"two objects", "{}{}", one("1:3 | an object after the end of the JSON value; a file holds one value")},
	{"an object a line", "{\"a\":1}\n{\"a\":2}\n", one("2:1 | an object after the end")},
	{"a word after the value", `{"a":1} x`, one(`1:9 | "x" after the end`)},
	{"a comma after the value", `{"a":1},`, one("1:8 | ',' after the end")},
	{"a NUL after the value", "{\"a\":1}\x00", one(`1:8 | '\x00' after the end`)},
	{"a byte that is not UTF-8 after the value", "{}\xa0", one("1:3 | the byte 0xa0, which is not UTF-8, after the end")},

	// Where the place is found.
	{"columns count code points", "{\"größe\":\"🜲🜲\",\t}", one("1:16 | a comma before the closing brace")},
	{"lines end in line feeds", "{\r\n\r\n  \"a\": 1,\r\n  !\r\n}", one("4:3 | '!' where a member's name")},
	{"the innermost member", "{\"a\":{\"b/c\":[0,{\"d~e\":[\n?]}]}}", one("2:1 /a/b~1c/1/d~0e/0 | '?' where a JSON value belongs")},
	{"after a member that is over", `{"a":{"b":1},"c":{"d":2}!}`, one("1:25 | '!' where a comma or the object's closing brace belongs")},
}

// Valid by RFC 8259, but not by I-JSON (RFC 7493), nor for the types that read a file. Reading goes on after each fault.
var forbidden = []malformed{
	// The root.
	{"an array", "[1,2]", one("1:1 | an array where an object belongs")},
	{"a string", ` "x"`, one("1:2 | a string where an object belongs")},
	{"a number", "\n1\n", one("2:1 | a number where an object belongs")},
	{"true", "true", one("1:1 | a boolean where an object belongs")},
	{"null", "null", one("1:1 | null where an object belongs")},

	// UTF-8.
	{"lone continuation byte", "{\"a\":\"x\x80y\"}", one("1:8 /a | the byte 0x80, which is not UTF-8; save the file as UTF-8")},
	{"Latin-1", "{\"a\":\"caf\xe9\"}", one("1:10 /a | the byte 0xe9")},
	{"Windows-1252 quotes", "{\"a\":\"\x93x\x94\"}", one("1:7 /a | the byte 0x93")},
	{"overlong, two bytes", "{\"a\":\"\xc0\xaf\"}", one("1:7 /a | the byte 0xc0")},
	{"overlong, three bytes", "{\"a\":\"\xe0\x80\xaf\"}", one("1:7 /a | the byte 0xe0")},
	{"overlong, four bytes", "{\"a\":\"\xf0\x80\x80\xaf\"}", one("1:7 /a | the byte 0xf0")},
	{"five bytes", "{\"a\":\"\xf8\x88\x80\x80\x80\"}", one("1:7 /a | the byte 0xf8")},
	{"six bytes", "{\"a\":\"\xfc\x84\x80\x80\x80\x80\"}", one("1:7 /a | the byte 0xfc")},
	{"beyond U+10FFFF", "{\"a\":\"\xf4\x90\x80\x80\"}", one("1:7 /a | the byte 0xf4")},
	{"cut after two of three bytes", "{\"a\":\"\xe2\x82\"}", one("1:7 /a | the byte 0xe2")},
	{"cut after three of four bytes", "{\"a\":\"é\xf0\x9f\x98\"}", one("1:8 /a | the byte 0xf0")},
	{"CESU-8", "{\"a\":\"\xed\xa0\xbd\xed\xb8\x80\"}", one("1:7 /a | the byte 0xed")},
	{"0xff", "{\"a\":\"\xff\"}", one("1:7 /a | the byte 0xff")},
	{"after an escape", "{\"a\":\"\\n\xff\"}", one("1:9 /a | the byte 0xff")},
	{"in a name", "{\"a\xff\":1,\"b\":2}", one("1:4 /a\ufffd | the byte 0xff")},
	{"a continuation byte as a name", "{\"\x80\":1}", one("1:3 /\ufffd | the byte 0x80")},
	{"in two names", "{\"\xff\":1,\"\xfe\":2}", []string{"1:3 /\ufffd | the byte 0xff", "1:9 /\ufffd | the byte 0xfe"}},

	// Surrogates.
	{"lone high surrogate", `{"a":"x\ud83dy"}`, one(`1:8 /a | half of a surrogate pair (\ud83d); write the character itself`)},
	{"lone low surrogate", `{"a":"\uDE00"}`, one(`1:7 /a | half of a surrogate pair (\uDE00)`)},
	{"surrogates the wrong way round", `{"a":"\uDE00\uD83D"}`, one(`1:7 /a | half of a surrogate pair (\uDE00)`)},
	{"two high surrogates", `{"a":"\ud83d\ud83d"}`, one(`1:7 /a | half of a surrogate pair (\ud83d)`)},
	{"a high surrogate before a pair", `{"a":"\ud83d\ud83d\ude00"}`, one(`1:7 /a | half of a surrogate pair (\ud83d)`)},
	{"a high surrogate before an escape", `{"a":"\ud83d\u0041"}`, one(`1:7 /a | half of a surrogate pair`)},
	{"a high surrogate before another escape", `{"a":"\ud83d\n"}`, one(`1:7 /a | half of a surrogate pair`)},
	{"a high surrogate before the character", `{"a":"\ud83d😀"}`, one(`1:7 /a | half of a surrogate pair`)},
	{"a high surrogate in a name", `{"\ud83d":1}`, one(`1:3 /� | half of a surrogate pair`)},
	{"a low surrogate in a name, and an empty name", `{"\ude00":1,"":2}`, one(`1:3 /� | half of a surrogate pair`)},
	{"two broken names", `{"a":{"\ude00":1,"\ude00":2}}`, []string{`1:8 /a/� | half of a surrogate pair`, `1:19 /a/� | half of a surrogate pair`}},
	{"half a pair and bad UTF-8 are one string with faults", "{\"a\":\"\xff\\ud83d\"}", one(`1:8 /a | half of a surrogate pair`)},

	// Noncharacters.
	{"U+FFFE", "{\"a\":\"x\ufffe\"}", one("1:8 /a | the noncharacter U+FFFE, which no text may contain")},
	{"U+FDD0", "{\"a\":\"\ufdd0\ufdd1\"}", one("1:7 /a | the noncharacter U+FDD0")},
	{"U+1FFFF", "{\"a\":\"😀\U0001ffff\"}", one("1:8 /a | the noncharacter U+1FFFF")},
	{"escaped U+FFFF", `{"a":"x\uffff"}`, one("1:8 /a | the noncharacter U+FFFF")},
	{"escaped U+FDEF", `{"a":"\ufDEf"}`, one("1:7 /a | the noncharacter U+FDEF")},
	{"escaped U+10FFFE", `{"a":"\udbff\udffe"}`, one("1:7 /a | the noncharacter U+10FFFE")},
	{"in a name", "{\"\ufffe\":1}", one("1:3 /\ufffe | the noncharacter U+FFFE")},

	// Members that stand twice.
	{"twice", `{"a":1,"a":1}`, one(`1:8 /a | member "a" stands twice in one object, first on line 1; keep one`)},
	{"three times", "{\"a\":1,\n\"a\":2,\n\"a\":3}", []string{"2:1 /a | first on line 1", "3:1 /a | first on line 1"}},
	{"twice, deep down", `{"x":[{"y":{"a":1,"b":2,"a":3}}]}`, one(`1:25 /x/0/y/a | member "a" stands twice`)},
	{"twice, spelled with an escape", `{"ab":1,"\u0061b":2}`, one(`1:9 /ab | member "ab" stands twice`)},
	{"twice, both spelled with escapes", `{"\u00e9":1,"\u00E9":2}`, one(`1:13 /é | member "é" stands twice`)},
	{"the empty name twice", `{"":1,"":2}`, one(`1:7 / | member "" stands twice`)},
	{"twice, with faults inside the second", `{"a":1,"a":{"b":"\ud800","c":1,"c":2}}`,
		[]string{`1:8 /a | member "a" stands twice`, `1:18 /a/b | half of a surrogate pair`, `1:32 /a/c | member "c" stands twice`}},
	{"among more than eight", "{\"x\":0,\n" + members(20) + `,"m7":1,"m19":1,"x":1}`,
		[]string{`2:151 /m7 | member "m7" stands twice in one object, first on line 2`, `2:158 /m19 | member "m19" stands twice`, `2:166 /x | member "x" stands twice in one object, first on line 1`}},
	{"the ninth and the first", `{` + members(8) + `,"m0":1}`, one(`1:58 /m0 | member "m0" stands twice`)},
	{"the tenth and the ninth", `{` + members(9) + `,"m8":1}`, one(`1:65 /m8 | member "m8" stands twice`)},
	{"among more than 64", `{` + members(100) + `,"m99":1}`, one(`1:792 /m99 | member "m99" stands twice`)},
	{"among eight, with objects between", `{"a":{"a":{"a":1},"b":1},"b":{"a":1},"a":2}`, one(`1:38 /a | member "a" stands twice`)},

	// Numbers.
	{"2^53", `{"a":9007199254740992}`, one("1:6 /a | the whole number 9007199254740992 is beyond 2^53-1")},
	{"-2^53", `{"a":-9007199254740992}`, one("1:6 /a | the whole number -9007199254740992 is beyond 2^53-1")},
	{"2^64", `{"a":[18446744073709551616]}`, one("1:7 /a/0 | beyond 2^53-1")},
	{"32 nines", `{"a":` + strings.Repeat("9", 32) + `}`, one("1:6 /a | beyond 2^53-1")},
	{"33 digits", `{"a":` + strings.Repeat("1", 33) + `}`, one("1:6 /a | a number of 33 characters, more than the 32 allowed")},
	{"a long fraction", `{"a":0.` + strings.Repeat("1", 31) + `}`, one("1:6 /a | a number of 33 characters")},
	{"a long exponent", `{"a":1e` + strings.Repeat("0", 31) + `}`, one("1:6 /a | a number of 33 characters")},
	{"exponent 21", `{"a":1e21}`, one("1:6 /a | a number with an exponent beyond 20")},
	{"exponent -21", `{"a":1E-21}`, one("1:6 /a | a number with an exponent beyond 20")},
	{"exponent 400", `{"a":1e+400}`, one("1:6 /a | a number with an exponent beyond 20")},
	{"exponent with zeros before it", `{"a":1e00021}`, one("1:6 /a | a number with an exponent beyond 20")},
	{"exponent of six digits", `{"a":[1e999999,-1e-999999]}`, []string{"1:7 /a/0 | exponent beyond 20", "1:16 /a/1 | exponent beyond 20"}},

	// Several faults in one text come in the order of the text.
	{"many kinds", "{\n\"a\": \"\\ud800\",\n\"b\": [1e99, \"\xff\", {\"c\": 1, \"c\": 99999999999999999}],\n\"a\": \"\ufffe\"\n}", []string{
		"2:7 /a | half of a surrogate pair",
		"3:7 /b/0 | exponent beyond 20",
		"3:14 /b/1 | the byte 0xff",
		"3:27 /b/2/c | stands twice",
		"3:32 /b/2/c | beyond 2^53-1",
		"4:1 /a | stands twice",
		"4:7 /a | the noncharacter U+FFFE",
	}},
	{"depth 33", `{"a":` + strings.Repeat("[", 32) + strings.Repeat("]", 32) + "}", one("1:37 " + "/a" + strings.Repeat("/0", 31) + " | nested more than 32 deep")},
	{"depth 33 of objects", strings.Repeat(`{"a":`, 32) + "{}" + strings.Repeat("}", 32), one("1:161 " + strings.Repeat("/a", 32) + " | nested more than 32 deep")},
	{"a string over 64 KiB", `{"a":"` + strings.Repeat("x", 65537) + `"}`, one("1:6 /a | a string of 65537 bytes, more than the 65536 allowed")},
	{"a string with an escape over 64 KiB", `{"a":"\n` + strings.Repeat("x", 65536) + `"}`, one("1:6 /a | a string of more than the 65536 bytes allowed")},
	{"a name over 128 bytes", `{"` + strings.Repeat("é", 65) + `":1}`, one("1:2 /" + strings.Repeat("é", 65) + " | a member name of 130 bytes, more than the 128 allowed")}, // a pointer names what it can
	{"a name over 1000 bytes", `{"` + strings.Repeat("x", 1001) + `":1}`, one("1:2 | a member name of 1001 bytes, more than the 128 allowed")},
}

// members returns n members, "m0":0 to, with different names.
func members(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf(`"m%d":0`, i)
	}
	return strings.Join(list, ",")
}

// places writes faults as the tables do, with the whole message.
func places(text string, faults []Fault) []string {
	var list []string
	for _, f := range faults {
		line, column := Line(text, f.Offset)
		list = append(list, strings.TrimSuffix(fmt.Sprintf("%d:%d %s", line, column, Path(text, f.Offset)), " ")+" | "+f.Message)
	}
	return list
}

// compare reports where faults are not those that a table expects.
func compare(t *testing.T, text string, faults []Fault, want []string) {
	t.Helper()
	got := places(text, faults)
	same := func(got, want string) bool {
		place, fragment, _ := strings.Cut(want, " | ")
		return strings.HasPrefix(got, place+" | ") && strings.Contains(got[len(place):], fragment)
	}
	if !slices.EqualFunc(got, want, same) {
		t.Errorf("%.99q has the faults\n\t%s\nwant\n\t%s", text, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func TestMalformed(t *testing.T) {
	for _, c := range broken {
		t.Run("broken/"+c.name, func(t *testing.T) {
			if json.Valid([]byte(c.text)) {
				t.Error("encoding/json finds nothing wrong with it")
			}
			_, faults := Decode(c.text, Limits{})
			compare(t, c.text, faults, c.faults)
		})
	}
	for _, c := range forbidden {
		t.Run("forbidden/"+c.name, func(t *testing.T) {
			if !json.Valid([]byte(c.text)) {
				t.Error("the grammar is broken, so it belongs to the other table")
			}
			_, faults := Decode(c.text, Limits{})
			compare(t, c.text, faults, c.faults)
		})
	}
}

// What Decode finds in an object, Skip finds too.
func TestSkipFindsWhatDecodeFinds(t *testing.T) {
	for _, c := range slices.Concat(broken, forbidden) {
		if !strings.HasPrefix(c.text, "{") {
			continue
		}
		_, want := Decode(c.text, Limits{})
		r := NewReader(c.text, Limits{})
		r.Skip()
		if got := r.End(); !slices.Equal(got, want) {
			t.Errorf("%s: %v; want %v", c.name, got, want)
		}
	}
}

// The tree holds what was good: the rest of an object, the first of two members, nothing under a name that is no text.
func TestTreeBesideFaults(t *testing.T) {
	for _, c := range []struct{ text, tree string }{
		{`{"a":1,"a":2,"b":3}`, `{"a":1,"b":3}`},
		{`{"\ud800":1,"":2}`, `{"":2}`},
		{"{\"\xff\":1,\"b\":[\"\xff\",\"x\"]}", `{"b":["","x"]}`},
		{"{\"a\":\"x\ufffe\",\"b\":\"\\uffff\",\"c\":\"\\ud800\"}", `{"a":"","b":"","c":""}`},
		{`{"a":1e99,"b":{"c":99999999999999999,"d":null}}`, `{"a":0,"b":{"c":0,"d":null}}`},
		{`{"a":[1,{"b":true},`, `{"a":[1,{"b":true},null]}`},
		{`[1]`, `null`},
		{`nothing`, `null`},
	} {
		tree, faults := Decode(c.text, Limits{})
		if len(faults) == 0 {
			t.Errorf("%s has no faults", c.text)
		}
		if got, _ := json.Marshal(tree); string(got) != c.tree {
			t.Errorf("%s gives %s; want %s", c.text, got, c.tree)
		}
	}
}

// Every limit lets its own number pass and refuses one more.
func TestLimits(t *testing.T) {
	for _, c := range []struct {
		name       string
		limits     Limits
		good, over string
		fault      string
	}{
		{"bytes", Limits{Bytes: 8}, `{"a":12}`, `{"a":123}`, "1:1 | the file has 9 bytes, more than the 8 allowed; split it"},
		{"bytes, not even looked at", Limits{Bytes: 2}, "{}", "\ufeff", "1:1 | the file has 3 bytes"},
		{"depth of objects", Limits{Depth: 2}, `{"a":{},"b":{},"c":{}}`, `{"a":{"b":{}}}`, "1:11 /a/b | nested more than 2 deep"},
		{"depth of arrays", Limits{Depth: 3}, `{"a":[[],[]]}`, `{"a":[[],[[]]]}`, "1:11 /a/1/0 | nested more than 3 deep"},
		{"depth of the root", Limits{Depth: 1}, `{"a":1,"b":2}`, `{"a":1,"b":[]}`, "1:12 /b | nested more than 1 deep"},
		{"depth beyond the default", Limits{Depth: 1000}, `{"a":` + strings.Repeat("[", 999) + strings.Repeat("]", 999) + "}", `{"a":` + strings.Repeat("[", 1000) + "1", "1:1005 /a" + strings.Repeat("/0", 999) + " | nested more than 1000 deep"},
		{"string", Limits{String: 4}, `{"a":"abcd"}`, `{"a":"abcde"}`, "1:6 /a | a string of 5 bytes, more than the 4 allowed"},
		{"string, in bytes", Limits{String: 4}, `{"a":"éé"}`, `{"a":"ééx"}`, "1:6 /a | a string of 5 bytes"},
		{"string, as written", Limits{String: 6}, `{"a":"\u0041"}`, `{"a":"\u0041x"}`, "1:6 /a | a string of more than the 6 bytes allowed"},
		{"name", Limits{Name: 3}, `{"abc":1}`, `{"x":{"abcd":1}}`, "1:7 /x/abcd | a member name of 4 bytes, more than the 3 allowed"},
		{"name, as written", Limits{Name: 2}, `{"\n":1}`, `{"\nx":1}`, "1:2 /\nx | a member name of more than the 2 bytes allowed"},
		{"number", Limits{Number: 3}, `{"a":-12}`, `{"a":-123}`, "1:6 /a | a number of 4 characters, more than the 3 allowed"},
		{"items of an array", Limits{Items: 2, Members: 2}, `{"a":[1,2],"b":[3,4]}`, `{"a":[1,2,3]}`, "1:11 /a/2 | an array with more than 2 items"},
		{"members of an object", Limits{Items: 2, Members: 2}, `{"a":1,"b":2}`, `{"a":1,"b":2,"c":3}`, "1:14 /c | an object with more than 2 members"},
		{"items, by default", Limits{}, `{"a":[0` + strings.Repeat(",0", 999_999) + "]}", `{"a":[0` + strings.Repeat(",0", 1_000_000) + "]}", "1:2000007 /a/1000000 | an array with more than 1000000 items"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, faults := Decode(c.good, c.limits); len(faults) > 0 {
				t.Errorf("%.99s: %v", c.good, places(c.good, faults))
			}
			_, faults := Decode(c.over, c.limits)
			compare(t, c.over, faults, one(c.fault))
		})
	}
}

// As many faults as allowed are reported; one more ends the reading.
func TestLimitOfFaults(t *testing.T) {
	bad := func(n int) string { return `{"a":[1` + strings.Repeat(",1e99", n) + `],"b":1} x` }
	_, faults := Decode(bad(4), Limits{Faults: 5})
	if len(faults) != 5 || !strings.Contains(faults[4].Message, "after the end") {
		t.Errorf("five faults of five: %v", faults)
	}
	_, faults = Decode(bad(5), Limits{Faults: 5})
	if len(faults) != 6 || faults[5].Message != "too many faults; the rest of the file is not read" {
		t.Errorf("six faults of five: %v", faults)
	}
	text := bad(1_000_000)
	_, faults = Decode(text, Limits{})
	if len(faults) != 101 || faults[100].Message != "too many faults; the rest of the file is not read" || text[faults[100].Offset:][:4] != "1e99" {
		t.Errorf("a million faults: %d, last %v", len(faults), faults[len(faults)-1])
	}
	// The limit may be reached inside of a string: reading ends there, too.
	r := NewReader(`["\ud800","\ud800 \ud800\n","x"]`, Limits{Faults: 1})
	for a := r.Array(); a.Next(); {
		if s := r.Text(); s != "" {
			t.Errorf("%q was read after the end", s)
		}
	}
	if faults := r.End(); len(faults) != 2 || faults[1].Offset != 11 || !r.Broken() {
		t.Errorf("faults in strings: %v", faults)
	}
}
