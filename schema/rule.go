package schema

import "slices"

// A Rule is one thing that [Check] looks for.
type Rule struct {
	Code     string   `json:"code"`  // as findings name it: "unknown-member"
	Class    string   `json:"class"` // what is at stake: one of [Classes]
	Name     string   `json:"name"`
	Severity Severity `json:"severity"`
	Doc      string   `json:"doc"`  // what it asks for, and why
	Bad      string   `json:"bad"`  // an example that breaks it
	Good     string   `json:"good"` // the same, mended
}

// Classes returns the classes of rules, in the order in which a file goes through them.
func Classes() []string {
	return []string{"files", "size", "syntax", "encoding", "schema", "identifiers", "references", "vocabulary", "dates", "urls", "text", "evidence", "near-duplicates"}
}

// Rules returns all rules, by class and code. A rule that is added later begins as a warning, so that datasets that were fine stay so.
func Rules() []Rule {
	var out []Rule
	for _, list := range [][]*Rule{fileRules, syntaxRules, schemaRules, idRules, vocabularyRules, dateRules, urlRules, textRules, evidenceRules, sourceTextRules, consistencyRules, nearRules} {
		for _, r := range list {
			out = append(out, *r)
		}
	}
	classes := Classes()
	slices.SortStableFunc(out, func(a, b Rule) int { return slices.Index(classes, a.Class) - slices.Index(classes, b.Class) })
	return out
}
