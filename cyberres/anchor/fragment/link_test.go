package fragment_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/cyberres/anchor/fragment"
)

func TestLink(t *testing.T) {
	long := "Tugs " + strings.Repeat("pull and push ", 30) + "all day"
	for _, c := range []struct{ what, page, want string }{
		{"a short passage", "The ⟦pilot boards⟧ at dawn.", "text=pilot%20boards"},
		{"with punctuation", "⟦The pilot boards at dawn.⟧", "text=The%20pilot%20boards%20at%20dawn%2E"},
		{"white space at its ends", "The⟦ pilot ⟧boards", "text=pilot"},
		{"white space within", "The ⟦pilot \n boards⟧", "text=pilot%20boards"},
		{"no-break space", "Berth ⟦no\u00a012⟧", "text=no%2012"},
		{"soft hyphen", "The ⟦har\u00adbour⟧", "text=harbour"},
		{"300 characters and more", "⟦" + long + "⟧", "text=Tugs%20pull%20and,push%20all%20day"},
		{"two blocks", "⟦The pilot ¶ boards at dawn⟧", "text=The%20pilot,boards%20at%20dawn"},
		{"a dash", "⟦The pilot – old and tired – boards at dawn⟧ here", "text=The%20pilot,boards%20at%20dawn"},
		{"only a dash between", "In ⟦2020–2024⟧ it grew", "text=2020,2024"},
		{"a hyphen is no dash", "A ⟦deep-sea cable⟧", "text=deep%2Dsea%20cable"},
		{"a footnote's number", "⟦The harbour is full12 and shut to ships⟧ now", "text=The%20harbour%20is,shut%20to%20ships"},
		{"a footnote's number after a stop", "⟦The harbour is full.12 It is shut⟧ now", "text=The%20harbour%20is,It%20is%20shut"},
		{"a footnote's number in brackets", "⟦The harbour is full [12] and shut⟧ now", "text=The%20harbour%20is,and%20shut"},
		{"a dagger", "⟦The harbour† is shut⟧ now", "text=The%20harbour,is%20shut"},
		{"a word divided at a line end", "⟦The har-\nbour is shut to all⟧ now", "text=The,shut%20to%20all"},
		{"the second of two", "A tug and a ⟦tug⟧.", "text=and%20a-,tug"},
		{"told apart by what follows", "a tug here, a ⟦tug⟧ there", "text=tug,-there"},
		{"told apart by the block before", "red ¶ tug ¶ green ¶ ⟦tug⟧", "text=green-,tug"},
		{"an end that comes earlier", "⟦one two ¶ three four five, and three four five⟧", "text=one%20two,four%20five%2C%20and%20three%20four%20five"},
		{"a possessor", "By the ⟦Marina⟧’s rules", "text=Marina,-%E2%80%99s"},
		{"a part of a word", "The har⟦bour⟧ is", "text=har-,bour"},
		{"an emoji, told apart without a term that begins with it", "a 👍🏽 or ⟦a 👍⟧ b", "text=or-,a%20%F0%9F%91%8D"},
		{"Chinese", "他说，⟦港口安全。⟧然后走了", "text=%E6%B8%AF%E5%8F%A3%E5%AE%89%E5%85%A8%E3%80%82"},
		{"Chinese, cut", "港口⟦安全⟧很重要。", "text=%E6%B8%AF%E5%8F%A3-,%E5%AE%89%E5%85%A8,-%E5%BE%88%E9%87%8D%E8%A6%81"},
	} {
		blocks, span, _ := page(c.page)
		d, err := fragment.Link(blocks, span.Start, span.End)
		if err != nil || d.String() != c.want {
			t.Errorf("%s: %s: got %s, %v; want %s", c.what, c.page, d, err, c.want)
		}
	}
}

func TestLinkDeclines(t *testing.T) {
	for _, c := range []struct {
		what, page string
		want       fragment.Reason
	}{
		{"nothing", "The pilot⟦⟧ boards", fragment.ReasonEmpty},
		{"white space", "The⟦ ⟧pilot", fragment.ReasonEmpty},
		{"a block stands twice", "the tug pulls ¶ the ⟦tug⟧ pulls ¶ end", fragment.ReasonRepeated},
		{"an emoji before a word and a part of it", "see 🚢 then ⟦🚢 the⟧", fragment.ReasonStall},
		{"an accent alone", "cafe⟦\u0301⟧ is", fragment.ReasonCut},
		{"a letter without its accent", "caf⟦e⟧\u0301 is", fragment.ReasonCut},
	} {
		blocks, span, _ := page(c.page)
		d, err := fragment.Link(blocks, span.Start, span.End)
		var why *fragment.Declined
		if !errors.As(err, &why) || why.Reason != c.want {
			t.Errorf("%s: %s: got %v, %v; want %s", c.what, c.page, d, err, c.want)
		}
	}
	for _, s := range []fragment.Span{{-1, 2}, {0, 99}, {3, 2}} {
		var why *fragment.Declined
		if _, err := fragment.Link(fragment.Blocks{"The pilot"}, s.Start, s.End); !errors.As(err, &why) || why.Reason != fragment.ReasonOutside {
			t.Errorf("%v: got %v; want %s", s, err, fragment.ReasonOutside)
		}
	}
}

// TestLinksAreFound draws many passages of invented pages: a link leads to its passage and nowhere else, and where there is none, none can be.
func TestLinksAreFound(t *testing.T) {
	pages := 300
	if testing.Short() {
		pages = 30
	}
	linked, hopeless := 0, 0
	for seed := range pages {
		rng := rand.New(rand.NewPCG(7, uint64(seed)))
		p := invent(rng)
		text := []rune(strings.Join(p.blocks, ""))
		prepared := p.blocks.Prepare()
		for range 20 {
			s := passage(rng, text)
			want := trimmed(text, s)
			d, err := prepared.Link(s.Start, s.End)
			var why *fragment.Declined
			switch {
			case err == nil:
				linked++
				read, err := fragment.Parse(fragment.Join("https://example.org/", d))
				if err != nil || len(read) != 1 || read[0] != d {
					t.Fatalf("%+v is read %+v, %v", d, read, err)
				}
				if got, ok := prepared.Find(d); !ok || got != want {
					t.Errorf("%s: got %v, want %v", d, got, want)
				}
			case errors.As(err, &why) && why.Reason == fragment.ReasonRepeated:
				hopeless++
				if d, ok := widest(p.blocks, want); ok {
					if got, ok := prepared.Find(d); ok && got == want {
						t.Errorf("page %d: %q was declined, but %s leads to it", seed, string(text[s.Start:s.End]), d)
					}
				}
			case errors.As(err, &why) && why.Reason == fragment.ReasonEmpty:
			default:
				t.Errorf("page %d: %q was declined: %v", seed, string(text[s.Start:s.End]), err)
			}
		}
	}
	t.Logf("%d links, %d passages that cannot be told apart", linked, hopeless)
}

// widest names a passage by all that one directive can: if this does not lead to it, nothing does. Not ok: it begins or ends where its block does, and what
// stands there is left to the package.
func widest(blocks fragment.Blocks, s fragment.Span) (d fragment.Directive, ok bool) {
	at, inStart := 0, false
	for _, b := range blocks {
		r := []rune(b)
		begin, end := at, at+len(r)
		at = end
		squeeze := func(from, to int) string { return strings.Join(strings.Fields(string(r[from-begin:to-begin])), " ") }
		starts, ends := begin <= s.Start && s.Start < end, begin < s.End && s.End <= end
		switch {
		case starts && ends:
			d = fragment.Directive{Prefix: squeeze(begin, s.Start), Start: squeeze(s.Start, s.End), Suffix: squeeze(s.End, end)}
			return d, d.Prefix != "" && d.Suffix != ""
		case starts:
			d.Prefix, d.Start, inStart = squeeze(begin, s.Start), squeeze(s.Start, end), true
		case ends && inStart:
			d.End, d.Suffix = squeeze(begin, s.End), squeeze(s.End, end)
			return d, d.Prefix != "" && d.Suffix != ""
		}
	}
	return d, false
}

func TestFromQuote(t *testing.T) {
	for _, c := range []struct{ quote, want string }{
		{"the harbour master", "text=the%20harbour%20master"},
		{"the harbour … next spring", "text=the%20harbour,next%20spring"},
		{"the harbour … and … next spring", "text=the%20harbour,next%20spring"},
		{"the  harbour\nmaster", "text=the%20harbour%20master"},
		{"the har-\nbour master", "text=the,master"},
		{"har-\nbour", "text=harbour"},
		{"the harbour – full – … next spring", "text=the%20harbour,next%20spring"},
		{"2020–2024", "text=2020,2024"},
		{"the harbour12 is shut", "text=the,is%20shut"},
		{"wait… here", "text=wait%E2%80%A6%20here"},
		{strings.Repeat("a long harbour ", 30), "text=a%20long%20harbour,a%20long%20harbour"},
	} {
		d, err := fragment.FromQuote(c.quote)
		if err != nil || d.String() != c.want {
			t.Errorf("%q: got %s, %v; want %s", c.quote, d, err, c.want)
		}
	}
	for _, quote := range []string{"", " ", "…", " … ", "the harbour … ", " … next spring", "— … spring"} {
		if d, err := fragment.FromQuote(quote); err == nil {
			t.Errorf("%q: got %s; want an error", quote, d)
		}
	}
}

func TestBlocks(t *testing.T) {
	text := "one\ntwo\n\nthree\n \t\n\n four\n"
	for _, c := range []struct {
		what string
		got  fragment.Blocks
		want []string
	}{
		{"lines", fragment.Lines("a\nb\n"), []string{"a\n", "b\n", ""}},
		{"paragraphs", fragment.Paragraphs(text), []string{"one\ntwo\n\n", "three\n \t\n\n", " four\n"}},
		{"blank lines first", fragment.Paragraphs("\n\na\n\nb"), []string{"\n\na\n\n", "b"}},
		{"nothing", fragment.Paragraphs(""), []string{""}},
	} {
		if strings.Join(c.got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: got %q, want %q", c.what, c.got, c.want)
		}
	}
}
