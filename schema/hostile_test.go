package schema

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// fillUp repeats a part, with its number for each #, until the text has a size.
func fillUp(size int, before, part, after string) string {
	var b strings.Builder
	b.WriteString(before)
	for i := 0; b.Len() < size; i++ {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strings.ReplaceAll(part, "#", fmt.Sprint(i)))
	}
	b.WriteString(after)
	return b.String()
}

// hostiles are files of a megabyte that are made to take a checker's time or memory.
func hostiles() map[string]map[string]string {
	const mega = 1 << 20
	head := `{"source": "isle-of-marn", "coverage": "partial", "provenance": {"origin": "human", "readings": 1, "review": "draft"}, `
	actor := `{"id": "marn", "kind": "state", "name": "Isle", "description": "An island.", "references": ["almanac-marn"], `
	evidence := `{"quote": "train pilots", "start": #, "end": 1#9, "sha256": "d48c6bd2e2604f82e22b8a49e7b69bd73d6431cfd7951892b6a69f417fbecfd5"}`
	objective := `{"id": "x-#", "holders": ["marn"], "summary": "Word # of many.", "modality": "stated", "voice": "entry", "themes": ["training"], "evidence": [` + evidence + `]}`
	relation := `{"id": "r-#", "subject": "nobody-#", "type": "part-of", "object": "nothing-#", "voice": "entry", "evidence": [` + evidence + `]}`
	return map[string]map[string]string{
		"one string":             {marn: actor + `"withdrawn": "` + strings.Repeat("x", mega) + `"}`},
		"one word of marks":      {marn: actor + `"withdrawn": "` + strings.Repeat("\u0301", 30_000) + `"}`},
		"many texts, mixed":      {marn: fillUp(mega, actor+`"facts": [`, `{"text": "Aа # Ã© <b>", "references": ["almanac-marn"]}`, `]}`)},
		"blanks":                 {marn: actor + strings.Repeat(" ", mega) + `"withdrawn": "x"}`},
		"blanks, interrupted":    {marn: actor + `"withdrawn": "x"` + strings.Repeat(strings.Repeat(" ", 60_000)+`,"a": 1`, 16) + `}`},
		"nesting":                {marn: actor + `"facts": ` + strings.Repeat("[", mega)},
		"unknown members":        {marn: fillUp(mega, actor, `"name#": 1`, `}`)},
		"one member twice":       {marn: fillUp(mega, actor, `"name": "x"`, `}`)},
		"wrong items":            {marn: fillUp(mega, actor+`"facts": [`, `#`, `]}`)},
		"empty records":          {notes: fillUp(mega, head+`"mentions": [`, `{}`, `]}`)},
		"mentions":               {notes: fillUp(mega, head+`"mentions": [`, `{"entity": "marn", "quote": "Marn", "start": 183, "end": 187}`, `]}`)},
		"dangling mentions":      {notes: fillUp(mega, head+`"mentions": [`, `{"entity": "nobody-#", "quote": "Marn", "start": 1#3, "end": 1#7}`, `]}`)},
		"records":                {notes: fillUp(mega, head+`"objectives": [`, objective, `]}`)},
		"one record":             {notes: fillUp(mega, head+`"objectives": [`, strings.ReplaceAll(objective, "#", "7"), `]}`)},
		"dangling relations":     {notes: fillUp(mega, head+`"relations": [`, relation, `]}`)},
		"pieces of one record":   {notes: fillUp(mega, head+`"objectives": [{"id": "x-y", "holders": ["marn"], "summary": "A.", "modality": "stated", "voice": "entry", "themes": ["training"], "evidence": [`, evidence, `]}]}`)},
		"holders":                {notes: fillUp(mega, head+`"objectives": [{"id": "x-y", "holders": [`, `"nobody-#"`, `], "summary": "A.", "modality": "stated", "voice": "entry", "themes": ["training"], "evidence": [`+strings.ReplaceAll(evidence, "#", "1")+`]}]}`)},
		"parties":                {notes: fillUp(mega, head+`"cooperations": [{"id": "x-y", "mode": "bilateral", "rationale": "A.", "status": "agreed", "voice": "entry", "summary": "A.", "themes": ["training"], "parties": [`, `{"actor": "nobody-#", "role": "member"}`, `], "evidence": [`+strings.ReplaceAll(evidence, "#", "1")+`]}]}`)},
		"themes":                 {"themes.json": fillUp(mega, `{"themes": [`, `{"id": "t-#", "label": "L #", "note": "N."}`, `]}`)},
		"a chain of themes":      {"themes.json": fillUp(mega, `{"themes": [`, `{"id": "t-#", "label": "L #", "parent": "t-1#", "note": "N."}`, `]}`)},
		"themes that look alike": {"themes.json": fillUp(mega, `{"themes": [`, `{"id": "t-o-#", "label": "L #", "note": "N."}, {"id": "t-0-#", "label": "M #", "note": "N."}`, `]}`)},
		"references":             {"references.json": fillUp(mega, `{"references": [`, `{"id": "r-#", "kind": "press", "title": "T #", "url": "https://example.org/?utm_source=#"}`, `]}`)},
		"a timeline":             {tide: fillUp(mega, `{"id": "tide-plan", "kind": "strategy", "title": "T", "description": "D.", "references": ["almanac-marn"], "timeline": [`, `{"type": "signed", "date": "2031", "note": "#", "references": ["almanac-marn"]}`, `]}`)},
		"a number":               {notes: head + `"mentions": [{"entity": "marn", "quote": "x", "start": 1` + strings.Repeat("0", mega) + `, "end": 1e999999999}]}`},
	}
}

// Whatever a file holds, few findings come of it, and soon: the figures are those of BenchmarkHostile. Here only what must not happen at all is tested, with
// a bound far above them.
func TestHostileFilesEnd(t *testing.T) {
	for name, spoilt := range hostiles() {
		files := harbour(t)
		for file, text := range spoilt {
			files[file] = &fstest.MapFile{Data: []byte(text)}
		}
		done := make(chan *Report, 1)
		go func() {
			report, err := Check(files, Options{})
			if err != nil {
				t.Error(err)
			}
			done <- report
		}()
		select {
		case report := <-done:
			if n := len(report.Findings); n == 0 || n > 3*(maxFindings+1) {
				t.Errorf("%s: %d findings", name, n)
			}
		case <-time.After(time.Minute):
			t.Fatalf("%s: no end", name)
		}
	}
}

func BenchmarkHostile(b *testing.B) {
	for name, spoilt := range hostiles() {
		b.Run(name, func(b *testing.B) {
			files := harbour(b)
			size := 0
			for file, text := range spoilt {
				files[file] = &fstest.MapFile{Data: []byte(text)}
				size += len(text)
			}
			b.ReportAllocs()
			var before, after runtime.MemStats
			for b.Loop() {
				runtime.ReadMemStats(&before)
				if _, err := Check(files, Options{}); err != nil {
					b.Fatal(err)
				}
				runtime.ReadMemStats(&after)
			}
			mega := max(1, float64(size)/(1<<20))
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/mega, "ms/MB")
			b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/(1<<20)/mega, "allocated-MB/MB")
		})
	}
}
