package schema

import (
	"strings"

	"golang.org/x/text/language"

	"github.com/cyberres/cyberres/internal/nearest"
)

// Rules of codes that others give: languages (BCP 47), countries and areas (ISO 3166-1, UN M49), acts of the Union, items of Wikidata.

var (
	unknownTheme = &Rule{"unknown-theme", "vocabulary", "Theme that the codebook does not have", SeverityError,
		"Themes are those of themes.json. A theme that is missing there is added there first, with its scope, so that everyone can code by it.",
		`"themes": ["trainning"]`, `"themes": ["training"]`}
	unknownLanguage = &Rule{"unknown-language", "vocabulary", "Language that is not registered", SeverityError,
		"A language is a BCP 47 tag whose parts are registered: en, en-GB, mk, sr-Latn; und for an acronym that languages share.",
		`"language": "english"`, `"language": "en"`}
	unknownCountry = &Rule{"unknown-country", "vocabulary", "Code that no country has", SeverityError,
		"Codes of countries and areas are those in force in ISO 3166-1 and UN M49. Codes of states that are no more have been retired.",
		`"scheme": "iso-3166-1-alpha-2", "value": "YU"`, `"scheme": "iso-3166-1-alpha-2", "value": "MK"`}
	unknownScheme = &Rule{"unknown-scheme", "vocabulary", "Scheme that the codebook does not have", SeverityError,
		"The scheme of an identifier is one that the codebook lists for its kind of record, so that programs know how to read the value.",
		`"scheme": "iso3166", "value": "MK"`, `"scheme": "iso-3166-1-alpha-2", "value": "MK"`}
	identifierForm = &Rule{"identifier-form", "identifiers", "Identifier that is not written as its scheme has it", SeverityError,
		"An identifier is a string, written to the sign as its scheme has it: MK and MKD in capitals, M49 in three digits with leading zeros, CELEX without blanks, Wikidata items with their Q.",
		`"scheme": "m49", "value": "8"`, `"scheme": "m49", "value": "008"`}
	codesDisagree = &Rule{"codes-disagree", "identifiers", "Codes of two countries", SeverityError,
		"The codes of one actor are those of one country: MK, MKD and 807 belong together.",
		`"MK" … "392"`, `"MK" … "807"`}

	vocabularyRules = []*Rule{unknownTheme, unknownLanguage, unknownCountry, unknownScheme, identifierForm, codesDisagree}
)

// language checks a tag of BCP 47 against the registry, in the form that it is written in.
func (f *file) language(n int32) {
	text := f.node(n).Text
	if f.languages[text] {
		return
	}
	tag, err := language.Parse(text)
	if err == nil && tag.String() == text {
		if f.languages == nil {
			f.languages = map[string]bool{}
		}
		if len(f.languages) < 1000 {
			f.languages[strings.Clone(text)] = true
		}
		return
	}
	if _, unknown := err.(language.ValueError); err == nil || !unknown && text != "" {
		if better := tag.String(); err == nil && strings.EqualFold(better, strings.ReplaceAll(text, "_", "-")) {
			f.mend(f.at(unknownLanguage, n, "%q is written %q", short(text), better), n, better, "write "+better)
			return
		}
	}
	if err == nil {
		f.mend(f.at(unknownLanguage, n, "the language %q is no longer used; write %q", short(text), tag), n, tag.String(), "write "+tag.String())
		return
	}
	f.at(unknownLanguage, n, "no language %q; write a BCP 47 tag such as en, en-GB or mk", short(text))
}

// schemes lists the identifier schemes of a kind of record, those of the codebook.
func schemes(kind string) []string {
	if kind == "instrument" {
		return []string{"celex", "eli", "oj", "procedure", "document", "legal-basis", "url"}
	}
	return []string{"iso-3166-1-alpha-2", "iso-3166-1-alpha-3", "iso-3166-1-numeric", "m49", "m49-region", "m49-subregion", "wikidata", "website"}
}

// identifier checks a code by the rules of who gives it.
func (f *file) identifier(n int32) {
	scheme, s := f.member(n, "scheme")
	value, v := f.member(n, "value")
	if s < 0 {
		return
	}
	known := schemes(f.part.kind)
	found := false
	for _, k := range known {
		found = found || k == scheme
	}
	if !found {
		if near := nearest.Names(scheme, known); len(near) > 0 {
			f.mend(f.at(unknownScheme, s, "no scheme %q; did you mean %q?", short(scheme), near[0]), s, near[0], "write "+near[0])
			return
		}
		f.at(unknownScheme, s, "no scheme %q; use one of %s", short(scheme), strings.Join(known, ", "))
		return
	}
	if v < 0 || value == "" {
		return
	}
	letters := func(s string, n int) bool { return len(s) == n && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" }
	digits := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	switch scheme {
	case "iso-3166-1-alpha-2", "iso-3166-1-alpha-3":
		length := int(scheme[len(scheme)-1] - '0')
		if !letters(value, length) {
			found := f.at(identifierForm, v, "%q is no %s code; write %d capitals", short(value), scheme, length)
			if up := strings.ToUpper(value); letters(up, length) {
				f.mend(found, v, up, "write capitals")
			}
			return
		}
		f.country(v, value, scheme)
	case "iso-3166-1-numeric", "m49", "m49-region", "m49-subregion":
		if len(value) != 3 || !digits(value) {
			found := f.at(identifierForm, v, "%q is no %s code; write three digits, zeros first", short(value), scheme)
			if digits(value) && len(value) < 3 {
				f.mend(found, v, strings.Repeat("0", 3-len(value))+value, "write the zeros")
			}
			return
		}
		if scheme == "iso-3166-1-numeric" || scheme == "m49" {
			f.country(v, value, scheme)
		} else if region, err := language.ParseRegion(value); err != nil || !region.IsGroup() {
			f.at(unknownCountry, v, "no area of UN M49 has the code %q", value)
		}
	case "wikidata":
		if len(value) < 2 || len(value) > 11 || value[0] != 'Q' || !digits(value[1:]) || value[1] == '0' {
			f.at(identifierForm, v, "%q is no item of Wikidata; write Q and its number, such as Q221", short(value))
		}
	case "celex":
		if !celex(value) {
			f.at(identifierForm, v, "%q is no CELEX number; write sector, year, type and number without blanks, such as 32022L2555", short(value))
		}
	case "eli":
		if !strings.HasPrefix(value, "http://data.europa.eu/eli/") && !strings.HasPrefix(value, "https://") {
			f.at(identifierForm, v, "%q is no ELI; write it whole, such as http://data.europa.eu/eli/reg/2019/881/oj", short(value))
			return
		}
		if strings.HasPrefix(value, "http://data.europa.eu/") && !eli(value) {
			f.at(identifierForm, v, "%q is no ELI; write type, year and number, such as http://data.europa.eu/eli/reg/2019/881/oj", short(value))
			return
		}
		f.address(v, true)
	case "document", "legal-basis", "oj":
		f.prose(v)
	case "procedure":
		if year, rest, ok := strings.Cut(value, "/"); !ok || len(year) != 4 || !digits(year) || len(rest) < 8 || !digits(rest[:4]) || !strings.HasSuffix(strings.TrimLeft(rest[4:], "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), ")") ||
			!letters(strings.Trim(rest[strings.IndexByte(rest, '(')+1:], ")"), 3) {
			f.at(identifierForm, v, "%q is no number of a procedure; write it as in 2020/0359(COD)", short(value))
		}
	case "website", "url":
		f.address(v, true)
	}
}

// A countryCode is a code of a country that an actor has.
type countryCode struct {
	node    int32
	country string
}

// country checks a code of a country.
func (f *file) country(n int32, value, scheme string) {
	region, err := language.ParseRegion(value)
	if err != nil || !assigned(region.String()) && scheme != "m49" {
		if err == nil && region.Canonicalize() != region {
			f.at(unknownCountry, n, "the code %q is retired; a successor has %s", value, region.Canonicalize())
			return
		}
		f.at(unknownCountry, n, "no country has the code %q in %s", value, scheme)
		return
	}
	if len(value) == 3 && value[0] >= 'A' && region.ISO3() != value {
		f.at(unknownCountry, n, "the code %q is retired; %s has %s", value, region, region.ISO3())
		return
	}
	f.codes = append(f.codes, countryCode{n, region.String()})
}

// countries checks that the codes of an actor are those of one country. The odd one out is to blame; of two, the second.
func (f *file) countries() {
	count := map[string]int{}
	for _, c := range f.codes {
		count[c.country]++
	}
	schemes := map[string]string{}
	for _, c := range f.codes {
		scheme, _ := f.member(f.node(c.node).Up, "scheme")
		if first, twice := schemes[scheme]; twice && first != c.country {
			f.at(codesDisagree, c.node, "a second code of the scheme %s; an actor has one", scheme)
			return
		}
		schemes[scheme] = c.country
	}
	if len(count) < 2 {
		return
	}
	for i, c := range f.codes {
		for k, other := range f.codes {
			if c.country != other.country && (count[c.country] < count[other.country] || count[c.country] == count[other.country] && k < i) {
				f.at(codesDisagree, c.node, "%q is a code of %s, %q one of %s", f.node(c.node).Text, c.country, f.node(other.node).Text, other.country).relate(f, other.node, "the other code")
				return
			}
		}
	}
}

// assigned reports whether ISO 3166-1 assigns a two-letter code officially.
func assigned(code string) bool {
	const codes = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ " +
		"DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP " +
		"KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM " +
		"PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ " +
		"UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
	return len(code) == 2 && strings.Contains(codes, code)
}

// eli reports whether an address is a European Legislation Identifier of the Union: type, year, number, and what else.
func eli(s string) bool {
	steps := strings.Split(strings.TrimPrefix(s, "http://data.europa.eu/eli/"), "/")
	if len(steps) < 3 {
		return false
	}
	for i, step := range steps {
		digits := step != "" && strings.Trim(step, "0123456789") == ""
		if step == "" || i == 1 && (!digits || len(step) != 4 || step < "1950" || step > "2100") || i == 2 && (!digits || step[0] == '0') {
			return false
		}
	}
	kind, _, _ := strings.Cut(steps[0], "_")
	switch kind {
	case "reg", "dir", "dec", "reco", "opin", "treaty", "agree", "budget", "res", "C":
		return true
	}
	return false
}

// celex reports whether a text has the form of a CELEX number: sector, year, type, number, and for some a number in brackets.
func celex(s string) bool {
	digit := func(i int) bool { return i < len(s) && '0' <= s[i] && s[i] <= '9' }
	if len(s) < 8 || !digit(0) && s[0] != 'C' && s[0] != 'E' {
		return false
	}
	for i := 1; i < 5; i++ {
		if !digit(i) {
			return false
		}
	}
	if s[0] == '1' { // treaties: 12016E/TXT, 12016M005
		return len(s) >= 6 && 'A' <= s[5] && s[5] <= 'Z' && strings.Trim(s[6:], "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/") == ""
	}
	i := 5
	for i < len(s) && 'A' <= s[i] && s[i] <= 'Z' {
		i++
	}
	if i < 6 || i > 7 {
		return false
	}
	from := i
	for digit(i) {
		i++
	}
	if i-from < 4 || i-from > 5 {
		return false
	}
	rest := s[i:]
	return rest == "" || len(rest) > 2 && (rest[0] == '(' && rest[len(rest)-1] == ')' || rest[0] == 'R' && rest[1] == '(') || len(rest) == 9 && rest[0] == '-'
}
