import Glibc

/// A file that another program cuts short, or whose disk goes away, while Engage reads it.
///
/// Files are read through memory that stands for them, so that the system tells of it by a signal and not by an
/// error. What an import has written by then is not committed, and is dropped when the store is next opened.
enum LostFile {
  /// Ends the program in plain words and with the code for bad input, where it would crash.
  static func endInPlainWords() {
    signal(SIGBUS) { _ in
      // Nothing but what is safe within a signal: no allocation, no lock.
      let words: StaticString =
        """
        error[lost-file]: a file became shorter, or its disk unreachable, while it was read; nothing was stored
          = help: wait until no other program writes or downloads it, then try again

        """
      _ = write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
      _exit(Failure.badInput)
    }
  }
}
