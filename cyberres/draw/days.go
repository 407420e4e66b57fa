package draw

import "strconv"

// Day numbers count days of the Gregorian calendar from 1 January of the year 1, which is day 1. No date has the number 0.
const (
	firstDay = 1
	lastDay  = 3652059 // 31 December 9999
)

// dayRange returns the first and the last day of a date as precise as it is known: "2021", "2021-02" or "2021-02-19".
func dayRange(date string) (first, last int, ok bool) {
	year, ok := number(date, 0, 4)
	if !ok || year == 0 {
		return 0, 0, false
	}
	if len(date) == 4 {
		return dayNumber(year, 1, 1), dayNumber(year, 12, 31), true
	}
	month, ok := number(date, 5, 7)
	if !ok || date[4] != '-' || month < 1 || month > 12 {
		return 0, 0, false
	}
	first, last = dayNumber(year, month, 1), dayNumber(year, month+1, 1)-1
	if len(date) == 7 {
		return first, last, true
	}
	day, ok := number(date, 8, 10)
	if !ok || len(date) != 10 || date[7] != '-' || day < 1 || first+day-1 > last {
		return 0, 0, false
	}
	return first + day - 1, first + day - 1, true
}

// number reads the digits of s from one index to another.
func number(s string, from, to int) (n int, ok bool) {
	if len(s) < to {
		return 0, false
	}
	for _, c := range []byte(s[from:to]) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, true
}

// dayNumber returns the number of a day; month 13 is January of the next year.
func dayNumber(year, month, day int) int {
	if month > 12 {
		year, month = year+1, month-12
	}
	// With years that begin in March the leap day is the last of the year, and the lengths of the months follow a straight line.
	if month < 3 {
		year, month = year-1, month+12
	}
	return 365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + day - 306
}

// yearOf returns the year of a day.
func yearOf(day int) int {
	year := day/366 + 1 // at most the right one
	for dayNumber(year+1, 1, 1) <= day {
		year++
	}
	return year
}

// showDay writes a day in full, for tooltips.
func showDay(day int) string {
	year := yearOf(day)
	month := 1
	for month < 12 && dayNumber(year, month+1, 1) <= day {
		month++
	}
	two := func(n int) string { return strconv.Itoa(100 + n)[1:] }
	return strconv.Itoa(10000 + year)[1:] + "-" + two(month) + "-" + two(day-dayNumber(year, month, 1)+1)
}
