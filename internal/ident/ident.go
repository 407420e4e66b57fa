// Package ident knows what the id of a record looks like.
package ident

// Max is the length of the longest id, in bytes.
const Max = 100

// Valid reports whether s is a kebab-case id: lower-case letters and digits in words joined by single hyphens, beginning with a letter.
func Valid(s string) bool {
	if s == "" || len(s) > Max || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	for i := 1; i < len(s); i++ {
		if c := s[i]; 'a' <= c && c <= 'z' || '0' <= c && c <= '9' {
			continue
		} else if c != '-' || s[i-1] == '-' || i == len(s)-1 {
			return false
		}
	}
	return true
}
