package cyberres

import (
	"iter"

	"github.com/cyberres/cyberres/internal/strictjson"
)

// A Statement is one thing that a source says: an [Objective], a [Cooperation], a [Position] or a [Relation].
type Statement interface {
	// Claim returns what the four kinds share.
	Claim() Claim
	statement()
}

// A Claim is what every statement shares.
type Claim struct {
	ID       ID             `json:"id"`
	Kind     Kind           `json:"kind"`
	Source   SourceID       `json:"source"`
	Summary  string         `json:"summary"` // what the source says, in our own words; for a relation, its three parts
	Themes   List[ThemeID]  `json:"themes"`
	Voice    Voice          `json:"voice"`
	Date     Date           `json:"date,omitempty"` // the date that the text gives the statement, not its instrument's
	When     string         `json:"when,omitempty"` // a time that the text gives without a date
	Evidence List[Evidence] `json:"evidence"`
}

// An Objective is an aim, task, plan, focus or hoped-for effect, and who holds it.
type Objective struct {
	ID            ID                 `json:"id"`
	Source        SourceID           `json:"source"`
	Holders       List[ActorID]      `json:"holders"` // who pursues it
	Summary       string             `json:"summary"`
	Modality      Modality           `json:"modality"`
	Voice         Voice              `json:"voice"`
	Themes        List[ThemeID]      `json:"themes"`
	StatedIn      List[InstrumentID] `json:"statedIn,omitzero"`      // where the text places it
	Beneficiaries List[ActorID]      `json:"beneficiaries,omitzero"` // whom it is to strengthen
	With          List[ActorID]      `json:"with,omitzero"`          // counterparts who do not hold it
	Date          Date               `json:"date,omitempty"`
	When          string             `json:"when,omitempty"`
	Inferred      List[ID]           `json:"inferred,omitzero"` // ids above that the passage does not state
	Evidence      List[Evidence]     `json:"evidence"`
	Suggestion    string             `json:"suggestion,omitempty"` // why a program suggests it; empty once a person or two readings have decided
	Withdrawn     string             `json:"withdrawn,omitempty"`
}

// A Cooperation is an arrangement in which actors act together, with all its parties. It is n-ary: a multilateral arrangement is not
// a set of bilateral ones, and counting its pairs misleads.
type Cooperation struct {
	ID           ID                 `json:"id"`
	Source       SourceID           `json:"source"`
	Mode         Mode               `json:"mode"`
	Alternatives List[Mode]         `json:"alternatives,omitzero"` // at most one other mode that a careful reader could defend
	Rationale    string             `json:"rationale"`             // why this mode
	Status       CooperationStatus  `json:"status"`
	Voice        Voice              `json:"voice"`
	Summary      string             `json:"summary"`
	Themes       List[ThemeID]      `json:"themes"`
	Instruments  List[InstrumentID] `json:"instruments,omitzero"` // what it rests on
	Activities   List[ThemeID]      `json:"activities,omitzero"`  // what is done under it
	Date         Date               `json:"date,omitempty"`
	When         string             `json:"when,omitempty"`
	Inferred     List[ID]           `json:"inferred,omitzero"` // instruments above that the passage does not state; parties have a basis of their own
	Parties      List[Party]        `json:"parties"`
	Evidence     List[Evidence]     `json:"evidence"`
	Suggestion   string             `json:"suggestion,omitempty"` // why a program suggests it; empty once a person or two readings have decided
	Withdrawn    string             `json:"withdrawn,omitempty"`
}

// A Party is an actor in a cooperation, in one role.
type Party struct {
	Actor ActorID `json:"actor"`
	Role  Role    `json:"role"`
	Basis Basis   `json:"basis,omitempty"` // empty means stated
}

// A Position is an actor's view for or against something.
type Position struct {
	ID         ID             `json:"id"`
	Source     SourceID       `json:"source"`
	Holder     ActorID        `json:"holder"`
	Stance     Stance         `json:"stance"`
	On         ThemeID        `json:"on"` // the very thing supported or opposed; themes only say where it belongs
	Themes     List[ThemeID]  `json:"themes"`
	Summary    string         `json:"summary"`          // the proposition
	Reason     string         `json:"reason,omitempty"` // the reason that the text reports
	Voice      Voice          `json:"voice"`
	Date       Date           `json:"date,omitempty"`
	When       string         `json:"when,omitempty"`
	Inferred   List[ID]       `json:"inferred,omitzero"`
	Evidence   List[Evidence] `json:"evidence"`
	Suggestion string         `json:"suggestion,omitempty"` // why a program suggests it; empty once a person or two readings have decided
	Withdrawn  string         `json:"withdrawn,omitempty"`
}

// A Relation is a link between two actors or instruments as a source asserts it. What was verified outside of the source
// stands in the instrument's own record, as a [Link].
type Relation struct {
	ID         ID             `json:"id"`
	Source     SourceID       `json:"source"`
	Subject    ID             `json:"subject"`
	Type       RelationType   `json:"type"`
	Object     ID             `json:"object"`
	At         ActorID        `json:"at,omitempty"` // the meeting where it happened
	Themes     List[ThemeID]  `json:"themes,omitzero"`
	Voice      Voice          `json:"voice"`
	Date       Date           `json:"date,omitempty"`
	When       string         `json:"when,omitempty"`
	Inferred   List[ID]       `json:"inferred,omitzero"`
	Evidence   List[Evidence] `json:"evidence"`
	Suggestion string         `json:"suggestion,omitempty"` // why a program suggests it; empty once a person or two readings have decided
	Withdrawn  string         `json:"withdrawn,omitempty"`
}

func (Objective) statement()   {}
func (Cooperation) statement() {}
func (Position) statement()    {}
func (Relation) statement()    {}

// Claim returns what every statement shares.
func (v Objective) Claim() Claim {
	return Claim{v.ID, KindObjective, v.Source, v.Summary, v.Themes, v.Voice, v.Date, v.When, v.Evidence}
}

// Claim returns what every statement shares.
func (v Cooperation) Claim() Claim {
	return Claim{v.ID, KindCooperation, v.Source, v.Summary, v.Themes, v.Voice, v.Date, v.When, v.Evidence}
}

// Claim returns what every statement shares.
func (v Position) Claim() Claim {
	return Claim{v.ID, KindPosition, v.Source, v.Summary, v.Themes, v.Voice, v.Date, v.When, v.Evidence}
}

// Claim returns what every statement shares.
func (v Relation) Claim() Claim {
	summary := string(v.Subject) + " " + string(v.Type) + " " + string(v.Object)
	if v.At != "" {
		summary += " at " + string(v.At)
	}
	return Claim{v.ID, KindRelation, v.Source, summary, v.Themes, v.Voice, v.Date, v.When, v.Evidence}
}

// Objectives ranges over the objectives that the filter keeps, ordered by source id and then as the source's file has them, which is the order of the text.
func (d *Dataset) Objectives(f Filter) iter.Seq[Objective] {
	return func(yield func(Objective) bool) { d.eachObjective(&f, yield) }
}

// Cooperations ranges over the cooperations that the filter keeps, ordered like [Dataset.Objectives].
func (d *Dataset) Cooperations(f Filter) iter.Seq[Cooperation] {
	return func(yield func(Cooperation) bool) { d.eachCooperation(&f, yield) }
}

// Positions ranges over the positions that the filter keeps, ordered like [Dataset.Objectives].
func (d *Dataset) Positions(f Filter) iter.Seq[Position] {
	return func(yield func(Position) bool) { d.eachPosition(&f, yield) }
}

// Relations ranges over the relations that the filter keeps, ordered like [Dataset.Objectives].
func (d *Dataset) Relations(f Filter) iter.Seq[Relation] {
	return func(yield func(Relation) bool) { d.eachRelation(&f, yield) }
}

// Statements ranges over all statements that the filter keeps: by source, and within one objectives, cooperations, positions, relations.
func (d *Dataset) Statements(f Filter) iter.Seq[Statement] {
	return func(yield func(Statement) bool) { d.eachStatement(&f, yield) }
}

var objectiveFields = []strictjson.Field{
	{Name: "id", Required: true}, {Name: "holders", Required: true}, {Name: "summary", Required: true}, {Name: "modality", Required: true},
	{Name: "voice", Required: true}, {Name: "themes", Required: true}, {Name: "statedIn"}, {Name: "beneficiaries"}, {Name: "with"},
	{Name: "date"}, {Name: "when"}, {Name: "inferred"}, {Name: "evidence", Required: true}, {Name: "suggestion"}, {Name: "withdrawn"},
}

func readObjective(r *reader, v *Objective) {
	for o := r.Object(objectiveFields); o.Next(); {
		switch o.Name {
		case "id":
			v.ID = readOwn[ID](r)
		case "holders":
			v.Holders = readSomeIDs(r, &r.actorIDs)
		case "summary":
			v.Summary = readText(r)
		case "modality":
			v.Modality = readValue(r, "modality", modalities)
		case "voice":
			v.Voice = readValue(r, "voice", voices)
		case "themes":
			v.Themes = readSomeIDs(r, &r.themeIDs)
		case "statedIn":
			v.StatedIn = readIDs(r, &r.instrumentIDs)
		case "beneficiaries":
			v.Beneficiaries = readIDs(r, &r.actorIDs)
		case "with":
			v.With = readIDs(r, &r.actorIDs)
		case "date":
			v.Date = readDate(r)
		case "when":
			v.When = readNote(r)
		case "inferred":
			v.Inferred = readIDs(r, &r.ids)
		case "evidence":
			v.Evidence = readSome(r, &r.evidence, readEvidence)
		case "suggestion":
			v.Suggestion = readNote(r)
		case "withdrawn":
			v.Withdrawn = readNote(r)
		}
	}
}

var cooperationFields = []strictjson.Field{
	{Name: "id", Required: true}, {Name: "mode", Required: true}, {Name: "alternatives"}, {Name: "rationale", Required: true},
	{Name: "status", Required: true}, {Name: "voice", Required: true}, {Name: "summary", Required: true}, {Name: "themes", Required: true},
	{Name: "instruments"}, {Name: "activities"}, {Name: "date"}, {Name: "when"}, {Name: "inferred"}, {Name: "parties", Required: true},
	{Name: "evidence", Required: true}, {Name: "suggestion"}, {Name: "withdrawn"},
}

func readCooperation(r *reader, v *Cooperation) {
	for o := r.Object(cooperationFields); o.Next(); {
		switch o.Name {
		case "id":
			v.ID = readOwn[ID](r)
		case "mode":
			v.Mode = readValue(r, "mode", modes)
		case "alternatives":
			at := r.Offset()
			v.Alternatives = readList(r, new(block[Mode]), func(r *reader, m *Mode) { *m = readValue(r, "mode", modes) })
			if v.Alternatives.Len() > 1 {
				r.Fault(at, "%d alternative modes; name the best one and give the reason in the rationale", v.Alternatives.Len())
			}
		case "rationale":
			v.Rationale = readText(r)
		case "status":
			v.Status = readValue(r, "status", statuses)
		case "voice":
			v.Voice = readValue(r, "voice", voices)
		case "summary":
			v.Summary = readText(r)
		case "themes":
			v.Themes = readSomeIDs(r, &r.themeIDs)
		case "instruments":
			v.Instruments = readIDs(r, &r.instrumentIDs)
		case "activities":
			v.Activities = readIDs(r, &r.themeIDs)
		case "date":
			v.Date = readDate(r)
		case "when":
			v.When = readNote(r)
		case "inferred":
			v.Inferred = readIDs(r, &r.ids)
		case "parties":
			v.Parties = readSome(r, &r.parties, readParty)
		case "evidence":
			v.Evidence = readSome(r, &r.evidence, readEvidence)
		case "suggestion":
			v.Suggestion = readNote(r)
		case "withdrawn":
			v.Withdrawn = readNote(r)
		}
	}
}

var partyFields = []strictjson.Field{{Name: "actor", Required: true}, {Name: "role", Required: true}, {Name: "basis"}}

func readParty(r *reader, p *Party) {
	for o := r.Object(partyFields); o.Next(); {
		switch o.Name {
		case "actor":
			p.Actor = readID[ActorID](r)
		case "role":
			p.Role = readValue(r, "role", roles)
		case "basis":
			p.Basis = readValue(r, "basis", bases)
		}
	}
}

var positionFields = []strictjson.Field{
	{Name: "id", Required: true}, {Name: "holder", Required: true}, {Name: "stance", Required: true}, {Name: "on", Required: true},
	{Name: "themes", Required: true}, {Name: "summary", Required: true}, {Name: "reason"}, {Name: "voice", Required: true},
	{Name: "date"}, {Name: "when"}, {Name: "inferred"}, {Name: "evidence", Required: true}, {Name: "suggestion"}, {Name: "withdrawn"},
}

func readPosition(r *reader, v *Position) {
	for o := r.Object(positionFields); o.Next(); {
		switch o.Name {
		case "id":
			v.ID = readOwn[ID](r)
		case "holder":
			v.Holder = readID[ActorID](r)
		case "stance":
			v.Stance = readValue(r, "stance", stances)
		case "on":
			v.On = readID[ThemeID](r)
		case "themes":
			v.Themes = readSomeIDs(r, &r.themeIDs)
		case "summary":
			v.Summary = readText(r)
		case "reason":
			v.Reason = readNote(r)
		case "voice":
			v.Voice = readValue(r, "voice", voices)
		case "date":
			v.Date = readDate(r)
		case "when":
			v.When = readNote(r)
		case "inferred":
			v.Inferred = readIDs(r, &r.ids)
		case "evidence":
			v.Evidence = readSome(r, &r.evidence, readEvidence)
		case "suggestion":
			v.Suggestion = readNote(r)
		case "withdrawn":
			v.Withdrawn = readNote(r)
		}
	}
}

var relationFields = []strictjson.Field{
	{Name: "id", Required: true}, {Name: "subject", Required: true}, {Name: "type", Required: true}, {Name: "object", Required: true},
	{Name: "at"}, {Name: "themes"}, {Name: "voice", Required: true}, {Name: "date"}, {Name: "when"}, {Name: "inferred"},
	{Name: "evidence", Required: true}, {Name: "suggestion"}, {Name: "withdrawn"},
}

func readRelation(r *reader, v *Relation) {
	for o := r.Object(relationFields); o.Next(); {
		switch o.Name {
		case "id":
			v.ID = readOwn[ID](r)
		case "subject":
			v.Subject = readID[ID](r)
		case "type":
			v.Type = readValue(r, "type of relation", relationTypes)
		case "object":
			v.Object = readID[ID](r)
		case "at":
			v.At = readID[ActorID](r)
		case "themes":
			v.Themes = readIDs(r, &r.themeIDs)
		case "voice":
			v.Voice = readValue(r, "voice", voices)
		case "date":
			v.Date = readDate(r)
		case "when":
			v.When = readNote(r)
		case "inferred":
			v.Inferred = readIDs(r, &r.ids)
		case "evidence":
			v.Evidence = readSome(r, &r.evidence, readEvidence)
		case "suggestion":
			v.Suggestion = readNote(r)
		case "withdrawn":
			v.Withdrawn = readNote(r)
		}
	}
}
