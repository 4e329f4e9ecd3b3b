import EngageFiles
import EngageModel
import EngageSheets
import Glibc

/// A codebook of the workspace with its file.
struct CodebookPlace {
  let workspace: Workspace
  let survey: Survey.ID
  let path: String

  /// The codebook of that name, or the only one there is.
  /// - Throws: `Diagnostic` for a name that no survey has, or that several have.
  static func find(_ name: String, survey: String?, in workspace: Workspace) throws -> CodebookPlace {
    let all = workspace.folders().filter { survey == nil || $0 == survey }
      .flatMap { workspace.codebooks(of: Survey.ID($0)) }
    let found = all.filter { $0.name == name }
    guard let file = found.first else {
      let names = Set(all.map(\.name)).sorted()
      throw Diagnostic(
        rule: "unknown-codebook", message: "there is no codebook “\(name)”",
        hint: nearestName(to: name, among: names).map { "did you mean \($0)?" }
          ?? (names.isEmpty
            ? "make one: Surveys/SURVEY/codebook.NAME.yaml" : "there are: \(names.joined(separator: ", "))"))
    }
    guard found.count == 1 else {
      throw Diagnostic(
        rule: "which-codebook", message: "several surveys have a codebook “\(name)”: say which",
        hint: "--survey NAME; there are: \(found.map(\.folder).joined(separator: ", "))")
    }
    return CodebookPlace(workspace: workspace, survey: Survey.ID(file.folder), path: file.path)
  }

  func read() throws -> Codebook {
    try CodebookFile.read(path: path, shownAs: workspace.shown(path)).required()
  }

  /// What a change did to the files.
  struct Changed {
    var codebook: Codebook
    /// Where the version before is kept.
    var kept: String
  }

  /// Writes the next version; the one before is kept in the folder `history` beside it.
  /// - Throws: `DiagnosticsError` where the change can't be made, `Diagnostic` and `SheetFileError` where a file can't
  ///   be written; then nothing is changed.
  func change(_ change: CodebookChange) throws -> Changed {
    try alone {
      let text = try wholeText()
      let edited = try CodebookEditor.next(of: text, path: workspace.shown(path), change)
      let kept = try keep(text, version: edited.codebook.version - 1)
      try AtomicOutput.write(Array(edited.text.utf8), to: path, access: isPrivate ? .ownerOnly : .usual)
      return Changed(codebook: edited.codebook, kept: workspace.shown(kept))
    }
  }

  /// Writes a codebook anew as the next version; the one before is kept as `change` keeps it.
  /// - Parameter next: the codebook that is to follow the one there is; `nil` where nothing is to change.
  /// - Returns: `nil` where nothing was changed.
  /// - Throws: what `next` throws; `DiagnosticsError` where the text would not be read as what was meant; `Diagnostic`
  ///   and `SheetFileError` where a file can't be written. Then nothing is changed.
  func replace(_ next: (Codebook) throws -> Codebook?) throws -> Changed? {
    try alone {
      let text = try wholeText()
      let codebook = try CodebookFile.read(text: text, path: workspace.shown(path)).required()
      guard let wanted = try next(codebook) else { return nil }
      let written = CodebookWriter(wanted).text
      let reading = CodebookFile.read(text: written, path: workspace.shown(path))
      guard reading.value == wanted else {
        throw DiagnosticsError(
          reading.diagnostics.filter { $0.severity == .error }
            + [
              Diagnostic(
                rule: "codebook-layout", message: "this can't be written as a codebook; nothing was changed",
                file: workspace.shown(path))
            ])
      }
      let kept = try keep(text, version: codebook.version)
      try AtomicOutput.write(Array(written.utf8), to: path, access: isPrivate ? .ownerOnly : .usual)
      return Changed(codebook: wanted, kept: workspace.shown(kept))
    }
  }

  /// Whether nobody but its owner may read the file: that stays so.
  private var isPrivate: Bool {
    var status = stat()
    return stat(path, &status) != 0 || status.st_mode & 0o077 == 0
  }

  private var folder: String { String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }

  /// Two people who make a theme at the same moment make two versions, one after the other.
  private func alone<Value>(_ body: () throws -> Value) throws -> Value {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return try body() }
    defer { close(descriptor) }
    // A drive that knows no locks keeps nobody out.
    _ = flock(descriptor, LOCK_EX)
    return try body()
  }

  private func wholeText() throws -> String {
    guard let text = CodebookFile.text(at: path) else {
      throw Diagnostic(
        rule: "unreadable-file", message: "the codebook can't be read, or is no text in UTF-8",
        file: workspace.shown(path))
    }
    return text
  }

  /// A file of the version before: where there is another one of that number, it is left and this one gets a number
  /// behind it.
  private func keep(_ text: String, version: Int) throws -> String {
    let history = "\(folder)/history"
    try Folder.make(history, mode: 0o700)
    let name = path.split(separator: "/").last.map(String.init) ?? "codebook.yaml"
    let stem = name.split(separator: ".").dropLast().joined(separator: ".")
    var target = "\(history)/\(stem).v\(version).yaml"
    var number = 2
    while let there = CodebookFile.text(at: target), there != text {
      target = "\(history)/\(stem).v\(version)-\(number).yaml"
      number += 1
    }
    try AtomicOutput.write(Array(text.utf8), to: target, access: .ownerOnly)
    return target
  }
}
