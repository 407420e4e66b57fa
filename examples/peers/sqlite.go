package main

import (
	"database/sql"
	"io/fs"
	"time"

	_ "modernc.org/sqlite"
)

// lite is SQLite in memory, without cgo. What records list stands in tables of its own, and each query reads one index that has all that it gives.
type lite struct {
	db     *sql.DB
	themes int

	byID, byParty, byHolder, pieces, claims, others, match *sql.Stmt
}

// The keys of actors, themes and records are their ids where a query gives ids, so that no query has to look one up, and numbers where it counts.
// Withdrawn statements have no row in tables that are asked for actors, themes or words.
const tables = `
CREATE TABLE records(id TEXT PRIMARY KEY, kind TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE bodies(id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE statements(number INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, voice TEXT, date TEXT, "when" TEXT, withdrawn TEXT,
	modality TEXT, mode TEXT, rationale TEXT, status TEXT, holder TEXT, stance TEXT, "on" TEXT, reason TEXT, subject TEXT, type TEXT, object TEXT, at TEXT, corrected TEXT);
CREATE TABLE evidence(record TEXT, place INTEGER, quote TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, sha256 TEXT NOT NULL, quoted TEXT, speaker TEXT,
	PRIMARY KEY(record, place)) WITHOUT ROWID;
CREATE TABLE lists(record TEXT, list TEXT, place INTEGER, id TEXT NOT NULL, PRIMARY KEY(record, list, place)) WITHOUT ROWID;
CREATE TABLE parties(cooperation TEXT, place INTEGER, actor TEXT NOT NULL, role TEXT NOT NULL, basis TEXT, mode TEXT NOT NULL, stands INTEGER NOT NULL,
	PRIMARY KEY(cooperation, place)) WITHOUT ROWID;
CREATE TABLE held(actor TEXT, theme TEXT, objective TEXT, PRIMARY KEY(actor, theme, objective)) WITHOUT ROWID;
CREATE TABLE claims(whole TEXT, theme INTEGER, opposes INTEGER, statement INTEGER, PRIMARY KEY(whole, theme, opposes, statement)) WITHOUT ROWID;
CREATE TABLE themes(row INTEGER PRIMARY KEY, id TEXT NOT NULL, parent INTEGER NOT NULL);
CREATE TABLE mentions(source TEXT, entity TEXT, quote TEXT, start INTEGER, "end" INTEGER, basis TEXT);
CREATE VIRTUAL TABLE summaries USING fts5(summary, content='', detail=none, columnsize=0);
`

// With samples of values, which ANALYZE takes too, SQLite would plan a query anew for each parameter: three times as slow here, for the same plan.
const indexes = `
CREATE INDEX parties_actor ON parties(actor, mode, cooperation) WHERE stands;
CREATE INDEX statements_id ON statements(number, id);
ANALYZE;
DELETE FROM sqlite_stat4;
ANALYZE sqlite_schema;
`

func (l *lite) load(fsys fs.FS) (time.Duration, error) {
	r, err := decode(fsys)
	if err != nil {
		return 0, err
	}
	l.themes = len(r.themes)
	if l.db, err = sql.Open("sqlite", ":memory:"); err != nil {
		return 0, err
	}
	l.db.SetMaxOpenConns(1) // each connection would have a database of its own
	if _, err := l.db.Exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + tables); err != nil {
		return 0, err
	}
	if err := l.insert(r); err != nil {
		return 0, err
	}
	if _, err := l.db.Exec(indexes); err != nil {
		return 0, err
	}
	return r.decoding, l.prepare()
}

func (l *lite) prepare() (err error) {
	for _, s := range []struct {
		to  **sql.Stmt
		sql string
	}{
		{&l.byID, `SELECT kind, text FROM records WHERE id = ?`},
		{&l.byParty, `SELECT cooperation FROM parties WHERE actor = ? AND mode = ? AND stands`},
		{&l.byHolder, `SELECT objective FROM held WHERE actor = ? AND theme = ?`},
		{&l.pieces, `SELECT start, "end", quote FROM evidence WHERE record = ?`},
		{&l.claims, `SELECT theme, opposes, count(*) FROM claims WHERE whole = ? GROUP BY theme, opposes`},
		{&l.others, `SELECT q.actor, q.cooperation FROM parties p JOIN parties q ON q.cooperation = p.cooperation WHERE p.actor = ?1 AND p.stands AND q.actor <> ?1`},
		{&l.match, `SELECT s.id FROM summaries JOIN statements s ON s.number = summaries.rowid WHERE summaries MATCH ?`},
	} {
		if *s.to, err = l.db.Prepare(s.sql); err != nil {
			return err
		}
	}
	return nil
}

func (l *lite) close() error { return l.db.Close() }

func (l *lite) record(kind, id string, a *answer) error {
	return l.byID.QueryRow(id).Scan(&a.kind, &a.text)
}

// each scans the rows of an answer into the values given, and calls visit after each.
func each(s *sql.Stmt, args, values []any, visit func()) error {
	rows, err := s.Query(args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(values...); err != nil {
			return err
		}
		visit()
	}
	return rows.Err()
}

func ids(s *sql.Stmt, a *answer, args ...any) error {
	var id string
	return each(s, args, []any{&id}, func() { a.id(id) })
}

func (l *lite) cooperations(actor, mode string, a *answer) error {
	return ids(l.byParty, a, actor, mode)
}

func (l *lite) objectives(theme, actor string, a *answer) error {
	return ids(l.byHolder, a, actor, theme)
}

func (l *lite) evidence(kind, id string, a *answer) error {
	var s span
	return each(l.pieces, []any{id}, []any{&s.start, &s.end, &s.quote}, func() { a.span(s.start, s.end, s.quote) })
}

func (l *lite) compare(actors []string, a *answer) error {
	a.table(l.themes, len(actors))
	for column, actor := range actors {
		var theme, opposes, count int
		err := each(l.claims, []any{actor}, []any{&theme, &opposes, &count}, func() {
			if c := &a.cells[theme*len(actors)+column]; opposes == 1 {
				c.opposing = count
			} else {
				c.supporting = count
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (l *lite) neighbours(actor string, a *answer) error {
	var other, cooperation string
	return each(l.others, []any{actor}, []any{&other, &cooperation}, func() { a.share(other, cooperation) })
}

func (l *lite) search(words []string, a *answer) error {
	match := ""
	for _, w := range words {
		match += `"` + w + `" `
	}
	return ids(l.match, a, match)
}
