public import EngageEntry
import Glibc

/// A form on the whole screen of a terminal: tells the machine keys, paints its screens.
///
///     var form = …  // a ScreenMachine
///     try FullScreen.run(&form)
public struct FullScreen {
  /// How it came to an end.
  public enum Ending: Sendable, Hashable {
    /// The machine said so.
    case finished
    /// The window was closed or the line was cut; the machine left.
    case hungUp
    /// The program was asked to end (SIGTERM); the machine left.
    case terminated
  }

  /// Whether there is a keyboard and a screen that can be painted on: neither end is a file or a pipe, and the
  /// terminal is one that can move its cursor.
  public static func isPossible(environment: [String: String]) -> Bool {
    let name = environment["TERM"] ?? ""
    return isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && !name.isEmpty && name != "dumb"
  }

  /// Paints at least this often while keys keep coming.
  private static let paintAfter = Duration.milliseconds(30)
  /// The machine's clock goes on when no key came for so long, and then each minute.
  private static let firstTick = Duration.seconds(3)
  private static let nextTick = Duration.seconds(60)

  private let device: TerminalDevice
  private let painter: Painter
  private var decoder = KeyDecoder()
  private var shown: Frame?
  private var ending: Ending?
  private let clock = ContinuousClock()
  private var tickAt: ContinuousClock.Instant
  /// When what was cut off is taken for whole.
  private var settleAt: ContinuousClock.Instant?

  /// Runs a form until it is finished, the terminal goes away, or the program is to end.
  /// - Throws: what the machine throws, after the terminal was given back; `Diagnostic` where it can't be used.
  @discardableResult
  public static func run(_ machine: inout some ScreenMachine, look: Look) throws -> Ending {
    var screen = FullScreen(device: try TerminalDevice(), painter: Painter(look))
    defer { screen.device.giveBack() }
    return try screen.run(&machine)
  }

  private init(device: TerminalDevice, painter: Painter) {
    self.device = device
    self.painter = painter
    tickAt = ContinuousClock.now + Self.firstTick
  }

  private mutating func run(_ machine: inout some ScreenMachine) throws -> Ending {
    while ending == nil {
      guard !machine.isFinished else { return .finished }
      paint(machine.screen)
      if ending == nil { try takeWhatComes(&machine) }
    }
    if let ending, ending != .finished { try machine.leave() }
    return ending ?? .finished
  }

  private mutating func paint(_ screen: EntryScreen) {
    let frame = painter.frame(of: screen, size: device.size)
    let bytes = FrameDifference.bytes(from: shown, to: frame)
    shown = frame
    if !bytes.isEmpty, !device.send(bytes) { end(.hungUp) }
  }

  private mutating func end(_ how: Ending) {
    // What the signal says goes before what a broken line looks like.
    if ending == nil { ending = how }
  }

  /// Waits, then handles all that came and comes within a moment, before the next painting.
  private mutating func takeWhatComes(_ machine: inout some ScreenMachine) throws {
    let wake = min(tickAt, settleAt ?? tickAt)
    var arrivals = device.wait(max(wake - clock.now, .zero))
    let start = clock.now
    while true {
      for signal in arrivals.signals { try take(signal, &machine) }
      if !arrivals.bytes.isEmpty {
        try handle(decoder.keys(arrivals.bytes), &machine)
        settleAt = decoder.patience.map { clock.now + $0 }
        tickAt = clock.now + Self.firstTick
      }
      if arrivals.isGone { end(.hungUp) }
      let isQuiet = arrivals.bytes.isEmpty && arrivals.signals.isEmpty
      guard ending == nil, !isQuiet, clock.now - start < Self.paintAfter else { break }
      arrivals = device.wait(.zero)
    }
    try takeTime(&machine)
  }

  private mutating func takeTime(_ machine: inout some ScreenMachine) throws {
    let now = clock.now
    if let due = settleAt, now >= due, ending == nil {
      settleAt = nil
      try handle(decoder.settle(), &machine)
    }
    if now >= tickAt, ending == nil {
      machine.tick()
      tickAt = now + Self.nextTick
    }
  }

  private mutating func handle(_ keys: [EntryKey], _ machine: inout some ScreenMachine) throws {
    for key in keys {
      // The custom: paint everything anew, should something else have written on the screen.
      if key == .control("l") { shown = nil }
      try machine.handle(key)
      if machine.isFinished {
        end(.finished)
        return
      }
    }
  }

  private mutating func take(_ signal: Int32, _ machine: inout some ScreenMachine) throws {
    switch signal {
    case SIGHUP: end(.hungUp)
    case SIGTERM: end(.terminated)
    case SIGINT: try handle([.control("c")], &machine)
    case SIGTSTP:
      device.pause()
      shown = nil
    case SIGCONT:
      device.retake()
      shown = nil
    // A new size is asked for at each painting; some terminals clear what they showed.
    case SIGWINCH: shown = nil
    default: break
    }
  }
}
