package strictjson

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

func TestLine(t *testing.T) {
	for _, c := range []struct {
		text         string
		offset       int
		line, column int
	}{
		{"", 0, 1, 1},
		{"", 5, 1, 1},
		{"abc", 0, 1, 1},
		{"abc", 2, 1, 3},
		{"abc", 3, 1, 4},
		{"abc", 9, 1, 4},
		{"a\nb", 1, 1, 2}, // the line break is the last of its line
		{"a\nb", 2, 2, 1},
		{"a\nb\n", 4, 3, 1},
		{"\n\n\n", 2, 3, 1},
		{"a\r\nb", 2, 1, 3},
		{"a\r\nb", 3, 2, 1},
		{"a\rb", 2, 1, 3},
		{"é😀x", 6, 1, 3}, // code points, not bytes and not UTF-16
		{"e\u0301x", 3, 1, 3},
		{"é\n😀x", 7, 2, 2},
		{"\u2028x", 3, 1, 2},
		{"\xff\xfe\xe2\x82x", 4, 1, 5}, // a byte that is not UTF-8 counts as one
	} {
		if line, column := Line(c.text, c.offset); line != c.line || column != c.column {
			t.Errorf("%q, %d: %d:%d; want %d:%d", c.text, c.offset, line, column, c.line, c.column)
		}
	}
}

// In text, « and » stand around what has a pointer, and are taken out before.
func TestFindAndPath(t *testing.T) {
	for _, c := range []struct{ text, pointer string }{
		{`«{"a":1}»`, ""},
		{" \n «[]» ", ""},
		{`«"x"»`, ""},
		{`{«"a":1»}`, "/a"},
		{`{ «"a" : 1» , "b" : 2 }`, "/a"},
		{`{"a":1,«"b":[2,3]»}`, "/b"},
		{`{"a":1,"b":[2,«3»]}`, "/b/1"},
		{`{"a":1,"b":[ «2» ,3]}`, "/b/0"},
		{`{"a":{"a":{«"a":true»}}}`, "/a/a/a"},
		{`{"a":[[],[[],«{}»]]}`, "/a/1/1"},
		{`{"a":[{"b":1},{"b":1,«"c":null»}]}`, "/a/1/c"},
		{`{"0":{«"1":-1.5e2»}}`, "/0/1"},
		{`[0,0,0,0,0,0,0,0,0,0,0,«0»]`, "/11"},
		{`{"":{«"":""»}}`, "//"},
		{`{«"a/b":1»}`, "/a~1b"},
		{`{«"a~b":1»}`, "/a~0b"},
		{`{"a":0,«"~1":1»}`, "/~01"},
		{`{«"\u007e\/":1»}`, "/~0~1"},
		{`{«"größe":1»}`, "/größe"},
		{`{«"gr\u00f6\u00DFe":1»}`, "/größe"},
		{`{"😀":{«"\ud83d\ude00":1»}}`, "/😀/😀"},
		{`{"a\"":{«"\\":1»}}`, `/a"/\`},
		{`{"x":"}],{[:\"","y":["]"],«"z":"{"»}`, "/z"},
		{`{"a":"\\",«"b":"\\\""»,"c":0}`, "/b"},
		{`{"averyveryverylongname":"averyveryverylong\"value, and more of it",«"b":"averyveryverylong\\"»}`, "/b"},
		{"{\"\xff\":0,«\"b\":\"\xff\"»}", "/b"},
	} {
		start := strings.Index(c.text, "«")
		end := strings.Index(c.text, "»") - len("«")
		text := strings.NewReplacer("«", "", "»", "").Replace(c.text)
		key, value, ok := Find(text, c.pointer)
		first := key
		if key < 0 {
			first = value
		}
		if !ok || first != start || value < start || value >= end {
			t.Errorf("Find(%s, %q) = %d, %d, %v; it begins at %d and ends at %d", text, c.pointer, key, value, ok, start, end)
		}
		if got := Path(text, start); got != c.pointer {
			t.Errorf("Path(%s, %d) = %q; want %q", text, start, got, c.pointer)
		}
		if got := Path(text, value); got != c.pointer {
			t.Errorf("Path(%s, %d) = %q; want %q", text, value, got, c.pointer)
		}
	}
}

// Every offset of a text has the pointer that stands below it: a letter for each.
func TestPathAtEveryOffset(t *testing.T) {
	pointers := map[byte]string{'r': "", 'a': "/a", '0': "/a/0", '1': "/a/1", 'x': "/a/1/x", 'b': "/b", 'c': "/c"}
	text := ` { "a" : [ 10 , { "x" : "," } ] , "b":{} ,"c":1} `
	want := `rrraaaaaaaa00aaa11xxxxxxxxx11aarrrbbbbbbrrcccccrr`
	for i := range text {
		if got := Path(text, i); got != pointers[want[i]] {
			t.Errorf("at %d, %q: %q; want %q", i, text[i:], got, pointers[want[i]])
		}
	}
}

// Where a pointer names nothing, the nearest thing around is found.
func TestFindNothing(t *testing.T) {
	for _, c := range []struct {
		text, pointer string
		key, value    int
	}{
		{`{"a":1}`, "/b", -1, 0},
		{` {"a":1}`, "/b/c/d", -1, 1},
		{`{"a":{"b":1}}`, "/a/c", 1, 5},
		{`{"a":{"b":1}}`, "/a/b/c", 6, 10},
		{`{"a":"b"}`, "/a/0", 1, 5},
		{`{"a":[1,[2]]}`, "/a/1/1", -1, 8},
		{`{"a":[1,2]}`, "/a/2", 1, 5},
		{`{"a":[1,2]}`, "/a/-", 1, 5},
		{`{"a":[1,2]}`, "/a/01", 1, 5}, // RFC 6901: no leading zeros
		{`{"a":[1,2]}`, "/a/+1", 1, 5},
		{`{"a":[1,2]}`, "/a/", 1, 5},
		{`{"a":[1,2]}`, "/a/99999999999999999999", 1, 5},
		{`{"a":{}}`, "/a/", 1, 5},
		{`{"a":[]}`, "/a/0", 1, 5},
		{`{"a":1}`, "a", -1, 0}, // not pointers
		{`{"a":1}`, "a/a", -1, 0},
		{`{"a":1}`, "#/a", -1, 0},
		{`{"~":1}`, "/~", -1, 0},
		{`{"~2":1}`, "/~2", -1, 0},
		{`{"A":1}`, "/a", -1, 0},
		{`{"é":1}`, "/e\u0301", -1, 0},              // no normalising
		{`{"a":{"b":1},"a":{"c":1}}`, "/a/c", 1, 5}, // the first counts
		{`{"a":1,"b`, "/b", -1, 0},
		{`{"a":1,"b"`, "/b", -1, 0},
		{`{"a":1,"b":`, "/b", -1, 0},
		{`{"a":1,"b":}`, "/b", -1, 0},
		{`{"a":[1,`, "/a/1", 1, 5},
		{`{"a":[1,]}`, "/a/1", 1, 5},
		{``, "", -1, 0},
		{`  `, "/a", -1, 0},
		{`}`, "", -1, 0},
	} {
		if key, value, ok := Find(c.text, c.pointer); ok || key != c.key || value != c.value {
			t.Errorf("Find(%s, %q) = %d, %d, %v; want %d, %d, false", c.text, c.pointer, key, value, ok, c.key, c.value)
		}
	}
}

func TestPlacesOfDuplicates(t *testing.T) {
	const text = `{"a":{"x":1},"a":{"x":2},"b":3}`
	if key, value, ok := Find(text, "/a/x"); key != 6 || value != 10 || !ok {
		t.Errorf("the first: %d, %d, %v", key, value, ok)
	}
	if key, _, ok := Find(text, "/b"); key != 25 || !ok {
		t.Errorf("what follows: %d, %v", key, ok)
	}
	for offset, want := range map[int]string{1: "/a", 6: "/a/x", 13: "/a", 18: "/a/x", 25: "/b"} {
		if got := Path(text, offset); got != want {
			t.Errorf("Path at %d is %q; want %q", offset, got, want)
		}
	}
}

// What stands before a break has its place, whatever follows it.
func TestPlacesBeforeABreak(t *testing.T) {
	const text = `{"a":[{"b":1},{"c":"x"` // closed nowhere
	for _, tail := range []string{"", "!", `,`, `,"d`, `:`, `]`, `}]}`, "\x00", "\xff", `"`, `\`, strings.Repeat("[", 100_000), strings.Repeat("}", 100_000)} {
		text := text + tail
		for pointer, want := range map[string][2]int{"": {-1, 0}, "/a": {1, 5}, "/a/0": {-1, 6}, "/a/0/b": {7, 11}, "/a/1": {-1, 14}, "/a/1/c": {15, 19}} {
			key, value, ok := Find(text, pointer)
			if key != want[0] || value != want[1] || !ok {
				t.Errorf("Find(%.40q, %q) = %d, %d, %v; want %v", text, pointer, key, value, ok, want)
			}
			if got := Path(text, value); got != pointer {
				t.Errorf("Path(%.40q, %d) = %q; want %q", text, value, got, pointer)
			}
		}
		if Path(text, len(text)) != Path(text, len(text)+9) {
			t.Errorf("%.40q: beyond the end is not at the end", text)
		}
	}
}

// A name that is too long to be repeated, or that is no JSON string, has no pointer; what is in it has that of the object.
func TestPathOfNamesThatCannotBeTold(t *testing.T) {
	for _, name := range []string{strings.Repeat("x", 999), `\q`, "a\nb", `\u12`} {
		text := `{"a":{"` + name + `":[1]}}`
		if got := Path(text, len(text)-5); got != "/a" {
			t.Errorf("%.30s: %.30s", text, got)
		}
	}
	if name := strings.Repeat("x", 998); Path(`{"`+name+`":1}`, 1) != "/"+name {
		t.Error("a name that is just short enough has no pointer")
	}
}

// Deeper than any reader goes, Path gives up rather than spend memory on every bracket.
func TestPathIsBounded(t *testing.T) {
	text := strings.Repeat("[", 1<<20)
	if got := Path(text, len(text)); len(got) > 3*maxDepth {
		t.Errorf("a pointer of %d bytes", len(got))
	}
}

// slowPlaces lists every value of a text with its pointer, by the tokens of encoding/json: the slow and obvious way.
func slowPlaces(t *testing.T, text string) (places []place) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	// Where the next token begins: encoding/json tells where the last one ended.
	begins := func() int {
		i := int(d.InputOffset())
		for strings.IndexByte(" \t\r\n,:", text[i]) >= 0 {
			i++
		}
		return i
	}
	next := func() json.Token {
		token, err := d.Token()
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		return token
	}
	var value func(pointer string, key int)
	value = func(pointer string, key int) {
		places = append(places, place{pointer, key, begins()})
		switch next() {
		case json.Delim('{'):
			for d.More() {
				key := begins()
				name := strings.ReplaceAll(strings.ReplaceAll(next().(string), "~", "~0"), "/", "~1")
				value(pointer+"/"+name, key)
			}
			next()
		case json.Delim('['):
			for i := 0; d.More(); i++ {
				value(pointer+"/"+strconv.Itoa(i), -1)
			}
			next()
		}
	}
	value("", -1)
	if _, err := d.Token(); err != io.EOF {
		t.Fatalf("%s: %v", text, err)
	}
	return places
}

type place struct {
	pointer    string
	key, value int
}

// checkPlaces compares Find and Path with the slow way, for every value of a text without duplicates.
func checkPlaces(t *testing.T, text string) {
	t.Helper()
	for _, p := range slowPlaces(t, text) {
		if key, value, ok := Find(text, p.pointer); key != p.key || value != p.value || !ok {
			t.Errorf("Find(%s, %q) = %d, %d, %v; want %d, %d", text, p.pointer, key, value, ok, p.key, p.value)
		}
		if got := Path(text, p.value); got != p.pointer {
			t.Errorf("Path(%s, %d) = %q; want %q", text, p.value, got, p.pointer)
		}
		if p.key >= 0 && Path(text, p.key) != p.pointer {
			t.Errorf("Path(%s, %d) = %q; want %q", text, p.key, Path(text, p.key), p.pointer)
		}
	}
}

func TestPlacesOfRandomTrees(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 53))
	for range 2000 {
		var b bytes.Buffer
		randomValue(rng, &b, 5)
		checkPlaces(t, b.String())
		if t.Failed() {
			return
		}
	}
}

// randomValue writes any JSON value, with blanks, escapes and strings full of brackets; no name twice in an object.
func randomValue(rng *rand.Rand, b *bytes.Buffer, depth int) {
	blank := func() { b.WriteString([]string{"", "", " ", "\n\t"}[rng.IntN(4)]) }
	blank()
	switch n := rng.IntN(8); {
	case n < 3 && depth > 0:
		b.WriteByte('{')
		for i := range rng.IntN(5) {
			if i > 0 {
				b.WriteByte(',')
			}
			blank()
			writeString(rng, b, fmt.Sprint(i))
			blank()
			b.WriteByte(':')
			randomValue(rng, b, depth-1)
		}
		b.WriteByte('}')
	case n < 5 && depth > 0:
		b.WriteByte('[')
		for i := range rng.IntN(5) {
			if i > 0 {
				b.WriteByte(',')
			}
			randomValue(rng, b, depth-1)
		}
		blank()
		b.WriteByte(']')
	case n < 7:
		writeString(rng, b, "")
	default:
		b.WriteString([]string{"0", "-1.5e+3", "true", "false", "null", "123456"}[rng.IntN(6)])
	}
	blank()
}

func writeString(rng *rand.Rand, b *bytes.Buffer, prefix string) {
	b.WriteString(`"` + prefix)
	for range rng.IntN(12) {
		b.WriteString([]string{"a", "bc", "defghijk", " ", "{", "}", "[", "]", ",", ":", "/", "~", "~1", `\"`, `\\`, `\/`, `\n`, `\u00e9`, `\ud83d\ude00`, "é", "😀", "\u2028"}[rng.IntN(22)])
	}
	b.WriteByte('"')
}

// The eight bytes that closing and scanString look at together, against one at a time.
func TestPlain(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	special := []byte{'"', '\\', 0, 1, 0x1f, ' ', '!', '#', '[', ']', 0x7f, 0x80, 0x9f, 0xa2, 0xdc, 0xff}
	for range 100_000 {
		var b [8]byte
		for i := range b {
			b[i] = byte(rng.IntN(256))
			if rng.IntN(3) > 0 {
				b[i] = special[rng.IntN(len(special))]
			}
		}
		want := bytes.IndexFunc(b[:], func(r rune) bool { return r == '"' || r == '\\' || r < ' ' })
		if want < 0 {
			want = 8
		}
		if got := plain(eight(string(b[:]))); got != want {
			t.Fatalf("%q has %d plain bytes; want %d", b, got, want)
		}
	}
}
