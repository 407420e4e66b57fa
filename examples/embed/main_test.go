package main

import "os"

func Example() {
	run(os.Stdout)
	// Output:
}
