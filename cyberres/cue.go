package cyberres

import (
	"github.com/cyberres/cyberres/internal/phrase"
	"github.com/cyberres/cyberres/internal/strictjson"
)

// A Cue is a wording by which texts give away what they say: "aims to" an objective, "memorandum" an agreement. Package tag suggests statements
// by cues. A cue is a hint for a reader; it is never evidence.
type Cue struct {
	Says    string       `json:"says"`    // what it is a sign of, such as [CueObjective]
	Value   string       `json:"value"`   // of the vocabulary of that
	Sure    int          `json:"sure"`    // of a hundred passages with the wording, how many are expected to say so
	Phrases List[string] `json:"phrases"` // words; "seek*" has any ending, and " … " stands for up to six other words
	Note    string       `json:"note,omitempty"`
}

// What cues are signs of. Each is a list in cues.json.
const (
	CueObjective   = "objectives"   // of a [Modality]
	CueList        = "lists"        // of a [Modality], where a colon and a list come after it: "its pillars are:"
	CueCooperation = "cooperations" // with a [CooperationStatus]
	CuePosition    = "positions"    // with a [Stance]
	CueRelation    = "relations"    // of a [RelationType]
	CueTheme       = "themes"       // the id of one
	CueMode        = "modes"        // a [Mode] of cooperation
	CueRole        = "roles"        // a [Role] of the counterpart
	CueVoice       = "voices"       // a [Voice]
	CueDate        = "dates"        // how a year that follows dates a passage: "on", "from" or "until"
	CueKind        = "kinds"        // the [Kind] of an actor or instrument that has the word in its name
)

// Cues returns the cues of the dataset, in the order of cues.json, which a dataset need not have.
func (d *Dataset) Cues() List[Cue] { return List[Cue]{d.cues} }

var (
	cuesFields = []strictjson.Field{
		{Name: "$schema"}, {Name: "objectives"}, {Name: "lists"}, {Name: "cooperations"}, {Name: "positions"}, {Name: "relations"}, {Name: "themes"}, {Name: "modes"}, {Name: "roles"}, {Name: "voices"}, {Name: "dates"}, {Name: "kinds"},
	}
	cueFields = []strictjson.Field{{Name: "value", Required: true}, {Name: "sure", Required: true}, {Name: "phrases", Required: true}, {Name: "note"}}
)

func (o *opener) readCues(r *reader) {
	o.cuesFile = o.number
	for m := r.Object(cuesFields); m.Next(); {
		if m.Name == "$schema" {
			r.Text()
			continue
		}
		says := m.Name
		o.d.cues = appendList(r, o.d.cues, func(r *reader, c *Cue) { readCue(r, c, says) })
	}
}

func readCue(r *reader, c *Cue, says string) {
	c.Says = says
	for m := r.Object(cueFields); m.Next(); {
		switch m.Name {
		case "value":
			c.Value = readCueValue(r, says)
		case "sure":
			c.Sure = r.Int()
		case "phrases":
			var b block[string]
			c.Phrases = readSome(r, &b, readPhrase)
		case "note":
			c.Note = readText(r)
		}
	}
}

func readPhrase(r *reader, s *string) {
	at := r.Offset()
	if *s = readText(r); *s == "" {
		return
	}
	if _, err := phrase.Parse(*s); err != nil {
		r.Fault(at, "%v", err)
	}
}

// readCueValue reads a value of the vocabulary of what a cue says.
func readCueValue(r *reader, says string) string {
	switch says {
	case CueObjective, CueList:
		return string(readValue(r, "modality", modalities))
	case CueCooperation:
		return string(readValue(r, "status", statuses))
	case CuePosition:
		return string(readValue(r, "stance", stances))
	case CueRelation:
		return string(readValue(r, "type of relation", relationTypes))
	case CueMode:
		return string(readValue(r, "mode", modes))
	case CueRole:
		return string(readValue(r, "role", roles))
	case CueVoice:
		return string(readValue(r, "voice", voices))
	case CueDate:
		return readValue(r, "use of a date", []string{"on", "from", "until"})
	case CueKind:
		return string(readValue(r, "kind of actor or instrument", cueKinds))
	}
	return string(readID[ThemeID](r))
}

// checkCues follows the ids of themes.
func (o *opener) checkCues() {
	i := 0
	for _, c := range o.d.cues {
		if c.Says == CueTheme {
			o.is(place{file: o.cuesFile}.in(CueTheme, i, "value"), c.Value, KindTheme)
			i++
		}
	}
}
