package arguments

import (
	"flag"
	"slices"
	"strings"
	"testing"
)

func TestOperands(t *testing.T) {
	for _, c := range []struct {
		args, want string
		svg        string
		wrong      bool
	}{
		{"", "", "", false},
		{"a b", "a b", "", false},
		{"-svg x a b", "a b", "x", false},
		{"a -svg x b", "a b", "x", false},
		{"a b --svg=x", "a b", "x", false},
		{"a -- -svg x", "a -svg x", "", false},
		{"-- -svg", "-svg", "", false},
		{"a - b", "a - b", "", false},
		{"a -svg", "", "", true},
		{"a -nonsense", "", "", true},
		{"a -h", "", "", true},
	} {
		flags := flag.NewFlagSet("", flag.ContinueOnError)
		svg := flags.String("svg", "", "")
		got, err := operands(flags, strings.Fields(c.args))
		if !slices.Equal(got, strings.Fields(c.want)) || *svg != c.svg && !c.wrong || (err != nil) != c.wrong {
			t.Errorf("%q: %q, %q, %v", c.args, got, *svg, err)
		}
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"":                   "",
		"Škoda 日本\nline":     "Škoda 日本\nline",
		"\x1b[31mred\a":      `\x1b[31mred\a`,
		"a\u202eb\u2028\x7f": `a\u202eb\u2028\x7f`,
		"\xff\u009b":         `\xff\u009b`,
		`it's "so" \`:        `it's "so" \`,
	} {
		if got := Plain(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := Short(strings.Repeat("日\n", 100_000)); len(got) > 500 || strings.Contains(got, "\n") || !strings.HasSuffix(got, "…") {
		t.Errorf("a long text is %q", got)
	}
}
