import EngageModel

/// Builds the questions and columns of a ``ForeignTable``, column by column.
struct TableBuilder {
  private(set) var questions: [ForeignQuestion] = []
  private(set) var columns: [ForeignColumn] = []

  /// A column that is about the response.
  mutating func add(_ metadata: ForeignColumn.Metadata, _ heading: String) {
    columns.append(ForeignColumn(heading: heading, content: .metadata(metadata)))
  }

  /// A column that holds nothing for a survey.
  mutating func leave(_ heading: String, _ reason: String) {
    columns.append(ForeignColumn(heading: heading, content: .left(reason)))
  }

  /// A column that is a question by itself.
  @discardableResult
  mutating func addQuestion(_ heading: String, code: String? = nil, label: String) -> Int {
    questions.append(ForeignQuestion(code: code, label: label))
    columns.append(ForeignColumn(heading: heading, content: .answer(question: questions.count - 1)))
    return questions.count - 1
  }

  /// A column of the question that came before.
  mutating func addAnswer(_ heading: String, question: Int) {
    columns.append(ForeignColumn(heading: heading, content: .answer(question: question)))
  }

  /// A question without a column of its own; its items follow.
  mutating func openQuestion(code: String? = nil, label: String) -> Int {
    questions.append(ForeignQuestion(code: code, label: label))
    return questions.count - 1
  }

  /// A column for one item of a question.
  mutating func addItem(_ heading: String, question: Int, code: String? = nil, label: String) {
    questions[question].items.append(ForeignItem(code: code, label: label))
    columns.append(
      ForeignColumn(
        heading: heading, content: .item(question: question, item: questions[question].items.count - 1)))
  }

  /// A column with the words given for "other".
  mutating func addOtherText(_ heading: String, question: Int) {
    columns.append(ForeignColumn(heading: heading, content: .otherText(question: question)))
  }

  /// The finished table. Headings that occur more than once are told apart as a map does: `Other#2`.
  func table(
    _ dialect: any Dialect, head: TableHead, headerRecords: ClosedRange<Int>,
    conventions: CellConventions = CellConventions(), evidence: [String] = []
  ) -> ForeignTable {
    var conventions = conventions
    conventions.missing += MissingMarkers.find(in: head, after: headerRecords.upperBound, columns: columns)
      .filter { !conventions.missing.contains($0) }
    return ForeignTable(
      dialect: dialect.name, evidence: evidence, lastHeaderRecord: headerRecords.upperBound,
      headers: headerRecords.map { head.records[$0 - 1] }, questions: questions, columns: columns,
      conventions: conventions)
  }
}

extension TableHead {
  /// The cell of a record, both counted from 0; empty beyond the ends.
  func cell(_ record: Int, _ column: Int) -> String {
    guard record < records.count, column < records[record].count else { return "" }
    return records[record][column]
  }

  /// Whether a column without a heading only numbers the rows.
  func isRowNumber(column: Int, after record: Int) -> Bool {
    let cells = cells(ofColumn: column, after: record).map { trimmed($0) }.filter { !$0.isEmpty }
    guard cells.count >= 2 else { return false }
    var last = Int.min
    for cell in cells {
      let whole = cell.hasSuffix(".0") ? String(cell.dropLast(2)) : cell
      guard let number = Int(whole), number > last else { return false }
      last = number
    }
    return true
  }

  /// Whether a column is empty as far as the head goes.
  func isEmpty(column: Int, after record: Int) -> Bool {
    cells(ofColumn: column, after: record).allSatisfy { trimmed($0).isEmpty }
  }

  /// The distinct filled cells of a column, up to `limit`.
  func values(ofColumn column: Int, after record: Int, limit: Int = 50) -> Set<String> {
    var values: Set<String> = []
    for cell in cells(ofColumn: column, after: record) {
      let cell = trimmed(cell)
      if !cell.isEmpty { values.insert(cell) }
      if values.count == limit { break }
    }
    return values
  }
}

extension TableBuilder {
  /// A column without a heading: left out where it is empty or only numbers the rows, else a question of its own.
  mutating func addNameless(_ column: Int, in head: TableHead, after record: Int) {
    if head.isEmpty(column: column, after: record) {
      leave("", "")
    } else if head.isRowNumber(column: column, after: record) {
      leave("", "numbers the rows")
    } else {
      addQuestion(
        "", code: "column_\(columnLetters(column).lowercased())", label: "Column \(columnLetters(column))")
    }
  }
}

/// `A`, `B`, … `AA`, as spreadsheets name columns.
func columnLetters(_ column: Int) -> String {
  var letters = ""
  var rest = column
  repeat {
    letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
    rest = rest / 26 - 1
  } while rest >= 0
  return letters
}

/// What programs call the field for other words, in the languages of their interfaces.
private let namesOfOther: Set<String> = [
  "other", "others", "sonstiges", "sonstige", "andere", "anderes", "anders", "anders, namelijk", "overig",
  "autre",
  "autres", "autre :", "otro", "otra", "otros", "altro", "outro", "outros", "inne", "annat", "andet", "annet",
  "muu",
]

/// Whether a label is no more than “other”.
func isCalledOther(_ label: String) -> Bool {
  let label = foldedWord(withoutTags(label))
  return namesOfOther.contains(label.hasSuffix(":") ? trimmed(label.dropLast()) : label)
}

/// A heading that asks for the words behind "other".
func asksForOther(_ label: String) -> Bool {
  if isCalledOther(label) { return true }
  let label = foldedWord(withoutTags(label))
  guard label.hasPrefix("other") else { return false }
  return [
    "specify", "state", "write in", "write-in", "describe", "give details", "text", "[other]", "explain",
    "tell us",
  ]
  .contains { label.contains($0) }
}

/// Whether a cell is a moment as programs write it: `2016-10-06 14:28:12`, `4/22/2016 19:57:50`, with or without
/// seconds, AM/PM and a time zone.
func looksLikeMoment(_ cell: String) -> Bool {
  let cell = trimmed(cell)
  guard let first = cell.first, first.isNumber, cell.count >= 8, cell.count <= 40 else { return false }
  let digits = cell.filter(\.isNumber).count
  return digits >= 6 && cell.contains { "/-.".contains($0) } && cell.contains(":")
}
