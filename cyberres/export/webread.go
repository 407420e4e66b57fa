package export

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/strictjson"
)

// ReadWebAnnotation reads W3C Web Annotations in JSON-LD with the standard context: an Annotation, an array of them, an AnnotationPage, an AnnotationCollection with its
// pages embedded, or what Hypothesis exports ("rows" or "annotations" of its own shape).
//
// An annotation becomes a remark without a sort, its texts and tags the summary; one that identifies its target with an actor or instrument of the dataset becomes a mention.
// Annotations that WebAnnotation wrote become the records that they are of, with what those annotations say of them, and their evidence as it was. Several targets
// of one annotation are several pieces of evidence; of a Choice the first item counts. Members that the standard does not have are passed over, as JSON-LD has it.
//
// Selectors: TextQuoteSelector, TextPositionSelector, RangeSelector of these, FragmentSelector with a text fragment or characters of a plain text (RFC 5147), each also
// refinedBy others. With Into.Text, passages are found again with package anchor, and only what was found with no more than small differences of spelling is
// pinned; positions alone are taken as they are. Without it, offsets are those given, less where the source begins in its page if the file or the source says so;
// quotes are elided, and the digest is that of the exact text. TextPositionSelectors count code points; those of Hypothesis count UTF-16 units of its own reading of a page, and serve
// as a hint.
//
// The error is for what is no strict JSON (then it is cyberres.Faults), and for a text that is not the source's. Everything else is in Draft.Notes.
func ReadWebAnnotation(text string, into Into) (*Draft, error) {
	own, err := into.text()
	if err != nil {
		return nil, err
	}
	r := webReader{into: into}
	// The reader takes objects only.
	body := text
	if strings.HasPrefix(strings.TrimLeft(text, " \t\r\n"), "[") {
		const before = `{"items":`
		body, r.skip = before+text+"}", len(before)
	}
	r.tree.Parse(body, strictjson.Limits{Bytes: maxFile + 16, String: 1 << 20, Name: 4 << 10, Depth: 64})
	if len(r.tree.Faults) > 0 {
		return nil, faulty(into.Name, text, r.skip, r.tree.Faults)
	}
	r.root(value{&r.tree, 0})
	if len(r.marks)+len(r.notes.list)+len(r.others) == 0 {
		r.note(-1, "there is no annotation in it")
	}
	for _, id := range slices.Sorted(maps.Keys(r.others)) {
		r.note(-1, "%d annotations are of the source %s; read the file once more for that one", r.others[id], shown(id))
	}
	w := writer{into: into, text: own, notes: &r.notes}
	draft := w.draft(r.marks)
	draft.Notes = r.notes.placed(text)
	return draft, nil
}

// text returns the text of the source, out of the copy of it or of its page.
func (i Into) text() (string, error) {
	switch {
	case i.Source.ID == "":
		return "", fmt.Errorf("the source that the annotations are to be of has no id")
	case i.Text == "" || i.Source.Text.SHA256 == "":
		return i.Text, nil
	}
	return i.Source.Slice(i.Text)
}

type webReader struct {
	into   Into
	tree   strictjson.Tree
	skip   int // bytes before the text in what the tree read
	marks  []mark
	notes  notes
	others map[string]int // annotations of other sources, by id
}

func (r *webReader) note(at int, format string, args ...any) {
	if at >= 0 {
		at = max(0, at-r.skip)
	}
	r.notes.add(at, format, args...)
}

// told counts the notes, so that what has been explained is not told once more in general.
func (r *webReader) told() int { return len(r.notes.list) + r.notes.more }

// root finds the annotations in a document.
func (r *webReader) root(v value) {
	kind := v.get("type", "@type")
	if r.skip == 0 && (v.get("target").n >= 0 || kind.n >= 0) && !v.get("@context").has("http://www.w3.org/ns/anno.jsonld") {
		r.note(v.at(), "no \"@context\" of %s; the members are read as that context has them", annoContext)
	}
	r.container(v, 0)
}

// container looks into what holds annotations. The depth is that of the text, which is bounded.
func (r *webReader) container(v value, depth int) {
	kind := v.get("type", "@type")
	switch {
	case v.is('"'):
		r.note(v.at(), "%s is not in the file; fetch it and put it in", shown(v.text()))
	case !v.is('{'):
		r.note(v.at(), "no annotation, but %s; left out", sortOf(v))
	case v.get("target").n >= 0 || kind.has("Annotation"):
		r.annotation(v)
	case kind.has("AnnotationCollection"):
		first := v.get("first")
		if first.n < 0 && v.get("items").n < 0 {
			if n, _ := v.get("total").number(); n > 0 {
				r.note(v.at(), "a collection of %d annotations, none of which is in the file", n)
			}
		}
		first.each(func(v value) { r.container(v, depth+1) })
		v.get("items").each(func(v value) { r.container(v, depth+1) })
	default:
		held := false
		for _, name := range []string{"items", "@graph", "rows", "annotations"} {
			if list := v.get(name); list.n >= 0 {
				held = true
				list.each(func(v value) { r.container(v, depth+1) })
			}
		}
		if !held {
			r.note(v.at(), "no annotation: it has no target; left out")
		}
		if next := v.get("next"); next.is('"') {
			r.note(next.at(), "the next page, %s, is not in the file; fetch it and read it, too", shown(next.text()))
		} else {
			next.each(func(v value) { r.container(v, depth+1) })
		}
	}
}

// annotation reads one annotation.
func (r *webReader) annotation(v value) {
	m := mark{at: max(0, v.at()-r.skip), name: v.iri()}
	hypothesis := v.get("type", "@type").n < 0
	motivations := append(v.get("motivation").texts(), v.get("oa:motivatedBy").texts()...)
	v.get("creator").each(func(v value) { m.machine = m.machine || v.get("type", "@type").has("Software") })

	if hypothesis {
		m.comments = v.get("text").texts()
		m.tags = v.get("tags").texts()
	}
	if s := v.get("bodyValue"); s.n >= 0 {
		m.comments = append(m.comments, s.texts()...)
	}
	v.get("body").each(func(b value) { r.body(b, &m, "") })

	source, told := "", r.told()
	v.get("target").each(func(t value) { r.target(t, &m, &source, hypothesis) })
	if source != "" { // of another source of ours
		if r.others == nil {
			r.others = map[string]int{}
		}
		r.others[source]++
		return
	}
	if m.record != "" && m.kind == "" && slices.Contains(motivations, "identifying") {
		m.kind = cyberres.KindMention
	}
	if len(m.places) == 0 {
		if r.told() == told {
			r.note(v.at(), "%s marks no passage of a text; left out", orThis(m.name))
		}
		return
	}
	r.marks = append(r.marks, m)
}

// orThis names an annotation.
func orThis(name string) string {
	if name == "" {
		return "an annotation without an id"
	}
	return "the annotation " + shown(name)
}

// shown is a text of somebody else's in a message: short, and without what steers a terminal.
func shown(s string) string {
	s, _ = plain(s)
	n := 0
	for i := range s {
		if n++; n > 80 {
			return s[:i] + "…"
		}
	}
	return s
}

// sortOf names the sort of a value that is not the one wanted.
func sortOf(v value) string {
	switch {
	case v.is('['):
		return "an array"
	case v.is('0'):
		return "a number"
	case v.is('t'):
		return "true or false"
	}
	return "nothing"
}

// body reads one body: a text, a link, a choice, or a resource used for a purpose.
func (r *webReader) body(v value, m *mark, purpose string) {
	if p := v.get("purpose").text(); p != "" {
		purpose = p
	}
	kind := v.get("type", "@type")
	switch {
	case v.is('"'):
		r.link(v, v.text(), m)
	case !v.is('{'):
		r.note(v.at(), "a body that is %s; left out", sortOf(v))
	case kind.has("Choice"):
		n := 0
		v.get("items").each(func(item value) {
			if n++; n == 1 { // the preferred one
				r.body(item, m, purpose)
			}
		})
		if n > 1 {
			r.note(v.at(), "a choice of %d bodies; the first, which is preferred, is taken", n)
		}
	case kind.has("Composite") || kind.has("List") || kind.has("Independents"):
		v.get("items").each(func(item value) { r.body(item, m, purpose) })
	case v.get("value", "rdf:value", "chars").n >= 0:
		text := v.get("value", "rdf:value", "chars").text()
		if format := v.get("format").text(); format != "" && format != "text/plain" {
			r.note(v.at(), "a body in %s is read as plain text", shown(format))
		}
		field, what, named := strings.Cut(text, ": ")
		switch {
		case purpose == "tagging" || purpose == "classifying" && m.record == "":
			m.tags = append(m.tags, text)
		case purpose == "classifying" && named:
			m.traits = append(m.traits, field+": "+what)
		case purpose == "classifying":
			m.kind = cyberres.Kind(text)
		default:
			m.comments = append(m.comments, text)
		}
	case v.get("source").n >= 0:
		v.get("source").each(func(s value) { r.body(s, m, purpose) })
		if v.get("selector").n >= 0 {
			r.note(v.at(), "a body that is a part of a resource; only the resource is named")
		}
	case v.iri() != "":
		r.link(v, v.iri(), m)
	default:
		r.note(v.at(), "a body with neither a text nor an address; left out")
	}
}

// link notes a resource that an annotation refers to. The first of our own is the record that it is about.
func (r *webReader) link(v value, iri string, m *mark) {
	if id, ours := strings.CutPrefix(iri, Base); ours && m.record == "" {
		m.record = cyberres.ID(id)
		return
	}
	m.links = append(m.links, iri)
}

// target reads one target. Other is set to the source of ours that it is of, if that is not the one wanted.
func (r *webReader) target(v value, m *mark, other *string, hypothesis bool) {
	kind := v.get("type", "@type")
	switch {
	case v.is('"'):
		r.fragmentOf(v, v.text(), m)
		return
	case !v.is('{'):
		r.note(v.at(), "a target that is %s; left out", sortOf(v))
		return
	case v.get("items").n >= 0 && (kind.has("Composite") || kind.has("List") || kind.has("Independents") || kind.has("Choice")):
		n := 0
		v.get("items").each(func(t value) {
			if n++; n == 1 || !kind.has("Choice") {
				r.target(t, m, other, hypothesis)
			}
		})
		if n > 1 && kind.has("Choice") {
			r.note(v.at(), "a choice of %d targets; the first is taken", n)
		}
		return
	case v.get("source").n < 0 && v.get("selector").n < 0:
		r.fragmentOf(v, v.iri(), m)
		return
	}
	// Our own say which text it is, and where that begins in the page.
	shift := 0
	text := v.get("schema:isPartOf")
	if id, ours := strings.CutPrefix(text.iri(), Base); ours {
		if id != string(r.into.Source.ID) {
			*other = id
			return
		}
		if n, ok := text.get("selector").get("start").number(); ok {
			shift = n
		}
	} else if !r.samePage(v.get("source")) {
		return
	}
	found := r.selectors(v.get("selector"), nil, hypothesis)
	if found == nil {
		if v.get("selector").n < 0 {
			r.note(v.at(), "the target of %s is a whole resource, and no passage of it; left out", orThis(m.name))
		}
		return
	}
	found.at = max(0, v.at()-r.skip)
	if found.positioned && shift > 0 {
		if found.start < shift {
			r.note(v.at(), "the passage begins at %d, before its text does in the page, at %d; its position is left out", found.start, shift)
			found.positioned = false
		} else {
			found.start, found.end = found.start-shift, found.end-shift
		}
	} else if text.iri() == "" && found.positioned && r.ofPage(v.get("source")) {
		within := r.into.Source.Within
		found.near = found.near || found.start < within.Start || found.end > within.End // it counts in something else
		found.start, found.end = max(0, found.start-within.Start), max(0, found.end-within.Start)
	}
	if text.iri() != "" { // our own
		found.quote = v.get("label").text()
		found.quoted = cyberres.Quoted(v.get("dcterms:type").text())
		found.speaker = cyberres.ActorID(strings.TrimPrefix(v.get("schema:creator").iri(), Base))
	}
	if sum := v.get("schema:sha256").text(); sum != "" {
		found.sum = sum
	}
	m.places = append(m.places, *found)
}

// ofPage reports whether positions count from the beginning of the page that the source is a slice of: those of a target that is the page do. Where a target names
// nothing, they count in the copy that is at hand.
func (r *webReader) ofPage(source value) bool {
	within := r.into.Source.Within.SHA256
	if within == "" {
		return false
	}
	return source.iri() != "" || r.into.Text != "" && digest(r.into.Text) == within
}

// samePage reports whether a target is of a page that the source names. Where the source names none, any may be.
func (r *webReader) samePage(source value) bool {
	address := pageOf(source.iri())
	if source.is('[') { // Hypothesis once wrote a list
		address = pageOf(source.text())
	}
	if r.into.Source.URLs.Len() == 0 || address == "" {
		return true
	}
	for u := range r.into.Source.URLs.All() {
		if pageOf(u) == address {
			return true
		}
	}
	r.note(source.at(), "of another page, %s; if it has the same text, add it to the addresses of the source", shown(address))
	return false
}

// pageOf returns an address without what does not tell pages apart: the fragment, the scheme http or https, a slash at the end.
func pageOf(address string) string {
	address, _, _ = strings.Cut(address, "#")
	if u, err := url.Parse(address); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
		address = strings.TrimPrefix(strings.TrimPrefix(address, u.Scheme), "://")
	}
	return strings.TrimSuffix(address, "/")
}
