package fragment_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/cyberres/anchor/fragment"
)

type directives = []fragment.Directive

func TestParse(t *testing.T) {
	for _, c := range []struct {
		what, in string
		want     directives
	}{
		{"start", "#:~:text=pilot", directives{{Start: "pilot"}}},
		{"range", "#:~:text=pilot,harbour", directives{{Start: "pilot", End: "harbour"}}},
		{"prefix", "#:~:text=old-,pilot", directives{{Prefix: "old", Start: "pilot"}}},
		{"suffix", "#:~:text=pilot,-boat", directives{{Start: "pilot", Suffix: "boat"}}},
		{"prefix and suffix", "#:~:text=old-,pilot,-boat", directives{{Prefix: "old", Start: "pilot", Suffix: "boat"}}},
		{"prefix and range", "#:~:text=old-,pilot,harbour", directives{{Prefix: "old", Start: "pilot", End: "harbour"}}},
		{"all four", "#:~:text=a-,b,c,-d", directives{{Prefix: "a", Start: "b", End: "c", Suffix: "d"}}},
		{"encoded syntax", "#:~:text=a%2Cb%2dc%26d", directives{{Start: "a,b-c&d"}}},
		{"encoded UTF-8", "#:~:text=%C3%85land%20%F0%9F%9A%A2", directives{{Start: "Åland 🚢"}}},
		{"plus is a plus", "#:~:text=a+b", directives{{Start: "a+b"}}},
		{"percent without digits", "#:~:text=100%", directives{{Start: "100%"}}},
		{"a raw space", "#:~:text=pilot boat", directives{{Start: "pilot boat"}}},
		{"several", "#:~:text=a&text=b,c", directives{{Start: "a"}, {Start: "b", End: "c"}}},
		{"other directives", "#:~:selector=x&text=a&flag", directives{{Start: "a"}}},
		{"after an element's fragment", "#part-2:~:text=a", directives{{Start: "a"}}},
		{"within a URL", "https://example.org/a?b=:~:text=no#c:~:text=a", directives{{Start: "a"}}},
		{"without the hash", ":~:text=a", directives{{Start: "a"}}},
		{"equals sign in a term", "#:~:text=a=b", directives{{Start: "a=b"}}},
		{"upper case is another directive", "#:~:TEXT=a", nil},
		{"no delimiter", "#text=a", nil},
		{"nothing", "", nil},
	} {
		got, err := fragment.Parse(c.in)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %s: got %+v, %v; want %+v", c.what, c.in, got, err, c.want)
		}
	}
}

func TestParseFaults(t *testing.T) {
	for _, c := range []struct {
		in string // the fault is where the text begins after "|"
	}{
		{"#:~:text=|"},
		{"#:~:text=|,b"},
		{"#:~:text=a,|"},
		{"#:~:text=a,,|b"},
		{"#:~:text=|-,b"},
		{"#:~:text=a,-|"},
		{"#:~:text=|-"},
		{"#:~:text=|-a"},
		{"#:~:text=a|-"},
		{"#:~:text=a|-b"},
		{"#:~:text=|-a,b"},
		{"#:~:text=a,b|-"},
		{"#:~:text=a,-b,|c"},
		{"#:~:text=a|--,b"},
		{"#:~:text=a,b,|c"},
		{"#:~:text=a,b,|c,d"},
		{"#:~:text=a-,b,c,|d"},
		{"#:~:text=a,b,|c,-d"},
		{"#:~:text=a-,b,c,-d,|e"},
		{"#:~:text=a-,|-b"},
		{"#:~:text=|%FF"},
		{"#:~:text=a,|%C3%28"},
		{"#x:~:text=ok&text=|"},
	} {
		in, want := strings.Replace(c.in, "|", "", 1), strings.Index(c.in, "|")
		_, err := fragment.Parse(in)
		var fault *fragment.SyntaxError
		if !errors.As(err, &fault) {
			t.Errorf("%s: got %v; want a SyntaxError", in, err)
		} else if fault.Offset != want {
			t.Errorf("%s: got %v; want the fault at byte %d", in, err, want)
		}
	}
	got, err := fragment.Parse("#:~:text=a&text=b-&text=c&text=,")
	if want := (directives{{Start: "a"}, {Start: "c"}}); err == nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v; want %v and an error", got, err, want)
	}
}

func TestString(t *testing.T) {
	d := fragment.Directive{Prefix: "a-b", Start: "c, d (e)", End: "f&g", Suffix: "ö."}
	if got, want := d.String(), "text=a%2Db-,c%2C%20d%20%28e%29,f%26g,-%C3%B6%2E"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestJoin(t *testing.T) {
	a, b := fragment.Directive{Start: "a"}, fragment.Directive{Start: "b", End: "c"}
	for _, c := range []struct {
		url  string
		d    directives
		want string
	}{
		{"https://example.org/", directives{a}, "https://example.org/#:~:text=a"},
		{"https://example.org/", directives{a, b}, "https://example.org/#:~:text=a&text=b,c"},
		{"https://example.org/?q=1#part", directives{a}, "https://example.org/?q=1#part:~:text=a"},
		{"https://example.org/#", directives{a}, "https://example.org/#:~:text=a"},
		{"https://example.org/#:~:text=x", directives{a}, "https://example.org/#:~:text=x&text=a"},
		{"https://example.org/#part:~:", directives{a}, "https://example.org/#part:~:text=a"},
		{"https://example.org/#part", nil, "https://example.org/#part"},
	} {
		if got := fragment.Join(c.url, c.d...); got != c.want {
			t.Errorf("Join(%s): got %s, want %s", c.url, got, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"#:~:text=a-,b,c,-d&text=%2D", "#x:~:text=%zz", "#:~:text=a--,b", ":~::~:text=,-", "#:~:text=%F0%9F%9A%A2,é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		list, err := fragment.Parse(s)
		for _, d := range list {
			again, err := fragment.Parse("#" + fragment.Delimiter + d.String())
			if err != nil || len(again) != 1 || again[0] != d {
				t.Errorf("%+v is written %s and read %+v, %v", d, d, again, err)
			}
		}
		if all, ok := err.(interface{ Unwrap() []error }); ok {
			for _, err := range all.Unwrap() {
				if e := err.(*fragment.SyntaxError); e.Offset < 0 || e.Offset > len(s) {
					t.Errorf("%v: the offset is not within %q", e, s)
				}
			}
		}
		joined, _ := fragment.Parse(fragment.Join("https://example.org/", list...))
		if !slices.Equal(joined, list) {
			t.Errorf("joined %v, read %v", list, joined)
		}
	})
}

func FuzzString(f *testing.F) {
	f.Add("a", "b", "c", "d")
	f.Add("", "-", "", "&,")
	f.Fuzz(func(t *testing.T, prefix, start, end, suffix string) {
		valid := func(s string) string { return strings.ToValidUTF8(s, "") }
		d := fragment.Directive{Prefix: valid(prefix), Start: valid(start), End: valid(end), Suffix: valid(suffix)}
		if d.Start == "" {
			return
		}
		got, err := fragment.Parse("#" + fragment.Delimiter + d.String())
		if err != nil || len(got) != 1 || got[0] != d {
			t.Errorf("%+v is written %s and read %+v, %v", d, d, got, err)
		}
	})
}
