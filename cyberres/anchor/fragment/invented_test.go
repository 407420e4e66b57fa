package fragment_test

import (
	"fmt"
	"html"
	"math/rand/v2"
	"strings"

	"github.com/cyberres/cyberres/cyberres/anchor/fragment"
	"github.com/cyberres/cyberres/internal/chromium"
)

// An invented page: what a browser is served, and the blocks that the package is given.
type invented struct {
	html   string
	blocks fragment.Blocks
}

// plainPage shows each block as a paragraph.
func plainPage(blocks fragment.Blocks) invented {
	var b strings.Builder
	b.WriteString(chromium.Head)
	for _, s := range blocks {
		fmt.Fprintf(&b, "<p data-b>%s</p>\n", html.EscapeString(s))
	}
	return invented{b.String(), blocks}
}

const (
	commonWords = "the of and to in a for with on by at from this that its all new our will is are be harbour pilot pilots ship ships tide tides quay crane signal signals lamp " +
		"watch master port ports coast channel buoy rope wind storm night cargo duty plan plans works crew safe open deep old first next spring train training shared"
	rareWords = "Marn Ostrel Ævar Åland Zoë naïve café fjörd cooperation U.S. 4.75 3,200 2019 2024 10% Berth7 G7 deep-sea well-known e-mail it's ship’s Marn’s crews’ don’t " +
		"har\u00adbour o\ufb03ce cafe\u0301 １２ no\u00a012 🚢 (draft) [sic] “ahoy” ‘so’ and/or tide_table tugs: x&y <b> 50,- a*b §4 №7 50–60 Straße Łódź"
	worldWords = "港口安全 海上的船只 ท่าเรือปลอดภัย 항구는 гавань йод Ёлка ميناء السفن נמל ש״ס がぎ港で カタカナ ﾊﾞｰｽ 👩‍🚀 🇸🇪🇫🇮 हिन्दी में œuvre ﬁn ½ x² H₂O ① ǆep İstanbul ıssız ελπίς άγκυρα đak " +
		"ångström a\u030angst 東京、大阪。 ກຳ ខ្មែរ မြန်မာ ß ẞ ŋ þ ħ ŀ ĳ a:b 12:30 1,000.5 a.b 3a _x_ «oui» „ja“ ‚ja‘ ‑ 7‑9 −5 ª º ™ ℡ ㎏ © • a•b ´ ` ^ ~ € $5 5% \u2060a\u2060b"
	dashes = " – | — |—| - | ― | … |...| / "
)

// invent makes a page from a seed.
func invent(rng *rand.Rand) invented {
	common, rare, dash := strings.Fields(commonWords), strings.Split(rareWords, " "), strings.Split(dashes, "|")
	var (
		out   strings.Builder
		page  invented
		block strings.Builder
		said  []string // sentences that may come again
	)
	if rng.IntN(3) == 0 {
		rare = append(rare, strings.Split(worldWords, " ")...)
		rare = append(rare, strings.Split(worldWords, " ")...)
	}
	out.WriteString(chromium.Head)
	pick := func(list []string) string { return list[rng.IntN(len(list))] }
	write := func(s string) {
		out.WriteString(html.EscapeString(s))
		block.WriteString(s)
	}
	end := func() {
		if block.Len() > 0 {
			page.blocks = append(page.blocks, block.String())
			block.Reset()
		}
	}
	sentence := func() string {
		if len(said) > 0 && rng.IntN(5) == 0 {
			return pick(said)
		}
		var b strings.Builder
		for i, n := 0, 4+rng.IntN(16); i < n; i++ {
			w := pick(common)
			if rng.IntN(8) == 0 {
				w = pick(rare)
			}
			if i == 0 {
				r := []rune(w)
				w = strings.ToUpper(string(r[:1])) + string(r[1:])
			}
			switch r := rng.IntN(60); {
			case i == 0:
			case r < 3:
				b.WriteString(pick(dash))
			case r < 6:
				b.WriteString(", ")
			case r == 6:
				b.WriteString("  \n\t ")
			case r == 7:
				b.WriteString("\u00a0")
			default:
				b.WriteString(" ")
			}
			b.WriteString(w)
		}
		b.WriteString(pick([]string{".", ".", ".", "?", ";", ":", "…", "”."}))
		said = append(said, b.String())
		return b.String()
	}
	// prose writes sentences, some of their parts within inline elements.
	prose := func(sentences int) {
		for i := range sentences {
			if i > 0 {
				write(" ")
			}
			for _, piece := range strings.SplitAfter(sentence(), " ") {
				tag := ""
				if rng.IntN(15) == 0 {
					tag = pick([]string{"b", "i", "a", "span", "em"})
					out.WriteString("<" + tag + ">")
				}
				if cut := rng.IntN(40); cut == 0 && len([]rune(piece)) > 3 { // an element within a word
					r := []rune(piece)
					write(string(r[:2]))
					out.WriteString("<u>")
					write(string(r[2:]))
					out.WriteString("</u>")
				} else {
					write(piece)
				}
				if tag != "" {
					out.WriteString("</" + tag + ">")
				}
				if rng.IntN(200) == 0 {
					out.WriteString("<br>")
					end()
				}
			}
			if rng.IntN(8) == 0 {
				out.WriteString("<sup>")
				write(pick([]string{"1", "12", "[3]", "†", "*"}))
				out.WriteString("</sup>")
			}
		}
		end()
	}
	for total := 0; total < 14; total++ {
		switch rng.IntN(7) {
		case 0:
			out.WriteString("<h2 data-b>")
			prose(1)
			out.WriteString("</h2>\n")
		case 1:
			out.WriteString("<ul>")
			for range 2 + rng.IntN(3) {
				out.WriteString("<li data-b>")
				prose(1)
				out.WriteString("</li>\n")
			}
			out.WriteString("</ul>\n")
		case 2:
			out.WriteString("<table><tr>")
			for range 2 + rng.IntN(2) {
				out.WriteString("<td data-b>")
				prose(1)
				out.WriteString("</td>")
			}
			out.WriteString("</tr></table>\n")
		case 3:
			out.WriteString("<blockquote><p data-b>\n")
			block.WriteString("\n") // the line end within the element
			prose(1 + rng.IntN(2))
			out.WriteString("</p></blockquote>\n")
		default:
			out.WriteString("<p data-b>")
			prose(1 + rng.IntN(4))
			out.WriteString("</p>\n")
		}
	}
	page.html = out.String()
	return page
}

// passage draws a span of a text: mostly of whole words as people see them, now and then cut anywhere.
func passage(rng *rand.Rand, text []rune) fragment.Span {
	length := []int{1, 8, 40, 120, 290, 400, 900}[rng.IntN(7)]
	start := rng.IntN(len(text))
	s := fragment.Span{Start: start, End: min(len(text), start+1+rng.IntN(length))}
	if rng.IntN(10) == 0 {
		return s
	}
	blank := func(i int) bool { return strings.ContainsRune(" \n\t", text[i]) }
	for s.Start > 0 && !blank(s.Start-1) {
		s.Start--
	}
	for s.End < len(text) && !blank(s.End) {
		s.End++
	}
	if rng.IntN(3) == 0 { // without the punctuation at its ends
		for s.End > s.Start+1 && strings.ContainsRune(".,;:?…”)’", text[s.End-1]) {
			s.End--
		}
		for s.Start < s.End-1 && strings.ContainsRune("“(‘", text[s.Start]) {
			s.Start++
		}
	}
	return s
}
