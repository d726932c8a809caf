package panel

import (
	"strconv"
	"time"

	"floorboard/tui/cell"
	"floorboard/tui/format"
	"floorboard/tui/style"
)

// Timeline draws where a replay is: from when to when it goes, what rose on the way, how fast it goes, and how to steer it.
func Timeline(a cell.Area, v *View) {
	p := v.Player
	if p == nil || a.W() < 30 || !p.Last.After(p.First) {
		return
	}
	zone := v.Snap.AsOf.Location()
	stamp := "15:04"
	if p.Last.Sub(p.First) > 20*time.Hour {
		stamp = "Mon 15:04"
	}
	from, to := p.First.In(zone).Format(stamp), p.Last.In(zone).Format(stamp)
	sign := feedSigns["replaying"]
	if p.Paused {
		sign = feedSigns["replay paused"]
	}
	words := sign + " " + p.Now.In(zone).Format("15:04:05") + "  " + p.speed()
	x := a.Text(1, 0, style.Bold, words) + 2
	x = a.Text(x, 0, style.Dim, from) + 1
	end := a.W() - 1 - cell.Width(to)
	if w := end - 1 - x; w >= 8 {
		a.Text(end, 0, style.Dim, to)
		bar := a.Sub(cell.Rect{X: x, W: w, H: 1})
		place := func(t time.Time) int {
			return max(min(int(float64(w-1)*float64(t.Sub(p.First))/float64(p.Last.Sub(p.First))+0.5), w-1), 0)
		}
		gauge(bar, style.Bar, float64(place(p.Now))/float64(w))
		for _, t := range p.Marks {
			if !t.Before(p.First) && !t.After(p.Last) {
				bar.Text(place(t), 0, style.Warn, v.glyphs().Warn)
			}
		}
		bar.Text(place(p.Now), 0, style.Bold, v.glyphs().Vertical)
	}
}

// speed writes how fast it goes, with as many digits as tell slow ones apart: 60x, 1.5x, 0.03x.
func (p *Player) speed() string {
	if p.Speed >= 10 {
		return format.Count(p.Speed) + "x"
	}
	return strconv.FormatFloat(p.Speed, 'g', 2, 64) + "x"
}
