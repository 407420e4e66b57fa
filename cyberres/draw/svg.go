package draw

import (
	"strconv"
	"unicode/utf8"
)

// The ink of both pictures. Text is nearly black, everything that only helps reading is grey.
const (
	inkText  = "#1a1a1a"
	inkMinor = "#595959" // still 7:1 against white, for small print
	inkLine  = "#8c8c8c"
	inkFaint = "#d9d9d9"
)

// A font that is installed nearly everywhere comes late in this list: the widths in label.go are those of the first, and the others are not wider.
const fontFamily = "DejaVu Sans, Verdana, Helvetica, Arial, sans-serif"

// A canvas writes SVG. Its methods return it, so that one line of code is about one element.
type canvas struct{ b []byte }

// s writes markup as it is.
func (c *canvas) s(markup string) *canvas {
	c.b = append(c.b, markup...)
	return c
}

// d writes a whole number.
func (c *canvas) d(n int) *canvas {
	c.b = strconv.AppendInt(c.b, int64(n), 10)
	return c
}

// n writes a length, rounded to a tenth. Tenths are finer than a screen shows and coarse enough to absorb what differs in the last bits of a layout.
func (c *canvas) n(x float64) *canvas {
	n := tenths(x)
	if n < 0 {
		c.b = append(c.b, '-')
		n = -n
	}
	c.b = strconv.AppendInt(c.b, n/10, 10)
	if n%10 != 0 {
		c.b = append(c.b, '.', byte('0'+n%10))
	}
	return c
}

// tenths rounds half away from zero. What is no coordinate at all, such as an infinity, becomes zero: the picture is then wrong, but still a picture.
func tenths(x float64) int64 {
	switch {
	case !(x > -1e12 && x < 1e12):
		return 0
	case x < 0:
		return -int64(float64(-x*10) + 0.5)
	}
	return int64(float64(x*10) + 0.5)
}

// xy writes a point.
func (c *canvas) xy(p point) *canvas { return c.n(p.x).s(" ").n(p.y) }

// t writes untrusted text, for content and for attribute values alike.
func (c *canvas) t(text string) *canvas {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '&':
			c.s("&amp;")
		case r == '<':
			c.s("&lt;")
		case r == '>': // in content this matters only after "]]", which is reason enough
			c.s("&gt;")
		case r == '"':
			c.s("&#34;")
		case r == '\'':
			c.s("&#39;")
		case r == '\t', r == '\n', r == '\r': // an attribute would turn them into spaces anyway
			c.s(" ")
		case printable(r):
			c.b = utf8.AppendRune(c.b, r) // a byte that is not UTF-8 has been decoded as U+FFFD
		}
		i += size
	}
	return c
}

// attr writes an attribute with an untrusted value.
func (c *canvas) attr(name, value string) *canvas { return c.s(" ").s(name).s(`="`).t(value).s(`"`) }

// tip writes the tooltip of the element that is open.
func (c *canvas) tip(text string) *canvas { return c.s("<title>").t(text).s("</title>") }

// open begins a picture, with its frame, its accessible name and description, and a white ground for pages of any colour.
func (c *canvas) open(width, height float64, title, desc string) {
	c.s(`<svg xmlns="http://www.w3.org/2000/svg" width="`).n(width).s(`" height="`).n(height)
	c.s(`" viewBox="0 0 `).n(width).s(" ").n(height).s(`" role="img" font-family="` + fontFamily + `" font-size="13" fill="` + inkText + `">` + "\n")
	c.tip(title).s("\n<desc>").t(desc).s("</desc>\n")
	c.s(`<rect width="`).n(width).s(`" height="`).n(height).s(`" fill="#fff"/>` + "\n")
}

// text writes one line of text. The anchor is start, middle or end; extra attributes are trusted markup with a leading space.
func (c *canvas) text(p point, anchor, extra, text string) {
	c.s(`<text x="`).n(p.x).s(`" y="`).n(p.y).s(`"`)
	if anchor != "start" {
		c.s(` text-anchor="`).s(anchor).s(`"`)
	}
	c.s(extra).s(">").t(text).s("</text>")
}

// line writes a straight line; it takes its ink from the group around it.
func (c *canvas) line(a, b point) {
	c.s(`<path d="M`).xy(a).s("L").xy(b).s(`"/>`)
}
