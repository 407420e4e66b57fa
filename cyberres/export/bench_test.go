package export_test

import (
	"bytes"
	"io"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/export"
	"github.com/cyberres/cyberres/internal/generate"
)

// The whole of a dataset with 4,000 statements, out and in.
func BenchmarkFormats(b *testing.B) {
	d, err := cyberres.Open(generate.Dataset(4_000, 1))
	if err != nil {
		b.Fatal(err)
	}
	var lines, web bytes.Buffer
	if err := export.JSONLines(&lines, d, export.Options{}); err != nil {
		b.Fatal(err)
	}
	if err := export.WebAnnotation(&web, d, export.Options{}); err != nil {
		b.Fatal(err)
	}
	source := cyberres.Source{}
	for s := range d.Sources() {
		source = s
		break
	}
	for name, run := range map[string]struct {
		bytes int
		do    func() error
	}{
		"write/jsonl":         {lines.Len(), func() error { return export.JSONLines(io.Discard, d, export.Options{}) }},
		"write/webannotation": {web.Len(), func() error { return export.WebAnnotation(io.Discard, d, export.Options{}) }},
		"read/jsonl":          {lines.Len(), func() error { return second(export.ReadJSONLines(bytes.NewReader(lines.Bytes()))) }},
		"read/webannotation": {web.Len(), func() error {
			return second(export.ReadWebAnnotation(web.String(), export.Into{Source: source, Data: d}))
		}},
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(run.bytes))
			b.ReportAllocs()
			for b.Loop() {
				if err := run.do(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
