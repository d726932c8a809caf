package fact

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// BenchmarkID looks up the names of an event: a thousand agents, and what goes with them.
func BenchmarkID(b *testing.B) {
	d := NewDictionary()
	r := rand.New(rand.NewPCG(1, 2))
	words := []string{"ann", "billing", "returns", "voice", "chat", "email", "social", "sms", "web", "technical support", "renewal", "onboarding", "invoice", "meadow", "orchard", "willow"}
	type event struct{ queue, channel, topic, stage, team, agent string }
	events := make([]event, 1<<13)
	for i := range events {
		events[i] = event{fmt.Sprint(words[r.IntN(16)], r.IntN(3)), words[3+r.IntN(6)], words[r.IntN(16)], words[r.IntN(16)], fmt.Sprint(words[r.IntN(16)], r.IntN(10)), fmt.Sprint(words[r.IntN(16)], " ", r.IntN(60))}
	}
	b.ReportAllocs()
	n := uint32(0)
	for i := 0; b.Loop(); i++ {
		e := &events[i&(1<<13-1)]
		n += d.Queue.ID(e.queue) + d.Channel.ID(e.channel) + d.Topic.ID(e.topic) + d.Stage.ID(e.stage) + d.Team.ID(e.team) + d.Agent.ID(e.agent)
	}
	_ = n
}
