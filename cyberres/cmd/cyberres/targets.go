package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// maxFile is how many bytes a file of a dataset may have; larger ones are refused unread.
const maxFile = 32 << 20

// A target is a file of a dataset: where it is, and its name inside of the dataset, which tells its kind.
type target struct{ path, name string }

// The layout of a dataset.
func rootFiles() []string {
	return []string{"dataset.json", "themes.json", "references.json", "cues.json"}
}
func folders() []string { return []string{"actors", "instruments", "sources", "annotations"} }

// targets returns the files of a dataset that a path stands for: itself, or those of the dataset or datasets in the folder.
func targets(path string) ([]target, error) {
	info, err := os.Lstat(path)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return folderTargets(path)
	}
	if err := plainFile(path, info); err != nil {
		return nil, err
	}
	name, ok := placeOf(path)
	if !ok {
		return nil, noPlace(path)
	}
	return []target{{path, name}}, nil
}

// plainFile refuses what may be something else at the next look, or block for ever when it is read.
func plainFile(path string, info fs.FileInfo) error {
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		return fmt.Errorf("%s is a link; name the file that it leads to", path)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is no plain file", path)
	case info.Size() > maxFile:
		return fmt.Errorf("%s has %d bytes, more than the %d allowed", path, info.Size(), maxFile)
	}
	return nil
}

// placeOf returns the name inside of a dataset of the file at a path. It goes by the last two parts of the path, for a file that is being
// written may be in no dataset yet: an editor formats what is not saved.
func placeOf(path string) (name string, ok bool) {
	if abs, err := filepath.Abs(path); err == nil { // japan.json in the working folder actors
		path = abs
	}
	base, folder := filepath.Base(path), filepath.Base(filepath.Dir(path))
	switch {
	case slices.Contains(rootFiles(), base) && exists(filepath.Join(filepath.Dir(path), "dataset.json")): // wherever the dataset is
		return base, true
	case slices.Contains(folders(), folder) && strings.HasSuffix(base, ".json"):
		return folder + "/" + base, true
	case slices.Contains(rootFiles(), base):
		return base, true
	}
	return "", false
}

// noPlace is the error for a file that has no place in a dataset.
func noPlace(path string) error {
	return fmt.Errorf("%s is no file of a dataset; those are %s, and .json files in %s", path, strings.Join(rootFiles(), ", "), strings.Join(folders(), ", "))
}

// folderTargets returns the files of the datasets in a folder. What only lies beside them is left alone.
func folderTargets(folder string) (out []target, err error) {
	abs, err := filepath.Abs(folder)
	if err != nil {
		return nil, err
	}
	// A folder may be called sources and be no part of a dataset.
	if slices.Contains(folders(), filepath.Base(abs)) && exists(filepath.Join(abs, "..", "dataset.json")) {
		return within(folder, filepath.Base(abs))
	}
	err = filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !e.IsDir():
			return nil
		case path != folder && strings.HasPrefix(e.Name(), "."):
			return fs.SkipDir // .git and the like are not the user's own
		}
		if _, err := os.Lstat(filepath.Join(path, "dataset.json")); err != nil {
			return nil
		}
		// What is below a dataset belongs to it or only lies there, such as readings and texts.
		found, err := datasetTargets(path)
		out = append(out, found...)
		if err != nil {
			return err
		}
		return fs.SkipDir
	})
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("no dataset in %s: there is no dataset.json", folder)
	}
	return out, err
}

// datasetTargets returns the files of the dataset in a folder.
func datasetTargets(folder string) (out []target, err error) {
	for _, name := range rootFiles() {
		if path := filepath.Join(folder, name); exists(path) {
			out = append(out, target{path, name})
		}
	}
	for _, name := range folders() {
		found, err := within(filepath.Join(folder, name), name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // a dataset need not have all folders
			return out, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// exists reports whether there is anything at a path, be it a link that leads nowhere.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// within returns the files in one folder of a dataset.
func within(folder, name string) (out []target, err error) {
	entries, err := os.ReadDir(folder)
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".json") && !e.IsDir() { // links and devices too: they are refused with a word, not passed over
			out = append(out, target{filepath.Join(folder, e.Name()), name + "/" + e.Name()})
		}
	}
	return out, err
}

// readPlain reads a plain file, and its mode.
func readPlain(path string) (text string, mode fs.FileMode, err error) {
	info, err := os.Lstat(path) // once more: it may have been replaced since it was listed
	if err != nil {
		return "", 0, err
	}
	if err := plainFile(path, info); err != nil {
		return "", 0, err
	}
	f, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("%s grew over the %d bytes allowed", path, maxFile)
	}
	return string(data), info.Mode(), err
}

// replace writes a file anew in one step, by way of another one beside it: whoever reads it meanwhile sees the old text or the new one, and a full
// disk or an interrupt leaves the old one. Beside it, because a file can be renamed within its file system only.
func replace(path, text string, mode fs.FileMode) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".cyberres-*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	// A new file of this sort is for its owner only.
	if err := os.Chmod(f.Name(), mode.Perm()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
