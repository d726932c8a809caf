package metrics

import (
	"maps"
	"math"
	"slices"
)

// The agent score. An agent with n contacts and a raw score x, in a team whose mean is m (weighted by contacts), scores
// (n·x + k·m) / (n + k): with few contacts the score is drawn to the team's mean, as in James & Stein's estimator with a fixed k.
const (
	scoreMinContacts = 5  // under it there is no score
	scoreShrinkage   = 20 // k
)

// scoreAgents fills in the score of every agent, and its parts.
func scoreAgents(s *Snapshot, r *Rules) {
	type sum struct{ score, n float64 }
	teams := map[string]sum{}
	raw := make([]float64, len(s.Agents))
	for i := range s.Agents {
		g := &s.Agents[i]
		raw[i] = rawScore(g, r)
		if n := contacts(g); n >= scoreMinContacts && !math.IsNaN(raw[i]) {
			t := teams[g.Agent.Team]
			teams[g.Agent.Team] = sum{t.score + raw[i]*n, t.n + n}
		}
	}
	for i := range s.Agents {
		g := &s.Agents[i]
		n := contacts(g)
		if n < scoreMinContacts || math.IsNaN(raw[i]) {
			continue
		}
		t := teams[g.Agent.Team]
		g.Agent.Raw, g.Agent.TeamMean = raw[i], t.score/t.n
		score := (n*raw[i] + scoreShrinkage*g.Agent.TeamMean) / (n + scoreShrinkage)
		v := &g.Values[Score]
		v.Head, v.N = math.Round(score*10)/10, int64(n)
		if target, ok := r.TargetFor(Score, "", ""); ok {
			v.Level = target.LevelOf(v.Head, table[Score].Better)
		}
	}
}

func contacts(g *Group) float64 { return float64(g.Values[Answered].N) }

// rawScore is the weighted mean of the parts that are known, 0..100, before it is drawn to the team's mean.
func rawScore(g *Group, r *Rules) float64 {
	var sum, weights float64
	for _, name := range slices.Sorted(maps.Keys(r.Score)) {
		rule := r.Score[name]
		k, ok := Lookup(name)
		if !ok || rule.Weight == 0 {
			continue
		}
		p := ScorePart{KPI: name, Weight: rule.Weight, Value: g.Values[k].Head, Floor: rule.Floor, Target: rule.Target, Scaled: unknown}
		if !math.IsNaN(p.Value) {
			p.Scaled = min(max((p.Value-p.Floor)/(p.Target-p.Floor), 0), 1)
			sum += p.Weight * p.Scaled
			weights += p.Weight
		}
		g.Agent.Score = append(g.Agent.Score, p)
	}
	if weights == 0 {
		return unknown
	}
	return 100 * sum / weights
}
