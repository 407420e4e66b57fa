package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres"
)

// A Standoff is the annotations of one source in brat's standoff format: the lines of an .ann file, and the text of the .txt file that belongs to it.
type Standoff struct {
	Source cyberres.SourceID
	Ann    string
	Text   string
	// Dropped says what the records have and brat does not take.
	Dropped []string
}

// Brat writes what is asked for of each source whose text is among Options.Texts. Offsets count code points of that text (brat calls them characters), the end
// exclusive. Both files show the annotated text: that is brat's format.
//
//	T   a passage, typed Objective, Cooperation, Position, Relation, Remark, Actor or Instrument; several pieces are joined by ";", as is
//	    one that a line end divides; quoted words are a passage of their own
//	N   a Reference to the record, or to the actor or instrument mentioned, as cyberres:<id>
//	A   the values of closed vocabularies, the date, and what quoted words are and who speaks them
//	#   AnnotatorNotes with the summary; Themes, When; and Quote, where our quote is not the one that [ReadBrat] would make
//
// Who holds, takes part, benefits, what an objective is stated in, reasons, rationales and references have no place in it: see Standoff.Dropped.
func Brat(d *cyberres.Dataset, o Options) ([]Standoff, error) {
	if len(o.Texts) == 0 {
		return nil, fmt.Errorf("brat's files have the annotated text in them; give a copy of it")
	}
	texts, err := o.texts(d)
	if err != nil {
		return nil, err
	}
	var out []Standoff
	all := o.passages(d)
	for i := 0; i < len(all); {
		k := i
		for k < len(all) && all[k].source == all[i].source {
			k++
		}
		if text, ok := texts[all[i].source]; ok {
			w := newBratWriter(d, text)
			for _, p := range all[i:k] {
				w.passage(p)
			}
			out = append(out, Standoff{all[i].source, w.out.String(), text, w.dropped()})
		}
		i = k
	}
	return out, nil
}

type bratWriter struct {
	d       *cyberres.Dataset
	points  []rune
	quotes  quoter
	out     strings.Builder
	next    map[byte]int
	bare    []cyberres.ID // records without evidence
	counted map[cyberres.Kind]int
}

func newBratWriter(d *cyberres.Dataset, text string) *bratWriter {
	return &bratWriter{d: d, points: []rune(text), quotes: newQuoter(text), next: map[byte]int{}, counted: map[cyberres.Kind]int{}}
}

// line writes a line and returns its id.
func (w *bratWriter) line(sort byte, body, rest string) string {
	w.next[sort]++
	id := fmt.Sprintf("%c%d", sort, w.next[sort])
	w.out.WriteString(id + "\t" + body)
	if rest != "" {
		w.out.WriteString("\t" + oneLine(rest))
	}
	w.out.WriteByte('\n')
	return id
}

// oneLine keeps out of a line what would end it or a field of it, or steer a terminal.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}

// passage writes one record: a T line for its evidence, and lines that speak of it.
func (w *bratWriter) passage(p passage) {
	w.counted[p.kind]++
	if len(p.evidence) == 0 {
		w.bare = append(w.bare, p.id)
		return
	}
	kind := string(p.kind)
	if p.kind == cyberres.KindMention {
		kind = string(cyberres.KindInstrument)
		if _, ok := w.d.Actor(cyberres.ActorID(p.id)); ok {
			kind = string(cyberres.KindActor)
		}
	}
	kind = strings.ToUpper(kind[:1]) + kind[1:]
	first := true
	for _, group := range w.groups(p.evidence) {
		t := w.span(kind, group)
		w.line('N', "Reference "+t+" cyberres:"+string(p.id), p.summary)
		if e := group[0]; e.Quoted != "" {
			w.line('A', "Quoted "+t+" "+string(e.Quoted), "")
			if e.Speaker != "" {
				w.line('A', "Speaker "+t+" "+string(e.Speaker), "")
			}
		}
		for _, e := range group {
			if q := w.quotes.of(w.slice(e)); q != e.Quote && p.kind != cyberres.KindMention {
				w.line('#', "Quote "+t, e.Quote)
			}
		}
		if !first {
			continue
		}
		first = false
		for _, trait := range p.traits {
			field, value, _ := strings.Cut(trait, ": ")
			name := strings.ToUpper(field[:1]) + field[1:]
			if strings.ContainsAny(value, " \t") {
				w.line('#', name+" "+t, value)
				continue
			}
			w.line('A', name+" "+t+" "+value, "")
		}
		if p.kind != cyberres.KindMention {
			w.line('#', "AnnotatorNotes "+t, p.summary)
		}
		if len(p.themes) > 0 {
			w.line('#', "Themes "+t, strings.Join(strs(p.themes), " "))
		}
	}
}

// slice returns the words of a piece of evidence, which lies within its text.
func (w *bratWriter) slice(e cyberres.Evidence) string {
	return string(w.points[min(e.Start, len(w.points)):min(e.End, len(w.points))])
}

// groups joins pieces that one T line can have: in order, apart, and not to be taken for one piece that a line end divides. Quoted words stand alone.
func (w *bratWriter) groups(evidence []cyberres.Evidence) (out [][]cyberres.Evidence) {
	for _, e := range evidence {
		if k := len(out) - 1; k >= 0 && e.Quoted == "" {
			last := out[k][len(out[k])-1]
			if last.Quoted == "" && last.End < e.Start && strings.TrimSpace(string(w.points[last.End:min(e.Start, len(w.points))])) != "" {
				out[k] = append(out[k], e)
				continue
			}
		}
		out = append(out, []cyberres.Evidence{e})
	}
	return out
}

// span writes a T line. A passage must not have a line end in it: it is cut there.
func (w *bratWriter) span(kind string, group []cyberres.Evidence) string {
	var places, words []string
	for _, e := range group {
		start := e.Start
		for start < e.End && start < len(w.points) {
			end := start
			for end < e.End && end < len(w.points) && !lineEnd(w.points[end]) {
				end++
			}
			if end > start {
				places = append(places, fmt.Sprintf("%d %d", start, end))
				words = append(words, string(w.points[start:end]))
			}
			for start = end; start < e.End && start < len(w.points) && unicode.IsSpace(w.points[start]); start++ {
			}
		}
	}
	w.next['T']++
	id := fmt.Sprintf("T%d", w.next['T'])
	fmt.Fprintf(&w.out, "%s\t%s %s\t%s\n", id, kind, strings.Join(places, ";"), strings.ReplaceAll(strings.Join(words, " "), "\t", " "))
	return id
}

// lineEnd reports whether a reader of lines may end one at a code point.
func lineEnd(r rune) bool { return strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", r) }

// dropped says what could not be written.
func (w *bratWriter) dropped() (out []string) {
	if len(w.bare) > 0 {
		out = append(out, "records without a passage: "+strings.Join(strs(w.bare), ", "))
	}
	for _, x := range []struct {
		kind cyberres.Kind
		what string
	}{
		{cyberres.KindObjective, "holders, counterparts, beneficiaries, instruments and what is inferred"},
		{cyberres.KindCooperation, "parties, rationale, alternative modes, instruments, activities and what is inferred"},
		{cyberres.KindPosition, "holder, reason and what is inferred"},
		{cyberres.KindRelation, "what is inferred"},
		{cyberres.KindRemark, "what it is about, correction and references"},
	} {
		if n := w.counted[x.kind]; n > 0 {
			plural := "s"
			if n == 1 {
				plural = ""
			}
			out = append(out, fmt.Sprintf("of %d %s%s: %s", n, x.kind, plural, x.what))
		}
	}
	return out
}

// ReadBrat reads the lines of a brat .ann file over Into.Text, which is the .txt file that belongs to it. Offsets count code points of that file. Each is held against the
// words of its line; where they are not there, UTF-16 units are tried, as some tools write them, and then the words are looked for.
//
// A T line becomes a remark without a sort, with its notes as the summary and its type and attributes as tags; or what its Reference to a record of ours and its type
// say, as [Brat] writes them. Relations, events and equivalences are left out, each with a note, and so is every line that is not as it should be.
func ReadBrat(ann string, into Into) (*Draft, error) {
	switch {
	case len(ann) > maxFile:
		return nil, fmt.Errorf("%s has %d bytes, more than the %d allowed", cmp.Or(into.Name, "the file"), len(ann), maxFile)
	case !utf8.ValidString(ann):
		return nil, fmt.Errorf("%s is not UTF-8; save it as UTF-8", cmp.Or(into.Name, "the file"))
	case into.Text == "":
		return nil, fmt.Errorf("an .ann file says nothing without the text that it belongs to; give the .txt file")
	}
	if !utf8.ValidString(into.Text) {
		return nil, fmt.Errorf("the text is not UTF-8; save it as UTF-8")
	}
	own, err := into.text()
	if err != nil {
		return nil, err
	}
	r := newBratReader(own)
	at := 0
	for line := range strings.SplitAfterSeq(ann, "\n") {
		r.line(at, strings.TrimRight(line, "\r\n"))
		at += len(line)
	}
	w := writer{into: into, text: own, notes: &r.notes}
	draft := w.draft(r.finished())
	draft.Notes = r.notes.placed(ann)
	slices.SortStableFunc(draft.Notes, func(a, b Note) int { return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column)) })
	return draft, nil
}
