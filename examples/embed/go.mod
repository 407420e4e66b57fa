module github.com/cyberres/cyberres/examples/embed

go 1.26

require github.com/cyberres/cyberres v0.0.0

replace github.com/cyberres/cyberres => ../..
