package schema

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/cyberres/cyberres/internal/phrase"
)

// Rules of text: what is written is what is read, in every program and for every eye.
// Character properties are those of the Unicode version of Go's tables; UTS 39 and UTR 36 say what is dangerous about them.

var (
	controlCharacter = &Rule{"control-character", "text", "Control character", SeverityError,
		"Control codes, line breaks and tabs do not belong in a text of one paragraph; some of them move a terminal's cursor or end a line of a log.",
		`"An invented\u001b[2J island."`, `"An invented island."`}
	bidiControl = &Rule{"bidi-control", "text", "Bidirectional control", SeverityError,
		"Marks, overrides and isolates change the order in which the characters after them are shown, so that a reader sees another text than a program does (Trojan Source). Scripts that run from right to left need none of them in a record.",
		"\"An invented \\u202eisland.\"", `"An invented island."`}
	invisibleCharacter = &Rule{"invisible-character", "text", "Invisible character", SeverityError,
		"Zero-width, filler and tag characters are not seen and make two texts that look the same differ. Joiners are allowed where a script or an emoji needs them.",
		`"An inven\u200bted island."`, `"An invented island."`}
	unknownCharacter = &Rule{"unknown-character", "text", "Character without a meaning", SeverityError,
		"Private-use and unassigned code points mean nothing that two readers share, and U+FFFD says that a text was damaged on its way. Write the character that was meant.",
		`"An invented \ue000island."`, `"An invented island."`}
	notNFC = &Rule{"not-nfc", "text", "Not in composed form", SeverityError,
		"Text is in Unicode Normalization Form C, in which é is one code point, so that equal texts have equal bytes. Quotes are left as their source has them.",
		`"Cafe\u0301 of invented islands."`, `"Café of invented islands."`}
	stackedMarks = &Rule{"stacked-marks", "text", "Stacked marks", SeverityError,
		"A mark stands on a letter. More than three on one are no spelling of any language, and cover the lines around them.",
		`"An\u0300\u0301\u0302\u0303\u0304 invented island."`, `"An invented island."`}
	mixedScripts = &Rule{"mixed-scripts", "text", "Word in two scripts", SeverityError,
		"A word is in one script. A Cyrillic or Greek letter in a Latin word looks right and is never found.",
		`"An invented isl\u0430nd."`, `"An invented island."`}
	blankText = &Rule{"blank-text", "text", "Nothing but blanks", SeverityError,
		"A text says something. A member that has nothing to say is left out, and a required one is filled in.",
		`"description": " "`, `"description": "An invented island."`}
	untrimmedText = &Rule{"untrimmed-text", "text", "Blanks at the edge", SeverityError,
		"A text begins and ends with what it says; blanks around it make equal texts differ.",
		`"An invented island. "`, `"An invented island."`}
	mojibake = &Rule{"mojibake", "text", "Text decoded twice", SeverityError,
		"Signs such as Ã© or â€™ are UTF-8 that was read in another encoding and saved again. Write the characters that were meant.",
		`"CafÃ© of invented islands."`, `"Café of invented islands."`}
	cueForm = &Rule{"cue-form", "text", "Cue that no text can have", SeverityError,
		"The wording of a cue is words with single spaces between them. A word may end in *, for any ending; … between two words stands for up to six others. Anything else would never be found.",
		`"phrases": ["aim* to,"]`, `"phrases": ["aim* to"]`}
	htmlInText = &Rule{"html-in-text", "text", "Markup in text", SeverityError,
		"Texts are plain. Tags and entities are shown as they stand, or run where a page trusts the dataset.",
		`"An <b>invented</b> island."`, `"An invented island."`}
	formula = &Rule{"formula", "text", "Cell that a spreadsheet would run", SeverityError,
		"A text that begins with =, +, - or @ becomes a formula in a spreadsheet that opens an export. Begin with a word.",
		`"=HYPERLINK(A1) island"`, `"An invented island."`}

	textRules = []*Rule{controlCharacter, bidiControl, invisibleCharacter, unknownCharacter, notNFC, stackedMarks, mixedScripts, blankText, untrimmedText, mojibake, htmlInText, cueForm, formula}
)

// prose checks a text of our own. It reports whether the text is fit for further rules.
func (f *file) prose(n int32) bool {
	s := f.node(n).Text
	if plain(s) && s[0] != ' ' && s[len(s)-1] != ' ' {
		return true
	}
	if strings.TrimFunc(s, unicode.IsSpace) == "" {
		f.at(blankText, n, "a string of blanks; write what belongs here, or leave the member out")
		return false
	}
	if f.unsafe(n, SeverityError) {
		return false
	}
	if trimmed := strings.TrimFunc(s, unicode.IsSpace); trimmed != s {
		f.mend(f.at(untrimmedText, n, "blanks at the edge of the text; remove them"), n, trimmed, "remove the blanks")
		return false
	}
	if norm.NFC.QuickSpanString(s) < len(s) && !norm.NFC.IsNormalString(s) {
		f.mend(f.at(notNFC, n, "the text is not in Unicode Normalization Form C (composed characters)"), n, norm.NFC.String(s), "write it in Form C")
		return false
	}
	if word := mixed(s); word != "" {
		f.at(mixedScripts, n, "the word %q mixes scripts: %s; write it in one", short(word), spelt(word))
		return false
	}
	if right, wrong := decodedTwice(s); wrong != "" {
		f.at(mojibake, n, "%q is %q decoded twice; write the characters that were meant", short(wrong), short(right))
		return false
	}
	if tag := markup(s); tag != "" {
		f.at(htmlInText, n, "%q is markup; write plain text", short(tag))
		return false
	}
	if strings.IndexByte("=+-@", s[0]) >= 0 {
		f.at(formula, n, "the text begins with %q, which a spreadsheet takes for a formula; begin with a word", s[:1])
		return false
	}
	return true
}

// plain reports whether a text is ASCII without anything that a rule looks for, except blanks at its edges. Most are.
func plain(s string) bool {
	if s == "" || strings.IndexByte("=+-@", s[0]) >= 0 {
		return false
	}
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7F || c == '<' || c == '&' {
			return false
		}
	}
	return true
}

// unsafe looks for characters that hide or harm. Quotes are evidence: they have what their source has, and get a warning.
func (f *file) unsafe(n int32, severity Severity) bool {
	s := f.node(n).Text
	before := rune(0)
	position, marks := 0, 0
	for i, c := range s {
		position++
		if c < 0x7F && c >= ' ' || harmless(c) {
			before, marks = c, 0
			continue
		}
		var rule *Rule
		what := ""
		switch {
		case c == utf8.RuneError:
			rule, what = unknownCharacter, "stands for what was lost on the way"
		case unicode.Is(unicode.Bidi_Control, c):
			rule, what = bidiControl, "changes the order in which text is shown"
		case unicode.Is(unicode.Cc, c) || c == 0x2028 || c == 0x2029:
			if severity == SeverityWarning && (c == '\n' || c == '\t' || c == '\r') {
				break
			}
			rule, what = controlCharacter, "is a control character"
		case unicode.Is(unicode.Co, c):
			rule, what = unknownCharacter, "is for private use"
		case invisible(c) && !joins(before, c, s[i+utf8.RuneLen(c):]):
			rule, what = invisibleCharacter, "is not seen"
		case unicode.Is(unicode.Cn, c):
			rule, what = unknownCharacter, "is assigned to no character"
		}
		if unicode.In(c, unicode.Mn, unicode.Me) {
			if marks++; position == 1 {
				rule, what = stackedMarks, "is a mark without a letter before it"
			} else if marks > 3 {
				rule, what = stackedMarks, "is one of more than three marks on one letter"
			}
		} else {
			marks = 0
		}
		if rule != nil {
			found := f.at(rule, n, "character %d, U+%04X, %s; remove it", position, c, what)
			if severity == SeverityWarning {
				found.Severity = severity
				found.Message = strings.TrimSuffix(found.Message, "; remove it") + "; make sure that the source has it"
			} else if rule != unknownCharacter && rule != stackedMarks && c != '\n' && c != '\t' {
				f.mend(found, n, strings.ReplaceAll(s, string(c), ""), "remove the character")
			}
			return true
		}
		before = c
	}
	return false
}

// harmless reports letters and punctuation that no rule is about, those of most texts, without a look into tables.
func harmless(c rune) bool {
	switch {
	case 0xC0 <= c && c <= 0x24F, 0x3B1 <= c && c <= 0x3C9, 0x400 <= c && c <= 0x481, 0x2010 <= c && c <= 0x2027, 0x3041 <= c && c <= 0x3096, 0x30A1 <= c && c <= 0x30FA, 0x4E00 <= c && c <= 0x9FA5:
		return true
	}
	return false
}

// invisible reports characters that Unicode lets be ignored when shown, and those that are shown as nothing.
func invisible(c rune) bool {
	return unicode.Is(unicode.Cf, c) && !unicode.Is(unicode.Prepended_Concatenation_Mark, c) || unicode.In(c, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) ||
		c == 0x00AD || c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c == 0x2800 || c == 0x3164 || c == 0xFFA0 || 0x2060 <= c && c <= 0x206F || 0xE0000 <= c && c <= 0xE0FFF
}

// joins reports whether an invisible character does its work: a joiner between letters of a script that has them or between emoji, a selector
// after the sign that it selects a form of.
func joins(before, c rune, rest string) bool {
	after, _ := utf8.DecodeRuneInString(rest)
	switch {
	case c == 0x200C || c == 0x200D:
		joining := func(c rune) bool {
			return unicode.In(c, unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya,
				unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar)
		}
		emoji := func(c rune) bool { return unicode.Is(unicode.So, c) || unicode.Is(unicode.Sk, c) || c == 0xFE0F }
		return joining(before) || c == 0x200D && emoji(before) && emoji(after)
	case c == 0xFE0E || c == 0xFE0F:
		return unicode.In(before, unicode.S, unicode.Po, unicode.Nd)
	}
	return false
}

// mixed returns the first word that has letters of Latin and of a script that looks like it.
func mixed(s string) string {
	start, seen := -1, 0
	script := func(c rune) int {
		switch {
		case c < utf8.RuneSelf || unicode.Is(unicode.Latin, c):
			return 1
		case unicode.Is(unicode.Cyrillic, c):
			return 2
		case unicode.Is(unicode.Greek, c):
			return 4
		case unicode.In(c, unicode.Armenian, unicode.Coptic, unicode.Cherokee, unicode.Lisu, unicode.Deseret):
			return 8
		}
		return 0
	}
	for i, c := range s + " " {
		if c < utf8.RuneSelf && isLetter(byte(c)) || c >= utf8.RuneSelf && unicode.In(c, unicode.L, unicode.M) {
			if start < 0 {
				start, seen = i, 0
			}
			seen |= script(c)
			continue
		}
		if start >= 0 && seen&(seen-1) != 0 {
			return s[start:i]
		}
		start = -1
	}
	return ""
}

// spelt names the letters of a word that are not Latin, or the Latin ones of a word that begins otherwise.
func spelt(word string) string {
	var odd []string
	latin := strings.ContainsFunc(word, func(c rune) bool { return c < utf8.RuneSelf })
	for _, c := range word {
		if unicode.IsLetter(c) && unicode.Is(unicode.Latin, c) != latin && len(odd) < 3 {
			odd = append(odd, code(c))
		}
	}
	return strings.Join(odd, ", ")
}

// code writes a code point as Unicode does, U+0430.
func code(c rune) string {
	const digits = "0123456789ABCDEF"
	b := []byte{}
	for ; c > 0 || len(b) < 4; c >>= 4 {
		b = append([]byte{digits[c&15]}, b...)
	}
	return "U+" + string(b)
}

// windows1252 has the characters that Windows-1252 puts at the bytes 0x80 to 0x9F.
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

// decodedTwice returns a part of a text that is UTF-8 read as Windows-1252, and what it was before.
func decodedTwice(s string) (right, wrong string) {
	if !strings.ContainsFunc(s, func(c rune) bool { return 0xC2 <= c && c <= 0xF4 }) {
		return "", "" // no byte that begins a character of several
	}
	toByte := func(c rune) int {
		switch {
		case 0xA0 <= c && c <= 0xFF:
			return int(c)
		case c < utf8.RuneSelf:
			return -1
		}
		b := 0x80
		for _, w := range windows1252 {
			if w == c {
				return b
			}
			b++
		}
		return -1
	}
	var run []byte
	start := -1
	for i, c := range s + " " {
		if b := toByte(c); b >= 0 {
			if start < 0 {
				start = i
			}
			run = append(run, byte(b))
			continue
		}
		if len(run) > 1 && twice(run) {
			return string(bytes.ToValidUTF8(run, nil)), s[start:i]
		}
		run, start = run[:0], -1
	}
	return "", ""
}

// twice reports whether bytes that were read as Windows-1252 are UTF-8. Two letters that happen to be a pair, such as É», are not yet.
func twice(run []byte) bool {
	if utf8.Valid(run) && (len(run) > 2 || run[0] == 0xC2 || run[0] == 0xC3) {
		return true
	}
	for i := range run {
		if _, size := utf8.DecodeRune(run[i:]); size > 2 {
			return true
		}
	}
	return false
}

// markup returns the first tag or entity of HTML.
func markup(s string) string {
	for i := range len(s) {
		rest := s[i:]
		switch {
		case rest[0] == '<' && len(rest) > 2 && (isLetter(rest[1]) || (rest[1] == '/' || rest[1] == '!' || rest[1] == '?') && (isLetter(rest[2]) || rest[2] == '-' || rest[2] == '[')):
			if end := strings.IndexByte(rest, '>'); end > 0 {
				return rest[:end+1]
			}
			if strings.IndexByte(rest, ' ') != 2 {
				return rest
			}
		case rest[0] == '&':
			if end := strings.IndexByte(rest, ';'); end > 2 && end < 12 && (rest[1] == '#' || isLetter(rest[1])) && !strings.ContainsAny(rest[1:end], " &,") {
				return rest[:end+1]
			}
		}
	}
	return ""
}

// isLetter reports a letter of ASCII, with which names of tags and entities begin.
func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// mend adds to a finding the text that should stand in place of a string.
func (f *file) mend(found *Finding, n int32, text, title string) {
	v := f.node(n)
	found.Fix = &Fix{title, []Edit{{int(v.Start), int(v.End), quoted(text)}}}
}

// phrase checks the wording of a cue.
func (f *file) phrase(n int32) {
	if !f.prose(n) {
		return
	}
	if _, err := phrase.Parse(f.node(n).Text); err != nil {
		f.at(cueForm, n, "%v", err)
	}
}
