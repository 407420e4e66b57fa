package cyberres

import (
	"strings"
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	for _, c := range []struct{ in, fault string }{
		{"", ""},
		{"2021", ""}, {"2021-02", ""}, {"2021-02-19", ""}, {"2020-02-29", ""}, {"2000-02-29", ""},
		{"2018/2022", ""}, {"2018/", ""}, {"/2022", ""}, {"2018-07/2018-07", ""}, {"2021/2021-06-30", ""},
		{"2021-02-30", "has no day 30"}, {"2021-02-29", "has no day 29"}, {"1900-02-29", "has no day 29"}, {"2021-06-31", "has no day 31"},
		{"2021-13", "no month 13"}, {"2021-00", "no month 00"}, {"2021-01-00", "no day 00"}, {"0000", "no year 0000"},
		{"2021-2", "no year, month or day"}, {"21", "no year, month or day"}, {"2021-02-1", "no year, month or day"}, {"20210219", "'0' where a hyphen belongs"},
		{"2021/02/19", "where a digit belongs"}, {"19.02.2021", "where a digit belongs"}, {"2021-02-19T00:00", "write 2021"}, {"٢٠٢١", "where a digit belongs"},
		{"2022/2018", "ends before it begins"}, {"/", "at least one end"}, {"2018/2019/2020", "where"}, {"2018--", "where a digit belongs"}, {strings.Repeat("2", 99), "99 characters"},
		{" 2021", "where a digit belongs"}, {"2021 ", "where a hyphen belongs"}, {"-2021", "where a digit belongs"},
	} {
		got, err := ParseDate(c.in)
		switch {
		case c.fault == "" && (err != nil || string(got) != c.in):
			t.Errorf("ParseDate(%q) = %q, %v", c.in, got, err)
		case c.fault != "" && (err == nil || !strings.Contains(err.Error(), c.fault) || got != ""):
			t.Errorf("ParseDate(%q) = %q, %v; want an error with %q", c.in, got, err, c.fault)
		}
	}
}

// The calendar agrees with the one of package time on every day of four centuries.
func TestCalendar(t *testing.T) {
	for year := 1800; year < 2200; year++ {
		for month := 1; month <= 12; month++ {
			for day := 28; day <= 32; day++ {
				s := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
				if _, err := ParseDate(s); err != nil {
					t.Fatal(err)
				}
			}
			last := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC)
			if _, got := Date(last.Format("2006-01")).Bounds(); string(got) != last.Format(time.DateOnly) {
				t.Fatalf("%s ends on %s", last.Format("2006-01"), got)
			}
		}
	}
}

func TestDateContains(t *testing.T) {
	for _, c := range []struct {
		d, other    Date
		in, certain bool
	}{
		{"2021", "2021-02-19", true, true},
		{"2021-02-19", "2021", true, false}, // the year may mean that day
		{"2021", "2021", true, true},
		{"2021", "2020-12-31", false, true},
		{"2018/2022", "2020", true, true},
		{"2018/2022", "2022/2023", true, false},
		{"2018/", "2030", true, false}, // the end is not stated
		{"2018/", "2017", false, true},
		{"/2022", "2023", false, true},
		{"/2022", "2000", true, false},
		{"2021", "", false, false},
		{"", "2021", false, false},
		{"nonsense", "2021", false, false},
	} {
		if in, certain := c.d.Contains(c.other); in != c.in || certain != c.certain {
			t.Errorf("%q contains %q: %v, %v; want %v, %v", c.d, c.other, in, certain, c.in, c.certain)
		}
	}
}

func TestDateBefore(t *testing.T) {
	for _, c := range []struct {
		d, other        Date
		before, certain bool
	}{
		{"2020-03-27", "2021", true, true},
		{"2021", "2020-03-27", false, true},
		{"2021", "2021-02-19", true, false},
		{"2021-02-19", "2021", true, false},
		{"2021-02-19", "2021-02-19", false, true},
		{"2018/", "2030", true, false},
		{"2018/", "2017", false, true},
		{"/2022", "2023", true, true},
		{"", "2021", false, false},
		{"2021", "", false, false},
	} {
		if before, certain := c.d.Before(c.other); before != c.before || certain != c.certain {
			t.Errorf("%q before %q: %v, %v; want %v, %v", c.d, c.other, before, certain, c.before, c.certain)
		}
	}
}

// slowDays lists the days that a date can mean, where both ends are stated.
func slowDays(d Date) map[string]bool {
	first, last := d.Bounds()
	days := map[string]bool{}
	for day, _ := time.Parse(time.DateOnly, string(first)); day.Format(time.DateOnly) <= string(last); day = day.AddDate(0, 0, 1) {
		days[day.Format(time.DateOnly)] = true
	}
	return days
}

// Contains and Before say of sets of days what a look at every day says.
func TestDatesAgainstDays(t *testing.T) {
	dates := []Date{"2020", "2020-02", "2020-02-29", "2020-03-01", "2019-12-31", "2019/2020", "2020-02/2020-03", "2021-01-01", "2020-02-10/2020-02-20"}
	for _, a := range dates {
		for _, b := range dates {
			inside, before, after, shared := 0, 0, 0, 0
			as, bs := slowDays(a), slowDays(b)
			for y := range bs {
				if as[y] {
					inside++
				}
				for x := range as {
					switch {
					case x < y:
						before++
					case x > y:
						after++
					default:
						shared++
					}
				}
			}
			if in, certain := a.Contains(b); in != (inside > 0) || certain != (inside == 0 || inside == len(bs)) {
				t.Errorf("%q contains %q: %v, %v; %d of %d days", a, b, in, certain, inside, len(bs))
			}
			if is, certain := a.Before(b); is != (before > 0) || certain != (before == 0 || after+shared == 0) {
				t.Errorf("%q before %q: %v, %v; %d pairs before, %d not", a, b, is, certain, before, after+shared)
			}
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"", "2021", "2021-02", "2021-02-19", "2018/2022", "2018/", "/2022", "0000", "2021-02-30", "２０２１"} {
		f.Add(s, "2020-02-29")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		x, err := ParseDate(a)
		if err != nil {
			if x != "" {
				t.Fatalf("a date beside an error: %q", x)
			}
			return
		}
		if string(x) != a {
			t.Fatalf("ParseDate(%q) = %q", a, x)
		}
		y := Date(b) // may be invalid: the methods must stand it
		in, certain := x.Contains(y)
		x.Before(y)
		if first, last := x.Bounds(); first != "" && last != "" {
			if first > last {
				t.Fatalf("%q begins on %s and ends on %s", x, first, last)
			}
			if self, sure := x.Contains(x); !self || !sure {
				t.Fatalf("%q does not contain itself", x)
			}
			if _, err := time.Parse(time.DateOnly, string(last)); err != nil {
				t.Fatal(err)
			}
		}
		if !in && certain {
			if back, _ := y.Contains(x); back {
				t.Fatalf("%q and %q share days one way only", x, y)
			}
		}
	})
}
