// Command floorboard is a terminal wallboard for live support queues. README.md shows it; what the commands are is in tui/cli.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
	_ "time/tzdata" // --tz works on machines without zone files

	"floorboard/tui/cli"
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50) // what a board holds it holds for long: twice that much memory would buy little speed
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	// A second signal ends at once what still takes its time, and SIGQUIT tells what that was. One that comes right after the first is the
	// same: timeout(1) and terminals that close tell the program and its group.
	context.AfterFunc(ctx, func() { time.AfterFunc(time.Second, stop) })
	status := cli.Run(ctx, os.Args[1:], cli.TheWorld())
	stop()
	os.Exit(status)
}
