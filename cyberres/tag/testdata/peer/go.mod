module github.com/cyberres/cyberres/cyberres/tag/testdata/peer

go 1.26.0

require (
	github.com/cyberres/cyberres v0.0.0
	github.com/petar-dambovaliev/aho-corasick v0.0.0-20250424160509-463d218d4745
)

require golang.org/x/text v0.43.0 // indirect

replace github.com/cyberres/cyberres => ../../../..
