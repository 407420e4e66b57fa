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
			if name == "" || name == region || strings.ContainsAny(name, "(–0123456789") || strings.Contains(name, " - ") || r.Canonicalize() != r {
				continue
			}
			kind := cyberres.KindState // or a territory, which the code does not tell
			if !r.IsCountry() {
				kind = cyberres.KindGroup
			}
			for _, text := range []string{name, "Saint " + strings.TrimPrefix(name, "St. ")} {
				if (text == name || strings.HasPrefix(name, "St. ")) && !yield(Name{Entity: cyberres.ID(kebab(name)), Text: text, Language: "en"}, kind) {
					return
				}
			}
		}
		// Other names that texts use, and abbreviations without saying what they stand for.
		for _, other := range [...]struct {
			text string
			id   cyberres.ID
			kind cyberres.Kind
		}{
			{"US", "united-states", cyberres.KindState}, {"USA", "united-states", cyberres.KindState}, {"United States of America", "united-states", cyberres.KindState},
			{"UK", "united-kingdom", cyberres.KindState}, {"Great Britain", "united-kingdom", cyberres.KindState}, {"UAE", "united-arab-emirates", cyberres.KindState},
			{"Republic of Korea", "south-korea", cyberres.KindState}, {"DPRK", "north-korea", cyberres.KindState}, {"Russian Federation", "russia", cyberres.KindState},
			{"Czech Republic", "czechia", cyberres.KindState}, {"Türkiye", "turkey", cyberres.KindState}, {"Viet Nam", "vietnam", cyberres.KindState},
			{"Lao PDR", "laos", cyberres.KindState}, {"Brunei Darussalam", "brunei", cyberres.KindState}, {"Republic of Moldova", "moldova", cyberres.KindState},
			{"Myanmar", "myanmar", cyberres.KindState}, {"Ivory Coast", "cote-divoire", cyberres.KindState}, {"Cabo Verde", "cape-verde", cyberres.KindState},
			{"Eswatini", "eswatini", cyberres.KindState}, {"Democratic Republic of the Congo", "democratic-republic-of-the-congo", cyberres.KindState},
			{"Palestine", "palestine", cyberres.KindState}, {"Holy See", "holy-see", cyberres.KindState}, {"Hong Kong", "hong-kong", cyberres.KindGroup},
			{"United Nations", "united-nations", cyberres.KindOrganisation}, {"UN", "united-nations", cyberres.KindOrganisation},
		} {
			if !yield(Name{Entity: other.id, Text: other.text, Language: "en", Case: CaseExact}, other.kind) {
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
