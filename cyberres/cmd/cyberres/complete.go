package main

import (
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
)

// completeVerb is the verb that the scripts of the shells call with the words of the line so far, the last of which is to be completed:
//
//	$ cyberres __complete compare japan north
//	north-macedonia	North Macedonia
//
// It prints a candidate a line, each a whole word, even if only the end of a list is new, and after a tab what it means, which zsh and fish
// show. A line ":files" or ":folders" asks the shell for its own: it knows better how to complete them.
const completeVerb = "__complete"

// A candidate is a word that may stand there.
type candidate struct{ word, what string }

const (
	askFiles   = ":files"
	askFolders = ":folders"
)

// complete answers a script. It never fails: an error in the middle of a line that is being typed would only disturb.
func (c *command) complete(words []string) int {
	for i, w := range words {
		words[i] = unquoted(w)
	}
	if len(words) == 0 {
		words = []string{""}
	}
	last := words[len(words)-1]
	for _, w := range c.candidates(words[:len(words)-1], last) {
		if strings.HasPrefix(w.word, last) || strings.HasPrefix(w.word, ":") {
			fmt.Fprintf(c.out, "%s\n", strings.TrimRight(visible(w.word)+"\t"+visible(w.what), "\t"))
		}
	}
	return fine
}

// unquoted takes away the quotation marks and backslashes that a shell leaves in words. No id has any.
func unquoted(s string) string { return strings.NewReplacer(`"`, "", `'`, "", `\`, "").Replace(s) }

// candidates returns what the last word of a line may be.
func (c *command) candidates(before []string, last string) []candidate {
	all := verbs()
	if len(before) == 0 {
		return verbCandidates(all)
	}
	i := slices.IndexFunc(all, func(v verb) bool { return v.name == before[0] })
	if i < 0 {
		return nil
	}
	c.verb = all[i]
	flags := newFlagSet(c.verb.name)
	c.verb.setup(c, flags) // for its flags; what it returns is not run
	operands := c.read(flags, before[1:])
	ended := slices.Contains(before, "--") // after it, nothing is a flag
	// -mode=reg is one word, and so must be what replaces it.
	if name, prefix, ok := strings.Cut(last, "="); ok && strings.HasPrefix(last, "-") && !ended {
		return prefixed(name+"=", c.flagValues(flags, strings.TrimLeft(name, "-"), prefix))
	}
	// After -mode comes its value, even if it looks like a flag.
	if f := flags.Lookup(strings.TrimLeft(before[len(before)-1], "-")); f != nil && strings.HasPrefix(before[len(before)-1], "-") && !isBool(f) && !ended {
		return c.flagValues(flags, f.Name, last)
	}
	if strings.HasPrefix(last, "-") && !ended {
		return flagCandidates(flags)
	}
	return c.operands(operands)
}

// read takes over the flags that are complete, so that ids come from the dataset of -data. A line that is being typed may be wrong: that is no matter yet.
func (c *command) read(flags *flag.FlagSet, args []string) (operands []string) {
	for i := 0; i < len(args); i++ {
		name, value, joined := strings.Cut(strings.TrimLeft(args[i], "-"), "=")
		f := flags.Lookup(name)
		switch {
		case !strings.HasPrefix(args[i], "-"):
			operands = append(operands, args[i])
			continue
		case f == nil || isBool(f):
			continue
		case !joined && i+1 < len(args):
			i++
			value = args[i]
		}
		if name == "data" {
			c.data = value
		}
	}
	return operands
}

// verbCandidates returns the verbs, with what they do.
func verbCandidates(all []verb) (out []candidate) {
	for _, v := range all {
		out = append(out, candidate{v.name, v.what})
	}
	return out
}

// flagCandidates returns the flags of a verb, with what they mean.
func flagCandidates(flags *flag.FlagSet) (out []candidate) {
	flags.VisitAll(func(f *flag.Flag) {
		_, usage := flag.UnquoteUsage(f)
		out = append(out, candidate{"-" + f.Name, usage})
	})
	return out
}

// flagValues returns what may follow a flag; in a list, after the values that are there.
func (c *command) flagValues(flags *flag.FlagSet, name, last string) []candidate {
	if flags.Lookup(name) == nil {
		return nil
	}
	// Of a list only the last item is being typed.
	done := last[:strings.LastIndexByte(last, ',')+1]
	switch name {
	case "data", "out", "corpus":
		return []candidate{{askFolders, ""}}
	case "text", "from":
		return []candidate{{askFiles, ""}}
	case "format":
		return plainCandidates(c.formats)
	case "subject":
		return c.ids("actor")
	case "not":
		return prefixed(done, c.notValues(flags, last[len(done):]))
	}
	return prefixed(done, c.values(name))
}

// notValues completes one item of -not: the name of a field, or its value after the sign.
func (c *command) notValues(flags *flag.FlagSet, item string) (out []candidate) {
	name, _, named := strings.Cut(item, "=")
	if named && flags.Lookup(name) != nil {
		return prefixed(name+"=", c.values(name))
	}
	for _, f := range fields() {
		if flags.Lookup(f.flag) != nil {
			out = append(out, candidate{f.flag + "=", strings.ReplaceAll(f.usage, "`", "")})
		}
	}
	return out
}

// values returns the values that the field of a filter can have.
func (c *command) values(name string) []candidate {
	f, ok := fieldNamed(name)
	switch {
	case !ok:
		return nil
	case name == "kind" && c.verb.name == "search":
		return plainCandidates(vocabulary("record"))
	case name == "kind":
		return plainCandidates(vocabulary(c.verb.name))
	case len(vocabulary(f.takes)) > 0:
		return plainCandidates(vocabulary(f.takes))
	}
	return c.ids(f.takes)
}

// operands returns what may stand where no flag does.
func (c *command) operands(before []string) []candidate {
	switch takes := c.verb.takes; takes {
	case "files":
		return []candidate{{askFiles, ""}}
	case "folders":
		return []candidate{{askFolders, ""}}
	case "verb":
		return append(verbCandidates(verbs()), candidate{"formats", "what the formats are"})
	case "shell":
		return plainCandidates(shells())
	case "new":
		if len(before) == 0 {
			return plainCandidates(append(vocabulary("record"), "annotations", "reference", "dataset"))
		}
	case "actor":
		return c.ids("actor")
	case "name":
		return slices.Concat(c.ids("actor"), c.ids("instrument"))
	case "id":
		var out []candidate
		for _, kind := range vocabulary("record") {
			out = append(out, c.ids(kind)...)
		}
		return out
	}
	return nil
}

// ids returns the ids of the records of a kind, with their names where they have one. A dataset that does not open has none to offer.
func (c *command) ids(kind string) (out []candidate) {
	d, err := c.whole()
	if err != nil {
		return nil
	}
	switch cyberres.Kind(kind) {
	case cyberres.KindActor:
		for v := range d.Actors() {
			out = append(out, candidate{string(v.ID), v.Name})
		}
		return out
	case cyberres.KindInstrument:
		for v := range d.Instruments(cyberres.Filter{}) {
			out = append(out, candidate{string(v.ID), v.Title})
		}
		return out
	case cyberres.KindTheme:
		for v := range d.Themes() {
			out = append(out, candidate{string(v.ID), v.Label})
		}
		return out
	}
	for _, id := range idsOf(d, kind) {
		out = append(out, candidate{id, kind})
	}
	return out
}

// plainCandidates makes candidates of words that speak for themselves.
func plainCandidates(words []string) (out []candidate) {
	for _, w := range words {
		out = append(out, candidate{w, ""})
	}
	return out
}

// prefixed puts what is there already before candidates: they are whole words.
func prefixed(prefix string, list []candidate) []candidate {
	for i := range list {
		if !strings.HasPrefix(list[i].word, ":") {
			list[i].word = prefix + list[i].word
		}
	}
	return list
}
