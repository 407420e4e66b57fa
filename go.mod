module github.com/cyberres/cyberres

go 1.26.0

require (
	github.com/google/go-cmp v0.7.0
	github.com/santhosh-tekuri/jsonschema/v5 v5.3.1
)

require golang.org/x/text v0.43.0
