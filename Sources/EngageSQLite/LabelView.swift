import EngageModel
import GRDB

extension SurveyTable {
  /// Writes the view that shows the live responses with words in place of codes.
  ///
  /// Reasons for missing answers show as words with choices and texts; with numbers, dates and times they show as
  /// NULL so that averages stay right. Not answered and not asked are NULL everywhere.
  func writeView(_ db: Database, versions: [Survey]) throws {
    let pooled = Survey.pooled(versions)
    var shown = [
      "r.id AS response", "e.name AS event", "s.name AS session",
      "CASE r.unit WHEN 1 THEN 'table' ELSE 'person' END AS unit", "r.people AS people",
      "r.version AS version",
      "r.batch AS batch", "r.key AS key", "r.submitted_at AS submitted_at",
    ]
    for column in columns {
      shown.append("\(words(of: column, pooled?.question(column.question))) AS \(column.name.quoted)")
    }
    try db.execute(
      sql: """
        DROP VIEW IF EXISTS \(labels.quoted);
        CREATE VIEW \(labels.quoted) AS SELECT \(shown.joined(separator: ",\n  "))
        FROM \(coded.quoted) r JOIN sessions s ON s.id = r.session JOIN events e ON e.id = s.event
        LEFT JOIN \(texts.quoted) t ON t.response = r.id WHERE r.withdrawn = 0
        """)
  }

  private func words(of column: QuestionColumn, _ question: Question?) -> String {
    let field = "r.\(column.name.quoted)"
    switch column.kind {
    case .codes:
      let cases = column.choices.enumerated().map { "WHEN \($0) THEN \(label(of: $1, question).literal)" }
      return "CASE \(field) \(cases.joined(separator: " ")) \(reasons) END"
    case .masks:
      let parts = column.choices.enumerated().map { code, choice in
        let word = "r.\(column.names[code / QuestionColumn.bitsPerColumn].quoted)"
        let bit = "(\(word) >> \(code % QuestionColumn.bitsPerColumn)) & 1"
        return "CASE WHEN \(bit) THEN \(("; " + label(of: choice, question)).literal) ELSE '' END"
      }
      let joined = "substr(\((["''"] + parts).joined(separator: " || ")), 3)"
      return "CASE WHEN \(field) >= 0 THEN \(joined) ELSE CASE \(field) \(reasons) END END"
    case .ranks:
      let parts = column.choices.enumerated().map { code, choice in
        let place = "r.\("\(column.name)#\(code + 1)".quoted)"
        return "coalesce('; ' || \(place) || ' ' || \(label(of: choice, question).literal), '')"
      }
      let joined = "substr(\((["''"] + parts).joined(separator: " || ")), 3)"
      return "CASE WHEN \(field) >= 0 THEN \(joined) ELSE CASE \(field) \(reasons) END END"
    case .numbers:
      let number = "CASE WHEN typeof(\(field)) <> 'text' THEN \(field) END"
      switch column.type {
      case .date: return "CASE WHEN typeof(\(field)) <> 'text' THEN date(\(field) * 86400, 'unixepoch') END"
      case .time: return "CASE WHEN typeof(\(field)) <> 'text' THEN time(\(field), 'unixepoch') END"
      default: return number
      }
    case .text: return "CASE \(field) WHEN 0 THEN t.\(column.name.quoted) \(reasons) END"
    }
  }

  private func label(of choice: Choice.ID, _ question: Question?) -> String {
    question?.choices.first { $0.id == choice }?.label.text ?? choice.rawValue
  }

  private var reasons: String {
    MissingReason.allCases.filter { $0 != .notAnswered && $0 != .notAsked }
      .map { "WHEN \($0.rawValue) THEN \($0.label.literal)" }.joined(separator: " ")
  }
}
