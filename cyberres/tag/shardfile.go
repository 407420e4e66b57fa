package tag

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// shardFormat numbers the ways in which results were made. It is raised when the same shard and dataset come to give other bytes: what stands in an old folder is
// then made anew, and not mixed with the new.
const shardFormat = 2

// shardStats is what stands in the stats file of a shard: what it was made of and by, and what came of it.
type shardStats struct {
	Format  int    `json:"format"`
	Dataset string `json:"dataset"` // digest of its files, and the day as of which it was seen
	Size    int64  `json:"size"`    // of the shard, in bytes
	SHA256  string `json:"sha256"`  // of the shard
	Results int64  `json:"results"` // bytes of its results
	Rejects int64  `json:"rejects"` // bytes of its rejects
	Stats   Stats  `json:"stats"`
}

// ProcessFile processes one shard of a folder, named as by [Corpus.Shards], unless it is done, and returns its counts. Other engines than [Drafter.Process] call it
// with shards in any order, on any machine that has both folders; called twice, it writes the same bytes. When all are done, they call [WriteStats].
func (w *Drafter) ProcessFile(ctx context.Context, in, out, name string) (Stats, error) {
	made, err := w.processFile(ctx, in, out, name)
	if err != nil {
		return Stats{}, fmt.Errorf("shard %s: %w", name, err)
	}
	return made.Stats, nil
}

func (w *Drafter) processFile(ctx context.Context, in, out, name string) (made shardStats, err error) {
	if err := shardName(name); err != nil {
		return made, err
	}
	path := filepath.Join(in, filepath.FromSlash(name))
	if err := plain(path); err != nil {
		return made, err
	}
	if err := separate(in, out); err != nil {
		return made, err
	}
	f, err := os.Open(path)
	if err != nil {
		return made, err
	}
	defer f.Close()
	version := w.dataset.Version()
	made = shardStats{Format: shardFormat, Dataset: version.Digest}
	if version.AsOf != "" {
		made.Dataset += " as of " + string(version.AsOf)
	}
	stem := strings.TrimSuffix(filepath.Join(out, filepath.FromSlash(name)), shardEnd)
	if old, ok, err := made.done(ctx, f, stem); err != nil || ok {
		return old, err
	}
	if err := os.MkdirAll(filepath.Dir(stem), 0o777); err != nil {
		return made, err
	}
	digest := sha256.New()
	read := counting{Writer: digest}
	made.Rejects, err = writeWhole(stem+rejectsEnd, func(rejects io.Writer) error {
		var err error
		made.Results, err = writeWhole(stem+shardEnd, func(results io.Writer) error {
			var err error
			made.Stats, err = w.ProcessShard(ctx, io.TeeReader(f, &read), results, rejects)
			return err
		})
		return err
	})
	if err != nil {
		return made, err
	}
	made.Size, made.SHA256 = read.n, hex.EncodeToString(digest.Sum(nil))
	return made, writeJSON(stem+statsEnd, made)
}

// done returns what stands in the stats file of a shard, if that is how it would be made again. The shard is read for it only where all else fits.
func (made shardStats) done(ctx context.Context, f *os.File, stem string) (old shardStats, ok bool, err error) {
	old, err = readShardStats(stem + statsEnd)
	if err != nil || old.Format != made.Format || old.Dataset != made.Dataset || !hasSize(stem+shardEnd, old.Results) || !hasSize(stem+rejectsEnd, old.Rejects) {
		return old, false, nil
	}
	if info, err := f.Stat(); err != nil || info.Size() != old.Size {
		return old, false, err
	}
	digest := sha256.New()
	if _, err := io.Copy(digest, interruptible{ctx, f}); err != nil {
		return old, false, err
	}
	if hex.EncodeToString(digest.Sum(nil)) == old.SHA256 {
		return old, true, nil
	}
	_, err = f.Seek(0, io.SeekStart)
	return old, false, err
}

// plain says why a file cannot be read from its beginning to its end, twice. It is asked before the file is opened: opening a pipe may wait forever.
func plain(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is no plain file (%s)", path, info.Mode().Type())
	}
	return nil
}

func hasSize(path string, size int64) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Size() == size
}

func readShardStats(path string) (s shardStats, err error) {
	data, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(data, &s)
	}
	if err == nil && s.Format == 0 {
		err = fmt.Errorf("%s has no counts of a shard", path)
	}
	return s, err
}

// interruptible is a reader that ends with its context.
type interruptible struct {
	context.Context
	io.Reader
}

func (r interruptible) Read(p []byte) (int, error) {
	if err := r.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}

// counting counts the bytes that are written.
type counting struct {
	io.Writer
	n int64
}

func (w *counting) Write(p []byte) (int, error) {
	n, err := w.Writer.Write(p)
	w.n += int64(n)
	return n, err
}

// unfinished is in the name of every file that is being written, so that those can be told which a killed worker has left.
const unfinished = ".unfinished-"

// writeWhole writes a file by way of another one beside it, so that it is there as a whole or not at all, and returns its size. The other one has a name of its own
// for each writer: two workers that were given one shard, as some engines do when one is slow, do not write into each other's. Both write the same.
func writeWhole(path string, write func(io.Writer) error) (size int64, err error) {
	f, err := createBeside(path)
	if err != nil {
		return 0, err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	b := bufio.NewWriterSize(f, 64<<10)
	counted := counting{Writer: b}
	err = write(&counted)
	if err = errors.Join(err, b.Flush(), f.Close()); err != nil {
		return 0, err
	}
	err = os.Rename(f.Name(), path)
	if errors.Is(err, fs.ErrNotExist) && hasSize(path, counted.n) {
		err = nil // the other worker was first, and what it took for left behind was ours
	}
	return counted.n, err
}

// createBeside creates a file of a new name, with the rights that a file gets which a user creates.
func createBeside(path string) (f *os.File, err error) {
	for range 100 {
		name := "." + filepath.Base(path) + unfinished + strconv.FormatUint(rand.Uint64(), 36) + ".tmp"
		f, err = os.OpenFile(filepath.Join(filepath.Dir(path), name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	return f, err
}

// writeJSON writes a small file. Two that write the counts of a corpus at once may sweep away what the other is writing; then it is written again.
func writeJSON(path string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	for range 10 {
		_, err = writeWhole(path, func(w io.Writer) error {
			_, err := w.Write(append(data, '\n'))
			return err
		})
		if !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	return err
}
