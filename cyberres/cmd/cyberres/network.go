package main

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/draw"
)

func networkVerb() verb {
	return verb{
		name: "network", operands: "[ACTOR [ACTOR]]", what: "see who acts together, who is near to an actor, the way from one to another",
		about: "Without an actor: who is tied to whom at all, part by part. With one: its cooperations and neighbours. With two: a shortest way between them, with the " +
			"records behind each step. A cooperation is one knot with a line to each party, in pictures too: of three who agree together no two have an agreement of " +
			"their own. svg is a picture, dot is for Graphviz; with actors, both have what those stand in.",
		examples: []string{"cyberres network", "cyberres network japan", "cyberres network g20 asean", "cyberres network -format svg japan", "cyberres network -format dot"},
		takes:    "actor",
		setup: func(c *command, flags *flag.FlagSet) func([]string) int {
			c.viewFlags(flags)
			c.formatFlag(flags, "table", "json", "svg", "dot")
			return c.network
		},
	}
}

// network answers in one of three ways, by how many actors are named.
func (c *command) network(operands []string) int {
	c.filter.Actors = actorIDs(operands)
	if len(c.filter.Actors) > 2 && c.format != "svg" && c.format != "dot" {
		return c.usage(errors.New("name two actors at most; pictures take more"))
	}
	whole, d, err := c.view()
	if err != nil {
		return c.fail(err)
	}
	if err := c.check(whole, nil); err != nil {
		return c.usage(err)
	}
	switch actors := c.filter.Actors; {
	case c.format == "svg":
		c.out.Write(draw.Network(d, "", actors...))
	case c.format == "dot":
		c.dot(d, actors)
	case c.format == "json":
		return c.json(networkJSON(d, actors))
	case len(actors) == 0:
		c.components(d.Network())
	case len(actors) == 1:
		c.neighbours(d, actors[0])
	default:
		c.path(d.Network(), actors[0], actors[1])
	}
	return fine
}

// degree is how many records an actor stands in, and with how many others.
type degree struct {
	ID           cyberres.ActorID `json:"id"`
	Cooperations int              `json:"cooperations"`
	Others       int              `json:"others"`
}

// degreeOf counts over all modes and roles.
func degreeOf(n *cyberres.Network, id cyberres.ActorID) degree {
	cooperations, others := n.Degree(id, cyberres.Filter{})
	return degree{id, cooperations, others}
}

// networkJSON is the network as JSON: whole, of one actor, or the way between two.
func networkJSON(d *cyberres.Dataset, actors []cyberres.ActorID) any {
	n := d.Network()
	switch len(actors) {
	case 0:
		degrees := []degree{}
		for a := range n.Actors() {
			degrees = append(degrees, degreeOf(n, a.ID))
		}
		return struct {
			Actors       []degree                                       `json:"actors"`
			Components   cyberres.List[cyberres.List[cyberres.ActorID]] `json:"components"`
			Cooperations []cyberres.Cooperation                         `json:"cooperations"`
			Relations    []cyberres.Relation                            `json:"relations"`
		}{degrees, n.Components(), slices.AppendSeq([]cyberres.Cooperation{}, n.Cooperations()), slices.AppendSeq([]cyberres.Relation{}, n.Relations())}
	case 1:
		return struct {
			Actor        degree                      `json:"actor"`
			Neighbours   cyberres.List[cyberres.Tie] `json:"neighbours"`
			Cooperations []cyberres.Cooperation      `json:"cooperations"`
		}{degreeOf(n, actors[0]), n.Neighbours(actors[0]), slices.AppendSeq([]cyberres.Cooperation{}, d.Cooperations(cyberres.Filter{Actors: actors}))}
	}
	return struct {
		Path cyberres.List[cyberres.Tie] `json:"path"`
	}{n.Path(actors[0], actors[1])}
}

// components prints a table a part, the busiest actors first: whoever has no name in mind begins there.
func (c *command) components(n *cyberres.Network) {
	i := 0
	for part := range n.Components().All() {
		var actors []degree
		for id := range part.All() {
			actors = append(actors, degreeOf(n, id))
		}
		// Of equal ones the order of ids stays.
		slices.SortStableFunc(actors, func(a, b degree) int { return b.Cooperations - a.Cooperations })
		if i++; i > 1 {
			fmt.Fprintln(c.out)
		}
		c.print(gridOf(actors, []column[degree]{
			{fmt.Sprintf("part %d: %s", i, count(len(actors), "actor")), first, false, one(func(v degree) cyberres.ActorID { return v.ID })},
			{"cooperations", first, false, one(func(v degree) string { return fmt.Sprint(v.Cooperations) })},
			{"with others", first, false, one(func(v degree) string { return fmt.Sprint(v.Others) })},
		}, c.depth))
	}
	if i == 0 {
		c.note("nobody acts together with anybody")
	}
}

// neighbours prints the cooperations before the pairs, which are only a view of them.
func (c *command) neighbours(d *cyberres.Dataset, id cyberres.ActorID) {
	ties := d.Network().Neighbours(id).Slice()
	if len(ties) == 0 {
		c.note("%s stands in no cooperation or relation with another actor", id)
		return
	}
	c.print(gridOf(slices.Collect(d.Cooperations(cyberres.Filter{Actors: []cyberres.ActorID{id}})), cooperationColumns(d), c.depth))
	fmt.Fprintln(c.out)
	c.ties("neighbour", ties)
}

// path prints one of the shortest ways, always the same.
func (c *command) path(n *cyberres.Network, from, to cyberres.ActorID) {
	steps := n.Path(from, to).Slice()
	if len(steps) == 0 {
		c.note("no way leads from %s to %s", from, to)
		return
	}
	fmt.Fprintln(c.out, c.style(string(from), bold))
	c.ties("to", steps)
}

// ties prints pairs of actors by the second.
func (c *command) ties(head string, ties []cyberres.Tie) {
	c.print(gridOf(ties, []column[cyberres.Tie]{
		{head, first, false, one(func(v cyberres.Tie) cyberres.ActorID { return v.To })},
		{"in", first, true, func(v cyberres.Tie) []string { return words(v.Records) }},
		{"alone", first, false, one(func(v cyberres.Tie) string { // of a record with more parties, a pair is only a part
			if v.Alone {
				return "yes"
			}
			return ""
		})},
	}, c.depth))
}

// dot prints the network in the language of Graphviz.
func (c *command) dot(d *cyberres.Dataset, actors []cyberres.ActorID) {
	asked := func(ids ...cyberres.ActorID) bool {
		return len(actors) == 0 || slices.ContainsFunc(ids, func(id cyberres.ActorID) bool { return slices.Contains(actors, id) })
	}
	quote := func(s string) string {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(visible(s)) + `"`
	}
	drawn := map[cyberres.ActorID]bool{}
	actor := func(id cyberres.ActorID) {
		if a, _ := d.Actor(id); !drawn[id] {
			drawn[id] = true
			fmt.Fprintf(c.out, "  %s [label=%s]\n", quote(string(id)), quote(a.Name))
		}
	}
	fmt.Fprintln(c.out, "graph cyberres {\n  node [shape=ellipse]")
	for v := range d.Network().Cooperations() {
		var ids []cyberres.ActorID
		for p := range v.Parties.All() {
			ids = append(ids, p.Actor)
		}
		if !asked(ids...) {
			continue
		}
		// A node of its own with a line to each party: lines between parties would make one arrangement look like many.
		fmt.Fprintf(c.out, "  %s [shape=box, label=%s, tooltip=%s]\n", quote(string(v.ID)), quote(string(v.Mode)), quote(v.Summary))
		for p := range v.Parties.All() {
			actor(p.Actor)
			fmt.Fprintf(c.out, "  %s -- %s [label=%s]\n", quote(string(v.ID)), quote(string(p.Actor)), quote(string(p.Role)))
		}
	}
	for v := range d.Network().Relations() {
		subject, object := cyberres.ActorID(v.Subject), cyberres.ActorID(v.Object)
		if asked(subject, object) {
			actor(subject)
			actor(object)
			fmt.Fprintf(c.out, "  %s -- %s [style=dashed, dir=forward, label=%s]\n", quote(string(subject)), quote(string(object)), quote(string(v.Type)))
		}
	}
	fmt.Fprintln(c.out, "}")
}
