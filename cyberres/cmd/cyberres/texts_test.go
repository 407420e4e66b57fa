package main

import (
	"strings"
	"testing"
)

// What people have policy documents in is told apart from their text, with what to do.
func TestPlainText(t *testing.T) {
	for _, tt := range []struct{ text, says string }{
		{"One line.\nAnother: “quoted”, \uFFFD, 🌊.\n", ""},
		{"\uFEFFWith a mark.", ""},
		{"The tag <html> begins a page.", ""},
		{"", ""},
		{"\xFF\xFEA\x00", "the text is UTF-16; save"},
		{"\xFE\xFF\x00A", "the text is UTF-16; save"},
		{"a\nA\x00b\x00", "line 2: a NUL"},
		{"a\n\nb\xE9", "line 3: the byte 0xe9 is not UTF-8"},
		{"%PDF-1.7\n%\xE2\xE3", "this is a PDF"},
		{"\uFEFF\r\n <!DOCTYPE html><p>One.", "a page with markup"},
		{"<HTML><p>One.", "a page with markup"},
		{"<?xml version='1.0'?><html/>", "a page with markup"},
	} {
		err := plainText(tt.text)
		if tt.says == "" && err != nil || tt.says != "" && (err == nil || !strings.Contains(err.Error(), tt.says)) {
			t.Errorf("%q: %v, not %q", tt.text, err, tt.says)
		}
	}
}
