package schema

import (
	"github.com/cyberres/cyberres/cyberres"
)

// Rules of dates: days that exist, in ISO 8601, and in an order in which things can happen.

var (
	dateForm = &Rule{"date-form", "dates", "Not a date", SeverityError,
		"A date is a year, a month or a day that exists, as precise as it is known: 2021, 2021-02, 2021-02-19; an interval has a slash, and may be open at one end. Other notations (19.02.2021, 2/19/21, other calendars and digits) are read differently in different places.",
		`"date": "04-05-2032"`, `"date": "2032-05-04"`}
	dateRange = &Rule{"date-range", "dates", "Year that cannot be meant", SeverityError,
		"Years lie between 1800 and 2200. Others are slips of the hand or count in another era.",
		`"date": "2575"`, `"date": "2032"`}
	dateOrder = &Rule{"date-order", "dates", "End before the beginning", SeverityError,
		"A name, a membership or an interval begins before it ends. Dates of different precision are compared only as far as both are known.",
		`"from": "2032-05", "to": "2031"`, `"from": "2032-05"`}
	timelineOrder = &Rule{"timeline-order", "dates", "Steps out of order", SeverityError,
		"The timeline of an instrument is in the order of dates, and nothing ends before it was announced, adopted or signed.",
		`{"type": "signed", "date": "2032-05-04"}, {"type": "expired", "date": "2031"}`, `{"type": "signed", "date": "2032-05-04"}, {"type": "expired", "date": "2035"}`}
	afterRelease = &Rule{"after-release", "dates", "Later than the release", SeverityError,
		"What is said to have happened (a source written, an act announced, proposed, adopted, signed or published) happened before the dataset was released; dataset.json has the day. Coming into force and ending may lie ahead.",
		`"written": {"text": "As printed.", "date": "2099"}`, `"written": {"text": "As printed.", "date": "2032"}`}

	dateRules = []*Rule{dateForm, dateRange, dateOrder, timelineOrder, afterRelease}
)

// date checks one date. The schema's pattern only knows what digits there may be; the library knows which days exist.
func (f *file) date(n int32, stated bool) {
	text := f.node(n).Text
	if text == "" {
		if stated {
			f.judged++
			f.at(emptyValue, n, "%s is an empty string where a date belongs", f.called(n))
		}
		return
	}
	d, err := cyberres.ParseDate(text)
	if err != nil {
		if from, to, ok := reversed(text); ok {
			f.at(dateOrder, n, "the interval ends on %s, before it begins on %s", to, from)
			return
		}
		f.at(dateForm, n, "%v", err)
		return
	}
	for i := 0; i+4 <= len(d); i++ {
		if (i == 0 || d[i-1] == '/') && d[i] != '/' && (d[i:i+4] < "1800" || d[i:i+4] > "2200") {
			f.at(dateRange, n, "the year %s cannot be meant; write one between 1800 and 2200, of the common calendar", d[i:i+4])
			return
		}
	}
}

// release checks the day of a release, which is known.
func (f *file) release(n int32) {
	date, at := f.member(n, "date")
	if at >= 0 && len(date) != len("2021-02-19") {
		f.at(dateForm, at, "a release has a day; write it as in 2021-02-19")
		return
	}
	f.released = date
}

// reversed reports whether a text is an interval of two good dates the wrong way round.
func reversed(text string) (from, to string, ok bool) {
	for i := range text {
		if text[i] == '/' && i > 0 && i < len(text)-1 {
			_, err := cyberres.ParseDate(text[i+1:] + "/" + text[:i])
			return text[:i], text[i+1:], err == nil
		}
	}
	return "", "", false
}

// period checks that a record does not end before it begins.
func (f *file) period(n int32) {
	from, a := f.member(n, "from")
	to, b := f.member(n, "to")
	if a < 0 || b < 0 || from == "" || to == "" {
		return
	}
	if later, certain := cyberres.Date(to).Before(cyberres.Date(from)); later && certain {
		f.at(dateOrder, b, "the period ends on %s, before it begins on %s", to, from).relate(f, a, "begins here")
	}
}

// relate adds another value of the same file to a finding.
func (found *Finding) relate(f *file, n int32, message string) {
	found.Related = append(found.Related, f.related(int(f.node(n).Start), message))
}

// timeline checks the order of the events of an instrument. Of several dates that are out of order with each other it reports the fewest that, set
// right, would put all in order: of one date that was mistyped, that one.
func (f *file) timeline(n int32) {
	list := f.tree.Member(n, "timeline")
	if list < 0 || f.node(list).Type != '[' || f.refuse[list] {
		return
	}
	type step struct {
		at         int32
		date, kind string
		best, from int // the longest run in order that ends here, and the step before in it
	}
	var space [12]step
	steps := space[:0]
	for i := list + 1; i < f.node(list).Next; i = f.node(i).Next {
		date, at := f.member(i, "date")
		kind, _ := f.member(i, "type")
		if at >= 0 && date != "" && f.fine(i) {
			steps = append(steps, step{at, date, kind, 1, -1})
		}
	}
	before := func(a, b string) bool {
		earlier, certain := cyberres.Date(a).Before(cyberres.Date(b))
		return earlier && certain
	}
	last := -1
	for i := range steps {
		for k := range steps[:i] {
			if steps[k].best >= steps[i].best && !before(steps[i].date, steps[k].date) {
				steps[i].best, steps[i].from = steps[k].best+1, k
			}
		}
		if last < 0 || steps[i].best > steps[last].best {
			last = i
		}
	}
	ordered := map[int]bool{}
	for i := last; i >= 0; i = steps[i].from {
		ordered[i] = true
	}
	for i, s := range steps {
		if ordered[i] {
			continue
		}
		other := i - 1
		if other < 0 || !before(s.date, steps[other].date) {
			other = i + 1
		}
		if other == len(steps) {
			continue
		}
		o := steps[other]
		f.at(timelineOrder, s.at, "%s on %s stands beside %s on %s; a timeline is in the order of dates", s.kind, s.date, o.kind, o.date).relate(f, o.at, "the other step")
		return
	}
	for i, end := range steps {
		if end.kind != "repealed" && end.kind != "superseded" && end.kind != "expired" {
			continue
		}
		for _, s := range steps[i+1:] {
			switch s.kind {
			case "announced", "proposed", "adopted", "signed", "published", "in-force":
				if before(end.date, s.date) {
					f.at(timelineOrder, end.at, "%s on %s, before it was %s on %s", end.kind, end.date, s.kind, s.date).relate(f, s.at, "the later step")
					return
				}
			}
		}
	}
	for _, s := range steps {
		switch s.kind {
		case "announced", "proposed", "adopted", "signed", "published":
			if f.released != "" && before(f.released, s.date) {
				f.at(afterRelease, s.at, "%s on %s, after the dataset's release on %s; only what is bound to come may lie ahead", s.kind, s.date, f.released)
				return
			}
		}
	}
}

// written checks that a source is not younger than the release.
func (f *file) written(n int32) {
	w := f.tree.Member(n, "written")
	if w < 0 || f.node(w).Type != '{' || f.released == "" {
		return
	}
	date, at := f.member(w, "date")
	if at < 0 || date == "" {
		return
	}
	if after, certain := cyberres.Date(f.released).Before(cyberres.Date(date)); after && certain {
		f.at(afterRelease, at, "written on %s, after the dataset's release on %s", date, f.released)
	}
}
