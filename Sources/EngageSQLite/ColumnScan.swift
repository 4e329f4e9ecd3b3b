import EngageModel
import EngageStore
import GRDB
import GRDBSQLite

/// Reads the live responses of a range of numbers, and of them the columns that a schema asks for.
///
/// Answers are laid side by side in plain memory and copied into a batch when it is full. Texts come from a second
/// statement that runs beside the first in the same order.
final class ColumnScan {
  private let schema: BatchSchema
  private let coded: SQLStatement
  private let texts: SQLStatement?
  /// By the store's number of a session: its position in the schema, -1 if it is not wanted.
  private let sessionPositions: [Int32]
  private let sources: [ColumnSource]
  private let textSources: [Int]
  private var batch: ResponseBatch
  /// The next response that has texts; `nil` after the last.
  private var nextText: Int64?

  private static let ownColumns = ["id", "session", "unit", "people"]
  /// What stands behind them where a schema asks for it.
  private static let identityColumns = ["version", "key", "submitted_at"]

  init(_ table: SurveyTable, _ schema: BatchSchema, _ range: ClosedRange<Int64>, _ db: Database) throws {
    self.schema = schema
    batch = ResponseBatch(schema: schema)
    sessionPositions = try Self.positions(of: schema.sessions, db)
    var names = Self.ownColumns + (schema.identities ? Self.identityColumns : [])
    var next = Int32(names.count)
    var nextText: Int32 = 1
    var textNames: [String] = []
    var sources: [ColumnSource] = []
    for question in schema.questions {
      let column = table.column(of: question.id).flatMap { $0.kind == question.type.columnKind ? $0 : nil }
      sources.append(ColumnSource(question, column, first: next, text: nextText))
      guard let column else { continue }
      names += column.names
      next += Int32(column.names.count)
      if column.kind == .text {
        textNames.append(column.name)
        nextText += 1
      }
    }
    self.sources = sources
    textSources = sources.enumerated().filter { $1.kind == .text && !$1.isAbsent }.map(\.offset)
    let between = "BETWEEN \(range.lowerBound) AND \(range.upperBound)"
    coded = try SQLStatement(
      db,
      """
      SELECT \(names.map(\.quoted).joined(separator: ", ")) FROM \(table.coded.quoted)
        WHERE id \(between) AND withdrawn = 0 ORDER BY id
      """)
    texts =
      textNames.isEmpty
      ? nil
      : try SQLStatement(
        db,
        """
        SELECT response, \(textNames.map(\.quoted).joined(separator: ", ")) FROM \(table.texts.quoted)
          WHERE response \(between) ORDER BY response
        """)
  }

  private static func positions(of sessions: [SessionReference], _ db: Database) throws -> [Int32] {
    let wanted = Dictionary(
      sessions.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    var positions: [Int32] = []
    let rows = try Row.fetchAll(
      db, sql: "SELECT s.id, e.name, s.name FROM sessions s JOIN events e ON e.id = s.event ORDER BY s.id")
    for row in rows {
      let id: Int = row[0]
      positions += repeatElement(-1, count: id + 1 - positions.count)
      let session = SessionReference(event: Event.ID(row[1] as String), session: Session.ID(row[2] as String))
      positions[id] = wanted[session] ?? -1
    }
    return positions
  }

  /// Hands over all batches.
  func visit(_ visitor: (borrowing ResponseBatch) throws -> Void) throws {
    let capacity = ResponseBatch.capacity
    let memory = ScanMemory(sources, capacity: capacity)
    try stepTexts()
    var row = 0
    let handle = coded.handle
    while try coded.step() {
      let session = Int(sqlite3_column_int(handle, 1))
      guard session < sessionPositions.count, sessionPositions[session] >= 0 else { continue }
      let id = sqlite3_column_int64(handle, 0)
      memory.ids[row] = id
      memory.sessions[row] = sessionPositions[session]
      memory.units[row] = UInt8(truncatingIfNeeded: sqlite3_column_int(handle, 2))
      memory.people[row] =
        sqlite3_column_type(handle, 3) == SQLITE_NULL ? -1 : sqlite3_column_int(handle, 3)
      if schema.identities { readIdentity(handle) }
      memory.read(handle, row)
      if texts != nil { try readTexts(of: id) }
      row += 1
      if row == capacity {
        try hand(over: memory, row, to: visitor)
        row = 0
      }
    }
    if row > 0 { try hand(over: memory, row, to: visitor) }
  }

  /// Adds version, key and time of submission of the row that a statement stands on.
  private func readIdentity(_ handle: OpaquePointer) {
    func add(_ column: Int32, to texts: inout BatchColumn) {
      if let text = sqlite3_column_text(handle, column) {
        let count = Int(sqlite3_column_bytes(handle, column))
        texts.append(text: UnsafeBufferPointer(start: text, count: count))
      } else {
        texts.append(missing: .notAnswered)
      }
    }
    let first = Int32(Self.ownColumns.count)
    batch.versions.append(sqlite3_column_int(handle, first))
    add(first + 1, to: &batch.keys)
    add(first + 2, to: &batch.submittedAt)
  }

  private func hand(
    over memory: ScanMemory, _ count: Int, to visitor: (borrowing ResponseBatch) throws -> Void
  ) throws {
    memory.move(to: &batch, sources, count)
    try visitor(batch)
    batch.removeAll()
  }

  private func stepTexts() throws {
    guard let texts else { return }
    nextText = try texts.step() ? sqlite3_column_int64(texts.handle, 0) : nil
  }

  /// Adds the texts of a response, which are nothing if it has none.
  private func readTexts(of id: Int64) throws {
    while let next = nextText, next < id { try stepTexts() }
    for index in textSources {
      if nextText == id, let texts {
        let column = sources[index].textColumn
        let count = Int(sqlite3_column_bytes(texts.handle, column))
        if count > 0, let text = sqlite3_column_text(texts.handle, column) {
          batch.columns[index].bytes.append(contentsOf: UnsafeBufferPointer(start: text, count: count))
        }
      }
      batch.columns[index].ends.append(batch.columns[index].bytes.count)
    }
  }
}

/// Where the answers to one question of a schema are found in the rows of a scan.
struct ColumnSource {
  let kind: BatchColumn.Kind
  /// Its first column in the statement of coded answers, and how many it takes.
  let first: Int32
  let width: Int
  /// Its column in the statement of texts.
  let textColumn: Int32
  /// The survey's table does not hold the question.
  let isAbsent: Bool
  /// By store code: the position of the choice in the schema's question; `nil` if that does not have it.
  let positions: [Int32?]
  /// Whether store codes are positions.
  let isIdentity: Bool

  init(_ question: Question, _ column: QuestionColumn?, first: Int32, text: Int32) {
    kind = question.type.columnKind ?? .text
    self.first = first
    width = column?.names.count ?? 0
    textColumn = text
    isAbsent = column == nil
    positions = column?.choices.map { question.code(of: $0).map(Int32.init) } ?? []
    isIdentity = positions.enumerated().allSatisfy { Int32($0) == $1 }
  }

  /// The position of a store code, or the reason for there being none.
  @inline(__always)
  func position(_ code: Int32) -> Int32 {
    if code < 0 { return code }
    guard Int(code) < positions.count else { return MissingReason.unreadable.rawValue }
    return positions[Int(code)] ?? MissingReason.unreadable.rawValue
  }
}
