package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// All engines give the same answers to all parameters, and the program prints them.
func TestEnginesAgree(t *testing.T) {
	engines := []string{"cyberres", "memdb", "sqlite", "gojq"}
	var out bytes.Buffer
	c := config{out: &out, statements: 2000, params: 8, seed: 1, budget: time.Second}
	runs, err := c.measure(engines, c.statements) // fails where they do not agree
	if err != nil {
		t.Fatal(err)
	}
	printLoading(&out, runs)
	printQueries(&out, queries(), runs)
	for i, q := range queries() {
		for _, r := range runs {
			m := r.results[i]
			if m.none && (r.engine == "sqlite" || i < len(queries())-1) {
				t.Errorf("%s: %s has no answer", q.name, r.engine)
			}
			if !m.none && (m.found == 0 || len(m.sums) < c.params || m.median <= 0 || m.p95 < m.median) {
				t.Errorf("%s: %s has measured %+v", q.name, r.engine, m)
			}
		}
		if !strings.Contains(out.String(), "\n| "+q.name+" | ") {
			t.Errorf("no row %q", q.name)
		}
	}
	for _, e := range engines {
		if !strings.Contains(out.String(), "\n| "+e+" | 2000 | ") {
			t.Errorf("no row %q", e)
		}
	}
	if t.Failed() {
		t.Log(out.String())
	}
}

// Where gojq has less data, the table says so.
func TestLessForGojq(t *testing.T) {
	var out bytes.Buffer
	c := config{out: &out, statements: 500, params: 2, seed: 2, budget: 100 * time.Millisecond, engines: []string{"cyberres", "gojq"}, jqMax: 200}
	if err := c.run(); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\n| cyberres | 500 | ", "\n| cyberres | 200 | ", "\n| gojq | 200 | ", "gojq was measured on 200 statements only"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestDisagreement(t *testing.T) {
	empty := make([]measurement, len(queries()))
	one, other := &run{engine: "one", results: empty}, &run{engine: "other", results: append([]measurement{{sums: []uint64{2}}}, empty[1:]...)}
	params := [][]param{{{id: "it"}}}
	if err := agree(one, other, params); err != nil {
		t.Errorf("one engine without answers: %v", err)
	}
	one.results = append([]measurement{{sums: []uint64{1}}}, empty[1:]...)
	if err := agree(one, other, params); err == nil || !strings.Contains(err.Error(), "one and other do not agree on 1 record by id") || !strings.Contains(err.Error(), "it") {
		t.Errorf("two different sums: %v", err)
	}
}

func TestUnknownEngine(t *testing.T) {
	c := config{out: &bytes.Buffer{}, statements: 500, params: 2, engines: []string{"abacus"}, jqMax: 500}
	if err := c.run(); err == nil || !strings.Contains(err.Error(), "abacus") {
		t.Errorf("an unknown engine: %v", err)
	}
}
