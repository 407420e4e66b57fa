package suggest

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor"
)

func TestSentences(t *testing.T) {
	for _, test := range []struct {
		text string
		want string // words, with | between sentences; - before a word that something parts from the one before, ’ after one that owns
	}{
		{"", ""},
		{"One. Two? Three! four", "-One|-Two|-Three -four"},
		{"It is 3.5 m. and the U.S. Navy", "-It is 3.5 m -and the U -S -Navy"},
		{"A title\n\nA text", "-A title|-A text"},
		{"one\ntwo", "-one two"},
		{"Japan’s aims, NATO's too", "-Japan’ aims -NATO’ too"},
		{"a (b, c) d; “e” f", "-a -b -c -d -e f"},
		{"It ends.[ x ] So it does [12].", "-It ends|-So it does"},
		{"one‑two three-four", "-one two three four"},
		{"日本国。e\u0301a", "-日本国 -e\u0301a"},
		{"AT&T and/or", "-AT&T and/or"},
	} {
		var all []string
		for s := range sentences(test.text) {
			var words []string
			for _, x := range s.tokens {
				w := x.text
				if x.apart {
					w = "-" + w
				}
				if x.owns {
					w += "’"
				}
				words = append(words, w)
			}
			all = append(all, strings.Join(words, " "))
		}
		if got := strings.Join(all, "|"); got != test.want {
			t.Errorf("%q is %q, not %q", test.text, got, test.want)
		}
	}
}

// What is read of any text: tokens in their order that are where they say, sentences of a bounded length, and passages that begin and end at word bounds.
func FuzzRead(f *testing.F) {
	r, err := New(cyberres.Default().Cues(), nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add("Marn’s Tide Plan aims to train pilots, mend locks; it isn’t signed with the League.[ 1 ] “It opposes all”.", 3)
	f.Add("to\xff aim’to’improve 3,000.5 \u00ad\u200d🌊 [Marn [Marn (a) (b) (2) to strengthen and to enhance", 2)
	f.Add(strings.Repeat("seeks to improve, and ", 200), 5)
	f.Fuzz(func(t *testing.T, text string, every int) {
		at := 0
		for s := range sentences(text) {
			if len(s.tokens) == 0 || len(s.tokens) > maxSentence || s.start < at {
				t.Fatalf("a sentence of %d words at %d, after %d", len(s.tokens), s.start, at)
			}
			for _, x := range s.tokens {
				if x.start < at || x.end <= x.start || text[x.start:x.end] != x.text || strings.ToLower(x.text) != x.lower {
					t.Fatalf("%q at %d to %d, after %d", x.text, x.start, x.end, at)
				}
				at = x.end
			}
			if s.end != at {
				t.Fatalf("a sentence ends at %d, its last word at %d", s.end, at)
			}
		}
		// Any words may be names.
		var names []Name
		n := 0
		for start, end := range anchor.Words(text) {
			if n++; every > 0 && n%every == 0 {
				kind := []cyberres.Kind{cyberres.KindAgreement, cyberres.KindState, cyberres.KindLegislation, cyberres.KindCSIRT, cyberres.KindInstitution, "", cyberres.KindForum}[n%7]
				names = append(names, Name{Start: start, End: end, ID: cyberres.ID(strings.Repeat("a", n%3+1)), Kind: kind, Instrument: n%7%2 == 0 && n%7 < 3, Owns: n%5 == 0})
			}
		}
		for _, p := range r.Read(text, "subject", names) {
			if p.Start < 0 || p.End > len(text) || p.Start >= p.End || !anchor.WordBound(text, p.Start) || !anchor.WordBound(text, p.End) || p.Cue == "" {
				t.Fatalf("%s by %q at %d to %d of %d", p.Says, p.Cue, p.Start, p.End, len(text))
			}
			if p.Says == cyberres.CueRelation && (p.Subject == "" || p.Object == "" || p.Subject == p.Object) {
				t.Fatalf("a relation of %q with %q", p.Subject, p.Object)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[p.Start:p.End]) {
				t.Fatalf("%s at %d to %d cuts a character", p.Says, p.Start, p.End)
			}
		}
	})
}
