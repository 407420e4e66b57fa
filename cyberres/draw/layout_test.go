package draw

import (
	"math"
	"strings"
	"testing"
)

func TestDistances(t *testing.T) {
	g := newNetwork(invented(3, 40, 30, 10))
	adjacent := neighbours(len(g.boxes), g.links)
	lengths := idealLengths(g.boxes, g.links, adjacent)
	n := len(g.boxes)
	// Floyd and Warshall, for comparison
	want := make([][]float64, n)
	for i := range want {
		want[i] = make([]float64, n)
		for j := range want[i] {
			if i != j {
				want[i][j] = math.Inf(1)
			}
		}
	}
	for k, l := range g.links {
		want[l.a][l.b] = min(want[l.a][l.b], lengths[k])
		want[l.b][l.a] = want[l.a][l.b]
	}
	for k := range n {
		for i := range n {
			for j := range n {
				want[i][j] = min(want[i][j], want[i][k]+want[k][j])
			}
		}
	}
	for i := range n {
		for j, d := range distances(i, g.links, lengths, adjacent) {
			if d != want[i][j] && math.Abs(d-want[i][j]) > 1e-9 {
				t.Fatalf("from %d to %d: %g, want %g", i, j, d, want[i][j])
			}
		}
	}
}

func TestSegments(t *testing.T) {
	r := random(1)
	side := func(p, q, s point) bool { return (q.x-p.x)*(s.y-p.y) > (q.y-p.y)*(s.x-p.x) }
	crossed, hit := 0, 0
	for range 20000 {
		p := func() point { return point{r.unit() * 100, r.unit() * 100} }
		a, b, c, d := p(), p(), p(), p()
		s, o := newSegment(a, b), newSegment(c, d)
		want := side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b)
		if got := s.crosses(&o); got != want {
			t.Fatalf("%v-%v crosses %v-%v: %v", a, b, c, d, got)
		} else if got {
			crossed++
		}
		middle := p()
		area := box{middle.x, middle.y, 3 + r.unit()*20, 3 + r.unit()*20}
		wide := area
		wide.hw, wide.hh = wide.hw+5, wide.hh+5
		want = false
		near := math.Inf(1)
		for k := range 401 {
			q := point{a.x + (b.x-a.x)*float64(k)/400, a.y + (b.y-a.y)*float64(k)/400}
			depth := max(math.Abs(q.x-wide.x)-wide.hw, math.Abs(q.y-wide.y)-wide.hh)
			near = min(near, math.Abs(depth))
			want = want || depth < 0
		}
		if got := s.hits(&area, 5); got != want && near > 0.5 { // the points on the line are not all of it
			t.Fatalf("%v-%v hits %v: %v", a, b, area, got)
		} else if got {
			hit++
		}
	}
	if crossed < 1000 || hit < 1000 {
		t.Errorf("only %d crossings and %d hits were seen", crossed, hit)
	}
}

func TestSettle(t *testing.T) {
	r := random(1)
	for range 50 {
		boxes := make([]box, 80)
		for i := range boxes {
			boxes[i] = box{r.unit() * 300, r.unit() * 300, 10 + r.unit()*60, 8 + r.unit()*20}
		}
		boxes[0], boxes[1] = boxes[2], boxes[2] // at the same place
		settle(boxes, nodeGap)
		for i, a := range boxes {
			for j, b := range boxes[:i] {
				if !apart(a, b, nodeGap-0.1) {
					t.Fatalf("%v (%d) and %v (%d) overlap", a, i, b, j)
				}
			}
		}
	}
}

func TestPack(t *testing.T) {
	r := random(1)
	for n := range 40 {
		sizes := make([]point, n)
		shapes := make([]*shape, n)
		taken := 0.0
		for i := range sizes {
			sizes[i] = point{20 + r.unit()*300, 20 + r.unit()*200}
			taken += sizes[i].x * sizes[i].y
			area := rect{0, 0, sizes[i].x, sizes[i].y}
			shapes[i] = outline(area, []box{{sizes[i].x / 2, sizes[i].y / 2, sizes[i].x / 2, sizes[i].y / 2}}, nil)
		}
		for name, corners := range map[string][]point{"pack": pack(sizes), "nest": nest(shapes)} {
			var area rect
			for i, c := range corners {
				area = area.union(rect{c.x, c.y, c.x + sizes[i].x, c.y + sizes[i].y})
				for j, d := range corners[:i] {
					if c.x < d.x+sizes[j].x && d.x < c.x+sizes[i].x && c.y < d.y+sizes[j].y && d.y < c.y+sizes[i].y {
						t.Fatalf("%s: of %d parts, %d and %d overlap", name, n, j, i)
					}
				}
			}
			if n > 12 && area.width()*area.height() > 2.2*taken {
				t.Errorf("%s: %d parts take %.1f times the room that they need", name, n, area.width()*area.height()/taken)
			}
		}
	}
}

func TestComponents(t *testing.T) {
	got := components(6, []link{{4, 5}, {1, 4}, {0, 3}})
	want := [][]int{{0, 3}, {1, 4, 5}, {2}}
	if len(got) != len(want) {
		t.Fatalf("%v, want %v", got, want)
	}
	for i := range want {
		if len(got[i]) != len(want[i]) || got[i][0] != want[i][0] || got[i][len(got[i])-1] != want[i][len(want[i])-1] {
			t.Errorf("%v, want %v", got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	r := random(1)
	words := strings.Fields("a of cyber resilience well-known North Macedonia's authorities 協力の枠組み Щука ministry/agency " + strings.Repeat("w", 60))
	for range 3000 {
		var parts []string
		for range 1 + r.below(12) {
			parts = append(parts, words[r.below(len(words))])
		}
		s := clean(strings.Join(parts, " "))
		width := 40 + r.unit()*300
		most := 1 + r.below(4)
		lines := wrap(s, 13, width, most)
		if len(lines) == 0 || len(lines) > most {
			t.Fatalf("%q in %d lines", s, len(lines))
		}
		for _, line := range lines {
			if textWidth(line, 13) > width+0.001 || line == "" {
				t.Fatalf("line %q of %q is %g wide, at most %g", line, s, textWidth(line, 13), width)
			}
		}
		// Without an ellipsis nothing is lost.
		joined := strings.Join(lines, "")
		if whole := strings.ReplaceAll(s, " ", ""); !strings.HasSuffix(joined, "…") && strings.ReplaceAll(joined, " ", "") != whole {
			t.Fatalf("%q became %q", s, lines)
		}
		if cut := strings.TrimSuffix(strings.ReplaceAll(joined, " ", ""), "…"); !strings.HasPrefix(strings.ReplaceAll(s, " ", ""), cut) {
			t.Fatalf("%q became %q", s, lines)
		}
	}
	if got := wrap("North Macedonia's defence authorities", 13, 138, 3); len(got) != 2 || got[0] != "North Macedonia's" {
		t.Errorf("%q", got)
	}
}

// The numbers of a label written on the canvas come back as they were, to a tenth.
func TestNumbers(t *testing.T) {
	for x, want := range map[float64]string{0: "0", -0.04: "0", 0.05: "0.1", -0.05: "-0.1", 12.34: "12.3", 12.96: "13", -7.5: "-7.5", math.Inf(1): "0", math.NaN(): "0", 1e300: "0"} {
		c := &canvas{}
		if got := string(c.n(x).b); got != want {
			t.Errorf("%g is written as %s, want %s", x, got, want)
		}
	}
}
