package cyberres

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/internal/ident"
	"github.com/cyberres/cyberres/internal/strictjson"
)

// A Fault is one thing wrong in the files of a dataset, and where.
type Fault struct {
	File    string `json:"file"`
	Line    int    `json:"line"`   // from 1; 0 where the fault is the file's as a whole
	Column  int    `json:"column"` // from 1, in code points
	Path    string `json:"path"`   // JSON pointer of the value
	Message string `json:"message"`
}

// Error returns the fault as "file:line:col: message (at /path)".
func (f Fault) Error() string {
	var b strings.Builder
	b.WriteString(f.File)
	if f.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", f.Line, f.Column)
	}
	b.WriteString(": " + f.Message)
	if f.Path != "" {
		b.WriteString(" (at " + f.Path + ")")
	}
	return b.String()
}

// Faults is the error of a dataset that does not open: all that is wrong with it, ordered by file and place.
type Faults []Fault

// Error returns all faults, one a line.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.Error()
	}
	return strings.Join(lines, "\n")
}

// Open reads a dataset from a file system that is laid out like the folder dataset of this project:
//
//	dataset.json  themes.json  references.json  and, if there is one, cues.json
//	actors/<id>.json  instruments/<id>.json  sources/<id>.json  annotations/<source-id>.json
//
// Other folders, and files that are not named .json, are left alone. Open trusts nothing: files are read within bounds and strictly (I-JSON, no unknown member,
// no value outside of the vocabularies); ids must be unique and resolve to the right kind of record; dates must exist and be in order; evidence must lie within
// its text and keep to the limits of quoting. What is wrong comes back as [Faults], all files at once and up to 100 faults of each, with their places; what
// could not be read, as the error of the file system. Evidence is not compared with texts here, for they are not in the dataset: see [Evidence.Verify].
func Open(fsys fs.FS) (*Dataset, error) { return open(fsys, true) }

// open opens a dataset. The one that is built in has been checked by the project's tests and is only decoded, as strictly. Its records are parts of the texts
// of its files; those of other datasets have copies, which take half of the memory where there are many.
func open(fsys fs.FS, check bool) (*Dataset, error) {
	o := opener{fsys: fsys, d: &Dataset{tables: &tables{}}, homes: map[Kind][]int32{}}
	if err := o.list(); err != nil {
		return nil, err
	}
	for _, f := range o.files {
		if strings.HasPrefix(f.name, "annotations/") {
			o.size += f.size
		}
	}
	o.reader.copies = check
	for i := range o.files {
		f := &o.files[i]
		text, ok, err := o.load(f.name)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		f.text = text
		o.decode(*f, int32(i))
		if check { // what the records need has been copied
			f.text, f.sum = "", digest(text)
		}
	}
	o.join()
	if check {
		o.check()
	}
	o.order()
	if len(o.faults) > 0 {
		slices.SortStableFunc(o.faults, func(a, b Fault) int {
			if c := strings.Compare(a.File, b.File); c != 0 {
				return c
			}
			if a.Line != b.Line {
				return a.Line - b.Line
			}
			return a.Column - b.Column
		})
		return nil, o.faults
	}
	o.d.files = o.files
	return o.d, nil
}

// opener is a dataset being opened: its files are loaded, decoded one by one, and then checked together.
type opener struct {
	fsys   fs.FS
	files  []file
	buffer []byte
	reader reader

	d        *Dataset
	file     file // being decoded
	cuesFile int32
	number   int32    // of that file
	size     int64    // of all annotation files, in bytes
	read     int64    // of these
	hints    int      // near ids that were looked for
	again    struct { // the file that was loaded last for the places of faults
		number int32
		text   string
	}
	faults    Faults
	past      bool             // the record being checked is withdrawn itself, and may refer to others that are
	broken    bool             // a file could not be read to the end, so that what it defines is unknown
	homes     map[Kind][]int32 // the files of records, by kind and row
	annotated []annotated      // in the order of the tables
}

// decode decodes one file and places the faults that it finds.
func (o *opener) decode(f file, number int32) {
	o.file, o.number = f, number
	r := &o.reader
	if strings.HasPrefix(f.name, "annotations/") {
		o.read += int64(len(f.text))
		r.ahead = float64(o.size) / float64(o.read)
	}
	r.Reader = strictjson.NewReader(f.text, strictjson.Limits{Bytes: maxFile})
	switch folder, name := path.Split(f.name); folder {
	case "actors/":
		o.readActor(r)
	case "instruments/":
		o.readInstrument(r)
	case "sources/":
		o.readSource(r)
	case "annotations/":
		o.readAnnotations(r)
	default:
		switch name {
		case "dataset.json":
			o.readCard(r)
		case "themes.json":
			o.readThemes(r)
		case "references.json":
			o.readReferences(r)
		case "cues.json":
			o.readCues(r)
		}
	}
	o.files[number].read[0] = len(o.faults)
	many := f.name == "themes.json" || f.name == "references.json" || strings.HasPrefix(f.name, "annotations/")
	for _, fault := range r.End() {
		line, column := strictjson.Line(f.text, fault.Offset)
		pointer := strictjson.Path(f.text, fault.Offset)
		o.faults = append(o.faults, Fault{f.name, line, column, pointer, fault.Message})
		if many && strings.LastIndexByte(pointer, '/') <= 0 { // a whole list of records, or what was meant to be one
			o.broken = true
		}
	}
	o.files[number].read[1] = len(o.faults)
	o.broken = o.broken || r.Broken()
}

// settle notes that the record being read, or the list of them, stands in the current file.
func (o *opener) settle(kind Kind) { o.homes[kind] = append(o.homes[kind], o.number) }

// named checks the id of the current file against its name and returns the one to go on with: the name, by which others refer to it.
func named[T ~string](o *opener, r *reader, at int, what string, id T) T {
	stem := stem(o.file.name)
	if id == "" || string(id) == stem {
		return id
	}
	if !ident.Valid(stem) {
		r.Fault(at, "the file's name is no id; rename it to %s.json", id)
		return id
	}
	r.Fault(at, "%s %q is not the file's name; rename the file to %s.json or write %q", what, id, id, stem)
	return T(stem)
}

var cardFields = []strictjson.Field{
	{Name: "$schema"}, {Name: "version", Required: true}, {Name: "date", Required: true}, {Name: "schemaVersion", Required: true},
	{Name: "licence", Required: true}, {Name: "attribution", Required: true},
}

func (o *opener) readCard(r *reader) {
	v := &o.d.version
	for m := r.Object(cardFields); m.Next(); {
		switch m.Name {
		case "$schema":
			r.Text()
		case "version":
			v.Version = readText(r)
		case "date":
			v.Date = readDay(r)
		case "schemaVersion":
			v.Schema = readText(r)
		case "licence":
			v.Licence = readText(r)
		case "attribution":
			v.Attribution = readText(r)
		}
	}
}

var (
	themesFields     = []strictjson.Field{{Name: "$schema"}, {Name: "themes", Required: true}}
	referencesFields = []strictjson.Field{{Name: "$schema"}, {Name: "references", Required: true}}
)

func (o *opener) readThemes(r *reader) {
	for m := r.Object(themesFields); m.Next(); {
		if m.Name == "$schema" {
			r.Text()
			continue
		}
		o.d.themes = appendList(r, nil, readTheme)
		o.settle(KindTheme)
	}
}

func (o *opener) readReferences(r *reader) {
	for m := r.Object(referencesFields); m.Next(); {
		if m.Name == "$schema" {
			r.Text()
			continue
		}
		o.d.references = appendList(r, make([]Reference, 0, len(o.file.text)/200), readReference) // each takes about so many bytes
		o.settle(KindReference)
	}
}

func (o *opener) readActor(r *reader) {
	at := r.Offset()
	var a Actor
	readActor(r, &a)
	a.ID = named(o, r, at, "the id", a.ID)
	o.d.actors = append(o.d.actors, a)
	o.settle(KindActor)
}

func (o *opener) readInstrument(r *reader) {
	at := r.Offset()
	var v Instrument
	readInstrument(r, &v)
	v.ID = named(o, r, at, "the id", v.ID)
	o.d.instruments = append(o.d.instruments, v)
	o.settle(KindInstrument)
}

func (o *opener) readSource(r *reader) {
	at := r.Offset()
	var s Source
	readSource(r, &s)
	s.ID = named(o, r, at, "the id", s.ID)
	o.d.sources = append(o.d.sources, s)
	o.settle(KindSource)
}

var annotationFields = []strictjson.Field{
	{Name: "$schema"}, {Name: "source", Required: true}, {Name: "coverage", Required: true}, {Name: "provenance", Required: true},
	{Name: "objectives"}, {Name: "cooperations"}, {Name: "positions"}, {Name: "relations"}, {Name: "mentions"}, {Name: "remarks"},
}

func (o *opener) readAnnotations(r *reader) {
	d := o.d
	at := r.Offset()
	var source SourceID
	var coverage Coverage
	var provenance Provenance
	from := [...]int{len(d.objectives), len(d.cooperations), len(d.positions), len(d.relations), len(d.mentions), len(d.remarks)}
	for m := r.Object(annotationFields); m.Next(); {
		switch m.Name {
		case "$schema":
			r.Text()
		case "source":
			at = r.Offset()
			source = readID[SourceID](r)
		case "coverage":
			coverage = readValue(r, "coverage", coverages)
		case "provenance":
			readProvenance(r, &provenance)
		case "objectives":
			d.objectives = appendList(r, d.objectives, readObjective)
		case "cooperations":
			d.cooperations = appendList(r, d.cooperations, readCooperation)
		case "positions":
			d.positions = appendList(r, d.positions, readPosition)
		case "relations":
			d.relations = appendList(r, d.relations, readRelation)
		case "mentions":
			d.mentions = appendList(r, d.mentions, readMention)
		case "remarks":
			d.remarks = appendList(r, d.remarks, readRemark)
		}
	}
	source = named(o, r, at, "the source", source)
	// What the file says once, every record says: where it comes from.
	for i := range d.objectives[from[0]:] {
		d.objectives[from[0]+i].Source = source
	}
	for i := range d.cooperations[from[1]:] {
		d.cooperations[from[1]+i].Source = source
	}
	for i := range d.positions[from[2]:] {
		d.positions[from[2]+i].Source = source
	}
	for i := range d.relations[from[3]:] {
		d.relations[from[3]+i].Source = source
	}
	for i := range d.mentions[from[4]:] {
		d.mentions[from[4]+i].Source = source
	}
	for i := range d.remarks[from[5]:] {
		d.remarks[from[5]+i].Source = source
	}
	o.annotated = append(o.annotated, annotated{source, coverage, provenance, o.number, from})
}

func appendList[T any](r *reader, table []T, one func(*reader, *T)) []T {
	for a := r.Array(); a.Next(); {
		if len(table) == cap(table) {
			// As much as the files ahead are likely to hold; doubling would leave half of a table unused.
			table = slices.Grow(table, max(32, len(table)/2, min(4*len(table), int(1.02*(r.ahead-1)*float64(len(table))))))
		}
		table = table[:len(table)+1]
		one(r, &table[len(table)-1])
	}
	return table
}

var provenanceFields = []strictjson.Field{{Name: "origin", Required: true}, {Name: "readings", Required: true}, {Name: "review", Required: true}}

func readProvenance(r *reader, p *Provenance) {
	for o := r.Object(provenanceFields); o.Next(); {
		switch o.Name {
		case "origin":
			p.Origin = readValue(r, "origin", []string{"machine", "human"})
		case "readings":
			p.Readings = r.Int()
		case "review":
			p.Review = readValue(r, "review", []string{"draft", "reconciled", "person-reviewed"})
		}
	}
}

// annotated is what an annotation file says of its source, and where its records begin in the tables.
type annotated struct {
	source     SourceID
	coverage   Coverage
	provenance Provenance
	file       int32
	from       [6]int
}
