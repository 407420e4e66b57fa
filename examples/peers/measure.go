package main

import (
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"
)

// How often each parameter is asked for, by every engine: so many times in a row make a sample, which is their mean, since one call may be shorter than the
// clock is fine; so many rounds over all parameters.
const (
	inRow  = 16
	rounds = 5
)

// A measurement is one query on one engine.
type measurement struct {
	none        bool // the engine has no such query
	median, p95 time.Duration
	allocations float64  // a call
	calls       int      // that were measured
	cut         int      // the number of parameters that the time was enough for; 0 for all
	found       float64  // a call
	sums        []uint64 // of the answers, by parameter
}

// measure asks an engine for every parameter once, which gives the sums of the answers and warms it, and then measures. Either part ends when the budget is
// spent.
func measure(s store, q query, params []param, budget time.Duration) (m measurement, err error) {
	a := newAnswer()
	start := time.Now()
	for i := range params {
		a.reset()
		if err := q.ask(s, &params[i], a); err == errNone {
			return measurement{none: true}, nil
		} else if err != nil {
			return m, fmt.Errorf("%s: %w", q.name, err)
		}
		m.sums = append(m.sums, a.sum())
		m.found += float64(a.found())
		if time.Since(start) > budget && i+1 < len(params) {
			m.cut = i + 1
			break
		}
	}
	params = params[:len(m.sums)]
	a.keep = false
	m.found /= float64(len(params))
	samples, err := sample(s, q, params, budget, a, &m)
	slices.Sort(samples)
	m.median, m.p95 = samples[len(samples)/2], samples[len(samples)*95/100]
	return m, err
}

func sample(s store, q query, params []param, budget time.Duration, a *answer, m *measurement) (samples []time.Duration, err error) {
	step := 1
	if q.all {
		step = inRow
	}
	samples = make([]time.Duration, 0, rounds*len(params)/step+rounds)
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begin := time.Now()
measuring:
	for range rounds {
		for i := 0; i < len(params); i += step {
			start := time.Now()
			for k := range inRow {
				p := &params[i]
				if q.all {
					p = &params[(i+k)%len(params)]
				}
				a.reset()
				if err := q.ask(s, p, a); err != nil {
					return []time.Duration{0}, fmt.Errorf("%s: %w", q.name, err)
				}
			}
			end := time.Now()
			samples = append(samples, end.Sub(start)/inRow)
			if end.Sub(begin) > budget {
				break measuring
			}
		}
	}
	runtime.ReadMemStats(&after)
	m.calls = len(samples) * inRow
	m.allocations = float64(after.Mallocs-before.Mallocs) / float64(m.calls)
	if done := len(samples) * step; done < len(params) {
		m.cut = done
	}
	return samples, nil
}

// A loading is what it takes to have an engine ready.
type loading struct {
	took, decoding time.Duration
	heap, resident int64 // bytes more than before, garbage collected and unused memory returned; resident is 0 where the system does not tell
}

func load(s store, fsys fs.FS) (l loading, err error) {
	debug.FreeOSMemory()
	heap, resident := usage()
	start := time.Now()
	if l.decoding, err = s.load(fsys); err != nil {
		return l, err
	}
	l.took = time.Since(start)
	debug.FreeOSMemory()
	l.heap, l.resident = usage()
	l.heap, l.resident = l.heap-heap, l.resident-resident
	return l, nil
}

// usage returns the bytes of the Go heap and of the resident set of the process.
func usage() (heap, resident int64) {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	status, _ := os.ReadFile("/proc/self/status") // Linux
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); fields[0] == "VmRSS:" {
			kilobytes, _ := strconv.ParseInt(fields[1], 10, 64)
			resident = kilobytes << 10
		}
	}
	return int64(stats.HeapAlloc), resident
}
