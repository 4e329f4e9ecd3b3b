import EngageModel
import EngagePluginProtocol
import EngageReport
import Glibc
import Synchronization

/// One process of a plugin and what is said to it; gone, with all that it started, when nobody holds it any more.
final class PluginConversation: Sendable {
  private let plugin: PluginDescription
  private let host: PluginHost
  private let process: Mutex<PluginProcess>

  /// Starts a process and greets it.
  /// - Parameter folder: of the plugin, absolute.
  /// - Throws: `PluginFailure`.
  init(with plugin: PluginDescription, in folder: String, host: PluginHost) throws(PluginFailure) {
    self.plugin = plugin
    self.host = host
    let sandbox = try host.sandbox(for: plugin.name)
    do throws(PluginTrouble) {
      process = Mutex(try PluginConversation.start(plugin, folder, sandbox))
    } catch { throw error.failure(of: plugin, log: "") }
    try greet()
  }

  deinit { process.withLock { $0.kill() } }

  private static func start(
    _ plugin: PluginDescription, _ folder: String, _ sandbox: Sandbox?
  ) throws(PluginTrouble) -> PluginProcess {
    guard let word = plugin.command.first, let interpreter = Interpreter(word, folder: folder) else {
      throw .cannotStart(reason: "the program “\(plugin.command.first ?? "")” is not on this machine")
    }
    let command = [interpreter.program] + plugin.command.dropFirst()
    var generator = SystemRandomNumberGenerator()
    let run = "\(getpid())-\(generator.next())"
    let path = ([Programs.parent(of: interpreter.program)] + ["/usr/local/bin", "/usr/bin", "/bin"])
      .filter { $0.hasPrefix("/") }.joined(separator: ":")
    let environment = [
      ("PATH", path), ("LANG", "C.UTF-8"), ("TZ", "UTC"), ("HOME", "/tmp"), ("ENGAGE_PLUGIN_RUN", run),
      // The same responses make the same report; several processes run at once already.
      ("PYTHONHASHSEED", "0"), ("PYTHONDONTWRITEBYTECODE", "1"), ("OMP_NUM_THREADS", "1"),
      ("OPENBLAS_NUM_THREADS", "1"),
    ]
    let inner =
      sandbox?.wrap(command, folder: folder, visible: interpreter.folders, environment: environment)
      ?? command
    let launch = try Launch(
      arguments: ["/bin/sh", "-c", limits(plugin.limits), "sh"] + inner,
      environment: environment.map { "\($0)=\($1)" }, folder: folder)
    return PluginProcess(
      launch, mark: sandbox == nil ? "ENGAGE_PLUGIN_RUN=\(run)" : nil, limits: plugin.limits,
      isSandboxed: sandbox != nil)
  }

  /// Where Engage is killed, a plugin without a sandbox goes too; one in a sandbox does so anyway.
  private static let endingWithEngage =
    Programs.isProgram("/usr/bin/setpriv") ? ["/usr/bin/setpriv", "--pdeathsig", "KILL", "--"] : []

  /// What the kernel keeps for each process: address space (programs map more than they use), processor time, no
  /// core dumps, files of 32 MB, 256 open at a time.
  private static func limits(_ limits: PluginLimits) -> String {
    let space = (limits.memory + 1024) * 1024
    return
      "ulimit -c 0; ulimit -v \(space); ulimit -t \(limits.seconds + 1); ulimit -f 65536; ulimit -n 256; "
      + "exec \"$@\""
  }

  private func greet() throws(PluginFailure) {
    try send(HostMessage.hello(name: "engage", version: host.version).line)
    try talk { process throws(PluginTrouble) in
      guard case .hello(let number, let name, let version) = try process.message() else {
        throw .stray
      }
      if number != PluginProtocol.version { throw .otherProtocol(number) }
      if name != plugin.name { throw .otherName }
      if version != plugin.version { throw .otherVersion(PluginProcess.printable(version)) }
    }
  }

  /// Sends a line.
  func send(_ line: [UInt8]) throws(PluginFailure) {
    try talk { process throws(PluginTrouble) in try process.send(line) }
  }

  /// Asks for the tally.
  func tally() throws(PluginFailure) -> [UInt8] {
    try send(HostMessage.tally.line)
    return try talk { process throws(PluginTrouble) in
      switch try process.message() {
      case .tally(let state): return state
      case let other: throw .unexpected(type: other.type)
      }
    }
  }

  /// Asks for the section, checks it, and ends the process.
  func finish() throws(PluginFailure) -> Section {
    try send(HostMessage.finish.line)
    let section = try talk { process throws(PluginTrouble) in
      switch try process.message() {
      case .section(let section):
        let made = try SectionReview.section(section, of: plugin)
        try process.end()
        return made
      case let other: throw .unexpected(type: other.type)
      }
    }
    host.show(log: process.withLock { $0.logTail.text }, of: plugin.name)
    return section
  }

  /// Ends the process: what it had to say is said. Its end is not waited for.
  func dismiss() {
    host.show(
      log: process.withLock { process in
        process.kill()
        return process.logTail.text
      }, of: plugin.name)
  }

  /// Something done with the process; where it goes wrong the process is ended, with all that it started.
  func talk<Value>(
    _ body: (inout PluginProcess) throws(PluginTrouble) -> Value
  ) throws(PluginFailure) -> Value {
    let outcome: Result<Value, PluginFailure> = process.withLock { process in
      do throws(PluginTrouble) {
        return .success(try body(&process))
      } catch {
        process.kill()
        return .failure(error.failure(of: plugin, log: process.logTail.text))
      }
    }
    return try outcome.get()
  }
}
