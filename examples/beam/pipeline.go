package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/cyberres/cyberres/cyberres"
	"github.com/cyberres/cyberres/cyberres/tag"
)

// Workers are other processes: they find by name what is registered here, and have of a value what is registered as its coder, or its exported fields.
func init() {
	register.DoFn2x2[context.Context, string, counted, error](&tagShard{})
	register.Combiner1[counted](&add{})
	register.DoFn1x1[counted, error](&keep{})
	beam.RegisterCoder(reflect.TypeFor[counted](), encodeCounted, decodeCounted)
}

// counted is all that crosses Beam on the way back: how many shards there were, and what was counted in them.
type counted struct {
	Shards int64     `json:"shards"`
	Stats  tag.Stats `json:"stats"`
}

// The coder is ours because the one that Beam would infer goes by fields, and those of the counts are not exported: they would be lost without an error.
func encodeCounted(c counted) ([]byte, error) { return json.Marshal(c) }

func decodeCounted(data []byte) (c counted, err error) {
	err = json.Unmarshal(data, &c)
	return c, err
}

// pipeline tags the shards and leaves what was counted in the file total.
func (j *job) pipeline(shards []string, digest, total string) *beam.Pipeline {
	p, s := beam.NewPipelineWithRoot()
	// Without the reshuffle, runners fuse the list with the work on it, and one worker has all.
	names := beam.Reshuffle(s, beam.CreateList(s, shards))
	each := beam.ParDo(s, &tagShard{In: j.corpus.In, Out: j.corpus.Out, Data: j.data, Digest: digest}, names)
	beam.ParDo0(s, &keep{Path: total}, beam.Combine(s, &add{}, each))
	return p
}

// tagShard processes a shard: it reads it in In and writes its results in Out. A runner may call it twice for a shard, at once even.
type tagShard struct {
	In, Out string
	Data    string // the folder of the dataset, "" for the built-in one
	Digest  string // of the dataset that the driver has

	drafter *tag.Drafter
}

// Setup makes on the worker what cannot be sent to it.
func (t *tagShard) Setup() error {
	d, err := open(t.Data)
	if err != nil {
		return err
	}
	if digest := d.Version().Digest; digest != t.Digest {
		return fmt.Errorf("the dataset of this worker has the digest %s, that of the driver %s: both must be built from, or see, the same one", digest, t.Digest)
	}
	t.drafter, err = tag.NewDrafter(d)
	return err
}

func (t *tagShard) ProcessElement(ctx context.Context, name string) (counted, error) {
	stats, err := t.drafter.ProcessFile(ctx, t.In, t.Out, name)
	if err != nil {
		return counted{}, fmt.Errorf("shard %q: %w", name, err)
	}
	return counted{1, stats}, nil
}

// open opens the dataset in a folder, or the built-in one.
func open(folder string) (*cyberres.Dataset, error) {
	if folder == "" {
		return cyberres.Default(), nil
	}
	d, err := cyberres.Open(os.DirFS(folder))
	if err != nil {
		return nil, fmt.Errorf("the dataset in %s: %w", folder, err)
	}
	return d, nil
}

// add adds what was counted, on workers first, so that what comes together at last is one value from each.
type add struct{}

func (*add) CreateAccumulator() counted { return counted{} }

func (*add) AddInput(sum, c counted) counted { return (*add)(nil).MergeAccumulators(sum, c) }

func (*add) MergeAccumulators(sum, c counted) counted {
	sum.Shards += c.Shards
	sum.Stats.Merge(c.Stats)
	return sum
}

// keep writes the total for the driver: a job of Beam has no result to return. It may be called twice, with the same.
type keep struct{ Path string }

func (k *keep) ProcessElement(total counted) error {
	data, err := encodeCounted(total)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(k.Path), filepath.Base(k.Path)+".*.tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err := errors.Join(err, f.Close(), os.Chmod(f.Name(), 0o644)); err != nil { // the driver may be another user
		return err
	}
	return os.Rename(f.Name(), k.Path)
}
