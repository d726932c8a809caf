package source

import (
	"sync"

	"floorboard/feed"
)

// decoders hands out decoders. Those of formats that are not stateless are shared by the files of one log.
type decoders struct {
	mu   sync.Mutex
	idle map[*feed.Format][]feed.Decoder
	logs map[logKey]*shared
}

type logKey struct {
	log    string
	format *feed.Format
}

// shared is the decoder of a log.
type shared struct {
	mu      sync.Mutex
	decoder feed.Decoder
}

func newDecoders() *decoders {
	return &decoders{idle: map[*feed.Format][]feed.Decoder{}, logs: map[logKey]*shared{}}
}

// decode decodes b, which is part of the given log.
func (d *decoders) decode(log string, b *block) {
	if !b.format.Stateless {
		s := d.ofLog(log, b.format)
		s.mu.Lock()
		defer s.mu.Unlock()
		b.decode(s.decoder)
		return
	}
	one := d.borrow(b.format)
	b.decode(one)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.idle[b.format] = append(d.idle[b.format], one)
}

func (d *decoders) borrow(f *feed.Format) feed.Decoder {
	d.mu.Lock()
	defer d.mu.Unlock()
	idle := d.idle[f]
	if len(idle) == 0 {
		return f.New()
	}
	d.idle[f] = idle[:len(idle)-1]
	return idle[len(idle)-1]
}

func (d *decoders) ofLog(log string, f *feed.Format) *shared {
	d.mu.Lock()
	defer d.mu.Unlock()
	k := logKey{log, f}
	if d.logs[k] == nil {
		d.logs[k] = &shared{decoder: f.New()}
	}
	return d.logs[k]
}
