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

extension ScreenMachine {
  public var isFinished: Bool { screen.isFinished }
}
