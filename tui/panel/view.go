// Package panel draws the parts of a page. A panel is a pure function of a view and an area: equal inputs give equal
// cells, and every cell of the area is the panel's own. Panels know nothing of keys, terminals or one another.
package panel

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"time"

	"floorboard/feed"
	"floorboard/metrics"
	"floorboard/tui/alert"
	"floorboard/tui/cell"
	"floorboard/tui/format"
	"floorboard/tui/mask"
	"floorboard/tui/style"
)

// Panel is one part of a page: how it is drawn, and of what. Draw is a pure function of the area and the view, and fills
// the area.
type Panel struct {
	Draw  func(a cell.Area, v *View)
	Reads Reads
	List  *Listing // that it is of, nil for none
}

// View is all that panels draw from. It does not change while a frame is drawn.
type View struct {
	Snap  *metrics.Snapshot // never nil: an empty one stands in before the first
	Sheet *style.Sheet
	Now   time.Time // the clock on the wall

	Profile            // what those who look should see
	Title   string     // of the board, beside its name
	Names   mask.Names // how agents are named
	Roster  []string   // all agents that there are, sorted: a hidden name goes by its place in it; nil for those of Snap

	Queues []*metrics.Group // in the order in which they are shown
	Agents []*metrics.Group // likewise
	Sort   string           // what Queues are ordered by, for people
	Sorted time.Time        // the instant by whose numbers the rows stand
	Hold   time.Duration    // of the feed's time: how long they keep their places
	List   List             // how the page's list stands
	Pinned bool             // the strip stands above every page
	Opened string           // the row of the list that is shown alone, "" for none; Snap is of it only

	Seen   Seen
	Health Health
	Alerts *alert.State // how they stand; nil where nobody keeps watch
	Player *Player      // of a replay, else nil
	Memory Memory       // that the board uses, where it is known
	Filter string       // what is shown of the whole, for people; "" for everything

	Kept *Kept // from frame to frame; nil to draw everything anew
}

// Seen says what the feed has told of at all, so that a panel that will never have anything to say gives its room away.
type Seen struct{ Surveys, Ratings, Replies, Agents bool }

// SeenIn reads it off one snapshot.
func SeenIn(s *metrics.Snapshot) Seen {
	return Seen{
		Surveys: s.Total.Value(metrics.NPS).N > 0 || anyNumber(line(&s.Total, metrics.LineNPS)),
		Ratings: s.Total.Value(metrics.CSAT).N > 0 || anyNumber(line(&s.Total, metrics.LineCSAT)),
		Replies: s.Total.Value(metrics.Reply).N > 0 || anyNumber(line(&s.Total, metrics.LineReply)),
		Agents:  len(s.Agents) > 0,
	}
}

// And adds what was seen elsewhere.
func (s Seen) And(o Seen) Seen {
	return Seen{s.Surveys || o.Surveys, s.Ratings || o.Ratings, s.Replies || o.Replies, s.Agents || o.Agents}
}

// Memory is what a process uses, in bytes; 0 is not known.
type Memory struct {
	Heap     int64 // by what it holds
	Resident int64 // of the machine's memory, all in all
}

// Player is how a replay goes.
type Player struct {
	Speed  float64 // feed seconds in one second
	Paused bool

	Now, First, Last time.Time   // the instant that is shown, and those between which that can be
	Marks            []time.Time // when something rose that the time line marks
}

// New returns a view of snap as a board that was just opened shows it to its usual profile. Its rows have no order yet: SortByNeed gives them one.
func New(snap *metrics.Snapshot, sheet *style.Sheet) *View {
	if snap == nil {
		snap = &metrics.Snapshot{}
	}
	if snap.Rules == nil {
		s := *snap
		s.Rules = &metrics.Rules{}
		snap = &s
	}
	v := &View{Snap: snap, Sheet: sheet, Now: snap.AsOf, Sort: ByNeed, List: List{Cursor: -1}, Profile: profiles[0]}
	v.Health = HealthOf(snap, nil, 0)
	v.Seen = SeenIn(snap)
	return v
}

// SortByNeed puts queues and agents into the order in which somebody should look at them.
func (v *View) SortByNeed() {
	v.Queues = Arrange(v.Snap.Queues, queuesByNeed(v.Snap.Queues))
	v.Agents = Arrange(v.Snap.Agents, v.agentsByNeed())
}

// limits are how long agents may stay in a state. There are none while what is there is still being read: the state that half a log leaves
// somebody in is not the present one.
func (v *View) limits() *metrics.AgentLimits {
	if v.Snap.Feed.CatchingUp() {
		return &metrics.AgentLimits{}
	}
	return &v.Snap.Rules.AgentLimits
}

// sortedBy says what rows stand by, and since when where a replay is so fast that much may have changed since.
func (v *View) sortedBy(what string) string {
	if since := v.sortedSince(); since != "" {
		return "by " + what + " at " + since
	}
	return "by " + what
}

// sortedSince is the clock time by whose numbers the rows stand, "" where that is as good as now.
func (v *View) sortedSince() string {
	if v.Hold < time.Minute || v.Sorted.IsZero() {
		return ""
	}
	return v.Sorted.In(v.Snap.AsOf.Location()).Format("15:04")
}

// queuesByNeed names the queues: those that deviate first, the worst level at the top, and of one level those in which more wait, by
// doublings, so that rows seldom change places; the others by name.
func queuesByNeed(queues []metrics.Group) []string {
	crowd := func(g *metrics.Group) int {
		if worst(g) <= metrics.LevelOK {
			return 0
		}
		return bits.Len(uint(max(min(known(g, metrics.Waiting), 1e9), 0)))
	}
	return namesBy(queues, func(a, b *metrics.Group) int {
		return cmp.Or(cmp.Compare(worst(b), worst(a)), cmp.Compare(crowd(b), crowd(a)))
	})
}

// needs are the KPIs that somebody on the floor can do something about at once.
var needs = [...]metrics.Key{metrics.LongestWait, metrics.Waiting, metrics.ServiceLevel, metrics.AbandonRate}

// worst is the worst level among what can be acted on; what is met or not known is all the same.
func worst(g *metrics.Group) metrics.Level {
	l := metrics.LevelOK
	for _, k := range needs {
		l = max(l, g.Value(k).Level)
	}
	return l
}

// agentsByNeed names the agents: those over a limit first, then by state, then by the time in it, the longest first. Who will be over a limit
// before the rows are sorted again is so already, so that nobody is marked further down; those whose state changes while the rows keep their
// places still can be.
func (v *View) agentsByNeed() []string {
	limits, then := v.limits(), v.Snap.AsOf.Add(v.Hold)
	return namesBy(v.Snap.Agents, func(a, b *metrics.Group) int {
		if a.Agent == nil || b.Agent == nil {
			return 0
		}
		return cmp.Or(
			cmp.Compare(limits.Level(b.Agent, then), limits.Level(a.Agent, then)),
			cmp.Compare(stateRank[a.Agent.State%feed.NumAgentStates], stateRank[b.Agent.State%feed.NumAgentStates]),
			a.Agent.Since.Compare(b.Agent.Since),
		)
	})
}

// stateRank orders the states: first those in which somebody may need help.
var stateRank = [feed.NumAgentStates]int{
	feed.Unreachable: 0, feed.Ringing: 1, feed.WrapUp: 2, feed.Away: 3, feed.Busy: 4, feed.Available: 5, feed.StateUnknown: 6, feed.Offline: 7,
}

func namesBy(groups []metrics.Group, order func(a, b *metrics.Group) int) []string {
	sorted := all(groups)
	slices.SortStableFunc(sorted, order)
	names := make([]string, len(sorted))
	for i, g := range sorted {
		names[i] = g.Name
	}
	return names
}

// all are pointers to the groups.
func all(groups []metrics.Group) []*metrics.Group {
	out := make([]*metrics.Group, len(groups))
	for i := range groups {
		out[i] = &groups[i]
	}
	return out
}

// Arrange returns the groups in the order of names; groups that have no name there follow in their own order.
func Arrange(groups []metrics.Group, names []string) []*metrics.Group {
	place := make(map[string]int, len(names))
	for i, n := range names {
		place[n] = i
	}
	out := make([]*metrics.Group, len(names), len(names)+len(groups))
	for i := range groups {
		g := &groups[i]
		if p, named := place[g.Name]; named && out[p] == nil {
			out[p] = g
		} else {
			out = append(out, g)
		}
	}
	return slices.DeleteFunc(out, func(g *metrics.Group) bool { return g == nil }) // who is named and not there
}

func (v *View) total() *metrics.Group { return &v.Snap.Total }

func (v *View) glyphs() *style.Glyphs { return v.Sheet.Glyphs }

// orFilter is why a panel is empty: as empty says, or because nothing has passed the filter.
func (v *View) orFilter(empty string) string {
	if v.Filter == "" {
		return empty
	}
	return "Nothing passes the filter so far: " + v.Filter + "."
}

// fit cuts s to w columns with this sheet's ellipsis.
func (v *View) fit(s string, w int) string { return v.Sheet.Fit(s, w) }

// fitName cuts a name to w columns: at its end, or in its middle where what is left of it would be that of another one.
func (v *View) fitName(name string, w int) string {
	cut := v.fit(name, w)
	if cut == name || !v.shared(strings.TrimSuffix(cut, v.glyphs().Ellipsis)) {
		return cut
	}
	return cell.FitMiddle(name, w, v.glyphs().Ellipsis)
}

// shared says whether several queues, channels, agents, topics or stages begin like this; they come sorted by name.
func (v *View) shared(beginning string) bool {
	if v.Names == mask.Hidden && strings.HasPrefix(beginning, hiddenAs) {
		return true
	}
	for _, groups := range [...][]metrics.Group{v.Snap.Queues, v.Snap.Channels, v.Snap.Agents, v.Snap.Topics, v.Snap.Stages} {
		i, _ := slices.BinarySearchFunc(groups, beginning, func(g metrics.Group, s string) int { return cmp.Compare(g.Name, s) })
		if i+1 < len(groups) && strings.HasPrefix(groups[i].Name, beginning) && strings.HasPrefix(groups[i+1].Name, beginning) {
			return true
		}
	}
	return false
}

// window is the window's name for people: "today", "30 min".
func (v *View) window() string { return WindowName(v.Snap.Window.Name) }

// WindowName is the name of a window for people: 30m is 30 min.
func WindowName(name string) string {
	if name == "all" {
		return "all time"
	}
	if d, err := time.ParseDuration(name); err == nil {
		return limitWords(d)
	}
	return name
}

func limitWords(d time.Duration) string {
	if d < time.Hour {
		return format.Count(d.Minutes()) + " min"
	}
	return format.Count(d.Hours()) + " h"
}

// hiddenAs is what agents are called whose names are hidden, before a number.
const hiddenAs = "Agent "

// NameOf is what is shown of the name of an agent.
func (v *View) NameOf(agent string) string {
	switch v.Names {
	case mask.Initials:
		return mask.InitialsOf(agent)
	case mask.Hidden:
		return hiddenAs + format.Count(float64(v.placeOf(agent)+1))
	}
	return agent
}

// placeOf is where an agent stands among all, by name: the number that a hidden name goes by.
func (v *View) placeOf(agent string) int {
	if i, there := slices.BinarySearch(v.Roster, agent); there {
		return i
	}
	for i := range v.Snap.Agents {
		if v.Snap.Agents[i].Name == agent {
			return i
		}
	}
	return -1
}
