package main

import (
	"database/sql"
	"strings"
)

// An inserter is a table being filled.
type inserter struct {
	*sql.Stmt
	err error
}

func (i *inserter) add(values ...any) {
	if i.err == nil {
		_, i.err = i.Exec(values...)
	}
}

// insert fills the tables in one transaction.
func (l *lite) insert(r *records) error {
	tx, err := l.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var all []*inserter
	into := func(table string, columns int) *inserter {
		i := &inserter{}
		i.Stmt, i.err = tx.Prepare("INSERT INTO " + table + " VALUES (?" + strings.Repeat(", ?", columns-1) + ")")
		all = append(all, i)
		return i
	}
	entities, bodies, themes, mentions := into("records", 3), into("bodies", 2), into("themes", 3), into("mentions", 6)
	for _, e := range r.entities {
		entities.add(e.ID, e.Kind, e.Text)
		bodies.add(e.ID, string(e.Body))
	}
	for i, id := range r.themes {
		themes.add(i, id, r.parents[i])
	}
	for _, m := range r.mentions {
		mentions.add(m.Source, m.Entity, m.Quote, m.Start, m.End, m.Basis)
	}
	fill := filler{records: entities, statements: into("statements", 21), evidence: into("evidence", 8), lists: into("lists", 4), parties: into("parties", 7),
		held: into("held", 3), claims: into("claims", 4), summaries: into("summaries(rowid, summary)", 2), themes: r.themes}
	for i, s := range r.statements {
		fill.statement(i, s)
		if s.stands() {
			fill.finders(i, s)
		}
	}
	for i, s := range r.remarks {
		fill.statement(len(r.statements)+i, s)
	}
	for _, i := range all {
		if i.err != nil {
			return i.err
		}
	}
	return tx.Commit()
}

// A filler fills the tables of statements.
type filler struct {
	records, statements, evidence, lists, parties, held, claims, summaries *inserter
	themes                                                                 []string
}

func (f *filler) statement(number int, s *statement) {
	f.records.add(s.ID, s.Kind, s.text())
	f.statements.add(number, s.ID, s.Kind, s.Source, s.Voice, s.Date, s.When, s.Withdrawn, s.Modality, s.Mode, s.Rationale, s.Status, s.Holder,
		s.Stance, s.On, s.Reason, s.Subject, s.Type+s.RemarkKind, s.Object, s.At, s.Corrected) // the type of a relation or the kind of a remark
	for i, e := range s.Evidence {
		f.evidence.add(s.ID, i, e.Quote, e.Start, e.End, e.SHA256, e.Quoted, e.Speaker)
	}
	for i, p := range s.Parties {
		f.parties.add(s.ID, i, p.Actor, p.Role, p.Basis, s.Mode, s.stands())
	}
	for _, l := range []struct {
		name string
		ids  []string
	}{{"themes", s.Themes}, {"holders", s.Holders}, {"statedIn", s.StatedIn}, {"beneficiaries", s.Beneficiaries}, {"with", s.With}, {"alternatives", s.Alternatives},
		{"instruments", s.Instruments}, {"activities", s.Activities}, {"inferred", s.Inferred}, {"about", s.About}, {"references", s.References}} {
		for i, id := range l.ids {
			f.lists.add(s.ID, l.name, i, id)
		}
	}
}

// finders fills the tables by which statements that stand are found.
func (f *filler) finders(number int, s *statement) {
	for _, row := range s.under {
		for _, holder := range s.Holders {
			f.held.add(holder, f.themes[row], s.ID)
		}
		for _, whole := range s.wholes {
			f.claims.add(whole, row, s.Stance == "opposes", number)
		}
	}
	if s.Summary != "" {
		f.summaries.add(number, s.Summary)
	}
}
