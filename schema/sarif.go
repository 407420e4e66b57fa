package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/url"
)

// The parts of SARIF 2.1.0 (OASIS Standard, 27 March 2020) that findings have. No member is null: readers of SARIF differ in what they make of one.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		URI     string      `json:"informationUri"`
		Version string      `json:"semanticVersion"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID       string         `json:"id"`
		Short    sarifText      `json:"shortDescription"`
		Full     sarifText      `json:"fullDescription"`
		Help     sarifText      `json:"help"`
		Default  sarifLevel     `json:"defaultConfiguration"`
		Property map[string]any `json:"properties"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifLevel struct {
		Level Severity `json:"level"`
	}
	sarifResult struct {
		Rule         string            `json:"ruleId"`
		Index        int               `json:"ruleIndex"`
		Level        Severity          `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Related      []sarifLocation   `json:"relatedLocations,omitempty"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Fixes        []sarifFix        `json:"fixes,omitempty"`
	}
	sarifLocation struct {
		ID       int           `json:"id,omitempty"`
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifText    `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		Line   int  `json:"startLine,omitempty"`
		Column int  `json:"startColumn,omitempty"`
		Offset *int `json:"byteOffset,omitempty"`
		Length *int `json:"byteLength,omitempty"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion `json:"deletedRegion"`
		Inserted sarifText   `json:"insertedContent"`
	}
)

// sarif writes a log of one run, with all rules, whether or not they found anything.
func (r *Report) sarif(w io.Writer) error {
	run := sarifRun{Tool: sarifTool{sarifDriver{Name: "cyberres", URI: "https://github.com/cyberres/cyberres", Version: schemaVersion + ".0"}}, ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	index := map[string]int{}
	for i, rule := range Rules() {
		index[rule.Code] = i
		help := rule.Doc
		if rule.Bad != "" {
			help += "\n\nWrong: " + rule.Bad + "\nRight: " + rule.Good
		}
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{rule.Code, sarifText{rule.Name}, sarifText{rule.Doc}, sarifText{help},
			sarifLevel{rule.Severity}, map[string]any{"tags": []string{rule.Class}}})
	}
	for _, f := range r.Findings {
		v := sarifResult{Rule: f.Code, Index: index[f.Code], Level: f.Severity, Message: sarifText{f.Message}}
		place := sarifPhysical{Artifact: artifact(f.File)}
		if f.Line > 0 {
			place.Region = &sarifRegion{Line: f.Line, Column: f.Column, Offset: &f.Offset, Length: &f.Length}
		}
		v.Locations = []sarifLocation{{Physical: place}}
		for i, p := range f.Related {
			other := sarifPhysical{Artifact: artifact(p.File)}
			if p.Line > 0 {
				other.Region = &sarifRegion{Line: p.Line, Column: p.Column}
			}
			v.Related = append(v.Related, sarifLocation{i + 1, other, &sarifText{p.Message}})
		}
		// What a finding is of does not change when lines are added above it.
		sum := sha256.Sum256([]byte(f.Code + "\x00" + f.File + "\x00" + f.Path + "\x00" + f.Message))
		v.Fingerprints = map[string]string{"cyberres/v1": hex.EncodeToString(sum[:8])}
		if f.Fix != nil {
			change := sarifChange{Artifact: artifact(f.File)}
			for _, e := range f.Fix.Edits {
				length := e.End - e.Start
				change.Replacements = append(change.Replacements, sarifReplacement{sarifRegion{Offset: &e.Start, Length: &length}, sarifText{e.Text}})
			}
			v.Fixes = []sarifFix{{sarifText{f.Fix.Title}, []sarifChange{change}}}
		}
		run.Results = append(run.Results, v)
	}
	return encode(w, sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

// artifact names a file by a relative URI.
func artifact(file string) sarifArtifact {
	return sarifArtifact{(&url.URL{Path: file}).EscapedPath()}
}
