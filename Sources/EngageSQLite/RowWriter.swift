import EngageModel
import GRDB
import GRDBSQLite

/// Writes the responses of a batch as rows, bound by position and without a copy of any text.
///
/// Answers to closed questions are first laid out row by row as integers, column after column; then each row is
/// bound from that layout. Integers that stay the same from row to row are not bound again.
final class RowWriter {
  private let coded: SQLStatement
  private let texts: SQLStatement?
  let plans: [Plan]
  let width: Int
  /// `width` integers for each row.
  private(set) var layout = UnsafeMutableBufferPointer<Int64>.allocate(capacity: 0)
  /// What is bound now.
  private let bound: UnsafeMutableBufferPointer<Int64>

  /// In the layout: NULL.
  static let null = Int64.min
  /// In the layout: look at the number itself, or at its reason, in the batch.
  static let special = Int64.min + 1
  /// Parameters: id, batch, event, session, unit, people, version, withdrawn, key, submitted_at; then answers.
  private static let firstAnswer: Int32 = 11
  /// How many fixed columns are laid out too: session, unit, people.
  private static let placeColumns = 3

  /// Where a question's answers come from and where they go.
  struct Plan {
    let column: QuestionColumn
    /// In the batch; `nil` if it does not hold the question.
    let source: Int?
    /// First place in the layout.
    let offset: Int
    /// Store codes of the batch's choices.
    let codes: [Int?]
    /// What is written where the batch does not hold the question.
    let absent: MissingReason
  }

  /// - Parameters:
  ///   - schema: what the batches hold.
  ///   - survey: the version they answer.
  init(
    _ table: SurveyTable, schema: BatchSchema, survey: Survey, batch: Int64, event: Int64, _ db: Database
  ) throws {
    var plans: [Plan] = []
    var offset = Self.placeColumns
    for column in table.columns {
      let source = schema.column(of: column.question)
      let question = source.map { schema.questions[$0] }
      plans.append(
        Plan(
          column: column, source: question?.type.columnKind == column.kind ? source : nil, offset: offset,
          codes: question?.choices.map { choice in column.choices.firstIndex(of: choice.id) } ?? [],
          absent: survey.question(column.question) == nil ? .notAsked : .notAnswered))
      offset += column.names.count
    }
    self.plans = plans
    width = offset
    bound = .allocate(capacity: offset)
    bound.initialize(repeating: Self.special)
    let names = SurveyTable.ownColumns + table.columns.flatMap(\.names)
    coded = try SQLStatement(
      db,
      """
      INSERT INTO \(table.coded.quoted) (\(names.map(\.quoted).joined(separator: ", ")))
        VALUES (\(names.map { _ in "?" }.joined(separator: ", ")))
      """)
    let textColumns = table.columns.filter { $0.kind == .text }.map(\.name.quoted)
    texts =
      textColumns.isEmpty
      ? nil
      : try SQLStatement(
        db,
        """
        INSERT INTO \(table.texts.quoted) (response, \(textColumns.joined(separator: ", ")))
          VALUES (?\(String(repeating: ", ?", count: textColumns.count)))
        """)
    coded.bind(batch, at: 2)
    coded.bind(event, at: 3)
    coded.bind(Int64(survey.version), at: 7)
    coded.bind(0, at: 8)
    for plan in plans where plan.source == nil && plan.column.kind == .numbers && plan.absent == .notAsked {
      bind(plan.absent, at: parameter(plan.offset))
    }
  }

  deinit {
    layout.deallocate()
    bound.deallocate()
  }

  /// Makes room for so many rows.
  func reserve(_ rows: Int) {
    guard layout.count < rows * width else { return }
    layout.deallocate()
    layout = .allocate(capacity: rows * width)
    layout.initialize(repeating: 0)
  }

  /// The parameter of a place in the layout.
  @inline(__always)
  private func parameter(_ place: Int) -> Int32 {
    place < Self.placeColumns ? Int32(place) + 4 : Self.firstAnswer + Int32(place - Self.placeColumns)
  }

  private func bind(_ reason: MissingReason, at parameter: Int32) {
    sqlite3_bind_text(coded.handle, parameter, reason.name, -1, Self.transient)
  }

  /// The bytes of a column of texts.
  private struct TextSource {
    let bytes: UnsafeBufferPointer<UInt8>
    let ends: UnsafeBufferPointer<Int>
    let codes: UnsafeBufferPointer<Int32>
  }

  /// Writes all rows of a batch.
  /// - Parameters:
  ///   - nextID: the number of the first response; it is raised for each row written.
  ///   - sessions: the store's numbers of the schema's sessions.
  ///   - leavingOut: rows that are not written.
  ///   - onTakenKey: called for a row whose key a response of the event has already.
  func write(
    _ batch: borrowing ResponseBatch, nextID: inout Int64, sessions: [Int64], leavingOut: Set<Int> = [],
    onTakenKey: (_ row: Int) throws -> Void
  ) throws {
    lay(out: batch, sessions: sessions)
    let texts = plans.filter { $0.column.kind == .text }.map { plan in
      plan.source.map { batch.columns[$0] } ?? .texts
    }
    let numbers = plans.filter { $0.column.kind == .numbers && $0.source != nil }
    let numberColumns = numbers.map { batch.columns[$0.source ?? 0] }
    let all = [batch.keys, batch.submittedAt] + texts
    try Self.withSources(of: all[...], found: []) { sources in
      for row in 0..<batch.count where leavingOut.isEmpty || !leavingOut.contains(row) {
        coded.bind(nextID, at: 1)
        bindText(sources[0], row, to: coded, at: 9)
        bindText(sources[1], row, to: coded, at: 10)
        bindLayout(row)
        for (index, plan) in numbers.enumerated() where layout[row * width + plan.offset] == Self.special {
          bindSpecial(numberColumns[index], row, at: parameter(plan.offset))
        }
        guard try coded.run() else {
          try onTakenKey(row)
          continue
        }
        if sources.count > 2 { try writeTexts(sources, row, id: nextID) }
        nextID += 1
      }
    }
  }

  @inline(__always)
  private func writeTexts(_ sources: [TextSource], _ row: Int, id: Int64) throws {
    guard let texts else { return }
    var hasText = false
    for index in 2..<sources.count {
      let isText = bindText(sources[index], row, to: texts, at: Int32(index))
      hasText = hasText || isText
    }
    if hasText {
      texts.bind(id, at: 1)
      _ = try texts.run()
    }
  }

  /// Lends the memory of all columns at once.
  private static func withSources(
    of columns: ArraySlice<BatchColumn>, found: [TextSource], _ body: ([TextSource]) throws -> Void
  ) throws {
    guard let column = columns.first else { return try body(found) }
    try column.bytes.withUnsafeBufferPointer { bytes in
      try column.ends.withUnsafeBufferPointer { ends in
        try column.codes.withUnsafeBufferPointer { codes in
          let source = TextSource(bytes: bytes, ends: ends, codes: codes)
          try withSources(of: columns.dropFirst(), found: found + [source], body)
        }
      }
    }
  }

  /// - Returns: whether there is a text.
  @inline(__always) @discardableResult
  private func bindText(_ source: TextSource, _ row: Int, to statement: SQLStatement, at index: Int32) -> Bool
  {
    guard row < source.codes.count, source.codes[row] >= 0 else {
      sqlite3_bind_null(statement.handle, index)
      return false
    }
    let start = row == 0 ? 0 : source.ends[row - 1]
    let count = source.ends[row] - start
    if count > 0, let base = source.bytes.baseAddress {
      // No destructor: the batch keeps the bytes until after the step.
      let text = UnsafeRawPointer(base + start).assumingMemoryBound(to: CChar.self)
      sqlite3_bind_text(statement.handle, index, text, Int32(count), nil)
    } else {
      sqlite3_bind_text(statement.handle, index, "", 0, Self.transient)
    }
    return true
  }

  @inline(__always)
  private func bindLayout(_ row: Int) {
    let base = row * width
    for place in 0..<width {
      let value = layout[base + place]
      if value == bound[place] { continue }
      bound[place] = value
      if value == Self.null {
        sqlite3_bind_null(coded.handle, parameter(place))
      } else if value != Self.special {
        sqlite3_bind_int64(coded.handle, parameter(place), value)
      }
    }
  }

  /// Binds a number that is no integer, or the reason that stands in place of one.
  private func bindSpecial(_ column: BatchColumn, _ row: Int, at parameter: Int32) {
    if column.codes[row] < 0 || column.numbers[row].isNaN {
      bind(MissingReason(rawValue: column.codes[row]) ?? .unreadable, at: parameter)
    } else {
      sqlite3_bind_double(coded.handle, parameter, column.numbers[row])
    }
  }

  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
