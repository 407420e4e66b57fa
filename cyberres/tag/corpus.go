package tag

import (
	"context"
	"errors"
	"fmt"
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
// Files are written beside their place and renamed, so that there are whole ones only. A shard is not processed again where its results are there as they were
// written and were made of the same bytes, by the same dataset and in the same way; to tell, its bytes are read once and compared by their digest.
//
// A shard may be a link to a file; links to folders are not followed. Results may go into a folder within the corpus, whose files are no shards then.
type Corpus struct {
	In, Out string
	Workers int // 0 for one on each processor
	// Progress is called when a shard is done, by one goroutine at a time; nil for nobody.
	Progress func(done, all int, s Stats)
}

// errNoShards is the error of a folder without a shard.
var errNoShards = errors.New("no shards: there is no file *.jsonl")

const (
	shardEnd   = ".jsonl"
	rejectsEnd = ".rejects.jsonl"
	statsEnd   = ".stats.json"
)

// Shards lists the shards by name, with slashes, relative to In.
func (c Corpus) Shards() (names []string, err error) {
	if info, err := os.Stat(c.In); err != nil {
		return nil, fmt.Errorf("the corpus: %w", err)
	} else if !info.IsDir() {
		return nil, fmt.Errorf("the corpus %s is no folder", c.In)
	}
	out, _ := os.Stat(c.Out) // which may not be there yet
	// The folder itself may be a link, which WalkDir would not follow.
	root := filepath.Clean(c.In) + string(filepath.Separator)
	err = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if out != nil && path != root {
				if here, err := e.Info(); err == nil && os.SameFile(here, out) {
					return fs.SkipDir
				}
			}
			return nil
		}
		if !strings.HasSuffix(path, shardEnd) {
			return nil
		}
		local, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(local)
		if err := shardName(name); err != nil {
			return err
		}
		if err := plain(path); err != nil {
			return err
		}
		names = append(names, name)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("the corpus: %w", err)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%s: %w", c.In, errNoShards)
	}
	slices.Sort(names)
	return names, nil
}

// shardName says why a name cannot be one of a shard.
func shardName(name string) error {
	switch {
	case !filepath.IsLocal(filepath.FromSlash(name)) || !strings.HasSuffix(name, shardEnd):
		return fmt.Errorf("%q is no name of a shard", name)
	case strings.HasSuffix(name, rejectsEnd):
		return fmt.Errorf("the shard %s has the name that the rejects of another one get; rename it", name)
	}
	return nil
}

// separate says why results cannot go into a folder: they would be written over the shards.
func separate(in, out string) error {
	if out == "" {
		return errors.New("no folder for the results is named")
	}
	to, err := os.Stat(out)
	if err != nil {
		return nil // it is not there yet, and the corpus is not in it
	}
	if !to.IsDir() {
		return fmt.Errorf("%s is no folder that results could be written into", out)
	}
	path, err := filepath.Abs(in)
	if err == nil {
		path, err = filepath.EvalSymlinks(path)
	}
	if err != nil {
		return err
	}
	for {
		if here, err := os.Stat(path); err == nil && os.SameFile(here, to) {
			return fmt.Errorf("the corpus %s is in the folder for the results, %s, which might be written over it; name another folder", in, out)
		}
		above := filepath.Dir(path)
		if above == path {
			return nil
		}
		path = above
	}
}

// Process processes all shards that are not done and returns the counts of all. After an interrupt or a fault, calling it again goes on where it stopped, and ends
// with the same bytes. Counts are written to stats.json in Out. It is an error if results are there of a shard that the corpus does not have.
func (w *Drafter) Process(ctx context.Context, c Corpus) (total Stats, err error) {
	shards, err := c.Shards()
	if err != nil {
		return total, err
	}
	if err := separate(c.In, c.Out); err != nil {
		return total, err
	}
	if err := strays(c.Out, shards); err != nil {
		return total, err
	}
	inner, stop := context.WithCancel(ctx)
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
				s, err := w.ProcessFile(inner, c.In, c.Out, name)
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
		case <-inner.Done():
		}
		break
	}
	close(names)
	pool.Wait()
	if err := ctx.Err(); err != nil && done < len(shards) && (failed == nil || errors.Is(failed, err)) {
		return total, fmt.Errorf("%d of %d shards are done: %w", done, len(shards), err)
	}
	if failed != nil {
		return total, failed
	}
	return total, WriteStats(c.Out, total)
}

// strays says which results are there of no shard. They would be taken for a part of the corpus, which the counts say nothing of.
func strays(out string, shards []string) error {
	return results(out, func(path, name string) error {
		stem, ok := strings.CutSuffix(name, statsEnd)
		if _, known := slices.BinarySearch(shards, stem+shardEnd); !ok || known {
			return nil
		}
		if _, err := readShardStats(path); err != nil {
			return nil // of another program
		}
		return fmt.Errorf("%s has the results of %s, which is no shard of this corpus; remove them, or name another folder", out, stem+shardEnd)
	})
}

// results walks the files of a folder of results, if there is one.
func results(out string, visit func(path, name string) error) error {
	root := filepath.Clean(out) + string(filepath.Separator)
	return filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // another process may be at work in it, too
		}
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		return visit(path, filepath.ToSlash(name))
	})
}

// WriteStats writes the counts of a corpus to stats.json in the folder of its results, when all shards are done. It removes what workers that were killed have left
// there.
func WriteStats(out string, total Stats) error {
	if err := os.MkdirAll(out, 0o777); err != nil {
		return err
	}
	if err := results(out, func(path, _ string) error {
		if base := filepath.Base(path); strings.HasPrefix(base, ".") && strings.Contains(base, unfinished) && strings.HasSuffix(base, ".tmp") {
			os.Remove(path)
		}
		return nil
	}); err != nil {
		return err
	}
	return writeJSON(filepath.Join(out, "stats.json"), total)
}
