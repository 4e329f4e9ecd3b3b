import ArgumentParser
import EngageExport
import EngageFiles
import EngageModel
import EngageReport
import EngageStore
import Glibc

extension CodebookCommand {
  struct Export: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "export", abstract: "A codebook as an Excel workbook, to be worked on and brought back.",
      discussion: "For example:\n  engage codebook export hate-crime -o hate-crime.xlsx")
    @OptionGroup var scope: Scope
    @Option(name: .shortAndLong, help: "The workbook to write.") var output: String

    func perform() async throws {
      let codebook = try scope.place(Workplace(scope.workspace)).read()
      guard output.lowercased().hasSuffix(".xlsx") else {
        throw Diagnostic(
          rule: "unknown-format", message: "a codebook is written as an Excel workbook", file: output,
          hint: "give the file a name that ends in .xlsx")
      }
      guard access(output, F_OK) != 0 else {
        throw Diagnostic(
          rule: "file-exists", message: "there is such a file already, and it may have been worked on",
          file: output, hint: "give the new one another name with -o")
      }
      try CodebookWorkbook(codebook, made: time(nil)).write(to: output)
      try Terminal.tell(
        """
        Written: \(output), version \(codebook.version) of \(codebook.id).
        To bring it back: engage codebook import \(Terminal.quoted(output))
        """)
    }
  }

  struct Import: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Bring a codebook back from Excel: it becomes the next version.",
      discussion: """
        For example:
          engage codebook import hate-crime.xlsx --survey we-stand-together
        All cells are checked; if anything is wrong, nothing is changed. The file is written anew: comments in it stay in \
        the version before, which is kept in the folder history/.
        """)
    @Argument(help: "A workbook made by engage codebook export.") var file: String
    @Option(help: "The survey it belongs to; may be left out where only one survey has it.") var survey:
      String?
    @OptionGroup var workspace: WorkspaceOption
    @OptionGroup var options: ChangeOptions

    func perform() async throws {
      let workplace = try Workplace(workspace)
      let read = try CodebookWorkbook.read(file)
      let place = try CodebookPlace.find(read.id.rawValue, survey: survey, in: workplace.workspace)
      let codes =
        try workplace.existingStore()?.codes(
          CodeQuery(survey: place.survey, codebook: read.id)) ?? []
      let incoming = CodebookImport(read: read, file: file, codes: codes)
      guard let changed = try place.replace({ try incoming.next(after: $0, options, workplace) }) else {
        if options.format.format == .json { return try JSON.tell([CodebookRevision]()) }
        return try Terminal.tell("Nothing changed: \(read.id) has all of it in version \(read.version).")
      }
      try options.tell(changed, "")
    }
  }
}

/// A codebook from a workbook, to become the version after the one there is.
private struct CodebookImport {
  let read: Codebook
  let file: String
  let codes: [CodedText]

  /// - Returns: `nil` where nothing is different.
  /// - Throws: `Diagnostic` where codes would lose their themes, or the file changed meanwhile.
  func next(
    after codebook: Codebook, _ options: CodebookCommand.ChangeOptions, _ workplace: Workplace
  ) throws -> Codebook? {
    var next = read
    next.history = codebook.history
    next.version = codebook.version
    if next == codebook { return nil }
    guard read.version == codebook.version else {
      throw Diagnostic(
        rule: "older-version",
        message: "the workbook was made of version \(read.version) of \(codebook.id), which has version "
          + "\(codebook.version) now", file: file,
        hint: "write a fresh one (engage codebook export) and make the changes there, so that none is lost")
    }
    try checkGone(codebook)
    next.version += 1
    let (at, by) = (Clock.timestamp, options.person.name(in: workplace))
    let version = next.version
    func revision(_ kind: CodebookRevision.Kind, _ themes: [Theme.ID], was: String? = nil) -> CodebookRevision
    {
      CodebookRevision(version: version, kind, themes, was: was, at: at, by: by, why: options.why)
    }
    let before = Dictionary(codebook.flattened.map { ($0.theme.id, $0.theme.title) }) { one, _ in one }
    let new = next.flattened.map(\.theme).filter { before[$0.id] == nil }
    if !new.isEmpty { next.history.append(revision(.add, new.map(\.id))) }
    for theme in next.flattened.map(\.theme) {
      guard let title = before[theme.id], title != theme.title else { continue }
      next.history.append(revision(.rename, [theme.id], was: title))
    }
    return next
  }

  /// A theme that people gave, or that the history leads to, does not just go away.
  private func checkGone(_ codebook: Codebook) throws {
    let kept = Set(read.flattened.map(\.theme.id))
    let given = Set(codes.flatMap { codebook.followed($0).themes })
    let named = Set(codebook.history.flatMap { $0.themes + $0.into })
    let gone = codebook.flattened.map(\.theme.id).filter {
      !kept.contains($0) && (given.contains($0) || named.contains($0))
    }
    if let first = gone.first {
      throw Diagnostic(
        rule: "theme-gone",
        message: "themes that people gave to comments are not in the workbook: "
          + gone.prefix(8).map(\.rawValue).joined(separator: ", ") + (gone.count > 8 ? ", …" : ""),
        file: file,
        hint: "put them back, or first: engage codebook merge \(codebook.id) \(first) OTHER --into OTHER")
    }
    let back = codebook.formerThemes.intersection(kept).sorted()
    if !back.isEmpty {
      throw Diagnostic(
        rule: "duplicate-name",
        message: "there were themes of these names before, and codes given then still have them: "
          + back.map(\.rawValue).joined(separator: ", "), file: file, hint: "give the new ones other names")
    }
  }
}
