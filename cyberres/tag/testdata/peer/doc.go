// Package peer measures the dictionary of package tag beside a widely used automaton for many words at once, in a module of its own so that nobody who uses
// the library depends on it.
package peer
