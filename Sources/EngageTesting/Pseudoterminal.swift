import Glibc

/// A program run in a terminal of its own, for tests: keys go in, the screen is read.
public final class Pseudoterminal {
  public enum Exit: Equatable, Sendable {
    case code(Int32)
    case signal(Int32)
  }

  public struct Failure: Error { public let call: String }

  public private(set) var screen: ScreenEmulator
  /// Everything the program sent.
  public private(set) var received: [UInt8] = []
  /// The settings of the terminal before the program had it.
  public let settingsBefore: [UInt32]
  private var keyboard: Int32
  /// The program's end, kept open so that its settings can be read when the program is gone.
  private let line: Int32
  /// What the system knows the program by.
  public let process: Int32
  private var exit: Exit?

  /// Starts a program.
  /// - Throws: `Failure` where the system gives no terminal or can't run the program.
  public init(
    _ program: String, _ arguments: [String] = [], environment: [String: String], columns: Int = 80,
    rows: Int = 24
  ) throws {
    screen = ScreenEmulator(columns: columns, rows: rows)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    var (keyboard, line): (Int32, Int32) = (-1, -1)
    guard openpty(&keyboard, &line, nil, nil, &size) == 0 else { throw Failure(call: "openpty") }
    (self.keyboard, self.line) = (keyboard, line)
    // Programs that other tests start must not hold the terminal open.
    for descriptor in [keyboard, line] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    var name = [CChar](repeating: 0, count: 128)
    guard ttyname_r(line, &name, name.count) == 0 else { throw Failure(call: "ttyname") }
    let path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    _ = fcntl(keyboard, F_SETFL, O_NONBLOCK)
    settingsBefore = Self.settings(of: line)
    process = try Self.start(program, arguments, environment, on: path)
  }

  deinit {
    if status(now: true) == nil {
      kill(process, SIGKILL)
      _ = status(now: false)
    }
    if keyboard >= 0 { close(keyboard) }
    close(line)
  }

  private static func start(
    _ path: String, _ arguments: [String], _ environment: [String: String], on line: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // The first terminal that the leader of a session opens becomes the one it is controlled by.
    posix_spawn_file_actions_addopen(&actions, 0, line, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID, which is declared only for _GNU_SOURCE
    posix_spawnattr_setflags(&attributes, Int16(newSession | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    let settings = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + settings { free(word) } }
    var process: pid_t = 0
    guard posix_spawnp(&process, path, &actions, &attributes, words, settings) == 0 else {
      throw Failure(call: "spawn \(path)")
    }
    return process
  }

  /// The settings of the terminal: what `stty` shows.
  public var settings: [UInt32] { Self.settings(of: line) }

  private static func settings(of line: Int32) -> [UInt32] {
    var settings = termios()
    guard tcgetattr(line, &settings) == 0 else { return [] }
    return [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag]
  }

  /// Types; what the program sends meanwhile is read.
  public func send(_ text: String) { send(Array(text.utf8)) }

  public func send(_ bytes: [UInt8]) {
    var sent = 0
    let end = ContinuousClock.now + .seconds(60)
    while sent < bytes.count, ContinuousClock.now < end {
      let count = bytes.withUnsafeBytes {
        write(keyboard, $0.baseAddress.map { $0 + sent }, bytes.count - sent)
      }
      if count > 0 { sent += count } else if errno != EAGAIN { return }
      receive(within: count > 0 ? 0 : 100, orRoom: true)
    }
  }

  /// Reads until the screen is as it should be.
  /// - Returns: whether it came to that in time.
  public func shows(within patience: Duration = .seconds(20), _ condition: (ScreenEmulator) -> Bool) -> Bool {
    let end = ContinuousClock.now + patience
    repeat {
      receive(within: 20)
      if condition(screen) { return true }
    } while ContinuousClock.now < end
    return false
  }

  public func shows(_ text: String) -> Bool { shows { $0.text.contains(text) } }

  /// Gives the window another size.
  public func resize(columns: Int, rows: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(keyboard, UInt(TIOCSWINSZ), &size)
    screen.resize(columns: columns, rows: rows)
  }

  public func signal(_ signal: Int32) { kill(process, signal) }

  /// The window is closed, the line is cut.
  public func hangUp() {
    close(keyboard)
    keyboard = -1
  }

  /// Waits for the program's end; what it sends meanwhile is read.
  public func end(within patience: Duration = .seconds(20)) -> Exit? {
    let end = ContinuousClock.now + patience
    while status(now: true) == nil, ContinuousClock.now < end { receive(within: 10) }
    receive(within: 0)
    return exit
  }

  /// - Parameter orRoom: whether it is enough that more can be sent.
  private func receive(within milliseconds: Int32, orRoom: Bool = false) {
    guard keyboard >= 0 else {
      usleep(UInt32(max(milliseconds, 1)) * 1_000)
      return
    }
    var descriptor = pollfd(fd: keyboard, events: Int16(orRoom ? POLLIN | POLLOUT : POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0, Int32(descriptor.revents) & ~POLLOUT != 0 else { return }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(keyboard, &bytes, bytes.count)
    guard count > 0 else { return }
    received += bytes[..<count]
    screen.take(Array(bytes[..<count]))
  }

  private func status(now: Bool) -> Exit? {
    if exit != nil { return exit }
    var status: Int32 = 0
    guard waitpid(process, &status, now ? WNOHANG : 0) == process else { return nil }
    let signal = status & 0x7F
    exit = signal == 0 ? .code((status >> 8) & 0xFF) : .signal(signal)
    return exit
  }
}
