package cyberres_test

import (
	"slices"

	"github.com/cyberres/cyberres/cyberres"
)

// A piece is a run of text that quotes show.
type piece struct {
	start, end int // in code points
	words      int
}

// pieces returns what the quotes of a source show, word by word; with mentions and direct speech, or without.
func pieces(d *cyberres.Dataset, s cyberres.Source, all bool) (out []piece) {
	add := func(start int, text string) {
		points := []rune(text)
		for _, w := range wordsOf(points) {
			out = append(out, piece{start + w[0], start + w[1], 1})
		}
	}
	evidence := func(list cyberres.List[cyberres.Evidence]) {
		for e := range list.All() {
			if e.Quoted == cyberres.QuotedSpeech && !all {
				continue
			}
			first, last := e.Ends()
			add(e.Start, first)
			add(e.End-len([]rune(last)), last)
		}
	}
	only := cyberres.Filter{Sources: []cyberres.SourceID{s.ID}}
	for st := range d.Statements(only) {
		evidence(st.Claim().Evidence)
	}
	for r := range d.Remarks(only) {
		evidence(r.Evidence)
	}
	if all {
		for m := range d.Mentions(only) {
			add(m.Start, m.Quote)
		}
	}
	return out
}

// merge joins words into runs: a word shown twice counts once, and no word fits into a gap of two code points.
func merge(words []piece) (runs []piece) {
	slices.SortFunc(words, func(a, b piece) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	end := -1
	for _, w := range words {
		if w.end <= end {
			continue // shown already
		}
		if len(runs) > 0 && w.start-end <= 2 {
			runs[len(runs)-1].words++
			runs[len(runs)-1].end = w.end
		} else {
			runs = append(runs, w)
		}
		end = w.end
	}
	return runs
}
