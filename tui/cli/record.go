package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"floorboard/feed"
	"floorboard/feed/record"
	"floorboard/feed/source"
	"floorboard/tui/format"
)

// recording is what record is told.
type recording struct {
	*World
	flags
	output    string
	o         record.Options
	noFollow  bool
	read, bad int
	rejects   []feed.Reject // the newest
}

func newRecord(w *World) *cobra.Command {
	r := &recording{World: w}
	c := &cobra.Command{
		Use:   "record SOURCE... -o FILE",
		Short: "Write what arrives as a recording",
		Long: `Reads the sources, follows them, and writes their events into a recording: native
events, one a line, compressed where the file's name ends in .gz or .zst. The
file is whole at any time, up to the last second. What record writes, replay
plays and status reads, with the same numbers.`,
		Example: `  floorboard record /var/log/asterisk/queue_log -o monday.jsonl.zst
  floorboard record --no-follow --anonymize 'queue_log*' -o to-share.jsonl.gz`,
		Args: someSources(w),
		RunE: func(c *cobra.Command, args []string) error { return r.run(c.Context(), args) },
	}
	fs := c.Flags()
	fs.StringVarP(&r.output, "output", "o", "", "write to `FILE`: .jsonl, .jsonl.gz or .jsonl.zst")
	fs.BoolVar(&r.o.Append, "append", false, "go on with a recording that exists")
	fs.BoolVar(&r.o.Anonymize, "anonymize", false, "leave out who the customers and agents are")
	fs.BoolVar(&r.noFollow, "no-follow", false, "stop at the end of what is there")
	r.addSource(c)
	return c
}

func (r *recording) run(ctx context.Context, names []string) error {
	if err := recordable(r.output); err != nil {
		return err
	}
	if len(names) == 0 {
		names = []string{"-"}
	}
	for _, name := range names {
		if feedsOnItself(name, r.output) {
			return misuse("%s would be read as well, as %s, and never end: write to another folder or name", r.output, name)
		}
	}
	reader, err := source.Open(names, source.Options{Format: r.input, Follow: !r.noFollow, Stdin: r.In})
	if err != nil {
		return &exit{badUsage, err}
	}
	file, err := record.Create(r.output, r.o)
	if err != nil {
		return cannotWrite(r.output, err)
	}
	err = r.copy(ctx, reader, file)
	if e := file.Close(); err == nil {
		err = e
	}
	failed := reader.Failed()
	if err == nil && r.read == 0 && len(failed) > 0 && !r.o.Append {
		os.Remove(r.output) // or the next try, with the name put right, would find it there
		return r.complain(failed)
	}
	done := "recorded"
	if err != nil {
		done = "read, and not all of them recorded"
	}
	fmt.Fprintf(r.Err, "floorboard: %s %s in %s, %s rejected%s\n", format.Things(int64(r.read), "event"), done, r.output, format.Things(int64(r.bad), "line"), theLast(r.rejects))
	if err != nil {
		return err
	}
	return r.complain(failed)
}

// recordable says whether a recording can be written under a name.
func recordable(output string) error {
	switch ending := strings.ToLower(filepath.Ext(output)); {
	case output == "":
		return misuse("record needs a file to write: -o today.jsonl.zst")
	case output == "-":
		return misuse("--output: a recording is written into a file, not to standard output: -o today.jsonl.zst (or ./- for a file of that name)")
	case slices.Contains([]string{".bz2", ".xz", ".zip", ".lz4", ".br", ".7z"}, ending):
		return misuse("--output: %s: a recording is compressed as .gz or .zst, and not as %s", output, ending)
	}
	return nil
}

// feedsOnItself says whether what is written to output would come back from a source.
func feedsOnItself(name, output string) bool {
	in, err := filepath.Abs(strings.TrimPrefix(strings.TrimPrefix(name, "file:"), "//"))
	out, err2 := filepath.Abs(output)
	if name == "-" || err != nil || err2 != nil {
		return false
	}
	if a, err := os.Stat(in); err == nil {
		b, err := os.Stat(out)
		return err == nil && os.SameFile(a, b)
	}
	matches, _ := filepath.Match(in, out) // a path matches itself, and a bad pattern nothing
	return matches
}

// copy records until the sources end, the user has enough, or the file cannot be written.
func (r *recording) copy(ctx context.Context, reader *source.Reader, file *record.Writer) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	batches := make(chan *feed.Batch, 2)
	go func() {
		defer close(batches)
		_ = reader.Run(ctx, batches) // it ends with ctx, when the user has enough
	}()
	var failed error
	for b := range batches {
		if failed == nil {
			if failed = file.Write(b.Events); failed != nil {
				stop()
			}
			r.read += len(b.Events)
			r.bad += b.Rejects
			if len(b.Rejected) > 0 {
				r.rejects = append(r.rejects[:0], b.Rejected...)
			}
		}
		b.Release()
	}
	return failed
}
