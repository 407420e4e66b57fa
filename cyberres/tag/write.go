package tag

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/quote"
)

// AnnotationFile returns the draft as a file of annotations, annotations/<source>.json, in JSON.
func (d *Draft) AnnotationFile() ([]byte, error) {
	file := map[string]any{
		"$schema": "../../schema/annotations.schema.json", "source": d.Source, "coverage": cyberres.CoveragePartial,
		"provenance": cyberres.Provenance{Origin: "machine", Readings: 1, Review: "draft"},
	}
	var err error
	set := func(name string, records any, n int) {
		if n == 0 || err != nil {
			return
		}
		if file[name], err = without(records, "source"); err != nil {
			err = fmt.Errorf("writing the %s of %s: %w", name, d.Source, err)
		}
	}
	set("objectives", d.Objectives, len(d.Objectives))
	set("cooperations", d.Cooperations, len(d.Cooperations))
	set("positions", d.Positions, len(d.Positions))
	set("relations", d.Relations, len(d.Relations))
	set("mentions", d.Mentions, len(d.Mentions))
	if err != nil {
		return nil, err
	}
	return json.Marshal(file)
}

// SourceFile returns the draft of the source's record, sources/<source>.json, in JSON. What nobody has said is blank.
func (d *Draft) SourceFile() ([]byte, error) {
	urls := []string{}
	if d.URL != "" {
		urls = append(urls, d.URL)
	}
	sum := sha256.Sum256([]byte(d.Text))
	return json.Marshal(map[string]any{
		"$schema": "../../schema/source.schema.json", "id": d.Source, "subject": d.Subject, "title": d.Title, "publisher": "", "urls": urls, "language": "en", "rights": "",
		"written": map[string]any{"text": "", "date": d.Date, "references": []string{}},
		"text":    map[string]any{"codePoints": utf8.RuneCountInString(d.Text), "words": quote.Words(d.Text), "sha256": hex.EncodeToString(sum[:])},
	})
}

// without returns records as JSON without one of their members: which source they are of, an annotation file says once.
func without(records any, name string) ([]map[string]json.RawMessage, error) {
	data, err := json.Marshal(records)
	if err != nil {
		return nil, err
	}
	var out []map[string]json.RawMessage
	if err := json.Unmarshal(data, &out); err != nil {
		return nil, err
	}
	for _, r := range out {
		delete(r, name)
	}
	return out, nil
}
