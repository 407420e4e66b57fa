//go:build unix

package peer

import (
	"syscall"
	"time"
)

// spent returns the time that the processor has spent on this program: what else the machine does counts less so.
func spent() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
