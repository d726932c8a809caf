package cli

import (
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"floorboard/tui/config"
	"floorboard/tui/suggest"
)

// span is a flag that holds a duration, which may be 0.
type span struct {
	time.Duration
	given bool
}

func (s *span) String() string {
	if s.Duration == 0 && !s.given {
		return ""
	}
	text := s.Duration.String()
	for _, zero := range []string{"m0s", "h0m"} { // 7h, not 7h0m0s
		if strings.HasSuffix(text, zero) {
			text = text[:len(text)-2]
		}
	}
	return text
}

// Set reads a duration as the configuration has it: "20s", or a number of seconds.
func (s *span) Set(text string) error {
	d, err := config.ParseDuration(text)
	if err != nil {
		return err
	}
	if d < 0 {
		return fmt.Errorf("%q is negative; write it as 20s, 5m or 1h30m", text)
	}
	*s = span{d, true}
	return nil
}

func (s *span) Type() string { return "DURATION" }

// instant is a flag that holds a time, the zero time when it was not given.
type instant struct{ time.Time }

func (i *instant) String() string {
	if i.IsZero() {
		return ""
	}
	return i.Format(time.RFC3339Nano)
}

// Set reads an RFC 3339 time or Unix seconds; 1e11 and above is milliseconds, as in feeds.
func (i *instant) Set(text string) error {
	t, err := time.Parse(time.RFC3339Nano, strings.ToUpper(text))
	if n, e := strconv.ParseFloat(text, 64); e == nil && math.Abs(n) < 1e14 {
		if math.Abs(n) < 1e11 {
			n *= 1000
		}
		t, err = time.UnixMilli(int64(math.Round(n))).UTC(), nil
	}
	if err != nil || t.Year() < 0 { // RFC 3339, section 1: years from 0000 to 9999
		return fmt.Errorf("%q is no time; write it as 2026-03-02T14:30:00+01:00 or as Unix seconds", text)
	}
	i.Time = t
	return nil
}

func (i *instant) Type() string { return "TIME" }

// wrongFlag is an error of a flag: which one, what was written, and what to write.
func wrongFlag(c *cobra.Command, err error) error {
	var (
		value   *pflag.InvalidValueError
		without *pflag.ValueRequiredError
		unknown *pflag.NotExistError
	)
	if args := c.Flags().Args(); c == c.Root() && len(args) > 0 { // a slip of the command's name, and flags that its command has
		if err := notACommand(c, args); err != nil {
			return err
		}
	}
	switch help := "`" + c.CommandPath() + " --help` lists the flags"; {
	case errors.As(err, &value):
		return misuse("--%s: %w", value.GetFlag().Name, wrongValue(value))
	case errors.As(err, &without):
		name := without.GetFlag().Name
		what, _ := pflag.UnquoteUsage(without.GetFlag())
		return misuse("--%s needs a value, as in --%[1]s %s; %s", name, what, help)
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "":
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
		name := "--" + unknown.GetSpecifiedName()
		if near := suggest.Nearest(name, names); len(near) > 0 {
			return misuse("unknown flag: %s; %s %s", name, suggest.Meant(near), help)
		}
		return misuse("unknown flag: %s; %s", name, help)
	case errors.As(err, &unknown) && isFile("-"+unknown.GetSpecifiedShortnames()):
		return misuse("%w; to name the file, write ./-%s", err, unknown.GetSpecifiedShortnames())
	default:
		return misuse("%w; %s", err, help)
	}
}

func isFile(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// wrongValue says what is wrong with the value of a flag. The flags of our own types say so themselves.
func wrongValue(e *pflag.InvalidValueError) error {
	flag, is, instead := e.GetFlag(), "", ""
	switch flag.Value.Type() {
	case "bool":
		is, instead = "neither true nor false", fmt.Sprintf("--%s alone for true, or --%[1]s=false", flag.Name)
	case "int":
		is, instead = "no whole number", "one such as "+flag.DefValue
	case "uint64":
		is, instead = "no whole number from 0 up", "one such as "+flag.DefValue
	case "float64":
		is, instead = "no number", "one such as "+flag.DefValue+" or 0.5"
	default:
		return e.Unwrap()
	}
	if errors.Is(e, strconv.ErrRange) {
		is = "too large a number"
	}
	return fmt.Errorf("%q is %s; write %s", e.GetValue(), is, instead)
}

// emptyValues refuses flags with an empty value, which a script writes when its variable is not set: to go on as if the flag was not there
// would answer another question than was asked. A title alone may be empty.
func emptyValues(c *cobra.Command, _ []string) (err error) {
	c.Flags().Visit(func(f *pflag.Flag) {
		empty := f.Value.String() == ""
		if list, is := f.Value.(pflag.SliceValue); is {
			empty = len(list.GetSlice()) == 0 || slices.Contains(list.GetSlice(), "")
		}
		if empty && f.Name != "title" && err == nil {
			what, _ := pflag.UnquoteUsage(f)
			err = misuse("--%s: \"\" is no %s; write one, or leave the flag out", f.Name, what)
		}
	})
	return err
}
