// Package cyberres answers, offline and with proof: which actor pursues which cyber-resilience objective, with whom, in which mode of cooperation,
// under which instrument, and exactly where is that written?
//
// A source is one policy text about one subject. What it says is coded as statements: an [Objective] (an aim and who holds it), a
// [Cooperation] (actors who act together, in a [Mode]: bilateral, multilateral or regional, each party in its [Role]), a [Position] (a stance for or
// against something) and a [Relation] (one thing rests on, updates, is introduced by another). Every statement is pinned to its text by
// [Evidence]: an elided quote, a span in code points and the digest of the span. The texts are not shipped.
//
// What the text says, who says it and what is the case are kept apart: statements repeat the text, slips and all; their [Voice] names who speaks;
// a [Remark] says what the record contradicts, and [Actor] and [Instrument] hold what was verified elsewhere, each fact with its references.
//
// [Default] returns the dataset that is built into the program, [Open] reads any other copy:
//
//	for c := range cyberres.Default().Cooperations(cyberres.Filter{Actors: []cyberres.ActorID{"japan"}}) {
//		fmt.Println(c.Mode, c.Summary)
//	}
//
// [Dataset.Compare] sets actors side by side and tells silence ("the text was read and says nothing") from absence ("no text is known"). [Dataset.Resolve]
// knows who is called so, in any script; [Dataset.Search] finds words; [Dataset.Network] tells who acts together; [Dataset.AsOf] and [Instrument.StatusOn] look
// back in time; [Diff] compares versions. What they need is built when it is first asked for.
//
// A [Dataset] never changes and may be used from many goroutines. Importing the package costs nothing: the data is linked and read only if the program calls
// [Default]. The annotations are machine readings, reconciled and not reviewed by a person; dataset/README.md says how they were made and how far two readings
// agreed. Before version 1.0 names may change between minor versions; ids of records never change their meaning.
package cyberres
