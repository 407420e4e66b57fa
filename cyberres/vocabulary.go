package cyberres

// The typed ids. All ids of a dataset share one name space, so an [ID] names any record; the narrower types say what must stand there.
type (
	// ID names any record: a statement, a remark, a reference, and wherever an actor or an instrument may stand.
	ID string
	// ActorID names an [Actor].
	ActorID string
	// InstrumentID names an [Instrument].
	InstrumentID string
	// SourceID names a [Source].
	SourceID string
	// ThemeID names a [Theme].
	ThemeID string
)

// Kind is the sort of a record ("objective"), or the sort of thing that an actor ("state"), an instrument ("strategy"),
// a remark ("typo") or a reference ("press") is. No value has two meanings. The codebook in dataset/README.md defines each.
type Kind string

// The sorts of record.
const (
	KindActor       Kind = "actor"
	KindInstrument  Kind = "instrument"
	KindSource      Kind = "source"
	KindTheme       Kind = "theme"
	KindReference   Kind = "reference"
	KindObjective   Kind = "objective"
	KindCooperation Kind = "cooperation"
	KindPosition    Kind = "position"
	KindRelation    Kind = "relation"
	KindMention     Kind = "mention"
	KindRemark      Kind = "remark"
)

// The sorts of actor. Their names follow the usage of international organisations.
const (
	KindState        Kind = "state"
	KindUnion        Kind = "union"        // supranational
	KindOrganisation Kind = "organisation" // intergovernmental or international, with members or offices of its own
	KindInstitution  Kind = "institution"  // organ of a state or organisation
	KindAgency       Kind = "agency"
	KindCSIRT        Kind = "csirt" // computer security incident response team, also called CERT or CIRT
	KindForum        Kind = "forum" // standing informal group of states
	KindMeeting      Kind = "meeting"
	KindGroup        Kind = "group" // named only collectively; never a list of members
)

// The sorts of instrument.
const (
	KindStrategy    Kind = "strategy"
	KindLegislation Kind = "legislation"
	KindBodyOfLaw   Kind = "body-of-law"
	KindSoftLaw     Kind = "soft-law"
	KindAgreement   Kind = "agreement"
	KindDeclaration Kind = "declaration"
	KindToolbox     Kind = "toolbox"
	KindProgramme   Kind = "programme"
	KindProcedure   Kind = "procedure" // a standing framework or scheme that participants follow
)

// The sorts of remark.
const (
	KindTypo         Kind = "typo"
	KindArtefact     Kind = "artefact"
	KindAnachronism  Kind = "anachronism"
	KindImprecise    Kind = "imprecise"
	KindMisnamed     Kind = "misnamed"
	KindOvertaken    Kind = "overtaken"
	KindUnattributed Kind = "unattributed"
	KindAmbiguous    Kind = "ambiguous"
	KindEvaluative   Kind = "evaluative"
	KindNotStated    Kind = "not-stated"
)

// The sorts of reference: whose word it is.
const (
	KindPrimary   Kind = "primary"   // the owner's or issuer's own text
	KindSecondary Kind = "secondary" // somebody else's account of it
	KindPress     Kind = "press"
	KindScholarly Kind = "scholarly"
	KindRegister  Kind = "register" // a table of codes or names
)

// Mode is the mode of a cooperation: between two sides, among many, within a region.
type Mode string

const (
	ModeBilateral    Mode = "bilateral"
	ModeMultilateral Mode = "multilateral"
	ModeRegional     Mode = "regional"
	ModeUnspecified  Mode = "unspecified" // the text names no counterpart
)

// Role is what a party does in a cooperation.
type Role string

const (
	RoleSignatory Role = "signatory"
	RoleInitiator Role = "initiator"
	RoleProvider  Role = "provider"
	RoleRecipient Role = "recipient"
	RoleMember    Role = "member"
	RoleChannel   Role = "channel" // the body or forum through which others act
	RoleAdvocate  Role = "advocate"
)

// Basis says whether the text states something in its place or a reader had to infer it. The zero value means stated.
type Basis string

const (
	BasisStated   Basis = "stated"
	BasisInferred Basis = "inferred"
)

// Modality is how an objective is put.
type Modality string

const (
	ModalityStated         Modality = "stated"
	ModalityPriority       Modality = "priority" // weight is given, no aim
	ModalityPlanned        Modality = "planned"
	ModalityExpectedEffect Modality = "expected-effect"
)

// Stance is the side that a position takes.
type Stance string

const (
	StanceSupports Stance = "supports"
	StanceOpposes  Stance = "opposes"
)

// Voice is who speaks in a statement. Most of what a secondary text says of an actor is not the actor's own word.
type Voice string

const (
	VoiceEntry    Voice = "entry"    // the author of the source
	VoiceReported Voice = "reported" // the author, reporting the actor
	VoiceQuoted   Voice = "quoted"   // the actor, in quoted words
)

// CooperationStatus is how far a cooperation has come, as the source states it.
type CooperationStatus string

const (
	StatusAdvocated CooperationStatus = "advocated"
	StatusPlanned   CooperationStatus = "planned"
	StatusAgreed    CooperationStatus = "agreed"
	StatusOngoing   CooperationStatus = "ongoing"
	StatusConcluded CooperationStatus = "concluded"
	StatusUnstated  CooperationStatus = "unstated"
)

// RelationType reads between a subject and an object: "nis2-directive updates nis-directive".
type RelationType string

const (
	RelationIssuedBy     RelationType = "issued-by"
	RelationPlannedBy    RelationType = "planned-by"
	RelationIntroducedBy RelationType = "introduced-by"
	RelationSignedBy     RelationType = "signed-by"
	RelationMemberOf     RelationType = "member-of"
	RelationPartOf       RelationType = "part-of"
	RelationRestsOn      RelationType = "rests-on"
	RelationUpdates      RelationType = "updates"
	RelationExtends      RelationType = "extends"
	RelationAmends       RelationType = "amends"
	RelationRepeals      RelationType = "repeals"
	RelationSupersedes   RelationType = "supersedes"
	RelationImplements   RelationType = "implements"
)

// EventType is what happened to an instrument on a date of its timeline.
type EventType string

const (
	EventAnnounced  EventType = "announced"
	EventProposed   EventType = "proposed"
	EventAdopted    EventType = "adopted"
	EventSigned     EventType = "signed"
	EventPublished  EventType = "published"
	EventInForce    EventType = "in-force"
	EventApplies    EventType = "applies"
	EventRepealed   EventType = "repealed"
	EventSuperseded EventType = "superseded"
	EventExpired    EventType = "expired"
)

// NameUse is how a name is used.
type NameUse string

const (
	NameOfficial NameUse = "official"
	NameAlias    NameUse = "alias"
	NameAcronym  NameUse = "acronym"
	NameFormer   NameUse = "former"
)

// Coverage says how much of a source is coded. Only a complete one lets silence mean something.
type Coverage string

const (
	CoverageComplete Coverage = "complete" // every sentence overlaps the evidence of a statement or a remark
	CoveragePartial  Coverage = "partial"
)

// Quoted marks evidence that the text itself sets in quotation marks.
type Quoted string

const (
	QuotedSpeech Quoted = "speech" // somebody's words
	QuotedTerm   Quoted = "term"   // a name or expression
)

// The values that a file may use, in the order of the codebook.
var (
	recordKinds     = []Kind{KindActor, KindInstrument, KindSource, KindTheme, KindReference, KindObjective, KindCooperation, KindPosition, KindRelation, KindMention, KindRemark}
	actorKinds      = []Kind{KindState, KindUnion, KindOrganisation, KindInstitution, KindAgency, KindCSIRT, KindForum, KindMeeting, KindGroup}
	instrumentKinds = []Kind{KindStrategy, KindLegislation, KindBodyOfLaw, KindSoftLaw, KindAgreement, KindDeclaration, KindToolbox, KindProgramme, KindProcedure}
	cueKinds        = []Kind{ // of actors and instruments
		KindState, KindUnion, KindOrganisation, KindInstitution, KindAgency, KindCSIRT, KindForum, KindMeeting, KindGroup,
		KindStrategy, KindLegislation, KindBodyOfLaw, KindSoftLaw, KindAgreement, KindDeclaration, KindToolbox, KindProgramme, KindProcedure,
	}
	remarkKinds    = []Kind{KindTypo, KindArtefact, KindAnachronism, KindImprecise, KindMisnamed, KindOvertaken, KindUnattributed, KindAmbiguous, KindEvaluative, KindNotStated}
	referenceKinds = []Kind{KindPrimary, KindSecondary, KindPress, KindScholarly, KindRegister}
	modes          = []Mode{ModeBilateral, ModeMultilateral, ModeRegional, ModeUnspecified}
	roles          = []Role{RoleSignatory, RoleInitiator, RoleProvider, RoleRecipient, RoleMember, RoleChannel, RoleAdvocate}
	bases          = []Basis{BasisStated, BasisInferred}
	modalities     = []Modality{ModalityStated, ModalityPriority, ModalityPlanned, ModalityExpectedEffect}
	stances        = []Stance{StanceSupports, StanceOpposes}
	voices         = []Voice{VoiceEntry, VoiceReported, VoiceQuoted}
	statuses       = []CooperationStatus{StatusAdvocated, StatusPlanned, StatusAgreed, StatusOngoing, StatusConcluded, StatusUnstated}
	relationTypes  = []RelationType{RelationIssuedBy, RelationPlannedBy, RelationIntroducedBy, RelationSignedBy, RelationMemberOf, RelationPartOf, RelationRestsOn, RelationUpdates, RelationExtends, RelationAmends, RelationRepeals, RelationSupersedes, RelationImplements}
	eventTypes     = []EventType{EventAnnounced, EventProposed, EventAdopted, EventSigned, EventPublished, EventInForce, EventApplies, EventRepealed, EventSuperseded, EventExpired}
	nameUses       = []NameUse{NameOfficial, NameAlias, NameAcronym, NameFormer}
	coverages      = []Coverage{CoverageComplete, CoveragePartial}
	quotedKinds    = []Quoted{QuotedSpeech, QuotedTerm}
)
