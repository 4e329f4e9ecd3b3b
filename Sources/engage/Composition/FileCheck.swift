import ArgumentParser
import EngageFiles
import EngageModel
import EngageStore

/// What `check` commands have in common.
enum FileCheck {
  /// Whether a person names a file rather than a thing of the workspace.
  static func isFile(_ name: String) -> Bool {
    name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
  }

  /// The workspace around a file, or the one a command is told, or the current folder.
  static func workspace(of file: String, option: WorkspaceOption) -> Workspace {
    if let root = option.workspace { return Workspace(at: root) }
    let path = file.hasPrefix("/") ? file : "\(Folder.current)/\(file)"
    let folder = isFile(file) ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : Folder.current
    return Workspace.find(from: folder) ?? Workspace(at: Folder.current)
  }

  /// Prints what was found.
  /// - Throws: `ExitCode` if there are errors.
  static func tell(
    _ diagnostics: [Diagnostic], sources: [String: String], file: String, format: ResultFormat,
    praise: String?
  ) throws {
    if format == .json {
      try JSON.tell(["diagnostics": diagnostics])
    } else {
      let formatter = DiagnosticFormatter(colour: Terminal.standardError.colour)
      if !diagnostics.isEmpty { Terminal.tellError(formatter.format(diagnostics, sources: sources) + "\n") }
      if diagnostics.hasErrors || praise == nil {
        Terminal.tellError("\(file): \(formatter.summary(of: diagnostics)).")
      } else if let praise {
        try Terminal.tell(praise)
      }
    }
    if diagnostics.hasErrors { throw ExitCode(Failure.badInput) }
  }
}

extension Workplace {
  /// Whether a survey's file was changed although responses answer that version.
  func frozenProblem(of survey: Survey) throws -> [Diagnostic] {
    guard let store = try existingStore(),
      try store.batches().contains(where: { $0.draft.survey == survey.id && $0.undone == nil }),
      let kept = try store.versions(of: survey.id).first(where: { $0.version == survey.version }),
      try kept.fingerprint() != survey.fingerprint()
    else { return [] }
    return [StoreError.frozen(survey.id, version: survey.version).diagnostic]
  }
}
