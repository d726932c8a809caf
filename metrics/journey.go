package metrics

import "floorboard/metrics/fact"

// minForMedian is how many resolutions a stage needs before its median says something.
const minForMedian = 5

func (l *look) journey() {
	l.s.Journey.Switched = l.view.inWindow.whole.tally.Count[fact.Switched]
	l.s.Journey.DueSoon = l.lives.dueSoon
	if l.view.terms.partial {
		return
	}
	longest := 0.0
	for i := range l.s.Stages {
		if v := l.s.Stages[i].Values[Resolution]; v.N >= minForMedian && v.Part(PartP50) > longest {
			longest, l.s.Journey.Bottleneck = v.Part(PartP50), l.s.Stages[i].Name
		}
	}
}
