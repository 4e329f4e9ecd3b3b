/// What a face runs: it tells it keys and paints its screen after each.
public protocol ScreenMachine {
  var screen: EntryScreen { get }
  /// Whether entry is over; asked after each key, so it may be worth answering without making a screen.
  var isFinished: Bool { get }
  /// A key was pressed. What it throws ends the face, which puts the terminal back first; so a store that is
  /// busy or full is a message on the screen, not an error.
  mutating func handle(_ key: EntryKey) throws
  /// The face goes away without being asked to: the window was closed, the line was cut.
  mutating func leave() throws
  /// No key came for some seconds, and then each minute: for clocks, and to keep a text that is half typed.
  mutating func tick()
}

/// A machine that runs where there is no screen too: in lines from a pipe or a plain terminal.
public protocol LineMachine: ScreenMachine {
  /// What stands on the screen as plain lines, with no wrapping and no colour.
  var lines: [String] { get }
  /// Takes a line as a person typed it. What it throws ends the machine, as with ``ScreenMachine/handle(_:)``.
  mutating func accept(_ line: String) throws
}

extension ScreenMachine {
  public var isFinished: Bool { screen.isFinished }
}
