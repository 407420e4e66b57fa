module github.com/cyberres/cyberres/examples/livepage

go 1.26.0

require github.com/cyberres/cyberres v0.0.0

require (
	golang.org/x/net v0.62.0
	golang.org/x/text v0.43.0
)

replace github.com/cyberres/cyberres => ../..
