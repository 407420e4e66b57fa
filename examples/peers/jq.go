package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/itchyny/gojq"
)

// jq is gojq: one JSON document, and compiled programs over it. A program that goes through all records takes seconds on large data, so the document has the
// records grouped as a careful user would group them once: by id, by party, by holder, and by the actors that they are compared under.
type jq struct {
	document map[string]any
	themes   []string

	byID, byParty, byHolder, pieces, claims, others, match *gojq.Code
}

func (j *jq) load(fsys fs.FS) (time.Duration, error) {
	start := time.Now()
	files := map[string]map[string]any{}
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		var v map[string]any
		if err := json.Unmarshal(data, &v); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		files[name] = v
		return nil
	})
	if err != nil {
		return 0, err
	}
	decoding := time.Since(start)
	r := derived(files)
	j.themes = r.themes
	j.group(files, r)
	return decoding, j.compile()
}

// derived works out what stands above the themes and actors of each statement, as for the other engines.
func derived(files map[string]map[string]any) *records {
	r := newRecords()
	text := func(v map[string]any, member string) string {
		s, _ := v[member].(string)
		return s
	}
	texts := func(v map[string]any, member string) (all []string) {
		list, _ := v[member].([]any)
		for _, x := range list {
			all = append(all, x.(string))
		}
		return all
	}
	objects := func(v map[string]any, member string) (all []map[string]any) {
		list, _ := v[member].([]any)
		for _, x := range list {
			all = append(all, x.(map[string]any))
		}
		return all
	}
	for _, t := range objects(files["themes.json"], "themes") {
		r.theme(text(t, "id"), text(t, "parent"))
	}
	for name, file := range files {
		if path.Dir(name) == "actors" {
			for _, p := range objects(file, "partOf") {
				r.partOf[text(file, "id")] = append(r.partOf[text(file, "id")], text(p, "actor"))
			}
		}
		for _, kind := range []string{"objective", "cooperation", "position", "relation"} {
			if path.Dir(name) != "annotations" { // instruments have relations too
				break
			}
			for _, v := range objects(file, kind+"s") {
				s := &statement{Kind: kind, ID: text(v, "id"), Summary: text(v, "summary"), Themes: texts(v, "themes"), Withdrawn: text(v, "withdrawn"),
					Holders: texts(v, "holders"), Holder: text(v, "holder"), On: text(v, "on"), Subject: text(v, "subject"), Object: text(v, "object")}
				for _, p := range objects(v, "parties") {
					s.Parties = append(s.Parties, party{Actor: text(p, "actor")})
				}
				r.statements = append(r.statements, s)
			}
		}
	}
	r.derive(func(actor string) bool { return files["actors/"+actor+".json"] != nil })
	return r
}

// group makes the document.
func (j *jq) group(files map[string]map[string]any, r *records) {
	byID, byParty, byHolder, byWhole := map[string]any{}, map[string]any{}, map[string]any{}, map[string]any{}
	var summaries []any
	under := func(group map[string]any, id string, v any) {
		list, _ := group[id].([]any)
		group[id] = append(list, v)
	}
	enter := func(kind string, v map[string]any) {
		id, _ := v["id"].(string)
		v["recordKind"] = kind
		byID[id] = v
	}
	for name, file := range files {
		folder := path.Dir(name)
		if folder != "." && folder != "annotations" {
			enter(strings.TrimSuffix(folder, "s"), file)
		}
		for member, list := range file {
			items, _ := list.([]any)
			if folder != "annotations" && folder != "." || member == "mentions" {
				continue
			}
			for _, v := range items {
				enter(strings.TrimSuffix(member, "s"), v.(map[string]any))
			}
		}
	}
	for _, s := range r.statements {
		if !s.stands() {
			continue
		}
		v := byID[s.ID].(map[string]any)
		var rows, themes []any
		for _, row := range s.under {
			rows, themes = append(rows, int(row)), append(themes, r.themes[row])
		}
		v["rows"], v["under"] = rows, themes
		for _, p := range s.Parties {
			under(byParty, p.Actor, v)
		}
		for _, h := range s.Holders {
			under(byHolder, h, v)
		}
		for _, whole := range s.wholes {
			under(byWhole, whole, v)
		}
		if s.Summary != "" {
			summaries = append(summaries, v)
		}
	}
	mentions := []any{}
	for _, file := range files {
		if list, ok := file["mentions"].([]any); ok {
			mentions = append(mentions, list...)
		}
	}
	j.document = map[string]any{"records": byID, "parties": byParty, "holders": byHolder, "wholes": byWhole, "summaries": summaries, "mentions": mentions}
}

func (j *jq) compile() (err error) {
	for _, p := range []struct {
		to        **gojq.Code
		program   string
		variables []string
	}{
		{&j.byID, `.records[$id] | [.recordKind, (if .recordKind == "relation" then .subject else .summary // .name // .title // .label end)]`, []string{"$id"}},
		{&j.byParty, `.parties[$actor][]? | select(.mode == $mode) | .id`, []string{"$actor", "$mode"}},
		{&j.byHolder, `.holders[$actor][]? | select(any(.under[]; . == $theme)) | .id`, []string{"$actor", "$theme"}},
		{&j.pieces, `.records[$id].evidence[] | [.start, .end, .quote]`, []string{"$id"}},
		{&j.claims, `.wholes[$actor][]? | (.stance == "opposes") as $opposes | .rows[]? | [., $opposes]`, []string{"$actor"}},
		{&j.others, `.parties[$actor][]? | .id as $id | (.parties[]?.actor, (select(.parties == null) | .subject, .object)) | select(. != $actor) | [., $id]`, []string{"$actor"}},
		{&j.match, `.summaries[] | select(.summary | ascii_downcase | rtrimstr(".") | " \(.) " | contains($first) and contains($second)) | .id`, []string{"$first", "$second"}},
	} {
		parsed, err := gojq.Parse(p.program)
		if err != nil {
			return err
		}
		if *p.to, err = gojq.Compile(parsed, gojq.WithVariables(p.variables)); err != nil {
			return err
		}
	}
	return nil
}

func (j *jq) close() error { j.document = nil; return nil }

// each calls visit for every value that a program gives.
func (j *jq) each(program *gojq.Code, visit func(any), variables ...any) error {
	values := program.Run(j.document, variables...)
	for {
		v, ok := values.Next()
		if !ok {
			return nil
		}
		if err, failed := v.(error); failed {
			return err
		}
		visit(v)
	}
}

func (j *jq) record(kind, id string, a *answer) error {
	return j.each(j.byID, func(v any) {
		pair := v.([]any)
		a.kind, a.text = pair[0].(string), pair[1].(string)
	}, id)
}

func (j *jq) cooperations(actor, mode string, a *answer) error {
	return j.each(j.byParty, func(v any) { a.id(v.(string)) }, actor, mode)
}

func (j *jq) objectives(theme, actor string, a *answer) error {
	return j.each(j.byHolder, func(v any) { a.id(v.(string)) }, actor, theme)
}

func (j *jq) evidence(kind, id string, a *answer) error {
	return j.each(j.pieces, func(v any) {
		e := v.([]any)
		a.span(int(e[0].(float64)), int(e[1].(float64)), e[2].(string))
	}, id)
}

func (j *jq) compare(actors []string, a *answer) error {
	a.table(len(j.themes), len(actors))
	for column, actor := range actors {
		err := j.each(j.claims, func(v any) {
			pair := v.([]any)
			if c := &a.cells[pair[0].(int)*len(actors)+column]; pair[1].(bool) {
				c.opposing++
			} else {
				c.supporting++
			}
		}, actor)
		if err != nil {
			return err
		}
	}
	return nil
}

func (j *jq) neighbours(actor string, a *answer) error {
	return j.each(j.others, func(v any) {
		pair := v.([]any)
		a.share(pair[0].(string), pair[1].(string))
	}, actor)
}

func (j *jq) search(words []string, a *answer) error {
	return j.each(j.match, func(v any) { a.id(v.(string)) }, " "+words[0]+" ", " "+words[1]+" ")
}
