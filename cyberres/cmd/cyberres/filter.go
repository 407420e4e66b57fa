package main

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
)

// A field is a field of a Filter that takes several values, as a flag.
type field struct {
	flag  string
	takes string // the values that it takes; see vocabulary
	usage string
	add   func(f *cyberres.Filter, value string)
}

// into makes the add of a field from the list that it adds to.
func into[T ~string](list func(*cyberres.Filter) *[]T) func(*cyberres.Filter, string) {
	return func(f *cyberres.Filter, value string) {
		l := list(f)
		*l = append(*l, T(value))
	}
}

// fields returns all of them, in the order of the documentation of Filter.
func fields() []field {
	type f = cyberres.Filter
	return []field{
		{"actor", "actor", "keep what is about these `ACTORS`: holders, parties, ends of relations", into(func(f *f) *[]cyberres.ActorID { return &f.Actors })},
		{"with", "actor", "keep what has these `ACTORS` as counterparts, beside those of -actor", into(func(f *f) *[]cyberres.ActorID { return &f.With })},
		{"theme", "theme", "keep what is on these `THEMES` or on themes below them", into(func(f *f) *[]cyberres.ThemeID { return &f.Themes })},
		{"instrument", "instrument", "keep what names these `INSTRUMENTS` as its basis, place, end or subject", into(func(f *f) *[]cyberres.InstrumentID { return &f.Instruments })},
		{"source", "source", "keep what these `SOURCES` say", into(func(f *f) *[]cyberres.SourceID { return &f.Sources })},
		{"kind", "", "keep what is of these `KINDS`", into(func(f *f) *[]cyberres.Kind { return &f.Kinds })},
		{"mode", "mode", "keep cooperations in these `MODES`", into(func(f *f) *[]cyberres.Mode { return &f.Modes })},
		{"role", "role", "keep cooperations with a party in these `ROLES`; with -actor, one of those", into(func(f *f) *[]cyberres.Role { return &f.Roles })},
		{"status", "status", "keep cooperations that have come as far as these `STATUSES`", into(func(f *f) *[]cyberres.CooperationStatus { return &f.Statuses })},
		{"modality", "modality", "keep objectives that are put in these `MODALITIES`", into(func(f *f) *[]cyberres.Modality { return &f.Modalities })},
		{"stance", "stance", "keep positions of these `STANCES`", into(func(f *f) *[]cyberres.Stance { return &f.Stances })},
		{"voice", "voice", "keep what these `VOICES` say: the author of the entry, the author reporting, the actor quoted", into(func(f *f) *[]cyberres.Voice { return &f.Voices })},
		{"speaker", "actor", "keep what rests on quoted words of these `ACTORS`; an empty one stands for words without a named speaker", into(func(f *f) *[]cyberres.ActorID { return &f.Speakers })},
		{"type", "type", "keep relations of these `TYPES`", into(func(f *f) *[]cyberres.RelationType { return &f.Types })},
		{"at", "actor", "keep relations that came about at these `MEETINGS`", into(func(f *f) *[]cyberres.ActorID { return &f.At })},
	}
}

// fieldNamed returns the field of a flag.
func fieldNamed(name string) (field, bool) {
	all := fields()
	i := slices.IndexFunc(all, func(f field) bool { return f.flag == name })
	if i < 0 {
		return field{}, false
	}
	return all[i], true
}

// filterFlags declares the flags for some fields of the filter, by the names of the flags. A flag that cannot apply to a verb is not declared: the library
// would keep nothing, and the reader would take that for an answer.
func (c *command) filterFlags(flags *flag.FlagSet, offered ...string) {
	for _, name := range offered {
		switch name {
		case "parts":
			flags.BoolVar(&c.filter.Parts, "parts", false, "let an actor stand for its parts: the European Commission for the European Union")
		case "date":
			flags.Func("date", "keep what is dated within a `DATE`, such as 2018, 2021-02 or 2018/2021; what has no date is left out", func(s string) error {
				return setDate(&c.filter, s)
			})
		default:
			f, _ := fieldNamed(name)
			flags.Func(name, f.usage, func(s string) error {
				for value := range strings.SplitSeq(s, ",") { // no id has a comma
					f.add(&c.filter, strings.TrimSpace(value))
				}
				return nil
			})
		}
	}
	// Only the fields that the verb has: what can be asked for can be left out.
	flags.Func("not", "leave out what fits all of `FIELDS`, such as mode=bilateral,actor=japan; repeat it for what fits any of several", func(s string) error {
		not, err := parseNot(s, offered)
		c.filter.Not = append(c.filter.Not, not)
		return err
	})
}

// setDate sets the one field that is no list. A second date would silently replace the first.
func setDate(f *cyberres.Filter, s string) error {
	if f.Date != "" {
		return errors.New("there is one date already; write an interval, such as 2018/2021")
	}
	if s == "" {
		return errors.New("no date; write 2021, 2021-02 or 2018/2021")
	}
	date, err := cyberres.ParseDate(s)
	f.Date = date
	return err
}

// parseNot reads one filter of those to be left out. What has no name of its own is one more value of the field before, so that
//
//	mode=bilateral,regional,actor=japan      leaves out what is in one of these modes and about Japan
//	actor=european-union,parts               leaves out what is about the Union or its parts
//
// Fields must all fit, as in the filter itself. What fits any of several is left out by giving the flag several times.
func parseNot(s string, offered []string) (not cyberres.Filter, err error) {
	last, asks := "", false
	for item := range strings.SplitSeq(s, ",") {
		name, value, named := strings.Cut(strings.TrimSpace(item), "=")
		switch {
		case named:
			last = strings.TrimSpace(name)
		case name == "parts":
			last, value = name, "true"
		default:
			value = name
		}
		f, known := fieldNamed(last)
		switch {
		case last == "":
			return not, fmt.Errorf("write FIELD=VALUE, with one of %s", strings.Join(offered, ", "))
		case !slices.Contains(offered, last):
			return not, fmt.Errorf("no field %s here%s", last, meant(last, offered))
		case last == "parts":
			not.Parts = value == "true"
		case last == "date":
			if err := setDate(&not, value); err != nil {
				return not, err
			}
		case known:
			f.add(&not, strings.TrimSpace(value))
		}
		asks = asks || last != "parts"
	}
	if !asks {
		return not, errors.New("parts alone asks for nothing; write actor=japan,parts")
	}
	return not, nil
}

// check reports ids and values of the filter that there are not, against the whole dataset: what a view leaves out is known all the same.
// Kinds are those that the verb is about. The library knows all kinds, and would suggest one of another record.
func (c *command) check(d *cyberres.Dataset, kinds []string) error {
	var errs []error
	for _, f := range slices.Concat([]cyberres.Filter{c.filter}, c.filter.Not) {
		for _, k := range f.Kinds {
			if slices.Contains(kinds, string(k)) {
				continue
			}
			hint := meant(string(k), kinds)
			if hint == "" {
				hint = "; use " + either(kinds)
			}
			errs = append(errs, fmt.Errorf("no kind %s here%s", quotedEmpty(string(k)), hint))
		}
	}
	return errors.Join(append(errs, explained(d.CheckFilter(withoutKinds(c.filter))))...)
}

// withoutKinds returns the filter without what check has looked at.
func withoutKinds(f cyberres.Filter) cyberres.Filter {
	f.Kinds = nil
	f.Not = slices.Clone(f.Not)
	for i := range f.Not {
		f.Not[i] = withoutKinds(f.Not[i])
	}
	return f
}

// explained adds to each unknown value of a vocabulary without a near one what the values are, and to each unknown id where to find the known ones.
func explained(err error) error {
	if err == nil {
		return nil
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		var out []error
		for _, e := range many.Unwrap() {
			out = append(out, explained(e))
		}
		return errors.Join(out...)
	}
	var unknown *cyberres.UnknownError
	if !errors.As(err, &unknown) || strings.Contains(err.Error(), ";") {
		return err
	}
	what := string(unknown.Kind)
	if what == "type of relation" {
		what = "type"
	}
	// Nothing was near. A short list of all values helps more than none; ids are too many for that.
	switch values := vocabulary(what); {
	case len(values) > 0:
		return fmt.Errorf("%w; use %s", err, either(values))
	case slices.Contains([]string{"actor", "instrument", "source", "theme"}, what):
		return fmt.Errorf("%w; to list them: cyberres %ss", err, what)
	}
	return err
}
