package cyberres

import "github.com/cyberres/cyberres/internal/strictjson"

// An Actor is a state, organisation, body, forum, meeting or group that takes part in cyber-resilience policy.
// What is recorded about it was verified outside the annotated sources: each fact carries its references.
type Actor struct {
	ID          ActorID          `json:"id"`
	Kind        Kind             `json:"kind"`
	Name        string           `json:"name"` // the usual English name
	Description string           `json:"description"`
	References  List[ID]         `json:"references,omitzero"` // what name, kind and description rest on
	Names       List[Name]       `json:"names,omitzero"`      // other names, in any language
	Identifiers List[Identifier] `json:"identifiers,omitzero"`
	PartOf      List[Membership] `json:"partOf,omitzero"`      // the body or state that it is a part of
	Memberships List[Membership] `json:"memberships,omitzero"` // unions, alliances and forums that it belongs to
	Facts       List[Fact]       `json:"facts,omitzero"`
	Withdrawn   string           `json:"withdrawn,omitempty"` // why the record no longer stands
}

// A Name is one name of an actor or instrument.
type Name struct {
	Text       string   `json:"text"`
	Language   string   `json:"language"` // BCP 47; "und" for acronyms that languages share
	Use        NameUse  `json:"use"`
	From       Date     `json:"from,omitempty"` // first day of use; empty: not stated
	To         Date     `json:"to,omitempty"`   // last day of use; empty: not stated
	References List[ID] `json:"references,omitzero"`
}

// An Identifier is a code under which others know an actor or instrument.
//
// Schemes of actors: iso-3166-1-alpha-2, iso-3166-1-alpha-3, iso-3166-1-numeric, m49 and its areas m49-region and m49-subregion
// (UN M49; three characters, leading zeros count), wikidata, website.
// Schemes of instruments: celex, eli and oj (EUR-Lex), procedure (of the EU legislator), document, legal-basis, url.
type Identifier struct {
	Scheme     string   `json:"scheme"`
	Value      string   `json:"value"`
	References List[ID] `json:"references,omitzero"`
}

// A Membership ties an actor to another that it is a part or member of. An empty end is not stated, never "today".
type Membership struct {
	Actor      ActorID  `json:"actor"`
	From       Date     `json:"from,omitempty"`
	To         Date     `json:"to,omitempty"`
	References List[ID] `json:"references,omitzero"`
}

// A Fact is something verified outside the annotated sources, in our own words.
type Fact struct {
	Text       string   `json:"text"`
	Date       Date     `json:"date,omitempty"`
	References List[ID] `json:"references,omitzero"`
}

// A Reference is a page or document that a fact rests on.
type Reference struct {
	ID    ID     `json:"id"`
	Kind  Kind   `json:"kind"` // whose word it is: primary, secondary, press, scholarly, register
	Title string `json:"title"`
	URL   string `json:"url,omitempty"` // empty where no address is recorded
	Note  string `json:"note,omitempty"`
}

var actorFields = []strictjson.Field{
	{Name: "$schema"}, {Name: "id", Required: true}, {Name: "kind", Required: true}, {Name: "name", Required: true},
	{Name: "description", Required: true}, {Name: "references", Required: true}, {Name: "names"}, {Name: "identifiers"},
	{Name: "partOf"}, {Name: "memberships"}, {Name: "facts"}, {Name: "withdrawn"},
}

func readActor(r *reader, a *Actor) {
	for o := r.Object(actorFields); o.Next(); {
		switch o.Name {
		case "$schema":
			r.Text()
		case "id":
			a.ID = readOwn[ActorID](r)
		case "kind":
			a.Kind = readValue(r, "kind of actor", actorKinds)
		case "name":
			a.Name = readText(r)
		case "description":
			a.Description = readText(r)
		case "references":
			a.References = readReferences(r)
		case "names":
			a.Names = readList(r, &r.names, readName)
		case "identifiers":
			a.Identifiers = readList(r, &r.identifiers, readIdentifier)
		case "partOf":
			a.PartOf = readList(r, &r.memberships, readMembership)
		case "memberships":
			a.Memberships = readList(r, &r.memberships, readMembership)
		case "facts":
			a.Facts = readList(r, &r.facts, readFact)
		case "withdrawn":
			a.Withdrawn = readNote(r)
		}
	}
}

var nameFields = []strictjson.Field{
	{Name: "text", Required: true}, {Name: "language", Required: true}, {Name: "use", Required: true},
	{Name: "from"}, {Name: "to"}, {Name: "references", Required: true},
}

func readName(r *reader, n *Name) {
	for o := r.Object(nameFields); o.Next(); {
		switch o.Name {
		case "text":
			n.Text = readText(r)
		case "language":
			n.Language = readText(r)
		case "use":
			n.Use = readValue(r, "use of a name", nameUses)
		case "from":
			n.From = readDate(r)
		case "to":
			n.To = readDate(r)
		case "references":
			n.References = readReferences(r)
		}
	}
}

var identifierFields = []strictjson.Field{{Name: "scheme", Required: true}, {Name: "value", Required: true}, {Name: "references", Required: true}}

func readIdentifier(r *reader, i *Identifier) {
	for o := r.Object(identifierFields); o.Next(); {
		switch o.Name {
		case "scheme":
			i.Scheme = readText(r)
		case "value":
			i.Value = readText(r)
		case "references":
			i.References = readReferences(r)
		}
	}
}

var membershipFields = []strictjson.Field{{Name: "actor", Required: true}, {Name: "from"}, {Name: "to"}, {Name: "references", Required: true}}

func readMembership(r *reader, m *Membership) {
	for o := r.Object(membershipFields); o.Next(); {
		switch o.Name {
		case "actor":
			m.Actor = readID[ActorID](r)
		case "from":
			m.From = readDate(r)
		case "to":
			m.To = readDate(r)
		case "references":
			m.References = readReferences(r)
		}
	}
}

var factFields = []strictjson.Field{{Name: "text", Required: true}, {Name: "date"}, {Name: "references", Required: true}}

func readFact(r *reader, f *Fact) {
	for o := r.Object(factFields); o.Next(); {
		switch o.Name {
		case "text":
			f.Text = readText(r)
		case "date":
			f.Date = readDate(r)
		case "references":
			f.References = readReferences(r)
		}
	}
}

var referenceFields = []strictjson.Field{{Name: "id", Required: true}, {Name: "kind", Required: true}, {Name: "title", Required: true}, {Name: "url"}, {Name: "note"}}

func readReference(r *reader, v *Reference) {
	for o := r.Object(referenceFields); o.Next(); {
		switch o.Name {
		case "id":
			v.ID = readOwn[ID](r)
		case "kind":
			v.Kind = readValue(r, "kind of reference", referenceKinds)
		case "title":
			v.Title = readText(r)
		case "url":
			v.URL = readNote(r)
		case "note":
			v.Note = readNote(r)
		}
	}
}
