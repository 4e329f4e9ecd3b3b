import EngageModel
import EngageSheets
import Glibc

/// Files that are written only where there are none yet: all of them, or none.
struct NewFiles {
  /// With their texts, in the order in which they are written.
  private(set) var files: [(path: String, text: String)] = []

  mutating func add(_ path: String, _ text: String) { files.append((path, text)) }

  /// Says of every file that is there already what to do instead.
  /// - Throws: all of them at once.
  func checkFree(_ remedy: String) throws {
    let taken = files.filter { access($0.path, F_OK) == 0 }
    guard !taken.isEmpty else { return }
    throw DiagnosticsError(
      taken.map {
        Diagnostic(
          rule: "file-exists", message: "there is such a file already, and it is left as it is",
          file: $0.path,
          hint: remedy)
      })
  }

  /// Writes them, with the folders around them.
  /// - Throws: `Diagnostic`, `SheetFileError`; what was written before is then removed again.
  func write() throws {
    var written: [String] = []
    do {
      for (path, text) in files {
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
          try Folder.make(String(path[..<slash]), mode: 0o700)
        }
        try AtomicOutput.write(Array(text.utf8), to: path, access: .ownerOnly)
        written.append(path)
      }
    } catch {
      for path in written { unlink(path) }
      throw error
    }
  }
}
