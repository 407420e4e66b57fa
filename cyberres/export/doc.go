// Package export writes records in other people's formats, and reads what those formats say of a text back into drafts of our own.
//
//	              written by       read by               offsets count                          what is lost on the way out
//	W3C Web       WebAnnotation    ReadWebAnnotation     code points of the page, half open     what has no evidence; reasons, rationales,
//	Annotation                                                                                  activities and what is marked as inferred
//	JSON Lines    JSONLines        ReadJSONLines         code points of the source's text       nothing
//	brat          Brat             ReadBrat              code points of the source's text       more: see [Standoff]
//
// What is read of the first and the last format is what somebody marked in a text, and seldom what we call a record: an annotation does not say
// whether a passage states an objective or takes a position. It becomes a [Draft]: a file of annotations with blanks, to be finished by a
// person, and a list of what could not be carried over, each with its place.
//
// # Identifiers
//
// The formats want absolute IRIs. The record japan is [Base] with japan after it. Base is a name and no promise that anything is served there.
//
// # Source text
//
// The annotated texts are not ours. Nothing here writes more of them than the records themselves show, unless a copy of a text is given: then the W3C
// export has its passages in TextQuoteSelectors with 32 code points around each, and brat, which cannot do without, copies it whole.
//
// All of it may be used from several goroutines at once. What is read is not trusted: it is read within bounds, in time linear in its length.
package export

// Base is the IRI that the id of a record follows.
const Base = "https://github.com/cyberres/cyberres/id/"

// collections is the IRI that names of annotation collections follow.
const collections = "https://github.com/cyberres/cyberres/annotations/"

// generator is the software that writes.
const generator = "https://github.com/cyberres/cyberres"
