import EngageModel
import Glibc

/// Folders of the file system.
enum Folder {
  /// Where the person is.
  static var current: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  /// Makes a folder and those around it where they are missing.
  /// - Throws: `Diagnostic` where that can't be done.
  static func make(_ path: String, mode: mode_t = 0o755) throws {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += part + "/"
      if mkdir(made, mode) != 0, errno != EEXIST {
        throw Diagnostic(
          rule: "folder", message: "the folder can't be made: \(String(cString: strerror(errno)))",
          file: path,
          hint: "choose a place where you may write")
      }
    }
  }

  /// Makes the folder of a file to be written where it is one called Exports, which a workspace may not have yet.
  /// - Throws: `Diagnostic` where any other folder is missing, or that one can't be made.
  static func makeExports(for file: String) throws {
    // What is to become a folder itself, a data package, is made by whoever writes it.
    let file = file.hasSuffix("/") ? file.dropLast() : file[...]
    guard let slash = file.lastIndex(of: "/"), slash != file.startIndex else { return }
    let folder = String(file[..<slash])
    if access(folder, F_OK) == 0 { return }
    guard folder == "Exports" || folder.hasSuffix("/Exports") else {
      throw Diagnostic(
        rule: "no-folder", message: "the folder does not exist", file: folder,
        hint: "make it with: mkdir -p \(folder)")
    }
    try make(folder, mode: 0o700)
  }

  /// Removes a folder that Engage itself made, with all in it.
  static func remove(_ path: String) {
    for entry in entries(of: path) {
      let child = "\(path)/\(entry.name)"
      if entry.isFolder { remove(child) } else { unlink(child) }
    }
    rmdir(path)
  }

  /// The names of what lies in a folder; none where it can't be read.
  static func names(in path: String) -> [String] { entries(of: path).map(\.name) }

  private static func entries(of path: String) -> [(name: String, isFolder: Bool)] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var entries: [(name: String, isFolder: Bool)] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { entries.append((name, entry.pointee.d_type == UInt8(DT_DIR))) }
    }
    return entries
  }

  /// The folder that a path lies in.
  static func around(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
