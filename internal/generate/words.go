package generate

import (
	"strings"
	"unicode/utf8"
)

// The syllables of all words. Each begins with one consonant and has one vowel, so that no two rows of them spell the same word.
const syllables = "ba be bor da dal dun fa fel fin ga gor hel hu jan ka kel kir la lem lo lun ma mer mi na nel no nur pa pel pir ra ro rin sa sel so sun ta tel tor va vel vo wen ya yor zan"

const (
	radix    = 48 // syllables
	pairs    = radix * radix
	triples  = radix * radix * radix
	ordinary = 20_000 // words of running text
)

// words is an invented vocabulary.
type words struct {
	syllables []string
	ordinary  []string // by frequency: few short ones, many long ones
}

func newWords(d *dice) *words {
	w := &words{syllables: strings.Fields(syllables)}
	d.Shuffle(len(w.syllables), func(i, j int) { w.syllables[i], w.syllables[j] = w.syllables[j], w.syllables[i] })
	w.ordinary = make([]string, 0, ordinary)
	w.ordinary = append(w.ordinary, w.syllables...)
	for i := range pairs {
		w.ordinary = append(w.ordinary, w.two(i))
	}
	for i := range ordinary - len(w.ordinary) {
		w.ordinary = append(w.ordinary, w.three(i))
	}
	return w
}

// two returns the word of two syllables with a number; words of near numbers are unlike. Numbers repeat after pairs.
func (w *words) two(n int) string {
	n = n * 1337 % pairs // 1337 and the number of pairs have no common divisor: every pair comes once
	return w.syllables[n/radix] + w.syllables[n%radix]
}

// three returns the word of three syllables with a number, as two does. Numbers repeat after triples.
func (w *words) three(n int) string {
	n = n * 65537 % triples
	return w.syllables[n/pairs] + w.syllables[n/radix%radix] + w.syllables[n%radix]
}

// The words of three syllables by what they name.
const (
	threeActors      = ordinary                  // up to 20,000
	threeInstruments = threeActors + 20_000      // up to 40,000
	threeReferences  = threeInstruments + 40_000 // up to 10,000
	threeSources     = threeReferences + 10_000
)

// draw draws a word of running text.
func (w *words) draw(d *dice) string { return w.ordinary[d.skewed(len(w.ordinary), 0)] }

// appendSentence appends a sentence of n words.
func (w *words) appendSentence(b []byte, d *dice, n int) []byte {
	start := len(b)
	for i := range n {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(b, w.draw(d)...)
	}
	b[start] -= 'a' - 'A'
	return append(b, '.')
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// accented puts an accent on the first vowel.
func accented(s string) string {
	i := strings.IndexAny(s, "aeiou")
	return s[:i] + map[byte]string{'a': "á", 'e': "é", 'i': "í", 'o': "ô", 'u': "ü"}[s[i]] + s[i+1:]
}

// A script is how names look in a language.
type script struct {
	language, letters string
}

func scripts() []script {
	return []script{
		{"mk", "абвгдезијклљмнопрстуфхцш"},
		{"el", "αβγδεζηθικλμνοπρστυφχω"},
		{"ja", "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロン"},
		{"ja", "山川田海空島森林石水花月星北東南西中央安全国会議庁省"},
		{"ar", "ابتجحدرزسشصطعفقكلمنهوي"},
		{"fr", "aàbcdeéèêfgiîlmnoôprstuû"},
	}
}

// name invents a name of four to eight letters.
func (s script) name(d *dice) string {
	var b strings.Builder
	letters := []rune(s.letters)
	for range d.between(4, 8) {
		b.WriteRune(letters[d.IntN(len(letters))])
	}
	return b.String()
}

// acronym returns the first letters of the words of a name, and of its syllables where it is short.
func acronym(name string) string {
	var b strings.Builder
	for _, word := range strings.Fields(name) {
		c, _ := utf8.DecodeRuneInString(word)
		b.WriteRune(c)
		if len(word) > 5 {
			b.WriteString(strings.ToUpper(word[len(word)-2 : len(word)-1]))
		}
	}
	return b.String()
}
