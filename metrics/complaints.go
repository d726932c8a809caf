package metrics

import "math"

// complaintAlpha is how unlikely an agent's complaints must be, if the agent were like the rest of the team, to be a pattern.
const complaintAlpha = 0.01

// flagComplaints works out for each agent how likely that many complaints or more would be by chance: the upper tail of the
// binomial distribution with the agent's contacts and the rate of the rest of the team (half a complaint added, so that a team
// without any has a rate). A single complaint never makes a pattern. The teams are those of the mates.
func flagComplaints(agents, mates []Group) {
	type sum struct{ complaints, contacts int64 }
	teams := map[string]sum{}
	for i := range mates {
		g := &mates[i]
		t := teams[g.Agent.Team]
		teams[g.Agent.Team] = sum{t.complaints + g.Values[Complaints].N, t.contacts + g.Values[Answered].N}
	}
	for i := range agents {
		g := &agents[i]
		x, n := g.Values[Complaints].N, g.Values[Answered].N
		g.Agent.ComplaintChance = unknown
		if x == 0 || n == 0 {
			continue
		}
		t := teams[g.Agent.Team]
		rate := (float64(t.complaints-x) + 0.5) / (float64(t.contacts-n) + 1)
		g.Agent.ComplaintChance = binomialTail(min(x, n), n, min(rate, 1))
		g.Agent.ComplaintPattern = x > 1 && g.Agent.ComplaintChance < complaintAlpha
	}
}

// binomialTail is the probability of x or more out of n.
func binomialTail(x, n int64, p float64) float64 {
	if p >= 1 {
		return 1
	}
	lgamma := func(v int64) float64 { l, _ := math.Lgamma(float64(v) + 1); return l }
	below := 0.0
	for k := range x {
		below += math.Exp(lgamma(n) - lgamma(k) - lgamma(n-k) + float64(k)*math.Log(p) + float64(n-k)*math.Log1p(-p))
	}
	return min(max(1-below, 0), 1)
}
