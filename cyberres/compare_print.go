package cyberres

import (
	"encoding/json"
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode/utf8"
)

// A comparison as people read it. All forms put the rows that differ first, then those in which all actors are alike, each in the order of the codebook, and
// name those without any record at the end.

// reading returns the rows in the order of reading, and the themes of those without a record.
func (c *Comparison) reading() (rows []Row, empty []string) {
	for r := range c.Rows() {
		if r.Empty() {
			empty = append(empty, string(r.Theme.ID))
		} else {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(a, b Row) int {
		switch x, y := a.Differs(), b.Differs(); {
		case x && !y:
			return -1
		case y && !x:
			return 1
		}
		return 0
	})
	return rows, empty
}

// own reports whether a claim is coded on the very theme of a cell, rather than on one below it.
func (c Cell) own(claim Claim) bool {
	if slices.Contains(claim.Themes.items, c.Theme) {
		return true
	}
	p, ok := c.Supporting.data.Position(claim.ID)
	return ok && p.On == c.Theme
}

// sign tells records apart that count differently: + and - for positions, ~ for a hoped-for effect.
func (c Cell) sign(claim Claim) string {
	d := c.Supporting.data
	if p, ok := d.Position(claim.ID); ok {
		if p.Stance == StanceOpposes {
			return "-"
		}
		return "+"
	}
	if o, ok := d.Objective(claim.ID); ok && o.Modality == ModalityExpectedEffect {
		return "~"
	}
	return ""
}

const legend = "stated: a record supports it; opposed: a position is against this very theme; mixed: both; silent: the text on the actor was read and states " +
	"nothing; not-coded: it was not read completely; no-text: there is none. + and - are positions, ~ is a hoped-for effect, which does not count as stated. " +
	"Records are named by who speaks: the entry's author, the author reporting the actor, or the actor quoted."

// Table returns the comparison as plain text in lines of at most width characters (at least 60): for each theme a line an actor, with its state and records, by
// voice, and the remarks about them. Records on narrower themes are counted, for they stand there.
func (c *Comparison) Table(width int) string {
	var b strings.Builder
	width = max(width, 60)
	rows, empty := c.reading()
	name := 0
	for a := range c.Actors() {
		name = max(name, utf8.RuneCountInString(shortName(a, width/3)))
	}
	name = min(name, width/3)
	for _, r := range rows {
		mark := ""
		if r.Differs() {
			mark = ", differs"
		}
		wrap(&b, width, 0, "", fmt.Sprintf("%s (%s)%s", r.Theme.Label, r.Theme.ID, mark))
		for cell := range r.Cells() {
			actor := c.data.actors[c.data.row(KindActor, string(cell.Actor))]
			lead := fmt.Sprintf("  %-*s %-9s ", name, cut(printable(shortName(actor, width/3)), name), cell.State)
			indent := utf8.RuneCountInString(lead)
			parts, lines := cell.parts()
			if len(parts) > 0 || len(lines) == 0 {
				lines = slices.Insert(lines, 0, strings.Join(parts, "; "))
			}
			var remarks []string
			for m := range cell.Remarks() {
				remarks = append(remarks, string(m.ID))
			}
			if len(remarks) > 0 {
				lines = append(lines, "remarks: "+strings.Join(remarks, ", "))
			}
			for _, line := range lines {
				wrap(&b, width, indent+2, lead, line)
				lead = strings.Repeat(" ", indent)
			}
		}
		b.WriteString("\n")
	}
	if len(empty) > 0 {
		wrap(&b, width, 0, "", "No record of any of them: "+strings.Join(empty, ", "))
	}
	wrap(&b, width, 0, "", legend)
	wrap(&b, width, 0, "", c.data.version.Attribution)
	return b.String()
}

// parts returns the supporting records of a cell by voice, and a line for each opposing one; beside those, supporting positions have a line of their own as
// well.
func (c Cell) parts() (parts, lines []string) {
	by := map[Voice][]string{}
	narrower := 0
	for claim := range c.Supporting.All() {
		switch {
		case !c.own(claim):
			narrower++
		case claim.Kind == KindPosition && c.Opposing.Len() > 0:
			lines = append(lines, fmt.Sprintf("+ %s (%s): %s", claim.ID, claim.Voice, claim.Summary))
		default:
			by[claim.Voice] = append(by[claim.Voice], c.sign(claim)+string(claim.ID))
		}
	}
	for claim := range c.Opposing.All() {
		p, _ := c.Opposing.data.Position(claim.ID)
		lines = append(lines, fmt.Sprintf("- %s (%s, against %s): %s", claim.ID, claim.Voice, p.On, claim.Summary))
	}
	for _, v := range voices {
		if len(by[v]) > 0 {
			parts = append(parts, fmt.Sprintf("%s: %s", v, strings.Join(by[v], ", ")))
		}
	}
	if narrower > 0 {
		parts = append(parts, fmt.Sprintf("%d on narrower themes", narrower))
	}
	return parts, lines
}

// wrap writes words after a lead, in lines of at most width characters; those after the first begin with indent blanks.
func wrap(b *strings.Builder, width, indent int, lead, text string) {
	line, length := lead, utf8.RuneCountInString(lead)
	for _, word := range strings.Fields(printable(text)) {
		for utf8.RuneCountInString(word) > width-indent { // an id longer than the line
			if length > indent {
				b.WriteString(strings.TrimRight(line, " ") + "\n")
				line, length = strings.Repeat(" ", indent), indent
			}
			points := []rune(word)
			b.WriteString(line + string(points[:width-indent]) + "\n")
			line, word = strings.Repeat(" ", indent), string(points[width-indent:])
		}
		n := utf8.RuneCountInString(word)
		if length+n > width && length > indent {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line, length = strings.Repeat(" ", indent), indent
		}
		line += word + " "
		length += n + 1
	}
	b.WriteString(strings.TrimRight(line, " ") + "\n")
}

// shortName returns an acronym for a name of more than n characters, where the record has one.
func shortName(a Actor, n int) string {
	if utf8.RuneCountInString(a.Name) > n {
		for _, other := range a.Names.items {
			if other.Use == NameAcronym {
				return other.Text
			}
		}
	}
	return a.Name
}

// cut shortens a name to at most n characters.
func cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}

// Markdown returns the comparison as a table in GitHub's Markdown, a row a theme and a column an actor, and below it every record with its voice, summary,
// evidence and remarks.
func (c *Comparison) Markdown() string {
	var b strings.Builder
	b.WriteString("| theme |")
	for a := range c.Actors() {
		fmt.Fprintf(&b, " %s |", escapeMarkdown(a.Name))
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", c.n) + "\n")
	rows, empty := c.reading()
	for _, r := range rows {
		fmt.Fprintf(&b, "| %s |", escapeMarkdown(r.Theme.Label))
		for cell := range r.Cells() {
			fmt.Fprintf(&b, " **%s**", cell.State)
			parts, lines := cell.parts()
			for _, p := range slices.Concat(parts, lines) {
				fmt.Fprintf(&b, "<br>%s", escapeMarkdown(p))
			}
			b.WriteString(" |")
		}
		b.WriteString("\n")
	}
	if len(empty) > 0 {
		fmt.Fprintf(&b, "\nNo record of any of them: %s.\n", escapeMarkdown(strings.Join(empty, ", ")))
	}
	fmt.Fprintf(&b, "\n%s\n\nRecords:\n\n", escapeMarkdown(legend))
	for _, claim := range c.claims(rows) {
		fmt.Fprintf(&b, "- %s, %s: %s (%s, %s)\n", escapeMarkdown(string(claim.ID)), claim.Voice, escapeMarkdown(claim.Summary), escapeMarkdown(string(claim.Source)), escapeMarkdown(quoted(claim)))
		for r := range c.data.RemarksAbout(claim.ID) {
			fmt.Fprintf(&b, "  - %s, %s: %s\n", escapeMarkdown(string(r.ID)), r.Kind, escapeMarkdown(r.Summary))
		}
	}
	fmt.Fprintf(&b, "\n%s\n", escapeMarkdown(c.data.version.Attribution))
	return b.String()
}

// claims returns the records of some rows, each once, ordered as the dataset has them.
func (c *Comparison) claims(rows []Row) (out []Claim) {
	seen := map[int32]bool{}
	var numbers []int32
	for _, r := range rows {
		for cell := range r.Cells() {
			for _, n := range slices.Concat(cell.Supporting.numbers, cell.Opposing.numbers) {
				if !seen[n] {
					seen[n] = true
					numbers = append(numbers, n)
				}
			}
		}
	}
	slices.Sort(numbers)
	return Claims{c.data, numbers}.Slice()
}

// quoted returns where a claim stands in its text, and the ends of that.
func quoted(c Claim) string {
	var places []string
	for _, e := range c.Evidence.items {
		places = append(places, fmt.Sprintf("“%s” %d–%d", e.Quote, e.Start, e.End))
	}
	return strings.Join(places, ", ")
}

// HTML returns the comparison as a fragment to put into a page: a table whose cells unfold to their records, with voice, summary, evidence and remarks. It
// needs no script, brings a style that only it is given, and tells states apart by word and sign, not by colour alone. All text of the dataset is escaped.
func (c *Comparison) HTML() string {
	var b strings.Builder
	b.WriteString(`<table class="cyberres-comparison">
<style>.cyberres-comparison{border-collapse:collapse;font:14px/1.4 system-ui,sans-serif}.cyberres-comparison th,.cyberres-comparison td{border:1px solid #999;padding:.35em .6em;text-align:left;vertical-align:top}.cyberres-comparison ul{margin:.3em 0;padding-left:1.2em}.cyberres-comparison .stated{background:#e3f1e8}.cyberres-comparison .opposed{background:#fbe5dc}.cyberres-comparison .mixed{background:#f7f0d0}.cyberres-comparison .differs>th{border-left:4px solid #0072b2}</style>
<caption>` + html.EscapeString("● stated, ✕ opposed, ◐ mixed, ○ silent, … not-coded, – no-text; a blue edge marks themes on which the actors differ. "+legend) + "</caption>\n<thead><tr><th scope=\"col\">theme</th>")
	for a := range c.Actors() {
		fmt.Fprintf(&b, `<th scope="col" data-id="%s">%s</th>`, html.EscapeString(string(a.ID)), html.EscapeString(printable(a.Name)))
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
	rows, empty := c.reading()
	for _, r := range rows {
		class := "alike"
		if r.Differs() {
			class = "differs"
		}
		fmt.Fprintf(&b, `<tr class="%s"><th scope="row" data-id="%s" title="%s">%s</th>`, class, html.EscapeString(string(r.Theme.ID)), html.EscapeString(printable(r.Theme.Note)), html.EscapeString(printable(r.Theme.Label)))
		for cell := range r.Cells() {
			c.cellHTML(&b, cell)
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>\n<tfoot>")
	if len(empty) > 0 {
		fmt.Fprintf(&b, `<tr><td colspan="%d">No record of any of them: %s.</td></tr>`, c.n+1, html.EscapeString(strings.Join(empty, ", ")))
	}
	fmt.Fprintf(&b, "<tr><td colspan=\"%d\">%s</td></tr></tfoot>\n</table>\n", c.n+1, html.EscapeString(printable(c.data.version.Attribution)))
	return b.String()
}

func (c *Comparison) cellHTML(b *strings.Builder, cell Cell) {
	sign := map[CellState]string{CellStated: "●", CellOpposed: "✕", CellMixed: "◐", CellSilent: "○", CellNotCoded: "…", CellNoText: "–"}[cell.State]
	fmt.Fprintf(b, `<td class="%s">`, cell.State)
	n := cell.Supporting.Len() + cell.Opposing.Len()
	if n == 0 {
		fmt.Fprintf(b, "%s %s</td>", sign, cell.State)
		return
	}
	fmt.Fprintf(b, "<details><summary>%s %s (%d)</summary><ul>", sign, cell.State, n)
	for _, claims := range []Claims{cell.Supporting, cell.Opposing} {
		for claim := range claims.All() {
			about := string(claim.Voice)
			switch cell.sign(claim) {
			case "-":
				p, _ := c.data.Position(claim.ID)
				about += ", against " + string(p.On)
			case "+":
				about += ", in favour"
			case "~":
				about += ", a hoped-for effect"
			}
			if !cell.own(claim) {
				about += ", on a narrower theme"
			}
			fmt.Fprintf(b, `<li data-id="%s">%s <small>%s, %s, %s</small>`, html.EscapeString(string(claim.ID)), html.EscapeString(printable(claim.Summary)),
				html.EscapeString(about), html.EscapeString(string(claim.Source)), html.EscapeString(printable(quoted(claim))))
			first := true
			for r := range c.data.RemarksAbout(claim.ID) {
				if first {
					b.WriteString("<ul>")
					first = false
				}
				fmt.Fprintf(b, `<li data-id="%s">remark (%s): %s</li>`, html.EscapeString(string(r.ID)), r.Kind, html.EscapeString(printable(r.Summary)))
			}
			if !first {
				b.WriteString("</ul>")
			}
			b.WriteString("</li>")
		}
	}
	b.WriteString("</ul></details></td>")
}

// MarshalJSON writes the actors by id and name, and the rows in the order of reading, those without a record last: each with its theme, whether it differs, and
// its cells with their records and the remarks about them.
func (c *Comparison) MarshalJSON() ([]byte, error) {
	type head struct {
		ID   ActorID `json:"id"`
		Name string  `json:"name"`
	}
	type cell struct {
		Cell
		Remarks []Remark `json:"remarks"`
	}
	type row struct {
		Theme   ThemeID `json:"theme"`
		Label   string  `json:"label"`
		Differs bool    `json:"differs"`
		Cells   []cell  `json:"cells"`
	}
	out := struct {
		Actors []head `json:"actors"`
		Rows   []row  `json:"rows"`
	}{[]head{}, []row{}}
	for a := range c.Actors() {
		out.Actors = append(out.Actors, head{a.ID, a.Name})
	}
	rows, _ := c.reading()
	for r := range c.Rows() {
		if r.Empty() {
			rows = append(rows, r)
		}
	}
	for _, r := range rows {
		line := row{r.Theme.ID, r.Theme.Label, r.Differs(), []cell{}}
		for v := range r.Cells() {
			remarks := slices.Collect(v.Remarks())
			if remarks == nil {
				remarks = []Remark{}
			}
			line.Cells = append(line.Cells, cell{v, remarks})
		}
		out.Rows = append(out.Rows, line)
	}
	return json.Marshal(out)
}
