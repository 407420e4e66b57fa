//go:build !unix

package peer

import "time"

var begun = time.Now()

// spent returns the time since the program began.
func spent() time.Duration { return time.Since(begun) }
