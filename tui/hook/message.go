package hook

import (
	"encoding/json"
	"math"
	"time"

	"floorboard/tui/alert"
)

// message is what a command reads: one JSON object and a line feed. A number that is not known is null.
type message struct {
	Event        string    `json:"event"` // raised, repeated, eased or cleared
	At           time.Time `json:"at"`
	ID           string    `json:"id"`                // the same from raised to cleared, and when it rises again
	KPI          string    `json:"kpi"`               // service_level, longest_wait_seconds, …, or feed
	Of           string    `json:"of"`                // queue, channel, source or whole
	Where        string    `json:"where"`             // the name of it; "" for the whole
	Level        string    `json:"level"`             // warn or critical
	Since        time.Time `json:"since"`             // when it began to deviate
	Value        *float64  `json:"value"`             // in the unit of the KPI: a ratio 0..1, seconds
	Limit        *float64  `json:"limit"`             // of the level
	Queue        string    `json:"queue,omitempty"`   // of the channel or of the whole, the one that value and limit are of; absent for all
	Channel      string    `json:"channel,omitempty"` // likewise of the queue or of the whole
	Acknowledged bool      `json:"acknowledged"`
	Text         string    `json:"text"` // for people
}

// messageOf is what a command reads about a change.
func messageOf(c *alert.Change) ([]byte, error) {
	a := &c.Alert
	text, err := json.Marshal(message{
		Event: c.Event.String(), At: c.At, ID: a.ID, KPI: a.KPI, Of: a.Of.String(), Where: a.Where, Level: a.Level.String(),
		Since: a.Since, Value: known(a.Value), Limit: known(a.Limit), Queue: a.Part.Queue, Channel: a.Part.Channel, Acknowledged: a.Acked, Text: c.Text(),
	})
	return append(text, '\n'), err
}

func known(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
