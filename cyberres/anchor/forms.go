package anchor

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The words between the ends of an elided quote are known by their digest only, and a digest forgives nothing. So a passage is proved by the forms that it may have had
// before programs changed its typography: another way to set quotation marks and hyphens, lines that were joined or broken.

// Most passages have few blanks; of those that have many, fewer forms are tried, so that a passage costs some thousand digests at most.
const (
	maxFormBytes   = 2000
	maxPairedBreak = 60 // blanks
)

// provesForm reports whether a passage, in one of the forms that it may have had, has a digest.
func provesForm(passage, sum string) bool {
	var want [sha256.Size]byte
	if n, err := hex.Decode(want[:], []byte(sum)); err != nil || n != len(want) || len(passage) > maxFormBytes {
		return false
	}
	is := func(s string) bool { return sha256.Sum256([]byte(s)) == want }
	flat := norm.NFC.String(flatten(passage))
	var forms []string
	for _, hyphens := range []func(string) string{joined, same} { // if they differ, the first is the likelier
		for _, quotes := range []func(string) string{same, curly, straight} {
			for _, dashes := range []func(string) string{same, plainDashes, hardHyphens} {
				forms = append(forms, dashes(quotes(hyphens(flat))))
			}
		}
	}
	seen := map[string]bool{}
	var tried []string
	for _, f := range forms {
		if f = strings.Join(strings.Fields(f), " "); !seen[f] {
			seen[f] = true
			if is(f) {
				return true
			}
			tried = append(tried, f)
		}
	}
	for _, f := range tried[:min(4, len(tried))] {
		if brokenOnce(f, is) {
			return true
		}
	}
	return false
}

func same(s string) string { return s }

// flatten takes out what is not seen.
func flatten(s string) string {
	return strings.Map(func(c rune) rune {
		switch c {
		case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
			return -1
		}
		return c
	}, s)
}

// joined puts words together that were divided at the end of a line.
func joined(s string) string {
	if !strings.Contains(s, "\n") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		c, size := utf8.DecodeRuneInString(s[i:])
		rest := strings.TrimLeft(s[i+size:], " \t\r")
		if (c == '-' || c == '‐') && strings.HasPrefix(rest, "\n") {
			i = len(s) - len(strings.TrimLeft(rest, " \t\r\n"))
			continue
		}
		b.WriteString(s[i : i+size])
		i += size
	}
	return b.String()
}

// curly sets quotation marks as printers do.
func curly(s string) string {
	before := ' '
	return strings.Map(func(c rune) rune {
		opens := unicode.IsSpace(before) || strings.ContainsRune("([{“‘-–—", before)
		now := c
		switch {
		case c == '"' && opens:
			now = '“'
		case c == '"':
			now = '”'
		case c == '\'' && opens:
			now = '‘'
		case c == '\'':
			now = '’'
		}
		before = c
		return now
	}, s)
}

// straight sets them as keyboards do.
func straight(s string) string {
	return strings.Map(func(c rune) rune {
		switch c {
		case '“', '”', '„':
			return '"'
		case '‘', '’', '‚':
			return '\''
		}
		return c
	}, s)
}

// plainDashes sets hyphens and dashes as keyboards do.
func plainDashes(s string) string {
	return strings.Map(func(c rune) rune {
		switch c {
		case '‐', '‑', '–', '—', '−':
			return '-'
		}
		return c
	}, s)
}

// hardHyphens sets hyphens that no line may be broken at.
func hardHyphens(s string) string { return strings.ReplaceAll(s, "-", "‑") }

// brokenOnce tries a passage with a line break in place of one blank or two.
func brokenOnce(flat string, is func(string) bool) bool {
	b := []byte(flat)
	var blanks []int
	for i, c := range b {
		if c == ' ' {
			blanks = append(blanks, i)
		}
	}
	for k, i := range blanks {
		b[i] = '\n'
		if is(string(b)) || is(string(b[:i])+"\n\n"+string(b[i+1:])) {
			return true
		}
		if len(blanks) <= maxPairedBreak {
			for _, j := range blanks[k+1:] {
				b[j] = '\n'
				if is(string(b)) {
					return true
				}
				b[j] = ' '
			}
		}
		b[i] = ' '
	}
	return false
}
