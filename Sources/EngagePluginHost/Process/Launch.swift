import CLinux
import Dispatch
import Glibc
import Synchronization

/// A process that was started, in a group of its own, and its three pipes; it inherits nothing else that is open.
struct Launch {
  let process: pid_t
  /// To write to; does not block.
  let input: Int32
  /// To read from; do not block.
  let output: Int32
  let log: Int32

  /// - Parameters:
  ///   - arguments: the program, absolute, first.
  ///   - environment: all of it, `NAME=value`.
  ///   - folder: to work in.
  /// - Throws: `PluginTrouble.cannotStart`.
  init(arguments: [String], environment: [String], folder: String) throws(PluginTrouble) {
    let outcome = LaunchThread.shared.run { () -> Result<Launch, PluginTrouble> in
      do throws(PluginTrouble) {
        return .success(try Launch(spawning: arguments, environment, folder))
      } catch { return .failure(error) }
    }
    self = try outcome.get()
  }

  private init(spawning arguments: [String], _ environment: [String], _ folder: String) throws(PluginTrouble)
  {
    var pipes: [(reading: Int32, writing: Int32)] = []
    func failed(_ code: Int32) -> PluginTrouble {
      for pipe in pipes {
        close(pipe.reading)
        close(pipe.writing)
      }
      return .cannotStart(reason: String(cString: strerror(code)))
    }
    for _ in 0..<3 {
      var ends: [Int32] = [0, 0]
      guard pipe2(&ends, O_CLOEXEC) == 0 else { throw failed(errno) }
      pipes.append((ends[0], ends[1]))
    }
    var process: pid_t = 0
    let code = Launch.spawn(
      arguments, environment, folder,
      standard: [pipes[0].reading, pipes[1].writing, pipes[2].writing], &process)
    guard code == 0 else { throw failed(code) }
    for end in [pipes[0].reading, pipes[1].writing, pipes[2].writing] { close(end) }
    self.process = process
    (input, output, log) = (pipes[0].writing, pipes[1].reading, pipes[2].reading)
    for end in [input, output, log] {
      _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
      // Whole batches fit, so that host and plugin work at the same time; a smaller pipe does it too.
      _ = fcntl(end, Launch.setPipeSize, 1 << 20)
    }
  }

  /// `F_SETPIPE_SZ`, which Glibc's module lacks.
  private static let setPipeSize: Int32 = 1031

  private static func spawn(
    _ arguments: [String], _ environment: [String], _ folder: String, standard: [Int32],
    _ process: inout pid_t
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (target, end) in standard.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, end, Int32(target))
    }
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    posix_spawn_file_actions_addchdir_np(&actions, folder)
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let words = arguments.map { strdup($0) }
    let variables = environment.map { strdup($0) }
    defer { for word in words + variables { free(word) } }
    return posix_spawn(&process, arguments[0], &actions, &attributes, words + [nil], variables + [nil])
  }

  /// Closes what is open.
  func closePipes() {
    for end in [input, output, log] { close(end) }
  }
}

/// The thread that starts all processes: a sandbox ends with the *thread* that started it, and those of a task come
/// and go.
private final class LaunchThread: Sendable {
  static let shared: LaunchThread = {
    let made = LaunchThread()
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { _ in
        LaunchThread.shared.work()
        return nil
      }, nil)
    precondition(code == 0, "the machine has no thread left")
    return made
  }()

  private let orders = Mutex<[@Sendable () -> Void]>([])
  private let waiting = DispatchSemaphore(value: 0)

  private func work() {
    while true {
      waiting.wait()
      orders.withLock { $0.removeFirst() }()
    }
  }

  /// Runs a piece of work there and waits for it.
  func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) -> Value {
    let done = DispatchSemaphore(value: 0)
    let box = Box<Value>()
    orders.withLock { orders in
      orders.append {
        box.result.withLock { $0 = body() }
        done.signal()
      }
    }
    waiting.signal()
    done.wait()
    guard let value = box.result.withLock({ $0 }) else { preconditionFailure("the work was waited for") }
    return value
  }

  private final class Box<Value: Sendable>: Sendable {
    let result = Mutex<Value?>(nil)
  }
}
