package tag

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// A Corpus is a folder of shards, *.jsonl in it and in folders below, and a folder for the results. For the shard a/b.jsonl those are
//
//	a/b.jsonl          what was found, a line for each document
//	a/b.rejects.jsonl  lines that are no documents
//	a/b.stats.json     counts; it is written last, so that where it stands the shard is done
//
// Files are written beside their place and renamed, so that there are whole ones only. A shard whose stats are there, and were made of a file of the same size and by
// the same dataset, is not processed again.
type Corpus struct {
	In, Out string
	Workers int // 0 for one on each processor
	// Progress is called when a shard is done, by one goroutine at a time; nil for nobody.
	Progress func(done, all int, s Stats)
}

// ErrNoShards is the error of a folder without a shard.
var ErrNoShards = errors.New("no shards: there is no file *.jsonl")

// Shards lists the shards by name, with slashes, relative to In.
func (c Corpus) Shards() (names []string, err error) {
	err = filepath.WalkDir(c.In, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if out, _ := filepath.Abs(c.Out); e.IsDir() && path != c.In {
			if here, _ := filepath.Abs(path); here == out {
				return fs.SkipDir // results within the corpus are no shards
			}
		}
		if !e.Type().IsRegular() || !strings.HasSuffix(path, ".jsonl") {
			return nil
		}
		name, err := filepath.Rel(c.In, path)
		names = append(names, filepath.ToSlash(name))
		return err
	})
	if err == nil && len(names) == 0 {
		err = fmt.Errorf("%s: %w", c.In, ErrNoShards)
	}
	slices.Sort(names)
	return names, err
}

// Process processes all shards that are not done and returns the counts of all. After an interrupt or a fault, calling it again goes on where it stopped, and ends
// with the same bytes. Counts are written to stats.json in Out.
func (w *Drafter) Process(ctx context.Context, c Corpus) (total Stats, err error) {
	if a, err := filepath.Abs(c.In); err == nil {
		if b, err := filepath.Abs(c.Out); err == nil && a == b {
			return total, fmt.Errorf("the results would be written over the corpus in %s; name another folder", c.In)
		}
	}
	shards, err := c.Shards()
	if err != nil {
		return total, err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	names := make(chan string)
	var (
		lock   sync.Mutex
		failed error
		done   int
		pool   sync.WaitGroup
	)
	workers := c.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	for range min(workers, len(shards)) {
		pool.Go(func() {
			for name := range names {
				s, err := w.ProcessFile(ctx, c.In, c.Out, name)
				lock.Lock()
				switch {
				case err == nil:
					total.Merge(s)
					done++
					if c.Progress != nil {
						c.Progress(done, len(shards), total)
					}
				case failed == nil:
					failed = err
					stop()
				}
				lock.Unlock()
			}
		})
	}
	for _, name := range shards {
		select {
		case names <- name:
			continue
		case <-ctx.Done():
		}
		break
	}
	close(names)
	pool.Wait()
	if failed != nil {
		return total, failed
	}
	if err := ctx.Err(); err != nil {
		return total, fmt.Errorf("%d of %d shards are done: %w", done, len(shards), err)
	}
	return total, WriteStats(c.Out, total)
}

// WriteStats writes the counts of a corpus to stats.json in the folder of its results.
func WriteStats(out string, total Stats) error {
	data, err := json.Marshal(total)
	if err != nil {
		return err
	}
	path := filepath.Join(out, "stats.json")
	sweep(path)
	return writeWhole(path, func(w io.Writer) error {
		_, err := w.Write(append(data, '\n'))
		return err
	})
}

// shardStats is what stands in the stats file of a shard: what it was made of and by.
type shardStats struct {
	Size    int64  `json:"size"`    // of the shard, in bytes
	Dataset string `json:"dataset"` // digest of its files
	Stats   Stats  `json:"stats"`
}

// ProcessFile processes one shard of a folder, named as by [Corpus.Shards], unless it is done, and returns its counts. Other engines than [Drafter.Process] call it
// with shards in any order, on any machine that has both folders; called twice, it writes the same bytes.
func (w *Drafter) ProcessFile(ctx context.Context, in, out, name string) (s Stats, err error) {
	local := filepath.FromSlash(name)
	if !filepath.IsLocal(local) || !strings.HasSuffix(name, ".jsonl") {
		return s, fmt.Errorf("%q is no name of a shard", name)
	}
	f, err := os.Open(filepath.Join(in, local))
	if err != nil {
		return s, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return s, err
	}
	stem := filepath.Join(out, strings.TrimSuffix(local, ".jsonl"))
	made := shardStats{Size: info.Size(), Dataset: w.dataset.Version().Digest}
	if old, err := readShardStats(stem + ".stats.json"); err == nil && old.Size == made.Size && old.Dataset == made.Dataset {
		return old.Stats, nil
	}
	if err := os.MkdirAll(filepath.Dir(stem), 0o777); err != nil {
		return s, err
	}
	err = writeWhole(stem+".rejects.jsonl", func(rejects io.Writer) error {
		return writeWhole(stem+".jsonl", func(results io.Writer) error {
			var err error
			made.Stats, err = w.ProcessShard(ctx, f, results, rejects)
			return err
		})
	})
	if err == nil {
		sweep(stem+".jsonl", stem+".rejects.jsonl", stem+".stats.json")
		err = writeWhole(stem+".stats.json", func(w io.Writer) error {
			data, err := json.Marshal(made)
			if err == nil {
				_, err = w.Write(append(data, '\n'))
			}
			return err
		})
	}
	if err != nil {
		return s, fmt.Errorf("shard %s: %w", name, err)
	}
	return made.Stats, nil
}

func readShardStats(path string) (s shardStats, err error) {
	data, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(data, &s)
	}
	return s, err
}

// writeWhole writes a file by way of another one beside it, so that it is there as a whole or not at all. The other one has a name of its own for each writer:
// two workers that were given one shard, as some engines do when one is slow, do not write into each other's. Both write the same.
func writeWhole(path string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	b := bufio.NewWriterSize(f, 64<<10)
	err = write(b)
	if err = errors.Join(err, b.Flush(), f.Close()); err != nil {
		return err
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	err = os.Rename(f.Name(), path)
	if _, there := os.Stat(path); errors.Is(err, fs.ErrNotExist) && there == nil {
		return nil // the other worker has swept ours away when it was done
	}
	return err
}

// sweep removes what workers that were killed have left beside files.
func sweep(paths ...string) {
	for _, path := range paths {
		left, _ := filepath.Glob(filepath.Join(escaped(filepath.Dir(path)), escaped("."+filepath.Base(path))+".*.tmp"))
		for _, name := range left {
			os.Remove(name)
		}
	}
}

// escaped keeps a path from being read as a pattern.
func escaped(path string) string {
	if filepath.Separator == '\\' {
		return path // there, nothing can be escaped
	}
	return strings.NewReplacer(`*`, `\*`, `?`, `\?`, `[`, `\[`, `\`, `\\`).Replace(path)
}
