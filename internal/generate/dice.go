package generate

import (
	"math/bits"
	"math/rand/v2"
)

// The streams of random numbers: each part of a dataset has its own, so that a change of one leaves the others as they are. Sources follow.
const (
	streamWords = iota
	streamActors
	streamInstruments
	streamSources
)

// dice draws random numbers, with integers only: the same on every machine.
type dice struct{ *rand.Rand }

func newDice(seed, stream uint64) *dice { return &dice{rand.New(rand.NewPCG(seed, stream))} }

// chance is true in so many of a hundred cases.
func (d *dice) chance(percent int) bool { return d.IntN(100) < percent }

// between draws from low to high, both included.
func (d *dice) between(low, high int) int { return low + d.IntN(high-low+1) }

// skewed draws a number below n after Zipf's law, in steps: the first 1<<flat numbers are alike, and each octave above is as likely as those are together.
func (d *dice) skewed(n, flat int) int {
	if n <= 1<<flat {
		return d.IntN(n)
	}
	for {
		octave := d.between(flat, bits.Len(uint(n-1)))
		k := d.IntN(1 << max(flat, octave-1))
		if octave > flat {
			k += 1 << (octave - 1)
		}
		if k < n {
			return k
		}
	}
}

// A share is a value and how often it is drawn, in percent.
type share struct {
	percent int
	value   string
}

// pick draws one of the values. What is missing from 100 percent goes to the last one.
func (d *dice) pick(shares []share) string {
	n := d.IntN(100)
	for _, s := range shares {
		if n -= s.percent; n < 0 {
			return s.value
		}
	}
	return shares[len(shares)-1].value
}

// A day counts from the year 0, in months of 28 days: every one of them exists.
type day int

const yearDays = 12 * 28

// day draws a day of the years given, both included.
func (d *dice) day(first, last int) day { return day(d.between(first*yearDays, (last+1)*yearDays-1)) }

// precision draws how much of a day is known: year, month or day.
func (d *dice) precision() int { return []int{4, 7, 7, 10, 10}[d.IntN(5)] }

// appendDay appends the first characters of a day in ISO 8601: 4, 7 or 10 of them.
func appendDay(b []byte, n day, precision int) []byte {
	year, month, of := int(n)/yearDays, int(n)/28%12+1, int(n)%28+1
	b = append(b, byte('0'+year/1000), byte('0'+year/100%10), byte('0'+year/10%10), byte('0'+year%10),
		'-', byte('0'+month/10), byte('0'+month%10), '-', byte('0'+of/10), byte('0'+of%10))
	return b[:len(b)-10+precision]
}

// appendInterval appends an interval that lasts up to so many days.
func (d *dice) appendInterval(b []byte, from day, days int) []byte {
	b = appendDay(b, from, d.precision())
	b = append(b, '/')
	return appendDay(b, from+day(d.IntN(days)), d.precision())
}

// appendDate appends a date not after last: mostly a year, month or day, sometimes an interval.
func (d *dice) appendDate(b []byte, last day) []byte {
	n := last - day(d.skewed(10*yearDays, 9))
	switch d.IntN(20) {
	case 0:
		return append(appendDay(b, n, 4), '/') // its end is not stated
	case 1, 2:
		return d.appendInterval(b, n-yearDays, yearDays)
	}
	return appendDay(b, n, d.precision())
}
