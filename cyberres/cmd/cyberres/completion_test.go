package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// asCommand makes the test program be the command, so that shells can call it without a build.
const asCommand = "CYBERRES_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
	}
	os.Exit(m.Run())
}

// shell runs a script in a shell that finds the command as cyberres, and returns the lines that it prints. It skips the test where there is no such shell.
func shell(t *testing.T, name, script string, args ...string) []string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err == nil && runtime.GOOS == "windows" {
		t.Skip("what is called bash there runs on another system")
	}
	if err != nil {
		t.Skipf("no %s here: %v", name, err)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	if err := os.Symlink(program, filepath.Join(bin, "cyberres")); err != nil {
		t.Skip("no links here: ", err)
	}
	cmd := exec.Command(path, append(args, script)...)
	// Under the race detector a program waits for a second before it exits.
	cmd.Env = append(os.Environ(), asCommand+"=1", "GORACE=atexit_sleep_ms=0", "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "HOME="+bin, "XDG_CONFIG_HOME="+bin, "XDG_DATA_HOME="+bin)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
}

// The lines that are completed, in each shell, and words that must be among the candidates.
var lines4shells = []struct {
	words []string
	want  []string
}{
	{[]string{"comp"}, []string{"compare", "completion"}},
	{[]string{"compare", "japan", "north-mac"}, []string{"north-macedonia"}},
	{[]string{"cooperations", "-mode", "bil"}, []string{"bilateral"}},
	{[]string{"cooperations", "-mode", "bilateral,reg"}, []string{"bilateral,regional"}},
	{[]string{"positions", "-stan"}, []string{"-stance"}},
	{[]string{"compare", "-data", "../../testdata/harbour", "lan"}, []string{"lantern-league"}},
	{[]string{"show", "japan-tri"}, []string{"japan-trickle-up"}},
	{[]string{"fmt", "-l", "testdata/scr"}, []string{"testdata/script"}},
	{[]string{"actors", "-data", "testdata/scr"}, []string{"testdata/script"}},
}

func TestBashCompletes(t *testing.T) {
	const prelude = `source <(cyberres completion bash); `
	for _, l := range lines4shells {
		words := strings.Join(append([]string{"cyberres"}, l.words...), " ")
		got := shell(t, "bash", prelude+`COMP_WORDS=(`+words+`); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _cyberres; printf '%s\n' "${COMPREPLY[@]}"`, "-c")
		for _, w := range l.want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: %q, without %s", words, got, w)
			}
		}
	}
	// Bash takes = for a word.
	for words, want := range map[string]string{
		`cyberres cooperations -mode = reg`:                   "regional",
		`cyberres cooperations -mode =`:                       "regional",
		`cyberres cooperations -not mode = reg`:               "regional",
		`cyberres actors -data = testdata/scr`:                "testdata/script",
		`cyberres compare -data = ../../testdata/harbour lan`: "lantern-league",
	} {
		got := shell(t, "bash", prelude+`COMP_WORDS=(`+words+`); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _cyberres; printf '%s\n' "${COMPREPLY[@]}"`, "-c")
		if !slices.Contains(got, want) {
			t.Errorf("%s: %q, without %s", words, got, want)
		}
	}
	if got := shell(t, "bash", prelude+`COMP_WORDS=(cyberres nothing x); COMP_CWORD=2; _cyberres; echo ${#COMPREPLY[@]}`, "-c"); got[0] != "0" {
		t.Errorf("there are completions of what is no verb: %q", got)
	}
}

// Zsh completes only while somebody types, so that what would be offered is printed instead.
func TestZshCompletes(t *testing.T) {
	shell(t, "zsh", "completion/cyberres.zsh", "-n")
	const prelude = `source <(cyberres completion zsh)
		compadd() { print -rl -- "${(@)@[$@[(i)--]+1,-1]}" }
		compset() { : }
		_files() { [[ $1 == -/ ]] && print -rl -- ${typed[-1]}*(N/) || print -rl -- ${typed[-1]}*(N) }
		`
	for _, l := range lines4shells {
		words := strings.Join(append([]string{"cyberres"}, l.words...), " ")
		got := shell(t, "zsh", prelude+`words=(`+words+`); CURRENT=${#words}; _cyberres`, "-f", "-c")
		for _, w := range l.want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: %q, without %s", words, got, w)
			}
		}
	}
}

func TestFishCompletes(t *testing.T) {
	shell(t, "fish", "completion/cyberres.fish", "-n")
	for _, l := range lines4shells {
		words := strings.Join(append([]string{"cyberres"}, l.words...), " ")
		got := shell(t, "fish", `cyberres completion fish | source; complete -C '`+words+`'`, "-c")
		for i, line := range got {
			got[i], _, _ = strings.Cut(strings.TrimRight(line, "/"), "\t")
			got[i] = strings.TrimRight(got[i], "/")
		}
		for _, w := range l.want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: %q, without %s", words, got, w)
			}
		}
	}
}
