// Package dataset embeds the records. Programs read them through package cyberres, which types and checks them.
package dataset

import (
	"embed"
	"io/fs"
)

//go:embed dataset.json themes.json references.json cues.json actors instruments sources annotations
var files embed.FS

// FS returns the files of the dataset, as cyberres.Open reads them.
func FS() fs.FS { return files }
