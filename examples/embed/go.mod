module github.com/cyberres/cyberres/examples/embed

go 1.26.0

require github.com/cyberres/cyberres v0.0.0

require golang.org/x/text v0.43.0 // indirect

replace github.com/cyberres/cyberres => ../..
