package cyberres

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

// A Comparison sets actors side by side over themes.
type Comparison struct {
	Actors List[ActorID]    `json:"actors"`
	Rows   List[List[Cell]] `json:"rows"` // one a theme in the order of the codebook, with one cell an actor
}

// A Cell is what is known of one actor on one theme: a state, and the records behind it.
//
// Supporting records are objectives that the actor holds, cooperations that it is a party to, positions that it takes for something and
// relations that it stands in, on the theme or on one below it. Opposing records are positions against something that belongs
// to the theme. Only opposition to the very theme makes a cell [CellOpposed] or [CellMixed]: to reject one framing of a thing is not to reject the thing.
// A hoped-for effect is listed among the supporting records, but does not make a cell [CellStated].
type Cell struct {
	Theme      ThemeID     `json:"theme"`
	Actor      ActorID     `json:"actor"`
	State      CellState   `json:"state"`
	Supporting List[Claim] `json:"supporting"`
	Opposing   List[Claim] `json:"opposing"`
}

// Compare sets any number of actors side by side over all themes. An actor stands for its parts as well: what the European Commission plans is
// found under the European Union. Remarks are not compared, they are no claims. An unknown id is an [*UnknownError] with the nearest known one;
// all unknown ids are reported together. It takes time in the number of statements, not in that of actors times themes.
func (d *Dataset) Compare(actors ...ActorID) (*Comparison, error) {
	var errs joined
	checkIDs(d, KindActor, actors, &errs)
	if len(errs) > 0 {
		return nil, errs
	}
	t := d.newTable(actors)
	for _, s := range d.allStatements() {
		switch v := s.(type) {
		case Objective:
			if v.Withdrawn == "" {
				t.add(v.Claim(), "", "", v.Modality != ModalityExpectedEffect, v.Holders.items...)
			}
		case Cooperation:
			if v.Withdrawn == "" {
				parties := make([]ActorID, v.Parties.Len())
				for i, p := range v.Parties.items {
					parties[i] = p.Actor
				}
				t.add(v.Claim(), "", "", true, parties...)
			}
		case Position:
			if v.Withdrawn == "" {
				t.add(v.Claim(), v.On, v.Stance, v.Stance == StanceSupports, v.Holder)
			}
		case Relation:
			if v.Withdrawn == "" && v.Themes.Len() > 0 {
				t.add(v.Claim(), "", "", true, ActorID(v.Subject), ActorID(v.Object))
			}
		}
	}
	return t.comparison(), nil
}

// table is a comparison being filled.
type table struct {
	data   *Dataset
	actors []ActorID
	cells  [][]draft // by theme, by actor
}

type draft struct {
	supporting, opposing []Claim
	stated, opposed      bool
}

func (d *Dataset) newTable(actors []ActorID) *table {
	t := &table{data: d, actors: actors, cells: make([][]draft, len(d.themes))}
	for i := range t.cells {
		t.cells[i] = make([]draft, len(actors))
	}
	return t
}

// add enters a claim into the cells of every actor that one of those behind it is, or is part of.
func (t *table) add(c Claim, on ThemeID, stance Stance, counts bool, by ...ActorID) {
	var rows []int // the themes of the claim and all themes above them
	enter := func(theme ThemeID) {
		for theme != "" {
			row := int(t.data.index[string(theme)].row)
			for _, r := range rows {
				if r == row {
					return
				}
			}
			rows = append(rows, row)
			theme = t.data.themes[row].Parent
		}
	}
	for _, theme := range c.Themes.items {
		enter(theme)
	}
	enter(on)
	for column, actor := range t.actors {
		asked := []ActorID{actor}
		behind := false
		for _, a := range by {
			behind = behind || t.data.meant(asked, true, a)
		}
		if !behind {
			continue
		}
		for _, row := range rows {
			cell := &t.cells[row][column]
			if stance == StanceOpposes {
				cell.opposing = append(cell.opposing, c)
				cell.opposed = cell.opposed || t.data.themes[row].ID == on
				continue
			}
			cell.supporting = append(cell.supporting, c)
			cell.stated = cell.stated || counts
		}
	}
}

func (t *table) comparison() *Comparison {
	quiet := make([]CellState, len(t.actors))
	for i, a := range t.actors {
		quiet[i] = t.data.quiet(a)
	}
	rows := make([]List[Cell], len(t.cells))
	for i, row := range t.cells {
		cells := make([]Cell, len(row))
		for j, c := range row {
			state := quiet[j]
			switch {
			case c.stated && c.opposed:
				state = CellMixed
			case c.stated:
				state = CellStated
			case c.opposed:
				state = CellOpposed
			}
			cells[j] = Cell{t.data.themes[i].ID, t.actors[j], state, List[Claim]{c.supporting}, List[Claim]{c.opposing}}
		}
		rows[i] = List[Cell]{cells}
	}
	return &Comparison{Of(t.actors...), List[List[Cell]]{rows}}
}

// quiet returns the state of an actor's cells that no record fills.
func (d *Dataset) quiet(actor ActorID) CellState {
	state := CellNoText
	for s := range d.Sources() {
		if s.Subject != actor {
			continue
		}
		if s.Coverage != CoverageComplete {
			return CellNotCoded
		}
		state = CellSilent
	}
	return state
}
