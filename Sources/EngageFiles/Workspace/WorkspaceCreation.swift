public import EngageModel
import Glibc

extension Workspace {
  /// Makes a workspace to start from: `engage.yaml`, the block of equality questions, a small survey with codebook,
  /// event and reports, and the folder for exports. What is there already stays as it is.
  /// - Parameter root: the folder, made if need be.
  /// - Returns: the paths of the files made, relative to the folder.
  /// - Throws: what could not be made, and why.
  public static func create(at root: String) throws(DiagnosticsError) -> [String] {
    let workspace = Workspace(at: root)
    var made: [String] = []
    for (relative, content) in StarterFiles.all {
      let path = workspace.path(relative)
      try makeFolders(above: path, mode: 0o700)
      if try write(content, to: path, shownAs: relative) { made.append(relative) }
    }
    return made
  }

  private static func makeFolders(above path: String, mode: mode_t) throws(DiagnosticsError) {
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
  private static func write(_ content: String, to path: String, shownAs shown: String)
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
