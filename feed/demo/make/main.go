// Command make writes the recorded day into the file that package demo embeds.
package main

import (
	"fmt"
	"os"

	"floorboard/feed/compress"
	"floorboard/feed/demo"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: make FILE")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "make:", err)
		os.Exit(1)
	}
}

func write(name string) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	zip, err := compress.NewWriter(file, compress.ByName(name))
	if err != nil {
		return err
	}
	if err := demo.Write(zip); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := zip.Finish(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return file.Close()
}
