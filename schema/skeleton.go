package schema

import "errors"

// Skeleton returns a new file for a record of a kind, and what must be filled in.
func Skeleton(kind, id string) (name, text string, err error) {
	return "", "", errors.New("not there yet")
}
