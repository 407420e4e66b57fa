package cyberres

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// SlowResolve is Resolve, or Complete without a limit, by a look at every name of every record.
func SlowResolve(d *Dataset, asked string, prefix bool) []Match {
	found := slowNamed(d, asked, prefix)
	if bare := strings.TrimSpace(asked); !prefix && len(found) == 0 && hasArticle(bare) {
		return slowNamed(d, bare[len("the "):], false)
	}
	return found
}

func hasArticle(s string) bool { return len(s) > 4 && strings.EqualFold(s[:4], "the ") }

func slowNamed(d *Dataset, asked string, prefix bool) (out []Match) {
	asked = strings.TrimSpace(asked)
	key := slowFold(asked)
	if key == "" {
		return nil
	}
	fits := []Fit{FitExact, FitCase, FitFolded, FitPrefix}
	const usual, alias, acronym, former, code, identifier = 0, 1, 2, 3, 4, 5
	var all []slowCandidate
	for id, e := range d.entries() {
		if in, _ := d.Contains(ID(id)); !in || d.withdrawn(e) {
			continue
		}
		var best *slowCandidate
		try := func(c slowCandidate) {
			keys := []string{slowKey(c.Name)}
			if hasArticle(c.Name) {
				keys = append(keys, slowKey(c.Name[len("the "):]))
			}
			for _, c.key = range keys {
				switch {
				case c.key != key && !(prefix && strings.HasPrefix(c.key, key)):
					continue
				case c.Name == asked:
					c.fit = 0
				case strings.EqualFold(c.Name, asked):
					c.fit = 1
				case c.key == key:
					c.fit = 2
				default:
					c.fit = 3
				}
				c.Match = Match{ID(id), e.kind, fits[c.fit], c.Name, c.Use, c.From, c.To, c.Scheme}
				if best == nil || c.before(best) || !best.before(&c) && c.key < best.key {
					copied := c
					best = &copied
				}
			}
		}
		record := func(name string, names List[Name], codes List[Identifier]) {
			first := slowCandidate{Match: Match{Name: name}, sort: usual}
			if name == id {
				first.sort = identifier
			}
			try(first)
			try(slowCandidate{Match: Match{Name: id}, sort: identifier})
			for n := range names.All() {
				c := slowCandidate{Match: Match{Name: n.Text, Use: n.Use, From: n.From, To: n.To}}
				switch {
				case n.Use == NameFormer:
					c.sort = former
				case n.Use == NameAcronym:
					c.sort = acronym
				case n.Use == NameAlias:
					c.sort = alias
				case n.Text == id:
					c.sort = identifier
				}
				if n.Use == NameOfficial && n.To == "" {
					c.Use = ""
				}
				try(c)
			}
			for c := range codes.All() {
				if !slices.Contains([]string{"website", "url", "m49-region", "m49-subregion"}, c.Scheme) {
					try(slowCandidate{Match: Match{Name: c.Value, Scheme: c.Scheme}, sort: code})
				}
			}
		}
		switch e.kind {
		case KindActor:
			v, _ := d.Actor(ActorID(id))
			record(v.Name, v.Names, v.Identifiers)
		case KindInstrument:
			v, _ := d.Instrument(InstrumentID(id))
			record(v.Title, v.Names, v.Identifiers)
		}
		if best != nil {
			all = append(all, *best)
		}
	}
	slices.SortFunc(all, func(a, b slowCandidate) int {
		switch {
		case a.before(&b) || !b.before(&a) && a.ID < b.ID:
			return -1
		}
		return 1
	})
	for _, c := range all {
		out = append(out, c.Match)
	}
	return out
}

// A slowCandidate is a name under which a record is found, and its places in the ranking: of the fit and of what the name is.
type slowCandidate struct {
	Match
	key       string
	fit, sort int
}

// before reports whether a candidate is better than another: by fit, prefixes by length, and then by what the name is.
func (c *slowCandidate) before(other *slowCandidate) bool {
	switch {
	case c.fit != other.fit:
		return c.fit < other.fit
	case c.Fit == FitPrefix && len(c.Name) != len(other.Name):
		return len(c.Name) < len(other.Name)
	}
	return c.sort < other.sort
}

var (
	slowCluster = regexp.MustCompile(`(?s)[^\p{Mn}\p{Me}]?[\p{Mn}\p{Me}]*`)
	slowLetter  = regexp.MustCompile(`^[\p{L}\p{N}\p{Mc}]$`)
	slowSymbol  = regexp.MustCompile(`^[\p{S}&%@#]$`)
	// Letters that do not decompose, each before what it is written as.
	slowLetters = strings.NewReplacer(strings.Fields(`ß ss æ ae ǽ ae œ oe ø o đ d ð d ɖ d ɗ d þ th ħ h ı i ɨ i ɩ i ĸ k ƙ k ł l ƚ l ɫ l ŋ n ɲ n ƞ n ŧ t ƭ t ʈ t ƀ b ɓ b ƈ c ɛ e ə e ǝ e ƒ f
		ǥ g ɠ g ɔ o ɵ o ƥ p ʀ r ɍ r ʉ u ʊ u ʋ v ƶ z ʒ z ς σ ی ي ى ي ک ك ە ه ہ ه`)...)
)

// slowKeys are the folded names of records, which are the same for every question.
var slowKeys = map[string]string{}

func slowKey(name string) string {
	key, known := slowKeys[name]
	if !known {
		key = slowFold(name)
		slowKeys[name] = key
	}
	return key
}

// slowFold folds a name letter by letter: each with the marks that follow it.
func slowFold(name string) string {
	var key strings.Builder
	for _, cluster := range slowCluster.FindAllString(norm.NFKD.String(name), -1) {
		base, size := utf8.DecodeRuneInString(cluster)
		marks := cluster[size:]
		if unicode.In(base, unicode.Mn, unicode.Me) {
			base, marks = 0, cluster
		}
		switch letter := strings.ToLower(string(base)); {
		case strings.Contains("ـʹʻʼʽʾʿ`^´¨~¯", letter):
		case slowLetter.MatchString(letter):
			key.WriteString(slowLetters.Replace(letter))
		case slowSymbol.MatchString(letter):
			key.WriteString(letter)
		}
		for _, mark := range marks {
			if slowKeeps(base, mark) {
				key.WriteRune(mark)
			}
		}
	}
	folded := norm.NFC.String(key.String())
	if folded == "" {
		folded = norm.NFC.String(strings.ToLower(strings.TrimSpace(name)))
	}
	return folded
}

// slowKeeps says whether a mark makes another letter. In Cyrillic three of them may; elsewhere all but those that Unicode attaches as accents, overlays
// and points.
func slowKeeps(base, mark rune) bool {
	if unicode.Is(unicode.Cyrillic, base) {
		return mark == 0x306 || mark == 0x308 && !strings.ContainsRune("еЕ", base) || mark == 0x301 && strings.ContainsRune("гГкК", base)
	}
	switch class := norm.NFKC.PropertiesString(string(mark)).CCC(); {
	case class == 0:
		return unicode.Is(unicode.Mn, mark) && mark != 0x34f && !(mark >= 0xfe00 && mark <= 0xfe0f) && !(mark >= 0xe0100 && mark <= 0xe01ef) && !(mark >= 0x180b && mark <= 0x180d) && mark != 0x180f
	case class >= 7 && class <= 9:
		return true
	}
	return slices.Contains([]uint8{6, 84, 91, 103, 107, 118, 122, 129, 130, 132}, norm.NFC.PropertiesString(string(mark)).CCC())
}
