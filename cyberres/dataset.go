package cyberres

import (
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/cyberres/cyberres/dataset"
)

// A Dataset is an immutable set of records. It is safe for concurrent use. Everything that its methods return may be kept, and nothing that is
// done to it changes the dataset. Withdrawn records are found by their id, and in no sequence.
//
// A Dataset is the whole, or a view of it as of a date (see [Dataset.AsOf]); views share all tables.
type Dataset struct {
	*tables
	from, to day // the date of a view: what begins after to is left out; zero for the whole
}

// tables are the records of a dataset and how they are found.
type tables struct {
	files        []file // that were read
	version      Version
	themes       []Theme
	cues         []Cue
	references   []Reference
	actors       []Actor
	instruments  []Instrument
	sources      []Source
	objectives   []Objective
	cooperations []Cooperation
	positions    []Position
	relations    []Relation
	mentions     []Mention
	remarks      []Remark

	ids    ids         // every id
	wholes [][]ActorID // by actor: all that it is a part of, however far up
	lazy   lazy
}

// lazy is what is built when it is first asked for.
type lazy struct {
	index struct {
		once sync.Once
		index
	}
	ties struct {
		once sync.Once
		of   ties
	}
	names struct {
		once sync.Once
		all  names
	}
	digest struct {
		once sync.Once
		sum  string
	}
	words struct {
		once sync.Once
		wordIndex
	}
}

// Version is the card of a dataset.
type Version struct {
	Version     string `json:"version"` // semantic version of the data
	Date        Date   `json:"date"`    // of release
	Schema      string `json:"schemaVersion"`
	Licence     string `json:"licence"`     // SPDX identifier; of the annotations, not of the texts
	Attribution string `json:"attribution"` // the line to show where the data is used
	// Digest is the SHA-256 of what sha256sum prints for the files that were read, in the order of their names byte by byte. In the folder of the dataset:
	//	find . -name '*.json' -not -path './readings/*' | cut -c3- | LC_ALL=C sort | xargs sha256sum | sha256sum
	Digest string `json:"digest"`
	AsOf   Date   `json:"asOf,omitempty"` // the day up to which a view shows the dataset; empty for the whole, and for a view without end
}

var embedded struct {
	once sync.Once
	data *Dataset
	err  error
}

// Default returns the dataset that is built into the program. It is decoded on the first call, never at import; a program that does not
// call Default does not contain the data. Default panics only if the program was built with a dataset that does not open, which the
// project's tests rule out.
func Default() *Dataset {
	embedded.once.Do(func() { embedded.data, embedded.err = open(dataset.FS(), false) })
	if embedded.err != nil {
		panic("cyberres: the embedded dataset does not open: " + embedded.err.Error())
	}
	return embedded.data
}

// Version returns the card of the dataset: its version, date, licence and attribution line, and the digest of its files, which is computed on the first call.
// A view has the card of the whole, and its date.
func (d *Dataset) Version() Version {
	v := d.version
	d.lazy.digest.once.Do(func() { d.lazy.digest.sum = digestOf(d.files) })
	v.Digest = d.lazy.digest.sum
	if d.to != lastDay {
		v.AsOf = d.to.date()
	}
	return v
}

func digestOf(files []file) string {
	lines := make([]string, len(files))
	for i, f := range files {
		sum := f.sum
		if sum == "" {
			sum = digest(f.text)
		}
		lines[i] = f.name + "\n" + sum
	}
	slices.Sort(lines)
	var all strings.Builder
	for _, line := range lines {
		name, sum, _ := strings.Cut(line, "\n")
		all.WriteString(sum + "  " + name + "\n")
	}
	return digest(all.String())
}

// Actor returns the actor with an id.
func (d *Dataset) Actor(id ActorID) (v Actor, ok bool) {
	if row := d.visible(KindActor, string(id)); row >= 0 {
		return d.actors[row], true
	}
	return v, false
}

// Instrument returns the instrument with an id.
func (d *Dataset) Instrument(id InstrumentID) (v Instrument, ok bool) {
	if row := d.visible(KindInstrument, string(id)); row >= 0 {
		return d.instruments[row], true
	}
	return v, false
}

// Source returns the source with an id.
func (d *Dataset) Source(id SourceID) (v Source, ok bool) {
	if row := d.visible(KindSource, string(id)); row >= 0 {
		return d.sources[row], true
	}
	return v, false
}

// Reference returns the reference with an id.
func (d *Dataset) Reference(id ID) (v Reference, ok bool) {
	if row := d.visible(KindReference, string(id)); row >= 0 {
		return d.references[row], true
	}
	return v, false
}

// Objective returns the objective with an id.
func (d *Dataset) Objective(id ID) (v Objective, ok bool) {
	if row := d.visible(KindObjective, string(id)); row >= 0 {
		return d.objectives[row], true
	}
	return v, false
}

// Cooperation returns the cooperation with an id.
func (d *Dataset) Cooperation(id ID) (v Cooperation, ok bool) {
	if row := d.visible(KindCooperation, string(id)); row >= 0 {
		return d.cooperations[row], true
	}
	return v, false
}

// Position returns the position with an id.
func (d *Dataset) Position(id ID) (v Position, ok bool) {
	if row := d.visible(KindPosition, string(id)); row >= 0 {
		return d.positions[row], true
	}
	return v, false
}

// Relation returns the relation with an id.
func (d *Dataset) Relation(id ID) (v Relation, ok bool) {
	if row := d.visible(KindRelation, string(id)); row >= 0 {
		return d.relations[row], true
	}
	return v, false
}

// Remark returns the remark with an id.
func (d *Dataset) Remark(id ID) (v Remark, ok bool) {
	if row := d.visible(KindRemark, string(id)); row >= 0 {
		return d.remarks[row], true
	}
	return v, false
}

// Actors ranges over the actors by id.
func (d *Dataset) Actors() iter.Seq[Actor] {
	return func(yield func(Actor) bool) {
		for i := range d.actors {
			if d.actors[i].Withdrawn == "" && !yield(d.actors[i]) {
				return
			}
		}
	}
}

// Sources ranges over the sources by id.
func (d *Dataset) Sources() iter.Seq[Source] {
	return func(yield func(Source) bool) {
		for i := range d.sources {
			if d.shows(entry{KindSource, int32(i)}) && d.sources[i].Withdrawn == "" && !yield(d.sources[i]) {
				return
			}
		}
	}
}

// Instruments ranges over the instruments that the filter keeps, by id. Filter.Kinds takes the kinds of instrument, Filter.Date what the timeline has on
// that date, Filter.Actors those at the other end of a verified relation, Filter.Types the types of that relation. Filter.Instruments are the instruments
// themselves; with Filter.Types they stand at either end, so that {Types: repeals, Instruments: nis-directive} finds what repeals it. Acts of the
// European Union are issued by its institutions: Filter.Parts finds them under the Union.
func (d *Dataset) Instruments(f Filter) iter.Seq[Instrument] {
	return func(yield func(Instrument) bool) { d.eachInstrument(&f, yield) }
}

// visible returns the row of the record of a kind with an id, or -1 where there is none or the view does not show it.
func (d *Dataset) visible(kind Kind, id string) int32 {
	row := d.row(kind, id)
	if row >= 0 && !d.shows(entry{kind, row}) {
		return -1
	}
	return row
}
