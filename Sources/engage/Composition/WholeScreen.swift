import EngageEntry
import EngageTerminal
import Glibc

/// Forms on the whole screen, where there is one.
enum WholeScreen {
  /// What the terminal is known by.
  private static var environment: [String: String] {
    var values: [String: String] = [:]
    for name in ["TERM", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG"] {
      values[name] = getenv(name).map { String(cString: $0) }
    }
    return values
  }

  /// Whether somebody sits at a terminal that can be painted on.
  static var isPossible: Bool { FullScreen.isPossible(environment: environment) }

  /// Runs a form to its end.
  /// - Returns: whether there still is a terminal to say something on.
  /// - Throws: what the form throws; `Diagnostic` where the terminal can't be used.
  static func run(_ machine: inout some ScreenMachine) throws -> Bool {
    switch try FullScreen.run(&machine, look: Look(environment: environment)) {
    case .finished: return true
    case .hungUp:
      Terminal.tellError("The terminal went away. What was typed is kept.")
      return false
    case .terminated:
      Terminal.tellError("Ended from outside. What was typed is kept.")
      return true
    }
  }
}

extension WholeScreen {
  /// Runs a form on the whole screen, or in plain lines where there is none or somebody asked for them.
  /// - Returns: whether there still is a terminal to say something on.
  /// - Throws: as `run`, and `PlainScreen.run`.
  static func runIfPossible(_ machine: inout some LineMachine, unless inLines: Bool = false) throws -> Bool {
    if !inLines, isPossible { return try run(&machine) }
    try PlainScreen.run(&machine)
    return true
  }
}

/// Forms where there is no screen: what stands there as lines on standard output, keys as lines from standard input, be
/// it a person or a pipe.
enum PlainScreen {
  /// Runs a form to its end, or to the end of the input.
  /// - Throws: what the form throws; `Diagnostic` where input or output fail.
  static func run(_ machine: inout some LineMachine) throws {
    var input = InputLines()
    while !machine.isFinished {
      for line in machine.lines { try Terminal.tellWrapped(line) }
      try Terminal.tell(Array("> ".utf8))
      switch try input.next() {
      case .line(let line): try machine.accept(line)
      case .unreadable, .tooLong: try machine.handle(.unreadable)
      case .end:
        try Terminal.tell("")
        try machine.leave()
      }
    }
  }
}
