// Command floorboard is a terminal wallboard for live support queues. README.md shows it; what the commands are is in tui/cli.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"floorboard/tui/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	status := cli.Run(ctx, os.Args[1:], cli.TheWorld())
	stop()
	os.Exit(status)
}
