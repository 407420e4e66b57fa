package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mark puts <mark> elements around the passages that were found, one in another where several records rest on the same words. Elements of the page stay as they are:
// a passage that goes across their borders has several marks. The first has an id that names the record.
func (p *page) mark(findings []*finding) {
	for i := 0; i < len(p.pieces); {
		// Where white space counts, a node is several pieces.
		node, end := p.pieces[i].node, i
		var stretches []stretch
		for ; end < len(p.pieces) && p.pieces[end].node == node; end++ {
			stretches = p.pieces[end].stretches(stretches, findings)
		}
		i = end
		if len(stretches) > 0 {
			divide(node, stretches)
		}
	}
}

// A stretch is what a passage covers of the text of a node, in bytes.
type stretch struct {
	from, to int
	*finding
}

// stretches adds what the passages cover of a piece.
func (p *piece) stretches(list []stretch, findings []*finding) []stretch {
	for _, f := range findings {
		from, to := max(f.bytes.Start, p.start), min(f.bytes.End, p.start+p.size)
		if from < to && f.found() && !p.fixed {
			list = append(list, stretch{from - p.start + p.from, to - p.start + p.from, f})
		}
	}
	return list
}

// divide replaces a node of text by pieces of it, within marks or not.
func divide(n *html.Node, stretches []stretch) {
	cuts := []int{0, len(n.Data)}
	for _, r := range stretches {
		cuts = append(cuts, r.from, r.to)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	for i, to := range cuts[1:] {
		from := cuts[i]
		var over []*finding
		for _, r := range stretches {
			if r.from <= from && to <= r.to {
				over = append(over, r.finding)
			}
		}
		text := &html.Node{Type: html.TextNode, Data: n.Data[from:to]}
		n.Parent.InsertBefore(within(text, over), n)
	}
	n.Parent.RemoveChild(n)
}

// within puts a text into the marks of passages. The title, which a browser shows where the pointer rests, names all of them.
func within(n *html.Node, passages []*finding) *html.Node {
	var lines []string
	for _, f := range passages {
		lines = append(lines, fmt.Sprintf("%s (%s): %s", f.Record, f.Status, f.summary))
	}
	title := strings.Join(slices.Compact(lines), "\n")
	for _, f := range slices.Backward(passages) {
		attributes := []html.Attribute{{Key: "class", Val: "cyberres " + f.Status}, {Key: "title", Val: title}}
		if !f.marked {
			f.marked, f.Mark = true, fmt.Sprintf("%s.%d", f.Record, f.Number)
			attributes = append(attributes, html.Attribute{Key: "id", Val: f.Mark})
		}
		m := &html.Node{Type: html.ElementNode, DataAtom: atom.Mark, Data: "mark", Attr: attributes}
		m.AppendChild(n)
		n = m
	}
	return n
}

// policy forbids a browser to run or load anything. A page that is opened from a file could else report to others that it was, or what else it sees.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"

const styles = `
mark.cyberres { background: rgb(255 214 0 / .35); color: inherit }
mark.cyberres.normalised { background: rgb(140 214 90 / .35) }
mark.cyberres.fuzzy { background: rgb(90 180 255 / .35) }
mark.cyberres.altered { background: rgb(255 90 90 / .35); text-decoration: underline wavy rgb(200 0 0) }
mark.cyberres:target { outline: 2px solid rgb(0 90 200) }
`

// secure makes a page of unknown authors fit to be opened from a file. The policy comes before anything that it could forbid; what would act without asking it, or act in
// a program that knows no policies, is taken out: scripts, frames, and elements that lead elsewhere or load something by themselves.
func (p *page) secure() {
	var drop []*html.Node
	head := p.root
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script", "noscript", "iframe", "frame", "object", "embed", "applet", "base", "link":
			drop = append(drop, n)
		case "meta":
			if slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "http-equiv" }) {
				drop = append(drop, n)
			}
		case "head":
			if n.Parent.Parent == p.root {
				head = n
			}
		}
		n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return strings.HasPrefix(a.Key, "on") })
	}
	for _, n := range drop {
		n.Parent.RemoveChild(n)
	}
	style := &html.Node{Type: html.ElementNode, DataAtom: atom.Style, Data: "style"}
	style.AppendChild(&html.Node{Type: html.TextNode, Data: styles})
	head.InsertBefore(style, head.FirstChild)
	head.InsertBefore(&html.Node{Type: html.ElementNode, DataAtom: atom.Meta, Data: "meta", Attr: []html.Attribute{
		{Key: "http-equiv", Val: "Content-Security-Policy"}, {Key: "content", Val: policy},
	}}, style)
}

// write writes the page in UTF-8. The mark at its beginning says so, whatever encoding the page still names.
func (p *page) write(w io.Writer) error {
	b := bufio.NewWriter(&limited{w, 8 * mostBytes})
	b.WriteString("\ufeff")
	if err := html.Render(b, p.root); err != nil {
		return err
	}
	return b.Flush()
}

// limited fails where more is written than a page and its marks can come to: elements that the parser opens again and again take all their attributes along.
type limited struct {
	io.Writer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	if l.left -= len(p); l.left < 0 {
		return 0, errors.New("the page becomes too large when it is written again")
	}
	return l.Writer.Write(p)
}
