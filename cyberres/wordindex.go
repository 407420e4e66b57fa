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
	id ID
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
	score  float64
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
			x.records = append(x.records, searched{e, ID(id)})
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
	out := make([]score, 0, len(lists[0].posts))
	for _, p := range lists[0].posts {
		out = append(out, score{p.record, 0})
	}
	// The shortest list first: what is left can only become fewer.
	for _, l := range lists {
		posts := l.posts
		idf := float64(l.times) * math.Log(1+(float64(len(x.records)-len(posts))+0.5)/(float64(len(posts))+0.5))
		kept := out[:0]
		for _, s := range out {
			n, found := seek(posts, s.record)
			posts = posts[n:]
			if !found {
				continue
			}
			times := float64(posts[0].times)
			s.score += idf * times * (k1 + 1) / (times + k1)
			kept = append(kept, s)
		}
		if out = kept; len(out) == 0 {
			return nil
		}
	}
	return out
}

// seek returns where a record stands in a list, or would. It gallops, so that a walk through a long list costs what it skips to, not what it skips.
func seek(list []post, record int32) (n int, found bool) {
	step := 1
	for step < len(list) && list[step].record < record {
		step *= 2
	}
	lo, hi := step/2, min(step+1, len(list))
	n = lo + sort.Search(hi-lo, func(i int) bool { return list[lo+i].record >= record })
	return n, n < len(list) && list[n].record == record
}
