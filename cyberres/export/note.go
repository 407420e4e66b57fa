package export

import (
	"fmt"
	"slices"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/internal/strictjson"
)

// The bounds of what is read.
const (
	maxFile  = 32 << 20 // bytes of a file
	maxNotes = 1000     // that are told one by one
)

// A Note says what could not be carried over as it stood, and where.
type Note struct {
	Line    int    `json:"line"`   // from 1; 0 where it is about the file as a whole
	Column  int    `json:"column"` // from 1, in code points
	Message string `json:"message"`
}

// String returns the note as "line:column: message".
func (n Note) String() string {
	if n.Line == 0 {
		return n.Message
	}
	return fmt.Sprintf("%d:%d: %s", n.Line, n.Column, n.Message)
}

// notes collects what is to be told, by byte offset; -1 is the file as a whole.
type notes struct {
	list []noted
	more int
}

type noted struct {
	at      int
	message string
}

func (n *notes) add(at int, format string, args ...any) {
	if len(n.list) >= maxNotes {
		n.more++
		return
	}
	n.list = append(n.list, noted{at, fmt.Sprintf(format, args...)})
}

// placed returns the notes in the order of the text, with their places. It reads the text once.
func (n *notes) placed(text string) (out []Note) {
	slices.SortStableFunc(n.list, func(a, b noted) int { return a.at - b.at })
	line, column, at := 1, 1, 0
	for _, x := range n.list {
		if x.at < 0 {
			out = append(out, Note{Message: x.message})
			continue
		}
		l, c := strictjson.Line(text[at:], min(x.at, len(text))-at)
		if l > 1 {
			line, column = line+l-1, c
		} else {
			column += c - 1
		}
		at = min(x.at, len(text))
		out = append(out, Note{line, column, x.message})
	}
	if n.more > 0 {
		out = append(out, Note{Message: fmt.Sprintf("and %d more of this sort", n.more)})
	}
	return out
}

// faulty returns the error of a JSON text that is not strict, with places in the text that the user has, which begins skip bytes into the one that was read.
func faulty(name, text string, skip int, faults []strictjson.Fault) error {
	var out cyberres.Faults
	for _, f := range faults {
		line, column := strictjson.Line(text, min(max(0, f.Offset-skip), len(text)))
		out = append(out, cyberres.Fault{File: name, Line: line, Column: column, Message: f.Message})
	}
	return out
}
