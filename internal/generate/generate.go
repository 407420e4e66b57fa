// Package generate invents datasets of any size for tests and benchmarks. Nothing in them is anybody's text: words are made of syllables, and
// actors, instruments and sources are made of such words. Their proportions are those of real annotations.
package generate

import "io/fs"

// Dataset returns the files of an invented dataset with the given number of statements, from 0 to 25 million, the same for the same seed. It is laid out like
// the folder dataset and opens without a fault.
//
// Of the statements, 35 % are objectives, 30 % cooperations, 15 % positions and 20 % relations; a third has a date. To each come about one mention and 1.4
// pieces of evidence, to each twenty a remark. There are 40 themes, an actor to 150 statements (12 to 20,000), an instrument to 50 (10 to 40,000), a reference
// to 100 (20 to 10,000) and a source to 1,000 (at least 3). A million statements take about 0.7 GB, all of it held in memory.
func Dataset(statements int, seed uint64) fs.FS {
	w := newWorld(statements, seed)
	files := newTree()
	w.addTo(files)
	sources := max(3, statements/1000)
	t := &text{}
	for k := range sources {
		s := w.read(t, k, statements*k/sources, statements*(k+1)/sources)
		files.add("sources/"+s.id+".json", s.sourceFile())
		files.add("annotations/"+s.id+".json", s.annotationFile())
	}
	files.sort()
	return files
}

// addTo adds the files of what the sources speak of.
func (w *world) addTo(files *tree) {
	files.add("dataset.json", []byte(card))
	files.add("themes.json", w.themesFile())
	files.add("references.json", w.referencesFile())
	d := newDice(w.seed, streamActors)
	for i := range w.actors {
		files.add("actors/"+w.actors[i].id+".json", w.actorFile(d, i))
	}
	d = newDice(w.seed, streamInstruments)
	for i := range w.instruments {
		files.add("instruments/"+w.instruments[i].id+".json", w.instrumentFile(d, i))
	}
}

// Entities returns the files of an invented dataset as Dataset does, but of actors and instruments alone, half of each: n of them, from 30 to 40,000,
// each in a file of its own, of about 1.1 kB.
func Entities(n int, seed uint64) fs.FS {
	w := &world{seed: seed, words: newWords(newDice(seed, streamWords))}
	w.makeThemes()
	w.makeReferences(min(max(20, n/100), 10_000))
	w.makeActors(n / 2)
	w.makeInstruments(n - n/2)
	files := newTree()
	w.addTo(files)
	files.sort()
	return files
}

const card = `{
  "$schema": "../../schema/dataset.schema.json",
  "version": "0.0.1",
  "date": "2026-01-02",
  "schemaVersion": "0.1",
  "licence": "CC0-1.0",
  "attribution": "an invented dataset for tests and benchmarks"
}
`

// A world is what the sources speak of.
type world struct {
	seed        uint64
	words       *words
	themes      []theme
	references  []string
	actors      []entity // the first ones are the best known; the last one is withdrawn
	meetings    []int    // the actors that are meetings
	instruments []entity // the last one is withdrawn
}

// An entity is an actor or an instrument.
type entity struct {
	id, kind, name string
}

func newWorld(statements int, seed uint64) *world {
	w := &world{seed: seed, words: newWords(newDice(seed, streamWords))}
	w.makeThemes()
	w.makeReferences(min(max(20, statements/100), 10_000))
	w.makeActors(min(max(12, statements/150), 20_000))
	w.makeInstruments(min(max(10, statements/50), 40_000))
	return w
}

// actor draws one of the actors that stand, the better known ones more often: about one draw in a hundred is the best known.
func (w *world) actor(d *dice) *entity { return &w.actors[d.skewed(len(w.actors)-1, 4)] }

// instrument draws one of the instruments that stand.
func (w *world) instrument(d *dice) *entity { return &w.instruments[d.skewed(len(w.instruments)-1, 5)] }

// reference draws the id of a reference.
func (w *world) reference(d *dice) string { return w.references[d.skewed(len(w.references), 4)] }

// theme draws the id of a theme, a special one more often than a general one.
func (w *world) theme(d *dice) string { return w.themes[len(w.themes)-1-d.skewed(len(w.themes), 3)].id }
