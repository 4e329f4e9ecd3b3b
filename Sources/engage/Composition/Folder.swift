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

  /// Removes a folder that Engage itself made, with all in it.
  static func remove(_ path: String) {
    guard let folder = opendir(path) else { return }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      let child = "\(path)/\(name)"
      if entry.pointee.d_type == UInt8(DT_DIR) { remove(child) } else { unlink(child) }
    }
    closedir(folder)
    rmdir(path)
  }
}
