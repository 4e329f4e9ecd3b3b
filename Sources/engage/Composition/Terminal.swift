import EngageModel
import Glibc

/// The screen, or the file or pipe in its place.
struct Terminal {
  let isScreen: Bool
  /// Columns; `nil` where it is no screen.
  let width: Int?
  let colour: Bool

  static let standardOutput = Terminal(descriptor: STDOUT_FILENO)
  static let standardInput = Terminal(descriptor: STDIN_FILENO)
  static let standardError = Terminal(descriptor: STDERR_FILENO)

  private init(descriptor: Int32) {
    isScreen = isatty(descriptor) == 1
    var size = winsize()
    let known = isScreen && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    width = isScreen ? (known ? Int(size.ws_col) : 80) : nil
    let allowed = getenv("NO_COLOR").map { strlen($0) == 0 } ?? true
    let dumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? false
    colour = isScreen && allowed && !dumb
  }

  /// Prints a line on standard output.
  /// - Throws: `Diagnostic` where it can't be written: the disk is full, say.
  static func tell(_ text: String) throws { try tell(Array((text + "\n").utf8)) }

  /// Prints bytes on standard output.
  /// - Throws: as above.
  static func tell(_ bytes: [UInt8]) throws {
    let code = write(bytes, to: STDOUT_FILENO)
    guard code == 0 else {
      throw Diagnostic(
        rule: "output", message: "the output can't be written: \(String(cString: strerror(code)))",
        hint: "is the disk full, or the receiving program gone?")
    }
  }

  /// Prints lines on standard error, on a screen broken between words. Where even that fails nobody is left to tell.
  static func tellError(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      WordWrap.lines(String($0), width: standardError.width, hanging: 2)
    }
    _ = write(Array((lines.joined(separator: "\n") + "\n").utf8), to: STDERR_FILENO)
  }

  /// Prints on standard error without ending the line, for progress.
  static func tellProgress(_ text: String) { _ = write(Array(text.utf8), to: STDERR_FILENO) }

  /// - Returns: 0, or the error's number.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return errno }
      written += count
    }
    return 0
  }

  /// A path as it can be pasted into a shell.
  static func quoted(_ path: String) -> String {
    let isPlain = path.allSatisfy { $0.isLetter || $0.isNumber || "/._-+,:@%".contains($0) } && !path.isEmpty
    return isPlain
      ? path
      : "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
