import EngageModel
import EngageStore
import GRDB

extension SurveyTable {
  /// Keeps a version of a survey, and makes or widens its tables.
  static func register(_ survey: Survey, _ db: Database) throws -> SurveyTable {
    let old = try load(survey.id, db)
    let kept = try old?.versions(db) ?? []
    let isNew = try survey.mustBeKept(beside: kept) { version in
      try old?.hasResponses(version: version, db) ?? false
    }
    if let old, !isNew { return old }
    var table = try old ?? named(survey.id, db)
    try db.execute(
      sql: """
        INSERT INTO versions VALUES (?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint, definition = excluded.definition
        """,
      arguments: [table.id, survey.version, try survey.fingerprint(), try StoredJSON.encode(survey)])
    let present = old == nil ? nil : Set(try db.columns(in: table.coded).map(\.name))
    var taken = Set((present.map(Array.init) ?? ownColumns).map { $0.lowercased() } + ["response"])
    for question in survey.questions where question.type.columnKind != nil {
      try table.keep(question, &taken, db)
    }
    if let present {
      try table.widen(beyond: present, db)
    } else {
      try table.create(db)
    }
    try table.writeView(db, versions: kept.filter { $0.version != survey.version } + [survey])
    return table
  }

  /// Chooses the names of a new survey's tables.
  private static func named(_ survey: Survey.ID, _ db: Database) throws -> SurveyTable {
    let taken = try Set(String.fetchAll(db, sql: "SELECT lower(name) FROM sqlite_master"))
      .union(StoreSchema.reservedNames)
    let own = survey.rawValue.lowercased()
    let isReserved = ["sqlite_", "coded_", "texts_", "keys of "].contains { own.hasPrefix($0) }
    try db.execute(
      sql: "INSERT INTO surveys (name, coded, texts, labels) VALUES (?, ?, ?, ?)",
      arguments: [
        survey.rawValue, unused("coded_\(survey)", among: taken), unused("texts_\(survey)", among: taken),
        unused(isReserved ? "survey_\(survey)" : survey.rawValue, among: taken),
      ])
    guard let table = try load(survey, db) else {
      throw DatabaseError(resultCode: .SQLITE_INTERNAL, message: "the survey was not written")
    }
    return table
  }

  /// A name that differs from all others in more than case.
  private static func unused(_ name: String, among taken: Set<String>) -> String {
    var candidate = name
    var number = 2
    while taken.contains(candidate.lowercased()) {
      candidate = "\(name)_\(number)"
      number += 1
    }
    return candidate
  }

  /// Enters a question and its choices into the dictionaries.
  private mutating func keep(_ question: Question, _ taken: inout Set<String>, _ db: Database) throws {
    let position = columns.firstIndex { $0.question == question.id }
    let old = position.map { columns[$0] }
    var name = old?.name ?? question.id.rawValue
    if old == nil || old?.kind != question.type.columnKind {
      // A version without responses was replaced: answers of another kind get columns of their own.
      name = Self.unused(name, among: taken)
      taken.insert(name.lowercased())
    }
    try db.execute(
      sql: """
        INSERT INTO questions VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET type = excluded.type, col = excluded.col
        """, arguments: [id, question.id.rawValue, question.type.rawValue, name])
    var choices = old?.choices ?? []
    for choice in question.choices where !choices.contains(choice.id) {
      try db.execute(
        sql: "INSERT INTO choices VALUES (?, ?, ?, ?)",
        arguments: [id, question.id.rawValue, choices.count, choice.id.rawValue])
      choices.append(choice.id)
    }
    let column = QuestionColumn(question: question.id, type: question.type, name: name, choices: choices)
    if let position { columns[position] = column } else { columns.append(column) }
  }

  /// References and NOT NULL are left to `engage doctor`: checked row by row they cost a fifth of an import.
  private func create(_ db: Database) throws {
    let answers = columns.flatMap { column in column.names.map { ",\n  " + column.declaration(of: $0) } }
    let texts = columns.filter { $0.kind == .text }.map { ",\n  \($0.name.quoted) TEXT" }
    try db.execute(
      sql: """
        CREATE TABLE \(coded.quoted) (
          id INTEGER PRIMARY KEY, batch INTEGER, event INTEGER, session INTEGER, unit INTEGER, people INTEGER,
          version INTEGER, withdrawn INTEGER, key TEXT, submitted_at TEXT\(answers.joined())) STRICT;
        CREATE TABLE \(self.texts.quoted) (
          response INTEGER PRIMARY KEY\(texts.joined())) STRICT;
        """)
    try indexKeys(db)
  }

  /// Responses that are live or withdrawn have keys of their own; those of an undone batch don't count.
  func indexKeys(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE UNIQUE INDEX \(keys.quoted) ON \(coded.quoted) (event, key)
          WHERE key IS NOT NULL AND \(Withdrawal.takesKey)
        """)
  }

  private func widen(beyond present: Set<String>, _ db: Database) throws {
    for column in columns {
      for name in column.names where !present.contains(name) {
        try db.execute(sql: "ALTER TABLE \(coded.quoted) ADD COLUMN \(column.declaration(of: name))")
        if column.kind == .text {
          try db.execute(sql: "ALTER TABLE \(texts.quoted) ADD COLUMN \(name.quoted) TEXT")
        }
      }
    }
  }
}
