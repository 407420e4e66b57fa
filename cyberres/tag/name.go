package tag

import (
	"cmp"
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres"
)

// A Name is one name of one entity. An entity has as many as it likes, and a name may belong to several entities.
type Name struct {
	Entity   cyberres.ID // whose name it is
	Text     string      // as it is written, with its capitals: they decide which occurrences count
	Language string      // BCP 47, for the reader; matching does not depend on it
	Use      cyberres.NameUse
	From, To cyberres.Date // first and last day of use; empty where not stated
	Case     Case
}

// Case says which upper and lower case an occurrence of a name may have.
type Case string

const (
	// CaseBySpelling follows the name's own capitals, by the rules in the documentation of the package. It is the zero value. A name whose use is
	// [cyberres.NameAcronym] has CaseExact instead.
	CaseBySpelling Case = ""
	CaseExact      Case = "exact" // the very case of the name, letter by letter
	CaseAny        Case = "any"   // any case, for a name that cannot be taken for ordinary words
)

// maxKey limits what a name folds to, in bytes of UTF-8. The longest titles of acts have a third of it. It bounds the time that one word of a text can take.
const maxKey = 1024

// A pattern is a name made ready to be compared with a text.
type pattern struct {
	key string
	signature
}

// A signature is the part of a pattern that concerns case. Names of one key and one signature are found in the same places.
type signature struct {
	marks         // of the first 64 bytes of the key
	several bool  // it has several words, so that a heading in capitals is told from an acronym
	plural  bool  // an s may follow the last word
	rest    *rest // of longer keys: most names are shorter, and looked at with one access to memory
}

// marks are sets of letters in 64 bytes of a key.
type marks struct {
	strict, upper uint64 // the letters whose case counts, and which of them are upper
	initials      uint64 // the first letters of words that the name capitalises
}

type rest []marks

// at returns the marks of the bytes from 64*i on.
func (s *signature) at(i int) *marks {
	if i == 0 {
		return &s.marks
	}
	if s.rest == nil {
		s.rest = &rest{}
	}
	for len(*s.rest) < i {
		*s.rest = append(*s.rest, marks{})
	}
	return &(*s.rest)[i-1]
}

// compile folds a name.
func (n Name) compile() (p pattern, err error) {
	switch {
	case !utf8.ValidString(n.Text):
		return p, errors.New("is not valid UTF-8")
	case n.Case != CaseBySpelling && n.Case != CaseExact && n.Case != CaseAny:
		return p, fmt.Errorf("has the unknown case %q; write %q, %q or nothing", n.Case, CaseExact, CaseAny)
	}
	text := strings.Join(strings.Fields(n.Text), " ")
	text = strings.TrimRightFunc(text, func(r rune) bool { return r == ' ' || hyphen(r) })
	if len(text) > 4 && strings.EqualFold(text[:4], "the ") {
		text = text[4:]
	}
	start := 0
	for f := (folder{text: text}); f.at < len(text); start = f.at { // quotation marks and the like
		if f.next() == charLetter {
			break
		}
	}
	var key []byte
	var words words
	word := 0 // where the last one begins in the key
	f := folder{text: text, at: start}
	for f.at < len(text) {
		switch f.next() {
		case charLetter:
			if f.fresh() {
				switch f.joint(string(key), word) {
				case apart:
					key = append(key, ' ')
				case dashed:
					key = append(key, '-')
				}
				word = len(key)
			}
			words.add(len(key), f.fresh(), &f)
			key = append(key, f.out...)
			f.took()
		case charPunct:
			key = append(key, f.out...)
		case charStop:
			return p, fmt.Errorf("has more than %d blanks, marks or signs in a row", maxGap)
		}
		if len(key) > maxKey {
			return p, fmt.Errorf("is too long: it folds to more than %d bytes", maxKey)
		}
	}
	if len(words.list) == 0 {
		return p, errors.New("has no letter or digit, so that there is nothing to look for")
	}
	s := words.signature(n)
	s.plural = s.plural && !f.punct
	return pattern{string(key), s}, nil
}

// words are those of a name, by where they are in its key.
type words struct{ list []word }

type word struct {
	letters        []letter
	upper, capital int // upper-case letters, and whether the first letter is one
	small          int // lower-case letters
	digits         int
}

type letter struct {
	at    int // in the key
	upper bool
}

func (w *words) add(at int, fresh bool, f *folder) {
	if fresh || len(w.list) == 0 {
		w.list = append(w.list, word{})
	}
	last := &w.list[len(w.list)-1]
	for i := range f.out {
		switch {
		case f.upper>>i&1 != 0:
			if len(last.letters)+last.digits == 0 {
				last.capital = 1
			}
			last.upper++
			last.letters = append(last.letters, letter{at + i, true})
		case f.lower>>i&1 != 0:
			last.small++
			last.letters = append(last.letters, letter{at + i, false})
		case '0' <= f.out[i] && f.out[i] <= '9':
			last.digits++
		}
	}
}

// acronym reports whether a word is written as acronyms are: with a capital elsewhere than at its start, one beside digits, or as a single capital.
func (w word) acronym() bool {
	return w.upper > w.capital || w.upper > 0 && (w.digits > 0 || w.small == 0)
}

func (w words) signature(n Name) (s signature) {
	exact := n.Case == CaseExact || n.Case == CaseBySpelling && n.Use == cyberres.NameAcronym
	s.several = len(w.list) > 1 && !exact
	last := w.list[len(w.list)-1]
	s.plural = last.small == 0 && last.upper > 1 || last.acronym() && last.upper > 1 && last.letters[len(last.letters)-1].upper
	if n.Case == CaseAny {
		return s
	}
	acronyms := false
	for _, word := range w.list {
		if !exact && !word.acronym() {
			continue
		}
		acronyms = acronyms || word.acronym()
		for _, l := range word.letters {
			m := s.at(l.at / 64)
			m.strict |= 1 << (l.at % 64)
			if l.upper {
				m.upper |= 1 << (l.at % 64)
			}
		}
	}
	if acronyms || exact {
		return s // an acronym in its own case is proof enough for the words beside it
	}
	for i, word := range w.list {
		if word.capital == 0 || i == 0 && w.label() {
			continue
		}
		at := word.letters[0].at
		s.at(at / 64).initials |= 1 << (at % 64)
	}
	return s
}

// label reports whether the first word has its capital only because names are recorded with one: the next word that is long enough to have one has none.
func (w words) label() bool {
	for _, word := range w.list[1:] {
		if len(word.letters) >= 4 {
			return word.capital == 0
		}
	}
	return false
}

// admits reports whether an occurrence may be written as it is. The letters are those of the text, for the first n bytes of the key.
func (s *signature) admits(upper, lower *letters, n int) bool {
	words := (n + 63) / 64
	if s.several && !slices.ContainsFunc(lower[:words], func(w uint64) bool { return w != 0 }) {
		return true
	}
	if (upper[0]^s.upper)&s.strict != 0 {
		return false
	}
	wanted, found := bits.OnesCount64(s.initials), bits.OnesCount64(s.initials&upper[0])
	if s.rest != nil {
		for i, m := range *s.rest {
			if (upper[i+1]^m.upper)&m.strict != 0 {
				return false
			}
			wanted += bits.OnesCount64(m.initials)
			found += bits.OnesCount64(m.initials & upper[i+1])
		}
	}
	return 2*found >= wanted
}

func (s *signature) compare(t *signature) int {
	c := cmp.Or(s.marks.compare(&t.marks), compareBool(s.several, t.several), compareBool(s.plural, t.plural))
	if c != 0 || s.rest == nil && t.rest == nil {
		return c
	}
	var a, b rest
	if s.rest != nil {
		a = *s.rest
	}
	if t.rest != nil {
		b = *t.rest
	}
	return slices.CompareFunc(a, b, func(a, b marks) int { return a.compare(&b) })
}

func (m *marks) compare(n *marks) int {
	return cmp.Or(cmp.Compare(m.strict, n.strict), cmp.Compare(m.upper, n.upper), cmp.Compare(m.initials, n.initials))
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// letters are the positions in a key whose letters have one case in the text.
type letters [maxKey/64 + 1]uint64
