// Package draw turns a network of cooperation and the life of instruments into SVG pictures.
//
// A picture is one standalone file: no script, no style sheet, no font and no other file is needed, so that it shows as an image in a page, in a README and in
// print. The same input gives the same bytes on every run, and its order does not matter: a picture can be kept under version control, and a diff means that
// the data changed. To hold that across processors, layouts use nothing but basic arithmetic and square roots, and no product is added without being rounded
// first (a conversion such as float64(x*y) keeps the compiler from fusing the two into one operation with another rounding).
//
// A cooperation is drawn as a node of its own with a spoke to each party, never as lines between all pairs: three parties of one multilateral arrangement
// are not three bilateral ones. What colour says is always said a second time by shape, dashes, height or pattern.
//
// Labels are untrusted. They are escaped, characters that XML forbids are dropped, and long ones are shortened; the whole text is then in the tooltip.
package draw
