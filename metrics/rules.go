package metrics

import (
	"math"
	"time"

	"floorboard/feed"
)

// Rules are the definitions that turn facts into numbers. They come from the configuration, laid over DefaultRules.
type Rules struct {
	Formula          Formula                  // of the service level
	QueueThreshold   map[string]time.Duration // of the service level, by queue; it goes before that of the channel
	ChannelThreshold map[string]time.Duration // the same by channel; "" is every other channel
	ShortWait        time.Duration            // an abandon after at most this long is a short one
	QueueShort       map[string]time.Duration // the same by queue

	Zone     *time.Location // of `today`
	DayStart time.Duration  // when `today` begins, after midnight

	Lateness  time.Duration // events that come up to this much too late are still put in order
	Expiry    time.Duration // a conversation without any event for this long is dropped
	LastIDs   int           // how many event ids are remembered
	Recontact time.Duration // until this long after it, a reopening takes a first contact resolution back

	Targets     []TargetRule         // later ones win
	AgentLimits AgentLimits          // how long an agent may stay in a state
	Score       map[string]ScoreRule // by KPI
}

// Target is what a KPI should be, and from where it is bad. Which side is good is the KPI's business. NaN is a limit
// that nobody set.
type Target struct{ Target, Warn, Critical float64 }

// TargetRule sets the target of one KPI, for everything or for one queue or channel.
type TargetRule struct {
	KPI     Key
	Queue   string // "" for all
	Channel string // "" for all
	Target
}

// AgentLimits say, by state, how long an agent may stay in it before that is worth a look; 0 for ever.
type AgentLimits [feed.NumAgentStates]time.Duration

// Level says how an agent stands at now to the limit of the state it is in: a warning from the limit on, critical from twice that.
func (l *AgentLimits) Level(a *Agent, now time.Time) Level {
	limit := l.Of(a.State)
	switch d := now.Sub(a.Since); {
	case limit == 0 || a.Since.IsZero():
		return LevelOK
	case d >= 2*limit:
		return LevelCritical
	case d >= limit:
		return LevelWarn
	}
	return LevelOK
}

// Of returns the limit of a state, 0 when there is none.
func (l *AgentLimits) Of(s feed.AgentState) time.Duration {
	if s >= feed.NumAgentStates {
		return 0
	}
	return l[s]
}

// ScoreRule is how one KPI counts in the agent score: 0 at Floor, 1 at Target, in between in proportion.
type ScoreRule struct{ Weight, Floor, Target float64 }

// DefaultRules are the definitions in force when nobody said otherwise.
func DefaultRules() *Rules {
	return &Rules{
		ChannelThreshold: map[string]time.Duration{"voice": 20 * time.Second, "chat": 60 * time.Second, "email": time.Hour, "": 20 * time.Second},
		ShortWait:        5 * time.Second,
		Zone:             time.UTC,
		Lateness:         time.Minute,
		Expiry:           7 * 24 * time.Hour,
		LastIDs:          1_000_000,
		Recontact:        7 * 24 * time.Hour,
		Targets:          defaultTargets(),
		AgentLimits: AgentLimits{feed.Ringing: 20 * time.Second, feed.WrapUp: 2 * time.Minute, feed.Away: 30 * time.Minute,
			feed.Busy: 20 * time.Minute, feed.Unreachable: time.Minute},
		Score: map[string]ScoreRule{
			"resolution_rate":     {Weight: 20, Floor: 0.5, Target: 0.9},
			"csat":                {Weight: 20, Floor: 3, Target: 4.6},
			"first_reply_seconds": {Weight: 15, Floor: 120, Target: 20},
			"reply_seconds":       {Weight: 15, Floor: 180, Target: 40},
			"escalation_rate":     {Weight: 10, Floor: 0.2, Target: 0.02},
			"complaints":          {Weight: 10, Floor: 3, Target: 0},
			"handle_seconds":      {Weight: 0, Floor: 900, Target: 300},
			"answered":            {Weight: 5, Floor: 0, Target: 40},
			"sales_conversion":    {Weight: 5, Floor: 0, Target: 0.1},
		},
	}
}

// defaultTargets are what floors commonly aim at. Mail and social media are given the time that their customers give them.
func defaultTargets() []TargetRule {
	const minute, hour = 60, 3600
	return []TargetRule{
		{KPI: ServiceLevel, Target: Target{0.80, 0.75, 0.60}},
		{KPI: AbandonRate, Target: Target{0.05, 0.08, 0.15}},
		{KPI: LongestWait, Target: Target{1 * minute, 2 * minute, 4 * minute}},
		{KPI: LongestWait, Channel: "email", Target: Target{1 * hour, 2 * hour, 4 * hour}},
		{KPI: LongestWait, Channel: "social", Target: Target{15 * minute, 30 * minute, 1 * hour}},
		{KPI: FirstReply, Target: Target{1 * minute, 2 * minute, 5 * minute}},
		{KPI: FirstReply, Channel: "email", Target: Target{1 * hour, 2 * hour, 4 * hour}},
		{KPI: FirstReply, Channel: "social", Target: Target{15 * minute, 30 * minute, 1 * hour}},
		{KPI: Reply, Target: Target{1 * minute, 2 * minute, 5 * minute}},
		{KPI: Reply, Channel: "email", Target: Target{1 * hour, 2 * hour, 4 * hour}},
		{KPI: Reply, Channel: "social", Target: Target{15 * minute, 30 * minute, 1 * hour}},
		{KPI: ResolutionRate, Target: Target{0.80, 0.70, 0.50}},
		{KPI: FirstContactResolution, Target: Target{0.70, 0.60, 0.45}},
		{KPI: ReopenRate, Target: Target{0.05, 0.10, 0.20}},
		{KPI: EscalationRate, Target: Target{0.05, 0.10, 0.20}},
		{KPI: CSAT, Target: Target{4.2, 3.8, 3.3}},
		{KPI: NPS, Target: Target{30, 10, -10}},
		{KPI: CES, Target: Target{5.5, 4.8, 4.0}},
		{KPI: Score, Target: Target{70, 50, 30}},
	}
}

// Formula is how the service level treats those who were not answered. A answered, At answered within the
// threshold, B abandoned, Bt abandoned within it, Bs short abandons, F flowed out.
type Formula uint8

// The formulas in use in the field.
const (
	AllAbandons        Formula = iota // At / (A + B)
	WithoutShort                      // At / (A + B - Bs)
	EarlyAbandonsCount                // (At + Bt) / (A + B)
	WithoutEarly                      // At / (A + B - Bt)
	AnsweredOnly                      // At / A
	WithFlowOuts                      // At / (A + B + F)
	numFormulas
)

var formulaNames = [numFormulas]string{"all-abandons", "without-short", "early-abandons-count", "without-early", "answered-only", "with-flow-outs"}

var formulaShorts = [numFormulas]string{"all-aband.", "w/o short", "early count", "w/o early", "answered", "w/ flow-outs"}

// String returns the formula's name, as --service-level takes it.
func (f Formula) String() string { return formulaNames[f] }

// Short returns the name for narrow places on the board.
func (f Formula) Short() string { return formulaShorts[f] }

// Formulas returns the names of all formulas.
func Formulas() []string { return formulaNames[:] }

// ParseFormula returns the formula with this name.
func ParseFormula(name string) (Formula, bool) {
	for i, n := range formulaNames {
		if n == name {
			return Formula(i), true
		}
	}
	return 0, false
}

// SetThreshold makes the threshold the same everywhere. At 0 only what was answered at once is within it.
func (r *Rules) SetThreshold(d time.Duration) {
	r.QueueThreshold, r.ChannelThreshold = nil, map[string]time.Duration{"": d}
}

// commonThreshold returns the threshold of all queues and channels, if it is the same.
func (r *Rules) commonThreshold() (d time.Duration, one bool) {
	d, one = r.ChannelThreshold[""]
	return d, one && len(r.QueueThreshold) == 0 && len(r.ChannelThreshold) == 1
}

// ThresholdFor returns how long a contact may wait and still be within the service level.
func (r *Rules) ThresholdFor(queue, channel string) time.Duration {
	if d, ok := r.QueueThreshold[queue]; ok {
		return d
	}
	if d, ok := r.ChannelThreshold[channel]; ok {
		return d
	}
	return r.ChannelThreshold[""]
}

// ShortFor returns until what wait an abandon in the queue is a short one.
func (r *Rules) ShortFor(queue string) time.Duration {
	if d, ok := r.QueueShort[queue]; ok {
		return d
	}
	return r.ShortWait
}

// TargetFor returns what the KPI should be in a queue or a channel ("" for neither), and whether anybody said so.
func (r *Rules) TargetFor(k Key, queue, channel string) (t Target, ok bool) {
	for i := range r.Targets {
		if rule := &r.Targets[i]; rule.KPI == k && rule.holds(queue, channel) {
			t, ok = rule.Target, true
		}
	}
	return t, ok
}

// TargetsFor returns the strictest and the loosest of what the KPI should be in a queue ("" for none) on each of these channels; NaN
// where nobody said so.
func (r *Rules) TargetsFor(k Key, queue string, channels []Group) (strictest, loosest float64) {
	strictest, loosest = math.NaN(), math.NaN()
	see := func(channel string) {
		t, ok := r.TargetFor(k, queue, channel)
		switch {
		case !ok || math.IsNaN(t.Target):
			return
		case math.IsNaN(strictest):
			strictest, loosest = t.Target, t.Target
		case table[k].Better == Up:
			strictest, loosest = max(strictest, t.Target), min(loosest, t.Target)
		default:
			strictest, loosest = min(strictest, t.Target), max(loosest, t.Target)
		}
	}
	for i := range channels {
		see(channels[i].Name)
	}
	if len(channels) == 0 {
		see("")
	}
	return strictest, loosest
}

// holds says whether the rule speaks of a queue on a channel.
func (r *TargetRule) holds(queue, channel string) bool {
	return (r.Queue == "" || r.Queue == queue) && (r.Channel == "" || r.Channel == channel)
}

// Limit returns where a level begins, NaN for one that has no limit.
func (t Target) Limit(l Level) float64 {
	switch l {
	case LevelWarn:
		return t.Warn
	case LevelCritical:
		return t.Critical
	}
	return math.NaN()
}

// LevelOf returns how a value stands to a target. A limit is met up to and including itself.
func (t Target) LevelOf(v float64, better Direction) Level {
	worse := func(limit float64) bool { return (v-limit)*float64(better) < 0 }
	switch {
	case math.IsNaN(v) || better == None:
		return LevelUnknown
	case worse(t.Critical):
		return LevelCritical
	case worse(t.Warn):
		return LevelWarn
	}
	return LevelOK
}
