package anchor

import (
	"iter"
	"unicode/utf8"
)

//go:generate go run wordgen.go

// UnicodeVersion is the version of the Unicode data that the word bounds were generated from.
const UnicodeVersion = wordTableVersion

// A wordClass is a value of the property Word_Break; the flag pictographic is the property Extended_Pictographic, which overlaps with it.
type wordClass uint8

const (
	classOther wordClass = iota
	classCR
	classLF
	classNewline
	classExtend
	classZWJ
	classFormat
	classKatakana
	classHebrew
	classALetter
	classSingleQuote
	classDoubleQuote
	classMidNumLet
	classMidLetter
	classMidNum
	classNumeric
	classExtendNumLet
	classRegional
	classSpace
	pictographic wordClass = 0x80
)

// class looks a code point up in the generated table: rows of three bytes for the first code point of a range and one byte for its class.
func class(r rune) wordClass {
	lo, hi := 0, len(wordTable)/4 // the row of r is in [lo, hi)
	for hi-lo > 1 {
		mid := int(uint(lo+hi) / 2)
		row := wordTable[mid*4 : mid*4+3]
		if rune(row[0])<<16|rune(row[1])<<8|rune(row[2]) <= r {
			lo = mid
		} else {
			hi = mid
		}
	}
	return wordClass(wordTable[lo*4+3])
}

// WordBound reports whether there is a word boundary before the byte offset i of text, by the default rules of Unicode Standard Annex #29.
// Both ends of a text that is not empty are boundaries; an offset outside the text or inside a code point is none.
func WordBound(text string, i int) bool { return wordBound(text, i, 0) }

// Words walks the segments between neighbouring word boundaries, as half-open byte ranges in order. Spaces and punctuation are segments of their own.
func Words(text string) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		start := 0
		for i := range text {
			if i > 0 && wordBound(text, i, start) {
				if !yield(start, i) {
					return
				}
				start = i
			}
		}
		if start < len(text) {
			yield(start, len(text))
		}
	}
}

// wordBound is WordBound where a boundary at the offset since is known: regional indicators are counted from there, which keeps a walk linear.
func wordBound(text string, i, since int) bool {
	switch {
	case i < 0 || i > len(text) || len(text) == 0:
		return false
	case i == 0 || i == len(text):
		return true // WB1, WB2
	case !utf8.RuneStart(text[i]):
		// A stray continuation byte of a malformed text counts as one code point, the rest of a well-formed one does not.
		if !strayByte(text, i) {
			return false
		}
	}
	next, size := classAt(text, i)
	last, at := classBefore(text, i)
	switch {
	case last == classCR && next == classLF:
		return false // WB3
	case last.breaks() || next.breaks():
		return true // WB3a, WB3b
	case last == classZWJ && next&pictographic != 0:
		return false // WB3c
	case last == classSpace && next == classSpace:
		return false // WB3d
	case next.ignored():
		return false // WB4
	}
	last, at = skipBack(text, last, at)
	last, next = last&^pictographic, next&^pictographic
	switch {
	case last.letter() && next.letter():
		return false // WB5
	case last.letter() && (next == classMidLetter || next == classMidNumLet || next == classSingleQuote):
		if classAfter(text, i+size).letter() {
			return false // WB6
		}
		return last != classHebrew || next != classSingleQuote // WB7a
	case next.letter() && (last == classMidLetter || last == classMidNumLet || last == classSingleQuote):
		return !skippedBefore(text, at).letter() // WB7
	case last == classHebrew && next == classDoubleQuote:
		return classAfter(text, i+size) != classHebrew // WB7b
	case last == classDoubleQuote && next == classHebrew:
		return skippedBefore(text, at) != classHebrew // WB7c
	case last == classNumeric && (next == classNumeric || next.letter()) || last.letter() && next == classNumeric:
		return false // WB8, WB9, WB10
	case next == classNumeric && (last == classMidNum || last == classMidNumLet || last == classSingleQuote):
		return skippedBefore(text, at) != classNumeric // WB11
	case last == classNumeric && (next == classMidNum || next == classMidNumLet || next == classSingleQuote):
		return classAfter(text, i+size) != classNumeric // WB12
	case last == classKatakana && next == classKatakana:
		return false // WB13
	case next == classExtendNumLet && (last.letter() || last == classNumeric || last == classKatakana || last == classExtendNumLet):
		return false // WB13a
	case last == classExtendNumLet && (next.letter() || next == classNumeric || next == classKatakana):
		return false // WB13b
	case last == classRegional && next == classRegional:
		before := 1 // WB15, WB16: flags are pairs
		for at > since {
			var c wordClass
			if c, at = classBefore(text, at); c == classRegional {
				before++
			} else if !c.ignored() {
				break
			}
		}
		return before%2 == 0
	}
	return true // WB999
}

func (c wordClass) breaks() bool  { return c == classCR || c == classLF || c == classNewline }
func (c wordClass) ignored() bool { return c == classExtend || c == classFormat || c == classZWJ }
func (c wordClass) letter() bool  { return c == classALetter || c == classHebrew }

// classAt returns the class of the code point at i and its length in bytes.
func classAt(text string, i int) (wordClass, int) {
	r, size := utf8.DecodeRuneInString(text[i:])
	return class(r), size
}

// classBefore returns the class of the code point that ends at i and where it starts.
func classBefore(text string, i int) (wordClass, int) {
	r, size := utf8.DecodeLastRuneInString(text[:i])
	return class(r), i - size
}

// skipBack goes from an ignored code point at the offset at to the one that it belongs to (WB4), unless the text or a line starts in between.
func skipBack(text string, c wordClass, at int) (wordClass, int) {
	for c.ignored() && at > 0 {
		before, start := classBefore(text, at)
		if before.breaks() {
			break
		}
		c, at = before, start
	}
	return c, at
}

// skippedBefore returns the class of the nearest code point before i that is not ignored, and classOther at the start of the text.
func skippedBefore(text string, i int) wordClass {
	if i == 0 {
		return classOther
	}
	c, at := classBefore(text, i)
	c, _ = skipBack(text, c, at)
	return c &^ pictographic
}

// classAfter returns the class of the nearest code point from i on that is not ignored, and classOther at the end of the text.
func classAfter(text string, i int) wordClass {
	for i < len(text) {
		c, size := classAt(text, i)
		if !c.ignored() {
			return c &^ pictographic
		}
		i += size
	}
	return classOther
}

// strayByte reports whether the continuation byte at i is not part of a well-formed code point.
func strayByte(text string, i int) bool {
	for start := i - 1; start >= 0 && start > i-utf8.UTFMax; start-- {
		if utf8.RuneStart(text[start]) {
			_, size := utf8.DecodeRuneInString(text[start:])
			return start+size <= i
		}
	}
	return true
}
