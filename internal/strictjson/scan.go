package strictjson

import (
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// scanString reads the string that begins at the current quotation mark. After a fault it returns "" and false, even where reading goes on.
func (r *Reader) scanString(limit int, what string) (string, bool) {
	start := r.pos + 1
	text, i := r.text, start
	ascii := true
	for i < len(text) {
		for i+8 <= len(text) {
			x := eight(text[i:])
			ascii = ascii && x&high == 0
			if n := plain(x); n < 8 {
				i += n
				break
			}
			i += 8
		}
		if i == len(text) {
			break
		}
		c := text[i]
		if c == '"' {
			if i-start > limit {
				r.fatal(Large, start-1, "a %s of %d bytes, more than the %d allowed", what, i-start, limit)
				return "", false
			}
			r.pos = i + 1
			s := text[start:i]
			if !ascii && !r.clean(s, start) {
				return "", false
			}
			return s, true
		}
		if c == '\\' {
			return r.scanEscaped(start, i, limit, what)
		}
		if c < ' ' {
			r.control(i, c)
			return "", false
		}
		if c >= utf8.RuneSelf {
			ascii = false
		}
		i++
	}
	r.fatal(Grammar, start-1, "a %s that is never closed", what)
	return "", false
}

const (
	low  = 0x0101010101010101
	high = 0x8080808080808080
)

// eight returns the first eight bytes of s, the first as the lowest.
func eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// plain counts the bytes before the first quotation mark, backslash or control character.
// Subtracting from each byte at once borrows from a byte only above one that was found, so the first is right.
func plain(x uint64) int {
	found := ((x - ' '*low) | ((x ^ '"'*low) - low) | ((x ^ '\\'*low) - low)) & ^x & high
	return bits.TrailingZeros64(found) / 8
}

func (r *Reader) control(at int, c byte) {
	if c == '\n' || c == '\r' {
		r.fatal(Grammar, at, "a line break inside a string; close the string or write \\n")
		return
	}
	r.fatal(Grammar, at, "the control character 0x%02x inside a string; write it as \\u%04x", c, c)
}

// clean checks the UTF-8 of s, which begins at offset at. A fault here leaves the grammar whole, so reading goes on.
// It reports the first fault only: a file in another encoding has one mistake, not one for every accent.
func (r *Reader) clean(s string, at int) bool {
	if utf8.ValidString(s) && !rare(s) {
		return true
	}
	for i, c := range s {
		if c == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size <= 1 {
				r.fault(Encoding, at+i, "the byte 0x%02x, which is not UTF-8; save the file as UTF-8", s[i])
				return false
			}
		}
		if noncharacter(c) {
			r.fault(Noncharacter, at+i, "the noncharacter U+%04X, which no text may contain", c)
			return false
		}
	}
	return true
}

// rare reports whether s has a character from U+F000 on; every noncharacter is one.
func rare(s string) bool {
	for i := range len(s) {
		if s[i] >= 0xEF {
			return true
		}
	}
	return false
}

func noncharacter(c rune) bool { return c&0xFFFE == 0xFFFE || 0xFDD0 <= c && c <= 0xFDEF }

// scanEscaped reads on from the first backslash at i.
func (r *Reader) scanEscaped(start, i, limit int, what string) (string, bool) {
	text := r.text
	var b strings.Builder
	b.WriteString(text[start:i])
	good := true
	fault := func(code Code, format string, args ...any) { // the first of a string, as in clean
		if good {
			r.fault(code, i, format, args...)
		}
		good = false
	}
	for i < len(text) && !r.broken {
		c := text[i]
		switch {
		case i-start > limit:
			r.fatal(Large, start-1, "a %s of more than the %d bytes allowed", what, limit)
			return "", false
		case c == '"':
			r.pos = i + 1
			if !good || !r.clean(text[start:i], start) { // escapes were checked as they came, the rest here
				return "", false
			}
			return b.String(), true
		case c < ' ':
			r.control(i, c)
			return "", false
		case c != '\\':
			b.WriteByte(c)
			i++
			continue
		}
		if i+1 >= len(text) {
			break
		}
		switch e := text[i+1]; e {
		case '"', '\\', '/':
			b.WriteByte(e)
			i += 2
		case 'b', 'f', 'n', 'r', 't':
			b.WriteByte("\b\f\n\r\t"[strings.IndexByte("bfnrt", e)])
			i += 2
		case 'u':
			x, ok := hex4(text, i+2)
			if !ok {
				r.fatal(Grammar, i, "\\u without four hexadecimal digits")
				return "", false
			}
			next := i + 6
			if utf16.IsSurrogate(x) {
				second := rune(0)
				if strings.HasPrefix(text[next:], `\u`) {
					second, _ = hex4(text, next+2)
				}
				pair := utf16.DecodeRune(x, second)
				if pair == utf8.RuneError {
					fault(Surrogate, "half of a surrogate pair (%s); write the character itself", text[i:next])
					i = next
					continue
				}
				x, next = pair, next+6
			}
			if noncharacter(x) {
				fault(Noncharacter, "the noncharacter U+%04X, which no text may contain", x)
			}
			b.WriteRune(x)
			i = next
		default:
			_, size := utf8.DecodeRuneInString(text[i+1:])
			r.fatal(Grammar, i, "an unknown escape %q; JSON knows \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX", text[i:i+1+size])
			return "", false
		}
	}
	r.fatal(Grammar, start-1, "a %s that is never closed", what)
	return "", false
}

func hex4(text string, i int) (rune, bool) {
	if i+4 > len(text) {
		return 0, false
	}
	x := rune(0)
	for _, c := range []byte(text[i : i+4]) {
		switch {
		case '0' <= c && c <= '9':
			x = x<<4 | rune(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			x = x<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return x, true
}

// scanNumber reads a number and returns it as written, "0" after a fault.
//
// Its bounds come before anything computes with it: an exponent of a million digits is a few bytes here and minutes in math/big.
func (r *Reader) scanNumber() string {
	text, start := r.text, r.pos
	i := start
	digits := func() bool {
		from := i
		for i < len(text) && '0' <= text[i] && text[i] <= '9' {
			i++
		}
		return i > from
	}
	bad := func(why string) string {
		r.fatal(Grammar, start, "not a JSON number: %s", why)
		return "0"
	}
	if text[i] == '-' {
		i++
	}
	whole := i
	if !digits() {
		return bad("no digit after the minus sign")
	}
	if text[whole] == '0' && i > whole+1 {
		return bad("a leading zero")
	}
	integer := true
	if i < len(text) && text[i] == '.' {
		i++
		integer = false
		if !digits() {
			return bad("no digit after the decimal point")
		}
	}
	exponent := ""
	if i < len(text) && text[i]|0x20 == 'e' {
		i++
		integer = false
		if i < len(text) && (text[i] == '+' || text[i] == '-') {
			i++
		}
		from := i
		if !digits() {
			return bad("no digit in the exponent")
		}
		exponent = text[from:i]
	}
	r.pos = i
	if r.word() != "" {
		return bad("followed by a letter or digit")
	}
	s := text[start:i]
	if len(s) > r.limits.Number {
		r.fault(Number, start, "a number of %d characters, more than the %d allowed", len(s), r.limits.Number)
		return "0"
	}
	if e := strings.TrimLeft(exponent, "0"); len(e) > 2 || len(e) == 2 && e > "20" {
		r.fault(Number, start, "a number with an exponent beyond 20")
		return "0"
	}
	if integer && len(s) > 15 { // shorter ones fit
		if n, err := strconv.ParseInt(s, 10, 64); err != nil || n > 1<<53-1 || n < -(1<<53-1) {
			r.fault(Number, start, "the whole number %s is beyond 2^53-1, which not every reader can hold", s)
			return "0"
		}
	}
	return s
}

// scanLiteral reads true, false or null and returns it, "" after a fault.
func (r *Reader) scanLiteral() string {
	switch word := r.word(); word {
	case "true", "false", "null":
		r.pos += len(word)
		return word
	}
	if !r.broken {
		r.fatal(Grammar, r.pos, "%s where a JSON value belongs", r.describe())
	}
	return ""
}
