package report

import (
	"floorboard/feed"
	"floorboard/metrics"
)

func (j *writer) feed() {
	f := &j.s.Feed
	j.text(",\n\"feed\":{")
	for _, c := range [...]struct {
		name string
		n    int64
	}{
		{"events", f.Events}, {"rejected", f.Rejected}, {"duplicates", f.Duplicates},
		{"out_of_order", f.OutOfOrder}, {"unknown_types", f.UnknownTypes}, {"expired", f.Expired},
	} {
		j.key(c.name)
		j.int(c.n)
	}
	j.key("first_event")
	j.time(f.First)
	j.key("last_event")
	j.time(f.Last)
	j.sources(f.Sources)
	j.rejects(f.Rejects)
	j.list("faults", f.Faults)
	j.text("}")
}

func (j *writer) sources(sources []metrics.SourceStatus) {
	j.key("sources")
	j.text("[")
	for i := range sources {
		s := &sources[i]
		j.item()
		j.key("source")
		j.string(s.Source)
		j.key("state")
		j.string(s.Word)
		j.key("format")
		j.stringOrNull(s.Format)
		j.key("bytes")
		j.int(s.Read)
		j.key("error")
		j.stringOrNull(s.Err)
		j.text("}")
	}
	j.text("]")
}

// rejects says which lines were refused, and why. Their text stays out: it may hold what customers wrote.
func (j *writer) rejects(rejects []feed.Reject) {
	j.key("rejects")
	j.text("[")
	for i := range rejects {
		r := &rejects[i]
		j.item()
		j.key("source")
		j.string(r.Source)
		j.key("line")
		j.int(r.Line)
		j.key("reason")
		j.string(r.Reason)
		j.text("}")
	}
	j.text("]")
}
