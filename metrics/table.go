package metrics

import (
	"floorboard/feed"
	"floorboard/metrics/fact"
	"floorboard/metrics/tally"
)

// Key is the place of a KPI in the table, and in a Group's Values.
type Key uint8

// The KPIs. Their names in JSON, the help and the configuration are those of the table.
const (
	Requests Key = iota
	Offered
	Answered
	Abandoned
	ShortAbandoned
	FlowedOut
	Waiting
	LongestWait
	Wait
	AbandonWait
	ServiceLevel
	AbandonRate
	FirstReply
	Reply
	Talk
	Hold
	WrapUp
	Handle
	Missed
	Resolution
	Resolved
	ResolutionRate
	Reopened
	ReopenRate
	FirstContactResolution
	Transferred
	TransferRate
	Escalated
	EscalationRate
	Complaints
	Sales
	SalesAmount
	SalesConversion
	Promises
	CSAT
	NPS
	CES
	Open
	Agents
	Occupancy
	Score
	NumKeys
)

// KPI is one entry of the table that panels, the JSON, the help and the configuration all read.
type KPI struct {
	Name   string // in JSON, the configuration and on the command line
	Title  string // on a tile
	Short  string // as the head of a column
	Shape  Shape
	Better Direction
	Help   string // one line: what is counted

	read func(*reading) Value
}

// Direction says which way is good.
type Direction int8

// The directions. None: no level is ever given.
const (
	None Direction = 0
	Up   Direction = 1
	Down Direction = -1
)

// table knows all KPIs. A new one takes a Key above, a line here, and, if it is read from a tally in a new way, a function in read.go.
var table = [...]KPI{
	Requests:               {"requests", "Requests", "Requests", Plain, None, "contacts first seen in the window", count(fact.Request)},
	Offered:                {"offered", "Offered", "Offered", Plain, None, "entries into a queue", count(fact.Offered)},
	Answered:               {"answered", "Answered", "Answered", Plain, None, "entries that an agent took", count(fact.Answered)},
	Abandoned:              {"abandoned", "Abandoned", "Lost", Plain, Down, "entries that the customer left while waiting", count(fact.Abandoned)},
	ShortAbandoned:         {"short_abandoned", "Short abandons", "Short", Plain, None, "abandoned so soon that it was hardly a wait", (*reading).shortAbandoned},
	FlowedOut:              {"flowed_out", "Flowed out", "Flowed", Plain, None, "entries that left the queue unanswered without giving up", count(fact.FlowedOut)},
	Waiting:                {"waiting", "Waiting", "Waiting", Plain, Down, "entries not ended yet", (*reading).waiting},
	LongestWait:            {"longest_wait_seconds", "Longest wait", "Longest", Seconds, Down, "how long the oldest entry has waited", (*reading).longestWait},
	Wait:                   {"wait_seconds", "Wait (ASA)", "ASA", Duration, Down, "wait of the answered; its mean is the average speed of answer", span(tally.Wait)},
	AbandonWait:            {"abandon_wait_seconds", "Wait of the abandoned", "Patience", Duration, None, "wait of those who left", span(tally.AbandonWait)},
	ServiceLevel:           {"service_level", "Service level", "SL", Attainment, Up, "share answered within the threshold; the formula is named beside it", (*reading).serviceLevel},
	AbandonRate:            {"abandon_rate", "Abandon rate", "Aband.", Ratio, Down, "abandoned / (answered + abandoned + flowed out)", (*reading).abandonRate},
	FirstReply:             {"first_reply_seconds", "First reply", "First reply", Duration, Down, "from the first entry to the first reply of an agent", span(tally.FirstReply)},
	Reply:                  {"reply_seconds", "Reply", "Reply", Duration, Down, "from the first unanswered customer message to the next agent message", span(tally.Reply)},
	Talk:                   {"talk_seconds", "Talk", "Talk", Duration, None, "a segment's length less its hold", span(tally.Talk)},
	Hold:                   {"hold_seconds", "Hold", "Hold", Duration, Down, "total hold of a segment that had any", span(tally.Hold)},
	WrapUp:                 {"wrap_up_seconds", "Wrap-up", "Wrap-up", Duration, Down, "after-contact work", span(tally.WrapUp)},
	Handle:                 {"handle_seconds", "Handle (AHT)", "AHT", MeanOnly, None, "talk + hold + wrap-up, per segment that ended", (*reading).handle},
	Missed:                 {"missed", "Missed", "Missed", Plain, Down, "contacts offered to an agent and not taken", count(fact.Missed)},
	Resolution:             {"resolution_seconds", "Resolution", "Resolution", Duration, Down, "from the first entry to resolved", span(tally.Resolution)},
	Resolved:               {"resolved", "Resolved", "Resolved", Plain, Up, "conversations resolved", count(fact.Resolved)},
	ResolutionRate:         {"resolution_rate", "Resolution rate", "Resolved", Ratio, Up, "resolved / requests; of agents and teams / answered", (*reading).resolutionRate},
	Reopened:               {"reopened", "Reopened", "Reopened", Plain, Down, "conversations reopened", count(fact.Reopened)},
	ReopenRate:             {"reopen_rate", "Reopen rate", "Reopen", Ratio, Down, "reopened / resolved", rate(fact.Reopened, fact.Resolved, feed.Reopened)},
	FirstContactResolution: {"first_contact_resolution", "First contact resolution", "FCR", Share, Up, "resolved by one segment, without transfer, escalation or reopening", (*reading).firstContact},
	Transferred:            {"transferred", "Transferred", "Transf.", Plain, Down, "transfers away", count(fact.Transferred)},
	TransferRate:           {"transfer_rate", "Transfer rate", "Transf.", Ratio, Down, "transferred / answered", rate(fact.Transferred, fact.Answered, feed.Transferred)},
	Escalated:              {"escalated", "Escalated", "Escal.", Plain, Down, "conversations escalated, each once", count(fact.Escalated)},
	EscalationRate:         {"escalation_rate", "Escalation rate", "Escal.", Ratio, Down, "escalated / answered", rate(fact.Escalated, fact.Answered, feed.Escalated)},
	Complaints:             {"complaints", "Complaints", "Compl.", Plain, Down, "complaints about agents", count(fact.Complaint)},
	Sales:                  {"sales", "Sales", "Sales", Plain, Up, "sales after a contact", count(fact.Sale)},
	SalesAmount:            {"sales_amount", "Sales amount", "Amount", Money, Up, "sum of the sales, by currency", (*reading).salesAmount},
	SalesConversion:        {"sales_conversion", "Sales conversion", "Conv.", Ratio, Up, "sales / answered", rate(fact.Sale, fact.Answered, feed.Sold)},
	Promises:               {"promises", "Promises", "Promises", PromiseBook, Up, "resolutions promised by a time: made, kept, broken, open, overdue", (*reading).promises},
	CSAT:                   {"csat", "CSAT", "CSAT", Rating5, Up, "customer satisfaction, 1 to 5", (*reading).csat},
	NPS:                    {"nps", "NPS", "NPS", NetScore, Up, "net promoter score: 100 (promoters - detractors) / n, margin at 95 %", (*reading).nps},
	CES:                    {"ces", "CES", "CES", Rating7, Up, "customer effort score, 1 to 7", (*reading).ces},
	Open:                   {"open", "Open", "Open", Plain, Down, "conversations open", (*reading).open},
	Agents:                 {"agents", "Agents", "Agents", StateCounts, None, "agents in each state", (*reading).agents},
	Occupancy:              {"occupancy", "Occupancy", "Occup.", Ratio, None, "(talk + hold + wrap-up) / (the same + available)", (*reading).occupancy},
	Score:                  {"score", "Score", "Score", Plain, Up, "weighted mean of the agent's KPIs, 0 to 100", (*reading).score},
}

// Info returns the KPI's entry in the table.
func (k Key) Info() KPI { return table[k] }

// Lookup returns the KPI of this name.
func Lookup(name string) (Key, bool) {
	for k := range table {
		if table[k].Name == name {
			return Key(k), true
		}
	}
	return 0, false
}
