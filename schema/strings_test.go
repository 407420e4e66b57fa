package schema

import (
	"strings"
	"testing"

	"github.com/cyberres/cyberres/internal/strictjson"
)

// codeOf returns the code of the finding about a value of the small dataset, "" if there is none.
func codeOf(t *testing.T, file, old, value string) string {
	t.Helper()
	files := harbour(t)
	if value != old {
		spoil(t, files, file, old, value)
	}
	got := mustCheck(t, files)
	if len(got) > 1 {
		t.Errorf("%s has the findings %v", value, got)
	}
	if len(got) == 0 {
		return ""
	}
	return got[0].Code
}

func TestURLs(t *testing.T) {
	for _, c := range []struct{ url, code string }{
		{"https://example.org/", ""},
		{"https://example.org/a%20b?x=1&y=%D1%81#part", ""},
		{"https://example.org:8443/", ""},
		{"https://xn--bcher-kva.example.org/", ""},
		{"https://example.org/...", ""},
		{"https://example.org/a?q=utm_source", ""},
		{"example.org", urlForm.Code},
		{"//example.org/", urlForm.Code},
		{"https:/example.org", urlForm.Code},
		{"HTTPS://example.org/", urlForm.Code},
		{"https://example.org/a b", urlForm.Code},
		{"https://example.org/<x>", urlForm.Code},
		{"https://example.org/%zz", urlForm.Code},
		{"https://example.org/%2", urlForm.Code},
		{"https://example.org/%0d%0a", urlForm.Code},
		{"https://example.org/%c0%af", urlForm.Code},
		{"https://example.org/a/../b", urlForm.Code},
		{"https://example.org/a#b#c", urlForm.Code},
		{"https://example.org/" + strings.Repeat("a", 2000), urlForm.Code},
		{"http://example.org/", urlScheme.Code},
		{"javascript:alert(1)", urlScheme.Code},
		{"file:///etc/passwd", urlScheme.Code},
		{"data:text/html,x", urlScheme.Code},
		{"https://keeper:secret@example.org/", urlCredentials.Code},
		{"https://example.org@evil.example.net/", urlCredentials.Code},
		{"https://localhost/", urlHost.Code},
		{"https://harbour/", urlHost.Code},
		{"https://127.0.0.1/", urlHost.Code},
		{"https://2130706433/", urlHost.Code},
		{"https://0x7f.1/", urlHost.Code},
		{"https://[::1]/", urlHost.Code},
		{"https://printer.local/", urlHost.Code},
		{"https://example.org:443/", urlHost.Code},
		{"https://example.org:x/", urlHost.Code},
		{"https://Example.org/", urlHost.Code},
		{"https://exam_ple.org/", urlHost.Code},
		{"https://example..org/", urlHost.Code},
		{"https://еxample.org/", urlHost.Code}, // with a Cyrillic letter
		{"https:///a", urlHost.Code},
		{"https://example.org/?utm_campaign=x", urlTracking.Code},
		{"https://example.org/?a=1&fbclid=2", urlTracking.Code},
		{"https://www.bit.ly/x", urlShortener.Code},
	} {
		if got := codeOf(t, "references.json", `"https://example.org/gazette/accord"`, `"`+c.url+`"`); got != c.code {
			t.Errorf("%.80s: %q, want %q", c.url, got, c.code)
		}
	}
}

// Two addresses are of one page where only what does not lead to it differs.
func TestSamePage(t *testing.T) {
	for _, same := range []string{"https://example.org/a", "http://www.example.org/a/", "https://EXAMPLE.org/a#part", "https://example.org/a?utm_source=x"} {
		if samePage(same) != "example.org/a" {
			t.Errorf("%s is the page %s", same, samePage(same))
		}
	}
	for _, other := range []string{"https://example.org/A", "https://example.org/a?x=1", "https://example.net/a"} {
		if samePage(other) == "example.org/a" {
			t.Errorf("%s is no other page", other)
		}
	}
}

func TestIdentifiers(t *testing.T) {
	for _, c := range []struct{ file, scheme, value, code string }{
		{marn, "iso-3166-1-alpha-2", "MK", ""},
		{marn, "iso-3166-1-alpha-2", "mk", identifierForm.Code},
		{marn, "iso-3166-1-alpha-2", "YU", unknownCountry.Code},
		{marn, "iso-3166-1-alpha-2", "AN", unknownCountry.Code},
		{marn, "iso-3166-1-alpha-2", "EU", unknownCountry.Code}, // reserved, not assigned
		{marn, "iso-3166-1-alpha-3", "MKD", ""},
		{marn, "iso-3166-1-alpha-3", "YUG", unknownCountry.Code},
		{marn, "iso-3166-1-numeric", "807", ""},
		{marn, "iso-3166-1-numeric", "08", identifierForm.Code},
		{marn, "iso-3166-1-numeric", "999", unknownCountry.Code},
		{marn, "m49", "008", ""},
		{marn, "m49", "8", identifierForm.Code},
		{marn, "m49-region", "150", ""},
		{marn, "m49-region", "777", unknownCountry.Code},
		{marn, "wikidata", "Q221", ""},
		{marn, "wikidata", "q221", identifierForm.Code},
		{marn, "wikidata", "Q0", identifierForm.Code},
		{marn, "website", "https://example.org", ""},
		{marn, "website", "example.org", urlForm.Code},
		{marn, "celex", "32022L2555", unknownScheme.Code}, // of instruments
		{accord, "celex", "32022L2555", ""},
		{accord, "celex", "52020PC0823", ""},
		{accord, "celex", "02025R0038-20250115", ""},
		{accord, "celex", "12016E/TXT", ""},
		{accord, "celex", "32022 L 2555", identifierForm.Code},
		{accord, "celex", "2022L2555", identifierForm.Code},
		{accord, "eli", "http://data.europa.eu/eli/reg/2019/881/oj", ""},
		{accord, "eli", "http://data.europa.eu/eli/reg/881/2019/oj", identifierForm.Code},
		{accord, "eli", "eli/reg/2019/881", identifierForm.Code},
		{accord, "procedure", "2020/0359(COD)", ""},
		{accord, "procedure", "2020/359", identifierForm.Code},
		{accord, "document", "BA/1", ""},
		{accord, "document", "=1+1", formula.Code},
	} {
		old := `"scheme": "m49", "value": "008"`
		if c.file == accord {
			old = `"scheme": "document", "value": "BA/1"`
		}
		if got := codeOf(t, c.file, old, `"scheme": "`+c.scheme+`", "value": "`+c.value+`"`); got != c.code {
			t.Errorf("%s %s: %q, want %q", c.scheme, c.value, got, c.code)
		}
	}
	for tag, code := range map[string]string{"en": "", "en-GB": "", "sr-Latn": "", "und": "", "mk": "", "EN-gb": unknownLanguage.Code, "en_GB": unknownLanguage.Code, "xx": unknownLanguage.Code, "english": unknownLanguage.Code, "iw": unknownLanguage.Code} {
		if got := codeOf(t, source, `"language": "en"`, `"language": "`+tag+`"`); got != code {
			t.Errorf("language %s: %q, want %q", tag, got, code)
		}
	}
}

func TestProse(t *testing.T) {
	for text, code := range map[string]string{
		"An island – “old”, ‘small’ & 7 km².":              "",
		"Острово Марн":                                     "",
		"マーン島 🏝️ 👩‍🚒":                                      "",
		"\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645": "", // with a joiner that Persian needs
		"a < b and b > c":                                  "",
		"Café & Söhne; R&D":                                "",
		"A µ-meter of 5 µm":                                "",
		"An\tisland":                                       controlCharacter.Code,
		"An\u2028island":                                   controlCharacter.Code,
		"An\u007fisland":                                   controlCharacter.Code,
		"An \u200eisland":                                  bidiControl.Code,
		"An \u2066island":                                  bidiControl.Code,
		"An is\u00adland":                                  invisibleCharacter.Code,
		"An is\u200dland":                                  invisibleCharacter.Code,
		"An \U000e0041island":                              invisibleCharacter.Code,
		"An \u3164island":                                  invisibleCharacter.Code,
		"An \ufffdisland":                                  unknownCharacter.Code,
		"An \U000f0000island":                              unknownCharacter.Code,
		"An \u0378island":                                  unknownCharacter.Code,
		"An e\u0301lan":                                    notNFC.Code,
		"A\u0316\u0317\u0318\u0319 island":                 stackedMarks.Code,
		"An islаnd":                                        mixedScripts.Code,
		"Οn the island":                                    mixedScripts.Code,
		"\u3000":                                           blankText.Code,
		" An island":                                       untrimmedText.Code,
		"An island â€“ old":                                mojibake.Code,
		"Ð¡ÐºÐ¾Ð¿Ñ˜Ðµ":                                     mojibake.Code,
		"An &amp; island":                                  htmlInText.Code,
		"An <!-- --> island":                               htmlInText.Code,
		"@SUM(A1)":                                         formula.Code,
		"-2+3":                                             formula.Code,
	} {
		if got := codeOf(t, marn, `"An invented island."`, quoted(text)); got != code {
			t.Errorf("%q: %q, want %q", text, got, code)
		}
	}
}

// FuzzStrings looks for a text that breaks a rule for strings: each ends, and a fix is one.
func FuzzStrings(f *testing.F) {
	for _, s := range []string{"https://example.org/%41", "An é island", "\u202e", "Ã©", "<b>", "=1", "2031/2032"} {
		f.Add(s)
	}
	schemas, err := documents()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 4096 {
			return
		}
		text := `{"title": ` + quoted(strings.ToValidUTF8(s, "")) + `}`
		for _, try := range []func(*file) bool{
			func(f *file) bool { return f.prose(1) },
			func(f *file) bool { return f.address(1, true) },
			func(f *file) bool { f.date(1, true); return true },
			func(f *file) bool { f.language(1); return true },
			func(f *file) bool { f.quote(1); return true },
		} {
			one := &file{name: marn, text: text, part: partOf(marn), kind: schemas["actor"], tree: &strictjson.Tree{}}
			if !one.parse() || one.node(1).Text == "" {
				return
			}
			try(one)
			if len(one.found) > 1 {
				t.Errorf("%q has the findings %v", s, one.found)
			}
			for _, v := range one.found {
				if v.Fix != nil {
					if mended, n := Apply(text, one.found); n != 1 || mended == text {
						t.Errorf("%q: %v changes nothing", s, v.Fix)
					}
				}
			}
		}
	})
}
