package anchor

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
)

// A piece is a run of folded letters that is looked for by its seeds.
type piece struct {
	letters []byte
	every   int // its seeds start at each so many letters
}

// Seeds finds where pieces may be in a skeleton: one pass looks up a q-gram at each so many letters, and every one that a piece has too is a hit on a diagonal,
// the place where the piece would start. A stride in the text and one in the piece that have no common divisor still meet everywhere.
type seeds struct {
	q       int
	stride  int // between the grams that are looked up in the text
	most    int // hits of one gram, above which it says too little
	shift   int
	bitmap  []uint64 // the first test, small enough for the nearest cache
	heads   []int32  // first entry of each slot, from 1
	entries []entry
}

type entry struct {
	gram   uint64
	next   int32
	piece  int32
	offset int32
	hits   int32
}

type hit struct {
	key   uint64 // piece and diagonal
	entry int32
}

const (
	diagonalBits = 40
	diagonalBias = 1 << 39 // a piece may start before the text
	mixing       = 0x9e3779b97f4a7c15
)

func newSeeds(q, stride, most int, pieces []piece) *seeds {
	s := &seeds{q: q, stride: stride, most: most}
	n := 0
	for _, p := range pieces {
		if len(p.letters) >= q {
			n += (len(p.letters)-q)/p.every + 1
		}
	}
	slots := max(10, bits.Len(uint(n))+1)
	s.shift = 64 - slots - 4
	s.bitmap = make([]uint64, 1<<(slots+4)/64)
	s.heads = make([]int32, 1<<slots)
	s.entries = make([]entry, 1, n+1)
	for id, p := range pieces {
		padded := append(slices.Clip(p.letters), make([]byte, padding)...)
		for i := 0; i+q <= len(p.letters); i += p.every {
			gram := s.gram(padded, i)
			h := gram * mixing >> s.shift
			s.bitmap[h/64] |= 1 << (h % 64)
			head := &s.heads[h>>4]
			s.entries = append(s.entries, entry{gram: gram, next: *head, piece: int32(id), offset: int32(i)})
			*head = int32(len(s.entries) - 1)
		}
	}
	return s
}

// gram loads the q letters at i; eight bytes must be there.
func (s *seeds) gram(b []byte, i int) uint64 {
	return load8(b[i:]) & (1<<(8*s.q) - 1) // a shift of 64 leaves nothing but ones
}

func load8(b []byte) uint64 { return binary.LittleEndian.Uint64(b) }

// scan returns the hits of all pieces, sorted by piece and diagonal. A piece whose grams are all too frequent keeps the first hits of each and is reported as incomplete.
func (s *seeds) scan(k *skeleton, pieces int) (keys []uint64, incomplete []bool) {
	var hits []hit
	// Four grams are tested at a time, since a branch for each would take longer than the rest.
	text, mask, shift, stride := k.padded, uint64(1<<(8*s.q)-1), s.shift&63, s.stride
	bitmap := s.bitmap
	i := 0
	for last := len(k.letters) - s.q - 3*stride; i <= last; i += 4 * stride {
		window := text[i : i+3*stride+8]
		a, b := load8(window)&mask*mixing>>shift, load8(window[stride:])&mask*mixing>>shift
		c, d := load8(window[2*stride:])&mask*mixing>>shift, load8(window[3*stride:])&mask*mixing>>shift
		if (bitmap[a/64]>>(a%64)|bitmap[b/64]>>(b%64)|bitmap[c/64]>>(c%64)|bitmap[d/64]>>(d%64))&1 != 0 {
			for n, h := range [4]uint64{a, b, c, d} {
				if bitmap[h/64]>>(h%64)&1 != 0 {
					hits = s.look(hits, load8(window[n*stride:])&mask, h, i+n*stride)
				}
			}
		}
	}
	for ; i+s.q <= len(k.letters); i += stride {
		gram := load8(text[i:]) & mask
		hits = s.look(hits, gram, gram*mixing>>shift, i)
	}
	// Frequent grams go, unless their piece has no others.
	incomplete = make([]bool, pieces)
	for i := range incomplete {
		incomplete[i] = true
	}
	for _, h := range hits {
		if e := &s.entries[h.entry]; int(e.hits) <= s.most {
			incomplete[e.piece] = false
		}
	}
	keys = make([]uint64, 0, len(hits))
	seen := make([]bool, pieces)
	for _, h := range hits {
		e := &s.entries[h.entry]
		seen[e.piece] = true
		if int(e.hits) <= s.most || incomplete[e.piece] {
			keys = append(keys, h.key)
		}
	}
	for i := range incomplete {
		incomplete[i] = incomplete[i] && seen[i]
	}
	slices.Sort(keys)
	return keys, incomplete
}

// look appends a hit for each place of each piece that has the gram.
func (s *seeds) look(hits []hit, gram, h uint64, i int) []hit {
	for n := s.heads[h>>4]; n != 0; n = s.entries[n].next {
		e := &s.entries[n]
		if e.gram != gram {
			continue
		}
		if e.hits++; int(e.hits) <= s.most {
			hits = append(hits, hit{uint64(e.piece)<<diagonalBits | uint64(int64(i-int(e.offset))+diagonalBias), n})
		}
	}
	return hits
}

// A cluster is a group of hits on neighbouring diagonals.
type cluster struct {
	diagonal int // the one with the most hits
	weight   int // all hits
}

// clusters groups the hits of one piece, from the front of sorted keys, and returns the rest of the keys.
func clusters(list []cluster, keys []uint64, id, band int) ([]cluster, []uint64) {
	first, run, most := 0, 0, 0
	last := math.MinInt
	n := 0
	for ; n < len(keys) && int(keys[n]>>diagonalBits) == id; n++ {
		d := int(int64(keys[n]&(1<<diagonalBits-1)) - diagonalBias)
		if len(list) == 0 || n == 0 || d-first > band {
			list = append(list, cluster{diagonal: d})
			first, run, most = d, 0, 0
		}
		if d != last {
			run, last = 0, d
		}
		run++
		c := &list[len(list)-1]
		c.weight++
		if run > most {
			most, c.diagonal = run, d
		}
	}
	return list, keys[n:]
}
