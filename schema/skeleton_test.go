package schema

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/strictjson"
)

func ExampleSkeleton() {
	name, text, err := Skeleton("actor", "night-watch")
	fmt.Println(name, err)
	fmt.Print(text)
	// Output:
	// actors/night-watch.json <nil>
	// {
	//   "$schema": "../../schema/actor.schema.json",
	//   "id": "night-watch",
	//   "kind": "",
	//   "name": "",
	//   "description": "",
	//   "references": []
	// }
}

// A skeleton is canonical. Every fault that it has is a blank, every blank but a list that may stay empty has one fault, and once the blanks
// are filled in there is none.
func TestSkeletonsNeedOnlyTheirBlanks(t *testing.T) {
	const digest = "d48c6bd2e2604f82e22b8a49e7b69bd73d6431cfd7951892b6a69f417fbecfd5"
	evidence := map[string]string{
		"/evidence/0/quote": `"train pilots"`, "/evidence/0/start": `93`, "/evidence/0/end": `105`,
		"/evidence/0/sha256": `"` + digest + `"`,
	}
	for _, c := range []struct {
		kind   string
		blanks map[string]string // what is written there, by pointers from the record
		free   []string          // lists that may stay empty
	}{
		{"actor", map[string]string{"/kind": `"group"`, "/name": `"Night watch"`, "/description": `"They watch."`, "/references": `["almanac-marn"]`}, nil},
		{"instrument", map[string]string{"/kind": `"strategy"`, "/title": `"Night plan"`, "/description": `"A plan."`, "/references": `["almanac-marn"]`}, nil},
		{"source", map[string]string{
			"/subject": `"marn"`, "/title": `"By night"`, "/publisher": `"Gazette"`, "/language": `"en"`, "/rights": `"Invented."`, "/written/text": `"It says so."`,
			"/written/references": `["almanac-marn"]`, "/text/codePoints": `12`, "/text/words": `3`, "/text/sha256": `"` + digest + `"`,
		}, []string{"/urls", "/written/date"}},
		{"annotations", map[string]string{"/provenance/origin": `"human"`}, []string{"/objectives", "/cooperations", "/positions", "/relations", "/mentions", "/remarks"}},
		{"objective", map[string]string{"/holders": `["keeper-of-marn"]`, "/summary": `"Pilots are trained."`, "/modality": `"stated"`, "/voice": `"entry"`, "/themes": `["training"]`}, nil},
		{"cooperation", map[string]string{
			"/mode": `"unspecified"`, "/rationale": `"One side is named."`, "/status": `"agreed"`, "/voice": `"entry"`, "/summary": `"They act."`, "/themes": `["training"]`,
			"/parties/0/actor": `"marn"`, "/parties/0/role": `"member"`,
		}, nil},
		{"position", map[string]string{"/holder": `"marn"`, "/stance": `"supports"`, "/on": `"training"`, "/themes": `["training"]`, "/summary": `"It helps."`, "/voice": `"entry"`}, nil},
		{"relation", map[string]string{"/subject": `"tide-plan"`, "/type": `"issued-by"`, "/object": `"marn"`, "/voice": `"entry"`}, nil},
		{"remark", map[string]string{"/kind": `"evaluative"`, "/summary": `"The author judges."`}, []string{"/about"}},
		{"theme", map[string]string{"/label": `"Night"`, "/note": `"After dusk."`}, nil},
		{"reference", map[string]string{"/kind": `"press"`, "/title": `"A page"`}, nil},
	} {
		t.Run(c.kind, func(t *testing.T) {
			name, text, err := Skeleton(c.kind, "night-watch")
			if err != nil {
				t.Fatal(err)
			}
			files := harbour(t)
			if c.kind == "annotations" { // of a source that is there
				spoil(t, files, "sources/night-watch.json", "", strings.NewReplacer("isle-of-marn", "night-watch", "example.org/marn", "example.org/night").Replace(string(files[source].Data)))
			}
			above := "" // the record's pointer in its file
			if name != "" {
				files[name] = &fstest.MapFile{Data: []byte(text)}
				if again := mustFormat(t, name, text); again != text {
					t.Errorf("not canonical:\n%s", text)
				}
			} else {
				name = map[string]string{"theme": "themes.json", "reference": "references.json"}[c.kind]
				if name == "" {
					name = notes
				}
				above = "/" + c.kind + "s/0"
				spoil(t, files, name, `"`+c.kind+`s": [`, `"`+c.kind+`s": [`+text+",")
			}
			if strings.Contains(text, `"evidence"`) {
				for at, value := range evidence {
					c.blanks[at] = value
				}
			}
			var told []string
			for _, f := range mustCheck(t, files) {
				if f.Code == notPinned.Code && f.File == name { // told once of all that is computed
					for _, blank := range []string{"/start", "/end", "/sha256", "/codePoints", "/words"} {
						if at := strings.TrimPrefix(f.Path, above) + blank; c.blanks[at] != "" {
							told = append(told, at)
						}
					}
					continue
				}
				at, ok := strings.CutPrefix(f.Path, above)
				if f.File != name || !ok || c.blanks[at] == "" || slices.Contains(told, at) {
					t.Errorf("no blank: %v", f)
				}
				told = append(told, at)
			}
			for at := range c.blanks {
				if !slices.Contains(told, at) {
					t.Errorf("%s is not told", at)
				}
			}
			blanks := 0
			for _, blank := range []string{`""`, "[]", "null"} {
				blanks += strings.Count(text, blank)
			}
			if blanks != len(c.blanks)+len(c.free) {
				t.Errorf("%d blanks, want %d and %d:\n%s", blanks, len(c.blanks), len(c.free), text)
			}
			for at, value := range c.blanks {
				fill(t, files[name], above+at, value)
			}
			for _, f := range mustCheck(t, files) {
				t.Errorf("filled in: %v", f)
			}
		})
	}
}

// fill writes a value in place of a blank.
func fill(t *testing.T, file *fstest.MapFile, pointer, value string) {
	t.Helper()
	text := string(file.Data)
	_, at, ok := strictjson.Find(text, pointer)
	if !ok {
		t.Fatalf("nothing is at %s", pointer)
	}
	for _, blank := range []string{`""`, "[]", "null"} {
		if after, ok := strings.CutPrefix(text[at:], blank); ok {
			file.Data = []byte(text[:at] + value + after)
			return
		}
	}
	t.Fatalf("no blank is at %s, but %.20s", pointer, text[at:])
}

func TestSkeletonRefuses(t *testing.T) {
	for _, c := range []struct{ kind, id, want string }{
		{"objectiv", "x", `unknown kind "objectiv"; did you mean "objective"?`},
		{"actors", "x", `unknown kind "actors"; did you mean "actor"?`},
		{"zebra-crossing", "x", `unknown kind "zebra-crossing"; use one of actor, annotations, cooperation, instrument, objective, position, reference, relation, remark, source, theme`},
		{"mention", "x", `unknown kind "mention"; use one of`},
		{"dataset", "x", `unknown kind "dataset"; use one of`},
		{"actor", "Night_Watch", `"Night_Watch" is no id; write "night-watch"`},
		{"actor", "../night", `"../night" is no id; write lower-case words`},
		{"actor", "", `an empty string where an id belongs`},
		{"actor", "2nd", `"2nd" is no id; write lower-case words`},
		{"actor", "a--b", `"a--b" is no id; write "a-b"`},
		{"actor", "a\n", `"a\n" is no id: its character 2 is U+000A`},
		{"actor", strings.Repeat("a", 101), `an id of 101 characters, more than the 100 allowed`},
	} {
		if name, text, err := Skeleton(c.kind, c.id); err == nil || !strings.HasPrefix(err.Error(), c.want) || name != "" || text != "" {
			t.Errorf("%s %s: error %v; want %s", c.kind, c.id, err, c.want)
		}
	}
	// The form of ids is that of the schemas.
	for _, id := range []string{"a", "a1-2b", strings.Repeat("a", 100)} {
		if _, _, err := Skeleton("actor", id); err != nil {
			t.Error(err)
		}
		files := harbour(t)
		spoil(t, files, "themes.json", `{"id": "training"`, `{"id": "`+id+`", "label": "x", "note": "y"}, {"id": "training"`)
		if _, err := cyberres.Open(files); err != nil {
			t.Error(err)
		}
	}
}
