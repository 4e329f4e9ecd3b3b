import EngageModel
import EngagePluginProtocol
import Glibc

/// A plugin that runs: lines to it, lines from it, watched all the time.
///
/// Whoever holds it ends it, with `end` where its work is done and with `kill` where it is not.
struct PluginProcess: Sendable {
  private let tree: ProcessTree
  private let limits: PluginLimits
  /// How many processes of the tree are the sandbox's.
  private let sandboxProcesses: Int
  /// -1 when closed.
  private var input: Int32
  private var output: Int32
  private var log: Int32
  /// What came and was not read yet.
  private var received: [UInt8] = []
  private var searched = 0
  private var receivedInAll = 0
  private(set) var logTail = LogTail()
  private var waited = 0.0
  private var lastWatch = 0.0
  /// How it ended, once that is known.
  private var ending: PluginTrouble.Ending?
  private var isGone = false

  /// How long a plugin may take to end once all is said, in seconds.
  private static let patience = 5.0
  private static let watchInterval = 0.1

  init(_ launch: Launch, mark: String?, limits: PluginLimits, isSandboxed: Bool) {
    tree = ProcessTree(root: launch.process, mark: mark)
    self.limits = limits
    sandboxProcesses = isSandboxed ? 2 : 0
    (input, output, log) = (launch.input, launch.output, launch.log)
  }

  /// Sends a line. A plugin that speaks without having been asked is in trouble, or makes some.
  mutating func send(_ line: [UInt8]) throws(PluginTrouble) {
    var sent = 0
    var idleSince = Self.now
    while sent < line.count {
      let isReady = try wait(toWrite: true, idleSince: &idleSince)
      if hasLine() { throw try unasked() }
      guard isReady else { continue }
      let count = write(line, from: sent)
      if count > 0 {
        sent += count
        idleSince = Self.now
      } else if count < 0, errno == EPIPE {
        throw try lastWords()
      }
    }
  }

  /// Waits for a line, without its end.
  mutating func receive() throws(PluginTrouble) -> [UInt8] {
    var idleSince = Self.now
    while !hasLine() {
      if output < 0 { throw try lastWords() }
      _ = try wait(toWrite: false, idleSince: &idleSince)
    }
    return takeLine()
  }

  /// Waits for a message.
  mutating func message() throws(PluginTrouble) -> PluginMessage {
    let line = try receive()
    do {
      let message = try PluginMessage(line: line)
      if case .error(let words) = message { throw PluginTrouble.says(Self.printable(words)) }
      return message
    } catch let trouble as PluginTrouble {
      throw trouble
    } catch let bad as BadMessage {
      switch bad {
      case .noMessage, .unknownType: throw .stray
      case .unfit(let type, let what): throw .unfit(type: type, what: what)
      }
    } catch {
      throw .stray
    }
  }

  /// Ends the conversation: the plugin must end by itself, say nothing more, and leave nothing that runs.
  mutating func end() throws(PluginTrouble) {
    if try !settles() { throw .leftProcesses }
    closeInput()
    let limit = Self.now + Self.patience
    var idleSince = Self.now
    while ending == nil || output >= 0 {
      if Self.now > limit {
        if ending == nil { throw .didNotEnd }
        throw .leftProcesses
      }
      _ = try wait(toWrite: false, idleSince: &idleSince)
      collect()
      // Somebody else may hold its output open.
      if ending != nil, !drain() { break }
    }
    if !received.isEmpty { throw .stray }
    if ending != .status(0), let ending { throw .ended(ending) }
    let isAlone = tree.running.filter { $0 != tree.root }.isEmpty
    kill()
    if !isAlone { throw .leftProcesses }
  }

  /// Ends it and all that it started, whatever it is doing. Once that is done its number may be another's.
  mutating func kill() {
    if isGone { return }
    isGone = true
    drainLog()
    closeInput()
    tree.kill()
    if ending == nil {
      var status: Int32 = 0
      while waitpid(tree.root, &status, 0) < 0 && errno == EINTR {}
      ending = Self.ending(status)
    }
    if output >= 0 { close(output) }
    if log >= 0 { close(log) }
    (output, log) = (-1, -1)
  }

  /// Closes its input and waits for its end, as when Engage is interrupted.
  /// - Returns: whether it ended.
  mutating func endsWithItsInput() throws(PluginTrouble) -> Bool {
    closeInput()
    let limit = Self.now + Self.patience
    var idleSince = Self.now
    while ending == nil, Self.now < limit {
      _ = try wait(toWrite: false, idleSince: &idleSince)
      collect()
    }
    return ending != nil
  }
}

extension PluginProcess {
  private static var now: Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  /// Waits a moment until something can be read or written, reads what came, and looks after the limits.
  /// - Returns: whether something can be written.
  private mutating func wait(toWrite: Bool, idleSince: inout Double) throws(PluginTrouble) -> Bool {
    let start = Self.now
    var watched = [
      pollfd(fd: toWrite ? input : -1, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: log, events: Int16(POLLIN), revents: 0),
    ]
    let isBlind = output < 0 && log < 0 && !toWrite
    _ = poll(&watched, nfds_t(watched.count), isBlind ? 5 : 50)
    if watched[2].revents != 0 { drainLog() }
    if watched[1].revents != 0, drain() { idleSince = Self.now }
    let now = Self.now
    waited += now - start
    if receivedInAll > limits.output << 20 { throw .tooMuchOutput(limits.output) }
    if received.count > limits.message << 20 { throw .messageTooLong(limits.message) }
    if now - lastWatch > Self.watchInterval {
      lastWatch = now
      try watch()
    }
    if now - idleSince > Double(limits.secondsPerMessage) { throw .silent(limits.secondsPerMessage) }
    if waited > Double(limits.seconds) { throw .tooLong(limits.seconds) }
    return watched[0].revents != 0
  }

  private func watch() throws(PluginTrouble) {
    let processes = tree.processes
    if processes.count - sandboxProcesses > limits.processes { throw .tooManyProcesses(limits.processes) }
    if ProcessTree.memory(of: processes) > limits.memory << 20 { throw .tooMuchMemory(limits.memory) }
  }

  /// Whether nothing runs any more but the plugin itself, waiting for its end. Processes that are just ending are
  /// given a moment.
  private func settles() throws(PluginTrouble) -> Bool {
    for _ in 0..<50 {
      if tree.running.count <= sandboxProcesses + 1 { return true }
      usleep(10_000)
    }
    return false
  }

  /// Reads what there is.
  /// - Returns: whether anything came.
  private mutating func drain() -> Bool {
    guard output >= 0 else { return false }
    let before = received.count
    let isOpen = Self.read(output) { received += $0 }
    receivedInAll += received.count - before
    if !isOpen {
      close(output)
      output = -1
    }
    return received.count > before
  }

  private mutating func drainLog() {
    guard log >= 0 else { return }
    if !Self.read(log, { logTail.append($0) }) {
      close(log)
      log = -1
    }
  }

  /// Reads up to a mebibyte of what there is.
  /// - Returns: false at the end.
  private static func read(_ descriptor: Int32, _ take: (UnsafeBufferPointer<UInt8>) -> Void) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 65_536) { block in
      for _ in 0..<16 {
        let count = Glibc.read(descriptor, block.baseAddress, block.count)
        if count == 0 { return false }
        if count < 0 { return errno == EAGAIN || errno == EINTR }
        take(UnsafeBufferPointer(rebasing: block[..<count]))
        if count < block.count { return true }
      }
      return true
    }
  }

  /// A plugin that is gone must not end Engage: the signal for that is taken off the thread.
  private func write(_ bytes: [UInt8], from start: Int) -> Int {
    var pipe = sigset_t()
    var before = sigset_t()
    sigemptyset(&pipe)
    sigaddset(&pipe, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &pipe, &before)
    let count = bytes.withUnsafeBytes { buffer in
      Glibc.write(input, buffer.baseAddress.map { $0 + start }, bytes.count - start)
    }
    let code = errno
    if count < 0, code == EPIPE {
      var none = timespec()
      sigtimedwait(&pipe, nil, &none)
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
    errno = code
    return count
  }

  private mutating func hasLine() -> Bool {
    while searched < received.count {
      if received[searched] == UInt8(ascii: "\n") { return true }
      searched += 1
    }
    return false
  }

  private mutating func takeLine() -> [UInt8] {
    let line = Array(received[..<searched])
    received.removeSubrange(...searched)
    searched = 0
    return line
  }

  /// What a line means that came without having been asked for.
  private mutating func unasked() throws(PluginTrouble) -> PluginTrouble {
    let message = try message()
    return .unexpected(type: message.type)
  }

  /// Why it does not listen or speak any more: what it said at last, or how it ended.
  private mutating func lastWords() throws(PluginTrouble) -> PluginTrouble {
    let limit = Self.now + 2
    while ending == nil, Self.now < limit {
      var idleSince = Self.now
      _ = try wait(toWrite: false, idleSince: &idleSince)
      collect()
    }
    while drain() {}
    drainLog()
    if hasLine() { return try unasked() }
    if let ending, ending != .status(0) { return .ended(ending) }
    return received.isEmpty ? .ended(ending ?? .status(0)) : .cutMessage
  }

  private mutating func collect() {
    var status: Int32 = 0
    guard ending == nil, waitpid(tree.root, &status, WNOHANG) == tree.root else { return }
    ending = Self.ending(status)
  }

  private static func ending(_ status: Int32) -> PluginTrouble.Ending {
    let signal = status & 0x7f
    if signal != 0 { return .signal(signal) }
    let code = (status >> 8) & 0xff
    // A shell and a sandbox tell a signal this way.
    return code > 128 && code < 160 ? .signal(code - 128) : .status(code)
  }

  private mutating func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Words from outside, on one line and not too many.
  static func printable(_ words: String) -> String {
    let line = words.unicodeScalars.map { LogTail.isPrintable($0) ? Character($0) : " " }
    return line.count > 300 ? String(line.prefix(300)) + "…" : String(line)
  }
}
