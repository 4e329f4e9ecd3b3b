import ArgumentParser
import EngageModel
import EngageSealing
import Glibc

/// Where the passphrase of an encrypted backup comes from: never from the command line or the environment, which
/// other programs of this machine can read.
struct PassphraseOption: ParsableArguments {
  @Option(
    help:
      "A file whose first line is the passphrase. If left out it is asked for, unseen, or read from standard input where that is no terminal."
  )
  var passphraseFile: String?

  /// The passphrase to encrypt with, typed twice on a terminal.
  /// - Throws: `Refusal` for one that would be guessed; `Diagnostic` where none can be read.
  func new() throws -> Passphrase {
    let text = try read("Passphrase for this backup: ")
    if let weakness = Passphrase.weakness(of: text) {
      throw Refusal(
        rule: "weak-passphrase", "the passphrase \(weakness); nothing was written", hint: Passphrase.advice)
    }
    if isTyped, try UnseenLine.read("The same again: ") != text {
      throw Diagnostic(
        rule: "unequal-passphrases", message: "the two passphrases are not the same; nothing was written",
        hint: "give the command again")
    }
    return Passphrase(text)
  }

  /// The passphrase that a backup was encrypted with.
  /// - Throws: `Diagnostic` where none can be read.
  func existing() throws -> Passphrase { Passphrase(try read("Passphrase of this backup: ")) }

  private var isTyped: Bool { passphraseFile == nil && Terminal.standardInput.isScreen }

  private func read(_ prompt: String) throws -> String {
    let text: String?
    if let passphraseFile {
      text = try PassphraseOption.firstLine(of: passphraseFile)
    } else if isTyped {
      text = try UnseenLine.read(prompt)
    } else {
      var input = InputLines()
      if case .line(let line) = try input.next() { text = line } else { text = nil }
    }
    guard var text, !text.isEmpty else {
      throw Diagnostic(
        rule: "no-passphrase", message: "there is no passphrase to read", file: passphraseFile,
        hint: "type it when asked, or put it into a file of its own: --passphrase-file FILE")
    }
    // A file that was written on Windows.
    if text.utf8.last == UInt8(ascii: "\r") { text.unicodeScalars.removeLast() }
    return text
  }

  private static func firstLine(of path: String) throws -> String? {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 != 0 {
      Terminal.tellError("Others on this machine can read \(path): chmod 600 \(Terminal.quoted(path))")
    }
    let bytes = try WholeFile.bytes(path)
    guard let text = String(validating: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self) else {
      throw Diagnostic(
        rule: "invalid-utf8", message: "the passphrase is not UTF-8", file: path,
        hint: "save the file again with the encoding UTF-8")
    }
    return text
  }
}

/// A line typed at the terminal that the terminal does not show.
enum UnseenLine {
  /// - Returns: `nil` where the person leaves with Ctrl-D on an empty line.
  /// - Throws: `ExitCode` after Ctrl-C; `Diagnostic` where the terminal can't be read.
  static func read(_ prompt: String) throws -> String? {
    Terminal.tellProgress(prompt)
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { throw unreadable() }
    var unseen = before
    // Ctrl-C comes as a byte, so that the terminal is never left as it is now.
    unseen.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG)
    guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen) == 0 else { throw unreadable() }
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
      Terminal.tellError("")
    }
    var line: [UInt8] = []
    while true {
      var byte: UInt8 = 0
      let count = Glibc.read(STDIN_FILENO, &byte, 1)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw unreadable() }
      switch byte {
      case _ where count == 0: return text(line)
      case 0x0A, 0x0D: return text(line)
      case 0x03: throw ExitCode(130)
      case 0x04: if line.isEmpty { return nil }
      case 0x15: line = []
      case 0x7F, 0x08:
        // A whole character, however many bytes it has.
        while let last = line.popLast(), last & 0xC0 == 0x80 {}
      default: line.append(byte)
      }
    }
  }

  private static func text(_ line: [UInt8]) -> String? { String(validating: line, as: UTF8.self) }

  private static func unreadable() -> Diagnostic {
    Diagnostic(
      rule: "input", message: "the terminal can't be read: \(String(cString: strerror(errno)))",
      hint: "put the passphrase into a file of its own: --passphrase-file FILE")
  }
}
