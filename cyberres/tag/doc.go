// Package tag finds known names in new texts, and drafts annotations of them.
//
// A [Dictionary] holds names of entities: actors and instruments of a dataset ([FromDataset]), or whatever a program has ([Compile]). [Dictionary.Find] walks
// the places of a text where one of them stands, and [Dictionary.Unknown] lists what looks like a name and is none of them:
//
//	d, err := tag.FromDataset(cyberres.Default())
//	...
//	for m := range d.Find(text) {
//		fmt.Println(text[m.Span.Bytes.Start:m.Span.Bytes.End], m.Entities())
//	}
//
// A [Drafter] goes on from there: [Drafter.Draft] suggests the records of a text, by names and by the cues of a dataset, and [Drafter.ProcessShard] and
// [Drafter.Process] do the like for a shard and for a folder of millions of documents. See the codebook, dataset/README.md, for what cues are and for how much a
// draft finds.
//
// What it finds are suggestions of a machine. The rules are few, so that a reader can tell why a name was found or was not.
//
// # Whole words
//
// A name is found as a whole: Marn is not in Marnish, and not in Marn.org. Words are those of Unicode Standard Annex #29. A hyphen bounds them, so that EU is
// found in EU-wide and in non-EU. In Chinese, Japanese, Thai, Khmer, Lao and Burmese, which set no blanks, that annex has a bound at nearly every letter, and the
// longest name there is counts; a word in Katakana stays whole. A possessive ’s ends a name and is no part of it; an article before it is none either, and may be
// elided (l’Union). An acronym may have a plural s, which belongs to it (CERTs).
//
// # Spelling
//
// Names are compared by letters and digits; what is between them has to be of one kind. That forgives
//
//	white space     of any kind, up to 100 characters with one line break: a name does not go on after a blank line
//	hyphens         of any kind, and a blank instead: Ise-Shima, Ise Shima; not where a blank is beside the hyphen
//	cyber, co-      cyber security, cyber-security, cybersecurity; co-operation, cooperation
//	digits          NIS2, NIS 2, NIS-2
//	broken words    soft hyphens, and hyphens at the end of a line, where it is tried with the hyphen and without
//	signs           curly, straight and angled quotation marks and apostrophes; full-width letters and brackets; ligatures
//	accents         é as one or two code points or as e; ß as ss, ς as σ, and i with a dot or without. Letters of their own, such as ø and ł, stay
//
// and nothing else: other punctuation has to be the same.
//
// # Upper and lower case
//
// The capitals of the name as it was recorded decide.
//
//   - A word like an acronym (a capital elsewhere than at its start or beside a digit, or just one letter) has to be written so: WHO is not in "who", US not in
//     "us", MoU not in "MOU", eIDAS not in "EIDAS". An acronym that is right lets its neighbours be as they like: NIS directive.
//   - A name of one word with a capital needs it: Marn is in "MARN" and not in "marn".
//   - A name of several words needs half of the capitals that it has: European Union is in "European union" and not in "european union", and Group of Seven
//     not in "a group of seven". The first capital does not count if the next long word has none: Developing countries is in "developing countries".
//   - A name of several words may be all in capitals, as in a heading.
//
// [Case] overrides this for a name. An acronym that is an ordinary word, in a heading all in capitals, is found there: nothing in its spelling tells them apart.
//
// # Which of several
//
// Word bounds and case are tested first; of the names that pass, the leftmost is chosen, and of those that begin there the longest. What overlaps with it is
// listed with the reason, in [Match.Losers]. A name that several entities have is found once, with all of them; [Match.On] says which of them may be meant on the
// date of the text, by the times in which names were in use.
//
// # Places
//
// Spans count code points, UTF-8 bytes and UTF-16 units of the text as it was given, whatever its letters were folded to. Ill-formed bytes count as one each.
//
// # Limits
//
// Inflected forms are other words: names in Korean with a particle, in Arabic with an article, in Slavic cases are found where a name is recorded so. Typing
// errors are not forgiven. [Dictionary.Unknown] knows English only.
//
// Searching takes time in proportion to the text and no memory for it; of the words of a text that begin no name, it reads the first eight bytes. Only a
// dictionary whose names repeat themselves (a a a a b) takes many steps for a word of a text that does so too, and never more than its longest name has letters.
//
// Measured beside a deterministic automaton for the same names, in 10 MB of invented text that has a name to 93 bytes (dense) or to 370 (sparse), as the ratio
// of the two speeds, medians of five runs; the dictionary found a quarter more in the same texts. The module in testdata/peer prints this again.
//
//	           dense   sparse   memory
//	500 names   1.7     2.2      0.2 MB, the automaton 3.5 MB
//	50,000      2.4     2.5      14 MB, the automaton 264 MB
package tag
