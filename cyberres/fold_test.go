package cyberres

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// What is folded is folded: once more changes nothing. It is composed, without marks that are only accents, and equal for equivalent texts.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"Škoda", "ЁЙїѓ", "ガか がｶﾞ", "ﬁn", "Σίσυφος", "İı", "ẞ", "e\u0323\u0302", "\u1e9b\u0323", "ﷺ", "\u0e33", "ǰ", "①½", "\xff", "a\u200db", "한국", "\u0344"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			foldName(s)
			return
		}
		for _, folded := range []string{foldName(s), foldWords(s)} {
			if !norm.NFC.IsNormalString(folded) {
				t.Fatalf("%q folds to %q, which is not composed", s, folded)
			}
		}
		once := foldName(s)
		if again := foldName(once); again != once {
			t.Fatalf("%q folds to %q, and that to %q", s, once, again)
		}
		for _, form := range []norm.Form{norm.NFC, norm.NFD} {
			if other := foldName(form.String(s)); other != once {
				t.Fatalf("%q folds to %q, an equivalent text to %q", s, once, other)
			}
		}
	})
}

// Letters of different sound stay apart, whatever is dropped.
func TestFoldKeepsLettersApart(t *testing.T) {
	for _, pair := range []string{"й и", "ї і", "ў у", "ѓ г", "ќ к", "が か", "ぱ は", "ガ カ", "ש ס", "भारत भरत", "ไทย ไท", "a b", "C++ C", "ア あ", "ا ب", "ก ข"} {
		a, b, _ := strings.Cut(pair, " ")
		if foldName(a) == foldName(b) {
			t.Errorf("%s and %s are one", a, b)
		}
	}
	for _, pair := range []string{"é e", "ё е", "Ё Е", "ά α", "ς σ", "ﬀ ff", "Ⅳ iv", "ｱ ア", "أ ا", "שׁ ש", "ø o", "ł l", "ß ss", "а́ а", "ѐ е", "½ 1⁄2", "کی كي"} {
		a, b, _ := strings.Cut(pair, " ")
		if foldName(a) != foldName(b) {
			t.Errorf("%s (%q) and %s (%q) are two", a, foldName(a), b, foldName(b))
		}
	}
}

// Every letter of Unicode folds to something, and the table is needed: no letter in it is decomposed by Unicode.
func TestFoldEveryLetter(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if unicode.IsLetter(r) && !strings.ContainsAny(norm.NFKD.String(string(r)), "ـʹʻʼʽʾʿ") && foldName(string(r)) == "" {
			t.Errorf("%q (%U) folds to nothing", r, r)
		}
		if undecomposed(r) != "" && norm.NFKD.String(string(r)) != string(r) && r != 'ǽ' {
			t.Errorf("%q is in the table and has a decomposition", r)
		}
	}
}
