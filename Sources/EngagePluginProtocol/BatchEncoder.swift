public import EngageAnalysis
public import EngageModel

/// Writes batches of responses as `responses` messages.
///
/// The words of choices are made once; each batch is written into the same memory.
public struct BatchEncoder: Sendable {
  private let columns: [(question: Question, choices: [[UInt8]])]
  private let groups: (groups: BreakdownGroups, keys: [[UInt8]])?
  private let identities: Bool
  private var buffer = JSONBuffer()

  /// - Parameters:
  ///   - questions: whose columns are told, in order.
  ///   - groups: those that results are split into, if they are.
  ///   - identities: whether numbers, keys, versions and times of submission are told.
  public init(questions: [Question], groups: BreakdownGroups?, identities: Bool) {
    columns = questions.filter { $0.type.columnKind != nil }.map { question in
      (question, question.choices.map { JSONBuffer.quoted($0.id.rawValue) })
    }
    self.groups = groups.map { ($0, $0.keys.map(JSONBuffer.quoted)) }
    self.identities = identities
  }

  /// Writes a batch, which must hold the questions, and lends the line that tells it.
  public mutating func encode<E: Error>(
    _ batch: borrowing ResponseBatch, _ body: ([UInt8]) throws(E) -> Void
  ) throws(E) {
    buffer.removeAll()
    buffer.open("{")
    buffer.key("type")
    buffer.value("responses")
    buffer.key("count")
    buffer.value(batch.count)
    encodeRows(batch)
    if identities { encodeIdentities(batch) }
    if let groups {
      buffer.key("group")
      encode(groups.groups.column(in: batch), rows: batch.count, choices: groups.keys)
    }
    buffer.key("columns")
    buffer.open("{")
    for (question, choices) in columns {
      let column = batch.column(of: question.id)
      buffer.key(question.id.rawValue)
      buffer.open("{")
      buffer.key("values")
      encode(column, rows: batch.count, choices: choices, type: question.type)
      buffer.key("missing")
      encodeMissing(column)
      buffer.close("}")
    }
    buffer.close("}")
    buffer.close("}")
    buffer.endLine()
    try body(buffer.bytes)
  }

  private mutating func encodeRows(_ batch: borrowing ResponseBatch) {
    buffer.key("unit")
    buffer.open("[")
    for unit in batch.units { buffer.raw(unit == 1 ? Self.table : Self.person) }
    buffer.close("]")
    buffer.key("people")
    list(batch.people) { $0.optional(Int($1), where: $1 >= 0) }
    buffer.key("session")
    list(batch.sessions) { $0.value(Int($1)) }
    if !batch.weights.isEmpty {
      buffer.key("weight")
      list(batch.weights) { $0.value($1) }
    }
  }

  private mutating func encodeIdentities(_ batch: borrowing ResponseBatch) {
    buffer.key("id")
    list(batch.ids) { $0.value(Int($1)) }
    if batch.versions.count == batch.count {
      buffer.key("version")
      list(batch.versions) { $0.value(Int($1)) }
    }
    for (name, column) in [("key", batch.keys), ("submitted", batch.submittedAt)]
    where column.codes.count == batch.count {
      buffer.key(name)
      encode(column, rows: batch.count, choices: [])
    }
  }

  private mutating func list<Value>(_ values: [Value], _ write: (inout JSONBuffer, Value) -> Void) {
    buffer.open("[")
    for value in values { write(&buffer, value) }
    buffer.close("]")
  }

  private mutating func encode(
    _ column: BatchColumn, rows: Int, choices: [[UInt8]], type: QuestionType? = nil
  ) {
    buffer.open("[")
    for row in 0..<rows {
      guard column.codes[row] >= 0 else {
        buffer.null()
        continue
      }
      switch column.kind {
      case .codes: buffer.raw(choices[Int(column.codes[row])])
      case .masks:
        buffer.open("[")
        column.forEachChoice(at: row) { buffer.raw(choices[$0]) }
        buffer.close("]")
      case .ranks: encodeRanking(column, row, choices)
      case .numbers: encode(column.numbers[row], type)
      case .text: buffer.value(utf8: column.bytes[(row == 0 ? 0 : column.ends[row - 1])..<column.ends[row]])
      }
    }
    buffer.close("]")
  }

  private mutating func encodeRanking(_ column: BatchColumn, _ row: Int, _ choices: [[UInt8]]) {
    let places = column.ranks[(row * column.choiceCount)..<((row + 1) * column.choiceCount)]
    let ranked = zip(places, choices).filter { $0.0 > 0 }.sorted { $0.0 < $1.0 }
    buffer.open("[")
    for (_, choice) in ranked { buffer.raw(choice) }
    buffer.close("]")
  }

  private mutating func encode(_ number: Double, _ type: QuestionType?) {
    switch type {
    case .date: buffer.value(CalendarDate(daysSince1970: Int(number)).description)
    case .time: buffer.value(Self.clock(Int(number)))
    default: buffer.value(number)
    }
  }

  /// Rows without an answer, by reason.
  private mutating func encodeMissing(_ column: BatchColumn) {
    buffer.open("{")
    for reason in MissingReason.allCases where column.codes.contains(reason.rawValue) {
      buffer.key(reason.name)
      buffer.open("[")
      for row in column.codes.indices where column.codes[row] == reason.rawValue { buffer.value(row) }
      buffer.close("]")
    }
    buffer.close("}")
  }

  private static let person = JSONBuffer.quoted("person")
  private static let table = JSONBuffer.quoted("table")

  /// "09:05:00".
  private static func clock(_ seconds: Int) -> String {
    [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : String($0) }
      .joined(separator: ":")
  }
}

extension JSONBuffer {
  mutating func optional(_ number: Int, where isThere: Bool) {
    if isThere { value(number) } else { null() }
  }
}
