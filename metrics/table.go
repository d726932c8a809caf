package metrics

// KPI is one entry of the table that panels, the JSON, the help and the configuration all read.
type KPI struct {
	Name   string // in JSON, the configuration and on the command line
	Title  string // on a tile
	Short  string // as the head of a column
	Shape  Shape
	Better Direction
	Help   string // one line: what is counted
}

// Direction says which way is good.
type Direction int8

// The directions. Neither: no level is ever given.
const (
	None Direction = 0
	Up   Direction = 1
	Down Direction = -1
)

var table = [NumKeys]KPI{
	Requests:               {"requests", "Requests", "Requests", Plain, None, "contacts first seen in the window"},
	Offered:                {"offered", "Offered", "Offered", Plain, None, "entries into a queue"},
	Answered:               {"answered", "Answered", "Answered", Plain, None, "entries that an agent took"},
	Abandoned:              {"abandoned", "Abandoned", "Lost", Plain, Down, "entries that the customer left while waiting"},
	ShortAbandoned:         {"short_abandoned", "Short abandons", "Short", Plain, None, "abandoned so soon that it was hardly a wait"},
	FlowedOut:              {"flowed_out", "Flowed out", "Flowed", Plain, None, "entries that left the queue unanswered without giving up"},
	Waiting:                {"waiting", "Waiting", "Waiting", Plain, Down, "entries not ended yet"},
	LongestWait:            {"longest_wait_seconds", "Longest wait", "Longest", Seconds, Down, "how long the oldest entry has waited"},
	Wait:                   {"wait_seconds", "Wait (ASA)", "ASA", Duration, Down, "wait of the answered; its mean is the average speed of answer"},
	AbandonWait:            {"abandon_wait_seconds", "Wait of the abandoned", "Patience", Duration, None, "wait of those who left"},
	ServiceLevel:           {"service_level", "Service level", "SL", Level4, Up, "share answered within the threshold; the formula is named beside it"},
	AbandonRate:            {"abandon_rate", "Abandon rate", "Aband.", Ratio, Down, "abandoned / (answered + abandoned + flowed out)"},
	FirstReply:             {"first_reply_seconds", "First reply", "First reply", Duration, Down, "from the first entry to the first reply of an agent"},
	Reply:                  {"reply_seconds", "Reply", "Reply", Duration, Down, "from the first unanswered customer message to the next agent message"},
	Talk:                   {"talk_seconds", "Talk", "Talk", Duration, None, "a segment's length less its hold"},
	Hold:                   {"hold_seconds", "Hold", "Hold", Duration, Down, "total hold of a segment that had any"},
	WrapUp:                 {"wrap_up_seconds", "Wrap-up", "Wrap-up", Duration, Down, "after-contact work"},
	Handle:                 {"handle_seconds", "Handle (AHT)", "AHT", MeanOnly, None, "talk + hold + wrap-up, per segment that ended"},
	Missed:                 {"missed", "Missed", "Missed", Plain, Down, "contacts offered to an agent and not taken"},
	Resolution:             {"resolution_seconds", "Resolution", "Resolution", Duration, Down, "from the first entry to resolved"},
	Resolved:               {"resolved", "Resolved", "Resolved", Plain, Up, "conversations resolved"},
	ResolutionRate:         {"resolution_rate", "Resolution rate", "Resolved", Ratio, Up, "resolved / requests; of an agent / answered"},
	Reopened:               {"reopened", "Reopened", "Reopened", Plain, Down, "conversations reopened"},
	ReopenRate:             {"reopen_rate", "Reopen rate", "Reopen", Ratio, Down, "reopened / resolved"},
	FirstContactResolution: {"first_contact_resolution", "First contact resolution", "FCR", Share, Up, "resolved by one segment, without transfer, escalation or reopening"},
	Transferred:            {"transferred", "Transferred", "Transf.", Plain, Down, "transfers away"},
	TransferRate:           {"transfer_rate", "Transfer rate", "Transf.", Ratio, Down, "transferred / answered"},
	Escalated:              {"escalated", "Escalated", "Escal.", Plain, Down, "conversations escalated, each once"},
	EscalationRate:         {"escalation_rate", "Escalation rate", "Escal.", Ratio, Down, "escalated / answered"},
	Complaints:             {"complaints", "Complaints", "Compl.", Plain, Down, "complaints about agents"},
	Sales:                  {"sales", "Sales", "Sales", Plain, Up, "sales after a contact"},
	SalesAmount:            {"sales_amount", "Sales amount", "Sales", Money, Up, "sum of the sales, by currency"},
	SalesConversion:        {"sales_conversion", "Sales conversion", "Conv.", Ratio, Up, "sales / answered"},
	Promises:               {"promises", "Promises", "Promises", PromiseBook, Up, "resolutions promised by a time: made, kept, broken, open, overdue"},
	CSAT:                   {"csat", "CSAT", "CSAT", Rating5, Up, "customer satisfaction, 1 to 5"},
	NPS:                    {"nps", "NPS", "NPS", NetScore, Up, "net promoter score: 100 (promoters - detractors) / n, margin at 95 %"},
	CES:                    {"ces", "CES", "CES", Rating7, Up, "customer effort score, 1 to 7"},
	Open:                   {"open", "Open", "Open", Plain, Down, "conversations open"},
	Agents:                 {"agents", "Agents", "Agents", StateCounts, None, "agents in each state"},
	Occupancy:              {"occupancy", "Occupancy", "Occup.", Ratio, None, "(talk + hold + wrap-up) / (the same + available)"},
	Score:                  {"score", "Score", "Score", Plain, Up, "weighted mean of the agent's KPIs, 0 to 100"},
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
