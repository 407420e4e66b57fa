package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"github.com/cyberres/cyberres/cyberres/tag"
)

// A job is what the command line asks for.
type job struct {
	corpus       tag.Corpus
	data, runner string
}

// errFailed is the error of a job that was begun and has not done all.
var errFailed = errors.New("the job failed; the same command goes on with the shards that are not done")

// run processes the shards that are not done, and writes the counts of all when they are. Where it fails, there is no stats.json.
func (j *job) run(ctx context.Context) (err error) {
	for _, folder := range []*string{&j.corpus.In, &j.corpus.Out, &j.data} { // workers run in other folders than this process
		if *folder != "" {
			if *folder, err = filepath.Abs(*folder); err != nil {
				return err
			}
		}
	}
	shards, err := j.corpus.Shards()
	if err != nil {
		return err // also where there is none: Beam would be content, and write nothing
	}
	dataset, err := open(j.data)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(j.corpus.Out, 0o777); err != nil {
		return err
	}
	// That of an earlier run would say that this one is done.
	if err := os.Remove(filepath.Join(j.corpus.Out, "stats.json")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	// The total comes by way of a file that is named as one on its way, which tag.WriteStats clears away with those that killed workers have left, in whichever run
	// comes to it.
	f, err := os.CreateTemp(j.corpus.Out, ".stats.json.unfinished-*.tmp")
	if err != nil {
		return err
	}
	f.Close()
	total := f.Name()
	defer os.Remove(total)
	if _, err := beam.Run(ctx, j.runner, j.pipeline(shards, dataset.Version().Digest, total)); err != nil {
		return fmt.Errorf("%w: %w", errFailed, err)
	}
	sum, err := j.total(total, len(shards))
	if err == nil {
		err = tag.WriteStats(j.corpus.Out, sum.Stats)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", errFailed, err)
	}
	fmt.Fprintf(os.Stderr, "%d shards, %d documents, and %d lines that are none (see the files *.rejects.jsonl in %s)\n", sum.Shards, sum.Stats.Documents, sum.Stats.Rejects, j.corpus.Out)
	return nil
}

// total reads what the job has counted. That Beam returns no error does not say that it is there: a job that somebody cancelled ends without one.
func (j *job) total(path string, shards int) (c counted, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return c, err
	}
	if len(data) == 0 {
		return c, fmt.Errorf("it ended without its counts: it was cancelled, or its workers see another folder %s than this process", j.corpus.Out)
	}
	if c, err = decodeCounted(data); err != nil {
		return c, fmt.Errorf("what it counted, in %s: %w", path, err)
	}
	if c.Shards != int64(shards) {
		return c, fmt.Errorf("it counted %d shards of %d", c.Shards, shards)
	}
	return c, nil
}
