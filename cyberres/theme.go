package cyberres

import (
	"iter"

	"github.com/cyberres/cyberres/internal/strictjson"
)

// A Theme is a subject of policy, or a concept that positions are about. Themes form a forest: asking for a parent finds its children.
type Theme struct {
	ID     ThemeID `json:"id"`
	Label  string  `json:"label"`
	Parent ThemeID `json:"parent,omitempty"`
	Note   string  `json:"note"` // its scope
}

// Theme returns the theme with an id.
func (d *Dataset) Theme(id ThemeID) (v Theme, ok bool) {
	if row := d.row(KindTheme, string(id)); row >= 0 {
		return d.themes[row], true
	}
	return v, false
}

// Themes ranges over the themes in the order of the codebook.
func (d *Dataset) Themes() iter.Seq[Theme] { return List[Theme]{d.themes}.All() }

// within reports whether theme is ancestor or stands below it.
func (d *Dataset) within(theme, ancestor ThemeID) bool {
	for theme != "" {
		if theme == ancestor {
			return true
		}
		t, _ := d.Theme(theme)
		theme = t.Parent
	}
	return false
}

var themeFields = []strictjson.Field{{Name: "id", Required: true}, {Name: "label", Required: true}, {Name: "parent"}, {Name: "note", Required: true}}

func readTheme(r *reader, t *Theme) {
	for o := r.Object(themeFields); o.Next(); {
		switch o.Name {
		case "id":
			t.ID = readOwn[ThemeID](r)
		case "label":
			t.Label = readText(r)
		case "parent":
			t.Parent = readID[ThemeID](r)
		case "note":
			t.Note = readText(r)
		}
	}
}
