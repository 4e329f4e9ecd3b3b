import EngageModel
import EngageSheets

/// Records as a workbook: a sheet with the layout of the CSV file (cells hold choice names, so that it can be imported
/// again), and a codebook that says what the names mean. Memory does not grow with the number of records.
final class WorkbookRecords: RecordWriter {
  private let workbook: WorkbookFile
  private let sheet: Worksheet
  private let path: String
  private let export: RecordExport
  private let columns: [RecordColumn]
  private let questions: [Question]
  /// What columns hold, types of questions and names of choices, apart: copying a question for a cell is slow.
  private let contents: [RecordColumn.Content]
  private let types: [QuestionType]
  private let names: [[[UInt8]]]
  private let cells: [[ChoiceCell]]
  private let reasons: [PreparedText]
  private let units = [PreparedText("person"), PreparedText("table")]
  private let sessions: [(event: PreparedText, session: PreparedText)]
  private let formats: Formats
  private var row = 1
  private var doubts: CellDoubts
  private var joined: [UInt8] = []

  /// What stands in a cell for a choice: names that are whole numbers are numbers there, too.
  private enum ChoiceCell {
    case number(Double)
    case text(PreparedText)
  }

  struct Formats {
    let text: StoredFormat
    let date: StoredFormat
    let time: StoredFormat
    let heading: StoredFormat
    let wrapped: StoredFormat

    init(_ workbook: WorkbookFile) throws {
      text = try workbook.format(CellFormat { $0.numberFormat = "@" })
      date = try workbook.format(CellFormat { $0.numberFormat = "yyyy-mm-dd" })
      time = try workbook.format(CellFormat { $0.numberFormat = "hh:mm:ss" })
      heading = try workbook.format(
        CellFormat {
          $0.isBold = true
          $0.numberFormat = "@"
          $0.background = 0xE7ECF3
          $0.borders.bottom = .thin
        })
      wrapped = try workbook.format(
        CellFormat {
          $0.numberFormat = "@"
          $0.wraps = true
          $0.vertical = .top
        })
    }
  }

  init(_ export: RecordExport, path: String, made: Int) throws {
    self.path = path
    self.export = export
    workbook = try WorkbookFile(
      path: path,
      properties: DocumentProperties(
        created: made, title: String(export.survey.title.text.prefix(255)),
        subject: "Responses, a row for each"),
      options: WorkbookOptions(constantMemory: true, access: .ownerOnly))
    columns = export.columns
    questions = export.questions
    contents = columns.map(\.content)
    types = questions.map(\.type)
    names = questions.map { $0.choices.map { Array($0.id.rawValue.utf8) } }
    cells = questions.map { question in
      question.choices.map { choice in
        question.hasNumberedChoices
          ? .number(Double(choice.id.rawValue) ?? 0) : .text(PreparedText(choice.id.rawValue))
      }
    }
    reasons = MissingWord.bytes.map { PreparedText(String(decoding: $0, as: UTF8.self)) }
    sessions = export.sessions.map {
      (PreparedText($0.event.rawValue), PreparedText($0.session.rawValue))
    }
    doubts = CellDoubts(questions)
    formats = try Formats(workbook)
    sheet = try workbook.addSheet("Responses")
    try begin()
  }

  private func begin() throws {
    for (index, column) in columns.enumerated() {
      let (width, format) = layout(of: column)
      try sheet.setWidth(width, columns: index...index, format: format)
      try sheet.write(column.heading, row: 0, column: index, format: formats.heading)
    }
    try sheet.freezePanes(row: 1, column: 0)
  }

  private func layout(of column: RecordColumn) -> (width: Double, format: StoredFormat?) {
    let least = Double(min(max(column.heading.count + 3, 8), 30))
    switch column.content {
    case .key, .submittedAt: return (max(least, 20), formats.text)
    case .event, .session: return (max(least, 18), nil)
    case .unit, .people, .version: return (least, nil)
    case .question(let index):
      switch questions[index].type.columnKind {
      case .text: return (max(least, 40), formats.text)
      case .masks, .ranks: return (max(least, 24), nil)
      default: return (max(least, 12), nil)
      }
    }
  }

  func add(_ batch: borrowing ResponseBatch) throws {
    // Through a pointer, keys and times behind the answers, so that no column is copied for every cell.
    let all = batch.columns + [batch.keys, batch.submittedAt]
    try all.withUnsafeBufferPointer { answers in
      for index in 0..<batch.count {
        guard row < 1_048_576 else { throw tooMany }
        for at in contents.indices { try cell(batch, answers, index, at) }
        row += 1
      }
    }
  }

  private func cell(
    _ batch: borrowing ResponseBatch, _ answers: UnsafeBufferPointer<BatchColumn>, _ index: Int, _ at: Int
  ) throws {
    switch contents[at] {
    case .key: try text(answers[answers.count - 2], index, at, isAnswer: false)
    case .event: try sheet.write(sessions[Int(batch.sessions[index])].event, row: row, column: at)
    case .session: try sheet.write(sessions[Int(batch.sessions[index])].session, row: row, column: at)
    case .unit: try sheet.write(units[batch.units[index] == 1 ? 1 : 0], row: row, column: at)
    case .people:
      if batch.people[index] >= 0 { try sheet.write(Double(batch.people[index]), row: row, column: at) }
    case .submittedAt: try text(answers[answers.count - 1], index, at, isAnswer: false)
    case .version: try sheet.write(Double(batch.versions[index]), row: row, column: at)
    case .question(let question): try answer(answers[question], index, question, at)
    }
  }

  func finish(_ summary: inout RecordSummary) throws {
    if row > 1 {
      try sheet.autofilter(
        CellRange(firstRow: 0, firstColumn: 0, lastRow: row - 1, lastColumn: columns.count - 1))
    }
    try RecordCodebook(export).write(to: try workbook.addSheet("Codebook"), formats: formats)
    if let legend = export.legend {
      let sheet = try workbook.addSheet("How it was protected")
      try sheet.setWidth(100, columns: 0...0)
      for (row, words) in legend.enumerated() {
        try sheet.write(words, row: row, column: 0, format: formats.wrapped)
      }
    }
    try workbook.finish()
    summary.files.append(path)
    summary.notes += doubts.notes
  }

  private func answer(_ column: borrowing BatchColumn, _ index: Int, _ question: Int, _ at: Int) throws {
    let code = column.codes[index]
    if code < 0 {
      if code == MissingReason.notAnswered.rawValue { return }
      doubts.addReason(question, code)
      let word = Int(-code) < reasons.count ? reasons[Int(-code)] : reasons[4]
      return try sheet.write(word, row: row, column: at)
    }
    switch column.kind {
    case .codes:
      switch cells[question][Int(code)] {
      case .number(let number): try sheet.write(number, row: row, column: at)
      case .text(let text): try sheet.write(text, row: row, column: at)
      }
    case .masks: try choices(column.chosen(index), question, at)
    case .ranks: try choices(column.ranked(index), question, at)
    case .numbers: try number(column.numbers[index], types[question], at)
    case .text: try text(column, index, at)
    }
  }

  private func choices(_ positions: [Int], _ question: Int, _ at: Int) throws {
    joined.removeAll(keepingCapacity: true)
    for position in positions {
      if !joined.isEmpty { joined.append(UInt8(ascii: ";")) }
      joined.append(contentsOf: names[question][position])
    }
    if joined.isEmpty { joined.append(UInt8(ascii: ";")) }
    try joined.withUnsafeBufferPointer { bytes throws(WorkbookError) in
      try sheet.write(bytes: bytes, row: row, column: at)
    }
  }

  /// Excel counts days from 1900 and takes that year for a leap year: earlier ones are texts.
  private func number(_ value: Double, _ type: QuestionType, _ at: Int) throws {
    switch type {
    case .date where value >= -25_508:
      try sheet.write(value + 25_569, row: row, column: at, format: formats.date)
    case .date:
      let day = CalendarDate(daysSince1970: Int(value)).description
      try sheet.write(day, row: row, column: at, format: formats.text)
    case .time: try sheet.write(value / 86_400, row: row, column: at, format: formats.time)
    default: try sheet.write(value, row: row, column: at)
    }
  }

  private func text(
    _ column: borrowing BatchColumn, _ index: Int, _ at: Int, isAnswer: Bool = true
  ) throws {
    guard column.codes[index] >= 0 else { return }
    let start = index == 0 ? 0 : column.ends[index - 1]
    let end = column.ends[index]
    try column.bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
      if isAnswer, MissingWord.isOne(text) { doubts.texts += 1 }
      if text.count > 32_767, String(decoding: text, as: UTF8.self).utf16.count > 32_767 { throw tooLong(at) }
      try sheet.write(bytes: text, row: row, column: at, format: formats.text)
    }
  }

  private var tooMany: Diagnostic {
    Diagnostic(
      rule: "too-many-rows",
      message: "there are more responses than the 1,048,575 rows that a sheet can hold",
      file: path, hint: "write a .csv or .sav file, or name an event with --event")
  }

  private func tooLong(_ at: Int) -> Diagnostic {
    Diagnostic(
      rule: "text-too-long",
      message: "a text in \(columns[at].heading) is longer than the 32,767 characters that a cell can hold",
      file: path, cell: cellName(row: row, column: at), hint: "write a .csv or .sav file, which hold it whole"
    )
  }
}
