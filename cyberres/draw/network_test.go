package draw

import (
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "write the pictures in testdata anew")

// golden compares a picture with the one that was looked at and found good.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; if the new picture is as good, run go test -update", file)
	}
}

func TestGolden(t *testing.T) {
	golden(t, "network.svg", recorded().svg())
	golden(t, "timeline.svg", instruments().svg())
}

// texts parses a picture and returns all its texts, tooltips included, and its size.
func texts(t *testing.T, picture []byte) (all []string, width, height float64) {
	t.Helper()
	if !utf8.Valid(picture) {
		t.Error("not UTF-8")
	}
	for _, wrong := range []string{"NaN", "Inf", "e+"} {
		if i := bytes.Index(picture, []byte(wrong)); i >= 0 && bytes.IndexByte([]byte(`"M `), picture[i-1]) >= 0 {
			t.Errorf("a coordinate is %s", wrong)
		}
	}
	d := xml.NewDecoder(bytes.NewReader(picture))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return all, width, height
		}
		if err != nil {
			t.Fatalf("not XML: %v", err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local == "script" {
				t.Error("a label became an element")
			}
			for _, a := range e.Attr {
				if a.Name.Local == "viewBox" {
					if _, err := fmt.Sscanf(a.Value, "0 0 %g %g", &width, &height); err != nil {
						t.Fatal(err)
					}
				}
			}
		case xml.CharData:
			all = append(all, string(e))
		}
	}
}

// shuffled is the same graph with everything in another order.
func shuffled(g *graph, seed int) *graph {
	r := random(seed)
	order := make([]int, len(g.actors)) // from the old index to the new one
	for i := range order {
		order[i] = i
	}
	for i := len(order) - 1; i > 0; i-- {
		j := r.below(i + 1)
		order[i], order[j] = order[j], order[i]
	}
	s := &graph{title: g.title, note: g.note, showIsolated: g.showIsolated, actors: make([]node, len(order))}
	for i, a := range g.actors {
		s.actors[order[i]] = a
	}
	for _, h := range g.hubs {
		var parties []party
		for _, p := range h.parties {
			parties = append([]party{{order[p.actor], p.role}}, parties...)
		}
		h.parties = parties
		s.hubs = append([]hub{h}, s.hubs...)
	}
	for _, l := range g.ties {
		s.ties = append([]tie{{order[l.from], order[l.to], l.label, l.title}}, s.ties...)
	}
	return s
}

func TestSameBytes(t *testing.T) {
	for _, g := range []*graph{recorded(), invented(2, 40, 20, 8), invented(3, 300, 150, 20), star(20), camps()} {
		first := g.svg()
		if !bytes.Equal(first, g.svg()) {
			t.Errorf("%s: a second drawing differs", g.title)
		}
		if !bytes.Equal(first, shuffled(g, 1).svg()) {
			t.Errorf("%s: the order of the input shows", g.title)
		}
	}
	if a, b := invented(2, 40, 20, 8).svg(), invented(3, 40, 20, 8).svg(); bytes.Equal(a, b) {
		t.Error("two networks give one picture")
	}
}

// On other processors the compiler fuses a product and a sum into one operation, with another last bit, wherever the code lets it.
func TestNothingFused(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles for another processor")
	}
	c := exec.Command("go", "build", "-gcflags=-S", ".")
	c.Env = append(os.Environ(), "GOARCH=arm64", "GOOS=linux", "CGO_ENABLED=0")
	out, err := c.CombinedOutput()
	if err != nil {
		t.Skipf("no compiler at hand: %v", err)
	}
	if !bytes.Contains(out, []byte("FMULD")) {
		t.Fatal("the listing has no floating-point operations at all")
	}
	fused, place := regexp.MustCompile(`\tFN?M(ADD|SUB)D\t`), regexp.MustCompile(`[^/( ]+\.go:\d+`)
	for line := range strings.Lines(string(out)) {
		if fused.MatchString(line) {
			t.Errorf("wrap the product in float64(...): %s", place.FindString(line))
		}
	}
}

// samples are networks of all sizes and forms.
func samples() []*graph {
	list := []*graph{recorded(), camps(), star(4), star(7), star(12), star(30), star(61), star(200), invented(9, 110, 50, 20), invented(4, 500, 250, 20), invented(6, 200, 20, 0)}
	for n := 10; n <= 60; n += 5 {
		for seed := range 3 {
			list = append(list, invented(100*n+seed, n*2/3, n/3, n/6))
		}
	}
	return list
}

func TestNothingOverlaps(t *testing.T) {
	for _, g := range samples() {
		n := newNetwork(g)
		n.place()
		picture := n.write() // moves everything to where it is drawn
		_, width, height := texts(t, picture)
		// The legend begins with the only faint line.
		m := regexp.MustCompile(`stroke="#d9d9d9"><path d="M20 ([0-9.]+)L`).FindSubmatch(picture)
		if m == nil {
			t.Fatalf("%s: no legend", g.title)
		}
		legend, _ := strconv.ParseFloat(string(m[1]), 64)
		for i, a := range n.boxes {
			if i < len(n.actors) && !n.drawn[i] {
				continue
			}
			r := a.rect()
			if r.x0 < 0 || r.y0 < 0 || r.x1 > width || r.y1 > height {
				t.Errorf("%s: node %d is outside of the picture: %v", g.title, i, r)
			}
			if r.y1 > legend {
				t.Errorf("%s: node %d lies on the legend", g.title, i)
			}
			for j, b := range n.boxes[:i] {
				if (j >= len(n.actors) || n.drawn[j]) && !apart(a, b, 4) {
					t.Errorf("%s: nodes %d and %d overlap", g.title, j, i)
				}
			}
			if i < len(n.actors) {
				for _, line := range n.lines[i] {
					if textWidth(line, labelSize) > 2*a.hw-8 {
						t.Errorf("%s: label %q leaves its box", g.title, line)
					}
				}
				if float64(len(n.lines[i]))*lineHeight > 2*a.hh-8 {
					t.Errorf("%s: label of node %d leaves its box", g.title, i)
				}
			}
		}
		for i, c := range n.curves {
			for _, p := range c.pieces() {
				if p.x < 0 || p.y < 0 || p.x > width || p.y > legend {
					t.Errorf("%s: line %d leaves the drawing", g.title, i)
					break
				}
			}
		}
	}
}

// Every line ends within the boxes that it joins, an arrow on the outline.
func TestLinesEndAtBoxes(t *testing.T) {
	for _, g := range samples() {
		n := newNetwork(g)
		n.place()
		for i, c := range n.curves {
			l := n.links[i]
			for _, end := range []struct {
				p point
				b box
			}{{c.a, n.boxes[l.a]}, {c.b, n.boxes[l.b]}} {
				outside := gapBetween(box{x: end.p.x, y: end.p.y}, end.b)
				inside := !apart(box{x: end.p.x, y: end.p.y}, end.b, -1)
				if outside > 0.5 || inside && end.p == c.b && i >= n.spokes {
					t.Errorf("%s: line %d does not end at its box", g.title, i)
				}
			}
		}
	}
}

// A line under a box seems to end there. In dense networks some are left; more than these mean that the layout has become worse.
func TestFewLinesUnderBoxes(t *testing.T) {
	under := func(g *graph) int {
		n := newNetwork(g)
		n.place()
		count := 0
		for i, c := range n.curves {
			count += c.under(n.boxes, n.links[i].a, n.links[i].b, len(n.boxes))
		}
		return count
	}
	for _, g := range []*graph{recorded(), star(5), star(12), star(30), star(60)} {
		if k := under(g); k > 0 {
			t.Errorf("%s: %d lines under boxes", g.title, k)
		}
	}
	total := 0
	for seed := range 20 {
		total += under(invented(seed+1, 40, 20, 8))
	}
	if total > 80 {
		t.Errorf("%d lines under boxes in 20 networks", total)
	}
}

func TestHostileLabels(t *testing.T) {
	long := strings.Repeat("A very long name of an authority ", 10)
	for _, label := range []string{"<script>alert(1)</script>", "]]>", "a\x00b\x01\x1f", "\xff\xfe\xc3", `"quoted" & 'quoted'`, "شبكة التعاون السيبراني", "サイバーセキュリティ基本法に基づく協力の枠組み",
		"\u202egnorw", "\ufffe\uffff", "e\u0301\u0301\u0301", "a\n\tb", "   ", "", long, strings.Repeat("x", 300), strings.Repeat("\u0301", 300), "&amp;", "😀 team"} {
		g := &graph{title: label, note: label, showIsolated: true, actors: []node{{label, label, label}, {"b", label, "state"}, {"c", label, "group"}},
			hubs: []hub{{label, label, label, []party{{0, label}, {1, label}}}}, ties: []tie{{0, 1, label, label}, {1, 1, label, label}}}
		all, _, _ := texts(t, g.svg())
		whole := strings.ToValidUTF8(clean(label), "\ufffd")
		if !strings.Contains(strings.Join(all, "\n"), whole) {
			t.Errorf("%.40q is nowhere in the picture as a whole", label)
		}
		for _, text := range all {
			if strings.ContainsAny(text, "\x00\x01\x1f\u202e\ufffe\uffff") {
				t.Errorf("%.40q: a forbidden character came through", label)
			}
		}
		lines := &timeline{title: label, note: label, asOf: label, today: 735000,
			lanes: []lane{{label, label, []span{{from: 734000, to: 736000, state: label}}, []mark{{735000, 735100, label}}}}}
		texts(t, lines.svg())
	}
	n := newNetwork(&graph{actors: []node{{"a", long, ""}}})
	if lines := n.lines[0]; len(lines) != labelLines || !strings.HasSuffix(lines[labelLines-1], "…") {
		t.Errorf("a long label is drawn as %q", lines)
	}
}

func TestOddGraphs(t *testing.T) {
	actor := node{"a", "Arland", "state"}
	for name, g := range map[string]*graph{
		"empty":                 {},
		"one actor":             {actors: []node{actor}, showIsolated: true},
		"one actor left out":    {actors: []node{actor}},
		"hub without parties":   {hubs: []hub{{id: "h"}}},
		"hub with one party":    {actors: []node{actor}, hubs: []hub{{"h", "bilateral", "", []party{{0, "member"}}}}},
		"the same party twice":  {actors: []node{actor}, hubs: []hub{{"h", "bilateral", "", []party{{0, "member"}, {0, "initiator"}, {0, "member"}}}}},
		"self tie":              {actors: []node{actor}, ties: []tie{{0, 0, "part of", ""}}},
		"parallel ties":         {actors: []node{actor, {"b", "B", ""}}, ties: []tie{{0, 1, "x", ""}, {0, 1, "y", ""}, {1, 0, "z", ""}, {0, 1, "y", ""}}},
		"parties that are none": {actors: []node{actor}, hubs: []hub{{"h", "", "", []party{{-1, ""}, {7, ""}}}}, ties: []tie{{0, 7, "", ""}, {-1, 0, "", ""}}},
		"equal ids":             {actors: []node{actor, actor, actor}, hubs: []hub{{"h", "", "", []party{{0, ""}, {1, ""}, {2, ""}}}, {"h", "", "", []party{{1, ""}}}}},
		"no ids":                {actors: []node{{}, {}}, hubs: []hub{{parties: []party{{0, ""}, {1, ""}}}}},
		"many pairs":            pairs(300),
		"many alone":            invented(1, 300, 0, 0),
		"two hubs, same actors": {actors: []node{actor, {"b", "B", ""}}, hubs: []hub{{"h", "", "", []party{{0, ""}, {1, ""}}}, {"i", "", "", []party{{0, ""}, {1, ""}}}}},
	} {
		t.Run(name, func(t *testing.T) {
			_, width, height := texts(t, g.svg())
			if width < leastWidth || height < 2*margin || width > 20000 || height > 20000 {
				t.Errorf("%g by %g", width, height)
			}
		})
	}
	parties := newNetwork(&graph{actors: []node{actor}, hubs: []hub{{"h", "", "", []party{{0, "member"}, {0, "initiator"}, {0, "member"}}}}}).hubs[0].parties
	if len(parties) != 1 || parties[0].role != "initiator, member" {
		t.Errorf("an actor with two roles has the spokes %v", parties)
	}
}

// pairs are many components of two actors each.
func pairs(n int) *graph {
	g := invented(1, 2*n, 0, 0)
	for i := range n {
		g.hubs = append(g.hubs, hub{id: strconv.Itoa(i), mode: "bilateral", parties: []party{{2 * i, ""}, {2*i + 1, ""}}})
	}
	return g
}

func TestIsolated(t *testing.T) {
	g := recorded()
	g.actors = append(g.actors, node{"z", "Zamunda", "state"})
	if all, _, _ := texts(t, g.svg()); !strings.Contains(strings.Join(all, "\n"), "Zamunda") {
		t.Error("an isolated actor is missing")
	}
	g.showIsolated = false
	if all, _, _ := texts(t, g.svg()); strings.Contains(strings.Join(all, "\n"), "Zamunda") {
		t.Error("an isolated actor is drawn that was to be left out")
	}
}

// Many nodes must neither take long nor fall back on something unreadable: they still do not overlap.
func TestLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	for _, g := range []*graph{invented(7, 3300, 1700, 400), star(5000)} {
		n := newNetwork(g)
		n.place()
		for i, a := range n.boxes {
			if i < len(n.actors) && !n.drawn[i] {
				continue
			}
			for j, b := range n.boxes[:i] {
				if !apart(a, b, 4) && (j >= len(n.actors) || n.drawn[j]) {
					t.Fatalf("%s: nodes %d and %d overlap", g.title, j, i)
				}
			}
		}
	}
}
