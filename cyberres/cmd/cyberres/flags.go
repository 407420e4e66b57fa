package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
)

// newFlagSet returns a set of flags that prints nothing by itself: what is wrong is said in one voice, by usage.
func newFlagSet(name string) *flag.FlagSet {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	return flags
}

// parse reads flags before and after operands, until "--". The standard library stops at the first operand, which people who add a flag to the line that they
// have just typed do not expect.
func parse(flags *flag.FlagSet, args []string) (operands []string, err error) {
	var given []string
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if arg == "--" {
			operands = append(operands, args[i+1:]...)
			break
		}
		if len(arg) < 2 || arg[0] != '-' { // "-" alone is standard input
			operands = append(operands, arg)
			continue
		}
		name, _, hasValue := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(arg, "-"), "-"), "=")
		f := flags.Lookup(name)
		switch {
		case f == nil && (name == "h" || name == "help"):
			return nil, flag.ErrHelp
		case f == nil:
			return nil, fmt.Errorf("%s has no flag -%s%s", flags.Name(), name, meant("-"+name, flagNames(flags)))
		}
		// The value goes with its flag, whatever it looks like: -n -1.
		given = append(given, arg)
		if !hasValue && !isBool(f) {
			if i++; i == len(args) {
				return nil, fmt.Errorf("-%s needs a value", name)
			}
			given = append(given, args[i])
		}
	}
	if err := flags.Parse(given); err != nil {
		return nil, mended(err)
	}
	return operands, nil
}

// mended leaves out the Go of a message of package flag: invalid value "x" for flag -n: parse error.
func mended(err error) error {
	text := strings.Replace(err.Error(), "for flag -", "for -", 1)
	return errors.New(strings.Replace(text, "parse error", "a number is needed", 1))
}

// isBool reports whether a flag stands alone, the way the standard library finds out.
func isBool(f *flag.Flag) bool {
	b, ok := f.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// flagNames returns the flags of a verb as they are typed, for suggestions.
func flagNames(flags *flag.FlagSet) (out []string) {
	flags.VisitAll(func(f *flag.Flag) { out = append(out, "-"+f.Name) })
	return out
}

// dataFlag declares the flag for another dataset.
func (c *command) dataFlag(flags *flag.FlagSet) {
	flags.StringVar(&c.data, "data", "", "read the dataset in `FOLDER` instead of the built-in one")
}

// viewFlags declares the flags of verbs that look into a dataset.
func (c *command) viewFlags(flags *flag.FlagSet) {
	c.dataFlag(flags)
	// A date is checked where it is read, so that the message names the flag.
	flags.Func("as-of", "look back to a `DATE`, such as 2021-06-01 or 2021: what was written and dated by then", func(s string) (err error) {
		if s == "" {
			return errors.New("no date; write 2021, 2021-02 or 2021-02-19")
		}
		c.asOf, err = cyberres.ParseDate(s)
		return err
	})
}

// formatFlag declares the flag for the format; the first one named is the usual one.
func (c *command) formatFlag(flags *flag.FlagSet, formats ...string) {
	c.formats, c.format = formats, formats[0]
	flags.Func("format", "print as `FORMAT`: "+either(formats)+" (see: cyberres help formats)", func(s string) error {
		if !slices.Contains(formats, s) {
			return fmt.Errorf("use %s", either(formats))
		}
		c.format = s
		return nil
	})
}

// depthFlags declares the flags for what is not shown at first.
func (c *command) depthFlags(flags *flag.FlagSet, of ...depth) {
	usage := map[depth]string{
		long:     "show all fields: themes, who speaks, dates, the source",
		evidence: "show where in the text each record stands, by the ends of the passage and its place in code points",
		remarks:  "show what readers should know about each record",
	}
	for _, d := range of {
		flags.BoolFunc(string(d), usage[d], func(s string) error {
			if s != "true" && s != "false" {
				return errors.New("it takes no value")
			}
			c.depth[d] = s == "true"
			return nil
		})
	}
}

// either joins words as a choice: "table, json or csv".
func either(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
