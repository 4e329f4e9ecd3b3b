import Glibc

/// A place where a plugin sees nothing but itself and its language: no network, no other file, nothing to write to but
/// a small `/tmp` and `/dev/shm` of its own, no other process (bubblewrap). What is written there lies in memory that
/// no process accounts for, so that every other place is closed to writing and these two are small.
struct Sandbox: Sendable {
  /// What the plugin's folder is called in it.
  static let folder = "/plugin"

  private let program: String
  private let limitsTemporaryFiles: Bool

  /// - Parameter program: the path of `bwrap`.
  /// - Returns: `nil` if it can't make a sandbox on this machine: user namespaces may be switched off.
  init?(program: String) {
    self.program = program
    let probe = ["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"]
    if Sandbox.works(program, Sandbox.isolation + probe + Sandbox.writable(isLimited: true)) {
      limitsTemporaryFiles = true
    } else if Sandbox.works(program, Sandbox.isolation + probe + Sandbox.writable(isLimited: false)) {
      limitsTemporaryFiles = false
    } else {
      return nil
    }
  }

  private static let isolation = ["--unshare-all", "--die-with-parent", "--new-session", "--clearenv"]
  /// The two places that can be written to; programs that share memory need the second.
  /// - Parameter isLimited: older bubblewraps (before 0.7) can't limit them.
  private static func writable(isLimited: Bool) -> [String] {
    let places = ["/tmp", "/dev/shm"].flatMap { place in
      (isLimited ? ["--size", "67108864"] : []) + ["--tmpfs", place]
    }
    return places + ["--remount-ro", "/dev"]
  }

  private static func works(_ program: String, _ arguments: [String]) -> Bool {
    guard
      let run = try? Launch(
        arguments: [program] + arguments + ["--", "/bin/true"], environment: [], folder: "/")
    else { return false }
    run.closePipes()
    var status: Int32 = 0
    while waitpid(run.process, &status, 0) < 0 { if errno != EINTR { return false } }
    return status == 0
  }

  /// The command that runs a command inside.
  /// - Parameters:
  ///   - command: its program absolute, or in the plugin's folder.
  ///   - folder: of the plugin, absolute.
  ///   - visible: further folders that can be read.
  func wrap(_ command: [String], folder: String, visible: [String], environment: [(String, String)])
    -> [String]
  {
    var words = [program] + Sandbox.isolation
    for (name, value) in environment { words += ["--setenv", name, value] }
    for path in ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"] {
      words += Sandbox.showing(path)
    }
    for path in ["ld.so.cache", "alternatives", "localtime", "R", "python3"] {
      words += ["--ro-bind-try", "/etc/\(path)", "/etc/\(path)"]
    }
    words += ["--proc", "/proc", "--dev", "/dev"]
    words += Sandbox.writable(isLimited: limitsTemporaryFiles)
    for path in visible { words += ["--ro-bind", path, path] }
    words += ["--ro-bind", folder, Sandbox.folder, "--remount-ro", "/", "--chdir", Sandbox.folder, "--"]
    return words + command
  }

  private static func showing(_ path: String) -> [String] {
    var status = stat()
    guard lstat(path, &status) == 0 else { return [] }
    guard status.st_mode & S_IFMT == S_IFLNK else { return ["--ro-bind", path, path] }
    var target = [CChar](repeating: 0, count: 4096)
    let length = readlink(path, &target, target.count - 1)
    guard length > 0 else { return [] }
    return [
      "--symlink", String(decoding: target[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self), path,
    ]
  }
}
