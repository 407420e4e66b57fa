package anchor

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// A word is what two spellings of a passage are compared by: a run of letters and digits, or a sign that carries meaning as % does.
// A separator between two digits is part of the word, since 3.5 is not 35. In scripts that set no spaces, each letter is a word.
type word struct {
	start, end  int // bytes of the spelling
	first, last int // its folded letters, with separators and signs as they are, among those of all words
	capital     bool
	digit       bool
	sign        bool
}

// A comparer tells how a passage that was found differs from the quote. It is scratch memory for one goroutine.
type comparer struct {
	quoted, found []word
	runes         []rune // what the words share
	costs         []int
	rows          [2][]int
}

// compare appends the words that differ.
func (c *comparer) compare(list []Change, quoted, found string) []Change {
	c.runes = c.runes[:0]
	c.quoted = c.split(c.quoted[:0], quoted)
	c.found = c.split(c.found[:0], found)
	q, f := c.quoted, c.found
	for len(q) > 0 && len(f) > 0 {
		if c.same(q[0], f[0]) {
			q, f = q[1:], f[1:]
			continue
		}
		i, j := c.meet(q, f)
		list = c.align(list, q[:i], f[:j], quoted, found)
		q, f = q[i:], f[j:]
	}
	return c.align(list, q, f, quoted, found)
}

const (
	lookahead = 12 // words in which two texts have to meet again after a difference
	alignable = 40 // words of a stretch that is still aligned word by word
)

// meet returns where two lists of words that differ in the first go on alike: two equal words running, or a long one, or both ends.
func (c *comparer) meet(q, f []word) (int, int) {
	for sum := 1; sum <= 2*lookahead; sum++ {
		for i := max(0, sum-lookahead); i <= min(sum, lookahead, len(q)); i++ {
			j := sum - i
			if j > len(f) {
				continue
			}
			if i == len(q) || j == len(f) {
				if i == len(q) && j == len(f) {
					return i, j
				}
				continue
			}
			if c.same(q[i], f[j]) && (q[i].letters() > 4 || i+1 == len(q) && j+1 == len(f) ||
				i+1 < len(q) && j+1 < len(f) && c.same(q[i+1], f[j+1])) {
				return i, j
			}
		}
	}
	return len(q), len(f)
}

// Steps of an alignment of words, as how many of each side they take.
const (
	stepReplace = iota // 1 and 1
	stepDelete         // 1 and 0
	stepInsert         // 0 and 1
	stepJoin           // 2 and 1
	stepSplit          // 1 and 2
)

// align compares two stretches of words that do not begin alike, and appends what differs.
func (c *comparer) align(list []Change, q, f []word, quoted, found string) []Change {
	if len(q) == 0 && len(f) == 0 {
		return list
	}
	if len(q) > alignable || len(f) > alignable {
		return append(list, Change{spelling(quoted, q), spelling(found, f), true})
	}
	// A table of costs from each pair of places to the ends, so that the steps come out in order.
	width := len(f) + 1
	c.costs = slices.Grow(c.costs[:0], (len(q)+1)*width*2)[:(len(q)+1)*width*2]
	costs, steps := c.costs[:(len(q)+1)*width], c.costs[(len(q)+1)*width:]
	for i := len(q); i >= 0; i-- {
		for j := len(f); j >= 0; j-- {
			if i == len(q) && j == len(f) {
				costs[i*width+j] = 0
				continue
			}
			best, step := 1<<30, 0
			try := func(s, di, dj, cost int) {
				if cost += costs[(i+di)*width+j+dj]; cost < best {
					best, step = cost, s
				}
			}
			// Of equal costs the first stays: a word of its own is believed before a joined one, because "not lawful" is not "notlawful".
			if i < len(q) && j < len(f) {
				try(stepReplace, 1, 1, c.distance(q[i:i+1], f[j:j+1]))
			}
			if i < len(q) {
				try(stepDelete, 1, 0, q[i].letters())
			}
			if j < len(f) {
				try(stepInsert, 0, 1, f[j].letters())
			}
			if i+1 < len(q) && j < len(f) {
				try(stepJoin, 2, 1, c.distance(q[i:i+2], f[j:j+1]))
			}
			if i < len(q) && j+1 < len(f) {
				try(stepSplit, 1, 2, c.distance(q[i:i+1], f[j:j+2]))
			}
			costs[i*width+j], steps[i*width+j] = best, step
		}
	}
	for i, j := 0, 0; i < len(q) || j < len(f); {
		di, dj := 1, 1
		switch steps[i*width+j] {
		case stepDelete:
			dj = 0
		case stepInsert:
			di = 0
		case stepJoin:
			di = 2
		case stepSplit:
			dj = 2
		}
		list = c.judge(list, q[i:i+di], f[j:j+dj], quoted, found)
		i, j = i+di, j+dj
	}
	return list
}

// judge appends a change for one step of an alignment, unless the two sides differ in typography only.
func (c *comparer) judge(list []Change, q, f []word, quoted, found string) []Change {
	if len(q) == 0 || len(f) == 0 {
		return append(list, Change{spelling(quoted, q), spelling(found, f), true})
	}
	d := c.distance(q, f)
	altering := false
	letters := max(count(q), count(f))
	switch {
	case d == 0 && len(q) == len(f):
		return list
	case digits(q) || digits(f):
		altering = true // also where digits were joined or parted
	case q[0].sign || f[0].sign:
		altering = true
	case len(q) != len(f) && (c.negates(q) || c.negates(f)):
		altering = true // "not able" for "notable"
	case d == 0:
		return list // a hyphenated line break, a lost space
	case q[0].capital || f[0].capital || q[len(q)-1].capital:
		altering = true
	case letters < 4, d*5 >= letters*2, len(q) != len(f) && d > 1:
		altering = true // another word rather than another spelling
	case c.negates(q) || c.negates(f) || c.prefixed(q, f):
		altering = true
	}
	return append(list, Change{spelling(quoted, q), spelling(found, f), altering})
}

func spelling(s string, words []word) string {
	if len(words) == 0 {
		return ""
	}
	return s[words[0].start:words[len(words)-1].end]
}

func count(words []word) (n int) {
	for _, w := range words {
		n += w.letters()
	}
	return n
}

// letters counts those of the word.
func (w word) letters() int { return w.last - w.first }

func (c *comparer) same(a, b word) bool {
	return slices.Equal(c.runes[a.first:a.last], c.runes[b.first:b.last])
}

func digits(words []word) bool {
	return slices.ContainsFunc(words, func(w word) bool { return w.digit })
}

func (c *comparer) negates(words []word) bool {
	return slices.ContainsFunc(words, func(w word) bool { return negation(c.runes[w.first:w.last]) })
}

// negation knows words that turn a statement into its opposite, in the languages of the Union's bigger members, Russian and Ukrainian, folded.
func negation(folded []rune) bool {
	if len(folded) > 9 {
		return false
	}
	switch string(folded) {
	case "no", "not", "nor", "non", "none", "never", "neither", "without", "cannot", "nothing", "nobody", "nowhere", "hardly", "unless", "except",
		"nicht", "kein", "keine", "keinen", "keinem", "keiner", "keines", "nie", "niemals", "ohne", "weder",
		"ne", "pas", "ni", "sans", "aucun", "aucune", "jamais", "sauf",
		"sin", "nunca", "jamas", "ningun", "ninguna", "senza", "mai", "nao", "sem", "nem",
		"niet", "geen", "nooit", "zonder", "bez", "inte", "ikke", "ej", "ei", "не", "ни", "нет", "без", "ні", "немае", "δεν", "μη", "μην":
		return true
	}
	return false
}

// prefixed reports whether one side is the other with a prefix that negates: unlawful, inadequate.
func (c *comparer) prefixed(q, f []word) bool {
	if len(q) != 1 || len(f) != 1 {
		return false
	}
	long, short := c.run(q), c.run(f)
	if len(long) < len(short) {
		long, short = short, long
	}
	if !slices.Equal(long[len(long)-len(short):], short) {
		return false
	}
	switch string(long[:len(long)-len(short)]) {
	case "un", "in", "im", "il", "ir", "dis", "non", "de", "mis", "anti", "a", "ab", "не", "без":
		return true
	}
	return false
}

// split appends the words of a spelling.
func (c *comparer) split(words []word, s string) []word {
	var buf [maxFolded]byte
	open := false // the last word goes on
	add := func(i, size int, folded []byte, extra rune) {
		if !open {
			words = append(words, word{start: i, first: len(c.runes), last: len(c.runes)})
		}
		w := &words[len(words)-1]
		if extra != 0 {
			c.runes = append(c.runes, extra)
		}
		for len(folded) > 0 {
			r, n := utf8.DecodeRune(folded)
			c.runes = append(c.runes, r)
			folded = folded[n:]
		}
		w.last, w.end, open = len(c.runes), i+size, true
	}
	for i := 0; i < len(s); {
		if b := s[i]; b < utf8.RuneSelf && asciiFold[b] != 0 {
			if !open {
				words = append(words, word{start: i, first: len(c.runes), capital: 'A' <= b && b <= 'Z'})
				open = true
			}
			c.runes = append(c.runes, rune(asciiFold[b]))
			i++
			w := &words[len(words)-1]
			w.digit = w.digit || b <= '9'
			w.last, w.end = len(c.runes), i
			continue
		} else if b == ' ' {
			open = false
			i++
			continue
		}
		folded, size := appendFolded(buf[:0], s[i:])
		r, _ := utf8.DecodeRuneInString(s[i:])
		switch {
		case len(folded) > 0:
			number := unicode.IsNumber(r)
			alone := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
			if alone && !unicode.IsMark(r) {
				open = false
			}
			var extra rune
			if number && superscript(r) {
				extra = '^' // 10² is not 102
			} else if 0xbc <= r && r <= 0xbe || 0x2150 <= r && r <= 0x215f {
				extra = '/' // ½ is not 12
			}
			add(i, size, folded, extra)
			w := &words[len(words)-1]
			w.digit = w.digit || number
			w.capital = w.capital || w.letters() == utf8.RuneCount(folded) && (unicode.IsUpper(r) || unicode.IsTitle(r))
		case open && unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
			words[len(words)-1].end = i + size // accents, soft hyphens, joiners
		default:
			last := rune(0)
			if open {
				last = c.runes[len(c.runes)-1]
			}
			next := digitAt(s, i+size)
			switch class := separator(r); {
			case class == 0:
				open = false
			case next && open && unicode.IsNumber(last):
				add(i, size, nil, class)
				words[len(words)-1].digit = true
			case class == '-' && next && signable(s, i) || unicode.In(r, unicode.Sc, unicode.Sm) && class != '-' && class != '/' || class == '%':
				open = false
				add(i, size, nil, class)
				words[len(words)-1].sign = true
				open = false
			default:
				open = false
			}
		}
		i += size
	}
	return words
}

// separator returns a mark that carries meaning beside digits, in one spelling, and 0 for any other.
func separator(r rune) rune {
	switch r {
	case '.', ',', ':', '%', '‰', '+', '<', '>', '=':
		return r
	case '/', '⁄', '∕':
		return '/'
	case '-', '‐', '‑', '‒', '–', '—', '−', '\ufe63', '\uff0d':
		return '-'
	case '٫':
		return '.'
	case '٪', '\ufe6a', '\uff05':
		return '%'
	case '|', '~', '`', '^':
		return 0
	}
	if r >= utf8.RuneSelf && unicode.In(r, unicode.Sc, unicode.Sm) || r == '$' {
		return r
	}
	return 0
}

func superscript(r rune) bool {
	return r == '²' || r == '³' || r == '¹' || 0x2070 <= r && r <= 0x2079
}

func digitAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsNumber(r)
}

// signable reports whether a dash at i can be a minus sign: it follows a space, a bracket or nothing.
func signable(s string, i int) bool {
	r, size := utf8.DecodeLastRuneInString(s[:i])
	return size == 0 || unicode.IsSpace(r) || unicode.In(r, unicode.Ps, unicode.Sc)
}

// distance is the edit distance of the letters of two lists of words, each run together.
func (c *comparer) distance(q, f []word) int {
	a, b := c.run(q), c.run(f)
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 || len(b) == 0 {
		return len(a) + len(b)
	}
	above, row := slices.Grow(c.rows[0][:0], len(b)+1)[:len(b)+1], slices.Grow(c.rows[1][:0], len(b)+1)[:len(b)+1]
	c.rows = [2][]int{above, row}
	for j := range above {
		above[j] = j
	}
	for i, x := range a {
		row[0] = i + 1
		for j, y := range b {
			cost := above[j]
			if x != y {
				cost = min(cost, above[j+1], row[j]) + 1
			}
			row[j+1] = cost
		}
		above, row = row, above
	}
	return above[len(b)]
}

// run joins the letters of neighbouring words, which lie side by side already.
func (c *comparer) run(words []word) []rune {
	return c.runes[words[0].first:words[len(words)-1].last]
}
