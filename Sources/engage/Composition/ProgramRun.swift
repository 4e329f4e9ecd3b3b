import EngageModel
import Glibc

/// Another program that runs without input, its chatter dropped.
struct ProgramRun {
  private let process: pid_t

  /// Starts it, in a process group of its own.
  /// - Parameter output: a file for what it prints.
  /// - Throws: `Diagnostic` where it can't be started.
  init(_ path: String, _ arguments: [String], output: String = "/dev/null") throws {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
    let words = ([path] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, path, &actions, &attributes, words + [nil], environ)
    guard code == 0 else {
      throw Diagnostic(
        rule: "program", message: "the program can't be started: \(String(cString: strerror(code)))",
        file: path)
    }
    self.process = process
  }

  /// Waits for its end, and ends it with all it started where that takes too long.
  /// - Returns: its exit status, 128 and more for a signal; `nil` if it had to be ended.
  func wait(seconds: Double) -> Int32? {
    let end = Clock.seconds + seconds
    var status: Int32 = 0
    while true {
      let found = waitpid(process, &status, WNOHANG)
      if found == process { return ProgramRun.code(of: status) }
      if found < 0 && errno != EINTR { return 127 }
      if Clock.seconds > end {
        kill(-process, SIGKILL)
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        return nil
      }
      usleep(20_000)
    }
  }

  private static func code(of status: Int32) -> Int32 {
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }
}
