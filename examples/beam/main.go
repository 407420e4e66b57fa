// Beam tags a corpus as cyberres tag -corpus does, on whatever Apache Beam runs on: an element is a shard, and whichever worker is given it writes its files.
//
//	cd examples/beam && go run . -corpus DIR -out DIR [-data DATASET] [flags of Beam]
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/core/runtime/exec/optimized"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/options/jobopts"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/dataflow"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/flink"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/spark"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/universal"
)

const usage = `usage: beam -corpus DIR -out DIR [-data DATASET] [flags of Beam]

Tags the shards (*.jsonl) of a corpus into -out, as cyberres tag -corpus does, by a job of Apache Beam. Without flags of Beam it runs in this process.

  -corpus DIR     the corpus: *.jsonl in it and in folders below, a document {"id", "text"} on a line
  -out DIR        the folder for results, rejects and counts; all workers must see both folders under these names
  -data DATASET   the folder of another dataset than the one built in; all workers must see it, too

The flags of Beam that matter most:

  -runner NAME             prism (in this process, without more flags), universal, flink, spark or dataflow
  -endpoint HOST:PORT      the job server of universal, flink or spark
  -environment_type TYPE   where its workers run: LOOPBACK (in this process), DOCKER, PROCESS or EXTERNAL
  -environment_config ...  the image, command or address for that
  -worker_binary FILE      this program, built for the workers; where they are linux/amd64 as this process is, it is this program itself
  -parallelism N           of flink
  -project, -region, -staging_location, -temp_location   of dataflow

Exit status: 0 all is done; 1 the job failed, and the same command goes on with the shards that are not done; 2 wrong use or unreadable input.
`

var errUsage = errors.New("wrong use, see -help")

func main() {
	var j job
	flag.StringVar(&j.corpus.In, "corpus", "", "")
	flag.StringVar(&j.corpus.Out, "out", "", "")
	flag.StringVar(&j.data, "data", "", "")
	flag.Usage = func() { fmt.Fprint(flag.CommandLine.Output(), usage) }
	flag.Parse()
	beam.Init() // does not return in a process that a runner has started as a worker: there, the flags are not ours
	err := j.check(flag.Args())
	if err == nil {
		err = j.run(context.Background())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "beam:", err)
		if errors.Is(err, errFailed) {
			os.Exit(1)
		}
		os.Exit(2)
	}
}

// check finds what is wrong with the command line, and sets what Beam would guess badly.
func (j *job) check(operands []string) error {
	wrong := func(format string, args ...any) error {
		return fmt.Errorf(format+"; %w", append(args, errUsage)...)
	}
	j.runner = strings.ToLower(cmp.Or(*runners.Runner, "prism"))
	switch {
	case len(operands) > 0:
		return wrong("%q is no flag, and there are no operands", operands[0])
	case j.corpus.In == "" || j.corpus.Out == "":
		return wrong("which corpus, and where do the results go? -corpus and -out say it")
	case *jobopts.Async:
		return wrong("-async would leave nobody to write the counts when the job is done")
	}
	switch strings.ToUpper(*jobopts.EnvironmentType) {
	case "", "LOOPBACK", "DOCKER", "PROCESS", "EXTERNAL":
	default: // Beam would take it for DOCKER
		return wrong("no -environment_type %q; there are LOOPBACK, DOCKER, PROCESS and EXTERNAL", *jobopts.EnvironmentType)
	}
	remote := !jobopts.IsLoopback()
	switch j.runner {
	case "prism":
		// Its own server is in this process, and so are workers, unless told otherwise. It tells each of its steps; an error is returned as well.
		slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError + 1})))
		remote = remote && (*jobopts.EnvironmentType != "" || *jobopts.Endpoint != "")
	case "universal", "flink", "spark":
		if *jobopts.Endpoint == "" {
			return wrong("-runner %s needs -endpoint, its job server", j.runner)
		}
	case "dataflow":
	default:
		return wrong("no runner %q; there are prism, universal, flink, spark and dataflow", *runners.Runner)
	}
	if remote && *jobopts.WorkerBinary == "" {
		// Beam would compile one now, which takes a toolchain, the source and a minute. A program that runs where the workers do is one.
		if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
			return wrong("workers elsewhere need -worker_binary: GOOS=linux GOARCH=amd64 CGO_ENABLED=0 go build -o worker .")
		}
		self, err := os.Executable()
		if err != nil {
			return err
		}
		*jobopts.WorkerBinary = self
	}
	for _, folder := range []struct{ flag, path string }{{"corpus", j.corpus.In}, {"data", j.data}} {
		if folder.path == "" {
			continue
		}
		if info, err := os.Stat(folder.path); err != nil || !info.IsDir() {
			return wrong("-%s: no folder %q", folder.flag, folder.path)
		}
	}
	in, _ := os.Stat(j.corpus.In)
	if out, err := os.Stat(j.corpus.Out); err == nil && os.SameFile(in, out) {
		return wrong("-out: the results would be written over the corpus in %s; name another folder", j.corpus.In)
	} else if err == nil && !out.IsDir() {
		return wrong("-out: %s is no folder", j.corpus.Out)
	}
	return nil
}
