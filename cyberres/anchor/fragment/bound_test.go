package fragment

import (
	"strings"
	"testing"
)

// Words of Unicode's rules stand between bars.
func TestBound(t *testing.T) {
	for _, c := range []string{
		"|The| |pilot|,| |the| |tug|.|",
		"|don't| |don’t| |'|tis| |dogs|’| |x|",
		"|4.75| |1,000| |1|,| |2| |U.S|.| |a.b| |a:b| |12|:|30| |12|.|b|",
		"|a_b| |_x_| |3a| |G7|",
		"|deep|-|sea| |7|–|9|",
		"|cafe\u0301| |har\u00adbour| |a\u200db| |e\u0301’e|",
		"|a|\r\n|b|\n|\n|c|  |d|",
		"|カタカナ| |港|口| |ひ|ら|",
		"|🇸🇪|🇫🇮|🇸| |👩\u200d🚀| |👍🏽|",
		"|гавань| |ميناء| |항구|",
	} {
		var text []rune
		bars := map[int]bool{}
		for _, r := range c {
			if r == '|' {
				bars[len(text)] = true
			} else {
				text = append(text, r)
			}
		}
		page := Blocks{string(text)}.Prepare()
		var got strings.Builder
		for i := 0; i <= len(text); i++ {
			if page.bound(i) {
				got.WriteByte('|')
			}
			if i < len(text) {
				got.WriteRune(text[i])
			}
		}
		if got.String() != c {
			t.Errorf("got  %q\nwant %q", got.String(), c)
		}
	}
}
