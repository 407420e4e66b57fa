// Package arguments reads what is typed after the name of an example, and shows it again without harm: a terminal obeys control characters, whoever wrote them.
package arguments

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Operands reads the flags and returns what else was typed: flags may stand before, between and after the operands. Where there are fewer or more operands
// than that, it prints the usage and ends the program.
func Operands(usage string, least, most int) []string {
	out, err := operands(flag.CommandLine, os.Args[1:])
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(os.Stderr, usage)
		os.Exit(0)
	case err != nil:
		fmt.Fprintln(os.Stderr, Plain(err.Error()))
		fallthrough
	case len(out) < least || len(out) > most:
		fmt.Fprintln(os.Stderr, usage)
		os.Exit(2)
	}
	return out
}

func operands(flags *flag.FlagSet, args []string) (out []string, err error) {
	flags.Init("", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // it prints a wrong flag as it was typed
	flags.Usage = func() {}
	for {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		rest := flags.Args()
		if n := len(args) - len(rest); n > 0 && args[n-1] == "--" { // nothing after it is a flag
			return append(out, rest...), nil
		}
		if len(rest) == 0 {
			return out, nil
		}
		out, args = append(out, rest[0]), rest[1:]
	}
}

// Fail prints an error and ends the program.
func Fail(err error) {
	fmt.Fprintln(os.Stderr, Plain(err.Error()))
	os.Exit(2)
}

// Plain returns a text in which characters that are not to be seen, but may steer a terminal, are written as in Go: \x1b. Lines stay lines.
func Plain(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[0])
		case r == '\n' || unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		}
		s = s[size:]
	}
	return b.String()
}

// Short returns a text as one plain line, cut where it is very long.
func Short(s string) string {
	const most = 100
	n := 0
	for i := range s {
		if n++; n > most {
			s = s[:i] + "…"
			break
		}
	}
	return strings.ReplaceAll(Plain(s), "\n", `\n`)
}
