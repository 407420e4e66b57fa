package draw

import (
	"cmp"
	"math"
	"slices"
)

// componentGap is the space between parts of a drawing that no line connects.
const componentGap = 34

// components sorts nodes into connected parts, each in ascending order, the parts by their first node.
func components(n int, links []link) [][]int {
	root := make([]int, n)
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, l := range links {
		a, b := find(l.a), find(l.b)
		root[max(a, b)] = min(a, b)
	}
	var parts [][]int
	part := make([]int, n)
	for i := range n {
		if r := find(i); r == i {
			part[i] = len(parts)
			parts = append(parts, []int{i})
		} else {
			part[i] = part[r]
			parts[part[i]] = append(parts[part[i]], i)
		}
	}
	return parts
}

// pack returns where the corners of rectangles go so that they lie side by side without overlap in a frame of the wanted shape, as small as a few attempts find
// it.
func pack(sizes []point) []point {
	if len(sizes) == 0 {
		return nil
	}
	order := make([]int, len(sizes))
	total, widest := 0.0, 0.0
	for i, s := range sizes {
		order[i] = i
		total += float64((s.x + componentGap) * (s.y + componentGap))
		widest = max(widest, s.x)
	}
	slices.SortFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(sizes[j].y, sizes[i].y), cmp.Compare(sizes[j].x, sizes[i].x), i-j)
	})
	var best []point
	least := math.Inf(1)
	ideal := math.Sqrt(total * wideness)
	for k := range 16 {
		width := max(widest, ideal*(0.8+float64(float64(k)*0.08)))
		corners := skyline(sizes, order, width)
		var area rect
		for i, c := range corners {
			area = area.union(rect{c.x, c.y, c.x + sizes[i].x, c.y + sizes[i].y})
		}
		if size := frame(area.width(), area.height()); size < least {
			best, least = corners, size
		}
	}
	balance(sizes, best)
	return best
}

// skyline packs rectangles in the given order, each as far up as it can, and there as far left. The outline of what is placed is kept as steps.
func skyline(sizes []point, order []int, width float64) []point {
	type step struct{ x, y float64 } // from x to the next step, everything above y is taken
	outline := []step{{0, 0}}
	corners := make([]point, len(sizes))
	for _, i := range order {
		w, h := sizes[i].x, sizes[i].y
		at, top := -1, math.Inf(1)
		for k, s := range outline {
			if s.x+w > width+0.001 && k > 0 {
				break
			}
			y := s.y
			for _, t := range outline[k+1:] {
				if t.x >= s.x+w+componentGap {
					break
				}
				y = max(y, t.y)
			}
			if y < top {
				at, top = k, y
			}
		}
		x := outline[at].x
		corners[i] = point{x, top}
		// The new step replaces those that it covers; the last of them goes on where it ends.
		end := at
		for end+1 < len(outline) && outline[end+1].x <= x+w+componentGap {
			end++
		}
		rest := step{x + w + componentGap, outline[end].y}
		outline = slices.Replace(outline, at, end+1, step{x, top + h + componentGap}, rest)
	}
	return corners
}

// balance moves each rectangle to the middle of the room that it has, first up and down, then left and right, so that the slack is not all at one side.
func balance(sizes, corners []point) {
	if len(sizes) > 200 { // the slack of many small parts is not seen
		return
	}
	var area rect
	for i, c := range corners {
		area = area.union(rect{c.x, c.y, c.x + sizes[i].x, c.y + sizes[i].y})
	}
	const near = componentGap - 0.5 // what is exactly a gap away but for rounding is no neighbour
	for i := range corners {
		low, high := area.y0, area.y1
		for j, c := range corners {
			if j != i && c.x < corners[i].x+sizes[i].x+near && corners[i].x < c.x+sizes[j].x+near {
				if c.y < corners[i].y {
					low = max(low, c.y+sizes[j].y+componentGap)
				} else {
					high = min(high, c.y-componentGap)
				}
			}
		}
		corners[i].y = max(corners[i].y, (low+high-sizes[i].y)/2)
	}
	for i := range corners {
		low, high := area.x0, area.x1
		for j, c := range corners {
			if j != i && c.y < corners[i].y+sizes[i].y+near && corners[i].y < c.y+sizes[j].y+near {
				if c.x < corners[i].x {
					low = max(low, c.x+sizes[j].x+componentGap)
				} else {
					high = min(high, c.x-componentGap)
				}
			}
		}
		corners[i].x = max(corners[i].x, (low+high-sizes[i].x)/2)
	}
}
