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
