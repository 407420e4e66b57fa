package tag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor"
	"github.com/cyberres/cyberres/internal/suggest"
)

// A Drafter drafts annotations of new texts by the names and cues of a dataset. It does not change and may be used from many goroutines at once.
type Drafter struct {
	dataset *cyberres.Dataset
	knows   func(cyberres.ID) bool // which of its entities it knows by name
	names   *Dictionary            // of the dataset, and of countries and regions of the world that it has no record of
	regions map[cyberres.ID]string // these, with their names
	kindOf  map[cyberres.ID]cyberres.Kind
	known   *evidenceIndex
	reader  *suggest.Reader
	kinds   map[string]cyberres.Kind // by the word of a name
}

// NewDrafter makes a drafter of what a dataset knows. It is an error if a name or a cue cannot be read, which a dataset that was opened rules out.
func NewDrafter(d *cyberres.Dataset) (*Drafter, error) {
	return newDrafter(d, func(cyberres.ID) bool { return true })
}

// newDrafter makes a drafter that knows the names of some entities only, to measure what it does without the others.
func newDrafter(d *cyberres.Dataset, knows func(cyberres.ID) bool) (*Drafter, error) {
	w := &Drafter{dataset: d, knows: knows, regions: map[cyberres.ID]string{}, kindOf: map[cyberres.ID]cyberres.Kind{}, kinds: map[string]cyberres.Kind{}}
	for a := range d.Actors() {
		w.kindOf[cyberres.ID(a.ID)] = a.Kind
	}
	for v := range d.Instruments(cyberres.Filter{}) {
		w.kindOf[cyberres.ID(v.ID)] = v.Kind
	}
	var err error
	w.names, err = Compile(func(yield func(Name) bool) {
		for n := range namesOf(d) {
			if knows(n.Entity) && !yield(n) {
				return
			}
		}
		for n, kind := range regions() {
			if w.record(n.Text) != "" {
				continue // the dataset has it, perhaps under another id
			}
			if w.regions[n.Entity] == "" { // abbreviations come last
				w.regions[n.Entity], w.kindOf[n.Entity] = n.Text, kind
			}
			if !yield(n) {
				return
			}
		}
	})
	if err != nil {
		return nil, err
	}
	if w.reader, err = suggest.New(d.Cues(), slices.Collect(d.Themes())); err != nil {
		return nil, err
	}
	if w.known, err = newEvidenceIndex(d); err != nil {
		return nil, err
	}
	for c := range d.Cues().All() {
		if c.Says == cyberres.CueKind {
			for p := range c.Phrases.All() {
				w.kinds[strings.ToLower(p)] = cyberres.Kind(c.Value)
			}
		}
	}
	return w, nil
}

// About is what is known of a text from elsewhere. Everything may be left out but Source.
type About struct {
	Source  cyberres.SourceID // the id that the text is to have
	Subject cyberres.ActorID  // whom it is about; taken for the holder of what it says of nobody by name
	Title   string
	URL     string
	Date    cyberres.Date // when it was written
}

// A Draft is what a program can say of a text: a start for a person, and no annotation. Its records are complete but for what only a reader can say, and name
// in Suggestion the wording that they go by, how often that is right, and what was guessed. Names that no record has stand under ids of their own, made from them.
type Draft struct {
	About
	Text         string
	Objectives   []cyberres.Objective
	Cooperations []cyberres.Cooperation
	Positions    []cyberres.Position
	Relations    []cyberres.Relation
	Mentions     []cyberres.Mention
	New          []NewRecord // entities that are named and have no record
	Ambiguous    []Match     // places where a name may mean several entities; the mention has the first
}

// A NewRecord is an actor or instrument that a text names and the dataset has no record of.
type NewRecord struct {
	ID      cyberres.ID
	Kind    cyberres.Kind // a guess by the words of the name; "" for none
	Name    string
	Acronym string
	Why     string // what makes it look like a name: one of the words for it in [Why], "subject" (of the text), "country or region", "capitals" (four or more), "signed" (an agreement that is called so)
	Count   int    // of its mentions

	Clash cyberres.ID // the dataset's entity that has the acronym for a name: the mentions of the acronym are its, until somebody says that this one is meant
}

// instrument reports whether a kind is one of instruments.
func instrument(kind cyberres.Kind) bool {
	switch kind {
	case cyberres.KindStrategy, cyberres.KindLegislation, cyberres.KindBodyOfLaw, cyberres.KindSoftLaw, cyberres.KindAgreement,
		cyberres.KindDeclaration, cyberres.KindToolbox, cyberres.KindProgramme, cyberres.KindProcedure:
		return true
	}
	return false
}

// Draft drafts the annotations of a text. It takes time in proportion to the length of the text.
func (w *Drafter) Draft(text string, about About) *Draft {
	d := &Draft{About: about, Text: text}
	named := w.named(d)
	places := anchor.Prepare(text)
	var seen []suggest.Name
	for _, n := range named {
		span, ok := places.SpanOfBytes(n.Start, n.End)
		if !ok {
			continue
		}
		d.Mentions = append(d.Mentions, cyberres.Mention{
			Source: about.Source, Entity: n.ID, Quote: strings.Join(strings.Fields(text[n.Start:n.End]), " "), Start: span.CodePoints.Start, End: span.CodePoints.End,
		})
		seen = append(seen, n)
	}
	proposals := w.reader.Read(text, about.Subject, seen)
	r := newRecorder(w, d, places, proposals)
	for _, p := range proposals {
		r.add(p)
	}
	return d
}

// named finds all names in the text of a draft: those of the dataset, of countries and regions, those that only look like one, and words that point back to
// a name before. Of two that overlap the longer one is taken.
func (w *Drafter) named(d *Draft) []suggest.Name {
	c := naming{drafter: w, draft: d, fresh: map[cyberres.ID]*NewRecord{}}
	c.known()
	c.subject()
	c.unknown()
	c.agreements()
	kept := c.compounds(c.longest())
	dated(d.Text, kept)
	kept = c.pointers(kept)
	for _, n := range kept {
		if r := c.fresh[n.ID]; r != nil {
			r.Count++
		}
	}
	for i := range kept {
		of := kept[i].Of
		_, known := w.dataset.Actor(cyberres.ActorID(of))
		if r := c.fresh[of]; !known && (r == nil || r.Count == 0) {
			kept[i].Of = "" // it stands in longer names only
		}
	}
	for _, id := range c.order {
		if r := c.fresh[id]; r.Count > 0 {
			d.New = append(d.New, *r)
		}
	}
	return kept
}

// record returns the id of the record of that very name, "" where the drafter knows none.
func (w *Drafter) record(name string) cyberres.ID {
	if known := w.dataset.Resolve(name); len(known) > 0 && known[0].Fit == cyberres.FitExact && w.knows(known[0].ID) {
		return known[0].ID
	}
	return ""
}

// guess returns the kind that the words of a name speak for, the last of them first, as far as it does not say what the thing is of: a "Strategy Agency" is an agency,
// and a "Law of the Union" a law.
func (w *Drafter) guess(name string) cyberres.Kind {
	words := strings.FieldsFunc(strings.ToLower(name), func(c rune) bool { return c == ' ' || c == '-' || c == '(' || c == ')' || c == ',' })
	if of := slices.IndexFunc(words, func(s string) bool { return s == "of" || s == "on" || s == "for" }); of > 0 {
		words = words[:of]
	}
	for _, word := range slices.Backward(words) {
		if kind, ok := w.kinds[word]; ok {
			return kind
		}
	}
	return ""
}

// owns reports whether a possessive follows.
func owns(rest string) bool {
	return strings.HasPrefix(rest, "’s") || strings.HasPrefix(rest, "'s") || strings.HasPrefix(rest, "’ ") || strings.HasPrefix(rest, "' ")
}

// Needs lists what a person has to decide before the draft is an annotation, in words.
func (d *Draft) Needs() (out []string) {
	if n := len(d.Objectives) + len(d.Cooperations) + len(d.Positions) + len(d.Relations); n == 1 {
		out = append(out, "a suggestion to read against its passage: correct the record, write its summary and take out \"suggestion\", or remove it")
	} else if n > 1 {
		out = append(out, fmt.Sprintf("%d suggestions to read against their passages: correct the record, write its summary and take out \"suggestion\", or remove it", n))
	}
	for _, n := range d.New {
		what := cmp.Or(string(n.Kind), "actor or instrument")
		times := fmt.Sprintf("%d times", n.Count)
		if n.Count == 1 {
			times = "once"
		}
		out = append(out, fmt.Sprintf("%q is named %s and has no record: make one of the %s as %s, or give it the id that it has (%s)", n.Name, times, what, n.ID, n.Why))
		if n.Clash != "" {
			out = append(out, fmt.Sprintf("the text abbreviates %q to %s, which the dataset knows as %s: mend the mentions of %s if those are two", n.Name, n.Acronym, n.Clash, n.Acronym))
		}
	}
	for _, m := range d.Ambiguous {
		var ids []string
		for _, id := range m.Entities() {
			ids = append(ids, string(id))
		}
		out = append(out, fmt.Sprintf("%q at %d may be %s", m.Names.At(0).Text, m.Span.CodePoints.Start, strings.Join(ids, " or ")))
	}
	return append(out, "what is known of the source: who wrote it and when, its address, its rights")
}
