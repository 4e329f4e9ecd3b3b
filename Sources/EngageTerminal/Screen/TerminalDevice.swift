import CTerminal
import EngageModel
import Glibc

/// Keyboard and screen, taken over: raw keys in, frames out, signals as they come.
struct TerminalDevice {
  /// What wakes a form that waits.
  struct Arrivals {
    var bytes: [UInt8] = []
    var signals: [Int32] = []
    /// The terminal is no longer there.
    var isGone = false
  }

  private let input: Int32
  private let output: Int32
  private let signals: Int32

  /// A screen of its own, no wrapping at the right, pastes marked, arrow and keypad keys as plain as can be.
  private static let begin = "\u{1B}[?1049h\u{1B}[?1l\u{1B}>\u{1B}[?7l\u{1B}[?2004h\u{1B}[0m\u{1B}[H\u{1B}[2J"
  private static let end = "\u{1B}[0m\u{1B}[?2026l\u{1B}[?2004l\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"

  /// Takes the terminal over.
  /// - Throws: `Diagnostic` where that can't be done.
  init(input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO) throws {
    self.input = input
    self.output = output
    signals = engage_terminal_take(
      input, output, Self.begin, UInt(Self.begin.utf8.count), Self.end, UInt(Self.end.utf8.count))
    guard signals >= 0 else {
      throw Diagnostic(
        rule: "terminal",
        message: "the terminal can't be used for a form: \(String(cString: strerror(errno)))",
        hint: "try again in another window")
    }
  }

  func giveBack() { engage_terminal_give_back() }

  func pause() { engage_terminal_pause() }

  func retake() { engage_terminal_retake() }

  /// The window's size; 80 × 24 where the terminal does not say.
  var size: WindowSize {
    var size = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return WindowSize(columns: 80, rows: 24)
    }
    // More than any screen has is a mistake, and not to be laid out.
    return WindowSize(columns: min(Int(size.ws_col), 1_000), rows: min(Int(size.ws_row), 500))
  }

  /// Waits for keys or a signal, at most so long; `nil` for ever.
  func wait(_ patience: Duration?) -> Arrivals {
    var descriptors = [
      pollfd(fd: input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
    ]
    let milliseconds = patience.map { duration in
      let (seconds, attoseconds) = duration.components
      // Upwards, so that what is waited for is over.
      return Int32(
        clamping: max(seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000, 0))
    }
    var arrivals = Arrivals()
    let ready = poll(&descriptors, 2, milliseconds ?? -1)
    guard ready > 0 else { return arrivals }
    if descriptors[1].revents != 0 { arrivals.signals = read(signals, most: 64).bytes.map { Int32($0) } }
    if descriptors[0].revents != 0 { (arrivals.bytes, arrivals.isGone) = read(input, most: 65_536) }
    return arrivals
  }

  private func read(_ descriptor: Int32, most: Int) -> (bytes: [UInt8], isGone: Bool) {
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, filled in
      count = Glibc.read(descriptor, buffer.baseAddress, most)
      filled = max(count, 0)
    }
    let isOver = count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN)
    return (bytes, isOver)
  }

  /// Sends bytes to the screen.
  /// - Returns: `false` if the terminal is no longer there or the program is to end.
  func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(output, $0.baseAddress.map { $0 + sent }, bytes.count - sent)
      }
      if count > 0 {
        sent += count
      } else if count < 0, errno == EINTR {
        guard engage_terminal_ending() == 0 else { return false }
      } else if count < 0, errno == EAGAIN {
        var descriptor = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
        _ = poll(&descriptor, 1, 1_000)
        guard engage_terminal_ending() == 0 else { return false }
      } else {
        return false
      }
    }
    return true
  }
}
