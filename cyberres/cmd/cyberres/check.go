package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/dataset"
	"github.com/cyberres/cyberres/internal/nearest"
	"github.com/cyberres/cyberres/schema"
)

// checking is what check was asked to do.
type checking struct {
	texts    []string
	fix      bool
	warnings bool // alone make the status 1
	explain  string
	rules    bool
}

func checkVerb() verb {
	return verb{
		name: "check", operands: "PATH…", what: "say what is wrong with the files of a dataset, and what to write instead",
		about: "A path is a dataset, a folder of one, or a file; of a folder or file in a dataset the findings are its own, and the rest is read for what it refers to. A file outside of a dataset " +
			"is checked as if it were added to the built-in one; its folder (actors, instruments, sources, annotations) or its \"$schema\" tells its kind. One mistake makes one finding: " +
			"file:line:column, the rule, what is wrong, what to write instead; related places stand below it. -fix makes the changes that a program can make, and tells what is left. " +
			"With -text, a copy of an annotated text or of its page, every quote, offset and digest is held against it, and that no sentence is left out; name it once for each text. " +
			"-explain says what a rule asks for and why; -rules lists them all.",
		statuses: "1 if there are findings (with -fail error: errors).",
		examples: []string{"cyberres check dataset", "cyberres check dataset/actors/japan.json", "cyberres check -format sarif dataset", "cyberres check -explain unknown-id"},
		takes:    "files",
		setup: func(c *command, flags *flag.FlagSet) func([]string) int {
			k := checking{warnings: true}
			c.formatFlag(flags, schema.Formats()...)
			flags.Func("text", "hold evidence against the text in `FILE`, a plain text in UTF-8", func(s string) error {
				k.texts = append(k.texts, s)
				return nil
			})
			flags.BoolVar(&k.fix, "fix", false, "make the changes that a program can make")
			flags.BoolVar(&k.rules, "rules", false, "list the rules")
			flags.StringVar(&k.explain, "explain", "", "explain the rule `CODE`")
			flags.Func("fail", "give the status 1 for `WHAT`: error, or warning (the usual), for either", func(s string) error {
				if s != "error" && s != "warning" {
					return errors.New("use error or warning")
				}
				k.warnings = s == "warning"
				return nil
			})
			return func(operands []string) int { return c.checkFiles(k, operands) }
		},
	}
}

func (c *command) checkFiles(k checking, operands []string) int {
	switch {
	case k.rules:
		return c.ruleList()
	case k.explain != "":
		return c.explain(k.explain)
	case len(operands) == 0:
		return c.usage(errors.New("check which files? name a dataset, a folder or a file"))
	}
	places, err := placesOf(operands)
	if err != nil {
		return c.fail(err)
	}
	texts, err := readTexts(k.texts)
	if err != nil {
		return c.fail(err)
	}
	report := &schema.Report{}
	for _, p := range places {
		one, err := c.checkPlace(p, texts, k.fix)
		if err != nil {
			return c.fail(fmt.Errorf("%s: %w", p.folder, err))
		}
		report.Add(one)
	}
	if err := report.Write(c.out, c.format); err != nil {
		return c.fail(err)
	}
	failing := report.Errors()
	if k.warnings {
		failing = len(report.Findings)
	}
	if c.format == "text" {
		c.note("%s", summary(report))
	}
	if failing > 0 {
		return findings
	}
	return fine
}

// summary says in a line what was checked and found.
func summary(r *schema.Report) string {
	count := func(n int, what string) string {
		if n == 1 {
			return "1 " + what
		}
		return fmt.Sprintf("%d %ss", n, what)
	}
	s := count(r.Files, "file") + ", " + count(r.Records, "record") + ": "
	if len(r.Findings) == 0 {
		return s + "no findings"
	}
	errors := r.Errors()
	s += count(errors, "error") + ", " + count(len(r.Findings)-errors, "warning")
	fixes := 0
	for _, f := range r.Findings {
		if f.Fix != nil {
			fixes++
		}
	}
	if fixes > 0 {
		s += fmt.Sprintf("; -fix mends %d", fixes)
	}
	return s + "; for what a rule asks: cyberres check -explain " + r.Findings[0].Code
}

// A place is a dataset, and the files in it that are wanted.
type place struct {
	folder string
	fsys   fs.FS
	only   []string // names of files, and of folders with a slash at the end; nil for all
}

// placesOf finds the datasets that paths lie in, each once.
func placesOf(paths []string) (out []place, err error) {
	add := func(folder string, fsys fs.FS, name string) {
		i := slices.IndexFunc(out, func(p place) bool {
			return p.folder == folder && name != "" && p.only != nil || p.folder == folder && p.only == nil
		})
		switch {
		case i >= 0 && name == "":
			out[i].only = nil
		case i >= 0:
			out[i].only = append(out[i].only, name)
		case name == "":
			out = append(out, place{folder, fsys, nil})
		default:
			out = append(out, place{folder, fsys, []string{name}})
		}
	}
	for _, p := range paths {
		info, err := os.Lstat(p)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("no file or folder %s", quotedEmpty(p))
		}
		if err != nil {
			return nil, err
		}
		clean := filepath.Clean(p)
		abs, err := filepath.Abs(p)
		if err != nil {
			return nil, err
		}
		parent, above := filepath.Dir(abs), filepath.Dir(filepath.Dir(abs))
		base := filepath.Base(abs)
		switch {
		case info.Mode()&fs.ModeSymlink != 0:
			return nil, fmt.Errorf("%s is a link; name what it leads to", p)
		case info.IsDir() && !exists(filepath.Join(p, "dataset.json")) && slices.Contains(folders(), base) && exists(filepath.Join(parent, "dataset.json")):
			root := filepath.Join(clean, "..")
			add(root, os.DirFS(root), base+"/")
		case info.IsDir():
			found, err := datasetsIn(clean)
			if err != nil {
				return nil, err
			}
			for _, root := range found {
				add(root, os.DirFS(root), "")
			}
		case slices.Contains(folders(), filepath.Base(parent)) && exists(filepath.Join(above, "dataset.json")):
			root := filepath.Join(clean, "..", "..")
			add(root, os.DirFS(root), filepath.Base(parent)+"/"+base)
		case slices.Contains(rootFiles(), base) && (base == "dataset.json" || exists(filepath.Join(parent, "dataset.json"))):
			root := filepath.Join(clean, "..")
			add(root, os.DirFS(root), base)
		default:
			one, err := alone(clean, info)
			if err != nil {
				return nil, err
			}
			out = append(out, one)
		}
	}
	return out, nil
}

// datasetsIn returns a folder, or the datasets in it. A folder without any is checked as one, which says what is missing.
func datasetsIn(folder string) (out []string, err error) {
	if exists(filepath.Join(folder, "dataset.json")) {
		return []string{folder}, nil
	}
	err = filepath.WalkDir(folder, func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !e.IsDir():
			return nil
		case p != folder && strings.HasPrefix(e.Name(), "."):
			return fs.SkipDir
		case exists(filepath.Join(p, "dataset.json")):
			out = append(out, p)
			return fs.SkipDir
		}
		return nil
	})
	if len(out) == 0 {
		out = []string{folder}
	}
	return out, err
}

// alone makes a place of a file that is in no dataset: the built-in one, with the file added.
func alone(name string, info fs.FileInfo) (place, error) {
	if err := plainFile(name, info); err != nil {
		return place{}, err
	}
	inside, ok := placeOf(name)
	if !ok {
		text, _, err := readPlain(name)
		if err != nil {
			return place{}, err
		}
		kind := kindBySchema(text)
		if kind == "" {
			return place{}, fmt.Errorf("%s is in no dataset, and nothing tells what it is; put it into a folder called actors, instruments, sources or annotations, or give it a \"$schema\"", name)
		}
		inside = kind + filepath.Base(name)
	}
	return place{filepath.Dir(name), overlay{dataset.FS(), inside, name}, []string{inside}}, nil
}

// kindBySchema returns the folder that a file belongs to by the schema that it names.
func kindBySchema(text string) string {
	head := text[:min(len(text), 500)]
	for kind, folder := range map[string]string{"actor": "actors/", "instrument": "instruments/", "source": "sources/", "annotations": "annotations/"} {
		if strings.Contains(head, "/"+kind+".schema.json\"") {
			return folder
		}
	}
	return ""
}

// overlay is the built-in dataset with one more file.
type overlay struct {
	fs.FS
	name, path string
}

func (o overlay) Open(name string) (fs.File, error) {
	if name == o.name {
		return os.Open(o.path)
	}
	return o.FS.Open(name)
}

func (o overlay) ReadDir(folder string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.FS, folder)
	if err != nil || folder != path.Dir(o.name) {
		return entries, err
	}
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return e.Name() == path.Base(o.name) })
	info, err := os.Lstat(o.path)
	if err != nil {
		return nil, err
	}
	return append(entries, fs.FileInfoToDirEntry(info)), nil
}

// builtInFile is what the names of files of the built-in dataset begin with.
const builtInFile = "(built-in)/"

// named returns what names a file of the place as the user does.
func (p place) named() func(name string) string {
	if o, single := p.fsys.(overlay); single {
		return func(name string) string {
			if name == o.name {
				return filepath.ToSlash(o.path)
			}
			return builtInFile + name
		}
	}
	if p.folder == "." {
		return func(name string) string { return name }
	}
	return func(name string) string { return filepath.ToSlash(p.folder) + "/" + name }
}

// checkPlace checks a dataset, and mends it as long as there is something that a program can mend.
func (c *command) checkPlace(p place, texts []string, fix bool) (*schema.Report, error) {
	options := schema.Options{Texts: texts, Rename: p.named()}
	if p.only != nil {
		options.Only = func(name string) bool {
			return slices.ContainsFunc(p.only, func(wanted string) bool {
				return wanted == name || strings.HasSuffix(wanted, "/") && strings.HasPrefix(name, wanted)
			})
		}
	}
	if c.progress {
		options.Step = func(done, all int) {
			if done%512 == 0 && done > 0 {
				fmt.Fprintf(c.err, "\r%d of %d files\x1b[K", done, all)
			}
		}
		defer fmt.Fprint(c.err, "\r\x1b[K")
	}
	for round := 0; ; round++ {
		report, err := schema.Check(p.fsys, options)
		if err != nil || !fix {
			return report, err
		}
		made, err := c.mend(report)
		if err != nil {
			return nil, err
		}
		if made == 0 || round == maxRounds {
			return report, nil
		}
	}
}

// maxRounds is how often what is mended is checked again. A mended file shows what stood behind its mistakes.
const maxRounds = 8

// mend makes the fixes of a report, file by file, and returns how many there were.
func (c *command) mend(report *schema.Report) (made int, err error) {
	byFile := map[string][]schema.Finding{}
	var names []string
	for _, f := range report.Findings {
		if f.Fix != nil {
			if byFile[f.File] == nil {
				names = append(names, f.File)
			}
			byFile[f.File] = append(byFile[f.File], f)
		}
	}
	for _, name := range names {
		text, mode, err := readPlain(name)
		if err != nil {
			return made, err
		}
		mended, n := schema.Apply(text, byFile[name])
		if n == 0 || mended == text {
			continue
		}
		if err := replace(name, mended, mode); err != nil {
			return made, err
		}
		for _, f := range byFile[name] {
			c.note("%s:%d:%d: %s: %s", f.File, f.Line, f.Column, f.Code, f.Fix.Title)
		}
		made += n
	}
	return made, nil
}

// ruleList lists the rules, by class.
func (c *command) ruleList() int {
	class := ""
	for _, r := range schema.Rules() {
		if r.Class != class {
			if class != "" {
				fmt.Fprintln(c.out)
			}
			class = r.Class
			fmt.Fprintln(c.out, class)
		}
		level := ""
		if r.Severity == schema.SeverityWarning {
			level = " (warning)"
		}
		fmt.Fprintf(c.out, "  %s%s%s\n", pad(r.Code, 22), r.Name, level)
	}
	return fine
}

// explain prints what a rule asks for.
func (c *command) explain(code string) int {
	rules := schema.Rules()
	i := slices.IndexFunc(rules, func(r schema.Rule) bool { return r.Code == code })
	if i < 0 {
		codes := make([]string, len(rules))
		for i, r := range rules {
			codes[i] = r.Code
		}
		hint := "; for all: cyberres check -rules"
		if near := nearest.Names(code, codes); len(near) > 0 {
			hint = "; did you mean " + near[0] + "?"
		}
		return c.usage(fmt.Errorf("no rule %s%s", quotedEmpty(code), hint))
	}
	r := rules[i]
	var b strings.Builder
	paragraph(&b, c.width, "", fmt.Sprintf("%s: %s (%s, %s)", r.Code, r.Name, r.Class, r.Severity))
	b.WriteString("\n")
	paragraph(&b, c.width, "", r.Doc)
	if r.Bad != "" {
		b.WriteString("\n")
		paragraph(&b, c.width, "wrong: ", visible(r.Bad))
		paragraph(&b, c.width, "right: ", visible(r.Good))
	}
	c.out.WriteString(b.String())
	return fine
}
