package metrics

import "context"

// Viewer is who looks at a board: it pulls snapshots at its own pace, and skips what it missed.
type Viewer interface {
	// Look returns the newest answer to q. It waits until there is one with Seq greater than after, or ctx ends. After
	// publishes at the board's pace, so that a viewer may simply look again and again.
	Look(ctx context.Context, q Question, after uint64) (*Snapshot, error)
}
