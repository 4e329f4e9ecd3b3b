import EngageModel
import EngageStore
import GRDB

/// Where a response was put, as the audit trail keeps it beside changed answers.
struct Placement: Codable, Hashable {
  var session: String
  var unit: Unit
  var people: Int?
  var version: Int
  var submittedAt: String?

  init(_ response: Response) {
    session = response.session.session.rawValue
    unit = response.unit
    people = response.people
    version = response.version
    submittedAt = response.submittedAt
  }
}


/// Writes and reads the audit trail. What people wrote in their own words goes to `texts_before` alone.
struct AuditTrail {
  let db: Database

  /// Notes something that happened to a whole batch, to a draft, or to a response without a change of answers.
  func note(
    _ action: Change.Action, _ occasion: Occasion, batch: Int?, survey: Int64? = nil, response: Int64? = nil
  ) throws {
    try insert(action, occasion, batch, survey, response, question: nil, before: nil, after: nil)
  }

  /// Notes an answer that changed.
  func note(
    _ action: Change.Action, _ occasion: Occasion, batch: Int?, survey: Int64, response: Int64,
    question: Question.ID, before: Answer, after: Answer
  ) throws {
    try insert(
      action, occasion, batch, survey, response, question: question.rawValue, before: try kept(before),
      after: try kept(after))
    let texts = (text(before), text(after))
    guard texts.0 != nil || texts.1 != nil else { return }
    try db.execute(
      sql: "INSERT INTO texts_before VALUES (?, ?, ?)", arguments: [db.lastInsertedRowID, texts.0, texts.1])
  }

  /// Notes that a response belongs to another session, unit or version, or has another head count.
  func note(
    _ action: Change.Action, _ occasion: Occasion, batch: Int?, survey: Int64, response: Int64,
    before: Placement,
    after: Placement
  ) throws {
    try insert(
      action, occasion, batch, survey, response, question: nil, before: try StoredJSON.encode(before),
      after: try StoredJSON.encode(after))
  }

  private func insert(
    _ action: Change.Action, _ occasion: Occasion, _ batch: Int?, _ survey: Int64?, _ response: Int64?,
    question: String?, before: String?, after: String?
  ) throws {
    let entry = try db.cachedStatement(
      sql: """
        INSERT INTO changes (at, by, why, action, batch, survey, response, question, before, after)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try entry.execute(arguments: [
      occasion.at, occasion.by, occasion.why, action.rawValue, batch, survey, response, question, before,
      after,
    ])
  }

  private func kept(_ answer: Answer) throws -> String? {
    text(answer) == nil ? try StoredJSON.encode(answer) : nil
  }

  private func text(_ answer: Answer) -> String? {
    guard case .text(let text) = answer else { return nil }
    return text
  }

  /// Entries that a condition on `c` selects, oldest first.
  func changes(where condition: String, _ arguments: StatementArguments) throws -> [Change] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT c.*, t.before AS text_before, t.after AS text_after FROM changes c
          LEFT JOIN texts_before t ON t.change = c.number WHERE \(condition) ORDER BY c.number
        """, arguments: arguments
    ).map { row in
      let question = (row["question"] as String?).map { Question.ID($0) }
      return Change(
        number: row["number"], at: row["at"], by: row["by"], why: row["why"],
        action: Change.Action(rawValue: row["action"]) ?? .updated, batch: row["batch"],
        response: row["response"],
        question: question, before: question == nil ? nil : try answer(row["before"], row["text_before"]),
        after: question == nil ? nil : try answer(row["after"], row["text_after"]))
    }
  }

  private func answer(_ kept: String?, _ text: String?) throws -> Answer? {
    if let text { return .text(text) }
    return try kept.map { try StoredJSON.decode(Answer.self, from: $0) }
  }
}
