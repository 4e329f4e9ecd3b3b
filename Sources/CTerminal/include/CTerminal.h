#pragma once

/// Keyboard and screen taken over by a program, and given back whatever happens to it. What is here runs in signal
/// handlers, where no Swift may run.

/// Takes the terminal over: keys come as bytes at once, unseen, and signals are told by bytes on a pipe.
/// - begin, end: what to send to the screen now, and when it is given back; copied.
/// - returns the pipe's reading end, or -1 with errno set, and then nothing was changed.
int engage_terminal_take(int input, int output, const char *begin, unsigned long begin_size, const char *end,
                         unsigned long end_size);

/// Gives the terminal back as it was; may be called more than once, and from anywhere.
void engage_terminal_give_back(void);

/// Gives the terminal back, stops the program as its starter wished, and takes it over again when it goes on.
void engage_terminal_pause(void);

/// Takes the terminal over again after the program was stopped and went on.
void engage_terminal_retake(void);

/// Whether a signal came that ends the program: SIGHUP or SIGTERM, else 0.
int engage_terminal_ending(void);
