package metrics

import (
	"slices"
	"strings"
	"time"
)

// Question is what a viewer asks the board: which window, of what.
type Question struct {
	Window string // a name of Windows
	Filter Filter
	Cases  string // the KPI of which the conversations are to be listed; "" is none
}

// Filter keeps what belongs to any of the named queues and any of the channels and any of the teams and any
// of the agents. An empty list keeps everything.
type Filter struct {
	Queues, Channels, Teams, Agents []string
}

// Empty says whether the filter keeps everything.
func (f Filter) Empty() bool {
	return len(f.Queues)+len(f.Channels)+len(f.Teams)+len(f.Agents) == 0
}

// windows are those that can be asked for, in the order in which a key steps through them.
var windows = [...]struct {
	name   string
	length time.Duration // 0: not a fixed length
}{
	{"5m", 5 * time.Minute}, {"15m", 15 * time.Minute}, {"30m", 30 * time.Minute}, {"1h", time.Hour},
	{"4h", 4 * time.Hour}, {"8h", 8 * time.Hour}, {"today", 0}, {"all", 0},
}

// Windows returns the names of the windows that can be asked for, shortest first.
func Windows() []string {
	var names []string
	for _, w := range windows {
		names = append(names, w.name)
	}
	return names
}

// key is equal for equal questions.
func (q Question) key() string {
	var b strings.Builder
	b.WriteString(q.Window)
	b.WriteByte(0)
	b.WriteString(q.Cases)
	for _, list := range [][]string{q.Filter.Queues, q.Filter.Channels, q.Filter.Teams, q.Filter.Agents} {
		b.WriteByte(0)
		for _, name := range slices.Sorted(slices.Values(list)) {
			b.WriteString(name)
			b.WriteByte(1)
		}
	}
	return b.String()
}
