package tag

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// Texts made of pieces of names and of what stands between, within and around names in real and in hostile texts: the dictionary finds just what the slow way
// does, every time.
func TestFindsWhatTheSlowWayFinds(t *testing.T) {
	names := hostile()
	d, err := Compile(slices.Values(names))
	if err != nil {
		t.Fatal(err)
	}
	between := strings.Split("| |  |\n|\r\n|\n\n| \n |-|-\n|- |\u00ad|\u00ad\n|\u200b|\u00a0|–|—|’s |'|’|. |, |(|) |\u0301|\u0301 |\u202e|\u200d|\xff|👩‍👧|🇯🇵|_|:|/|s |\t|\u3000|\u2029|\u0600|a|é|日|\u3099|1", "|")
	texts := 2000
	if testing.Short() {
		texts = 400
	}
	found := 0
	for seed := range texts {
		r := rand.New(rand.NewPCG(uint64(seed), 7))
		var b strings.Builder
		for range 1 + r.IntN(6) {
			name := names[r.IntN(len(names))].Text
			switch r.IntN(8) {
			case 0:
				name = strings.ToUpper(name)
			case 1:
				name = strings.ToLower(name)
			case 2:
				name = strings.ToTitle(name[:1]) + name[1:]
			case 3, 4: // something within
				letters := []rune(name)
				i := r.IntN(len(letters))
				name = string(letters[:i]) + between[r.IntN(len(between))] + string(letters[i:])
			case 5: // something instead of a blank
				name = strings.Replace(name, " ", between[r.IntN(len(between))], 1)
			case 6: // one letter in the other case
				letters := []rune(name)
				i := r.IntN(len(letters))
				if letters[i] = unicode.ToUpper(letters[i]); r.IntN(2) == 0 {
					letters[i] = unicode.ToLower(letters[i])
				}
				name = string(letters)
			}
			b.WriteString(name)
			b.WriteString(between[r.IntN(len(between))])
		}
		text := b.String()
		if err := sameMatches(d, names, text); err != nil {
			t.Fatal(err)
		}
		spansHold(t, d, text)
		for range d.Find(text) {
			found++
		}
	}
	if found < texts {
		t.Errorf("only %d names in %d texts: the test tests little", found, texts)
	}
}
