package schema

// Locate is locate for tests.
func Locate(points []rune, q string) (out [][2]int) {
	for _, p := range locate(points, q, len(points)) {
		out = append(out, [2]int{p.start, p.end})
	}
	return out
}
