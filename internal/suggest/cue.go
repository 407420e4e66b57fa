package suggest

import (
	"fmt"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/phrase"
)

// cues are the wordings of a dataset, by the words that they begin with.
type cues struct {
	exact  map[string][]wording // by the first word
	prefix map[string][]wording // by the first three letters, of those that begin with any ending of a word
	verbs  map[string]bool      // with which an aim can begin: "to strengthen"
}

// A wording is one phrase of a cue.
type wording struct {
	*cyberres.Cue
	phrase string
	words  []phrase.Word
}

// compile reads the phrases of cues. Those of a dataset have been checked, so that an error is of a cue made by hand.
func compile(list cyberres.List[cyberres.Cue]) (*cues, error) {
	c := &cues{map[string][]wording{}, map[string][]wording{}, map[string]bool{}}
	for i := range list.Len() {
		cue := list.At(i)
		for p := range cue.Phrases.All() {
			// A hyphen parts words in texts, and so it does here: "capacity-building" finds "capacity building".
			words, err := phrase.Parse(strings.ReplaceAll(p, "-", " "))
			if err != nil {
				return nil, fmt.Errorf("cue of %s %s: %w", cue.Says, cue.Value, err)
			}
			w := wording{&cue, p, words}
			switch first := words[0]; {
			case first.Prefix:
				c.prefix[stem(strings.ToLower(first.Text))] = append(c.prefix[stem(strings.ToLower(first.Text))], w)
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
	wording
	from, to int // tokens, half open
}

// in finds the wordings in tokens, which are those of one sentence: one of each kind of cue at a place, the surest. The cost grows with the number of tokens,
// not with that of cues, but for those that share their first words.
func (c *cues) in(tokens []token) (hits []hit) {
	for i := range tokens {
		best := map[string]hit{}
		try := func(w wording) {
			end := w.at(tokens, i)
			if end == 0 {
				return
			}
			if h, ok := best[w.Says]; !ok || w.Sure > h.Sure || w.Sure == h.Sure && end > h.to {
				best[w.Says] = hit{w, i, end}
			}
		}
		for _, w := range c.exact[tokens[i].lower] {
			try(w)
		}
		// The stem of the wording may be shorter than three letters.
		s := stem(tokens[i].lower)
		for n := 1; n <= len(s); n++ {
			for _, w := range c.prefix[s[:n]] {
				try(w)
			}
		}
		for _, says := range []string{cyberres.CueObjective, cyberres.CueCooperation, cyberres.CuePosition, cyberres.CueRelation, cyberres.CueTheme, cyberres.CueMode, cyberres.CueRole, cyberres.CueVoice, cyberres.CueDate} {
			if h, ok := best[says]; ok {
				hits = append(hits, h)
			}
		}
	}
	return hits
}

// at returns where the wording ends if it begins at token i, else 0.
func (w wording) at(tokens []token, i int) int {
	for k, word := range w.words {
		most := i
		if word.Gap {
			most = i + phrase.MaxGap
		}
		for ; ; i++ {
			if i >= len(tokens) || i > most || k > 0 && !word.Gap && tokens[i].apart {
				return 0
			}
			if word.Matches(tokens[i].text, tokens[i].lower) {
				break
			}
		}
		i++
	}
	return i
}
