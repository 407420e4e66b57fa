package cyberres_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/cyberres/cyberres/cyberres"
)

func ExampleDataset_Network() {
	n := cyberres.Default().Network()
	for tie := range n.Neighbours("japan").All() {
		fmt.Println(tie.To, tie.Records, "alone:", tie.Alone)
	}
	for _, mode := range []cyberres.Mode{cyberres.ModeMultilateral, cyberres.ModeRegional} {
		cooperations, others := n.Degree("japan", cyberres.Filter{Modes: []cyberres.Mode{mode}})
		fmt.Println(mode, cooperations, "with", others)
	}
	// Output:
	// asean [japan-asean-capacity] alone: false
	// g20 [japan-g7-g20-forums] alone: false
	// g7 [japan-g7-g20-forums japan-g7-capacity-cooperation] alone: false
	// g7-ise-shima-summit [japan-g7-capacity-cooperation] alone: false
	// regional-partners [japan-asean-capacity] alone: false
	// multilateral 2 with 3
	// regional 1 with 2
}

func ExampleNetwork_Path() {
	n := cyberres.Default().Network()
	for step := range n.Path("g20", "asean").All() {
		fmt.Println(step.From, "-", step.To, step.Records)
	}
	fmt.Println(n.Path("japan", "nato").Len(), "steps from Japan to NATO")
	for part := range n.Components().All() {
		fmt.Println(part)
	}
	// Output:
	// g20 - japan [japan-g7-g20-forums]
	// japan - asean [japan-asean-capacity]
	// 0 steps from Japan to NATO
	// [asean g20 g7 g7-ise-shima-summit japan regional-partners]
	// [eu-member-states european-commission european-union]
	// [nato north-macedonia north-macedonia-defence-authorities]
}

// slowRecords are the records of a network as sets of actors.
func slowRecords(d *cyberres.Dataset) map[cyberres.ID]map[cyberres.ActorID]bool {
	out := map[cyberres.ID]map[cyberres.ActorID]bool{}
	for c := range d.Cooperations(cyberres.Filter{}) {
		out[c.ID] = map[cyberres.ActorID]bool{}
		for p := range c.Parties.All() {
			out[c.ID][p.Actor] = true
		}
	}
	for r := range d.Relations(cyberres.Filter{}) {
		_, subject := d.Actor(cyberres.ActorID(r.Subject))
		_, object := d.Actor(cyberres.ActorID(r.Object))
		if subject && object {
			out[r.ID] = map[cyberres.ActorID]bool{cyberres.ActorID(r.Subject): true, cyberres.ActorID(r.Object): true}
		}
	}
	return out
}

func TestNetworkAgainstSlowTwin(t *testing.T) {
	for name, d := range map[string]*cyberres.Dataset{"dataset": cyberres.Default(), "generated": generated(t, 150, 7), "view": generated(t, 400, 7).AsOf("2023"), "sparse": generated(t, 2000, 8).AsOf("2013")} {
		n := d.Network()
		records := slowRecords(d)
		shared := func(a, b cyberres.ActorID) (ids []cyberres.ID, alone bool) {
			for id, parties := range records {
				if parties[a] && parties[b] {
					ids = append(ids, id)
					alone = alone || len(parties) == 2
				}
			}
			slices.Sort(ids)
			return ids, alone
		}
		sorted := func(l cyberres.List[cyberres.ID]) []cyberres.ID { return slices.Sorted(l.All()) }
		members := map[cyberres.ActorID]bool{}
		for _, parties := range records {
			maps.Copy(members, parties)
		}
		nodes := slices.Sorted(maps.Keys(members))
		var got []cyberres.ActorID
		for a := range n.Actors() {
			got = append(got, a.ID)
		}
		if !slices.Equal(got, nodes) {
			t.Fatalf("%s: actors %v, want %v", name, got, nodes)
		}
		// Floyd and Warshall know all distances.
		const far = 1 << 20
		distance := map[[2]cyberres.ActorID]int{}
		pairs := 0
		for _, a := range nodes {
			var neighbours []cyberres.ActorID
			for _, b := range nodes {
				distance[[2]cyberres.ActorID{a, b}] = far
				if ids, _ := shared(a, b); a != b && len(ids) > 0 {
					distance[[2]cyberres.ActorID{a, b}] = 1
					neighbours = append(neighbours, b)
					if a < b {
						pairs++
					}
				}
			}
			distance[[2]cyberres.ActorID{a, a}] = 0
			i := 0
			for tie := range n.Neighbours(a).All() {
				ids, alone := shared(a, tie.To)
				if tie.From != a || i >= len(neighbours) || tie.To != neighbours[i] || !slices.Equal(sorted(tie.Records), ids) || tie.Alone != alone {
					t.Fatalf("%s: neighbour %d of %s: %+v, want %v with %v, %v", name, i, a, tie, neighbours, ids, alone)
				}
				i++
			}
			if i != len(neighbours) {
				t.Fatalf("%s: %s has %d neighbours, want %v", name, a, i, neighbours)
			}
			cooperations, others := 0, map[cyberres.ActorID]bool{}
			for c := range d.Cooperations(cyberres.Filter{}) {
				if c.Mode == "regional" && records[c.ID][a] {
					cooperations++
					maps.Copy(others, records[c.ID])
				}
			}
			delete(others, a)
			if c, o := n.Degree(a, cyberres.Filter{Modes: []cyberres.Mode{"regional"}}); c != cooperations || o != len(others) {
				t.Fatalf("%s: degree of %s: %d, %d; want %d, %d", name, a, c, o, cooperations, len(others))
			}
		}
		for _, k := range nodes {
			for _, i := range nodes {
				for _, j := range nodes {
					if way := distance[[2]cyberres.ActorID{i, k}] + distance[[2]cyberres.ActorID{k, j}]; way < distance[[2]cyberres.ActorID{i, j}] {
						distance[[2]cyberres.ActorID{i, j}] = way
					}
				}
			}
		}
		component := map[cyberres.ActorID]int{}
		i, last := 0, far
		for part := range n.Components().All() {
			if part.Len() > last || part.Len() == 0 {
				t.Fatalf("%s: component %d has %d actors after one of %d", name, i, part.Len(), last)
			}
			last = part.Len()
			for a := range part.All() {
				if _, twice := component[a]; twice {
					t.Fatalf("%s: %s is in two components", name, a)
				}
				component[a] = i
			}
			i++
		}
		if len(component) != len(nodes) {
			t.Fatalf("%s: %d actors in components, want %d", name, len(component), len(nodes))
		}
		for _, a := range nodes {
			for _, b := range nodes {
				path, want := n.Path(a, b), distance[[2]cyberres.ActorID{a, b}]
				if (component[a] == component[b]) != (want < far) {
					t.Fatalf("%s: %s and %s: components %d and %d at a distance of %d", name, a, b, component[a], component[b], want)
				}
				if want == far {
					want = 0
				}
				if path.Len() != want {
					t.Fatalf("%s: the path from %s to %s has %d steps, want %d", name, a, b, path.Len(), want)
				}
				at := a
				for step := range path.All() {
					ids, alone := shared(step.From, step.To)
					if step.From != at || !slices.Equal(sorted(step.Records), ids) || step.Alone != alone {
						t.Fatalf("%s: step %+v from %s, want %v, %v", name, step, at, ids, alone)
					}
					at = step.To
				}
				if want > 0 && at != b {
					t.Fatalf("%s: the path from %s to %s ends at %s", name, a, b, at)
				}
			}
		}
		for tie := range n.Pairs() {
			if tie.From >= tie.To {
				t.Errorf("%s: pair %s, %s", name, tie.From, tie.To)
			}
			pairs--
		}
		if pairs != 0 || len(nodes) < 5 {
			t.Errorf("%s: %d pairs missing, %d actors", name, pairs, len(nodes))
		}
	}
}

func TestNetworkOfNobody(t *testing.T) {
	n := cyberres.Default().Network()
	if n.Neighbours("nobody").Len()+n.Path("nobody", "japan").Len()+n.Path("japan", "nobody").Len()+n.Path("japan", "japan").Len() != 0 {
		t.Error("ties of nobody")
	}
	if c, o := n.Degree("nobody", cyberres.Filter{}); c != 0 || o != 0 {
		t.Errorf("degree of nobody: %d, %d", c, o)
	}
}

// A record with very many parties is walked once, not pair by pair.
func TestNetworkOfAHugeRecord(t *testing.T) {
	files := harbourFiles(t)
	var parties []string
	for i := range 20_000 {
		id := fmt.Sprintf("islet-%d", i)
		file := *files["actors/lantern-league.json"]
		file.Data = []byte(fmt.Sprintf(`{"id": %q, "kind": "group", "name": "Islet %d", "description": "One of many.", "references": ["almanac-marn"]}`, id, i))
		files["actors/"+id+".json"] = &file
		parties = append(parties, fmt.Sprintf(`{"actor": %q, "role": "member"}`, id))
	}
	notes := files["annotations/isle-of-marn.json"]
	at := strings.Index(string(notes.Data), `"parties": [`) + len(`"parties": [`)
	notes.Data = slices.Insert(slices.Clone(notes.Data), at, []byte(strings.Join(parties, ",")+",")...)
	d, err := cyberres.Open(files)
	if err != nil {
		t.Fatal(err)
	}
	n := d.Network()
	if got := n.Neighbours("islet-7").Len(); got != 20_002 {
		t.Errorf("%d neighbours", got)
	}
	if n.Path("islet-3", "islet-19999").Len() != 1 || n.Components().Len() != 1 {
		t.Error("no path through the record, or two components")
	}
}
