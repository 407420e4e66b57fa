package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"
)

// readTexts reads copies of annotated texts.
func readTexts(names []string) (out []string, err error) {
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			return nil, err
		}
		if !info.Mode().IsRegular() {
			return nil, fmt.Errorf("%s is no plain file; name the text itself", name)
		}
		text, _, err := readPlain(name)
		if err != nil {
			return nil, err
		}
		if err := plainText(text); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, text)
	}
	return out, nil
}

// plainText says why a file is not a text that can be counted in code points. What else people have policy documents in is told by how it begins.
func plainText(text string) error {
	begin := strings.ToLower(strings.TrimLeft(strings.TrimPrefix(text[:min(len(text), 1000)], "\uFEFF"), " \t\r\n"))
	switch {
	case strings.HasPrefix(text, "\xFF\xFE"), strings.HasPrefix(text, "\xFE\xFF"):
		return errors.New("the text is UTF-16; save it as UTF-8")
	case strings.HasPrefix(begin, "%pdf-"):
		return errors.New("this is a PDF, and not its text; extract that, with pdftotext for instance, and name the plain file")
	case strings.HasPrefix(begin, "<!doctype"), strings.HasPrefix(begin, "<html"), strings.HasPrefix(begin, "<?xml"):
		return errors.New("this is a page with markup, whose places would be counted, too; save its text as a plain file and name that")
	}
	for i, r := range text {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], "\uFFFD"):
			return fmt.Errorf("line %d: the byte 0x%02x is not UTF-8; save the text as UTF-8", lineOf(text, i), text[i])
		case r == 0:
			return fmt.Errorf("line %d: a NUL is in no text: the file is UTF-16, or of a program; save the text as UTF-8", lineOf(text, i))
		}
	}
	return nil
}

// lineOf returns the number of the line that a byte of a text is in.
func lineOf(text string, i int) int { return strings.Count(text[:i], "\n") + 1 }
