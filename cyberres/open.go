package cyberres

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

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

// The bounds of a dataset.
const (
	maxFile  = 32 << 20 // bytes of one file
	maxFiles = 200_000
)

// Open reads a dataset from a file system that is laid out like the folder dataset of this project:
//
//	dataset.json  themes.json  references.json
//	actors/<id>.json  instruments/<id>.json  sources/<id>.json  annotations/<source-id>.json
//
// Other folders, and files that are not named .json, are left alone. Open trusts nothing: files are read within bounds and strictly (I-JSON, no
// unknown member, no value outside of the vocabularies); ids must be unique and resolve to the right kind of record; dates must exist and
// be in order; evidence must lie within its text and keep to the limits of quoting. What is wrong comes back as [Faults], all of it at once, each with
// its place; what could not be read, as the error of the file system. Evidence is not compared with texts here, for they are not in the dataset: see [Evidence.Verify].
func Open(fsys fs.FS) (*Dataset, error) {
	o := opener{fsys: fsys, d: &Dataset{index: map[string]entry{}}}
	if err := o.readAll(); err != nil {
		return nil, err
	}
	o.check()
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
	return o.d, nil
}

// opener is a dataset being read.
type opener struct {
	fsys   fs.FS
	d      *Dataset
	files  []file
	faults Faults
	buffer []byte
	broken bool // a file could not be read to the end, so that what it defines is unknown

	annotated []annotated // in the order of the tables
}

type file struct {
	name string
	text string
}

func (o *opener) readAll() error {
	for _, one := range []struct {
		name string
		read func(*strictjson.Reader)
	}{{"dataset.json", o.readCard}, {"themes.json", o.readThemes}, {"references.json", o.readReferences}} {
		if err := o.readFile(one.name, one.read); err != nil {
			return err
		}
	}
	for _, folder := range []struct {
		name string
		read func(*strictjson.Reader)
	}{{"actors", o.readActor}, {"instruments", o.readInstrument}, {"sources", o.readSource}, {"annotations", o.readAnnotations}} {
		entries, err := fs.ReadDir(o.fsys, folder.name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("opening a dataset: %w", err)
		}
		if len(entries) > maxFiles {
			return fmt.Errorf("opening a dataset: folder %s has %d files, more than the %d allowed", folder.name, len(entries), maxFiles)
		}
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(stem(a.Name()), stem(b.Name())) })
		for _, e := range entries {
			name := path.Join(folder.name, e.Name())
			if !strings.HasSuffix(e.Name(), ".json") {
				continue
			}
			if !e.Type().IsRegular() {
				o.fault(name, "not a regular file; a dataset is read from plain files only")
				continue
			}
			if err := o.readFile(name, folder.read); err != nil {
				return err
			}
		}
	}
	return nil
}

func (o *opener) fault(file, message string) {
	o.faults = append(o.faults, Fault{File: file, Message: message})
}

// readFile reads one file with a function that takes its records, and places the faults that it finds.
func (o *opener) readFile(name string, read func(*strictjson.Reader)) error {
	text, ok, err := o.load(name)
	if err != nil {
		return err
	}
	if !ok {
		o.broken = true
		return nil
	}
	f := file{name, text}
	o.files = append(o.files, f)
	r := strictjson.NewReader(f.text, strictjson.Limits{Bytes: maxFile})
	read(r)
	for _, fault := range r.End() {
		line, column := strictjson.Line(f.text, fault.Offset)
		o.faults = append(o.faults, Fault{name, line, column, strictjson.Path(f.text, fault.Offset), fault.Message})
	}
	o.broken = o.broken || r.Broken()
	return nil
}

// load returns the content of a file; ok is false where a fault says why there is none. A file over the limit is refused unread.
func (o *opener) load(name string) (text string, ok bool, err error) {
	f, err := o.fsys.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		o.fault(name, "the file is missing")
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("opening a dataset: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", false, fmt.Errorf("opening a dataset: %w", err)
	}
	switch {
	case !info.Mode().IsRegular():
		o.fault(name, "not a regular file; a dataset is read from plain files only")
		return "", false, nil
	case info.Size() > maxFile:
		o.fault(name, fmt.Sprintf("the file has %d bytes, more than the %d allowed; split it", info.Size(), maxFile))
		return "", false, nil
	}
	var b strings.Builder
	b.Grow(int(info.Size()))
	if o.buffer == nil {
		o.buffer = make([]byte, 32<<10)
	}
	// A file may grow while it is read: the reader refuses the byte over the limit.
	if _, err := io.CopyBuffer(&b, io.LimitReader(f, maxFile+1), o.buffer); err != nil {
		return "", false, fmt.Errorf("opening a dataset: %s: %w", name, err)
	}
	return b.String(), true, nil
}

// stem is the id that the name of a file promises.
func stem(name string) string { return strings.TrimSuffix(path.Base(name), ".json") }

// named checks the id of the current file against its name and returns the one to go on with: the name, by which others refer to it.
func named[T ~string](o *opener, r *strictjson.Reader, at int, id T) T {
	stem := stem(o.files[len(o.files)-1].name)
	if id == "" || string(id) == stem {
		return id
	}
	r.Fault(at, "the id %q is not the file's name; rename the file to %s.json or the id to %q", id, id, stem)
	return T(stem)
}

var cardFields = []strictjson.Field{
	{Name: "$schema"}, {Name: "version", Required: true}, {Name: "date", Required: true}, {Name: "schemaVersion", Required: true},
	{Name: "licence", Required: true}, {Name: "attribution", Required: true},
}

func (o *opener) readCard(r *strictjson.Reader) {
	v := &o.d.version
	for m := r.Object(cardFields); m.Next(); {
		switch m.Name {
		case "$schema":
			r.Text()
		case "version":
			v.Version = readText(r)
		case "date":
			v.Date = readDate(r)
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

func (o *opener) readThemes(r *strictjson.Reader) {
	for m := r.Object(themesFields); m.Next(); {
		if m.Name == "$schema" {
			r.Text()
			continue
		}
		o.d.themes = readList(r, readTheme).items
	}
}

func (o *opener) readReferences(r *strictjson.Reader) {
	for m := r.Object(referencesFields); m.Next(); {
		if m.Name == "$schema" {
			r.Text()
			continue
		}
		o.d.references = readList(r, readReference).items
	}
}

func (o *opener) readActor(r *strictjson.Reader) {
	at := r.Offset()
	var a Actor
	readActor(r, &a)
	a.ID = named(o, r, at, a.ID)
	o.d.actors = append(o.d.actors, a)
}

func (o *opener) readInstrument(r *strictjson.Reader) {
	at := r.Offset()
	var v Instrument
	readInstrument(r, &v)
	v.ID = named(o, r, at, v.ID)
	o.d.instruments = append(o.d.instruments, v)
}

func (o *opener) readSource(r *strictjson.Reader) {
	at := r.Offset()
	var s Source
	readSource(r, &s)
	s.ID = named(o, r, at, s.ID)
	o.d.sources = append(o.d.sources, s)
}

var annotationFields = []strictjson.Field{
	{Name: "$schema"}, {Name: "source", Required: true}, {Name: "coverage", Required: true}, {Name: "provenance", Required: true},
	{Name: "objectives"}, {Name: "cooperations"}, {Name: "positions"}, {Name: "relations"}, {Name: "mentions"}, {Name: "remarks"},
}

func (o *opener) readAnnotations(r *strictjson.Reader) {
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
	source = named(o, r, at, source)
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
	o.annotated = append(o.annotated, annotated{source, coverage, provenance, int32(len(o.files) - 1), from})
}

func appendList[T any](r *strictjson.Reader, table []T, one func(*strictjson.Reader, *T)) []T {
	for a := r.Array(); a.Next(); {
		table = appendItem(r, table, one)
	}
	return table
}

var provenanceFields = []strictjson.Field{{Name: "origin", Required: true}, {Name: "readings", Required: true}, {Name: "review", Required: true}}

func readProvenance(r *strictjson.Reader, p *Provenance) {
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
