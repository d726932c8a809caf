package source

import (
	"slices"
	"testing"
	"testing/synctest"

	"floorboard/feed"
)

// A consumer that keeps what it gets gets no more than there are batches, and one that then goes on all the rest: memory is bounded, and
// nothing is dropped.
func TestASlowConsumerIsWaitedFor(t *testing.T) {
	const n = 5_000
	path := write(t, temp(t, "feed"), lines(0, n))
	synctest.Test(t, func(t *testing.T) {
		r, err := Open([]string{path}, Options{Workers: 1, BlockSize: 1_000}) // more workers would wait for each other's turn, which no bubble can tell from work
		if err != nil {
			t.Fatal(err)
		}
		out := make(chan *feed.Batch)
		go func() {
			_ = r.Run(t.Context(), out)
			close(out)
		}()
		var kept []*feed.Batch
		for waits := false; !waits; {
			synctest.Wait()
			select {
			case b := <-out:
				kept = append(kept, b)
			default:
				waits = true
			}
		}
		if want := cap(r.pool.free); len(kept) != want {
			t.Errorf("%d batches without a release, want %d", len(kept), want)
		}
		events := 0
		for len(kept) > 0 {
			events += len(kept[0].Events)
			kept[0].Release()
			kept = slices.Delete(kept, 0, 1)
			if b, ok := <-out; ok {
				kept = append(kept, b)
			}
		}
		if events != n {
			t.Errorf("%d events, want %d", events, n)
		}
	})
}
