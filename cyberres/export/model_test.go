package export_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/export"
)

// The assertions of the W3C Web Annotation Data Model that a document must meet, as the Recommendation of 2017-02-23 words them with MUST. Each has a name, and a
// wrong sample below that it refuses.

type assertions struct{ broken []string }

func (a *assertions) must(holds bool, rule string) {
	if !holds && !slices.Contains(a.broken, rule) {
		a.broken = append(a.broken, rule)
	}
}

// conforms returns the rules that a document breaks.
func conforms(text string) []string {
	var doc any
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		return []string{"json"}
	}
	var a assertions
	v, _ := doc.(map[string]any)
	a.must(contextual(v["@context"]), "context")
	switch {
	case typed(v, "AnnotationCollection"):
		a.collection(v)
	case typed(v, "AnnotationPage"):
		a.page(v, true)
	default:
		a.annotation(v)
	}
	slices.Sort(a.broken)
	return a.broken
}

const anno = "http://www.w3.org/ns/anno.jsonld"

// contextual: one context is a string; several are an array with the standard one among them.
func contextual(v any) bool {
	if list, ok := v.([]any); ok {
		return len(list) > 1 && slices.ContainsFunc(list, func(x any) bool { return x == anno })
	}
	return v == anno
}

// all returns the values of a member: none, one, or several.
func all(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

func typed(v map[string]any, class string) bool {
	return slices.ContainsFunc(all(v["type"]), func(x any) bool { return x == class })
}

func isIRI(v any) bool {
	s, ok := v.(string)
	u, err := url.Parse(s)
	return ok && err == nil && u.Scheme != "" && !strings.ContainsAny(s, " <>\"{}|\\^`")
}

func isCount(v any) bool {
	n, ok := v.(float64)
	return ok && n >= 0 && n == math.Trunc(n)
}

func isString(v any) bool { _, ok := v.(string); return ok }

var timestamp = regexp.MustCompile(`^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$`)

func isTime(v any) bool {
	s, ok := v.(string)
	return ok && timestamp.MatchString(s)
}

func (a *assertions) annotation(v map[string]any) {
	a.must(isIRI(v["id"]), "annotation has one IRI as its id")
	a.must(typed(v, "Annotation"), "annotation has the class Annotation")
	a.must(len(all(v["target"])) > 0, "annotation has a target")
	if body, ok := v["bodyValue"]; ok {
		a.must(isString(body), "bodyValue is one plain string")
		a.must(v["body"] == nil, "bodyValue excludes body")
	}
	a.described(v)
	for _, b := range all(v["body"]) {
		a.resource(b)
	}
	for _, t := range all(v["target"]) {
		a.resource(t)
	}
	for _, x := range all(v["audience"]) {
		if audience, ok := x.(map[string]any); ok {
			for name := range audience {
				a.must(name == "id" || name == "type" || strings.HasPrefix(name, "schema:"), "properties of an audience begin with schema:")
			}
		}
	}
	a.must(len(all(v["stylesheet"])) <= 1, "an annotation has one stylesheet at most")
}

// described are the properties that annotations, bodies and targets share.
func (a *assertions) described(v map[string]any) {
	for _, name := range []string{"created", "modified", "generated"} {
		if x, ok := v[name]; ok {
			a.must(isTime(x), name+" is one xsd:dateTime in UTC with Z")
		}
	}
	for _, name := range []string{"creator", "generator"} {
		for _, x := range all(v[name]) {
			if agent, ok := x.(map[string]any); ok {
				_, has := agent["id"]
				a.must(!has || isIRI(agent["id"]), "an agent has one IRI at most")
			} else {
				a.must(isIRI(x), "an agent has one IRI at most")
			}
		}
	}
	for _, x := range all(v["rights"]) {
		a.must(isIRI(x), "rights are IRIs")
	}
	if x, ok := v["canonical"]; ok {
		a.must(isIRI(x), "canonical is one IRI")
	}
	for _, x := range all(v["via"]) {
		a.must(isIRI(x), "via are IRIs")
	}
	if x, ok := v["textDirection"]; ok {
		a.must(x == "ltr" || x == "rtl" || x == "auto", "textDirection is ltr, rtl or auto")
	}
}

// resource is a body or a target.
func (a *assertions) resource(x any) {
	v, ok := x.(map[string]any)
	if !ok {
		a.must(isIRI(x), "an external resource has one IRI as its id")
		return
	}
	a.described(v)
	value, texts := v["value"]
	switch {
	case typed(v, "Choice"):
		a.must(v["type"] == "Choice", "a choice has exactly the class Choice")
		for _, item := range all(v["items"]) {
			a.resource(item)
		}
	case v["items"] != nil:
		for _, item := range all(v["items"]) {
			a.resource(item)
		}
	case typed(v, "TextualBody") || texts:
		a.must(isString(value), "a textual body has one value")
	case typed(v, "SpecificResource") || v["source"] != nil || v["selector"] != nil || v["state"] != nil:
		a.specific(v)
	default:
		a.must(isIRI(v["id"]), "an external resource has one IRI as its id")
	}
}

func (a *assertions) specific(v map[string]any) {
	source := all(v["source"])
	a.must(len(source) == 1, "a specific resource has one source")
	if len(source) == 1 {
		a.resource(source[0])
	}
	for _, s := range all(v["selector"]) {
		a.selector(s)
	}
	for _, s := range all(v["state"]) {
		a.state(s)
	}
}

func (a *assertions) selector(x any) {
	v, ok := x.(map[string]any)
	if !ok {
		a.must(isIRI(x), "a selector elsewhere is an IRI")
		return
	}
	for _, class := range []string{"FragmentSelector", "CssSelector", "XPathSelector", "TextQuoteSelector", "TextPositionSelector", "DataPositionSelector", "SvgSelector", "RangeSelector"} {
		if typed(v, class) {
			a.must(v["type"] == class, "a selector has exactly its own class")
		}
	}
	optional := func(name string, is func(any) bool, rule string) {
		if x, ok := v[name]; ok {
			a.must(is(x), rule)
		}
	}
	switch {
	case typed(v, "FragmentSelector"):
		a.must(isString(v["value"]), "a fragment, CSS or XPath selector has one value")
		optional("conformsTo", isIRI, "a fragment conforms to one specification at most")
	case typed(v, "CssSelector"), typed(v, "XPathSelector"):
		a.must(isString(v["value"]), "a fragment, CSS or XPath selector has one value")
	case typed(v, "TextQuoteSelector"):
		a.must(isString(v["exact"]), "a text quote has one exact text")
		optional("prefix", isString, "a text quote has one prefix at most")
		optional("suffix", isString, "a text quote has one suffix at most")
	case typed(v, "TextPositionSelector"):
		a.must(isCount(v["start"]) && isCount(v["end"]), "a text position has one start and one end, not negative")
	case typed(v, "DataPositionSelector"):
		a.must(isCount(v["start"]) && isCount(v["end"]), "a data position has one start and one end")
	case typed(v, "SvgSelector"):
		optional("value", isXML, "the value of an SVG selector is one well-formed XML")
	case typed(v, "RangeSelector"):
		_, start := v["startSelector"].(map[string]any)
		_, end := v["endSelector"].(map[string]any)
		a.must((start || isIRI(v["startSelector"])) && (end || isIRI(v["endSelector"])), "a range has one start and one end selector")
		if start && end {
			a.selector(v["startSelector"])
			a.selector(v["endSelector"])
		}
	}
	for _, s := range all(v["refinedBy"]) {
		a.selector(s)
	}
}

func isXML(v any) bool {
	s, ok := v.(string)
	d := xml.NewDecoder(strings.NewReader(s))
	elements := 0
	for {
		t, err := d.Token()
		if err == io.EOF {
			return ok && elements > 0
		}
		if err != nil {
			return false
		}
		if _, begins := t.(xml.StartElement); begins {
			elements++
		}
	}
}

func (a *assertions) state(x any) {
	v, ok := x.(map[string]any)
	if !ok {
		a.must(isIRI(x), "a state elsewhere is an IRI")
		return
	}
	switch {
	case typed(v, "TimeState"):
		a.must(v["type"] == "TimeState", "a state has exactly its own class")
		_, from := v["sourceDateStart"]
		_, to := v["sourceDateEnd"]
		_, on := v["sourceDate"]
		a.must(from == to, "the interval of a time state has both ends")
		a.must(!on || !from && !to, "sourceDate excludes an interval")
		for _, name := range []string{"sourceDate", "sourceDateStart", "sourceDateEnd"} {
			for _, x := range all(v[name]) {
				a.must(isTime(x), "the dates of a time state are xsd:dateTime in UTC with Z")
			}
		}
		a.must(len(all(v["sourceDateStart"])) <= 1 && len(all(v["sourceDateEnd"])) <= 1, "the interval of a time state has both ends")
	case typed(v, "HttpRequestState"):
		a.must(v["type"] == "HttpRequestState", "a state has exactly its own class")
		a.must(isString(v["value"]), "a request state has one value")
	}
	for _, s := range all(v["refinedBy"]) {
		a.state(s)
	}
}

func (a *assertions) collection(v map[string]any) {
	a.must(isIRI(v["id"]), "collection has one IRI as its id")
	for _, x := range all(v["label"]) {
		a.must(isString(x), "labels of a collection are strings")
	}
	total, counted := v["total"]
	a.must(!counted || isCount(total), "total is a number that is not negative")
	n, _ := total.(float64)
	first := all(v["first"])
	a.must(n <= 0 || len(first) == 1, "a collection that is not empty has one first page")
	a.described(v)
	if len(first) != 1 {
		return
	}
	if page, ok := first[0].(map[string]any); ok {
		a.must(typed(page, "AnnotationPage"), "page has the class AnnotationPage")
		a.page(page, false)
		// The page says how many there are before it and on it. If that is not all, another follows.
		start, _ := page["startIndex"].(float64)
		if counted && int(start)+len(all(page["items"])) < int(n) {
			a.must(isIRI(page["next"]), "a page that is not the last has the IRI of the next")
		}
	} else {
		a.must(isIRI(first[0]), "a collection that is not empty has one first page")
	}
}

func (a *assertions) page(v map[string]any, root bool) {
	a.must(isIRI(v["id"]), "page has one IRI as its id")
	if x, ok := v["startIndex"]; ok {
		a.must(isCount(x), "startIndex is a number that is not negative")
	}
	items, ok := v["items"].([]any)
	a.must(ok && len(items) > 0, "page has an array of one annotation or more")
	for _, item := range items {
		annotation, ok := item.(map[string]any)
		if !ok {
			a.must(isIRI(item), "page has an array of one annotation or more")
			continue
		}
		a.annotation(annotation)
	}
	if whole, ok := v["partOf"].(map[string]any); ok {
		a.must(isIRI(whole["id"]), "collection has one IRI as its id")
		start, _ := v["startIndex"].(float64)
		if total, ok := whole["total"].(float64); ok && root && int(start)+len(items) < int(total) {
			a.must(isIRI(v["next"]), "a page that is not the last has the IRI of the next")
		}
	} else if v["partOf"] != nil {
		a.must(isIRI(v["partOf"]), "collection has one IRI as its id")
	}
	if v["next"] != nil {
		a.must(isIRI(v["next"]), "a page that is not the last has the IRI of the next")
	}
}

// Every output conforms.
func TestOutputMeetsTheModel(t *testing.T) {
	d, _, text := harbour(t)
	for name, file := range map[string]string{
		"the built-in dataset": webAnnotations(t, cyberres.Default(), export.Options{}),
		"harbour":              webAnnotations(t, d, export.Options{}),
		"with its text":        webAnnotations(t, d, export.Options{Texts: []string{text}}),
		"some of it":           webAnnotations(t, d, export.Options{IDs: []cyberres.ID{"marn", "keeper-for-aid"}}),
		"none of it":           webAnnotations(t, d, export.Options{IDs: []cyberres.ID{"marn-cost-not-stated"}}),
		"a view":               webAnnotations(t, d.AsOf("2031"), export.Options{}),
	} {
		if broken := conforms(file); len(broken) > 0 {
			t.Errorf("%s: %s", name, strings.Join(broken, "; "))
		}
		// An annotation that is taken out of its collection conforms, too, once it has the context.
		var c struct {
			First struct{ Items []map[string]any }
		}
		if err := json.Unmarshal([]byte(file), &c); err != nil {
			t.Fatal(err)
		}
		seen := map[any]bool{}
		for _, a := range c.First.Items {
			a["@context"] = anno
			alone, _ := json.Marshal(a)
			if broken := conforms(string(alone)); len(broken) > 0 {
				t.Errorf("%s: %s: %s", name, a["id"], strings.Join(broken, "; "))
			}
			if seen[a["id"]] {
				t.Errorf("%s: two annotations are %s", name, a["id"])
			}
			seen[a["id"]] = true
		}
	}
}

// An annotation with a change, as a document.
func changed(change string) string {
	v := map[string]any{}
	merge := func(text string) {
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			panic(fmt.Sprint(err, text))
		}
	}
	merge(`{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "https://example.org/a", "type": "Annotation", "target": "https://example.org/page"}`)
	merge(change)
	for name, x := range v {
		if x == nil {
			delete(v, name)
		}
	}
	text, _ := json.Marshal(v)
	return string(text)
}

// on returns a change of the selector, state and so on of the target.
func on(part string) string {
	return changed(`{"target": {"type": "SpecificResource", "source": "https://example.org/page", ` + part + `}}`)
}

const item = `{"id": "https://example.org/a", "type": "Annotation", "target": "https://example.org/page"}`

func page(change string) string {
	return changed(`{"id": "https://example.org/p", "type": "AnnotationPage", "target": null, "items": [` + item + `], ` + change + `}`)
}

func collected(change string) string {
	return changed(`{"id": "https://example.org/c", "type": "AnnotationCollection", "target": null, "total": 1,
		"first": {"id": "https://example.org/p", "type": "AnnotationPage", "items": [` + item + `]}, ` + change + `}`)
}

// Documents that conform, with each construction of the model.
var right = map[string]string{
	"simplest":            changed(`{}`),
	"own context":         changed(`{"@context": ["http://www.w3.org/ns/anno.jsonld", {"x": "https://example.org/x"}]}`),
	"two classes":         changed(`{"type": ["Annotation", "https://example.org/Gloss"]}`),
	"string body":         changed(`{"bodyValue": "Well said."}`),
	"bodies":              changed(`{"body": ["https://example.org/b", {"type": "TextualBody", "value": "wide"}, {"id": "https://example.org/c", "format": "text/html"}]}`),
	"no class":            changed(`{"body": {"value": "wide", "purpose": "tagging", "textDirection": "ltr"}}`),
	"choice":              changed(`{"body": {"type": "Choice", "items": [{"type": "TextualBody", "value": "breit", "language": "de"}, "https://example.org/b"]}}`),
	"times":               changed(`{"created": "2031-05-06T07:08:09Z", "modified": "2031-05-06T07:08:09.5Z", "generated": "2031-05-07T00:00:00Z"}`),
	"agents":              changed(`{"creator": [{"id": "https://example.org/u", "type": "Person", "name": "M."}, "https://example.org/v"], "generator": {"type": "Software", "name": "pen"}}`),
	"audience":            changed(`{"audience": {"id": "https://example.org/r", "type": "schema:Audience", "schema:audienceType": "pilots"}}`),
	"rights":              changed(`{"rights": ["https://example.org/l"], "canonical": "urn:uuid:dbfb1861-0ecf-41ad-be94-a584e5c4f1d0", "via": "https://example.org/v"}`),
	"fragment":            on(`"selector": {"type": "FragmentSelector", "value": "char=0,5", "conformsTo": "http://tools.ietf.org/rfc/rfc5147"}`),
	"elements":            on(`"selector": [{"type": "CssSelector", "value": "#p2"}, {"type": "XPathSelector", "value": "/p[2]"}]`),
	"quote and place":     on(`"selector": [{"type": "TextQuoteSelector", "exact": "quay", "prefix": "own ", "suffix": " for"}, {"type": "TextPositionSelector", "start": 0, "end": 4}]`),
	"bytes":               on(`"selector": {"type": "DataPositionSelector", "start": 4, "end": 9}`),
	"shape":               on(`"selector": {"type": "SvgSelector", "value": "<svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>"}`),
	"shape elsewhere":     on(`"selector": {"id": "https://example.org/svg", "type": "SvgSelector"}`),
	"range":               on(`"selector": {"type": "RangeSelector", "startSelector": {"type": "XPathSelector", "value": "/p[1]"}, "endSelector": {"type": "XPathSelector", "value": "/p[3]"}}`),
	"refined":             on(`"selector": {"type": "CssSelector", "value": "#p2", "refinedBy": {"type": "TextQuoteSelector", "exact": "quay"}}`),
	"selector elsewhere":  on(`"selector": "https://example.org/s"`),
	"state":               on(`"state": [{"type": "TimeState", "sourceDate": "2031-05-06T07:08:09Z"}, {"type": "HttpRequestState", "value": "Accept: text/plain", "refinedBy": {"type": "TimeState", "sourceDateStart": "2031-05-06T07:08:09Z", "sourceDateEnd": "2031-06-06T07:08:09Z"}}]`),
	"source described":    changed(`{"target": {"source": {"id": "https://example.org/page", "format": "text/html"}, "styleClass": "red", "scope": "https://example.org/s"}}`),
	"targets":             changed(`{"target": [{"id": "https://example.org/one", "type": "Text"}, "https://example.org/two"]}`),
	"set of targets":      changed(`{"target": {"type": "Composite", "items": ["https://example.org/one", "https://example.org/two"]}}`),
	"page":                page(`"startIndex": 0, "partOf": {"id": "https://example.org/c", "total": 1}`),
	"page before another": page(`"partOf": {"id": "https://example.org/c", "total": 9}, "next": "https://example.org/q"`),
	"collection":          collected(`"label": ["Notes", "Glosses"], "last": "https://example.org/p"`),
	"empty collection":    collected(`"total": 0, "first": null`),
	"pages elsewhere":     collected(`"total": 900, "first": "https://example.org/p", "last": "https://example.org/z"`),
}

func TestRightSamplesConform(t *testing.T) {
	for name, text := range right {
		if broken := conforms(text); len(broken) > 0 {
			t.Errorf("%s: %s", name, strings.Join(broken, "; "))
		}
	}
}

// Documents that do not, by the rule that each breaks.
var wrong = map[string][]string{
	"context": {changed(`{"@context": null}`), changed(`{"@context": "https://example.org/other"}`), changed(`{"@context": ["http://www.w3.org/ns/anno.jsonld"]}`),
		page(`"@context": null`), collected(`"@context": {"x": "https://example.org/x"}`)},
	"annotation has one IRI as its id":             {changed(`{"id": null}`), changed(`{"id": "note 1"}`), changed(`{"id": ["https://example.org/a", "https://example.org/b"]}`)},
	"annotation has the class Annotation":          {changed(`{"type": null}`), changed(`{"type": "Note"}`), changed(`{"type": ["Note", "Gloss"]}`)},
	"annotation has a target":                      {changed(`{"target": null}`), changed(`{"target": []}`)},
	"bodyValue is one plain string":                {changed(`{"bodyValue": ["a", "b"]}`), changed(`{"bodyValue": {"@value": "a", "@language": "en"}}`), changed(`{"bodyValue": 5}`)},
	"bodyValue excludes body":                      {changed(`{"bodyValue": "a", "body": "https://example.org/b"}`)},
	"created is one xsd:dateTime in UTC with Z":    {changed(`{"created": "2031-05-06"}`), changed(`{"created": "2031-05-06T07:08:09+02:00"}`), changed(`{"created": ["2031-05-06T07:08:09Z", "2032-05-06T07:08:09Z"]}`)},
	"modified is one xsd:dateTime in UTC with Z":   {changed(`{"modified": "yesterday"}`), changed(`{"body": {"id": "https://example.org/b", "modified": "2031"}}`)},
	"generated is one xsd:dateTime in UTC with Z":  {changed(`{"generated": "2031-05-06T07:08:09"}`)},
	"an agent has one IRI at most":                 {changed(`{"creator": {"id": ["https://example.org/u", "https://example.org/v"]}}`), changed(`{"generator": "a pen"}`)},
	"properties of an audience begin with schema:": {changed(`{"audience": {"id": "https://example.org/r", "audienceType": "pilots"}}`)},
	"an annotation has one stylesheet at most":     {changed(`{"stylesheet": ["https://example.org/s", "https://example.org/t"]}`)},
	"rights are IRIs":                              {changed(`{"rights": "all reserved"}`), changed(`{"rights": {"value": "all reserved"}}`)},
	"canonical is one IRI":                         {changed(`{"canonical": ["https://example.org/x", "https://example.org/y"]}`), changed(`{"canonical": "x y"}`)},
	"via are IRIs":                                 {changed(`{"via": "from a friend"}`)},
	"textDirection is ltr, rtl or auto":            {changed(`{"body": {"value": "a", "textDirection": "up"}}`)},
	"an external resource has one IRI as its id": {changed(`{"target": {"type": "Text"}}`), changed(`{"target": "the page"}`), changed(`{"body": {"format": "text/html"}}`),
		changed(`{"target": {"id": ["https://example.org/a", "https://example.org/b"]}}`), changed(`{"target": {"source": {"format": "text/html"}}}`)},
	"a choice has exactly the class Choice":            {changed(`{"body": {"type": ["Choice", "List"], "items": ["https://example.org/b"]}}`)},
	"a textual body has one value":                     {changed(`{"body": {"type": "TextualBody"}}`), changed(`{"body": {"type": "TextualBody", "value": ["a", "b"]}}`)},
	"a specific resource has one source":               {changed(`{"target": {"type": "SpecificResource"}}`), changed(`{"target": {"source": ["https://example.org/a", "https://example.org/b"]}}`), changed(`{"target": {"selector": {"type": "CssSelector", "value": "p"}}}`)},
	"a selector elsewhere is an IRI":                   {on(`"selector": "the second paragraph"`)},
	"a selector has exactly its own class":             {on(`"selector": {"type": ["TextQuoteSelector", "X"], "exact": "quay"}`), on(`"selector": {"type": ["SvgSelector", "Content"]}`)},
	"a fragment, CSS or XPath selector has one value":  {on(`"selector": {"type": "FragmentSelector"}`), on(`"selector": {"type": "CssSelector"}`), on(`"selector": {"type": "XPathSelector", "value": ["/p", "/q"]}`)},
	"a fragment conforms to one specification at most": {on(`"selector": {"type": "FragmentSelector", "value": "p", "conformsTo": ["https://example.org/a", "https://example.org/b"]}`)},
	"a text quote has one exact text":                  {on(`"selector": {"type": "TextQuoteSelector"}`), on(`"selector": {"type": "TextQuoteSelector", "exact": ["a", "b"]}`)},
	"a text quote has one prefix at most":              {on(`"selector": {"type": "TextQuoteSelector", "exact": "a", "prefix": ["b", "c"]}`)},
	"a text quote has one suffix at most":              {on(`"selector": {"type": "TextQuoteSelector", "exact": "a", "suffix": ["b", "c"]}`)},
	"a text position has one start and one end, not negative": {on(`"selector": {"type": "TextPositionSelector", "start": 4}`), on(`"selector": {"type": "TextPositionSelector", "start": -4, "end": 2}`),
		on(`"selector": {"type": "TextPositionSelector", "start": 0.5, "end": 2}`), on(`"selector": {"type": "TextPositionSelector", "start": "0", "end": 2}`)},
	"a data position has one start and one end":                {on(`"selector": {"type": "DataPositionSelector", "end": 4}`)},
	"the value of an SVG selector is one well-formed XML":      {on(`"selector": {"type": "SvgSelector", "value": "<svg><rect></svg>"}`), on(`"selector": {"type": "SvgSelector", "value": "a square"}`)},
	"a range has one start and one end selector":               {on(`"selector": {"type": "RangeSelector", "startSelector": {"type": "CssSelector", "value": "p"}}`), on(`"selector": {"type": "RangeSelector", "startSelector": "/p[1]", "endSelector": "/p[2]"}`)},
	"a state elsewhere is an IRI":                              {on(`"state": "as it was"`)},
	"a state has exactly its own class":                        {on(`"state": {"type": ["TimeState", "X"]}`), on(`"state": {"type": ["HttpRequestState", "X"], "value": "Accept: text/plain"}`)},
	"the interval of a time state has both ends":               {on(`"state": {"type": "TimeState", "sourceDateStart": "2031-05-06T07:08:09Z"}`)},
	"sourceDate excludes an interval":                          {on(`"state": {"type": "TimeState", "sourceDate": "2031-05-06T07:08:09Z", "sourceDateStart": "2031-05-06T07:08:09Z", "sourceDateEnd": "2031-05-06T07:08:09Z"}`)},
	"the dates of a time state are xsd:dateTime in UTC with Z": {on(`"state": {"type": "TimeState", "sourceDate": "2031-05-06T07:08:09+01:00"}`)},
	"a request state has one value":                            {on(`"state": {"type": "HttpRequestState"}`)},
	"collection has one IRI as its id":                         {collected(`"id": null`), page(`"partOf": {"label": "Notes"}`), page(`"partOf": "notes"`)},
	"labels of a collection are strings":                       {collected(`"label": 7`), collected(`"label": ["Notes", {"en": "Notes"}]`)},
	"total is a number that is not negative":                   {collected(`"total": -1`), collected(`"total": "1"`)},
	"a collection that is not empty has one first page":        {collected(`"first": null`), collected(`"first": "page one"`), collected(`"first": ["https://example.org/p", "https://example.org/q"]`)},
	"page has the class AnnotationPage":                        {collected(`"first": {"id": "https://example.org/p", "type": "Page", "items": [` + item + `]}`)},
	"page has one IRI as its id":                               {page(`"id": null`), collected(`"first": {"type": "AnnotationPage", "items": [` + item + `]}`)},
	"page has an array of one annotation or more":              {page(`"items": []`), page(`"items": null`), page(`"items": ` + item)},
	"a page that is not the last has the IRI of the next":      {page(`"partOf": {"id": "https://example.org/c", "total": 5}`), collected(`"total": 5`), page(`"next": "page two"`)},
	"startIndex is a number that is not negative":              {page(`"startIndex": -1`), page(`"startIndex": [0, 1]`)},
}

func TestWrongSamplesAreRefused(t *testing.T) {
	n := 0
	for _, rule := range slices.Sorted(maps.Keys(wrong)) {
		for _, text := range wrong[rule] {
			n++
			if broken := conforms(text); !slices.Contains(broken, rule) {
				t.Errorf("%q does not refuse %s, but %q do", rule, text, broken)
			}
		}
	}
	t.Logf("%d rules, %d wrong samples", len(wrong), n)
}

// Whatever a document is like, reading it ends with a draft or an error, and a draft is a file of annotations.
func TestReadingSamples(t *testing.T) {
	_, s, text := harbour(t)
	documents := slices.Collect(maps.Values(right))
	for _, list := range wrong {
		documents = append(documents, list...)
	}
	for _, doc := range documents {
		for _, known := range []string{"", text} {
			draft, err := export.ReadWebAnnotation(doc, export.Into{Source: cyberres.Source{ID: s.ID}, Text: known})
			if err != nil {
				t.Errorf("%s: %v", doc, err)
				continue
			}
			if draft.Records == 0 && len(draft.Notes) == 0 {
				t.Errorf("nothing is read of %s, and nothing said", doc)
			}
			drafted(t, draft)
		}
	}
}
