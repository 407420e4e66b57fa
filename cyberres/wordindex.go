package cyberres

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"
)

// A wordIndex is an inverted index: for each word the records that have it, and with what weight.
type wordIndex struct {
	records []searched
	terms   map[string]int32
	sorted  []string // the terms, for prefixes
	starts  []int32  // by term, of its records; one more at the end
	posts   []post
}

type searched struct {
	entry
	since day // the first day as of which a view shows it
	id    ID
}

// A post says how often a record has a word: each time counts by its field, and for less in a field that is longer than others of its name, as BM25F has it
// (Robertson, Zaragoza and Taylor 2004).
type post struct {
	record int32
	times  float32
}

// The parameters of BM25, as they are commonly set, and what a word in a name counts beside one in a text.
const (
	k1     = 1.2
	b      = 0.75
	inName = 2
)

// fieldsSearched are the texts of records that are searched. The first are names.
var fieldsSearched = [...]string{"name", "names", "title", "label", "summary", "description", "note", "rationale", "reason", "facts", "timeline"}

const namesSearched = 4

// score is what a record has of all terms so far.
type score struct {
	record int32
	score  float32
}

// words builds the index on first use.
func (d *Dataset) words() *wordIndex {
	d.lazy.words.once.Do(func() { d.lazy.words.wordIndex = d.tables.inverted() })
	return &d.lazy.words.wordIndex
}

func (t *tables) inverted() wordIndex {
	x := wordIndex{terms: map[string]int32{}}
	for id, e := range t.entries() {
		if !t.withdrawn(e) && e.kind != KindReference {
			x.records = append(x.records, searched{e, t.since(e), ID(id)})
		}
	}
	slices.SortFunc(x.records, func(a, b searched) int { return strings.Compare(string(a.id), string(b.id)) })

	// A word counts by the length of its text beside the average, which is known at the end: until then each field has its own posts.
	type found struct {
		post
		field  int8
		length float32
	}
	var lists [][]found
	var words []token
	var texts, lengths [len(fieldsSearched)]float64
	for i := range x.records {
		t.eachText(x.records[i].entry, func(name, text string) {
			field := slices.Index(fieldsSearched[:], name)
			words = words[:0]
			eachToken(text, func(w token) { words = append(words, w) })
			texts[field]++
			lengths[field] += float64(len(words))
			for _, w := range words {
				term, known := x.terms[w.word]
				if !known {
					term = int32(len(lists))
					x.terms[w.word] = term
					lists = append(lists, nil)
				}
				lists[term] = append(lists[term], found{post{int32(i), 1}, int8(field), float32(len(words))})
			}
		})
	}
	x.starts = make([]int32, 1, len(lists)+1)
	total := 0
	for _, list := range lists {
		for i := range list {
			if i == 0 || list[i].record != list[i-1].record {
				total++
			}
		}
	}
	x.posts = make([]post, 0, total)
	for _, list := range lists {
		for _, f := range list {
			weight := 1.0
			if f.field < namesSearched {
				weight = inName
			}
			f.times = float32(weight / (1 - b + b*float64(f.length)*texts[f.field]/lengths[f.field]))
			if n := len(x.posts); n > int(x.starts[len(x.starts)-1]) && x.posts[n-1].record == f.record {
				x.posts[n-1].times += f.times
			} else {
				x.posts = append(x.posts, f.post)
			}
		}
		x.starts = append(x.starts, int32(len(x.posts)))
	}
	x.sorted = make([]string, 0, len(x.terms))
	for word := range x.terms {
		x.sorted = append(x.sorted, word)
	}
	slices.Sort(x.sorted)
	return x
}

// list returns the records that have a word.
func (x *wordIndex) list(word string) []post {
	term, ok := x.terms[word]
	if !ok {
		return nil
	}
	return x.posts[x.starts[term]:x.starts[term+1]]
}

// beginning returns the records that have a word with a prefix, and how often they have any such.
func (x *wordIndex) beginning(prefix string) []post {
	var all []post
	for i := sort.SearchStrings(x.sorted, prefix); i < len(x.sorted) && strings.HasPrefix(x.sorted[i], prefix); i++ {
		all = append(all, x.list(x.sorted[i])...)
	}
	slices.SortFunc(all, func(a, b post) int { return cmp.Compare(a.record, b.record) })
	out := all[:0]
	for _, p := range all {
		if n := len(out); n > 0 && out[n-1].record == p.record {
			out[n-1].times += p.times
		} else {
			out = append(out, p)
		}
	}
	return out
}

// A needed word is one that a record must have, or the beginning of one, and how often the query has it.
type needed struct {
	word   string
	prefix bool
	times  int
}

// needs returns the words of a query, each once.
func (q query) needs() []needed {
	type key struct {
		word   string
		prefix bool
	}
	var out []needed
	at := map[key]int{}
	for _, t := range q {
		for i, w := range t.words {
			k := key{w, t.prefix && i == len(t.words)-1}
			n, known := at[k]
			if !known {
				n = len(out)
				at[k] = n
				out = append(out, needed{k.word, k.prefix, 0})
			}
			out[n].times++
		}
	}
	return out
}

// all returns the records that have all words of a query, with their scores. Of a phrase it only knows that the words are there. However long the query, it
// takes no more time than a walk through all posts: a record is looked at once for each word that it has.
func (x *wordIndex) all(q query) []score {
	type list struct {
		posts []post
		times int
	}
	needs := q.needs()
	lists := make([]list, 0, len(needs))
	for _, prefix := range [...]bool{false, true} { // whole words are found sooner
		for _, w := range needs {
			if w.prefix != prefix {
				continue
			}
			posts := x.list(w.word)
			if prefix {
				posts = x.beginning(w.word)
			}
			if len(posts) == 0 {
				return nil
			}
			lists = append(lists, list{posts, w.times})
		}
	}
	slices.SortStableFunc(lists, func(a, b list) int { return len(a.posts) - len(b.posts) })
	// The shortest list first: what is left can only become fewer.
	var out []score
	for i, l := range lists {
		posts := l.posts
		most := float32(l.times) * (k1 + 1) * float32(math.Log(1+(float64(len(x.records)-len(posts))+0.5)/(float64(len(posts))+0.5)))
		if i == 0 {
			out = make([]score, len(posts))
			for k, p := range posts {
				out[k] = score{p.record, most * p.times / (p.times + k1)}
			}
			continue
		}
		kept := 0
		for _, s := range out {
			posts = posts[seek(posts, s.record):]
			if len(posts) == 0 {
				break
			}
			if p := posts[0]; p.record == s.record {
				out[kept] = score{s.record, s.score + most*p.times/(p.times+k1)}
				kept++
			}
		}
		if out = out[:kept]; kept == 0 {
			return nil
		}
	}
	return out
}

// rank orders scores from the best to the least; of equal ones, the record that comes first. They come in the order of records, so that it is enough to sort
// them by score and keep the order of equal ones. Many are sorted by the bits of the score, a few at a time: that takes time in their number.
func rank(scores []score) []score {
	const bits, few = 11, 400
	if len(scores) < few {
		slices.SortStableFunc(scores, func(a, b score) int { return cmp.Compare(b.score, a.score) })
		return scores
	}
	key := func(s score) uint32 { return ^math.Float32bits(s.score) } // positive numbers are ordered as their bits are
	other := make([]score, len(scores))
	for shift := 0; shift < 32; shift += bits {
		var next [1 << bits]int32
		for _, s := range scores {
			next[key(s)>>shift%(1<<bits)]++
		}
		at := int32(0)
		for i, n := range next {
			next[i] = at
			at += n
		}
		for _, s := range scores {
			n := &next[key(s)>>shift%(1<<bits)]
			other[*n] = s
			*n++
		}
		scores, other = other, scores
	}
	return scores
}

// seek returns where a record stands in a list, or would. It gallops, so that a walk through a long list costs what it skips to, not what it skips.
func seek(list []post, record int32) int {
	lo, hi := 0, 1 // all before lo come before the record, and hi or what is there does not
	for hi < len(list) && list[hi-1].record < record {
		lo = hi
		hi *= 2
	}
	hi = min(hi, len(list))
	for lo < hi {
		if middle := (lo + hi) / 2; list[middle].record < record {
			lo = middle + 1
		} else {
			hi = middle
		}
	}
	return lo
}
