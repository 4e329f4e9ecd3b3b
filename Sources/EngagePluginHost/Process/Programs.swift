import Glibc

/// Finds programs on this machine.
public enum Programs {
  /// The first program of that name on the path.
  public static func path(of name: String) -> String? {
    folders.map { "\($0)/\(name)" }.first { isProgram($0) }
  }

  static var folders: [String] {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    return path.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
  }

  static func isProgram(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }

  /// A path without links; `nil` if nothing is there.
  public static func real(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }
}

/// The program of a plugin's command, and what of the machine it needs to see.
struct Interpreter {
  /// Absolute, or in the plugin's folder after `./`.
  let program: String
  /// Folders that belong to it and lie outside those that every sandbox shows.
  let folders: [String]

  /// - Parameter word: the first of the command.
  /// - Returns: `nil` if there is no such program.
  init?(_ word: String, folder: String) {
    if word.hasPrefix("./") || (word.contains("/") && !word.hasPrefix("/")) {
      guard Programs.isProgram("\(folder)/\(word)") else { return nil }
      (program, folders) = (word.hasPrefix("./") ? word : "./\(word)", [])
      return
    }
    guard let path = word.hasPrefix("/") ? (Programs.isProgram(word) ? word : nil) : Interpreter.found(word)
    else {
      return nil
    }
    program = path
    let places = [path, Programs.real(path)].compactMap { $0 }.filter { !Interpreter.isCommon($0) }
    folders = Array(Set(places.map(Interpreter.prefix))).sorted()
  }

  /// A version chooser (pyenv and the like) puts scripts named as the program first in the path; what they would
  /// start is found without them, since they look at more of the machine than a plugin may see.
  private static func found(_ name: String) -> String? {
    for folder in Programs.folders {
      let path = "\(folder)/\(name)"
      guard Programs.isProgram(path) else { continue }
      guard folder.hasSuffix("/shims") else { return path }
      let root = Programs.parent(of: folder)
      let chosen = getenv("PYENV_VERSION").map { String(cString: $0) } ?? firstLine(of: "\(root)/version")
      guard let chosen, !chosen.contains("/") else { continue }
      let real = "\(root)/versions/\(chosen)/bin/\(name)"
      if Programs.isProgram(real) { return real }
    }
    return nil
  }

  private static func firstLine(of path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, Int32(line.count), file) != nil else { return nil }
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.split(whereSeparator: \.isWhitespace).first.map(String.init)
  }

  private static func isCommon(_ path: String) -> Bool {
    ["/usr/", "/bin/", "/sbin/", "/lib"].contains { path.hasPrefix($0) }
  }

  /// `/opt/python` for `/opt/python/bin/python3`, but never somebody's home or more.
  private static func prefix(of path: String) -> String {
    let folder = Programs.parent(of: path)
    guard folder.hasSuffix("/bin") else { return folder }
    let prefix = Programs.parent(of: folder)
    let home = getenv("HOME").map { String(cString: $0) } ?? "/root"
    return prefix == "/" || home == prefix || home.hasPrefix(prefix + "/") ? folder : prefix
  }
}
