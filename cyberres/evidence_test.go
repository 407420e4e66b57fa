package cyberres_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
)

func TestSlice(t *testing.T) {
	s, _ := harbour(t).Source("isle-of-marn")
	text, page := harbourText(t, "isle-of-marn.txt"), harbourText(t, "page.txt")
	for name, given := range map[string]string{"the text": text, "its page": page} {
		if got, err := s.Slice(given); err != nil || got != text {
			t.Errorf("%s: %v, %d bytes", name, err, len(got))
		}
	}
	for name, given := range map[string]string{"nothing": "", "another edition": strings.Replace(page, "2031", "2030", 1), "other line ends": strings.ReplaceAll(page, "\n", "\r\n")} {
		if got, err := s.Slice(given); err == nil || got != "" || !strings.Contains(err.Error(), "another edition") {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	wrong := s
	wrong.Within.Start++
	wrong.Within.End++
	if _, err := wrong.Slice(page); err == nil || !strings.Contains(err.Error(), "are not the text") {
		t.Errorf("a shifted slice: %v", err)
	}
	wrong.Within.End = 1 << 40
	if _, err := wrong.Slice(page); err == nil {
		t.Error("a slice beyond the page is found")
	}
}

func TestVerifyFindsEveryFault(t *testing.T) {
	text := harbourText(t, "isle-of-marn.txt")
	o, _ := harbour(t).Objective("marn-signal-room") // its passage has curly quotes and a character of four bytes
	good := o.Evidence.At(0)
	if err := good.Verify(text); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		change func(*cyberres.Evidence)
		want   string
	}{
		{"one code point later", func(e *cyberres.Evidence) { e.Start++; e.End++ }, "have the SHA-256"},
		{"offsets in bytes", func(e *cyberres.Evidence) { e.Start += 2; e.End += 9 }, "have the SHA-256"},
		{"beyond the text", func(e *cyberres.Evidence) { e.End = 9999 }, "has no code points"},
		{"before the text", func(e *cyberres.Evidence) { e.Start = -1 }, "has no code points"},
		{"reversed", func(e *cyberres.Evidence) { e.Start, e.End = e.End, e.Start }, "has no code points"},
		{"another digest", func(e *cyberres.Evidence) { e.SHA256 = strings.Repeat("0", 64) }, "have the SHA-256"},
		{"another beginning", func(e *cyberres.Evidence) { e.Quote = "open the … whole coast" }, "does not begin and end like"},
		{"another end", func(e *cyberres.Evidence) { e.Quote = "open a … whole boast" }, "does not begin and end like"},
		{"not elided", func(e *cyberres.Evidence) { e.Quote = "open a" }, "is not the passage"},
		{"case", func(e *cyberres.Evidence) { e.Quote = "Open a … whole coast" }, "does not begin and end like"},
	} {
		e := good
		c.change(&e)
		if err := e.Verify(text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

// A run of white space in the text, a line break among it, is one space in the quote.
func TestQuoteAcrossALineBreak(t *testing.T) {
	r, _ := harbour(t).Remark("marn-line-break")
	e := r.Evidence.At(0)
	text := harbourText(t, "isle-of-marn.txt")
	if passage := string([]rune(text)[e.Start:e.End]); !strings.Contains(passage, "\n") || strings.Contains(e.Quote, "\n") {
		t.Fatalf("passage %q, quote %q", passage, e.Quote)
	}
	if err := e.Verify(text); err != nil {
		t.Error(err)
	}
	if first, last := e.Ends(); first != e.Quote || last != "" {
		t.Errorf("ends %q and %q", first, last)
	}
}

// Every fact about an actor or instrument carries a reference that resolves, and every remark that brings in a fact from outside names one.
func TestNoFactWithoutReference(t *testing.T) {
	d := cyberres.Default()
	checked := 0
	var walk func(v reflect.Value, path string)
	walk = func(v reflect.Value, path string) {
		if v.Kind() != reflect.Struct {
			return
		}
		if strings.HasPrefix(v.Type().Name(), "List[") {
			items := v.MethodByName("Slice").Call(nil)[0]
			for i := range items.Len() {
				walk(items.Index(i), path)
			}
			return
		}
		if field := v.FieldByName("References"); field.IsValid() {
			checked++
			references := field.Interface().(cyberres.List[cyberres.ID])
			if references.Len() == 0 {
				t.Errorf("%s: %s without a reference", path, v.Type().Name())
			}
			for id := range references.All() {
				if _, ok := d.Reference(id); !ok {
					t.Errorf("%s: no reference %s", path, id)
				}
			}
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				walk(v.Field(i), path+"."+v.Type().Field(i).Name)
			}
		}
	}
	for a := range d.Actors() {
		walk(reflect.ValueOf(a), string(a.ID))
	}
	for v := range d.Instruments(cyberres.Filter{}) {
		walk(reflect.ValueOf(v), string(v.ID))
	}
	for s := range d.Sources() {
		walk(reflect.ValueOf(s), string(s.ID))
	}
	if checked < 300 {
		t.Errorf("only %d facts were looked at", checked)
	}
	outside := []cyberres.Kind{cyberres.KindOvertaken, cyberres.KindMisnamed, cyberres.KindAnachronism, cyberres.KindImprecise}
	for r := range d.Remarks(cyberres.Filter{Kinds: outside}) {
		if r.References.Len() == 0 {
			t.Errorf("remark %s (%s) without a reference", r.ID, r.Kind)
		}
	}
}

// Whom and what the texts name has a record, and no record of an entity stands by itself: it is named, takes part, or is tied to one that is.
func TestEveryEntityIsNamedOrTied(t *testing.T) {
	d := cyberres.Default()
	tied := map[string]bool{}
	for m := range d.Mentions(cyberres.Filter{}) {
		tied[string(m.Entity)] = true
	}
	for a := range d.Actors() {
		for m := range a.PartOf.All() {
			tied[string(m.Actor)], tied[string(a.ID)] = true, true
		}
		for m := range a.Memberships.All() {
			tied[string(m.Actor)], tied[string(a.ID)] = true, true
		}
	}
	for v := range d.Instruments(cyberres.Filter{}) {
		for l := range v.Relations.All() {
			tied[string(l.Object)], tied[string(v.ID)] = true, true
		}
	}
	for r := range d.Remarks(cyberres.Filter{}) {
		for id := range r.About.All() {
			tied[string(id)] = true
		}
	}
	for a := range d.Actors() {
		if !tied[string(a.ID)] {
			t.Errorf("actor %s", a.ID)
		}
	}
	for v := range d.Instruments(cyberres.Filter{}) {
		if !tied[string(v.ID)] {
			t.Errorf("instrument %s", v.ID)
		}
	}
}

// The order is the documented one, and the same on every run.
func TestOrder(t *testing.T) {
	d := cyberres.Default()
	var actors []cyberres.ActorID
	for a := range d.Actors() {
		actors = append(actors, a.ID)
	}
	if !slices.IsSorted(actors) {
		t.Errorf("actors: %v", actors)
	}
	start := map[cyberres.SourceID]int{}
	last := cyberres.SourceID("")
	for o := range d.Objectives(cyberres.Filter{}) {
		if o.Source < last || o.Evidence.At(0).Start < start[o.Source] {
			t.Errorf("objective %s at %d stands after %s %d", o.ID, o.Evidence.At(0).Start, last, start[o.Source])
		}
		last, start[o.Source] = o.Source, o.Evidence.At(0).Start
	}
	at, last := 0, ""
	for m := range d.Mentions(cyberres.Filter{}) {
		if m.Source == last && m.Start < at {
			t.Errorf("mention at %d stands after %d", m.Start, at)
		}
		at, last = m.Start, m.Source
	}
	rank := map[cyberres.Kind]int{"objective": 0, "cooperation": 1, "position": 2, "relation": 3}
	var previous cyberres.Claim
	for s := range d.Statements(cyberres.Filter{}) {
		c := s.Claim()
		if c.Source < previous.Source || c.Source == previous.Source && rank[c.Kind] < rank[previous.Kind] {
			t.Errorf("%s stands after %s", c.ID, previous.ID)
		}
		previous = c
	}
	if one, two := ids(d, cyberres.Filter{}), ids(d, cyberres.Filter{}); one != two {
		t.Error("two runs differ")
	}
}
