import EngageExport
import EngageImport
import EngageModel
import Glibc

/// A filled entry sheet, brought to the survey, the version, the event and the session it was made for.
struct EntrySheetImport {
  private let entry: EntrySheet
  private let survey: Survey
  private let event: Event
  /// What is to be told before the rows are read.
  let diagnostics: [Diagnostic]

  /// - Parameters: what the person who imports it says; `nil` where nothing is said.
  /// - Throws: `Diagnostic` where that, or what the workspace holds, contradicts the sheet.
  init(
    _ entry: EntrySheet, in workplace: Workplace, event: String?, survey: String?, session: String?
  ) throws {
    self.entry = entry
    let layout = entry.layout
    let wanted = [
      ("event", event, layout.event.rawValue), ("survey", survey, layout.survey.rawValue),
      ("session", session, layout.session.rawValue),
    ]
    let contradictions = wanted.compactMap { what, said, made in
      said == nil || said == made
        ? nil
        : Diagnostic(
          rule: "other-\(what)",
          message: "this sheet was made for the \(what) \(made), not for \(said ?? "")",
          file: entry.path,
          hint:
            "leave out --\(what); forms of another \(what) belong into a sheet of their own: engage entry-sheet"
        )
    }
    if !contradictions.isEmpty { throw DiagnosticsError(contradictions) }
    self.event = try workplace.event(layout.event.rawValue)
    guard self.event.survey == layout.survey else {
      throw Diagnostic(
        rule: "other-survey",
        message: "the sheet was made for the survey \(layout.survey), and the event \(layout.event) now uses "
          + (self.event.survey?.rawValue ?? "none"),
        file: entry.path, hint: "correct the event's file, or type the forms into a fresh sheet")
    }
    let versions = try workplace.versions(of: layout.survey)
    guard let made = versions.first(where: { $0.version == layout.version }) else {
      throw Diagnostic(
        rule: "version-gone",
        message:
          "the sheet was made for version \(layout.version) of the survey \(layout.survey), which is not here",
        file: entry.path,
        hint: "put survey.v\(layout.version).yaml back into Surveys/\(layout.survey)/; there are versions "
          + versions.map { String($0.version) }.joined(separator: ", "))
    }
    self.survey = made
    diagnostics = entry.diagnostics + (try EntrySheetImport.changes(made, newest: versions.last, entry))
  }

  /// What became of the survey since the sheet was made.
  /// - Throws: what the sheet asks and its version does not have any more.
  private static func changes(_ survey: Survey, newest: Survey?, _ entry: EntrySheet) throws -> [Diagnostic] {
    let layout = entry.layout
    var found: [Diagnostic] = []
    if let newest, newest.version > survey.version {
      found.append(
        Diagnostic(
          .warning, rule: "older-version",
          message:
            "the sheet was made for version \(survey.version) of \(survey.id), of which there is a version "
            + "\(newest.version) by now: its answers are taken as answers to version \(survey.version)",
          file: entry.path, hint: "for further forms make a fresh sheet: engage entry-sheet"))
    }
    if try survey.fingerprint() == layout.fingerprint { return found }
    var gone: [String] = []
    for column in layout.sheets.flatMap(\.columns) {
      switch column.role {
      case .question(let id) where survey.question(id) == nil: gone.append(id.rawValue)
      case .choice(let id, let choice) where survey.question(id)?.code(of: choice) == nil:
        gone.append("\(id)/\(choice)")
      default: continue
      }
    }
    guard gone.isEmpty else {
      throw Diagnostic(
        rule: "changed-survey",
        message: "the sheet asks what version \(survey.version) of \(survey.id) no longer has: "
          + gone.prefix(8).joined(separator: ", ") + (gone.count > 8 ? ", …" : ""),
        file: entry.path,
        hint:
          "the file of that version was changed since the sheet was made: put it back as it was, and write "
          + "changes into the next version")
    }
    found.append(
      Diagnostic(
        .warning, rule: "changed-survey",
        message:
          "version \(survey.version) of \(survey.id) was changed since the sheet was made, on \(layout.made)",
        file: entry.path, hint: "look over the answers, or make a fresh sheet: engage entry-sheet"))
    return found
  }

  /// How each of its sheets is read.
  func options(skipsInvalid: Bool) -> [ImportOptions] {
    entry.filled.map { filled in
      var options = ImportOptions(entry, filled, survey: survey, event: event)
      options.skipsInvalid = skipsInvalid
      return options
    }
  }

  /// Writes a copy of the workbook with a note on each wrong cell, where there are any.
  /// - Returns: the path of the copy, a new file.
  /// - Throws: `WorkbookError`.
  func writeCopy(marking diagnostics: [Diagnostic]) throws -> String? {
    let remarks = diagnostics.compactMap { EntrySheetWorkbook.Remark($0) }
    guard !remarks.isEmpty, let session = event.session(entry.layout.session) else { return nil }
    var layout = entry.layout
    for filled in entry.filled {
      // Columns stand in the copy where they stand in the file, and so do the cells that are named.
      guard let index = layout.sheets.firstIndex(where: { $0.unit == filled.sheet.unit }) else { continue }
      layout.sheets[index] = filled.sheet
    }
    var copy = EntrySheetWorkbook(
      survey: survey, event: event, session: session, layout: layout, made: time(nil))
    copy.filling = Dictionary(entry.filled.map { ($0.name, $0.rows) }) { first, _ in first }
    copy.remarks = remarks
    let path = EntrySheetImport.freePath(besides: entry.path)
    try copy.write(to: path)
    return path
  }

  /// `forms.errors.xlsx` for `forms.xlsx`; numbered where there is such a file already.
  static func freePath(besides path: String) -> String {
    var base = path
    if base.lowercased().hasSuffix(".xlsx") { base.removeLast(5) }
    if let mark = base.ranges(of: ".errors").last,
      base[mark.upperBound...].allSatisfy({ $0 == "-" || $0.isNumber })
    {
      base = String(base[..<mark.lowerBound])
    }
    var number = 1
    while true {
      let free = "\(base).errors\(number == 1 ? "" : "-\(number)").xlsx"
      if access(free, F_OK) != 0 { return free }
      number += 1
    }
  }
}
