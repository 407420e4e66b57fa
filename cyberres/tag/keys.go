package tag

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/cyberres/cyberres/cyberres"
)

// keys are the distinct keys of all names, sorted, so that those which begin alike are neighbours.
type keys struct {
	text   string
	starts []uint32 // of each key in text, and the end of the last
	forms  []uint32 // the first form of each key, and the end of the last
	form   []form
}

// A form is what names of one key and one signature share.
type form struct {
	signature
	names cyberres.List[Name]
}

func (k *keys) len() int { return len(k.starts) - 1 }

func (k *keys) at(row int) string { return k.text[k.starts[row]:k.starts[row+1]] }

// search returns the first key of a range, all of whose keys are longer than d, that has a byte of at least c at d.
func (k *keys) search(lo, hi, d int, c byte) int {
	for lo < hi {
		if mid := int(uint(lo+hi) / 2); k.text[int(k.starts[mid])+d] < c {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// prefixed returns the range of keys that begin with a prefix.
func (k *keys) prefixed(prefix string) (lo, hi int) {
	lo = sort.Search(k.len(), func(i int) bool { return k.at(i) >= prefix })
	return lo, lo + sort.Search(k.len()-lo, func(i int) bool { return !strings.HasPrefix(k.at(lo+i), prefix) })
}

// admitted returns the names of a key that may be written in the case of an occurrence, and as its plural if it is one.
func (k *keys) admitted(row int, upper, lower *letters, n int, plural bool) (names cyberres.List[Name]) {
	for i := k.forms[row]; i < k.forms[row+1]; i++ {
		f := &k.form[i]
		if plural && !f.plural || !f.admits(upper, lower, n) {
			continue
		}
		if names.Len() == 0 {
			names = f.names
		} else { // the same letters in another case, such as Act and ACT
			names = cyberres.Of(append(names.Slice(), f.names.Slice()...)...)
		}
	}
	return names
}

// newKeys sorts patterns, which belong to the names of the same index. Within a form names keep their order.
func newKeys(patterns []pattern, names []Name) *keys {
	order := make([]int, len(patterns))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		p, q := &patterns[a], &patterns[b]
		return cmp.Or(strings.Compare(p.key, q.key), p.signature.compare(&q.signature))
	})
	k := &keys{}
	var text strings.Builder
	for from := 0; from < len(order); {
		p := &patterns[order[from]]
		to := from + 1
		for to < len(order) && patterns[order[to]].key == p.key && patterns[order[to]].signature.compare(&p.signature) == 0 {
			to++
		}
		same := make([]Name, 0, to-from)
		for _, i := range order[from:to] {
			same = append(same, names[i])
		}
		if from == 0 || patterns[order[from-1]].key != p.key {
			k.starts = append(k.starts, uint32(text.Len()))
			k.forms = append(k.forms, uint32(len(k.form)))
			text.WriteString(p.key)
		}
		k.form = append(k.form, form{p.signature, cyberres.Of(same...)})
		from = to
	}
	k.starts = append(k.starts, uint32(text.Len()))
	k.forms = append(k.forms, uint32(len(k.form)))
	k.text = text.String()
	return k
}
