package anchor_test

import (
	"math/rand/v2"
	"strings"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres/anchor"
)

// A world is an invented document, with passages that stand in it several times, and the quotes that are made from it.
type world struct {
	rng   *rand.Rand
	words []string
	text  []rune
	twice []area // passages with copies elsewhere
}

type area struct{ start, end int } // code points

const function = "the of and to in a is that for on with as by at from or an be this are which has was have its will not also their such under all any may shall"

func newWorld(seed uint64, size int) *world {
	w := &world{rng: rand.New(rand.NewPCG(seed, 7))}
	syllables := strings.Fields("ba re mi to lun ca der sil vo nar te qui pro stan ge hol fi mer du ash kel or pan su ri ex tal ven bo gri hu jan lo wes")
	for range 4000 {
		var b strings.Builder
		for range 1 + w.rng.IntN(2) + w.rng.IntN(3) {
			b.WriteString(syllables[w.rng.IntN(len(syllables))])
		}
		w.words = append(w.words, b.String())
	}
	var block []rune
	left := 0
	for len(w.text) < size {
		if left > 0 && w.rng.IntN(40*left) == 0 || len(block) > 0 && w.rng.IntN(30) == 0 {
			// A copy of an earlier passage. The same may come again.
			w.text = append(w.text, ' ')
			w.twice = append(w.twice, area{len(w.text), len(w.text) + len(block)})
			w.text = append(w.text, block...)
			if left--; left <= 0 {
				block = nil
			}
			continue
		}
		start := len(w.text)
		w.paragraph()
		if block == nil && w.rng.IntN(max(6, size/30000)) == 0 {
			end := len(w.text) - 1
			n := min(end-start, 150+w.rng.IntN(400))
			if n > 150 {
				at := start + w.rng.IntN(end-start-n+1)
				for at > start && w.text[at-1] != ' ' {
					at--
				}
				block = append([]rune(nil), w.text[at:at+n]...)
				w.twice = append(w.twice, area{at, at + n})
				left = 1 + w.rng.IntN(2)
			}
		}
	}
	return w
}

func (w *world) word() string {
	if w.rng.IntN(5) < 2 {
		list := strings.Fields(function)
		return list[min(w.rng.IntN(len(list)), w.rng.IntN(len(list)))]
	}
	return w.words[min(w.rng.IntN(len(w.words)), w.rng.IntN(len(w.words)))]
}

func (w *world) paragraph() {
	var b strings.Builder
	for range 3 + w.rng.IntN(5) {
		for i := range 6 + w.rng.IntN(18) {
			s := w.word()
			switch n := w.rng.IntN(100); {
			case n < 4 || i == 0:
				s = strings.ToUpper(s[:1]) + s[1:]
			case n < 6:
				s = string(rune('0'+w.rng.IntN(10))) + "." + string(rune('1'+w.rng.IntN(9)))
			case n < 8:
				s = "20" + string(rune('0'+w.rng.IntN(3))) + string(rune('0'+w.rng.IntN(10)))
			case n == 8:
				s = "“" + s + "”"
			case n == 9:
				s += "’s"
			case n == 10:
				s = []string{"𝒜𝓃", "🛡️", "𐐷" + s, "café", "Straße", "ﬁ" + s}[w.rng.IntN(6)]
			case n < 14:
				s += ","
			case n == 14:
				s += " –"
			case n == 15:
				s += "-" + w.word()
			}
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(s)
		}
		b.WriteString(". ")
	}
	w.text = append(w.text, []rune(strings.TrimSuffix(b.String(), " ")+"\n\n")...)
}

// A sample is a quote, what is true of it, and where it is in the document.
type sample struct {
	kind       string
	quote      anchor.Quote
	start, end int
}

// cut makes a quote from a place, as somebody would select it: mostly whole words.
func (w *world) cut(start, end int) (anchor.Quote, int, int) {
	for start > 0 && w.text[start-1] != ' ' && w.text[start-1] != '\n' {
		start--
	}
	for end < len(w.text) && w.text[end] != ' ' && w.text[end] != '\n' {
		end++
	}
	q := anchor.Quote{Exact: string(w.text[start:end]), Start: anchor.At(start)}
	q.Prefix = string(w.text[max(0, start-32):start])
	q.Suffix = string(w.text[end:min(len(w.text), end+32)])
	return q, start, end
}

func (w *world) inside(start, end int) bool {
	for _, a := range w.twice {
		if start < a.end+40 && a.start-40 < end {
			return true
		}
	}
	return false
}

func (w *world) unique(n int) (list []sample) {
	for len(list) < n {
		size := 40 + w.rng.IntN(240)
		at := w.rng.IntN(len(w.text) - size - 40)
		if q, start, end := w.cut(at, at+size); !w.inside(start, end) && end-start <= 300 {
			list = append(list, sample{"unique", q, start, end})
		}
	}
	return list
}

func (w *world) repeated(n int) (list []sample) {
	for try := 0; len(list) < n && len(w.twice) > 0 && try < n*20; try++ {
		a := w.twice[w.rng.IntN(len(w.twice))]
		size := 40 + w.rng.IntN(80)
		at := a.start + w.rng.IntN(a.end-a.start-size)
		if q, start, end := w.cut(at, at+size); start >= a.start && end <= a.end {
			list = append(list, sample{"repeated", q, start, end})
		}
	}
	return list
}

// elided makes quotes as evidence shows them: n words at each end, with the length and the position.
func (w *world) elided(n, words int) (list []sample) {
	for _, s := range w.unique(3 * n) {
		fields := strings.Fields(s.quote.Exact)
		if len(fields) < 2*words+1 || len(list) == n {
			continue
		}
		first, last := strings.Join(fields[:words], " "), strings.Join(fields[len(fields)-words:], " ")
		s.kind = "elided " + string(rune('0'+words))
		s.quote = anchor.Quote{First: first, Last: last, Start: s.quote.Start, Length: s.end - s.start}
		list = append(list, s)
	}
	return list
}

// lookalikes changes one word in six of each passage in the text itself and returns quotes of what was there.
func (w *world) lookalikes(n int) (list []sample) {
	taken := map[int]bool{}
	for _, s := range w.unique(n) {
		if taken[s.start/500] || taken[s.end/500] || taken[s.start/500-1] || taken[s.end/500+1] {
			continue
		}
		taken[s.start/500], taken[s.end/500] = true, true
		s.kind = "decoy"
		list = append(list, s)
	}
	return list
}

// copied is a copy of the text, with where each of its code points went.
type copied struct {
	text []rune
	at   []int
}

func (w *world) mangle(how string, percent float64, decoys []sample) copied {
	rng := w.rng
	c := copied{at: make([]int, len(w.text)+1)}
	gone := map[int]string{} // words that are replaced, by where they start
	for _, d := range decoys {
		at, n := d.start, rng.IntN(6)
		fields := strings.Split(string(w.text[d.start:d.end]), " ")
		if len(fields) < 6 {
			n = rng.IntN(len(fields))
		}
		for i, f := range fields {
			if i%6 == n%6 && f != "" {
				other := w.word()
				for strings.Contains(strings.ToLower(f), other) {
					other = w.word()
				}
				gone[at] = other
			}
			at += utf8.RuneCountInString(f) + 1
		}
	}
	column := 0
	for i := 0; i < len(w.text); i++ {
		r := w.text[i]
		c.at[i] = len(c.text)
		if other, ok := gone[i]; ok {
			c.text = append(c.text, []rune(other)...)
			for i+1 < len(w.text) && w.text[i+1] != ' ' && w.text[i+1] != '\n' {
				i++
				c.at[i] = len(c.text)
			}
			continue
		}
		switch {
		case how == "ws":
			column++
			letter := func(n int) bool { return n >= 0 && n < len(w.text) && w.text[n] >= 'a' && w.text[n] <= 'z' }
			switch {
			case r == ' ' && column > 66, r == '\n' && rng.IntN(2) == 0:
				c.text = append(c.text, '\n')
				column = 0
			case column > 72 && letter(i) && letter(i-1) && letter(i-2) && letter(i+1):
				c.text = append(c.text, '-', '\n')
				c.at[i] = len(c.text)
				c.text = append(c.text, r)
				column = 0
			case r == ' ' && rng.IntN(25) == 0:
				c.text = append(c.text, ' ', ' ')
			case r == ' ' && rng.IntN(25) == 0:
				c.text = append(c.text, '\u00a0')
			case r == '\n' && i > 0 && w.text[i-1] == '\n':
			case r == '“' || r == '”':
				c.text = append(c.text, '"')
			case r == '’':
				c.text = append(c.text, '\'')
			case letter(i) && letter(i-1) && rng.IntN(300) == 0:
				c.text = append(c.text, '\u00ad', r)
			default:
				c.text = append(c.text, r)
			}
		case percent > 0 && rng.Float64()*100 < percent:
			other := rune('a' + rng.IntN(26))
			switch rng.IntN(3) {
			case 0:
				c.text = append(c.text, other)
			case 1:
				c.text = append(c.text, r, other)
			}
		default:
			c.text = append(c.text, r)
		}
	}
	c.at[len(w.text)] = len(c.text)
	return c
}

// absent returns quotes of another document of the same words.
func (w *world) absent(n int) (list []sample) {
	other := &world{rng: w.rng, words: w.words}
	for len(other.text) < 60000 {
		other.paragraph()
	}
	list = other.unique(n)
	for i := range list {
		list[i].kind = "absent"
	}
	return list
}
