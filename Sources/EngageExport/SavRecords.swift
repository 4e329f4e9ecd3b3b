import EngageModel
import EngageSheets

/// Records as an SPSS data file, with a dictionary beside it where variables could not keep their names.
final class SavRecords: RecordWriter {
  private let path: String
  private let plan: SavPlan
  private let writer: SavWriter
  private let sessions: [(event: [UInt8], session: [UInt8])]
  private let types: [QuestionType]
  private let rows: Int
  private var written = 0
  /// Texts that end in blanks, which SPSS drops.
  private var blanks = 0

  init(_ export: RecordExport, measures: SavMeasures, path: String, made: Int) throws {
    self.path = path
    plan = try SavPlan(export, measures: measures)
    types = export.questions.map(\.type)
    rows = measures.rows
    sessions = export.sessions.map { (Array($0.event.rawValue.utf8), Array($0.session.rawValue.utf8)) }
    writer = try SavWriter(
      path: path, variables: plan.variables, rows: rows,
      about: SavDescription(
        label: export.survey.title.text,
        lines: [
          "Written by Engage: the responses to \(export.survey.id), a row for each.",
          "System-missing: not answered. User-missing codes say why an answer is missing; see their labels.",
          "Several choices: a variable of 0 and 1 for each. Rankings: a variable with the place of each choice.",
        ] + (export.legend ?? ["The lines below tell Engage how to read this file back."]),
        // Released records are no copy of what is stored: nobody is to read them back.
        layout: export.legend == nil ? plan.layout : nil, made: made), access: .ownerOnly)
  }

  func add(_ batch: borrowing ResponseBatch) throws {
    // Through a pointer, keys and times behind the answers, so that no column is copied for every value.
    let all = batch.columns + [batch.keys, batch.submittedAt]
    try all.withUnsafeBufferPointer { answers in
      for row in 0..<batch.count {
        guard written < rows else { throw changed }
        try writer.beginRow()
        for field in plan.fields { try set(field, batch, answers, row) }
        try writer.endRow()
        written += 1
      }
    }
  }

  private func set(
    _ field: SavPlan.Field, _ batch: borrowing ResponseBatch, _ answers: UnsafeBufferPointer<BatchColumn>,
    _ row: Int
  ) throws {
    switch field.content {
    case .key: try text(answers[answers.count - 2], row, field)
    case .submittedAt: try text(answers[answers.count - 1], row, field)
    case .event: try set(field.first, sessions[Int(batch.sessions[row])].event)
    case .session: try set(field.first, sessions[Int(batch.sessions[row])].session)
    case .unit: try writer.set(field.first, to: batch.units[row] == 1 ? 2 : 1)
    case .people: if batch.people[row] >= 0 { try writer.set(field.first, to: Double(batch.people[row])) }
    case .version: try writer.set(field.first, to: Double(batch.versions[row]))
    case .question(let index): try answer(answers[index], row, field, types[index])
    }
  }

  func finish(_ summary: inout RecordSummary) throws {
    guard written == rows else { throw changed }
    try writer.finish()
    summary.files.append(path)
    if blanks > 0 {
      summary.notes.append(
        Diagnostic(
          .note, rule: "blanks-dropped",
          message: "SPSS drops the blanks at the end of \(counted(blanks, "text"))"))
    }
    guard !plan.renamings.isEmpty else { return }
    let dictionary = SavRecords.dictionaryPath(for: path)
    try writeDictionary(to: dictionary)
    summary.files.append(dictionary)
    summary.notes.append(
      Diagnostic(
        .note, rule: "renamed-variables",
        message:
          "\(counted(plan.renamings.count, "variable")) could not be named or labelled as in the questionnaire",
        hint: "\(dictionary) says which is which"))
  }

  /// `answers.dictionary.csv` for `answers.sav`.
  static func dictionaryPath(for path: String) -> String {
    (path.lowercased().hasSuffix(".sav") ? String(path.dropLast(4)) : path) + ".dictionary.csv"
  }

  private func writeDictionary(to path: String) throws {
    let output = try AtomicOutput(path: path, access: .ownerOnly)
    var writer = CSVWriter(descriptor: output.descriptor, path: path, safety: .spreadsheetSafe)
    try writer.row(["variable", "question", "choice", "label"])
    for renaming in plan.renamings {
      try writer.row([renaming.variable, renaming.question, renaming.choice, renaming.label])
    }
    try writer.flush()
    try output.commit()
  }

  private var changed: Diagnostic {
    Diagnostic(
      rule: "changed-meanwhile", message: "responses were stored or changed while they were being written",
      file: path, hint: "run the command again")
  }

  private func answer(
    _ column: borrowing BatchColumn, _ row: Int, _ field: SavPlan.Field, _ type: QuestionType
  ) throws {
    let code = column.codes[row]
    if column.kind == .text {
      if code < MissingReason.notAnswered.rawValue {
        guard let reason = field.reason else { throw changed }
        try writer.set(reason, to: Double(code))
      }
      return try text(column, row, field)
    }
    if code < 0 {
      if code == MissingReason.notAnswered.rawValue { return }
      for part in 0..<field.count { try writer.set(field.first + part, to: Double(code) + field.offset) }
      return
    }
    switch column.kind {
    case .codes: try writer.set(field.first, to: field.codes[Int(code)])
    case .masks:
      for choice in 0..<field.count {
        let isTicked = column.words[row * column.wordsPerRow + choice / 64] >> UInt64(choice % 64) & 1 == 1
        try writer.set(field.first + choice, to: isTicked ? 1 : 0)
      }
    case .ranks: try places(column, row, field)
    case .numbers: try number(column.numbers[row], field, type)
    case .text: break
    }
  }

  private func places(_ column: borrowing BatchColumn, _ row: Int, _ field: SavPlan.Field) throws {
    var isEmpty = true
    for choice in 0..<field.count {
      let place = column.ranks[row * column.choiceCount + choice]
      guard place > 0 else { continue }
      isEmpty = false
      try writer.set(field.first + choice, to: Double(place))
    }
    guard isEmpty else { return }
    for choice in 0..<field.count { try writer.set(field.first + choice, to: 0) }
  }

  private func number(_ value: Double, _ field: SavPlan.Field, _ type: QuestionType) throws {
    if type == .date { return try writer.set(field.first, to: SavTime.seconds(daysSince1970: Int(value))) }
    // The codes of reasons lie below the lowest number there was.
    guard value > field.offset - 2 else { throw changed }
    try writer.set(field.first, to: value)
  }

  private func set(_ variable: Int, _ bytes: [UInt8]) throws {
    try bytes.withUnsafeBufferPointer { try writer.set(variable, to: $0) }
  }

  private func text(_ column: borrowing BatchColumn, _ row: Int, _ field: SavPlan.Field) throws {
    guard column.codes[row] >= 0 else { return }
    let start = row == 0 ? 0 : column.ends[row - 1]
    let end = column.ends[row]
    try column.bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
      if text.last == 0x20 { blanks += 1 }
      guard field.count > 1 else {
        guard text.count <= width(of: field) else { throw changed }
        return try writer.set(field.first, to: text)
      }
      var from = 0
      for part in 0..<field.count where from < text.count {
        let to = SavRecords.pieceEnd(text, from: from, width: SavPlan.widestText)
        try writer.set(field.first + part, to: UnsafeBufferPointer(rebasing: text[from..<to]))
        from = to
      }
      guard from == text.count else { throw changed }
    }
  }

  private func width(of field: SavPlan.Field) -> Int {
    if case .text(let width) = plan.variables[field.first].kind { width } else { 0 }
  }

  /// Where a piece of a text ends: not inside a character, and not behind a blank, which SPSS would drop, unless
  /// there are a thousand of them.
  static func pieceEnd(_ text: UnsafeBufferPointer<UInt8>, from: Int, width: Int) -> Int {
    if text.count - from <= width { return text.count }
    var end = from + width
    while end > from + width - 1_000, text[end] & 0xC0 == 0x80 || text[end - 1] == 0x20 { end -= 1 }
    return end
  }
}
