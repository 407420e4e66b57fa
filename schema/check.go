package schema

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/ident"
	"github.com/cyberres/cyberres/internal/strictjson"
)

// maxFindings is how many findings of one file are told; who has so many mends some first.
const maxFindings = 100

// Options say how to check. The zero value checks everything that can be checked without the annotated texts.
type Options struct {
	Texts  []string            // copies of annotated texts or of their pages, against which evidence is held; each is known by its digest
	Only   func(string) bool   // files whose findings are wanted; nil for all. The others are read, for what they define
	Step   func(done, all int) // called now and then; nil for nobody
	Rename func(string) string // how findings name a file, such as with its folder; nil for the name in the dataset
}

// A Report is what a check has found.
type Report struct {
	Findings []Finding // by file and place, the same on every run
	Files    int       // that were read
	Records  int       // with an id, in those files

	names []string // of the files
}

// Add takes over what another check has found.
func (r *Report) Add(other *Report) {
	r.Findings = append(r.Findings, other.Findings...)
	r.names = append(r.names, other.names...)
	r.Files += other.Files
	r.Records += other.Records
}

// rename gives files the names that their reader knows them by.
func (r *Report) rename(to func(string) string) {
	for i := range r.names {
		r.names[i] = to(r.names[i])
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		f.File = to(f.File)
		for k := range f.Related {
			f.Related[k].File = to(f.Related[k].File)
		}
	}
}

// Errors counts the findings that are errors; the others are warnings.
func (r *Report) Errors() (n int) {
	for _, f := range r.Findings {
		if f.Severity == SeverityError {
			n++
		}
	}
	return n
}

// Check says what is wrong with the files of a dataset, laid out as [cyberres.Open] reads them. It goes from the files to their text, from strict
// JSON to the schema of each kind, and from ids, dates, addresses, characters and evidence to what records say together. What follows from a mistake
// already told is left out, so that one mistake gives one finding; a file that is not JSON has no others. A dataset without an error opens.
//
// There are at most 100 findings of a file, and then one that says that there are more. The cost grows with the size of the files, not with
// what is wrong in them.
//
// Nothing is trusted: links are not followed, what is no plain file is not opened, and a file over 32 MiB is not read. Nothing that a file names
// is opened. The error is for folders that cannot be read at all, and texts that belong to no source.
func Check(fsys fs.FS, o Options) (*Report, error) {
	schemas, err := documents()
	if err != nil {
		return nil, err
	}
	c := &checker{fsys: fsys, options: o, told: map[int32]int{}, ids: map[string]int32{}, doubt: map[cyberres.Kind]bool{}, succeeds: map[string]bool{}, lengths: map[string]int{}}
	if err := c.gather(schemas); err != nil {
		return nil, err
	}
	c.alikes()
	if err := c.unusedTexts(); err != nil {
		return nil, err
	}
	r := &Report{Findings: c.result()}
	records := make([]int, len(c.files))
	for _, d := range c.definitions[:len(c.definitions)-len(c.promises)] {
		records[d.file]++
	}
	for i, e := range c.files {
		if o.Only == nil || o.Only(e.name) {
			r.names = append(r.names, e.name)
			r.Records += records[i]
		}
	}
	r.Files = len(r.names)
	if o.Rename != nil {
		r.rename(o.Rename)
	}
	return r, nil
}

// gather goes through all files and follows what they say of each other, all but what is said twice.
func (c *checker) gather(schemas map[string]*document) error {
	if err := c.list(); err != nil {
		return fmt.Errorf("checking a dataset: %w", err)
	}
	f := &file{tree: &strictjson.Tree{}}
	if err := c.takeTexts(c.options.Texts, f.tree); err != nil {
		return err
	}
	for i := range c.files {
		if c.options.Step != nil && i%64 == 0 {
			c.options.Step(i, len(c.files))
		}
		c.one(f, int32(i), schemas)
	}
	c.resolve()
	c.pending()
	c.circles()
	c.successors()
	return nil
}

// A checker checks the files of one dataset one after the other, and then what they say of each other.
type checker struct {
	fsys    fs.FS
	options Options
	files   []entry
	buffer  []byte

	findings []Finding
	late     []*late                // findings that have no place yet
	told     map[int32]int          // how many of each file
	doubt    map[cyberres.Kind]bool // records of the kind may be missing because of a finding, so that nobody is to blame for naming them
	ids      map[string]int32       // definitions by id
	taken    map[string]*clash
	clashes  []string // in the order in which they were found
	hints    int
	succeeds map[string]bool // instruments that another one succeeds
	links    bool            // of instruments may be missing
	released string
	lengths  map[string]int // of the texts of sources, by id; -1 where that is in doubt
	texts    []*copyOf
	textOf   map[string]*copyOf // by source
	digests  map[string]bool    // of texts and pages that sources have

	known    map[string]string
	promises []definition // ids of files that are not read

	single bool // near-duplicates are not looked for

	gathered
}

// gathered is what all files say.
type gathered struct {
	definitions []definition
	references  []reference
	edges       []edge
	needs       []reference
	prints      []print
	inferences  []inference
}

// result is what one file says that must be held against others.
type result struct {
	self     string // id of the record that is being checked
	selfKind cyberres.Kind
	past     bool // it is withdrawn
	naming   bool // it is a mention
	single   bool // near-duplicates are not looked for
	released string
	length   int  // of the source's text, in code points; 0 where it is not known
	work     int  // code points of the text that may still be read
	proving  bool // the text is at hand, which says more than what can be held against it without

	definitions []definition
	references  []reference
	doubt       []cyberres.Kind
	edges       []edge
	needs       []reference // instruments that a successor must name
	succeeds    []string
	prints      []print
	inferences  []inference

	spans   map[passage][]int32 // digests by span
	codes   []countryCode
	scratch []byte
	words   []uint32
	table   map[uint64]int32

	languages map[string]bool // tags that are right
}

// one checks one file by itself and notes what it says.
func (c *checker) one(f *file, number int32, schemas map[string]*document) {
	e := &c.files[number]
	*f = file{name: e.name, tree: f.tree, found: f.found[:0], result: result{
		definitions: f.definitions[:0], references: f.references[:0], edges: f.edges[:0], needs: f.needs[:0], succeeds: f.succeeds[:0], prints: f.prints[:0],
		doubt: f.doubt[:0], scratch: f.scratch[:0], words: f.words, table: f.table, languages: f.languages, codes: f.codes[:0], inferences: f.inferences[:0], released: c.released, single: c.single}}
	f.part = partOf(e.name)
	f.kind = schemas[f.part.kind]
	switch f.part.kind {
	case "annotations":
		f.length = max(0, c.lengths[stemOf(e.name)])
		f.proving = c.textOf[stemOf(e.name)] != nil
	case "source":
		f.proving = len(c.texts) > 0
	}
	text, refused := c.load(e)
	if refused != nil {
		refused.File = e.name
		f.found = append(f.found, *refused)
		c.unread(f, number)
		return
	}
	f.text = text
	if !f.parse() {
		c.unread(f, number)
		return
	}
	f.value(0, f.kind.shape)
	f.misfiled(schemas)
	switch f.part.kind {
	case "annotations":
		f.mentioned(0)
		c.against(f)
	case "source":
		c.lengths[stemOf(e.name)] = f.length
		c.matchText(f)
	case "dataset":
		c.released = f.released
	}
	f.judge()
	c.keep(f, number)
}

// unread notes that a file could not be read: what it defines is unknown, but for the id that its name promises.
func (c *checker) unread(f *file, number int32) {
	f.definitions, f.references = f.definitions[:0], f.references[:0]
	f.doubt = append(f.doubt, holds(f.part.kind)...)
	if stem := stemOf(f.name); !f.part.many && f.part.kind != "dataset" && ident.Valid(stem) {
		f.definitions = append(f.definitions, definition{id: stem, kind: cyberres.Kind(f.part.kind), assumed: true})
	}
	c.keep(f, number)
}

// holds returns the kinds of record that a file of many holds.
func holds(kind string) []cyberres.Kind {
	switch kind {
	case "themes":
		return []cyberres.Kind{cyberres.KindTheme}
	case "references":
		return []cyberres.Kind{cyberres.KindReference}
	case "annotations":
		return []cyberres.Kind{cyberres.KindObjective, cyberres.KindCooperation, cyberres.KindPosition, cyberres.KindRelation, cyberres.KindRemark}
	}
	return nil
}

// keep takes over what a file says, without its text.
func (c *checker) keep(f *file, number int32) {
	for _, d := range f.definitions {
		d.file = number
		if row, taken := c.ids[d.id]; taken {
			d.id = c.definitions[row].id
		} else {
			d.id = strings.Clone(d.id)
			c.ids[d.id] = int32(len(c.definitions))
		}
		c.definitions = append(c.definitions, d)
	}
	for _, r := range f.references {
		if c.leads(r) {
			continue
		}
		r.file, r.id = number, c.intern(r.id)
		c.references = append(c.references, r)
	}
	for _, e := range f.edges {
		e.from, e.to, e.sort, e.ref.file = c.intern(e.from), c.intern(e.to), c.intern(e.sort), number
		c.edges = append(c.edges, e)
	}
	for _, r := range f.needs {
		r.file, r.id = number, c.intern(r.id)
		c.needs = append(c.needs, r)
	}
	for _, id := range f.succeeds {
		c.succeeds[c.intern(id)] = true
	}
	for _, p := range f.prints {
		p.file, p.said = number, strings.Clone(p.said)
		c.prints = append(c.prints, p)
	}
	for _, v := range f.inferences {
		v.file = number
		c.inferences = append(c.inferences, v)
	}
	for _, kind := range f.doubt {
		c.doubt[kind] = true
	}
	c.links = c.links || f.part.kind == "instrument" && len(f.found) > 0
	if len(f.found) == 0 || c.options.Only != nil && !c.options.Only(f.name) {
		return
	}
	if f.more {
		f.found = append(f.found, Finding{File: f.name, Code: tooMany.Code, Class: tooMany.Class, Severity: SeverityError, Offset: len(f.text),
			Message: "there are more findings in this file; mend those above first"})
	}
	for i := range f.found {
		v := &f.found[i]
		if v.Line == 0 && f.text != "" {
			v.Line, v.Column = strictjson.Line(f.text, v.Offset)
			if v.Path == "" && len(f.tree.Nodes) > 0 && v.Code != tooMany.Code {
				v.Path = strictjson.Path(f.text, v.Offset)
			}
		}
	}
	c.findings = append(c.findings, f.found...)
	c.told[number] = len(f.found)
}

// intern keeps one copy of an id, so that the texts of files can be let go.
func (c *checker) intern(s string) string {
	if row, ok := c.ids[s]; ok {
		return c.definitions[row].id
	}
	if known, ok := c.known[s]; ok {
		return known
	}
	if c.known == nil {
		c.known = map[string]string{}
	}
	s = strings.Clone(s)
	c.known[s] = s
	return s
}

// A late finding is seen only when all files have been read. Its places are looked up at the end, file by file.
type late struct {
	Finding
	file   int32
	places []latePlace
}

type latePlace struct {
	file, offset int32
	message      string
}

// at adds a finding about a reference.
func (c *checker) at(rule *Rule, r reference, format string, args ...any) *late {
	if c.told[r.file] > maxFindings {
		return &late{} // that nobody will see
	}
	l := &late{file: r.file, Finding: Finding{File: c.files[r.file].name, Code: rule.Code, Class: rule.Class, Severity: rule.Severity,
		Message: visible(fmt.Sprintf(format, args...)), Offset: int(r.offset), Length: int(r.length)}}
	if c.told[r.file]++; c.told[r.file] > maxFindings {
		l.Code, l.Class, l.Message = tooMany.Code, tooMany.Class, "there are more findings in this file; mend those above first"
	}
	if c.options.Only == nil || c.options.Only(l.File) {
		c.late = append(c.late, l)
	}
	return l
}

// atDefinition adds a finding about the id of a record.
func (c *checker) atDefinition(rule *Rule, d *definition, format string, args ...any) *late {
	return c.at(rule, reference{file: d.file, offset: d.offset, length: d.length}, format, args...)
}

// relate adds where a record is defined.
func (l *late) relate(c *checker, d *definition, message string) *late {
	return l.relatePlace(d.file, d.offset, message)
}

// relatePlace adds any other place.
func (l *late) relatePlace(file, offset int32, message string) *late {
	l.places = append(l.places, latePlace{file, offset, message})
	return l
}

// more adds other places of the same mistake.
func (l *late) more(_ *checker, places []reference) *late {
	const most = 5
	for i, r := range places[:min(most, len(places))] {
		message := "here too"
		if i == most-1 && len(places) > most {
			message = fmt.Sprintf("here too, and in %d more places", len(places)-most)
		}
		l.relatePlace(r.file, r.offset, message)
	}
	return l
}

// result gives late findings their places and puts all in order.
func (c *checker) result() []Finding {
	type spot struct {
		offset int
		set    func(line, column int, path string)
	}
	spots := map[int32][]spot{}
	for _, l := range c.late {
		spots[l.file] = append(spots[l.file], spot{l.Offset, func(line, column int, path string) { l.Line, l.Column, l.Path = line, column, path }})
		l.Related = make([]Place, len(l.places))
		for i, p := range l.places {
			l.Related[i] = Place{File: c.files[p.file].name, Message: p.message}
			spots[p.file] = append(spots[p.file], spot{int(p.offset), func(line, column int, _ string) { l.Related[i].Line, l.Related[i].Column = line, column }})
		}
		if len(l.places) == 0 {
			l.Related = nil
		}
	}
	var tree strictjson.Tree
	for number, list := range spots {
		text, refused := c.load(&c.files[number])
		if refused != nil {
			continue // it went away meanwhile; the finding has no line
		}
		tree.Parse(text, limits)
		for _, s := range list {
			line, column := strictjson.Line(text, s.offset)
			path := ""
			if len(tree.Nodes) > 0 {
				path = tree.Path(tree.Find(s.offset))
			}
			s.set(line, column, path)
		}
	}
	for _, l := range c.late {
		c.findings = append(c.findings, l.Finding)
	}
	sortFindings(c.findings)
	return c.findings
}

// judge asks the schema engine whether a file that breaks its schema by our reading does so by the engine's. Of two verdicts the engine's counts:
// where it accepts, what we have against the shape of the file is left out. A file that we accept need not be asked about; tests show that the engine
// accepts whatever we do.
func (f *file) judge() {
	if f.judged == 0 || f.more || len(f.tree.Nodes) > 100_000 {
		return // so much is wrong that the engine would take its time to say so
	}
	schema, err := f.kind.schema()
	if err != nil {
		return
	}
	if accepts(schema, f.tree.Value(0)) {
		f.found = slices.DeleteFunc(f.found, func(v Finding) bool { // but for a number such as 1.0, which is whole for the engine
			return v.Code != wrongType.Code && slices.ContainsFunc(schemaRules, func(r *Rule) bool { return r.Code == v.Code })
		})
	}
}

// accepts asks the engine. A panic of it, of which the bounds of the reader leave none that is known, is no verdict.
func accepts(schema interface{ Validate(any) error }, tree any) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	return schema.Validate(tree) == nil
}
