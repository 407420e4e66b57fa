package draw

import (
	"bytes"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// inventedLanes is a random timeline, with everything that an input may get wrong.
func inventedLanes(seed, n int) *timeline {
	r := random(seed)
	first, _, _ := dayRange("2013")
	t := &timeline{title: "Invented", from: first, to: first + 14*365, today: first + r.below(14*365)}
	names := strings.Fields("announced proposed adopted signed published in-force applies repealed superseded expired unknown")
	for range n {
		l := lane{label: strings.Repeat("Instrument on security ", 1+r.below(4))}
		day := first - 200 + r.below(2000)
		for range r.below(6) {
			next := day + r.below(1500)
			l.spans = append(l.spans, span{day, next, names[r.below(len(names))], r.below(3) == 0, r.below(5) == 0})
			last := day
			if r.below(2) == 0 {
				last += r.below(365)
			}
			l.marks = append(l.marks, mark{day, last, strings.Repeat("event ", r.below(6))})
			day = next
		}
		t.lanes = append(t.lanes, l)
	}
	return t
}

func TestTimeline(t *testing.T) {
	for seed := range 40 {
		tl := inventedLanes(seed+1, 1+seed)
		picture := tl.svg()
		if !bytes.Equal(picture, tl.svg()) {
			t.Error("a second drawing differs")
		}
		_, width, height := texts(t, picture)
		ch := newChart(tl)
		bottom := ch.place(100)
		if bottom > height || ch.right > width {
			t.Errorf("seed %d: the lanes end at %g, %g of %g, %g", seed, ch.right, bottom, width, height)
		}
		for i, r := range ch.rows {
			if i > 0 && r.top < ch.rows[i-1].end {
				t.Errorf("lane %d begins above the end of the one before", i)
			}
			for _, line := range r.label {
				if end := margin + textWidth(line, laneLabelSize); end > ch.left-8 {
					t.Errorf("label %q ends at %g, the axis begins at %g", line, end, ch.left)
				}
			}
			for k, a := range r.marks {
				if a.slot == 0 {
					continue
				}
				end := a.textX + textWidth(a.text, markSize)
				if a.textX < ch.left-5 || end > width {
					t.Errorf("event label %q from %g to %g", a.text, a.textX, end)
				}
				height := barHeight/2 + math.Abs(float64(a.slot))*markLine
				if a.slot > 0 && r.y-height < r.top || a.slot < 0 && r.y+height > r.end {
					t.Errorf("event label %q leaves its lane", a.text)
				}
				for _, b := range r.marks[:k] {
					if b.slot == a.slot && a.textX < b.textX+textWidth(b.text, markSize) && b.textX < end {
						t.Errorf("event labels %q and %q overlap", a.text, b.text)
					}
					if lead := float64((b.x0 + b.x1) / 2); b.slot == 2*a.slot && lead > a.textX && lead < end {
						t.Errorf("the line to %q crosses %q", b.text, a.text)
					}
				}
			}
		}
	}
}

// The line of the day begins below the names of the years, and does not take the names of the events beside it.
func TestLineOfTheDay(t *testing.T) {
	first, _, _ := dayRange("2013")
	for days := range 400 {
		tl := &timeline{from: first, to: first + 10*365, today: first + 1500 + days}
		tl.lanes = []lane{{id: "a", marks: []mark{{first, first, "signed"}, {first + 1700, first + 1700, "superseded"}}}}
		picture := string(tl.svg())
		line := regexp.MustCompile(`stroke="#b3003c"[^>]* d="M[0-9.]+ ([0-9.]+)V`).FindStringSubmatch(picture)
		year := regexp.MustCompile(`y="([0-9.]+)">2017<`).FindStringSubmatch(picture)
		if line == nil || year == nil {
			t.Fatalf("no line or no year in %s", picture)
		}
		from, err := strconv.ParseFloat(line[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		name, err := strconv.ParseFloat(year[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		if from < name+2 {
			t.Errorf("the line begins at %g, the years stand at %g", from, name)
		}
		ch := newChart(tl)
		ch.place(100)
		x := ch.x(ch.today)
		for _, m := range ch.rows[0].marks {
			if m.slot == 0 || m.textX < x+5 && m.textX+textWidth(m.text, markSize) > x-5 {
				t.Errorf("the line at %g and %q at %g, for an event at %g", x, m.text, m.textX, m.x0)
			}
		}
	}
}

func TestOddTimelines(t *testing.T) {
	huge := math.MaxInt
	for name, tl := range map[string]*timeline{
		"empty":         {},
		"no lanes":      {from: 735000, to: 737000},
		"empty lane":    {lanes: []lane{{id: "a", label: "A"}}},
		"turned round":  {from: 737000, to: 735000, lanes: []lane{{spans: []span{{from: 736000, to: 735500}}, marks: []mark{{736000, 735000, "x"}}}}},
		"all of time":   {from: -huge, to: huge, lanes: []lane{{spans: []span{{from: -huge, to: huge, openEnd: true}}}}},
		"one day":       {from: 735000, to: 735001, today: 735000},
		"outside":       {from: 735000, to: 736000, today: 1, lanes: []lane{{spans: []span{{from: 1, to: 2}, {from: 800000, to: 800001}}, marks: []mark{{1, 1, "x"}}}}},
		"the last days": {from: lastDay, to: lastDay},
	} {
		t.Run(name, func(t *testing.T) {
			if _, width, height := texts(t, tl.svg()); width != timelineWidth || height < 2*margin {
				t.Errorf("%g by %g", width, height)
			}
		})
	}
}

// States must differ without colour: no two have the same height, pattern and shade of grey.
func TestStatesInGrey(t *testing.T) {
	grey := func(colour string) float64 {
		var sum float64
		for i, weight := range []float64{0.30, 0.59, 0.11} {
			digits := "0123456789abcdef"
			sum += weight * float64(16*strings.IndexByte(digits, colour[1+2*i])+strings.IndexByte(digits, colour[2+2*i]))
		}
		return sum
	}
	all := states()
	for i, a := range all {
		for _, b := range all[:i] {
			if a.height == b.height && a.pattern == b.pattern && math.Abs(grey(a.fill)-grey(b.fill)) < 25 {
				t.Errorf("%s and %s look the same in grey", a.label, b.label)
			}
		}
	}
}

func TestDays(t *testing.T) {
	start := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	for n := 1; n <= lastDay; n += 1 + n%7 {
		day := start.AddDate(0, 0, n-1)
		text := day.Format("2006-01-02")
		if first, last, ok := dayRange(text); !ok || first != n || last != n {
			t.Fatalf("%s: %d to %d, %v, want %d", text, first, last, ok, n)
		}
		if got := showDay(n); got != text {
			t.Fatalf("day %d is shown as %s, want %s", n, got, text)
		}
	}
	for date, want := range map[string][2]string{"2024-02": {"2024-02-01", "2024-02-29"}, "2023-12": {"2023-12-01", "2023-12-31"}, "2021": {"2021-01-01", "2021-12-31"}} {
		if first, last, ok := dayRange(date); !ok || showDay(first) != want[0] || showDay(last) != want[1] {
			t.Errorf("%s: %s to %s", date, showDay(first), showDay(last))
		}
	}
	for _, date := range []string{"", "21", "0000", "2021-", "2021-13", "2021-00", "2021-02-30", "2021-02-00", "2021-02-1", "2021/02", "2021-02-19T", "20a1", "2021-02/19", "2018/2022"} {
		if _, _, ok := dayRange(date); ok {
			t.Errorf("%q is taken for a date", date)
		}
	}
}
