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
	if s == "" {
		return "", nil
	}
	if len(s) > len("2018-01-01/2022-12-31") {
		return "", fmt.Errorf("date of %d characters; write 2021, 2021-02, 2021-02-19 or an interval such as 2018/2022", len(s))
	}
	from, to, interval := strings.Cut(s, "/")
	if interval && from == "" && to == "" {
		return "", fmt.Errorf("date %q: an interval needs at least one end", s)
	}
	for _, part := range []string{from, to} {
		if part == "" {
			continue
		}
		if err := checkDay(part); err != nil {
			return "", fmt.Errorf("date %q: %w", s, err)
		}
	}
	if interval && from != "" && to != "" && firstDay(from) > lastDay(to) {
		return "", fmt.Errorf("date %q: the interval ends before it begins", s)
	}
	return Date(s), nil
}

func checkDay(s string) error {
	const form = "write 2021, 2021-02 or 2021-02-19"
	for i := range len(s) {
		if c := s[i]; i == 4 || i == 7 {
			if c != '-' {
				return fmt.Errorf("%q where a hyphen belongs; %s", c, form)
			}
		} else if c < '0' || c > '9' {
			return fmt.Errorf("%q where a digit belongs; %s", c, form)
		}
	}
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return fmt.Errorf("%q is no year, month or day; %s", s, form)
	}
	if s[:4] == "0000" {
		return fmt.Errorf("there is no year 0000")
	}
	if len(s) >= 7 && (s[5:7] < "01" || s[5:7] > "12") {
		return fmt.Errorf("there is no month %s", s[5:7])
	}
	if len(s) == 10 && (s[8:] < "01" || s[8:] > monthEnd(s[:7])) {
		return fmt.Errorf("%s has no day %s", s[:7], s[8:])
	}
	return nil
}

// monthEnd returns the last day of a month such as "2021-02".
func monthEnd(month string) string {
	switch month[5:] {
	case "04", "06", "09", "11":
		return "30"
	case "02":
		year := 0
		for i := range 4 {
			year = year*10 + int(month[i]-'0')
		}
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return "29"
		}
		return "28"
	}
	return "31"
}

func firstDay(s string) Date {
	switch len(s) {
	case 4:
		return Date(s + "-01-01")
	case 7:
		return Date(s + "-01")
	}
	return Date(s)
}

func lastDay(s string) Date {
	switch len(s) {
	case 4:
		return Date(s + "-12-31")
	case 7:
		return Date(s + "-" + monthEnd(s))
	}
	return Date(s)
}

// Bounds returns the first and the last day that the date can mean: "2021-02" gives 2021-02-01 and 2021-02-28.
// An end that is not stated is empty, and so are both for the zero Date. Days compare as strings do.
func (d Date) Bounds() (first, last Date) {
	if _, err := ParseDate(string(d)); err != nil || d == "" {
		return "", ""
	}
	from, to, interval := strings.Cut(string(d), "/")
	if !interval {
		return firstDay(from), lastDay(from)
	}
	if from != "" {
		first = firstDay(from)
	}
	if to != "" {
		last = lastDay(to)
	}
	return first, last
}

// Contains reports whether other lies within d, and whether that is certain. "2021" contains "2021-02-19" for certain.
// The other way round the answer is "uncertain": a year may mean that day or another, so it is true and not certain.
// An end that is not stated makes every answer beyond the stated one uncertain. A zero Date contains nothing and lies in nothing, uncertainly.
func (d Date) Contains(other Date) (in, certain bool) {
	first, last := d.Bounds()
	from, to := other.Bounds()
	if first == "" && last == "" || from == "" && to == "" {
		return false, false
	}
	if first != "" && to != "" && to < first || last != "" && from != "" && from > last {
		return false, true
	}
	return true, first != "" && last != "" && from != "" && to != "" && first <= from && to <= last
}

// Before reports whether d ends before other begins, and whether that is certain: where the two overlap, the order of what
// happened is not known. A zero Date is before nothing, uncertainly.
func (d Date) Before(other Date) (before, certain bool) {
	first, last := d.Bounds()
	from, to := other.Bounds()
	switch {
	case last != "" && from != "" && last < from:
		return true, true
	case first != "" && to != "" && first >= to:
		return false, true
	case first == "" && last == "" || from == "" && to == "":
		return false, false
	}
	return first == "" || to == "" || first < to, false
}
