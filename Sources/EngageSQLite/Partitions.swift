public import EngageModel
import EngageStore
import GRDB

extension SQLiteStore {
  /// Below so many responses one part reads them sooner than two can be made ready.
  static let smallStore: Int64 = 20_000

  public func partitions(_ schema: BatchSchema, atMost count: Int) throws -> [BatchPartition] {
    let ranges = try read { db in try self.ranges(of: schema, db) }
    let total = ranges.reduce(0) { $0 + Int64($1.count) }
    guard count > 1, total >= Self.smallStore, let pool = try Self.guarded(path, concurrentReaders) else {
      return [
        BatchPartition { visitor in try self.read { db in try Self.visit(ranges, schema, db, visitor) } }
      ]
    }
    return try Self.guarded(path) {
      let snapshots = try consistentSnapshots(count, of: pool)
      return snapshots.enumerated().map { index, snapshot in
        let parts = ranges.map { Self.part(index, of: snapshots.count, of: $0) }
        return BatchPartition { [path] visitor in
          try Self.guarded(path) {
            try snapshot.unsafeReentrantRead { db in try Self.visit(parts, schema, db, visitor) }
          }
        }
      }
    }
  }

  /// Connections that all see the same state, even while another program writes.
  private func consistentSnapshots(_ count: Int, of pool: DatabasePool) throws -> [DatabaseSnapshot] {
    for _ in 0..<20 {
      let snapshots = try pool.writeWithoutTransaction { _ in
        try (0..<count).map { _ in try pool.makeSnapshot() }
      }
      let states = try Set(
        snapshots.map { try $0.read { try Int64.fetchOne($0, sql: "SELECT max(number) FROM changes") } })
      if states.count == 1 { return snapshots }
    }
    return [try pool.makeSnapshot()]
  }

  private static func part(
    _ index: Int, of count: Int, of range: ClosedRange<Int64>
  ) -> ClosedRange<Int64>? {
    let start = range.lowerBound + Int64(range.count * index / count)
    let end = range.lowerBound + Int64(range.count * (index + 1) / count) - 1
    return start <= end ? start...end : nil
  }

  /// The responses of a survey among which the schema's are.
  struct TableRange {
    let survey: Survey.ID
    var numbers: ClosedRange<Int64>
    var count: Int64 { numbers.upperBound - numbers.lowerBound + 1 }
  }

  private static func part(_ index: Int, of count: Int, of range: TableRange) -> TableRange? {
    part(index, of: count, of: range.numbers).map { TableRange(survey: range.survey, numbers: $0) }
  }

  private func ranges(of schema: BatchSchema, _ db: Database) throws -> [TableRange] {
    let events = Set(schema.sessions.map(\.event.rawValue))
    let marks = events.map { _ in "?" }.joined(separator: ", ")
    return try Row.fetchAll(
      db,
      sql: """
        SELECT v.name, min(b.first_response), max(b.last_response) FROM batches b
          JOIN surveys v ON v.id = b.survey JOIN events e ON e.id = b.event
          WHERE b.undone_at IS NULL AND b.first_response IS NOT NULL AND e.name IN (\(marks)) GROUP BY v.id
        """, arguments: StatementArguments(events.sorted())
    ).compactMap { row in
      let survey = Survey.ID(row[0] as String)
      if let wanted = schema.survey, wanted != survey { return nil }
      return TableRange(survey: survey, numbers: (row[1] as Int64)...(row[2] as Int64))
    }
  }

  private static func visit(
    _ ranges: [TableRange?], _ schema: BatchSchema, _ db: Database,
    _ visitor: (borrowing ResponseBatch) throws -> Void
  ) throws {
    for range in ranges {
      guard let range, let table = try SurveyTable.load(range.survey, db) else { continue }
      try ColumnScan(table, schema, range.numbers, db).visit(visitor)
    }
  }
}
