import EngageModel
import GRDB
import GRDBSQLite

/// Writes the responses of a batch as rows, bound by position and without a copy of any text.
///
/// Answers to closed questions are first laid out row by row as integers, column after column; then each row is
/// bound from that layout. Integers that stay the same from row to row are not bound again.
final class RowWriter {
  private let table: SurveyTable
  private let coded: SQLStatement
  private let texts: SQLStatement?
  private let plans: [Plan]
  private let width: Int
  private var layout: [Int64] = []
  private var bound: [Int64]

  /// In the layout: NULL.
  private static let null = Int64.min
  /// In the layout: look at the number itself, or at its reason, in the batch.
  private static let special = Int64.min + 1
  /// Parameters: id, batch, event, session, unit, people, version, withdrawn, key, submitted_at; then answers.
  private static let firstAnswer: Int32 = 11
  /// How many fixed columns are laid out too: session, unit, people.
  private static let placeColumns = 3

  /// Where a question's answers come from and where they go.
  private struct Plan {
    let column: QuestionColumn
    /// In the batch; `nil` if it does not hold the question.
    let source: Int?
    /// First place in the layout.
    let offset: Int
    /// Store codes of the batch's choices.
    let codes: [Int]
    /// What is written where the batch does not hold the question.
    let absent: MissingReason
  }

  /// - Parameters:
  ///   - schema: what the batches hold.
  ///   - survey: the version they answer.
  init(
    _ table: SurveyTable, schema: BatchSchema, survey: Survey, batch: Int64, event: Int64, _ db: Database
  ) throws {
    self.table = table
    var plans: [Plan] = []
    var offset = Self.placeColumns
    for column in table.columns {
      let source = schema.column(of: column.question)
      let question = source.map { schema.questions[$0] }
      plans.append(
        Plan(
          column: column, source: question?.type.columnKind == column.kind ? source : nil, offset: offset,
          codes: question?.choices.map { choice in column.choices.firstIndex(of: choice.id) ?? -1 } ?? [],
          absent: survey.question(column.question) == nil ? .notAsked : .notAnswered))
      offset += column.names.count
    }
    self.plans = plans
    width = offset
    bound = Array(repeating: Self.special, count: offset)
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
  }

  /// Writes all rows of a batch.
  /// - Parameters:
  ///   - firstID: the number of the first response; it is raised for each row written.
  ///   - sessions: the store's numbers of the schema's sessions.
  ///   - onTakenKey: called for a row whose key a live response of the event has already.
  func write(
    _ batch: borrowing ResponseBatch, nextID: inout Int64, sessions: [Int64],
    onTakenKey: (_ row: Int) throws -> Void
  ) throws {
    lay(out: batch, sessions: sessions)
    let textPlans = plans.filter { $0.column.kind == .text }
    let textColumns = textPlans.map { plan in plan.source.map { batch.columns[$0] } ?? .texts }
    let numbers = plans.filter { $0.column.kind == .numbers && $0.source != nil }
    let all = [batch.keys, batch.submittedAt] + textColumns
    try Self.withBytes(of: all[...], found: []) { bytes in
      for row in 0..<batch.count {
        coded.bind(nextID, at: 1)
        bindText(all[0], bytes[0], row, to: coded, at: 9)
        bindText(all[1], bytes[1], row, to: coded, at: 10)
        bindLayout(row)
        for plan in numbers { bindSpecialNumber(batch.columns[plan.source ?? 0], row, plan) }
        guard try coded.run() else {
          try onTakenKey(row)
          continue
        }
        if let texts {
          var hasText = false
          for index in textColumns.indices {
            let isText = bindText(all[index + 2], bytes[index + 2], row, to: texts, at: Int32(index + 2))
            hasText = hasText || isText
          }
          if hasText {
            texts.bind(nextID, at: 1)
            _ = try texts.run()
          }
        }
        nextID += 1
      }
    }
  }

  /// Lends the bytes of all columns at once.
  private static func withBytes(
    of columns: ArraySlice<BatchColumn>, found: [UnsafeBufferPointer<UInt8>],
    _ body: ([UnsafeBufferPointer<UInt8>]) throws -> Void
  ) throws {
    guard let column = columns.first else { return try body(found) }
    try column.bytes.withUnsafeBufferPointer { bytes in
      try withBytes(of: columns.dropFirst(), found: found + [bytes], body)
    }
  }

  @inline(__always) @discardableResult
  private func bindText(
    _ column: BatchColumn, _ bytes: UnsafeBufferPointer<UInt8>, _ row: Int, to statement: SQLStatement,
    at index: Int32
  ) -> Bool {
    guard row < column.codes.count, column.codes[row] >= 0 else {
      sqlite3_bind_null(statement.handle, index)
      return false
    }
    let start = row == 0 ? 0 : column.ends[row - 1]
    let count = column.ends[row] - start
    if count > 0, let base = bytes.baseAddress {
      // No destructor: the batch keeps the bytes until after the step.
      base.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
        _ = sqlite3_bind_text(statement.handle, index, $0 + start, Int32(count), nil)
      }
    } else {
      sqlite3_bind_text(statement.handle, index, "", 0, nil)
    }
    return true
  }

  @inline(__always)
  private func bindLayout(_ row: Int) {
    let base = row * width
    layout.withUnsafeBufferPointer { layout in
      bound.withUnsafeMutableBufferPointer { bound in
        for index in 0..<width {
          let value = layout[base + index]
          if value == bound[index] { continue }
          bound[index] = value
          let parameter = index < Self.placeColumns ? Int32(index) + 4 : Self.firstAnswer + Int32(index - Self.placeColumns)
          if value == Self.null {
            sqlite3_bind_null(coded.handle, parameter)
          } else if value != Self.special {
            sqlite3_bind_int64(coded.handle, parameter, value)
          }
        }
      }
    }
  }

  /// Binds a number that is no integer, or the reason that stands in place of one.
  @inline(__always)
  private func bindSpecialNumber(_ column: BatchColumn, _ row: Int, _ plan: Plan) {
    guard layout[row * width + plan.offset] == Self.special else { return }
    let parameter = Self.firstAnswer + Int32(plan.offset - Self.placeColumns)
    if column.codes[row] < 0 || column.numbers[row].isNaN {
      let reason = MissingReason(rawValue: column.codes[row]) ?? .unreadable
      sqlite3_bind_text(coded.handle, parameter, reason.name, -1, Self.transient)
    } else {
      sqlite3_bind_double(coded.handle, parameter, column.numbers[row])
    }
  }

  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

extension RowWriter {
  /// Fills the layout from a batch.
  private func lay(out batch: borrowing ResponseBatch, sessions: [Int64]) {
    let count = batch.count
    let missing = count * width - layout.count
    if missing > 0 { layout.append(contentsOf: repeatElement(0, count: missing)) }
    for row in 0..<count {
      let base = row * width
      layout[base] = sessions[Int(batch.sessions[row])]
      layout[base + 1] = Int64(batch.units[row])
      layout[base + 2] = batch.people[row] < 0 ? Self.null : Int64(batch.people[row])
    }
    for plan in plans {
      if let source = plan.source {
        lay(out: batch.columns[source], plan, count)
      } else {
        layAbsent(plan, count)
      }
    }
  }

  private func layAbsent(_ plan: Plan, _ count: Int) {
    let first: Int64
    switch plan.column.kind {
    case .numbers: first = plan.absent == .notAnswered ? Self.null : Self.special
    case .codes, .masks, .ranks, .text: first = Int64(plan.absent.rawValue)
    }
    for row in 0..<count {
      layout[row * width + plan.offset] = first
      for further in 1..<max(1, plan.column.names.count) { layout[row * width + plan.offset + further] = Self.null }
    }
  }

  private func lay(out column: BatchColumn, _ plan: Plan, _ count: Int) {
    let offset = plan.offset
    switch plan.column.kind {
    case .codes:
      let codes = plan.codes
      for row in 0..<count {
        let code = Int(column.codes[row])
        layout[row * width + offset] = Int64(code < 0 ? code : codes[code])
      }
    case .text:
      for row in 0..<count { layout[row * width + offset] = Int64(column.codes[row]) }
    case .numbers:
      for row in 0..<count {
        let number = column.numbers[row]
        let code = column.codes[row]
        layout[row * width + offset] =
          code == MissingReason.notAnswered.rawValue
          ? Self.null : code < 0 || number != number.rounded() || abs(number) > 9e15 ? Self.special : Int64(number)
      }
    case .masks: layMasks(column, plan, count)
    case .ranks:
      for row in 0..<count {
        let base = row * width + offset
        layout[base] = Int64(column.codes[row])
        for further in 1..<max(1, plan.column.names.count) { layout[base + further] = Self.null }
        guard column.codes[row] >= 0 else { continue }
        for choice in 0..<column.choiceCount {
          let place = column.ranks[row * column.choiceCount + choice]
          if place > 0 { layout[base + 1 + plan.codes[choice]] = Int64(place) }
        }
      }
    }
  }

  private func layMasks(_ column: BatchColumn, _ plan: Plan, _ count: Int) {
    let bits = QuestionColumn.bitsPerColumn
    let further = plan.column.names.count
    let isIdentity = further == 1 && plan.codes.enumerated().allSatisfy { $0 == $1 }
    for row in 0..<count {
      let base = row * width + plan.offset
      guard column.codes[row] >= 0 else {
        layout[base] = Int64(column.codes[row])
        for index in 1..<max(1, further) { layout[base + index] = Self.null }
        continue
      }
      if isIdentity {
        layout[base] = Int64(truncatingIfNeeded: column.words[row])
        continue
      }
      for index in 0..<further { layout[base + index] = 0 }
      for choice in 0..<column.choiceCount
      where column.words[row * column.wordsPerRow + choice / 64] >> UInt64(choice % 64) & 1 == 1 {
        let code = plan.codes[choice]
        layout[base + code / bits] |= 1 << Int64(code % bits)
      }
    }
  }
}
