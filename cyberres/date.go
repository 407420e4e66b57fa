package cyberres

import (
	"fmt"
	"strings"
)

// A Date is a day, month or year of the Gregorian calendar, or an interval of two of them, written as ISO 8601 writes it and as precise as it is known:
// "2021-02-19", "2021-02", "2021", "2018/2022", "2018/". It is never filled up: "2021" is a year, not the first of January.
// An empty end of an interval means that the end is not stated, never that it goes on. The zero Date means that no date is stated.
//
// A Date that comes from a [Dataset] is valid. The methods of an invalid one answer as if nothing were stated.
type Date string

// ParseDate checks s and returns it as a Date. The empty string is the zero Date.
func ParseDate(s string) (Date, error) {
	switch fault, part := examine(s); fault {
	case dateValid:
		return Date(s), nil
	case dateLong:
		return "", fmt.Errorf("date of %d characters; write 2021, 2021-02, 2021-02-19 or an interval such as 2018/2022", len(s))
	case dateEndless:
		return "", fmt.Errorf("date %q: an interval needs at least one end", s)
	case dateReversed:
		return "", fmt.Errorf("date %q: the interval ends before it begins", s)
	default:
		return "", fmt.Errorf("date %q: %w", s, part.describe(fault))
	}
}

// dateFault is what is wrong with a date. It is apart from the errors, so that a query, which only wants to know whether a date is one, takes no memory.
type dateFault int8

const (
	dateValid dateFault = iota
	dateLong
	dateEndless
	dateReversed
	dateHyphen // these are faults of a part
	dateDigit
	dateForm
	dateYear
	dateMonth
	dateDay
)

// datePart is the part of a date that is wrong, and the byte in it.
type datePart struct {
	text string
	at   int
}

// examine returns what is wrong with a date.
func examine(s string) (dateFault, datePart) {
	if s == "" {
		return dateValid, datePart{}
	}
	if len(s) > len("2018-01-01/2022-12-31") {
		return dateLong, datePart{}
	}
	from, to, interval := strings.Cut(s, "/")
	if interval && from == "" && to == "" {
		return dateEndless, datePart{}
	}
	for _, part := range [...]string{from, to} {
		if part == "" {
			continue
		}
		if fault, at := examineDay(part); fault != dateValid {
			return fault, datePart{part, at}
		}
	}
	first, _ := daysOf(from)
	if _, last := daysOf(to); interval && first != 0 && last != 0 && first > last {
		return dateReversed, datePart{}
	}
	return dateValid, datePart{}
}

func examineDay(s string) (fault dateFault, at int) {
	for i := range len(s) {
		if c := s[i]; i == 4 || i == 7 {
			if c != '-' {
				return dateHyphen, i
			}
		} else if c < '0' || c > '9' {
			return dateDigit, i
		}
	}
	switch {
	case len(s) != 4 && len(s) != 7 && len(s) != 10:
		return dateForm, 0
	case s[:4] == "0000":
		return dateYear, 0
	case len(s) >= 7 && (s[5:7] < "01" || s[5:7] > "12"):
		return dateMonth, 0
	case len(s) == 10:
		if _, end := daysOf(s[:7]); s[8:] < "01" || day(s[8]-'0')*10+day(s[9]-'0') > end%100 {
			return dateDay, 0
		}
	}
	return dateValid, 0
}

func (p datePart) describe(fault dateFault) error {
	const form = "write 2021, 2021-02 or 2021-02-19"
	switch fault {
	case dateHyphen:
		return fmt.Errorf("%q where a hyphen belongs; %s", p.text[p.at], form)
	case dateDigit:
		return fmt.Errorf("%q where a digit belongs; %s", p.text[p.at], form)
	case dateForm:
		return fmt.Errorf("%q is no year, month or day; %s", p.text, form)
	case dateYear:
		return fmt.Errorf("there is no year 0000")
	case dateMonth:
		return fmt.Errorf("there is no month %s", p.text[5:7])
	}
	return fmt.Errorf("%s has no day %s", p.text[:7], p.text[8:])
}

// monthEnd returns the last day of a month.
func monthEnd(year, month int32) int32 {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// A day is a day as a number that reads like it, 20210219, so that days compare as they follow each other. Zero is a day that is not stated.
type day int32

func (d day) date() Date {
	if d == 0 {
		return ""
	}
	return Date(fmt.Sprintf("%04d-%02d-%02d", d/10000, d/100%100, d%100))
}

// daysOf returns the first and the last day that a valid year, month or day can mean.
func daysOf(s string) (first, last day) {
	number := func(from, to int) (n int32) {
		for _, c := range []byte(s[from:to]) {
			n = n*10 + int32(c-'0')
		}
		return n
	}
	switch len(s) {
	case 4:
		year := day(number(0, 4)) * 10000
		return year + 101, year + 1231
	case 7:
		year, month := number(0, 4), number(5, 7)
		first = day(year*10000 + month*100)
		return first + 1, first + day(monthEnd(year, month))
	case 10:
		first = day(number(0, 4)*10000 + number(5, 7)*100 + number(8, 10))
		return first, first
	}
	return 0, 0
}

// days returns the first and the last day that the date can mean, zero where an end is not stated, and both zero where nothing is or the date is none.
func (d Date) days() (first, last day) {
	if fault, _ := examine(string(d)); fault != dateValid {
		return 0, 0
	}
	from, to, interval := strings.Cut(string(d), "/")
	first, last = daysOf(from)
	if interval {
		_, last = daysOf(to)
	}
	return first, last
}

// Bounds returns the first and the last day that the date can mean: "2021-02" gives 2021-02-01 and 2021-02-28.
// An end that is not stated is empty, and so are both for the zero Date. Days compare as strings do.
func (d Date) Bounds() (first, last Date) {
	from, to := d.days()
	return from.date(), to.date()
}

// Contains reports whether other lies within d, and whether that is certain. "2021" contains "2021-02-19" for certain.
// The other way round the answer is "uncertain": a year may mean that day or another, so it is true and not certain.
// An end that is not stated makes every answer beyond the stated one uncertain. A zero Date contains nothing and lies in nothing, uncertainly.
func (d Date) Contains(other Date) (in, certain bool) {
	first, last := d.days()
	from, to := other.days()
	if first == 0 && last == 0 || from == 0 && to == 0 {
		return false, false
	}
	if first != 0 && to != 0 && to < first || last != 0 && from != 0 && from > last {
		return false, true
	}
	return true, first != 0 && last != 0 && from != 0 && to != 0 && first <= from && to <= last
}

// Before reports whether d ends before other begins, and whether that is certain: where the two overlap, the order of what
// happened is not known. A zero Date is before nothing, uncertainly.
func (d Date) Before(other Date) (before, certain bool) {
	first, last := d.days()
	from, to := other.days()
	switch {
	case last != 0 && from != 0 && last < from:
		return true, true
	case first != 0 && to != 0 && first >= to:
		return false, true
	case first == 0 && last == 0 || from == 0 && to == 0:
		return false, false
	}
	return first == 0 || to == 0 || first < to, false
}
