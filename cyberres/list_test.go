package cyberres_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
)

func ExampleList() {
	themes := cyberres.Of[cyberres.ThemeID]("resilience", "norms")
	for t := range themes.All() {
		fmt.Println(t)
	}
	fmt.Println(themes.Len(), themes.At(1), themes)
	// Output:
	// resilience
	// norms
	// 2 norms [resilience norms]
}

func TestListCannotBeWrittenThrough(t *testing.T) {
	given := []string{"a", "b"}
	l := cyberres.Of(given...)
	given[0] = "x"
	l.Slice()[1] = "x"
	copied := l
	if err := json.Unmarshal([]byte(`["q","r","s"]`), &copied); err != nil {
		t.Fatal(err)
	}
	if got := slices.Collect(l.All()); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("the list became %v", got)
	}
	if copied.Len() != 3 || copied.At(2) != "s" {
		t.Errorf("the copy is %v", copied)
	}
}

func TestListJSON(t *testing.T) {
	var zero cyberres.List[int]
	for _, c := range []struct {
		list cyberres.List[int]
		json string
	}{{zero, "[]"}, {cyberres.Of[int](), "[]"}, {cyberres.Of(1, 2), "[1,2]"}} {
		got, err := json.Marshal(c.list)
		if err != nil || string(got) != c.json {
			t.Errorf("%v marshals to %s, %v", c.list, got, err)
		}
		var back cyberres.List[int]
		if err := json.Unmarshal(got, &back); err != nil || !back.Equal(c.list) {
			t.Errorf("%s reads as %v, %v", got, back, err)
		}
	}
	if err := json.Unmarshal([]byte(`{"a":1}`), &zero); err == nil {
		t.Error("an object reads as a list")
	}
	// omitzero leaves an empty list out of a record
	if got, _ := json.Marshal(cyberres.Actor{ID: "a"}); string(got) != `{"id":"a","kind":"","name":"","description":""}` {
		t.Errorf("an actor without lists marshals to %s", got)
	}
}

func TestListPrintsLikeASlice(t *testing.T) {
	l, s := cyberres.Of("a b", "c"), []string{"a b", "c"}
	for _, verb := range []string{"%v", "%q", "%+v", "%x", "%s"} {
		if got, want := fmt.Sprintf(verb, l), fmt.Sprintf(verb, s); got != want {
			t.Errorf("%s prints %s, a slice %s", verb, got, want)
		}
	}
}

func TestListIterationAllocatesNothing(t *testing.T) {
	l := cyberres.Of(1, 2, 3)
	sum := 0
	if n := testing.AllocsPerRun(100, func() {
		for x := range l.All() {
			sum += x
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
	for range l.All() {
		break // the iterator must not go on
	}
}
