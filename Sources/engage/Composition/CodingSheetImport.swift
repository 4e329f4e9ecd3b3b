import EngageExport
import EngageImport
import EngageModel
import EngageReport
import EngageStore
import Glibc

/// A filled coding sheet, brought to the survey, the codebook and the comments it was made for.
struct CodingSheetImport {
  /// What came of it.
  struct Outcome {
    var batch: Int?
    var rows = 0
    var coded = 0
    var stored = 0
    var updated = 0
    var same = 0
    var diagnostics: [Diagnostic] = []
    var markedCopy: String?
  }

  private let sheet: CodingSheet
  private let workplace: Workplace
  private let subject: Subject
  private let codebook: Codebook

  /// - Throws: `Diagnostic` where what is said, or what the workspace holds, contradicts the sheet.
  init(_ sheet: CodingSheet, in workplace: Workplace, survey: String?, coder: String?) throws {
    self.sheet = sheet
    self.workplace = workplace
    let layout = sheet.layout
    let wanted = [("survey", survey, layout.survey.rawValue), ("coder", coder, layout.coder)]
    let contradictions = wanted.compactMap { what, said, made in
      said == nil || said == made
        ? nil
        : Diagnostic(
          rule: "other-\(what)",
          message: "this sheet was made for the \(what) \(made), not for \(said ?? "")",
          file: sheet.path, hint: "leave out --\(what); another \(what) needs a sheet of their own")
    }
    if !contradictions.isEmpty { throw DiagnosticsError(contradictions) }
    var scope = ScopeOptions()
    (scope.survey, scope.event, scope.session) = (layout.survey.rawValue, [], [])
    subject = try workplace.subject(scope)
    guard let found = try workplace.codebooks(of: subject).first(where: { $0.id == layout.codebook }) else {
      throw Diagnostic(
        rule: "unknown-codebook",
        message: "the sheet was made with the codebook \(layout.codebook), which the survey does not have",
        file: sheet.path, hint: "put codebook.\(layout.codebook).yaml into Surveys/\(layout.survey)/")
    }
    codebook = found
  }

  /// Checks all rows and stores the codes, all or none.
  /// - Throws: `StoreError`, `WorkbookError`.
  func run(by person: String, isDryRun: Bool) throws -> Outcome {
    var outcome = Outcome(rows: sheet.rows.count, coded: sheet.coded.count)
    outcome.diagnostics = sheet.damage + sheet.problems.map(\.diagnostic) + versionProblems
    let live = try comments()
    let store = try workplace.requiredStore()
    let before = Dictionary(
      try store.codes(
        CodeQuery(survey: sheet.layout.survey, codebook: codebook.id, coder: sheet.layout.coder)
      ).map { ($0.key, $0) }
    ) { first, _ in first }
    let (codes, told) = codes(live)
    outcome.diagnostics += told + emptied(before)
    if outcome.diagnostics.hasErrors {
      if !isDryRun { outcome.markedCopy = try writeCopy() }
      return outcome
    }
    let changed = codes.filter { code in
      guard let old = before[code.key] else { return true }
      return !says(old, as: code)
    }
    outcome.same = codes.count - changed.count
    outcome.updated = changed.count { before[$0.key] != nil }
    outcome.stored = changed.count - outcome.updated
    guard !isDryRun, let first = changed.first, let event = live[text(first)]?.event else { return outcome }
    outcome.batch = try store.importCodes(
      changed,
      as: BatchDraft(
        kind: .coding, survey: sheet.layout.survey, event: event, enteredBy: person, at: Clock.timestamp,
        sourceName: sheet.path.split(separator: "/").last.map(String.init), fingerprint: sheet.fingerprint))?
      .number
    return outcome
  }

  private func text(_ code: CodedText) -> CodingDraw.Text {
    CodingDraw.Text(response: code.response, question: code.question)
  }

  private func comments() throws -> [CodingDraw.Text: CommentList.Comment] {
    let questions = subject.survey?.questions.filter { $0.type == .text } ?? []
    return try CommentList(questions, of: subject, in: workplace).byText
  }

  /// Whether two codes of a text say the same, as the codebook understands them now: with which version of it they were
  /// given does not matter.
  private func says(_ old: CodedText, as new: CodedText) -> Bool {
    (Set(codebook.followed(old).themes), old.memo, old.fingerprint)
      == (Set(codebook.followed(new).themes), new.memo, new.fingerprint)
  }

  /// The codes as they are to be stored, and what is to be told of rows that can't be.
  private func codes(
    _ live: [CodingDraw.Text: CommentList.Comment]
  ) -> (codes: [CodedText], told: [Diagnostic]) {
    var codes: [CodedText] = []
    var gone = 0
    var changed = 0
    for coded in sheet.coded {
      let place = CodingDraw.Text(response: coded.key.response, question: coded.key.question)
      guard let comment = live[place] else {
        gone += 1
        continue
      }
      if comment.key.fingerprint != coded.key.fingerprint { changed += 1 }
      codes.append(
        CodedText(
          response: coded.key.response, question: coded.key.question, codebook: codebook.id,
          version: sheet.layout.version, coder: sheet.layout.coder, themes: coded.themes, memo: coded.memo,
          fingerprint: coded.key.fingerprint, at: Clock.timestamp))
    }
    var told: [Diagnostic] = []
    if gone > 0 {
      told.append(
        warning(
          "comment-gone",
          "\(Wording.count(gone, "coded comment is", "coded comments are")) not there any more, or held back: nothing "
            + "was taken of them", hint: nil))
    }
    if changed > 0 {
      told.append(
        warning(
          "changed-comment",
          "\(Wording.count(changed, "comment was", "comments were")) changed since the sheet was made: reports leave "
            + "those codes out", hint: "code them again in a fresh sheet: engage coding-sheet"))
    }
    return (codes, told)
  }

  /// Rows that are empty although their text was coded before.
  private func emptied(_ before: [CodedText.Key: CodedText]) -> [Diagnostic] {
    let coded = Set(sheet.coded.map(\.key))
    let wrong = Set(sheet.problems.map { sheet.rows[$0.row].key })
    let stays = sheet.rows.count { row in
      let key = CodedText.Key(
        response: row.key.response, question: row.key.question, codebook: codebook.id,
        coder: sheet.layout.coder)
      return !coded.contains(row.key) && !wrong.contains(row.key) && before[key] != nil
    }
    guard stays > 0 else { return [] }
    return [
      warning(
        "emptied-row",
        "\(Wording.count(stays, "row is", "rows are")) empty whose comments were coded before: those codes stay",
        hint: "where no theme fits any more, choose “None fits”")
    ]
  }

  private func warning(_ rule: String, _ message: String, hint: String?) -> Diagnostic {
    Diagnostic(.warning, rule: rule, message: message, file: sheet.path, hint: hint)
  }

  private var versionProblems: [Diagnostic] {
    let layout = sheet.layout
    if layout.version > codebook.version {
      return [
        Diagnostic(
          rule: "version-gone",
          message:
            "the sheet was made with version \(layout.version) of the codebook \(layout.codebook); here is only "
            + "version \(codebook.version)", file: sheet.path,
          hint: "bring the newer codebook.\(layout.codebook).yaml here first")
      ]
    }
    let given = Set(sheet.coded.flatMap(\.themes))
    let gone = codebook.followed(layout.themes.filter(given.contains), from: layout.version).unknown
    if !gone.isEmpty {
      return [
        Diagnostic(
          rule: "theme-gone",
          message: "the codebook \(layout.codebook) does not have these themes any more: "
            + gone.prefix(8).map(\.rawValue).joined(separator: ", ") + (gone.count > 8 ? ", …" : ""),
          file: sheet.path,
          hint:
            "make a fresh sheet (engage coding-sheet), and code these comments with the themes there are now")
      ]
    }
    if layout.version < codebook.version {
      return [
        warning(
          "older-version",
          "the sheet was made with version \(layout.version) of the codebook \(layout.codebook), of which there is a "
            + "version \(codebook.version) by now; the codes are kept as given with version \(layout.version)",
          hint: "for further comments make a fresh sheet: engage coding-sheet")
      ]
    }
    return []
  }

  /// Writes a copy of the sheet with a note on each wrong cell.
  /// - Returns: the path of the copy, a new file; `nil` where no cell is wrong, or where rows would be lost.
  private func writeCopy() throws -> String? {
    guard !sheet.problems.isEmpty, sheet.damage.isEmpty, sheet.layout.version == codebook.version else {
      return nil
    }
    let layout = sheet.layout
    let rows = sheet.rows.map { row in
      CodingSheetWorkbook.Row(
        key: row.key, question: row.cells[.question] ?? "", comment: row.cells[.comment] ?? "",
        rules: row.cells[.rules].map { $0.split(separator: "\n").map(String.init) } ?? [],
        marks: Dictionary(
          uniqueKeysWithValues: layout.themes.compactMap { theme in
            row.cells[.theme(theme)].map { (theme, $0) }
          }),
        none: row.cells[.noneFits] ?? "", memo: row.cells[.memo] ?? "")
    }
    var copy = try CodingSheetWorkbook(
      codebook: codebook, layout: layout, rows: rows, title: subject.title, made: time(nil))
    copy.remarks = sheet.problems.map { problem in
      let said = [problem.diagnostic.message, problem.diagnostic.hint].compactMap { $0 }
      return EntrySheetWorkbook.Remark(
        sheet: CodingSheetLayout.commentsName, cell: copy.cell(row: problem.row, problem.column),
        text: said.joined(separator: "\n"))
    }
    let path = EntrySheetImport.freePath(besides: sheet.path)
    try copy.write(to: path)
    return path
  }
}

extension CodingSheetImport.Outcome {
  /// What happened, in a sentence or two.
  func words(file: String, coder: String, isDryRun: Bool) -> String {
    let read =
      "\(Wording.numeral(coded)) of \(Wording.count(rows, "comment", "comments")) coded by \(coder) in \(file)"
    if diagnostics.hasErrors {
      let copy =
        markedCopy.map { " A copy with a note on each wrong cell, to be mended and imported: \($0)" } ?? ""
      return "\(read): nothing stored.\(copy)"
    }
    if stored + updated == 0 {
      return coded == 0
        ? "\(read): nothing to store yet." : "\(read): nothing changed, all is stored already."
    }
    let verb = isDryRun ? "would be stored" : "stored"
    var parts: [String] = []
    if stored > 0 { parts.append("\(Wording.numeral(stored)) \(verb)") }
    if updated > 0 { parts.append("\(Wording.numeral(updated)) changed") }
    if same > 0 { parts.append("\(Wording.numeral(same)) as before") }
    let batch = self.batch.map { " This is batch \($0); to take it back: engage batches undo \($0)" } ?? ""
    return "\(read): \(parts.joined(separator: ", ")).\(batch)"
  }
}
