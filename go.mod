module github.com/cyberres/cyberres

go 1.26
