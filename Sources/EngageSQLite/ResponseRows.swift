import EngageModel
import EngageStore
import GRDB

/// Reads and changes single responses: for lists, comparisons and corrections, not for analyses.
struct ResponseRows {
  let table: SurveyTable
  let db: Database
  /// By version: what a version did not ask is not listed, and choices stand in its order.
  private let versions: [Int: [Question.ID: Question]]

  /// The question to the database, up to its condition.
  private let select: String

  init(_ table: SurveyTable, _ db: Database) throws {
    self.table = table
    self.db = db
    let columns = (SurveyTable.ownColumns + table.columns.flatMap(\.names)).map { "r.\($0.quoted)" }
    let texts = table.columns.filter { $0.kind == .text }.map {
      ", t.\($0.name.quoted) AS \(("text " + $0.name).quoted)"
    }
    select = """
      SELECT \(columns.joined(separator: ", ")), s.name AS "session name", e.name AS "event name",
        d.content AS "kept beside"\(texts.joined())
        FROM \(table.coded.quoted) r JOIN sessions s ON s.id = r.session JOIN events e ON e.id = s.event
        LEFT JOIN \(table.texts.quoted) t ON t.response = r.id LEFT JOIN response_details d ON d.response = r.id
      """
    versions = try Dictionary(
      table.versions(db).map { survey in
        (
          survey.version,
          Dictionary(survey.questions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        )
      }, uniquingKeysWith: { $1 })
  }

  /// Responses that a condition on `r` selects, in the order of their numbers.
  func responses(
    where condition: String, _ arguments: StatementArguments, limit: Int? = nil, offset: Int = 0
  ) throws -> [Response] {
    let window = limit == nil && offset == 0 ? "" : " LIMIT \(limit ?? -1) OFFSET \(offset)"
    let statement = try db.cachedStatement(sql: "\(select) WHERE \(condition) ORDER BY r.id\(window)")
    let cursor = try Row.fetchCursor(statement, arguments: arguments)
    var found: [Response] = []
    while let row = try cursor.next() { found.append(try response(row)) }
    return found
  }

  func response(_ id: Int64) throws -> Response? {
    try responses(where: "r.id = ?", [id]).first
  }

  private func response(_ row: Row) throws -> Response {
    let version: Int = row["version"]
    var response = Response(
      id: row["id"],
      session: SessionReference(
        event: Event.ID(row["event name"] as String), session: Session.ID(row["session name"] as String)),
      unit: row["unit"] == 1 ? .table : .person, people: row["people"], key: row["key"],
      submittedAt: row["submitted_at"], version: version, batch: row["batch"],
      withdrawn: row["withdrawn"] != 0)
    for column in table.columns {
      guard let question = versions[version]?[column.question] else { continue }
      let answer = answer(row, column, question)
      if answer != .missing(.notAnswered) { response.answers[column.question] = answer }
    }
    if let details = row["kept beside"] as String? {
      response.details = try StoredJSON.decode(ResponseDetails.self, from: details)
    }
    return response
  }

  private func answer(_ row: Row, _ column: QuestionColumn, _ question: Question) -> Answer {
    if column.kind == .numbers { return number(row, column) }
    let status: Int64 = row[column.name] ?? -1
    if status < 0 { return .missing(MissingReason(rawValue: Int32(status)) ?? .unreadable) }
    switch column.kind {
    case .codes:
      return Int(status) < column.choices.count
        ? .choice(column.choices[Int(status)]) : .missing(.unreadable)
    case .masks:
      let words = column.names.map { (row[$0] as Int64?) ?? 0 }
      let bits = QuestionColumn.bitsPerColumn
      let chosen = column.choices.indices.filter { words[$0 / bits] >> Int64($0 % bits) & 1 == 1 }
        .map { column.choices[$0] }
      return .choices(chosen.sorted { question.code(of: $0) ?? .max < question.code(of: $1) ?? .max })
    case .ranks:
      let places = column.choices.indices.compactMap { code in
        (row["\(column.name)#\(code + 1)"] as Int64?).map { (place: $0, choice: column.choices[code]) }
      }
      return .ranking(places.sorted { $0.place < $1.place }.map(\.choice))
    case .text: return .text(row["text " + column.name] ?? "")
    case .numbers: return .missing(.unreadable)
    }
  }

  private func number(_ row: Row, _ column: QuestionColumn) -> Answer {
    let value: DatabaseValue = row[column.name]
    switch value.storage {
    case .null: return .missing(.notAnswered)
    case .int64(let number): return answer(Double(number), column.type)
    case .double(let number): return answer(number, column.type)
    case .string(let name): return .missing(MissingReason(name: name) ?? .unreadable)
    case .blob: return .missing(.unreadable)
    }
  }

  private func answer(_ number: Double, _ type: QuestionType) -> Answer {
    switch type {
    case .date: .date(CalendarDate(daysSince1970: Int(number)))
    case .time: .time(Int(number))
    default: .number(number)
    }
  }
}

extension ResponseRows {
  /// Puts another answer in place of the one stored.
  func set(_ answer: Answer, to question: Question.ID, response: Int64) throws {
    guard let column = table.column(of: question) else { return }
    var values = Dictionary(uniqueKeysWithValues: column.names.map { ($0, DatabaseValue.null) })
    switch answer {
    case .missing(let reason):
      values[column.name] =
        column.kind != .numbers
        ? Int64(reason.rawValue).databaseValue : reason == .notAnswered ? .null : reason.name.databaseValue
    case .choice(let choice): values[column.name] = code(of: choice, column).databaseValue
    case .choices(let choices):
      for name in column.names { values[name] = (0 as Int64).databaseValue }
      for choice in choices {
        guard let code = column.choices.firstIndex(of: choice) else { continue }
        let name = column.names[code / QuestionColumn.bitsPerColumn]
        let word = values[name].flatMap { Int64.fromDatabaseValue($0) } ?? 0
        values[name] = (word | 1 << Int64(code % QuestionColumn.bitsPerColumn)).databaseValue
      }
    case .ranking(let choices):
      values[column.name] = (0 as Int64).databaseValue
      for (place, choice) in choices.enumerated() {
        guard let code = column.choices.firstIndex(of: choice) else { continue }
        values["\(column.name)#\(code + 1)"] = (place + 1).databaseValue
      }
    case .number(let number):
      values[column.name] = (Int64(exactly: number)?.databaseValue) ?? number.databaseValue
    case .date(let date): values[column.name] = date.daysSince1970.databaseValue
    case .time(let seconds): values[column.name] = seconds.databaseValue
    case .text: values[column.name] = (0 as Int64).databaseValue
    }
    let changed = column.names
    let update = try db.cachedStatement(
      sql: """
        UPDATE \(table.coded.quoted) SET \(changed.map { "\($0.quoted) = ?" }.joined(separator: ", ")) WHERE id = ?
        """)
    try update.execute(arguments: StatementArguments(changed.map { values[$0] ?? .null }) + [response])
    if column.kind == .text { try setText(answer, column, response) }
  }

  private func setText(_ answer: Answer, _ column: QuestionColumn, _ response: Int64) throws {
    var text: String?
    if case .text(let said) = answer { text = said }
    let name = column.name.quoted
    let change = try db.cachedStatement(
      sql: """
        INSERT INTO \(table.texts.quoted) (response, \(name)) VALUES (?, ?)
          ON CONFLICT DO UPDATE SET \(name) = excluded.\(name)
        """)
    try change.execute(arguments: [response, text])
  }

  private func code(of choice: Choice.ID, _ column: QuestionColumn) -> Int64 {
    column.choices.firstIndex(of: choice).map(Int64.init) ?? Int64(MissingReason.unreadable.rawValue)
  }

  /// Puts other details in place of those stored.
  func set(_ details: ResponseDetails?, response: Int64) throws {
    if let details, !details.isEmpty {
      try db.execute(
        sql: "INSERT OR REPLACE INTO response_details VALUES (?, ?)",
        arguments: [response, try StoredJSON.encode(details)])
    } else {
      try db.execute(sql: "DELETE FROM response_details WHERE response = ?", arguments: [response])
    }
  }

  /// Puts a response into another session, unit or version, or gives it another key.
  func move(_ response: Int64, to placement: Placement, session: Int64) throws {
    try db.execute(
      sql: """
        UPDATE \(table.coded.quoted) SET session = ?, unit = ?, people = ?, version = ?, submitted_at = ?, key = ?
          WHERE id = ?
        """,
      arguments: [
        session, placement.unit == .table ? 1 : 0, placement.people, placement.version, placement.submittedAt,
        placement.key, response,
      ])
  }
}
