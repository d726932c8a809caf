package panel

import (
	"floorboard/metrics"
	"floorboard/tui/cell"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// ReplyTable lists the reply speeds by channel and queue.
var ReplyTable = Panel{Draw: drawReplyTable}

func drawReplyTable(a cell.Area, v *View) {
	v.sections(a, "By channel and queue", "No contact yet.", []section{{"Channel", v.Snap.Channels}, {"Queue", v.Snap.Queues}}, (*View).replyColumns)
}

// ReplyTableNeed is how many rows the table needs with so many lines to a row.
func ReplyTableNeed(v *View, pitch int) int {
	return sectionsNeed(pitch, len(v.Snap.Channels), len(v.Snap.Queues))
}

// replyColumns are, for each reply speed that the feed tells, its case count and its times. The first column is for the name.
func (v *View) replyColumns() []column {
	out := []column{nameColumn("", 10, 24)}
	for i, s := range v.speeds() {
		mean := v.column(s.key, 1+10*i)
		mean.head = s.key.Info().Short
		out = append(out, mean,
			partColumn(s.key, metrics.PartP50, "median", 2+10*i),
			partColumn(s.key, metrics.PartP90, "p90", 3+10*i),
			partColumn(s.key, metrics.PartMax, "longest", 10*len(speeds)+i), // the first to go
			column{head: "n", width: 5, rank: 4 + 10*i, draw: func(a cell.Area, _ *View, g *metrics.Group) {
				a.TextRight(a.W(), middle(a), style.Dim, format.Count(float64(g.Value(s.key).N)))
			}})
	}
	return inLargeType(out, metrics.FirstReply, metrics.Reply)
}

// partColumn shows one part of a duration.
func partColumn(k metrics.Key, i int, head string, rank int) column {
	return column{head: head, width: 7, rank: rank, order: func(g *metrics.Group) float64 { return part(g, k, i) },
		draw: func(a cell.Area, _ *View, g *metrics.Group) {
			a.TextRight(a.W(), middle(a), style.Text, format.Duration(part(g, k, i)))
		}}
}

// speeds are the reply speeds that the feed tells: of one row alone, those that it tells of that.
func (v *View) speeds() []speed {
	t := v.total()
	if !v.Seen.Replies || v.Opened != "" && t.Value(metrics.Reply).N == 0 && !anyNumber(line(t, metrics.LineReply)) {
		return speeds[:1]
	}
	return speeds[:]
}
