public import EngageModel
public import EngageStore
import GRDB

extension SQLiteStore {
  public func correct(_ response: Response, seen: Response, on occasion: Occasion) throws -> Batch? {
    try write { db in try correct(response, seen: seen, occasion, db) }
  }

  func correct(_ response: Response, seen: Response, _ occasion: Occasion, _ db: Database) throws -> Batch? {
    let (table, stored) = try live(response.id, db)
    guard stored.saysTheSame(as: seen) else { throw StoreError.changedMeanwhile(response.id) }
    guard stored.session.event == response.session.event else { throw StoreError.otherEvent(response.id) }
    guard let survey = try table.versions(db).first(where: { $0.version == stored.version }) else {
      throw StoreError.noSuchResponse(response.id)
    }
    var wanted = response.kept(for: survey)
    wanted.version = stored.version
    guard !stored.saysTheSame(as: wanted) else { return nil }
    let event = try SessionNumbers(db).number(of: stored.session.event)
    if let key = wanted.key, key != stored.key { try checkFree(key, of: stored, table, event, db) }
    let number = try BatchRecords(db).open(
      BatchDraft(
        kind: .correction, survey: table.survey, event: stored.session.event, enteredBy: occasion.by,
        at: occasion.at), table, version: stored.version, event: event)
    let questions = Set(stored.answers.keys).union(wanted.answers.keys).sorted()
    var difference = Difference(stored, wanted, questions: questions)
    difference.completePlacement(stored, wanted)
    try ChangeWriter(rows: ResponseRows(table, db), sessions: SessionNumbers(db))
      .apply(difference, to: stored.id, batch: Int(number), .updated, occasion)
    try BatchRecords(db).count(updated: 1, number)
    return try BatchRecords(db).batch(Int(number))
  }

  /// A response that stands, and where it is.
  func live(_ id: Int64, _ db: Database) throws -> (table: SurveyTable, response: Response) {
    guard let table = try table(ofResponse: id, db), let stored = try ResponseRows(table, db).response(id)
    else { throw StoreError.noSuchResponse(id) }
    if stored.withdrawn { throw StoreError.withdrawn(id) }
    return (table, stored)
  }

  /// Refuses a key that belongs to another response of the event, or did to one that was erased.
  func checkFree(
    _ key: String, of response: Response, _ table: SurveyTable, _ event: Int64, _ db: Database
  ) throws {
    let isTaken = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM \(table.coded.quoted)
          WHERE event = ? AND key = ? AND \(Withdrawal.takesKey) AND id <> ?)
        """, arguments: [event, key, response.id])
    let erased = try ErasedKeys(survey: table.survey, event: response.session.event, db)
    if isTaken == true || erased.contains(key) { throw StoreError.keyTaken(key) }
  }

  public func withdraw(_ responses: [Int64], on occasion: Occasion) throws -> Batch {
    try write { db in
      var seen: Set<Int64> = []
      let ids = responses.filter { seen.insert($0).inserted }
      let found = try ids.map { try live($0, db) }
      guard let first = found.first else { throw StoreError.noSuchResponse(0) }
      let event = try SessionNumbers(db).number(of: first.response.session.event)
      let number = try BatchRecords(db).open(
        BatchDraft(
          kind: .withdrawal, survey: first.table.survey, event: first.response.session.event,
          enteredBy: occasion.by, at: occasion.at), first.table, version: first.response.version, event: event
      )
      for (table, response) in found {
        try db.execute(
          sql: "UPDATE \(table.coded.quoted) SET withdrawn = \(Withdrawal.withdrawn) WHERE id = ?",
          arguments: [response.id])
        try AuditTrail(db: db).note(
          .withdrawn, occasion, batch: Int(number), survey: table.id, response: response.id)
      }
      try BatchRecords(db).count(updated: ids.count, number)
      return try BatchRecords(db).batch(Int(number))
    }
  }
}
