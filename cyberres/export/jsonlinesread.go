package export

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/ident"
	"github.com/cyberres/cyberres/internal/strictjson"
)

// The bounds of JSON Lines.
const (
	maxLine  = 4 << 20 // bytes
	maxAll   = 1 << 30
	maxWrong = 100 // lines that are told
)

// ReadJSONLines reads what [JSONLines] writes of a whole dataset, and returns its files for [cyberres.Open]. They are strict JSON with members in the order of the
// lines, not laid out; schema.Format does that. Lines may come in any order, within a file in theirs; empty ones are passed over.
//
// The error names every line that is no record, up to 100 of them. What is wrong in records, Open says.
func ReadJSONLines(r io.Reader) (fs.FS, error) {
	l := linesReader{lists: map[string][]string{}, heads: map[string]string{}, lines: map[string]int{}, said: map[string]int{}, one: map[string]string{}}
	in := bufio.NewReaderSize(r, 64<<10)
	all := 0
	for n := 1; ; n++ {
		text, err := readLine(in)
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if all += len(text); all > maxAll {
			return nil, fmt.Errorf("line %d: more than the %d bytes allowed", n, maxAll)
		}
		if strings.TrimSpace(text) != "" {
			l.line(n, text)
		}
		if err != nil || len(l.wrong) >= maxWrong {
			break
		}
	}
	return l.files()
}

// readLine reads a line without its end, and no more than a line may have.
func readLine(in *bufio.Reader) (string, error) {
	var b strings.Builder
	for {
		part, err := in.ReadSlice('\n')
		b.Write(part)
		if b.Len() > maxLine {
			return "", fmt.Errorf("longer than the %d bytes allowed", maxLine)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return strings.TrimRight(b.String(), "\r\n"), err
		}
	}
}

type linesReader struct {
	tree  strictjson.Tree
	one   map[string]string   // files of one record
	lists map[string][]string // records, by the list that they belong to: "annotations/japan/objectives"
	heads map[string]string   // of annotations: coverage and provenance, by source
	lines map[string]int      // on which an id stands
	said  map[string]int      // the first line of what a source says
	wrong []error
}

func (l *linesReader) fault(n int, format string, args ...any) {
	if len(l.wrong) < maxWrong {
		l.wrong = append(l.wrong, fmt.Errorf("line %d: "+format, append([]any{n}, args...)...))
	}
}

// line takes one line in.
func (l *linesReader) line(n int, text string) {
	l.tree.Parse(text, strictjson.Limits{Bytes: maxLine, Depth: 33}) // a record, in a line
	if len(l.tree.Faults) > 0 {
		_, column := strictjson.Line(text, l.tree.Faults[0].Offset)
		l.fault(n, "column %d: %s", column, l.tree.Faults[0].Message)
		return
	}
	v := value{&l.tree, 0}
	kind, record := v.get("kind"), v.get("record")
	if !kind.is('"') || !record.is('{') {
		l.fault(n, `no record; a line is {"kind": "actor", "record": {…}}`)
		return
	}
	id := record.get("id").text()
	source := record.get("source").text()
	switch k := cyberres.Kind(kind.text()); k {
	case KindDataset:
		if l.one["dataset.json"] != "" {
			l.fault(n, "a second card; a dataset has one")
			return
		}
		l.one["dataset.json"] = `{"$schema":"../schema/dataset.schema.json"` + members(record, "digest", "asOf") + "}"
	case cyberres.KindTheme, cyberres.KindReference:
		if l.id(n, id) {
			l.add(string(k)+"s", record)
		}
	case KindCue:
		says := record.get("says").text()
		if !slices.Contains(cueLists, says) {
			l.fault(n, "%q is nothing that cues say; those are %s", shown(says), strings.Join(cueLists, ", "))
			return
		}
		l.add("cues/"+says, record, "says")
	case cyberres.KindActor, cyberres.KindInstrument:
		if l.id(n, id) {
			l.one[string(k)+"s/"+id+".json"] = `{"$schema":"../../schema/` + string(k) + `.schema.json"` + members(record) + "}"
		}
	case cyberres.KindSource:
		if l.id(n, id) {
			l.source(id, record)
		}
	case cyberres.KindObjective, cyberres.KindCooperation, cyberres.KindPosition, cyberres.KindRelation, cyberres.KindMention, cyberres.KindRemark:
		if k != cyberres.KindMention && !l.id(n, id) {
			return
		}
		if !ident.Valid(source) {
			l.fault(n, "%q is no id of a source", shown(source))
			return
		}
		if l.said[source] == 0 {
			l.said[source] = n
		}
		l.add("annotations/"+source+"/"+string(k)+"s", record, "source")
	default:
		l.fault(n, "unknown kind %q", shown(string(k)))
	}
}

// id checks the id of a record, which becomes the name of a file.
func (l *linesReader) id(n int, id string) bool {
	if !ident.Valid(id) {
		l.fault(n, "%q is no id; those are lower-case words joined by hyphens", shown(id))
		return false
	}
	if before := l.lines[id]; before > 0 {
		l.fault(n, "the id %s stands on line %d, too", id, before)
		return false
	}
	l.lines[id] = n
	return true
}

func (l *linesReader) add(list string, record value, without ...string) {
	l.lists[list] = append(l.lists[list], "{"+strings.TrimPrefix(members(record, without...), ",")+"}")
}

// source takes a source in: its own file, and what the file of its annotations begins with.
func (l *linesReader) source(id string, record value) {
	body := members(record, "coverage", "provenance", "within")
	if within := record.get("within"); within.is('{') {
		inner := members(within)
		if within.get("start").n < 0 { // a slice from the beginning: 0 is left out
			inner += `,"start":0`
		}
		body += `,"within":{` + strings.TrimPrefix(inner, ",") + "}"
	}
	l.one["sources/"+id+".json"] = `{"$schema":"../../schema/source.schema.json"` + body + "}"
	if coverage, provenance := record.get("coverage"), record.get("provenance"); coverage.n >= 0 {
		l.heads[id] = `,"coverage":` + written(coverage)
		if provenance.n >= 0 {
			l.heads[id] += `,"provenance":` + written(provenance)
		}
	}
}

// cueLists are the lists of cues.json.
var cueLists = []string{
	cyberres.CueObjective, cyberres.CueList, cyberres.CueCooperation, cyberres.CuePosition, cyberres.CueRelation, cyberres.CueTheme,
	cyberres.CueMode, cyberres.CueRole, cyberres.CueVoice, cyberres.CueDate, cyberres.CueKind,
}

// written returns a value as it stands in the text.
func written(v value) string { return v.tree.Text[v.node().Start:v.node().End] }

// members returns the members of an object as they stand in the text, each after a comma.
func members(v value, without ...string) string {
	var b strings.Builder
	for i := v.n + 1; i < v.node().Next; i = v.tree.Nodes[i].Next {
		if node := &v.tree.Nodes[i]; !slices.Contains(without, node.Name) && node.Name != "$schema" {
			b.WriteByte(',')
			b.WriteString(v.tree.Text[node.At:node.End])
		}
	}
	return b.String()
}

// files puts the records into their files.
func (l *linesReader) files() (fs.FS, error) {
	if len(l.wrong) == 0 && l.one["dataset.json"] == "" {
		l.wrong = append(l.wrong, fmt.Errorf(`no line has the card of the dataset: {"kind": "dataset", "record": {…}}`))
	}
	for id, n := range l.said {
		if len(l.wrong) < maxWrong && l.heads[id] == "" {
			l.fault(n, "there is no line with the source %s, or it has no coverage", id)
		}
	}
	if len(l.wrong) > 0 {
		return nil, errors.Join(l.wrong...)
	}
	out := newFiles()
	for name, text := range l.one {
		out.add(name, text)
	}
	for _, name := range []string{"themes", "references"} {
		out.add(name+".json", `{"$schema":"../schema/`+name+`.schema.json","`+name+`":[`+strings.Join(l.lists[name], ",")+"]}")
	}
	var cues strings.Builder
	for _, list := range cueLists {
		if records := l.lists["cues/"+list]; len(records) > 0 {
			fmt.Fprintf(&cues, `,%q:[%s]`, list, strings.Join(records, ","))
		}
	}
	if cues.Len() > 0 {
		out.add("cues.json", `{"$schema":"../schema/cues.schema.json"`+cues.String()+"}")
	}
	for id, head := range l.heads {
		var b strings.Builder
		fmt.Fprintf(&b, `{"$schema":"../../schema/annotations.schema.json","source":%q%s`, id, head)
		for _, list := range []string{"objectives", "cooperations", "positions", "relations", "mentions", "remarks"} {
			if records := l.lists["annotations/"+id+"/"+list]; len(records) > 0 {
				fmt.Fprintf(&b, `,%q:[%s]`, list, strings.Join(records, ","))
			}
		}
		b.WriteByte('}')
		out.add("annotations/"+id+".json", b.String())
	}
	out.sort()
	return out, nil
}
