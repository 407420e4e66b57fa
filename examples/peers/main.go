// Peers measures this library beside general stores on the same invented data, in one run: go-memdb, SQLite in memory and gojq.
//
//	cd examples/peers && go run . [-n 100000] [-seed 1] [-queries 64] [-engines cyberres,memdb,sqlite,gojq]
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/cyberres/cyberres/internal/generate"
)

func main() {
	c := config{out: os.Stdout}
	flag.IntVar(&c.statements, "n", 100_000, "number of statements")
	flag.Uint64Var(&c.seed, "seed", 1, "of the data and of the parameters")
	flag.IntVar(&c.params, "queries", 64, "parameters of each query")
	engines := flag.String("engines", "cyberres,memdb,sqlite,gojq", "what to measure; the others are held to the answers of the first")
	flag.DurationVar(&c.budget, "budget", 3*time.Second, "time for one query on one engine, once to check the answers and once to measure")
	flag.IntVar(&c.jqMax, "gojqmax", 100_000, "gojq is measured on at most so many statements: it keeps JSON as maps and takes ten times its size")
	flag.Parse()
	c.engines = strings.Split(*engines, ",")
	if err := c.run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type config struct {
	out                io.Writer
	statements, params int
	seed               uint64
	engines            []string
	budget             time.Duration
	jqMax              int
}

func newStore(engine string) store {
	switch engine {
	case "cyberres":
		return &library{}
	case "memdb":
		return &memory{}
	case "sqlite":
		return &lite{}
	case "gojq":
		return &jq{}
	}
	return nil
}

// run measures all engines and prints the tables. The error says where engines disagree.
func (c *config) run() error {
	if c.statements < 100 || c.params < 1 || c.jqMax < 100 {
		return errors.New("too little to measure: take at least 100 statements and one parameter")
	}
	var large, small []string // gojq may have less data
	for _, e := range c.engines {
		if newStore(e) == nil {
			return fmt.Errorf("no engine %q; there are cyberres, memdb, sqlite and gojq", e)
		}
		if e == "gojq" && c.statements > c.jqMax {
			small = append(small, e)
		} else {
			large = append(large, e)
		}
	}
	if len(small) > 0 && len(large) > 0 && large[0] == "cyberres" {
		small = append([]string{"cyberres"}, small...) // to compare with
	}
	var runs []*run
	for _, part := range []struct {
		engines    []string
		statements int
	}{{large, c.statements}, {small, c.jqMax}} {
		if len(part.engines) == 0 {
			continue
		}
		more, err := c.measure(part.engines, part.statements)
		if err != nil {
			return err
		}
		runs = append(runs, more...)
	}
	fmt.Fprintln(c.out)
	printLoading(c.out, runs)
	fmt.Fprintln(c.out)
	fmt.Fprintln(c.out, "A call: median / 95th percentile / allocations. Found: items of an answer, on average. ×: the median as a multiple of that of cyberres. Cut after k: the time was enough for k parameters.")
	fmt.Fprintln(c.out)
	printQueries(c.out, queries(), runs)
	if len(small) > 0 {
		fmt.Fprintf(c.out, "\ngojq was measured on %d statements only, and compared with cyberres on the same.\n", c.jqMax)
	}
	return nil
}

// measure measures engines one after another on the same data, and holds their answers to those of the first.
func (c *config) measure(engines []string, statements int) (runs []*run, err error) {
	start := time.Now()
	fsys := generate.Dataset(statements, c.seed)
	generated := time.Since(start)
	bytes := int64(0)
	err = fs.WalkDir(fsys, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		bytes += info.Size()
		return err
	})
	if err != nil {
		return nil, err
	}
	params, records, err := c.draw(fsys)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(c.out, "%d statements (%d records with an id) of seed %d: %d MB of JSON, generated in %s. %s, %s/%s, %d cores. %d parameters a query.\n",
		statements, records, c.seed, bytes>>20, shown(generated), runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), c.params)
	for _, engine := range engines {
		r, err := c.one(engine, fsys, params)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", engine, err)
		}
		r.statements = statements
		runs = append(runs, r)
		if runs[0].engine == "cyberres" {
			r.library = runs[0]
		}
		if err := agree(runs[0], r, params); err != nil {
			return nil, err
		}
	}
	return runs, nil
}

// draw draws the parameters of all queries.
func (c *config) draw(fsys fs.FS) (params [][]param, count int, err error) {
	r, err := decode(fsys)
	if err != nil {
		return nil, 0, err
	}
	count = len(r.entities) + len(r.statements) + len(r.remarks)
	for i, q := range queries() {
		s := &sampler{rand.New(rand.NewPCG(c.seed, uint64(i))), r}
		n := c.params
		if q.all {
			n = min(count, 200_000)
		}
		drawn := make([]param, n)
		for k := range drawn {
			drawn[k] = q.draw(s)
		}
		params = append(params, drawn)
	}
	return params, count, nil
}

func (c *config) one(engine string, fsys fs.FS, params [][]param) (*run, error) {
	s, r := newStore(engine), &run{engine: engine}
	var err error
	if r.loading, err = load(s, fsys); err != nil {
		return nil, err
	}
	for i, q := range queries() {
		m, err := measure(s, q, params[i], c.budget)
		if err != nil {
			return nil, errors.Join(err, s.close())
		}
		r.results = append(r.results, m)
	}
	return r, s.close()
}

// agree compares the answers of two engines, as far as both have them.
func agree(first, second *run, params [][]param) error {
	var errs []error
	for i, q := range queries() {
		a, b := first.results[i].sums, second.results[i].sums
		for k := range min(len(a), len(b)) {
			if a[k] != b[k] {
				errs = append(errs, fmt.Errorf("%s and %s do not agree on %s, first for %+v", first.engine, second.engine, q.name, params[i][k]))
				break
			}
		}
	}
	return errors.Join(errs...)
}
