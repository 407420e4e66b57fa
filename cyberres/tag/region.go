package tag

import (
	"iter"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/cyberres/cyberres/cyberres"
)

// regions ranges over the English names of countries and of the regions of the world, as the Unicode Common Locale Data Repository has them. The repository's
// version is that of golang.org/x/text, and some of its names are older than the countries'.
func regions() iter.Seq[Name] {
	return func(yield func(Name) bool) {
		english := display.English.Regions()
		for region := range regionCodes {
			r, err := language.ParseRegion(region)
			if err != nil {
				continue
			}
			name := strings.ReplaceAll(english.Name(r), " & ", " and ")
			// What is in brackets or after a dash tells two of one name apart, and stands in no text.
			if name == "" || name == region || strings.ContainsAny(name, "(-–0123456789") || r.Canonicalize() != r {
				continue
			}
			if !yield(Name{Entity: cyberres.ID(kebab(name)), Text: name, Language: "en"}) {
				return
			}
		}
		// The abbreviations that texts use without saying what they stand for.
		for _, short := range [...][2]string{{"US", "united-states"}, {"USA", "united-states"}, {"UK", "united-kingdom"}, {"UN", "united-nations"}, {"United Nations", "united-nations"}, {"UAE", "united-arab-emirates"}, {"DPRK", "north-korea"}} {
			if !yield(Name{Entity: cyberres.ID(short[1]), Text: short[0], Language: "en", Case: CaseExact}) {
				return
			}
		}
	}
}

// regionCodes ranges over all codes of two letters (ISO 3166-1) and of three digits (UN M49) that could be.
func regionCodes(yield func(string) bool) {
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			if !yield(string(a) + string(b)) {
				return
			}
		}
	}
	for n := range 1000 {
		if !yield(string([]byte{'0' + byte(n/100), '0' + byte(n/10%10), '0' + byte(n%10)})) {
			return
		}
	}
}
