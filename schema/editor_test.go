package schema

import (
	"bufio"
	"encoding/json"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// An editor is the JSON language service that VS Code and others run, with a file open.
type editor struct {
	t    *testing.T
	in   io.Writer
	out  *bufio.Scanner
	file string
	text string
	at   int // the cursor, in bytes
}

type diagnostic struct {
	Message    string
	Start, End int // in UTF-16 units
}

type completion struct{ Label, Insert, Help string }

func startEditor(t *testing.T) *editor {
	t.Helper()
	node := os.Getenv("CYBERRES_NODE")
	if node == "" {
		t.Skip("CYBERRES_NODE does not name node: what editors make of the schemas is not tested")
	}
	modules := os.Getenv("CYBERRES_NODE_MODULES")
	if modules == "" {
		modules = "testdata/editor/node_modules"
	}
	modules, err := filepath.Abs(modules)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(modules, "vscode-json-languageservice")); err != nil {
		t.Skip("what editors make of the schemas is not tested; run npm ci in schema/testdata/editor:", err)
	}
	command := exec.Command(node, "testdata/editor/service.mjs", modules)
	command.Stderr = os.Stderr
	in, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		if err := command.Wait(); err != nil {
			t.Error(err)
		}
	})
	e := &editor{in: in, out: bufio.NewScanner(out)}
	e.out.Buffer(nil, 16<<20)
	return e
}

// show opens a file with a text; ‸ is the cursor.
func (e *editor) show(t *testing.T, file, text string) {
	t.Helper()
	file, err := filepath.Abs(file)
	if err != nil {
		t.Fatal(err)
	}
	before, after, _ := strings.Cut(text, "‸")
	e.t, e.file, e.text, e.at = t, file, before+after, len(before)
}

// edit opens a file of the shipped dataset in which one part is typed anew.
func (e *editor) edit(t *testing.T, name, old, new string) {
	t.Helper()
	data, err := os.ReadFile("../dataset/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), old) {
		t.Fatalf("%s does not contain %s", name, old)
	}
	e.show(t, "../dataset/"+name, strings.Replace(string(data), old, new, 1))
}

func (e *editor) ask(what string, answer any) {
	e.t.Helper()
	request, err := json.Marshal(map[string]any{"do": what, "file": e.file, "text": e.text, "offset": len(utf16.Encode([]rune(e.text[:e.at])))})
	if err != nil {
		e.t.Fatal(err)
	}
	if _, err := e.in.Write(append(request, '\n')); err != nil {
		e.t.Fatal(err)
	}
	if !e.out.Scan() {
		e.t.Fatal("the service gives no answer: ", e.out.Err())
	}
	if err := json.Unmarshal(e.out.Bytes(), answer); err != nil {
		e.t.Fatal(err)
	}
}

// squiggles returns what is underlined and why, as "text: message".
func (e *editor) squiggles() (out []string) {
	e.t.Helper()
	var found []diagnostic
	e.ask("validate", &found)
	units := utf16.Encode([]rune(e.text))
	for _, d := range found {
		out = append(out, string(utf16.Decode(units[d.Start:d.End]))+": "+d.Message)
	}
	return out
}

func (e *editor) hover() string {
	e.t.Helper()
	var parts []string
	e.ask("hover", &parts)
	return strings.ReplaceAll(strings.Join(parts, "\n"), `\`, "") // of Markdown
}

func (e *editor) complete() (out []completion) {
	e.t.Helper()
	e.ask("complete", &out)
	return out
}

const japan = "annotations/atlas-resilience-japan.json"

// The path in "$schema" leads to the schema: otherwise there would be a warning.
func TestEditorsAcceptShippedFiles(t *testing.T) {
	e := startEditor(t)
	for _, dir := range []string{"../dataset", harbourDir} {
		texts := shipped(t, dir)
		for _, name := range slices.Sorted(maps.Keys(texts)) {
			text := texts[name]
			switch {
			case strings.HasPrefix(text, "{\n  \"$schema\": \"../"):
			case dir == "../dataset":
				t.Errorf("%s does not begin with its schema", name)
			default:
				kind := partOf(name).kind
				up := "../../../" + strings.Repeat("../", strings.Count(name, "/"))
				text = strings.Replace(text, "{", `{"$schema": "`+up+`schema/`+kind+`.schema.json",`, 1)
			}
			e.show(t, dir+"/"+name, text)
			for _, s := range e.squiggles() {
				t.Errorf("%s/%s: %s", dir, name, s)
			}
		}
	}
}

func TestEditorsUnderlineMistakes(t *testing.T) {
	e := startEditor(t)
	for _, c := range []struct {
		name, file, old, new string
		want                 []string
	}{
		{"unknown member", japan, `"rationale":`, `"rational":`, []string{`{: Missing property "rationale".`, `"rational": Property rational is not allowed.`}},
		{"unknown value", japan, `"mode": "regional"`, `"mode": "regionl"`, []string{`"regionl": Value is not accepted. Valid values: "bilateral", "multilateral", "regional", "unspecified".`}},
		{"wrong type", japan, `"themes": ["resilience"]`, `"themes": "resilience"`, []string{`"resilience": Incorrect type. Expected "array".`}},
		{"after a character of two UTF-16 units", japan, `"voice": "entry"`, `"when": "𝒳", "voice": "author"`, []string{`"author": Value is not accepted. Valid values: "entry", "reported", "quoted".`}},
		{"empty list", japan, `"holders": ["japan"]`, `"holders": []`, []string{`[]: Array has too few items. Expected 1 or more.`}},
		{"item twice", japan, `"themes": ["resilience"]`, `"themes": ["resilience", "resilience"]`, []string{`["resilience", "resilience"]: Array has duplicate items.`}},
		{"negative offset", japan, `"start": 0,`, `"start": -1,`, []string{`-1: Value is below the minimum of 0.`}},
		{"no schema there", japan, `../../schema/annotations`, `../schema/annotations`, []string{`"../schema/annotations.schema.json": Unable to load schema`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			e.edit(t, c.file, c.old, c.new)
			got := e.squiggles()
			for i, want := range c.want {
				if i >= len(got) || !strings.HasPrefix(got[i], want) {
					t.Errorf("squiggles %q; want %q", got, c.want)
					return
				}
			}
			if len(got) > len(c.want) {
				t.Errorf("squiggles %q; want only %q", got, c.want)
			}
		})
	}
}

// Whoever points at a member reads what it means, and at a value, which one it is.
func TestEditorsExplain(t *testing.T) {
	e := startEditor(t)
	for _, c := range []struct{ name, old, new, want string }{
		{"member", `"holders"`, `"hold‸ers"`, "Ids of the actors who pursue it. At least one."},
		{"member of a part", `"quote":`, `"quo‸te":`, "The first two and the last two words, joined by space, ellipsis"},
		{"value", `"mode": "regional"`, `"mode": "reg‸ional"`, "Between two sides, among many, or within a region.\n\n`regional`: Membership or reach is limited to a region"},
		{"value of a member of the file", `"coverage": "complete"`, `"coverage": "comp‸lete"`, "How much of the source is coded.\n\n`complete`: Every sentence overlaps"},
	} {
		e.edit(t, japan, c.old, c.new)
		if got := e.hover(); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q; want %q", c.name, got, c.want)
		}
	}
}

func TestEditorsComplete(t *testing.T) {
	e := startEditor(t)
	kinds := mustDocuments(t)
	objective := find(kinds["annotations"].tree, "/$defs/objective").(node)
	t.Run("members of a new record, all that it may have", func(t *testing.T) {
		e.edit(t, japan, `"objectives": [`, `"objectives": [{‸},`)
		var got []string
		for _, c := range e.complete() {
			got = append(got, c.Label)
			if want := find(objective, "/properties/"+c.Label+"/description"); c.Help != want {
				t.Errorf("%s is explained by %q; want %q", c.Label, c.Help, want)
			}
		}
		want := slices.Sorted(maps.Keys(objective["properties"].(node)))
		if diff := cmp.Diff(want, slices.Sorted(slices.Values(got))); diff != "" {
			t.Errorf("(-want +offered):\n%s", diff)
		}
	})
	t.Run("members that are not there yet", func(t *testing.T) {
		e.edit(t, japan, `"objectives": [`, `"objectives": [{"id": "x", ‸},`)
		for _, c := range e.complete() {
			if c.Label == "id" {
				t.Error("id is offered once more")
			}
		}
	})
	for name, new := range map[string]string{"with its mark": `"mode": "‸"`, "before": `"mode": ‸`} {
		t.Run("values, "+name, func(t *testing.T) {
			e.edit(t, japan, `"mode": "regional"`, new)
			mode := find(kinds["annotations"].tree, "/$defs/mode").(node)
			values, help := stringsOf(mode["enum"]), stringsOf(mode["enumDescriptions"])
			got := e.complete()
			if len(got) != len(values) {
				t.Fatalf("%+v; want %q", got, values)
			}
			for i, c := range got {
				if c.Label != `"`+values[i]+`"` || c.Help != help[i] {
					t.Errorf("%+v; want %s: %s", c, values[i], help[i])
				}
			}
		})
	}
	for list, label := range map[string]string{
		"objectives": "objective", "cooperations": "cooperation", "positions": "position", "relations": "relation", "mentions": "mention", "remarks": "remark",
		"evidence": "evidence", "parties": "party",
	} {
		t.Run("a whole "+label, func(t *testing.T) {
			e.edit(t, japan, `"`+list+`": [`, `"`+list+`": [‸, `)
			got := e.complete()
			if !slices.ContainsFunc(got, func(c completion) bool { return c.Label == label && strings.HasPrefix(c.Insert, "{\n\t\"") }) {
				t.Errorf("only %+v", got)
			}
		})
	}
}

// What an editor inserts for a whole record is what Skeleton returns, with a place to type for each blank.
func TestSnippetsAreSkeletons(t *testing.T) {
	schemas, err := documents()
	if err != nil {
		t.Fatal(err)
	}
	stop := regexp.MustCompile(`"\^?\$[0-9]+"`)
	checked := 0
	for name, def := range mustDocuments(t)["annotations"].tree["$defs"].(node) {
		snippets, ok := def.(node)["defaultSnippets"].([]any)
		if !ok {
			continue
		}
		checked++
		body, err := json.Marshal(snippets[0].(node)["body"])
		if err != nil {
			t.Fatal(err)
		}
		got := string(body)
		for _, place := range stop.FindAllString(got, -1) {
			blank := `""`
			if strings.Contains(place, "^") {
				blank = "null"
			}
			got = strings.Replace(got, place, blank, 1)
		}
		got = strings.ReplaceAll(got, `[""]`, "[]")
		var want string
		switch name {
		case "mention":
			want = written(schemas["annotations"].shape.below("mentions").items.blank())
		case "party":
			want = written(schemas["annotations"].shape.below("cooperations").items.below("parties").items.blank())
		case "evidence":
			want = written(schemas["annotations"].shape.below("remarks").items.below("evidence").items.blank())
		default:
			_, want, err = Skeleton(name, "x")
			if err != nil {
				t.Fatal(err)
			}
			want = strings.Replace(want, `"x"`, `""`, 1)
		}
		var a, b any
		if json.Unmarshal([]byte(got), &a) != nil || json.Unmarshal([]byte(want), &b) != nil {
			t.Fatalf("%s: %s, %s", name, got, want)
		}
		if diff := cmp.Diff(b, a); diff != "" {
			t.Errorf("%s (-skeleton +snippet):\n%s", name, diff)
		}
	}
	if checked != 8 {
		t.Errorf("%d snippets", checked)
	}
}

func written(e element) string {
	var b strings.Builder
	e.write(&b, 0)
	return b.String()
}
