public import EngageModel
import Glibc

/// Files that are made and never written over.
public enum NewFile {
  /// Writes a new file for its owner alone, with the folders above it.
  /// - Parameters:
  ///   - remedy: what to do where there is a file already.
  /// - Throws: what is in the way; a file that is there stays as it is.
  public static func create(_ path: String, _ content: String, remedy: String) throws(DiagnosticsError) {
    try makeFolders(above: path, mode: 0o700)
    if try write(content, to: path, shownAs: path) { return }
    throw DiagnosticsError(
      Diagnostic(
        rule: "file-exists", message: "there is a file already, which is left as it is", file: path,
        hint: remedy))
  }

  static func makeFolders(above path: String, mode: mode_t) throws(DiagnosticsError) {
    var end = path.startIndex
    while let slash = path[end...].dropFirst().firstIndex(of: "/") {
      let folder = String(path[..<slash])
      end = slash
      if Folder.kind(of: folder) == .folder { continue }
      guard mkdir(folder, mode) == 0 || errno == EEXIST && Folder.kind(of: folder) == .folder else {
        throw failure("the folder can't be made", at: folder)
      }
    }
  }

  /// - Returns: false if there is a file already.
  static func write(_ content: String, to path: String, shownAs shown: String)
    throws(DiagnosticsError) -> Bool
  {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { return false }
      throw failure("the file can't be made", at: path)
    }
    var content = content
    let written = content.withUTF8 { bytes in
      var done = 0
      while done < bytes.count {
        let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
    let problem = written ? nil : failure("the file can't be written", at: path)
    guard close(descriptor) == 0, problem == nil else {
      unlink(path)
      throw problem ?? failure("the file can't be written", at: path)
    }
    return true
  }

  private static func failure(_ message: String, at path: String) -> DiagnosticsError {
    DiagnosticsError(
      Diagnostic(rule: "cannot-write", message: "\(message): \(String(cString: strerror(errno)))", file: path)
    )
  }
}
