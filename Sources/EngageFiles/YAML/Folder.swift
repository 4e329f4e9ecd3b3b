import Glibc

/// Lists folders.
enum Folder {
  /// The names of everything in a folder, sorted; empty if it can't be listed. Hidden names are left out.
  static func entries(of path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// The names of the plain files in a folder, sorted.
  static func files(in path: String) -> [String] {
    entries(of: path).filter { kind(of: "\(path)/\($0)") == .file }
  }

  /// The names of the folders in a folder, sorted.
  static func folders(in path: String) -> [String] {
    entries(of: path).filter { kind(of: "\(path)/\($0)") == .folder }
  }

  /// The absolute path of a folder, without links; as given if there is none.
  static func real(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  enum Kind {
    case file, folder, other
  }

  /// What lies at a path; `nil` if nothing does.
  static func kind(of path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .other
    }
  }
}
