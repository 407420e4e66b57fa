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
func regions() iter.Seq2[Name, cyberres.Kind] {
	return func(yield func(Name, cyberres.Kind) bool) {
		english := display.English.Regions()
		for region := range regionCodes {
			r, err := language.ParseRegion(region)
			if err != nil || region == "UN" || region == "EU" || region == "EZ" { // organisations that have a code all the same
				continue
			}
			name := strings.ReplaceAll(english.Name(r), " & ", " and ")
			// What is in brackets or after a dash tells two of one name apart, and stands in no text.
			if name == "" || name == region || strings.ContainsAny(name, "(-–0123456789") || r.Canonicalize() != r {
				continue
			}
			kind := cyberres.KindState // or a territory, which the code does not tell
			if !r.IsCountry() {
				kind = cyberres.KindGroup
			}
			if !yield(Name{Entity: cyberres.ID(kebab(name)), Text: name, Language: "en"}, kind) {
				return
			}
		}
		// The abbreviations that texts use without saying what they stand for.
		for _, short := range [...]struct {
			text string
			id   cyberres.ID
			kind cyberres.Kind
		}{
			{"US", "united-states", cyberres.KindState}, {"USA", "united-states", cyberres.KindState}, {"UK", "united-kingdom", cyberres.KindState},
			{"UAE", "united-arab-emirates", cyberres.KindState}, {"DPRK", "north-korea", cyberres.KindState},
			{"United Nations", "united-nations", cyberres.KindOrganisation}, {"UN", "united-nations", cyberres.KindOrganisation},
		} {
			if !yield(Name{Entity: short.id, Text: short.text, Language: "en", Case: CaseExact}, short.kind) {
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
