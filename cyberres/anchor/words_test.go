package anchor_test

import (
	"bufio"
	"bytes"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres/anchor"
)

// Unicode's own cases, from Debian's package unicode-data or the file that UNICODE_WORDBREAKTEST names; they are not part of the project.
func TestWordBoundsByUnicodeCases(t *testing.T) {
	file := os.Getenv("UNICODE_WORDBREAKTEST")
	if file == "" {
		file = "/usr/share/unicode/auxiliary/WordBreakTest.txt"
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Skipf("no test cases: install unicode-data or set UNICODE_WORDBREAKTEST (%v)", err)
	}
	if !bytes.HasPrefix(data, []byte("# WordBreakTest-"+anchor.UnicodeVersion+".txt")) {
		t.Skipf("%s is not of Unicode %s", file, anchor.UnicodeVersion)
	}
	cases := 0
	for s := bufio.NewScanner(bytes.NewReader(data)); s.Scan(); {
		line, _, _ := strings.Cut(s.Text(), "#")
		if strings.TrimSpace(line) == "" {
			continue
		}
		cases++
		var text []byte
		var want []int
		for _, field := range strings.Fields(line) {
			switch field {
			case "÷":
				want = append(want, len(text))
			case "×":
			default:
				code, err := strconv.ParseUint(field, 16, 32)
				if err != nil {
					t.Fatal(err)
				}
				text = utf8.AppendRune(text, rune(code))
			}
		}
		if got := bounds(string(text)); !slices.Equal(got, want) {
			t.Errorf("%s: bounds %v, want %v", line, got, want)
		}
		walked := []int{0}
		for _, end := range anchor.Words(string(text)) {
			walked = append(walked, end)
		}
		if !slices.Equal(walked, want) {
			t.Errorf("%s: walked %v, want %v", line, walked, want)
		}
	}
	if cases < 1000 {
		t.Errorf("only %d cases", cases)
	}
}

func bounds(text string) (list []int) {
	for i := 0; i <= len(text); i++ {
		if anchor.WordBound(text, i) {
			list = append(list, i)
		}
	}
	return list
}

func TestUnicodeVersionIsThatOfGo(t *testing.T) {
	if anchor.UnicodeVersion != unicode.Version {
		t.Logf("word bounds are of Unicode %s, Go's tables of %s", anchor.UnicodeVersion, unicode.Version)
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"", "can't 3.5 🇯🇵🇪🇺🇯 a\u0308", "שנות ה\"70", "\xff\x80a", "\u200d\u200d👩\u200d👧"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		walked := []int{}
		at := 0
		for start, end := range anchor.Words(text) {
			if start != at || end <= start {
				t.Fatalf("segment %d:%d after %d", start, end, at)
			}
			at = end
			walked = append(walked, start)
		}
		if at != len(text) {
			t.Fatalf("walk ends at %d of %d", at, len(text))
		}
		if text != "" {
			walked = append(walked, len(text))
		}
		if got := bounds(text); !slices.Equal(got, walked) && len(got)+len(walked) > 0 {
			t.Fatalf("%q: bounds %v, walked %v", text, got, walked)
		}
	})
}
