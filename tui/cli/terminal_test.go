//go:build unix

package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// asProgram makes the test binary be floorboard itself, so that a real terminal can be put around it.
const asProgram = "FLOORBOARD_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		os.Exit(m.Run())
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := Run(ctx, os.Args[1:], TheWorld())
	stop()
	os.Exit(status)
}

// session is floorboard in a terminal that answers no questions.
type session struct {
	t     *testing.T
	tty   *os.File
	cmd   *exec.Cmd
	seen  bytes.Buffer
	reads chan []byte // closed when the program has ended
}

func begin(t *testing.T, args ...string) *session {
	t.Helper()
	return start(t, exec.Command(os.Args[0], args...))
}

func start(t *testing.T, cmd *exec.Cmd) *session {
	t.Helper()
	s := &session{t: t, cmd: cmd, reads: make(chan []byte)}
	s.cmd.Env = append(os.Environ(), asProgram+"=1", "TERM=xterm-256color", "LANG=C.UTF-8", "HOME="+t.TempDir(), "XDG_CONFIG_HOME=", "NO_COLOR=")
	tty, err := pty.StartWithSize(s.cmd, &pty.Winsize{Rows: 30, Cols: 100})
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	s.tty = tty
	go func() {
		defer close(s.reads)
		for {
			b := make([]byte, 1<<16)
			n, err := tty.Read(b)
			if n > 0 {
				s.reads <- b[:n]
			}
			if err != nil {
				return
			}
		}
	}()
	t.Cleanup(func() {
		s.cmd.Process.Kill()
		for range s.reads {
		}
		tty.Close()
	})
	return s
}

// patience is how long a program that hangs is waited for.
const patience = 30 * time.Second

// until waits for words on the terminal; "" waits for the end.
func (s *session) until(words string) {
	s.t.Helper()
	give := time.After(patience)
	for words == "" || !strings.Contains(s.seen.String(), words) {
		select {
		case b, more := <-s.reads:
			if !more && words == "" {
				return
			}
			if !more {
				s.t.Fatalf("it ended without %q:\n%q", words, s.seen.String())
			}
			s.seen.Write(b)
		case <-give:
			s.t.Fatalf("waited in vain for %q:\n%q", words, s.seen.String())
		}
	}
}

func (s *session) send(keys string) {
	if _, err := s.tty.WriteString(keys); err != nil {
		s.t.Fatal(err)
	}
}

// end waits for the program and returns its exit status.
func (s *session) end() int {
	s.t.Helper()
	s.until("")
	s.cmd.Wait()
	return s.cmd.ProcessState.ExitCode()
}

// TestTheTerminalIsAskedNothing: a question that stays unanswered would hold up every start for seconds.
func TestTheTerminalIsAskedNothing(t *testing.T) {
	s := begin(t, "version")
	if status := s.end(); status != ok || strings.Contains(s.seen.String(), "\x1b") || !strings.HasPrefix(s.seen.String(), "floorboard") {
		t.Errorf("status %d, output %q", status, s.seen.String())
	}
}

const (
	enterScreen = "\x1b[?1049h" // xterm's alternate screen
	leaveScreen = "\x1b[?1049l"
)

// TestQuitting: however it is ended, the terminal is as before, and one line says what was read.
func TestQuitting(t *testing.T) {
	t.Parallel() // it mostly waits

	file := write(t, "morning.jsonl", morning+"this is no event\n")
	for name, quit := range map[string]func(*session){
		"q":       func(s *session) { s.send("q") },
		"ctrl+c":  func(s *session) { s.send("\x03") },
		"SIGTERM": func(s *session) { s.cmd.Process.Signal(syscall.SIGTERM) },
		"SIGINT":  func(s *session) { s.cmd.Process.Signal(syscall.SIGINT) },
	} {
		t.Run(name, func(t *testing.T) {
			s := begin(t, "--no-follow", file)
			s.until("billing")
			quit(s)
			status := s.end()
			_, after, left := strings.Cut(s.seen.String(), leaveScreen)
			if status != ok || !left || !strings.Contains(after, "floorboard: 3 events read, 1 line rejected, the last at "+file+":4: ") {
				t.Errorf("status %d, left the screen: %v, at last %q", status, left, after)
			}
		})
	}
}

// TestSuspending: ctrl+z gives the terminal back to the shell, as it was, and fg brings the board back; where there is no shell, the board goes on.
func TestSuspending(t *testing.T) {
	t.Parallel() // it mostly waits

	const mouse = "\x1b[?1002h" // xterm's button-event tracking
	for name, cmd := range map[string]*exec.Cmd{
		"shell":    exec.Command("sh", "-mc", `"$0" demo; stty -a; echo the shell; fg`, os.Args[0]),
		"no shell": exec.Command(os.Args[0], "demo"),
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, cmd)
			s.until("NPS")
			s.send("\x1a")
			s.until(leaveScreen)
			before := s.seen.Len()
			if name == "shell" {
				s.until("the shell")
				if told := s.seen.String()[before:]; !strings.Contains(told, " icanon") || !strings.Contains(told, " echo ") {
					t.Errorf("the terminal is left as %q", told)
				}
			}
			for back := ""; !strings.Contains(back, mouse) || !strings.Contains(back, "NPS"); back = s.seen.String()[before:] {
				s.until(enterScreen)
				s.seen.Write(<-s.reads)
			}
			s.send("q")
			if status := s.end(); status != ok || !strings.Contains(s.seen.String()[before:], "events read") {
				t.Errorf("status %d, at last %q", status, s.seen.String()[before:])
			}
		})
	}
}

// TestStoppedFromOutside: a shell that finds the board stopped takes the terminal as it is; with fg the board takes it again, and draws all anew.
func TestStoppedFromOutside(t *testing.T) {
	t.Parallel() // it mostly waits

	s := start(t, exec.Command("sh", "-mc", `sh -c 'echo "board $$."; exec "$0" demo' "$0"; stty sane; echo the shell; fg`, os.Args[0]))
	s.until(".\r\n")
	var board int
	if _, err := fmt.Sscanf(s.seen.String(), "board %d.", &board); err != nil {
		t.Fatalf("%q: %v", s.seen.String(), err)
	}
	s.until("NPS")
	if err := syscall.Kill(board, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	s.until("the shell")
	s.seen.Reset()
	s.until(enterScreen)
	s.until("NPS")
	s.send("q") // and no line feed: the keys come one by one
	if status := s.end(); status != ok || !strings.Contains(s.seen.String(), "events read") {
		t.Errorf("status %d, at last %q", status, s.seen.String())
	}
}

// TestFollowing: what is appended to a file comes onto the screen, and a file that does not exist yet is waited for.
func TestFollowing(t *testing.T) {
	t.Parallel() // it mostly waits

	file := filepath.Join(t.TempDir(), "later.jsonl")
	s := begin(t, "--window", "all", file)
	s.until(enterScreen)
	for _, text := range []string{morning, strings.NewReplacer("billing", "returns", "c1", "c3").Replace(morning)} {
		f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString(text); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		s.until(text[len(`{"time":"2026-03-02T09:00:00Z","type":"queued","conversation":"c1","queue":"`):][:len("billing")])
	}
	s.send("q")
	if status := s.end(); status != ok || !strings.Contains(s.seen.String(), "6 events read") {
		t.Errorf("status %d, at last %q", status, s.seen.String()[max(0, s.seen.Len()-300):])
	}
}

func TestDemo(t *testing.T) {
	s := begin(t, "demo")
	s.until("60x")
	s.until("billing")
	s.send("q")
	if status := s.end(); status != ok || !strings.Contains(s.seen.String(), "0 lines rejected") {
		t.Errorf("status %d, at last %q", status, s.seen.String()[max(0, s.seen.Len()-300):])
	}
}

func TestReportFitsTheTerminal(t *testing.T) {
	s := begin(t, "status", write(t, "morning.jsonl", morning))
	s.end()
	if !strings.Contains(s.seen.String(), "The whole") || strings.Contains(s.seen.String(), "\x1b") {
		t.Errorf("%q", s.seen.String())
	}
	for line := range strings.Lines(s.seen.String()) {
		if len([]rune(strings.TrimRight(line, "\r\n"))) > 100 {
			t.Errorf("wider than the terminal: %q", line)
		}
	}
}
