package cyberres

import (
	"encoding/json"
	"fmt"
	"iter"
	"reflect"
	"slices"
)

// A List is a sequence that cannot be written through: records share their lists with the [Dataset] that they come from, and stay
// true whoever holds them. The zero List is empty. Lists print and marshal like slices.
type List[T any] struct{ items []T }

// Of returns a list of the items given, for literals and tests.
func Of[T any](items ...T) List[T] { return List[T]{slices.Clone(items)} }

// Len returns the number of items.
func (l List[T]) Len() int { return len(l.items) }

// At returns the item at index i, from 0. Like a slice, it panics outside of [0, Len).
func (l List[T]) At(i int) T { return l.items[i] }

// All ranges over the items in order, without allocating.
func (l List[T]) All() iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, x := range l.items {
			if !yield(x) {
				return
			}
		}
	}
}

// Slice returns a copy that the caller may change.
func (l List[T]) Slice() []T { return slices.Clone(l.items) }

// Equal reports whether both lists have equal items in the same order, as reflect.DeepEqual compares them; go-cmp uses it.
func (l List[T]) Equal(other List[T]) bool {
	return len(l.items) == 0 && len(other.items) == 0 || reflect.DeepEqual(l.items, other.items)
}

// Format prints the list as fmt prints a slice.
func (l List[T]) Format(s fmt.State, verb rune) {
	fmt.Fprintf(s, fmt.FormatString(s, verb), l.items)
}

// MarshalJSON writes an array, an empty one for the zero List.
func (l List[T]) MarshalJSON() ([]byte, error) {
	if l.items == nil {
		return []byte("[]"), nil
	}
	return json.Marshal(l.items)
}

// UnmarshalJSON replaces the list by the array that it reads. Copies made before keep their items.
func (l *List[T]) UnmarshalJSON(data []byte) error {
	var items []T // fresh: decoding into the old array would write through other copies
	if err := json.Unmarshal(data, &items); err != nil {
		return err
	}
	l.items = items
	return nil
}
