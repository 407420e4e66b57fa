package cyberres

import (
	"encoding/json"
	"iter"
)

// CellState says what a comparison found for one actor on one theme.
type CellState string

const (
	CellStated   CellState = "stated"    // at least one record supports it
	CellOpposed  CellState = "opposed"   // a position opposes this very theme, and no record supports it
	CellMixed    CellState = "mixed"     // both
	CellSilent   CellState = "silent"    // a text on this actor is coded completely and states nothing of it; a hoped-for effect may be listed
	CellNotCoded CellState = "not-coded" // a text on this actor is known and not coded completely
	CellNoText   CellState = "no-text"   // no text on this actor is known, and no other states anything
)

// A Comparison sets actors side by side over themes. It is worked out as it is read, from the index of the dataset: to ask for one costs nothing to speak of.
type Comparison struct {
	data *Dataset
	few  [4]int32 // rows of the actors; a short comparison needs no memory of its own
	many []int32  // the others
	n    int
}

// A Row is what a comparison says on one theme.
type Row struct {
	Theme Theme
	of    Comparison // by value: a pointer would keep a comparison from the stack
	row   int32      // of the theme
}

// A Cell is what is known of one actor on one theme: a state, and the records behind it.
//
// Supporting records are objectives that the actor holds, cooperations that it is a party to, positions that it takes for something and
// relations that it stands in, on the theme or on one below it. Opposing records are positions against something that belongs
// to the theme. Only opposition to the very theme makes a cell [CellOpposed] or [CellMixed]: to reject one framing of a thing is not to reject the thing.
// A hoped-for effect is listed among the supporting records, but does not make a cell [CellStated].
type Cell struct {
	Theme      ThemeID   `json:"theme"`
	Actor      ActorID   `json:"actor"`
	State      CellState `json:"state"`
	Supporting Claims    `json:"supporting"`
	Opposing   Claims    `json:"opposing"`
}

// Claims is a sequence of claims, ordered like [Dataset.Statements]. It marshals like a slice. The zero Claims is empty.
type Claims struct {
	data    *Dataset
	numbers []int32
}

// Remarks ranges over the remarks about the records of the cell, each once.
func (c Cell) Remarks() iter.Seq[Remark] {
	return func(yield func(Remark) bool) {
		seen := map[ID]bool{}
		for _, claims := range []Claims{c.Supporting, c.Opposing} {
			for claim := range claims.All() {
				for r := range claims.data.RemarksAbout(claim.ID) {
					if !seen[r.ID] && !yield(r) {
						return
					}
					seen[r.ID] = true
				}
			}
		}
	}
}

// Compare sets any number of actors side by side over all themes. An actor stands for its parts as well: what the European Commission plans is
// found under the European Union. Remarks are not compared, they are no claims. An unknown id is an [*UnknownError] with the nearest known one;
// all unknown ids are reported together. To read a comparison takes time in the number of its cells and records, whatever the size of the dataset.
func (d *Dataset) Compare(actors ...ActorID) (*Comparison, error) {
	c := new(Comparison)
	if err := c.set(d, actors); err != nil {
		return nil, err
	}
	return c, nil
}

// set is apart from Compare, so that Compare is inlined and a comparison that its caller does not keep takes no memory from the heap.
func (c *Comparison) set(d *Dataset, actors []ActorID) error {
	c.data, c.n = d, len(actors)
	if c.n > len(c.few) {
		c.many = make([]int32, c.n-len(c.few))
	}
	for i, id := range actors {
		row := c.data.row(KindActor, string(id))
		switch {
		case row < 0:
			var errs joined
			checkIDs(c.data, KindActor, actors, &errs)
			return errs
		case i < len(c.few):
			c.few[i] = row
		default:
			c.many[i-len(c.few)] = row
		}
	}
	return nil
}

func (c *Comparison) actor(i int) int32 {
	if i < len(c.few) {
		return c.few[i]
	}
	return c.many[i-len(c.few)]
}

// Cell returns the cell of an actor and a theme. It is false where the actor is not one of those compared or the theme is unknown.
func (c *Comparison) Cell(actor ActorID, theme ThemeID) (cell Cell, ok bool) {
	row := c.data.row(KindTheme, string(theme))
	for i := range c.n {
		if a := c.actor(i); row >= 0 && c.data.actors[a].ID == actor {
			return c.data.cell(a, row), true
		}
	}
	return Cell{}, false
}

// Actors ranges over the actors in the order in which they were asked for.
func (c *Comparison) Actors() iter.Seq[Actor] {
	return func(yield func(Actor) bool) {
		for i := range c.n {
			if !yield(c.data.actors[c.actor(i)]) {
				return
			}
		}
	}
}

// Rows ranges over the themes in the order of the codebook.
func (c *Comparison) Rows() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for i := range c.data.themes {
			if !yield(Row{c.data.themes[i], *c, int32(i)}) {
				return
			}
		}
	}
}

// Cells ranges over the cells of a row, one an actor.
func (r Row) Cells() iter.Seq[Cell] {
	return func(yield func(Cell) bool) {
		for i := range r.of.n {
			if !yield(r.of.data.cell(r.of.actor(i), r.row)) {
				return
			}
		}
	}
}

// Differs reports whether two cells of the row are in different states. Cells that are not-coded or no-text do not count: what was not looked for is no
// difference.
func (r Row) Differs() bool {
	first := CellState("")
	for cell := range r.Cells() {
		switch {
		case cell.State == CellNoText || cell.State == CellNotCoded:
		case first == "":
			first = cell.State
		case cell.State != first:
			return true
		}
	}
	return false
}

// Empty reports whether no cell of the row has a record.
func (r Row) Empty() bool {
	for cell := range r.Cells() {
		if cell.Supporting.Len()+cell.Opposing.Len() > 0 {
			return false
		}
	}
	return true
}

// cell fills in a cell for the rows of an actor and a theme.
func (d *Dataset) cell(actor, theme int32) Cell {
	held := &d.index().heldByWhole
	h := held.of(actor, theme)
	c := Cell{d.themes[theme].ID, d.actors[actor].ID, "", Claims{d, held.segment(h, supports)}, Claims{d, held.segment(h, opposes)}}
	stated, opposed := h.stated, h.opposed
	if d.to != 0 {
		stated, opposed = d.seen(c)
	}
	switch {
	case stated && opposed:
		c.State = CellMixed
	case stated:
		c.State = CellStated
	case opposed:
		c.State = CellOpposed
	default:
		c.State = d.quiet(actor)
	}
	return c
}

// seen reports what the index knows of the whole dataset and a view has to look for: whether anything states the theme of a cell, and whether anything
// opposes it.
func (d *Dataset) seen(c Cell) (stated, opposed bool) {
	all := d.index().statements
	for _, n := range c.Supporting.numbers {
		if s := all[n]; s.states && s.since <= d.to {
			stated = true
			break
		}
	}
	for _, n := range c.Opposing.numbers {
		if s := all[n]; s.since <= d.to && d.positions[s.row].On == c.Theme {
			opposed = true
			break
		}
	}
	return stated, opposed
}

// quiet returns the state of an actor's cells that no record fills.
func (d *Dataset) quiet(actor int32) CellState {
	state := CellNoText
	x, until := d.index(), d.until()
	for _, row := range x.sources.list(actor) {
		if x.sourcesSince[row] > until {
			continue
		}
		if d.sources[row].Coverage != CoverageComplete {
			return CellNotCoded
		}
		state = CellSilent
	}
	return state
}

// Len returns the number of claims.
func (c Claims) Len() int {
	if c.data == nil || c.data.to == 0 {
		return len(c.numbers)
	}
	all, n := c.data.index().statements, 0
	for _, number := range c.numbers {
		if all[number].since <= c.data.to {
			n++
		}
	}
	return n
}

// All ranges over the claims.
func (c Claims) All() iter.Seq[Claim] {
	return func(yield func(Claim) bool) { c.each(yield) }
}

func (c Claims) each(yield func(Claim) bool) {
	if c.data == nil {
		return
	}
	x, until := c.data.index(), c.data.until()
	for _, n := range c.numbers {
		if x.statements[n].since <= until && !yield(c.data.statement(x, n).Claim()) {
			return
		}
	}
}

// Slice returns the claims in a slice of their own.
func (c Claims) Slice() []Claim {
	out := make([]Claim, 0, len(c.numbers))
	c.each(func(v Claim) bool { out = append(out, v); return true })
	return out
}

// MarshalJSON writes an array.
func (c Claims) MarshalJSON() ([]byte, error) { return json.Marshal(c.Slice()) }
