package cyberres_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/generate"
)

// The sizes at which the library is measured, in statements. The largest takes some ten seconds to generate and open, and 2 GB.
var sizes = []int{1_000, 100_000, 1_000_000}

var opened sync.Map // by size

// sized returns a generated dataset of a size, the same for all benchmarks, with the index built.
func sized(b *testing.B, n int) *cyberres.Dataset {
	b.Helper()
	if d, ok := opened.Load(n); ok {
		return d.(*cyberres.Dataset)
	}
	d := generated(b, n, 1)
	d.IDs(cyberres.Filter{Actors: []cyberres.ActorID{"nobody"}})
	opened.Store(n, d)
	return d
}

func bySize(b *testing.B, run func(b *testing.B, d *cyberres.Dataset, r *rand.Rand)) {
	for _, n := range sizes {
		b.Run(fmt.Sprintf("statements=%d", n), func(b *testing.B) {
			d := sized(b, n)
			r := rand.New(rand.NewPCG(uint64(n), 1))
			b.ReportAllocs()
			run(b, d, r)
		})
	}
}

// asked are parameters that occur in the data, drawn so that what is much spoken of is much asked for.
type asked struct {
	ids     []cyberres.ID
	actors  []cyberres.ActorID
	modes   []cyberres.Mode
	holders []cyberres.ActorID
	themes  []cyberres.ThemeID
}

func draw(d *cyberres.Dataset, r *rand.Rand, n int) (a asked) {
	all := d.IDs(cyberres.Filter{})
	for range n {
		a.ids = append(a.ids, cyberres.ID(strings.Clone(string(all.At(r.IntN(all.Len())))))) // as if it came from outside
	}
	for len(a.actors) < n || len(a.holders) < n {
		id := all.At(r.IntN(all.Len()))
		if c, ok := d.Cooperation(id); ok && len(a.actors) < n {
			a.actors = append(a.actors, c.Parties.At(r.IntN(c.Parties.Len())).Actor)
			a.modes = append(a.modes, c.Mode)
		}
		if o, ok := d.Objective(id); ok && len(a.holders) < n {
			a.holders = append(a.holders, o.Holders.At(r.IntN(o.Holders.Len())))
			a.themes = append(a.themes, o.Themes.At(r.IntN(o.Themes.Len())))
		}
	}
	return a
}

// By random ids, and beside it what a bare Go map from the same ids to numbers takes for them: most of both is waiting for memory.
func BenchmarkByID(b *testing.B) {
	bySize(b, func(b *testing.B, d *cyberres.Dataset, r *rand.Rand) {
		all := d.IDs(cyberres.Filter{})
		a := draw(d, r, min(200_000, all.Len()))
		bare := map[cyberres.ID]int32{}
		for i := range all.Len() {
			bare[all.At(i)] = int32(i)
		}
		i, n := 0, 0
		start := time.Now()
		for b.Loop() {
			e, _ := d.Evidence(a.ids[i])
			n += e.Len()
			if i++; i == len(a.ids) {
				i = 0
			}
		}
		took := time.Since(start)
		start = time.Now()
		for k := range b.N {
			n += int(bare[a.ids[k%len(a.ids)]])
		}
		b.ReportMetric(float64(time.Since(start).Nanoseconds())/float64(b.N), "ns/op-of-a-map")
		b.ReportMetric(float64(took)/float64(time.Since(start)), "x-map")
		runtime.KeepAlive(n)
	})
}

func BenchmarkActorAndMode(b *testing.B) {
	bySize(b, func(b *testing.B, d *cyberres.Dataset, r *rand.Rand) {
		a := draw(d, r, 64)
		i, n := 0, 0
		for b.Loop() {
			n += d.IDs(cyberres.Filter{Actors: a.actors[i : i+1], Modes: a.modes[i : i+1]}).Len()
			i = (i + 1) % 64
		}
		b.ReportMetric(float64(n)/float64(b.N), "found/op")
	})
}

func BenchmarkActorAndModeRecords(b *testing.B) {
	bySize(b, func(b *testing.B, d *cyberres.Dataset, r *rand.Rand) {
		a := draw(d, r, 64)
		i, n := 0, 0
		for b.Loop() {
			for c := range d.Cooperations(cyberres.Filter{Actors: a.actors[i : i+1], Modes: a.modes[i : i+1]}) {
				n += 1 + len(c.Withdrawn)
			}
			i = (i + 1) % 64
		}
		b.ReportMetric(float64(n)/float64(b.N), "found/op")
	})
}

func BenchmarkThemeAndActor(b *testing.B) {
	kinds := []cyberres.Kind{cyberres.KindObjective}
	bySize(b, func(b *testing.B, d *cyberres.Dataset, r *rand.Rand) {
		a := draw(d, r, 64)
		i, n := 0, 0
		for b.Loop() {
			n += d.IDs(cyberres.Filter{Kinds: kinds, Actors: a.holders[i : i+1], Themes: a.themes[i : i+1]}).Len()
			i = (i + 1) % 64
		}
		b.ReportMetric(float64(n)/float64(b.N), "found/op")
	})
}

func BenchmarkNeighbours(b *testing.B) {
	bySize(b, func(b *testing.B, d *cyberres.Dataset, r *rand.Rand) {
		a := draw(d, r, 64)
		network := d.Network()
		for _, id := range a.actors {
			network.Neighbours(id)
		}
		i, n := 0, 0
		for b.Loop() {
			n += network.Neighbours(a.actors[i]).Len()
			i = (i + 1) % 64
		}
		b.ReportMetric(float64(n)/float64(b.N), "found/op")
	})
}

// The first time that an actor's neighbours are asked for, they are looked for.
func BenchmarkNeighboursAtFirst(b *testing.B) {
	bySize(b, func(b *testing.B, d *cyberres.Dataset, r *rand.Rand) {
		a := draw(d, r, 64)
		network := d.Network()
		i, n := 0, 0
		for b.Loop() {
			n += network.NeighboursAtFirst(a.actors[i]).Len()
			i = (i + 1) % 64
		}
		b.ReportMetric(float64(n)/float64(b.N), "found/op")
	})
}

func BenchmarkCompareThree(b *testing.B) {
	bySize(b, func(b *testing.B, d *cyberres.Dataset, r *rand.Rand) {
		a := draw(d, r, 66)
		i, n := 0, 0
		for b.Loop() {
			comparison, err := d.Compare(a.actors[i : i+3]...)
			if err != nil {
				b.Fatal(err)
			}
			for row := range comparison.Rows() {
				for cell := range row.Cells() {
					n += cell.Supporting.Len() + cell.Opposing.Len()
				}
			}
			i = (i + 1) % 64
		}
		b.ReportMetric(float64(n)/float64(b.N), "found/op")
	})
}

// The same questions to a view that leaves out a part of the statements.
func BenchmarkView(b *testing.B) {
	for name, ask := range map[string]func(view *cyberres.Dataset, a asked, i int) int{
		"by id": func(view *cyberres.Dataset, a asked, i int) int {
			e, _ := view.Evidence(a.ids[i])
			return e.Len()
		},
		"actor and mode": func(view *cyberres.Dataset, a asked, i int) int {
			return view.IDs(cyberres.Filter{Actors: a.actors[i : i+1], Modes: a.modes[i : i+1]}).Len()
		},
		"actor and mode, records": func(view *cyberres.Dataset, a asked, i int) (n int) {
			for c := range view.Cooperations(cyberres.Filter{Actors: a.actors[i : i+1], Modes: a.modes[i : i+1]}) {
				n += 1 + len(c.Withdrawn)
			}
			return n
		},
		"neighbours": func(view *cyberres.Dataset, a asked, i int) int { return view.Network().Neighbours(a.actors[i]).Len() },
		"compare three": func(view *cyberres.Dataset, a asked, i int) (n int) {
			comparison, err := view.Compare(a.actors[i], a.actors[(i+1)%64], a.actors[(i+2)%64])
			if err != nil {
				return 0
			}
			for row := range comparison.Rows() {
				for cell := range row.Cells() {
					n += cell.Supporting.Len() + cell.Opposing.Len()
				}
			}
			return n
		},
	} {
		b.Run(name, func(b *testing.B) {
			bySize(b, func(b *testing.B, d *cyberres.Dataset, r *rand.Rand) {
				a, view := draw(d, r, 64), d.AsOf("2018-06")
				for i := range 64 {
					ask(view, a, i)
				}
				i, n := 0, 0
				for b.Loop() {
					n += ask(view, a, i)
					i = (i + 1) % 64
				}
				b.ReportMetric(float64(n)/float64(b.N), "found/op")
			})
		})
	}
}

// Two words of one summary, over all texts.
func BenchmarkSearchTwoWords(b *testing.B) {
	for _, n := range []int{1_000, 72_000} {
		b.Run(fmt.Sprintf("statements=%d", n), func(b *testing.B) {
			d := sized(b, n)
			r := rand.New(rand.NewPCG(uint64(n), 2))
			all := d.IDs(cyberres.Filter{Kinds: []cyberres.Kind{cyberres.KindObjective}})
			var queries []string
			for len(queries) < 64 {
				o, _ := d.Objective(all.At(r.IntN(all.Len())))
				words := slices.DeleteFunc(strings.Fields(strings.Trim(o.Summary, ".")), func(w string) bool { return len(w) < 5 }) // the short ones are what all texts are full of
				if len(words) > 1 {
					queries = append(queries, words[r.IntN(len(words))]+" "+words[r.IntN(len(words))])
				}
			}
			d.Search(queries[0])
			found, i := 0, 0
			b.ReportAllocs()
			for b.Loop() {
				found += len(d.Search(queries[i]))
				i = (i + 1) % 64
			}
			b.ReportMetric(float64(found)/float64(b.N), "found/op")
		})
	}
}

// Opening beside encoding/json, which reads the same files into the same records without a single check, in one run; and the memory that stays.
func BenchmarkOpenBesideEncodingJSON(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprintf("statements=%d", n), func(b *testing.B) {
			files := generate.Dataset(n, 1)
			total := size(b, files)
			b.SetBytes(total)
			var open, decode, memory []float64
			for b.Loop() {
				before := heap()
				start := time.Now()
				d, err := cyberres.Open(files)
				if err != nil {
					b.Fatal(err)
				}
				open = append(open, time.Since(start).Seconds())
				d.IDs(cyberres.Filter{Actors: []cyberres.ActorID{"nobody"}}) // the index counts
				memory = append(memory, float64(heap()-before)/float64(total))
				runtime.KeepAlive(d)
				d = nil
				runtime.GC()
				start = time.Now()
				records, err := unmarshalAll(files)
				if err != nil {
					b.Fatal(err)
				}
				decode = append(decode, time.Since(start).Seconds())
				runtime.KeepAlive(records)
				records = nil
				runtime.GC()
			}
			b.ReportMetric(median(decode)/median(open), "x-encoding/json")
			b.ReportMetric(median(memory), "bytes/byte-of-JSON")
			b.ReportMetric(float64(total)/median(open)/1e6, "MB/s-open")
		})
	}
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// unmarshalAll reads all files with encoding/json into the library's own records.
func unmarshalAll(files fs.FS) (records []any, err error) {
	type annotations struct {
		Schema       string                 `json:"$schema"`
		Source       cyberres.SourceID      `json:"source"`
		Coverage     cyberres.Coverage      `json:"coverage"`
		Provenance   cyberres.Provenance    `json:"provenance"`
		Objectives   []cyberres.Objective   `json:"objectives"`
		Cooperations []cyberres.Cooperation `json:"cooperations"`
		Positions    []cyberres.Position    `json:"positions"`
		Relations    []cyberres.Relation    `json:"relations"`
		Mentions     []cyberres.Mention     `json:"mentions"`
		Remarks      []cyberres.Remark      `json:"remarks"`
	}
	return records, fs.WalkDir(files, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, path)
		if err != nil {
			return err
		}
		folder, _, _ := strings.Cut(path, "/")
		var record any
		switch folder {
		case "annotations":
			record = new(annotations)
		case "actors":
			record = new(cyberres.Actor)
		case "instruments":
			record = new(cyberres.Instrument)
		case "sources":
			record = new(cyberres.Source)
		case "themes.json":
			record = new(struct{ Themes []cyberres.Theme })
		case "references.json":
			record = new(struct{ References []cyberres.Reference })
		default:
			record = new(cyberres.Version)
		}
		records = append(records, record)
		return json.Unmarshal(data, record)
	})
}

// The cells of any actors, empty ones included, are read without memory of their own.
func TestComparisonAllocatesNothing(t *testing.T) {
	for name, d := range map[string]*cyberres.Dataset{"dataset": cyberres.Default(), "generated": generated(t, 300, 4)} {
		var actors []cyberres.ActorID
		for a := range d.Actors() {
			actors = append(actors, a.ID)
		}
		n := 0
		for i := 0; i+3 <= len(actors); i += 3 {
			if allocs := testing.AllocsPerRun(10, func() {
				c, err := d.Compare(actors[i : i+3]...)
				if err != nil {
					t.Fatal(err)
				}
				for row := range c.Rows() {
					if row.Differs() || row.Empty() {
						n++
					}
					for cell := range row.Cells() {
						n += cell.Supporting.Len() + cell.Opposing.Len() + len(cell.State)
					}
				}
			}); allocs != 0 {
				t.Errorf("%s: %v: %v allocations", name, actors[i:i+3], allocs)
			}
		}
		if n == 0 {
			t.Errorf("%s: nothing to compare", name)
		}
	}
}

// What a query walks is its answer: the five that people ask most need neither memory nor a look at anything else, at any size, through a view too. Only a
// list that a view has less of than the dataset has to be written somewhere.
func TestCommonQueriesAllocateNothing(t *testing.T) {
	whole := generated(t, 3000, 9)
	a := draw(whole, rand.New(rand.NewPCG(1, 1)), 64)
	kinds := []cyberres.Kind{cyberres.KindObjective}
	for date, lists := range map[cyberres.Date]float64{"": 0, "2999": 0, "2018-06": 2} {
		d := whole.AsOf(date)
		network := d.Network()
		i, n := 0, 0
		for name, q := range map[string]struct {
			most float64
			ask  func()
		}{
			"by id":       {0, func() { o, _ := d.Objective(a.ids[i]); n += o.Evidence.Len() }},
			"evidence":    {0, func() { e, _ := d.Evidence(a.ids[i]); n += e.Len() }},
			"actor, mode": {lists / 2, func() { n += d.IDs(cyberres.Filter{Actors: a.actors[i : i+1], Modes: a.modes[i : i+1]}).Len() }},
			"actor, mode, records": {0, func() {
				for c := range d.Cooperations(cyberres.Filter{Actors: []cyberres.ActorID{a.actors[i]}, Modes: []cyberres.Mode{a.modes[i]}}) {
					n += c.Parties.Len()
				}
			}},
			"theme, actor": {lists / 2, func() {
				n += d.IDs(cyberres.Filter{Kinds: kinds, Actors: a.holders[i : i+1], Themes: a.themes[i : i+1]}).Len()
			}},
			"theme, actor, records": {0, func() {
				for o := range d.Objectives(cyberres.Filter{Actors: []cyberres.ActorID{a.holders[i]}, Themes: []cyberres.ThemeID{a.themes[i]}}) {
					n += o.Themes.Len()
				}
			}},
			"statements of an actor": {0, func() {
				for s := range d.Statements(cyberres.Filter{Actors: []cyberres.ActorID{a.holders[i]}}) {
					if s != nil {
						n++
					}
				}
			}},
			"neighbours": {lists, func() {
				for tie := range network.Neighbours(a.actors[i]).All() {
					n += tie.Records.Len()
				}
			}},
			"compare three": {0, func() {
				c, err := d.Compare(a.actors[i], a.actors[(i+1)%64], a.actors[(i+2)%64])
				if err != nil {
					t.Fatal(err)
				}
				for row := range c.Rows() {
					for cell := range row.Cells() {
						n += cell.Supporting.Len() + len(cell.State)
					}
				}
			}},
		} {
			run := func() { q.ask(); i = (i + 1) % 64 }
			for range 64 {
				run() // what is built on first use
			}
			if allocs := testing.AllocsPerRun(640, run); allocs > q.most {
				t.Errorf("%q: %s: %v allocations", date, name, allocs)
			}
		}
		if n == 0 {
			t.Errorf("%q: the queries find nothing", date)
		}
	}
}
