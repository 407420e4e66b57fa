package export

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/cyberres/cyberres/cyberres"
)

// A bratReader takes the lines of an .ann file in. Lines may speak of others that come later, so that they are put together at the end.
type bratReader struct {
	points []rune
	halves []uint16 // the text in UTF-16, once it is needed
	pairs  []int    // where in it the second halves of characters stand
	notes  notes
	marks  []mark
	index  map[string]int // of marks, by the id of the T line
	ids    map[string]bool
	about  []bratLine // lines that speak of a T line
}

type bratLine struct {
	at                int
	id                string
	name, whose, rest string // "Reference T1 cyberres:japan" and what follows
	value             string
}

func newBratReader(text string) *bratReader {
	return &bratReader{points: []rune(text), index: map[string]int{}, ids: map[string]bool{}}
}

// line takes one line in.
func (r *bratReader) line(at int, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	id, rest, ok := strings.Cut(text, "\t")
	body, tail, _ := strings.Cut(rest, "\t")
	if !ok || id == "" {
		r.notes.add(at, "a line without an id and a tab after it; left out")
		return
	}
	if id != "*" && (len(id) < 2 || !strings.ContainsRune("TREAMN#", rune(id[0]))) {
		r.notes.add(at, "%s is no id of brat's; left out", shown(id))
		return
	}
	if r.ids[id] && id != "*" {
		r.notes.add(at, "a second line %s; left out", shown(id))
		return
	}
	r.ids[id] = true
	fields := strings.Fields(body)
	switch id[0] {
	case 'T':
		r.span(at, id, fields, body, tail)
	case 'R', 'E', '*':
		what := map[byte]string{'R': "a relation", 'E': "an event", '*': "an equivalence"}[id[0]]
		r.notes.add(at, "%s is %s between passages (%s), which no record here has; left out", shown(id), what, shown(body))
	default:
		if len(fields) < 2 {
			r.notes.add(at, "%s names nothing that it is about; left out", shown(id))
			return
		}
		r.about = append(r.about, bratLine{at, id, fields[0], fields[1], tail, strings.Join(fields[2:], " ")})
	}
}

// span reads a T line: "Type 0 5;8 10" and the words.
func (r *bratReader) span(at int, id string, fields []string, body, words string) {
	if len(fields) < 3 {
		r.notes.add(at, "%s has no type and two offsets; left out", shown(id))
		return
	}
	const most = 100 // pieces: no passage has more
	if strings.Count(body, ";") >= most {
		r.notes.add(at, "%s has more than %d pieces; left out", shown(id), most)
		return
	}
	m := mark{at: at, name: id}
	var pieces [][2]int
	for part := range strings.SplitSeq(strings.TrimPrefix(strings.TrimSpace(body), fields[0]), ";") {
		ends := strings.Fields(part)
		if len(ends) != 2 {
			r.notes.add(at, "%s: %q are no two offsets; left out", shown(id), shown(part))
			return
		}
		start, err1 := strconv.Atoi(ends[0])
		end, err2 := strconv.Atoi(ends[1])
		if err1 != nil || err2 != nil || start < 0 || end <= start {
			r.notes.add(at, "%s: %q are no offsets with an end after the start; left out", shown(id), shown(part))
			return
		}
		pieces = append(pieces, [2]int{start, end})
	}
	// The line has as many characters as its places, and one between two of them. What is longer is not looked at.
	long := -8 * len(pieces)
	for _, p := range pieces {
		long += p[1] - p[0]
	}
	fits := long <= len(words)
	words = oneLine(words)
	switch {
	case fits && r.words(pieces) == words:
	case fits && r.halfWords(&pieces, words):
		r.notes.add(at, "%s counts UTF-16 units; they are converted", shown(id))
	case len(pieces) == 1 && words != "":
		r.notes.add(at, "the text has other words at the place of %s; its words are looked for", shown(id))
		m.places = []place{{at: at, exact: words, start: pieces[0][0], end: pieces[0][1], positioned: true, near: true}}
	default:
		r.notes.add(at, "the text has other words at the places of %s; left out", shown(id))
		return
	}
	if m.places == nil {
		for _, p := range r.merged(pieces) {
			m.places = append(m.places, place{at: at, exact: string(r.points[p[0]:p[1]]), start: p[0], end: p[1], positioned: true})
		}
	}
	m.tags = []string{fields[0]}
	r.index[id] = len(r.marks)
	r.marks = append(r.marks, m)
}

// words returns the words at some places of the text, as a line has them; empty where the text has no such places.
func (r *bratReader) words(pieces [][2]int) string {
	var all []string
	last := 0
	for _, p := range pieces {
		if p[1] > len(r.points) || p[0] < last { // in order, so that no line makes much of a long text
			return "\x00"
		}
		last = p[1]
		all = append(all, string(r.points[p[0]:p[1]]))
	}
	return oneLine(strings.Join(all, " "))
}

// halfWords reports whether the words stand at the places if those count UTF-16 units, and converts them.
func (r *bratReader) halfWords(pieces *[][2]int, words string) bool {
	if r.halves == nil {
		r.halves = utf16.Encode(r.points)
	}
	if len(r.halves) == len(r.points) {
		return false
	}
	// Units before a place: brought to code points by counting the halves that come second.
	var out [][2]int
	last := 0
	for _, p := range *pieces {
		if p[0] < last || p[1] > len(r.halves) {
			return false
		}
		last = p[1]
		start := r.codePoints(p[0])
		out = append(out, [2]int{start, start + len(utf16.Decode(r.halves[p[0]:p[1]]))})
	}
	if r.words(out) != words {
		return false
	}
	*pieces = out
	return true
}

// codePoints returns how many code points are before an offset in UTF-16 units, in logarithmic time.
func (r *bratReader) codePoints(halves int) int {
	if r.pairs == nil {
		for i, h := range r.halves {
			if 0xDC00 <= h && h < 0xE000 {
				r.pairs = append(r.pairs, i)
			}
		}
	}
	second, _ := slices.BinarySearch(r.pairs, halves)
	return halves - second
}

// merged joins pieces that only a line end and white space divide: a T line cannot run over it.
func (r *bratReader) merged(pieces [][2]int) (out [][2]int) {
	for _, p := range pieces {
		if k := len(out) - 1; k >= 0 && r.broken(out[k][1], p[0]) {
			out[k][1] = p[1]
			continue
		}
		out = append(out, p)
	}
	return out
}

func (r *bratReader) broken(from, to int) bool {
	const most = 1000 // code points of white space
	ends := false
	if to-from > most {
		return false
	}
	for _, c := range r.points[from:to] {
		if !unicode.IsSpace(c) {
			return false
		}
		ends = ends || lineEnd(c)
	}
	return ends
}

// finished puts what lines say to the T lines that they speak of, and returns the marks.
func (r *bratReader) finished() []mark {
	const ours = "cyberres:"
	for _, l := range r.about { // first what decides how the rest is read
		k, ok := r.index[l.whose]
		if !ok {
			if !r.ids[l.whose] {
				r.notes.add(l.at, "%s speaks of %s, which is not there; left out", shown(l.id), shown(l.whose))
			} else {
				r.notes.add(l.at, "%s speaks of %s, which is left out, and so is it", shown(l.id), shown(l.whose))
			}
			continue
		}
		if id, ok := strings.CutPrefix(l.value, ours); ok && l.id[0] == 'N' && r.marks[k].record == "" {
			m := &r.marks[k]
			m.record = cyberres.ID(id)
			switch kind := cyberres.Kind(strings.ToLower(m.tags[0])); kind {
			case cyberres.KindActor, cyberres.KindInstrument:
				m.kind, m.tags = cyberres.KindMention, nil
			case cyberres.KindObjective, cyberres.KindCooperation, cyberres.KindPosition, cyberres.KindRelation, cyberres.KindRemark:
				m.kind, m.tags = kind, nil
			}
		}
	}
	quotes := map[int][]string{}
	for _, l := range r.about {
		k, ok := r.index[l.whose]
		if !ok {
			continue
		}
		m := &r.marks[k]
		own := m.kind != ""
		field := strings.ToLower(l.name)
		switch {
		case l.id[0] == 'N' && strings.HasPrefix(l.value, ours) && m.record == cyberres.ID(strings.TrimPrefix(l.value, ours)):
		case l.id[0] == 'N':
			m.links = append(m.links, l.value)
		case own && l.id[0] == '#' && l.name == "Themes":
			m.tags = append(m.tags, strings.Fields(l.rest)...)
		case own && l.id[0] == '#' && l.name == "Quote":
			quotes[k] = append(quotes[k], l.rest)
		case own && l.id[0] == '#' && l.name == "When":
			m.traits = append(m.traits, "when: "+l.rest)
		case l.id[0] == '#':
			m.comments = append(m.comments, l.rest)
		case own && field == "quoted":
			for i := range m.places {
				m.places[i].quoted = cyberres.Quoted(l.value)
			}
		case own && field == "speaker":
			for i := range m.places {
				m.places[i].speaker = cyberres.ActorID(l.value)
			}
		case own:
			m.traits = append(m.traits, field+": "+l.value)
		case l.value == "": // an attribute that is there or not
			m.tags = append(m.tags, l.name)
		default:
			m.tags = append(m.tags, l.name+": "+l.value)
		}
	}
	// A quote says by its words which of the pieces it is of.
	for k, list := range quotes {
		for _, q := range list[:min(len(list), len(r.marks[k].places))] {
			for i := range r.marks[k].places {
				p := &r.marks[k].places[i]
				if p.quote == "" && p.end <= len(r.points) && shows(q, string(r.points[p.start:p.end])) {
					p.quote = q
					break
				}
			}
		}
	}
	return r.marks
}
