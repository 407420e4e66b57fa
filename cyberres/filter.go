package cyberres

import "slices"

// A Filter chooses records. The zero Filter keeps all. The values of one field are alternatives, the fields must all fit, and no Filter in Not may.
// A field that a kind of record does not have excludes that kind: Filter{Modes: …} keeps cooperations only.
type Filter struct {
	// Actors are whom a record is about: the holders of an objective, the parties of a cooperation, the holder of a position, subject or object
	// of a relation, the entity of a mention, what a remark is about (itself or in a statement), whose an instrument is.
	Actors []ActorID
	// With are counterparts beside Actors: another holder or the "with" of an objective, another party, the other end of a relation.
	With []ActorID
	// Parts lets Actors and With stand for what is part of them as well: the European Commission for the European Union.
	Parts       bool
	Themes      []ThemeID      // a theme finds the themes below it; of a position, also what it is on; of a cooperation, also its activities
	Instruments []InstrumentID // in which an objective is stated, on which a cooperation rests, at an end of a relation, mentioned, remarked on
	Sources     []SourceID
	Kinds       []Kind // of the record ("objective"), or the kind that an instrument, actor or remark is of ("strategy")
	Modes       []Mode // the main mode, not its alternative
	Roles       []Role // of a party; with Actors, the role of one of those
	Statuses    []CooperationStatus
	Modalities  []Modality
	Stances     []Stance
	Voices      []Voice
	Speakers    []ActorID // who is quoted in the evidence; "" finds quoted words whose speaker the text does not name
	Types       []RelationType
	At          []ActorID // the meeting where it happened
	Date        Date      // the record's own date lies in this one, as far as is known; undated records are left out
	Not         []Filter
}

// fields is a set of the fields of a Filter.
type fields uint32

const (
	fieldActors fields = 1 << iota
	fieldWith
	fieldThemes
	fieldInstruments
	fieldSources
	fieldModes
	fieldRoles
	fieldStatuses
	fieldModalities
	fieldStances
	fieldVoices
	fieldSpeakers
	fieldTypes
	fieldAt
	fieldDate
)

// used returns the fields that are set. Kinds and Not fit every kind of record, and Parts asks nothing by itself.
func (f *Filter) used() (set fields) {
	for i, n := range [...]int{len(f.Actors), len(f.With), len(f.Themes), len(f.Instruments), len(f.Sources), len(f.Modes), len(f.Roles), len(f.Statuses),
		len(f.Modalities), len(f.Stances), len(f.Voices), len(f.Speakers), len(f.Types), len(f.At), len(f.Date)} {
		if n > 0 {
			set |= 1 << i
		}
	}
	return set
}

// fits reports whether a filter can keep a record that has only the given fields and is of the given kinds.
func (f *Filter) fits(has fields, kind, sort Kind) bool {
	return f.used()&^has == 0 && (len(f.Kinds) == 0 || slices.Contains(f.Kinds, kind) || sort != "" && slices.Contains(f.Kinds, sort))
}

// The functions keep… decide about one record, each with its own loops over the records and over Not: a call through a function value
// would move the filter to the heap, and every query would allocate.

// fieldsOf are the fields that fit a kind of statement.
func fieldsOf(kind int) fields {
	switch kind {
	case objective:
		return ofStatement | fieldWith | fieldInstruments | fieldModalities
	case cooperation:
		return ofStatement | fieldWith | fieldInstruments | fieldModes | fieldRoles | fieldStatuses
	case position:
		return ofStatement | fieldStances
	}
	return ofStatement | fieldWith | fieldInstruments | fieldTypes | fieldAt
}

const ofStatement = fieldActors | fieldThemes | fieldSources | fieldVoices | fieldSpeakers | fieldDate

func (d *Dataset) keepClaim(f *Filter, source SourceID, themes List[ThemeID], on ThemeID, voice Voice, date Date, evidence List[Evidence]) bool {
	return among(f.Sources, source) && d.themed(f, themes, on) && among(f.Voices, voice) && dated(f, date) && spoken(f, evidence)
}

func keepObjective(d *Dataset, f *Filter, v *Objective) bool {
	for i := range f.Not {
		if keepObjective(d, &f.Not[i], v) {
			return false
		}
	}
	if v.Withdrawn != "" || !f.fits(fieldsOf(objective), KindObjective, "") ||
		!among(f.Modalities, v.Modality) || !overlap(f.Instruments, v.StatedIn) || !d.keepClaim(f, v.Source, v.Themes, "", v.Voice, v.Date, v.Evidence) {
		return false
	}
	for i, holder := range v.Holders.items {
		if !d.meant(f.Actors, f.Parts, holder) {
			continue
		}
		if len(f.With) == 0 {
			return true
		}
		for j, other := range v.Holders.items {
			if j != i && d.meant(f.With, f.Parts, other) {
				return true
			}
		}
		for _, other := range v.With.items {
			if other != holder && d.meant(f.With, f.Parts, other) {
				return true
			}
		}
	}
	return false
}

func keepCooperation(d *Dataset, f *Filter, v *Cooperation) bool {
	for i := range f.Not {
		if keepCooperation(d, &f.Not[i], v) {
			return false
		}
	}
	if v.Withdrawn != "" || !f.fits(fieldsOf(cooperation), KindCooperation, "") ||
		!among(f.Modes, v.Mode) || !among(f.Statuses, v.Status) || !overlap(f.Instruments, v.Instruments) ||
		!d.keepClaim(f, v.Source, v.Themes, "", v.Voice, v.Date, v.Evidence) && !d.keepClaim(f, v.Source, v.Activities, "", v.Voice, v.Date, v.Evidence) {
		return false
	}
	// Two different counterparts are enough: one of them is not the party itself.
	var others [2]ActorID
	n := 0
	for i := 0; i < len(v.Parties.items) && n < 2 && len(f.With) > 0; i++ {
		if a := v.Parties.items[i].Actor; (n == 0 || others[0] != a) && d.meant(f.With, f.Parts, a) {
			others[n] = a
			n++
		}
	}
	for _, p := range v.Parties.items {
		if d.meant(f.Actors, f.Parts, p.Actor) && among(f.Roles, p.Role) && (len(f.With) == 0 || n == 2 || n == 1 && others[0] != p.Actor) {
			return true
		}
	}
	return false
}

func keepPosition(d *Dataset, f *Filter, v *Position) bool {
	for i := range f.Not {
		if keepPosition(d, &f.Not[i], v) {
			return false
		}
	}
	return v.Withdrawn == "" && f.fits(fieldsOf(position), KindPosition, "") &&
		d.meant(f.Actors, f.Parts, v.Holder) && among(f.Stances, v.Stance) &&
		d.keepClaim(f, v.Source, v.Themes, v.On, v.Voice, v.Date, v.Evidence)
}

func keepRelation(d *Dataset, f *Filter, v *Relation) bool {
	for i := range f.Not {
		if keepRelation(d, &f.Not[i], v) {
			return false
		}
	}
	if v.Withdrawn != "" || !f.fits(fieldsOf(relation), KindRelation, "") ||
		!among(f.Types, v.Type) || !d.keepClaim(f, v.Source, v.Themes, "", v.Voice, v.Date, v.Evidence) ||
		len(f.At) > 0 && !slices.Contains(f.At, v.At) {
		return false
	}
	if !d.asksFor(f.Instruments, v.Subject) && !d.asksFor(f.Instruments, v.Object) {
		return false
	}
	subject, object := ActorID(v.Subject), ActorID(v.Object) // an instrument's id is no actor's
	return d.meant(f.Actors, f.Parts, subject) && d.meant(f.With, f.Parts, object) ||
		d.meant(f.Actors, f.Parts, object) && d.meant(f.With, f.Parts, subject)
}

func keepMention(d *Dataset, f *Filter, v *Mention) bool {
	for i := range f.Not {
		if keepMention(d, &f.Not[i], v) {
			return false
		}
	}
	return f.fits(fieldActors|fieldInstruments|fieldSources, KindMention, "") && among(f.Sources, v.Source) &&
		d.meant(f.Actors, f.Parts, ActorID(v.Entity)) && d.asksFor(f.Instruments, v.Entity)
}

func keepRemark(d *Dataset, f *Filter, v *Remark) bool {
	for i := range f.Not {
		if keepRemark(d, &f.Not[i], v) {
			return false
		}
	}
	if v.Withdrawn != "" || !f.fits(fieldActors|fieldInstruments|fieldSources|fieldSpeakers, KindRemark, v.Kind) ||
		!among(f.Sources, v.Source) || !spoken(f, v.Evidence) {
		return false
	}
	actor, instrument := len(f.Actors) == 0, len(f.Instruments) == 0
	for _, id := range v.About.items {
		actor = actor || d.meant(f.Actors, f.Parts, ActorID(id)) || d.concerns(id, &Filter{Actors: f.Actors, Parts: f.Parts})
		instrument = instrument || d.asksFor(f.Instruments, id) || d.concerns(id, &Filter{Instruments: f.Instruments})
	}
	return actor && instrument
}

// concerns reports whether id is a statement that the filter keeps.
func (d *Dataset) concerns(id ID, f *Filter) bool {
	switch e, _ := d.find(string(id)); e.kind {
	case KindObjective:
		return keepObjective(d, f, &d.objectives[e.row])
	case KindCooperation:
		return keepCooperation(d, f, &d.cooperations[e.row])
	case KindPosition:
		return keepPosition(d, f, &d.positions[e.row])
	case KindRelation:
		return keepRelation(d, f, &d.relations[e.row])
	}
	return false
}

func keepInstrument(d *Dataset, f *Filter, v *Instrument) bool {
	for i := range f.Not {
		if keepInstrument(d, &f.Not[i], v) {
			return false
		}
	}
	own := among(f.Instruments, v.ID)
	if v.Withdrawn != "" || !f.fits(fieldActors|fieldInstruments|fieldTypes|fieldDate, KindInstrument, v.Kind) || !own && len(f.Types) == 0 {
		return false
	}
	if len(f.Actors) > 0 || len(f.Types) > 0 {
		linked := false
		for _, l := range v.Relations.items {
			linked = linked || among(f.Types, l.Type) && d.meant(f.Actors, f.Parts, ActorID(l.Object)) && (own || d.asksFor(f.Instruments, l.Object))
		}
		if !linked {
			return false
		}
	}
	onDate := f.Date == ""
	for _, e := range v.Timeline.items {
		onDate = onDate || dated(f, e.Date)
	}
	return onDate
}

// among reports whether x is one of the values asked for; none asked for means any.
func among[T comparable](values []T, x T) bool {
	return len(values) == 0 || slices.Contains(values, x)
}

func overlap[T comparable](values []T, list List[T]) bool {
	if len(values) == 0 {
		return true
	}
	for _, x := range list.items {
		if slices.Contains(values, x) {
			return true
		}
	}
	return false
}

// asksFor reports whether an id is that of one of the instruments asked for; none asked for means any.
func (d *Dataset) asksFor(asked []InstrumentID, id ID) bool {
	return len(asked) == 0 || slices.Contains(asked, InstrumentID(id)) && d.row(KindInstrument, string(id)) >= 0
}

// meant reports whether actor is one of those asked for, or a part of one.
func (d *Dataset) meant(asked []ActorID, parts bool, actor ActorID) bool {
	if len(asked) == 0 {
		return true
	}
	if slices.Contains(asked, actor) {
		return d.row(KindActor, string(actor)) >= 0 // an instrument's id names no actor
	}
	if !parts {
		return false
	}
	if row := d.row(KindActor, string(actor)); row >= 0 {
		for _, whole := range d.wholes[row] {
			if slices.Contains(asked, whole) {
				return true
			}
		}
	}
	return false
}

func (d *Dataset) themed(f *Filter, themes List[ThemeID], on ThemeID) bool {
	if len(f.Themes) == 0 {
		return true
	}
	for _, wanted := range f.Themes {
		if on != "" && d.within(on, wanted) {
			return true
		}
		for _, t := range themes.items {
			if d.within(t, wanted) {
				return true
			}
		}
	}
	return false
}

func dated(f *Filter, date Date) bool {
	if f.Date == "" {
		return true
	}
	in, _ := f.Date.Contains(date)
	return in
}

func spoken(f *Filter, evidence List[Evidence]) bool {
	if len(f.Speakers) == 0 {
		return true
	}
	for _, e := range evidence.items {
		if e.Quoted != "" && slices.Contains(f.Speakers, e.Speaker) {
			return true
		}
	}
	return false
}
