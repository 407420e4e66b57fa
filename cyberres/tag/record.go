package tag

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor"
	"github.com/cyberres/cyberres/internal/quote"
	"github.com/cyberres/cyberres/internal/suggest"
)

// A recorder makes records of proposals.
type recorder struct {
	draft  *Draft
	places *anchor.Text
	ids    map[cyberres.ID]bool
}

// add makes a record of a proposal, pinned to its passage.
func (r *recorder) add(p suggest.Proposal) {
	d := r.draft
	e, ok := r.evidence(p.Start, p.End)
	if !ok {
		return
	}
	evidence, themes := cyberres.Of(e), cyberres.Of(p.Themes...)
	id := r.id(cmp.Or(string(p.Holder), string(p.Subject), string(d.Subject), "text"), d.Text[p.Start:p.End])
	var inferred cyberres.List[cyberres.ID]
	if p.Inferred {
		inferred = cyberres.Of(cyberres.ID(p.Holder))
	}
	summary := fmt.Sprintf("To be written: %s at code points %d to %d.", strings.TrimSuffix(p.Says, "s"), e.Start, e.End)
	switch p.Says {
	case cyberres.CueObjective:
		d.Objectives = append(d.Objectives, cyberres.Objective{
			ID: id, Source: d.Source, Holders: cyberres.Of(p.Holder), Summary: summary, Modality: cyberres.Modality(p.Value), Voice: p.Voice,
			Themes: themes, StatedIn: cyberres.Of(p.StatedIn...), Inferred: inferred, Evidence: evidence, Suggestion: p.String(),
		})
	case cyberres.CueCooperation:
		for _, party := range p.Parties {
			if party.Actor == "" {
				return // nobody is known to be a party
			}
		}
		d.Cooperations = append(d.Cooperations, cyberres.Cooperation{
			ID: id, Source: d.Source, Mode: p.Mode, Rationale: p.Rationale, Status: cyberres.CooperationStatus(p.Value), Voice: p.Voice, Summary: summary,
			Themes: themes, Date: p.Date, Parties: cyberres.Of(p.Parties...), Evidence: evidence, Suggestion: p.String(),
		})
	case cyberres.CuePosition:
		d.Positions = append(d.Positions, cyberres.Position{
			ID: id, Source: d.Source, Holder: p.Holder, Stance: cyberres.Stance(p.Value), On: p.Themes[0], Themes: themes, Summary: summary, Voice: p.Voice,
			Inferred: inferred, Evidence: evidence, Suggestion: p.String(),
		})
	case cyberres.CueRelation:
		d.Relations = append(d.Relations, cyberres.Relation{
			ID: id, Source: d.Source, Subject: p.Subject, Type: cyberres.RelationType(p.Value), Object: p.Object, Voice: p.Voice, Date: p.Date,
			Evidence: evidence, Suggestion: p.String(),
		})
	}
}

// evidence pins a passage. Its quote shows two words at each end, a third or fourth where two stand elsewhere too.
func (r *recorder) evidence(start, end int) (e cyberres.Evidence, ok bool) {
	span, ok := r.places.SpanOfBytes(start, end)
	if !ok || start == end {
		return e, false
	}
	passage := r.draft.Text[start:end]
	sum := sha256.Sum256([]byte(passage))
	return cyberres.Evidence{Quote: r.quote(passage), Start: span.CodePoints.Start, End: span.CodePoints.End, SHA256: hex.EncodeToString(sum[:])}, true
}

func (r *recorder) quote(passage string) string {
	words := strings.Fields(passage)
	whole := strings.Join(words, " ")
	if quote.Words(whole) <= quote.MaxWhole {
		return whole
	}
	first, last := "", ""
	for n := 2; n <= quote.MaxEnd; n++ {
		first, last = words2(words, n), reversedWords(words, n)
		if strings.Count(r.draft.Text, first) <= 1 || strings.Count(r.draft.Text, last) <= 1 {
			break
		}
	}
	return first + quote.Elision + last
}

// words2 returns the fields that have the first n words.
func words2(fields []string, n int) string {
	for i := range fields {
		if s := strings.Join(fields[:i+1], " "); quote.Words(s) >= n || i == len(fields)-1 {
			return s
		}
	}
	return ""
}

// reversedWords returns the fields that have the last n words.
func reversedWords(fields []string, n int) string {
	for i := len(fields) - 1; i >= 0; i-- {
		if s := strings.Join(fields[i:], " "); quote.Words(s) >= n || i == 0 {
			return s
		}
	}
	return ""
}

// id makes an id of the words of a passage: the subject, and the first three words that mean something; more of them where the id is taken.
func (r *recorder) id(subject, passage string) cyberres.ID {
	var parts []string
	for _, w := range strings.Split(kebab(passage), "-") {
		if len(w) > 3 && !slices.Contains([]string{"with", "that", "this", "from", "have", "been", "their", "through", "including", "which", "also", "will"}, w) && !slices.Contains(parts, w) {
			parts = append(parts, w)
		}
	}
	if len(parts) == 0 {
		parts = []string{"passage"}
	}
	for n := min(3, len(parts)); ; n++ {
		stem := subject + "-" + strings.Join(parts[:min(n, len(parts))], "-")
		if len(stem) > 90 {
			stem = strings.TrimRight(stem[:90], "-")
		}
		id := cyberres.ID(stem)
		if n > len(parts) || len(stem) >= 90 { // all words are used: letters tell the rest apart
			id = cyberres.ID(stem + "-" + suffix(n-len(parts)))
		}
		if !r.ids[id] {
			r.ids[id] = true
			return id
		}
	}
}

// suffix returns a, b, … z, aa, ab …
func suffix(n int) string {
	if n = max(n, 1); n <= 26 {
		return string(rune('a' + n - 1))
	}
	return suffix((n-1)/26) + suffix((n-1)%26+1)
}

// kebab makes an id of a name: its letters and digits in ASCII and lower case, words joined by hyphens.
func kebab(name string) string {
	var b strings.Builder
	gap := false
	for _, c := range norm.NFKD.String(strings.ReplaceAll(strings.ToLower(name), "’s", "")) {
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(c)
			gap = false
		case unicode.Is(unicode.Mn, c) || c == '\'' || c == '’':
		default:
			gap = true
		}
		if b.Len() >= 80 {
			break
		}
	}
	return strings.TrimLeft(b.String(), "0123456789-") // an id begins with a letter
}
