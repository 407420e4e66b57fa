package generate

import (
	"crypto/sha256"
	"encoding/hex"
	"unicode/utf8"
)

// A text is the invented text of a source while it is being written. It is not shipped, just as real texts are not: its digests and offsets are.
type text struct {
	b      []byte
	points int // code points so far
	words  int
	sum    [2 * sha256.Size]byte
}

// reset begins another text.
func (t *text) reset() { t.b, t.points, t.words = t.b[:0], 0, 0 }

// write writes words that are separated by single spaces.
func (t *text) write(s string, words int) {
	t.b = append(t.b, s...)
	t.points += utf8.RuneCountInString(s)
	t.words += words
}

// fill writes n words, each followed by a space. The first one begins a sentence.
func (t *text) fill(w *words, d *dice, n int) {
	start := len(t.b)
	for range n {
		t.write(w.draw(d), 1)
		t.write(" ", 0)
	}
	t.b[start] -= 'a' - 'A'
}

// A piece is a passage of a text: evidence, or a mention.
type piece struct {
	quote, sha256   string
	start, end      int
	quoted, speaker string
}

// passage writes n words and returns the piece that they are: two words shown at each end, a short one whole.
func (t *text) passage(w *words, d *dice, n int) piece {
	start, points := len(t.b), t.points
	var head, tail int // ends of the second word and of the last but two
	for i := range n {
		if i > 0 {
			t.write(" ", 0)
		}
		t.write(w.draw(d), 1)
		switch i + 1 {
		case 2:
			head = len(t.b)
		case n - 2:
			tail = len(t.b)
		}
	}
	span := t.b[start:]
	quote := string(span)
	if n > 4 {
		quote = quote[:head-start] + " …" + quote[tail-start:]
	}
	return piece{quote: quote, sha256: t.digest(span), start: points, end: t.points}
}

func (t *text) digest(b []byte) string {
	sum := sha256.Sum256(b)
	hex.Encode(t.sum[:], sum[:])
	return string(t.sum[:])
}

// appendPiece appends the members of a piece of evidence.
func appendPiece(b []byte, p *piece) []byte {
	b = appendNumber(appendNumber(appendMember(b, "quote", p.quote), "start", p.start), "end", p.end)
	b = appendMember(b, "sha256", p.sha256)
	if p.quoted != "" {
		b = appendMember(b, "quoted", p.quoted)
	}
	if p.speaker != "" {
		b = appendMember(b, "speaker", p.speaker)
	}
	return b
}
