import ArgumentParser
import EngageExport
import EngageFiles
import EngageImport
import EngageModel
import EngageStore
import Glibc

extension ReviewCommand {
  /// Writes the texts into a workbook. What is there already may be filled in, so it is left alone.
  func writeSheet(
    _ path: String, _ work: ReviewWork, _ items: [ReviewWork.Item], _ reviewer: String
  ) throws {
    guard path.lowercased().hasSuffix(".xlsx") else {
      throw Diagnostic(
        rule: "unknown-format", message: "a sheet for deciding on texts is an Excel workbook", file: path,
        hint: "give the file a name that ends in .xlsx")
    }
    guard access(path, F_OK) != 0 else {
      throw Diagnostic(
        rule: "file-exists",
        message: "there is such a file already, and texts may have been decided on in it",
        file: path, hint: "give the new one another name")
    }
    try Folder.makeExports(for: path)
    let reviews = try work.reviews()
    let labels = Dictionary(work.questions.map { ($0.id, $0.label.text) }) { one, _ in one }
    let rows = items.map { item -> ReviewSheetWorkbook.Row in
      let suggested = TextReview.wording(of: item.text, without: work.redaction.spans(in: item.text))
      let review = reviews[item.place].flatMap { $0.isAbout(item.text) ? $0 : nil }
      return ReviewSheetWorkbook.Row(
        key: item.key, question: labels[item.question] ?? item.question.rawValue,
        context: work.context(of: item.response), words: item.text, suggested: suggested,
        decision: review.map { $0.decision == .withhold ? .keep : .release },
        wording: review?.released(of: item.text) ?? suggested, note: review?.note ?? "")
    }
    let workbook = try ReviewSheetWorkbook(
      layout: ReviewSheetLayout(
        survey: work.survey.id, made: Clock.minute, engine: "Engage \(EngageCommand.version)"),
      rows: rows, title: work.subject.title, made: time(nil))
    try workbook.write(to: path)
    if format.format == .json {
      return try JSON.tell(["file": path, "texts": String(rows.count)])
    }
    try Terminal.tell(
      """
      Written: \(work.workplace.workspace.shown(path)), \(rows.count) \(rows.count == 1 ? "text" : "texts") to decide on.
      When it is filled in: engage review --from \(Terminal.quoted(path))
      """)
  }

  /// Takes the decisions of a workbook, all or none.
  func takeSheet(_ path: String, in workplace: Workplace, by reviewer: String) throws {
    let sheet = try ReviewSheet.read(path)
    var sheetImport = try ReviewSheetImport(sheet, in: workplace)
    let outcome = try sheetImport.run(by: reviewer, isDryRun: dryRun)
    if format.format == .json {
      try JSON.tell(outcome)
    } else {
      if !outcome.diagnostics.isEmpty {
        let formatter = DiagnosticFormatter(colour: Terminal.standardError.colour)
        Terminal.tellError(formatter.format(outcome.diagnostics) + "\n")
      }
      try Terminal.tell(outcome.words(file: path, isDryRun: dryRun))
    }
    if outcome.diagnostics.hasErrors { throw ExitCode(Failure.badInput) }
  }
}

/// A filled workbook, brought to the texts it was made for.
struct ReviewSheetImport {
  /// What came of it.
  struct Outcome: Encodable {
    var rows = 0
    var decided = 0
    /// New, or decided otherwise than before.
    var stored = 0
    var released = 0
    var kept = 0
    var diagnostics: [Diagnostic] = []

    /// What happened, in a sentence or two.
    func words(file: String, isDryRun: Bool) -> String {
      let read =
        "\(decided) of \(rows) \(rows == 1 ? "text" : "texts") decided on in \(file)"
      if diagnostics.hasErrors { return "\(read): nothing stored." }
      let verb = isDryRun ? "would be stored" : "stored"
      return "\(read): \(released) released, \(kept) kept; \(stored) \(verb), the rest as before."
    }
  }

  private let sheet: ReviewSheet
  private let work: ReviewWork
  /// Whose words a wording of some length is, letters and digits alone.
  private var owners: [[Unicode.Scalar]: Set<TextPlace>] = [:]

  init(_ sheet: ReviewSheet, in workplace: Workplace) throws {
    self.sheet = sheet
    var scope = ScopeOptions()
    (scope.survey, scope.event, scope.session) = (sheet.layout.survey.rawValue, [], [])
    work = try ReviewWork(workplace, try workplace.subject(scope), questions: [])
  }

  /// Checks all rows and stores the decisions, all or none.
  mutating func run(by reviewer: String, isDryRun: Bool) throws -> Outcome {
    var outcome = Outcome(rows: sheet.rowCount, decided: sheet.decided.count, diagnostics: sheet.problems)
    try findOwners()
    let live = Dictionary(try work.items().items.map { ($0.place, $0) }, uniquingKeysWith: { $1 })
    let before = try work.reviews()
    var reviews: [TextReview] = []
    var gone = 0
    var doubtful = 0
    for decided in sheet.decided {
      let place = TextPlace(response: decided.key.response, question: decided.key.question)
      guard let item = live[place] else {
        gone += 1
        continue
      }
      let problems = self.problems(of: decided, item, before[place])
      outcome.diagnostics += problems
      guard problems.isEmpty else { continue }
      let review = self.review(decided, item, by: reviewer)
      if review.released(of: item.text).map({ !work.redaction.spans(in: $0).isEmpty }) == true {
        doubtful += 1
      }
      reviews.append(review)
    }
    outcome.diagnostics += warnings(gone: gone, doubtful: doubtful)
    outcome.released = reviews.count { $0.decision != .withhold }
    outcome.kept = reviews.count - outcome.released
    guard !outcome.diagnostics.hasErrors else { return outcome }
    let changed = reviews.filter { before[$0.place].map(decidesOtherwise(than: $0)) ?? true }
    outcome.stored = changed.count
    if !isDryRun, !changed.isEmpty {
      let occasion = Occasion(
        at: Clock.timestamp, by: reviewer,
        why: sheet.path.split(separator: "/").last.map(String.init) ?? "review sheet")
      try work.store.save(changed, on: occasion)
    }
    return outcome
  }

  /// Whether an earlier decision differs in what leaves or what is noted; what was marked on the way does not count.
  private func decidesOtherwise(than review: TextReview) -> (TextReview) -> Bool {
    {
      ($0.decision, $0.wording, $0.note, $0.fingerprint) != (
        review.decision, review.wording, review.note, review.fingerprint
      )
    }
  }

  private func review(_ decided: ReviewSheet.Decided, _ item: ReviewWork.Item, by reviewer: String)
    -> TextReview
  {
    let spans = work.redaction.spans(in: item.text)
    let isAsItStands = decided.wording == item.text
    let isSuggested = decided.wording == TextReview.wording(of: item.text, without: spans)
    return TextReview(
      response: item.response.id, question: item.question, fingerprint: decided.key.fingerprint,
      decision: decided.choice == .keep ? .withhold : isAsItStands ? .release : .redact,
      wording: decided.choice == .keep || isAsItStands ? nil : decided.wording,
      spans: decided.choice == .release && isSuggested ? spans : [], note: decided.note, by: reviewer,
      at: Clock.timestamp)
  }

  private func problems(of decided: ReviewSheet.Decided, _ item: ReviewWork.Item, _ before: TextReview?)
    -> [Diagnostic]
  {
    func problem(_ rule: String, _ message: String, _ cell: String, _ hint: String) -> Diagnostic {
      Diagnostic(
        rule: rule, message: message, file: sheet.path, sheet: sheet.sheet, cell: cell, hint: hint)
    }
    if decided.key.fingerprint != item.key.fingerprint {
      return [
        problem(
          "changed-text",
          "this text was changed since the sheet was made: what was read is not what it says now",
          decided.decisionCell, "empty the decision, and decide on it in a fresh sheet: engage review --sheet"
        )
      ]
    }
    guard Self.letters(decided.words) == Self.letters(item.text) else {
      return [
        problem(
          "moved-text", "the text shown in this row is not the one that the row is about",
          decided.decisionCell,
          "undo the sorting or the change (a sort must take all columns, hidden ones too), or make a fresh sheet"
        )
      ]
    }
    if decided.choice == .release, isOfAnother(decided.wording, than: item) {
      return [
        problem(
          "moved-text", "what may leave is the text of another row, whose writer may not have agreed to it",
          decided.wordingCell,
          "undo the sorting or the change (a sort must take all columns, hidden ones too), or make a fresh sheet"
        )
      ]
    }
    // What a person released before in these very words was decided on span by span.
    guard decided.choice == .release, before?.released(of: item.text) != decided.wording else { return [] }
    return work.redaction.identifiers(in: decided.wording).map { span in
      let start = decided.wording.characters(span.range).map {
        decided.wording.distance(from: decided.wording.startIndex, to: $0.lowerBound) + 1
      }
      return problem(
        "identifier-left",
        "what may leave still holds what looks like this: \(span.kind ?? "an identifier"), at character \(start ?? 1)",
        decided.wordingCell,
        "take it out; if it is public and nobody's own, decide on this text with engage review")
    }
  }

  /// What two people write of themselves in the same words is no sign of a moved row: "More police".
  private static let shortestOfOne = 20

  private mutating func findOwners() throws {
    for item in try work.items().items {
      let suggested = TextReview.wording(of: item.text, without: work.redaction.spans(in: item.text))
      for words in [item.text, suggested] { owners[Self.letters(words), default: []].insert(item.place) }
    }
    // Texts that are held back since the sheet was made stand in it still.
    for row in sheet.decided {
      let place = TextPlace(response: row.key.response, question: row.key.question)
      owners[Self.letters(row.words), default: []].insert(place)
    }
  }

  private func isOfAnother(_ wording: String, than item: ReviewWork.Item) -> Bool {
    let letters = Self.letters(wording)
    guard letters.count >= Self.shortestOfOne, let owners = owners[letters] else { return false }
    return !owners.contains(item.place)
  }

  /// What of a text a spreadsheet program does not change: it may have other line ends and other blanks.
  private static func letters(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
  }

  private func warnings(gone: Int, doubtful: Int) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    if gone > 0 {
      warnings.append(
        Diagnostic(
          .warning, rule: "text-gone",
          message:
            "\(gone) \(gone == 1 ? "text is" : "texts are") not there any more, held back, or waiting for a "
            + "safeguarding decision: nothing was taken of them", file: sheet.path))
    }
    if doubtful > 0 {
      warnings.append(
        Diagnostic(
          .warning, rule: "name-left",
          message:
            "\(doubtful) \(doubtful == 1 ? "released text still holds" : "released texts still hold") what looks "
            + "like a name or an address", file: sheet.path,
          hint: "look at them again: engage redact --show; then engage review"))
    }
    return warnings
  }
}
