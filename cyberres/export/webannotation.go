package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor/fragment"
)

// The terms of the W3C Web Annotation Data Model that are used more than once.
const (
	annoContext   = "http://www.w3.org/ns/anno.jsonld"
	textFragments = "https://wicg.github.io/scroll-to-text-fragment/"
)

// contextLength is how many code points of a text a TextQuoteSelector shows on each side of its passage.
const contextLength = 32

// Members that the standard does not have are those of vocabularies whose prefixes its context declares: schema:sha256 is "the hash of the content of
// the item", so on a SpecificResource that of the segment, and on a text that of the text.
type (
	collection struct {
		Context   string  `json:"@context"`
		ID        string  `json:"id"`
		Type      string  `json:"type"`
		Label     string  `json:"label"`
		Generator *agent  `json:"generator"`
		Rights    string  `json:"rights,omitempty"`
		Issued    string  `json:"dcterms:issued,omitempty"`
		Version   string  `json:"schema:version,omitempty"`
		Digest    string  `json:"schema:sha256,omitempty"` // of the dataset, as its card has it
		Total     int     `json:"total"`
		First     *page   `json:"first,omitempty"`
		Last      *string `json:"last,omitempty"`
	}
	page struct {
		ID         string       `json:"id"`
		Type       string       `json:"type"`
		PartOf     string       `json:"partOf"`
		StartIndex int          `json:"startIndex"`
		Items      []annotation `json:"items"`
	}
	annotation struct {
		ID         string `json:"id"`
		Type       string `json:"type"`
		Motivation string `json:"motivation"`
		Creator    *agent `json:"creator"`
		Generator  string `json:"generator"`
		Rights     string `json:"rights,omitempty"`
		Body       []any  `json:"body"`
		Target     target `json:"target"`
	}
	agent struct {
		ID   string `json:"id"`
		Type string `json:"type,omitempty"`
		Name string `json:"name"`
	}
	reference struct {
		ID string `json:"id"`
	}
	textualBody struct {
		Type    string `json:"type"`
		Purpose string `json:"purpose"`
		Value   string `json:"value"`
		Format  string `json:"format"`
	}
	target struct {
		Type     string     `json:"type"`
		Source   string     `json:"source"`
		Label    string     `json:"label"` // the record's quote, elided: no exact quote
		Quoted   string     `json:"dcterms:type,omitempty"`
		Speaker  *reference `json:"schema:creator,omitempty"`
		Digest   string     `json:"schema:sha256,omitempty"`
		PartOf   annotated  `json:"schema:isPartOf"`
		Selector []any      `json:"selector"`
	}
	annotated struct { // the text of a source: a resource of its own, or a segment of its page
		ID       string    `json:"id"`
		Type     string    `json:"type"`
		Source   string    `json:"source,omitempty"`
		Selector *position `json:"selector,omitempty"`
		Digest   string    `json:"schema:sha256"`
		PartOf   *copied   `json:"schema:isPartOf,omitempty"`
	}
	copied struct { // the text of the page that positions count in
		Type   string `json:"type"`
		Digest string `json:"schema:sha256"`
	}
	position struct {
		Type  string `json:"type"`
		Start int    `json:"start"`
		End   int    `json:"end"`
	}
	quotation struct {
		Type   string `json:"type"`
		Exact  string `json:"exact"`
		Prefix string `json:"prefix"`
		Suffix string `json:"suffix"`
	}
	fragmentSelector struct {
		Type       string `json:"type"`
		ConformsTo string `json:"conformsTo"`
		Value      string `json:"value"`
	}
)

// WebAnnotation writes an AnnotationCollection of the W3C Web Annotation Data Model (Recommendation of 2017-02-23) in JSON-LD, with its only page embedded
// and one Annotation for each piece of evidence and each mention.
//
// The target is a SpecificResource of the page (its first address; without one, the source's IRI) with a TextPositionSelector, in code points of the page's text:
// where a source is a slice of a page, Start of [cyberres.Evidence] and where the slice begins. Beside it stands
// a text fragment where one can be made of the quote; or, for a source whose text is among Options.Texts, a TextQuoteSelector,
// which copies the passage and 32 code points on each side. The digest of the passage, that of the text and where the text lies in the page stand
// in schema:sha256 and schema:isPartOf; these positions mean something only in a text of that digest.
//
// The bodies are the record's IRI, and texts: its kind and the values of its closed vocabularies (classifying), what it says (describing), its themes (tagging). A
// statement is motivated by linking: the passage to the record that rests on it. A mention is identifying, a remark commenting. Who made them is the
// machine or the contributors that the source's provenance names, with how far they were reviewed. There is no created: when a record was made is not known,
// only when the dataset was released (dcterms:issued).
//
// The same dataset and options give the same bytes. Records without evidence are left out.
func WebAnnotation(w io.Writer, d *cyberres.Dataset, o Options) error {
	texts, err := o.texts(d)
	if err != nil {
		return err
	}
	version := d.Version()
	rights := licenceIRI(version.Licence)
	items := itemsWriter{sum: sha256.New(), seen: map[string]bool{}}
	items.encoder = json.NewEncoder(&items.text)
	items.encoder.SetEscapeHTML(false)
	items.encoder.SetIndent(itemIndent, "  ")
	var source cyberres.Source
	var points []rune
	var by *agent
	for _, p := range o.passages(d) {
		if p.source != source.ID || by == nil {
			source, _ = d.Source(p.source)
			by = creator(source)
			points = []rune(texts[p.source])
		}
		bodies := p.bodies()
		for i, e := range p.evidence {
			id := fmt.Sprintf("%s%s#evidence-%d", Base, p.id, i+1)
			if p.kind == cyberres.KindMention {
				id = fmt.Sprintf("%s%s#mention-%d-%d-%s", Base, p.source, e.Start, e.End, p.id)
			}
			items.add(annotation{
				ID: id, Type: "Annotation", Motivation: motivation(p.kind), Creator: by, Generator: generator, Rights: rights,
				Body: bodies, Target: targetOf(source, e, points),
			})
		}
	}
	out := collection{
		Context: annoContext, Type: "AnnotationCollection", Label: "Passages that the records of cyberres " + version.Version + " rest on",
		Generator: &agent{generator, "Software", "cyberres"}, Rights: rights, Issued: string(version.Date), Version: version.Version, Digest: version.Digest,
		Total: len(items.seen),
	}
	// What it holds names the collection, for other options choose others.
	out.ID = collections + url.PathEscape(version.Version) + "/" + hex.EncodeToString(items.sum.Sum(nil))[:16]
	if out.Total > 0 { // a page has at least one annotation
		last := out.ID + "#page-1"
		out.First, out.Last = &page{last, "AnnotationPage", out.ID, 0, []annotation{}}, &last
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err = errors.Join(items.err, e.Encode(out))
	// The annotations are written already, and what is around them is small: no other member has an empty array.
	before, after := b.String(), ""
	if i := strings.LastIndex(before, "[]"); out.Total > 0 && i >= 0 {
		before, after = before[:i]+"[\n", "\n    ]"+before[i+2:]
	}
	for _, part := range []string{before, items.text.String(), after} {
		if err == nil {
			_, err = io.WriteString(w, part)
		}
	}
	if err != nil {
		return fmt.Errorf("writing annotations: %w", err)
	}
	return nil
}

// itemIndent is what stands before each line of an annotation in its collection.
const itemIndent = "      "

// An itemsWriter writes annotations as the items of an array, each once.
type itemsWriter struct {
	text    bytes.Buffer
	encoder *json.Encoder
	sum     hash.Hash // of all that is written
	seen    map[string]bool
	err     error
}

func (w *itemsWriter) add(a annotation) {
	if w.seen[a.ID] { // a mention that stands twice in its file
		return
	}
	if len(w.seen) > 0 {
		w.text.WriteString(",\n")
	}
	w.seen[a.ID] = true
	from := w.text.Len()
	w.text.WriteString(itemIndent)
	if err := w.encoder.Encode(a); err != nil && w.err == nil {
		w.err = err
	}
	w.text.Truncate(w.text.Len() - 1) // the line end
	w.sum.Write(w.text.Bytes()[from:])
}

// marshal returns the JSON of a value in one line, with <, > and & as they are.
func marshal(v any) (json.RawMessage, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

func motivation(kind cyberres.Kind) string {
	switch kind {
	case cyberres.KindMention:
		return "identifying"
	case cyberres.KindRemark:
		return "commenting"
	}
	return "linking"
}

// creator says who read a source. A machine is not to be taken for a person, nor a draft for a reviewed reading.
func creator(s cyberres.Source) *agent {
	p := s.Provenance
	how := fmt.Sprintf("%d independent readings", p.Readings)
	if p.Readings == 1 {
		how = "one reading"
	}
	how += ", " + p.Review
	if p.Review != "person-reviewed" {
		how += ", not reviewed by a person"
	}
	if p.Origin == "machine" {
		return &agent{Base + string(s.ID) + "#readings", "Software", "machine readings (" + how + ")"}
	}
	return &agent{Base + string(s.ID) + "#readings", "Organization", "contributors to the cyberres dataset (" + how + ")"}
}

// bodies returns the record that the passage is about, and in words what it is and says.
func (p passage) bodies() []any {
	const plain = "text/plain"
	out := []any{reference{Base + string(p.id)}}
	for _, value := range slices.Concat([]string{string(p.kind)}, p.who, p.traits) {
		out = append(out, textualBody{"TextualBody", "classifying", value, plain})
	}
	if p.summary != "" {
		out = append(out, textualBody{"TextualBody", "describing", p.summary, plain})
	}
	for _, theme := range p.themes {
		out = append(out, textualBody{"TextualBody", "tagging", string(theme), plain})
	}
	return out
}

// targetOf returns the segment that a piece of evidence is. Points are those of the source's text, where it is at hand.
func targetOf(s cyberres.Source, e cyberres.Evidence, points []rune) target {
	own := Base + string(s.ID)
	out := target{Type: "SpecificResource", Source: own, Label: e.Quote, Quoted: string(e.Quoted), Digest: e.SHA256, PartOf: annotated{ID: own, Type: "Text", Digest: s.Text.SHA256}}
	for address := range s.URLs.All() {
		if iri := iriOf(address); iri != "" {
			out.Source = iri
			break
		}
	}
	if e.Speaker != "" {
		out.Speaker = &reference{Base + string(e.Speaker)}
	}
	if s.Within.SHA256 != "" {
		out.PartOf.Type, out.PartOf.Source = "SpecificResource", out.Source
		out.PartOf.Selector = &position{"TextPositionSelector", s.Within.Start, s.Within.End}
		out.PartOf.PartOf = &copied{"Text", s.Within.SHA256}
	}
	out.Selector = []any{position{"TextPositionSelector", s.Within.Start + e.Start, s.Within.Start + e.End}}
	if e.End <= len(points) && e.Start < e.End { // Open has seen to it, unless the dataset is the built-in one
		out.Digest = digest(string(points[e.Start:e.End]))
		out.Selector = append(out.Selector, quotation{
			"TextQuoteSelector", string(points[e.Start:e.End]), string(points[max(0, e.Start-contextLength):e.Start]), string(points[e.End:min(len(points), e.End+contextLength)]),
		})
	} else if f, err := fragment.FromQuote(e.Quote); err == nil {
		out.Selector = append(out.Selector, fragmentSelector{"FragmentSelector", textFragments, fragment.Delimiter + f.String()})
	}
	return out
}

// licenceIRI returns the IRI of a licence by its SPDX identifier, or nothing.
func licenceIRI(id string) string {
	if id == "" || strings.Trim(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-+") != "" {
		return ""
	}
	return "https://spdx.org/licenses/" + id
}

// iriOf returns an address as an absolute IRI, or nothing if it is none.
func iriOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme == "" {
		return ""
	}
	if strings.ContainsAny(address, "<>\"{}|\\^`") || strings.ContainsFunc(address, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return u.String()
	}
	return address
}
