package export

import (
	"github.com/cyberres/cyberres/cyberres"
)

// Into says for which source annotations are read, and what is known of it.
type Into struct {
	Source cyberres.Source // at least its ID; with its URLs, annotations of other pages are left out; with its Text, a copy is proved
	// Text is a copy of the annotated text or of its page; empty if there is none. With it every passage is found again and pinned.
	Text string
	// Data tells which entities there are and which ids are taken; nil for nothing.
	Data *cyberres.Dataset
	Name string // of the file, for errors
}

// A Draft is what was read of somebody's annotations.
type Draft struct {
	// JSON is a file of annotations, as annotations/<source>.json of a dataset: not laid out, and with blanks ("", [] and null) for what only a person can
	// say, as new records have them. Its provenance is a draft.
	JSON []byte
	// Notes tell what was left out or changed, in the order of the file. There are at most 1000, and then one that says how many more.
	Notes []Note
	// Blanks tell what a person must decide, one line for each field of each kind of record.
	Blanks []string
	// Records counts the statements, mentions and remarks, and Passages what they rest on.
	Records, Passages int
}

// A mark is what one annotation says of a text.
type mark struct {
	at       int           // in the file, in bytes
	name     string        // its own id
	kind     cyberres.Kind // of the record, where it says so
	record   cyberres.ID   // or the entity of a mention
	comments []string
	tags     []string
	traits   []string // "modality: stated"
	links    []string
	machine  bool // software made it
	places   []place
}

// A place is where a passage is, in as many ways as are told.
type place struct {
	at             int
	exact          string // all of it
	first, last    string // or its ends
	prefix, suffix string
	quote          string // as our records have it
	start, end     int    // code points of the source's text
	positioned     bool
	near           bool   // start is no more than a hint: it counts in another copy
	halves         bool   // start and end count UTF-16 units
	until          *place // the passage ends where this one begins
	sum            string // digest of the passage
	quoted         cyberres.Quoted
	speaker        cyberres.ActorID
}
