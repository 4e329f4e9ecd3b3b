public import EngageModel
public import EngageStore
import GRDB

/// Responses in a SQLite file.
///
/// ```swift
/// let store = try SQLiteStore(path: "engage.sqlite")
/// let batch = try store.write(draft, answering: survey, onExistingKey: .report) { writer in
///   _ = try writer.append(batch)
///   return .keep
/// }
/// ```
/// What a call has returned is on disk: the file is written with `synchronous = FULL`.
public final class SQLiteStore: ResponseStore {
  /// Where the file is.
  public let path: String
  let database: any DatabaseWriter
  /// What reads while others write; `nil` where the drive does not allow it, and where nothing is to be written.
  var pool: DatabasePool? { database as? DatabasePool }
  let readOnly: Bool
  /// Released after the connections.
  private let file: OpenFile

  /// How long to wait for another program to finish writing, in milliseconds.
  static let patience = 10_000

  /// Opens a store; it is made, for its owner's eyes alone, if there is none.
  /// - Parameters:
  ///   - path: of the file; its folder is made too.
  ///   - readOnly: refuse to change anything and wait for no disk; the file must be there.
  /// - Throws: `StoreError.newer`, `.notAStore`, `.unusable`.
  public init(path: String, readOnly: Bool = false) throws {
    self.path = path
    self.readOnly = readOnly
    file = try StoreFile.prepare(path, readOnly: readOnly)
    database = try Self.guarded(path) {
      try readOnly
        ? Self.connect(path, readOnly: true) : StoreFile.alone(with: path) { try Self.connectToWrite(path) }
    }
    if !readOnly, try isToBeWiped() { wipeIfPossible() }
  }

  private static func connectToWrite(_ path: String) throws -> any DatabaseWriter {
    let database = try connect(path, readOnly: false)
    try database.writeWithoutTransaction { db in
      // In rollback mode only EXTRA keeps a commit from being undone by a power cut just after it.
      let isWAL = try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal"
      try db.execute(
        sql: """
          PRAGMA synchronous = \(isWAL ? "FULL" : "EXTRA"); PRAGMA wal_autocheckpoint = 2000;
          PRAGMA cache_size = -32000;
          PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY
          """)
    }
    try StoreSchema.migrator.migrate(database)
    return database
  }

  private static func connect(_ path: String, readOnly: Bool) throws -> any DatabaseWriter {
    let isShared = StoreFile.storageWarning(path) != nil
    var configuration = Configuration()
    configuration.busyMode = .timeout(Double(patience) / 1000)
    configuration.label = "engage"
    configuration.prepareDatabase { db in
      try StoreFile.check(db, path: path)
      try db.execute(sql: "PRAGMA page_size = 8192; PRAGMA cache_size = -2000")
      // A connection that may not write at all would leave the log of SQLite lying about when it closes.
      if readOnly { try db.execute(sql: "PRAGMA query_only = 1") }
    }
    if !isShared, !readOnly { return try logged(path, configuration) }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    if !readOnly { try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") } }
    return queue
  }

  /// Opens a store only to read from it. A file that is empty or of an older Engage is first brought up to date.
  /// - Throws: as `init`.
  public static func forReading(path: String) throws -> SQLiteStore {
    let store = try SQLiteStore(path: path, readOnly: true)
    let schema = try store.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
    return schema == StoreSchema.version ? store : try SQLiteStore(path: path)
  }

  /// What can read in several places at once; `nil` where the drive does not allow it.
  func concurrentReaders() throws -> DatabasePool? {
    guard readOnly, StoreFile.storageWarning(path) == nil else { return pool }
    let isLogged = try read { try String.fetchOne($0, sql: "PRAGMA journal_mode") == "wal" }
    guard isLogged else { return nil }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(Double(Self.patience) / 1000)
    configuration.label = "engage"
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -2000") }
    return try Self.logged(path, configuration)
  }

  /// Opens a store with SQLite's log. GRDB looks first whether the log is there and then how long it is: where another
  /// program closes the store and takes the log away in between, it fails, and a moment later it doesn't.
  private static func logged(_ path: String, _ configuration: Configuration) throws -> DatabasePool {
    for _ in 1..<10 {
      do { return try DatabasePool(path: path, configuration: configuration) } catch {
        if error is DatabaseError || error is StoreError { throw error }
      }
    }
    return try DatabasePool(path: path, configuration: configuration)
  }

  /// Reads without waiting for writers.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try Self.guarded(path) { try database.unsafeReentrantRead(body) }
  }

  /// Writes all or nothing, at once on disk.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try Self.guarded(path) { try database.write(body) }
  }

  /// Runs something and puts what SQLite says into plain words.
  static func guarded<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }
}

extension SQLiteStore {
  public func register(_ survey: Survey) throws {
    try write { db in _ = try SurveyTable.register(survey, db) }
  }

  public func versions(of survey: Survey.ID) throws -> [Survey] {
    try read { db in try SurveyTable.load(survey, db)?.versions(db) ?? [] }
  }

  public func responses(_ query: ResponseQuery) throws -> [Response] {
    try read { db in
      guard let table = try SurveyTable.load(query.survey, db) else { return [] }
      var condition = query.includesWithdrawn ? "1" : "r.withdrawn = 0"
      var arguments = StatementArguments()
      if let event = query.event {
        condition += " AND e.name = ?"
        arguments += [event.rawValue]
      }
      if let session = query.session {
        condition += " AND s.name = ?"
        arguments += [session.rawValue]
      }
      if let batch = query.batch {
        condition += " AND r.batch = ?"
        arguments += [batch]
      }
      return try ResponseRows(table, db)
        .responses(where: condition, arguments, limit: query.limit, offset: query.offset)
    }
  }

  public func response(_ id: Int64) throws -> Response? {
    try read { db in
      guard let table = try self.table(ofResponse: id, db) else { return nil }
      return try ResponseRows(table, db).response(id)
    }
  }

  public func survey(ofResponse id: Int64) throws -> Survey.ID? {
    try read { db in try self.table(ofResponse: id, db)?.survey }
  }

  public func history(ofResponse id: Int64) throws -> [Change] {
    try read { db in
      let batch =
        try self.table(ofResponse: id, db).map { table in
          try Int.fetchOne(db, sql: "SELECT batch FROM \(table.coded.quoted) WHERE id = ?", arguments: [id])
        }
        ?? Int.fetchOne(
          db, sql: "SELECT batch FROM erasures WHERE response = ? AND was_here", arguments: [id])
      return try AuditTrail(db: db).changes(
        where: "c.response = ? OR (c.batch = ? AND c.response IS NULL AND c.action IN ('stored', 'undone'))",
        [id, batch])
    }
  }

  func table(ofResponse id: Int64, _ db: Database) throws -> SurveyTable? {
    for table in try SurveyTable.all(db) {
      let sql = "SELECT EXISTS (SELECT 1 FROM \(table.coded.quoted) WHERE id = ?)"
      if try Bool.fetchOne(db, sql: sql, arguments: [id]) == true { return table }
    }
    return nil
  }
}
