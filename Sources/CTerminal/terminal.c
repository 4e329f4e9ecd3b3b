#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { most = 256 };

// What signals tell the program of, and what would kill it with the terminal taken over.
static const int told[] = {SIGHUP, SIGINT, SIGTERM, SIGWINCH, SIGTSTP, SIGCONT};
static const int fatal[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP, SIGQUIT};
enum { told_count = sizeof told / sizeof *told, fatal_count = sizeof fatal / sizeof *fatal };

static struct termios before, raw;
static sigset_t mask_before;
static struct sigaction told_before[told_count], fatal_before[fatal_count];
static char begins[most], ends[most];
static size_t begins_size, ends_size;
static int in = -1, out = -1, wake[2] = {-1, -1};
static volatile sig_atomic_t taken = 0, ending = 0, registered = 0;

/// Sends a short text, without waiting for ever for a terminal that takes nothing.
static void send_text(const char *text, size_t size) {
  while (size > 0) {
    struct pollfd ready = {.fd = out, .events = POLLOUT};
    if (poll(&ready, 1, 200) <= 0 || !(ready.revents & POLLOUT)) return;
    ssize_t sent = write(out, text, size);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return;
    text += sent;
    size -= (size_t)sent;
  }
}

// tcsetattr, write and poll may be called in signal handlers (signal-safety(7)).
static void restore(void) {
  if (!taken) return;
  taken = 0;
  int saved = errno;
  send_text(ends, ends_size);
  // What was typed and not read must not reach the shell: it may be somebody's answer.
  tcsetattr(in, TCSAFLUSH, &before);
  errno = saved;
}

static void retake(void) {
  if (tcsetattr(in, TCSADRAIN, &raw) == 0) taken = 1;
  send_text(begins, begins_size);
}

static void tell(int signal) {
  int saved = errno;
  if (signal == SIGHUP || signal == SIGTERM) ending = signal;
  unsigned char byte = (unsigned char)signal;
  // The pipe does not block; if it is full the program has plenty to wake up for.
  ssize_t ignored = write(wake[1], &byte, 1);
  (void)ignored;
  errno = saved;
}

static void die(int signal) {
  restore();
  // What was to happen without us happens now: the fault comes again, or the signal is sent again.
  for (int i = 0; i < fatal_count; i++)
    if (fatal[i] == signal) sigaction(signal, &fatal_before[i], NULL);
  if (signal == SIGABRT || signal == SIGQUIT) raise(signal);
}

static void handle(int signal, void (*handler)(int), struct sigaction *old) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, old);
}

/// Whoever started the program may have had signals blocked, and the program has that from it.
static void unblock(void) {
  sigset_t set;
  sigemptyset(&set);
  for (int i = 0; i < told_count; i++) sigaddset(&set, told[i]);
  for (int i = 0; i < fatal_count; i++) sigaddset(&set, fatal[i]);
  pthread_sigmask(SIG_UNBLOCK, &set, &mask_before);
}

static void give_signals_back(void) {
  for (int i = 0; i < told_count; i++) sigaction(told[i], &told_before[i], NULL);
  for (int i = 0; i < fatal_count; i++) sigaction(fatal[i], &fatal_before[i], NULL);
  pthread_sigmask(SIG_SETMASK, &mask_before, NULL);
}

/// Where handlers run when the stack is full.
static void provide_stack(void) {
  static char space[65536];
  stack_t old, new = {.ss_sp = space, .ss_size = sizeof space};
  if (sigaltstack(NULL, &old) == 0 && (old.ss_flags & SS_DISABLE)) sigaltstack(&new, NULL);
}

static int open_pipe(void) {
  if (wake[0] >= 0) return 0;
  if (pipe(wake) != 0) return -1;
  for (int i = 0; i < 2; i++) {
    fcntl(wake[i], F_SETFL, O_NONBLOCK);
    fcntl(wake[i], F_SETFD, FD_CLOEXEC);
  }
  return 0;
}

int engage_terminal_take(int input, int output, const char *begin, unsigned long begin_size, const char *end,
                         unsigned long end_size) {
  if (taken || begin_size > most || end_size > most) {
    errno = EINVAL;
    return -1;
  }
  if (tcgetattr(input, &before) != 0 || open_pipe() != 0) return -1;
  raw = before;
  raw.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | IGNCR | INLCR | INPCK | ISTRIP | IXON | IXOFF | PARMRK);
  raw.c_oflag &= ~(tcflag_t)OPOST;
  raw.c_cflag = (raw.c_cflag & ~(tcflag_t)(CSIZE | PARENB)) | CS8;
  raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | IEXTEN | ISIG);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  in = input;
  out = output;
  memcpy(begins, begin, begin_size);
  memcpy(ends, end, end_size);
  begins_size = begin_size;
  ends_size = end_size;
  ending = 0;
  // What was typed before the first question is kept: only what follows the end is thrown away.
  if (tcsetattr(input, TCSADRAIN, &raw) != 0) return -1;
  taken = 1;
  if (!registered) registered = atexit(restore) == 0;
  provide_stack();
  for (int i = 0; i < told_count; i++) handle(told[i], tell, &told_before[i]);
  for (int i = 0; i < fatal_count; i++) handle(fatal[i], die, &fatal_before[i]);
  unblock();
  send_text(begins, begins_size);
  return wake[0];
}

void engage_terminal_give_back(void) {
  if (in < 0) return;
  restore();
  give_signals_back();
  in = -1;
}

void engage_terminal_pause(void) {
  restore();
  // Not SIGTSTP, which is told to us and not done.
  raise(SIGSTOP);
  retake();
}

void engage_terminal_retake(void) { retake(); }

int engage_terminal_ending(void) { return ending; }
