// Cyberres answers, on the command line and offline, which actor pursues which cyber-resilience objective, with whom, in which mode of cooperation, under which
// instrument, and where that is written.
//
//	go run ./cyberres/cmd/cyberres help
//	go run ./cyberres/cmd/cyberres positions -actor japan
//
// It only reads flags and prints: what it knows is in package cyberres.
//
// Each verb has a function that returns its description: what help says of it, what completes its operands, and a setup that declares
// its flags and returns what runs it. Help, completion and the run itself all come from that one description, so that they cannot
// disagree. verbs lists them; nothing else has to know a new one.
//
// Each kind of record has one table of columns. Tables, Markdown, CSV and show print the same columns, in the ways of their own.
//
// Standard output has what was asked for and nothing else. What is said about it (that nothing was found, that there is more, what is
// wrong) goes to standard error, each line with the name of the program before it.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/nearest"
)

// The exit statuses. To find nothing is an answer and no finding: scripts that ask for records need not tell it from an error.
const (
	fine     = 0
	findings = 1 // something is not as it should be
	wrong    = 2 // wrong usage, or input that cannot be read
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv)) }

// A verb is what the command can do.
type verb struct {
	name     string
	operands string // as the usage line shows them
	what     string // in one line
	about    string // in paragraphs
	statuses string // what the exit status 1 means, where there is one
	examples []string
	takes    string // what its operands are, for completion; see candidates

	// setup declares the flags of the verb and returns what runs it. Help and completion call it for the flags alone, so it must do nothing else.
	setup func(c *command, flags *flag.FlagSet) func(operands []string) int
}

// verbs returns all verbs in the order of the help. It is a function, not a variable, so that nothing is built before main.
func verbs() []verb {
	return []verb{
		actorsVerb(), instrumentsVerb(), sourcesVerb(), themesVerb(), objectivesVerb(), cooperationsVerb(), positionsVerb(), relationsVerb(), remarksVerb(),
		showVerb(), compareVerb(), networkVerb(), searchVerb(), resolveVerb(), diffVerb(),
		checkVerb(), fmtVerb(), newVerb(), pinVerb(),
		anchorVerb(), linkVerb(), tagVerb(), exportVerb(),
		versionVerb(), helpVerb(), completionVerb(),
	}
}

// A command is one run of the program.
type command struct {
	in   io.Reader
	out  *bufio.Writer
	err  io.Writer
	env  func(string) string
	verb verb

	width    int  // of a line, in cells of a terminal
	styled   bool // headings may be bold
	progress bool // somebody watches standard error

	formats []string          // that the verb has
	data    string            // folder of another dataset
	opened  *cyberres.Dataset // from there
	asOf    cyberres.Date     // day that is looked back to
	format  string
	filter  cyberres.Filter
	strange bool           // a text is no copy of what it should be one of
	depth   map[depth]bool // which columns were asked for beside the first ones
}

// newCommand makes a command that knows where it reads and writes, and has not been asked anything.
func newCommand(in io.Reader, out, err io.Writer, env func(string) string) *command {
	return &command{
		in: in, out: bufio.NewWriterSize(out, 64<<10), err: err, env: env,
		width:    widthOf(env("COLUMNS")),
		styled:   isTerminal(out) && env("NO_COLOR") == "" && env("TERM") != "dumb",
		progress: isTerminal(err),
		depth:    map[depth]bool{},
	}
}

// run runs the program and returns its exit status.
func run(args []string, in io.Reader, out, err io.Writer, env func(string) string) int {
	c := newCommand(in, out, err, env)
	status := c.dispatch(args)
	// A full disk must not look like a short answer.
	if err := c.out.Flush(); err != nil {
		return c.fail(fmt.Errorf("writing the output: %w", err))
	}
	return status
}

// dispatch finds the verb, reads its flags and runs it.
func (c *command) dispatch(args []string) int {
	args = verbFirst(args)
	if len(args) == 0 { // a question, but a script that comes here has lost its arguments
		fmt.Fprint(c.err, overview(c.width))
		return wrong
	}
	// What people try first on a program that they do not know.
	switch args[0] {
	case "-h", "-help", "--help":
		args = slices.Concat([]string{"help"}, args[1:])
	case "-version", "--version":
		args = slices.Concat([]string{"version"}, args[1:])
	case completeVerb:
		return c.complete(args[1:])
	}
	all := verbs()
	i := slices.IndexFunc(all, func(v verb) bool { return v.name == args[0] })
	if i < 0 {
		return c.usage(noVerb(args[0], all))
	}
	c.verb = all[i]
	flags := newFlagSet(c.verb.name)
	perform := c.verb.setup(c, flags)
	operands, err := parse(flags, args[1:])
	switch {
	case err == flag.ErrHelp:
		fmt.Fprint(c.out, c.help(c.verb))
		return fine
	case err != nil:
		return c.usage(err)
	}
	return perform(operands)
}

// noVerb is the error for what is no verb. Many who meet a new command begin with what they look for.
func noVerb(name string, all []verb) error {
	if strings.HasPrefix(name, "-") {
		return fmt.Errorf("which verb? there is none beside %s", name)
	}
	hint := meant(name, names(all))
	if d, err := builtIn(); err != nil {
		hint = ""
	} else if _, ok := find(d, cyberres.ID(name), ""); ok {
		hint = "; for the record: cyberres show " + name
	} else if hint == "" && name != "" {
		hint = "; to look for words: cyberres search " + name
	}
	return fmt.Errorf("no verb %s%s", quotedEmpty(name), hint)
}

// verbFirst moves the verb before flags that stand in front of it, so that "cyberres -format json actors" is understood.
func verbFirst(args []string) []string {
	for i := 0; i < len(args); i++ {
		if !strings.HasPrefix(args[i], "-") {
			return slices.Concat(args[i:i+1], args[:i], args[i+1:])
		}
		switch strings.TrimLeft(args[i], "-") {
		case "data", "as-of", "format": // the flags that nearly all verbs have take a value
			i++
		}
	}
	return args
}

// fail says what went wrong and returns the status for it. An error of several lines is several errors.
func (c *command) fail(err error) int {
	c.out.Flush() // what was said before stands before
	for line := range strings.SplitSeq(err.Error(), "\n") {
		fmt.Fprintf(c.err, "cyberres: %s\n", visible(line))
	}
	return wrong
}

// usage is fail for what was typed, and says where to read how to type it.
func (c *command) usage(err error) int {
	c.fail(err)
	help := "cyberres help"
	if c.verb.name != "" {
		help += " " + c.verb.name
	}
	fmt.Fprintf(c.err, "cyberres: to see how it is used: %s\n", help)
	return wrong
}

// note tells a person what the output does not say. Programs read standard output.
func (c *command) note(format string, args ...any) {
	c.out.Flush()
	fmt.Fprintln(c.err, "cyberres: "+visible(fmt.Sprintf(format, args...)))
}

// names returns the names of verbs, for suggestions.
func names(all []verb) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = v.name
	}
	return out
}

// meant returns a question after the name that was probably meant, or nothing.
func meant(name string, known []string) string {
	if near := nearest.Names(name, known); len(near) > 0 {
		return "; did you mean " + near[0] + "?"
	}
	return ""
}

// quotedEmpty makes an empty argument seen.
func quotedEmpty(s string) string {
	if s == "" {
		return `""`
	}
	return s
}
