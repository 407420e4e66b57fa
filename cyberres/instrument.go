package cyberres

import "github.com/cyberres/cyberres/internal/strictjson"

// An Instrument is what actors act under: a strategy, a law, an agreement, a declaration, a programme.
// What is recorded about it was verified outside the annotated sources: each fact carries its references.
type Instrument struct {
	ID          InstrumentID     `json:"id"`
	Kind        Kind             `json:"kind"`
	Title       string           `json:"title"` // the official title in English, where there is one
	Description string           `json:"description"`
	References  List[ID]         `json:"references,omitzero"` // what title, kind, description and period rest on
	Names       List[Name]       `json:"names,omitzero"`      // short titles and names in other languages
	Identifiers List[Identifier] `json:"identifiers,omitzero"`
	Period      Date             `json:"period,omitempty"`    // the years that it covers by its own title or text
	Timeline    List[Event]      `json:"timeline,omitzero"`   // in the order of dates
	Relations   List[Link]       `json:"relations,omitzero"`  // verified, unlike a [Relation], which a source asserts
	Facts       List[Fact]       `json:"facts,omitzero"`      // deadlines, contents, signatories
	Withdrawn   string           `json:"withdrawn,omitempty"` // why the record no longer stands
}

// An Event is a dated step in the life of an instrument.
type Event struct {
	Type       EventType `json:"type"`
	Date       Date      `json:"date"`
	Note       string    `json:"note,omitempty"`
	References List[ID]  `json:"references,omitzero"`
}

// A Link is a verified relation from an instrument to an actor or another instrument.
type Link struct {
	Type       RelationType `json:"type"`
	Object     ID           `json:"object"`
	Date       Date         `json:"date,omitempty"`
	References List[ID]     `json:"references,omitzero"`
}

var instrumentFields = []strictjson.Field{
	{Name: "$schema"}, {Name: "id", Required: true}, {Name: "kind", Required: true}, {Name: "title", Required: true},
	{Name: "description", Required: true}, {Name: "references", Required: true}, {Name: "names"}, {Name: "identifiers"},
	{Name: "period"}, {Name: "timeline"}, {Name: "relations"}, {Name: "facts"}, {Name: "withdrawn"},
}

func readInstrument(r *reader, v *Instrument) {
	for o := r.Object(instrumentFields); o.Next(); {
		switch o.Name {
		case "$schema":
			r.Text()
		case "id":
			v.ID = readOwn[InstrumentID](r)
		case "kind":
			v.Kind = readValue(r, "kind of instrument", instrumentKinds)
		case "title":
			v.Title = readText(r)
		case "description":
			v.Description = readText(r)
		case "references":
			v.References = readReferences(r)
		case "names":
			v.Names = readList(r, &r.names, readName)
		case "identifiers":
			v.Identifiers = readList(r, &r.identifiers, readIdentifier)
		case "period":
			v.Period = readDate(r)
		case "timeline":
			v.Timeline = readList(r, &r.events, readEvent)
		case "relations":
			v.Relations = readList(r, &r.links, readLink)
		case "facts":
			v.Facts = readList(r, &r.facts, readFact)
		case "withdrawn":
			v.Withdrawn = readNote(r)
		}
	}
}

var eventFields = []strictjson.Field{{Name: "type", Required: true}, {Name: "date", Required: true}, {Name: "note"}, {Name: "references", Required: true}}

func readEvent(r *reader, e *Event) {
	for o := r.Object(eventFields); o.Next(); {
		switch o.Name {
		case "type":
			e.Type = readValue(r, "type of event", eventTypes)
		case "date":
			e.Date = readDay(r)
		case "note":
			e.Note = readNote(r)
		case "references":
			e.References = readReferences(r)
		}
	}
}

var linkFields = []strictjson.Field{{Name: "type", Required: true}, {Name: "object", Required: true}, {Name: "date"}, {Name: "references", Required: true}}

func readLink(r *reader, l *Link) {
	for o := r.Object(linkFields); o.Next(); {
		switch o.Name {
		case "type":
			l.Type = readValue(r, "type of relation", relationTypes)
		case "object":
			l.Object = readID[ID](r)
		case "date":
			l.Date = readDate(r)
		case "references":
			l.References = readReferences(r)
		}
	}
}
