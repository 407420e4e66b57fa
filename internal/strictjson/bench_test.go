package strictjson

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
)

// file is a megabyte of records such as people write them: indented, mostly ASCII, with few escapes.
var file = sync.OnceValue(func() string {
	rng := rand.New(rand.NewPCG(1, 2))
	words := []string{"network", "resilience", "of", "the", "island", "harbour", "authority", "coöperation", "shall", "report", "“incident”", "within", "24 hours"}
	sentence := func(n int) string {
		list := make([]string, n)
		for i := range list {
			list[i] = words[rng.IntN(len(words))]
		}
		return strings.Join(list, " ")
	}
	var list []record
	for size := 0; size < 1<<20; {
		v := record{ID: fmt.Sprintf("record-%d", len(list)), Title: sentence(6), CodePoints: rng.IntN(1 << 20)}
		for range rng.IntN(4) {
			v.Tags = append(v.Tags, words[rng.IntN(len(words))])
		}
		for range 1 + rng.IntN(3) {
			e := evidence{Start: rng.IntN(1 << 20), End: rng.IntN(1 << 20), Quote: sentence(10 + rng.IntN(40))}
			if rng.IntN(20) == 0 {
				e.Quote += "\n\"" + sentence(4) + "\""
			}
			v.Evidence = append(v.Evidence, e)
		}
		one, _ := json.MarshalIndent(v, "    ", "  ")
		size += len(one)
		list = append(list, v)
	}
	text, _ := json.MarshalIndent(map[string]any{"records": list}, "", "  ")
	return strings.ReplaceAll(string(text), "null", "[]")
})

func readFile(text string) (list []record, faults []Fault) {
	r := NewReader(text, Limits{})
	for o := r.Object([]Field{{Name: "records", Required: true}}); o.Next(); {
		for a := r.Array(); a.Next(); {
			var v record
			readRecord(r, &v)
			list = append(list, v)
		}
	}
	return list, r.End()
}

func BenchmarkReader(b *testing.B) {
	text := file()
	b.Run("strictjson", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			if _, faults := readFile(text); len(faults) > 0 {
				b.Fatal(faults)
			}
		}
	})
	b.Run("encoding", func(b *testing.B) {
		data := []byte(text)
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			var v struct {
				Records []record `json:"records"`
			}
			if err := json.Unmarshal(data, &v); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	text := file()
	b.Run("strictjson", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			if _, faults := Decode(text, Limits{}); len(faults) > 0 {
				b.Fatal(faults)
			}
		}
	})
	b.Run("encoding", func(b *testing.B) {
		data := []byte(text)
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			var v any
			if err := json.Unmarshal(data, &v); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// Skip and a place at the very end: what a fault costs.
func BenchmarkPlaces(b *testing.B) {
	text := file()
	at := strings.LastIndex(text, `"codePoints"`)
	pointer := Path(text, at)
	for name, f := range map[string]func(){
		"Skip": func() { NewReader(text, Limits{}).Skip() },
		"Line": func() { Line(text, at) },
		"Path": func() { Path(text, at) },
		"Find": func() { Find(text, pointer) },
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(at))
			for b.Loop() {
				f()
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	text := file()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	var t Tree
	for b.Loop() {
		t.Parse(text, Limits{})
	}
}
