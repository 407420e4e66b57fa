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
	draft   *Draft
	places  *anchor.Text
	taken   func(cyberres.ID) bool // by a record of the dataset or of the draft
	letters map[string]int         // that were put to an id last, to tell it from others
	repeats map[string]int         // how often the text has the ends of passages
}

func newRecorder(w *Drafter, d *Draft, places *anchor.Text, proposals []suggest.Proposal) *recorder {
	ids := map[cyberres.ID]bool{cyberres.ID(d.Source): true}
	for _, n := range d.New {
		ids[n.ID] = true
	}
	r := &recorder{draft: d, places: places, letters: map[string]int{}, repeats: map[string]int{}}
	r.taken = func(id cyberres.ID) bool {
		in, _ := w.dataset.Contains(id)
		was := in || ids[id]
		ids[id] = true
		return was
	}
	r.count(proposals)
	return r
}

// add makes a record of a proposal, pinned to its passage.
func (r *recorder) add(p suggest.Proposal) {
	d := r.draft
	e, ok := r.evidence(p.Start, p.End)
	if !ok {
		return
	}
	var on cyberres.ThemeID
	if len(p.Themes) > 0 {
		on = p.Themes[0]
	}
	slices.Sort(p.Themes)
	evidence, themes := cyberres.Of(e), cyberres.Of(p.Themes...)
	id := r.id(cmp.Or(string(p.Holder), string(p.Subject), string(d.Subject), "text"), d.Text[p.Start:p.End])
	var inferred cyberres.List[cyberres.ID]
	if p.Inferred && d.Subject != "" { // who is taken for it is the subject of the text
		inferred = cyberres.Of(cyberres.ID(d.Subject))
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
			ID: id, Source: d.Source, Holder: p.Holder, Stance: cyberres.Stance(p.Value), On: on, Themes: themes, Summary: summary, Voice: p.Voice,
			Inferred: inferred, Evidence: evidence, Suggestion: p.String(),
		})
	case cyberres.CueRelation:
		d.Relations = append(d.Relations, cyberres.Relation{
			ID: id, Source: d.Source, Subject: p.Subject, Type: cyberres.RelationType(p.Value), Object: p.Object, Voice: p.Voice, Date: p.Date,
			Inferred: inferred, Evidence: evidence, Suggestion: p.String(),
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
	q, ok := r.quote(passage)
	if !ok {
		return e, false
	}
	sum := sha256.Sum256([]byte(passage))
	return cyberres.Evidence{Quote: q, Start: span.CodePoints.Start, End: span.CodePoints.End, SHA256: hex.EncodeToString(sum[:])}, true
}

// quote returns the shortest quote of a passage of which one end stands only there in the text; if none does, the longest.
func (r *recorder) quote(passage string) (string, bool) {
	q := ""
	for _, s := range showings(passage) {
		if q = s.String(); r.repeats[core(s.first)] <= 1 || r.repeats[core(s.last)] <= 1 {
			break
		}
	}
	return q, q != ""
}

// count counts in the text the ends that quotes may have. All are counted in one walk, since the longer the text is, the more of them there are.
func (r *recorder) count(proposals []suggest.Proposal) {
	fields, size := 0, 0
	for _, p := range proposals {
		for _, s := range showings(r.draft.Text[p.Start:p.End]) {
			for _, end := range [...]string{core(s.first), core(s.last)} {
				r.repeats[end] = 0
				fields, size = max(fields, strings.Count(end, " ")+1), max(size, len(end))
			}
		}
	}
	text := strings.Join(strings.Fields(r.draft.Text), " ")
	var starts []int // of the last fields
	for start := 0; start < len(text) && fields > 0; {
		end := len(text)
		if i := strings.IndexByte(text[start:], ' '); i >= 0 {
			end = start + i
		}
		if starts = append(starts, start); len(starts) > fields {
			starts = slices.Delete(starts, 0, 1)
		}
		for _, s := range starts {
			if run := core(text[s:end]); len(run) <= size {
				if n, wanted := r.repeats[run]; wanted {
					r.repeats[run] = n + 1
				}
			}
		}
		start = end + 1
	}
}

// core is an end without the punctuation around it, which the text may have elsewhere and not there.
func core(end string) string {
	return strings.TrimFunc(end, func(c rune) bool { return !quote.Letter(c) })
}

// A showing is what a quote shows of a passage: all of it, or its ends.
type showing struct{ first, last string }

func (s showing) String() string {
	if s.last == "" {
		return s.first
	}
	return s.first + quote.Elision + s.last
}

// showings returns what quotes of a passage may show, the shortest first: all of a short one, else two, three or four words at each end. Ends are cut between blanks,
// so that they keep their punctuation; where an end would have too many words so, as state-of-the-art may, at the bound of a word. There are passages of
// which no quote can be made, such as one number with five commas.
func showings(passage string) (out []showing) {
	fields := strings.Fields(passage)
	whole := strings.Join(fields, " ")
	if quote.Words(whole) <= quote.MaxWhole && quote.Check(whole) == nil {
		return []showing{{first: whole}}
	}
	add := func(first, last string) {
		s := showing{first, last}
		if first != "" && last != "" && quote.Check(s.String()) == nil && quote.Matches(s.String(), whole) == nil {
			out = append(out, s)
		}
	}
	for n := 2; n <= quote.MaxEnd; n++ {
		add(firstWords(fields, " ", n), lastWords(fields, " ", n))
	}
	if len(out) > 0 {
		return out
	}
	var words []string
	for start, end := range anchor.Words(whole) {
		words = append(words, whole[start:end])
	}
	for n := 2; n > 0; n-- {
		add(firstWords(words, "", n), strings.TrimLeft(lastWords(words, "", n), " "))
	}
	return out
}

// firstWords joins the first parts of a passage that have n words, and lastWords the last ones. What has more parts than words is punctuation, and no end.
func firstWords(parts []string, blank string, n int) string {
	for i := range parts[:min(len(parts), maxParts)] {
		if s := strings.Join(parts[:i+1], blank); quote.Words(s) >= n {
			return s
		}
	}
	return ""
}

func lastWords(parts []string, blank string, n int) string {
	for i := len(parts) - 1; i >= max(0, len(parts)-maxParts); i-- {
		if s := strings.Join(parts[i:], blank); quote.Words(s) >= n {
			return s
		}
	}
	return ""
}

const maxParts = 16

// id makes an id of the words of a passage: the subject, and the first three words that mean something; more of them where the id is taken, and then letters.
func (r *recorder) id(subject, passage string) cyberres.ID {
	var parts []string
	for w := range strings.SplitSeq(kebab(passage), "-") {
		if len(w) > 3 && !strings.Contains("-"+subject+"-", "-"+w+"-") && !slices.Contains([]string{"with", "that", "this", "from", "have", "been", "their", "through", "including", "which", "also", "will"}, w) && !slices.Contains(parts, w) {
			parts = append(parts, w)
		}
	}
	if len(parts) == 0 {
		parts = []string{"passage"}
	}
	stem := ""
	for n := min(3, len(parts)); n <= len(parts); n++ {
		stem = shorten(subject + "-" + strings.Join(parts[:n], "-"))
		if id := cyberres.ID(stem); !r.taken(id) {
			return id
		}
	}
	for {
		r.letters[stem]++
		if id := cyberres.ID(stem + "-" + suffix(r.letters[stem])); !r.taken(id) {
			return id
		}
	}
}

// shorten leaves room in an id for what tells it from others.
func shorten(id string) string {
	if len(id) > 90 {
		id = strings.TrimRight(id[:90], "-")
	}
	return id
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
