package schema

import (
	"cmp"
	"hash/maphash"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Rules of records that say the same, or contradict each other about the same words.

var (
	nearDuplicate = &Rule{"near-duplicate", "near-duplicates", "The same record twice", SeverityError,
		"Two records that differ in their ids alone, or besides in spacing, case or one word, are one claim counted twice. So are two actors of one name, two instruments of one number, and two references to one page.",
		`a second record with the evidence and the words of "marn-train-pilots"`, `one record`}
	codedTwice = &Rule{"coded-twice", "near-duplicates", "One passage coded two ways", SeverityError,
		"One passage is one objective of its holder, one cooperation, one stance on a concept. Two codings of it contradict each other; keep the one that the codebook's rules of decision lead to.",
		`"modality": "stated" … "modality": "planned", of the same words and holder`, `one record, with the one modality`}

	nearRules = []*Rule{nearDuplicate, codedTwice}
)

// A print is what of a record is compared with others.
type print struct {
	key            uint64   // of what must be equal
	words          []uint32 // of what may differ in one word; nil where the key is all
	conflict       bool     // records of one key contradict each other
	said           string   // what they share, for the message
	file           int32
	offset, length int32
}

var seed = maphash.MakeSeed()

// fold lower-cases a text and leaves out what is between its words.
func fold(b []byte, s string) []byte {
	gap := false
	for _, c := range s {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) {
			gap = true
			continue
		}
		if gap && len(b) > 0 && b[len(b)-1] != ' ' {
			b = append(b, ' ')
		}
		gap = false
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		} else if c >= 0x80 {
			c = unicode.ToLower(c)
		}
		if c < 0x80 {
			b = append(b, byte(c))
		} else {
			b = append(b, string(c)...)
		}
	}
	return b
}

// print notes what a record says: in its values exactly, in its prose by the word; and what another coding of the same passage would have alike:
// its evidence and the members named.
func (f *file) print(n int32, alike ...string) {
	if f.past || f.single || !f.fine(n) {
		return
	}
	v := f.node(n)
	p := print{offset: v.Start, length: v.End - v.Start}
	words := f.words[:0]
	h := maphash.String(seed, f.node(v.Up).Name)
	b := f.scratch[:0]
	for i := n + 1; i < v.Next; i++ {
		m := f.node(i)
		if m.Up == n && m.Name == "id" {
			continue
		}
		if m.Up == n && (m.Name == "summary" || m.Name == "reason" || m.Name == "rationale") {
			words = appendWords(words, m.Text)
			continue
		}
		h = joined(h, maphash.String(seed, m.Name)+uint64(m.Type))
		if m.Name == "quote" {
			b = fold(b[:0], m.Text) // of which only spacing and case could differ
			h = joined(h, maphash.Bytes(seed, b))
		} else if m.Type != '{' && m.Type != '[' {
			h = joined(h, maphash.String(seed, m.Text))
		}
	}
	p.key, p.words, f.words = h, slices.Clone(words), words
	f.prints = append(f.prints, p)
	if len(alike) == 0 || f.tree.Member(n, "evidence") < 0 {
		f.scratch = b
		return
	}
	h = joined(maphash.String(seed, f.node(v.Up).Name), 1)
	for _, name := range append(alike, "evidence") {
		m := int32(-1)
		if name != "" {
			m = f.tree.Member(n, name)
		}
		if m < 0 {
			continue
		}
		for i := m; i < f.node(m).Next; i++ {
			if e := f.node(i); e.Name != "quote" && e.Name != "sha256" && e.Name != "quoted" && e.Name != "speaker" {
				h = joined(h, maphash.String(seed, e.Text))
			}
		}
	}
	f.prints = append(f.prints, print{key: h, conflict: true, offset: v.Start, length: v.End - v.Start})
	f.scratch = b
}

// joined adds a hash to one of what stands before it.
func joined(before, next uint64) uint64 {
	high, low := bits.Mul64(before^0x9e3779b97f4a7c15, next|1)
	return high ^ low ^ next
}

// appendWords appends the hash of each word of a text, folded. It goes through all prose of a dataset.
func appendWords(list []uint32, s string) []uint32 {
	const prime = 1<<40 | 0x1b3 // of FNV-1a
	start := maphash.String(seed, "")
	for i := 0; i < len(s); {
		h, gap, empty, from := start, false, true, i
		for i < len(s) && s[i] > ' ' && s[i] < utf8.RuneSelf {
			c := s[i]
			i++
			if 'A' <= c && c <= 'Z' {
				c |= 0x20
			} else if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
				gap = true
				continue
			}
			if gap && !empty {
				h = (h ^ ' ') * prime
			}
			h, gap, empty = (h^uint64(c))*prime, false, false
		}
		if i < len(s) && s[i] >= utf8.RuneSelf { // the slow way
			end := strings.IndexFunc(s[from:], unicode.IsSpace)
			if end < 0 {
				end = len(s) - from
			}
			var buffer [64]byte
			h, i = start, from+max(end, 1)
			word := fold(buffer[:0], s[from:from+end])
			for _, c := range word {
				h = (h ^ uint64(c)) * prime
			}
			if empty = len(word) == 0; empty && end == 0 {
				_, size := utf8.DecodeRuneInString(s[from:])
				i = from + size
			}
		} else {
			i++
		}
		if !empty {
			list = append(list, uint32(h>>32^h))
		}
	}
	return list
}

// alike notes something of which there should be one record.
func (f *file) alike(n int32, said string, parts ...string) {
	if f.past || f.single {
		return
	}
	v := f.node(n)
	b := append(f.scratch[:0], said...)
	for _, p := range parts {
		b = append(append(b, 0), p...)
	}
	f.prints = append(f.prints, print{key: maphash.Bytes(seed, b), said: said, offset: v.Start, length: v.End - v.Start})
	f.scratch = b
}

// named notes the name of an actor or instrument, and the numbers that only one can have.
func (f *file) named(n int32, member string) {
	if !f.fine(n) {
		return
	}
	if name, at := f.member(n, member); at >= 0 {
		f.alike(n, member, string(fold(f.scratch[:0], name)))
	}
	list := f.tree.Member(n, "identifiers")
	if list < 0 || f.node(list).Type != '[' {
		return
	}
	for i := list + 1; i < f.node(list).Next; i = f.node(i).Next {
		scheme, _ := f.member(i, "scheme")
		value, at := f.member(i, "value")
		switch scheme {
		case "iso-3166-1-alpha-2", "iso-3166-1-alpha-3", "iso-3166-1-numeric", "m49", "wikidata", "celex", "eli":
			if at >= 0 && f.fine(i) {
				f.alike(at, scheme+" "+short(value), scheme, value)
			}
		}
	}
}

// page notes the page that a reference is.
func (f *file) page(n int32) {
	if at := f.tree.Member(n, "url"); at >= 0 && f.node(at).Text != "" { // whatever else is wrong with it
		f.alike(n, "page", samePage(f.node(at).Text))
	}
	title, at := f.member(n, "title")
	if kind, _ := f.member(n, "kind"); at >= 0 {
		f.alike(n, "title", kind, string(fold(nil, title)))
	}
}

// addresses notes the pages of a source. Several sources may stand on one page, each about another subject.
func (f *file) addresses(n int32) {
	list := f.tree.Member(n, "urls")
	subject, _ := f.member(n, "subject")
	seen := map[string]int32{}
	if list < 0 || f.node(list).Type != '[' {
		return
	}
	for i := list + 1; i < f.node(list).Next; i = f.node(i).Next {
		if f.node(i).Type == '"' && !f.refuse[i] {
			f.alike(n, "page of one source", samePage(f.node(i).Text), subject)
			if first, known := seen[samePage(f.node(i).Text)]; known {
				f.at(nearDuplicate, i, "the list has this page before; remove one").relate(f, first, "the other one")
				return
			}
			seen[samePage(f.node(i).Text)] = i
		}
	}
}

// entries reports items of a list of objects that say what one before them says, but for its notes and references.
func (f *file) entries(n int32, def string) {
	if def == "evidence" || def == "party" || def == "mention" {
		return // which have rules of their own
	}
	seen := f.seen()
	for i := n + 1; i < f.node(n).Next; i = f.node(i).Next {
		if !f.fine(i) {
			continue
		}
		key := uint64(0)
		for m := i + 1; m < f.node(i).Next; m = f.node(m).Next {
			if v := f.node(m); v.Name != "references" && v.Name != "note" {
				key = joined(joined(key, maphash.String(seed, v.Name)), maphash.String(seed, v.Text))
			}
		}
		if first, known := seen[key]; known {
			f.at(nearDuplicate, i, "the list has this before; remove one").relate(f, first, "the other one")
			continue
		}
		seen[key] = i
	}
}

// seen returns an empty table, the same for every list.
func (f *file) seen() map[uint64]int32 {
	if f.table == nil {
		f.table = map[uint64]int32{}
	}
	clear(f.table)
	return f.table
}

// alikes reports records that say the same.
func (c *checker) alikes() {
	slices.SortFunc(c.prints, func(a, b print) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.file, b.file), cmp.Compare(a.offset, b.offset))
	})
	var pairs []pair
	for i := 0; i < len(c.prints); {
		k := i + 1
		for k < len(c.prints) && c.prints[k].key == c.prints[i].key {
			k++
		}
		group := c.prints[i:k]
		i = k
		for j := 1; j < len(group); j++ {
			for first := max(0, j-32); first < j; first++ { // more of one key are found one after another
				if a, b := group[first], group[j]; oneWordApart(a.words, b.words) {
					pairs = append(pairs, pair{a, b})
					break
				}
			}
		}
	}
	slices.SortFunc(pairs, func(x, y pair) int { // the keys come in another order on every run
		order := func(p print) int {
			if p.conflict {
				return 1 // of what is not the same
			}
			return 0
		}
		return cmp.Or(order(x.b)-order(y.b), cmp.Compare(x.b.file, y.b.file), cmp.Compare(x.b.offset, y.b.offset), cmp.Compare(x.a.file, y.a.file), cmp.Compare(x.a.offset, y.a.offset), strings.Compare(x.b.said, y.b.said))
	})
	told, files := map[[2]int32]bool{}, map[[2]int32]bool{}
	for _, p := range pairs {
		a, b := p.a, p.b
		at, both := [2]int32{b.file, b.offset}, [2]int32{a.file, b.file}
		if told[at] || a.file == b.file && a.offset == b.offset || a.file != b.file && files[both] {
			continue // two files of one record are alike in several ways
		}
		told[at], files[both] = true, true
		rule, message := nearDuplicate, "the record says what another one says, but for its id, spacing, case or one word; keep one"
		switch {
		case a.conflict:
			rule, message = codedTwice, "the same passage is coded in another record, otherwise; keep the coding that the codebook leads to"
		case a.said != "":
			message = "the same " + a.said + " stands in another record; keep one"
		}
		if a.said == "page" { // which is what is wrong with the address, whatever a tracker or a port in it adds
			c.findings = slices.DeleteFunc(c.findings, func(f Finding) bool {
				return f.File == c.files[b.file].name && int(b.offset) <= f.Offset && f.Offset < int(b.offset+b.length) && f.Class == "urls"
			})
		}
		c.at(rule, reference{file: b.file, offset: b.offset, length: b.length}, "%s", message).relatePlace(a.file, a.offset, "the other one")
	}
}

// A pair is two records that say the same, or contradict each other.
type pair struct{ a, b print }

// oneWordApart reports whether one word added, left out or replaced leads from one text to the other.
func oneWordApart(a, b []uint32) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(a) || slices.Equal(a[i+1:], b[i+1:])
	}
	return slices.Equal(a[i:], b[i+1:])
}

// mentioned reports mentions that stand twice.
func (f *file) mentioned(n int32) {
	list := f.tree.Member(n, "mentions")
	if list < 0 || f.node(list).Type != '[' {
		return
	}
	seen := map[passage]int32{}
	for i := list + 1; i < f.node(list).Next; i = f.node(i).Next {
		start, _, ok1 := f.number(i, "start")
		end, _, ok2 := f.number(i, "end")
		entity, at := f.member(i, "entity")
		if !ok1 || !ok2 || at < 0 || !f.fine(i) {
			continue
		}
		first, known := seen[passage{start, end}]
		if !known {
			seen[passage{start, end}] = i
			continue
		}
		if other, _ := f.member(first, "entity"); other == entity { // one name may mean two things together
			f.at(nearDuplicate, i, "the mention stands in the list before; remove one").relate(f, first, "the other one")
		}
	}
}
