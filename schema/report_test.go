package schema

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// spoilt is a dataset with mistakes of many sorts, hostile names and values among them.
func spoilt(t testing.TB) fstest.MapFS {
	files := harbour(t)
	spoil(t, files, notes, `"mode": "bilateral"`, `"mode": "bilatral"`)
	spoil(t, files, notes, `"id": "marn-mend-locks"`, `"id": "marn-train-pilots"`)
	spoil(t, files, marn, `An invented island.`, "An <b>island</b> \\u202e, 100%: caf\u00e9\\u0301.")
	spoil(t, files, tide, `"2031/2035"`, `"2035/2031"`)
	files["actors/broken.json"] = &fstest.MapFile{Data: []byte("{\n\"a\": tru\u202ee}")}
	files["actors/a\x1b[2Jb::error,c%\n.json"] = &fstest.MapFile{Data: []byte("{}")}
	return files
}

// Each format is what testdata/golden/report.FORMAT shows, the same on every run, and shows no character that could steer what shows it.
func TestFormats(t *testing.T) {
	for _, format := range Formats() {
		var first string
		for run := range 100 {
			report, err := Check(spoilt(t), Options{Rename: func(name string) string { return "data/" + name }})
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := report.Write(&b, format); err != nil {
				t.Fatal(err)
			}
			if run == 0 {
				first = b.String()
				golden(t, "report."+format, first)
			} else if b.String() != first {
				t.Fatalf("%s: two runs differ", format)
			}
		}
		if i := strings.IndexFunc(first, func(c rune) bool { return c != '\n' && c < ' ' || c == 0x202E }); i >= 0 {
			t.Errorf("%s has the character %q", format, first[i:i+4])
		}
	}
	if err := (&Report{}).Write(io.Discard, "jsn"); err == nil || err.Error() != `unknown format "jsn"; did you mean "json"?` {
		t.Error(err)
	}
}

// What there is to say is in every format, and each is whole where there is nothing to say and where nothing can be read.
func TestFormatsAreWhole(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{"good": harbour(t), "spoilt": spoilt(t), "nothing": {}} {
		report, err := Check(files, Options{})
		if err != nil {
			t.Fatal(err)
		}
		write := func(format string) string {
			var b bytes.Buffer
			if err := report.Write(&b, format); err != nil {
				t.Fatal(err)
			}
			return b.String()
		}
		n := len(report.Findings)
		if got := strings.Count(write("github"), "\n"); got != n {
			t.Errorf("%s: github has %d lines for %d findings", name, got, n)
		}
		var v struct {
			Errors, Warnings int
			Findings         []Finding
		}
		if err := json.Unmarshal([]byte(write("json")), &v); err != nil || len(v.Findings) != n || v.Errors+v.Warnings != n || v.Findings == nil {
			t.Errorf("%s: json: %v", name, err)
		}
		var suite struct {
			Tests    int `xml:"tests,attr"`
			Failures int `xml:"failures,attr"`
			Cases    []struct {
				Failures []struct {
					Text string `xml:",chardata"`
				} `xml:"failure"`
			} `xml:"testcase"`
		}
		if err := xml.Unmarshal([]byte(write("junit")), &suite); err != nil {
			t.Fatal(err)
		}
		told, failed := 0, 0
		for _, c := range suite.Cases {
			failed += min(1, len(c.Failures))
			for _, f := range c.Failures {
				told += strings.Count(f.Text, "\n")
			}
		}
		if told != n || suite.Tests != len(suite.Cases) || suite.Failures != failed {
			t.Errorf("%s: junit tells %d of %d findings, %d of %d failures", name, told, n, suite.Failures, failed)
		}
		checkSARIF(t, name, write("sarif"), n)
	}
}

// checkSARIF holds a log against what SARIF 2.1.0 requires of the parts that it has.
func checkSARIF(t *testing.T, name, text string, findings int) {
	t.Helper()
	if regexp.MustCompile(`(?m)": null,?$`).MatchString(text) {
		t.Errorf("%s: sarif has a null", name)
	}
	var log struct {
		Version string
		Schema  string `json:"$schema"`
		Runs    []struct {
			ColumnKind string
			Tool       struct {
				Driver struct {
					Name  string
					Rules []struct {
						ID                                      string
						ShortDescription, FullDescription, Help struct{ Text string }
						DefaultConfiguration                    struct{ Level string }
					}
				}
			}
			Results []struct {
				RuleID    string
				RuleIndex int
				Level     string
				Message   struct{ Text string }
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           *struct{ StartLine, StartColumn, ByteOffset, ByteLength int }
					}
				}
				PartialFingerprints map[string]string
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		t.Fatalf("%s: sarif: %v", name, err)
	}
	if log.Version != "2.1.0" || !strings.HasSuffix(log.Schema, "sarif-2.1.0.json") || len(log.Runs) != 1 {
		t.Fatalf("%s: sarif: version %s, schema %s, %d runs", name, log.Version, log.Schema, len(log.Runs))
	}
	run := log.Runs[0]
	if run.Results == nil || len(run.Results) != findings || run.ColumnKind != "unicodeCodePoints" || run.Tool.Driver.Name == "" {
		t.Errorf("%s: sarif has %d results for %d findings", name, len(run.Results), findings)
	}
	var ids []string
	for _, r := range run.Tool.Driver.Rules {
		if slices.Contains(ids, r.ID) || r.ShortDescription.Text == "" || r.FullDescription.Text == "" || r.Help.Text == "" {
			t.Errorf("%s: sarif: the rule %q is there twice or says too little", name, r.ID)
		}
		ids = append(ids, r.ID)
		if level := r.DefaultConfiguration.Level; level != "error" && level != "warning" {
			t.Errorf("%s: sarif: the rule %q has the level %q", name, r.ID, level)
		}
	}
	for _, r := range run.Results {
		if r.RuleIndex >= len(ids) || ids[r.RuleIndex] != r.RuleID || r.Message.Text == "" || len(r.Locations) != 1 || len(r.PartialFingerprints) != 1 {
			t.Errorf("%s: sarif: %+v", name, r)
			continue
		}
		place := r.Locations[0].PhysicalLocation
		if strings.ContainsAny(place.ArtifactLocation.URI, " \x1b\n") || place.Region != nil && (place.Region.StartLine < 1 || place.Region.StartColumn < 1 || place.Region.ByteOffset < 0) {
			t.Errorf("%s: sarif: the place %+v", name, place)
		}
	}
}

// Fixes that touch each other are made one at a time, in any order of the findings.
func TestApply(t *testing.T) {
	fix := func(edits ...Edit) Finding { return Finding{Fix: &Fix{"x", edits}} }
	for _, c := range []struct {
		findings []Finding
		want     string
		made     int
	}{
		{nil, "0123456789", 0},
		{[]Finding{{}}, "0123456789", 0},
		{[]Finding{fix(Edit{8, 9, "B"}), fix(Edit{2, 4, "A"})}, "01A4567B9", 2},
		{[]Finding{fix(Edit{2, 4, "A"}, Edit{8, 9, "B"}), fix(Edit{5, 6, "C"})}, "01A4567B9", 1},
		{[]Finding{fix(Edit{10, 10, "!"})}, "0123456789!", 1},
		{[]Finding{fix(Edit{9, 20, "!"})}, "0123456789", 0},
	} {
		if got, made := Apply("0123456789", c.findings); got != c.want || made != c.made {
			t.Errorf("%v: %s, %d made; want %s, %d", c.findings, got, made, c.want, c.made)
		}
	}
}
