package fragment_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres/anchor/fragment"
)

// findCases are pages with what a directive finds there between ⟦ and ⟧, and ¶ where a block ends. The browser test runs them too.
var findCases = []struct{ what, page, directive string }{
	// The passage.
	{"one word", "The ⟦pilot⟧ boards at dawn.", "pilot"},
	{"several words", "The ⟦pilot boards⟧ at dawn.", "pilot%20boards"},
	{"the first of two", "A ⟦tug⟧ and a tug.", "tug"},
	{"the last words of the page", "Ships wait ¶ at ⟦anchor⟧", "anchor"},
	{"nothing of the kind", "The pilot boards.", "lighthouse"},
	{"punctuation of syntax", "They wrote ⟦&,-⟧ there.", "%26%2C%2D"},
	{"punctuation with a word", "He said ⟦“ahoy,⟧ you”.", "%E2%80%9Cahoy%2C"},
	{"begins within a word", "The pilot boards.", "ilot"},
	{"ends within a word", "The pilot boards.", "pil"},
	{"ends within a later word", "The pilot boards.", "pilot%20board"},
	{"a whole word after a part of one", "Tugboats and a ⟦tug⟧.", "tug"},
	{"stands again within its own overlap", "ding ding ⟦ding dong⟧", "ding%20dong"},

	// Words.
	{"before an apostrophe", "The ship’s bell", "ship"},
	{"with an apostrophe", "The ⟦ship’s⟧ bell", "ship’s"},
	{"a straight apostrophe for a curly one", "The ⟦ship’s⟧ bell", "ship%27s"},
	{"begins with an apostrophe", "Can't see, but ⟦'t was⟧ there", "%27t%20was"},
	{"a part of a decimal", "It draws 4.75 metres", "75"},
	{"a decimal", "It draws ⟦4.75⟧ metres", "4.75"},
	{"the stop in a decimal", "It draws 4.75 metres", "4%2E"},
	{"between letter and digit", "Berth7 is free", "Berth"},
	{"a hyphen ends a word", "The ⟦deep⟧-sea cable", "deep"},
	{"across a hyphen", "The ⟦deep-sea⟧ cable", "deep%2Dsea"},
	{"low lines join", "the tide_table file", "tide"},
	{"a block begins a word", "Pier II ¶ ⟦the crane⟧ stands", "the%20crane"},

	// Prefix and suffix.
	{"prefix", "A red buoy and a green ⟦buoy⟧.", "green-,buoy"},
	{"suffix", "A buoy here and a ⟦buoy⟧ there.", "buoy,-there"},
	{"prefix and suffix", "new buoy here, old buoy there, new ⟦buoy⟧ there", "new-,buoy,-there"},
	{"prefix that is not there", "A red buoy.", "blue-,buoy"},
	{"suffix that is not there", "A red buoy.", "red,-boat"},
	{"prefix at the end of the page", "A buoy and a rope", "rope-,buoy"},
	{"suffix before the passage", "A red buoy.", "buoy,-red"},
	{"prefix and passage overlap", "the long low quay", "long%20low-,low%20quay"},
	{"prefix equal to the passage", "fog ⟦fog⟧ horn", "fog-,fog,-horn"},
	{"prefix overlaps itself", "ding ding ding ⟦dong⟧", "ding%20ding-,dong"},
	{"passage overlaps itself", "ding ⟦ding ding⟧ dong", "ding%20ding,-dong"},
	{"one letter overlaps", "x x ⟦y⟧ y z", "x%20x-,y"},
	{"not directly after the prefix", "a red old buoy", "red-,buoy"},
	{"not directly before the suffix", "a red old buoy", "red,-buoy"},
	{"a later prefix serves", "red old, red ⟦buoy⟧", "red-,buoy"},
	{"a later suffix serves", "buoy one, ⟦buoy⟧ two", "buoy,-two"},
	{"prefix begins within a word", "The harbour", "ar-,bour"},
	{"prefix ends within a word", "The har⟦bour⟧", "har-,bour"},
	{"suffix ends within a word", "The harbour is", "har,-bou"},
	{"suffix begins within a word", "The ⟦har⟧bour is", "har,-bour"},
	{"end within a word despite a prefix", "The harbour is", "The-,har"},
	{"end within a word with both", "The ⟦har⟧bour is", "The-,har,-bour"},
	{"the possessor alone", "By the ⟦Marina⟧’s own rules", "Marina,-%E2%80%99s"},
	{"prefix in the block before", "red ¶ ⟦buoy⟧", "red-,buoy"},
	{"suffix in the block behind", "red ¶ ⟦buoy⟧ ¶ old", "buoy,-old"},
	{"empty blocks between", "red ¶   ¶ ⟦buoy⟧", "red-,buoy"},
	{"punctuation between", "red, buoy", "red-,buoy"},
	{"prefix begins mid-word in the block before", "Pier II ¶ the crane", "I-,the%20crane"},

	// Ranges.
	{"range", "The ⟦quick tug pulls⟧ hard", "quick,pulls"},
	{"range across blocks", "The ⟦tug ¶ and all ¶ its ropes⟧ hold", "tug,ropes"},
	{"range to the first end", "⟦one two three⟧ two three", "one,three"},
	{"range backwards", "The quick tug", "tug,quick"},
	{"range without end", "The quick tug", "quick,barge"},
	{"range without start", "The quick tug", "barge,tug"},
	{"range of overlapping terms", "the quick tug", "the%20quick,quick%20tug"},
	{"start ends within a word", "The quick tug", "qui,tug"},
	{"end begins within a word", "The quick tug", "quick,ug"},
	{"end ends within a word", "The quick tugs", "quick,tug"},
	{"end within a word, with a suffix", "The ⟦quick tug⟧boat", "quick,tug,-boat"},
	{"end begins within a word, with a suffix", "The quick tugboat", "quick,ug,-boat"},
	{"both parts of one word", "The harbour", "har,bour"},
	{"prefix and range", "new quay, old ⟦quay and wall⟧", "old-,quay,wall"},
	{"start within a word and an end", "the old quay wall", "old-,qu,wall"},
	{"range and suffix", "⟦quay, wall low, wall⟧ high", "quay,wall,-high"},
	{"range and suffix before the end", "quay low wall", "quay,wall,-low"},
	{"range with all", "a quay wall low, the ⟦quay wall low wall⟧ high", "the-,quay,wall,-high"},
	{"range with a suffix that is not there", "the quay wall low", "the-,quay,wall,-high"},
	{"an end within a word does not serve", "⟦seized by the band, by hand and a⟧ rope", "seized,and%20a"},

	// Blocks.
	{"a term across blocks", "red ¶ buoy", "red%20buoy"},
	{"a prefix across blocks", "old ¶ red ¶ buoy", "old%20red-,buoy"},
	{"an end across blocks", "old red ¶ buoy", "old,red%20buoy"},

	// What comparison overlooks.
	{"case of the directive", "The ⟦Pilot⟧ boards", "pILOT"},
	{"accents of the page", "The ⟦café⟧ is shut", "cafe"},
	{"accents of the directive", "The ⟦cafe⟧ is shut", "caf%C3%A9"},
	{"accents apart", "The ⟦cafe\u0301⟧ is shut", "caf%C3%A9"},
	{"ligature", "The ⟦o\ufb03ce⟧ is shut", "office"},
	{"ligature of letters", "The ⟦Ægir⟧ sails", "aegir"},
	{"width", "Berth ⟦１２⟧ is free", "12"},
	{"ellipsis", "Wait ⟦here…⟧ now", "here..%2E"},
	{"curly quotes", "They said “⟦ahoy” and⟧ left", "ahoy%22%20and"},
	{"low quotes", "Sie rief ⟦„ahoi“⟧ und", "%22ahoi%22"},
	{"straight quotes of the page", "They said ⟦\"ahoy\"⟧ and", "“ahoy”"},
	{"sharp s", "Die ⟦Straße⟧ am Hafen", "STRASSE"},
	{"slashed letters", "I ⟦Łódź⟧ og Tromsø", "lodz"},
	{"superscript", "Area in ⟦m²⟧ here", "m2"},
	{"no-break space", "Berth ⟦no\u00a012⟧ is free", "no%2012"},
	{"white space of the page", "The ⟦pilot \n\t boards⟧ now", "pilot%20boards"},
	{"soft hyphen", "The ⟦har\u00adbour⟧ is full", "harbour"},
	{"zero-width space", "The ⟦har\u200bbour⟧ is full", "harbour"},
	{"outside the basic plane", "🚢 the ⟦ship 🚢 sails⟧", "ship%20%F0%9F%9A%A2%20sails"},

	// What it does not.
	{"two spaces in the directive", "The pilot boards", "pilot%20%20boards"},
	{"a line end in the directive", "The pilot boards", "pilot%0Aboards"},
	{"hyphen for a dash", "Berths 7–9 are free", "7%2D9"},
	{"dash for a dash", "Berths ⟦7–9⟧ are free", "7%E2%80%939"},
	{"a part of a ligature", "The o\ufb03ce is shut", "of,-fice"},
	{"another letter of an alphabet", "В гавани йод", "%D0%B8%D0%BE%D0%B4"},
	{"voicing marks", "がぎ are two", "かき"},
	{"two no-break spaces for one space", "no\u00a0\u00a012 is", "no%2012"},
	{"angle quotes for straight ones", "Il dit «ahoy» et", "%22ahoy%22"},
	{"hyphen of another form", "deep\u2011sea cable", "deep%2Dsea"},
	{"another letter", "The pilot boards", "pi1ot"},
}

// page reads the marks of a case.
func page(marked string) (blocks fragment.Blocks, want fragment.Span, found bool) {
	bare := strings.NewReplacer("⟦", "", "⟧", "", "¶", "")
	before, rest, found := strings.Cut(marked, "⟦")
	inside, _, _ := strings.Cut(rest, "⟧")
	want.Start = utf8.RuneCountInString(bare.Replace(before))
	want.End = want.Start + utf8.RuneCountInString(bare.Replace(inside))
	if !found {
		want = fragment.Span{}
	}
	for _, b := range strings.Split(marked, "¶") {
		blocks = append(blocks, bare.Replace(b))
	}
	return blocks, want, found
}

func directive(t testing.TB, s string) fragment.Directive {
	t.Helper()
	list, err := fragment.Parse("#:~:text=" + s)
	if err != nil || len(list) != 1 {
		t.Fatalf("%s: %v, %v", s, list, err)
	}
	return list[0]
}

func TestFind(t *testing.T) {
	for _, c := range findCases {
		blocks, want, found := page(c.page)
		got, ok := blocks.Find(directive(t, c.directive))
		if ok != found || got != want {
			t.Errorf("%s: %s in %s: got %v, %v; want %v", c.what, c.directive, c.page, got, ok, want)
		}
	}
}
