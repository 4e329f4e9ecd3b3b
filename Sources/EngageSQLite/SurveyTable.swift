import EngageModel
import EngageStore
import GRDB

/// Where the responses to one survey, in all its versions, are kept.
///
/// - `coded`: a row per response, with a column for each question (see `QuestionColumn`);
/// - `texts`: a row per response that says something in its own words, with a column for each text question;
/// - `labels`: a view of both for people and other tools.
struct SurveyTable {
  let id: Int64
  let survey: Survey.ID
  let coded: String
  let texts: String
  let labels: String
  var columns: [QuestionColumn] = []

  /// The index of its keys.
  var keys: String { "keys of \(coded)" }

  func column(of question: Question.ID) -> QuestionColumn? { columns.first { $0.question == question } }

  /// Columns of `coded` that are no answers.
  static let ownColumns = [
    "id", "batch", "event", "session", "unit", "people", "version", "withdrawn", "key", "submitted_at",
  ]

  /// The table of a survey; `nil` if the store does not know the survey.
  static func load(_ survey: Survey.ID, _ db: Database) throws -> SurveyTable? {
    try Row.fetchOne(db, sql: "SELECT * FROM surveys WHERE name = ?", arguments: [survey.rawValue])
      .map { try SurveyTable($0, db) }
  }

  /// The tables of all surveys.
  static func all(_ db: Database) throws -> [SurveyTable] {
    try Row.fetchAll(db, sql: "SELECT * FROM surveys ORDER BY id").map { try SurveyTable($0, db) }
  }

  private init(_ row: Row, _ db: Database) throws {
    id = row["id"]
    survey = Survey.ID(row["name"] as String)
    coded = row["coded"]
    texts = row["texts"]
    labels = row["labels"]
    let questions = try Row.fetchAll(
      db, sql: "SELECT name, type, col FROM questions WHERE survey = ? ORDER BY rowid", arguments: [id])
    var choices: [String: [Choice.ID]] = [:]
    let named = try Row.fetchCursor(
      db, sql: "SELECT question, name FROM choices WHERE survey = ? ORDER BY question, code", arguments: [id])
    while let row = try named.next() { choices[row[0], default: []].append(Choice.ID(row[1] as String)) }
    columns = questions.map { row in
      QuestionColumn(
        question: Question.ID(row[0] as String), type: QuestionType(rawValue: row[1]) ?? .text, name: row[2],
        choices: choices[row[0]] ?? [])
    }
  }

  /// The versions kept of a survey, oldest first.
  func versions(_ db: Database) throws -> [Survey] {
    try String.fetchAll(
      db, sql: "SELECT definition FROM versions WHERE survey = ? ORDER BY version", arguments: [id]
    ).map { try StoredJSON.decode(Survey.self, from: $0) }
  }

  /// Whether live responses answer a version.
  func hasResponses(version: Int, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM batches WHERE survey = ? AND version = ? AND undone_at IS NULL
          AND stored + updated > 0 AND kind <> 'coding')
        """, arguments: [id, version]) ?? false
  }
}

/// How the answers to one question are kept in `SurveyTable.coded`.
///
/// A choice is kept by its code: its position in the first version; choices of later versions follow. Below zero
/// stands the `MissingReason`. By kind of answer:
/// - one choice: its code;
/// - several choices: a bit for each code, 62 to a column, the reason in the first column;
/// - ranking: 0 or the reason, and a column with the place of each code, NULL where it has none;
/// - numbers, days since 1970-01-01, seconds since midnight: the number, or the reason's name; NULL if not answered;
/// - texts: 0 or the reason; the text itself is in `SurveyTable.texts`.
struct QuestionColumn {
  let question: Question.ID
  let type: QuestionType
  /// The name of its first column.
  let name: String
  /// By code.
  let choices: [Choice.ID]

  /// How many choices are kept in one column of a mask.
  static let bitsPerColumn = 62

  var kind: BatchColumn.Kind { type.columnKind ?? .text }

  /// The columns of `coded` it takes.
  var names: [String] {
    switch kind {
    case .codes, .numbers, .text: [name]
    case .masks:
      (0..<max(1, (choices.count + Self.bitsPerColumn - 1) / Self.bitsPerColumn)).map {
        $0 == 0 ? name : "\(name)#\($0 + 1)"
      }
    case .ranks: [name] + choices.indices.map { "\(name)#\($0 + 1)" }
    }
  }

  /// A column's type, and what it holds for responses to versions without the question.
  func declaration(of column: String) -> String {
    switch kind {
    case .numbers: "\(column.quoted) ANY DEFAULT \(MissingReason.notAsked.name.literal)"
    case .codes, .text: "\(column.quoted) INTEGER DEFAULT \(MissingReason.notAsked.rawValue)"
    case .masks, .ranks:
      column == name
        ? "\(column.quoted) INTEGER DEFAULT \(MissingReason.notAsked.rawValue)"
        : "\(column.quoted) INTEGER"
    }
  }
}
