package main

import (
	"cmp"
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/anchor/fragment"
	"github.com/cyberres/cyberres/internal/chromium"
)

var all = flag.Bool("all", false, "open every link on every page, not a half or a quarter of them: takes several times as long")

// TestLinksInBrowser opens the links of the dataset's evidence on pages that have the annotated texts in several structures, and compares what the browser highlights with
// the passage, pixel by pixel. The links are made in three ways:
//
//	page    from the HTML, as this program does: the evidence is found in it, and the link is proved against its blocks
//	text    from the text alone, proved for two structures that it may have
//	quote   from the words of the evidence alone, which proves nothing
func TestLinksInBrowser(t *testing.T) {
	dir := os.Getenv("CYBERRES_TEXTS")
	if dir == "" {
		t.Skip("CYBERRES_TEXTS does not name a folder with the annotated texts; they are not part of the project")
	}
	h := chromium.StartHighlights(t)
	names, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(names) == 0 {
		t.Fatalf("CYBERRES_TEXTS is %s, which has no .txt files (%v)", dir, err)
	}
	pages := 0
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if w := newWriting(cyberres.Default(), string(text)); len(w.passages) > 0 {
			pages++
			w.measure(t, h)
		}
	}
	if pages == 0 {
		t.Error("no text in CYBERRES_TEXTS is that of a source")
	}
}

// TestInventedLinksInBrowser does the same with an invented text, for those who have no other.
func TestInventedLinksInBrowser(t *testing.T) {
	h := chromium.StartHighlights(t)
	newWriting(harbour(t), harbourText(t)).measure(t, h)
}

// A writing is a text with entries, one of each source, and the passages that evidence pins in it.
type writing struct {
	data     *cyberres.Dataset
	text     []rune
	entries  []fragment.Span // in the order of the text
	passages []*passage
}

type passage struct {
	fragment.Span // in the text
	key           // of the evidence that it is of
	quote         string
}

type key struct {
	record cyberres.ID
	number int
}

func newWriting(d *cyberres.Dataset, text string) *writing {
	w := &writing{data: d, text: []rune(text)}
	for s := range d.Sources() {
		slice, err := s.Slice(text)
		if err != nil {
			continue
		}
		entry := fragment.Span{Start: 0, End: len(w.text)}
		if len(slice) < len(text) {
			entry = fragment.Span{Start: s.Within.Start, End: s.Within.End}
		}
		w.entries = append(w.entries, entry)
		add := func(id cyberres.ID, evidence cyberres.List[cyberres.Evidence]) {
			for i, e := range evidence.Slice() {
				w.passages = append(w.passages, &passage{fragment.Span{Start: entry.Start + e.Start, End: entry.Start + e.End}, key{id, i + 1}, e.Quote})
			}
		}
		only := cyberres.Filter{Sources: []cyberres.SourceID{s.ID}}
		for s := range d.Statements(only) {
			add(s.Claim().ID, s.Claim().Evidence)
		}
		for r := range d.Remarks(only) {
			add(r.ID, r.Evidence)
		}
	}
	slices.SortFunc(w.entries, func(a, b fragment.Span) int { return cmp.Compare(a.Start, b.Start) })
	slices.SortStableFunc(w.passages, func(a, b *passage) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	return w
}

// A printer writes the HTML of a page, and keeps where each code point of the text went. What it shows of the text is marked for [chromium.Highlights].
type printer struct {
	*writing
	html  strings.Builder
	place []int // by code point of the text: how much the page shows before it
	after []int // and including it
	shown int
}

// show writes code points of the text, in an element.
func (p *printer) show(tag string, s fragment.Span) {
	name, _, _ := strings.Cut(tag, " ")
	fmt.Fprintf(&p.html, "<%s data-b>", tag)
	p.write(s)
	fmt.Fprintf(&p.html, "</%s>\n", name)
}

func (p *printer) write(s fragment.Span) {
	for i := s.Start; i < s.End; i++ {
		p.place[i] = p.shown
		p.html.WriteString(html.EscapeString(string(p.text[i])))
		p.shown++
		p.after[i] = p.shown
	}
}

// leave goes past code points that the page does not show.
func (p *printer) leave(s fragment.Span) {
	for i := s.Start; i < s.End; i++ {
		p.place[i], p.after[i] = p.shown, p.shown
	}
}

// Small pictures are quicker.
const small = `<style>body { font: 8px/10px sans-serif; width: 600px } sup { font-size: 6px }</style>`

// A structure is a way in which a page may be made of the text. What is known of real ones is what the text has kept of them: where its lines end within a sentence
// there was a link, and where they do in brackets the mark of a footnote.
type structure struct {
	name    string
	hostile bool // to links that are made of the text alone: the page has more than it, or other borders
	quotes  bool // links of quotes alone are tried too
	print   func(*printer)
}

var structures = []structure{
	{"a paragraph each", false, true, func(p *printer) {
		for _, e := range p.entries {
			p.html.WriteString("<div>")
			p.show("p", e)
			p.html.WriteString("</div>")
		}
	}},
	{"links at line ends", false, false, func(p *printer) { p.lines("<a href=#>", "</a>", true) }},
	{"breaks at line ends", false, true, func(p *printer) { p.lines("<br>", "", false) }},
	{"paragraphs within entries", false, false, func(p *printer) {
		for _, e := range p.entries {
			p.html.WriteString("<div>")
			begin := e.Start
			for _, line := range p.linesOf(e) {
				if line.End == e.End || line.End-2 >= e.Start && p.text[line.End-2] == '.' && unicode.IsUpper(p.text[line.End]) {
					p.show("p", fragment.Span{Start: begin, End: line.End})
					begin = line.End
				}
			}
			p.html.WriteString("</div>")
		}
	}},
	{"footnote marks", false, false, func(p *printer) { p.footnotes(true) }},
	{"footnote marks without brackets", false, false, func(p *printer) { p.footnotes(false) }},
	{"columns", false, false, func(p *printer) {
		p.html.WriteString(`<div style="display: grid; grid-template-columns: repeat(3, 1fr); gap: 12px">`)
		for _, e := range p.entries {
			p.html.WriteString("<div>")
			p.show("div", e)
			p.html.WriteString("</div>")
		}
		p.html.WriteString("</div>")
	}},
	{"cells of a table", false, false, func(p *printer) {
		p.html.WriteString("<table><tr>")
		for _, e := range p.entries {
			p.show("td", e)
		}
		p.html.WriteString("</tr></table>")
	}},
	{"menu and headings before", false, true, func(p *printer) {
		p.html.WriteString("<nav><ul><li><a href=#>Home</a><li><a href=#>Countries</a><li><a href=#>About the atlas</a></ul></nav><h1>Comparison</h1>")
		for i, e := range p.entries {
			fmt.Fprintf(&p.html, "<section><h2>Country %d</h2><h3>Overview</h3>", i+1)
			p.show("p", e)
			p.html.WriteString("</section>")
		}
		p.html.WriteString("<footer><p>Contact</p></footer>")
	}},
	{"each sentence a list item", true, false, func(p *printer) {
		p.html.WriteString("<ul>")
		for _, e := range p.entries {
			begin := e.Start
			for i := e.Start; i < e.End; i++ {
				if i == e.End-1 || strings.ContainsRune(".;:", p.text[i]) && unicode.IsSpace(p.text[i+1]) {
					p.show("li", fragment.Span{Start: begin, End: i + 1})
					begin = i + 1
				}
			}
		}
		p.html.WriteString("</ul>")
	}},
	{"a menu of the same words", true, true, func(p *printer) {
		p.html.WriteString("<nav><ul>")
		for i, q := range p.passages {
			if i%4 == 0 && q.End-q.Start < 60 {
				fmt.Fprintf(&p.html, "<li>%s", html.EscapeString(string(p.text[q.Start:q.End])))
			}
		}
		p.html.WriteString("</ul></nav>")
		for _, e := range p.entries {
			p.show("p", e)
		}
	}},
	{"teasers before", true, false, func(p *printer) {
		for _, e := range p.entries {
			fmt.Fprintf(&p.html, "<p>%s …</p>", html.EscapeString(string(p.text[e.Start:min(e.End, e.Start+240)])))
		}
		for _, e := range p.entries {
			p.show("p", e)
		}
	}},
	{"all of it twice, once hidden", true, false, func(p *printer) {
		for _, e := range p.entries {
			fmt.Fprintf(&p.html, "<p hidden>%s</p>", html.EscapeString(string(p.text[e.Start:e.End])))
			p.show("p", e)
		}
	}},
	{"all of it twice", true, false, func(p *printer) {
		for _, e := range p.entries {
			p.show("p", e)
			fmt.Fprintf(&p.html, "<p>%s</p>", html.EscapeString(string(p.text[e.Start:e.End])))
		}
	}},
	{"entries in another order", true, false, func(p *printer) {
		for _, e := range slices.Backward(p.entries) {
			p.show("p", e)
		}
	}},
}

// linesOf cuts an entry after its line ends.
func (p *printer) linesOf(e fragment.Span) (lines []fragment.Span) {
	begin := e.Start
	for i := e.Start; i < e.End; i++ {
		if p.text[i] == '\n' || i == e.End-1 {
			lines = append(lines, fragment.Span{Start: begin, End: i + 1})
			begin = i + 1
		}
	}
	return lines
}

// lines shows each entry as a paragraph with something at the line ends; with words after them, the line end is kept and the first two words of the line are between.
func (p *printer) lines(open, close string, words bool) {
	for _, e := range p.entries {
		p.html.WriteString("<p data-b>")
		for i, line := range p.linesOf(e) {
			mid := line.Start
			if i > 0 {
				p.html.WriteString(open)
				for n := 0; words && mid < line.End && n < 2; mid++ {
					if p.text[mid] == ' ' {
						n++
					}
				}
				p.write(fragment.Span{Start: line.Start, End: mid})
				p.html.WriteString(close)
			}
			end := line.End
			if !words && p.text[end-1] == '\n' {
				end--
			}
			p.write(fragment.Span{Start: mid, End: end})
			p.leave(fragment.Span{Start: end, End: line.End})
		}
		p.html.WriteString("</p>\n")
	}
}

// footnotes shows what stands in brackets over a line end as the mark of a footnote.
func (p *printer) footnotes(brackets bool) {
	for _, e := range p.entries {
		p.html.WriteString("<p data-b>")
		for i := e.Start; i < e.End; i++ {
			if p.text[i] != '[' || i+3 >= e.End || p.text[i+1] != '\n' || p.text[i+3] != ']' {
				p.write(fragment.Span{Start: i, End: i + 1})
				continue
			}
			p.html.WriteString("<sup><a href=#>")
			for j := i; j < i+4; j++ {
				if one := (fragment.Span{Start: j, End: j + 1}); p.text[j] == '\n' || !brackets && p.text[j] != 'x' {
					p.leave(one)
				} else {
					p.write(one)
				}
			}
			p.html.WriteString("</a></sup>")
			i += 3
		}
		p.html.WriteString("</p>\n")
	}
}

// linkOfText makes the directive of a passage of a text whose page is not at hand. Its lines may be blocks or not, so both have to lead to the passage.
func linkOfText(w *writing, s fragment.Span) (fragment.Directive, bool) {
	lines, entries := fragment.Lines(string(w.text)).Prepare(), w.blocks().Prepare()
	for _, by := range []*fragment.Page{lines, entries} {
		d, err := by.Link(s.Start, s.End)
		if err != nil {
			continue
		}
		a, okA := lines.Find(d)
		b, okB := entries.Find(d)
		if okA && okB && a == s && b == s {
			return d, true
		}
	}
	return fragment.Directive{}, false
}

// blocks are the entries, each with what stands between it and the next.
func (w *writing) blocks() (blocks fragment.Blocks) {
	begin := 0
	for i := range w.entries {
		end := len(w.text)
		if i+1 < len(w.entries) {
			end = w.entries[i+1].Start
		}
		blocks = append(blocks, string(w.text[begin:end]))
		begin = end
	}
	return blocks
}

// A link is what is tried in the browser.
type link struct {
	directive string
	want      [2]int // in the page's text
}

type tally struct{ exact, nothing, wrong, declined int }

func (a tally) String() string {
	links := a.exact + a.nothing + a.wrong
	return fmt.Sprintf("%3d links, %3d exact (%6.2f %%), %2d to nothing, %2d elsewhere; %2d declined", links, a.exact, 100*float64(a.exact)/float64(max(1, links)), a.nothing, a.wrong, a.declined)
}

// A passage that the two structures do not tell from another in the same way has no link.
func TestLinkOfText(t *testing.T) {
	for _, c := range []struct {
		text, want string
		from, to   int
	}{
		{"red tug, old tug", "text=old-,tug", 13, 16},
		{"the old\ntug pulls", "text=old,tug", 4, 11},
		{"the old\ntug pulls the old tug", "text=pulls%20the-,old%20tug", 22, 29},
		{"tug\ntug tug", "", 8, 11},
		{"tug\ntug", "text=tug-,tug", 4, 7},
		{"red\nred tug\nred red tug", "", 16, 23},
	} {
		w := &writing{text: []rune(c.text), entries: []fragment.Span{{Start: 0, End: len([]rune(c.text))}}}
		got := ""
		if d, ok := linkOfText(w, fragment.Span{Start: c.from, End: c.to}); ok {
			got = d.String()
		}
		if got != c.want {
			t.Errorf("%q, %d to %d: got %s, want %s", c.text, c.from, c.to, got, c.want)
		}
	}
}

func (w *writing) measure(t *testing.T, h *chromium.Highlights) {
	ways := []string{"page", "text", "quote"}
	totals := map[string]*tally{}
	for n, st := range structures {
		p := &printer{writing: w, place: make([]int, len(w.text)), after: make([]int, len(w.text))}
		p.html.WriteString(chromium.Head + small)
		st.print(p)
		source := p.html.String()
		h.Show(source)
		links := map[string][]link{}
		declined := map[string]int{}
		add := func(way string, q *passage, directive string, ok bool) {
			if !ok {
				declined[way]++
				return
			}
			links[way] = append(links[way], link{directive, [2]int{p.place[q.Start], p.after[q.End-1]}})
		}
		found := map[key]*finding{}
		page, err := readPage(strings.NewReader(source))
		if err != nil {
			t.Fatal(err)
		}
		findings, err := find(w.data, page, nil, "https://example.org/")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range findings {
			found[key{f.Record, f.Number}] = f
		}
		for i, q := range w.passages {
			every := 2 // another half on the next page
			if st.hostile {
				every = 4 // what fails is tried again by itself, which takes time
			}
			if (i+n)%every > 0 && !*all {
				continue
			}
			if f := found[q.key]; f != nil && f.Link != "" {
				_, directive, _ := strings.Cut(f.Link, "#:~:")
				add("page", q, directive, true)
			} else {
				add("page", q, "", false)
			}
			d, ok := linkOfText(w, q.Span)
			add("text", q, d.String(), ok)
			if d, err := fragment.FromQuote(q.quote); st.quotes || *all {
				add("quote", q, d.String(), err == nil)
			}
		}
		outcomes := open(h, source, slices.Concat(links["page"], links["text"], links["quote"]))
		for _, way := range ways {
			sum := tally{declined: declined[way]}
			for _, l := range links[way] {
				switch outcomes[l] {
				case exact:
					sum.exact++
				case nothing:
					sum.nothing++
				default:
					sum.wrong++
				}
				if outcomes[l] != exact && way != "quote" && testing.Verbose() {
					t.Logf("%s, by %s: %v: %s", st.name, way, outcomes[l], l.directive)
				}
			}
			if sum == (tally{}) {
				continue
			}
			t.Logf("%-32s %-5s %v", st.name, way, sum)
			kind := way
			if st.hostile {
				kind += ", hostile structures"
			}
			if totals[kind] == nil {
				totals[kind] = &tally{}
			}
			a := totals[kind]
			*a = tally{a.exact + sum.exact, a.nothing + sum.nothing, a.wrong + sum.wrong, a.declined + sum.declined}
		}
	}
	for _, kind := range []string{"page", "page, hostile structures", "text", "text, hostile structures", "quote", "quote, hostile structures"} {
		a := totals[kind]
		t.Logf("%-32s %v", kind, a)
		promised := strings.HasPrefix(kind, "page") || kind == "text"
		if links := a.exact + a.nothing + a.wrong; promised && (links == 0 || 100*a.exact < 99*links) {
			t.Errorf("%s: %d of %d links are highlighted exactly, less than 99 %%", kind, a.exact, links)
		}
	}
}

type outcome string

const (
	exact     outcome = "exactly the passage"
	nothing   outcome = "nothing"
	elsewhere outcome = "something else"
)

// open visits links to a page that was just shown. Those whose passages are apart share a visit: the browser highlights one passage for each, so that all together are
// right only if each is. Where they are not, each half of them is tried again.
func open(h *chromium.Highlights, page string, links []link) map[link]outcome {
	outcomes := map[link]outcome{}
	var groups [][]link
	for _, l := range links {
		if _, again := outcomes[l]; again {
			continue
		}
		outcomes[l] = ""
		fits := func(g []link) bool {
			return len(g) < 30 && !slices.ContainsFunc(g, func(o link) bool { return o.want[0] <= l.want[1] && l.want[0] <= o.want[1] })
		}
		if i := slices.IndexFunc(groups, fits); i >= 0 {
			groups[i] = append(groups[i], l)
		} else {
			groups = append(groups, []link{l})
		}
	}
	type visit struct {
		group  []link
		wanted chromium.Picture
	}
	for len(groups) > 0 {
		h.Show(page)
		var visits []visit // pictures of what is wanted come first, for the page must not have been opened by a link
		for _, g := range groups {
			var spans [][2]int
			for _, l := range g {
				spans = append(spans, l.want)
			}
			visits = append(visits, visit{g, h.Wanted(spans...)})
		}
		groups = nil
		for _, v := range visits {
			var directives []string
			for _, l := range v.group {
				directives = append(directives, l.directive)
			}
			got := h.Got(strings.Join(directives, "&"), v.wanted)
			result := elsewhere
			switch half := len(v.group) / 2; {
			case got.Equal(v.wanted) && got.Count > 0:
				result = exact
			case half > 0:
				groups = append(groups, v.group[:half], v.group[half:])
			case got.Count == 0:
				result = nothing
			}
			for _, l := range v.group {
				outcomes[l] = result
			}
		}
	}
	return outcomes
}
