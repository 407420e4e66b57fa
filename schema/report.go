package schema

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/cyberres/cyberres/internal/nearest"
)

// Formats returns the names of the formats that [Report.Write] knows: text for people, json with all that is known, sarif (2.1.0) for code
// scanners, github for annotations in a workflow, and junit for test reports.
func Formats() []string { return []string{"text", "json", "sarif", "github", "junit"} }

// Write writes the findings in a format, the same bytes for the same findings. Every format is whole even where nothing could be read.
func (r *Report) Write(w io.Writer, format string) error {
	switch format {
	case "text":
		return r.text(w)
	case "json":
		return r.json(w)
	case "sarif":
		return r.sarif(w)
	case "github":
		return r.github(w)
	case "junit":
		return r.junit(w)
	}
	if near := nearest.Names(format, Formats()); len(near) > 0 {
		return fmt.Errorf("unknown format %q; did you mean %q?", format, near[0])
	}
	return fmt.Errorf("unknown format %q; use one of %s", format, strings.Join(Formats(), ", "))
}

// text writes a line for each finding, and below it one for each related place, indented.
func (r *Report) text(w io.Writer) error {
	var b strings.Builder
	for _, f := range r.Findings {
		b.WriteString(f.String())
		b.WriteByte('\n')
		for _, p := range f.Related {
			fmt.Fprintf(&b, "    %s:%d:%d: %s\n", visible(p.File), p.Line, p.Column, p.Message)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// json writes an object with the counts and the findings as this package has them. Members may be added in later versions; none changes its meaning.
func (r *Report) json(w io.Writer) error {
	findings := r.Findings
	if findings == nil {
		findings = []Finding{}
	}
	return encode(w, struct {
		Files    int       `json:"files"`
		Records  int       `json:"records"`
		Errors   int       `json:"errors"`
		Warnings int       `json:"warnings"`
		Findings []Finding `json:"findings"`
	}{r.Files, r.Records, r.Errors(), len(findings) - r.Errors(), findings})
}

// encode writes indented JSON, in which < and > stand for themselves.
func encode(w io.Writer, value any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(value)
}

// github writes workflow commands, which show a finding beside its line in a pull request.
func (r *Report) github(w io.Writer) error {
	data := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace
	var b strings.Builder
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "::%s file=%s", f.Severity, property(visible(f.File)))
		if f.Line > 0 {
			fmt.Fprintf(&b, ",line=%d,col=%d", f.Line, f.Column)
		}
		fmt.Fprintf(&b, ",title=%s::%s\n", property(f.Code), data(f.Message))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// junit writes one test case for each file that was read, and for each that was not because of a finding; the findings of one rule are one failure.
func (r *Report) junit(w io.Writer) error {
	type failure struct {
		Type    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
	type testcase struct {
		Class    string    `xml:"classname,attr"`
		Name     string    `xml:"name,attr"`
		Failures []failure `xml:"failure"`
	}
	type suite struct {
		XMLName  xml.Name   `xml:"testsuite"`
		Name     string     `xml:"name,attr"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Cases    []testcase `xml:"testcase"`
	}
	s := suite{Name: "cyberres check"}
	index := map[string]int{}
	add := func(name string) int {
		i, ok := index[name]
		if !ok {
			i = len(s.Cases)
			index[name] = i
			s.Cases = append(s.Cases, testcase{Class: "cyberres", Name: visible(name)})
		}
		return i
	}
	for _, name := range r.names {
		add(name)
	}
	for _, f := range r.Findings {
		c := &s.Cases[add(f.File)]
		if k := len(c.Failures) - 1; k >= 0 && c.Failures[k].Type == f.Code {
			c.Failures[k].Text += f.String() + "\n"
			continue
		}
		c.Failures = append(c.Failures, failure{f.Code, f.Message, f.String() + "\n"})
	}
	s.Tests = len(s.Cases)
	for _, c := range s.Cases {
		if len(c.Failures) > 0 {
			s.Failures++
		}
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(s); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
