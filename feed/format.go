package feed

// Decoder turns lines of one format into events.
//
// A decoder is used by one goroutine at a time. It never fails: a line that is no event becomes a Reject. All text that it hands on has
// gone through Clean.
type Decoder interface {
	// Decode appends to b what the lines of block say, and counts them in b.Lines, b.Rejects and b.Unknown; of those that it rejects
	// it keeps the newest KeptRejects. A block holds whole lines; only the last line of a source may lack its line feed. The strings of
	// the events may point into block, which stays untouched until the batch is released. Lines of Rejects count from 1 at the block's
	// start; the source makes them count from the file's. It returns how many lines block holds, blank ones as well.
	Decode(block []byte, b *Batch) (lines int64)
}

// Format is one way of writing events down. All formats stand in one table, in feed/source.
type Format struct {
	Name string // as --input takes it and the status shows it
	Help string // one line for people

	// Detect says whether a line, without the others, is one of this format. A source is of the format that knows the first one of its
	// lines that any knows: the half line with which a log may begin that was cut, or a comment, says nothing.
	Detect func(line []byte) bool

	// Ordered: the order of lines is the truth, whatever their times say (Batch.Ordered).
	Ordered bool

	// Stateless: a line means the same whatever came before it, so that blocks can be decoded side by side.
	// Other formats are decoded in order, by one decoder for all files of one log.
	Stateless bool

	New func() Decoder
}
