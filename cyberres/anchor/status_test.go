package anchor_test

import (
	"crypto/sha256"
	"encoding/hex"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/cyberres/cyberres/cyberres/anchor"
)

const harbour = "In 2019 the Harbour League adopted its charter. Members shall not block the sea lanes and may inspect up to 3.5 % of the cargo. " +
	"The Council of Ports meets every spring; it has no budget of its own. Every port keeps watch, and each watch reports to the League. " +
	"The Council of Ports meets in Brask. A lawful order is obeyed, a late one is not."

func digest(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:])
}

func TestStatus(t *testing.T) {
	exact := func(s string) anchor.Quote { return anchor.Quote{Exact: s} }
	for _, c := range []struct {
		name, text string
		quote      anchor.Quote
		want       anchor.Status
		found      string
	}{
		{"as it is", harbour, exact("the Harbour League adopted its charter"), anchor.Exact, "the Harbour League adopted its charter"},
		{"white space", strings.ReplaceAll(harbour, " ", "\n  "), exact("the Harbour League adopted its charter"), anchor.Normalised, "the\n  Harbour\n  League\n  adopted\n  its\n  charter"},
		{"case", harbour, exact("THE HARBOUR LEAGUE ADOPTED"), anchor.Normalised, "the Harbour League adopted"},
		{"broken word", "The Coun-\ncil of Ports meets in Brask.", exact("Council of Ports meets"), anchor.Normalised, "Coun-\ncil of Ports meets"},
		{"soft hyphen", "The Coun\u00adcil of Ports meets in Brask.", exact("Council of Ports meets"), anchor.Normalised, "Coun\u00adcil of Ports meets"},
		{"ligature", "an of\ufb01ce of the League", exact("office of the League"), anchor.Normalised, "of\ufb01ce of the League"},
		{"full width", "the Ｃｏｕｎｃｉｌ of Ports", exact("the Council of Ports"), anchor.Normalised, "the Ｃｏｕｎｃｉｌ of Ports"},
		{"decomposed", "the cafe\u0301 of the port", exact("the café"), anchor.Normalised, "the cafe\u0301"},
		{"quotation marks", "they call it “the long watch”, and so do we", exact("\"the long watch\", and"), anchor.Normalised, "“the long watch”, and"},
		{"dashes", "the watch – a long one – ends", exact("watch - a long one -"), anchor.Normalised, "watch – a long one –"},
		{"ellipsis", "the watch... and", exact("the watch…"), anchor.Normalised, "the watch..."},
		{"hangul", norm.NFD.String("우리 한국어 문장"), exact("한국어"), anchor.Normalised, norm.NFD.String("한국어")},
		{"spelling", harbour, exact("the Harbour League adoptet its charter"), anchor.Fuzzy, "the Harbour League adopted its charter"},
		{"year", harbour, exact("In 2018 the Harbour League adopted its charter"), anchor.Altered, "In 2019 the Harbour League adopted its charter"},
		{"separator", strings.Replace(harbour, "3.5", "35", 1), exact("inspect up to 3.5 % of the cargo"), anchor.Altered, "inspect up to 35 % of the cargo"},
		{"thousands", "a fleet of 12 000 ships in all seas", exact("a fleet of 12,000 ships in all seas"), anchor.Altered, "a fleet of 12 000 ships in all seas"},
		{"sign", strings.Replace(harbour, "3.5 %", "3.5 ‰", 1), exact("inspect up to 3.5 % of the cargo"), anchor.Altered, "inspect up to 3.5 ‰ of the cargo"},
		{"minus", "a growth of -5 points in the spring", exact("a growth of 5 points in the spring"), anchor.Altered, "a growth of -5 points in the spring"},
		{"power", "an area of 10² miles at sea, all told", exact("an area of 102 miles at sea, all told"), anchor.Altered, "an area of 10² miles at sea, all told"},
		{"half", "a depth of ½ fathoms at the quay side", exact("a depth of 12 fathoms at the quay side"), anchor.Altered, "a depth of ½ fathoms at the quay side"},
		{"years joined", "the plan for 2018\u20132022 was late by far", exact("the plan for 20182022 was late by far"), anchor.Altered, "the plan for 2018\u20132022 was late by far"},
		{"years and dashes", "the plan for 2018\u20132022 was late by far", exact("the plan for 2018-2022 was late by far"), anchor.Normalised, "the plan for 2018\u20132022 was late by far"},
		{"not inserted", harbour, exact("Members shall block the sea lanes and may inspect"), anchor.Altered, "Members shall not block the sea lanes and may inspect"},
		{"not lost", strings.Replace(harbour, "shall not", "shall", 1), exact("Members shall not block the sea lanes"), anchor.Altered, "Members shall block the sea lanes"},
		{"n't", strings.Replace(harbour, "shall not", "can't", 1), exact("Members can block the sea lanes and may inspect"), anchor.Altered, "Members can't block the sea lanes and may inspect"},
		{"prefix", strings.Replace(harbour, "its charter", "illawful acts", 1), exact("Harbour League adopted lawful acts"), anchor.Altered, "Harbour League adopted illawful acts"},
		{"notable", "this is a not able captain of the port", exact("this is a notable captain of the port"), anchor.Altered, "this is a not able captain of the port"},
		{"name", strings.ReplaceAll(harbour, "Brask", "Brusk"), exact("The Council of Ports meets in Brask."), anchor.Altered, "The Council of Ports meets in Brusk."},
		{"word", harbour, exact("Every port keeps records, and each watch reports to the League"), anchor.Altered, "Every port keeps watch, and each watch reports to the League"},
		{"chinese not", "港口联盟的成员不得封锁航道并且每年春天都要开会讨论预算", exact("港口联盟的成员得封锁航道并且每年春天都要开会讨论预算"), anchor.Altered, "港口联盟的成员不得封锁航道并且每年春天都要开会讨论预算"},
		{"copies", harbour, exact("The Council of Ports meets"), anchor.Ambiguous, ""},
		{"copies by suffix", harbour, anchor.Quote{Exact: "The Council of Ports meets", Suffix: " in Brask"}, anchor.Exact, "The Council of Ports meets"},
		{"copies by position", harbour, anchor.Quote{Exact: "The Council of Ports meets", Start: anchor.At(128)}, anchor.Exact, "The Council of Ports meets"},
		{"word with copies", harbour, exact("port"), anchor.Exact, "port"},
		{"absent", harbour, exact("an assembly of lighthouse keepers convened at dusk"), anchor.Orphan, ""},
		{"nothing", harbour, anchor.Quote{}, anchor.Orphan, ""},
		{"signs only", "wind 🌬 and 🛡 shield", exact("🛡"), anchor.Exact, "🛡"},
		{"elided", harbour, anchor.Quote{First: "Every port", Last: "the League.", Length: 67}, anchor.Exact, "Every port keeps watch, and each watch reports to the League."},
		{"elided, no length", harbour, anchor.Quote{First: "Every port", Last: "the League."}, anchor.Exact, "Every port keeps watch, and each watch reports to the League."},
		{"elided, digest", harbour, anchor.Quote{First: "Members shall", Last: "sea lanes", SHA256: digest("Members shall not block the sea lanes")}, anchor.Exact, "Members shall not block the sea lanes"},
		{"elided, other digest", harbour, anchor.Quote{First: "Members shall", Last: "sea lanes", SHA256: digest("Members shall block the sea lanes")}, anchor.Altered, "Members shall not block the sea lanes"},
		{"lost context", harbour, anchor.Quote{Exact: "keeps watch", Prefix: "The lighthouse of Vorm always ", Suffix: " over the northern shallows"}, anchor.Ambiguous, ""},
		{"elided, other length", harbour, anchor.Quote{First: "Members shall", Last: "of the cargo", Length: 60}, anchor.Altered, "Members shall not block the sea lanes and may inspect up to 3.5 % of the cargo"},
		{"elided, broken anew", strings.ReplaceAll(harbour, " ", " \n  "), anchor.Quote{First: "Every port", Last: "the League", Length: 66}, anchor.Normalised, strings.ReplaceAll("Every port keeps watch, and each watch reports to the League", " ", " \n  ")},
		{"elided, in a longer word", "the ports of Vorm will keep a long watch over all of the cargoes", anchor.Quote{First: "the port", Last: "the cargo"}, anchor.Fuzzy, "the ports of Vorm will keep a long watch over all of the cargo"},
		{"elided, words twice running", "we saw of of of Vorm that night a harbour in a haze", anchor.Quote{First: "of of", Last: "a haze", Length: 41}, anchor.Exact, "of of Vorm that night a harbour in a haze"},
		{"end inside a word", "all  members of the League cannot sail by night", exact("members of  the League can"), anchor.Altered, "members of the League can"},
		{"end inside a word, as it is", "all members of the League cannot sail by night", anchor.Quote{Exact: "members of the League can", Suffix: " sail by night"}, anchor.Altered, "members of the League can"},
		{"part of a word, as it was", "all  members of the League cannot sail by night", anchor.Quote{Exact: "members of the League can", Prefix: "all ", Suffix: "not sail by night"}, anchor.Exact, "members of the League can"},
		{"space lost at an edge", "allmembers of the League cannot sail", anchor.Quote{Exact: "members of the League", Prefix: "all ", Suffix: " cannot sail"}, anchor.Exact, "members of the League"},
		{"first letter lost", "the watch is over. arbours of the League sleep at night", anchor.Quote{Exact: "Harbours of the League sleep", Prefix: "the watch is over. ", Suffix: " at night"}, anchor.Altered, "arbours of the League sleep"},
		{"digest at its place", harbour, anchor.Quote{Exact: "port", SHA256: digest("port"), Start: anchor.At(strings.Index(harbour, "port keeps"))}, anchor.Exact, "port"},
	} {
		r := anchor.Prepare(c.text).Find(c.quote)[0]
		found := c.text[r.Span.Bytes.Start:r.Span.Bytes.End]
		if r.Status != c.want || found != c.found {
			t.Errorf("%s: %v %q, want %v %q (%+v)", c.name, r.Status, found, c.want, c.found, r)
		}
		if r.Status == anchor.Ambiguous && len(r.Candidates) == 0 || r.Score < 0 || r.Score > 1 || r.Margin < 0 || r.Margin > 1 {
			t.Errorf("%s: %+v", c.name, r)
		}
	}
}

// Whatever year is changed and wherever a "not" is inserted in a passage, in the quote or in the copy: the answer is altered, at the right place.
func TestChangedYearsAndNegationsAreAltered(t *testing.T) {
	last := uint64(9)
	if testing.Short() {
		last = 1
	}
	for seed := uint64(1); seed <= last; seed++ {
		w := newWorld(seed, 60_000)
		text := string(w.text)
		var quotes []anchor.Quote
		var want []sample
		for _, s := range w.unique(400) {
			words := strings.Split(s.quote.Exact, " ")
			if len(words) < 4 {
				continue
			}
			q := s.quote
			i := 1 + w.rng.IntN(len(words)-1)
			changed := strings.Join(words[:i], " ") + " not " + strings.Join(words[i:], " ")
			if at := strings.Index(q.Exact, " 20"); at >= 0 && w.rng.IntN(2) == 0 {
				at += 4
				digit := q.Exact[at]
				changed = q.Exact[:at] + string('0'+(digit-'0'+1)%10) + q.Exact[at+1:]
			}
			q.Exact = changed
			if w.rng.IntN(3) == 0 {
				q.Prefix, q.Suffix = "", ""
			}
			quotes, want = append(quotes, q), append(want, s)
		}
		for i, r := range anchor.Prepare(text).Find(quotes...) {
			// Without context an edge beside the change may be a word off: "for For be" is nearer to "For not be" than "For be" is.
			slack := 0
			if quotes[i].Prefix == "" {
				slack = 8
			}
			if r.Status != anchor.Altered || abs(r.Span.CodePoints.Start-want[i].start) > slack || abs(r.Span.CodePoints.End-want[i].end) > slack {
				t.Errorf("seed %d: %v at %v, want altered at %d to %d\n%q\n%q\n%q", seed, r.Status, r.Span.CodePoints, want[i].start, want[i].end, quotes[i].Exact, want[i].quote.Exact, text[r.Span.Bytes.Start:r.Span.Bytes.End])
			}
		}
	}
}

// The three units of every span agree, whatever the text is made of.
func TestSpansInAllUnits(t *testing.T) {
	for _, s := range []string{"", "a", "𝒜🛡️é\u0301\u200d한𐐷", "\xff𝒜\x80a\xf0\x9f", strings.Repeat("ab𝒜c\xe2\x82", 700), strings.Repeat("x", 1023) + "𝒜" + strings.Repeat("y", 40)} {
		checkUnits(t, s)
	}
}

func checkUnits(t *testing.T, s string) {
	t.Helper()
	text := anchor.Prepare(s)
	points, units := 0, 0
	for i, r := range s + "\x00" {
		for _, get := range []func() (anchor.Span, bool){
			func() (anchor.Span, bool) { return text.SpanOfBytes(0, i) },
			func() (anchor.Span, bool) { return text.SpanOfCodePoints(0, points) },
			func() (anchor.Span, bool) { return text.SpanOfUTF16(0, units) },
		} {
			span, ok := get()
			if !ok || span.Bytes.End != i || span.CodePoints.End != points || span.UTF16.End != units {
				t.Fatalf("%q: %+v %v, want %d bytes, %d code points, %d units", s, span, ok, i, points, units)
			}
		}
		if r > 0xffff {
			if _, ok := text.SpanOfUTF16(0, units+1); ok {
				t.Fatalf("%q: unit %d is inside a surrogate pair", s, units+1)
			}
			units++
		}
		points, units = points+1, units+1
	}
	points, units = 0, 0
	for i, size := 0, 0; i < len(s); i += size {
		var r rune
		r, size = utf8.DecodeRuneInString(s[i:])
		wide := 1
		if r > 0xffff {
			wide = 2
		}
		// One code point, from each unit and back.
		one, ok := text.SpanOfCodePoints(points, points+1)
		bytes, ok2 := text.SpanOfBytes(one.Bytes.Start, one.Bytes.End)
		code, ok3 := text.SpanOfUTF16(one.UTF16.Start, one.UTF16.End)
		if !ok || !ok2 || !ok3 || bytes != one || code != one || one.Bytes != (anchor.Offsets{Start: i, End: i + size}) || one.UTF16.Len() != wide {
			t.Fatalf("%q: code point %d is %+v, %+v, %+v", s, points, one, bytes, code)
		}
		for inside := i + 1; inside < i+size; inside++ {
			if _, ok := text.SpanOfBytes(i, inside); ok {
				t.Fatalf("%q: byte %d is inside a code point", s, inside)
			}
		}
		points, units = points+1, units+wide
	}
	if _, ok := text.SpanOfCodePoints(0, points+1); ok {
		t.Fatalf("%q: there are no %d code points", s, points+1)
	}
}

func FuzzFind(f *testing.F) {
	f.Add(harbour, "Members shall not block", "In 2019", " the sea", 47, 23)
	f.Add("한국어 𝒜\u0301 🛡️", "한", "", "", 0, 0)
	f.Add("a\xffb … c", "b", "", "c", 1, 2)
	f.Add(strings.Repeat("to be or ", 60), "be or to be or to be", "to", "or", 30, 40)
	f.Fuzz(func(t *testing.T, text, exact, prefix, suffix string, start, length int) {
		checkUnits(t, text)
		prepared := anchor.Prepare(text)
		quotes := []anchor.Quote{
			{Exact: exact, Prefix: prefix, Suffix: suffix, Start: anchor.At(start)},
			{First: exact, Last: suffix, Length: length},
			{First: prefix, Last: exact, SHA256: digest(suffix)},
		}
		if span, ok := prepared.SpanOfCodePoints(start, start+length); ok && length > 0 {
			own := text[span.Bytes.Start:span.Bytes.End]
			quotes = append(quotes, anchor.Quote{Exact: own}, anchor.Quote{Exact: own, Start: anchor.At(start), SHA256: digest(own)})
		}
		results := prepared.Find(quotes...)
		for i, r := range results {
			span := r.Span
			switch {
			case r.Status == anchor.Ambiguous && len(r.Candidates) > 0:
				span = r.Candidates[0].Span
			case r.Status == anchor.Orphan && span == anchor.Span{} && i < 3:
				continue
			case r.Status <= anchor.Ambiguous && i < 3:
				t.Fatalf("%+v", r)
			}
			b := span.Bytes
			if back, ok := prepared.SpanOfBytes(b.Start, b.End); !ok || back != span || r.Score < 0 || r.Score > 1 || r.Margin < 0 || r.Margin > 1 {
				t.Fatalf("%+v", r)
			}
			if r.Status == anchor.Exact && i == 0 && text[b.Start:b.End] != exact {
				t.Fatalf("exact, but %q is not %q", text[b.Start:b.End], exact)
			}
			if i == 4 && (r.Status != anchor.Exact || span.CodePoints.Start != start) {
				t.Fatalf("pinned: %+v", r)
			}
			// What a text holds is found in it, unless it has copies or is part of a word.
			if i == 3 && r.Status == anchor.Exact && text[b.Start:b.End] != quotes[i].Exact {
				t.Fatalf("own %q: %+v", quotes[i].Exact, r)
			}
			if i == 3 && r.Status != anchor.Exact && r.Status != anchor.Ambiguous && utf8.ValidString(quotes[i].Exact) && letters(quotes[i].Exact) >= 6 {
				t.Fatalf("own %q: %+v", quotes[i].Exact, r)
			}
		}
		// Parts of words are found as they are by the search for one quote only.
		if one := anchor.Find(text, quotes[0])[0]; letters(exact) >= 8 && one.Status > anchor.Ambiguous && results[0].Status > anchor.Ambiguous && one.Span != results[0].Span {
			t.Fatalf("asked once %+v, prepared %+v", one, results[0])
		}
	})
}

// A whole chapter is found too, in time that grows with its length.
func TestLongQuote(t *testing.T) {
	w := newWorld(5, 1_000_000)
	c := w.mangle("1 %", 1, nil)
	start, end := 300_000, 500_000
	q := anchor.Quote{Exact: string(w.text[start:end]), Prefix: string(w.text[:start])}
	r := anchor.Find(string(c.text), q)[0]
	if r.Status != anchor.Altered || abs(r.Span.CodePoints.Start-c.at[start]) > 2 || abs(r.Span.CodePoints.End-c.at[end]) > 2 {
		t.Errorf("%v at %v, want altered at %d to %d", r.Status, r.Span.CodePoints, c.at[start], c.at[end])
	}
}

// Texts that repeat themselves a million times are answered, and not with a choice.
func TestEndlessRepetition(t *testing.T) {
	text := anchor.Prepare(strings.Repeat("to be or not ", 80_000))
	for i, r := range text.Find(
		anchor.Quote{Exact: "be or not to be or not to be"},
		anchor.Quote{Exact: "be or", Start: anchor.At(7)},
		anchor.Quote{First: "to be or", Last: "or not to", Length: 90},
		anchor.Quote{First: "to be", Last: "not", Length: 1 << 60},
		anchor.Quote{Exact: "ab"},
		anchor.Quote{Exact: strings.Repeat("to be or nut ", 500)},
	) {
		if r.Status > anchor.Ambiguous {
			t.Errorf("quote %d: %+v", i, r)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	w := newWorld(6, 30_000)
	quotes := quotesOf(append(w.unique(20), w.elided(10, 3)...))
	text := anchor.Prepare(string(w.mangle("3 %", 3, nil).text))
	want := text.Find(quotes...)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if got := text.Find(quotes...); !reflect.DeepEqual(got, want) {
				t.Error("the same quotes are found elsewhere")
			}
		})
	}
	group.Wait()
}

func letters(s string) (n int) {
	for _, r := range s {
		if r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// Preparing a text, and all that a search keeps of it, takes at most twelve bytes for each of its own.
func TestMemory(t *testing.T) {
	for name, unit := range map[string]string{
		"english": harbour, "chinese": "港口联盟的成员不得封锁航道", "hangul": "한국어", "ligature": "\ufdfa", "squared": "㌀㌔", "mathematical": "𝒜𝓃", "fractions": "½⅞", "invalid": "\xff\x80",
	} {
		text := strings.Repeat(unit, 2_000_000/len(unit))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		anchor.Prepare(text)
		runtime.ReadMemStats(&after)
		bytes := after.TotalAlloc - before.TotalAlloc
		if per := float64(bytes) / float64(len(text)); per > 12 {
			t.Errorf("%s: %.1f bytes of memory per byte of text", name, per)
		} else {
			t.Logf("%s: %.2f bytes of memory per byte of text", name, per)
		}
	}
}
