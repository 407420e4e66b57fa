package anchor

// A matcher compares a pattern with windows of text by G. Myers' bit-parallel algorithm (1999): each block of 64 rows of the table
// of edit distances is two machine words. It is scratch memory for one goroutine.
type matcher struct {
	masks   []uint64 // for each byte and block, where the pattern has it
	plus    []uint64 // vertical differences of +1
	minus   []uint64 // and of -1
	pattern []byte
	blocks  int
	back    bool // pattern and windows are read backwards
}

// set takes a pattern. The masks of the one before are undone rather than all of them cleared.
func (m *matcher) set(pattern []byte, back bool) {
	for _, c := range m.pattern {
		clear(m.masks[int(c)*m.blocks : (int(c)+1)*m.blocks])
	}
	blocks := (len(pattern) + 63) / 64
	if blocks > len(m.plus) {
		m.masks = make([]uint64, 256*blocks)
		m.plus, m.minus = make([]uint64, blocks), make([]uint64, blocks)
	}
	m.blocks, m.pattern, m.back = blocks, append(m.pattern[:0], pattern...), back
	for i, c := range pattern {
		if back {
			i = len(pattern) - 1 - i
		}
		m.masks[int(c)*blocks+i/64] |= 1 << (i % 64)
	}
}

// run calls visit with the distance of the whole pattern to the part of the window that ends after each of its bytes, i counting those read.
// The part starts at the window's start where it is anchored, and anywhere otherwise.
func (m *matcher) run(window []byte, anchored bool, visit func(i, distance int)) {
	distance := len(m.pattern)
	plus, minus := m.plus[:m.blocks], m.minus[:m.blocks]
	for b := range plus {
		plus[b], minus[b] = ^uint64(0), 0
	}
	last := uint((len(m.pattern) - 1) % 64)
	for i := range window {
		c := window[i]
		if m.back {
			c = window[len(window)-1-i]
		}
		masks := m.masks[int(c)*m.blocks:][:m.blocks]
		var in uint64 // +1 enters the first row of an anchored table
		var out uint64
		if anchored {
			in = 1
		}
		for b := range masks {
			eq, pv, mv := masks[b], plus[b], minus[b]
			xv := eq | mv
			eq |= out
			xh := ((eq & pv) + pv) ^ pv | eq
			ph := mv | ^(xh | pv)
			mh := pv & xh
			if b == m.blocks-1 {
				distance += int(ph>>last&1) - int(mh>>last&1)
			}
			nextIn, nextOut := ph>>63, mh>>63
			ph = ph<<1 | in
			mh = mh<<1 | out
			plus[b] = mh | ^(xv | ph)
			minus[b] = ph & xv
			in, out = nextIn, nextOut
		}
		visit(i+1, distance)
	}
}

// find returns the part of the window that is nearest to a pattern, as half-open offsets in it, and its distance.
// Of equally near parts it takes the one whose ends are most like the pattern's, and of those the one that ends nearest to want: what was
// put in after the first letters is not what stood before them.
func (m *matcher) find(pattern, window []byte, want int) (start, end, distance int) {
	distance = len(pattern) + 1
	alike := 0
	m.set(pattern, false)
	m.run(window, false, func(i, d int) {
		if d > distance {
			return
		}
		n := commonEnd(pattern, window[:i])
		if d < distance || n > alike || n == alike && abs(i-want) < abs(end-want) {
			end, distance, alike = i, d, n
		}
	})
	best := len(pattern) + 1
	from := max(0, end-2*len(pattern))
	m.set(pattern, true)
	m.run(window[from:end], true, func(i, d int) {
		if d > best {
			return
		}
		n := commonStart(pattern, window[end-i:end])
		if d < best || n > alike || n == alike && abs(i-len(pattern)) < abs(end-start-len(pattern)) {
			start, best, alike = end-i, d, n
		}
	})
	return start, end, distance
}

// chunks is find for a long pattern that starts near at: the pattern is compared piece by piece, so that the time is in its length and not in the square of that.
func (m *matcher) chunks(pattern, text []byte, at int) (start, end, distance int) {
	const size, slack = 512, 96
	end = at
	for off := 0; off < len(pattern); off += size {
		chunk := pattern[off:min(len(pattern), off+size)]
		low, high := min(len(text), max(0, end-slack)), max(0, min(len(text), end+len(chunk)+slack))
		if high <= low {
			return start, min(max(end, 0), len(text)), distance + len(pattern) - off
		}
		s, e, d := m.find(chunk, text[low:high], end+len(chunk)-low)
		if d > len(chunk)/2 {
			s, e = end-low, end-low+len(chunk) // lost; go on where it should have ended
		}
		if off == 0 {
			start = max(0, low+s)
		} else {
			d += abs(low + s - end)
		}
		distance += min(d, len(chunk))
		end = low + e
	}
	return start, min(max(end, start), len(text)), distance
}

const edgeAlike = 8 // letters at an end that are compared where distances are equal

func commonStart(a, b []byte) (n int) {
	for n < min(len(a), len(b), edgeAlike) && a[n] == b[n] {
		n++
	}
	return n
}

func commonEnd(a, b []byte) (n int) {
	for n < min(len(a), len(b), edgeAlike) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// before returns the distance of a pattern to the text that ends at the window's end; after, to the one that starts at its start.
func (m *matcher) before(pattern, window []byte) int { return m.beside(pattern, window, true) }
func (m *matcher) after(pattern, window []byte) int  { return m.beside(pattern, window, false) }

func (m *matcher) beside(pattern, window []byte, back bool) int {
	best := len(pattern)
	if best == 0 {
		return 0
	}
	m.set(pattern, back)
	m.run(window, true, func(_, d int) { best = min(best, d) })
	return best
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
