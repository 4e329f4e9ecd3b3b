import Glibc

/// A place where a plugin sees nothing but itself and its language: no network, no other file, nothing to write to but
/// a small `/tmp` of its own, no other process (bubblewrap).
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
    if Sandbox.works(program, Sandbox.isolation + probe + Sandbox.smallTemporaryFolder) {
      limitsTemporaryFiles = true
    } else if Sandbox.works(program, Sandbox.isolation + probe + Sandbox.temporaryFolder) {
      limitsTemporaryFiles = false
    } else {
      return nil
    }
  }

  private static let isolation = ["--unshare-all", "--die-with-parent", "--new-session", "--clearenv"]
  private static let temporaryFolder = ["--tmpfs", "/tmp"]
  /// Older bubblewraps (before 0.7) can't limit it.
  private static let smallTemporaryFolder = ["--size", "67108864", "--tmpfs", "/tmp"]

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
    words += limitsTemporaryFiles ? Sandbox.smallTemporaryFolder : Sandbox.temporaryFolder
    for path in visible { words += ["--ro-bind", path, path] }
    words += ["--ro-bind", folder, Sandbox.folder, "--chdir", Sandbox.folder, "--"]
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
