package suggest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/phrase"
)

// cues are the wordings of a dataset, by the words that they begin with, in lower case.
type cues struct {
	exact  map[string][]wording    // by the first word
	pairs  map[[2]string][]wording // by the first two, where both are whole: "to" begins hundreds
	prefix map[string][]wording    // by the first three letters, of those that begin with any ending of a word
	verbs  map[string]bool         // with which an aim can begin: "to strengthen"
}

// A wording is one phrase of a cue.
type wording struct {
	*cyberres.Cue
	list   int // of the kind of cue, in says
	phrase string
	words  []phrase.Word
}

// says are the kinds of cues that texts are read for, in the order of hits at one place.
var says = [...]string{
	cyberres.CueObjective, cyberres.CueList, cyberres.CueCooperation, cyberres.CuePosition, cyberres.CueRelation, // these propose statements
	cyberres.CueTheme, cyberres.CueMode, cyberres.CueRole, cyberres.CueVoice, cyberres.CueDate,
}

const (
	proposing = 5  // of says
	maxHits   = 50 // of one of these in a sentence: what each is compared with grows with their number
)

// compile reads the phrases of cues. Those of a dataset have been checked, so that an error is of a cue made by hand.
func compile(list cyberres.List[cyberres.Cue]) (*cues, error) {
	c := &cues{map[string][]wording{}, map[[2]string][]wording{}, map[string][]wording{}, map[string]bool{}}
	for i := range list.Len() {
		cue := list.At(i)
		kind := slices.Index(says[:], cue.Says)
		if kind < 0 {
			continue // it tells what names are of
		}
		for p := range cue.Phrases.All() {
			// A hyphen parts words in texts, and so it does here: "capacity-building" finds "capacity building".
			words, err := phrase.Parse(strings.ReplaceAll(p, "-", " "))
			if err != nil {
				return nil, fmt.Errorf("cue of %s %s: %w", cue.Says, cue.Value, err)
			}
			w := wording{&cue, kind, p, words}
			switch first := words[0]; {
			case first.Prefix:
				c.prefix[stem(strings.ToLower(first.Text))] = append(c.prefix[stem(strings.ToLower(first.Text))], w)
			case len(words) > 1 && !words[1].Prefix && !words[1].Gap:
				key := [2]string{strings.ToLower(first.Text), strings.ToLower(words[1].Text)}
				c.pairs[key] = append(c.pairs[key], w)
			default:
				c.exact[strings.ToLower(first.Text)] = append(c.exact[strings.ToLower(first.Text)], w)
			}
			if cue.Says == cyberres.CueObjective && len(words) == 2 && words[0].Text == "to" {
				c.verbs[words[1].Text] = true
			}
		}
	}
	return c, nil
}

// stem is what words are filed by that may have any ending.
func stem(s string) string {
	n := 0
	for i := range s {
		if n == 3 {
			return s[:i]
		}
		n++
	}
	return s
}

// A hit is a place where a text has a wording.
type hit struct {
	*wording
	from, to int // tokens, half open
}

// hits are the wordings of a sentence by the kind of cue, as in says.
type hits [len(says)][]hit

// in finds the wordings in tokens, which are those of one sentence: one of each kind of cue at a place, the surest, and of those the longest; the first of what is
// left. The cost grows with the number of tokens, not with that of cues, but for those that share their first words. The lists are overwritten, to use their memory.
func (c *cues) in(tokens []token, found *hits) {
	for k := range found {
		found[k] = found[k][:0]
	}
	var best place
	for i := range tokens {
		t := &tokens[i]
		for k, list := 0, c.exact[t.lower]; k < len(list); k++ {
			best.try(&list[k], tokens, i)
		}
		if i+1 < len(tokens) {
			for k, list := 0, c.pairs[[2]string{t.lower, tokens[i+1].lower}]; k < len(list); k++ {
				best.try(&list[k], tokens, i)
			}
		}
		// The stem of the wording may be shorter than three letters.
		s := stem(t.lower)
		for n := 1; n <= len(s); n++ {
			for k, list := 0, c.prefix[s[:n]]; k < len(list); k++ {
				best.try(&list[k], tokens, i)
			}
		}
		if !best.any {
			continue
		}
		for k := range found {
			if h := best.of[k]; h.to > 0 && (k >= proposing || len(found[k]) < maxHits) {
				found[k] = append(found[k], h)
			}
		}
		best = place{}
	}
}

// A place has the best hit of each kind that begins there; one that ends nowhere is none.
type place struct {
	of  [len(says)]hit
	any bool
}

func (b *place) try(w *wording, tokens []token, i int) {
	end := w.at(tokens, i)
	if end == 0 {
		return
	}
	if h := &b.of[w.list]; h.to == 0 || w.Sure > h.Sure || w.Sure == h.Sure && end > h.to {
		*h = hit{w, i, end}
		b.any = true
	}
}

// at returns where the wording ends first if it begins at token i, else 0. Behind an ellipsis there may be several places where its next word stands, and all are
// gone on from: the nearest may lead nowhere.
func (w *wording) at(tokens []token, i int) int {
	var memory [2][2 * phrase.MaxGap]int
	from := append(memory[0][:0], i)
	for k, word := range w.words {
		next := memory[(k+1)%2][:0]
		for _, i := range from {
			most := i
			if word.Gap {
				most += phrase.MaxGap
			}
			for ; i <= most && i < len(tokens); i++ {
				if k > 0 && !word.Gap && tokens[i].apart && !tokens[i].item {
					break
				}
				if word.Matches(tokens[i].text, tokens[i].lower) && (len(next) == 0 || next[len(next)-1] <= i) {
					next = append(next, i+1)
				}
			}
		}
		if from = next; len(from) == 0 {
			return 0
		}
	}
	return from[0]
}
