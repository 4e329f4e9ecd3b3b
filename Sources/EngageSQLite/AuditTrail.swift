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
  /// Absent in what an older Engage wrote, which never changed it.
  var key: String?

  init(_ response: Response) {
    session = response.session.session.rawValue
    unit = response.unit
    people = response.people
    version = response.version
    submittedAt = response.submittedAt
    key = response.key
  }

  var place: PlaceChange.Place {
    PlaceChange.Place(session: Session.ID(session), unit: unit, people: people, key: key)
  }
}

/// The details of a response before and after a change.
struct DetailsChange: Hashable {
  var before: ResponseDetails?
  var after: ResponseDetails?
}

/// What the audit trail keeps of a change that concerns no answer.
struct PlacementChange {
  var before: Placement
  var after: Placement
  /// `nil` where they did not change.
  var details: DetailsChange?

  /// For people; `nil` where there is nothing for them to see.
  var place: PlaceChange? {
    let change = PlaceChange(
      before: before.place, after: after.place,
      details: PlaceChange.Detail.changed(from: details?.before, to: details?.after))
    return change.isNone ? nil : change
  }
}

/// Writes and reads the audit trail. What people wrote in their own words goes to `texts_before` alone.
struct AuditTrail {
  let db: Database

  /// Notes something that happened to a whole batch, to a draft, or to a response without a change of answers.
  func note(
    _ action: Change.Action, _ occasion: Occasion, batch: Int?, survey: Int64? = nil, response: Int64? = nil,
    question: Question.ID? = nil
  ) throws {
    try insert(
      action, occasion, batch, survey, response, question: question?.rawValue, before: nil, after: nil)
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

  /// Notes that a response belongs to another session, unit or version, has another head count or key, or other
  /// details, which say things in people's own words.
  func note(
    _ action: Change.Action, _ occasion: Occasion, batch: Int?, survey: Int64, response: Int64,
    before: Placement, after: Placement, details: DetailsChange?
  ) throws {
    try insert(
      action, occasion, batch, survey, response, question: nil, before: try StoredJSON.encode(before),
      after: try StoredJSON.encode(after))
    guard let details else { return }
    try db.execute(
      sql: "INSERT INTO texts_before VALUES (?, ?, ?)",
      arguments: [
        db.lastInsertedRowID, try details.before.map(StoredJSON.encode),
        try details.after.map(StoredJSON.encode),
      ])
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
        SELECT c.*, t.before AS text_before, t.after AS text_after, t.change AS text_of,
          k.codebook AS code_book, k.coder, k.before AS code_before, k.after AS code_after FROM changes c
          LEFT JOIN texts_before t ON t.change = c.number LEFT JOIN code_changes k ON k.change = c.number
          WHERE \(condition) ORDER BY c.number
        """, arguments: arguments
    ).map { row in
      let question = (row["question"] as String?).map { Question.ID($0) }
      return Change(
        number: row["number"], at: row["at"], by: row["by"], why: row["why"],
        action: Change.Action(rawValue: row["action"]) ?? .updated, batch: row["batch"],
        response: row["response"],
        question: question, before: question == nil ? nil : try answer(row["before"], row["text_before"]),
        after: question == nil ? nil : try answer(row["after"], row["text_after"]),
        place: question == nil ? try placement(row)?.place : nil, codes: try CodeRecords(db).change(in: row))
    }
  }

  /// What an entry says about where a response was and is, and about its details.
  func placement(ofChange number: Int64) throws -> PlacementChange? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT c.before, c.after, t.before AS text_before, t.after AS text_after, t.change AS text_of FROM changes c
          LEFT JOIN texts_before t ON t.change = c.number WHERE c.number = ?
        """, arguments: [number]
    ).flatMap { try placement($0) }
  }

  private func placement(_ row: Row) throws -> PlacementChange? {
    guard let before = row["before"] as String?, let after = row["after"] as String? else { return nil }
    func details(_ column: String) throws -> ResponseDetails? {
      try (row[column] as String?).map { try StoredJSON.decode(ResponseDetails.self, from: $0) }
    }
    let changed = row["text_of"] as Int64? != nil
    return PlacementChange(
      before: try StoredJSON.decode(Placement.self, from: before),
      after: try StoredJSON.decode(Placement.self, from: after),
      details: changed
        ? DetailsChange(before: try details("text_before"), after: try details("text_after")) : nil)
  }

  private func answer(_ kept: String?, _ text: String?) throws -> Answer? {
    if let text { return .text(text) }
    return try kept.map { try StoredJSON.decode(Answer.self, from: $0) }
  }
}
