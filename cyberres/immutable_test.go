package cyberres_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
)

// answers are one value of everything that a dataset returns.
func answers(d *cyberres.Dataset) []any {
	all := cyberres.Filter{}
	comparison, err := d.Compare("north-macedonia", "european-union", "japan")
	if err != nil {
		panic(err)
	}
	out := []any{d.Version()}
	for row := range comparison.Rows() {
		out = append(out, row.Theme)
		for cell := range row.Cells() {
			out = append(out, struct{ State cyberres.CellState }{cell.State})
			out = append(out, boxed(cell.Supporting.Slice())...)
			out = append(out, boxed(cell.Opposing.Slice())...)
		}
	}
	out = append(out, boxed(slices.Collect(d.Actors()))...)
	out = append(out, boxed(slices.Collect(d.Sources()))...)
	out = append(out, boxed(slices.Collect(d.Themes()))...)
	out = append(out, boxed(slices.Collect(d.Instruments(all)))...)
	out = append(out, boxed(slices.Collect(d.Objectives(all)))...)
	out = append(out, boxed(slices.Collect(d.Cooperations(all)))...)
	out = append(out, boxed(slices.Collect(d.Positions(all)))...)
	out = append(out, boxed(slices.Collect(d.Relations(all)))...)
	out = append(out, boxed(slices.Collect(d.Mentions(all)))...)
	out = append(out, boxed(slices.Collect(d.Remarks(all)))...)
	out = append(out, boxed(slices.Collect(d.Quotations(all)))...)
	out = append(out, boxed(slices.Collect(d.Participations(all)))...)
	for s := range d.Statements(all) {
		out = append(out, s, s.Claim())
	}
	for a := range d.Actors() {
		out = append(out, boxed(d.Network().Neighbours(a.ID).Slice())...)
		out = append(out, boxed(d.Resolve(a.Name))...)
	}
	out = append(out, boxed(cyberres.Diff(d.AsOf("2019"), d).Records.Slice())...)
	for part := range d.Network().Components().All() {
		out = append(out, struct {
			Part cyberres.List[cyberres.ActorID]
		}{part})
	}
	out = append(out, struct{ All, Mode cyberres.List[cyberres.ID] }{d.IDs(all), d.IDs(cyberres.Filter{Actors: []cyberres.ActorID{"japan"}, Modes: []cyberres.Mode{"regional"}})})
	for _, h := range d.Search("japan") {
		out = append(out, boxed(h.Places())...)
	}
	for r := range d.Remarks(all) {
		for id := range r.References.All() {
			reference, _ := d.Reference(id)
			out = append(out, reference)
		}
	}
	return out
}

func boxed[T any](values []T) (out []any) {
	for _, v := range values {
		out = append(out, v)
	}
	return out
}

func fingerprint(t *testing.T, d *cyberres.Dataset) string {
	t.Helper()
	data, err := json.Marshal(answers(d))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// overwrite sets everything that can be reached from v by the means of a caller: settable fields, and the results of methods without arguments
// that return slices. Unexported fields are out of reach; that nothing exported leads to shared memory is what the test shows.
func overwrite(v reflect.Value, depth int) {
	if depth > 12 || !v.IsValid() {
		return
	}
	if v.CanInterface() {
		for i := range v.NumMethod() {
			m := v.Type().Method(i)
			if m.Type.NumIn() == 1 && m.Type.NumOut() == 1 && m.Type.Out(0).Kind() == reflect.Slice && m.Type.Out(0).Elem().Kind() != reflect.Uint8 {
				overwrite(v.Method(i).Call(nil)[0], depth+1)
			}
		}
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		overwrite(v.Elem(), depth+1)
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			overwrite(v.Index(i), depth+1)
			if v.Index(i).CanSet() {
				v.Index(i).SetZero()
			}
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			v.SetMapIndex(k, reflect.Value{})
		}
	case reflect.Struct:
		for i := range v.NumField() {
			overwrite(v.Field(i), depth+1)
			if v.Field(i).CanSet() {
				v.Field(i).SetZero()
			}
		}
	}
}

func TestNothingReturnedLeadsBackIntoTheDataset(t *testing.T) {
	d := cyberres.Default()
	before := fingerprint(t, d)
	for _, list := range [][]cyberres.ID{d.IDs(cyberres.Filter{}).Slice(), d.IDs(cyberres.Filter{Actors: []cyberres.ActorID{"japan"}, Modes: []cyberres.Mode{"regional"}}).Slice()} {
		clear(list)
	}
	for _, a := range answers(d) {
		p := reflect.New(reflect.TypeOf(a)) // the caller's own copy
		p.Elem().Set(reflect.ValueOf(a))
		overwrite(p, 0)
		if !p.Elem().IsZero() && !slices.Contains([]reflect.Kind{reflect.Interface}, p.Elem().Kind()) {
			t.Errorf("%T was not overwritten", a)
		}
	}
	if after := fingerprint(t, d); after != before {
		t.Error("the dataset has changed")
	}
}

// overwrite would notice: it changes a value that does share memory.
func TestOverwriteFindsSharedMemory(t *testing.T) {
	type leaky struct{ Items []string }
	shared := []string{"a", "b"}
	v := leaky{shared}
	overwrite(reflect.ValueOf(&v), 0)
	if shared[0] != "" {
		t.Error("a shared slice is left alone")
	}
}

// No field of a record is a slice, map, pointer, function, channel or interface; only List holds anything, behind its methods.
func TestRecordTypesHoldNothingShared(t *testing.T) {
	d := cyberres.Default()
	seen := map[reflect.Type]bool{}
	var walk func(t reflect.Type, path string) []string
	walk = func(typ reflect.Type, path string) (bad []string) {
		if seen[typ] {
			return nil
		}
		seen[typ] = true
		switch typ.Kind() {
		case reflect.Slice, reflect.Map, reflect.Pointer, reflect.Func, reflect.Chan, reflect.Interface, reflect.UnsafePointer:
			return []string{path + " is a " + typ.Kind().String()}
		case reflect.Array:
			return walk(typ.Elem(), path+"[]")
		case reflect.Struct:
			if strings.HasPrefix(typ.Name(), "List[") {
				if typ.NumField() != 1 || typ.Field(0).IsExported() {
					return []string{path + ": List has an exported field"}
				}
				return walk(typ.Field(0).Type.Elem(), path+"[]")
			}
			for i := range typ.NumField() {
				bad = append(bad, walk(typ.Field(i).Type, path+"."+typ.Field(i).Name)...)
			}
		}
		return bad
	}
	for _, a := range answers(d) {
		for _, bad := range walk(reflect.TypeOf(a), reflect.TypeOf(a).Name()) {
			t.Error(bad)
		}
	}
	if len(seen) < 30 {
		t.Errorf("only %d types were seen", len(seen))
	}
	if got := walk(reflect.TypeOf(struct{ A struct{ M map[string]int } }{}), "x"); len(got) != 1 {
		t.Errorf("the walk misses a map: %v", got)
	}
}

// Sixteen readers at once, the first call to Default among them; the race detector watches.
func TestConcurrentReaders(t *testing.T) {
	d := harbour(t) // fresh: nothing that is built on first use is there
	var wait sync.WaitGroup
	results := make([]string, 16)
	for i := range results {
		wait.Go(func() {
			d := d
			if i%2 == 0 {
				d = cyberres.Default()
			}
			for range 3 {
				n := 0
				for range d.Statements(cyberres.Filter{Parts: true}) {
					n++
				}
				for range d.Quotations(cyberres.Filter{}) {
					n++
				}
				for a := range d.Actors() {
					c, err := d.Compare(a.ID)
					if err != nil {
						t.Error(err)
						continue
					}
					n += len(c.Table(80)) + d.Network().Neighbours(a.ID).Len() + len(d.Resolve(a.Name))
				}
				n += len(d.Search("the")) + d.IDs(cyberres.Filter{}).Len() + len(d.Version().Digest)
				for range d.AsOf("2021").Statements(cyberres.Filter{}) {
					n++
				}
				results[i] = fmt.Sprint(n)
			}
		})
	}
	wait.Wait()
	for i := range results {
		if results[i] != results[i%2] {
			t.Errorf("reader %d saw %s records, reader %d saw %s", i, results[i], i%2, results[i%2])
		}
	}
}

// Ranging over records and reading their lists allocates nothing.
func TestQueriesAllocateNothing(t *testing.T) {
	d := cyberres.Default()
	d.Statements(cyberres.Filter{})(func(cyberres.Statement) bool { return false }) // boxes the statements
	f := cyberres.Filter{Actors: []cyberres.ActorID{"japan"}, Themes: []cyberres.ThemeID{"capacity-building"}, Parts: true, Not: []cyberres.Filter{{Stances: []cyberres.Stance{"opposes"}}}}
	sum := uintptr(0)
	for name, run := range map[string]func(){
		"lookup": func() {
			a, _ := d.Actor("japan")
			o, _ := d.Objective("japan-resilience-objective")
			sum += uintptr(a.Names.Len()) + uintptr(o.Evidence.Len())
		},
		"objectives": func() {
			for o := range d.Objectives(f) {
				for e := range o.Evidence.All() {
					sum += uintptr(e.Start)
				}
			}
		},
		"cooperations": func() {
			for c := range d.Cooperations(f) {
				sum += uintptr(c.Parties.Len())
			}
		},
		"positions": func() {
			for p := range d.Positions(cyberres.Filter{Actors: f.Actors}) {
				sum += uintptr(p.Evidence.Len())
			}
		},
		"relations": func() {
			for r := range d.Relations(f) {
				sum += uintptr(r.Evidence.Len())
			}
		},
		"statements": func() {
			for range d.Statements(f) {
				sum++
			}
		},
		"mentions": func() {
			for m := range d.Mentions(cyberres.Filter{Actors: f.Actors}) {
				sum += uintptr(m.Start)
			}
		},
		"remarks": func() {
			for r := range d.Remarks(cyberres.Filter{Actors: f.Actors}) {
				sum += uintptr(r.About.Len())
			}
		},
		"instruments": func() {
			for i := range d.Instruments(cyberres.Filter{Actors: f.Actors}) {
				sum += uintptr(i.Timeline.Len())
			}
		},
		"actors": func() {
			for a := range d.Actors() {
				sum += uintptr(a.Names.Len())
			}
		},
	} {
		if n := testing.AllocsPerRun(100, run); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}
