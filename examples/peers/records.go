package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// The records as the peers take them: decoded with encoding/json, whole, and with what the queries need worked out once.

// A statement is an objective, cooperation, position or relation; a remark comes as one too, with nothing that queries ask for but its evidence.
type statement struct {
	Kind, Source string `json:"-"`
	ID           string
	Summary      string
	Themes       []string
	Voice        string
	Date         string
	When         string
	Inferred     []string
	Evidence     []evidence
	Withdrawn    string

	Holders, StatedIn, Beneficiaries, With []string // of an objective
	Modality                               string

	Mode, Rationale, Status               string // of a cooperation
	Alternatives, Instruments, Activities []string
	Parties                               []party

	Holder, Stance, On, Reason string // of a position

	Subject, Type, Object, At string // of a relation

	RemarkKind        string `json:"kind"`
	About, References []string
	Corrected         string

	under  []int32  // the themes that it is compared under, in the order of the codebook: its own and all above
	wholes []string // the actors that it is compared under: those behind it and all that they are part of
}

type party struct{ Actor, Role, Basis string }

type evidence struct {
	Quote           string
	Start, End      int
	SHA256          string
	Quoted, Speaker string
}

type mention struct {
	Source        string `json:"-"`
	Entity, Quote string
	Start, End    int
	Basis         string
}

// An entity is a record that queries find by its id only: an actor, instrument, source, theme or reference, with the JSON of all that it says.
type entity struct {
	Kind, ID, Text string
	Body           json.RawMessage
}

// text is the line by which a list would show the record: a summary, or of a relation its subject.
func (s *statement) text() string {
	if s.Kind == "relation" {
		return s.Subject
	}
	return s.Summary
}

func (s *statement) stands() bool { return s.Withdrawn == "" }

// records are all records of a dataset.
type records struct {
	entities   []*entity
	statements []*statement
	remarks    []*statement
	mentions   []mention

	themes   []string // in the order of the codebook
	themeRow map[string]int32
	parents  []int32 // by theme; -1 is none
	actors   map[string]bool
	partOf   map[string][]string // by actor
	decoding time.Duration
}

func newRecords() *records {
	return &records{themeRow: map[string]int32{}, actors: map[string]bool{}, partOf: map[string][]string{}}
}

// decode reads the records with encoding/json.
func decode(fsys fs.FS) (*records, error) {
	start := time.Now()
	r := newRecords()
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || name == "dataset.json" {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		if err := r.file(name, data); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading the records: %w", err)
	}
	r.derive(func(id string) bool { return r.actors[id] })
	r.decoding = time.Since(start)
	return r, nil
}

func (r *records) file(name string, data []byte) error {
	switch folder := path.Dir(name); {
	case folder == "annotations":
		return r.annotations(data)
	case name == "themes.json" || name == "references.json":
		var lists map[string][]json.RawMessage
		if err := json.Unmarshal(data, &lists); err != nil {
			return err
		}
		kind := strings.TrimSuffix(name, "s.json")
		for _, body := range lists[kind+"s"] {
			if err := r.entity(kind, body); err != nil {
				return err
			}
		}
		return nil
	default:
		return r.entity(strings.TrimSuffix(folder, "s"), data)
	}
}

func (r *records) entity(kind string, body json.RawMessage) error {
	var head struct {
		ID, Name, Title, Label, Parent string
		PartOf                         []struct{ Actor string }
	}
	if err := json.Unmarshal(body, &head); err != nil {
		return err
	}
	r.entities = append(r.entities, &entity{kind, head.ID, head.Name + head.Title + head.Label, body}) // each has one of them
	for _, p := range head.PartOf {
		r.partOf[head.ID] = append(r.partOf[head.ID], p.Actor)
	}
	switch kind {
	case "theme":
		r.theme(head.ID, head.Parent)
	case "actor":
		r.actors[head.ID] = true
	}
	return nil
}

// theme adds a theme; in invented data its parent has come before.
func (r *records) theme(id, parent string) {
	row := int32(-1)
	if parent != "" {
		row = r.themeRow[parent]
	}
	r.themeRow[id] = int32(len(r.themes))
	r.themes, r.parents = append(r.themes, id), append(r.parents, row)
}

func (r *records) annotations(data []byte) error {
	var f struct {
		Source                                                  string
		Objectives, Cooperations, Positions, Relations, Remarks []*statement
		Mentions                                                []mention
	}
	if err := json.Unmarshal(data, &f); err != nil {
		return err
	}
	for _, l := range []struct {
		kind string
		list []*statement
	}{{"objective", f.Objectives}, {"cooperation", f.Cooperations}, {"position", f.Positions}, {"relation", f.Relations}, {"remark", f.Remarks}} {
		for _, s := range l.list {
			s.Kind, s.Source = l.kind, f.Source
		}
	}
	for _, list := range [][]*statement{f.Objectives, f.Cooperations, f.Positions, f.Relations} {
		r.statements = append(r.statements, list...)
	}
	r.remarks = append(r.remarks, f.Remarks...)
	for i := range f.Mentions {
		f.Mentions[i].Source = f.Source
	}
	r.mentions = append(r.mentions, f.Mentions...)
	return nil
}

// derive works out what stands above the actors and themes of each statement. The end of a relation may be an instrument.
func (r *records) derive(isActor func(id string) bool) {
	for _, s := range r.statements {
		var behind []string
		switch s.Kind {
		case "objective":
			behind = s.Holders
		case "cooperation":
			for _, p := range s.Parties {
				behind = append(behind, p.Actor)
			}
		case "position":
			behind = []string{s.Holder}
		case "relation":
			behind = []string{s.Subject, s.Object}
			if isActor(s.Subject) && isActor(s.Object) { // both stand in it, as parties do
				s.Parties = []party{{Actor: s.Subject}, {Actor: s.Object}}
			}
		}
		for _, id := range behind {
			if isActor(id) {
				s.wholes = r.withWholes(s.wholes, id)
			}
		}
		s.under = r.above(s.Themes, s.On)
	}
}

// above returns the rows of themes and of all above them, each once.
func (r *records) above(themes []string, on string) (rows []int32) {
	add := func(theme string) {
		row, ok := r.themeRow[theme]
		for ; ok && row >= 0 && !slices.Contains(rows, row); row = r.parents[row] {
			rows = append(rows, row)
		}
	}
	for _, theme := range themes {
		add(theme)
	}
	add(on)
	return rows
}

// withWholes adds an actor and all that it is part of, each once.
func (r *records) withWholes(ids []string, actor string) []string {
	if slices.Contains(ids, actor) {
		return ids
	}
	ids = append(ids, actor)
	for _, whole := range r.partOf[actor] {
		ids = r.withWholes(ids, whole)
	}
	return ids
}
